"""What the cases try of a row: which properties they set, change and remove."""

from collections.abc import Iterator
from typing import Any

from localaws.compiled import CompiledRow
from localaws.links.dump import refused_leaves
from localaws.replacement import replaces
from localaws.schema import Property
from tests.localaws.lives import Case, Life


class Anything:
    """A scene in which everything that a case may ask for stands."""

    def __getattr__(self, name: str) -> str:
        return f"some-{name}"


def leaves(described: Property, at: str) -> Iterator[str]:
    """The settable leaves beneath a property; the content of a map is the program's own."""
    if described.kind == "object":
        for name, inner in described.fields.items():
            yield from leaves(inner, f"{at}.{name}")
    elif described.kind == "list" and described.item:
        yield from leaves(described.item, at)
    else:
        yield at


def set_leaves(described: Property, value: Any, at: str) -> Iterator[str]:
    """The leaves that a value sets."""
    if value is None:
        return
    if described.kind == "object":
        for name, inner in value.items():
            yield from set_leaves(described.fields[name], inner, f"{at}.{name}")
    elif described.kind == "list" and described.item:
        for item in value:
            yield from set_leaves(described.item, item, at)
    else:
        yield at


def refused(row: CompiledRow) -> set[str]:
    """The leaves that the row cannot send."""
    return set(refused_leaves(row.create)) | set(row.unlinked)


def sent(row: CompiledRow) -> set[str]:
    """The leaves that the row takes."""
    everything = {leaf for name, inner in row.type.inputs.items() for leaf in leaves(inner, name)}
    return {
        leaf
        for leaf in everything - {"region"}
        if not any(leaf == name or leaf.startswith(f"{name}.") for name in refused(row))
    }


def given(row: CompiledRow, lives: list[Life], *, changed: bool) -> set[str]:
    """The leaves that the lives set at a creation, or at a change."""
    found = set()
    for life in lives:
        values = (life.changed if changed else life.inputs)(Anything())
        for name, value in values.items():
            found |= set(set_leaves(row.type.inputs[name], value, name))
    return found


def never_set(row: CompiledRow, cases: list[Case]) -> set[str]:
    """The leaves that the row takes and no case sets."""
    lives = [life for case in cases for life in case.lives]
    return sent(row) - given(row, lives, changed=False) - given(row, lives, changed=True)


def never_changed(row: CompiledRow, cases: list[Case]) -> set[str]:
    """The leaves that an update can change and no case changes."""
    lives = [life for case in cases for life in case.lives]
    settable = {leaf for leaf in sent(row) if leaf.split(".")[0] in row.in_place - row.controls}
    updatable = {leaf for leaf in settable if not replaces(row.row.token, leaf)}
    return updatable - given(row, lives, changed=True)


def never_removed(row: CompiledRow, cases: list[Case]) -> set[str]:
    """The properties whose removal the row knows and no case tries."""
    removable = {name for aspect in row.row.aspects if aspect.remove for name in aspect.properties}
    removable |= {members.name for members in row.row.members} | set(row.row.removal)
    removable = {name for name in removable if not row.type.inputs[name].required}
    removable |= {"tags"} if row.row.tagging else set()
    for case in cases:
        for life in case.lives:
            removable -= set(life.removed)
            removable -= {n for n, value in life.changed(Anything()).items() if value is None}
    return removable
