"""Formats that the API models leave open (a CIDR block is just a string there) but that AWS enforces."""

import ipaddress
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from localaws.links.constraints import Violation
from localaws.schema import Property, ResourceType
from localaws.values import UNKNOWN

TAG_KEY_LENGTH = 128
TAG_VALUE_LENGTH = 256
TAGS_ON_A_RESOURCE = 50
_TAG_CHARACTERS = re.compile(r"[\w\s.:/=+\-@]*")

Format = Callable[[Any], str]
"""What is wrong with a value; empty when nothing is."""


def format_violations(described: ResourceType, values: Mapping[str, Any]) -> Iterator[Violation]:
    """Where the inputs break a format, with the property path."""
    for name, value in values.items():
        if name in described.inputs:
            yield from _in_property(described.inputs[name], value, name)
    if "tags" in described.inputs and described.inputs["tags"].kind == "map":
        yield from tag_violations(values.get("tags"), "tags")


def _in_property(described: Property, value: Any, path: str) -> Iterator[Violation]:
    if value is None or value == UNKNOWN:
        return
    if described.kind == "object" and isinstance(value, dict):
        for name, item in value.items():
            if name in described.fields:
                yield from _in_property(described.fields[name], item, f"{path}.{name}")
    elif described.kind == "list" and described.item and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _in_property(described.item, item, f"{path}[{index}]")
    elif described.kind == "string" and described.name in FORMATS:
        problem = FORMATS[described.name](value)
        if problem:
            yield Violation(path, problem)


def cidr(version: int) -> Format:
    """A CIDR block of one IP version in its canonical form, as AWS requires."""

    def problem(value: str) -> str:
        try:
            network = ipaddress.ip_network(value, strict=False)
        except ValueError:
            return f"{value!r} is not a CIDR block"
        if network.version != version:
            return f"{value!r} is an IPv{network.version} CIDR block, IPv{version} is expected"
        if "/" not in value:
            return f"{value!r} has no prefix length: write {network}"
        return "" if str(network) == value else f"{value!r} is not canonical: write {network}"

    return problem


def policy_document(value: str) -> str:
    """An IAM policy document: JSON with a version and statements, each with an effect and actions."""
    try:
        document = json.loads(value)
    except ValueError as error:
        return f"contains an invalid JSON policy: {error}"
    if not isinstance(document, dict) or "Statement" not in document:
        return "contains an invalid JSON policy: it has no Statement"
    statements = (
        document["Statement"]
        if isinstance(document["Statement"], list)
        else [document["Statement"]]
    )
    for index, statement in enumerate(statements):
        if not isinstance(statement, dict):
            return f"Statement[{index}] is no object"
        if statement.get("Effect") not in ("Allow", "Deny"):
            return f"Statement[{index}].Effect is {statement.get('Effect')!r}, not Allow or Deny"
        if not {"Action", "NotAction"} & set(statement):
            return f"Statement[{index}] has neither Action nor NotAction"
    sids = [s["Sid"] for s in statements if s.get("Sid")]
    return (
        ""
        if len(sids) == len(set(sids))
        else "Statement ids (Sid) in a single policy must be unique"
    )


def json_text(value: str) -> str:
    """Any JSON text."""
    try:
        json.loads(value)
    except ValueError as error:
        return f"is not JSON: {error}"
    return ""


def arn(value: str) -> str:
    """An Amazon resource name: six parts, the partition aws."""
    return (
        ""
        if re.fullmatch(r"arn:aws[\w-]*:[\w-]+:[\w-]*:(\d{12}|aws)?:.+", value, re.DOTALL)
        else f"{value!r} is not an ARN"
    )


FORMATS: dict[str, Format] = {
    "assumeRolePolicy": policy_document,
    "cidrBlock": cidr(4),
    "cidrIpv4": cidr(4),
    "cidrIpv6": cidr(6),
    "deliveryPolicy": json_text,
    "destinationCidrBlock": cidr(4),
    "destinationIpv6CidrBlock": cidr(6),
    "iamRoleArn": arn,
    "kmsKeyArn": arn,
    "policy": policy_document,
    "policyArn": arn,
    "redrivePolicy": json_text,
}
"""By property name, at any depth of any type: in pulumi_aws one name means one thing."""


def tag_violations(tags: Any, path: str) -> Iterator[Violation]:
    """AWS's rules for tags (Tagging AWS resources, "Tag naming limits and requirements")."""
    if not isinstance(tags, dict):
        return
    if len(tags) > TAGS_ON_A_RESOURCE:
        yield Violation(
            path,
            f"{len(tags)} tags are more than the {TAGS_ON_A_RESOURCE} that a resource can have",
        )
    for key, value in tags.items():
        at = f"{path}.{key}"
        if key.lower().startswith("aws:"):
            yield Violation(at, "tag keys that begin with aws: are reserved for AWS")
        if not 1 <= len(key) <= TAG_KEY_LENGTH:
            yield Violation(
                at, f"a tag key has 1 to {TAG_KEY_LENGTH} characters, this one {len(key)}"
            )
        if value is None or value == UNKNOWN:
            continue
        if len(str(value)) > TAG_VALUE_LENGTH:
            yield Violation(
                at,
                f"a tag value has at most {TAG_VALUE_LENGTH} characters, this one {len(str(value))}",
            )
        if not _TAG_CHARACTERS.fullmatch(key + str(value)):
            yield Violation(at, "tags hold letters, digits, spaces and _ . : / = + - @ only")
