"""What holds for every component when it is used as a package."""

import dataclasses
from enum import Enum
from typing import Any

import pytest
from pulumi.provider.experimental.analyzer import Analyzer
from pulumi.provider.experimental.component import ComponentProvider

from components.shared.coercion import camel_case
from components.shared.component import PACKAGE
from tests.accounts import SANDBOX
from tests.catalogue import CATALOGUE, Row
from tests.contracts.building import BUILDS, build
from tests.recording import Recording


@pytest.fixture(params=CATALOGUE, ids=lambda row: row.name)
def row(request: pytest.FixtureRequest) -> Row:
    return request.param


def plain(value: Any, key: Any = lambda name: name) -> Any:
    """The value as the packaged form of a component receives it."""
    if dataclasses.is_dataclass(value):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return {key(name): plain(item, key) for name, item in fields.items() if item is not None}
    if isinstance(value, list):
        return [plain(item, key) for item in value]
    if isinstance(value, dict):
        return {name: plain(item, key) for name, item in value.items()}
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value.value if isinstance(value, Enum) else value


def identity(recording: Recording) -> list[dict[str, Any]]:
    items = [dataclasses.asdict(item) for item in recording.registrations]
    return sorted(items, key=lambda item: item["urn"])


@pytest.mark.parametrize("key", [lambda name: name, camel_case], ids=["snake_case", "camelCase"])
@pytest.mark.parametrize("build_name", BUILDS)
def test_a_plain_dictionary_builds_the_same(row: Row, build_name: str, key: Any) -> None:
    args = getattr(row, build_name)(SANDBOX)
    assert identity(build(row, plain(args, key))) == identity(build(row, args))


@pytest.mark.parametrize("build_name", BUILDS)
def test_the_package_builds_the_same(row: Row, build_name: str) -> None:
    args = getattr(row, build_name)(SANDBOX)
    host = ComponentProvider([row.component], PACKAGE)
    definition = Analyzer(PACKAGE).analyze([row.component])["component_definitions"][row.name]
    received = host.map_inputs(plain(args, camel_case), definition)
    assert identity(build(row, received)) == identity(build(row, args))


def test_the_analyzer_accepts_all_components() -> None:
    result = Analyzer(PACKAGE).analyze([row.component for row in CATALOGUE])
    assert set(result["component_definitions"]) == {row.name for row in CATALOGUE}
    empty = [
        name
        for name, definition in result["type_definitions"].items()
        if not definition.properties and not definition.enum
    ]
    assert empty == []


def test_the_schema_has_every_field_described_and_the_optional_ones_optional(row: Row) -> None:
    result = Analyzer(PACKAGE).analyze([row.component])
    definition = result["component_definitions"][row.name]
    for cls, inputs, mapping in [
        (row.args, definition.inputs, definition.inputs_mapping),
        *(
            (found.python_type, found.properties, found.properties_mapping)
            for found in result["type_definitions"].values()
            if not found.enum
        ),
    ]:
        fields = {field.name: field for field in dataclasses.fields(cls)}
        assert set(mapping.values()) == set(fields)
        for schema_name, property_ in inputs.items():
            field = fields[mapping[schema_name]]
            assert property_.description, f"{cls.__name__}.{field.name} has no docstring"
            assert property_.optional == (field.default is None), f"{cls.__name__}.{field.name}"
    assert all(output.description for output in definition.outputs.values())
    assert definition.description


def test_the_package_hosts_every_component() -> None:
    from components import __main__ as package

    assert {row.component for row in CATALOGUE} == set(package.COMPONENTS)
