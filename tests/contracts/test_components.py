"""What holds for every component, row by row of the catalogue."""

import dataclasses
import importlib
import inspect
import json
import pkgutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pulumi
import pytest

import components
from components.landing_zone.providers import AccountProvider
from components.landing_zone.tiers import Tier
from components.shared.account_check import WrongAccountError
from components.shared.component import PACKAGE, Component
from localaws import schema
from tests.accounts import BOUNDARY, HOME, SANDBOX, account
from tests.catalogue import CATALOGUE, Row
from tests.contracts.building import BUILDS, NAME, build
from tests.recording import Recording, Registration, start_recording

ROOT = Path(__file__).resolve().parents[2]
# What cannot be made again: every resource of these types is protected where the tier says so.
STATEFUL = {
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:ebs/volume:Volume",
    "aws:ec2/eip:Eip",
    # Where it is protected from termination.
    "aws:ec2/instance:Instance",
    "aws:ec2/vpc:Vpc",
    "aws:kms/key:Key",
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:s3/bucket:Bucket",
}


@pytest.fixture(params=CATALOGUE, ids=lambda row: row.name)
def row(request: pytest.FixtureRequest) -> Row:
    return request.param


@pytest.fixture(params=BUILDS)
def built(request: pytest.FixtureRequest, row: Row) -> Recording:
    return build(row, getattr(row, request.param)(SANDBOX))


def children(recording: Recording) -> list[Registration]:
    return [item for item in recording.registrations if item.custom and item.provider]


def test_every_component_has_a_row() -> None:
    for module in pkgutil.walk_packages(components.__path__, "components."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)

    def subclasses(cls: type) -> Iterator[type]:
        for subclass in cls.__subclasses__():
            if subclass.__module__.startswith("components."):
                yield subclass
                yield from subclasses(subclass)

    assert {row.component for row in CATALOGUE} == set(subclasses(Component))


def test_the_constructor_takes_name_args_and_opts(row: Row) -> None:
    parameters = inspect.signature(row.component).parameters
    assert list(parameters) == ["name", "args", "opts"]
    assert parameters["args"].annotation is row.args
    assert parameters["opts"].default is None
    assert row.args.__name__ == f"{row.name}Args"


def test_the_arguments_are_frozen_and_given_by_name(row: Row) -> None:
    assert row.args.__dataclass_params__.frozen
    assert all(field.kw_only for field in dataclasses.fields(row.args))


def test_the_type_is_that_of_the_component_package(row: Row, built: Recording) -> None:
    assert built.only(f"{PACKAGE}:index:{row.name}").name == NAME


def test_every_child_stands_below_the_component(row: Row, built: Recording) -> None:
    component = built.only(f"{PACKAGE}:index:{row.name}")
    inner = {item.urn for item in built.registrations if item.parent == component.urn}
    assert children(built)
    assert {item.parent for item in children(built)} <= {component.urn, *inner}
    assert component.urn in {item.parent for item in built.registrations}


def test_every_child_belongs_to_the_account(built: Recording) -> None:
    assert {built.account_of(item) for item in children(built)} == {SANDBOX.id}
    assert {built.account_of(item) for item in built.lookups} <= {SANDBOX.id}


def test_every_regional_child_says_its_region(built: Recording) -> None:
    for item in children(built):
        if "region" in schema.resource_type(item.type).inputs:
            assert item.inputs.get("region") in SANDBOX.regions, item.name


def test_names_begin_with_the_component_and_are_unique(built: Recording) -> None:
    names = Counter((item.type, item.name) for item in children(built))
    assert [name for name, count in names.items() if count > 1] == []
    assert all(item.name.startswith(f"{NAME}-") for item in children(built))


def test_names_say_nothing_of_the_account(built: Recording) -> None:
    for item in children(built):
        assert SANDBOX.name not in item.name
        assert SANDBOX.id not in item.name


def test_everything_carries_the_tags_of_the_account(built: Recording) -> None:
    provider = built.only("pulumi:providers:aws")
    assert json.loads(provider.inputs["defaultTags"]) == {"tags": SANDBOX.tags}


def test_everything_that_can_have_tags_has_a_name(built: Recording) -> None:
    for item in children(built):
        if "tags" in schema.resource_type(item.type).inputs:
            tags = item.inputs["tags"]
            if isinstance(tags, list):  # as Auto Scaling groups have them
                tags = {tag["key"]: tag["value"] for tag in tags}
            assert tags["Name"].startswith(NAME), item.name


def test_every_role_is_bounded(built: Recording) -> None:
    for role in built.created("aws:iam/role:Role"):
        assert role.inputs["permissionsBoundary"] == BOUNDARY


def test_the_declared_outputs_are_registered(row: Row, built: Recording) -> None:
    declared = set(inspect.get_annotations(row.component))
    registered = built.outputs_of(f"{PACKAGE}:index:{row.name}", NAME)
    optional = {
        name
        for name, annotation in inspect.get_annotations(row.component).items()
        if type(None) in getattr(annotation, "__args__", ())
    }
    assert declared - optional <= registered.keys() <= declared
    assert all(value is not None for value in registered.values())


def test_what_cannot_be_made_again_is_protected_where_the_tier_says_so(row: Row) -> None:
    careful = build(row, row.full(account(Tier.PRODUCTION)))
    careless = build(row, row.full(account(Tier.SANDBOX)))
    expected = {item.name for item in careful.registrations if item.type in STATEFUL}
    assert {item.name for item in careful.registrations if item.protect} == expected
    assert {item.name for item in careless.registrations if item.protect} == set()


def test_the_catalogue_builds_everything_that_cannot_be_made_again() -> None:
    recordings = [build(row, row.full(SANDBOX)) for row in CATALOGUE]
    built = {item.type for recording in recordings for item in recording.registrations}
    assert STATEFUL - built == set()


def test_protection_is_lifted_by_name(row: Row) -> None:
    careful = build(row, row.full(account(Tier.PRODUCTION)))
    protected = sorted({item.name for item in careful.registrations if item.protect})
    lifted = build(row, row.full(account(Tier.PRODUCTION, allow_replacement=protected[:1])))
    assert sorted({i.name for i in lifted.registrations if i.protect}) == protected[1:]


def test_a_provider_of_another_account_is_refused_before_anything_is_registered(row: Row) -> None:
    other = account(name="other", id="999999999999", permissions_boundary_arn=None)
    recording = start_recording()

    @pulumi.runtime.test
    def program() -> None:
        provider = AccountProvider(SANDBOX, region=HOME)
        row.component(NAME, row.minimal(other), pulumi.ResourceOptions(provider=provider))

    with pytest.raises(
        WrongAccountError, match=r"account other \(999999999999\), but its provider"
    ):
        program()
    assert [item.type for item in recording.registrations] == ["pulumi:providers:aws"]


def test_the_docs_name_every_argument_and_output(row: Row) -> None:
    page = (ROOT / row.docs).read_text(encoding="utf-8")
    fields = [field.name for field in dataclasses.fields(row.args)]
    outputs = list(inspect.get_annotations(row.component))
    assert [name for name in [row.name, *fields, *outputs] if f"`{name}`" not in page] == []
