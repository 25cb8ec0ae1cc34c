"""The listeners of a load balancer, and the rules that send requests to its target groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pulumi
from pulumi_aws import lb

from .listener_rules import ListenerRule
from .load_balancer_layout import NEWEST_SSL_POLICY, LoadBalancerLayout
from .load_balancer_parts import BalancerParts


@dataclass(frozen=True, kw_only=True)
class Listeners:
    """What a load balancer listens with."""

    http: lb.Listener
    https: lb.Listener | None
    routes: list[pulumi.Resource]
    """The listener that requests are forwarded by, and its rules."""


def create_listeners(
    parts: BalancerParts,
    groups: Mapping[str, lb.TargetGroup],
    certificate_arn: pulumi.Input[str] | None,
    additional_certificate_arns: Mapping[str, pulumi.Input[str]],
) -> Listeners:
    """HTTPS with a redirect to it, or HTTP alone where there is no certificate."""
    http_port, https_port = parts.layout.ports
    forward = _default_action(parts.layout, groups)
    if certificate_arn is None:
        http = _listener(parts, "http", http_port, forward)
        return Listeners(http=http, https=None, routes=[http, *_rules(parts, http, groups)])
    https = _listener(
        parts,
        "https",
        https_port,
        forward,
        certificate_arn=certificate_arn,
        ssl_policy=parts.layout.ssl_policy or NEWEST_SSL_POLICY,
    )
    for purpose, arn in additional_certificate_arns.items():
        lb.ListenerCertificate(
            f"{parts.name}-{purpose}",
            listener_arn=https.arn,
            certificate_arn=arn,
            region=parts.region,
            opts=parts.component.child(),
        )
    redirect = {
        "type": "redirect",
        "redirect": {"protocol": "HTTPS", "port": str(https_port), "status_code": "HTTP_301"},
    }
    http = _listener(parts, "http", http_port, redirect)
    return Listeners(http=http, https=https, routes=[https, *_rules(parts, https, groups)])


def _default_action(
    layout: LoadBalancerLayout, groups: Mapping[str, lb.TargetGroup]
) -> lb.ListenerDefaultActionArgsDict:
    if layout.default_group_name is not None:
        return {"type": "forward", "target_group_arn": groups[layout.default_group_name].arn}
    return {
        "type": "fixed-response",
        "fixed_response": {"content_type": "text/plain", "status_code": "404"},
    }


def _listener(
    parts: BalancerParts,
    protocol: str,
    port: int,
    action: Any,
    **encryption: pulumi.Input[str],
) -> lb.Listener:
    logical_name = f"{parts.name}-{protocol}"
    return lb.Listener(
        logical_name,
        load_balancer_arn=parts.balancer.arn,
        protocol=protocol.upper(),
        port=port,
        default_actions=[action],
        region=parts.region,
        tags={"Name": logical_name},
        opts=parts.component.child(),
        **encryption,
    )


def _rules(
    parts: BalancerParts, listener: lb.Listener, groups: Mapping[str, lb.TargetGroup]
) -> list[lb.ListenerRule]:
    rules = []
    for rule in parts.layout.rules or []:
        logical_name = f"{parts.name}-{rule.name}"
        rules.append(
            lb.ListenerRule(
                logical_name,
                listener_arn=listener.arn,
                priority=rule.priority,
                conditions=_conditions(rule),
                actions=[{"type": "forward", "target_group_arn": groups[rule.target_group].arn}],
                region=parts.region,
                tags={"Name": logical_name},
                opts=parts.component.child(),
            )
        )
    return rules


def _conditions(rule: ListenerRule) -> list[lb.ListenerRuleConditionArgsDict]:
    conditions: list[lb.ListenerRuleConditionArgsDict] = []
    if rule.hosts:
        conditions.append({"host_header": {"values": rule.hosts}})
    if rule.paths:
        conditions.append({"path_pattern": {"values": rule.paths}})
    for name, values in (rule.headers or {}).items():
        conditions.append({"http_header": {"http_header_name": name, "values": values}})
    if rule.source_cidr_blocks:
        conditions.append({"source_ip": {"values": rule.source_cidr_blocks}})
    return conditions
