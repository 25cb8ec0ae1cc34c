"""VPCs, subnets, routes, addresses, endpoints and flow logs."""

import ipaddress

from localaws.rules.kinds import Given, Rule, one_of, refuse

DESTINATIONS = ("destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId")
TARGETS = (
    "carrierGatewayId",
    "coreNetworkArn",
    "egressOnlyGatewayId",
    "gatewayId",
    "localGatewayId",
    "natGatewayId",
    "networkInterfaceId",
    "odbNetworkArn",
    "transitGatewayId",
    "vpcEndpointId",
    "vpcPeeringConnectionId",
)
LARGEST_BLOCK, SMALLEST_BLOCK = 16, 28
"""Prefix lengths of a VPC and of a subnet."""
TRANSIT_GATEWAY_INTERVAL = 60
INTERVALS = (60, 600)

_ENDPOINT = "CreateVpcEndpoint"
_FLOW_LOG = "CreateFlowLogs"


def _block_of_wrong_size(given: Given) -> bool:
    try:
        length = ipaddress.ip_network(given.text("cidrBlock"), strict=False).prefixlen
    except ValueError:
        return False
    return not LARGEST_BLOCK <= length <= SMALLEST_BLOCK


def _block_size(name: str, operation: str) -> Rule:
    message = f"the block must be between /{LARGEST_BLOCK} and /{SMALLEST_BLOCK}"
    return refuse(name, "cidrBlock", message, operation, _block_of_wrong_size)


def _kind(given: Given) -> str:
    """The type of an endpoint; empty when it is not known yet."""
    return given.text("vpcEndpointType") if given.has("vpcEndpointType") else "Gateway"


def _not_for(kind: str, path: str) -> Rule:
    return refuse(
        f"endpoint.{path}",
        path,
        f"is not for endpoints of type {kind}",
        _ENDPOINT,
        lambda given: given[path] not in (None, False, [], "false") and _kind(given) == kind,
    )


def _destination_type(given: Given) -> str:
    return given.text("logDestinationType")


RULES: dict[str, tuple[Rule, ...]] = {
    "aws:ec2/vpc:Vpc": (
        _block_size("vpc.cidrBlock", "CreateVpc"),
        refuse(
            "vpc.enableDnsHostnames",
            "enableDnsHostnames",
            "host names can only be enabled together with DNS support",
            "ModifyVpcAttribute",
            lambda given: (
                given.flag("enableDnsHostnames") and given["enableDnsSupport"] in (False, "false")
            ),
        ),
    ),
    "aws:ec2/subnet:Subnet": (
        _block_size("subnet.cidrBlock", "CreateSubnet"),
        one_of(
            "subnet.availabilityZone",
            ("availabilityZone", "availabilityZoneId"),
            "CreateSubnet",
            least=0,
        ),
        refuse(
            "subnet.ipv6Native",
            "cidrBlock",
            "a subnet of IPv6 alone has no IPv4 block",
            "CreateSubnet",
            lambda given: given.flag("ipv6Native") and given.has("cidrBlock"),
        ),
        refuse(
            "subnet.block",
            "cidrBlock",
            "is required for every subnet that is not of IPv6 alone",
            "CreateSubnet",
            lambda given: not given.has("cidrBlock") and not given.has("ipv6Native"),
        ),
    ),
    "aws:ec2/route:Route": (
        one_of("route.destination", DESTINATIONS, "CreateRoute"),
        one_of("route.target", TARGETS, "CreateRoute"),
        refuse(
            "route.egressOnlyGatewayId",
            "egressOnlyGatewayId",
            "an egress-only internet gateway carries IPv6 alone",
            "CreateRoute",
            lambda given: given.has("egressOnlyGatewayId") and given.has("destinationCidrBlock"),
        ),
    ),
    "aws:ec2/routeTableAssociation:RouteTableAssociation": (
        one_of("association.associated", ("subnetId", "gatewayId"), "AssociateRouteTable"),
    ),
    "aws:ec2/eip:Eip": (
        refuse(
            "eip.domain",
            "domain",
            "must be vpc: EC2-Classic, the other domain, is retired",
            "AllocateAddress",
            lambda given: given["domain"] not in (None, "vpc"),
        ),
    ),
    "aws:ec2/natGateway:NatGateway": (
        refuse(
            "nat.allocationId",
            "allocationId",
            "a public NAT gateway needs an Elastic IP address",
            "CreateNatGateway",
            lambda given: (
                not given.has("allocationId")
                and (not given.has("connectivityType") or given["connectivityType"] == "public")
            ),
        ),
        refuse(
            "nat.private",
            "allocationId",
            "a private NAT gateway has no Elastic IP address",
            "CreateNatGateway",
            lambda given: given["connectivityType"] == "private" and given.has("allocationId"),
        ),
        refuse(
            "nat.subnetId",
            "subnetId",
            "a NAT gateway of one zone needs a subnet",
            "CreateNatGateway",
            lambda given: not given.has("subnetId") and not given.has("availabilityMode"),
        ),
    ),
    "aws:ec2/vpcEndpoint:VpcEndpoint": (
        _not_for("Interface", "routeTableIds"),
        _not_for("Gateway", "subnetIds"),
        _not_for("Gateway", "securityGroupIds"),
        _not_for("Gateway", "privateDnsEnabled"),
        _not_for("GatewayLoadBalancer", "policy"),
    ),
    "aws:ec2/flowLog:FlowLog": (
        one_of(
            "flowLog.watched",
            (
                "vpcId",
                "subnetId",
                "eniId",
                "transitGatewayId",
                "transitGatewayAttachmentId",
                "regionalNatGatewayId",
            ),
            f"{_FLOW_LOG}, ResourceType",
        ),
        refuse(
            "flowLog.logDestination",
            "logDestination",
            "is required: the ARN of a log group, a bucket or a stream",
            _FLOW_LOG,
            lambda given: not given.has("logDestination"),
        ),
        refuse(
            "flowLog.logDestinationType",
            "logDestination",
            "is not the ARN of a bucket, and the destination type is s3",
            _FLOW_LOG,
            lambda given: (
                _destination_type(given) == "s3"
                and given["logDestination"] is not None
                and not given.text("logDestination").startswith("arn:aws:s3:::")
            ),
        ),
        refuse(
            "flowLog.logGroup",
            "logDestination",
            "is the ARN of a bucket, and the destination type is not s3",
            _FLOW_LOG,
            lambda given: (
                _destination_type(given) not in ("", "s3")
                and given.text("logDestination").startswith("arn:aws:s3:::")
            ),
        ),
        refuse(
            "flowLog.iamRoleArn",
            "iamRoleArn",
            "is required for cloud-watch-logs",
            f"{_FLOW_LOG}, DeliverLogsPermissionArn",
            lambda given: (
                _destination_type(given) == "cloud-watch-logs" and not given.has("iamRoleArn")
            ),
        ),
        refuse(
            "flowLog.trafficType",
            "trafficType",
            "is required, except for transit gateways, which have none",
            _FLOW_LOG,
            lambda given: given.has("trafficType") == given.has("transitGatewayId"),
        ),
        refuse(
            "flowLog.maxAggregationInterval",
            "maxAggregationInterval",
            f"is {' or '.join(map(str, INTERVALS))} seconds, and {TRANSIT_GATEWAY_INTERVAL} for transit gateways",
            _FLOW_LOG,
            lambda given: (
                given.number("maxAggregationInterval")
                not in (
                    (None, TRANSIT_GATEWAY_INTERVAL)
                    if given.has("transitGatewayId")
                    else (None, *INTERVALS)
                )
            ),
        ),
    ),
}
