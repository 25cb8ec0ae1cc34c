"""Which changes replace a resource, as the official provider decides."""

import functools
import json
import re
from pathlib import Path

from localaws.links.names import normalized

_TABLE = Path(__file__).parent / "tables" / "replaces.json"
_INDEX = re.compile(r"\[\d+\]")


@functools.cache
def _table() -> dict[str, frozenset[tuple[str, ...]]]:
    """Token → the paths whose change replaces."""
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    return {token: frozenset(_words(path) for path in paths) for token, paths in table.items()}


def replaces(token: str, path: str) -> bool:
    """Whether a change at the path (`instances[0].weight`) replaces the resource."""
    words = _words(path)
    if words[0] == "region":
        return True
    known = _table().get(token, frozenset())
    return any(words[:length] in known for length in range(1, len(words) + 1))


def _words(path: str) -> tuple[str, ...]:
    return tuple(normalized(part) for part in _INDEX.sub("", path).split("."))
