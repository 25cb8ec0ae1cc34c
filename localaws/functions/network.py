"""VPCs and subnets."""

from typing import Any

from localaws.functions.matching import Arguments, filters, matching, one, tags
from localaws.session import Session


def vpc(arguments: Arguments, session: Session) -> dict[str, Any]:
    """The only VPC that is as the arguments say."""
    request = filters(arguments) | ({"VpcIds": [arguments["id"]]} if arguments.get("id") else {})
    vpcs = session.call("ec2", "DescribeVpcs", request)["Vpcs"]
    members = {
        "cidrBlock": "CidrBlock",
        "default": "IsDefault",
        "dhcpOptionsId": "DhcpOptionsId",
        "state": "State",
    }
    vpc = one(matching(vpcs, arguments, members), "EC2 VPC")

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
        "tags": tags(vpc),
        "cidrBlockAssociations": [
            {
                "associationId": a["AssociationId"],
                "cidrBlock": a["CidrBlock"],
                "state": a["CidrBlockState"]["State"],
            }
            for a in vpc.get("CidrBlockAssociationSet", [])
        ],
    }


def subnet(arguments: Arguments, session: Session) -> dict[str, Any]:
    """The only subnet that is as the arguments say."""
    request = filters(arguments) | ({"SubnetIds": [arguments["id"]]} if arguments.get("id") else {})
    members = {
        "availabilityZone": "AvailabilityZone",
        "availabilityZoneId": "AvailabilityZoneId",
        "cidrBlock": "CidrBlock",
        "defaultForAz": "DefaultForAz",
        "state": "State",
        "vpcId": "VpcId",
    }
    subnets = session.call("ec2", "DescribeSubnets", request)["Subnets"]
    subnet = one(matching(subnets, arguments, members), "EC2 Subnet")
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
        "tags": tags(subnet),
        "vpcId": subnet["VpcId"],
    }
