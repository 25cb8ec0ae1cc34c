"""A load balancer, as what belongs to it is made for it."""

from dataclasses import dataclass

from pulumi_aws import lb

from ..shared.component import Component
from .load_balancer_layout import LoadBalancerLayout


@dataclass(frozen=True, kw_only=True)
class BalancerParts:
    """What every part of a load balancer needs to know of it."""

    component: Component
    name: str
    region: str
    layout: LoadBalancerLayout
    balancer: lb.LoadBalancer
