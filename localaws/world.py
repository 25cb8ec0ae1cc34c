"""Where one local world lives on disk, and what is known about its process. Nothing of it is ever committed."""

import contextlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
"""The project that this package belongs to: its Pulumi.yaml lists the accounts."""

HOME_VARIABLE = "LOCALAWS_HOME"


@dataclass(frozen=True)
class Process:
    """The running local AWS."""

    pid: int
    endpoint: str
    """URL for AWS SDKs."""
    providers: dict[str, int]
    """Account name → port of the `aws` provider whose ambient credentials are that account's."""


@dataclass(frozen=True)
class World:
    """The files of one local world."""

    home: Path

    @property
    def process_file(self) -> Path:
        """Names the process while one runs, and after it was killed."""
        return self.home / "process.json"

    @property
    def ports_file(self) -> Path:
        """The ports of the last start, so that the next one is found at the same address."""
        return self.home / "ports.json"

    @property
    def ledger(self) -> Path:
        """What the provider made."""
        return self.home / "ledger.jsonl"

    @property
    def changes(self) -> Path:
        """One byte for each call that may have changed something."""
        return self.home / "changes"

    @property
    def snapshot(self) -> Path:
        """The emulator's state."""
        return self.home / "snapshot"

    @property
    def losses(self) -> Path:
        """What the last start found lost, until somebody was told."""
        return self.home / "losses"

    @property
    def log(self) -> Path:
        """What the process prints."""
        return self.home / "localaws.log"

    @property
    def pulumi_home(self) -> Path:
        """PULUMI_HOME of local runs."""
        return self.home / "pulumi"

    @property
    def backend(self) -> Path:
        """The state backend of local runs."""
        return self.home / "backend"

    @property
    def project(self) -> Path:
        """The mirror of the project that local runs work in."""
        return self.home / "project"

    @property
    def stacks(self) -> Path:
        """What is noted about each stack."""
        return self.home / "stacks"

    def process(self) -> Process | None:
        """What the last process noted about itself, alive or not."""
        try:
            return Process(**json.loads(self.process_file.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None

    def running(self) -> Process | None:
        """The process, if it is alive."""
        process = self.process()
        return process if process and is_alive(process.pid) and _is_local_aws(process.pid) else None

    def note_process(self, process: Process) -> None:
        """Says that a process runs; written whole or not at all."""
        temporary = self.process_file.with_suffix(".tmp")
        temporary.write_text(json.dumps(asdict(process)), encoding="utf-8")
        temporary.replace(self.process_file)

    def mark_stale(self) -> None:
        """Notes for every stack that the emulator lost changes that its state remembers."""
        for stack_file in self.project.glob("Pulumi.*.yaml"):
            (self.stacks / f"{stack_file.name.split('.')[1]}.stale").touch()


def current_world() -> World:
    """The project's local world, or the one that LOCALAWS_HOME names."""
    return World(Path(os.environ.get(HOME_VARIABLE) or PROJECT / ".localaws").resolve())


def is_alive(pid: int) -> bool:
    """Whether a process of ours has this id."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        return _is_running(pid)
    return False


def _is_running(pid: int) -> bool:
    """A zombie answers signals but runs no more; only Linux tells."""
    with contextlib.suppress(OSError):
        return (
            Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[-1].split()[0]
            != "Z"
        )
    return True


def _is_local_aws(pid: int) -> bool:
    """After a restart of the machine another program may have the number; only Linux tells."""
    with contextlib.suppress(OSError):
        return b"localaws" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return True
