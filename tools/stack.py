"""`make up | preview | down | status | refresh`: one stack of this program on the local AWS.

The CLI rewrites stack files (a salt, its own spacing), so a local run works on a generated copy and on a backend of its
own: nothing that is committed is ever touched.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from localaws.control import start, stop
from localaws.environment import local_environment, merged_environment
from localaws.ledger import Ledger
from localaws.organization import read_organization
from localaws.world import PROJECT, Process, World, current_world, is_alive
from localaws.wsgi import ADMINISTRATION_PATH

DEFAULT_STACK = "sandbox"

NOT_DESTROYED = """\
The stack {stack} was not destroyed. A protected resource is kept here as it is on AWS.
To throw the whole local world away: .venv/bin/python -m localaws reset"""


class StackError(RuntimeError):
    """A stack that cannot be run."""


@dataclass(frozen=True)
class LocalStack:
    """One stack on the local AWS."""

    name: str
    world: World
    process: Process

    @property
    def config_file(self) -> Path:
        """The generated copy of the committed stack file."""
        return self.world.stacks / f"{self.name}.yaml"

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
            cwd=PROJECT,
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
        for directory in (self.world.stacks, self.world.backend, self.world.pulumi_home):
            directory.mkdir(parents=True, exist_ok=True)
        self._remove_dead_locks()
        self._create_once()
        salted = (self.world.stacks / committed.name).read_text(encoding="utf-8")
        salt = next(
            (line for line in salted.splitlines() if line.startswith("encryptionsalt:")), ""
        )
        self.config_file.write_text(
            f"{committed.read_text(encoding='utf-8').rstrip()}\n{salt}\n", encoding="utf-8"
        )
        self._take_back_orphans()

    def _create_once(self) -> None:
        """`stack init` writes a stack file beside Pulumi.yaml, so it is run beside one of our own."""
        project_file = PROJECT / "Pulumi.yaml"
        project = yaml.safe_load(project_file.read_text(encoding="utf-8"))["name"]
        if (self.world.backend / ".pulumi" / "stacks" / project / f"{self.name}.json").exists():
            return
        scratch = self.world.stacks / project_file.name
        scratch.write_text(f"name: {project}\nruntime: python\n", encoding="utf-8")
        arguments = ("stack", "init", self.name, "--no-select", "--cwd", str(self.world.stacks))
        if self.pulumi(*arguments, capture=True).returncode:
            raise StackError(f"pulumi {' '.join(arguments)} failed")

    def _file_option(self) -> tuple[str, str]:
        return "--config-file", str(self.config_file)

    def _remove_dead_locks(self) -> None:
        """A killed engine leaves its lock; the lock names the process."""
        for lock in self.world.backend.glob(f".pulumi/locks/**/{self.name}/*.json"):
            if not is_alive(int(json.loads(lock.read_text(encoding="utf-8"))["pid"])):
                print(f"removing the lock of a killed run: {lock.name}", file=sys.stderr)
                lock.unlink()

    def _take_back_orphans(self) -> None:
        """What a killed run made without the engine having noted it would stand for ever: it is deleted."""
        if not self.running.exists():
            return
        position = int(self.running.read_text(encoding="utf-8"))
        exported = json.loads(
            self.pulumi("stack", "export", "--stack", self.name, capture=True).stdout
        )
        known = {(r["urn"], r.get("id")) for r in exported["deployment"].get("resources") or []}
        ledger = Ledger(self.world.ledger)
        made = {e.key for did, e in ledger.since(position) if did == "put" and e.stack == self.name}
        orphans = [key for key in made if key not in known and ledger.find(*key)]
        if orphans:
            body = json.dumps(orphans).encode()
            url = self.process.endpoint + ADMINISTRATION_PATH + "take-back"
            with urllib.request.urlopen(urllib.request.Request(url, body)) as answer:  # noqa: S310 -- loopback
                for urn in json.load(answer):
                    print(
                        f"taken back, since the killed run did not note it: {urn.rsplit('::', 1)[-1]}",
                        file=sys.stderr,
                    )
        self.running.unlink()

    @contextlib.contextmanager
    def updating(self) -> Iterator[None]:
        """Notes that an update runs, so that a killed one is noticed."""
        self.running.write_text(str(Ledger(self.world.ledger).position), encoding="utf-8")
        yield
        self.running.unlink()

    def up(self) -> int:
        """Deploys the stack; refreshes first when the emulator lost changes."""
        arguments = ["up", "--yes", "--stack", self.name, *self._file_option()]
        if self.stale.exists():
            print("The local AWS lost changes: refreshing first.", file=sys.stderr)
            arguments.append("--refresh")
        with self.updating():
            code = self.pulumi(*arguments).returncode
        if code == 0:
            self.stale.unlink(missing_ok=True)
        return code

    def preview(self) -> int:
        """Shows what an `up` would do."""
        return self.pulumi(
            "preview", "--diff", "--stack", self.name, *self._file_option()
        ).returncode

    def refresh(self) -> int:
        """Compares the state with what stands."""
        return self.pulumi(
            "refresh", "--yes", "--stack", self.name, *self._file_option()
        ).returncode

    def down(self) -> int:
        """Destroys the stack, and stops the local AWS when nothing stands any more."""
        arguments = ["destroy", "--yes", "--stack", self.name, *self._file_option()]
        if self.stale.exists():
            arguments.append("--refresh")
        with self.updating():
            code = self.pulumi(*arguments).returncode
        if code:
            print(NOT_DESTROYED.format(stack=self.name), file=sys.stderr)
            return code
        self.stale.unlink(missing_ok=True)
        if not Ledger(self.world.ledger).entries():
            stop(self.world)
        return 0


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
