"""References to other resources: an id or ARN in the inputs must name something that exists, as AWS demands.

moto accepts many ids without looking. Here every string that has the form of a reference is looked up, in one table,
whatever the type it stands in.
"""

import re
from collections.abc import Iterator
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
    Reference(r"i-[0-9a-f]{8,17}", "ec2", "DescribeInstances", "InstanceIds"),
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
        r"arn:aws:iam::(?:\d{12}|aws):policy/.+", "iam", "GetPolicy", "PolicyArn", many=False
    ),
    Reference(
        r"arn:aws:sns:[\w-]+:\d{12}:[\w.-]+", "sns", "GetTopicAttributes", "TopicArn", many=False
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

NAMED = {
    "aws:iam/rolePolicy:RolePolicy": {"role": ("iam", "GetRole", "RoleName")},
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {"role": ("iam", "GetRole", "RoleName")},
    "aws:iam/instanceProfile:InstanceProfile": {"role": ("iam", "GetRole", "RoleName")},
}
"""References by plain name, which only the property can tell."""

_ACCOUNT_IN_ARN = re.compile(r"arn:aws:\w+:([\w-]*):(\d{12}):")


def missing_references(session: Session, token: str, inputs: dict[str, Any]) -> list[str]:
    """What the inputs refer to and does not exist, in AWS's words, with the property path."""
    missing = []
    for path, text in _strings(inputs, ""):
        for reference in REFERENCES:
            match = re.fullmatch(reference.pattern, text)
            if match:
                problem = _problem(session, reference, match)
                if problem:
                    missing.append(f"{path}: {problem}")
    for name, (service, operation, parameter) in NAMED.get(token, {}).items():
        if inputs.get(name) is not None:
            problem = _failure(session, service, operation, {parameter: inputs[name]})
            if problem:
                missing.append(f"{name}: {problem}")
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
