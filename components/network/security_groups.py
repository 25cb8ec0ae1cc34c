"""Security groups with their rules as resources of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pulumi
from pulumi_aws import ec2
from pulumi_aws import vpc as vpc_rules

from ..shared.component import Component
from .traffic import Protocol, TrafficRule

_ALL_PROTOCOLS = "-1"
_ALL_TYPES = -1


@dataclass(frozen=True, kw_only=True)
class GroupRules:
    """The rules that a component adds to one security group, its own or another's."""

    component: Component
    name: str
    """What the logical names of the rules begin with."""
    group_id: pulumi.Input[str]
    region: str

    def let_in(self, rule: TrafficRule) -> None:
        """Let the traffic in, with one ingress rule for each peer."""
        for peer, argument in _peers(rule).items():
            self._add(vpc_rules.SecurityGroupIngressRule, "in", rule, peer, argument)

    def let_out(self, rule: TrafficRule) -> None:
        """Let the traffic out, with one egress rule for each peer."""
        for peer, argument in _peers(rule).items():
            self._add(vpc_rules.SecurityGroupEgressRule, "out", rule, peer, argument)

    def let_in_from_group(self, rule: TrafficRule, peer: str, group_id: pulumi.Input[str]) -> None:
        """Let traffic in from a group that is known only while deploying; `peer` names it."""
        argument = {"referenced_security_group_id": group_id}
        self._add(vpc_rules.SecurityGroupIngressRule, "in", rule, peer, argument)

    def let_out_to_group(self, rule: TrafficRule, peer: str, group_id: pulumi.Input[str]) -> None:
        """Let traffic out to a group that is known only while deploying; `peer` names it."""
        argument = {"referenced_security_group_id": group_id}
        self._add(vpc_rules.SecurityGroupEgressRule, "out", rule, peer, argument)

    def _add(
        self,
        kind: Any,
        direction: str,
        rule: TrafficRule,
        peer: str,
        argument: Mapping[str, pulumi.Input[str]],
    ) -> None:
        first, last = rule.ports
        port = "" if first is None else f"-{first}" if first == last else f"-{first}-{last}"
        # Named by what it lets through, so that rules can change places and nothing happens.
        logical_name = f"{self.name}-{direction}-{rule.protocol}{port}-{peer}"
        if rule.protocol is Protocol.ICMP:
            first = last = _ALL_TYPES
        kind(
            logical_name,
            security_group_id=self.group_id,
            ip_protocol=_ALL_PROTOCOLS if rule.protocol is Protocol.ALL else rule.protocol.value,
            from_port=first,
            to_port=last,
            description=rule.description,
            region=self.region,
            tags={"Name": logical_name},
            opts=self.component.child(),
            **argument,
        )


def create_security_group(
    component: Component,
    logical_name: str,
    *,
    vpc_id: pulumi.Input[str],
    description: str,
    region: str,
    ingress: list[TrafficRule],
    egress: list[TrafficRule],
) -> GroupRules:
    """A security group that lets through what its rules name, and nothing else."""
    group = ec2.SecurityGroup(
        logical_name,
        vpc_id=vpc_id,
        description=description,
        region=region,
        tags={"Name": logical_name},
        opts=component.child(),
    )
    rules = GroupRules(component=component, name=logical_name, group_id=group.id, region=region)
    for rule in ingress:
        rules.let_in(rule)
    for rule in egress:
        rules.let_out(rule)
    return rules


def _peers(rule: TrafficRule) -> dict[str, dict[str, str]]:
    """The peers of a rule: what they are called in logical names, and the argument they are."""
    peers = {
        block: {"cidr_ipv6" if ":" in block else "cidr_ipv4": block}
        for block in rule.cidr_blocks or []
    }
    if rule.security_group_id is not None:
        peers[rule.security_group_id] = {"referenced_security_group_id": rule.security_group_id}
    return peers
