"""Predictive scaling policies: metric pairs, single metrics, and metrics of one's own."""

import pytest

from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.fleets import with_group
from tests.localaws.rows.scaling import (
    LABEL,
    OTHER_LABEL,
    describe_policy,
    figure,
    filled_policy,
    told_figure,
)


def policy(s: Scene, metric: Values, **more: object) -> Values:
    return {
        "autoscalingGroupName": s.group,
        "policyType": "PredictiveScaling",
        "predictiveScalingConfiguration": {"metricSpecification": metric, **more},
    }


def predicted(metric: Values, **more: object) -> Values:
    return {"predictiveScalingConfiguration": {"metricSpecification": metric, **more}}


def told(metric: Values, **more: object) -> Values:
    return {
        "PolicyType": "PredictiveScaling",
        "PredictiveScalingConfiguration": {"MetricSpecifications": [metric], **more},
    }


def predefined(kind: str, metric: str, label: str = "") -> Values:
    named = {"resourceLabel": label} if label else {}
    return {f"predefined{kind}Specification": {"predefinedMetricType": metric, **named}}


def told_predefined(kind: str, metric: str, label: str = "") -> Values:
    named = {"ResourceLabel": label} if label else {}
    return {f"Predefined{kind}Specification": {"PredefinedMetricType": metric, **named}}


def queries(kind: str, metric: str, statistic: str, *, returned: bool) -> Values:
    """A figure, and an expression over it, which is the result; what it is when nothing is said of it."""
    result = {"id": "result", "expression": f"figure / {len(metric)}", "label": f"{metric} each"}
    said = {"returnData": True} if returned else {}
    listed = [figure("figure", metric, statistic), {**result, **said}]
    return {f"customized{kind}MetricSpecification": {"metricDataQueries": listed}}


def told_queries(kind: str, metric: str, statistic: str, *, returned: bool) -> Values:
    result = {"Id": "result", "Expression": f"figure / {len(metric)}", "Label": f"{metric} each"}
    said = {"ReturnData": True} if returned else {}
    listed = [told_figure("figure", metric, statistic), {**result, **said}]
    return {f"Customized{kind}MetricSpecification": {"MetricDataQueries": listed}}


PREDICTIVE = Case(
    token="aws:autoscaling/policy:Policy",
    prepare=with_group,
    describe=describe_policy,
    filled=filled_policy,
    lives=(
        Life(
            name="from a pair of metrics",
            inputs=lambda s: policy(
                s,
                {"targetValue": 50, **predefined("MetricPair", "ALBRequestCount", LABEL)},
                maxCapacityBreachBehavior="IncreaseMaxCapacity",
                maxCapacityBuffer="10",
                mode="ForecastAndScale",
                schedulingBufferTime="60",
            ),
            told=lambda _: told(
                {"TargetValue": 50.0, **told_predefined("MetricPair", "ALBRequestCount", LABEL)},
                MaxCapacityBreachBehavior="IncreaseMaxCapacity",
                MaxCapacityBuffer=10,
                Mode="ForecastAndScale",
                SchedulingBufferTime=60,
            ),
            changed=lambda _: predicted(
                {"targetValue": 60.5, **predefined("MetricPair", "ALBRequestCount", OTHER_LABEL)},
                maxCapacityBreachBehavior="IncreaseMaxCapacity",
                maxCapacityBuffer="20",
                mode="ForecastOnly",
                schedulingBufferTime="120",
            ),
            told_changed=lambda _: told(
                {
                    "TargetValue": 60.5,
                    **told_predefined("MetricPair", "ALBRequestCount", OTHER_LABEL),
                },
                MaxCapacityBreachBehavior="IncreaseMaxCapacity",
                MaxCapacityBuffer=20,
                Mode="ForecastOnly",
                SchedulingBufferTime=120,
            ),
        ),
        Life(
            name="from the processor",
            inputs=lambda s: policy(
                s,
                {"targetValue": 50, **predefined("MetricPair", "ASGCPUUtilization")},
                maxCapacityBreachBehavior="HonorMaxCapacity",
            ),
            changed=lambda _: predicted(
                {"targetValue": 50, **predefined("MetricPair", "ASGNetworkIn")},
                maxCapacityBreachBehavior="IncreaseMaxCapacity",
                maxCapacityBuffer="0",
            ),
            told_changed=lambda _: told(
                {"TargetValue": 50.0, **told_predefined("MetricPair", "ASGNetworkIn")},
                MaxCapacityBreachBehavior="IncreaseMaxCapacity",
                MaxCapacityBuffer=0,
            ),
        ),
        Life(
            name="from two metrics",
            inputs=lambda s: policy(
                s,
                {
                    "targetValue": 40,
                    **predefined("ScalingMetric", "ALBRequestCountPerTarget", LABEL),
                    **predefined("LoadMetric", "ALBTargetGroupRequestCount", LABEL),
                },
                mode="ForecastOnly",
                schedulingBufferTime="60",
            ),
            told=lambda _: told(
                {
                    "TargetValue": 40.0,
                    **told_predefined("ScalingMetric", "ALBRequestCountPerTarget", LABEL),
                    **told_predefined("LoadMetric", "ALBTargetGroupRequestCount", LABEL),
                },
                Mode="ForecastOnly",
                SchedulingBufferTime=60,
            ),
            changed=lambda _: predicted(
                {
                    "targetValue": 40,
                    **predefined("ScalingMetric", "ALBRequestCountPerTarget", OTHER_LABEL),
                    **predefined("LoadMetric", "ALBTargetGroupRequestCount", OTHER_LABEL),
                },
                mode="ForecastOnly",
                schedulingBufferTime="60",
            ),
            told_changed=lambda _: told(
                {
                    "TargetValue": 40.0,
                    **told_predefined("ScalingMetric", "ALBRequestCountPerTarget", OTHER_LABEL),
                    **told_predefined("LoadMetric", "ALBTargetGroupRequestCount", OTHER_LABEL),
                },
                Mode="ForecastOnly",
                SchedulingBufferTime=60,
            ),
        ),
        Life(
            name="from metrics of its own",
            inputs=lambda s: policy(
                s,
                {
                    "targetValue": 30,
                    **queries("Capacity", "Hosts", "Average", returned=False),
                    **queries("Load", "Requests", "Sum", returned=False),
                    **queries("Scaling", "PerHost", "Average", returned=False),
                },
                maxCapacityBreachBehavior="HonorMaxCapacity",
                mode="ForecastOnly",
                schedulingBufferTime="60",
            ),
            told=lambda _: told(
                {
                    "TargetValue": 30.0,
                    **told_queries("Capacity", "Hosts", "Average", returned=False),
                    **told_queries("Load", "Requests", "Sum", returned=False),
                    **told_queries("Scaling", "PerHost", "Average", returned=False),
                },
                MaxCapacityBreachBehavior="HonorMaxCapacity",
                Mode="ForecastOnly",
                SchedulingBufferTime=60,
            ),
            changed=lambda _: predicted(
                {
                    "targetValue": 30,
                    **queries("Capacity", "Machines", "Sum", returned=True),
                    **queries("Load", "Jobs", "Average", returned=True),
                    **queries("Scaling", "JobsEach", "Sum", returned=True),
                },
                maxCapacityBreachBehavior="HonorMaxCapacity",
                mode="ForecastOnly",
                schedulingBufferTime="60",
            ),
            told_changed=lambda _: told(
                {
                    "TargetValue": 30.0,
                    **told_queries("Capacity", "Machines", "Sum", returned=True),
                    **told_queries("Load", "Jobs", "Average", returned=True),
                    **told_queries("Scaling", "JobsEach", "Sum", returned=True),
                },
                MaxCapacityBreachBehavior="HonorMaxCapacity",
                Mode="ForecastOnly",
                SchedulingBufferTime=60,
            ),
        ),
        Life(
            name="no more",
            inputs=lambda s: policy(
                s, {"targetValue": 50, **predefined("MetricPair", "ASGCPUUtilization")}
            ),
            changed=lambda _: {
                "adjustmentType": "ChangeInCapacity",
                "policyType": "SimpleScaling",
                "predictiveScalingConfiguration": None,
                "scalingAdjustment": 1,
            },
            told_changed=lambda _: {
                "PolicyType": "SimpleScaling",
                "PredictiveScalingConfiguration": None,
            },
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(PREDICTIVE))
def test_predictive_policies_are_what_auto_scaling_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
