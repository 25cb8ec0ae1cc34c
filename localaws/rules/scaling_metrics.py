"""The metrics that a scaling policy tracks, or foretells from."""

from localaws.rules.kinds import Given, Rule, matching, one_of, refuse, within

PERIODS = (10, 30, 60)
RESOURCE_LABEL = r"app/[\w-]+/[0-9a-f]+/targetgroup/[\w-]+/[0-9a-f]+"
REQUEST_COUNTS = ("ALBRequestCountPerTarget", "ALBRequestCount", "ALBTargetGroupRequestCount")
"""The predefined metrics of one target group, which a label names."""

_CUSTOM = "CustomizedMetricSpecification"
_PAIR = "PredictiveScalingMetricSpecification"


def _predefined(name: str) -> tuple[Rule, ...]:
    return (
        refuse(
            f"{name}.resourceLabel",
            "resourceLabel",
            "is required for the requests of a load balancer",
            "PredefinedMetricSpecification, ResourceLabel",
            lambda given: (
                given["predefinedMetricType"] in REQUEST_COUNTS and not given.has("resourceLabel")
            ),
        ),
        matching(
            f"{name}.labelForm",
            "resourceLabel",
            RESOURCE_LABEL,
            "is the end of the load balancer's ARN, a slash, and the end of the target group's ARN",
            "PredefinedMetricSpecification, ResourceLabel",
        ),
    )


def _period(name: str) -> Rule:
    return refuse(
        name,
        "period",
        f"is one of {', '.join(map(str, PERIODS))} seconds",
        f"{_CUSTOM}, Period",
        lambda given: given.number("period") not in (None, *PERIODS),
    )


def _queries(name: str, path: str, source: str) -> tuple[Rule, ...]:
    """Rules of a list of metric data queries: figures, and expressions over them, of which one is the result."""

    def repeated(given: Given) -> bool:
        ids = [query.text("id") for query in given.items(path) if query.text("id")]
        return len(ids) != len(set(ids))

    def not_one_result(given: Given) -> bool:
        queries = given.items(path)
        known = all(
            query.has("returnData") == (query["returnData"] is not None) for query in queries
        )
        results = [q for q in queries if not q.has("returnData") or q.flag("returnData")]
        return bool(queries) and known and len(results) != 1

    return (
        refuse(f"{name}.ids", path, "have an id each of their own", f"{source}, Id", repeated),
        refuse(
            f"{name}.returnData",
            path,
            "have returnData false all of them but one, the result",
            f"{source}, ReturnData",
            not_one_result,
        ),
        *within(
            f"{path}[]",
            one_of(f"{name}.query", ("expression", "metricStat"), f"{source}, Expression"),
            matching(
                f"{name}.id",
                "id",
                r"[a-z]\w*",
                "letters, digits and underscores, the first a small letter",
                f"{source}, Id",
            ),
        ),
    )


TRACKED_METRICS: tuple[Rule, ...] = (
    one_of(
        "policy.trackedMetric",
        ("predefinedMetricSpecification", "customizedMetricSpecification"),
        "TargetTrackingConfiguration",
    ),
    *within("predefinedMetricSpecification", *_predefined("policy.tracked")),
    *within(
        "customizedMetricSpecification",
        one_of("policy.customMetric", ("metricName", "metrics"), f"{_CUSTOM}, Metrics"),
        refuse(
            "policy.customMetricOf",
            "metricName",
            "needs namespace and statistic",
            _CUSTOM,
            lambda given: (
                given.has("metricName") and not (given.has("namespace") and given.has("statistic"))
            ),
        ),
        _period("policy.customPeriod"),
        *_queries("policy.tracked", "metrics", "TargetTrackingMetricDataQuery"),
    ),
    *within("customizedMetricSpecification.metrics[].metricStat", _period("policy.trackedPeriod")),
)
"""Within `targetTrackingConfiguration`."""


def _incomplete(given: Given) -> bool:
    pair = given.has("predefinedMetricPairSpecification")
    single = [
        any(given.has(f"{made}{kind}MetricSpecification") for made in ("predefined", "customized"))
        for kind in ("Scaling", "Load")
    ]
    return any(single) if pair else not all(single)


PREDICTIVE_METRICS: tuple[Rule, ...] = (
    refuse(
        "policy.foretold",
        "predefinedMetricPairSpecification",
        "is set alone, or else a metric for scaling and one for load",
        _PAIR,
        _incomplete,
    ),
    *(
        one_of(
            f"policy.foretold{kind}",
            (f"predefined{kind}MetricSpecification", f"customized{kind}MetricSpecification"),
            _PAIR,
            least=0,
        )
        for kind in ("Scaling", "Load")
    ),
    refuse(
        "policy.foretoldCapacity",
        "customizedCapacityMetricSpecification",
        "is for a customizedLoadMetricSpecification",
        "the official provider, aws_autoscaling_policy",
        lambda given: (
            given.has("customizedCapacityMetricSpecification")
            and not given.has("customizedLoadMetricSpecification")
        ),
    ),
    *(
        rule
        for kind in ("MetricPair", "ScalingMetric", "LoadMetric")
        for rule in within(f"predefined{kind}Specification", *_predefined(f"policy.foretold{kind}"))
    ),
    *(
        rule
        for kind in ("Capacity", "Load", "Scaling")
        for rule in within(
            f"customized{kind}MetricSpecification",
            *_queries(f"policy.custom{kind}", "metricDataQueries", "MetricDataQuery"),
        )
    ),
)
"""Within the metric specification of `predictiveScalingConfiguration`."""
