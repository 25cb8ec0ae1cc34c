"""The alarms of a fleet."""

import pulumi
from pulumi_aws import autoscaling

from ..landing_zone.names import NameKind, physical_name
from ..shared.alarm import Alarm
from ..shared.alarms import create_alarm
from .cloudwatch_agent import GROUP_DIMENSION
from .ec2_alarms import (
    CPU_PERCENTAGE,
    DISK_PERCENTAGE,
    MEMORY_PERCENTAGE,
    cpu_alarm,
    disk_alarm,
    memory_alarm,
    status_alarm,
)
from .fleet import FleetAlarms
from .fleet_group import GroupParts


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
    wanted = parts.fleet.alarms or FleetAlarms()
    measured = _agent_alarms(wanted) if parts.fleet.launch_settings.agent else {}
    created = [
        create_alarm(
            parts.component,
            f"{parts.name}-{purpose}",
            alarm,
            subject=f"Fleet {parts.name}",
            dimensions={GROUP_DIMENSION: group.name},
            region=parts.region,
            topic_arn=topic_arn,
            name=alarm_name(parts.name, purpose),
        )
        for purpose, alarm in {**_alarms(parts, wanted), **measured}.items()
    ]
    return pulumi.Output.all(*(alarm.name for alarm in created))


def _alarms(parts: GroupParts, wanted: FleetAlarms) -> dict[str, Alarm]:
    alarms = {
        "status-check": status_alarm(),
        "cpu": cpu_alarm(wanted.cpu_percentage or CPU_PERCENTAGE),
    }
    if least := parts.fleet.least_in_service:
        alarms["in-service"] = Alarm(
            says="fewer instances in service than its minimum",
            namespace="AWS/AutoScaling",
            metric_name=parts.fleet.in_service_metric,
            statistic="Minimum",
            threshold=least,
            comparison="LessThanThreshold",
        )
    return alarms


def _agent_alarms(wanted: FleetAlarms) -> dict[str, Alarm]:
    return {
        "memory": memory_alarm(wanted.memory_percentage or MEMORY_PERCENTAGE),
        "disk": disk_alarm(wanted.disk_percentage or DISK_PERCENTAGE),
    }
