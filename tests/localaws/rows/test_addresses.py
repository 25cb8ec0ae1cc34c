"""Elastic IP addresses and NAT gateways."""

import pytest

from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.places import in_subnet
from tests.localaws.world import REGION, WORKLOAD, Aws, tags

TAGS = {"team": "a", "stage": "x"}


def with_instances(aws: Aws) -> Scene:
    s = in_subnet(aws)
    image = aws.ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    request = {"ImageId": image, "MinCount": 2, "MaxCount": 2, "SubnetId": s.subnet}
    first, second = aws.ec2.run_instances(InstanceType="t3.micro", **request)["Instances"]
    s.instance, s.other_instance = first["InstanceId"], second["InstanceId"]
    return s


def describe_address(aws: Aws, s: Scene) -> Values:
    address = aws.ec2.describe_addresses(AllocationIds=[s.id])["Addresses"][0]
    return {**address, "Tags": tags(address.get("Tags"))}


def address_outputs(aws: Aws, s: Scene) -> Values:
    address = aws.ec2.describe_addresses(AllocationIds=[s.id])["Addresses"][0]
    host = address["PublicIp"].replace(".", "-")
    return {
        "allocationId": s.id,
        "arn": f"arn:aws:ec2:{REGION}:{WORKLOAD}:elastic-ip/{s.id}",
        "associationId": address["AssociationId"],
        "domain": "vpc",
        "privateIp": address["PrivateIpAddress"],
        "publicDns": f"ec2-{host}.{REGION}.compute.amazonaws.com",
        "publicIp": address["PublicIp"],
        "tagsAll": TAGS,
    }


EIP = Case(
    token="aws:ec2/eip:Eip",
    prepare=with_instances,
    describe=describe_address,
    lives=(
        Life(
            name="at an instance",
            inputs=lambda s: {"domain": "vpc", "instance": s.instance, "tags": TAGS},
            told=lambda s: {"Domain": "vpc", "InstanceId": s.instance, "Tags": TAGS},
            outputs=address_outputs,
            changed=lambda s: {"instance": s.other_instance, "tags": {"team": "b"}},
            told_changed=lambda s: {"InstanceId": s.other_instance, "Tags": {"team": "b"}},
            outside=lambda aws, s: aws.ec2.associate_address(
                AllocationId=s.id, InstanceId=s.instance, AllowReassociation=True
            ),
            found=lambda s: {"instance": s.instance},
        ),
        Life(
            name="that leaves its instance",
            inputs=lambda s: {"domain": "vpc", "instance": s.instance, "tags": TAGS},
            removed=("instance", "tags"),
            told_removed=lambda _: {"InstanceId": "", "Tags": {}},
        ),
        Life(
            name="minimal",
            inputs=lambda _: {},
            told=lambda _: {"Domain": "vpc"},
        ),
        Life(
            name="that was ours before",
            inputs=lambda _: {"domain": "vpc", "address": "203.0.113.7"},
            told=lambda _: {"PublicIp": "203.0.113.7"},
        ),
    ),
)


def with_address(aws: Aws) -> Scene:
    s = in_subnet(aws)
    s.address = aws.ec2.allocate_address(Domain="vpc")["AllocationId"]
    return s


def describe_nat(aws: Aws, s: Scene) -> Values | None:
    gateway = aws.ec2.describe_nat_gateways(NatGatewayIds=[s.id])["NatGateways"][0]
    if gateway["State"] == "deleted":
        return None
    (address,) = gateway["NatGatewayAddresses"]
    return {**gateway, "Address": address, "Tags": tags(gateway.get("Tags"))}


def nat_outputs(aws: Aws, s: Scene) -> Values:
    (address,) = aws.ec2.describe_addresses(AllocationIds=[s.address])["Addresses"]
    return {
        "associationId": address["AssociationId"],
        "networkInterfaceId": address["NetworkInterfaceId"],
        "privateIp": address["PrivateIpAddress"],
        "publicIp": address["PublicIp"],
        "tagsAll": TAGS,
    }


NAT_GATEWAY = Case(
    token="aws:ec2/natGateway:NatGateway",
    prepare=with_address,
    describe=describe_nat,
    lives=(
        Life(
            name="public",
            inputs=lambda s: {
                "allocationId": s.address,
                "connectivityType": "public",
                "subnetId": s.subnet,
                "tags": TAGS,
            },
            told=lambda s: {
                "ConnectivityType": "public",
                "SubnetId": s.subnet,
                "Tags": TAGS,
                "VpcId": s.vpc,
            },
            outputs=nat_outputs,
            changed=lambda _: {"tags": {"team": "b"}},
            told_changed=lambda _: {"Tags": {"team": "b"}},
            outside=lambda aws, s: aws.ec2.delete_tags(Resources=[s.id], Tags=[{"Key": "team"}]),
            found=lambda _: {"tags": None},
        ),
        Life(
            name="minimal",
            inputs=lambda s: {"allocationId": s.address, "subnetId": s.subnet},
            told=lambda _: {"ConnectivityType": "public"},
        ),
        Life(
            name="private",
            inputs=lambda s: {"connectivityType": "private", "subnetId": s.subnet, "tags": TAGS},
            told=lambda s: {"ConnectivityType": "private", "SubnetId": s.subnet},
            removed=("tags",),
            told_removed=lambda _: {"Tags": {}},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(EIP, NAT_GATEWAY))
def test_addresses_are_what_ec2_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
