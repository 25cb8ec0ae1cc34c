"""How one linked value is written in a request, read from a description, and checked against the API model."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from localaws.links.constraints import Violation, bound_violations, constraint_violations
from localaws.values import UNKNOWN


class Codec(Protocol):
    """One value, in both directions."""

    def encode(self, value: Any) -> Any:
        """The request's form of a property."""

    def decode(self, value: Any) -> Any:
        """The property's form of what a description says."""

    def violations(self, value: Any, path: str) -> Iterator[Violation]:
        """What the API model has against the value."""

    def leaves(self, at: tuple[str, ...], to: tuple[str, ...]) -> Iterator[str]:
        """The linked leaves beneath, one readable line each, for the reviewed dump."""


@dataclass(frozen=True)
class Scalar:
    """A string, number or boolean. The SDK often says string where the model says integer, and the other way round."""

    kind: str
    shape: Any

    def encode(self, value: Any) -> Any:
        name = self.shape.type_name
        if name == "string":
            return _truth_text(value) if isinstance(value, bool) else str(value)
        if name in ("integer", "long"):
            return int(value)
        if name in ("float", "double"):
            return float(value)
        if name == "boolean":
            return boolean(value)
        return value

    def decode(self, value: Any) -> Any:
        if isinstance(value, dt.datetime):
            return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if self.kind == "string":
            return _text(value)
        if self.kind == "int":
            return int(value) if re.fullmatch(r"-?\d+(\.0)?", str(value)) else value
        if self.kind == "float":
            return float(value)
        return boolean(value) if self.kind == "bool" else value

    def violations(self, value: Any, path: str) -> Iterator[Violation]:
        if value is None or value == UNKNOWN:
            return
        try:
            sent = self.encode(value)
        except (ValueError, TypeError):
            yield Violation(path, f"{value!r} is not of type {self.shape.type_name}")
            return
        yield from constraint_violations(self.shape, sent, path)

    def leaves(self, at: tuple[str, ...], to: tuple[str, ...]) -> Iterator[str]:
        yield f"{'.'.join(at)} <-> {'.'.join(to)}"


def _truth_text(value: bool) -> str:  # noqa: FBT001 -- a value, not a switch
    return "true" if value else "false"


def _text(value: Any) -> str:
    """A value as a program writes it: `0`, where the API has the double 0.0."""
    if isinstance(value, bool):
        return _truth_text(value)
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def boolean(value: Any) -> bool:
    """Pulumi and AWS both write booleans as text here and there."""
    return value if isinstance(value, bool) else str(value).lower() == "true"


@dataclass(frozen=True)
class Wrapped:
    """A value that the API wraps in a structure of one member: `true` and `{"Value": true}`."""

    member: str
    inner: Codec

    def encode(self, value: Any) -> Any:
        return {self.member: self.inner.encode(value)}

    def decode(self, value: Any) -> Any:
        found = value.get(self.member) if isinstance(value, dict) else None
        return None if found is None else self.inner.decode(found)

    def violations(self, value: Any, path: str) -> Iterator[Violation]:
        yield from self.inner.violations(value, path)

    def leaves(self, at: tuple[str, ...], to: tuple[str, ...]) -> Iterator[str]:
        yield from self.inner.leaves(at, (*to, self.member))


@dataclass(frozen=True)
class ListOf:
    """A list of values of one form."""

    inner: Codec
    shape: Any

    def encode(self, value: Any) -> Any:
        return [self.inner.encode(item) for item in value if item is not None]

    def decode(self, value: Any) -> Any:
        return [self.inner.decode(item) for item in value]

    def violations(self, value: Any, path: str) -> Iterator[Violation]:
        if not isinstance(value, list):
            return
        yield from bound_violations(self.shape.metadata, len(value), "the number of items", path)
        for index, item in enumerate(value):
            yield from self.inner.violations(item, f"{path}[{index}]")

    def leaves(self, at: tuple[str, ...], to: tuple[str, ...]) -> Iterator[str]:
        yield from self.inner.leaves(at, _repeated(to))


def _repeated(path: tuple[str, ...]) -> tuple[str, ...]:
    return (*path[:-1], path[-1] + "[]") if path else path


@dataclass(frozen=True)
class OnlyItem:
    """A list of one item on one side, and the item itself on the other; `list_in_request` tells which side is which."""

    inner: Codec
    list_in_request: bool

    def encode(self, value: Any) -> Any:
        if self.list_in_request:
            return [self.inner.encode(value)]
        return self.inner.encode(value[0]) if value else None

    def decode(self, value: Any) -> Any:
        if self.list_in_request:
            return self.inner.decode(value[0]) if value else None
        return [self.inner.decode(value)]

    def violations(self, value: Any, path: str) -> Iterator[Violation]:
        if self.list_in_request:
            yield from self.inner.violations(value, path)
            return
        for index, item in enumerate(value if isinstance(value, list) else []):
            yield from self.inner.violations(item, f"{path}[{index}]")

    def leaves(self, at: tuple[str, ...], to: tuple[str, ...]) -> Iterator[str]:
        yield from self.inner.leaves(at, _repeated(to) if self.list_in_request else to)


@dataclass(frozen=True)
class Pairs:
    """A map, written by the API as a list of key and value."""

    key: str
    value: str

    def encode(self, value: Any) -> Any:
        return [{self.key: key, self.value: item} for key, item in value.items()]

    def decode(self, value: Any) -> Any:
        return {
            item[self.key]: item.get(self.value, "")
            for item in value
            if not item[self.key].startswith("aws:")
        }

    def violations(self, value: Any, path: str) -> Iterator[Violation]:  # noqa: ARG002
        return iter(())

    def leaves(self, at: tuple[str, ...], to: tuple[str, ...]) -> Iterator[str]:
        yield f"{'.'.join(at)}.* <-> {'.'.join(_repeated(to))}.{{{self.key}: {self.value}}}"


@dataclass(frozen=True)
class StringMap:
    """A map of strings on both sides."""

    def encode(self, value: Any) -> Any:
        return {
            key: item if isinstance(item, (dict, list)) else str(item)
            for key, item in value.items()
        }

    def decode(self, value: Any) -> Any:
        return dict(value)

    def violations(self, value: Any, path: str) -> Iterator[Violation]:  # noqa: ARG002
        return iter(())

    def leaves(self, at: tuple[str, ...], to: tuple[str, ...]) -> Iterator[str]:
        yield f"{'.'.join(at)}.* <-> {'.'.join(to)}.*"
