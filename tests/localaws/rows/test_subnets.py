"""Subnets."""

import pytest

from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.places import in_vpc
from tests.localaws.world import REGION, WORKLOAD, Aws, tags

TAGS = {"team": "a", "stage": "x"}
CHANGED_TAGS = {"team": "b", "new": "y"}


def describe_subnet(aws: Aws, s: Scene) -> Values:
    subnet = aws.ec2.describe_subnets(SubnetIds=[s.id])["Subnets"][0]
    options = subnet["PrivateDnsNameOptionsOnLaunch"]
    return {
        **subnet,
        "ARecord": options["EnableResourceNameDnsARecord"],
        "Ipv6": [b["Ipv6CidrBlock"] for b in subnet["Ipv6CidrBlockAssociationSet"]],
        "Tags": tags(subnet.get("Tags")),
    }


def subnet_outputs(aws: Aws, s: Scene) -> Values:
    return {
        "arn": f"arn:aws:ec2:{REGION}:{WORKLOAD}:subnet/{s.id}",
        "availabilityZoneId": "euc1-az2",
        "ipv6CidrBlockAssociationId": None,
        "mapPublicIpOnLaunch": True,
        "ownerId": WORKLOAD,
        "tagsAll": TAGS,
    }


def ipv6_subnet_outputs(aws: Aws, s: Scene) -> Values:
    (block,) = describe_subnet(aws, s)["Ipv6CidrBlockAssociationSet"]
    return {
        "availabilityZone": "eu-central-1c",
        "ipv6CidrBlockAssociationId": block["AssociationId"],
    }


SUBNET = Case(
    token="aws:ec2/subnet:Subnet",
    prepare=in_vpc,
    describe=describe_subnet,
    lives=(
        Life(
            name="full",
            inputs=lambda s: {
                "availabilityZone": "eu-central-1b",
                "cidrBlock": "10.7.3.0/24",
                "enableResourceNameDnsARecordOnLaunch": True,
                "mapPublicIpOnLaunch": True,
                "tags": TAGS,
                "vpcId": s.vpc,
            },
            told=lambda s: {
                "ARecord": True,
                "AvailabilityZone": "eu-central-1b",
                "CidrBlock": "10.7.3.0/24",
                "MapPublicIpOnLaunch": True,
                "Tags": TAGS,
                "VpcId": s.vpc,
            },
            outputs=subnet_outputs,
            changed=lambda _: {
                "enableResourceNameDnsARecordOnLaunch": False,
                "mapPublicIpOnLaunch": False,
                "tags": CHANGED_TAGS,
            },
            told_changed=lambda _: {
                "ARecord": False,
                "MapPublicIpOnLaunch": False,
                "Tags": CHANGED_TAGS,
            },
            outside=lambda aws, s: aws.ec2.modify_subnet_attribute(
                SubnetId=s.id, MapPublicIpOnLaunch={"Value": True}
            ),
            found=lambda _: {"mapPublicIpOnLaunch": True},
        ),
        Life(
            name="of IPv6",
            inputs=lambda s: {
                "assignIpv6AddressOnCreation": False,
                "availabilityZoneId": "euc1-az3",
                "ipv6CidrBlock": "2001:db8:1234:1a00::/64",
                "ipv6Native": True,
                "vpcId": s.vpc,
            },
            imported_otherwise=("availabilityZoneId",),
            told=lambda _: {
                "AssignIpv6AddressOnCreation": False,
                "AvailabilityZoneId": "euc1-az3",
                "Ipv6": ["2001:db8:1234:1a00::/64"],
                "Ipv6Native": True,
            },
            outputs=ipv6_subnet_outputs,
            changed=lambda _: {"assignIpv6AddressOnCreation": True},
            told_changed=lambda _: {"AssignIpv6AddressOnCreation": True},
            outside=lambda aws, s: aws.ec2.modify_subnet_attribute(
                SubnetId=s.id, AssignIpv6AddressOnCreation={"Value": False}
            ),
            found=lambda _: {"assignIpv6AddressOnCreation": False},
        ),
        Life(
            name="whose attributes go back to the defaults",
            inputs=lambda s: {
                "assignIpv6AddressOnCreation": True,
                "cidrBlock": "10.7.4.0/24",
                "enableResourceNameDnsARecordOnLaunch": True,
                "mapPublicIpOnLaunch": True,
                "tags": TAGS,
                "vpcId": s.vpc,
            },
            removed=(
                "assignIpv6AddressOnCreation",
                "enableResourceNameDnsARecordOnLaunch",
                "mapPublicIpOnLaunch",
                "tags",
            ),
            told_removed=lambda _: {
                "ARecord": False,
                "AssignIpv6AddressOnCreation": False,
                "MapPublicIpOnLaunch": False,
                "Tags": {},
            },
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(SUBNET))
def test_subnets_are_what_ec2_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
