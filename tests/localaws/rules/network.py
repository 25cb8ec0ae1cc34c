"""Cases for VPCs, subnets, routes, addresses, endpoints and flow logs."""

from tests.localaws.rules.cases import UNKNOWN, Case

VPC, SUBNET = "aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet"
ROUTE = "aws:ec2/route:Route"
ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation"
EIP, NAT = "aws:ec2/eip:Eip", "aws:ec2/natGateway:NatGateway"
ENDPOINT, FLOW_LOG = "aws:ec2/vpcEndpoint:VpcEndpoint", "aws:ec2/flowLog:FlowLog"
S3, LOGS = "arn:aws:s3:::logs", "arn:aws:logs:eu-central-1:123456789012:log-group:flows"


def sized(token: str, rule: str) -> Case:
    return Case(
        token,
        rule,
        fine=(
            {"cidrBlock": "10.0.0.0/16"},
            {"cidrBlock": "10.0.0.0/28"},
            {"cidrBlock": UNKNOWN},
            {"cidrBlock": "no block: another check tells"},
            {},
        ),
        broken=(
            ({"cidrBlock": "10.0.0.0/15"}, "cidrBlock"),
            ({"cidrBlock": "10.0.0.0/29"}, "cidrBlock"),
        ),
    )


def not_for(rule: str, kind: str, path: str, value: object, *others: str) -> Case:
    return Case(
        ENDPOINT,
        rule,
        fine=(
            *({"vpcEndpointType": other, path: value} for other in others),
            {"vpcEndpointType": kind},
            {"vpcEndpointType": kind, path: []},
            {"vpcEndpointType": UNKNOWN, path: value},
        ),
        broken=(({"vpcEndpointType": kind, path: value}, path),),
    )


CASES = [
    sized(VPC, "vpc.cidrBlock"),
    Case(
        VPC,
        "vpc.enableDnsHostnames",
        fine=(
            {"enableDnsHostnames": True},
            {"enableDnsHostnames": True, "enableDnsSupport": True},
            {"enableDnsHostnames": False, "enableDnsSupport": False},
            {"enableDnsHostnames": True, "enableDnsSupport": UNKNOWN},
        ),
        broken=(
            ({"enableDnsHostnames": True, "enableDnsSupport": False}, "enableDnsHostnames"),
            ({"enableDnsHostnames": "true", "enableDnsSupport": "false"}, "enableDnsHostnames"),
        ),
    ),
    sized(SUBNET, "subnet.cidrBlock"),
    Case(
        SUBNET,
        "subnet.availabilityZone",
        fine=({}, {"availabilityZone": "a"}, {"availabilityZoneId": UNKNOWN}),
        broken=(
            ({"availabilityZone": "a", "availabilityZoneId": "b"}, "availabilityZoneId"),
            ({"availabilityZone": UNKNOWN, "availabilityZoneId": "b"}, "availabilityZoneId"),
        ),
    ),
    Case(
        SUBNET,
        "subnet.ipv6Native",
        fine=({"ipv6Native": True}, {"cidrBlock": "x"}, {"ipv6Native": False, "cidrBlock": "x"}),
        broken=(({"ipv6Native": True, "cidrBlock": UNKNOWN}, "cidrBlock"),),
    ),
    Case(
        SUBNET,
        "subnet.block",
        fine=({"cidrBlock": UNKNOWN}, {"ipv6Native": True}, {"ipv6Native": UNKNOWN}),
        broken=(({"vpcId": "vpc-1"}, "cidrBlock"),),
    ),
    Case(
        ROUTE,
        "route.destination",
        fine=(
            {"destinationCidrBlock": "0.0.0.0/0"},
            {"destinationIpv6CidrBlock": "::/0"},
            {"destinationPrefixListId": UNKNOWN},
        ),
        broken=(
            ({}, "destinationCidrBlock"),
            (
                {"destinationCidrBlock": "0.0.0.0/0", "destinationIpv6CidrBlock": "::/0"},
                "destinationIpv6CidrBlock",
            ),
        ),
    ),
    Case(
        ROUTE,
        "route.target",
        fine=({"gatewayId": "igw-1"}, {"natGatewayId": UNKNOWN}, {"coreNetworkArn": "arn"}),
        broken=(
            ({"routeTableId": "rtb-1"}, "carrierGatewayId"),
            ({"gatewayId": "igw-1", "natGatewayId": UNKNOWN}, "natGatewayId"),
        ),
    ),
    Case(
        ROUTE,
        "route.egressOnlyGatewayId",
        fine=(
            {"egressOnlyGatewayId": "eigw-1", "destinationIpv6CidrBlock": "::/0"},
            {"gatewayId": "igw-1", "destinationCidrBlock": "0.0.0.0/0"},
        ),
        broken=(
            (
                {"egressOnlyGatewayId": UNKNOWN, "destinationCidrBlock": "0.0.0.0/0"},
                "egressOnlyGatewayId",
            ),
        ),
    ),
    Case(
        ASSOCIATION,
        "association.associated",
        fine=({"subnetId": UNKNOWN}, {"gatewayId": "igw-1"}),
        broken=(({}, "subnetId"), ({"subnetId": "a", "gatewayId": "b"}, "gatewayId")),
    ),
    Case(
        EIP,
        "eip.domain",
        fine=({"domain": "vpc"}, {}, {"domain": UNKNOWN}),
        broken=(({"domain": "standard"}, "domain"),),
    ),
    Case(
        NAT,
        "nat.allocationId",
        fine=(
            {"allocationId": UNKNOWN},
            {"connectivityType": "public", "allocationId": "eipalloc-1"},
            {"connectivityType": "private"},
            {"connectivityType": UNKNOWN},
        ),
        broken=(({}, "allocationId"), ({"connectivityType": "public"}, "allocationId")),
    ),
    Case(
        NAT,
        "nat.private",
        fine=({"connectivityType": "private"}, {"allocationId": "eipalloc-1"}),
        broken=(
            ({"connectivityType": "private", "allocationId": UNKNOWN}, "allocationId"),
        ),
    ),
    Case(
        NAT,
        "nat.subnetId",
        fine=({"subnetId": UNKNOWN}, {"availabilityMode": "regional"}),
        broken=(({"allocationId": "eipalloc-1"}, "subnetId"),),
    ),
    not_for("endpoint.routeTableIds", "Interface", "routeTableIds", ["rtb-1"], "Gateway"),
    not_for("endpoint.subnetIds", "Gateway", "subnetIds", ["subnet-1"], "Interface", "GatewayLoadBalancer"),
    not_for("endpoint.securityGroupIds", "Gateway", "securityGroupIds", ["sg-1"], "Interface"),
    not_for("endpoint.privateDnsEnabled", "Gateway", "privateDnsEnabled", True, "Interface"),
    not_for("endpoint.policy", "GatewayLoadBalancer", "policy", "{}", "Gateway", "Interface"),
    Case(
        FLOW_LOG,
        "flowLog.watched",
        fine=({"vpcId": "vpc-1"}, {"subnetId": UNKNOWN}, {"eniId": "eni-1"}),
        broken=(({}, "vpcId"), ({"vpcId": "vpc-1", "subnetId": "subnet-1"}, "subnetId")),
    ),
    Case(
        FLOW_LOG,
        "flowLog.logDestination",
        fine=({"logDestination": UNKNOWN}, {"logDestination": S3}),
        broken=(({"vpcId": "vpc-1"}, "logDestination"),),
    ),
    Case(
        FLOW_LOG,
        "flowLog.logDestinationType",
        fine=(
            {"logDestinationType": "s3", "logDestination": S3},
            {"logDestinationType": "s3", "logDestination": f"{S3}/prefix/"},
            {"logDestinationType": "s3", "logDestination": UNKNOWN},
            {"logDestinationType": "cloud-watch-logs", "logDestination": LOGS},
        ),
        broken=(({"logDestinationType": "s3", "logDestination": LOGS}, "logDestination"),),
    ),
    Case(
        FLOW_LOG,
        "flowLog.logGroup",
        fine=(
            {"logDestinationType": "cloud-watch-logs", "logDestination": LOGS},
            {"logDestinationType": UNKNOWN, "logDestination": S3},
        ),
        broken=(
            ({"logDestinationType": "cloud-watch-logs", "logDestination": S3}, "logDestination"),
        ),
    ),
    Case(
        FLOW_LOG,
        "flowLog.iamRoleArn",
        fine=(
            {"logDestinationType": "cloud-watch-logs", "iamRoleArn": UNKNOWN},
            {"logDestinationType": "s3"},
            {},
        ),
        broken=(({"logDestinationType": "cloud-watch-logs"}, "iamRoleArn"),),
    ),
    Case(
        FLOW_LOG,
        "flowLog.trafficType",
        fine=(
            {"vpcId": "vpc-1", "trafficType": "ALL"},
            {"transitGatewayId": "tgw-1"},
            {"vpcId": "vpc-1", "trafficType": UNKNOWN},
        ),
        broken=(
            ({"vpcId": "vpc-1"}, "trafficType"),
            ({"transitGatewayId": "tgw-1", "trafficType": "ALL"}, "trafficType"),
        ),
    ),
    Case(
        FLOW_LOG,
        "flowLog.maxAggregationInterval",
        fine=(
            {"maxAggregationInterval": 60},
            {"maxAggregationInterval": "600"},
            {"maxAggregationInterval": 60, "transitGatewayId": "tgw-1"},
            {"maxAggregationInterval": UNKNOWN},
            {},
        ),
        broken=(
            ({"maxAggregationInterval": 59}, "maxAggregationInterval"),
            ({"maxAggregationInterval": 61}, "maxAggregationInterval"),
            ({"maxAggregationInterval": 601}, "maxAggregationInterval"),
            (
                {"maxAggregationInterval": 600, "transitGatewayId": "tgw-1"},
                "maxAggregationInterval",
            ),
        ),
    ),
]  # fmt: skip
