"""CloudWatch alarms and dashboards."""

from collections.abc import Iterator

from localaws.links.constraints import Violation
from localaws.rules.kinds import Given, Rule, choice, matching, one_of, refuse, within

SHORT_PERIODS = (10, 20, 30)
MINUTE, HOUR, DAY, WEEK = 60, 3600, 86400, 604800
BANDS = (
    "LessThanLowerOrGreaterThanUpperThreshold",
    "LessThanLowerThreshold",
    "GreaterThanUpperThreshold",
)
"""Comparisons with a band of anomaly detection instead of a threshold."""
OF_ONE_METRIC = (
    "dimensions",
    "extendedStatistic",
    "namespace",
    "period",
    "statistic",
    "unit",
)
"""What describes the metric of `metricName`, and stands in each query otherwise."""
PERCENTILE = r"p(100|\d{1,2})(\.\d{1,10})?"
TRIMMED = r"(tm|tc|ts|wm)(100|\d{1,2})(\.\d{1,10})?"
RANGED = r"(TM|TC|TS|WM|PR)\(.*:.*\)"
MOST_QUERIES = 20

_PUT = "PutMetricAlarm"


def _wrong_period(period: float | None) -> bool:
    return period is not None and period not in SHORT_PERIODS and period % MINUTE != 0


def _wrong_periods(given: Given) -> Iterator[Violation]:
    message = f"is {', '.join(map(str, SHORT_PERIODS))} or a multiple of {MINUTE} seconds"
    if _wrong_period(given.number("period")):
        yield Violation("period", message)
    for index, query in enumerate(given.items("metricQueries")):
        if _wrong_period(query.part("metric").number("period")):
            yield Violation(f"metricQueries[{index}].metric.period", message)


def _looks_back_too_far(given: Given) -> bool:
    period, periods = given.number("period"), given.number("evaluationPeriods")
    if period is None or periods is None:
        return False
    return period * periods > (WEEK if period >= HOUR else DAY)


def _more_points_than_periods(given: Given) -> bool:
    points, periods = given.number("datapointsToAlarm"), given.number("evaluationPeriods")
    return points is not None and periods is not None and points > periods


def _required_of_one_metric(path: str) -> Rule:
    return refuse(
        f"alarm.{path}",
        path,
        "is required for an alarm on one metric",
        f"{_PUT}, {path[0].upper()}{path[1:]}",
        lambda given: given.has("metricName") and not given.has(path),
    )


def _required(path: str) -> Rule:
    return refuse(
        f"alarm.{path}",
        path,
        "is required",
        _PUT,
        lambda given: not given.has(path) and not given.has("evaluationCriteria"),
    )


def _not_beside_queries(path: str) -> Rule:
    return refuse(
        f"alarm.queries.{path}",
        path,
        "stands in the queries",
        f"{_PUT}, Metrics",
        lambda given: given.has(path) and given.has("metricQueries"),
    )


def _compares_with_nothing(given: Given) -> Iterator[Violation]:
    comparison = given["comparisonOperator"]
    if comparison is None:
        return
    needed, other = "threshold", "thresholdMetricId"
    if comparison in BANDS:
        needed, other = other, needed
    if not given.has(needed):
        yield Violation(needed, f"is required for {comparison}")
    if given.has(other):
        yield Violation(other, f"is not for {comparison}")


def _neither_nor(given: Given) -> Iterator[Violation]:
    for index, query in enumerate(given.items("metricQueries")):
        if query.has("expression") == query.has("metric"):
            path = f"metricQueries[{index}].expression"
            yield Violation(path, "a query is either an expression or a metric")


def _watched(given: Given) -> Iterator[Violation]:
    queries = given.items("metricQueries")
    if not queries or given.has("thresholdMetricId"):
        return
    known = all(not query.has("returnData") or query["returnData"] is not None for query in queries)
    watched = [index for index, query in enumerate(queries) if query.flag("returnData")]
    if known and len(watched) != 1:
        path = f"metricQueries[{watched[-1] if watched else 0}].returnData"
        yield Violation(path, "is true for the one query that the alarm watches")


def _twice(given: Given) -> Iterator[Violation]:
    seen: set[str] = set()
    for index, query in enumerate(given.items("metricQueries")):
        name = query.text("id")
        if name and name in seen:
            yield Violation(f"metricQueries[{index}].id", f"{name!r} is there twice")
        seen.add(name)


def _no_object(given: Given) -> bool:
    return given["dashboardBody"] is not None and not isinstance(given.json("dashboardBody"), dict)


RULES: dict[str, tuple[Rule, ...]] = {
    "aws:cloudwatch/metricAlarm:MetricAlarm": (
        one_of(
            "alarm.metric",
            ("metricName", "metricQueries", "evaluationCriteria"),
            f"{_PUT}, MetricName",
        ),
        refuse(
            "alarm.statistic",
            "statistic",
            "either it or extendedStatistic is given for an alarm on one metric",
            f"{_PUT}, Statistic",
            lambda given: (
                given.has("metricName") and given.has("statistic") == given.has("extendedStatistic")
            ),
        ),
        *(_required_of_one_metric(path) for path in ("namespace", "period")),
        *(_required(path) for path in ("comparisonOperator", "evaluationPeriods")),
        *(_not_beside_queries(path) for path in OF_ONE_METRIC),
        matching(
            "alarm.extendedStatistic",
            "extendedStatistic",
            f"{PERCENTILE}|{TRIMMED}|{RANGED}|IQM",
            "is a statistic such as p99.9, tm90, IQM or TM(10%:90%)",
            f"{_PUT}, ExtendedStatistic",
        ),
        Rule("alarm.periods", f"{_PUT}, Period", _wrong_periods),
        refuse(
            "alarm.range",
            "evaluationPeriods",
            "looks back over more than a day, or with periods of an hour or more over a week",
            f"{_PUT}, Period",
            _looks_back_too_far,
        ),
        refuse(
            "alarm.datapointsToAlarm",
            "datapointsToAlarm",
            "is more than the periods that are looked at",
            f"{_PUT}, DatapointsToAlarm",
            _more_points_than_periods,
        ),
        Rule("alarm.threshold", f"{_PUT}, Threshold", _compares_with_nothing),
        choice(
            "alarm.treatMissingData",
            "treatMissingData",
            f"{_PUT}, TreatMissingData",
            *("breaching", "notBreaching", "ignore", "missing"),
        ),
        choice(
            "alarm.evaluateLowSampleCountPercentiles",
            "evaluateLowSampleCountPercentiles",
            f"{_PUT}, EvaluateLowSampleCountPercentile",
            *("evaluate", "ignore"),
        ),
        refuse(
            "alarm.queries",
            "metricQueries",
            f"are more than {MOST_QUERIES}",
            "CloudWatch User Guide, Quotas",
            lambda given: len(given.items("metricQueries")) > MOST_QUERIES,
        ),
        Rule("alarm.query", "MetricDataQuery", _neither_nor),
        Rule("alarm.returnData", "MetricDataQuery, ReturnData", _watched),
        Rule("alarm.id", "MetricDataQuery, Id", _twice),
        *within(
            "metricQueries[]",
            matching(
                "alarm.query.id",
                "id",
                r"[a-z][A-Za-z0-9_]*",
                "begins with a lower-case letter, and has letters, digits and underscores",
                "MetricDataQuery, Id",
            ),
        ),
    ),
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": (
        refuse(
            "compositeAlarm.alarmRule",
            "alarmRule",
            "begins or ends with white space",
            "PutCompositeAlarm, AlarmRule",
            lambda given: given.text("alarmRule") != given.text("alarmRule").strip(),
        ),
    ),
    "aws:cloudwatch/dashboard:Dashboard": (
        refuse(
            "dashboard.dashboardBody",
            "dashboardBody",
            "is no JSON object",
            "PutDashboard, DashboardBody",
            _no_object,
        ),
    ),
}
