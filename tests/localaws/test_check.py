"""What is refused before anything is sent, with the property path."""

import json

import pytest

from localaws.check import check
from localaws.schema import UnknownTypeError
from localaws.values import UNKNOWN

VPC, KEY, ROLE = "aws:ec2/vpc:Vpc", "aws:kms/key:Key", "aws:iam/role:Role"
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
BUDGET = "aws:budgets/budget:Budget"
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}],
    }
)


HALF = {
    "budgetType": "COST",
    "timeUnit": "MONTHLY",
    "notifications": [
        {
            "comparisonOperator": "EQUAL_TO",
            "notificationType": "ACTUAL",
            "threshold": "half",
            "thresholdType": "PERCENTAGE",
        }
    ],
}


def told(token: str, **inputs: object) -> list[tuple[str, str]]:
    return [tuple(violation) for violation in check(token, inputs)]


def test_good_inputs_are_not_complained_about():
    assert told(VPC, cidrBlock="10.0.0.0/16", enableDnsSupport=True, tags={"a": "b"}) == []


def test_a_type_that_does_not_exist_is_an_error():
    with pytest.raises(UnknownTypeError, match="aws:ec2/castle:Castle"):
        check("aws:ec2/castle:Castle", {})


def test_a_property_that_does_not_exist_is_named():
    assert told(VPC, cidrblock="10.0.0.0/16") == [("cidrblock", "is no property of this type")]


def test_a_property_that_does_not_exist_is_named_in_depth():
    rules = [{"id": "a", "status": "Enabled", "expiration": {"dayz": 3}}]
    assert told(LIFECYCLE, bucket="b", rules=rules) == [
        ("rules[0].expiration.dayz", "is no property of this type")
    ]


def test_a_missing_property_is_named_and_one_that_is_none_is_missing():
    assert told("aws:kms/alias:Alias", name="alias/a", targetKeyId=None) == [
        ("targetKeyId", "is required")
    ]
    assert told(LIFECYCLE, bucket="b", rules=[{"id": "a"}]) == [("rules[0].status", "is required")]


@pytest.mark.parametrize(
    ("token", "inputs", "path", "problem"),
    [
        (VPC, {"enableDnsSupport": "yes"}, "enableDnsSupport", "a boolean is expected, not 'yes'"),
        (VPC, {"enableDnsSupport": 1}, "enableDnsSupport", "a boolean is expected, not 1"),
        (KEY, {"deletionWindowInDays": "week"}, "deletionWindowInDays", "a whole number is expected, not 'week'"),
        (KEY, {"deletionWindowInDays": 7.5}, "deletionWindowInDays", "a whole number is expected, not 7.5"),
        (KEY, {"deletionWindowInDays": True}, "deletionWindowInDays", "a whole number is expected, not True"),
        (KEY, {"description": ["a"]}, "description", "a string is expected, not a list"),
        (KEY, {"description": {"a": 1}}, "description", "a string is expected, not a dict"),
        (KEY, {"tags": ["a"]}, "tags", "a map is expected, not ['a']"),
        (LIFECYCLE, {"bucket": "b", "rules": {"id": "a"}}, "rules", "a list is expected, not {'id': 'a'}"),
        (LIFECYCLE, {"bucket": "b", "rules": ["a"]}, "rules[0]", "an object is expected, not 'a'"),
        (BUDGET, HALF, "notifications[0].threshold", "a number is expected, not 'half'"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_type_is_named(token, inputs, path, problem):
    assert told(token, **inputs) == [(path, problem)]


@pytest.mark.parametrize("value", [True, "true", "False", UNKNOWN, None])
def test_booleans_may_be_written_as_text_or_be_unknown(value):
    assert told(VPC, cidrBlock="10.0.0.0/16", enableNetworkAddressUsageMetrics=value) == []


@pytest.mark.parametrize("value", [7, "7", 7.0, UNKNOWN])
def test_whole_numbers_may_be_written_as_text_or_doubles_or_be_unknown(value):
    assert told(KEY, deletionWindowInDays=value) == []


def test_values_of_the_wrong_type_are_told_before_anything_else_is_asked():
    assert told(VPC, enableDnsSupport="yes", cidrBlock="everywhere") == [
        ("enableDnsSupport", "a boolean is expected, not 'yes'")
    ]


def test_the_api_model_is_asked_for_plain_and_nested_values():
    assert told(VPC, cidrBlock="10.0.0.0/16", instanceTenancy="shared") == [
        ("instanceTenancy", "'shared' is not one of default, dedicated, host")
    ]
    rules = [
        {
            "id": "a",
            "status": "Off",
            "transitions": [{"days": 40, "storageClass": "COLD"}],
        }
    ]
    assert [path for path, _ in told(LIFECYCLE, bucket="b", rules=rules)] == [
        "rules[0].status",
        "rules[0].transitions[0].storageClass",
    ]


def test_the_api_model_is_asked_for_what_an_aspect_sends():
    assert told(ROLE, assumeRolePolicy=TRUST, permissionsBoundary="short") == [
        ("permissionsBoundary", "the length 5 is below the minimum of 20")
    ]


def test_a_property_that_nothing_sends_is_refused_and_an_empty_one_is_not():
    table = "aws:ec2/routeTable:RouteTable"
    refusal = "the local AWS cannot send this property to AWS, so it refuses to lose it"
    assert told(table, vpcId="vpc-1", propagatingVgws=["vgw-1"]) == [("propagatingVgws", refusal)]
    assert told(table, vpcId="vpc-1", propagatingVgws=[]) == []


def test_rules_and_formats_are_asked_together_with_the_api_model():
    problems = told(VPC, cidrBlock="10.0.0.0/29", instanceTenancy="shared", tags={"aws:a": "b"})
    assert [path for path, _ in problems] == ["instanceTenancy", "cidrBlock", "tags.aws:a"]


def test_a_type_that_is_only_remembered_is_checked_in_types_and_formats_alone():
    token = "aws:ec2/networkAcl:NetworkAcl"
    assert told(token, vpcId="vpc-1", subnetIds=["subnet-1"]) == []
    assert told(token, vpcId="vpc-1", subnetIds="subnet-1") == [
        ("subnetIds", "a list is expected, not 'subnet-1'")
    ]


def test_secrets_and_unknowns_in_the_engines_form_are_understood():
    secret = {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        "value": "everywhere",
    }
    assert told(VPC, cidrBlock=secret) == [("cidrBlock", "'everywhere' is not a CIDR block")]
    assert told(VPC, cidrBlock=UNKNOWN, tags=UNKNOWN) == []


def test_what_the_provider_notes_in_the_inputs_is_no_property():
    assert told(KEY, __defaults=["name"]) == []
