"""The data sources that programs ask: each is answered from the emulator, in the shape of the SDK's result."""

import re
from collections.abc import Callable
from typing import Any

from localaws.policy_documents import policy_document
from localaws.session import Session

Arguments = dict[str, Any]


class FunctionError(LookupError):
    """A data source that finds nothing, or one that the local AWS does not answer."""


def answer(token: str, arguments: Arguments, session: Session) -> dict[str, Any]:
    """Answers one data source.

    Raises:
        FunctionError: not answered here, or nothing found.
        ClientError: the emulator refused a call.
    """
    if token not in FUNCTIONS:
        raise FunctionError("the local AWS does not answer this data source")
    function, understood = FUNCTIONS[token]
    given = {name: value for name, value in arguments.items() if value is not None}
    strange = sorted(set(given) - {*understood.split(), "region"})
    if strange:
        raise FunctionError(f"the local AWS does not understand {', '.join(strange)}")
    session = session.in_region(given.get("region"))
    return {"region": session.region, **function(given, session)}


def _caller_identity(_: Arguments, session: Session) -> dict[str, Any]:
    identity = session.as_assumed().call("sts", "GetCallerIdentity", {})
    return {
        "accountId": identity["Account"],
        "arn": identity["Arn"],
        "userId": identity["UserId"],
        "id": identity["Account"],
    }


def _availability_zones(arguments: Arguments, session: Session) -> dict[str, Any]:
    excluded = arguments.get("excludeNames", [])
    wanted_state = arguments.get("state", "available")
    found = session.call("ec2", "DescribeAvailabilityZones", {})["AvailabilityZones"]
    zones = [z for z in found if z["State"] == wanted_state and z["ZoneName"] not in excluded]
    return {
        "id": session.region,
        "names": [zone["ZoneName"] for zone in zones],
        "zoneIds": [zone["ZoneId"] for zone in zones],
        "groupNames": sorted({zone.get("GroupName", session.region) for zone in zones}),
    }


def _one(found: list[dict[str, Any]], what: str) -> dict[str, Any]:
    if not found:
        raise FunctionError(f"no matching {what} found")
    if len(found) > 1:
        raise FunctionError(
            f"multiple {what}s matched; use additional constraints to reduce matches to a single {what}"
        )
    return found[0]


def _filters(arguments: Arguments) -> dict[str, Any]:
    given = [{"Name": f["name"], "Values": f["values"]} for f in arguments.get("filters", [])]
    return {"Filters": given} if given else {}


def _matching(
    found: list[dict[str, Any]], arguments: Arguments, members: dict[str, str]
) -> list[dict[str, Any]]:
    """What has the values, and all the tags, that the arguments tell."""
    wanted = {member: arguments[name] for name, member in members.items() if name in arguments}
    tags = (arguments.get("tags") or {}).items()
    return [
        described
        for described in found
        if all(described.get(member) == value for member, value in wanted.items())
        and tags <= _tags(described).items()
    ]


def _tags(description: dict[str, Any]) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in description.get("Tags", [])}


def _vpc(arguments: Arguments, session: Session) -> dict[str, Any]:
    request = _filters(arguments) | ({"VpcIds": [arguments["id"]]} if arguments.get("id") else {})
    vpcs = session.call("ec2", "DescribeVpcs", request)["Vpcs"]
    members = {
        "cidrBlock": "CidrBlock",
        "default": "IsDefault",
        "dhcpOptionsId": "DhcpOptionsId",
        "state": "State",
    }
    vpc = _one(_matching(vpcs, arguments, members), "EC2 VPC")

    def attribute(name: str) -> bool:
        described = session.call(
            "ec2", "DescribeVpcAttribute", {"VpcId": vpc["VpcId"], "Attribute": name}
        )
        return bool(described[name[0].upper() + name[1:]]["Value"])

    tables = session.call(
        "ec2", "DescribeRouteTables", {"Filters": [{"Name": "vpc-id", "Values": [vpc["VpcId"]]}]}
    )
    main = [
        t["RouteTableId"]
        for t in tables["RouteTables"]
        if any(a.get("Main") for a in t["Associations"])
    ]
    return {
        "id": vpc["VpcId"],
        "arn": f"arn:aws:ec2:{session.region}:{session.account}:vpc/{vpc['VpcId']}",
        "cidrBlock": vpc["CidrBlock"],
        "default": vpc["IsDefault"],
        "dhcpOptionsId": vpc.get("DhcpOptionsId", ""),
        "enableDnsHostnames": attribute("enableDnsHostnames"),
        "enableDnsSupport": attribute("enableDnsSupport"),
        "instanceTenancy": vpc["InstanceTenancy"],
        "mainRouteTableId": main[0] if main else "",
        "ownerId": vpc["OwnerId"],
        "state": vpc["State"],
        "tags": _tags(vpc),
        "cidrBlockAssociations": [
            {
                "associationId": a["AssociationId"],
                "cidrBlock": a["CidrBlock"],
                "state": a["CidrBlockState"]["State"],
            }
            for a in vpc.get("CidrBlockAssociationSet", [])
        ],
    }


def _subnet(arguments: Arguments, session: Session) -> dict[str, Any]:
    request = _filters(arguments) | (
        {"SubnetIds": [arguments["id"]]} if arguments.get("id") else {}
    )
    members = {
        "availabilityZone": "AvailabilityZone",
        "availabilityZoneId": "AvailabilityZoneId",
        "cidrBlock": "CidrBlock",
        "defaultForAz": "DefaultForAz",
        "state": "State",
        "vpcId": "VpcId",
    }
    subnets = session.call("ec2", "DescribeSubnets", request)["Subnets"]
    subnet = _one(_matching(subnets, arguments, members), "EC2 Subnet")
    return {
        "id": subnet["SubnetId"],
        "arn": subnet["SubnetArn"],
        "availabilityZone": subnet["AvailabilityZone"],
        "availabilityZoneId": subnet["AvailabilityZoneId"],
        "availableIpAddressCount": subnet["AvailableIpAddressCount"],
        "cidrBlock": subnet["CidrBlock"],
        "defaultForAz": subnet["DefaultForAz"],
        "mapPublicIpOnLaunch": subnet["MapPublicIpOnLaunch"],
        "ownerId": subnet["OwnerId"],
        "state": subnet["State"],
        "tags": _tags(subnet),
        "vpcId": subnet["VpcId"],
    }


def _ssm_parameter(arguments: Arguments, session: Session) -> dict[str, Any]:
    request = {"WithDecryption": arguments.get("withDecryption", True), "Name": arguments["name"]}
    parameter = session.call("ssm", "GetParameter", request)["Parameter"]
    return {
        "id": parameter["Name"],
        "name": parameter["Name"],
        "arn": parameter["ARN"],
        "type": parameter["Type"],
        "value": parameter["Value"],
        "insecureValue": parameter["Value"],
        "version": parameter["Version"],
    }


def _ami(arguments: Arguments, session: Session) -> dict[str, Any]:
    owners = {"Owners": arguments["owners"]} if arguments.get("owners") else {}
    found = session.call("ec2", "DescribeImages", _filters(arguments) | owners)["Images"]
    images = _matching(found, arguments, {})
    if arguments.get("nameRegex"):
        images = [image for image in images if re.search(arguments["nameRegex"], image["Name"])]
    if not images:
        raise FunctionError(
            "Your query returned no results. Please change your search criteria and try again."
        )
    if len(images) > 1 and not arguments.get("mostRecent"):
        raise FunctionError(
            "Your query returned more than one result. Set mostRecent, or search more specifically."
        )
    image = max(images, key=lambda candidate: candidate.get("CreationDate", ""))
    return {
        "id": image["ImageId"],
        "imageId": image["ImageId"],
        "arn": f"arn:aws:ec2:{session.region}::image/{image['ImageId']}",
        "architecture": image["Architecture"],
        "creationDate": image.get("CreationDate", ""),
        "name": image["Name"],
        "ownerId": image.get("OwnerId", ""),
        "rootDeviceName": image.get("RootDeviceName", ""),
    }


def _region(_: Arguments, session: Session) -> dict[str, Any]:
    region = session.region
    return {
        "id": region,
        "name": region,
        "description": region,
        "endpoint": f"ec2.{region}.amazonaws.com",
    }


_PARTITION = {
    "id": "aws",
    "partition": "aws",
    "dnsSuffix": "amazonaws.com",
    "reverseDnsPrefix": "com.amazonaws",
}

FUNCTIONS: dict[str, tuple[Callable[[Arguments, Session], dict[str, Any]], str]] = {
    "aws:ec2/getAmi:getAmi": (_ami, "filters mostRecent nameRegex owners tags"),
    "aws:ec2/getSubnet:getSubnet": (
        _subnet,
        "availabilityZone availabilityZoneId cidrBlock defaultForAz filters id state tags vpcId",
    ),
    "aws:ec2/getVpc:getVpc": (_vpc, "cidrBlock default dhcpOptionsId filters id state tags"),
    "aws:iam/getPolicyDocument:getPolicyDocument": (
        policy_document,
        "overridePolicyDocuments policyId sourcePolicyDocuments statements version",
    ),
    "aws:index/getAvailabilityZones:getAvailabilityZones": (
        _availability_zones,
        "excludeNames state",
    ),
    "aws:index/getCallerIdentity:getCallerIdentity": (_caller_identity, ""),
    "aws:index/getPartition:getPartition": (lambda _, __: dict(_PARTITION), ""),
    "aws:index/getRegion:getRegion": (_region, ""),
    "aws:ssm/getParameter:getParameter": (_ssm_parameter, "name withDecryption"),
}
"""Each with the arguments that it understands; any other one would be ignored, so it is refused."""
