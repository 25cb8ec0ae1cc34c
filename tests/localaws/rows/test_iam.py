"""IAM roles and what is attached to them."""

import json

import pytest

from tests.localaws.lives import GENERATED, PREFIXED, Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.permissions import permission, trust, with_boundaries, with_role
from tests.localaws.world import WORKLOAD, Aws, tags

TAGS = {"team": "a", "stage": "x"}


def describe_role(aws: Aws, s: Scene) -> Values:
    role = aws.iam.get_role(RoleName=s.id)["Role"]
    return {
        **role,
        "Boundary": role.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn"),
        "Tags": tags(role.get("Tags")),
    }


def attach_from_outside(aws: Aws, s: Scene) -> None:
    """Forced detachment has something to do at the end, and the description something to repair now."""
    aws.iam.attach_role_policy(RoleName=s.id, PolicyArn=s.boundary)
    aws.iam.put_role_policy(RoleName=s.id, PolicyName="x", PolicyDocument=permission("s3:*"))
    aws.iam.update_role_description(RoleName=s.id, Description="taken over")


ROLE = Case(
    token="aws:iam/role:Role",
    prepare=with_boundaries,
    describe=describe_role,
    filled=lambda s: {
        "maxSessionDuration": 3600,
        "name": f"{s.logical}-{GENERATED}",
        "path": "/",
    },
    lives=(
        Life(
            name="minimal",
            inputs=lambda _: {"assumeRolePolicy": trust("ec2")},
            told=lambda s: {
                "AssumeRolePolicyDocument": json.loads(trust("ec2")),
                "MaxSessionDuration": 3600,
                "Path": "/",
                "RoleName": f"{s.logical}-{GENERATED}",
            },
            changed=lambda s: {
                "description": "new",
                "permissionsBoundary": s.boundary,
                "tags": TAGS,
            },
            told_changed=lambda s: {"Boundary": s.boundary, "Description": "new", "Tags": TAGS},
        ),
        Life(
            name="full",
            inputs=lambda s: {
                "assumeRolePolicy": trust("ec2"),
                "description": "for machines",
                "forceDetachPolicies": True,
                "maxSessionDuration": 7200,
                "name": f"{s.name}-machine",
                "path": "/machines/",
                "permissionsBoundary": s.boundary,
                "tags": TAGS,
            },
            told=lambda s: {
                "AssumeRolePolicyDocument": json.loads(trust("ec2")),
                "Boundary": s.boundary,
                "Description": "for machines",
                "MaxSessionDuration": 7200,
                "Path": "/machines/",
                "RoleName": f"{s.name}-machine",
                "Tags": TAGS,
            },
            outputs=lambda aws, s: {
                "arn": f"arn:aws:iam::{WORKLOAD}:role/machines/{s.id}",
                "createDate": f"{describe_role(aws, s)['CreateDate']:%Y-%m-%dT%H:%M:%SZ}",
                "tagsAll": TAGS,
                "uniqueId": describe_role(aws, s)["RoleId"],
            },
            changed=lambda s: {
                "assumeRolePolicy": trust("lambda"),
                "description": "for functions",
                "maxSessionDuration": 3600,
                "permissionsBoundary": s.other_boundary,
                "tags": {"team": "b", "new": "y"},
            },
            told_changed=lambda s: {
                "AssumeRolePolicyDocument": json.loads(trust("lambda")),
                "Boundary": s.other_boundary,
                "Description": "for functions",
                "MaxSessionDuration": 3600,
                "Tags": {"team": "b", "new": "y"},
            },
            removed=("description", "permissionsBoundary", "tags"),
            told_removed=lambda _: {"Boundary": None, "Description": "", "Tags": {}},
        ),
        Life(
            name="with foreign policies",
            inputs=lambda _: {
                "assumeRolePolicy": trust("ec2"),
                "description": "mine",
                "forceDetachPolicies": True,
            },
            outside=attach_from_outside,
            found=lambda _: {"description": "taken over"},
        ),
        Life(
            name="with a name prefix",
            inputs=lambda _: {"assumeRolePolicy": trust("ec2"), "namePrefix": "machine-"},
            filled=lambda _: {
                "maxSessionDuration": 3600,
                "name": "machine-" + PREFIXED,
                "path": "/",
            },
            told=lambda _: {"RoleName": "machine-" + PREFIXED},
        ),
    ),
)


def describe_role_policy(aws: Aws, s: Scene) -> Values:
    found = aws.iam.get_role_policy(RoleName=s.role, PolicyName=s.id.split(":")[1])
    found.pop("ResponseMetadata", None)
    return dict(found)


ROLE_POLICY = Case(
    token="aws:iam/rolePolicy:RolePolicy",
    prepare=with_role,
    describe=describe_role_policy,
    filled=lambda s: {"name": f"{s.logical}-{GENERATED}"},
    lives=(
        Life(
            name="named",
            inputs=lambda s: {"name": "inline", "policy": permission("s3:*"), "role": s.role},
            told=lambda s: {
                "PolicyDocument": json.loads(permission("s3:*")),
                "PolicyName": "inline",
                "RoleName": s.role,
            },
            changed=lambda _: {"policy": permission("sqs:*")},
            told_changed=lambda _: {"PolicyDocument": json.loads(permission("sqs:*"))},
            outside=lambda aws, s: aws.iam.put_role_policy(
                RoleName=s.role, PolicyName="inline", PolicyDocument=permission("*")
            ),
            found=lambda _: {"policy": permission("*")},
        ),
        Life(
            name="with a generated name",
            inputs=lambda s: {"policy": permission("s3:*"), "role": s.role},
            told=lambda s: {"PolicyName": f"{s.logical}-{GENERATED}"},
        ),
        Life(
            name="with a name prefix",
            inputs=lambda s: {
                "namePrefix": "inline-",
                "policy": permission("s3:*"),
                "role": s.role,
            },
            filled=lambda _: {"name": "inline-" + PREFIXED},
            told=lambda _: {"PolicyName": "inline-" + PREFIXED},
        ),
    ),
)


def describe_attachment(aws: Aws, s: Scene) -> Values | None:
    attached = aws.iam.list_attached_role_policies(RoleName=s.role)["AttachedPolicies"]
    return attached[0] if attached else None


ATTACHMENT = Case(
    token="aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    prepare=with_role,
    describe=describe_attachment,
    lives=(
        Life(
            name="of an own policy",
            inputs=lambda s: {"policyArn": s.boundary, "role": s.role},
            told=lambda s: {"PolicyArn": s.boundary},
        ),
        Life(
            name="of a managed policy",
            inputs=lambda s: {
                "policyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess",
                "role": s.role,
            },
            told=lambda _: {"PolicyName": "ReadOnlyAccess"},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(ROLE, ROLE_POLICY, ATTACHMENT))
def test_roles_are_what_iam_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
