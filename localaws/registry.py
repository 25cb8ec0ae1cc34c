"""Which resource types are backed, and their rows compiled on first use."""

import functools
import threading

from localaws import schema
from localaws.backed import Backed
from localaws.compiled import compile_row
from localaws.rows import Row
from localaws.tables import ROWS

_compile_lock = threading.RLock()


@functools.cache
def rows() -> dict[str, Row]:
    """Every row by token."""
    return {row.token: row for row in ROWS}


def backed(token: str) -> Backed | None:
    """The operations of a backed type; None for a type that is only remembered.

    Raises:
        UnknownTypeError: pulumi_aws has no such type.
        LinkError: the row does not fit the API model.
    """
    with _compile_lock:
        return _backed(token)


@functools.cache
def _backed(token: str) -> Backed | None:
    row = rows().get(token)
    described = schema.resource_type(token)
    return Backed(compile_row(row, described)) if row else None
