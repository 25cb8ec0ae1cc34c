"""What AWS tells of scaling policies, and metrics for them."""

from tests.localaws.lives import GENERATED, Scene, Values
from tests.localaws.world import Aws

LABEL = "app/web/778d41231b141a0f/targetgroup/web/943f017f100becff"
OTHER_LABEL = "app/web/778d41231b141a0f/targetgroup/api/943f017f100becfe"


def describe_policy(aws: Aws, s: Scene) -> Values | None:
    group, name = s.id.split("/")
    asked = {"AutoScalingGroupName": group, "PolicyNames": [name]}
    found = aws.autoscaling.describe_policies(**asked)["ScalingPolicies"]
    return dict(found[0]) if found else None


def filled_policy(s: Scene) -> Values:
    """What the official provider fills into every policy."""
    return {"enabled": True, "name": f"{s.logical}-{GENERATED}", "policyType": "SimpleScaling"}


def figure(name: str, metric: str, statistic: str, **more: object) -> Values:
    """A query for one metric, which an expression uses."""
    return {
        "id": name,
        "label": f"{metric} of {name}",
        "metricStat": {
            "metric": {
                "dimensions": [{"name": "Queue", "value": metric}],
                "metricName": metric,
                "namespace": f"Of{metric}",
            },
            "stat": statistic,
            "unit": "Count" if statistic == "Sum" else "Seconds",
            **more,
        },
        "returnData": False,
    }


def told_figure(name: str, metric: str, statistic: str, **more: object) -> Values:
    """The same in AWS's words."""
    return {
        "Id": name,
        "Label": f"{metric} of {name}",
        "MetricStat": {
            "Metric": {
                "Dimensions": [{"Name": "Queue", "Value": metric}],
                "MetricName": metric,
                "Namespace": f"Of{metric}",
            },
            "Stat": statistic,
            "Unit": "Count" if statistic == "Sum" else "Seconds",
            **more,
        },
        "ReturnData": False,
    }
