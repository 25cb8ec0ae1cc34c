"""Route tables, routes and associations."""

import pytest

from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.places import attached_gateway, in_subnet, in_vpc
from tests.localaws.world import REGION, WORKLOAD, Aws, tags


def describe_table(aws: Aws, s: Scene) -> Values:
    table = aws.ec2.describe_route_tables(RouteTableIds=[s.id])["RouteTables"][0]
    return {**table, "Tags": tags(table.get("Tags"))}


ROUTE_TABLE = Case(
    token="aws:ec2/routeTable:RouteTable",
    prepare=in_vpc,
    describe=describe_table,
    lives=(
        Life(
            name="tagged",
            inputs=lambda s: {"vpcId": s.vpc, "tags": {"team": "a", "stage": "x"}},
            told=lambda s: {"VpcId": s.vpc, "Tags": {"team": "a", "stage": "x"}},
            outputs=lambda _, s: {
                "arn": f"arn:aws:ec2:{REGION}:{WORKLOAD}:route-table/{s.id}",
                "ownerId": WORKLOAD,
                "tagsAll": {"team": "a", "stage": "x"},
            },
            changed=lambda _: {"tags": {"team": "b"}},
            told_changed=lambda _: {"Tags": {"team": "b"}},
            removed=("tags",),
            told_removed=lambda _: {"Tags": {}},
            outside=lambda aws, s: aws.ec2.create_tags(
                Resources=[s.id], Tags=[{"Key": "who", "Value": "me"}]
            ),
            found=lambda _: {"tags": {"who": "me"}},
        ),
    ),
)


def with_targets(aws: Aws) -> Scene:
    """A route table, and one of everything that a route can point to."""
    s = in_subnet(aws)
    ec2 = aws.ec2
    s.table = ec2.create_route_table(VpcId=s.vpc)["RouteTable"]["RouteTableId"]
    s.gateway = attached_gateway(aws, s)
    s.interface, s.other_interface = (
        ec2.create_network_interface(SubnetId=s.subnet)["NetworkInterface"]["NetworkInterfaceId"]
        for _ in range(2)
    )
    s.nat = ec2.create_nat_gateway(SubnetId=s.subnet, ConnectivityType="private")["NatGateway"][
        "NatGatewayId"
    ]
    s.egress_only = ec2.create_egress_only_internet_gateway(VpcId=s.vpc)[
        "EgressOnlyInternetGateway"
    ]["EgressOnlyInternetGatewayId"]
    s.transit = ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
    peer = in_vpc(aws).vpc
    s.peering = ec2.create_vpc_peering_connection(VpcId=s.vpc, PeerVpcId=peer)[
        "VpcPeeringConnection"
    ]["VpcPeeringConnectionId"]
    s.prefixes = ec2.create_managed_prefix_list(
        PrefixListName=s.name, MaxEntries=1, AddressFamily="IPv4"
    )["PrefixList"]["PrefixListId"]
    return s


def describe_route(aws: Aws, s: Scene) -> Values | None:
    table = aws.ec2.describe_route_tables(RouteTableIds=[s.table])["RouteTables"][0]
    routes = [r for r in table["Routes"] if r["Origin"] == "CreateRoute"]
    assert len(routes) <= 1
    return {"Table": s.table, **routes[0]} if routes else None


def replaced(**target: str):
    """Somebody else sends the traffic elsewhere."""

    def replace(aws: Aws, s: Scene) -> None:
        where = {member: getattr(s, name) for member, name in target.items()}
        destination = {"DestinationCidrBlock": "0.0.0.0/0"}
        aws.ec2.replace_route(RouteTableId=s.table, **destination, **where)

    return replace


MEMBERS = {"egressOnlyGatewayId": "EgressOnlyInternetGatewayId"}
"""Where AWS's word is not the property's with a capital."""


def destination(name: str) -> Values:
    """Everything; an egress-only gateway carries IPv6 alone."""
    ipv6 = name == "egressOnlyGatewayId"
    return {"destinationIpv6CidrBlock": "::/0"} if ipv6 else {"destinationCidrBlock": "0.0.0.0/0"}


def default_route(name: str, attribute: str) -> Life:
    """A route for everything, to one kind of target, then to the gateway."""
    member = MEMBERS.get(name, name[0].upper() + name[1:])
    return Life(
        name=f"to a {attribute}",
        inputs=lambda s: {
            **destination(name),
            "routeTableId": s.table,
            name: getattr(s, attribute),
        },
        told=lambda s: {"Table": s.table, member: getattr(s, attribute), "State": "active"},
        outputs=lambda _, __: {"origin": "CreateRoute", "state": "active"},
        changed=lambda s: {name: None, "gatewayId": s.gateway},
        told_changed=lambda s: {"GatewayId": s.gateway, member: None},
    )


def retargeted(name: str, attribute: str) -> Life:
    """A route that an update points to one kind of target."""
    member = MEMBERS.get(name, name[0].upper() + name[1:])
    start = "networkInterfaceId" if name != "networkInterfaceId" else "gatewayId"
    return Life(
        name=f"that is pointed to a {attribute}",
        inputs=lambda s: {
            **destination(name),
            "routeTableId": s.table,
            start: s.other_interface if start == "networkInterfaceId" else s.gateway,
        },
        changed=lambda s: {start: None, name: getattr(s, attribute)},
        told_changed=lambda s: {"Table": s.table, member: getattr(s, attribute)},
    )


TARGETS = {
    "egressOnlyGatewayId": "egress_only",
    "natGatewayId": "nat",
    "networkInterfaceId": "interface",
    "transitGatewayId": "transit",
    "vpcPeeringConnectionId": "peering",
}

ROUTE = Case(
    token="aws:ec2/route:Route",
    prepare=with_targets,
    describe=describe_route,
    lives=(
        Life(
            name="to a gateway",
            inputs=lambda s: {
                "destinationCidrBlock": "0.0.0.0/0",
                "gatewayId": s.gateway,
                "routeTableId": s.table,
            },
            told=lambda s: {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": s.gateway},
            outside=replaced(NatGatewayId="nat"),
            found=lambda _: {"gatewayId": None},
        ),
        *(default_route(name, attribute) for name, attribute in TARGETS.items()),
        *(
            retargeted(name, attribute)
            for name, attribute in {**TARGETS, "gatewayId": "gateway"}.items()
        ),
        Life(
            name="of IPv6",
            inputs=lambda s: {
                "destinationIpv6CidrBlock": "::/0",
                "egressOnlyGatewayId": s.egress_only,
                "routeTableId": s.table,
            },
            told=lambda s: {
                "DestinationIpv6CidrBlock": "::/0",
                "EgressOnlyInternetGatewayId": s.egress_only,
            },
            changed=lambda s: {"egressOnlyGatewayId": None, "networkInterfaceId": s.interface},
            told_changed=lambda s: {
                "EgressOnlyInternetGatewayId": None,
                "NetworkInterfaceId": s.interface,
            },
        ),
        Life(
            name="for a prefix list",
            inputs=lambda s: {
                "destinationPrefixListId": s.prefixes,
                "gatewayId": s.gateway,
                "routeTableId": s.table,
            },
            told=lambda s: {"DestinationPrefixListId": s.prefixes, "GatewayId": s.gateway},
            changed=lambda s: {"gatewayId": None, "networkInterfaceId": s.interface},
            told_changed=lambda s: {"GatewayId": None, "NetworkInterfaceId": s.interface},
        ),
    ),
)


def with_table(aws: Aws) -> Scene:
    s = in_subnet(aws)
    s.gateway = attached_gateway(aws, s)
    s.table = aws.ec2.create_route_table(VpcId=s.vpc)["RouteTable"]["RouteTableId"]
    return s


def describe_association(aws: Aws, s: Scene) -> Values | None:
    table = aws.ec2.describe_route_tables(RouteTableIds=[s.table])["RouteTables"][0]
    found = [a for a in table["Associations"] if a["RouteTableAssociationId"] == s.id]
    return found[0] if found else None


ASSOCIATION = Case(
    token="aws:ec2/routeTableAssociation:RouteTableAssociation",
    prepare=with_table,
    describe=describe_association,
    lives=(
        Life(
            name="of a subnet",
            inputs=lambda s: {"routeTableId": s.table, "subnetId": s.subnet},
            told=lambda s: {"RouteTableId": s.table, "SubnetId": s.subnet},
        ),
        Life(
            name="of a gateway",
            inputs=lambda s: {"routeTableId": s.table, "gatewayId": s.gateway},
            told=lambda s: {"RouteTableId": s.table, "GatewayId": s.gateway},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(ROUTE_TABLE, ROUTE, ASSOCIATION))
def test_routing_is_what_ec2_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
