"""What a security group lets through. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_network

from ..limits import Limit
from ..problems import MISSING, Problem, Words

_SOURCE = "EC2 AuthorizeSecurityGroupIngress, IpPermission"
HIGHEST_PORT = 65_535
ANYWHERE = "0.0.0.0/0"
HTTPS_PORT = 443
_DESCRIPTION = re.compile(r"[a-zA-Z0-9_ .:/()#,@\[\]+=&;{}!$*-]{0,255}")

PORTS_NEEDED = Limit(id="traffic.ports", limit="tcp and udp rules name their ports", source=_SOURCE)
NO_PORTS = Limit(id="traffic.no_ports", limit="only tcp and udp have ports", source=_SOURCE)
PORT_RANGE = Limit(
    id="traffic.port_range",
    limit=f"ports go from 0 to {HIGHEST_PORT:,}, and from the lower to the higher",
    source=_SOURCE,
)
PEERS_NEEDED = Limit(
    id="traffic.peers",
    limit="a rule names the addresses (cidr_blocks) or the security group that it is for",
    source=_SOURCE,
)
CIDR = Limit(
    id="traffic.cidr",
    limit="addresses read like 10.0.0.0/16 or 2001:db8::/32, with no bits behind the prefix",
    source=_SOURCE,
)
DESCRIPTION = Limit(
    id="traffic.description",
    limit="a description has up to 255 letters, digits, spaces and _.-:/()#,@[]+=&;{}!$*",
    source="EC2 AuthorizeSecurityGroupIngress, IpRange",
)
LIMITS = (PORTS_NEEDED, NO_PORTS, PORT_RANGE, PEERS_NEEDED, CIDR, DESCRIPTION)


class Protocol(StrEnum):
    """What a rule is for."""

    TCP = "tcp"
    UDP = "udp"
    ICMP = "icmp"
    """All its types, echo requests (ping) among them."""
    ALL = "all"
    """Every protocol and port."""


@dataclass(frozen=True, kw_only=True)
class TrafficRule:
    """Traffic that a security group lets in or out: a protocol, its ports, and with whom."""

    description: str
    """Why it is let through."""
    protocol: Protocol
    """What the traffic is."""
    from_port: int | None = None
    """The first port; tcp and udp only."""
    to_port: int | None = None
    """The last port; the first again when left out."""
    cidr_blocks: list[str] | None = None
    """Addresses, IPv4 or IPv6."""
    security_group_id: str | None = None
    """A security group whose members are meant."""

    @property
    def ports(self) -> tuple[int | None, int | None]:
        """First and last port."""
        return self.from_port, self.from_port if self.to_port is None else self.to_port

    def problems(self) -> list[Problem]:
        """What AWS would refuse of the ports, the addresses and the description."""
        kept = bool(_DESCRIPTION.fullmatch(self.description))
        problems = DESCRIPTION.problems("description", self.description, kept=kept)
        problems += self._port_problems()
        if not self.cidr_blocks and self.security_group_id is None:
            problems.append(PEERS_NEEDED.broken("cidr_blocks", MISSING))
        return problems + cidr_problems("cidr_blocks", self.cidr_blocks or [])

    def _port_problems(self) -> list[Problem]:
        first, last = self.ports
        if self.protocol not in (Protocol.TCP, Protocol.UDP):
            given = first if first is not None else self.to_port
            return NO_PORTS.problems("from_port", given, kept=given is None)
        if first is None or last is None:
            return [PORTS_NEEDED.broken("from_port", MISSING)]
        kept = 0 <= first <= last <= HIGHEST_PORT
        return PORT_RANGE.problems("to_port", Words(f"{first} to {last}"), kept=kept)


def cidr_problems(path: str, blocks: list[str]) -> list[Problem]:
    """Whether these are addresses as security groups and load balancers take them."""
    return [
        CIDR.broken(f"{path}[{index}]", block, nearest if "/" in nearest else None)
        for index, block in enumerate(blocks)
        if (nearest := _cidr_fault(block))
    ]


def _cidr_fault(block: str) -> str:
    """Empty for addresses as they should be; else the ones probably meant, or a word."""
    try:
        network = ip_network(block, strict=False)
    except ValueError:
        return "unreadable"
    return "" if str(network) == block else str(network)


HTTPS_OUT = TrafficRule(
    description="HTTPS: Systems Manager, CloudWatch, packages",
    protocol=Protocol.TCP,
    from_port=HTTPS_PORT,
    cidr_blocks=[ANYWHERE],
)
"""What an instance needs to be managed and patched; nothing else is let out unasked."""
