"""The limits of traffic rules, at their edges."""

from typing import Any

from components.network.traffic import Protocol, TrafficRule
from tests.components.limits import Case

PERMISSION = "EC2 AuthorizeSecurityGroupIngress, IpPermission"


def rule(**changes: Any) -> TrafficRule:
    whole = {
        "description": "Web",
        "protocol": Protocol.TCP,
        "from_port": 443,
        "cidr_blocks": ["10.0.0.0/16"],
    }
    return TrafficRule(**{**whole, **changes})


CASES = [
    Case(
        limit="traffic.ports",
        build=lambda port: rule(from_port=port),
        accepted=[0],
        refused={None: f"from_port is missing; tcp and udp rules name their ports ({PERMISSION})."},
    ),
    Case(
        limit="traffic.ports",
        build=lambda port: rule(protocol=Protocol.UDP, from_port=port),
        accepted=[53],
        refused={None: f"from_port is missing; tcp and udp rules name their ports ({PERMISSION})."},
    ),
    Case(
        limit="traffic.no_ports",
        build=lambda ports: rule(protocol=Protocol.ICMP, from_port=ports[0], to_port=ports[1]),
        accepted=[(None, None)],
        refused={
            (0, None): f"from_port is 0; only tcp and udp have ports ({PERMISSION}).",
            (None, 80): f"from_port is 80; only tcp and udp have ports ({PERMISSION}).",
        },
    ),
    Case(
        limit="traffic.no_ports",
        build=lambda port: rule(protocol=Protocol.ALL, from_port=port),
        accepted=[None],
        refused={443: f"from_port is 443; only tcp and udp have ports ({PERMISSION})."},
    ),
    Case(
        limit="traffic.port_range",
        build=lambda ports: rule(from_port=ports[0], to_port=ports[1]),
        accepted=[(0, None), (0, 65535), (65535, None), (80, 80)],
        refused={
            ports: f"to_port is {shown}; ports go from 0 to 65,535, "
            f"and from the lower to the higher ({PERMISSION})."
            for ports, shown in {
                (-1, None): "-1 to -1",
                (65536, None): "65536 to 65536",
                (0, 65536): "0 to 65536",
                (81, 80): "81 to 80",
            }.items()
        },
    ),
    Case(
        limit="traffic.peers",
        build=lambda peers: rule(cidr_blocks=list(peers[0]), security_group_id=peers[1]),
        accepted=[(("10.0.0.0/16",), None), ((), "sg-0123456789abcdef0")],
        refused={
            ((), None): "cidr_blocks is missing; a rule names the addresses (cidr_blocks) "
            f"or the security group that it is for ({PERMISSION})."
        },
    ),
    Case(
        limit="traffic.cidr",
        build=lambda block: rule(cidr_blocks=[block]),
        accepted=["0.0.0.0/0", "10.0.0.1/32", "2001:db8::/32", "::/0"],
        refused={
            block: f'cidr_blocks[0] is "{block}"; addresses read like 10.0.0.0/16 or '
            f"2001:db8::/32, with no bits behind the prefix ({PERMISSION}).{nearest}"
            for block, nearest in {
                "10.0.0.1/16": ' Nearest: "10.0.0.0/16".',
                "10.0.0.1": ' Nearest: "10.0.0.1/32".',
                "2001:db8::1/32": ' Nearest: "2001:db8::/32".',
                "10.0.0.0/33": "",
                "anywhere": "",
                "": "",
            }.items()
        },
    ),
    Case(
        limit="traffic.description",
        build=lambda description: rule(description=description),
        accepted=["", "x" * 255, "HTTPS: 1.0_(a/b)#,@[]+=&;{}!$*-"],
        refused={
            text: f'description is "{shown}"; a description has up to 255 letters, digits, '
            "spaces and _.-:/()#,@[]+=&;{}!$* (EC2 AuthorizeSecurityGroupIngress, IpRange)."
            for text, shown in {
                "über": "über",
                'so-called \\"web\\"': 'so-called \\\\\\"web\\\\\\"',
                "x" * 256: "x" * 59 + " ... " + "x" * 59,
            }.items()
        },
    ),
]
