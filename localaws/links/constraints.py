"""What an API model has against a value: enums, ranges, lengths, patterns."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

ENUM_VALUES_SHOWN = 12
PATTERN_CHARACTERS_SHOWN = 80

# botocore's patterns are Java regular expressions: these classes have no spelling of their own in Python.
_JAVA_CLASSES = {
    r"\p{L}": r"\w",
    r"\p{Z}": r"\s",
    r"\p{N}": r"\d",
    r"\p{M}": "",
    r"\p{C}": "",
    r"\p{ASCII}": r"\x00-\x7f",
}


class Violation(NamedTuple):
    """A value that AWS would refuse: where it stands (property path) and why."""

    path: str
    message: str


def constraint_violations(shape: Any, sent: Any, path: str) -> Iterator[Violation]:
    """What the shape has against a scalar as it would be sent."""
    allowed = getattr(shape, "enum", None)
    if allowed and sent not in allowed:
        more = ", …" if len(allowed) > ENUM_VALUES_SHOWN else ""
        yield Violation(
            path, f"{sent!r} is not one of {', '.join(allowed[:ENUM_VALUES_SHOWN])}{more}"
        )
    if isinstance(sent, str):
        yield from bound_violations(shape.metadata, len(sent), "the length", path)
        pattern = shape.metadata.get("pattern")
        if pattern and not _matches(pattern, sent):
            yield Violation(path, f"{sent!r} does not match {pattern[:PATTERN_CHARACTERS_SHOWN]}")
    elif isinstance(sent, (int, float)) and not isinstance(sent, bool):
        yield from bound_violations(shape.metadata, sent, "the value", path)


def bound_violations(
    metadata: dict[str, Any], number: float, what: str, path: str
) -> Iterator[Violation]:
    """Where a number (a value, a length, a count) leaves the bounds of a shape."""
    if "min" in metadata and number < metadata["min"]:
        yield Violation(path, f"{what} {number} is below the minimum of {metadata['min']}")
    if "max" in metadata and number > metadata["max"]:
        yield Violation(path, f"{what} {number} is above the maximum of {metadata['max']}")


def _matches(pattern: str, text: str) -> bool:
    for java, python in _JAVA_CLASSES.items():
        pattern = pattern.replace(java, python)
    try:
        return re.fullmatch(pattern, text, re.DOTALL) is not None
    except re.error:
        return True  # a Java construct that Python lacks: AWS decides
