"""The limits of networks and load balancers, at their edges."""

from tests.components.network import (
    listener_rule_cases,
    load_balancer_cases,
    target_group_cases,
    traffic_cases,
)

CASES = [
    *traffic_cases.CASES,
    *target_group_cases.CASES,
    *listener_rule_cases.CASES,
    *load_balancer_cases.CASES,
]
