"""Target tracking policies: predefined metrics, metrics of one's own, and expressions."""

import pytest

from tests.localaws.lives import Case, Life, Values, each_life, live
from tests.localaws.rows.fleets import with_group
from tests.localaws.rows.scaling import (
    LABEL,
    describe_policy,
    figure,
    filled_policy,
    told_figure,
)


def tracked(target: float, *, scales_in: bool, **specification: Values) -> Values:
    return {"disableScaleIn": not scales_in, "targetValue": target, **specification}


def custom(metric: str, statistic: str, unit: str, period: int) -> Values:
    return {
        "metricDimensions": [{"name": "Team", "value": metric}],
        "metricName": metric,
        "namespace": f"Of{metric}",
        "period": period,
        "statistic": statistic,
        "unit": unit,
    }


def told_custom(metric: str, statistic: str, unit: str, period: int) -> Values:
    return {
        "Dimensions": [{"Name": "Team", "Value": metric}],
        "MetricName": metric,
        "Namespace": f"Of{metric}",
        "Period": period,
        "Statistic": statistic,
        "Unit": unit,
    }


TRACKING = Case(
    token="aws:autoscaling/policy:Policy",
    prepare=with_group,
    describe=describe_policy,
    filled=filled_policy,
    lives=(
        Life(
            name="tracking the processor",
            inputs=lambda s: {
                "autoscalingGroupName": s.group,
                "estimatedInstanceWarmup": 30,
                "policyType": "TargetTrackingScaling",
                "targetTrackingConfiguration": tracked(
                    50,
                    scales_in=True,
                    predefinedMetricSpecification={
                        "predefinedMetricType": "ASGAverageCPUUtilization"
                    },
                ),
            },
            told=lambda _: {
                "EstimatedInstanceWarmup": 30,
                "PolicyType": "TargetTrackingScaling",
                "TargetTrackingConfiguration": {
                    "DisableScaleIn": False,
                    "PredefinedMetricSpecification": {
                        "PredefinedMetricType": "ASGAverageCPUUtilization"
                    },
                    "TargetValue": 50.0,
                },
            },
            changed=lambda _: {
                "targetTrackingConfiguration": tracked(
                    1000.5,
                    scales_in=False,
                    predefinedMetricSpecification={
                        "predefinedMetricType": "ALBRequestCountPerTarget",
                        "resourceLabel": LABEL,
                    },
                )
            },
            told_changed=lambda _: {
                "TargetTrackingConfiguration": {
                    "DisableScaleIn": True,
                    "PredefinedMetricSpecification": {
                        "PredefinedMetricType": "ALBRequestCountPerTarget",
                        "ResourceLabel": LABEL,
                    },
                    "TargetValue": 1000.5,
                },
            },
        ),
        Life(
            name="tracking a metric of its own",
            inputs=lambda s: {
                "autoscalingGroupName": s.group,
                "policyType": "TargetTrackingScaling",
                "targetTrackingConfiguration": tracked(
                    10,
                    scales_in=True,
                    customizedMetricSpecification=custom("Jobs", "Average", "Count", 60),
                ),
            },
            told=lambda _: {
                "TargetTrackingConfiguration": {
                    "CustomizedMetricSpecification": told_custom("Jobs", "Average", "Count", 60),
                    "DisableScaleIn": False,
                    "TargetValue": 10.0,
                }
            },
            changed=lambda _: {
                "targetTrackingConfiguration": tracked(
                    20,
                    scales_in=True,
                    customizedMetricSpecification=custom("Bytes", "Sum", "Bytes", 30),
                ),
            },
            told_changed=lambda _: {
                "TargetTrackingConfiguration": {
                    "CustomizedMetricSpecification": told_custom("Bytes", "Sum", "Bytes", 30),
                    "DisableScaleIn": False,
                    "TargetValue": 20.0,
                }
            },
        ),
        Life(
            name="tracking an expression, and then nothing",
            inputs=lambda s: {
                "autoscalingGroupName": s.group,
                "policyType": "TargetTrackingScaling",
                "targetTrackingConfiguration": tracked(
                    5,
                    scales_in=True,
                    customizedMetricSpecification={
                        "metrics": [
                            figure("backlog", "Visible", "Sum", period=60),
                            {"id": "per", "expression": "backlog / 2", "label": "each"},
                        ]
                    },
                ),
            },
            told=lambda _: {
                "TargetTrackingConfiguration": {
                    "CustomizedMetricSpecification": {
                        "Metrics": [
                            told_figure("backlog", "Visible", "Sum", Period=60),
                            {"Expression": "backlog / 2", "Id": "per", "Label": "each"},
                        ]
                    },
                    "DisableScaleIn": False,
                    "TargetValue": 5.0,
                }
            },
            changed=lambda _: {
                "targetTrackingConfiguration": tracked(
                    5,
                    scales_in=True,
                    customizedMetricSpecification={
                        "metrics": [
                            figure("queued", "Waiting", "Average", period=30),
                            {
                                "id": "half",
                                "expression": "queued / 3",
                                "label": "third",
                                "returnData": True,
                            },
                        ]
                    },
                ),
            },
            told_changed=lambda _: {
                "TargetTrackingConfiguration": {
                    "CustomizedMetricSpecification": {
                        "Metrics": [
                            told_figure("queued", "Waiting", "Average", Period=30),
                            {
                                "Expression": "queued / 3",
                                "Id": "half",
                                "Label": "third",
                                "ReturnData": True,
                            },
                        ]
                    },
                    "DisableScaleIn": False,
                    "TargetValue": 5.0,
                }
            },
        ),
        Life(
            name="simple, and then tracking",
            inputs=lambda s: {
                "adjustmentType": "ChangeInCapacity",
                "autoscalingGroupName": s.group,
                "scalingAdjustment": 1,
            },
            changed=lambda _: {
                "adjustmentType": None,
                "policyType": "TargetTrackingScaling",
                "scalingAdjustment": None,
                "targetTrackingConfiguration": tracked(
                    50,
                    scales_in=True,
                    predefinedMetricSpecification={"predefinedMetricType": "ASGAverageNetworkIn"},
                ),
            },
            told_changed=lambda _: {
                "AdjustmentType": None,
                "PolicyType": "TargetTrackingScaling",
                "ScalingAdjustment": None,
            },
        ),
        Life(
            name="tracking no more",
            inputs=lambda s: {
                "autoscalingGroupName": s.group,
                "policyType": "TargetTrackingScaling",
                "targetTrackingConfiguration": tracked(
                    50,
                    scales_in=True,
                    predefinedMetricSpecification={"predefinedMetricType": "ASGAverageNetworkOut"},
                ),
            },
            changed=lambda _: {
                "adjustmentType": "ChangeInCapacity",
                "policyType": "SimpleScaling",
                "scalingAdjustment": 1,
                "targetTrackingConfiguration": None,
            },
            told_changed=lambda _: {
                "PolicyType": "SimpleScaling",
                "TargetTrackingConfiguration": None,
            },
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(TRACKING))
def test_tracking_policies_are_what_auto_scaling_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
