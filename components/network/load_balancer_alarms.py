"""The alarms of a load balancer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pulumi
from pulumi_aws import cloudwatch, lb

from .load_balancer_layout import LoadBalancerAlarms
from .load_balancer_parts import BalancerParts

_NAMESPACE = "AWS/ApplicationELB"
_MINUTE = 60
_FIVE_MINUTES = 300
_ERRORS = 10
_RESPONSE_SECONDS = 2.0
_TARGET_ERRORS = "errors"


@dataclass(frozen=True, kw_only=True)
class _Alarm:
    """One alarm: it rings above the threshold."""

    purpose: str
    says: str
    metric_name: str
    threshold: float
    statistic: str = "Sum"
    percentile: str | None = None
    """Instead of the statistic."""
    period: int = _FIVE_MINUTES
    evaluation_periods: int = 1


def create_alarms(
    parts: BalancerParts,
    groups: Mapping[str, lb.TargetGroup],
    topic_arn: pulumi.Input[str] | None,
) -> dict[str, cloudwatch.MetricAlarm]:
    """The alarms, telling the topic if there is one.

    Those that ring on the errors of targets are returned, by the target group's name.
    """
    wanted = parts.layout.alarms or LoadBalancerAlarms()
    # No purpose of the first kind ends like one of the second, so a target group may have any name.
    balancer = {"LoadBalancer": parts.balancer.arn_suffix}
    for alarm in _balancer_alarms(wanted):
        _create(parts, f"{parts.name}-{alarm.purpose}", alarm, balancer, topic_arn)
    errors = {}
    for name, group in groups.items():
        dimensions = {**balancer, "TargetGroup": group.arn_suffix}
        for alarm in _group_alarms(wanted):
            logical_name = f"{parts.name}-{name}-{alarm.purpose}"
            created = _create(parts, logical_name, alarm, dimensions, topic_arn)
            if alarm.purpose == _TARGET_ERRORS:
                errors[name] = created
    return errors


def _balancer_alarms(wanted: LoadBalancerAlarms) -> list[_Alarm]:
    errors = _ERRORS if wanted.own_errors is None else wanted.own_errors
    return [
        _Alarm(
            purpose="own-failures",
            says=f"more than {errors} of its own answers in five minutes were errors (5xx)",
            metric_name="HTTPCode_ELB_5XX_Count",
            threshold=errors,
        ),
        _Alarm(
            purpose="rejected-connections",
            says="it refused connections, since it had as many as it can have",
            metric_name="RejectedConnectionCount",
            threshold=0,
        ),
    ]


def _group_alarms(wanted: LoadBalancerAlarms) -> list[_Alarm]:
    errors = _ERRORS if wanted.target_errors is None else wanted.target_errors
    slow = wanted.response_seconds
    seconds = _RESPONSE_SECONDS if slow is None else slow
    return [
        _Alarm(
            purpose="unhealthy",
            says="a target has been unhealthy for five minutes",
            metric_name="UnHealthyHostCount",
            statistic="Maximum",
            threshold=0,
            period=_MINUTE,
            evaluation_periods=5,
        ),
        _Alarm(
            purpose=_TARGET_ERRORS,
            says=f"more than {errors} answers of targets in five minutes were errors (5xx)",
            metric_name="HTTPCode_Target_5XX_Count",
            threshold=errors,
        ),
        _Alarm(
            purpose="slow",
            says=f"one of 100 answers of targets took more than {seconds:g} seconds",
            metric_name="TargetResponseTime",
            threshold=seconds,
            percentile="p99",
            evaluation_periods=3,
        ),
    ]


def _create(
    parts: BalancerParts,
    logical_name: str,
    alarm: _Alarm,
    dimensions: dict[str, pulumi.Input[str]],
    topic_arn: pulumi.Input[str] | None,
) -> cloudwatch.MetricAlarm:
    arguments: dict[str, Any] = {"statistic": alarm.statistic}
    if alarm.percentile is not None:
        # A few requests at night say nothing of how long one of a hundred takes.
        arguments = {
            "extended_statistic": alarm.percentile,
            "evaluate_low_sample_count_percentiles": "ignore",
        }
    if topic_arn is not None:
        arguments |= {"alarm_actions": [topic_arn], "ok_actions": [topic_arn]}
    return cloudwatch.MetricAlarm(
        logical_name,
        alarm_description=f"Load balancer {parts.name}: {alarm.says}",
        namespace=_NAMESPACE,
        metric_name=alarm.metric_name,
        dimensions=dimensions,
        period=alarm.period,
        evaluation_periods=alarm.evaluation_periods,
        threshold=alarm.threshold,
        comparison_operator="GreaterThanThreshold",
        # Without requests there are no metrics, and nothing is wrong.
        treat_missing_data="notBreaching",
        region=parts.region,
        tags={"Name": logical_name},
        opts=parts.component.child(),
        **arguments,
    )
