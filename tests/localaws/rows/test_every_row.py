"""What holds for the rows as a whole: each is tried, in every property that it has. No emulator is needed."""

from typing import Any

import pytest

from localaws import schema
from localaws.check import check
from localaws.compiled import CompiledRow
from localaws.links.dump import told
from localaws.registry import backed, rows
from localaws.replacement import replaces
from localaws.schema import Property
from tests.localaws.rows.catalogue import cases
from tests.localaws.rows.coverage import never_changed, never_removed, never_set, refused

TOKENS = sorted(rows())


def compiled(token: str) -> CompiledRow:
    operations = backed(token)
    assert operations
    return operations.compiled


def test_every_row_has_a_case():
    assert sorted(cases()) == TOKENS


@pytest.mark.parametrize("token", TOKENS)
def test_every_property_that_a_row_takes_is_set_by_a_case(token):
    assert never_set(compiled(token), cases()[token]) == set()


@pytest.mark.parametrize("token", TOKENS)
def test_every_updatable_property_is_changed_by_a_case(token):
    assert never_changed(compiled(token), cases()[token]) == set()


@pytest.mark.parametrize("token", TOKENS)
def test_every_removable_property_is_removed_by_a_case(token):
    assert never_removed(compiled(token), cases()[token]) == set()


@pytest.mark.parametrize("token", TOKENS)
def test_a_change_from_outside_is_tried_for_every_row_that_can_be_updated(token):
    row = compiled(token)
    changeable = any(not replaces(token, name) for name in row.in_place - row.controls)
    lives = [life for case in cases()[token] for life in case.lives]
    assert changeable == any(life.outside is not None for life in lives)


@pytest.mark.parametrize("token", TOKENS)
def test_every_property_that_is_not_read_back_has_a_reason(token):
    row = compiled(token)
    settable = set(row.type.inputs) - row.controls - set(row.unlinked) - {"region"}
    assert settable - row.readable == set(row.row.unreadable)


@pytest.mark.parametrize("token", TOKENS)
def test_every_reason_to_refuse_a_property_is_about_one_that_exists(token):
    row = compiled(token)
    assert set(row.row.refused) <= refused(row)
    assert set(row.row.removal) | set(row.row.defaults) <= set(row.type.inputs)
    assert told(row) - {"region", "tagsAll"} <= {*row.type.outputs, *row.type.inputs}


def example(described: Property) -> Any:
    """A value of the right type."""
    if described.kind == "object":
        required = {name for name, inner in described.fields.items() if inner.required}
        names = required or {min(described.fields)}
        return {name: example(described.fields[name]) for name in names}
    if described.kind == "list" and described.item:
        return [example(described.item)]
    values = {"map": {"key": "value"}, "bool": True, "int": 1, "float": 1.5}
    return values.get(described.kind, "value")


REFUSED = [(token, leaf) for token in TOKENS for leaf in sorted(refused(compiled(token)))]


@pytest.mark.parametrize(("token", "leaf"), REFUSED)
def test_a_property_that_a_row_cannot_send_is_refused_by_name(token, leaf):
    inputs = schema.resource_type(token).inputs
    first, *path = leaf.split(".")
    described = inputs[first]
    values = value = {first: None}
    key: Any = first
    for name in path:
        inner = described.item if described.kind == "list" else described
        assert inner
        held: dict[str, Any] = {
            n: example(p) for n, p in inner.fields.items() if p.required and n != name
        }
        value[key] = [held] if described.kind == "list" else held
        value, key, described = held, name, inner.fields[name]
    value[key] = example(described)
    required = {n: example(p) for n, p in inputs.items() if p.required and n != first}
    problems = [v for v in check(token, {**required, **values}) if "refuses to lose" in v.message]
    assert [problem.path.replace("[0]", "") for problem in problems] == [leaf]
