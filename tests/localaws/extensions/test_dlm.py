"""Amazon Data Lifecycle Manager: its policies, without the time in which they act."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.localaws.rows.permissions import trust
from tests.localaws.world import OTHER, REGION, WORKLOAD, Aws, scene

SCHEDULE = {
    "Name": "daily",
    "CreateRule": {"Interval": 24, "IntervalUnit": "HOURS"},
    "RetainRule": {"Count": 7},
    "TagsToAdd": [{"Key": "made", "Value": "daily"}],
}
DETAILS = {
    "ResourceTypes": ["VOLUME"],
    "TargetTags": [{"Key": "backup", "Value": "daily"}],
    "Schedules": [SCHEDULE],
}
EVENTS = {
    "PolicyType": "EVENT_BASED_POLICY",
    "EventSource": {
        "Type": "MANAGED_CWE",
        "Parameters": {
            "EventType": "shareSnapshot",
            "SnapshotOwner": [WORKLOAD],
            "DescriptionRegex": "^.*$",
        },
    },
    "Actions": [{"Name": "copy", "CrossRegionCopy": []}],
}


class Policies:
    """What an account does with the service."""

    def __init__(self, aws: Aws) -> None:
        self.dlm, name = aws.dlm, scene().name
        role = aws.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust("dlm"))
        self.role = role["Role"]["Arn"]

    def create(self, **more: Any) -> str:
        request = {
            "Description": "daily snapshots",
            "ExecutionRoleArn": self.role,
            "PolicyDetails": DETAILS,
            "State": "ENABLED",
            **more,
        }
        return str(self.dlm.create_lifecycle_policy(**request)["PolicyId"])

    def told(self, policy: str) -> dict[str, Any]:
        return self.dlm.get_lifecycle_policy(PolicyId=policy)["Policy"]

    def found(self, **wanted: Any) -> set[str]:
        listed = self.dlm.get_lifecycle_policies(**wanted)["Policies"]
        return {policy["PolicyId"] for policy in listed}


@pytest.fixture
def policies(aws: Aws) -> Policies:
    return Policies(aws)


def test_a_policy_tells_what_it_was_made(policies: Policies):
    policy = policies.create(Tags={"team": "a"})
    told = policies.told(policy)
    assert told["PolicyArn"] == f"arn:aws:dlm:{REGION}:{WORKLOAD}:policy/{policy}"
    assert (told["Description"], told["State"]) == ("daily snapshots", "ENABLED")
    assert (told["ExecutionRoleArn"], told["Tags"]) == (policies.role, {"team": "a"})
    assert told["PolicyDetails"] == {
        **DETAILS,
        "PolicyType": "EBS_SNAPSHOT_MANAGEMENT",
        "PolicyLanguage": "STANDARD",
    }
    assert told["DefaultPolicy"] is False
    assert told["DateModified"] == told["DateCreated"]


def test_a_change_leaves_what_it_does_not_say(policies: Policies, aws: Aws):
    policy, other = policies.create(), Policies(aws).role
    policies.dlm.update_lifecycle_policy(PolicyId=policy, State="DISABLED")
    policies.dlm.update_lifecycle_policy(PolicyId=policy, ExecutionRoleArn=other)
    weekly = {**DETAILS, "TargetTags": [{"Key": "backup", "Value": "weekly"}]}
    policies.dlm.update_lifecycle_policy(PolicyId=policy, PolicyDetails=weekly)
    told = policies.told(policy)
    assert (told["State"], told["Description"]) == ("DISABLED", "daily snapshots")
    assert told["ExecutionRoleArn"] == other
    assert told["PolicyDetails"]["TargetTags"] == weekly["TargetTags"]


def test_a_default_policy_is_filled_in(policies: Policies):
    policy = policies.create(DefaultPolicy="VOLUME", PolicyDetails={"RetainInterval": 5})
    told = policies.told(policy)
    assert told["DefaultPolicy"] is True
    assert told["PolicyDetails"] == {
        "PolicyType": "EBS_SNAPSHOT_MANAGEMENT",
        "PolicyLanguage": "SIMPLIFIED",
        "ResourceType": "VOLUME",
        "CreateInterval": 1,
        "RetainInterval": 5,
        "CopyTags": False,
        "ExtendDeletion": False,
    }
    policies.dlm.update_lifecycle_policy(PolicyId=policy, PolicyDetails={"CreateInterval": 2})
    details = policies.told(policy)["PolicyDetails"]
    assert (details["CreateInterval"], details["RetainInterval"]) == (2, 7)
    assert details["ResourceType"] == "VOLUME"


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({"PolicyDetails": {}}, "needs ResourceTypes, TargetTags, Schedules"),
        ({"PolicyDetails": {**DETAILS, "PolicyType": "EVENT_BASED_POLICY"}}, "needs EventSource"),
        ({"DefaultPolicy": "VOLUME"}, "A default policy has no ResourceTypes"),
        ({"ExecutionRoleArn": f"arn:aws:iam::{WORKLOAD}:role/none"}, "does not exist"),
        ({"ExecutionRoleArn": "arn:aws:iam::123456789012:role/none"}, "does not exist"),
    ],
)
def test_a_policy_that_cannot_be_is_refused(request_, message, policies: Policies):
    with pytest.raises(ClientError, match=message) as raised:
        policies.create(**request_)
    assert raised.value.response["Error"]["Code"] == "InvalidRequestException"
    assert raised.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


def test_a_change_that_cannot_be_is_refused(policies: Policies):
    policy, update = policies.create(), policies.dlm.update_lifecycle_policy
    for wrong in (
        {"PolicyDetails": EVENTS},
        {"PolicyDetails": {"TargetTags": DETAILS["TargetTags"]}},
        {"ExecutionRoleArn": f"arn:aws:iam::{WORKLOAD}:role/none"},
    ):
        with pytest.raises(ClientError, match="InvalidRequestException"):
            update(PolicyId=policy, **wrong)
    assert policies.told(policy)["PolicyDetails"]["Schedules"] == [SCHEDULE]


def test_policies_are_found_by_what_they_are(policies: Policies):
    volumes = policies.create()
    machines = policies.create(
        State="DISABLED",
        PolicyDetails={
            "ResourceTypes": ["INSTANCE"],
            "TargetTags": [{"Key": "backup", "Value": "weekly"}],
            "Schedules": [{**SCHEDULE, "TagsToAdd": [{"Key": "made", "Value": "weekly"}]}],
        },
    )
    events = policies.create(PolicyDetails=EVENTS)
    default = policies.create(DefaultPolicy="INSTANCE", PolicyDetails={})
    everything = {volumes, machines, events, default}
    assert policies.found() >= everything
    assert policies.found(PolicyIds=[volumes, events]) == {volumes, events}
    assert policies.found(State="DISABLED") & everything == {machines}
    assert policies.found(ResourceTypes=["VOLUME"]) & everything == {volumes}
    assert policies.found(TargetTags=["backup=weekly"]) & everything == {machines}
    assert policies.found(TagsToAdd=["made=daily"]) & everything == {volumes}
    assert policies.found(DefaultPolicyType="INSTANCE") & everything == {default}
    assert policies.found(DefaultPolicyType="VOLUME") & everything == set()
    assert policies.found(DefaultPolicyType="ALL") & everything == {default}


def test_tags_come_and_go(policies: Policies):
    arn = policies.told(policies.create(Tags={"team": "a", "old": "x"}))["PolicyArn"]
    policies.dlm.tag_resource(ResourceArn=arn, Tags={"team": "b", "new": "y"})
    policies.dlm.untag_resource(ResourceArn=arn, TagKeys=["old", "none"])
    assert policies.dlm.list_tags_for_resource(ResourceArn=arn)["Tags"] == {"team": "b", "new": "y"}


def test_what_is_deleted_is_gone(policies: Policies):
    policy = policies.create()
    policies.dlm.delete_lifecycle_policy(PolicyId=policy)
    for call in (policies.dlm.get_lifecycle_policy, policies.dlm.delete_lifecycle_policy):
        with pytest.raises(ClientError, match="ResourceNotFoundException") as raised:
            call(PolicyId=policy)
        assert raised.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        policies.dlm.update_lifecycle_policy(PolicyId=policy, State="ENABLED")


def test_policies_belong_to_an_account_and_a_region(policies: Policies, aws: Aws, emulator):
    policy = policies.create()
    for other in (Aws(aws.session.in_region("eu-west-1")), Aws(emulator.session(OTHER, REGION))):
        listed = other.dlm.get_lifecycle_policies()["Policies"]
        assert policy not in [found["PolicyId"] for found in listed]
