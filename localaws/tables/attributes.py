"""Attributes: properties that load balancing keeps as a list of keys and texts, with operations of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from localaws.links.codecs import boolean
from localaws.links.conversions import Converted

Target = tuple[str, Converted]
"""A link of a row into the list."""


@dataclass(frozen=True)
class Attribute:
    """One key, and the SDK's type of its value: `string`, `int` or `bool`."""

    key: str
    kind: str = "string"

    def pair(self, value: Any) -> dict[str, str]:
        """The value as AWS takes it."""
        text = str(boolean(value)).lower() if self.kind == "bool" else str(value)
        return {"Key": self.key, "Value": text}

    def value(self, told: Mapping[str, str]) -> Any:
        """The value that AWS tells; None where it does not tell the key."""
        if self.key not in told:
            return None
        text = told[self.key]
        if self.kind == "bool":
            return boolean(text)
        return int(text) if self.kind == "int" else text


Fields = Mapping[str, "Attribute | Fields"]
"""The properties of an object, each an attribute or again an object."""


def attribute(key: str, kind: str = "string") -> Target:
    """A property that is one attribute."""
    one = Attribute(key, kind)
    return (
        "Attributes",
        Converted(key, lambda value: [one.pair(value)], lambda told: one.value(as_map(told))),
    )


def attributes(fields: Fields, **given: Any) -> Target:
    """An object of which each property is an attribute; `given` are its values where the program says nothing."""
    keys = ", ".join(one.key for one in _each(fields))
    return (
        "Attributes",
        Converted(
            keys,
            lambda value: list(_pairs(fields, {**given, **value})),
            lambda told: _values(fields, as_map(told)),
        ),
    )


def as_map(told: list[dict[str, str]]) -> dict[str, str]:
    """The list of keys and values as a map."""
    return {pair["Key"]: pair["Value"] for pair in told}


def _each(fields: Fields) -> Iterator[Attribute]:
    for field in fields.values():
        if isinstance(field, Attribute):
            yield field
        else:
            yield from _each(field)


def _pairs(fields: Fields, value: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    for name, field in fields.items():
        if value.get(name) is None:
            continue
        if isinstance(field, Attribute):
            yield field.pair(value[name])
        else:
            yield from _pairs(field, value[name])


def _values(fields: Fields, told: Mapping[str, str]) -> dict[str, Any] | None:
    found = {
        name: field.value(told) if isinstance(field, Attribute) else _values(field, told)
        for name, field in fields.items()
    }
    return {name: value for name, value in found.items() if value is not None} or None
