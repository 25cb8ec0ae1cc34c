"""Which changes there are, and which of them replace."""

import json
from pathlib import Path

import pytest

from localaws import schema
from localaws.links.names import normalized
from localaws.provider.diffs import Change, compare
from localaws.registry import backed, rows
from localaws.replacement import replaces

VPC, SUBNET, ROLE = "aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet", "aws:iam/role:Role"
TABLE = Path(schema.__file__).parent / "tables" / "replaces.json"
REGION = "eu-central-1"


@pytest.mark.parametrize(
    ("token", "path", "expected"),
    [
        (VPC, "cidrBlock", True),
        (VPC, "tags.a", False),
        (VPC, "enableDnsSupport", False),
        (VPC, "region", True),
        (ROLE, "name", True),
        (ROLE, "path", True),
        (ROLE, "description", False),
        ("aws:iam/policy:Policy", "description", True),
        ("aws:s3/bucket:Bucket", "bucket", True),
        ("aws:sns/topicSubscription:TopicSubscription", "topic", True),
        ("aws:ec2/flowLog:FlowLog", "destinationOptions.fileFormat", True),
        ("aws:ec2/flowLog:FlowLog", "destinationOptions", False),
        ("aws:ec2/route:Route", "gatewayId", False),
        ("aws:ec2/castle:Castle", "moat", False),
    ],
)
def test_a_change_replaces_as_the_official_provider_decides(token, path, expected):
    assert replaces(token, path) is expected


def test_what_lies_beneath_a_replacing_property_replaces_and_positions_do_not_matter():
    assert replaces("aws:ec2/natGateway:NatGateway", "secondaryPrivateIpAddressCount[3].any")
    assert replaces("aws:s3/bucket:Bucket", "objectLockConfiguration[0].objectLockEnabled")


def test_every_backed_type_has_its_replacing_properties():
    table = json.loads(TABLE.read_text())
    assert set(rows()) - set(table) == set()


RETIRED = {
    "aws:ec2/eip:Eip": {"vpc"},
    "aws:ec2/flowLog:FlowLog": {"logGroupName"},
}
"""Arguments that this SDK has no more."""


@pytest.mark.parametrize("token", sorted(rows()))
def test_every_replacing_property_of_a_backed_type_is_one_of_the_sdk(token):
    inputs = {normalized(name) for name in schema.resource_type(token).inputs}
    listed = set(json.loads(TABLE.read_text())[token])
    unknown = {path for path in listed if normalized(path.split(".")[0]) not in inputs}
    assert unknown == RETIRED.get(token, set())


def test_every_change_is_told_with_its_path_and_kind():
    difference = compare(
        VPC,
        {"cidrBlock": "10.0.0.0/16", "tags": {"a": "1", "b": "2"}},
        {"cidrBlock": "10.1.0.0/16", "tags": {"a": "1", "c": "3"}},
        REGION,
    )
    assert difference.changes == (
        Change("cidrBlock", "UPDATE", replaces=True),
        Change("tags.b", "DELETE", replaces=False),
        Change("tags.c", "ADD", replaces=False),
    )
    assert not difference.delete_first


COMPUTED = [(token, name) for token, row in rows().items() for name in row.computed]


@pytest.mark.parametrize(("token", "name"), COMPUTED)
def test_leaving_out_what_aws_chooses_by_itself_changes_nothing(token, name):
    operations = backed(token)
    assert operations
    assert compare(token, {name: "chosen"}, {}, REGION).changes == ()
    assert operations.impossible_changes({name: "chosen"}, {}) == []
    assert compare(token, {name: "chosen"}, {name: "given"}, REGION).changes != ()


def test_leaving_out_what_has_its_default_changes_nothing_and_another_value_goes_back_to_it():
    assert compare(SUBNET, {"mapPublicIpOnLaunch": False}, {}, REGION).changes == ()
    (change,) = compare(SUBNET, {"mapPublicIpOnLaunch": True}, {}, REGION).changes
    assert change == Change("mapPublicIpOnLaunch", "DELETE", replaces=False)


def test_no_region_is_the_providers_region():
    same = compare(VPC, {}, {"region": REGION}, REGION)
    assert same.changes == ()
    moved = compare(VPC, {}, {"region": "eu-west-1"}, REGION)
    assert moved.changes == (Change("region", "UPDATE", replaces=True),)


def test_a_global_type_has_no_region_to_compare():
    assert compare(ROLE, {"path": "/"}, {"path": "/"}, "eu-west-1").changes == ()


@pytest.mark.parametrize(
    ("old", "new", "delete_first"),
    [
        ({"name": "a", "path": "/"}, {"name": "a", "path": "/b/"}, True),
        ({"name": "a", "path": "/"}, {"name": "b", "path": "/b/"}, False),
        ({"name": "a", "path": "/"}, {"name": "a", "path": "/b/", "__defaults": ["name"]}, False),
        ({"name": "a", "description": "x"}, {"name": "a", "description": "y"}, False),
    ],
)
def test_a_resource_with_a_name_of_its_own_must_go_before_its_replacement_stands(
    old, new, delete_first
):
    assert compare(ROLE, old, new, REGION).delete_first is delete_first


def test_a_route_must_always_go_before_its_replacement_stands():
    route = "aws:ec2/route:Route"
    old = {"routeTableId": "rtb-1", "destinationCidrBlock": "10.0.0.0/8", "gatewayId": "igw-1"}
    assert compare(route, old, {**old, "destinationCidrBlock": "10.0.0.0/9"}, REGION).delete_first
    assert not compare(route, old, {**old, "gatewayId": "igw-2"}, REGION).delete_first
