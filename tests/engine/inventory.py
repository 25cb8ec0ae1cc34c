"""Everything that stands in an account and region, through boto3: what is left after a destroy is compared with it."""

import re
from collections.abc import Iterator
from typing import Any

from localaws.session import Session

LISTS = (
    ("acm", "ListCertificates", "CertificateSummaryList", "CertificateArn"),
    ("autoscaling", "DescribeAutoScalingGroups", "AutoScalingGroups", "AutoScalingGroupName"),
    ("autoscaling", "DescribePolicies", "ScalingPolicies", "PolicyARN"),
    (
        "autoscaling",
        "DescribeScheduledActions",
        "ScheduledUpdateGroupActions",
        "ScheduledActionARN",
    ),
    ("cloudwatch", "DescribeAlarms", "MetricAlarms", "AlarmName"),
    ("ec2", "DescribeVpcs", "Vpcs", "VpcId"),
    ("ec2", "DescribeSubnets", "Subnets", "SubnetId"),
    ("ec2", "DescribeInternetGateways", "InternetGateways", "InternetGatewayId"),
    ("ec2", "DescribeRouteTables", "RouteTables", "RouteTableId"),
    ("ec2", "DescribeSecurityGroups", "SecurityGroups", "GroupId"),
    ("ec2", "DescribeSecurityGroupRules", "SecurityGroupRules", "SecurityGroupRuleId"),
    ("ec2", "DescribeAddresses", "Addresses", "AllocationId"),
    ("ec2", "DescribeNetworkInterfaces", "NetworkInterfaces", "NetworkInterfaceId"),
    ("ec2", "DescribeFlowLogs", "FlowLogs", "FlowLogId"),
    ("ec2", "DescribeLaunchTemplates", "LaunchTemplates", "LaunchTemplateId"),
    ("ec2", "DescribeVolumes", "Volumes", "VolumeId"),
    ("ec2", "DescribeSnapshots", "Snapshots", "SnapshotId"),
    ("elbv2", "DescribeLoadBalancers", "LoadBalancers", "LoadBalancerArn"),
    ("elbv2", "DescribeTargetGroups", "TargetGroups", "TargetGroupArn"),
    ("iam", "ListRoles", "Roles", "RoleName"),
    ("iam", "ListInstanceProfiles", "InstanceProfiles", "InstanceProfileName"),
    ("kms", "ListAliases", "Aliases", "AliasName"),
    ("logs", "DescribeLogGroups", "logGroups", "logGroupName"),
    ("s3", "ListBuckets", "Buckets", "Name"),
    ("sns", "ListTopics", "Topics", "TopicArn"),
    ("sns", "ListSubscriptions", "Subscriptions", "SubscriptionArn"),
    ("sqs", "ListQueues", "QueueUrls", ""),
    ("ssm", "DescribeParameters", "Parameters", "Name"),
)
BROUGHT_BY_AWS = re.compile(r"/aws/service/|alias/aws/")
"""Names of what AWS itself brings, which the emulator loads when somebody first asks for it."""

SETTINGS = (
    ("ec2", "GetEbsEncryptionByDefault", {}),
    ("ec2", "GetEbsDefaultKmsKeyId", {}),
    ("ec2", "GetSnapshotBlockPublicAccessState", {}),
    ("ec2", "GetInstanceMetadataDefaults", {}),
)


def inventory(session: Session) -> set[str]:
    """One line for each thing that stands and for each setting."""
    return set(_lines(session))


def _lines(session: Session) -> Iterator[str]:
    own = _default_network(session)
    for service, operation, member, name in LISTS:
        for item in session.call(service, operation, {}).get(member, []):
            if not name:
                yield f"{service} {member} {item}"
            elif BROUGHT_BY_AWS.match(item[name]) or _is_foreign(session, item):
                continue
            elif not {item.get("VpcId"), item.get("GroupId")} & own:
                yield f"{service} {member} {item[name]}"
    for service, operation, parameters in SETTINGS:
        yield f"{service} {operation} {session.call(service, operation, parameters)}"
    yield from _living_keys(session)
    yield from _nat_gateways(session)
    yield from _instances(session)
    yield from _endpoints(session)
    budgets: list[dict[str, Any]] = session.call(
        "budgets", "DescribeBudgets", {"AccountId": session.account}
    )["Budgets"]
    yield from (f"budgets {budget['BudgetName']}" for budget in budgets)


def _is_foreign(session: Session, item: dict[str, Any]) -> bool:
    """Whether another account owns it: the snapshots of public images are told to everybody."""
    return item.get("OwnerId", session.account) != session.account


def _default_network(session: Session) -> set[str]:
    """The VPC and security group that AWS puts into every region; nobody here made them."""
    vpcs = session.call("ec2", "DescribeVpcs", {})["Vpcs"]
    default = {vpc["VpcId"] for vpc in vpcs if vpc["IsDefault"]}
    groups = session.call("ec2", "DescribeSecurityGroups", {})["SecurityGroups"]
    return default | {group["GroupId"] for group in groups if group["VpcId"] in default}


def _living_keys(session: Session) -> Iterator[str]:
    """A deleted key waits for its end, on AWS too."""
    for key in session.call("kms", "ListKeys", {})["Keys"]:
        metadata = session.call("kms", "DescribeKey", {"KeyId": key["KeyId"]})["KeyMetadata"]
        if metadata["KeyManager"] == "CUSTOMER" and metadata["KeyState"] != "PendingDeletion":
            yield f"kms {key['KeyId']}"


def _nat_gateways(session: Session) -> Iterator[str]:
    """A deleted NAT gateway is listed for an hour, on AWS too."""
    for gateway in session.call("ec2", "DescribeNatGateways", {})["NatGateways"]:
        if gateway["State"] != "deleted":
            yield f"ec2 {gateway['NatGatewayId']}"


def _instances(session: Session) -> Iterator[str]:
    """A terminated instance is listed for an hour, on AWS too."""
    for reservation in session.call("ec2", "DescribeInstances", {})["Reservations"]:
        for instance in reservation["Instances"]:
            if instance["State"]["Name"] != "terminated":
                yield f"ec2 {instance['InstanceId']}"


def _endpoints(session: Session) -> Iterator[str]:
    """A deleted endpoint is listed for a while, on AWS too."""
    for endpoint in session.call("ec2", "DescribeVpcEndpoints", {})["VpcEndpoints"]:
        if endpoint["State"] != "deleted":
            yield f"ec2 {endpoint['VpcEndpointId']}"
