"""The alarms of a single instance."""

import pulumi
from pulumi_aws import ec2

from ..shared.alarms import Alarm, create_alarm
from .cloudwatch_agent import DISK_METRIC, INSTANCE_DIMENSION, MEMORY_METRIC, NAMESPACE
from .instance_launch import InstanceParts

_EC2 = "AWS/EC2"
_MINUTE = 60
# A stopped instance is measured by nobody, and is no failure.
_STOPPED = "notBreaching"
_ALARMS = {
    "status-check": Alarm(
        says="it fails its status checks",
        namespace=_EC2,
        metric_name="StatusCheckFailed",
        statistic="Maximum",
        threshold=1,
        period=_MINUTE,
        missing=_STOPPED,
    ),
    "cpu": Alarm(
        says="CPU at 90 per cent for a quarter of an hour",
        namespace=_EC2,
        metric_name="CPUUtilization",
        threshold=90,
        missing=_STOPPED,
    ),
}
_AGENT_ALARMS = {
    "memory": Alarm(
        says="memory at 90 per cent for a quarter of an hour",
        namespace=NAMESPACE,
        metric_name=MEMORY_METRIC,
        threshold=90,
        missing=_STOPPED,
    ),
    "disk": Alarm(
        says="a disk at 85 per cent",
        namespace=NAMESPACE,
        metric_name=DISK_METRIC,
        statistic="Maximum",
        threshold=85,
        missing=_STOPPED,
    ),
}


def create_alarms(
    parts: InstanceParts, instance: ec2.Instance, topic_arn: pulumi.Input[str] | None
) -> None:
    """The alarms, telling the topic if there is one."""
    measured = _AGENT_ALARMS if parts.instance.launch_settings.agent else {}
    for purpose, alarm in {**_ALARMS, **measured}.items():
        create_alarm(
            parts.component,
            f"{parts.name}-{purpose}",
            alarm,
            subject=f"Instance {parts.name}",
            dimensions={INSTANCE_DIMENSION: instance.id},
            region=parts.region,
            topic_arn=topic_arn,
        )
