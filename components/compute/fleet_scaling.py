"""The scaling policies and schedules of a fleet."""

from typing import Any

import pulumi
from pulumi_aws import autoscaling, cloudwatch

from ..shared.defaults import or_default
from .cloudwatch_agent import GROUP_DIMENSION
from .fleet_group import GroupParts
from .scaling import (
    AdjustmentType,
    Direction,
    PredictiveMode,
    PredictiveScaling,
    Scaling,
    StepScaling,
    TargetTracking,
    TrackedMetric,
)
from .schedule import Schedule

_COMPARISONS = {
    Direction.ABOVE: "GreaterThanOrEqualToThreshold",
    Direction.BELOW: "LessThanOrEqualToThreshold",
}


def create_scaling(
    parts: GroupParts, group: autoscaling.Group, request_count_label: pulumi.Input[str] | None
) -> None:
    """All that changes the size of the group by itself."""
    scaling = parts.fleet.scaling or Scaling()
    for tracking in scaling.target_tracking or []:
        _create_policy(
            parts,
            group,
            f"{parts.name}-track-{tracking.tracked.name.lower().replace('_', '-')}",
            policy_type="TargetTrackingScaling",
            target_tracking_configuration=_tracked(tracking, request_count_label),
        )
    for steps in scaling.steps or []:
        _create_steps(parts, group, steps)
    if scaling.predictive:
        _create_policy(
            parts,
            group,
            f"{parts.name}-predict",
            policy_type="PredictiveScaling",
            predictive_scaling_configuration=_predicted(scaling.predictive),
        )
    for schedule in scaling.schedules or []:
        _create_schedule(parts, group, schedule)


def _create_policy(
    parts: GroupParts, group: autoscaling.Group, logical_name: str, **arguments: Any
) -> autoscaling.Policy:
    return autoscaling.Policy(
        logical_name,
        autoscaling_group_name=group.name,
        region=parts.region,
        opts=parts.component.child(),
        **arguments,
    )


def _tracked(tracking: TargetTracking, label: pulumi.Input[str] | None) -> dict[str, Any]:
    metric: dict[str, Any] = {"predefined_metric_type": tracking.tracked.value}
    if tracking.tracked is TrackedMetric.REQUESTS:
        metric["resource_label"] = label
    return {
        "predefined_metric_specification": metric,
        "target_value": tracking.target,
        "disable_scale_in": tracking.scale_in is False,
    }


def _create_steps(parts: GroupParts, group: autoscaling.Group, scaling: StepScaling) -> None:
    logical_name = f"{parts.name}-step-{scaling.name}"
    policy = _create_policy(
        parts,
        group,
        logical_name,
        policy_type="StepScaling",
        adjustment_type=(scaling.adjustment_type or AdjustmentType.CHANGE).value,
        metric_aggregation_type="Average",
        step_adjustments=_step_adjustments(scaling),
    )
    cloudwatch.MetricAlarm(
        logical_name,
        alarm_description=f"Fleet {parts.name}: {scaling.metric_name} {scaling.side} "
        f"{scaling.threshold:g}",
        namespace=scaling.namespace or "AWS/EC2",
        metric_name=scaling.metric_name,
        dimensions={GROUP_DIMENSION: group.name},
        statistic="Average",
        period=scaling.period,
        evaluation_periods=or_default(scaling.evaluation_periods, 2),
        threshold=scaling.threshold,
        comparison_operator=_COMPARISONS[scaling.side],
        alarm_actions=[policy.arn],
        region=parts.region,
        tags={"Name": logical_name},
        opts=parts.component.child(),
    )


def _step_adjustments(scaling: StepScaling) -> list[dict[str, Any]]:
    """The steps as intervals: each reaches to where the next begins, below the threshold mirrored."""
    ends = [*(step.beyond for step in scaling.steps[1:]), None]
    intervals = []
    for step, end in zip(scaling.steps, ends, strict=True):
        lower: float | None
        upper: float | None
        lower, upper = step.beyond, end
        if scaling.side is Direction.BELOW:
            lower, upper = None if end is None else -end, -step.beyond
        intervals.append(
            {
                "scaling_adjustment": step.adjustment,
                "metric_interval_lower_bound": _bound(lower),
                "metric_interval_upper_bound": _bound(upper),
            }
        )
    return intervals


def _bound(value: float | None) -> str | None:
    if value is None:
        return None
    # Whole numbers without a point; zero has a sign in floating point, and none on AWS.
    return str(int(value)) if value == int(value) else repr(value)


def _predicted(predictive: PredictiveScaling) -> dict[str, Any]:
    return {
        "mode": (predictive.mode or PredictiveMode.FORECAST_ONLY).value,
        "scheduling_buffer_time": str(or_default(predictive.buffer_seconds, 300)),
        "metric_specification": {
            "target_value": or_default(predictive.target_cpu, 50),
            "predefined_metric_pair_specification": {"predefined_metric_type": "ASGCPUUtilization"},
        },
    }


def _create_schedule(parts: GroupParts, group: autoscaling.Group, schedule: Schedule) -> None:
    # The provider takes -1 for a size that the schedule leaves as it is.
    autoscaling.Schedule(
        f"{parts.name}-schedule-{schedule.name}",
        scheduled_action_name=schedule.name,
        autoscaling_group_name=group.name,
        recurrence=schedule.recurrence,
        time_zone=schedule.time_zone,
        min_size=-1 if schedule.minimum is None else schedule.minimum,
        max_size=-1 if schedule.maximum is None else schedule.maximum,
        desired_capacity=-1 if schedule.desired is None else schedule.desired,
        region=parts.region,
        opts=parts.component.child(),
    )
