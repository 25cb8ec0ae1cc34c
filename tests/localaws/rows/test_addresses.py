"""Elastic IP addresses and NAT gateways."""

import pytest
from botocore.exceptions import ClientError

from localaws.provider.lifecycle import Resource
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


def with_addresses(aws: Aws) -> Scene:
    s = with_instances(aws)
    address = aws.ec2.allocate_address(Domain="vpc")
    s.address, s.public = address["AllocationId"], address["PublicIp"]
    (reservation,) = aws.ec2.describe_instances(InstanceIds=[s.instance])["Reservations"]
    s.interface = reservation["Instances"][0]["NetworkInterfaces"][0]["NetworkInterfaceId"]
    return s


def describe_association(aws: Aws, s: Scene) -> Values | None:
    """Found by the address, whatever the association is called."""
    address = aws.ec2.describe_addresses(AllocationIds=[s.address])["Addresses"][0]
    return address if address.get("AssociationId") else None


def association_outputs(aws: Aws, s: Scene) -> Values:
    address = aws.ec2.describe_addresses(AllocationIds=[s.address])["Addresses"][0]
    assert address["AssociationId"] == s.id
    return {
        "allocationId": s.address,
        "instanceId": s.instance,
        "networkInterfaceId": s.interface,
        "privateIpAddress": address["PrivateIpAddress"],
        "publicIp": s.public,
    }


EIP_ASSOCIATION = Case(
    token="aws:ec2/eipAssociation:EipAssociation",
    prepare=with_addresses,
    describe=describe_association,
    lives=(
        Life(
            name="of an instance",
            inputs=lambda s: {
                "allocationId": s.address,
                "allowReassociation": True,
                "instanceId": s.instance,
            },
            told=lambda s: {"InstanceId": s.instance, "NetworkInterfaceId": s.interface},
            outputs=association_outputs,
        ),
        Life(
            name="of an interface",
            inputs=lambda s: {"publicIp": s.public, "networkInterfaceId": s.interface},
            told=lambda s: {"InstanceId": s.instance, "NetworkInterfaceId": s.interface},
            outputs=association_outputs,
            imported_otherwise=("publicIp", "networkInterfaceId"),
        ),
    ),
)


def test_an_address_moves_to_another_instance_when_its_association_may(aws, ledger):
    token, s = EIP_ASSOCIATION.token, with_addresses(aws)

    def associate(instance: str, **more: bool) -> tuple[Resource, str, Values]:
        urn = f"urn:pulumi:test::tests::{token}::{instance}"
        made = Resource(urn, token, aws.session, ledger)
        wanted = {"allocationId": s.address, "instanceId": instance, **more}
        return made, *made.create(wanted, ())

    first, first_id, state = associate(s.instance)
    with pytest.raises(ClientError, match=r"Resource\.AlreadyAssociated"):
        associate(s.other_instance)
    associate(s.other_instance, allowReassociation=True)
    first.delete(first_id, state)
    assert (describe_association(aws, s) or {})["InstanceId"] == s.other_instance


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


@pytest.mark.parametrize(("case", "life"), each_life(EIP, EIP_ASSOCIATION, NAT_GATEWAY))
def test_addresses_are_what_ec2_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
