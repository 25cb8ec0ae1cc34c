"""References to other resources: an id or ARN in the inputs must name something that exists, as AWS demands.

moto accepts many ids without looking. Here every string that has the form of a reference is looked up, in one table,
whatever the type it stands in.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jmespath
from botocore.exceptions import ClientError

from localaws.session import Session


@dataclass(frozen=True)
class Reference:
    """A form of reference, and the call that fails or finds nothing when it dangles."""

    pattern: str
    service: str
    operation: str
    parameter: str
    result: str = ""
    """JMESPath of what must not be empty in the answer; `{value}` is what was asked for."""
    many: bool = True
    """Whether the parameter is a list."""
    group: int = 0
    """The group of the pattern that the call takes; 0: all of it."""


REFERENCES = (
    Reference(r"vpc-[0-9a-f]{8,17}", "ec2", "DescribeVpcs", "VpcIds"),
    Reference(r"subnet-[0-9a-f]{8,17}", "ec2", "DescribeSubnets", "SubnetIds"),
    Reference(r"sg-[0-9a-f]{8,17}", "ec2", "DescribeSecurityGroups", "GroupIds"),
    Reference(r"rtb-[0-9a-f]{8,17}", "ec2", "DescribeRouteTables", "RouteTableIds"),
    Reference(r"igw-[0-9a-f]{8,17}", "ec2", "DescribeInternetGateways", "InternetGatewayIds"),
    Reference(r"nat-[0-9a-f]{8,17}", "ec2", "DescribeNatGateways", "NatGatewayIds", "NatGateways"),
    Reference(r"eipalloc-[0-9a-f]{8,17}", "ec2", "DescribeAddresses", "AllocationIds"),
    Reference(r"eni-[0-9a-f]{8,17}", "ec2", "DescribeNetworkInterfaces", "NetworkInterfaceIds"),
    Reference(
        r"i-[0-9a-f]{8,17}",
        "ec2",
        "DescribeInstances",
        "InstanceIds",
        "Reservations[].Instances[?State.Name!='terminated'][]",
    ),
    Reference(r"ami-[0-9a-f]{8,17}", "ec2", "DescribeImages", "ImageIds", "Images"),
    Reference(
        r"lt-[0-9a-f]{8,17}",
        "ec2",
        "DescribeLaunchTemplates",
        "LaunchTemplateIds",
        "LaunchTemplates",
    ),
    Reference(r"snap-[0-9a-f]{8,17}", "ec2", "DescribeSnapshots", "SnapshotIds", "Snapshots"),
    Reference(r"vol-[0-9a-f]{8,17}", "ec2", "DescribeVolumes", "VolumeIds", "Volumes"),
    Reference(
        r"eigw-[0-9a-f]{8,17}",
        "ec2",
        "DescribeEgressOnlyInternetGateways",
        "EgressOnlyInternetGatewayIds",
        "EgressOnlyInternetGateways",
    ),
    Reference(
        r"pcx-[0-9a-f]{8,17}",
        "ec2",
        "DescribeVpcPeeringConnections",
        "VpcPeeringConnectionIds",
        "VpcPeeringConnections",
    ),
    Reference(
        r"pl-[0-9a-f]{8,17}",
        "ec2",
        "DescribeManagedPrefixLists",
        "PrefixListIds",
        "PrefixLists[?PrefixListId=='{value}']",
    ),
    Reference(
        r"tgw-[0-9a-f]{8,17}",
        "ec2",
        "DescribeTransitGateways",
        "TransitGatewayIds",
        "TransitGateways",
    ),
    Reference(r"arn:aws:kms:[\w-]+:\d{12}:key/.+", "kms", "DescribeKey", "KeyId", many=False),
    Reference(
        r"arn:aws:iam::\d{12}:role/(?:.+/)?([^/]+)",
        "iam",
        "GetRole",
        "RoleName",
        many=False,
        group=1,
    ),
    Reference(
        r"arn:aws:iam::\d{12}:instance-profile/(?:.+/)?([^/]+)",
        "iam",
        "GetInstanceProfile",
        "InstanceProfileName",
        many=False,
        group=1,
    ),
    Reference(
        r"arn:aws:iam::(?:\d{12}|aws):policy/.+", "iam", "GetPolicy", "PolicyArn", many=False
    ),
    Reference(
        r"arn:aws:sns:[\w-]+:\d{12}:[\w.-]+", "sns", "GetTopicAttributes", "TopicArn", many=False
    ),
    Reference(
        r"arn:aws:elasticloadbalancing:[\w-]+:\d{12}:loadbalancer/(?:app|net)/.+",
        "elbv2",
        "DescribeLoadBalancers",
        "LoadBalancerArns",
    ),
    Reference(
        r"arn:aws:elasticloadbalancing:[\w-]+:\d{12}:targetgroup/.+",
        "elbv2",
        "DescribeTargetGroups",
        "TargetGroupArns",
    ),
    Reference(
        r"arn:aws:elasticloadbalancing:[\w-]+:\d{12}:listener/.+",
        "elbv2",
        "DescribeListeners",
        "ListenerArns",
    ),
    Reference(
        r"arn:aws:acm:[\w-]+:\d{12}:certificate/.+",
        "acm",
        "DescribeCertificate",
        "CertificateArn",
        many=False,
    ),
    Reference(
        r"arn:aws:iam::\d{12}:server-certificate/(?:.+/)?([^/]+)",
        "iam",
        "GetServerCertificate",
        "ServerCertificateName",
        many=False,
        group=1,
    ),
    Reference(r"arn:aws:s3:::([a-z0-9.-]+)", "s3", "HeadBucket", "Bucket", many=False, group=1),
    Reference(
        r"arn:aws:logs:[\w-]+:\d{12}:log-group:([^:*]+)(?::\*)?",
        "logs",
        "DescribeLogGroups",
        "logGroupNamePrefix",
        "logGroups[?logGroupName=='{value}']",
        many=False,
        group=1,
    ),
)

_NAME = "(?!arn:).+"
_ROLE = Reference(_NAME, "iam", "GetRole", "RoleName", many=False)
_PROFILE = Reference(_NAME, "iam", "GetInstanceProfile", "InstanceProfileName", many=False)
_GROUP = Reference(
    _NAME,
    "autoscaling",
    "DescribeAutoScalingGroups",
    "AutoScalingGroupNames",
    "AutoScalingGroups",
)

_PLACE = Reference(_NAME, "ec2", "DescribePlacementGroups", "GroupNames", "PlacementGroups")

NAMED: Mapping[str, Mapping[str, Reference]] = {
    "aws:autoscaling/group:Group": {"placementGroup": _PLACE},
    "aws:autoscaling/lifecycleHook:LifecycleHook": {"autoscalingGroupName": _GROUP},
    "aws:autoscaling/notification:Notification": {"groupNames": _GROUP},
    "aws:autoscaling/policy:Policy": {"autoscalingGroupName": _GROUP},
    "aws:autoscaling/schedule:Schedule": {"autoscalingGroupName": _GROUP},
    "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment": {
        "autoscalingGroupName": _GROUP
    },
    "aws:ec2/instance:Instance": {"iamInstanceProfile": _PROFILE},
    "aws:iam/instanceProfile:InstanceProfile": {"role": _ROLE},
    "aws:iam/rolePolicy:RolePolicy": {"role": _ROLE},
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {"role": _ROLE},
}
"""References by plain name, or by a list of names, which only the property can tell."""

_ACCOUNT_IN_ARN = re.compile(r"arn:aws:\w+:([\w-]*):(\d{12}):")


def missing_references(session: Session, token: str, inputs: dict[str, Any]) -> list[str]:
    """What the inputs refer to and does not exist, in AWS's words, with the property path."""
    missing = []
    named = NAMED.get(token, {})
    for path, text in _strings(inputs, ""):
        known = named.get(path.split("[")[0])
        for reference in (*REFERENCES, *([known] if known else [])):
            match = re.fullmatch(reference.pattern, text)
            problem = _problem(session, reference, match) if match else ""
            if problem:
                missing.append(f"{path}: {problem}")
    return missing


def _problem(session: Session, reference: Reference, match: re.Match[str]) -> str:
    located = _ACCOUNT_IN_ARN.match(match[0])
    if located and located[2] != session.account:
        return ""  # another account's resource: whether it exists is not for this caller to see
    if located and located[1]:
        session = session.in_region(located[1])
    value: Any = match[reference.group]
    request = {reference.parameter: [value] if reference.many else value}
    result = reference.result.replace("{value}", value)
    return _failure(session, reference.service, reference.operation, request, result, match[0])


def _failure(
    session: Session,
    service: str,
    operation: str,
    request: dict[str, Any],
    result: str = "",
    named: str = "",
) -> str:
    try:
        answer = session.call(service, operation, request)
    except ClientError as error:
        return f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"
    missing = result and not jmespath.search(result, answer)
    return f"{named} does not exist" if missing else ""


def _strings(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, item in value.items():
            if not (not path and name in ("tags", "tagsAll")):
                yield from _strings(item, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(item, f"{path}[{index}]")
