"""The command, run as a user runs it: by a Python that has nothing installed."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.machine import Machine
from tools.checkout import Checkout
from tools.engine_build import build_key

_SHELL = shutil.which("sh") or "/bin/sh"


def _copy_tools(machine: Machine) -> None:
    for module in (Checkout.here().root / "tools").glob("*.py"):
        machine.write(f"tools/{module.name}", module.read_text("utf-8"))


def _run(machine: Machine, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run it without site-packages (-S), from another folder."""
    return subprocess.run(
        [sys.executable, "-S", machine.root / "tools" / "bootstrap.py", *arguments],
        cwd=machine.root.parent,
        env=machine.variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_setup_needs_nothing_but_python_and_ends_with_both(machine: Machine) -> None:
    _copy_tools(machine)
    machine.has_pulumi("3.300.0")
    machine.has_environment()
    result = _run(machine)
    assert result.stdout == ""
    assert result.stderr.splitlines()[-2:] == [
        f"Python environment: {machine.root / '.venv'}",
        f"Pulumi CLI 3.300.0: {machine.programs / 'pulumi'}, on PATH",
    ]
    assert result.returncode == 0


def test_env_puts_the_engine_and_then_the_environment_on_path(
    machine: Machine, tmp_path: Path
) -> None:
    machine.variables["XDG_CACHE_HOME"] = str(tmp_path / "a cache; with $odd 'characters'")
    _copy_tools(machine)
    programs = machine.has_cached(build_key(machine.checkout))
    exports = _run(machine, "env").stdout
    result = subprocess.run(
        [_SHELL, "-c", 'eval "$1"; printf "%s" "$PATH"', "sh", exports],
        env=machine.variables,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout == f"{programs}:{machine.root / '.venv/bin'}:{machine.programs}"


def test_env_leaves_out_the_engine_when_the_users_own_serves(machine: Machine) -> None:
    _copy_tools(machine)
    machine.has_pulumi("3.300.0")
    assert _run(machine, "env").stdout == f'export PATH={machine.root / ".venv/bin"}":$PATH"\n'


def test_env_without_an_engine_prints_nothing_to_evaluate_and_says_what_to_run(
    machine: Machine,
) -> None:
    _copy_tools(machine)
    result = _run(machine, "env")
    assert result.stdout == ""
    assert result.stderr == "There is no Pulumi CLI yet: run `make setup`.\n"
    assert result.returncode == 1


def test_what_cannot_be_set_up_is_told_without_a_traceback(machine: Machine) -> None:
    _copy_tools(machine)
    machine.has_environment("import sys; sys.exit('no such package')")
    result = _run(machine, "setup")
    assert result.stderr.splitlines()[-2:] == [
        "The Python environment could not be installed:",
        "no such package",
    ]
    assert result.returncode == 1


def test_the_pip_of_a_killed_run_is_waited_for(machine: Machine, tmp_path: Path) -> None:
    """Else it would still write into the environment that the next run makes."""
    running, finish = tmp_path / "running", tmp_path / "finish"
    os.mkfifo(running)
    os.mkfifo(finish)
    _copy_tools(machine)
    machine.has_environment(f"open({str(running)!r}, 'w').close(); open({str(finish)!r}).read()")
    run = subprocess.Popen(
        [sys.executable, machine.root / "tools" / "bootstrap.py"], env=machine.variables
    )
    running.read_text("utf-8")
    run.kill()
    run.wait()
    lock = next((machine.checkout.cache / "environments").glob("*.lock"))
    with lock.open("a") as held_by_pip:
        with pytest.raises(BlockingIOError):
            fcntl.flock(held_by_pip, fcntl.LOCK_EX | fcntl.LOCK_NB)
        finish.write_text("", "utf-8")
        fcntl.flock(held_by_pip, fcntl.LOCK_EX)
