"""What a user sees while something takes long, and that two runs do not get in each other's way."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tools import progress
from tools.exclusive import exclusive


def test_a_long_step_says_what_it_does_that_it_goes_on_and_when_it_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines: list[str] = []
    went_on = threading.Event()

    def hear(text: str) -> None:
        lines.append(text)
        if "still at it" in text:
            went_on.set()

    monkeypatch.setattr(progress, "say", hear)
    monkeypatch.setattr(progress, "SIGN_OF_LIFE_SECONDS", 0.01)
    with progress.step("Boiling an egg", "five minutes"):
        assert went_on.wait(10)
    assert lines[:2] == ["Boiling an egg (takes five minutes) ...", "  still at it after 0 s"]
    assert lines[-1] == "  done in 0 s"


def test_progress_is_kept_out_of_what_a_program_prints(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.step("Boiling an egg", "five minutes"):
        pass
    assert capsys.readouterr().out == ""


def test_a_step_that_fails_does_not_say_that_it_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="cracked"), progress.step("Boiling an egg", "long"):
        raise ValueError("cracked")
    assert "done" not in capsys.readouterr().err


def test_a_child_that_outlives_a_killed_run_keeps_its_lock(tmp_path: Path) -> None:
    lock = tmp_path / "made" / "by.lock"
    with exclusive(lock, "boiling") as held:
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1, pass_fds=[held])
    free = threading.Event()

    def wait_for_lock() -> None:
        with exclusive(lock, "boiling"):
            free.set()

    waiting = threading.Thread(target=wait_for_lock)
    waiting.start()
    assert not free.wait(0.1)
    child.communicate(b"\n")
    assert free.wait(10)
    waiting.join()
