"""Scaling policies of every type."""

import pytest

from tests.localaws.lives import GENERATED, Case, Life, each_life, live
from tests.localaws.rows.fleets import with_group
from tests.localaws.rows.scaling import (
    describe_policy,
    filled_policy,
)

SIMPLE_AND_STEPS = Case(
    token="aws:autoscaling/policy:Policy",
    prepare=with_group,
    describe=describe_policy,
    filled=filled_policy,
    lives=(
        Life(
            name="simple",
            inputs=lambda s: {
                "adjustmentType": "ChangeInCapacity",
                "autoscalingGroupName": s.group,
                "cooldown": 60,
                "scalingAdjustment": 1,
            },
            told=lambda s: {
                "AdjustmentType": "ChangeInCapacity",
                "AutoScalingGroupName": s.group,
                "Cooldown": 60,
                "Enabled": True,
                "PolicyName": f"{s.logical}-{GENERATED}",
                "PolicyType": "SimpleScaling",
                "ScalingAdjustment": 1,
            },
            outputs=lambda aws, s: {"arn": describe_policy(aws, s)["PolicyARN"]},
            changed=lambda _: {
                "adjustmentType": "PercentChangeInCapacity",
                "cooldown": 90,
                "enabled": False,
                "minAdjustmentMagnitude": 2,
                "scalingAdjustment": -10,
            },
            told_changed=lambda _: {
                "AdjustmentType": "PercentChangeInCapacity",
                "Cooldown": 90,
                "Enabled": False,
                "MinAdjustmentMagnitude": 2,
                "ScalingAdjustment": -10,
            },
            removed=("cooldown", "minAdjustmentMagnitude"),
            told_removed=lambda _: {"Cooldown": None, "MinAdjustmentMagnitude": None},
            outside=lambda aws, s: aws.autoscaling.put_scaling_policy(
                AutoScalingGroupName=s.group,
                PolicyName=s.id.split("/")[1],
                AdjustmentType="PercentChangeInCapacity",
                Enabled=False,
                ScalingAdjustment=5,
            ),
            found=lambda _: {"scalingAdjustment": 5},
        ),
        Life(
            name="in steps, and then simple",
            inputs=lambda s: {
                "adjustmentType": "PercentChangeInCapacity",
                "autoscalingGroupName": s.group,
                "enabled": False,
                "estimatedInstanceWarmup": 30,
                "metricAggregationType": "Maximum",
                "minAdjustmentMagnitude": 2,
                "name": "steps",
                "policyType": "StepScaling",
                "stepAdjustments": [
                    {"metricIntervalUpperBound": "-10.5", "scalingAdjustment": -20},
                    {
                        "metricIntervalLowerBound": "-10.5",
                        "metricIntervalUpperBound": "0",
                        "scalingAdjustment": -10,
                    },
                    {"metricIntervalLowerBound": "0", "scalingAdjustment": 20},
                ],
            },
            told=lambda _: {
                "AdjustmentType": "PercentChangeInCapacity",
                "Enabled": False,
                "EstimatedInstanceWarmup": 30,
                "MetricAggregationType": "Maximum",
                "MinAdjustmentMagnitude": 2,
                "PolicyName": "steps",
                "PolicyType": "StepScaling",
                "StepAdjustments": [
                    {"MetricIntervalUpperBound": -10.5, "ScalingAdjustment": -20},
                    {
                        "MetricIntervalLowerBound": -10.5,
                        "MetricIntervalUpperBound": 0.0,
                        "ScalingAdjustment": -10,
                    },
                    {"MetricIntervalLowerBound": 0.0, "ScalingAdjustment": 20},
                ],
            },
            changed=lambda _: {
                "estimatedInstanceWarmup": 40,
                "metricAggregationType": "Minimum",
                "stepAdjustments": [
                    {
                        "metricIntervalLowerBound": "0",
                        "metricIntervalUpperBound": "15",
                        "scalingAdjustment": 10,
                    },
                    {"metricIntervalLowerBound": "15", "scalingAdjustment": 30},
                ],
            },
            told_changed=lambda _: {
                "EstimatedInstanceWarmup": 40,
                "MetricAggregationType": "Minimum",
                "StepAdjustments": [
                    {
                        "MetricIntervalLowerBound": 0.0,
                        "MetricIntervalUpperBound": 15.0,
                        "ScalingAdjustment": 10,
                    },
                    {"MetricIntervalLowerBound": 15.0, "ScalingAdjustment": 30},
                ],
            },
            removed=("estimatedInstanceWarmup", "metricAggregationType"),
            told_removed=lambda _: {"EstimatedInstanceWarmup": None},
        ),
        Life(
            name="of another type",
            inputs=lambda s: {
                "adjustmentType": "ExactCapacity",
                "autoscalingGroupName": s.group,
                "policyType": "StepScaling",
                "stepAdjustments": [{"metricIntervalLowerBound": "0", "scalingAdjustment": 2}],
            },
            changed=lambda _: {
                "policyType": "SimpleScaling",
                "scalingAdjustment": 3,
                "stepAdjustments": None,
            },
            told_changed=lambda _: {
                "PolicyType": "SimpleScaling",
                "ScalingAdjustment": 3,
                "StepAdjustments": None,
            },
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(SIMPLE_AND_STEPS))
def test_policies_are_what_auto_scaling_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
