from ipaddress import IPv4Network
from typing import Any

import pytest

from components.landing_zone.tiers import NatGateways, Tier
from components.network.layout import (
    ZONE_LETTERS,
    NetworkLayout,
    SubnetKind,
    subnet_cidr,
    subnet_kinds,
    ways_out,
)

PUBLIC, PRIVATE, ISOLATED = SubnetKind.PUBLIC, SubnetKind.PRIVATE, SubnetKind.ISOLATED


def layout(**changes: Any) -> NetworkLayout:
    return NetworkLayout(
        **{"cidr_block": "10.0.0.0/16", "availability_zones": ["a", "b"], **changes}
    )


def messages(**changes: Any) -> list[str]:
    return [str(problem) for problem in layout(**changes).problems()]


# Deployed networks have these addresses: another plan would replace every subnet of theirs.
PLAN_OF_A_SIXTEEN = {
    PRIVATE: [
        "10.0.0.0/20",
        "10.0.16.0/20",
        "10.0.32.0/20",
        "10.0.48.0/20",
        "10.0.64.0/20",
        "10.0.80.0/20",
        "10.0.96.0/20",
        "10.0.112.0/20",
    ],
    ISOLATED: [
        "10.0.128.0/21",
        "10.0.136.0/21",
        "10.0.144.0/21",
        "10.0.152.0/21",
        "10.0.160.0/21",
        "10.0.168.0/21",
        "10.0.176.0/21",
        "10.0.184.0/21",
    ],
    PUBLIC: [
        "10.0.192.0/22",
        "10.0.196.0/22",
        "10.0.200.0/22",
        "10.0.204.0/22",
        "10.0.208.0/22",
        "10.0.212.0/22",
        "10.0.216.0/22",
        "10.0.220.0/22",
    ],
}


@pytest.mark.parametrize("kind", SubnetKind)
def test_the_plan_of_a_sixteen_is_pinned(kind: SubnetKind) -> None:
    found = [subnet_cidr("10.0.0.0/16", kind, zone) for zone in ZONE_LETTERS]
    assert found == PLAN_OF_A_SIXTEEN[kind]


@pytest.mark.parametrize(
    ("kind", "zone", "cidr"),
    [
        (PRIVATE, "a", "192.168.8.0/25"),
        (PRIVATE, "h", "192.168.11.128/25"),
        (ISOLATED, "a", "192.168.12.0/26"),
        (ISOLATED, "h", "192.168.13.192/26"),
        (PUBLIC, "a", "192.168.14.0/27"),
        (PUBLIC, "h", "192.168.14.224/27"),
    ],
)
def test_the_plan_of_the_smallest_network_is_pinned(kind: SubnetKind, zone: str, cidr: str) -> None:
    assert subnet_cidr("192.168.8.0/21", kind, zone) == cidr


@pytest.mark.parametrize("prefix", range(16, 22))
def test_no_two_subnets_overlap_and_the_last_eighth_stays_free(prefix: int) -> None:
    vpc = IPv4Network((int(IPv4Network("10.0.0.0/8").network_address), prefix))
    subnets = [
        IPv4Network(subnet_cidr(str(vpc), kind, zone))
        for kind in SubnetKind
        for zone in ZONE_LETTERS
    ]
    *_, last_eighth = vpc.subnets(prefixlen_diff=3)
    taken = [*subnets, last_eighth]
    assert all(subnet.subnet_of(vpc) for subnet in subnets)
    assert all(not one.overlaps(two) for i, one in enumerate(taken) for two in taken[i + 1 :])


@pytest.mark.parametrize(
    ("changes", "tier", "expected"),
    [
        ({}, Tier.SANDBOX, NatGateways.SINGLE),
        ({}, Tier.PRODUCTION, NatGateways.PER_ZONE),
        ({"nat_gateways": NatGateways.NONE}, Tier.PRODUCTION, NatGateways.NONE),
        ({"nat_gateways": NatGateways.PER_ZONE}, Tier.SANDBOX, NatGateways.PER_ZONE),
        ({"public_subnets": False}, Tier.PRODUCTION, NatGateways.NONE),
        ({"public_subnets": True}, Tier.PRODUCTION, NatGateways.PER_ZONE),
    ],
)
def test_the_way_out_is_that_of_the_tier_unless_something_else_is_said(
    changes: dict[str, Any], tier: Tier, expected: NatGateways
) -> None:
    assert ways_out(layout(**changes), tier) is expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [PUBLIC, PRIVATE]),
        ({"isolated_subnets": True}, [PUBLIC, PRIVATE, ISOLATED]),
        ({"nat_gateways": NatGateways.NONE}, [PRIVATE]),
        ({"nat_gateways": NatGateways.NONE, "public_subnets": True}, [PUBLIC, PRIVATE]),
        ({"public_subnets": False}, [PRIVATE]),
        ({"public_subnets": False, "isolated_subnets": True}, [PRIVATE, ISOLATED]),
    ],
)
def test_public_subnets_are_there_if_asked_for_or_needed_by_nat_gateways(
    changes: dict[str, Any], expected: list[SubnetKind]
) -> None:
    assert subnet_kinds(layout(**changes), Tier.SANDBOX) == expected


@pytest.mark.parametrize(
    "changes",
    [
        {"cidr_block": "10.0.0.0/16"},
        {"cidr_block": "10.255.248.0/21"},
        {"cidr_block": "172.16.0.0/16"},
        {"cidr_block": "172.18.0.0/16"},
        {"cidr_block": "192.168.0.0/16"},
        {"cidr_block": "100.64.0.0/16"},
        {"cidr_block": "100.127.248.0/21"},
        {"availability_zones": ["h"]},
        {"availability_zones": list("abcdefgh")},
        {"flow_log_retention_days": 3653},
        {"interface_endpoints": ["ssm", "ecr.api", "ecr.dkr", "s3-outposts"]},
        {"nat_gateways": NatGateways.NONE, "public_subnets": False},
        {"nat_gateways": NatGateways.SINGLE, "public_subnets": True},
    ],
)
def test_what_aws_accepts_is_accepted(changes: dict[str, Any]) -> None:
    assert messages(**changes) == []


SIZE = (
    "a VPC here has /16 to /21, so that a load balancer fits into each public subnet (Amazon VPC "
    "User Guide, VPC CIDR blocks; Elastic Load Balancing User Guide, Subnets for your load balancer)."
)
SOURCE = "(Amazon VPC User Guide, VPC CIDR blocks)"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"cidr_block": "10.0.0.0/15"},
            f'cidr_block is "10.0.0.0/15"; {SIZE} Nearest: "10.0.0.0/16".',
        ),
        (
            {"cidr_block": "10.0.0.0/22"},
            f'cidr_block is "10.0.0.0/22"; {SIZE} Nearest: "10.0.0.0/21".',
        ),
        (
            {"cidr_block": "10.0.12.16/28"},
            f'cidr_block is "10.0.12.16/28"; {SIZE} Nearest: "10.0.8.0/21".',
        ),
        (
            {"cidr_block": "10.0.1.0/16"},
            'cidr_block is "10.0.1.0/16"; the address is the first one of the block, and the '
            f'block\'s size follows as a number {SOURCE}. Nearest: "10.0.0.0/16".',
        ),
        (
            {"cidr_block": "10.0.0.0/255.255.0.0"},
            'cidr_block is "10.0.0.0/255.255.0.0"; the address is the first one of the block, and '
            f'the block\'s size follows as a number {SOURCE}. Nearest: "10.0.0.0/16".',
        ),
        (
            {"cidr_block": "10.0.0.0/33"},
            f'cidr_block is "10.0.0.0/33"; addresses read like 10.0.0.0/16 {SOURCE}.',
        ),
        (
            {"cidr_block": "ten"},
            f'cidr_block is "ten"; addresses read like 10.0.0.0/16 {SOURCE}.',
        ),
        (
            {"cidr_block": "2001:db8::/32"},
            f'cidr_block is "2001:db8::/32"; addresses read like 10.0.0.0/16 {SOURCE}.',
        ),
        (
            {"cidr_block": "52.0.0.0/16"},
            'cidr_block is "52.0.0.0/16"; a VPC here has addresses of 10.0.0.0/8, 172.16.0.0/12, '
            f"192.168.0.0/16, 100.64.0.0/10 {SOURCE}.",
        ),
        (
            {"cidr_block": "100.128.0.0/16"},
            'cidr_block is "100.128.0.0/16"; a VPC here has addresses of 10.0.0.0/8, '
            f"172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10 {SOURCE}.",
        ),
        (
            {"cidr_block": "172.17.0.0/16"},
            'cidr_block is "172.17.0.0/16"; 172.17.0.0/16 is what Docker uses on the hosts of '
            f"several AWS services {SOURCE}.",
        ),
        (
            {"cidr_block": "172.17.128.0/20"},
            'cidr_block is "172.17.128.0/20"; 172.17.0.0/16 is what Docker uses on the hosts of '
            f"several AWS services {SOURCE}.",
        ),
        (
            {"availability_zones": []},
            "availability_zones is missing; a network has at least one zone.",
        ),
        (
            {"availability_zones": ["a", "eu-central-1B"]},
            'availability_zones[1] is "eu-central-1B"; a zone is given by its letter, a to h. '
            'Nearest: "b".',
        ),
        (
            {"availability_zones": ["i"]},
            'availability_zones[0] is "i"; a zone is given by its letter, a to h.',
        ),
        (
            {"availability_zones": ["1"]},
            'availability_zones[0] is "1"; a zone is given by its letter, a to h.',
        ),
        (
            {"availability_zones": [""]},
            'availability_zones[0] is ""; a zone is given by its letter, a to h.',
        ),
        (
            {"availability_zones": ["a", "b", "a"]},
            'availability_zones[2] is "a"; each zone is listed once.',
        ),
        (
            {"nat_gateways": NatGateways.SINGLE, "public_subnets": False},
            "public_subnets is false; NAT gateways stand in public subnets, and there are to be "
            "some (single). Nearest: true.",
        ),
        (
            {"interface_endpoints": ["ssm", "s3"]},
            'interface_endpoints[1] is "s3"; every network has a gateway endpoint for it, which '
            "costs nothing (AWS PrivateLink Guide, AWS services that integrate with AWS PrivateLink).",
        ),
        (
            {"interface_endpoints": ["com.amazonaws.eu-central-1.SSM"]},
            'interface_endpoints[0] is "com.amazonaws.eu-central-1.SSM"; a service is named by '
            "what follows com.amazonaws.<region>. (AWS PrivateLink Guide, AWS services that integrate "
            'with AWS PrivateLink). Nearest: "ssm".',
        ),
        (
            {"interface_endpoints": ["com.amazonaws.eu-central-1.ecr.api"]},
            'interface_endpoints[0] is "com.amazonaws.eu-central-1.ecr.api"; a service is named by '
            "what follows com.amazonaws.<region>. (AWS PrivateLink Guide, AWS services that "
            'integrate with AWS PrivateLink). Nearest: "ecr.api".',
        ),
        (
            {"interface_endpoints": ["ssm", "ssm"]},
            'interface_endpoints[1] is "ssm"; each service is listed once (AWS PrivateLink Guide, '
            "AWS services that integrate with AWS PrivateLink).",
        ),
    ],
)
def test_what_aws_would_refuse_is_found(changes: dict[str, Any], message: str) -> None:
    assert messages(**changes) == [message]
