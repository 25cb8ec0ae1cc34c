"""The target groups of a load balancer."""

from typing import Any

import pulumi
from pulumi_aws import lb

from .load_balancer_parts import BalancerParts
from .target_groups import (
    ProtocolVersion,
    RoutingAlgorithm,
    Stickiness,
    TargetGroup,
    TargetHealthCheck,
    TargetProtocol,
    TargetType,
)

_HEALTHY_THRESHOLD = 2
_UNHEALTHY_THRESHOLD = 3
_TRAFFIC_PORT = "traffic-port"
_GRPC_METHOD = "/AWS.ALB/healthcheck"
_GRPC_UNIMPLEMENTED = "12"


def create_target_groups(
    parts: BalancerParts, vpc_id: pulumi.Input[str]
) -> dict[str, lb.TargetGroup]:
    """The target groups, by their names."""
    groups = {}
    for group in parts.layout.target_groups or []:
        logical_name = f"{parts.name}-{group.name}"
        groups[group.name] = lb.TargetGroup(
            logical_name,
            vpc_id=vpc_id,
            port=group.port,
            protocol=(group.protocol or TargetProtocol.HTTP).value,
            protocol_version=(group.protocol_version or ProtocolVersion.HTTP1).value,
            target_type=(group.target_type or TargetType.INSTANCE).value,
            health_check=_health_check(group),
            region=parts.region,
            tags={"Name": logical_name},
            # A target group serves one load balancer, and for a while two stand side by side.
            opts=parts.component.child(replace_with=[parts.balancer]),
            **_attributes(group),
        )
    return groups


def _health_check(group: TargetGroup) -> lb.TargetGroupHealthCheckArgsDict:
    check = group.health_check or TargetHealthCheck()
    grpc = group.protocol_version is ProtocolVersion.GRPC
    protocol = check.protocol or group.protocol or TargetProtocol.HTTP
    return {
        "path": check.path or (_GRPC_METHOD if grpc else "/"),
        "port": _TRAFFIC_PORT if check.port is None else str(check.port),
        "protocol": protocol.value,
        "interval": check.interval,
        "timeout": check.timeout,
        "healthy_threshold": check.healthy_threshold or _HEALTHY_THRESHOLD,
        "unhealthy_threshold": check.unhealthy_threshold or _UNHEALTHY_THRESHOLD,
        "matcher": check.matcher or (_GRPC_UNIMPLEMENTED if grpc else "200"),
    }


def _attributes(group: TargetGroup) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "deregistration_delay": group.deregistration_delay_seconds,
        "slow_start": group.slow_start_seconds,
        "stickiness": group.stickiness and _stickiness(group.stickiness),
        "load_balancing_algorithm_type": group.algorithm and group.algorithm.value,
    }
    if group.algorithm is RoutingAlgorithm.WEIGHTED_RANDOM:
        attributes["load_balancing_anomaly_mitigation"] = "on"
    return attributes


def _stickiness(stickiness: Stickiness) -> lb.TargetGroupStickinessArgsDict:
    if stickiness.cookie_name is None:
        return {"type": "lb_cookie", "cookie_duration": stickiness.duration}
    return {
        "type": "app_cookie",
        "cookie_duration": stickiness.duration,
        "cookie_name": stickiness.cookie_name,
    }
