"""Target groups."""

from localaws.rules import health_checks
from localaws.rules.health_checks import HTTP, targets_of
from localaws.rules.kinds import Given, Rule, between, choice, matching, refuse, within
from localaws.rules.load_balancing import NAME, NAME_IN_WORDS

GROUP_FOR_NETWORK = (
    "connectionTermination",
    "preserveClientIp",
    "proxyProtocolV2",
    "targetHealthStates",
)
GROUP_FOR_APPLICATION = ("loadBalancingAlgorithmType", "loadBalancingAnomalyMitigation")
STICKINESS = {
    "app_cookie": HTTP,
    "lb_cookie": HTTP,
    "source_ip": ("TCP", "UDP", "TCP_UDP"),
    "source_ip_dest_ip": ("GENEVE",),
    "source_ip_dest_ip_proto": ("GENEVE",),
}
"""The protocols of target groups, by type of stickiness."""
SHORTEST_SLOW_START, LONGEST_SLOW_START = 30, 900

_GROUP = "CreateTargetGroup"
_GROUP_ATTRIBUTE = "TargetGroupAttribute"


def _required(path: str) -> Rule:
    return refuse(
        f"targetGroup.{path}.required",
        path,
        "is required, except for functions",
        _GROUP,
        lambda given: not given.has(path) and targets_of(given) not in ("", "lambda"),
    )


def _not_for_functions(path: str) -> Rule:
    return refuse(
        f"targetGroup.{path}.lambda",
        path,
        "is not for functions",
        _GROUP,
        lambda given: given.has(path) and targets_of(given) == "lambda",
    )


def _for_protocols(path: str, *, http: bool) -> Rule:
    what = "Application" if http else "Network"
    return refuse(
        f"targetGroup.{path}.protocol",
        path,
        f"is for target groups of {what} Load Balancers",
        _GROUP_ATTRIBUTE,
        lambda given: (
            given.has(path)
            and given["protocol"] is not None
            and (given["protocol"] in HTTP) != http
        ),
    )


def _slow_start(given: Given) -> bool:
    seconds = given.number("slowStart")
    return bool(seconds) and not SHORTEST_SLOW_START <= (seconds or 0) <= LONGEST_SLOW_START


def _cookie(given: Given) -> bool:
    """An application's cookie has a name, which is none of the load balancer's own."""
    sticky = given.part("stickiness")
    if sticky["type"] != "app_cookie":
        return False
    return not sticky.has("cookieName") or sticky.text("cookieName").startswith("AWSALB")


RULES: dict[str, tuple[Rule, ...]] = {
    "aws:lb/targetGroup:TargetGroup": (
        matching("targetGroup.name", "name", NAME, NAME_IN_WORDS, f"{_GROUP}, Name"),
        *(_required(path) for path in ("port", "protocol", "vpcId")),
        *(
            _not_for_functions(path)
            for path in ("port", "protocol", "vpcId", "deregistrationDelay")
        ),
        refuse(
            "targetGroup.protocolVersion",
            "protocolVersion",
            "is for HTTP and HTTPS",
            f"{_GROUP}, ProtocolVersion",
            lambda given: (
                given.has("protocolVersion")
                and given.has("protocol")
                and given["protocol"] not in (None, *HTTP)
            ),
        ),
        choice(
            "targetGroup.version",
            "protocolVersion",
            f"{_GROUP}, ProtocolVersion",
            "HTTP1",
            "HTTP2",
            "GRPC",
        ),
        *health_checks.RULES,
        between(
            "targetGroup.deregistrationDelay", "deregistrationDelay", 0, 3600, _GROUP_ATTRIBUTE
        ),
        refuse(
            "targetGroup.slowStart",
            "slowStart",
            f"is 0, or {SHORTEST_SLOW_START} to {LONGEST_SLOW_START} seconds",
            _GROUP_ATTRIBUTE,
            _slow_start,
        ),
        refuse(
            "targetGroup.slowStart.algorithm",
            "slowStart",
            "is for the algorithm round_robin",
            "User Guide, Slow start mode",
            lambda given: (
                bool(given.number("slowStart"))
                and given["loadBalancingAlgorithmType"]
                in ("least_outstanding_requests", "weighted_random")
            ),
        ),
        choice(
            "targetGroup.loadBalancingAlgorithmType",
            "loadBalancingAlgorithmType",
            _GROUP_ATTRIBUTE,
            *("round_robin", "least_outstanding_requests", "weighted_random"),
        ),
        choice(
            "targetGroup.loadBalancingAnomalyMitigation",
            "loadBalancingAnomalyMitigation",
            _GROUP_ATTRIBUTE,
            *("on", "off"),
        ),
        refuse(
            "targetGroup.anomaly.algorithm",
            "loadBalancingAnomalyMitigation",
            "is for the algorithm weighted_random",
            _GROUP_ATTRIBUTE,
            lambda given: (
                given["loadBalancingAnomalyMitigation"] == "on"
                and (
                    not given.has("loadBalancingAlgorithmType")
                    or given["loadBalancingAlgorithmType"] not in (None, "weighted_random")
                )
            ),
        ),
        choice(
            "targetGroup.loadBalancingCrossZoneEnabled",
            "loadBalancingCrossZoneEnabled",
            _GROUP_ATTRIBUTE,
            *("true", "false", "use_load_balancer_configuration"),
        ),
        refuse(
            "targetGroup.stickiness.type",
            "stickiness.type",
            "is not for this protocol",
            _GROUP_ATTRIBUTE,
            lambda given: (
                given["protocol"] is not None
                and given.part("stickiness")["type"] in STICKINESS
                and given["protocol"] not in STICKINESS[given.part("stickiness")["type"]]
            ),
        ),
        refuse(
            "targetGroup.stickiness.cookieName",
            "stickiness.cookieName",
            "is required for app_cookie, and must not begin with AWSALB",
            _GROUP_ATTRIBUTE,
            _cookie,
        ),
        *within(
            "stickiness",
            choice("targetGroup.stickiness.types", "type", _GROUP_ATTRIBUTE, *STICKINESS),
            between(
                "targetGroup.stickiness.cookieDuration",
                "cookieDuration",
                1,
                604800,
                _GROUP_ATTRIBUTE,
            ),
        ),
        *(_for_protocols(path, http=True) for path in GROUP_FOR_APPLICATION),
        *(_for_protocols(path, http=False) for path in GROUP_FOR_NETWORK),
        refuse(
            "targetGroup.lambdaMultiValueHeadersEnabled",
            "lambdaMultiValueHeadersEnabled",
            "is for functions",
            _GROUP_ATTRIBUTE,
            lambda given: (
                given.flag("lambdaMultiValueHeadersEnabled")
                and targets_of(given) not in ("", "lambda")
            ),
        ),
    ),
}
