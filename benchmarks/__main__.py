"""Runs every measurement and prints the medians.

Absolute times belong to one machine; what to watch are the ratios and how they grow.
"""

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pulumi import automation
from rich.console import Console
from rich.table import Table

from benchmarks.programs import fleets, networks
from localaws.control import start, stop
from localaws.environment import local_environment, merged_environment
from localaws.organization import read_organization
from localaws.world import PROJECT, Process, World
from tools.stack import LocalStack

RUNS = 5
FLAT_PROGRAM = """\
import json, pathlib, sys
sys.path.insert(0, {project!r})
from benchmarks.flat import replay
replay(json.loads((pathlib.Path(__file__).parent / "state.json").read_text()))
"""
NETWORKS = (1, 10)
FLEETS = (1, 20)
KIB_PER_MIB = 1024


def median_seconds(
    action: Callable[[], object], between: Callable[[], object] = lambda: None
) -> float:
    """The median of several runs; `between` undoes each of them, unmeasured."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
        between()
    return statistics.median(times)


def resident_mebibytes(process: Process) -> int:
    """Memory that the local AWS holds, as Linux tells it."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) // KIB_PER_MIB


def measure_stack(table: Table, name: str, stack: automation.Stack) -> None:
    """Preview, update and update without changes of one stack."""
    preview = median_seconds(stack.preview)
    up = median_seconds(stack.up, stack.destroy)
    stack.up()
    count = sum((stack.up().summary.resource_changes or {}).values())
    again = median_seconds(stack.up)
    stack.destroy()
    table.add_row(name, str(count), *(f"{seconds:.2f}" for seconds in (preview, up, again)))


def flat_stack(world: World, name: str, state: list[dict[str, Any]]) -> automation.Stack:
    """The flat program as a project of its own, so that both pay for starting Python."""
    folder = world.home / f"flat-{name.replace(' ', '-')}"
    folder.mkdir()
    (folder / "state.json").write_text(json.dumps(state), encoding="utf-8")
    (folder / "__main__.py").write_text(FLAT_PROGRAM.format(project=str(PROJECT)), encoding="utf-8")
    options = {"virtualenv": str(PROJECT / ".venv")}
    runtime = automation.ProjectRuntimeInfo("python", options)
    settings = automation.ProjectSettings("bench", runtime)
    workspace = automation.LocalWorkspaceOptions(project_settings=settings)
    return automation.create_stack(folder.name, work_dir=str(folder), opts=workspace)


def measure_against_flat(table: Table, world: World, name: str, stack: automation.Stack) -> None:
    """A stack of components, and the same resources without them."""
    stack.up()
    state = (stack.export_stack().deployment or {})["resources"]
    stack.destroy()
    measure_stack(table, f"{name}, of components", stack)
    measure_stack(table, f"{name}, flat", flat_stack(world, name, state))


def main() -> None:
    """Measures on a local AWS of its own."""
    world = World(Path(tempfile.mkdtemp(prefix="localaws-bench-")))
    began = time.perf_counter()
    process = start(world)
    start_seconds = time.perf_counter() - began
    memory_at_start = resident_mebibytes(process)
    os.environ.update(
        merged_environment(local_environment(world, process, read_organization(PROJECT)))
    )
    table = Table("program", "resources", "preview s", "up s", "up again s", box=None)
    try:
        local = LocalStack("sandbox", world, process)
        local.prepare()
        sandbox = automation.select_stack("sandbox", work_dir=str(local.project))
        measure_against_flat(table, world, "sandbox", sandbox)
        for count in NETWORKS:
            stack = automation.create_stack(
                f"networks{count}", project_name="bench", program=networks(count)
            )
            measure_stack(table, f"{count} networks", stack)
        for count in FLEETS:
            stack = automation.create_stack(
                f"fleets{count}", project_name="bench", program=fleets(count)
            )
            measure_against_flat(table, world, f"{count} fleets", stack)
        memory = resident_mebibytes(process)
    finally:
        stop(world)
    console = Console()
    console.print(f"Medians of {RUNS} runs on {os.cpu_count()} cores.")
    console.print(
        f"Local AWS: starts in {start_seconds:.1f} s, {memory_at_start} MiB at start, {memory} MiB at the end."
    )
    console.print(table)


if __name__ == "__main__":
    main()
