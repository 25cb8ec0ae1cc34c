"""Attributes of load balancers: all that AWS tells, with its defaults, and logs only into buckets that take them.

moto tells a few, in part with other defaults, and knows no types of load balancers.
"""

from typing import Any

from moto.elbv2.exceptions import InvalidConfigurationRequest, LoadBalancerNotFoundError
from moto.elbv2.models import ELBv2Backend, FakeLoadBalancer

from localaws.extensions.load_balancing.log_delivery import require_delivery

LOGS = ("access_logs", "connection_logs", "health_check_logs")


def _no_logs(kind: str) -> dict[str, str]:
    return {f"{kind}.s3.enabled": "false", f"{kind}.s3.bucket": "", f"{kind}.s3.prefix": ""}


_OF_ALL = {
    **_no_logs("access_logs"),
    "deletion_protection.enabled": "false",
    "zonal_shift.config.enabled": "false",
}
DEFAULTS = {
    "application": {
        **_OF_ALL,
        **_no_logs("connection_logs"),
        **_no_logs("health_check_logs"),
        "client_keep_alive.seconds": "3600",
        "idle_timeout.timeout_seconds": "60",
        "load_balancing.cross_zone.enabled": "true",
        "routing.http.desync_mitigation_mode": "defensive",
        "routing.http.drop_invalid_header_fields.enabled": "false",
        "routing.http.preserve_host_header.enabled": "false",
        "routing.http.x_amzn_tls_version_and_cipher_suite.enabled": "false",
        "routing.http.xff_client_port.enabled": "false",
        "routing.http.xff_header_processing.mode": "append",
        "routing.http2.enabled": "true",
        "waf.fail_open.enabled": "false",
    },
    "network": {
        **_OF_ALL,
        "dns_record.client_routing_policy": "any_availability_zone",
        "load_balancing.cross_zone.enabled": "false",
        "secondary_ips.auto_assigned.per_subnet": "0",
    },
    "gateway": {
        "deletion_protection.enabled": "false",
        "load_balancing.cross_zone.enabled": "false",
    },
}
"""By type of load balancer (ElasticLoadBalancingV2, LoadBalancerAttribute)."""


def install() -> None:
    """Replaces the attributes of a new load balancer, and how they are changed."""
    initialize = FakeLoadBalancer.__init__

    def initialize_with_attributes(self: Any, *args: Any, **kwargs: Any) -> None:
        initialize(self, *args, **kwargs)
        self.attrs = dict(DEFAULTS[self.type])

    FakeLoadBalancer.__init__ = initialize_with_attributes
    ELBv2Backend.modify_load_balancer_attributes = modify_load_balancer_attributes


def modify_load_balancer_attributes(self: Any, arn: str, attrs: dict[str, str]) -> dict[str, str]:
    """ModifyLoadBalancerAttributes: all of the attributes, or none."""
    balancer = self.load_balancers.get(arn)
    if balancer is None:
        raise LoadBalancerNotFoundError
    for key in attrs:
        if key not in balancer.attrs:
            message = (
                f"Load balancer attribute key '{key}' is not supported "
                f"on load balancers with type '{balancer.type}'"
            )
            raise InvalidConfigurationRequest(message)
    wanted: dict[str, str] = {**balancer.attrs, **attrs}
    for kind in LOGS:
        if wanted.get(f"{kind}.s3.enabled") == "true":
            place = (wanted[f"{kind}.s3.bucket"], wanted[f"{kind}.s3.prefix"])
            require_delivery(self, balancer, *place)
    balancer.attrs = wanted
    return wanted
