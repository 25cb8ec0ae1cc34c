"""The alarms of a fleet."""

from dataclasses import dataclass
from typing import Any

import pulumi
from pulumi_aws import autoscaling, cloudwatch

from ..landing_zone.names import NameKind, physical_name
from .cloudwatch_agent import DISK_METRIC, GROUP_DIMENSION, MEMORY_METRIC, NAMESPACE
from .fleet import FleetAlarms
from .fleet_group import GroupParts

_MINUTE = 60
_FIVE_MINUTES = 300


@dataclass(frozen=True, kw_only=True)
class _Alarm:
    """One alarm of a fleet."""

    purpose: str
    says: str
    namespace: str
    metric_name: str
    statistic: str
    threshold: float
    comparison: str = "GreaterThanOrEqualToThreshold"
    period: int = _FIVE_MINUTES
    evaluation_periods: int = 3
    missing: str = "missing"


def alarm_name(name: str, purpose: str) -> str:
    """The physical name of an alarm.

    It is known before the alarm is there: the group names it as one that rolls a refresh back, and
    the alarm names the group.
    """
    return physical_name(NameKind.ALARM, pulumi.get_project(), pulumi.get_stack(), name, purpose)


def create_alarms(
    parts: GroupParts, group: autoscaling.Group, topic_arn: pulumi.Input[str] | None
) -> pulumi.Output[list[str]]:
    """The alarms, telling the topic if there is one; their names are returned."""
    created = []
    for alarm in _alarms(parts):
        logical_name = f"{parts.name}-{alarm.purpose}"
        arguments: dict[str, Any] = {}
        if topic_arn is not None:
            arguments = {"alarm_actions": [topic_arn], "ok_actions": [topic_arn]}
        created.append(
            cloudwatch.MetricAlarm(
                logical_name,
                name=alarm_name(parts.name, alarm.purpose),
                alarm_description=f"Fleet {parts.name}: {alarm.says}",
                namespace=alarm.namespace,
                metric_name=alarm.metric_name,
                dimensions={GROUP_DIMENSION: group.name},
                statistic=alarm.statistic,
                period=alarm.period,
                evaluation_periods=alarm.evaluation_periods,
                threshold=alarm.threshold,
                comparison_operator=alarm.comparison,
                treat_missing_data=alarm.missing,
                region=parts.region,
                tags={"Name": logical_name},
                opts=parts.component.child(),
                **arguments,
            )
        )
    return pulumi.Output.all(*(alarm.name for alarm in created))


def _alarms(parts: GroupParts) -> list[_Alarm]:
    wanted = parts.fleet.alarms or FleetAlarms()
    cpu = wanted.cpu_percentage or 90
    alarms = [
        _Alarm(
            purpose="status-check",
            says="an instance fails its status checks",
            namespace="AWS/EC2",
            metric_name="StatusCheckFailed",
            statistic="Maximum",
            threshold=1,
            period=_MINUTE,
        ),
        _Alarm(
            purpose="cpu",
            says=f"CPU at {cpu} per cent for a quarter of an hour",
            namespace="AWS/EC2",
            metric_name="CPUUtilization",
            statistic="Average",
            threshold=cpu,
        ),
        _Alarm(
            purpose="in-service",
            says="fewer instances in service than its minimum",
            namespace="AWS/AutoScaling",
            metric_name=parts.fleet.in_service_metric,
            statistic="Minimum",
            threshold=parts.fleet.capacity.minimum,
            comparison="LessThanThreshold",
        ),
    ]
    return [*alarms, *(_agent_alarms(wanted) if parts.fleet.launch_settings.agent else [])]


def _agent_alarms(wanted: FleetAlarms) -> list[_Alarm]:
    memory = wanted.memory_percentage or 90
    disk = wanted.disk_percentage or 85
    return [
        _Alarm(
            purpose="memory",
            says=f"memory at {memory} per cent for a quarter of an hour",
            namespace=NAMESPACE,
            metric_name=MEMORY_METRIC,
            statistic="Average",
            threshold=memory,
        ),
        _Alarm(
            purpose="disk",
            says=f"a disk at {disk} per cent",
            namespace=NAMESPACE,
            metric_name=DISK_METRIC,
            statistic="Maximum",
            threshold=disk,
        ),
    ]
