"""Elastic IP addresses and NAT gateways."""

from localaws.rows import Aspect, Call, Row
from localaws.tables.ec2 import ARN, TAGGING, described_by_id

ROWS = (
    Row(
        token="aws:ec2/eip:Eip",
        service="ec2",
        create=Call("AllocateAddress"),
        read=described_by_id("DescribeAddresses", "AllocationIds", "Addresses[0]"),
        delete=Call("ReleaseAddress", {"AllocationId": "{id}"}),
        id="AllocationId",
        tagging=TAGGING,
        nouns=("ElasticIp", "Address"),
        aspects=(
            Aspect(
                ("instance",),
                put=Call("AssociateAddress", {"AllocationId": "{id}"}),
                get=described_by_id("DescribeAddresses", "AllocationIds", "Addresses[0]"),
                remove=Call("DisassociateAddress", {"AssociationId": "{associationId}"}),
                remove_first=True,
            ),
        ),
        links={"instance": "InstanceId"},
        unreadable={
            "ipamPoolId": "a description does not tell the pool",
            "address": "a description tells publicIp",
        },
        outputs={
            "allocationId": "{id}",
            "arn": ARN + "elastic-ip/{id}",
            "publicDns": lambda v: (
                f"ec2-{v['publicIp'].replace('.', '-')}.{v['region']}.compute.amazonaws.com"
            ),
        },
    ),
    Row(
        token="aws:ec2/natGateway:NatGateway",
        service="ec2",
        create=Call("CreateNatGateway"),
        read=Call(
            "DescribeNatGateways", {"NatGatewayIds": ["{id}"]}, "NatGateways[?State!='deleted']|[0]"
        ),
        delete=Call("DeleteNatGateway", {"NatGatewayId": "{id}"}),
        id="NatGateway.NatGatewayId",
        tagging=TAGGING,
        nouns=("Natgateway", "NatGateway"),
        links={"privateIp": "PrivateIpAddress"},
        read_links={
            "allocationId": "NatGatewayAddresses[].AllocationId",
            "associationId": "NatGatewayAddresses[].AssociationId",
            "networkInterfaceId": "NatGatewayAddresses[].NetworkInterfaceId",
            "privateIp": "NatGatewayAddresses[].PrivateIp",
            "publicIp": "NatGatewayAddresses[].PublicIp",
        },
        unreadable={
            "secondaryAllocationIds": "told in the list of addresses",
            "secondaryPrivateIpAddresses": "told in the list of addresses",
            "secondaryPrivateIpAddressCount": "told in the list of addresses",
        },
    ),
)
