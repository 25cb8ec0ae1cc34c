"""The alarms of a fleet."""

import pulumi
from pulumi_aws import autoscaling

from ..landing_zone.names import NameKind, physical_name
from ..shared.alarms import Alarm, create_alarm
from .cloudwatch_agent import DISK_METRIC, GROUP_DIMENSION, MEMORY_METRIC, NAMESPACE
from .fleet import FleetAlarms
from .fleet_group import GroupParts

_EC2 = "AWS/EC2"
_MINUTE = 60


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
    cpu = wanted.cpu_percentage or 90
    alarms = {
        "status-check": Alarm(
            says="an instance fails its status checks",
            namespace=_EC2,
            metric_name="StatusCheckFailed",
            statistic="Maximum",
            threshold=1,
            period=_MINUTE,
        ),
        "cpu": Alarm(
            says=f"CPU at {cpu} per cent for a quarter of an hour",
            namespace=_EC2,
            metric_name="CPUUtilization",
            threshold=cpu,
        ),
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
    memory = wanted.memory_percentage or 90
    disk = wanted.disk_percentage or 85
    return {
        "memory": Alarm(
            says=f"memory at {memory} per cent for a quarter of an hour",
            namespace=NAMESPACE,
            metric_name=MEMORY_METRIC,
            threshold=memory,
        ),
        "disk": Alarm(
            says=f"a disk at {disk} per cent",
            namespace=NAMESPACE,
            metric_name=DISK_METRIC,
            statistic="Maximum",
            threshold=disk,
        ),
    }
