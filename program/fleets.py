"""The stack's autoscaling fleets."""

from collections.abc import Mapping

import pulumi

from components.baseline import AccountBaseline
from components.compute import AutoscalingFleet, AutoscalingFleetArgs, FleetTarget
from components.landing_zone.providers import AccountProvider
from components.network import LoadBalancer, Network

from .placements import target_name
from .sections import FleetSettings, TargetSettings
from .settings import Settings


def wire_fleets(
    settings: Settings,
    provider: AccountProvider,
    baseline: AccountBaseline | None,
    network: Network | None,
    load_balancers: Mapping[str, LoadBalancer],
) -> dict[str, AutoscalingFleet]:
    """The fleets by name, in the private subnets, registered with their load balancers."""
    if network is None:
        return {}
    return {
        name: AutoscalingFleet(
            name,
            AutoscalingFleetArgs(
                account=provider.account,
                region=settings.region,
                fleet=section,
                vpc_id=network.vpc_id,
                subnet_ids=network.private_subnet_ids,
                targets=[
                    _target(settings, target, load_balancers[target.load_balancer])
                    for target in section.targets or []
                ],
                volume_key_arn=None if baseline is None else baseline.data_key_arn,
                alarm_topic_arn=None if baseline is None else baseline.alarm_topic_arn,
                rollback_alarm_names=_error_alarms(section, load_balancers),
            ),
            # What boots needs the way out, which no id of a subnet waits for.
            pulumi.ResourceOptions(provider=provider, depends_on=[network]),
        )
        for name, section in (settings.fleets or {}).items()
    }


def _target(settings: Settings, target: TargetSettings, load_balancer: LoadBalancer) -> FleetTarget:
    groups = (settings.load_balancers or {})[target.load_balancer].target_groups or []
    group = next(group for group in groups if group.name == target.target_group)
    return FleetTarget(
        name=target_name(target),
        port=group.port,
        target_group_arn=load_balancer.target_group_arns[target.target_group],
        health_check_port=group.health_check.port if group.health_check else None,
        security_group_id=load_balancer.security_group_id,
        request_count_label=load_balancer.request_count_labels[target.target_group]
        if target.counted
        else None,
    )


def _error_alarms(
    section: FleetSettings, load_balancers: Mapping[str, LoadBalancer]
) -> pulumi.Output[list[str]]:
    """The alarms on errors of the fleet's targets: an instance refresh that rings one ends."""
    return pulumi.Output.all(
        *(
            load_balancers[target.load_balancer].error_alarm_names[target.target_group]
            for target in section.targets or []
        )
    )
