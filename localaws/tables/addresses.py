"""Elastic IP addresses and NAT gateways."""

from localaws.rows import Aspect, Call, Row
from localaws.tables.ec2 import ARN, TAGGING, described_by_id

ROWS = (
    Row(
        token="aws:ec2/eip:Eip",
        computed=("address", "domain"),
        service="ec2",
        create=Call("AllocateAddress", {"Domain": "vpc"}),
        read=described_by_id("DescribeAddresses", "AllocationIds", "Addresses[0]"),
        delete=Call("ReleaseAddress", {"AllocationId": "{id}"}),
        id="AllocationId",
        tagging=TAGGING,
        nouns=("ElasticIp", "Address"),
        aspects=(
            Aspect(
                ("instance",),
                put=Call("AssociateAddress", {"AllocationId": "{id}"}),
                remove=Call("DisassociateAddress", {"AssociationId": "{associationId}"}),
                remove_first=True,
            ),
        ),
        links={"instance": "InstanceId"},
        read_links={
            "address": "PublicIp",
            "privateIp": "PrivateIpAddress",
            "publicIp": "PublicIp",
        },
        refused={
            "customerOwnedIpv4Pool": "the emulator has no Outposts",
            "ipamPoolId": "the emulator has no address pools (IPAM)",
            "networkBorderGroup": "the emulator does not keep it",
            "publicIpv4Pool": "the emulator has no pools of own addresses",
        },
        outputs={
            "arn": ARN + "elastic-ip/{id}",
            "publicDns": lambda v: (
                f"ec2-{v['publicIp'].replace('.', '-')}.{v['region']}.compute.amazonaws.com"
            ),
        },
    ),
    Row(
        token="aws:ec2/eipAssociation:EipAssociation",
        service="ec2",
        create=Call("AssociateAddress", {"AllowReassociation": False}),
        read=Call(
            "DescribeAddresses",
            {"Filters": [{"Name": "association-id", "Values": ["{id}"]}]},
            "Addresses[0]",
        ),
        delete=Call("DisassociateAddress", {"AssociationId": "{id}"}),
        id="AssociationId",
        computed=("allocationId", "instanceId", "networkInterfaceId", "publicIp"),
        read_links={"privateIpAddress": "PrivateIpAddress"},
        refused={"privateIpAddress": "the emulator associates the first address of an interface"},
        unreadable={"allowReassociation": "it steers the association and is not kept"},
    ),
    Row(
        token="aws:ec2/natGateway:NatGateway",
        computed=("connectivityType",),
        service="ec2",
        create=Call("CreateNatGateway", {"ConnectivityType": "public"}),
        read=Call(
            "DescribeNatGateways", {"NatGatewayIds": ["{id}"]}, "NatGateways[?State!='deleted']|[0]"
        ),
        delete=Call("DeleteNatGateway", {"NatGatewayId": "{id}"}),
        id="NatGateway.NatGatewayId",
        tagging=TAGGING,
        nouns=("Natgateway", "NatGateway"),
        read_links={
            "allocationId": "NatGatewayAddresses[].AllocationId",
            "associationId": "NatGatewayAddresses[].AssociationId",
            "networkInterfaceId": "NatGatewayAddresses[].NetworkInterfaceId",
            "privateIp": "NatGatewayAddresses[].PrivateIp",
            "publicIp": "NatGatewayAddresses[].PublicIp",
        },
        refused={
            **dict.fromkeys(
                (
                    "secondaryAllocationIds",
                    "secondaryPrivateIpAddressCount",
                    "secondaryPrivateIpAddresses",
                ),
                "the emulator gives a NAT gateway one address",
            ),
            **dict.fromkeys(
                ("availabilityMode", "availabilityZoneAddresses", "vpcId"),
                "the emulator has no regional NAT gateways",
            ),
        },
    ),
)
