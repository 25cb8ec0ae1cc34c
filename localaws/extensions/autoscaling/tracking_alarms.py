"""The two CloudWatch alarms that AWS makes for a target tracking policy, and deletes with it."""

import re
from typing import Any

from moto.autoscaling.exceptions import ValidationError
from moto.cloudwatch.models import (
    Dimension,
    Metric,
    MetricDataQuery,
    MetricStat,
    cloudwatch_backends,
)
from moto.moto_api._internal import mock_random

from localaws.extensions.autoscaling.group import Group, Request

PREFIX = "TargetTracking-"

_REQUESTS = "ALBRequestCountPerTarget"
_LABEL = re.compile("app/[^/]+/[^/]+/targetgroup/[^/]+/[^/]+")
_PREDEFINED = {
    "ASGAverageCPUUtilization": ("AWS/EC2", "CPUUtilization", "Average"),
    "ASGAverageCPUUtilizationHighResolution": ("AWS/EC2", "CPUUtilization", "Average"),
    "ASGAverageNetworkIn": ("AWS/EC2", "NetworkIn", "Average"),
    "ASGAverageNetworkOut": ("AWS/EC2", "NetworkOut", "Average"),
    _REQUESTS: ("AWS/ApplicationELB", "RequestCountPerTarget", "Sum"),
}
_LOW = 0.7
"""Of the target, below which a group scales in."""


def check(configuration: Request) -> None:
    """Refuses a configuration that does not say one metric.

    Whether the target group of a label is attached is not looked at: an attachment may come after the policy.

    Raises:
        ValidationError: AWS refuses it.
    """
    custom = configuration.get("CustomizedMetricSpecification")
    predefined = configuration.get("PredefinedMetricSpecification")
    if bool(custom) == bool(predefined):
        raise ValidationError(
            "TargetTrackingConfiguration must have exactly one of PredefinedMetricSpecification and "
            "CustomizedMetricSpecification."
        )
    if custom and not custom.get("Metrics"):
        missing = [n for n in ("Namespace", "MetricName", "Statistic") if not custom.get(n)]
        if missing:
            raise ValidationError(f"CustomizedMetricSpecification lacks {', '.join(missing)}.")
    if predefined:
        _check_predefined(predefined)


def _check_predefined(predefined: Request) -> None:
    kind = predefined["PredefinedMetricType"]
    if kind not in _PREDEFINED:
        raise ValidationError(f"Unknown PredefinedMetricType {kind}.")
    if kind == _REQUESTS and not _LABEL.fullmatch(predefined.get("ResourceLabel", "")):
        raise ValidationError(
            f"{kind} requires a ResourceLabel of the form "
            "app/<load balancer>/<id>/targetgroup/<target group>/<id>."
        )


def create(group: Group, policy: dict[str, Any]) -> None:
    """Makes the alarms of a policy."""
    configuration = policy["TargetTrackingConfiguration"]
    target = float(configuration["TargetValue"])
    alarms = cloudwatch_backends[group.account_id][group.region]
    for side, operator, periods, threshold in (
        ("High", "GreaterThanThreshold", 3, target),
        ("Low", "LessThanThreshold", 15, round(target * _LOW, 4)),
    ):
        alarms.put_metric_alarm(
            name=f"{PREFIX}{group.name}-Alarm{side}-{mock_random.uuid4()}",
            comparison_operator=operator,
            evaluation_periods=periods,
            threshold=threshold,
            description=(
                f"DO NOT EDIT OR DELETE. For TargetTrackingScaling policy {policy['PolicyARN']}."
            ),
            alarm_actions=[policy["PolicyARN"]],
            **_measured(group, configuration),
        )


def delete(group: Group, policy_arn: str) -> None:
    """Deletes the alarms of a policy that AWS made; an alarm of the user's own stays."""
    backend = cloudwatch_backends[group.account_id][group.region]
    own = [
        alarm.name
        for alarm in backend.alarms.values()
        if policy_arn in alarm.alarm_actions and alarm.name.startswith(f"{PREFIX}{group.name}-")
    ]
    backend.delete_alarms(own)


def _measured(group: Group, configuration: Request) -> dict[str, Any]:
    custom = configuration.get("CustomizedMetricSpecification", {})
    measured: dict[str, Any] = dict.fromkeys(("namespace", "metric_name", "statistic"))
    measured |= {"period": 60, "dimensions": []}
    if custom.get("Metrics"):
        queries = [_query(query) for query in custom["Metrics"]]
        return {**measured, "period": None, "metric_data_queries": queries}
    if custom:
        name = custom["Namespace"], custom["MetricName"], custom["Statistic"]
        dimensions = custom.get("Dimensions", [])
    else:
        predefined = configuration["PredefinedMetricSpecification"]
        name = _PREDEFINED[predefined["PredefinedMetricType"]]
        dimensions = [{"Name": "AutoScalingGroupName", "Value": group.name}]
        if "ResourceLabel" in predefined:
            dimensions = _of_target_group(predefined["ResourceLabel"])
    measured |= dict(zip(("namespace", "metric_name", "statistic"), name, strict=True))
    return {**measured, "dimensions": dimensions}


def _of_target_group(label: str) -> list[dict[str, str]]:
    """A label is the load balancer's name, `app/...`, followed by the target group's."""
    balancer, _, target_group = label.partition("/targetgroup/")
    return [
        {"Name": "TargetGroup", "Value": f"targetgroup/{target_group}"},
        {"Name": "LoadBalancer", "Value": balancer},
    ]


def _query(query: Request) -> MetricDataQuery:
    stat = query.get("MetricStat")
    metric_stat = None
    if stat:
        metric = stat["Metric"]
        dimensions = [Dimension(d["Name"], d["Value"]) for d in metric.get("Dimensions", [])]
        metric_stat = MetricStat(
            Metric(metric["MetricName"], metric["Namespace"], dimensions),
            stat.get("Period", 60),
            stat["Stat"],
            stat.get("Unit"),
        )
    return MetricDataQuery(
        query["Id"],
        query.get("Label"),
        query.get("Period"),
        query.get("ReturnData", True),
        query.get("Expression"),
        metric_stat,
    )
