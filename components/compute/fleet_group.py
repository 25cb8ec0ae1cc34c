"""The Auto Scaling group of a fleet, its hooks, notification and attachments."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pulumi
from pulumi_aws import autoscaling

from ..landing_zone.accounts import Account
from ..shared.component import Component
from .fleet import Fleet
from .group_options import (
    DEFAULT_METRICS,
    GroupOptions,
    HealthCheck,
    HealthCheckType,
    HookResult,
    WarmPoolState,
)
from .launch_kind import LaunchKind
from .launch_template import LaunchTemplate
from .machine_image import ImageChange
from .mix_limits import PERCENTAGE
from .mixed_instances import mixed_instances_policy
from .refresh import InstanceRefresh, MaintenancePolicy

_DAY = 86_400
_FAILURES = [
    "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
    "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
]
# Targets are attached by traffic source attachments alone; two mechanisms would undo each other.
_ATTACHED_ELSEWHERE = ["targetGroupArns", "loadBalancers", "trafficSources"]


@dataclass(frozen=True, kw_only=True)
class GroupParts:
    """What every part of a fleet is made of."""

    component: Component
    name: str
    """Name of the component; the logical names of its children begin with it."""
    account: Account
    region: str
    fleet: Fleet
    templates: Mapping[LaunchKind, LaunchTemplate]


def create_group(
    parts: GroupParts,
    subnet_ids: pulumi.Input[list[str]],
    rollback_alarm_names: pulumi.Input[list[str]],
    *,
    attached: bool,
) -> autoscaling.Group:
    """The Auto Scaling group and its hooks; `attached` says whether it will have targets."""
    fleet, component = parts.fleet, parts.component
    capacity = fleet.capacity
    logical_name = f"{parts.name}-group"
    group = autoscaling.Group(
        logical_name,
        min_size=capacity.minimum,
        max_size=capacity.maximum,
        desired_capacity=capacity.initial,
        desired_capacity_type=fleet.instances.capacity_unit,
        vpc_zone_identifiers=subnet_ids,
        mixed_instances_policy=mixed_instances_policy(
            fleet.instances,
            parts.account,
            {
                kind: {
                    "launch_template_id": template.launch_template_id,
                    "version": template.version,
                }
                for kind, template in parts.templates.items()
            },
        ),
        instance_refresh=_refresh(fleet, rollback_alarm_names),
        instance_maintenance_policy=_maintenance(fleet.maintenance or MaintenancePolicy()),
        # Spot instances are replaced when AWS says that they are about to be taken away.
        capacity_rebalance=fleet.instances.on_demand_share(parts.account.tier) < PERCENTAGE.highest,
        wait_for_capacity_timeout=None if fleet.launches_countably else "0",
        initial_lifecycle_hooks=_initial_hooks(fleet) or None,
        warm_pool=_warm_pool(fleet),
        force_delete_warm_pool=fleet.warm_pool is not None or None,
        # A list, unlike the tags of all else: in order, for that of a mapping is no one's promise.
        tags=[
            {"key": key, "value": value, "propagate_at_launch": True}
            for key, value in sorted({**(parts.account.tags or {}), "Name": parts.name}.items())
        ],
        region=parts.region,
        opts=component.child(ignore_changes=_ignored(fleet)),
        **_health(fleet, attached=attached),
        **_options(fleet, parts.account),
    )
    _create_hooks(parts, group)
    return group


def attach_targets(
    parts: GroupParts, group: autoscaling.Group, targets: Mapping[str, pulumi.Input[str]]
) -> None:
    """Register the group's instances in target groups, each named by what it is for."""
    for name, target_group_arn in targets.items():
        autoscaling.TrafficSourceAttachment(
            f"{parts.name}-{name}",
            autoscaling_group_name=group.name,
            traffic_source={"identifier": target_group_arn, "type": "elbv2"},
            region=parts.region,
            opts=parts.component.child(),
        )


def notify_of_failures(
    parts: GroupParts, group: autoscaling.Group, topic_arn: pulumi.Input[str]
) -> None:
    """Tell a topic of instances that cannot be launched or terminated."""
    autoscaling.Notification(
        f"{parts.name}-failures",
        group_names=[group.name],
        notifications=_FAILURES,
        topic_arn=topic_arn,
        region=parts.region,
        opts=parts.component.child(),
    )


def _ignored(fleet: Fleet) -> list[str]:
    # Hooks given at creation hold the first instances; later the hooks' own resources decide.
    ignored = [*_ATTACHED_ELSEWHERE, "initialLifecycleHooks"]
    if fleet.scaling is None:
        return ignored
    minimums, maximums = fleet.scaling.scheduled_sizes
    owned = {
        "desiredCapacity": fleet.scales_by_itself,
        "minSize": bool(minimums),
        "maxSize": bool(maximums),
    }
    return ignored + [argument for argument, elsewhere in owned.items() if elsewhere]


def _refresh(fleet: Fleet, alarm_names: pulumi.Input[list[str]]) -> dict[str, Any]:
    refresh = fleet.refresh or InstanceRefresh()
    lowest, highest = refresh.percentages
    protected = (fleet.group or GroupOptions()).protect_from_scale_in
    return {
        "strategy": "Rolling",
        "preferences": {
            "min_healthy_percentage": lowest,
            "max_healthy_percentage": highest,
            "auto_rollback": refresh.auto_rollback is not False,
            "skip_matching": refresh.skip_matching is not False,
            # Ignored, they would keep what they were launched from for ever.
            "scale_in_protected_instances": "Refresh" if protected else None,
            "checkpoint_percentages": refresh.checkpoint_percentages,
            "checkpoint_delay": None
            if refresh.checkpoint_delay_seconds is None
            else str(refresh.checkpoint_delay_seconds),
            "alarm_specification": {"alarms": alarm_names},
        },
    }


def _maintenance(policy: MaintenancePolicy) -> dict[str, int]:
    lowest, highest = policy.percentages
    return {"min_healthy_percentage": lowest, "max_healthy_percentage": highest}


def _health(fleet: Fleet, *, attached: bool) -> dict[str, Any]:
    health = fleet.health or HealthCheck()
    kind = health.type or (HealthCheckType.ELB if attached else HealthCheckType.EC2)
    return {
        "health_check_type": kind.value,
        "health_check_grace_period": health.grace_period,
        "default_instance_warmup": health.warmup,
    }


def _options(fleet: Fleet, account: Account) -> dict[str, Any]:
    options = fleet.group or GroupOptions()
    days = options.max_instance_lifetime_days
    if days is None and fleet.launch_settings.machine_image.change is ImageChange.FOLLOW:
        days = account.tier.defaults.max_instance_lifetime_days
    arguments: dict[str, Any] = {
        "termination_policies": options.termination_policies,
        "max_instance_lifetime": (days or 0) * _DAY,
        "suspended_processes": options.suspended_processes,
        "enabled_metrics": sorted(
            # An alarm looks at the last one, whatever else is wanted.
            {*(options.metrics or DEFAULT_METRICS), fleet.in_service_metric}
        ),
        "metrics_granularity": "1Minute",
        "protect_from_scale_in": bool(options.protect_from_scale_in),
    }
    if options.balanced_only:
        arguments["availability_zone_distribution"] = {
            "capacity_distribution_strategy": "balanced-only"
        }
    if options.retain_abandoned:
        arguments["instance_lifecycle_policy"] = {
            "retention_triggers": {"terminate_hook_abandon": "retain"}
        }
    if reservations := options.capacity_reservations:
        arguments["capacity_reservation_specification"] = {
            "capacity_reservation_preference": reservations.preference.value,
            "capacity_reservation_target": {
                "capacity_reservation_ids": reservations.reservation_ids
            }
            if reservations.reservation_ids
            else None,
        }
    return arguments


def _warm_pool(fleet: Fleet) -> dict[str, Any] | None:
    pool = fleet.warm_pool
    if pool is None:
        return None
    return {
        "min_size": pool.least,
        "max_group_prepared_capacity": pool.max_prepared_capacity,
        "pool_state": (pool.state or WarmPoolState.STOPPED).value,
        "instance_reuse_policy": {"reuse_on_scale_in": bool(pool.reuse_on_scale_in)},
    }


def _initial_hooks(fleet: Fleet) -> list[dict[str, Any]]:
    return [
        {
            "name": hook.name,
            "lifecycle_transition": hook.transition.value,
            "heartbeat_timeout": hook.heartbeat_timeout,
            "default_result": (hook.default_result or HookResult.ABANDON).value,
            "notification_metadata": hook.notification_metadata,
        }
        for hook in fleet.lifecycle_hooks or []
    ]


def _create_hooks(parts: GroupParts, group: autoscaling.Group) -> None:
    for arguments in _initial_hooks(parts.fleet):
        autoscaling.LifecycleHook(
            f"{parts.name}-{arguments['name']}",
            autoscaling_group_name=group.name,
            region=parts.region,
            opts=parts.component.child(),
            **arguments,
        )
