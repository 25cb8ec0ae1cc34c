"""Where everything that setting up reads or writes lies: in the checkout or the user's cache."""

import os
import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Checkout:
    """A clone of this project, and the environment variables that it is set up with."""

    root: Path
    variables: Mapping[str, str]

    @classmethod
    def here(cls) -> "Checkout":
        """The checkout that this file belongs to, with this process's environment variables."""
        return cls(Path(__file__).resolve().parent.parent, dict(os.environ))

    @property
    def engine_sources(self) -> Path:
        """The Go module that a Pulumi CLI is built from."""
        return self.root / "tools" / "pulumi_cli"

    @property
    def project_file(self) -> Path:
        """The file whose `requiredPulumiVersion` says how new a CLI must be."""
        return self.root / "Pulumi.yaml"

    @property
    def requirements(self) -> Path:
        """The lock that the Python environment is installed from."""
        return self.root / "requirements.txt"

    @property
    def virtualenv(self) -> Path:
        """The project's own Python environment."""
        return self.root / ".venv"

    @property
    def cache(self) -> Path:
        """The user's own folder for what is dear to make and the same for every clone."""
        given = self.variables.get("XDG_CACHE_HOME", "")
        # The XDG specification has relative paths ignored.
        base = Path(given) if given.startswith("/") else self.home / ".cache"
        return base / "landing-zone"

    @property
    def engines(self) -> Path:
        """The folder of the engines that were downloaded or built, each in `<key>/bin`."""
        return self.cache / "pulumi"

    @property
    def home(self) -> Path:
        """The user's home."""
        return Path(self.variables.get("HOME") or Path.home())


def operating_system() -> str:
    """The operating system as Pulumi's releases name it."""
    return sys.platform


def architecture() -> str:
    """The processor as Pulumi's releases name it."""
    machine = platform.machine().lower()
    return {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}.get(machine, machine)
