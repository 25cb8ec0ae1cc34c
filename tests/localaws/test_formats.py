"""Formats that the API models leave open."""

import json

import pytest

from localaws.check import check
from localaws.formats import arn, cidr, json_text, policy_document, tag_violations


@pytest.mark.parametrize("value", ["10.0.0.0/8", "10.1.2.3/32", "0.0.0.0/0", "192.168.0.0/16"])
def test_a_canonical_block_of_ipv4_is_fine(value):
    assert cidr(4)(value) == ""


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("10.0.0.1/8", "'10.0.0.1/8' is not canonical: write 10.0.0.0/8"),
        ("10.0.0.0", "'10.0.0.0' has no prefix length: write 10.0.0.0/32"),
        ("10.0.0.0/33", "'10.0.0.0/33' is not a CIDR block"),
        ("10.0.0/8", "'10.0.0/8' is not a CIDR block"),
        ("anywhere", "'anywhere' is not a CIDR block"),
        ("2001:db8::/32", "'2001:db8::/32' is an IPv6 CIDR block, IPv4 is expected"),
        ("10.0.0.0/255.0.0.0", "'10.0.0.0/255.0.0.0' is not canonical: write 10.0.0.0/8"),
    ],
)
def test_what_is_no_canonical_block_of_ipv4_is_told_with_the_right_one(value, problem):
    assert cidr(4)(value) == problem


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("2001:db8::/32", ""),
        ("::/0", ""),
        ("2001:DB8::/32", "'2001:DB8::/32' is not canonical: write 2001:db8::/32"),
        ("2001:db8::1/32", "'2001:db8::1/32' is not canonical: write 2001:db8::/32"),
        ("10.0.0.0/8", "'10.0.0.0/8' is an IPv4 CIDR block, IPv6 is expected"),
    ],
)
def test_blocks_of_ipv6_are_held_to_the_same(value, problem):
    assert cidr(6)(value) == problem


def policy(*statements: object, **more: object) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements), **more})


ALLOW = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}


@pytest.mark.parametrize(
    "text",
    [
        policy(ALLOW),
        policy(ALLOW, {"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"}),
        json.dumps({"Statement": ALLOW}),
        policy({**ALLOW, "Sid": "a"}, {**ALLOW, "Sid": "b"}, ALLOW, ALLOW),
    ],
)
def test_a_policy_document_is_fine(text):
    assert policy_document(text) == ""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "contains an invalid JSON policy: Expecting property name"),
        ("", "contains an invalid JSON policy: Expecting value"),
        ("[]", "contains an invalid JSON policy: it has no Statement"),
        ("{}", "contains an invalid JSON policy: it has no Statement"),
        (policy("Allow"), "Statement[0] is no object"),
        (policy(ALLOW, {"Action": "s3:*"}), "Statement[1].Effect is None, not Allow or Deny"),
        (policy({**ALLOW, "Effect": "allow"}), "Statement[0].Effect is 'allow', not Allow or Deny"),
        (policy({"Effect": "Allow"}), "Statement[0] has neither Action nor NotAction"),
        (policy({**ALLOW, "Sid": "a"}, {**ALLOW, "Sid": "a"}), "Statement ids (Sid) in a single policy must be unique"),
    ],
)  # fmt: skip
def test_what_is_no_policy_document_is_told(text, problem):
    assert policy_document(text).startswith(problem)


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("arn:aws:iam::123456789012:role/a", True),
        ("arn:aws:iam::aws:policy/ReadOnlyAccess", True),
        ("arn:aws-cn:s3:::bucket", True),
        ("arn:aws:iam::12345:role/a", False),
        ("arn:gcp:iam::123456789012:role/a", False),
        ("role/a", False),
        ("arn:aws:iam::123456789012:", False),
    ],
)
def test_an_arn_has_six_parts_of_aws(text, fine):
    assert (arn(text) == "") is fine


def test_json_text_has_to_be_json():
    assert json_text('{"a": 1}') == ""
    assert json_text("{a}").startswith("is not JSON: Expecting property name")


@pytest.mark.parametrize(
    ("tags", "paths"),
    [
        ({f"key-{number}": "v" for number in range(50)}, []),
        ({f"key-{number}": "v" for number in range(51)}, ["tags"]),
        ({"k" * 128: "v"}, []),
        ({"k" * 129: "v"}, [f"tags.{'k' * 129}"]),
        ({"": "v"}, ["tags."]),
        ({"key": "v" * 256}, []),
        ({"key": "v" * 257}, ["tags.key"]),
        ({"key": ""}, []),
        ({"key": "ä.:/=+-@ 1_"}, []),
        ({"key": "a|b"}, ["tags.key"]),
        ({"ke?y": "v"}, ["tags.ke?y"]),
        ({"aws:key": "v"}, ["tags.aws:key"]),
        ({"AWS:key": "v"}, ["tags.AWS:key"]),
        ({"awskey": "v"}, []),
        ({"key": None}, []),
        (None, []),
    ],
)
def test_tags_are_held_to_the_rules_of_aws(tags, paths):
    assert [violation.path for violation in tag_violations(tags, "tags")] == paths


def test_formats_are_found_by_property_name_at_any_depth_of_any_type():
    table = "aws:ec2/routeTable:RouteTable"
    routes = [{"destinationPrefixListId": "pl-1"}, {"ipv6CidrBlock": "2001:db8::/32"}]
    assert [v.path for v in check(table, {"vpcId": "vpc-1", "routes": routes})] == ["routes"]
    assert [
        (v.path, v.message) for v in check("aws:ec2/vpc:Vpc", {"cidrBlock": "10.0.0.1/16"})
    ] == [("cidrBlock", "'10.0.0.1/16' is not canonical: write 10.0.0.0/16")]
    trust = check("aws:iam/role:Role", {"assumeRolePolicy": "{}"})
    assert [v.path for v in trust] == ["assumeRolePolicy"]
    acl = "aws:ec2/networkAclRule:NetworkAclRule"
    rule = {"networkAclId": "acl-1", "protocol": "tcp", "ruleAction": "allow", "ruleNumber": 1}
    assert [v.path for v in check(acl, {**rule, "cidrBlock": "everywhere"})] == ["cidrBlock"]
