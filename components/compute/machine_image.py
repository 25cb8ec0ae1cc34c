"""Which image instances boot, and what a newer one changes. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ..limits import Limit
from ..problems import MISSING, Problem
from .instance_catalogue import Architecture

_IMAGE_ID = re.compile(r"ami-([0-9a-f]{8}|[0-9a-f]{17})")
_PARAMETER = re.compile(r"/[A-Za-z0-9_.\-/]+(:[A-Za-z0-9_.\-]+)?")
_AL2023 = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-"
AMAZON_LINUX = {architecture: f"{_AL2023}{architecture}" for architecture in Architecture}
"""The public parameters that name the newest Amazon Linux 2023."""


class ImageChange(StrEnum):
    """What happens when the parameter that names an image names a newer one."""

    PIN = "pin"
    """Nothing can: the image's own id is given."""
    IGNORE = "ignore"
    """Nothing: what was made keeps the image that it was made with."""
    FOLLOW = "follow"
    """The next `pulumi up` takes it: a fleet starts an instance refresh, a single instance is
    replaced."""


IMAGE_ID = Limit(
    id="image.pinned",
    limit="a pinned image is given by its id, ami- and 8 or 17 hexadecimal digits",
    source="Amazon EC2 User Guide, Resource IDs",
)
PARAMETER = Limit(
    id="image.parameter",
    limit="an image is found by the name of an SSM parameter, as /aws/service/...; "
    "the id of one is given with on_change pin",
    source="Systems Manager User Guide, Calling AMI public parameters",
)
GIVEN_WHEN_PINNED = Limit(
    id="image.pinned.given", limit="with on_change pin at least one image is given by its id"
)
LIMITS = (IMAGE_ID, PARAMETER, GIVEN_WHEN_PINNED)


@dataclass(frozen=True, kw_only=True)
class MachineImage:
    """The image of each architecture; Amazon Linux 2023 when left out."""

    arm64: str | None = None
    """Name of the SSM parameter that holds the id of the image for Graviton, or with `pin` the id
    itself."""
    x86_64: str | None = None
    """The same for Intel and AMD."""
    on_change: ImageChange | None = None
    """What a newer image changes; nothing (`ignore`) when left out, since images are deregistered
    and a newer one replaces every instance."""

    @property
    def change(self) -> ImageChange:
        """The policy, its default applied."""
        return self.on_change or ImageChange.IGNORE

    def source(self, architecture: Architecture) -> str | None:
        """The parameter or the image's id; None where a pinned image has none for it."""
        given = {Architecture.ARM64: self.arm64, Architecture.X86_64: self.x86_64}[architecture]
        if given is not None or self.change is ImageChange.PIN:
            return given
        return AMAZON_LINUX[architecture]

    def problems(self) -> list[Problem]:
        """Whether ids are given where the images are pinned, and parameters elsewhere."""
        given = {"arm64": self.arm64, "x86_64": self.x86_64}
        pinned = self.change is ImageChange.PIN
        if pinned and not any(given.values()):
            return [GIVEN_WHEN_PINNED.broken("arm64", MISSING)]
        form, limit = (_IMAGE_ID, IMAGE_ID) if pinned else (_PARAMETER, PARAMETER)
        return [
            limit.broken(field, value)
            for field, value in given.items()
            if value is not None and not form.fullmatch(value)
        ]
