"""Cases for security groups and their rules."""

from tests.localaws.rules.cases import UNKNOWN, Case

GROUP = "aws:ec2/securityGroup:SecurityGroup"
RULE_TYPES = (
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
)


def ports(protocol: str, first: object, last: object) -> dict:
    return {"ipProtocol": protocol, "fromPort": first, "toPort": last}


def rules_of(token: str) -> list[Case]:
    return [
        Case(
            token,
            "rule.source",
            fine=(
                {"cidrIpv4": "10.0.0.0/8"},
                {"cidrIpv6": "::/0"},
                {"prefixListId": "pl-1"},
                {"referencedSecurityGroupId": UNKNOWN},
            ),
            broken=(
                ({}, "cidrIpv4"),
                ({"cidrIpv4": "10.0.0.0/8", "cidrIpv6": "::/0"}, "cidrIpv6"),
                (
                    {"cidrIpv4": "a", "prefixListId": "b", "referencedSecurityGroupId": UNKNOWN},
                    "referencedSecurityGroupId",
                ),
            ),
        ),
        Case(
            token,
            "rule.ipProtocol",
            fine=tuple(
                {"ipProtocol": protocol}
                for protocol in (
                    *("tcp", "TCP", "udp", "icmp", "icmpv6", "-1"),
                    *("0", "6", "255", UNKNOWN),
                )
            ),
            broken=tuple(
                ({"ipProtocol": protocol}, "ipProtocol")
                for protocol in ("256", "-2", "http", "all")
            ),
        ),
        Case(
            token,
            "rule.ports",
            fine=(
                ports("tcp", 80, 80),
                ports("udp", 0, UNKNOWN),
                ports("icmp", -1, -1),
                {"ipProtocol": "-1"},
                {"ipProtocol": "50"},
                {"ipProtocol": UNKNOWN},
            ),
            broken=(
                ({"ipProtocol": "tcp"}, "fromPort"),
                ({"ipProtocol": "tcp", "fromPort": 80}, "fromPort"),
                ({"ipProtocol": "udp", "toPort": 80}, "fromPort"),
                ({"ipProtocol": "icmp"}, "fromPort"),
                ({"ipProtocol": "6"}, "fromPort"),
            ),
        ),
        Case(
            token,
            "rule.range",
            fine=(
                ports("tcp", 0, 65535),
                ports("tcp", 80, 80),
                ports("icmp", 8, 0),
                ports("tcp", UNKNOWN, 1),
                {},
            ),
            broken=(
                (ports("tcp", -1, 80), "toPort"),
                (ports("tcp", 0, 65536), "toPort"),
                (ports("udp", 81, 80), "toPort"),
                (ports("17", "443", "80"), "toPort"),
            ),
        ),
        Case(
            token,
            "rule.allProtocols",
            fine=(
                {"ipProtocol": "-1"},
                ports("-1", -1, -1),
                ports("tcp", 0, 0),
                ports("-1", UNKNOWN, UNKNOWN),
            ),
            broken=(
                (ports("-1", 0, 0), "fromPort"),
                (ports("-1", 0, 65535), "fromPort"),
                (ports("-1", -1, 80), "fromPort"),
            ),
        ),
        Case(
            token,
            "rule.description",
            fine=(
                {"description": "Web: a_b-c.d/e(f)#g,h@i[j]+k=l&m;n{o}p!q$r*"},
                {"description": "d" * 255},
                {"description": ""},
                {"description": UNKNOWN},
            ),
            broken=(
                ({"description": "d" * 256}, "description"),
                ({"description": "über"}, "description"),
                ({"description": "a|b"}, "description"),
                ({"description": "a\nb"}, "description"),
            ),
        ),
    ]


CASES = [
    Case(
        GROUP,
        "group.name",
        fine=({"name": "web servers"}, {"name": "n" * 255}, {"name": "a-sg-b"}, {"name": UNKNOWN}),
        broken=(
            ({"name": "n" * 256}, "name"),
            ({"name": "sg-web"}, "name"),
            ({"name": "wéb"}, "name"),
        ),
    ),
    Case(
        GROUP,
        "group.description",
        fine=({"description": "Managed by Pulumi"}, {"description": "d" * 255}, {}),
        broken=(
            ({"description": "d" * 256}, "description"),
            ({"description": "a|b"}, "description"),
        ),
    ),
    *(case for token in RULE_TYPES for case in rules_of(token)),
]
