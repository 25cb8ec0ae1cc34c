"""Load balancers, and the certificates of their listeners."""

from collections.abc import Iterator

from localaws.links.constraints import Violation
from localaws.rules.kinds import Given, Rule, between, choice, matching, one_of, refuse, within

NAME = r"(?!-)[A-Za-z0-9-]{1,32}(?<!-)"
NAME_IN_WORDS = (
    "a name has 1 to 32 letters, digits and hyphens, and a hyphen neither first nor last"
)
LEAST_SUBNETS = 2

FOR_APPLICATION = (
    "clientKeepAlive",
    "connectionLogs",
    "desyncMitigationMode",
    "dropInvalidHeaderFields",
    "enableHttp2",
    "enableTlsVersionAndCipherSuiteHeaders",
    "enableWafFailOpen",
    "enableXffClientPort",
    "healthCheckLogs",
    "idleTimeout",
    "preserveHostHeader",
    "xffHeaderProcessingMode",
)
FOR_NETWORK = ("dnsRecordClientRoutingPolicy", "secondaryIpsAutoAssignedPerSubnet")
"""Attributes that one type of load balancer has."""

_BALANCER = "CreateLoadBalancer"
_BALANCER_ATTRIBUTE = "LoadBalancerAttribute"


def _type(given: Given) -> str:
    """The type of a load balancer; empty when it is not known yet."""
    return given.text("loadBalancerType") if given.has("loadBalancerType") else "application"


def _few_subnets(path: str) -> Rule:
    def problems(given: Given) -> Iterator[Violation]:
        listed = given.values.get(path)
        if (
            isinstance(listed, list)
            and len(listed) < LEAST_SUBNETS
            and _type(given) == "application"
        ):
            message = "an Application Load Balancer stands in two zones at least"
            yield Violation(path, message)

    return Rule(f"loadBalancer.few.{path}", f"{_BALANCER}, Subnets", problems)


def _for_type(path: str, kind: str) -> Rule:
    return refuse(
        f"loadBalancer.{path}.type",
        path,
        f"is for load balancers of type {kind}",
        _BALANCER_ATTRIBUTE,
        lambda given: given.has(path) and _type(given) not in ("", kind),
    )


def _logs(path: str) -> tuple[Rule, ...]:
    return within(
        path,
        refuse(
            f"loadBalancer.{path}.bucket",
            "bucket",
            "is required where logs are enabled",
            _BALANCER_ATTRIBUTE,
            lambda logs: logs.flag("enabled") and not logs.has("bucket"),
        ),
        refuse(
            f"loadBalancer.{path}.prefix",
            "prefix",
            "must not hold AWSLogs, which follows it anyway",
            "User Guide, Access log files",
            lambda logs: "AWSLogs" in logs.text("prefix"),
        ),
    )


BALANCER_RULES = (
    matching("loadBalancer.name", "name", NAME, NAME_IN_WORDS, f"{_BALANCER}, Name"),
    refuse(
        "loadBalancer.internal",
        "name",
        "must not begin with internal-",
        f"{_BALANCER}, Name",
        lambda given: given.text("name").startswith("internal-"),
    ),
    one_of("loadBalancer.subnets", ("subnets", "subnetMappings"), f"{_BALANCER}, Subnets"),
    _few_subnets("subnets"),
    _few_subnets("subnetMappings"),
    between("loadBalancer.idleTimeout", "idleTimeout", 1, 4000, _BALANCER_ATTRIBUTE),
    between("loadBalancer.clientKeepAlive", "clientKeepAlive", 60, 604800, _BALANCER_ATTRIBUTE),
    choice(
        "loadBalancer.desyncMitigationMode",
        "desyncMitigationMode",
        _BALANCER_ATTRIBUTE,
        *("monitor", "defensive", "strictest"),
    ),
    choice(
        "loadBalancer.xffHeaderProcessingMode",
        "xffHeaderProcessingMode",
        _BALANCER_ATTRIBUTE,
        *("append", "preserve", "remove"),
    ),
    choice(
        "loadBalancer.dnsRecordClientRoutingPolicy",
        "dnsRecordClientRoutingPolicy",
        _BALANCER_ATTRIBUTE,
        "any_availability_zone",
        "availability_zone_affinity",
        "partial_availability_zone_affinity",
    ),
    refuse(
        "loadBalancer.enableCrossZoneLoadBalancing",
        "enableCrossZoneLoadBalancing",
        "cannot be turned off for an Application Load Balancer",
        _BALANCER_ATTRIBUTE,
        lambda given: (
            given["enableCrossZoneLoadBalancing"] in (False, "false")
            and _type(given) == "application"
        ),
    ),
    *(_for_type(path, "application") for path in FOR_APPLICATION),
    *(_for_type(path, "network") for path in FOR_NETWORK),
    *_logs("accessLogs"),
    *_logs("connectionLogs"),
    *_logs("healthCheckLogs"),
)

RULES: dict[str, tuple[Rule, ...]] = {
    "aws:lb/loadBalancer:LoadBalancer": BALANCER_RULES,
    "aws:acm/certificate:Certificate": (
        refuse(
            "certificate.domainName",
            "domainName",
            "is required to request a certificate",
            "RequestCertificate",
            lambda given: not given.has("domainName") and not given.has("privateKey"),
        ),
    ),
}
