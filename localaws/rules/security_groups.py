"""Security groups and their rules."""

from localaws.rules.kinds import Given, Rule, matching, one_of, refuse

SOURCES = ("cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId")
ALL_PROTOCOLS = "-1"
WITH_PORTS = ("tcp", "6", "udp", "17")
WITH_TYPES = ("icmp", "1", "icmpv6", "58")
HIGHEST_PORT = 65535
HIGHEST_PROTOCOL = 255

_TEXT = r"[a-zA-Z0-9_ .:/()#,@\[\]+=&;{}!$*-]{0,255}"
_TEXT_LIMIT = "up to 255 letters, digits, spaces and _.-:/()#,@[]+=&;{}!$*"


def _protocol(given: Given) -> str:
    return given.text("ipProtocol").lower()


def _unknown_protocol(given: Given) -> bool:
    protocol = _protocol(given)
    if protocol in ("", ALL_PROTOCOLS, *WITH_PORTS, *WITH_TYPES):
        return False
    return not (protocol.isdigit() and int(protocol) <= HIGHEST_PROTOCOL)


def _without_port(given: Given) -> bool:
    needed = _protocol(given) in (*WITH_PORTS, *WITH_TYPES)
    return needed and not (given.has("fromPort") and given.has("toPort"))


def _port_out_of_range(given: Given) -> bool:
    first, last = given.number("fromPort"), given.number("toPort")
    if _protocol(given) not in WITH_PORTS or first is None or last is None:
        return False
    return not 0 <= first <= last <= HIGHEST_PORT


def _rules(operation: str) -> tuple[Rule, ...]:
    return (
        one_of("rule.source", SOURCES, operation),
        refuse(
            "rule.ipProtocol",
            "ipProtocol",
            f"is tcp, udp, icmp, icmpv6, a number up to {HIGHEST_PROTOCOL}, or -1 for all",
            f"{operation}, IpProtocol",
            _unknown_protocol,
        ),
        refuse(
            "rule.ports",
            "fromPort",
            "tcp, udp and icmp need both fromPort and toPort",
            f"{operation}, IpPermission",
            _without_port,
        ),
        refuse(
            "rule.range",
            "toPort",
            f"ports go from 0 to {HIGHEST_PORT}, and from the lower to the higher",
            f"{operation}, IpPermission",
            _port_out_of_range,
        ),
        refuse(
            "rule.allProtocols",
            "fromPort",
            "a rule for all protocols is for all ports: AWS ignores other ones",
            f"{operation}, IpProtocol",
            lambda given: (
                _protocol(given) == ALL_PROTOCOLS
                and {given.number("fromPort"), given.number("toPort")} - {None, -1} != set()
            ),
        ),
        matching("rule.description", "description", _TEXT, _TEXT_LIMIT, "IpRange, Description"),
    )


RULES: dict[str, tuple[Rule, ...]] = {
    "aws:ec2/securityGroup:SecurityGroup": (
        matching(
            "group.name",
            "name",
            rf"(?!sg-){_TEXT}",
            f"{_TEXT_LIMIT}, and not beginning with sg-",
            "CreateSecurityGroup, GroupName",
        ),
        matching(
            "group.description",
            "description",
            _TEXT,
            _TEXT_LIMIT,
            "CreateSecurityGroup, GroupDescription",
        ),
    ),
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": _rules(
        "AuthorizeSecurityGroupIngress"
    ),
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": _rules(
        "AuthorizeSecurityGroupEgress"
    ),
}
