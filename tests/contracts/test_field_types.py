"""Which types the fields of arguments may have, so that the packaged form of a component works too."""

import dataclasses
import types
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any, ForwardRef, Literal, Union, get_args, get_origin

import pulumi
import pytest

from tests.catalogue import CATALOGUE, Row

SCALARS = (str, int, float, bool)


def faults(cls: type) -> list[str]:
    """What of a dataclass, and of the dataclasses in it, would not survive the package."""
    found = []
    for field in dataclasses.fields(cls):
        optional = type(None) in get_args(field.type)
        if isinstance(field.type, str):
            found.append(f"{field.name}: postponed annotation")
            continue
        if not optional and field.default is not dataclasses.MISSING:
            found.append(f"{field.name}: a default, but required in the schema")
        if not optional and field.default_factory is not dataclasses.MISSING:
            found.append(f"{field.name}: a default, but required in the schema")
        found += [f"{field.name}: {fault}" for fault in type_faults(field.type)]
    return found


def union_faults(members: list[Any]) -> list[str]:
    """`pulumi.Input[...]` has a forward reference to Output; the first member is what it holds."""
    is_input = any(isinstance(member, ForwardRef) for member in members)
    if is_input and members[0] is int:
        return ["Input[int] crashes with an Output"]
    if not is_input and len(members) > 1:
        return ["a union keeps its first member only"]
    return type_faults(members[0])


def type_faults(annotation: Any) -> list[str]:
    """What of one annotation would not survive the package."""
    if get_origin(annotation) in (Union, types.UnionType):
        return union_faults([m for m in get_args(annotation) if m is not type(None)])
    if get_origin(annotation) in (list, dict):
        *key, item = get_args(annotation)
        if isinstance(item, type) and issubclass(item, Enum):
            return ["a list or dictionary of enums arrives empty"]
        return (["keys are text"] if key not in ([], [str]) else []) + type_faults(item)
    if dataclasses.is_dataclass(annotation):
        return faults(annotation)
    if annotation in SCALARS or (isinstance(annotation, type) and issubclass(annotation, Enum)):
        return []
    return [f"{annotation} does not survive"]


@pytest.mark.parametrize("row", CATALOGUE, ids=lambda row: row.name)
def test_the_arguments_survive_the_package(row: Row) -> None:
    assert faults(row.args) == []


class Colour(StrEnum):
    RED = "red"


@dataclass
class Inner:
    colours: list[Colour]


@pytest.mark.parametrize(
    ("annotation", "fault"),
    [
        (list[Colour], "a list or dictionary of enums arrives empty"),
        (dict[str, Colour], "a list or dictionary of enums arrives empty"),
        (dict[int, str], "keys are text"),
        (str | int, "a union keeps its first member only"),
        (str | int | None, "a union keeps its first member only"),
        (Literal["a"], "typing.Literal['a'] does not survive"),
        (tuple[str, str], "tuple[str, str] does not survive"),
        (set[str], "set[str] does not survive"),
        (pulumi.Input[int], "Input[int] crashes with an Output"),
        (pulumi.Input[int] | None, "Input[int] crashes with an Output"),
        (Inner, "colours: a list or dictionary of enums arrives empty"),
        (list[Inner], "colours: a list or dictionary of enums arrives empty"),
        (Inner | None, "colours: a list or dictionary of enums arrives empty"),
    ],
)
def test_a_type_that_does_not_survive_is_noticed(annotation: Any, fault: str) -> None:
    assert type_faults(annotation) == [fault]


def test_a_default_other_than_none_is_noticed() -> None:
    @dataclass
    class Defaults:
        size: int = 3
        names: list[str] = dataclasses.field(default_factory=list)

    assert faults(Defaults) == [
        "size: a default, but required in the schema",
        "names: a default, but required in the schema",
    ]
