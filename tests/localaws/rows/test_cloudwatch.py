"""CloudWatch alarms and dashboards."""

import json

import pytest

from tests.localaws.lives import GENERATED, Case, Life, Scene, Values, each_life, live
from tests.localaws.world import REGION, WORKLOAD, Aws, scene, tags

TAGS = {"team": "a", "stage": "x"}


def arn(name: str) -> str:
    return f"arn:aws:cloudwatch:{REGION}:{WORKLOAD}:alarm:{name}"


def with_topics(aws: Aws) -> Scene:
    """Topics that alarms can notify, and two alarms."""
    s = scene()
    s.alarm, s.ok, s.quiet = (
        aws.sns.create_topic(Name=f"{s.name}-{which}")["TopicArn"]
        for which in ("alarm", "ok", "quiet")
    )
    s.first, s.second = f"{s.name}-first", f"{s.name}-second"
    for name in (s.first, s.second):
        aws.cloudwatch.put_metric_alarm(
            AlarmName=name,
            ComparisonOperator="GreaterThanThreshold",
            EvaluationPeriods=1,
            MetricName="CPUUtilization",
            Namespace="AWS/EC2",
            Period=60,
            Statistic="Average",
            Threshold=80,
        )
    return s


def tags_of(aws: Aws, s: Scene) -> dict[str, str]:
    return tags(aws.cloudwatch.list_tags_for_resource(ResourceARN=arn(s.id))["Tags"])


def describe_alarm(aws: Aws, s: Scene) -> Values | None:
    found = aws.cloudwatch.describe_alarms(AlarmNames=[s.id])["MetricAlarms"]
    if not found:
        return None
    dimensions = {one["Name"]: one["Value"] for one in found[0].get("Dimensions", [])}
    return {**found[0], "Dimensions": dimensions, "Tags": tags_of(aws, s)}


def changed_outside(aws: Aws, s: Scene) -> None:
    aws.cloudwatch.disable_alarm_actions(AlarmNames=[s.id])


def metric(name: str, balancer: str, **more: object) -> Values:
    return {
        "metricName": name,
        "namespace": "AWS/ApplicationELB",
        "dimensions": {"LoadBalancer": balancer},
        **more,
    }


def told_metric(name: str, balancer: str) -> Values:
    return {
        "MetricName": name,
        "Namespace": "AWS/ApplicationELB",
        "Dimensions": [{"Name": "LoadBalancer", "Value": balancer}],
    }


METRIC_ALARM = Case(
    token="aws:cloudwatch/metricAlarm:MetricAlarm",
    prepare=with_topics,
    describe=describe_alarm,
    filled=lambda s: {
        "actionsEnabled": True,
        "name": f"{s.logical}-{GENERATED}",
        "treatMissingData": "missing",
    },
    lives=(
        Life(
            name="of one metric",
            inputs=lambda s: {
                "actionsEnabled": True,
                "alarmActions": [s.alarm],
                "alarmDescription": "too much work",
                "comparisonOperator": "GreaterThanThreshold",
                "datapointsToAlarm": 2,
                "dimensions": {"AutoScalingGroupName": "web"},
                "evaluationPeriods": 3,
                "insufficientDataActions": [s.quiet],
                "metricName": "CPUUtilization",
                "name": s.name,
                "namespace": "AWS/EC2",
                "okActions": [s.ok],
                "period": 60,
                "statistic": "Average",
                "tags": TAGS,
                "threshold": 80.5,
                "treatMissingData": "breaching",
                "unit": "Percent",
            },
            told=lambda s: {
                "ActionsEnabled": True,
                "AlarmActions": [s.alarm],
                "AlarmDescription": "too much work",
                "AlarmName": s.name,
                "ComparisonOperator": "GreaterThanThreshold",
                "DatapointsToAlarm": 2,
                "Dimensions": {"AutoScalingGroupName": "web"},
                "EvaluationPeriods": 3,
                "InsufficientDataActions": [s.quiet],
                "MetricName": "CPUUtilization",
                "Namespace": "AWS/EC2",
                "OKActions": [s.ok],
                "Period": 60,
                "Statistic": "Average",
                "Tags": TAGS,
                "Threshold": 80.5,
                "TreatMissingData": "breaching",
                "Unit": "Percent",
            },
            outputs=lambda _, s: {"arn": arn(s.name), "tagsAll": TAGS},
            changed=lambda s: {
                "actionsEnabled": False,
                "alarmActions": [s.ok],
                "alarmDescription": "too little work",
                "comparisonOperator": "LessThanThreshold",
                "datapointsToAlarm": 4,
                "dimensions": {"InstanceId": "i-1"},
                "evaluationPeriods": 5,
                "insufficientDataActions": [s.alarm],
                "metricName": "NetworkIn",
                "namespace": "Own",
                "okActions": [s.quiet],
                "period": 300,
                "statistic": "Sum",
                "tags": {"team": "b"},
                "threshold": 1,
                "treatMissingData": "notBreaching",
                "unit": "Bytes",
            },
            told_changed=lambda s: {
                "ActionsEnabled": False,
                "AlarmActions": [s.ok],
                "AlarmDescription": "too little work",
                "ComparisonOperator": "LessThanThreshold",
                "DatapointsToAlarm": 4,
                "Dimensions": {"InstanceId": "i-1"},
                "EvaluationPeriods": 5,
                "InsufficientDataActions": [s.alarm],
                "MetricName": "NetworkIn",
                "Namespace": "Own",
                "OKActions": [s.quiet],
                "Period": 300,
                "Statistic": "Sum",
                "Tags": {"team": "b"},
                "Threshold": 1.0,
                "TreatMissingData": "notBreaching",
                "Unit": "Bytes",
            },
            removed=(
                *("alarmActions", "alarmDescription", "datapointsToAlarm", "dimensions"),
                *("insufficientDataActions", "okActions", "tags", "unit"),
            ),
            told_removed=lambda _: {
                "AlarmActions": [],
                "AlarmDescription": None,
                "DatapointsToAlarm": None,
                "Dimensions": {},
                "InsufficientDataActions": [],
                "OKActions": [],
                "Tags": {},
                "Unit": None,
            },
        ),
        Life(
            name="of a percentile and then of two metrics",
            inputs=lambda _: {
                "comparisonOperator": "GreaterThanOrEqualToThreshold",
                "evaluateLowSampleCountPercentiles": "ignore",
                "evaluationPeriods": 1,
                "extendedStatistic": "p99.9",
                "metricName": "TargetResponseTime",
                "namespace": "AWS/ApplicationELB",
                "period": 10,
                "threshold": 0.5,
            },
            told=lambda s: {
                "ActionsEnabled": True,
                "AlarmName": f"{s.logical}-{GENERATED}",
                "EvaluateLowSampleCountPercentile": "ignore",
                "ExtendedStatistic": "p99.9",
                "TreatMissingData": "missing",
            },
            changed=lambda _: {
                "evaluateLowSampleCountPercentiles": "evaluate",
                "extendedStatistic": "tm90",
                "threshold": 2,
            },
            told_changed=lambda _: {
                "EvaluateLowSampleCountPercentile": "evaluate",
                "ExtendedStatistic": "tm90",
                "Threshold": 2.0,
            },
            outside=changed_outside,
            found=lambda _: {"actionsEnabled": False},
        ),
        Life(
            name="of an expression",
            inputs=lambda s: {
                "comparisonOperator": "GreaterThanThreshold",
                "evaluationPeriods": 2,
                "metricQueries": [
                    {
                        "id": "rate",
                        "expression": "errors / requests",
                        "label": "rate of errors",
                        "period": 60,
                        "returnData": True,
                    },
                    {
                        "id": "errors",
                        "metric": metric(
                            "HTTPCode_Target_5XX_Count",
                            "app/a",
                            period=60,
                            stat="Sum",
                            unit="Count",
                        ),
                        "returnData": False,
                    },
                    {
                        "id": "requests",
                        "metric": metric("RequestCount", "app/a", period=60, stat="Sum"),
                        "returnData": False,
                    },
                ],
                "name": s.name,
                "threshold": 0.05,
            },
            told=lambda _: {
                "Metrics": [
                    {
                        "Id": "rate",
                        "Expression": "errors / requests",
                        "Label": "rate of errors",
                        "Period": 60,
                        "ReturnData": True,
                    },
                    {
                        "Id": "errors",
                        "MetricStat": {
                            "Metric": told_metric("HTTPCode_Target_5XX_Count", "app/a"),
                            "Period": 60,
                            "Stat": "Sum",
                            "Unit": "Count",
                        },
                        "ReturnData": False,
                    },
                    {
                        "Id": "requests",
                        "MetricStat": {
                            "Metric": told_metric("RequestCount", "app/a"),
                            "Period": 60,
                            "Stat": "Sum",
                        },
                        "ReturnData": False,
                    },
                ],
            },
            changed=lambda _: {
                "metricQueries": [
                    {
                        "id": "all",
                        "expression": "SUM(METRICS())",
                        "label": "all",
                        "period": 300,
                        "returnData": True,
                    },
                    {
                        "id": "seven",
                        "metric": metric(
                            "RequestCount", "app/b", period=300, stat="p50", unit="None"
                        ),
                        "returnData": False,
                    },
                ],
            },
            told_changed=lambda _: {
                "Metrics": [
                    {
                        "Id": "all",
                        "Expression": "SUM(METRICS())",
                        "Label": "all",
                        "Period": 300,
                        "ReturnData": True,
                    },
                    {
                        "Id": "seven",
                        "MetricStat": {
                            "Metric": told_metric("RequestCount", "app/b"),
                            "Period": 300,
                            "Stat": "p50",
                            "Unit": "None",
                        },
                        "ReturnData": False,
                    },
                ],
            },
        ),
        Life(
            name="of a band and then of one metric",
            inputs=lambda s: {
                "comparisonOperator": "GreaterThanUpperThreshold",
                "evaluationPeriods": 2,
                "metricQueries": [
                    {
                        "id": "band",
                        "expression": "ANOMALY_DETECTION_BAND(m, 2)",
                        "returnData": True,
                    },
                    {
                        "id": "m",
                        "metric": metric("RequestCount", "app/a", period=60, stat="Sum"),
                        "returnData": True,
                    },
                ],
                "name": s.name,
                "thresholdMetricId": "band",
            },
            told=lambda _: {"ThresholdMetricId": "band", "Threshold": None},
            changed=lambda _: {
                "comparisonOperator": "GreaterThanUpperThreshold",
                "metricQueries": [
                    {"id": "own", "expression": "ANOMALY_DETECTION_BAND(m, 3)", "returnData": True},
                    {
                        "id": "m",
                        "metric": metric("RequestCount", "app/a", period=60, stat="Sum"),
                        "returnData": True,
                    },
                ],
                "thresholdMetricId": "own",
            },
            told_changed=lambda _: {"ThresholdMetricId": "own"},
        ),
        Life(
            name="that becomes one of another kind",
            inputs=lambda s: {
                "comparisonOperator": "GreaterThanThreshold",
                "evaluateLowSampleCountPercentiles": "ignore",
                "evaluationPeriods": 1,
                "extendedStatistic": "p90",
                "metricName": "RequestCount",
                "name": s.name,
                "namespace": "AWS/ApplicationELB",
                "period": 60,
                "threshold": 5,
            },
            changed=lambda _: {
                "comparisonOperator": "GreaterThanUpperThreshold",
                "evaluateLowSampleCountPercentiles": None,
                "extendedStatistic": None,
                "metricName": None,
                "metricQueries": [
                    {
                        "id": "band",
                        "expression": "ANOMALY_DETECTION_BAND(m, 2)",
                        "returnData": True,
                    },
                    {
                        "id": "m",
                        "metric": metric("RequestCount", "app/a", period=60, stat="Sum"),
                        "returnData": True,
                    },
                ],
                "namespace": None,
                "period": None,
                "threshold": None,
                "thresholdMetricId": "band",
            },
            told_changed=lambda _: {
                "EvaluateLowSampleCountPercentile": None,
                "ExtendedStatistic": None,
                "MetricName": None,
                "Namespace": None,
                "Period": None,
                "Threshold": None,
                "ThresholdMetricId": "band",
            },
        ),
        Life(
            name="that becomes one of a metric",
            inputs=lambda s: {
                "comparisonOperator": "GreaterThanUpperThreshold",
                "evaluationPeriods": 2,
                "metricQueries": [
                    {
                        "id": "band",
                        "expression": "ANOMALY_DETECTION_BAND(m, 2)",
                        "returnData": True,
                    },
                    {
                        "id": "m",
                        "metric": metric("RequestCount", "app/a", period=60, stat="Sum"),
                        "returnData": True,
                    },
                ],
                "name": s.name,
                "thresholdMetricId": "band",
            },
            changed=lambda _: {
                "comparisonOperator": "LessThanThreshold",
                "metricName": "RequestCount",
                "metricQueries": None,
                "namespace": "AWS/ApplicationELB",
                "period": 60,
                "statistic": "Sum",
                "threshold": 1,
                "thresholdMetricId": None,
            },
            told_changed=lambda _: {"Metrics": [], "Statistic": "Sum", "ThresholdMetricId": None},
        ),
        Life(
            name="of a statistic that becomes a percentile",
            inputs=lambda s: {
                "comparisonOperator": "GreaterThanThreshold",
                "evaluationPeriods": 1,
                "metricName": "RequestCount",
                "name": s.name,
                "namespace": "AWS/ApplicationELB",
                "period": 60,
                "statistic": "Sum",
                "threshold": 5,
            },
            changed=lambda _: {"extendedStatistic": "p50", "statistic": None},
            told_changed=lambda _: {"ExtendedStatistic": "p50", "Statistic": None},
        ),
    ),
)


def describe_composite(aws: Aws, s: Scene) -> Values | None:
    asked = {"AlarmNames": [s.id], "AlarmTypes": ["CompositeAlarm"]}
    found = aws.cloudwatch.describe_alarms(**asked)["CompositeAlarms"]
    return {**found[0], "Tags": tags_of(aws, s)} if found else None


COMPOSITE_ALARM = Case(
    token="aws:cloudwatch/compositeAlarm:CompositeAlarm",
    prepare=with_topics,
    describe=describe_composite,
    filled=lambda _: {"actionsEnabled": True},
    lives=(
        Life(
            name="full",
            inputs=lambda s: {
                "actionsSuppressor": {"alarm": s.first, "extensionPeriod": 10, "waitPeriod": 20},
                "alarmActions": [s.alarm],
                "alarmDescription": "both",
                "alarmName": s.name,
                "alarmRule": f"ALARM({s.first}) AND ALARM({s.second})",
                "insufficientDataActions": [s.quiet],
                "okActions": [s.ok],
                "tags": TAGS,
            },
            told=lambda s: {
                "ActionsEnabled": True,
                "ActionsSuppressor": s.first,
                "ActionsSuppressorExtensionPeriod": 10,
                "ActionsSuppressorWaitPeriod": 20,
                "AlarmActions": [s.alarm],
                "AlarmDescription": "both",
                "AlarmName": s.name,
                "AlarmRule": f"ALARM({s.first}) AND ALARM({s.second})",
                "InsufficientDataActions": [s.quiet],
                "OKActions": [s.ok],
                "Tags": TAGS,
            },
            outputs=lambda _, s: {"arn": arn(s.name), "tagsAll": TAGS},
            changed=lambda s: {
                "actionsSuppressor": {"alarm": s.second, "extensionPeriod": 30, "waitPeriod": 40},
                "alarmActions": [s.ok],
                "alarmDescription": "one",
                "alarmRule": f'ALARM("{s.first}")',
                "insufficientDataActions": [s.alarm],
                "okActions": [s.quiet],
                "tags": {"team": "b"},
            },
            told_changed=lambda s: {
                "ActionsSuppressor": s.second,
                "ActionsSuppressorExtensionPeriod": 30,
                "ActionsSuppressorWaitPeriod": 40,
                "AlarmActions": [s.ok],
                "AlarmDescription": "one",
                "AlarmRule": f'ALARM("{s.first}")',
                "InsufficientDataActions": [s.alarm],
                "OKActions": [s.quiet],
                "Tags": {"team": "b"},
            },
            removed=(
                *("actionsSuppressor", "alarmActions", "alarmDescription"),
                *("insufficientDataActions", "okActions", "tags"),
            ),
            told_removed=lambda _: {
                "ActionsSuppressor": None,
                "ActionsSuppressorExtensionPeriod": None,
                "ActionsSuppressorWaitPeriod": None,
                "AlarmActions": [],
                "AlarmDescription": None,
                "InsufficientDataActions": [],
                "OKActions": [],
                "Tags": {},
            },
            outside=lambda aws, s: aws.cloudwatch.put_composite_alarm(
                AlarmName=s.id, AlarmRule="FALSE"
            ),
            found=lambda _: {"alarmRule": "FALSE"},
        ),
        Life(
            name="without actions",
            inputs=lambda s: {
                "actionsEnabled": False,
                "alarmName": s.name,
                "alarmRule": f"NOT OK({arn(s.first)})",
            },
            told=lambda _: {"ActionsEnabled": False, "AlarmActions": []},
            changed=lambda _: {"alarmDescription": "new"},
            told_changed=lambda _: {"AlarmDescription": "new"},
        ),
    ),
)


def describe_dashboard(aws: Aws, s: Scene) -> Values:
    found = aws.cloudwatch.get_dashboard(DashboardName=s.id)
    return {"Body": json.loads(found["DashboardBody"]), "Name": found["DashboardName"]}


def body(text: str) -> str:
    widget = {"type": "text", "width": 6, "height": 3, "properties": {"markdown": text}}
    return json.dumps({"widgets": [widget]})


DASHBOARD = Case(
    token="aws:cloudwatch/dashboard:Dashboard",
    prepare=lambda _: scene(),
    describe=describe_dashboard,
    lives=(
        Life(
            name="with a text",
            inputs=lambda s: {"dashboardBody": body("one"), "dashboardName": s.name},
            told=lambda s: {"Body": json.loads(body("one")), "Name": s.name},
            outputs=lambda _, s: {
                "dashboardArn": f"arn:aws:cloudwatch::{WORKLOAD}:dashboard/{s.name}"
            },
            changed=lambda _: {"dashboardBody": body("two")},
            told_changed=lambda _: {"Body": json.loads(body("two"))},
            outside=lambda aws, s: aws.cloudwatch.put_dashboard(
                DashboardName=s.id, DashboardBody=body("three")
            ),
            found=lambda _: {"dashboardBody": body("three")},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(METRIC_ALARM, COMPOSITE_ALARM, DASHBOARD))
def test_alarms_and_dashboards_are_what_cloudwatch_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
