"""Values on their way to a request, back from a description, and against the API model."""

import datetime as dt

import pytest

from localaws.links.codecs import ListOf, OnlyItem, Pairs, Scalar, StringMap, Wrapped, boolean
from localaws.links.conversions import (
    COMMA_SEPARATED,
    JSON_TEXT,
)
from localaws.links.structures import Link, Structure
from localaws.session import service_model
from localaws.values import UNKNOWN


def shape(service: str, operation: str, *path: str):
    """A real shape of the API models."""
    found = service_model(service).operation_model(operation).input_shape
    for member in path:
        found = found.member if member == "[]" else found.members[member]
    return found


TEXT = shape("ec2", "CreateVpc", "CidrBlock")
NUMBER = shape("ec2", "CreateFlowLogs", "MaxAggregationInterval")
LONG = shape("s3", "PutBucketLifecycleConfiguration", "LifecycleConfiguration", "Rules", "[]",
             "Filter", "ObjectSizeGreaterThan")  # fmt: skip
DOUBLE = shape("budgets", "CreateNotification", "Notification", "Threshold")
TRUTH = shape("ec2", "CreateVpc", "AmazonProvidedIpv6CidrBlock")
WRAPPED = shape("ec2", "ModifyVpcAttribute", "EnableDnsSupport")
SESSION = shape("iam", "CreateRole", "MaxSessionDuration")
ZONES = shape("ec2", "CreateNatGateway", "SecondaryAllocationIds")


@pytest.mark.parametrize(
    ("kind", "of", "given", "sent"),
    [
        ("string", TEXT, "10.0.0.0/8", "10.0.0.0/8"),
        ("string", TEXT, 7, "7"),
        ("bool", TEXT, True, "true"),
        ("bool", TEXT, False, "false"),
        ("string", NUMBER, "60", 60),
        ("int", NUMBER, 60, 60),
        ("int", LONG, "5000000000", 5_000_000_000),
        ("float", DOUBLE, "80", 80.0),
        ("int", DOUBLE, 80, 80.0),
        ("bool", TRUTH, True, True),
        ("string", TRUTH, "true", True),
        ("string", TRUTH, "False", False),
    ],
)
def test_a_scalar_is_sent_in_the_type_of_the_api(kind, of, given, sent):
    encoded = Scalar(kind, of).encode(given)
    assert (encoded, type(encoded)) == (sent, type(sent))


MORNING = dt.datetime(2030, 1, 2, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))


@pytest.mark.parametrize(
    ("kind", "told", "property_value"),
    [
        ("string", "text", "text"),
        ("string", 7, "7"),
        ("string", True, "true"),
        ("string", 10.0, "10"),
        ("string", -2.5, "-2.5"),
        ("string", MORNING, "2030-01-02T06:30:00Z"),
        ("int", "60", 60),
        ("int", "-1", -1),
        ("int", "many", "many"),
        ("float", "1.5", 1.5),
        ("bool", "true", True),
        ("bool", "false", False),
        ("bool", True, True),
        ("any", {"left": "alone"}, {"left": "alone"}),
    ],
)
def test_a_scalar_is_read_in_the_type_of_the_sdk(kind, told, property_value):
    decoded = Scalar(kind, TEXT).decode(told)
    assert (decoded, type(decoded)) == (property_value, type(property_value))


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (3599, "the value 3599 is below the minimum of 3600"),
        ("43201", "the value 43201 is above the maximum of 43200"),
        ("an hour", "'an hour' is not of type integer"),
    ],
)
def test_a_scalar_that_the_api_refuses_is_named(given, problem):
    (violation,) = Scalar("int", SESSION).violations(given, "maxSessionDuration")
    assert violation == ("maxSessionDuration", problem)


@pytest.mark.parametrize("given", [3600, "43200", UNKNOWN, None])
def test_a_scalar_that_fits_or_is_not_known_yet_is_not_judged(given):
    assert list(Scalar("int", SESSION).violations(given, "maxSessionDuration")) == []


def test_a_wrapped_value_goes_into_its_member_and_comes_out_of_it():
    codec = Wrapped("Value", Scalar("bool", WRAPPED.members["Value"]))
    assert codec.encode(value=True) == {"Value": True}
    assert codec.decode({"Value": False}) is False
    assert codec.decode({}) is None
    assert codec.decode("no structure") is None
    assert list(codec.leaves(("on",), ("On",))) == ["on <-> On.Value"]


def test_a_list_keeps_its_order_and_skips_what_is_not_there():
    codec = ListOf(Scalar("string", ZONES.member), ZONES)
    assert codec.encode(["b", None, "a"]) == ["b", "a"]
    assert codec.decode(["b", "a"]) == ["b", "a"]
    assert list(codec.leaves(("ids",), ("Ids",))) == ["ids <-> Ids[]"]


def test_a_list_is_checked_in_its_length_and_each_of_its_items():
    subscribers = shape("budgets", "CreateNotification", "Subscribers")
    kinds = ListOf(Scalar("string", subscribers.member.members["SubscriptionType"]), subscribers)
    assert list(kinds.violations([], "kinds")) == [
        ("kinds", "the number of items 0 is below the minimum of 1")
    ]
    assert list(kinds.violations(["SNS", "FAX"], "kinds")) == [
        ("kinds[1]", "'FAX' is not one of SNS, EMAIL")
    ]
    (too_many,) = kinds.violations(["SNS"] * 12, "kinds")
    assert too_many.message == "the number of items 12 is above the maximum of 11"
    assert list(kinds.violations(UNKNOWN, "kinds")) == []


RULE = Structure((Link("from", ("From",), Scalar("int", NUMBER)),))


def test_an_object_that_the_api_lists_becomes_the_only_item():
    codec = OnlyItem(RULE, list_in_request=True)
    assert codec.encode({"from": 1}) == [{"From": 1}]
    assert codec.decode([{"From": 1}]) == {"from": 1}
    assert codec.decode([]) is None
    assert list(codec.leaves(("rule",), ("Rules",))) == ["rule.from <-> Rules[].From"]
    assert [v.path for v in codec.violations({"from": "x"}, "rule")] == ["rule.from"]


def test_a_list_of_which_the_api_knows_one_becomes_that_one():
    codec = OnlyItem(RULE, list_in_request=False)
    assert codec.encode([{"from": 1}]) == {"From": 1}
    assert codec.encode([]) is None
    assert codec.decode({"From": 1}) == [{"from": 1}]
    assert list(codec.leaves(("rules",), ("Rule",))) == ["rules.from <-> Rule.From"]
    assert [v.path for v in codec.violations([{"from": "x"}], "rules")] == ["rules[0].from"]


def test_a_map_becomes_pairs_and_what_aws_adds_stays_out():
    codec = Pairs("Key", "Value")
    assert codec.encode({"a": "1"}) == [{"Key": "a", "Value": "1"}]
    told = [{"Key": "a", "Value": "1"}, {"Key": "b"}, {"Key": "aws:created", "Value": "2"}]
    assert codec.decode(told) == {"a": "1", "b": ""}
    assert list(codec.leaves(("tags",), ("Tags",))) == ["tags.* <-> Tags[].{Key: Value}"]


def test_a_map_of_strings_stays_one():
    codec = StringMap()
    assert codec.encode({"a": 1, "b": ["x"]}) == {"a": "1", "b": ["x"]}
    assert codec.decode({"a": "1"}) == {"a": "1"}
    assert list(codec.leaves(("at",), ("At",))) == ["at.* <-> At.*"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [(True, True), ("true", True), ("True", True), (False, False), ("false", False), (1, False)],
)
def test_booleans_are_read_off_text_as_well(given, expected):
    assert boolean(given) is expected


def test_json_is_sent_as_text_and_compared_as_text_whatever_aws_returns():
    assert JSON_TEXT.encode({"a": 1}) == '{"a": 1}'
    assert JSON_TEXT.encode('{"a":1}') == '{"a": 1}'
    assert JSON_TEXT.decode({"a": 1}) == '{"a": 1}'
    assert JSON_TEXT.decode('{"a":1}') == '{"a":1}'
    assert list(JSON_TEXT.leaves(("policy",), ("Policy",))) == ["policy <-> Policy (JSON text)"]


def test_a_comma_separated_text_is_a_list_to_the_program():
    assert COMMA_SEPARATED.encode(["a", "b"]) == "a,b"
    assert COMMA_SEPARATED.decode("a,,b") == ["a", "b"]
    assert COMMA_SEPARATED.decode("") == []
    (leaf,) = COMMA_SEPARATED.leaves(("subnets",), ("Subnets",))
    assert leaf == "subnets <-> Subnets (comma separated)"
