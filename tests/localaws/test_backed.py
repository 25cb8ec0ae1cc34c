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
