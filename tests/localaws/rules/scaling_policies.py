"""Cases for scaling policies and scheduled actions; those for metrics stand in `scaling_metrics.py`."""

from tests.localaws.rules.cases import UNKNOWN, Case

POLICY = "aws:autoscaling/policy:Policy"
SCHEDULE = "aws:autoscaling/schedule:Schedule"
SIMPLE, STEP = {"policyType": "SimpleScaling"}, {"policyType": "StepScaling"}
TRACKING = {"policyType": "TargetTrackingScaling"}
PREDICTIVE = {"policyType": "PredictiveScaling"}
ANY = {"policyType": UNKNOWN}
FORECAST = "predictiveScalingConfiguration"


def required(path: str, of: dict, *others: dict) -> Case:
    return Case(
        POLICY,
        f"policy.{path}",
        fine=({**of, path: UNKNOWN}, *others, ANY),
        broken=((of, path),),
    )


def only(path: str, value: object, of: tuple[dict, ...], *others: dict) -> Case:
    return Case(
        POLICY,
        f"policy.not.{path}",
        fine=(*({**one, path: value} for one in of), *others, {**ANY, path: value}),
        broken=tuple(({**other, path: value}, path) for other in others),
    )


def step(low: object = None, high: object = None, adjustment: int = 1) -> dict:
    bounds = {"metricIntervalLowerBound": low, "metricIntervalUpperBound": high}
    return {**{k: v for k, v in bounds.items() if v is not None}, "scalingAdjustment": adjustment}


def steps(*listed: object) -> dict:
    return {"stepAdjustments": list(listed)}


def forecast(**more: object) -> dict:
    return {FORECAST: more}


CASES = [
    Case(
        POLICY,
        "policy.policyType",
        fine=(SIMPLE, PREDICTIVE, ANY, {}),
        broken=(({"policyType": "Simple"}, "policyType"),),
    ),
    Case(
        POLICY,
        "policy.adjustmentTypes",
        fine=({"adjustmentType": "PercentChangeInCapacity"}, {"adjustmentType": UNKNOWN}),
        broken=(({"adjustmentType": "Change"}, "adjustmentType"),),
    ),
    Case(
        POLICY,
        "policy.metricAggregationType",
        fine=({"metricAggregationType": "Maximum"}, {}),
        broken=(({"metricAggregationType": "Sum"}, "metricAggregationType"),),
    ),
    Case(
        POLICY,
        "policy.adjustmentType",
        fine=({"adjustmentType": UNKNOWN}, TRACKING, PREDICTIVE, ANY),
        broken=(({}, "adjustmentType"), (SIMPLE, "adjustmentType"), (STEP, "adjustmentType")),
    ),
    required("scalingAdjustment", SIMPLE, STEP, TRACKING),
    required("stepAdjustments", STEP, SIMPLE, TRACKING),
    required("targetTrackingConfiguration", TRACKING, STEP, PREDICTIVE),
    required(FORECAST, PREDICTIVE, TRACKING, SIMPLE),
    only("scalingAdjustment", 1, ({}, SIMPLE), STEP, TRACKING),
    only("stepAdjustments", [step(0)], (STEP,), SIMPLE, PREDICTIVE),
    only("targetTrackingConfiguration", {"targetValue": 1}, (TRACKING,), {}, STEP),
    only(FORECAST, {"mode": "ForecastOnly"}, (PREDICTIVE,), TRACKING),
    only("cooldown", 60, ({}, SIMPLE), STEP, TRACKING),
    only("metricAggregationType", "Average", (STEP,), SIMPLE, TRACKING),
    only("minAdjustmentMagnitude", 1, (SIMPLE, STEP), TRACKING, PREDICTIVE),
    only("estimatedInstanceWarmup", 30, (STEP, TRACKING), SIMPLE, PREDICTIVE),
    Case(
        POLICY,
        "policy.exactCapacity",
        fine=(
            {"adjustmentType": "ExactCapacity", "scalingAdjustment": 0},
            {"adjustmentType": "ExactCapacity", **steps(step(0))},
            {"adjustmentType": "ChangeInCapacity", "scalingAdjustment": -1},
            {"adjustmentType": "ExactCapacity", "scalingAdjustment": UNKNOWN},
        ),
        broken=(
            ({"adjustmentType": "ExactCapacity", "scalingAdjustment": -1}, "adjustmentType"),
            ({"adjustmentType": "ExactCapacity", **steps(step(0, adjustment=-1))}, "adjustmentType"),
        ),
    ),
    Case(
        POLICY,
        "policy.steps",
        fine=(
            steps(step("0")),
            steps(step(None, "0")),
            steps(step("10"), step("0", "10.0")),
            steps(step(None, "-10"), step("-10", "0"), step("0", "20"), step("20")),
            steps(step("0", UNKNOWN), step(UNKNOWN)),
            {"stepAdjustments": UNKNOWN},
            {},
        ),
        broken=(
            (steps(step()), "stepAdjustments"),
            (steps(step("0"), step("0")), "stepAdjustments"),
            (steps(step(None, "0"), step(None, "0")), "stepAdjustments"),
            (steps(step("0", "10")), "stepAdjustments"),
            (steps(step("-10", "0")), "stepAdjustments"),
            (steps(step("0", "10"), step("11")), "stepAdjustments"),
            (steps(step("0", "10"), step("9")), "stepAdjustments"),
            (steps(step("5", "5"), step("5")), "stepAdjustments"),
        ),
    ),
    Case(
        POLICY,
        "policy.maxCapacityBuffer",
        fine=(
            forecast(maxCapacityBreachBehavior="IncreaseMaxCapacity", maxCapacityBuffer="0"),
            forecast(maxCapacityBreachBehavior="HonorMaxCapacity"),
            forecast(maxCapacityBreachBehavior=UNKNOWN, maxCapacityBuffer="0"),
            forecast(mode="ForecastOnly"),
        ),
        broken=(
            (
                forecast(maxCapacityBreachBehavior="IncreaseMaxCapacity"),
                f"{FORECAST}.maxCapacityBuffer",
            ),
            (
                forecast(maxCapacityBreachBehavior="HonorMaxCapacity", maxCapacityBuffer="1"),
                f"{FORECAST}.maxCapacityBuffer",
            ),
            (forecast(maxCapacityBuffer=UNKNOWN), f"{FORECAST}.maxCapacityBuffer"),
        ),
    ),
    Case(
        POLICY,
        "policy.schedulingBufferTime",
        fine=(forecast(schedulingBufferTime="3599"), forecast(schedulingBufferTime=UNKNOWN)),
        broken=((forecast(schedulingBufferTime="3600"), f"{FORECAST}.schedulingBufferTime"),),
    ),
    Case(
        SCHEDULE,
        "schedule.sizes",
        fine=(
            {"minSize": -1, "maxSize": -1, "desiredCapacity": 0},
            {"minSize": -1, "maxSize": -1},
            {"minSize": -1, "maxSize": -1, "desiredCapacity": UNKNOWN},
        ),
        broken=(({"minSize": -1, "maxSize": -1, "desiredCapacity": -1}, "desiredCapacity"),),
    ),
    Case(
        SCHEDULE,
        "schedule.order",
        fine=(
            {"minSize": 1, "desiredCapacity": 1, "maxSize": 1},
            {"minSize": 2, "desiredCapacity": -1, "maxSize": -1},
            {"desiredCapacity": 3, "maxSize": 3},
            {"minSize": 2, "maxSize": UNKNOWN},
        ),
        broken=(
            ({"minSize": 2, "maxSize": 1}, "desiredCapacity"),
            ({"minSize": 2, "desiredCapacity": 1}, "desiredCapacity"),
            ({"desiredCapacity": 2, "maxSize": 1}, "desiredCapacity"),
        ),
    ),
    Case(
        SCHEDULE,
        "schedule.recurrence",
        fine=({"recurrence": "0 20 * * MON-FRI"}, {"recurrence": UNKNOWN}, {}),
        broken=(
            ({"recurrence": "0 20 * *"}, "recurrence"),
            ({"recurrence": "0 20 * * ? 2030"}, "recurrence"),
        ),
    ),
    *(
        Case(
            SCHEDULE,
            f"schedule.{path}",
            fine=({path: "2030-06-01T00:00:00Z"}, {path: UNKNOWN}),
            broken=(({path: "2030-06-01"}, path), ({path: "2030-06-01T00:00:00+02:00"}, path)),
        )
        for path in ("startTime", "endTime")
    ),
    Case(
        SCHEDULE,
        "schedule.period",
        fine=(
            {"startTime": "2030-06-01T00:00:00Z", "endTime": "2030-06-01T00:00:01Z"},
            {"startTime": UNKNOWN, "endTime": "2030-06-01T00:00:00Z"},
            {"endTime": "2030-06-01T00:00:00Z"},
        ),
        broken=(
            ({"startTime": "2030-06-01T00:00:00Z", "endTime": "2030-06-01T00:00:00Z"}, "endTime"),
            ({"startTime": "2030-06-02T00:00:00Z", "endTime": "2030-06-01T00:00:00Z"}, "endTime"),
        ),
    ),
]  # fmt: skip
