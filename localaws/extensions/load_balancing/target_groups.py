"""Target groups: all attributes, health checks as asked, targets as AWS registers them, and health by where they stand.

moto knows few attributes, none by protocol; forgets gRPC and disabled checks; is strict where AWS is not with what is
not registered; and calls every target healthy, whether a load balancer reaches it or not.
"""

from ipaddress import ip_address
from typing import Any

from moto.elbv2.exceptions import ELBClientError, TargetGroupNotFoundError, ValidationError
from moto.elbv2.models import ELBv2Backend, FakeHealthStatus, FakeTargetGroup
from moto.elbv2.responses import ELBV2Response

from localaws.extensions.load_balancing.actions import balancers_of

APPLICATION_PROTOCOLS = ("HTTP", "HTTPS")
LONGEST_DELAY = 3600
_DELAY = "deregistration_delay.timeout_seconds"
_FEW_HEALTHY = "target_group_health.{}.minimum_healthy_targets.{}"

_OF_ALL = {"stickiness.enabled": "false"}
_BALANCED = {
    **_OF_ALL,
    "load_balancing.cross_zone.enabled": "use_load_balancer_configuration",
    _FEW_HEALTHY.format("dns_failover", "count"): "1",
    _FEW_HEALTHY.format("dns_failover", "percentage"): "off",
    _FEW_HEALTHY.format("unhealthy_state_routing", "count"): "1",
    _FEW_HEALTHY.format("unhealthy_state_routing", "percentage"): "off",
}
_LAMBDA = {**_BALANCED, "lambda.multi_value_headers.enabled": "false"}
_APPLICATION = {
    **_BALANCED,
    _DELAY: "300",
    "load_balancing.algorithm.anomaly_mitigation": "off",
    "load_balancing.algorithm.type": "round_robin",
    "slow_start.duration_seconds": "0",
    "stickiness.app_cookie.cookie_name": "",
    "stickiness.app_cookie.duration_seconds": "86400",
    "stickiness.lb_cookie.duration_seconds": "86400",
    "stickiness.type": "lb_cookie",
}
_NETWORK = {
    **_BALANCED,
    _DELAY: "300",
    "deregistration_delay.connection_termination.enabled": "false",
    "preserve_client_ip.enabled": "true",
    "proxy_protocol_v2.enabled": "false",
    "stickiness.type": "source_ip",
    "target_health_state.unhealthy.connection_termination.enabled": "true",
    "target_health_state.unhealthy.draining_interval_seconds": "0",
}


def default_attributes(group: Any) -> dict[str, str]:
    """What a new target group has (ElasticLoadBalancingV2, TargetGroupAttribute)."""
    if group.target_type == "lambda":
        return dict(_LAMBDA)
    if group.protocol in APPLICATION_PROTOCOLS:
        return dict(_APPLICATION)
    hidden = group.target_type == "ip" and group.protocol in ("TCP", "TLS")
    ends = group.protocol in ("UDP", "TCP_UDP")
    return {
        **_NETWORK,
        "deregistration_delay.connection_termination.enabled": str(ends).lower(),
        "preserve_client_ip.enabled": str(not hidden).lower(),
    }


def install() -> None:
    """Replaces and completes the operations."""
    _complete_new_groups()
    _keep_health_checks()
    _tell_what_uses_them()
    ELBv2Backend.modify_target_group_attributes = modify_target_group_attributes
    ELBv2Backend.describe_target_health = describe_target_health
    FakeTargetGroup.register = register
    FakeTargetGroup.deregister = deregister


def _complete_new_groups() -> None:
    initialize = FakeTargetGroup.__init__

    def initialize_completely(self: Any, *args: Any, **kwargs: Any) -> None:
        initialize(self, *args, **kwargs)
        self.attributes = default_attributes(self)
        if kwargs.get("healthcheck_enabled") is not None:
            self.health_check_enabled = kwargs["healthcheck_enabled"] in (True, "true")
        if self.protocol_version == "GRPC":
            self.matcher = kwargs.get("matcher") or {"GrpcCode": "12"}
            if not kwargs.get("healthcheck_path") or kwargs["healthcheck_path"] == "/":
                self.health_check_path = "/AWS.ALB/healthcheck"

    FakeTargetGroup.__init__ = initialize_completely


def _keep_health_checks() -> None:
    modify = ELBV2Response.modify_target_group

    def modify_target_group(self: Any) -> Any:
        answer = modify(self)
        matcher = self._get_param("Matcher")
        if matcher:
            self.elbv2_backend.target_groups[self._get_param("TargetGroupArn")].matcher = matcher
        return answer

    ELBV2Response.modify_target_group = modify_target_group


def _tell_what_uses_them() -> None:
    describe = ELBv2Backend.describe_target_groups

    def describe_target_groups(self: Any, *args: Any, **kwargs: Any) -> Any:
        for arn, group in self.target_groups.items():
            group.load_balancer_arns = [balancer.arn for balancer in balancers_of(self, arn)]
        return describe(self, *args, **kwargs)

    ELBv2Backend.describe_target_groups = describe_target_groups


def modify_target_group_attributes(
    self: Any, target_group_arn: str, attributes: dict[str, str]
) -> None:
    """ModifyTargetGroupAttributes: all of them, or none."""
    group = _group(self, target_group_arn)
    for key in attributes:
        if key not in group.attributes:
            raise ValidationError(f"Target group attribute key '{key}' is not recognized")
    if not 0 <= int(attributes.get(_DELAY, 0)) <= LONGEST_DELAY:
        message = f"'{_DELAY}' value '{attributes[_DELAY]}' must be between '0-3600' inclusive"
        raise ValidationError(message)
    group.attributes = {**group.attributes, **attributes}


def register(self: Any, targets: list[dict[str, Any]]) -> None:
    """RegisterTargets: instances that run, in the VPC of the group; a target once, at one port."""
    for target in targets:
        if self.target_type == "instance":
            _require_running(self, target["Id"])
        elif self.target_type == "ip":
            _require_address(target["Id"])
        port = target.get("Port", self.port)
        registered = self.targets.get(target["Id"])
        if registered and registered["Port"] != port:
            message = "The local AWS registers a target once in a group, at one port"
            raise ELBClientError("InvalidTarget", message)
    for target in targets:
        self.targets[target["Id"]] = {"Id": target["Id"], "Port": target.get("Port", self.port)}
        self.deregistered_targets.pop(target["Id"], None)


def _require_address(target_id: str) -> None:
    try:
        ip_address(target_id)
    except ValueError as error:
        message = f"The IP address '{target_id}' is not a valid IP address"
        raise ValidationError(message) from error


def deregister(self: Any, targets: list[dict[str, Any]]) -> None:
    """DeregisterTargets: what is not registered is fine."""
    for target in targets:
        registered = self.targets.pop(target["Id"], None)
        if registered:
            self.deregistered_targets[target["Id"]] = registered


def describe_target_health(
    self: Any, target_group_arn: str, targets: list[dict[str, Any]]
) -> list[FakeHealthStatus]:
    """DescribeTargetHealth."""
    group = _group(self, target_group_arn)
    asked = targets or list(group.targets.values())
    return [_health(self, group, target) for target in asked]


def _group(self: Any, arn: str) -> Any:
    if arn not in self.target_groups:
        raise TargetGroupNotFoundError
    return self.target_groups[arn]


def _require_running(group: Any, instance_id: str) -> None:
    instance = group.ec2_backend.get_instance_by_id(instance_id)
    if instance is None or instance.vpc_id != group.vpc_id:
        message = f"The following targets are not found in VPC '{group.vpc_id}': '{instance_id}'"
        raise ELBClientError("InvalidTarget", message)
    if instance.state != "running":
        message = (
            "The following targets are not in a running state "
            f"and cannot be registered: '{instance_id}'"
        )
        raise ELBClientError("InvalidTarget", message)


def _health(self: Any, group: Any, target: dict[str, Any]) -> FakeHealthStatus:
    status = group.health_for(target, self.ec2_backend)
    unused = _unused(self, group, target["Id"]) if status.status == "healthy" else ""
    if unused:
        status.status, status.reason, status.description = "unused", "Target.NotInUse", unused
    return status


def _unused(self: Any, group: Any, target_id: str) -> str:
    """Why no load balancer sends anything to a registered target; empty when one does."""
    balancers = balancers_of(self, group.arn)
    if not balancers:
        return "Target group is not configured to receive traffic from the load balancer"
    instance = self.ec2_backend.get_instance_by_id(target_id)
    zones = {s.availability_zone for balancer in balancers for s in balancer.subnets}
    if instance and self.ec2_backend.get_subnet(instance.subnet_id).availability_zone not in zones:
        return "Target is in an Availability Zone that is not enabled for the load balancer"
    return ""
