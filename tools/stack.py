"""`make up | preview | down | status | refresh`: one stack of this program on the local AWS.

The CLI rewrites stack files (a salt, its own spacing, ids without quotes), so a local run works in a mirror of the
project, links to everything and a copy of the stack file, and on a backend of its own: nothing committed is touched.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from localaws.control import ask, start, stop
from localaws.environment import local_environment, merged_environment
from localaws.ledger import Ledger, logical_name
from localaws.organization import read_organization
from localaws.world import PROJECT, Process, World, current_world, is_alive

DEFAULT_STACK = "sandbox"

RESET = "to throw the whole local world away, run .venv/bin/python -m localaws reset"
NOT_DESTROYED = (
    "The stack {stack} was not destroyed. A protected resource is kept here as it is on AWS; "
    + RESET
)


class StackError(RuntimeError):
    """A stack that cannot be run."""


@dataclass(frozen=True)
class LocalStack:
    """One stack on the local AWS."""

    name: str
    world: World
    process: Process

    @property
    def project(self) -> Path:
        """The mirror of the project: the same program, with a stack file that the CLI may rewrite."""
        return self.world.project

    @property
    def stack_file(self) -> Path:
        """The mirror's copy of the committed stack file."""
        return self.project / f"Pulumi.{self.name}.yaml"

    @property
    def state_file(self) -> Path:
        """The stack's state in the backend."""
        name = str(yaml.safe_load((PROJECT / "Pulumi.yaml").read_text(encoding="utf-8"))["name"])
        return self.world.backend / ".pulumi" / "stacks" / name / f"{self.name}.json"

    @property
    def stale(self) -> Path:
        """Exists while the emulator may have lost what the state remembers."""
        return self.world.stacks / f"{self.name}.stale"

    @property
    def running(self) -> Path:
        """Exists while an update runs, and after one that was killed: how far the ledger was when it began."""
        return self.world.stacks / f"{self.name}.running"

    def pulumi(self, *arguments: str, capture: bool = False) -> subprocess.CompletedProcess[str]:
        """Runs the CLI in the project, in the local environment."""
        ours = local_environment(self.world, self.process, read_organization(PROJECT))
        return subprocess.run(
            ["pulumi", *arguments],
            cwd=self.project,
            env=merged_environment(ours),
            text=True,
            check=False,
            stdout=subprocess.PIPE if capture else None,
        )

    def prepare(self) -> None:
        """Makes the stack and its file ready, and clears what a killed run left behind."""
        committed = PROJECT / f"Pulumi.{self.name}.yaml"
        if not committed.exists():
            known = sorted(p.name.split(".")[1] for p in PROJECT.glob("Pulumi.*.yaml"))
            raise StackError(
                f"there is no stack {self.name!r}: {committed.name} does not exist; there are {', '.join(known)}"
            )
        mirror_project(self.project)
        self._remove_dead_locks()
        self._remove_torn_attributes()
        salt = self._salt()
        text = committed.read_text(encoding="utf-8").rstrip()
        self.stack_file.write_text(f"{text}\n{salt}\n", encoding="utf-8")
        self._take_back_orphans()

    def _salt(self) -> str:
        """The line of the stack file that ties the state's secrets to the passphrase."""
        if not self.state_file.exists():
            self.stack_file.unlink(missing_ok=True)
            arguments = ("stack", "init", self.name, "--no-select")
            if self.pulumi(*arguments, capture=True).returncode:
                raise StackError(f"pulumi {' '.join(arguments)} failed")
        if not self.stack_file.exists():
            raise StackError(
                f"{self.stack_file} is lost, and with it the key to the state: {RESET}"
            )
        lines = self.stack_file.read_text(encoding="utf-8").splitlines()
        return next(line for line in lines if line.startswith("encryptionsalt:"))

    def _remove_dead_locks(self) -> None:
        """A killed engine leaves its lock; the lock names the process."""
        for lock in self.world.backend.glob(f".pulumi/locks/**/{self.name}/*.json"):
            if not is_alive(int(json.loads(lock.read_text(encoding="utf-8"))["pid"])):
                print(f"removing the lock of a killed run: {lock.name}", file=sys.stderr)
                lock.unlink()

    def _remove_torn_attributes(self) -> None:
        """The backend writes a state whole, but not the attributes beside it, and fails on half of them."""
        for attributes in self.state_file.parent.glob(f"{self.state_file.name}*.attrs"):
            if not _is_json(attributes):
                print(f"removing what a killed run left half: {attributes.name}", file=sys.stderr)
                attributes.unlink()

    def _take_back_orphans(self) -> None:
        """What a killed run made without the engine having noted it would stand for ever: it is deleted."""
        if not self.running.exists():
            return
        export = self.pulumi("stack", "export", "--stack", self.name, capture=True).stdout
        resources = json.loads(export)["deployment"].get("resources") or []
        request = {
            "stack": self.name,
            "position": int(self.running.read_text(encoding="utf-8")),
            "known": [(resource["urn"], resource.get("id")) for resource in resources],
        }
        for urn in ask(self.process, "take-back", request):
            print(
                f"taken back, since the killed run did not note it: {logical_name(urn)}",
                file=sys.stderr,
            )
        self.running.unlink()

    def _update(self, *arguments: str) -> int:
        """Runs an update, noted until it ends well: the next run takes back what it left unnoted."""
        self.running.write_text(str(Ledger(self.world.ledger).position), encoding="utf-8")
        options = ["--refresh"] if self.stale.exists() else []
        if options:
            print("The local AWS lost changes: refreshing first.", file=sys.stderr)
        code = self.pulumi(*arguments, "--yes", "--stack", self.name, *options).returncode
        if code == 0:
            self.running.unlink()
            self.stale.unlink(missing_ok=True)
        return code

    def up(self) -> int:
        """Deploys the stack."""
        return self._update("up")

    def preview(self) -> int:
        """Shows what an `up` would do."""
        return self.pulumi("preview", "--diff", "--stack", self.name).returncode

    def refresh(self) -> int:
        """Compares the state with what stands."""
        return self.pulumi("refresh", "--yes", "--stack", self.name).returncode

    def down(self) -> int:
        """Destroys the stack, and stops the local AWS when nothing stands any more."""
        code = self._update("destroy")
        if code:
            print(NOT_DESTROYED.format(stack=self.name), file=sys.stderr)
            return code
        if not Ledger(self.world.ledger).entries():
            stop(self.world)
        return 0


def _is_json(path: Path) -> bool:
    try:
        json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return True


def mirror_project(mirror: Path) -> None:
    """Links everything of the project into the mirror, but for the files that the CLI rewrites."""
    mirror.mkdir(parents=True, exist_ok=True)
    for link in mirror.iterdir():
        if link.is_symlink():
            link.unlink()
    for entry in PROJECT.iterdir():
        if not entry.name.startswith(("Pulumi.", ".git", ".localaws")):
            (mirror / entry.name).symlink_to(entry)
    shutil.copyfile(PROJECT / "Pulumi.yaml", mirror / "Pulumi.yaml")


def main(arguments: Sequence[str]) -> int:
    """Runs one command for one stack; returns its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.stack", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("command", choices=("up", "preview", "refresh", "down"))
    parser.add_argument("stack", nargs="?", default=DEFAULT_STACK)
    options = parser.parse_args(arguments)
    os.chdir(PROJECT)
    world = current_world()
    stack = LocalStack(options.stack, world, start(world))
    try:
        stack.prepare()
    except StackError as error:
        print(error, file=sys.stderr)
        return 1
    code: int = getattr(stack, options.command)()
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
