"""Nothing can be reached that was not asked for: every rule, listener, address, bucket and policy of every build."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from localaws import schema
from tests.accounts import SANDBOX
from tests.catalogue import CATALOGUE
from tests.contracts.building import BUILDS, build
from tests.recording import Recording, Registration

INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
POLICIES = ("policy", "assumeRolePolicy")

# What each build lets in and out, in words: all of it stands in its arguments (tests/catalogue.py)
# but HTTPS out, which Session Manager and package repositories need.
HTTPS_OUT = "out tcp 443 to 0.0.0.0/0"
TRAFFIC = {
    ("AutoscalingFleet", "minimal"): [HTTPS_OUT],
    ("AutoscalingFleet", "full"): [
        "in tcp 8080 from a security group",
        "in tcp 9100 from 10.0.0.0/16",
        "out tcp 8080 to a security group",
        HTTPS_OUT,
    ],
    ("Ec2Instance", "minimal"): [HTTPS_OUT],
    ("Ec2Instance", "full"): ["in tcp 9100 from 10.0.0.0/16", HTTPS_OUT],
    ("LoadBalancer", "full"): [
        "in tcp 8080 from 2001:db8::/32",
        "in tcp 8080 from 203.0.113.0/24",
        "in tcp 8443 from 2001:db8::/32",
        "in tcp 8443 from 203.0.113.0/24",
    ],
    ("Network", "full"): ["in tcp 443 from 10.0.0.0/16"],
}
LISTENERS = {
    ("LoadBalancer", "minimal"): ["internal HTTP 80"],
    ("LoadBalancer", "full"): ["public HTTP 8080", "public HTTPS 8443"],
}
ADDRESSES = {("Ec2Instance", "full"): 1, ("Network", "full"): 3, ("Network", "minimal"): 1}
# Statements that allow something on every resource, by their Sid, each with why there is no other way:
# key policies speak of their own key; the rest are actions that AWS limits to no resource.
EVERYWHERE = {
    "DecidedByIam",
    "GrantedToVolumesOfInstances",
    "PublishAgentMetrics",
    "ReadGroupName",
    "UsedByCloudWatchLogs",
    "UsedByPublishers",
    "UsedForNoticesOfAutoScaling",
    "UsedToStartInstances",
}

Built = tuple[tuple[str, str], Recording]


@pytest.fixture(
    scope="module",
    params=[(row, variant) for row in CATALOGUE for variant in BUILDS],
    ids=lambda pair: f"{pair[0].name}-{pair[1]}",
)
def built(request: pytest.FixtureRequest) -> Built:
    row, variant = request.param
    return (row.name, variant), build(row, getattr(row, variant)(SANDBOX))


def in_words(rule: Registration) -> str:
    inputs = rule.inputs
    direction, word = ("in", "from") if rule.type == INGRESS else ("out", "to")
    first, last = (int(inputs[key]) for key in ("fromPort", "toPort"))
    ports = str(first) if first == last else f"{first}-{last}"
    peer = inputs.get("cidrIpv4") or inputs.get("cidrIpv6") or "a security group"
    return f"{direction} {inputs['ipProtocol']} {ports} {word} {peer}"


def statements(recording: Recording) -> Iterator[tuple[str, dict[str, Any]]]:
    for item in recording.registrations:
        for key in POLICIES:
            for statement in json.loads(item.inputs.get(key, '{"Statement": []}'))["Statement"]:
                if statement["Effect"] == "Allow":
                    yield item.name, statement


def test_exactly_the_traffic_that_was_asked_for_is_let_through(built: Built) -> None:
    key, recording = built
    rules = [*recording.created(INGRESS), *recording.created(EGRESS)]
    assert sorted(map(in_words, rules)) == sorted(TRAFFIC.get(key, []))


def test_no_security_group_has_rules_of_its_own_beside_them(built: Built) -> None:
    _, recording = built
    for kind in ("securityGroup:SecurityGroup", "defaultSecurityGroup:DefaultSecurityGroup"):
        for group in recording.created(f"aws:ec2/{kind}"):
            assert not {"ingress", "egress"} & group.inputs.keys(), group.name


def test_exactly_the_listeners_that_were_asked_for_listen(built: Built) -> None:
    key, recording = built
    balancers = recording.created("aws:lb/loadBalancer:LoadBalancer")
    where = {True: "internal", False: "public"}
    found = [
        f"{where[balancer.inputs['internal']]} {listener.inputs['protocol']} "
        f"{int(listener.inputs['port'])}"
        for balancer in balancers
        for listener in recording.created("aws:lb/listener:Listener")
    ]
    assert sorted(found) == LISTENERS.get(key, [])


def test_a_listener_for_http_beside_one_for_https_only_redirects(built: Built) -> None:
    _, recording = built
    listeners = recording.created("aws:lb/listener:Listener")
    if any(listener.inputs["protocol"] == "HTTPS" for listener in listeners):
        for listener in listeners:
            if listener.inputs["protocol"] == "HTTP":
                assert [a["type"] for a in listener.inputs["defaultActions"]] == ["redirect"]


def test_exactly_the_public_addresses_that_were_asked_for_are_taken(built: Built) -> None:
    key, recording = built
    assert len(recording.created("aws:ec2/eip:Eip")) == ADDRESSES.get(key, 0)
    for item in recording.registrations:
        assert not item.inputs.get("associatePublicIpAddress"), item.name
        assert not item.inputs.get("mapPublicIpOnLaunch"), item.name
        assert "keyName" not in item.inputs, item.name


def test_no_bucket_can_be_made_public(built: Built) -> None:
    _, recording = built
    blocked = {
        block.inputs["bucket"]: {
            value
            for name, value in block.inputs.items()
            if name.startswith(("block", "ignore", "restrict"))
        }
        for block in recording.created("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")
    }
    for bucket in recording.created("aws:s3/bucket:Bucket"):
        assert blocked[bucket.inputs["bucket"]] == {True}


def test_no_policy_allows_every_action(built: Built) -> None:
    _, recording = built
    for name, statement in statements(recording):
        wild = [action for action in statement["Action"] if action.endswith(":*") or action == "*"]
        assert wild in ([], ["kms:*"]), name
        if wild:
            assert statement["Principal"] == {"AWS": [f"arn:aws:iam::{SANDBOX.id}:root"]}


def test_a_policy_names_its_resources_wherever_aws_lets_it(built: Built) -> None:
    _, recording = built
    wide = {
        statement["Sid"]
        for _, statement in statements(recording)
        if "*" in statement.get("Resource", [])
    }
    assert wide <= EVERYWHERE


def test_whoever_is_let_in_by_a_policy_is_named(built: Built) -> None:
    _, recording = built
    for name, statement in statements(recording):
        if "*" in json.dumps(statement.get("Principal", {})):
            assert SANDBOX.id in json.dumps(statement["Condition"]), name


def test_every_volume_is_encrypted(built: Built) -> None:
    _, recording = built
    for item in recording.registrations:
        inputs = item.inputs
        if item.type == "aws:ebs/volume:Volume":
            assert inputs["encrypted"] is True, item.name
        devices = [
            *(mapping["ebs"] for mapping in inputs.get("blockDeviceMappings", [])),
            *([inputs["rootBlockDevice"]] if "rootBlockDevice" in inputs else []),
            *inputs.get("ebsBlockDevices", []),
        ]
        assert {str(device["encrypted"]).lower() for device in devices} <= {"true"}, item.name


def test_every_instance_needs_a_token_for_its_metadata(built: Built) -> None:
    _, recording = built
    types = {item.type for item in recording.registrations if item.type.startswith("aws:")}
    launching = {
        type_ for type_ in types if "metadataOptions" in schema.resource_type(type_).inputs
    }
    for item in recording.registrations:
        if item.type in launching:
            assert item.inputs["metadataOptions"]["httpTokens"] == "required", item.name


def test_every_table_of_what_may_be_reached_names_builds_that_there_are() -> None:
    builds = {(row.name, variant) for row in CATALOGUE for variant in BUILDS}
    assert {*TRAFFIC, *LISTENERS, *ADDRESSES} <= builds
