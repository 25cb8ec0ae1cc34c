"""IAM policies and instance profiles."""

import json

import pytest

from tests.localaws.lives import GENERATED, PREFIXED, Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.permissions import permission, with_role
from tests.localaws.world import WORKLOAD, Aws, tags

TAGS = {"team": "a", "stage": "x"}


def describe_policy(aws: Aws, s: Scene) -> Values:
    policy = aws.iam.get_policy(PolicyArn=s.id)["Policy"]
    version = {"PolicyArn": s.id, "VersionId": policy["DefaultVersionId"]}
    return {
        **policy,
        "Document": aws.iam.get_policy_version(**version)["PolicyVersion"]["Document"],
        "Tags": tags(policy.get("Tags")),
    }


def fifth_version(aws: Aws, s: Scene) -> None:
    """As many versions as IAM keeps, the last of them in force."""
    while len(aws.iam.list_policy_versions(PolicyArn=s.id)["Versions"]) < 5:
        request = {"PolicyArn": s.id, "PolicyDocument": permission("*"), "SetAsDefault": True}
        aws.iam.create_policy_version(**request)


POLICY = Case(
    token="aws:iam/policy:Policy",
    describe=describe_policy,
    filled=lambda s: {"name": f"{s.logical}-{GENERATED}", "path": "/"},
    lives=(
        Life(
            name="minimal",
            inputs=lambda _: {"policy": permission("s3:*")},
            told=lambda s: {"Path": "/", "PolicyName": f"{s.logical}-{GENERATED}"},
            outside=fifth_version,
            found=lambda _: {"policy": permission("*")},
        ),
        Life(
            name="full",
            inputs=lambda s: {
                "delayAfterPolicyCreationInMs": 10,
                "description": "for buckets",
                "name": f"{s.name}-buckets",
                "path": "/buckets/",
                "policy": permission("s3:*"),
                "tags": TAGS,
            },
            told=lambda s: {
                "Description": "for buckets",
                "Document": json.loads(permission("s3:*")),
                "Path": "/buckets/",
                "PolicyName": f"{s.name}-buckets",
                "Tags": TAGS,
            },
            outputs=lambda aws, s: {
                "arn": f"arn:aws:iam::{WORKLOAD}:policy/buckets/{s.name}-buckets",
                "attachmentCount": 0,
                "policyId": describe_policy(aws, s)["PolicyId"],
                "tagsAll": TAGS,
            },
            changed=lambda _: {"policy": permission("sqs:*"), "tags": {"team": "b"}},
            told_changed=lambda _: {
                "Document": json.loads(permission("sqs:*")),
                "Tags": {"team": "b"},
            },
            removed=("tags",),
            told_removed=lambda _: {"Tags": {}},
        ),
        Life(
            name="with a name prefix",
            inputs=lambda _: {"policy": permission("s3:*"), "namePrefix": "buckets-"},
            filled=lambda _: {"name": "buckets-" + PREFIXED, "path": "/"},
            told=lambda _: {"PolicyName": "buckets-" + PREFIXED},
        ),
    ),
)


def describe_profile(aws: Aws, s: Scene) -> Values:
    profile = aws.iam.get_instance_profile(InstanceProfileName=s.id)["InstanceProfile"]
    return {
        **profile,
        "Roles": [role["RoleName"] for role in profile["Roles"]],
        "Tags": tags(profile.get("Tags")),
    }


def other_role_inside(aws: Aws, s: Scene) -> None:
    aws.iam.remove_role_from_instance_profile(InstanceProfileName=s.id, RoleName=s.other_role)
    aws.iam.add_role_to_instance_profile(InstanceProfileName=s.id, RoleName=s.role)


PROFILE = Case(
    token="aws:iam/instanceProfile:InstanceProfile",
    prepare=with_role,
    describe=describe_profile,
    filled=lambda s: {"name": f"{s.logical}-{GENERATED}", "path": "/"},
    lives=(
        Life(
            name="full",
            inputs=lambda s: {
                "name": f"{s.name}-profile",
                "path": "/machines/",
                "role": s.role,
                "tags": TAGS,
            },
            told=lambda s: {
                "InstanceProfileName": f"{s.name}-profile",
                "Path": "/machines/",
                "Roles": [s.role],
                "Tags": TAGS,
            },
            outputs=lambda aws, s: {
                "arn": f"arn:aws:iam::{WORKLOAD}:instance-profile/machines/{s.id}",
                "createDate": f"{describe_profile(aws, s)['CreateDate']:%Y-%m-%dT%H:%M:%SZ}",
                "tagsAll": TAGS,
                "uniqueId": describe_profile(aws, s)["InstanceProfileId"],
            },
            changed=lambda s: {"role": s.other_role, "tags": {"team": "b"}},
            told_changed=lambda s: {"Roles": [s.other_role], "Tags": {"team": "b"}},
            outside=other_role_inside,
            found=lambda s: {"role": s.role},
        ),
        Life(
            name="minimal, whose role is taken away",
            inputs=lambda s: {"role": s.role, "tags": TAGS},
            told=lambda s: {"InstanceProfileName": f"{s.logical}-{GENERATED}", "Path": "/"},
            removed=("role", "tags"),
            told_removed=lambda _: {"Roles": [], "Tags": {}},
        ),
        Life(
            name="with a name prefix",
            inputs=lambda s: {"role": s.role, "namePrefix": "machines-"},
            filled=lambda _: {"name": "machines-" + PREFIXED, "path": "/"},
            told=lambda _: {"InstanceProfileName": "machines-" + PREFIXED},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(POLICY, PROFILE))
def test_policies_and_profiles_are_what_iam_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
