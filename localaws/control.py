"""Starts and stops the process of a local world."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from typing import Any

from localaws.world import PROJECT, Process, World, is_alive
from localaws.wsgi import ADMINISTRATION_PATH

START_SECONDS = 60
STOP_SECONDS = 60
POLL_SECONDS = 0.05


class ControlError(RuntimeError):
    """The process does not do what it was asked."""


def start(world: World) -> Process:
    """The running process, started when there is none; says what a killed one lost.

    Raises:
        ControlError: it does not come up.
    """
    process = world.running()
    if process:
        return process
    if world.process():
        print("The local AWS was killed; it starts again from its last snapshot.", file=sys.stderr)
        world.process_file.unlink()
    for directory in (world.stacks, world.backend, world.pulumi_home):
        directory.mkdir(parents=True, exist_ok=True)
    with world.log.open("ab") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "localaws", "serve"],
            cwd=PROJECT,
            env={**os.environ, "LOCALAWS_HOME": str(world.home)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # outlives the terminal, and is not hit by its Ctrl-C
        )
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        process = world.running()
        if process:
            _tell_losses(world)
            return process
        if child.poll() is not None:
            raise ControlError(
                f"the local AWS stopped at its start (exit code {child.returncode}); see {world.log}"
            )
        time.sleep(POLL_SECONDS)
    raise ControlError(f"the local AWS did not start within {START_SECONDS} s; see {world.log}")


def _tell_losses(world: World) -> None:
    with contextlib.suppress(FileNotFoundError):
        print(world.losses.read_text(encoding="utf-8"), end="", file=sys.stderr)
        world.losses.unlink()


def ask(process: Process, question: str, request: object = None) -> Any:
    """Asks the running process, see `administration.py`; a request makes it a POST."""
    url = process.endpoint + ADMINISTRATION_PATH + question
    body = None if request is None else json.dumps(request).encode()
    with urllib.request.urlopen(urllib.request.Request(url, body)) as answer:  # noqa: S310 -- loopback
        return json.load(answer)


def stop(world: World) -> bool:
    """Stops the process and waits for its last snapshot; whether there was one.

    Raises:
        ControlError: it does not stop.
    """
    process = world.running()
    if process is None:
        return False
    os.kill(process.pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline:
        if not is_alive(process.pid):
            return True
        time.sleep(POLL_SECONDS)
    raise ControlError(
        f"the local AWS (process {process.pid}) did not stop within {STOP_SECONDS} s"
    )
