"""One run at a time: two that would make the same thing must not hurt each other."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from tools.problems import SetupError
from tools.progress import say


@contextmanager
def exclusive(lock: Path, what: str) -> Iterator[int]:
    """Hold a lock file, waiting for whoever holds it; a killed holder's lock is free again.

    Yields the lock's file descriptor. A child process that inherits it (`pass_fds`) keeps the lock
    should this process be killed: what the child still writes then disturbs nobody.
    """
    with _opened(lock) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"Another run is {what}; waiting for it ...")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()


def _opened(lock: Path) -> TextIO:
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        return lock.open("a", encoding="utf-8")
    except OSError as error:
        raise SetupError(
            f"The cache {lock.parent} cannot be written ({error.strerror}). "
            "XDG_CACHE_HOME can name another place."
        ) from error
