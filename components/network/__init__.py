"""Networks: a VPC with its subnets, ways out and endpoints; and load balancers."""

from typing import TYPE_CHECKING, Any

from ..lazy import resolve

if TYPE_CHECKING:
    from .existing import ExistingNetwork
    from .layout import NetworkLayout
    from .listener_rules import ListenerRule
    from .load_balancer import LoadBalancer, LoadBalancerArgs
    from .load_balancer_layout import LoadBalancerAlarms, LoadBalancerLayout
    from .network import Network, NetworkArgs
    from .target_groups import Stickiness, TargetGroup, TargetHealthCheck

__all__ = [
    "ExistingNetwork",
    "ListenerRule",
    "LoadBalancer",
    "LoadBalancerAlarms",
    "LoadBalancerArgs",
    "LoadBalancerLayout",
    "Network",
    "NetworkArgs",
    "NetworkLayout",
    "Stickiness",
    "TargetGroup",
    "TargetHealthCheck",
]

_HOMES = {
    "ExistingNetwork": "existing",
    "ListenerRule": "listener_rules",
    "LoadBalancer": "load_balancer",
    "LoadBalancerAlarms": "load_balancer_layout",
    "LoadBalancerArgs": "load_balancer",
    "LoadBalancerLayout": "load_balancer_layout",
    "Network": "network",
    "NetworkArgs": "network",
    "NetworkLayout": "layout",
    "Stickiness": "target_groups",
    "TargetGroup": "target_groups",
    "TargetHealthCheck": "target_groups",
}


def __getattr__(name: str) -> Any:
    return resolve(__name__, _HOMES, name)
