"""Runs the committed stacks, and small programs, through Pulumi's Automation API."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pulumi import automation

from localaws.world import Process, World
from tools.stack import LocalStack

Changes = dict[str, int]


@dataclass(frozen=True)
class CommittedStack:
    """One of the program's own stacks, on the tests' local AWS."""

    local: LocalStack
    automated: automation.Stack

    def up(self, **options: Any) -> Changes:
        """Deploys; what changed, by kind of change."""
        result = self.automated.up(**options)
        return dict(result.summary.resource_changes or {})

    def refresh(self) -> Changes:
        """Compares the state with what stands."""
        result = self.automated.refresh()
        return dict(result.summary.resource_changes or {})

    def destroy(self) -> Changes:
        """Destroys everything."""
        result = self.automated.destroy()
        return dict(result.summary.resource_changes or {})

    def outputs(self) -> dict[str, Any]:
        """The stack's outputs."""
        return {name: output.value for name, output in self.automated.outputs().items()}

    def resources(self) -> list[dict[str, Any]]:
        """The state's resources."""
        exported: dict[str, Any] = self.automated.export_stack().deployment or {}
        resources: list[dict[str, Any]] = exported.get("resources", [])
        return resources

    def pulumi(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The CLI as a user calls it, for what it says."""
        return subprocess.run(
            [
                "pulumi",
                *arguments,
                "--stack",
                self.local.name,
                "--non-interactive",
                "--color=never",
            ],
            cwd=self.local.project,
            text=True,
            capture_output=True,
            check=False,
        )


def committed_stack(name: str, world: World, process: Process) -> CommittedStack:
    """Makes a committed stack ready."""
    local = LocalStack(name, world, process)
    local.prepare()
    return CommittedStack(local, automation.select_stack(name, work_dir=str(local.project)))


def program_stack(name: str, program: Callable[[], None]) -> automation.Stack:
    """A throw-away stack of a small program; its state is written at the end only, which is faster."""
    options = automation.LocalWorkspaceOptions(env_vars={"PULUMI_SKIP_CHECKPOINTS": "true"})
    return automation.create_stack(name, project_name="engine-tests", program=program, opts=options)
