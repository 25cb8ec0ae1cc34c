"""The alarms of a single instance."""

import pulumi
from pulumi_aws import ec2

from ..shared.alarms import create_alarm
from .cloudwatch_agent import INSTANCE_DIMENSION
from .ec2_alarms import cpu_alarm, disk_alarm, memory_alarm, silent_when_stopped, status_alarm
from .instance_launch import InstanceParts

_ALARMS = {"status-check": status_alarm(), "cpu": cpu_alarm()}
_AGENT_ALARMS = {"memory": memory_alarm(), "disk": disk_alarm()}


def create_alarms(
    parts: InstanceParts, instance: ec2.Instance, topic_arn: pulumi.Input[str] | None
) -> None:
    """The alarms, telling the topic if there is one."""
    measured = _AGENT_ALARMS if parts.instance.launch_settings.agent else {}
    for purpose, alarm in {**_ALARMS, **measured}.items():
        create_alarm(
            parts.component,
            f"{parts.name}-{purpose}",
            silent_when_stopped(alarm),
            subject=f"Instance {parts.name}",
            dimensions={INSTANCE_DIMENSION: instance.id},
            region=parts.region,
            topic_arn=topic_arn,
        )
