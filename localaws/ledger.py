"""What the provider made, durably: one JSON line for each resource put or removed.

It is written before the engine hears of the change. The emulator's snapshots lag behind; after a
`kill -9` the ledger tells what is lost and what had been deleted already.
"""

import json
import os
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


def logical_name(urn: str) -> str:
    """The name that the program gave, off the URN; it may hold colons itself."""
    return urn.split("::", 3)[3]


@dataclass(frozen=True)
class Entry:
    """One resource that stands."""

    urn: str
    id: str
    token: str
    account: str
    region: str
    backed: bool
    known: dict[str, Any] = field(default_factory=dict)
    """The properties that reading and deleting it may need; no secrets."""

    @property
    def stack(self) -> str:
        """The stack that declared it, off the URN."""
        return self.urn.split("::")[0].removeprefix("urn:pulumi:")

    @property
    def key(self) -> tuple[str, str]:
        """A replacement has its predecessor's URN, so only both together are unique."""
        return self.urn, self.id


class Ledger:
    """The ledger of one local world."""

    def __init__(self, path: Path) -> None:
        """Opens or starts the ledger."""
        self._path = path
        self._lock = threading.Lock()
        self._standing: dict[tuple[str, str], Entry] = {}
        self._history: list[tuple[str, Entry]] = []
        path.parent.mkdir(parents=True, exist_ok=True)
        written = path.read_text(encoding="utf-8") if path.exists() else ""
        for line in written.splitlines():
            self._replay(line)
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        if written and not written.endswith("\n"):
            os.write(self._file, b"\n")  # what comes next must not continue a torn line

    def _replay(self, line: str) -> None:
        try:
            record = json.loads(line)
        except ValueError:
            return  # the last line of a process that was killed while it wrote
        self._remember(record.pop("did"), Entry(**record))

    def _remember(self, did: str, entry: Entry) -> None:
        self._history.append((did, entry))
        if did == "put":
            self._standing[entry.key] = entry
        else:
            self._standing.pop(entry.key, None)

    @property
    def position(self) -> int:
        """How many records there are."""
        with self._lock:
            return len(self._history)

    def put(self, entry: Entry) -> None:
        """Records a resource that was created or changed."""
        self._write("put", entry)

    def remove(self, urn: str, resource_id: str) -> None:
        """Records that a resource no longer stands; unknown ones are ignored."""
        entry = self._standing.get((urn, resource_id))
        if entry:
            self._write("remove", entry)

    def find(self, urn: str, resource_id: str) -> Entry | None:
        """The entry of a resource that stands."""
        return self._standing.get((urn, resource_id))

    def entries(self) -> list[Entry]:
        """Everything that stands."""
        with self._lock:
            return list(self._standing.values())

    def since(self, position: int) -> Iterator[tuple[str, Entry]]:
        """What was recorded after a position: (`put` or `remove`, entry)."""
        with self._lock:
            yield from list(self._history[position:])

    def _write(self, did: str, entry: Entry) -> None:
        line = json.dumps({"did": did, **asdict(entry)}) + "\n"
        with self._lock:
            os.write(self._file, line.encode())
            self._remember(did, entry)

    def close(self) -> None:
        """Closes the file."""
        os.close(self._file)
