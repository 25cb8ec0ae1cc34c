"""Target groups and what is registered in them."""

from typing import Any

from localaws.links.codecs import boolean
from localaws.links.conversions import Converted
from localaws.links.match import ITSELF, Target
from localaws.rows import Aspect, Call, Row, Values
from localaws.tables import attributes as of
from localaws.tables.load_balancers import TAGGING

_GROUP = {"TargetGroupArn": "{id}"}

_HEALTH_CHECK: dict[str, Target] = {
    "healthCheck": ITSELF,
    "healthCheck.enabled": "HealthCheckEnabled",
    "healthCheck.healthyThreshold": "HealthyThresholdCount",
    "healthCheck.interval": "HealthCheckIntervalSeconds",
    "healthCheck.path": "HealthCheckPath",
    "healthCheck.port": "HealthCheckPort",
    "healthCheck.protocol": "HealthCheckProtocol",
    "healthCheck.timeout": "HealthCheckTimeoutSeconds",
    "healthCheck.unhealthyThreshold": "UnhealthyThresholdCount",
    "healthCheck.matcher": (
        "Matcher",
        Converted(
            "codes of HTTP, or of gRPC",
            lambda codes: {"HttpCode": str(codes)},
            lambda matcher: matcher.get("HttpCode") or matcher.get("GrpcCode"),
        ),
    ),
}
_PROVIDER_DEFAULTS = {
    "HealthCheckEnabled": True,
    "HealthCheckIntervalSeconds": 30,
    "HealthCheckPort": "traffic-port",
    "HealthCheckProtocol": "HTTP",
    "HealthyThresholdCount": 3,
    "UnhealthyThresholdCount": 3,
}
"""What the official provider sends of a health check that is given in part."""


def _request(request: dict[str, Any], values: Values) -> dict[str, Any]:
    if values.get("protocolVersion") == "GRPC" and "Matcher" in request:
        request = {**request, "Matcher": {"GrpcCode": request["Matcher"]["HttpCode"]}}
    if not values.get("healthCheck"):
        return request
    of_lambda = values.get("targetType") == "lambda"
    unknown = {"HealthCheckPort", "HealthCheckProtocol"} if of_lambda else set()
    defaults = {name: value for name, value in _PROVIDER_DEFAULTS.items() if name not in unknown}
    return {**defaults, **request}


COOKIES = {"app_cookie": "stickiness.app_cookie", "lb_cookie": "stickiness.lb_cookie"}
"""The attributes of a cookie, by type of stickiness."""


def _sticky(value: dict[str, Any]) -> list[dict[str, str]]:
    kind = value["type"]
    wanted = {
        "stickiness.enabled": str(boolean(value.get("enabled", True))).lower(),
        "stickiness.type": kind,
    }
    if kind in COOKIES:
        wanted[f"{COOKIES[kind]}.duration_seconds"] = str(value.get("cookieDuration", 86400))
    if kind == "app_cookie":
        wanted["stickiness.app_cookie.cookie_name"] = value.get("cookieName", "")
    return [{"Key": key, "Value": text} for key, text in wanted.items()]


def _stickiness(told: list[dict[str, str]]) -> dict[str, Any] | None:
    found = of.as_map(told)
    kind = found.get("stickiness.type", "")
    if not kind:
        return None
    duration = found.get(f"{COOKIES.get(kind)}.duration_seconds")
    cookie = found.get("stickiness.app_cookie.cookie_name") if kind == "app_cookie" else None
    return {
        "type": kind,
        "enabled": found["stickiness.enabled"] == "true",
        **({"cookieDuration": int(duration)} if duration else {}),
        **({"cookieName": cookie} if cookie else {}),
    }


def _health(name: str) -> dict[str, of.Attribute]:
    key = f"target_group_health.{name}.minimum_healthy_targets"
    return {
        "minimumHealthyTargetsCount": of.Attribute(f"{key}.count"),
        "minimumHealthyTargetsPercentage": of.Attribute(f"{key}.percentage"),
    }


def _only_item(target: of.Target) -> of.Target:
    """The same object, of which the SDK makes a list of one."""
    path, inner = target
    return path, Converted(
        inner.name,
        lambda items: inner.encode(items[0]),
        lambda told: [item] if (item := inner.decode(told)) else None,
    )


_ATTRIBUTES = {
    "connectionTermination": of.attribute(
        "deregistration_delay.connection_termination.enabled", "bool"
    ),
    "deregistrationDelay": of.attribute("deregistration_delay.timeout_seconds", "int"),
    "lambdaMultiValueHeadersEnabled": of.attribute("lambda.multi_value_headers.enabled", "bool"),
    "loadBalancingAlgorithmType": of.attribute("load_balancing.algorithm.type"),
    "loadBalancingAnomalyMitigation": of.attribute("load_balancing.algorithm.anomaly_mitigation"),
    "loadBalancingCrossZoneEnabled": of.attribute("load_balancing.cross_zone.enabled"),
    "preserveClientIp": of.attribute("preserve_client_ip.enabled"),
    "proxyProtocolV2": of.attribute("proxy_protocol_v2.enabled", "bool"),
    "slowStart": of.attribute("slow_start.duration_seconds", "int"),
    "stickiness": ("Attributes", Converted("stickiness of a type", _sticky, _stickiness)),
    "targetGroupHealth": of.attributes(
        {
            "dnsFailover": _health("dns_failover"),
            "unhealthyStateRouting": _health("unhealthy_state_routing"),
        }
    ),
    "targetHealthStates": _only_item(
        of.attributes(
            {
                "enableUnhealthyConnectionTermination": of.Attribute(
                    "target_health_state.unhealthy.connection_termination.enabled", "bool"
                ),
                "unhealthyDrainingInterval": of.Attribute(
                    "target_health_state.unhealthy.draining_interval_seconds", "int"
                ),
            }
        )
    ),
}


def _registration(values: Values) -> list[dict[str, Any]]:
    port = {"Port": int(values["port"])} if values.get("port") is not None else {}
    return [{"Id": values["targetId"], **port}]


ROWS = (
    Row(
        token="aws:lb/targetGroup:TargetGroup",
        service="elbv2",
        create=Call("CreateTargetGroup"),
        read=Call("DescribeTargetGroups", {"TargetGroupArns": ["{id}"]}, "TargetGroups[0]"),
        delete=Call("DeleteTargetGroup", _GROUP),
        id="TargetGroups[0].TargetGroupArn",
        update=Call("ModifyTargetGroup", _GROUP),
        autoname="name",
        tagging=TAGGING,
        links=_HEALTH_CHECK,
        request=_request,
        aspects=(
            Aspect(
                tuple(_ATTRIBUTES),
                put=Call("ModifyTargetGroupAttributes", _GROUP),
                get=Call("DescribeTargetGroupAttributes", _GROUP),
                links=_ATTRIBUTES,
            ),
        ),
        refused={
            "targetControlPort": "the emulator does not keep it",
            "targetFailovers": "the emulator has no gateway load balancers",
        },
        computed=(
            "connectionTermination",
            "healthCheck",
            "ipAddressType",
            "loadBalancingAlgorithmType",
            "loadBalancingAnomalyMitigation",
            "loadBalancingCrossZoneEnabled",
            "preserveClientIp",
            "protocolVersion",
            "stickiness",
            "targetGroupHealth",
            "targetHealthStates",
        ),
        defaults={"targetType": "instance"},
        removal={
            "deregistrationDelay": 300,
            "lambdaMultiValueHeadersEnabled": False,
            "proxyProtocolV2": False,
            "slowStart": 0,
        },
        outputs={"arnSuffix": lambda v: v["id"].rsplit(":", 1)[1]},
    ),
    Row(
        token="aws:lb/targetGroupAttachment:TargetGroupAttachment",
        service="elbv2",
        create=Call("RegisterTargets"),
        read=Call(
            "DescribeTargetHealth",
            {"TargetGroupArn": "{targetGroupArn}"},
            "TargetHealthDescriptions[?Target.Id=='{targetId}']|[0]",
        ),
        delete=Call(
            "DeregisterTargets", {"TargetGroupArn": "{targetGroupArn}", "Targets": _registration}
        ),
        id="{targetGroupArn}_{targetId}",
        links={"port": "Targets[].Port", "targetId": "Targets[].Id"},
        read_links={"port": "Target.Port", "targetId": "Target.Id"},
        refused=dict.fromkeys(
            ("availabilityZone", "quicServerId"), "the emulator does not keep it"
        ),
        outputs={"targetGroupArn": "{targetGroupArn}"},
        import_id=r"(?P<targetGroupArn>[^_]+)_(?P<targetId>.+)",
    ),
)
