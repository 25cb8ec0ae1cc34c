"""Cases for the metrics of scaling policies."""

from tests.localaws.rules.cases import UNKNOWN, Case

POLICY = "aws:autoscaling/policy:Policy"
TRACKED = "targetTrackingConfiguration"
CUSTOM = f"{TRACKED}.customizedMetricSpecification"
METRIC = "predictiveScalingConfiguration.metricSpecification"
LABEL = "app/web/778d41231b141a0f/targetgroup/web/943f017f100becff"
FIGURE = {"id": "figure", "metricStat": {"stat": "Sum"}, "returnData": False}
RESULT = {"id": "result", "expression": "figure / 2"}


def tracked(**more: object) -> dict:
    return {TRACKED: more}


def custom(**more: object) -> dict:
    return tracked(customizedMetricSpecification=more)


def foretold(**more: object) -> dict:
    return {"predictiveScalingConfiguration": {"metricSpecification": more}}


def predefined(name: str, within: str, kind: str, metric: str, other: str) -> list[Case]:
    """The two rules of a predefined metric, in one place where there is one."""

    def given(**more: object) -> dict:
        return tracked(**{kind: more}) if within == TRACKED else foretold(**{kind: more})

    at = f"{within}.{kind}.resourceLabel"
    return [
        Case(
            POLICY,
            f"{name}.resourceLabel",
            fine=(
                given(predefinedMetricType=metric, resourceLabel=UNKNOWN),
                given(predefinedMetricType=other),
                given(predefinedMetricType=UNKNOWN),
            ),
            broken=((given(predefinedMetricType=metric), at),),
        ),
        Case(
            POLICY,
            f"{name}.labelForm",
            fine=(given(resourceLabel=LABEL), given(resourceLabel=UNKNOWN)),
            broken=(
                (given(resourceLabel=LABEL.split("/", 1)[1]), at),
                (given(resourceLabel=f"arn/{LABEL}"), at),
            ),
        ),
    ]


def queried(name: str, at: str, given) -> list[Case]:
    """The four rules of a list of queries, in one place where there is one."""
    return [
        Case(
            POLICY,
            f"{name}.ids",
            fine=(given(FIGURE, RESULT), given({"id": UNKNOWN}, {"id": UNKNOWN})),
            broken=((given(FIGURE, {**RESULT, "id": "figure"}), at),),
        ),
        Case(
            POLICY,
            f"{name}.returnData",
            fine=(
                given(FIGURE, RESULT),
                given(FIGURE, {**RESULT, "returnData": True}),
                given({"id": "one", "metricStat": {}}),
                given(FIGURE, {**RESULT, "returnData": UNKNOWN}),
            ),
            broken=(
                (given({**FIGURE, "returnData": True}, RESULT), at),
                (given({"id": "figure", "metricStat": {}}, RESULT), at),
                (given(FIGURE, {**RESULT, "returnData": False}), at),
            ),
        ),
        Case(
            POLICY,
            f"{name}.query",
            fine=(given({"metricStat": {"stat": "Sum"}}, {"expression": UNKNOWN}),),
            broken=(
                (given({"id": "a"}), f"{at}[0].expression"),
                (given({"expression": "a", "metricStat": UNKNOWN}), f"{at}[0].metricStat"),
            ),
        ),
        Case(
            POLICY,
            f"{name}.id",
            fine=(given({"id": "m_1"}), given({"id": UNKNOWN})),
            broken=((given({"id": "M1"}), f"{at}[0].id"), (given({"id": "m-1"}), f"{at}[0].id")),
        ),
    ]


def queries_of(kind: str):
    return lambda *queries: foretold(**{kind: {"metricDataQueries": list(queries)}})


PAIR = {"predefinedMetricPairSpecification": {"predefinedMetricType": "ASGCPUUtilization"}}
SCALING = {
    "predefinedScalingMetricSpecification": {"predefinedMetricType": "ASGAverageCPUUtilization"}
}
LOAD = {"customizedLoadMetricSpecification": {"metricDataQueries": [RESULT]}}

CASES = [
    Case(
        POLICY,
        "policy.trackedMetric",
        fine=(
            tracked(predefinedMetricSpecification={"predefinedMetricType": "a"}),
            tracked(customizedMetricSpecification=UNKNOWN),
            {TRACKED: UNKNOWN},
        ),
        broken=(
            (tracked(targetValue=1), f"{TRACKED}.predefinedMetricSpecification"),
            (
                tracked(
                    predefinedMetricSpecification={"predefinedMetricType": "a"},
                    customizedMetricSpecification=UNKNOWN,
                ),
                CUSTOM,
            ),
        ),
    ),
    *predefined(
        "policy.tracked",
        TRACKED,
        "predefinedMetricSpecification",
        "ALBRequestCountPerTarget",
        "ASGAverageNetworkIn",
    ),
    Case(
        POLICY,
        "policy.customMetric",
        fine=(custom(metricName=UNKNOWN), custom(metrics=[FIGURE])),
        broken=(
            (custom(namespace="Team"), f"{CUSTOM}.metricName"),
            (custom(metricName="Jobs", metrics=UNKNOWN), f"{CUSTOM}.metrics"),
        ),
    ),
    Case(
        POLICY,
        "policy.customMetricOf",
        fine=(custom(metricName="Jobs", namespace=UNKNOWN, statistic="Sum"), custom(metrics=[FIGURE])),
        broken=(
            (custom(metricName="Jobs", statistic="Sum"), f"{CUSTOM}.metricName"),
            (custom(metricName="Jobs", namespace="Team"), f"{CUSTOM}.metricName"),
        ),
    ),
    Case(
        POLICY,
        "policy.customPeriod",
        fine=(custom(period=10), custom(period="60"), custom(period=UNKNOWN), custom()),
        broken=((custom(period=20), f"{CUSTOM}.period"), (custom(period=300), f"{CUSTOM}.period")),
    ),
    *queried("policy.tracked", f"{CUSTOM}.metrics", lambda *queries: custom(metrics=list(queries))),
    Case(
        POLICY,
        "policy.trackedPeriod",
        fine=(custom(metrics=[{"metricStat": {"period": 30}}, {"metricStat": UNKNOWN}]),),
        broken=(
            (
                custom(metrics=[{"expression": "a"}, {"metricStat": {"period": 120}}]),
                f"{CUSTOM}.metrics[1].metricStat.period",
            ),
        ),
    ),
    Case(
        POLICY,
        "policy.foretold",
        fine=(foretold(**PAIR), foretold(**SCALING, **LOAD)),
        broken=(
            (foretold(targetValue=1), f"{METRIC}.predefinedMetricPairSpecification"),
            (foretold(**SCALING), f"{METRIC}.predefinedMetricPairSpecification"),
            (foretold(**PAIR, **LOAD), f"{METRIC}.predefinedMetricPairSpecification"),
        ),
    ),
    Case(
        POLICY,
        "policy.foretoldScaling",
        fine=(foretold(**SCALING), foretold(customizedScalingMetricSpecification=UNKNOWN)),
        broken=(
            (
                foretold(**SCALING, customizedScalingMetricSpecification=UNKNOWN),
                f"{METRIC}.customizedScalingMetricSpecification",
            ),
        ),
    ),
    Case(
        POLICY,
        "policy.foretoldLoad",
        fine=(foretold(**LOAD), foretold(predefinedLoadMetricSpecification=UNKNOWN)),
        broken=(
            (
                foretold(**LOAD, predefinedLoadMetricSpecification=UNKNOWN),
                f"{METRIC}.customizedLoadMetricSpecification",
            ),
        ),
    ),
    Case(
        POLICY,
        "policy.foretoldCapacity",
        fine=(foretold(**LOAD, customizedCapacityMetricSpecification=UNKNOWN), foretold(**PAIR)),
        broken=(
            (
                foretold(**PAIR, customizedCapacityMetricSpecification=UNKNOWN),
                f"{METRIC}.customizedCapacityMetricSpecification",
            ),
        ),
    ),
    *predefined(
        "policy.foretoldMetricPair",
        METRIC,
        "predefinedMetricPairSpecification",
        "ALBRequestCount",
        "ASGCPUUtilization",
    ),
    *predefined(
        "policy.foretoldScalingMetric",
        METRIC,
        "predefinedScalingMetricSpecification",
        "ALBRequestCountPerTarget",
        "ASGAverageCPUUtilization",
    ),
    *predefined(
        "policy.foretoldLoadMetric",
        METRIC,
        "predefinedLoadMetricSpecification",
        "ALBTargetGroupRequestCount",
        "ASGTotalCPUUtilization",
    ),
    *(
        case
        for kind in ("Capacity", "Load", "Scaling")
        for case in queried(
            f"policy.custom{kind}",
            f"{METRIC}.customized{kind}MetricSpecification.metricDataQueries",
            queries_of(f"customized{kind}MetricSpecification"),
        )
    ),
]  # fmt: skip
