"""The record of all traffic in a created network."""

import pulumi
from pulumi_aws import cloudwatch, ec2, iam

from ..landing_zone.accounts import Account
from ..shared.policies import Statement, policy_document, service_trust
from .subnets import CreatedVpc


def create_flow_log(
    vpc: CreatedVpc, account: Account, retention_days: int, key_arn: pulumi.Input[str] | None
) -> None:
    """A flow log of accepted and rejected traffic, its log group, and the role that writes it."""
    logical_name = f"{vpc.name}-flow-log"
    group = cloudwatch.LogGroup(
        logical_name,
        retention_in_days=retention_days,
        kms_key_id=key_arn,
        region=vpc.region,
        tags={"Name": logical_name},
        opts=vpc.component.stateful(logical_name),
    )
    role = iam.Role(
        logical_name,
        description=f"Writes the flow log of the network {vpc.name}",
        assume_role_policy=service_trust(
            "vpc-flow-logs.amazonaws.com",
            account.id,
            f"arn:aws:ec2:{vpc.region}:{account.id}:vpc-flow-log/*",
        ),
        permissions_boundary=account.permissions_boundary_arn,
        tags={"Name": logical_name},
        opts=vpc.component.child(),
    )
    policy = iam.RolePolicy(
        logical_name,
        role=role.name,
        policy=group.arn.apply(_writing_policy),
        opts=vpc.component.child(),
    )
    ec2.FlowLog(
        logical_name,
        vpc_id=vpc.id,
        traffic_type="ALL",
        log_destination_type="cloud-watch-logs",
        log_destination=group.arn,
        iam_role_arn=role.arn,
        region=vpc.region,
        tags={"Name": logical_name},
        # The role has to be able to write before the flow log tries to.
        opts=vpc.component.child(depends_on=[policy]),
    )


def _writing_policy(group_arn: str) -> str:
    """What a flow log needs of its one log group.

    Amazon VPC User Guide, IAM role for publishing flow logs to CloudWatch Logs, less the right to
    create groups.
    """
    return policy_document(
        Statement(
            sid="WriteFlowLog",
            actions=[
                "logs:CreateLogStream",
                "logs:PutLogEvents",
                "logs:DescribeLogGroups",
                "logs:DescribeLogStreams",
            ],
            resources=[group_arn, f"{group_arn}:*"],
        )
    )
