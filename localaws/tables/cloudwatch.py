"""CloudWatch alarms and dashboards."""

from localaws.links.match import ITSELF
from localaws.rows import Call, Row, Tagging

_ARN = "arn:aws:cloudwatch:{region}:{account}:alarm:{id}"
_ALARM = {"AlarmNames": ["{id}"]}

_TAGGING = Tagging(
    add=Call("TagResource", {"ResourceARN": _ARN}),
    remove=Call("UntagResource", {"ResourceARN": _ARN}),
    read=Call("ListTagsForResource", {"ResourceARN": _ARN}, "Tags"),
)
_ACTIONS = ("alarmActions", "alarmDescription", "insufficientDataActions", "okActions")
_UNKNOWN = "the emulator does not know it"

_QUERIES = {
    "metricQueries": "Metrics",
    "metricQueries.metric": "MetricStat",
    "metricQueries.metric.dimensions": "Metric.Dimensions",
    "metricQueries.metric.metricName": "Metric.MetricName",
    "metricQueries.metric.namespace": "Metric.Namespace",
}
_SUPPRESSOR = {
    "actionsSuppressor": ITSELF,
    "actionsSuppressor.alarm": "ActionsSuppressor",
    "actionsSuppressor.extensionPeriod": "ActionsSuppressorExtensionPeriod",
    "actionsSuppressor.waitPeriod": "ActionsSuppressorWaitPeriod",
}

ROWS = (
    Row(
        token="aws:cloudwatch/metricAlarm:MetricAlarm",
        service="cloudwatch",
        create=Call("PutMetricAlarm"),
        read=Call("DescribeAlarms", _ALARM, "MetricAlarms[0]"),
        delete=Call("DeleteAlarms", _ALARM),
        id="{name}",
        update=Call("PutMetricAlarm"),
        nouns=("Alarm",),
        autoname="name",
        tagging=_TAGGING,
        links=_QUERIES,
        update_links=_QUERIES,
        read_links=_QUERIES,
        refused=dict.fromkeys(
            (
                "evaluationCriteria",
                "evaluationInterval",
                "evaluationWindow",
                "metricQueries.accountId",
                "warmUpConfiguration",
            ),
            _UNKNOWN,
        ),
        defaults={"actionsEnabled": True, "treatMissingData": "missing"},
        # An update replaces the whole alarm: what it does not tell is not set any more.
        removal=dict.fromkeys(
            (
                *_ACTIONS,
                "datapointsToAlarm",
                "dimensions",
                "evaluateLowSampleCountPercentiles",
                "extendedStatistic",
                "metricName",
                "metricQueries",
                "namespace",
                "period",
                "statistic",
                "threshold",
                "thresholdMetricId",
                "unit",
            )
        ),
    ),
    Row(
        token="aws:cloudwatch/compositeAlarm:CompositeAlarm",
        service="cloudwatch",
        create=Call("PutCompositeAlarm"),
        read=Call(
            "DescribeAlarms", {**_ALARM, "AlarmTypes": ["CompositeAlarm"]}, "CompositeAlarms[0]"
        ),
        delete=Call("DeleteAlarms", _ALARM),
        id="{alarmName}",
        update=Call("PutCompositeAlarm"),
        nouns=("Alarm",),
        tagging=_TAGGING,
        links=_SUPPRESSOR,
        update_links=_SUPPRESSOR,
        read_links=_SUPPRESSOR,
        defaults={"actionsEnabled": True},
        removal=dict.fromkeys((*_ACTIONS, "actionsSuppressor")),
    ),
    Row(
        token="aws:cloudwatch/dashboard:Dashboard",
        service="cloudwatch",
        create=Call("PutDashboard"),
        read=Call("GetDashboard", {"DashboardName": "{id}"}),
        delete=Call("DeleteDashboards", {"DashboardNames": ["{id}"]}),
        id="{dashboardName}",
        update=Call("PutDashboard"),
    ),
)
