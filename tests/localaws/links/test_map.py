"""The reviewed map of all links is the map of the rows as they are."""

import difflib

from localaws.links.dump import MAP, REFRESH, lines, refused_leaves
from localaws.links.structures import Link, Structure
from localaws.registry import backed, rows


def test_the_reviewed_map_is_current():
    reviewed = MAP.read_text(encoding="utf-8").splitlines()
    difference = difflib.unified_diff(reviewed, lines(), "map.lock", "the rows", lineterm="", n=0)
    told = "\n".join(difference)
    assert told == "", f"review this, then run {REFRESH}\n{told}"


def test_every_type_and_every_link_has_its_line():
    text = lines()
    for token in rows():
        operations = backed(token)
        assert operations
        compiled = operations.compiled
        name = f"{compiled.type.module}.{compiled.type.class_name}  "
        own = [line.removeprefix(name) for line in text if line.startswith(name)]
        leaves = [*compiled.create.leaves((), ())]
        assert len([line for line in own if line.startswith("create ")]) == len(leaves)


def test_no_line_is_there_twice():
    text = lines()
    assert sorted(set(text)) == sorted(text)


def test_refused_properties_are_found_at_any_depth():
    inner = Structure((), ("c",))

    class Held:
        def __init__(self, held: object) -> None:
            self.inner = held

    outer = Structure((Link("b", ("B",), Held(Held(inner))),), ("a",))  # type: ignore[arg-type]
    assert list(refused_leaves(outer)) == ["a", "b.c"]
