"""Kills the engine or the local AWS in the middle of an update, and runs what a user runs after it."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass

from localaws.control import start
from localaws.environment import local_environment, merged_environment
from localaws.ledger import Ledger
from localaws.organization import SeededOrganization
from localaws.world import PROJECT, World
from tests.engine.conftest import SessionFor
from tests.engine.inventory import inventory
from tools.stack import LocalStack

MOMENTS = (1, 20, 45, 65, 81)
"""After how many created resources of AWS the kill happens, of 81 in the sandbox stack."""


def unchanged_only(run: "Run") -> str:
    """The summary of an update that changed nothing; empty for any other."""
    summary = run.said.rsplit("Resources:", 1)[-1].split("Duration")[0].split("\n")
    counts = [line.strip() for line in summary if line.strip()]
    return counts[0] if len(counts) == 1 else ""


@dataclass(frozen=True)
class Run:
    """What a command said."""

    code: int
    said: str


def stack_command(command: str) -> Run:
    """What `make up` and `make down` run."""
    result = subprocess.run(
        [sys.executable, "-m", "tools.stack", command, "sandbox"],
        cwd=PROJECT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return Run(result.returncode, result.stdout)


def up_until(world: World, organization: SeededOrganization, moment: int, victim: str) -> None:
    """Runs an update and kills the engine or the local AWS once so many resources are created."""
    process = world.running()
    assert process
    stack = LocalStack("sandbox", world, process)
    stack.prepare()
    environment = merged_environment(local_environment(world, process, organization))
    stack.running.write_text(str(Ledger(world.ledger).position), encoding="utf-8")
    engine = subprocess.Popen(
        ["pulumi", "up", "--yes", "--skip-preview", "--stack", "sandbox", "--color=never"],
        cwd=stack.project,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    created = 0
    assert engine.stdout
    for line in engine.stdout:
        if line.startswith(" +  aws:") and " created (" in line:
            created += 1
            if created == moment:
                kill(engine.pid if victim == "engine" else process.pid, group=victim == "engine")
    engine.wait()


def kill(pid: int, *, group: bool) -> None:
    """SIGKILL: nobody can clean up."""
    if group:
        os.killpg(pid, signal.SIGKILL)
    else:
        os.kill(pid, signal.SIGKILL)


def left_by_down(world: World, session_for: SessionFor) -> set[str]:
    """What stands after `make down`."""
    down = stack_command("down")
    assert down.code == 0, down.said
    start(world)  # the last stack that is destroyed stops the local AWS
    return inventory(session_for("sandbox"))
