"""VPC, subnet and internet gateway."""

from localaws.rows import Aspect, Call, Row
from localaws.tables.ec2 import ARN, TAGGING, described_by_id


def _vpc_attribute(name: str) -> Aspect:
    return Aspect(
        (name,),
        put=Call("ModifyVpcAttribute", {"VpcId": "{id}"}),
        get=Call("DescribeVpcAttribute", {"VpcId": "{id}", "Attribute": name}),
    )


def _subnet_attribute(name: str) -> Aspect:
    return Aspect((name,), put=Call("ModifySubnetAttribute", {"SubnetId": "{id}"}))


def _in_vpc(operation: str, result: str) -> Call:
    return Call(operation, {"Filters": [{"Name": "vpc-id", "Values": ["{id}"]}]}, result)


_MAIN_ROUTE_TABLE = _in_vpc(
    "DescribeRouteTables", "RouteTables[?Associations[?Main]]|[0].RouteTableId"
)

_POOLS = dict.fromkeys(
    ("ipv4IpamPoolId", "ipv4NetmaskLength", "ipv6IpamPoolId", "ipv6NetmaskLength"),
    "the emulator has no address pools (IPAM)",
)

ROWS = (
    Row(
        token="aws:ec2/vpc:Vpc",
        computed=("instanceTenancy",),
        service="ec2",
        create=Call("CreateVpc"),
        read=described_by_id("DescribeVpcs", "VpcIds", "Vpcs[0]"),
        delete=Call("DeleteVpc", {"VpcId": "{id}"}),
        id="Vpc.VpcId",
        tagging=TAGGING,
        links={"assignGeneratedIpv6CidrBlock": "AmazonProvidedIpv6CidrBlock"},
        aspects=(
            _vpc_attribute("enableDnsSupport"),
            _vpc_attribute("enableDnsHostnames"),
            _vpc_attribute("enableNetworkAddressUsageMetrics"),
        ),
        removal={
            "enableDnsSupport": True,
            "enableDnsHostnames": False,
            "enableNetworkAddressUsageMetrics": False,
        },
        read_links={
            "ipv6AssociationId": "Ipv6CidrBlockAssociationSet[].AssociationId",
            "ipv6CidrBlock": "Ipv6CidrBlockAssociationSet[].Ipv6CidrBlock",
        },
        refused={
            **_POOLS,
            "ipv6CidrBlock": "it comes out of an address pool",
            "ipv6CidrBlockNetworkBorderGroup": "the emulator does not tell it",
        },
        unreadable={
            "assignGeneratedIpv6CidrBlock": "a description tells the block, not who chose it",
        },
        outputs={"arn": ARN + "vpc/{id}"},
        lookups={
            "mainRouteTableId": _MAIN_ROUTE_TABLE,
            "defaultRouteTableId": _MAIN_ROUTE_TABLE,
            "defaultSecurityGroupId": _in_vpc(
                "DescribeSecurityGroups", "SecurityGroups[?GroupName=='default']|[0].GroupId"
            ),
            "defaultNetworkAclId": _in_vpc(
                "DescribeNetworkAcls", "NetworkAcls[?IsDefault]|[0].NetworkAclId"
            ),
        },
    ),
    Row(
        token="aws:ec2/subnet:Subnet",
        computed=("availabilityZone", "availabilityZoneId", "ipv6Native"),
        service="ec2",
        create=Call("CreateSubnet"),
        read=described_by_id("DescribeSubnets", "SubnetIds", "Subnets[0]"),
        delete=Call("DeleteSubnet", {"SubnetId": "{id}"}),
        id="Subnet.SubnetId",
        tagging=TAGGING,
        aspects=(
            _subnet_attribute("assignIpv6AddressOnCreation"),
            _subnet_attribute("enableResourceNameDnsARecordOnLaunch"),
            _subnet_attribute("mapPublicIpOnLaunch"),
        ),
        read_links={
            "enableResourceNameDnsARecordOnLaunch": "PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsARecord",
            "ipv6CidrBlock": "Ipv6CidrBlockAssociationSet[].Ipv6CidrBlock",
            "ipv6CidrBlockAssociationId": "Ipv6CidrBlockAssociationSet[].AssociationId",
        },
        refused={
            **_POOLS,
            "outpostArn": "the emulator has no Outposts",
            **dict.fromkeys(
                (
                    "customerOwnedIpv4Pool",
                    "enableDns64",
                    "enableLniAtDeviceIndex",
                    "enableResourceNameDnsAaaaRecordOnLaunch",
                    "mapCustomerOwnedIpOnLaunch",
                    "privateDnsHostnameTypeOnLaunch",
                ),
                "the emulator takes this attribute and forgets it",
            ),
        },
        removal={
            "assignIpv6AddressOnCreation": False,
            "enableResourceNameDnsARecordOnLaunch": False,
            "mapPublicIpOnLaunch": False,
        },
    ),
    Row(
        token="aws:ec2/internetGateway:InternetGateway",
        service="ec2",
        create=Call("CreateInternetGateway"),
        read=described_by_id(
            "DescribeInternetGateways", "InternetGatewayIds", "InternetGateways[0]"
        ),
        delete=Call("DeleteInternetGateway", {"InternetGatewayId": "{id}"}),
        id="InternetGateway.InternetGatewayId",
        tagging=TAGGING,
        aspects=(
            Aspect(
                ("vpcId",),
                put=Call("AttachInternetGateway", {"InternetGatewayId": "{id}"}),
                get=described_by_id(
                    "DescribeInternetGateways",
                    "InternetGatewayIds",
                    "InternetGateways[0].Attachments[0]",
                ),
                remove=Call(
                    "DetachInternetGateway", {"InternetGatewayId": "{id}", "VpcId": "{vpcId}"}
                ),
                remove_first=True,
            ),
        ),
        outputs={"arn": ARN + "internet-gateway/{id}"},
    ),
)
