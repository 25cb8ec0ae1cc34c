"""The alarms of a single instance."""

from dataclasses import dataclass
from typing import Any

import pulumi
from pulumi_aws import cloudwatch, ec2

from .cloudwatch_agent import DISK_METRIC, INSTANCE_DIMENSION, MEMORY_METRIC, NAMESPACE
from .instance_launch import InstanceParts

_EC2 = "AWS/EC2"


@dataclass(frozen=True, kw_only=True)
class _Alarm:
    """One alarm: it rings at the threshold and above."""

    purpose: str
    says: str
    namespace: str
    metric_name: str
    statistic: str
    threshold: float
    period: int
    evaluation_periods: int = 3


_ALARMS = (
    _Alarm(
        purpose="status-check",
        says="it fails its status checks",
        namespace=_EC2,
        metric_name="StatusCheckFailed",
        statistic="Maximum",
        threshold=1,
        period=60,
    ),
    _Alarm(
        purpose="cpu",
        says="CPU at 90 per cent for a quarter of an hour",
        namespace=_EC2,
        metric_name="CPUUtilization",
        statistic="Average",
        threshold=90,
        period=300,
    ),
)
_AGENT_ALARMS = (
    _Alarm(
        purpose="memory",
        says="memory at 90 per cent for a quarter of an hour",
        namespace=NAMESPACE,
        metric_name=MEMORY_METRIC,
        statistic="Average",
        threshold=90,
        period=300,
    ),
    _Alarm(
        purpose="disk",
        says="a disk at 85 per cent",
        namespace=NAMESPACE,
        metric_name=DISK_METRIC,
        statistic="Maximum",
        threshold=85,
        period=300,
    ),
)


def create_alarms(
    parts: InstanceParts, instance: ec2.Instance, topic_arn: pulumi.Input[str] | None
) -> None:
    """The alarms, telling the topic if there is one."""
    actions: dict[str, Any] = {}
    if topic_arn is not None:
        actions = {"alarm_actions": [topic_arn], "ok_actions": [topic_arn]}
    agent = parts.instance.launch_settings.agent
    for alarm in [*_ALARMS, *(_AGENT_ALARMS if agent else ())]:
        logical_name = f"{parts.name}-{alarm.purpose}"
        cloudwatch.MetricAlarm(
            logical_name,
            alarm_description=f"Instance {parts.name}: {alarm.says}",
            namespace=alarm.namespace,
            metric_name=alarm.metric_name,
            dimensions={INSTANCE_DIMENSION: instance.id},
            statistic=alarm.statistic,
            period=alarm.period,
            evaluation_periods=alarm.evaluation_periods,
            threshold=alarm.threshold,
            comparison_operator="GreaterThanOrEqualToThreshold",
            # A stopped instance is measured by nobody, and is no failure.
            treat_missing_data="notBreaching",
            region=parts.region,
            tags={"Name": logical_name},
            opts=parts.component.child(),
            **actions,
        )
