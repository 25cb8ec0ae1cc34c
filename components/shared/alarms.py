"""CloudWatch alarms as every component makes them."""

from collections.abc import Mapping
from typing import Any

import pulumi
from pulumi_aws import cloudwatch

from .alarm import Alarm
from .component import Component


def create_alarm(
    component: Component,
    logical_name: str,
    alarm: Alarm,
    *,
    subject: str,
    dimensions: Mapping[str, pulumi.Input[str]],
    region: str,
    topic_arn: pulumi.Input[str] | None,
    name: str | None = None,
) -> cloudwatch.MetricAlarm:
    """An alarm that tells the topic, if there is one, when it begins and ends to ring.

    `subject` is whom it concerns; `name` is its physical name, where something has to know it.
    """
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
        name=name,
        alarm_description=f"{subject}: {alarm.says}",
        namespace=alarm.namespace,
        metric_name=alarm.metric_name,
        dimensions=dict(dimensions),
        period=alarm.period,
        evaluation_periods=alarm.evaluation_periods,
        threshold=alarm.threshold,
        comparison_operator=alarm.comparison,
        treat_missing_data=alarm.missing,
        region=region,
        tags={"Name": logical_name},
        opts=component.child(),
        **arguments,
    )
