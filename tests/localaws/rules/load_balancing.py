"""Cases for load balancers, and for the certificates of their listeners."""

from tests.localaws.rules.cases import UNKNOWN, Case, Inputs

BALANCER, CERTIFICATE = "aws:lb/loadBalancer:LoadBalancer", "aws:acm/certificate:Certificate"

FOR_APPLICATION: Inputs = {
    "clientKeepAlive": 60,
    "connectionLogs": {"bucket": "logs"},
    "desyncMitigationMode": "monitor",
    "dropInvalidHeaderFields": True,
    "enableHttp2": False,
    "enableTlsVersionAndCipherSuiteHeaders": True,
    "enableWafFailOpen": True,
    "enableXffClientPort": True,
    "healthCheckLogs": {"bucket": "logs"},
    "idleTimeout": 30,
    "preserveHostHeader": True,
    "xffHeaderProcessingMode": "append",
}
FOR_NETWORK: Inputs = {
    "dnsRecordClientRoutingPolicy": "any_availability_zone",
    "secondaryIpsAutoAssignedPerSubnet": 0,
}


def for_type(path: str, value: object, kind: str, other: str) -> Case:
    of_application = kind == "application"
    return Case(
        BALANCER,
        f"loadBalancer.{path}.type",
        fine=(
            {path: value, "loadBalancerType": kind},
            {path: value, "loadBalancerType": UNKNOWN},
            {"loadBalancerType": other},
            *(({path: value},) if of_application else ()),
        ),
        broken=(
            ({path: value, "loadBalancerType": other}, path),
            ({path: UNKNOWN, "loadBalancerType": other}, path),
            *(() if of_application else (({path: value}, path),)),
        ),
    )


def few(path: str, one: object) -> Case:
    return Case(
        BALANCER,
        f"loadBalancer.few.{path}",
        fine=(
            {path: [one, one]},
            {path: [UNKNOWN, UNKNOWN]},
            {path: UNKNOWN},
            {path: [one], "loadBalancerType": "network"},
            {path: [one], "loadBalancerType": UNKNOWN},
            {},
        ),
        broken=(
            ({path: [one]}, path),
            ({path: [UNKNOWN]}, path),
            ({path: [], "loadBalancerType": "application"}, path),
        ),
    )


def bounded(path: str, low: int, high: int) -> Case:
    return Case(
        BALANCER,
        f"loadBalancer.{path}",
        fine=({path: low}, {path: str(high)}, {path: UNKNOWN}, {}),
        broken=(({path: low - 1}, path), ({path: high + 1}, path)),
    )


def words(path: str, *values: str) -> Case:
    return Case(
        BALANCER,
        f"loadBalancer.{path}",
        fine=(*({path: value} for value in values), {path: UNKNOWN}, {}),
        broken=(({path: "other"}, path), ({path: values[0].upper()}, path)),
    )


def logs(path: str) -> tuple[Case, Case]:
    return (
        Case(
            BALANCER,
            f"loadBalancer.{path}.bucket",
            fine=(
                {path: {"bucket": "logs", "enabled": True}},
                {path: {"bucket": UNKNOWN, "enabled": True}},
                {path: {"bucket": "", "enabled": False}},
                {path: {"bucket": ""}},
                {path: UNKNOWN},
                {},
            ),
            broken=(({path: {"bucket": "", "enabled": True}}, f"{path}.bucket"),),
        ),
        Case(
            BALANCER,
            f"loadBalancer.{path}.prefix",
            fine=(
                {path: {"bucket": "logs", "prefix": "alb/web"}},
                {path: {"bucket": "logs", "prefix": UNKNOWN}},
                {path: {"bucket": "logs"}},
            ),
            broken=(({path: {"bucket": "logs", "prefix": "a/AWSLogs"}}, f"{path}.prefix"),),
        ),
    )


CASES = [
    Case(
        BALANCER,
        "loadBalancer.name",
        fine=(
            {"name": "a"},
            {"name": "n" * 32},
            {"name": "A-1-b"},
            {"name": UNKNOWN},
            {},
        ),
        broken=(
            ({"name": "n" * 33}, "name"),
            ({"name": "-a"}, "name"),
            ({"name": "a-"}, "name"),
            ({"name": "a_b"}, "name"),
            ({"name": "a.b"}, "name"),
        ),
    ),
    Case(
        BALANCER,
        "loadBalancer.internal",
        fine=({"name": "internal"}, {"name": "an-internal-one"}, {"name": UNKNOWN}),
        broken=(({"name": "internal-a"}, "name"),),
    ),
    Case(
        BALANCER,
        "loadBalancer.subnets",
        fine=({"subnets": ["a"]}, {"subnetMappings": UNKNOWN}),
        broken=(
            ({}, "subnets"),
            ({"subnets": []}, "subnets"),
            ({"subnets": ["a"], "subnetMappings": [{"subnetId": "a"}]}, "subnetMappings"),
        ),
    ),
    few("subnets", "subnet-1"),
    few("subnetMappings", {"subnetId": "subnet-1"}),
    bounded("idleTimeout", 1, 4000),
    bounded("clientKeepAlive", 60, 604800),
    words("desyncMitigationMode", "monitor", "defensive", "strictest"),
    words("xffHeaderProcessingMode", "append", "preserve", "remove"),
    words(
        "dnsRecordClientRoutingPolicy",
        "any_availability_zone",
        "availability_zone_affinity",
        "partial_availability_zone_affinity",
    ),
    Case(
        BALANCER,
        "loadBalancer.enableCrossZoneLoadBalancing",
        fine=(
            {"enableCrossZoneLoadBalancing": True},
            {"enableCrossZoneLoadBalancing": False, "loadBalancerType": "network"},
            {"enableCrossZoneLoadBalancing": False, "loadBalancerType": UNKNOWN},
            {"enableCrossZoneLoadBalancing": UNKNOWN},
            {},
        ),
        broken=(
            ({"enableCrossZoneLoadBalancing": False}, "enableCrossZoneLoadBalancing"),
            (
                {"enableCrossZoneLoadBalancing": "false", "loadBalancerType": "application"},
                "enableCrossZoneLoadBalancing",
            ),
        ),
    ),
    *(for_type(path, v, "application", "network") for path, v in FOR_APPLICATION.items()),
    *(for_type(path, v, "network", "application") for path, v in FOR_NETWORK.items()),
    *logs("accessLogs"),
    *logs("connectionLogs"),
    *logs("healthCheckLogs"),
    Case(
        CERTIFICATE,
        "certificate.domainName",
        fine=({"domainName": "a.example.com"}, {"domainName": UNKNOWN}, {"privateKey": UNKNOWN}),
        broken=(({}, "domainName"), ({"validationMethod": "DNS"}, "domainName")),
    ),
]
