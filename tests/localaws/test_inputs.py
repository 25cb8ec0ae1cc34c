"""What the official provider fills in before it checks: default tags, generated names, defaults."""

import pytest

from localaws.provider.inputs import with_defaults
from localaws.values import UNKNOWN

SEED = bytes.fromhex("0123456789abcdef" * 4)
VPC, ROLE, BUCKET = "aws:ec2/vpc:Vpc", "aws:iam/role:Role", "aws:s3/bucket:Bucket"
QUEUE, ALIAS = "aws:sqs/queue:Queue", "aws:kms/alias:Alias"


def filled(token, news, olds=None, tags=None, proposed=""):
    return with_defaults(
        token,
        news,
        olds or {},
        tags=tags or {},
        seed=SEED,
        logical_name="Logical",
        proposed_name=proposed,
    )


def test_default_tags_are_laid_beneath_the_resources_own():
    given = filled(VPC, {"tags": {"team": "own", "a": "b"}}, tags={"team": "all", "owner": "us"})
    assert given["tags"] == {"team": "own", "owner": "us", "a": "b"}


def test_a_resource_without_tags_gets_the_default_ones():
    assert filled(VPC, {}, tags={"owner": "us"})["tags"] == {"owner": "us"}


def test_without_default_tags_a_resource_without_tags_has_none():
    assert "tags" not in filled(VPC, {})


def test_tags_that_are_not_known_yet_stay_so():
    assert filled(VPC, {"tags": UNKNOWN}, tags={"owner": "us"})["tags"] == UNKNOWN


@pytest.mark.parametrize(
    "token",
    [
        "aws:ec2/route:Route",
        "aws:autoscaling/group:Group",
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
    ],
)
def test_default_tags_do_not_reach_types_without_a_map_of_tags(token):
    assert "tags" not in filled(token, {}, tags={"owner": "us"})


@pytest.mark.parametrize(
    ("token", "news", "name", "expected"),
    [
        (ROLE, {}, "name", "Logical-0123456"),
        (ROLE, {"namePrefix": "team-"}, "name", "team-0123456789abcdef0123456789"),
        (BUCKET, {}, "bucket", "logical-0123456"),
        (BUCKET, {"bucketPrefix": "team-"}, "bucket", "team-0123456789abcdef0123456789"),
        (QUEUE, {}, "name", "Logical-0123456"),
        (QUEUE, {"fifoQueue": True}, "name", "Logical-0123456.fifo"),
        (QUEUE, {"fifoQueue": True, "namePrefix": "a-"}, "name", "a-0123456789abcdef0123456789.fifo"),
        ("aws:sns/topic:Topic", {"fifoTopic": True}, "name", "Logical-0123456.fifo"),
        (ALIAS, {}, "name", "alias/Logical-0123456"),
        (ALIAS, {"namePrefix": "alias/a-"}, "name", "alias/a-0123456789abcdef0123456789"),
        ("aws:lambda/function:Function", {}, "name", "Logical-0123456"),
    ],
)  # fmt: skip
def test_a_name_that_is_not_given_is_generated_in_the_form_that_aws_wants(
    token, news, name, expected
):
    given = filled(token, news)
    assert (given[name], given["__defaults"]) == (expected, [name])


def test_a_generated_name_stays_what_it_was():
    olds = {"name": "Logical-7654321", "__defaults": ["name"]}
    assert filled(ROLE, {}, olds=olds)["name"] == "Logical-7654321"


def test_a_name_that_is_no_longer_given_is_generated_anew():
    generated = filled(ROLE, {})["name"]
    assert filled(ROLE, {}, olds={"name": "mine"})["name"] == generated


def test_the_engines_autonaming_configuration_is_followed():
    assert filled(ROLE, {}, proposed="production-role")["name"] == "production-role"
    assert filled(BUCKET, {}, proposed="Production")["bucket"] == "production"


def test_a_given_name_is_left_alone():
    given = filled(ROLE, {"name": "mine"}, olds={"name": "old"}, proposed="other")
    assert given["name"] == "mine"
    assert "__defaults" not in given


@pytest.mark.parametrize("token", [VPC, "aws:kms/key:Key", "aws:ec2/route:Route"])
def test_a_type_without_a_name_gets_none(token):
    assert {"name", "__defaults"} & set(filled(token, {})) == set()


def test_a_required_name_is_not_generated_for_a_type_that_is_only_remembered():
    assert "name" not in filled("aws:route53/record:Record", {})


def test_defaults_are_filled_in_where_nothing_is_given():
    key = filled("aws:kms/key:Key", {"isEnabled": False})
    assert {n: key[n] for n in ("isEnabled", "enableKeyRotation", "keyUsage")} == {
        "isEnabled": False,
        "enableKeyRotation": False,
        "keyUsage": "ENCRYPT_DECRYPT",
    }


def test_what_the_program_gave_is_not_changed():
    news = {"tags": {"a": "b"}}
    filled(ROLE, news, tags={"owner": "us"})
    assert news == {"tags": {"a": "b"}}
