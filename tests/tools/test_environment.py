"""The Python environment: what is noticed about one, and what is done about it."""

import json
import os
import shutil
import sys

import pytest

from tests.tools.machine import Machine
from tools.environment import STAMP, UNFINISHED, Work, ensure_environment, needed_work
from tools.problems import SetupError


def test_an_environment_that_was_installed_from_this_lock_needs_nothing(machine: Machine) -> None:
    environment = machine.has_environment()
    ensure_environment(machine.checkout)
    (environment / "call.json").unlink()
    assert needed_work(machine.checkout) is Work.NOTHING
    ensure_environment(machine.checkout)
    assert not (environment / "call.json").exists()


def test_without_an_environment_one_is_made(machine: Machine) -> None:
    assert needed_work(machine.checkout) is Work.CREATE


def test_a_half_made_environment_is_made_anew(machine: Machine) -> None:
    environment = machine.has_environment()
    ensure_environment(machine.checkout)
    (environment / UNFINISHED).touch()
    assert needed_work(machine.checkout) is Work.CREATE


def test_an_environment_whose_python_is_gone_is_made_anew(machine: Machine) -> None:
    environment = machine.has_environment()
    ensure_environment(machine.checkout)
    (environment / "bin" / "python").unlink()
    (environment / "bin" / "python").symlink_to("/nowhere/python3")
    assert needed_work(machine.checkout) is Work.CREATE


@pytest.mark.parametrize("told", ["version = 3.9.18", "version_info = 3.9.18", "home = x"])
def test_an_environment_of_another_python_is_made_anew(machine: Machine, told: str) -> None:
    environment = machine.has_environment()
    ensure_environment(machine.checkout)
    (environment / "pyvenv.cfg").write_text(f"{told}\n", "utf-8")
    assert needed_work(machine.checkout) is Work.CREATE


def test_an_environment_without_pip_is_made_anew(machine: Machine) -> None:
    environment = machine.has_environment()
    ensure_environment(machine.checkout)
    shutil.rmtree(next(environment.glob("lib/python*/site-packages/pip")))
    assert needed_work(machine.checkout) is Work.CREATE


def test_a_changed_lock_is_installed_into_the_environment(machine: Machine) -> None:
    environment = machine.has_environment()
    ensure_environment(machine.checkout)
    stamp = (environment / STAMP).read_text("utf-8")
    machine.write("requirements.txt", "# something else\n")
    assert needed_work(machine.checkout) is Work.INSTALL
    ensure_environment(machine.checkout)
    assert needed_work(machine.checkout) is Work.NOTHING
    assert (environment / STAMP).read_text("utf-8") != stamp


def test_an_environment_that_somebody_else_made_is_brought_up_to_date_and_not_thrown_away(
    machine: Machine,
) -> None:
    environment = machine.has_environment()
    (environment / "of-somebody").touch()
    assert needed_work(machine.checkout) is Work.INSTALL
    ensure_environment(machine.checkout)
    assert (environment / "of-somebody").exists()


def test_pip_installs_what_is_hashed_and_compiles_it_whatever_the_users_variables_say(
    machine: Machine,
) -> None:
    environment = machine.has_environment()
    machine.variables.update(
        PYTHONDONTWRITEBYTECODE="1", PIP_NO_COMPILE="1", PIP_TARGET="/elsewhere", PIP_INDEX_URL="x"
    )
    ensure_environment(machine.checkout)
    call = json.loads((environment / "call.json").read_text("utf-8"))
    assert call["arguments"][:3] == ["-m", "pip", "install"]
    assert call["arguments"][-3:] == ["--require-hashes", "-r", str(machine.checkout.requirements)]
    assert "PIP_INDEX_URL" in call["variables"]
    assert {"PYTHONDONTWRITEBYTECODE", "PIP_NO_COMPILE", "PIP_TARGET"} & set(
        call["variables"]
    ) == set()


def test_an_environment_is_marked_as_unfinished_exactly_while_pip_runs(machine: Machine) -> None:
    environment = machine.has_environment()
    ensure_environment(machine.checkout)
    assert json.loads((environment / "call.json").read_text("utf-8"))["unfinished"]
    assert not (environment / UNFINISHED).exists()


def test_pips_own_refusal_is_shown_and_leaves_the_environment_to_the_next_attempt(
    machine: Machine,
) -> None:
    machine.has_environment("import sys; sys.exit('no such package')")
    with pytest.raises(SetupError) as refusal:
        ensure_environment(machine.checkout)
    assert str(refusal.value) == ("The Python environment could not be installed:\nno such package")
    assert needed_work(machine.checkout) is Work.INSTALL


def test_a_killed_pip_leaves_an_environment_that_is_made_anew(machine: Machine) -> None:
    machine.has_environment("import os; os.kill(os.getpid(), 9)")
    with pytest.raises(SetupError):
        ensure_environment(machine.checkout)
    assert needed_work(machine.checkout) is Work.CREATE


def test_making_an_environment_anew_ends_with_one_that_works(machine: Machine) -> None:
    environment = machine.has_environment()
    (environment / UNFINISHED).touch()
    (environment / "rubbish").touch()
    ensure_environment(machine.checkout)
    assert needed_work(machine.checkout) is Work.NOTHING
    assert not (environment / "rubbish").exists()
    assert os.path.realpath(environment / "bin" / "python") == os.path.realpath(sys.executable)
