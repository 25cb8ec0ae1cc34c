"""Changes that an update can make, and those that it refuses by name."""

import pytest

from localaws.registry import backed

ROLE = "aws:iam/role:Role"


@pytest.mark.parametrize(
    ("token", "old", "new", "name", "why"),
    [
        (ROLE, {"path": "/"}, {"path": "/a/"}, "path", "no operation that changes it in place"),
        (
            "aws:ec2/vpcEndpoint:VpcEndpoint",
            {"privateDnsEnabled": True},
            {"privateDnsEnabled": False},
            "privateDnsEnabled",
            "no operation that changes it in place",
        ),
        (
            "aws:sns/topicSubscription:TopicSubscription",
            {"redrivePolicy": '{"deadLetterTargetArn": 1}'},
            {"redrivePolicy": None},
            "redrivePolicy",
            "does not tell what it goes back to",
        ),
        (
            "aws:sqs/queue:Queue",
            {"contentBasedDeduplication": False},
            {},
            "contentBasedDeduplication",
            "does not tell what it goes back to",
        ),
    ],
)
def test_a_change_that_no_operation_can_make_is_refused_by_name(token, old, new, name, why):
    operations = backed(token)
    assert operations
    ((path, message),) = operations.impossible_changes(old, new)
    assert (path, why in message) == (name, True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"description": "a"}, {}),
        ({"permissionsBoundary": "arn"}, {}),
        ({"tags": {"a": "b"}}, {}),
        ({"forceDetachPolicies": True}, {}),
        ({"name": "a", "tagsAll": {}}, {"name": "a", "tagsAll": {"a": "b"}}),
    ],
)
def test_a_change_that_can_be_made_is_not(old, new):
    operations = backed(ROLE)
    assert operations
    assert operations.impossible_changes(old, new) == []


def test_what_others_change_too_is_left_out_of_an_update_until_the_program_changes_it():
    group = backed("aws:autoscaling/group:Group")
    assert group
    old = {"desiredCapacity": 2, "maxSize": 4}
    assert group.unsent(old, {**old, "maxSize": 5}) == {"desiredCapacity"}
    assert group.unsent(old, {**old, "desiredCapacity": 3}) == set()
    assert group.unsent(old, {"maxSize": 4}) == {"desiredCapacity"}


def test_a_value_that_a_removal_goes_back_to_is_not_lost_when_aws_tells_nothing():
    group = backed("aws:autoscaling/group:Group")
    assert group
    assert group.lost({"maxInstanceLifetime": 0}, {}) == {}
    assert group.lost({"maxInstanceLifetime": 86400}, {}) == {"maxInstanceLifetime": (86400, None)}
    assert group.lost({"maxInstanceLifetime": 0}, {"maxInstanceLifetime": 9}) == {
        "maxInstanceLifetime": (0, 9)
    }
