"""When EC2 instances need somebody's attention, alone or as a fleet. Pure."""

from dataclasses import replace

from ..shared.alarm import Alarm
from .cloudwatch_agent import DISK_METRIC, MEMORY_METRIC, NAMESPACE

CPU_PERCENTAGE = 90
MEMORY_PERCENTAGE = 90
DISK_PERCENTAGE = 85
_EC2 = "AWS/EC2"
_MINUTE = 60


def status_alarm() -> Alarm:
    """On failed status checks."""
    return Alarm(
        says="failed status checks",
        namespace=_EC2,
        metric_name="StatusCheckFailed",
        statistic="Maximum",
        threshold=1,
        period=_MINUTE,
    )


def cpu_alarm(percentage: int = CPU_PERCENTAGE) -> Alarm:
    """On CPU."""
    return Alarm(
        says=f"CPU at {percentage} per cent for a quarter of an hour",
        namespace=_EC2,
        metric_name="CPUUtilization",
        threshold=percentage,
    )


def memory_alarm(percentage: int = MEMORY_PERCENTAGE) -> Alarm:
    """On used memory, which the agent measures."""
    return Alarm(
        says=f"memory at {percentage} per cent for a quarter of an hour",
        namespace=NAMESPACE,
        metric_name=MEMORY_METRIC,
        threshold=percentage,
    )


def disk_alarm(percentage: int = DISK_PERCENTAGE) -> Alarm:
    """On the fullest disk, which the agent measures."""
    return Alarm(
        says=f"a disk at {percentage} per cent",
        namespace=NAMESPACE,
        metric_name=DISK_METRIC,
        statistic="Maximum",
        threshold=percentage,
    )


def silent_when_stopped(alarm: Alarm) -> Alarm:
    """The same for one instance: when it is stopped nobody measures it, and that is no failure."""
    return replace(alarm, missing="notBreaching")
