"""The alarms of a load balancer."""

from collections.abc import Mapping

import pulumi
from pulumi_aws import cloudwatch, lb

from ..shared.alarm import Alarm
from ..shared.alarms import create_alarm
from .load_balancer_layout import LoadBalancerAlarms
from .load_balancer_parts import BalancerParts

_NAMESPACE = "AWS/ApplicationELB"
_ABOVE = "GreaterThanThreshold"
# Without requests there are no metrics, and nothing is wrong.
_QUIET = "notBreaching"
_MINUTE = 60
_ERRORS = 10
_RESPONSE_SECONDS = 2.0
_TARGET_ERRORS = "errors"


def create_alarms(
    parts: BalancerParts,
    groups: Mapping[str, lb.TargetGroup],
    topic_arn: pulumi.Input[str] | None,
) -> dict[str, cloudwatch.MetricAlarm]:
    """The alarms, telling the topic if there is one.

    Those that ring on the errors of targets are returned, by the target group's name.
    """
    wanted = parts.layout.alarms or LoadBalancerAlarms()

    def create(
        logical_name: str, alarm: Alarm, dimensions: Mapping[str, pulumi.Input[str]]
    ) -> cloudwatch.MetricAlarm:
        return create_alarm(
            parts.component,
            logical_name,
            alarm,
            subject=f"Load balancer {parts.name}",
            dimensions=dimensions,
            region=parts.region,
            topic_arn=topic_arn,
        )

    # No purpose of the first kind ends like one of the second, so a target group may have any name.
    balancer = {"LoadBalancer": parts.balancer.arn_suffix}
    for purpose, alarm in _balancer_alarms(wanted).items():
        create(f"{parts.name}-{purpose}", alarm, balancer)
    errors = {}
    for name, group in groups.items():
        dimensions = {**balancer, "TargetGroup": group.arn_suffix}
        created = {
            purpose: create(f"{parts.name}-{name}-{purpose}", alarm, dimensions)
            for purpose, alarm in _group_alarms(wanted).items()
        }
        errors[name] = created[_TARGET_ERRORS]
    return errors


def _balancer_alarms(wanted: LoadBalancerAlarms) -> dict[str, Alarm]:
    errors = _ERRORS if wanted.own_errors is None else wanted.own_errors
    return {
        "own-failures": _count(
            says=f"more than {errors} of its own answers in five minutes were errors (5xx)",
            metric_name="HTTPCode_ELB_5XX_Count",
            threshold=errors,
        ),
        "rejected-connections": _count(
            says="it refused connections, since it had as many as it can have",
            metric_name="RejectedConnectionCount",
            threshold=0,
        ),
    }


def _group_alarms(wanted: LoadBalancerAlarms) -> dict[str, Alarm]:
    errors = _ERRORS if wanted.target_errors is None else wanted.target_errors
    slow = wanted.response_seconds
    seconds = _RESPONSE_SECONDS if slow is None else slow
    return {
        "unhealthy": Alarm(
            says="a target has been unhealthy for five minutes",
            namespace=_NAMESPACE,
            metric_name="UnHealthyHostCount",
            statistic="Maximum",
            threshold=0,
            comparison=_ABOVE,
            period=_MINUTE,
            evaluation_periods=5,
            missing=_QUIET,
        ),
        _TARGET_ERRORS: _count(
            says=f"more than {errors} answers of targets in five minutes were errors (5xx)",
            metric_name="HTTPCode_Target_5XX_Count",
            threshold=errors,
        ),
        "slow": Alarm(
            says=f"one of 100 answers of targets took more than {seconds:g} seconds",
            namespace=_NAMESPACE,
            metric_name="TargetResponseTime",
            threshold=seconds,
            percentile="p99",
            comparison=_ABOVE,
            missing=_QUIET,
        ),
    }


def _count(*, says: str, metric_name: str, threshold: float) -> Alarm:
    """Rings when there have been more in five minutes."""
    return Alarm(
        says=says,
        namespace=_NAMESPACE,
        metric_name=metric_name,
        statistic="Sum",
        threshold=threshold,
        comparison=_ABOVE,
        evaluation_periods=1,
        missing=_QUIET,
    )
