"""Every link of every row as text, for review: `python -m localaws.links.dump` refreshes `map.lock`.

A link that is wrong the same way in both directions passes every read-back, so a person reads the
map once, and a test keeps the reviewed file and the rows together.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from localaws.compiled import CompiledRow
from localaws.links.structures import Structure
from localaws.registry import backed, rows
from localaws.rows import Step

MAP = Path(__file__).parent.parent / "map.lock"
REFRESH = "python -m localaws.links.dump"


def lines() -> list[str]:
    """The map, one line for each link, refused property and part."""
    return [
        f"{_name(compiled)}  {line}"
        for token in sorted(rows())
        if (operations := backed(token))
        for compiled in [operations.compiled]
        for line in _of_row(compiled)
    ]


def refused_leaves(structure: Structure, at: tuple[str, ...] = ()) -> Iterator[str]:
    """The properties, at any depth, that no member of the structure takes."""
    yield from (".".join((*at, name)) for name in structure.unlinked)
    for link in structure.links:
        inner: Any = link.codec
        while not isinstance(inner, Structure) and hasattr(inner, "inner"):
            inner = inner.inner
        if isinstance(inner, Structure):
            yield from refused_leaves(inner, (*at, link.name))


def _name(compiled: CompiledRow) -> str:
    return f"{compiled.type.module}.{compiled.type.class_name}"


def _of_row(compiled: CompiledRow) -> Iterator[str]:
    row = compiled.row
    yield from _of_structure(f"create {row.create.operation}", compiled.create)
    if compiled.update and row.update:
        yield from _of_structure(f"update {row.update.operation}", compiled.update)
    for aspect, structure in compiled.aspects:
        if callable(aspect.put):
            yield f"change {_step(aspect.put)}  {', '.join(aspect.properties)}"
        else:
            yield from _of_structure(f"change {_step(aspect.put)}", structure)
    for members in row.members:
        yield f"items  +{members.add.operation} -{members.remove.operation}  {members.name}"
    yield from _of_structure(f"read   {row.read.operation}", compiled.read)
    for name, lookup in sorted(row.lookups.items()):
        how = (
            f"{_step(lookup)}  {name}"
            if callable(lookup)
            else f"{lookup.operation}  {name} <- {lookup.result}"
        )
        yield f"read   {how}"
    for name, template in sorted(row.outputs.items()):
        yield f"output {name} <- {'(computed)' if callable(template) else template}"
    for name in sorted(refused_leaves(compiled.create)):
        yield f"refuse {name}  {row.refused.get(name, 'no member takes it')}"
    for name, reason in sorted(row.unreadable.items()):
        yield f"untold {name}  {reason}"
    for name in sorted(set(compiled.type.outputs) - set(compiled.type.inputs) - told(compiled)):
        yield f"untold {name}  an output that programs get nothing of"


def told(compiled: CompiledRow) -> set[str]:
    """The properties that a read may tell."""
    row = compiled.row
    names = {link.name for link in compiled.read.links} | set(row.outputs) | set(row.lookups)
    return names | compiled.readable | {"tagsAll", "region"}


def _of_structure(what: str, structure: Structure) -> list[str]:
    arrow = "<-" if what.startswith("read") else "->"
    leaves = (leaf.replace("<->", arrow) for leaf in structure.leaves((), ()))
    return sorted(f"{what}  {leaf}" for leaf in leaves)


def _step(step: Step | Callable[..., Any]) -> str:
    return step.__name__.lstrip("_") if callable(step) else step.operation


if __name__ == "__main__":
    MAP.write_text("\n".join(lines()) + "\n", encoding="utf-8")
