"""What instances may do on AWS: a role of their own and its instance profile."""

import re

from pulumi_aws import iam

from ..landing_zone.accounts import Account
from ..limits import Limit
from ..problems import Problem
from ..shared.component import Component
from ..shared.policies import Statement, policy_document

LONGEST_NAME = 47
NAME = Limit(
    id="instance_role.name",
    limit=f"the name of a fleet or an instance has 1 to {LONGEST_NAME} letters, digits and hyphens",
    source="IAM CreateRole, RoleName; -instance, a hyphen and the 7 digits that Pulumi adds count "
    "too",
)
LIMITS = (NAME,)
_NAME = re.compile(rf"[A-Za-z0-9-]{{1,{LONGEST_NAME}}}")
_SESSION_MANAGER = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"


def name_problems(name: str) -> list[Problem]:
    """Whether the physical names that Pulumi makes of a component's name fit."""
    return NAME.problems("name", name, kept=bool(_NAME.fullmatch(name)))


def create_instance_profile(
    component: Component,
    name: str,
    account: Account,
    *,
    managed_policy_arns: list[str],
    statements: list[Statement],
) -> tuple[iam.Role, iam.InstanceProfile]:
    """A role that only EC2 assumes, with Session Manager and what else is named.

    Its trust has no condition on the account: EC2 documents none that it answers when it assumes
    the role of an instance.
    """
    logical_name = f"{name}-instance"
    role = iam.Role(
        logical_name,
        description=f"Instances of {name}",
        assume_role_policy=policy_document(
            Statement(
                sid="AssumedByInstances",
                actions=["sts:AssumeRole"],
                principals={"Service": ["ec2.amazonaws.com"]},
            )
        ),
        permissions_boundary=account.permissions_boundary_arn,
        tags={"Name": logical_name},
        opts=component.child(),
    )
    for arn in dict.fromkeys([_SESSION_MANAGER, *managed_policy_arns]):
        iam.RolePolicyAttachment(
            f"{logical_name}-{arn.rpartition('/')[2]}",
            role=role.name,
            policy_arn=arn,
            opts=component.child(),
        )
    if statements:
        iam.RolePolicy(
            logical_name,
            role=role.name,
            policy=policy_document(*statements),
            opts=component.child(),
        )
    profile = iam.InstanceProfile(
        logical_name,
        role=role.name,
        tags={"Name": logical_name},
        opts=component.child(),
    )
    return role, profile
