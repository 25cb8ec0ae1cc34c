import pytest

from components.landing_zone.tiers import NatGateways, Tier
from tests.accounts import account
from tests.components.network.creating import (
    ASSOCIATION,
    EIP,
    GATEWAY,
    NAT,
    ROUTE,
    SUBNET,
    TABLE,
    created,
    routes,
)
from tests.recording import resource_id


def test_private_subnets_have_a_route_table_each_and_the_others_share_one() -> None:
    recording = created(isolated_subnets=True)
    assert recording.names(TABLE) == ["n-isolated", "n-private-a", "n-private-b", "n-public"]
    found = {
        item.name: (item.inputs["subnetId"], item.inputs["routeTableId"])
        for item in recording.created(ASSOCIATION)
    }
    assert found == {
        f"n-{kind}-{zone}": (
            resource_id(SUBNET, f"n-{kind}-{zone}"),
            resource_id(TABLE, f"n-private-{zone}" if kind == "private" else f"n-{kind}"),
        )
        for kind in ("isolated", "private", "public")
        for zone in ("a", "b")
    }


def test_public_subnets_reach_the_internet_and_isolated_ones_reach_nothing() -> None:
    recording = created(isolated_subnets=True)
    targets = routes(recording)
    assert targets["n-public-internet"] == (
        resource_id(TABLE, "n-public"),
        resource_id(GATEWAY, "n-internet"),
    )
    assert resource_id(TABLE, "n-isolated") not in {table for table, _ in targets.values()}
    assert {route.inputs["destinationCidrBlock"] for route in recording.created(ROUTE)} == {
        "0.0.0.0/0"
    }


def test_a_single_nat_gateway_serves_every_zone_from_the_first() -> None:
    recording = created(availability_zones=["c", "b"], nat_gateways=NatGateways.SINGLE)
    nat = recording.only(NAT)
    assert nat.inputs["subnetId"] == resource_id(SUBNET, "n-public-b")
    assert nat.inputs["allocationId"] == resource_id(EIP, "n-nat-b")
    for zone in ("b", "c"):
        assert routes(recording)[f"n-private-{zone}-internet"] == (
            resource_id(TABLE, f"n-private-{zone}"),
            resource_id(NAT, "n-nat-b"),
        )


def test_a_nat_gateway_per_zone_serves_its_own_zone() -> None:
    recording = created(nat_gateways=NatGateways.PER_ZONE)
    for zone in ("a", "b"):
        nat = recording.only(NAT, f"n-nat-{zone}")
        assert nat.inputs["subnetId"] == resource_id(SUBNET, f"n-public-{zone}")
        assert routes(recording)[f"n-private-{zone}-internet"][1] == resource_id(NAT, nat.name)


def test_nat_gateways_wait_for_the_way_to_the_internet() -> None:
    recording = created()
    assert recording.only(ROUTE, "n-public-internet").urn in recording.only(NAT).depends_on


@pytest.mark.parametrize(
    ("tier", "gateways"),
    [
        (Tier.SANDBOX, ["n-nat-a"]),
        (Tier.TEST, ["n-nat-a"]),
        (Tier.PRODUCTION, ["n-nat-a", "n-nat-b"]),
    ],
)
def test_the_tier_decides_how_many_nat_gateways_there_are(tier: Tier, gateways: list[str]) -> None:
    assert created(of=account(tier)).names(NAT) == gateways


def test_without_a_way_out_there_is_neither_gateway_nor_public_subnet() -> None:
    recording = created(nat_gateways=NatGateways.NONE)
    assert recording.names(SUBNET) == ["n-private-a", "n-private-b"]
    for type_ in (GATEWAY, NAT, EIP, ROUTE):
        assert recording.names(type_) == []
    outputs = recording.outputs_of("landing-zone:index:Network", "n")
    assert outputs["public_subnet_ids"] == outputs["nat_public_ips"] == []


def test_public_subnets_can_be_had_without_nat_gateways() -> None:
    recording = created(nat_gateways=NatGateways.NONE, public_subnets=True)
    assert list(routes(recording)) == ["n-public-internet"]
    assert recording.names(NAT) == []
