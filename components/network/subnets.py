"""The subnets of a network that is created, and where each of them can send its traffic."""

from dataclasses import dataclass

import pulumi
from pulumi_aws import ec2

from ..landing_zone.tiers import NatGateways
from ..shared.component import Component
from .layout import SubnetKind, subnet_cidr

ANYWHERE = "0.0.0.0/0"


@dataclass(frozen=True, kw_only=True)
class CreatedVpc:
    """What every part of a created network stands in."""

    component: Component
    name: str
    """Name of the component; the logical names of its children begin with it."""
    region: str
    cidr_block: str
    zones: list[str]
    """Letters of the zones, in alphabetical order."""
    id: pulumi.Output[str]


@dataclass(frozen=True, kw_only=True)
class Subnets:
    """The subnets of one kind and their route tables, by the letter of their zone."""

    ids: dict[str, pulumi.Output[str]]
    route_tables: dict[str, ec2.RouteTable]


def create_subnets(vpc: CreatedVpc, kind: SubnetKind) -> Subnets:
    """A subnet of one kind in each zone of the network.

    Private subnets get a route table each, since each may have a NAT gateway of its own; the others
    share one.
    """
    shared = None
    if kind is not SubnetKind.PRIVATE:
        shared = _route_table(vpc, f"{vpc.name}-{kind}")
    ids, tables = {}, {}
    for zone in vpc.zones:
        logical_name = f"{vpc.name}-{kind}-{zone}"
        subnet = ec2.Subnet(
            logical_name,
            vpc_id=vpc.id,
            region=vpc.region,
            availability_zone=f"{vpc.region}{zone}",
            cidr_block=subnet_cidr(vpc.cidr_block, kind, zone),
            map_public_ip_on_launch=False,
            tags={"Name": logical_name},
            opts=vpc.component.child(),
        )
        table = shared or _route_table(vpc, logical_name)
        ec2.RouteTableAssociation(
            logical_name,
            subnet_id=subnet.id,
            route_table_id=table.id,
            region=vpc.region,
            opts=vpc.component.child(),
        )
        ids[zone], tables[zone] = subnet.id, table
    return Subnets(ids=ids, route_tables=tables)


def create_internet_gateway(vpc: CreatedVpc, public: Subnets) -> ec2.Route:
    """The internet gateway, and the public subnets' route to it; the route is returned."""
    logical_name = f"{vpc.name}-internet"
    gateway = ec2.InternetGateway(
        logical_name,
        vpc_id=vpc.id,
        region=vpc.region,
        tags={"Name": logical_name},
        opts=vpc.component.child(),
    )
    # All public subnets share one table.
    table = public.route_tables[vpc.zones[0]]
    return ec2.Route(
        f"{vpc.name}-public-internet",
        route_table_id=table.id,
        destination_cidr_block=ANYWHERE,
        gateway_id=gateway.id,
        region=vpc.region,
        opts=vpc.component.child(),
    )


def create_nat_gateways(
    vpc: CreatedVpc, mode: NatGateways, public: Subnets, private: Subnets, internet: ec2.Route
) -> list[pulumi.Output[str]]:
    """The private subnets' way out, and the public addresses it has.

    A single gateway stands in the alphabetically first zone. The addresses are protected by the
    account's tier: others may have let them in, and an address given back is gone.
    """
    zones = vpc.zones if mode is NatGateways.PER_ZONE else vpc.zones[:1]
    gateways, addresses = {}, []
    for zone in zones:
        logical_name = f"{vpc.name}-nat-{zone}"
        address = ec2.Eip(
            logical_name,
            domain="vpc",
            region=vpc.region,
            tags={"Name": logical_name},
            opts=vpc.component.stateful(logical_name),
        )
        gateways[zone] = ec2.NatGateway(
            logical_name,
            allocation_id=address.id,
            subnet_id=public.ids[zone],
            region=vpc.region,
            tags={"Name": logical_name},
            # CreateNatGateway fails in a subnet that has no way to the internet yet.
            opts=vpc.component.child(depends_on=[internet]),
        )
        addresses.append(address.public_ip)
    for zone in vpc.zones:
        ec2.Route(
            f"{vpc.name}-private-{zone}-internet",
            route_table_id=private.route_tables[zone].id,
            destination_cidr_block=ANYWHERE,
            nat_gateway_id=gateways.get(zone, gateways[zones[0]]).id,
            region=vpc.region,
            opts=vpc.component.child(),
        )
    return addresses


def _route_table(vpc: CreatedVpc, logical_name: str) -> ec2.RouteTable:
    return ec2.RouteTable(
        logical_name,
        vpc_id=vpc.id,
        region=vpc.region,
        tags={"Name": logical_name},
        opts=vpc.component.child(),
    )
