"""Counts the calls that may change something, durably: the counter outlives a `kill -9`, the snapshot does not."""

import os
import time
from pathlib import Path


class ChangeCounter:
    """A file of one byte for each change; its length is the count."""

    def __init__(self, path: Path) -> None:
        """Opens or starts the counter."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.last_change = time.monotonic()

    def add(self) -> None:
        """Counts one change, before it is made."""
        self.last_change = time.monotonic()
        os.write(self._file, b".")

    @property
    def count(self) -> int:
        """How many changes there were since the world began."""
        return os.fstat(self._file).st_size
