"""Scaling policies and scheduled actions of Auto Scaling groups. Metrics of policies stand in `scaling_metrics.py`."""

import math
from itertools import pairwise

from localaws.rules.kinds import Given, Rule, matching, refuse, within
from localaws.rules.scaling_metrics import PREDICTIVE_METRICS, TRACKED_METRICS

SIMPLE, STEP = "SimpleScaling", "StepScaling"
TARGET_TRACKING, PREDICTIVE = "TargetTrackingScaling", "PredictiveScaling"
TYPES = (SIMPLE, STEP, TARGET_TRACKING, PREDICTIVE)
ADJUSTMENTS = ("ChangeInCapacity", "ExactCapacity", "PercentChangeInCapacity")
AGGREGATIONS = ("Minimum", "Maximum", "Average")
FORECAST_INTERVAL = 3600
UNCHANGED = -1
"""The size that a scheduled action leaves alone."""

_PUT = "PutScalingPolicy"
_SCHEDULE = "PutScheduledUpdateGroupAction"
_FORECAST = "PredictiveScalingConfiguration"


def _type(given: Given) -> str:
    """The type of a policy; empty when it is not known yet."""
    return given.text("policyType") if given.has("policyType") else SIMPLE


def _only(path: str, member: str, *types: str) -> Rule:
    """A property of some types of policy. The official provider takes 0 as a placeholder everywhere."""
    return refuse(
        f"policy.not.{path}",
        path,
        f"is for {' and '.join(types)}",
        f"{_PUT}, {member}",
        lambda given: given.has(path) and given[path] != 0 and _type(given) not in ("", *types),
    )


def _required(path: str, member: str, *types: str) -> Rule:
    return refuse(
        f"policy.{path}",
        path,
        f"is required for {' and '.join(types)}",
        f"{_PUT}, {member}",
        lambda given: _type(given) in types and not given.has(path),
    )


def _negative_exactly(given: Given) -> bool:
    adjustments = [given, *given.items("stepAdjustments")]
    exact = given["adjustmentType"] == "ExactCapacity"
    return exact and any((one.number("scalingAdjustment") or 0) < 0 for one in adjustments)


def _wrong_steps(given: Given) -> bool:
    if not given["stepAdjustments"]:
        return False
    steps = given.items("stepAdjustments")
    lows = [step.number("metricIntervalLowerBound") for step in steps]
    highs = [step.number("metricIntervalUpperBound") for step in steps]
    endless = any(low is None and high is None for low, high in zip(lows, highs, strict=True))
    below = any(low is not None and low < 0 for low in lows) and None not in lows
    above = any(high is not None and high > 0 for high in highs) and None not in highs
    ranges = sorted(
        (-math.inf if low is None else low, math.inf if high is None else high)
        for low, high in zip(lows, highs, strict=True)
    )
    apart = any(first[1] != second[0] for first, second in pairwise(ranges))
    return endless or below or above or apart or any(low >= high for low, high in ranges)


def _size(given: Given, name: str) -> float | None:
    """What a scheduled action sets a size to; None when it leaves it alone, or it is not told here."""
    size = given.number(name)
    return None if size == UNCHANGED else size


def _disordered(given: Given) -> bool:
    low, desired, high = (_size(given, n) for n in ("minSize", "desiredCapacity", "maxSize"))
    sizes = [size for size in (low, desired, high) if size is not None]
    return sizes != sorted(sizes)


RULES: dict[str, tuple[Rule, ...]] = {
    "aws:autoscaling/policy:Policy": (
        matching(
            "policy.policyType",
            "policyType",
            "|".join(TYPES),
            f"is one of {', '.join(TYPES)}",
            f"{_PUT}, PolicyType",
        ),
        matching(
            "policy.adjustmentTypes",
            "adjustmentType",
            "|".join(ADJUSTMENTS),
            f"is one of {', '.join(ADJUSTMENTS)}",
            f"{_PUT}, AdjustmentType",
        ),
        matching(
            "policy.metricAggregationType",
            "metricAggregationType",
            "|".join(AGGREGATIONS),
            f"is one of {', '.join(AGGREGATIONS)}",
            f"{_PUT}, MetricAggregationType",
        ),
        _required("adjustmentType", "AdjustmentType", SIMPLE, STEP),
        _required("scalingAdjustment", "ScalingAdjustment", SIMPLE),
        _required("stepAdjustments", "StepAdjustments", STEP),
        _required("targetTrackingConfiguration", "TargetTrackingConfiguration", TARGET_TRACKING),
        _required("predictiveScalingConfiguration", _FORECAST, PREDICTIVE),
        _only("scalingAdjustment", "ScalingAdjustment", SIMPLE),
        _only("stepAdjustments", "StepAdjustments", STEP),
        _only("targetTrackingConfiguration", "TargetTrackingConfiguration", TARGET_TRACKING),
        _only("predictiveScalingConfiguration", _FORECAST, PREDICTIVE),
        _only("cooldown", "Cooldown", SIMPLE),
        _only("metricAggregationType", "MetricAggregationType", STEP),
        _only("minAdjustmentMagnitude", "MinAdjustmentMagnitude", SIMPLE, STEP),
        _only("estimatedInstanceWarmup", "EstimatedInstanceWarmup", STEP, TARGET_TRACKING),
        refuse(
            "policy.exactCapacity",
            "adjustmentType",
            "ExactCapacity is a number of instances: no adjustment can be negative",
            f"{_PUT}, ScalingAdjustment",
            _negative_exactly,
        ),
        refuse(
            "policy.steps",
            "stepAdjustments",
            "follow each other without overlap or gap; below 0 one has no lower bound, above 0 one no upper bound",
            "StepAdjustment",
            _wrong_steps,
        ),
        *within("targetTrackingConfiguration", *TRACKED_METRICS),
        *within(
            "predictiveScalingConfiguration",
            refuse(
                "policy.maxCapacityBuffer",
                "maxCapacityBuffer",
                "is required for IncreaseMaxCapacity, and for nothing else",
                f"{_FORECAST}, MaxCapacityBuffer",
                lambda given: (
                    (given["maxCapacityBreachBehavior"] is not None)
                    == given.has("maxCapacityBreachBehavior")
                    and given.has("maxCapacityBuffer")
                    != (given["maxCapacityBreachBehavior"] == "IncreaseMaxCapacity")
                ),
            ),
            refuse(
                "policy.schedulingBufferTime",
                "schedulingBufferTime",
                f"is less than {FORECAST_INTERVAL} seconds",
                f"{_FORECAST}, SchedulingBufferTime",
                lambda given: (given.number("schedulingBufferTime") or 0) >= FORECAST_INTERVAL,
            ),
        ),
        *within("predictiveScalingConfiguration.metricSpecification", *PREDICTIVE_METRICS),
    ),
    "aws:autoscaling/schedule:Schedule": (
        refuse(
            "schedule.sizes",
            "desiredCapacity",
            f"minSize, maxSize and desiredCapacity cannot all be {UNCHANGED}",
            f"{_SCHEDULE}, DesiredCapacity",
            lambda given: all(
                given.number(name) == UNCHANGED
                for name in ("minSize", "maxSize", "desiredCapacity")
            ),
        ),
        refuse(
            "schedule.order",
            "desiredCapacity",
            f"lies between minSize and maxSize, where they are not {UNCHANGED}",
            f"{_SCHEDULE}, DesiredCapacity",
            _disordered,
        ),
        matching(
            "schedule.recurrence",
            "recurrence",
            r"\S+(\s+\S+){4}",
            "five fields: minute, hour, day of the month, month, day of the week",
            f"{_SCHEDULE}, Recurrence",
        ),
        *(
            matching(
                f"schedule.{path}",
                path,
                r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
                "a time like 2030-06-01T00:00:00Z",
                f"{_SCHEDULE}, {path[0].upper()}{path[1:]}",
            )
            for path in ("startTime", "endTime")
        ),
        refuse(
            "schedule.period",
            "endTime",
            "is not after startTime",
            f"{_SCHEDULE}, Recurrence",
            lambda given: (
                bool(given.text("startTime") and given.text("endTime"))
                and given.text("endTime") <= given.text("startTime")
            ),
        ),
    ),
}
