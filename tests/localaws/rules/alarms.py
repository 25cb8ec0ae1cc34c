"""Cases for CloudWatch alarms and dashboards."""

from tests.localaws.rules.cases import UNKNOWN, Case, Inputs

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
DASHBOARD = "aws:cloudwatch/dashboard:Dashboard"

METRIC = {"metricName": "CPUUtilization", "period": 60, "stat": "Sum"}
WATCHED = {"id": "a", "expression": "b * 2", "returnData": True}
HIDDEN = {"id": "b", "metric": METRIC}


def queries(*listed: Inputs, **more: object) -> Inputs:
    return {"metricQueries": list(listed), **more}


def required_of_metric(path: str, value: object) -> Case:
    return Case(
        ALARM,
        f"alarm.{path}",
        fine=(
            {"metricName": "a", path: value},
            {"metricName": UNKNOWN, path: UNKNOWN},
            queries(WATCHED, HIDDEN),
        ),
        broken=(({"metricName": "a"}, path), ({"metricName": UNKNOWN}, path)),
    )


def required(path: str, value: object) -> Case:
    return Case(
        ALARM,
        f"alarm.{path}",
        fine=({path: value}, {path: UNKNOWN}, {"evaluationCriteria": UNKNOWN}),
        broken=(({}, path), ({"metricName": "a"}, path)),
    )


def not_beside_queries(path: str, value: object) -> Case:
    return Case(
        ALARM,
        f"alarm.queries.{path}",
        fine=({path: value, "metricName": "a"}, queries(WATCHED), {path: value}),
        broken=(
            (queries(WATCHED, **{path: value}), path),
            (queries(WATCHED, **{path: UNKNOWN}), path),
        ),
    )


def seen(period: object, periods: object, **more: object) -> Inputs:
    return {"period": period, "evaluationPeriods": periods, **more}


def compared(comparison: str, **more: object) -> Inputs:
    return {"comparisonOperator": comparison, **more}


def words(path: str, *values: str) -> Case:
    return Case(
        ALARM,
        f"alarm.{path}",
        fine=(*({path: value} for value in values), {path: UNKNOWN}, {}),
        broken=(({path: "other"}, path), ({path: values[0].upper()}, path)),
    )


CASES = [
    Case(
        ALARM,
        "alarm.metric",
        fine=(
            {"metricName": "a"},
            {"metricName": UNKNOWN},
            queries(WATCHED),
            {"evaluationCriteria": UNKNOWN},
        ),
        broken=(
            ({}, "metricName"),
            (queries(WATCHED, metricName="a"), "metricQueries"),
            (queries(metricName=""), "metricName"),
        ),
    ),
    Case(
        ALARM,
        "alarm.statistic",
        fine=(
            {"metricName": "a", "statistic": "Sum"},
            {"metricName": "a", "extendedStatistic": UNKNOWN},
            queries(WATCHED),
        ),
        broken=(
            ({"metricName": "a"}, "statistic"),
            ({"metricName": "a", "statistic": "Sum", "extendedStatistic": "p90"}, "statistic"),
        ),
    ),
    required_of_metric("namespace", "AWS/EC2"),
    required_of_metric("period", 60),
    required("comparisonOperator", "GreaterThanThreshold"),
    required("evaluationPeriods", 1),
    not_beside_queries("dimensions", {"a": "b"}),
    not_beside_queries("extendedStatistic", "p90"),
    not_beside_queries("namespace", "AWS/EC2"),
    not_beside_queries("period", 60),
    not_beside_queries("statistic", "Sum"),
    not_beside_queries("unit", "Count"),
    Case(
        ALARM,
        "alarm.extendedStatistic",
        fine=(
            *(
                {"extendedStatistic": statistic}
                for statistic in (
                    *("p0", "p50", "p99.9", "p100", "tm90", "tc99.99", "ts10", "wm95"),
                    *("IQM", "TM(10%:90%)", "PR(1:2)", "WM(:80%)", UNKNOWN),
                )
            ),
            {},
        ),
        broken=tuple(
            ({"extendedStatistic": statistic}, "extendedStatistic")
            for statistic in ("Average", "p", "p101", "99", "P99", "TM(10)", "iqm")
        ),
    ),
    Case(
        ALARM,
        "alarm.periods",
        fine=(
            *({"period": period} for period in (10, 20, 30, 60, "300", 86400, UNKNOWN)),
            queries(HIDDEN),
            queries({"id": "a", "metric": {**METRIC, "period": 10}}),
            queries(WATCHED),
            {},
        ),
        broken=(
            ({"period": 1}, "period"),
            ({"period": 40}, "period"),
            ({"period": 90}, "period"),
            (
                queries(WATCHED, {"id": "a", "metric": {**METRIC, "period": 61}}),
                "metricQueries[1].metric.period",
            ),
        ),
    ),
    Case(
        ALARM,
        "alarm.range",
        fine=(
            seen(60, 1440),
            seen(3600, 168),
            seen("86400", "7"),
            seen(UNKNOWN, 10000),
            seen(60, UNKNOWN),
            {},
        ),
        broken=(
            (seen(60, 1441), "evaluationPeriods"),
            (seen(3540, 25), "evaluationPeriods"),
            (seen(3600, 169), "evaluationPeriods"),
            (seen(86400, 8), "evaluationPeriods"),
        ),
    ),
    Case(
        ALARM,
        "alarm.datapointsToAlarm",
        fine=(
            {"datapointsToAlarm": 3, "evaluationPeriods": 3},
            {"datapointsToAlarm": 3, "evaluationPeriods": UNKNOWN},
            {"evaluationPeriods": 1},
        ),
        broken=(({"datapointsToAlarm": 4, "evaluationPeriods": "3"}, "datapointsToAlarm"),),
    ),
    Case(
        ALARM,
        "alarm.threshold",
        fine=(
            compared("GreaterThanThreshold", threshold=0),
            compared("LessThanOrEqualToThreshold", threshold=UNKNOWN),
            compared("GreaterThanUpperThreshold", thresholdMetricId="band"),
            compared(UNKNOWN),
            {},
        ),
        broken=(
            (compared("GreaterThanThreshold"), "threshold"),
            (
                compared("GreaterThanThreshold", threshold=1, thresholdMetricId="a"),
                "thresholdMetricId",
            ),
            (compared("LessThanLowerThreshold"), "thresholdMetricId"),
            (
                compared(
                    "LessThanLowerOrGreaterThanUpperThreshold", threshold=0, thresholdMetricId="a"
                ),
                "threshold",
            ),
        ),
    ),
    words("treatMissingData", "breaching", "notBreaching", "ignore", "missing"),
    words("evaluateLowSampleCountPercentiles", "evaluate", "ignore"),
    Case(
        ALARM,
        "alarm.queries",
        fine=(queries(*[HIDDEN] * 20), {"metricQueries": UNKNOWN}, {}),
        broken=((queries(*[HIDDEN] * 21), "metricQueries"),),
    ),
    Case(
        ALARM,
        "alarm.query",
        fine=(
            queries(WATCHED, HIDDEN),
            queries({"id": "a", "expression": UNKNOWN}),
            queries({"id": "a", "metric": UNKNOWN}),
        ),
        broken=(
            (queries(WATCHED, {"id": "b"}), "metricQueries[1].expression"),
            (queries({**WATCHED, "metric": METRIC}), "metricQueries[0].expression"),
        ),
    ),
    Case(
        ALARM,
        "alarm.returnData",
        fine=(
            queries(WATCHED, HIDDEN),
            queries(HIDDEN, {**WATCHED, "returnData": "true"}),
            queries(WATCHED, {**HIDDEN, "returnData": UNKNOWN}),
            queries(WATCHED, {**HIDDEN, "returnData": True}, thresholdMetricId="a"),
            {"metricQueries": UNKNOWN},
        ),
        broken=(
            (queries(HIDDEN), "metricQueries[0].returnData"),
            (queries(WATCHED, {**HIDDEN, "returnData": True}), "metricQueries[1].returnData"),
        ),
    ),
    Case(
        ALARM,
        "alarm.id",
        fine=(queries(WATCHED, HIDDEN), queries({"id": UNKNOWN}, {"id": UNKNOWN})),
        broken=((queries(WATCHED, HIDDEN, WATCHED), "metricQueries[2].id"),),
    ),
    Case(
        ALARM,
        "alarm.query.id",
        fine=(queries({"id": "a"}), queries({"id": "a_B1"}), queries({"id": UNKNOWN})),
        broken=(
            (queries({"id": "A"}), "metricQueries[0].id"),
            (queries({"id": "1a"}), "metricQueries[0].id"),
            (queries({"id": "a-b"}), "metricQueries[0].id"),
        ),
    ),
    Case(
        COMPOSITE,
        "compositeAlarm.alarmRule",
        fine=({"alarmRule": "ALARM(a) OR OK(b)"}, {"alarmRule": UNKNOWN}),
        broken=(
            ({"alarmRule": " ALARM(a)"}, "alarmRule"),
            ({"alarmRule": "ALARM(a)\n"}, "alarmRule"),
        ),
    ),
    Case(
        DASHBOARD,
        "dashboard.dashboardBody",
        fine=({"dashboardBody": '{"widgets": []}'}, {"dashboardBody": UNKNOWN}),
        broken=(
            ({"dashboardBody": "widgets"}, "dashboardBody"),
            ({"dashboardBody": "[]"}, "dashboardBody"),
        ),
    ),
]
