"""Cases for target groups and their health checks."""

from tests.localaws.rules.cases import UNKNOWN, Case, Inputs

GROUP = "aws:lb/targetGroup:TargetGroup"


def required(path: str, value: object) -> Case:
    return Case(
        GROUP,
        f"targetGroup.{path}.required",
        fine=(
            {path: value},
            {path: UNKNOWN, "targetType": "ip"},
            {"targetType": "lambda"},
            {"targetType": UNKNOWN},
        ),
        broken=(({}, path), ({"targetType": "instance"}, path), ({"targetType": "ip"}, path)),
    )


def not_for_functions(path: str, value: object) -> Case:
    return Case(
        GROUP,
        f"targetGroup.{path}.lambda",
        fine=(
            {path: value},
            {path: value, "targetType": "ip"},
            {path: value, "targetType": UNKNOWN},
            {"targetType": "lambda"},
        ),
        broken=(({path: value, "targetType": "lambda"}, path),),
    )


def for_protocols(path: str, value: object, protocol: str, other: str) -> Case:
    return Case(
        GROUP,
        f"targetGroup.{path}.protocol",
        fine=(
            {path: value, "protocol": protocol},
            {path: value, "protocol": UNKNOWN},
            {path: value},
            {"protocol": other},
        ),
        broken=(
            ({path: value, "protocol": other}, path),
            ({path: UNKNOWN, "protocol": other}, path),
        ),
    )


def words(path: str, *values: str) -> Case:
    return Case(
        GROUP,
        f"targetGroup.{path}",
        fine=(*({path: value} for value in values), {path: UNKNOWN}, {}),
        broken=(({path: "other"}, path), ({path: values[0].upper()}, path)),
    )


def checked(**check: object) -> Inputs:
    return {"healthCheck": check}


def sticky(kind: str, **more: object) -> Inputs:
    return {"stickiness": {"type": kind, **more}}


def slow(seconds: object, **more: object) -> Inputs:
    return {"slowStart": seconds, **more}


HEALTH_CHECK = [
    Case(
        GROUP,
        "targetGroup.healthCheck.timeout",
        fine=(
            checked(interval=10, timeout=9),
            {**checked(interval=10, timeout=9), "protocol": "HTTP"},
            {**checked(interval=10, timeout=10), "protocol": "TCP"},
            {**checked(interval=10, timeout=10), "protocol": UNKNOWN},
            checked(interval=UNKNOWN, timeout=120),
            checked(timeout=120),
            checked(interval=5),
            {},
        ),
        broken=(
            (checked(interval=10, timeout=11), "healthCheck.timeout"),
            (
                {**checked(interval=10, timeout=10), "protocol": "HTTP"},
                "healthCheck.timeout",
            ),
            (
                {**checked(interval="10", timeout="10"), "protocol": "HTTPS"},
                "healthCheck.timeout",
            ),
            ({**checked(interval=10, timeout=11), "protocol": "TCP"}, "healthCheck.timeout"),
        ),
    ),
    Case(
        GROUP,
        "targetGroup.healthCheck.enabled",
        fine=(
            checked(enabled=True),
            checked(enabled=UNKNOWN),
            {**checked(enabled=False), "targetType": "lambda"},
            {**checked(enabled=False), "targetType": UNKNOWN},
            {},
        ),
        broken=(
            (checked(enabled=False), "healthCheck.enabled"),
            ({**checked(enabled="false"), "targetType": "ip"}, "healthCheck.enabled"),
        ),
    ),
    Case(
        GROUP,
        "targetGroup.healthCheck.protocol",
        fine=(
            {**checked(protocol="TCP"), "protocol": "TCP"},
            {**checked(protocol="TCP"), "protocol": UNKNOWN},
            {**checked(protocol="HTTPS"), "protocol": "HTTP"},
            {**checked(protocol=UNKNOWN), "protocol": "HTTP"},
        ),
        broken=(
            ({**checked(protocol="TCP"), "protocol": "HTTP"}, "healthCheck.protocol"),
            ({**checked(protocol="TCP"), "protocol": "HTTPS"}, "healthCheck.protocol"),
        ),
    ),
    Case(
        GROUP,
        "targetGroup.healthCheck.matcher",
        fine=(
            {**checked(matcher="200"), "protocol": "HTTP"},
            {**checked(matcher="200,202,499"), "protocol": "HTTPS"},
            {**checked(matcher="200-299,301"), "protocol": "HTTP", "protocolVersion": "HTTP2"},
            {**checked(matcher="0-99"), "protocol": "HTTP", "protocolVersion": "GRPC"},
            {**checked(matcher="200-599"), "protocol": "TCP"},
            {**checked(matcher="600"), "protocol": UNKNOWN},
            {**checked(matcher="7"), "protocol": "HTTP", "protocolVersion": UNKNOWN},
            {**checked(matcher=UNKNOWN), "protocol": "HTTP"},
            checked(matcher="600"),
        ),
        broken=(
            ({**checked(matcher="199"), "protocol": "HTTP"}, "healthCheck.matcher"),
            ({**checked(matcher="200-500"), "protocol": "HTTPS"}, "healthCheck.matcher"),
            ({**checked(matcher="2xx"), "protocol": "HTTP"}, "healthCheck.matcher"),
            ({**checked(matcher="200;202"), "protocol": "HTTP"}, "healthCheck.matcher"),
            ({**checked(matcher="600"), "protocol": "TCP"}, "healthCheck.matcher"),
            (
                {**checked(matcher="100"), "protocol": "HTTP", "protocolVersion": "GRPC"},
                "healthCheck.matcher",
            ),
            (
                {**checked(matcher="12"), "protocol": "HTTP", "protocolVersion": "HTTP1"},
                "healthCheck.matcher",
            ),
        ),
    ),
    Case(
        GROUP,
        "targetGroup.healthCheck.protocols",
        fine=(*(checked(protocol=p) for p in ("HTTP", "HTTPS", "TCP", UNKNOWN)), {}),
        broken=(
            (checked(protocol="UDP"), "healthCheck.protocol"),
            (checked(protocol="http"), "healthCheck.protocol"),
        ),
    ),
    Case(
        GROUP,
        "targetGroup.healthCheck.port",
        fine=(
            *(checked(port=p) for p in ("traffic-port", "1", "9999", "59999", "60000", "65535")),
            checked(port=UNKNOWN),
            {},
        ),
        broken=(
            (checked(port="0"), "healthCheck.port"),
            (checked(port="65536"), "healthCheck.port"),
            (checked(port="http"), "healthCheck.port"),
        ),
    ),
    *(
        Case(
            GROUP,
            f"targetGroup.healthCheck.{path}.protocol",
            fine=(
                checked(**{path: "/a"}),
                checked(**{path: "/a"}, protocol="HTTP"),
                checked(**{path: "/a"}, protocol=UNKNOWN),
                checked(protocol="TCP"),
                checked(**{path: ""}, protocol="TCP"),
            ),
            broken=((checked(**{path: UNKNOWN}, protocol="TCP"), f"healthCheck.{path}"),),
        )
        for path in ("path", "matcher")
    ),
]

CASES = [
    Case(
        GROUP,
        "targetGroup.name",
        fine=({"name": "n" * 32}, {"name": "a-B-1"}, {"name": UNKNOWN}, {}),
        broken=(
            ({"name": "n" * 33}, "name"),
            ({"name": "-a"}, "name"),
            ({"name": "a-"}, "name"),
            ({"name": "a_b"}, "name"),
        ),
    ),
    required("port", 80),
    required("protocol", "HTTP"),
    required("vpcId", "vpc-1"),
    not_for_functions("port", 80),
    not_for_functions("protocol", "HTTP"),
    not_for_functions("vpcId", UNKNOWN),
    not_for_functions("deregistrationDelay", 30),
    Case(
        GROUP,
        "targetGroup.protocolVersion",
        fine=(
            {"protocol": "HTTP", "protocolVersion": "HTTP2"},
            {"protocol": "HTTPS", "protocolVersion": UNKNOWN},
            {"protocol": UNKNOWN, "protocolVersion": "GRPC"},
            {"protocol": "TCP"},
        ),
        broken=(
            ({"protocol": "TCP", "protocolVersion": "HTTP1"}, "protocolVersion"),
            ({"protocol": "TLS", "protocolVersion": UNKNOWN}, "protocolVersion"),
        ),
    ),
    Case(
        GROUP,
        "targetGroup.version",
        fine=(*({"protocolVersion": v} for v in ("HTTP1", "HTTP2", "GRPC", UNKNOWN)), {}),
        broken=(
            ({"protocolVersion": "HTTP3"}, "protocolVersion"),
            ({"protocolVersion": "grpc"}, "protocolVersion"),
        ),
    ),
    *HEALTH_CHECK,
    Case(
        GROUP,
        "targetGroup.deregistrationDelay",
        fine=(
            {"deregistrationDelay": 0},
            {"deregistrationDelay": "3600"},
            {"deregistrationDelay": UNKNOWN},
            {},
        ),
        broken=(
            ({"deregistrationDelay": -1}, "deregistrationDelay"),
            ({"deregistrationDelay": 3601}, "deregistrationDelay"),
        ),
    ),
    Case(
        GROUP,
        "targetGroup.slowStart",
        fine=(slow(0), slow(30), slow("900"), slow(UNKNOWN), {}),
        broken=(
            (slow(1), "slowStart"),
            (slow(29), "slowStart"),
            (slow(901), "slowStart"),
            (slow(-1), "slowStart"),
        ),
    ),
    Case(
        GROUP,
        "targetGroup.slowStart.algorithm",
        fine=(
            slow(30),
            slow(30, loadBalancingAlgorithmType="round_robin"),
            slow(30, loadBalancingAlgorithmType=UNKNOWN),
            slow(0, loadBalancingAlgorithmType="weighted_random"),
            slow(UNKNOWN, loadBalancingAlgorithmType="weighted_random"),
        ),
        broken=(
            (slow(30, loadBalancingAlgorithmType="weighted_random"), "slowStart"),
            (slow(30, loadBalancingAlgorithmType="least_outstanding_requests"), "slowStart"),
        ),
    ),
    words(
        "loadBalancingAlgorithmType",
        *("round_robin", "least_outstanding_requests", "weighted_random"),
    ),
    words("loadBalancingAnomalyMitigation", "on", "off"),
    Case(
        GROUP,
        "targetGroup.anomaly.algorithm",
        fine=(
            {
                "loadBalancingAnomalyMitigation": "on",
                "loadBalancingAlgorithmType": "weighted_random",
            },
            {"loadBalancingAnomalyMitigation": "on", "loadBalancingAlgorithmType": UNKNOWN},
            {"loadBalancingAnomalyMitigation": "off"},
            {"loadBalancingAnomalyMitigation": UNKNOWN},
        ),
        broken=(
            ({"loadBalancingAnomalyMitigation": "on"}, "loadBalancingAnomalyMitigation"),
            (
                {
                    "loadBalancingAnomalyMitigation": "on",
                    "loadBalancingAlgorithmType": "round_robin",
                },
                "loadBalancingAnomalyMitigation",
            ),
        ),
    ),
    words("loadBalancingCrossZoneEnabled", "true", "false", "use_load_balancer_configuration"),
    Case(
        GROUP,
        "targetGroup.stickiness.type",
        fine=(
            {**sticky("lb_cookie"), "protocol": "HTTP"},
            {**sticky("app_cookie"), "protocol": "HTTPS"},
            {**sticky("source_ip"), "protocol": "TCP_UDP"},
            {**sticky("source_ip_dest_ip"), "protocol": "GENEVE"},
            {**sticky("source_ip"), "protocol": UNKNOWN},
            {**sticky(UNKNOWN), "protocol": "TCP"},
            {**sticky("other"), "protocol": "TCP"},
            sticky("source_ip"),
        ),
        broken=(
            ({**sticky("source_ip"), "protocol": "HTTP"}, "stickiness.type"),
            ({**sticky("lb_cookie"), "protocol": "TCP"}, "stickiness.type"),
            ({**sticky("app_cookie", cookieName="a"), "protocol": "TLS"}, "stickiness.type"),
            ({**sticky("source_ip"), "protocol": "TLS"}, "stickiness.type"),
            ({**sticky("source_ip_dest_ip_proto"), "protocol": "TCP"}, "stickiness.type"),
        ),
    ),
    Case(
        GROUP,
        "targetGroup.stickiness.cookieName",
        fine=(
            sticky("app_cookie", cookieName="SESSION"),
            sticky("app_cookie", cookieName=UNKNOWN),
            sticky("lb_cookie"),
            sticky(UNKNOWN),
            {},
        ),
        broken=(
            (sticky("app_cookie"), "stickiness.cookieName"),
            (sticky("app_cookie", cookieName="AWSALB"), "stickiness.cookieName"),
            (sticky("app_cookie", cookieName="AWSALBTG-own"), "stickiness.cookieName"),
        ),
    ),
    Case(
        GROUP,
        "targetGroup.stickiness.types",
        fine=(
            *(sticky(kind) for kind in ("app_cookie", "lb_cookie", "source_ip", UNKNOWN)),
            *(sticky(kind) for kind in ("source_ip_dest_ip", "source_ip_dest_ip_proto")),
            {},
        ),
        broken=((sticky("cookie"), "stickiness.type"),),
    ),
    Case(
        GROUP,
        "targetGroup.stickiness.cookieDuration",
        fine=(
            sticky("lb_cookie", cookieDuration=1),
            sticky("lb_cookie", cookieDuration="604800"),
            sticky("lb_cookie", cookieDuration=UNKNOWN),
            sticky("lb_cookie"),
        ),
        broken=(
            (sticky("lb_cookie", cookieDuration=0), "stickiness.cookieDuration"),
            (sticky("lb_cookie", cookieDuration=604801), "stickiness.cookieDuration"),
        ),
    ),
    for_protocols("loadBalancingAlgorithmType", "round_robin", "HTTP", "TCP"),
    for_protocols("loadBalancingAnomalyMitigation", "off", "HTTPS", "TLS"),
    for_protocols("connectionTermination", False, "TCP", "HTTP"),
    for_protocols("preserveClientIp", "true", "UDP", "HTTPS"),
    for_protocols("proxyProtocolV2", True, "TLS", "HTTP"),
    for_protocols(
        "targetHealthStates", [{"enableUnhealthyConnectionTermination": True}], "TCP", "HTTP"
    ),
    Case(
        GROUP,
        "targetGroup.lambdaMultiValueHeadersEnabled",
        fine=(
            {"lambdaMultiValueHeadersEnabled": True, "targetType": "lambda"},
            {"lambdaMultiValueHeadersEnabled": True, "targetType": UNKNOWN},
            {"lambdaMultiValueHeadersEnabled": False},
            {"lambdaMultiValueHeadersEnabled": UNKNOWN},
            {},
        ),
        broken=(
            ({"lambdaMultiValueHeadersEnabled": True}, "lambdaMultiValueHeadersEnabled"),
            (
                {"lambdaMultiValueHeadersEnabled": "true", "targetType": "ip"},
                "lambdaMultiValueHeadersEnabled",
            ),
        ),
    ),
]
