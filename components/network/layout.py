"""How a network is cut into subnets. Pure.

Addresses depend on a zone's letter alone, never on how many zones there are or in which order they
are listed: a zone that is added or left out moves no other.

    first half        private     8 slots, each 1/16 of the VPC
    third quarter     isolated    8 slots, each 1/32
    seventh eighth    public      8 slots, each 1/64
    last eighth       kept free
"""

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Network

from ..landing_zone.tiers import NatGateways, Tier
from ..problems import MISSING, Problem
from ..shared.log_retention import log_retention_problems
from .endpoint_services import endpoint_problems

ZONE_LETTERS = "abcdefgh"
LARGEST_PREFIX = 21
"""The smallest VPC. Its public subnets are /27, the least a load balancer accepts."""
SMALLEST_PREFIX = 16
"""The largest VPC that AWS creates."""
_CIDR = "Amazon VPC User Guide, VPC CIDR blocks"
_LOAD_BALANCER_SUBNETS = "Elastic Load Balancing User Guide, Subnets for your load balancer"
_PRIVATE_RANGES = tuple(
    IPv4Network(block)
    for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
)
_DOCKER_RANGE = IPv4Network("172.17.0.0/16")


class SubnetKind(StrEnum):
    """What a subnet reaches.

    Public ones reach the internet and are reached from it, private ones have at most a way out,
    isolated ones neither.
    """

    PUBLIC = "public"
    PRIVATE = "private"
    ISOLATED = "isolated"


# Where each kind begins, in 64ths of the VPC, and how many bits longer than the VPC's its prefixes
# are.
_PLAN = {SubnetKind.PRIVATE: (0, 4), SubnetKind.ISOLATED: (32, 5), SubnetKind.PUBLIC: (48, 6)}


@dataclass(frozen=True, kw_only=True)
class NetworkLayout:
    """A network to create: its addresses, its zones, its ways in and out."""

    cidr_block: str
    """Addresses of the VPC: /16 to /21, from a private range."""
    availability_zones: list[str]
    """Letters of the zones to use, `a` to `h`: the last character of a zone's name."""
    nat_gateways: NatGateways | None = None
    """How the private subnets reach the internet; the account's tier decides when left out."""
    public_subnets: bool | None = None
    """Whether there are subnets with a way in from the internet; when left out, only if NAT
    gateways need them."""
    isolated_subnets: bool | None = None
    """Whether there are subnets without any way out, for databases and file systems; not when
    left out."""
    interface_endpoints: list[str] | None = None
    """AWS services to reach without the internet, as in `com.amazonaws.<region>.<service>`:
    `ssm`, `ecr.api`."""
    flow_log_retention_days: int | None = None
    """How long the flow log is kept; the account's tier decides when left out."""

    def problems(self) -> list[Problem]:
        """What AWS would refuse of the addresses, zones, services and periods."""
        return [
            *_cidr_problems(self.cidr_block),
            *_zone_problems(self.availability_zones),
            *_public_problems(self),
            *endpoint_problems("interface_endpoints", self.interface_endpoints or []),
            *log_retention_problems("flow_log_retention_days", self.flow_log_retention_days),
        ]


def ways_out(layout: NetworkLayout, tier: Tier) -> NatGateways:
    """How the private subnets reach the internet, the tier's default applied."""
    if layout.nat_gateways is not None:
        return layout.nat_gateways
    # A NAT gateway stands in a public subnet; who wants none of these gets no gateway either.
    return NatGateways.NONE if layout.public_subnets is False else tier.defaults.nat_gateways


def subnet_kinds(layout: NetworkLayout, tier: Tier) -> list[SubnetKind]:
    """The kinds of subnets that each zone gets."""
    public = layout.public_subnets
    if public is None:
        public = ways_out(layout, tier) is not NatGateways.NONE
    wanted = {
        SubnetKind.PUBLIC: public,
        SubnetKind.PRIVATE: True,
        SubnetKind.ISOLATED: bool(layout.isolated_subnets),
    }
    return [kind for kind, is_wanted in wanted.items() if is_wanted]


def subnet_cidr(vpc_cidr: str, kind: SubnetKind, zone: str) -> str:
    """The addresses of one subnet: `("10.0.0.0/16", PUBLIC, "b")` gives `10.0.196.0/22`."""
    vpc = IPv4Network(vpc_cidr)
    offset, bits = _PLAN[kind]
    prefix = vpc.prefixlen + bits
    start = int(vpc.network_address) + offset * vpc.num_addresses // 64
    size = vpc.num_addresses >> bits
    return str(IPv4Network((start + ZONE_LETTERS.index(zone) * size, prefix)))


def _cidr_problems(cidr: str) -> list[Problem]:
    def refused(limit: str, nearest: IPv4Network | None = None, source: str = _CIDR) -> Problem:
        return Problem(
            path="cidr_block",
            value=cidr,
            limit=limit,
            source=source,
            nearest=str(nearest) if nearest else None,
        )

    try:
        block = IPv4Network(cidr, strict=False)
    except ValueError:
        return [refused("addresses read like 10.0.0.0/16")]
    if str(block) != cidr:
        return [
            refused(
                "the address is the first one of the block, and the block's size follows as a number",
                block,
            )
        ]
    problems = []
    if not SMALLEST_PREFIX <= block.prefixlen <= LARGEST_PREFIX:
        prefix = min(max(block.prefixlen, SMALLEST_PREFIX), LARGEST_PREFIX)
        limit = (
            f"a VPC here has /{SMALLEST_PREFIX} to /{LARGEST_PREFIX}, "
            "so that a load balancer fits into each public subnet"
        )
        nearest = IPv4Network((int(block.network_address), prefix), strict=False)
        problems.append(refused(limit, nearest, f"{_CIDR}; {_LOAD_BALANCER_SUBNETS}"))
    if not any(block.subnet_of(private) for private in _PRIVATE_RANGES):
        ranges = ", ".join(map(str, _PRIVATE_RANGES))
        problems.append(refused(f"a VPC here has addresses of {ranges}"))
    elif block.overlaps(_DOCKER_RANGE):
        limit = f"{_DOCKER_RANGE} is what Docker uses on the hosts of several AWS services"
        problems.append(refused(limit))
    return problems


def _zone_problems(zones: list[str]) -> list[Problem]:
    if not zones:
        return [
            Problem(
                path="availability_zones", value=MISSING, limit="a network has at least one zone"
            )
        ]
    problems = []
    for index, zone in enumerate(zones):
        path = f"availability_zones[{index}]"
        if len(zone) != 1 or zone not in ZONE_LETTERS:
            limit = f"a zone is given by its letter, {ZONE_LETTERS[0]} to {ZONE_LETTERS[-1]}"
            nearest = zone[-1:].lower()
            nearest_letter = nearest if nearest and nearest in ZONE_LETTERS else None
            problems.append(Problem(path=path, value=zone, limit=limit, nearest=nearest_letter))
        elif zone in zones[:index]:
            problems.append(Problem(path=path, value=zone, limit="each zone is listed once"))
    return problems


def _public_problems(layout: NetworkLayout) -> list[Problem]:
    needs_public = layout.nat_gateways not in (None, NatGateways.NONE)
    if layout.public_subnets is False and needs_public:
        mode = layout.nat_gateways
        limit = f"NAT gateways stand in public subnets, and there are to be some ({mode})"
        return [Problem(path="public_subnets", value=False, limit=limit, nearest=True)]
    return []
