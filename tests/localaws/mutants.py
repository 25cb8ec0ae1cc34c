"""Every way to break one row in one place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from localaws import schema
from localaws.compiled import CompiledRow, compile_row
from localaws.links.match import LinkError
from localaws.links.structures import Link, Structure
from localaws.rows import Row
from tests.localaws.rows.coverage import refused

Direction = tuple[str, Structure]


@dataclass(frozen=True)
class Mutant:
    """A row with one thing taken away."""

    what: str
    compiled: CompiledRow | None
    """None: there is no row at all."""


def mutants(compiled: CompiledRow) -> Iterator[Mutant]:
    """The mutants of one row."""
    yield Mutant("the row", None)
    yield from _without_links(compiled)
    yield from _without_parts(compiled)


def _without_links(compiled: CompiledRow) -> Iterator[Mutant]:
    for leaf, structure in _smaller(compiled.create):
        unlinked = compiled.unlinked + ((leaf,) if "." not in leaf else ())
        yield Mutant(f"create {leaf}", replace(compiled, create=structure, unlinked=unlinked))
    if compiled.update:
        for leaf, structure in _smaller(compiled.update):
            yield Mutant(f"update {leaf}", replace(compiled, update=structure))
    for leaf, structure in _smaller(compiled.read):
        yield Mutant(f"read {leaf}", replace(compiled, read=structure))
    for index, (aspect, structure) in enumerate(compiled.aspects):
        for leaf, smaller in _smaller(structure):
            aspects = list(compiled.aspects)
            aspects[index] = (aspect, smaller)
            yield Mutant(f"aspect {leaf}", replace(compiled, aspects=tuple(aspects)))


def _smaller(structure: Structure, at: str = "") -> Iterator[tuple[str, Structure]]:
    """The structure without each of its links, at any depth."""
    for index, link in enumerate(structure.links):
        path = f"{at}{link.name}"
        others = (*structure.links[:index], *structure.links[index + 1 :])
        unlinked = (*structure.unlinked, link.name)
        yield path, replace(structure, links=others, unlinked=unlinked)
        for leaf, codec in _smaller_codec(link.codec, f"{path}."):
            links = list(structure.links)
            links[index] = Link(link.name, link.path, codec)
            yield leaf, replace(structure, links=tuple(links))


def _smaller_codec(codec: Any, at: str) -> Iterator[tuple[str, Any]]:
    if isinstance(codec, Structure):
        yield from _smaller(codec, at)
    elif hasattr(codec, "inner"):
        for leaf, inner in _smaller_codec(codec.inner, at):
            yield leaf, replace(codec, inner=inner)


def _without_parts(compiled: CompiledRow) -> Iterator[Mutant]:
    described = schema.resource_type(compiled.row.token)
    for what, row in _smaller_rows(compiled.row):
        try:
            mutant = compile_row(row, described)
            # A refusal that the names explain as well takes only its reason along.
            if not (what.startswith("refused") and refused(mutant) == refused(compiled)):
                yield Mutant(what, mutant)
        except (KeyError, LinkError):  # it is noticed before anything runs
            yield Mutant(what, None)


MAPPINGS = (
    "defaults",
    "lookups",
    "outputs",
    "refused",
    "removal",
    "replaced_when",
    "unreadable",
)
SCALARS = {
    "autoname": "",
    "before_create": None,
    "delete": None,
    "gone_message": "",
    "import_id": "",
    "name_form": Row.name_form,
    "request": None,
    "tagging": None,
}
"""What a row has without them."""
SEQUENCES = (
    "after_create",
    "after_update",
    "before_delete",
    "computed",
    "controls",
    "members",
    "renewals",
)


def _smaller_rows(row: Row) -> Iterator[tuple[str, Row]]:
    for name in MAPPINGS:
        mapping = getattr(row, name)
        for key in mapping:
            rest = {k: value for k, value in mapping.items() if k != key}
            yield f"{name} {key}", replace(row, **{name: rest})
    for name in SEQUENCES:
        items = getattr(row, name)
        for index, item in enumerate(items):
            rest = (*items[:index], *items[index + 1 :])
            named = getattr(item, "name", None) or getattr(item, "__name__", str(item))
            yield f"{name} {named}", replace(row, **{name: rest})
    yield from _without_aspects(row)
    for name, nothing in SCALARS.items():
        if getattr(row, name) != nothing:
            yield name, replace(row, **{name: nothing})


def _without_aspects(row: Row) -> Iterator[tuple[str, Row]]:
    fields = {
        "get": None,
        "remove": None,
        "before_put": None,
        "absent": "",
        "remove_first": False,
        "when": None,
        "request": None,
    }
    for index, aspect in enumerate(row.aspects):
        named = "+".join(aspect.properties)
        rest = (*row.aspects[:index], *row.aspects[index + 1 :])
        yield f"aspect {named}", replace(row, aspects=rest)
        for name, nothing in fields.items():
            if getattr(aspect, name) != nothing:
                aspects = list(row.aspects)
                aspects[index] = replace(aspect, **{name: nothing})
                yield f"aspect {named}: {name}", replace(row, aspects=tuple(aspects))
