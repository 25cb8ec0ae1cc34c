"""Words for the user while something takes long; only to standard error, fit for a CI log."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

SIGN_OF_LIFE_SECONDS = 15.0


def say(text: str) -> None:
    """Print one line to standard error at once."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def step(what: str, expected: str) -> Iterator[None]:
    """Announce a long step, show every 15 seconds that it goes on, and say how long it took."""
    say(f"{what} (takes {expected}) ...")
    started = time.monotonic()
    ended = threading.Event()
    watcher = threading.Thread(target=_show_life, args=(started, ended), daemon=True)
    watcher.start()
    try:
        yield
        say(f"  done in {time.monotonic() - started:.0f} s")
    finally:
        ended.set()
        watcher.join()


def _show_life(started: float, ended: threading.Event) -> None:
    while not ended.wait(SIGN_OF_LIFE_SECONDS):
        say(f"  still at it after {time.monotonic() - started:.0f} s")
