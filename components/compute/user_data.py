"""What an instance does when it boots for the first time, put together from parts. Pure."""

import base64
from dataclasses import dataclass
from enum import StrEnum

from ..limits import Limit
from ..problems import Problem, Words

# Fixed, so that equal parts give equal text and nothing changes by itself.
_BOUNDARY = "==part-of-user-data=="
LONGEST = 16_384

SIZE = Limit(
    id="user_data.size",
    limit=f"user data has up to {LONGEST:,} bytes before it is encoded",
    source="Amazon EC2 User Guide, Run commands when you launch an EC2 instance with user data input",
)
SHEBANG = Limit(
    id="user_data.shebang",
    limit="a script begins with #! and what runs it",
    source="cloud-init documentation, User data formats",
)
CLOUD_CONFIG = Limit(
    id="user_data.cloud_config",
    limit="a cloud-config begins with #cloud-config",
    source="cloud-init documentation, User data formats",
)
LIMITS = (SIZE, SHEBANG, CLOUD_CONFIG)


class UserDataKind(StrEnum):
    """What cloud-init does with a part."""

    SCRIPT = "script"
    """Run once, in the order of the parts."""
    CLOUD_CONFIG = "cloud-config"
    """Read before the scripts run."""


_CONTENT_TYPES = {
    UserDataKind.SCRIPT: "text/x-shellscript",
    UserDataKind.CLOUD_CONFIG: "text/cloud-config",
}


@dataclass(frozen=True, kw_only=True)
class UserDataPart:
    """One part of an instance's user data."""

    content: str
    """The script or the cloud-config."""
    kind: UserDataKind | None = None
    """What cloud-init does with it; a script when left out."""

    def problems(self) -> list[Problem]:
        """Whether cloud-init would know the part for what it is."""
        beginning, limit = {
            UserDataKind.SCRIPT: ("#!", SHEBANG),
            UserDataKind.CLOUD_CONFIG: ("#cloud-config", CLOUD_CONFIG),
        }[self.kind or UserDataKind.SCRIPT]
        kept = self.content.startswith(beginning)
        first_line = self.content.partition("\n")[0]
        return limit.problems("content", first_line, kept=kept)


def user_data(parts: list[UserDataPart]) -> str:
    """The parts as one MIME document, which cloud-init takes apart again."""
    lines = ["MIME-Version: 1.0", f'Content-Type: multipart/mixed; boundary="{_BOUNDARY}"', ""]
    for part in parts:
        content_type = _CONTENT_TYPES[part.kind or UserDataKind.SCRIPT]
        lines += [f"--{_BOUNDARY}", f'Content-Type: {content_type}; charset="utf-8"']
        content = part.content.rstrip("\n")
        if not content.isascii():
            # As plain text cloud-init would read other letters as escapes.
            lines.append("Content-Transfer-Encoding: base64")
            content = base64.encodebytes(content.encode()).decode().rstrip("\n")
        lines += ["", content]
    return "\n".join([*lines, f"--{_BOUNDARY}--", ""])


def size_problems(path: str, document: str) -> list[Problem]:
    """Whether EC2 takes user data of this size."""
    size = len(document.encode())
    return SIZE.problems(path, Words(f"{size:,} bytes"), kept=size <= LONGEST)


def encoded(document: str) -> str:
    """User data as launch templates want it."""
    return base64.b64encode(document.encode()).decode()
