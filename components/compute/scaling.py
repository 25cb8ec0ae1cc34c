"""When a fleet grows and shrinks by itself. Pure."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from ..problems import Problem
from ..shared.defaults import or_default
from .scaling_limits import (
    BUFFER_TIME,
    PERCENTAGE_TARGET,
    POSITIVE_TARGET,
    SCHEDULE_ONCE,
    SCHEDULES,
    STEP_EVALUATIONS,
    STEP_NAME_ONCE,
    STEP_ORDER,
    STEP_PERIOD,
    STEP_RESOLUTION,
    STEP_START,
    STEPS,
    TARGET_ONCE,
)
from .schedule import Schedule

_EC2 = "AWS/EC2"
_MINUTE, _HOUR, _DAY, _WEEK = 60, 3_600, 86_400, 604_800
_SHORT_PERIODS = (10, 20, 30)


class TrackedMetric(StrEnum):
    """A metric that a fleet keeps near a target. The values are AWS's predefined metric types."""

    CPU = "ASGAverageCPUUtilization"
    """Average CPU of the fleet, in per cent."""
    NETWORK_IN = "ASGAverageNetworkIn"
    """Bytes received by an instance in a minute."""
    NETWORK_OUT = "ASGAverageNetworkOut"
    """Bytes sent by an instance in a minute."""
    REQUESTS = "ALBRequestCountPerTarget"
    """Requests that the load balancer sends to an instance in a minute."""


@dataclass(frozen=True, kw_only=True)
class TargetTracking:
    """Keeps a metric near a target: right for almost every load."""

    target: float
    """The value to keep, in the metric's unit."""
    metric: TrackedMetric | None = None
    """What is kept near it; CPU when left out."""
    scale_in: bool | None = None
    """Whether it also shrinks the fleet, as it does when left out."""

    @property
    def tracked(self) -> TrackedMetric:
        """The metric, its default applied."""
        return self.metric or TrackedMetric.CPU

    def problems(self) -> list[Problem]:
        """Whether the metric can have this value."""
        limit = PERCENTAGE_TARGET if self.tracked is TrackedMetric.CPU else POSITIVE_TARGET
        return limit.check("target", self.target)


class AdjustmentType(StrEnum):
    """What the number of a step means."""

    CHANGE = "ChangeInCapacity"
    """Capacity to add, or with a minus to take away."""
    EXACT = "ExactCapacity"
    """The capacity to have."""
    PERCENT = "PercentChangeInCapacity"
    """Per cent of the capacity to add, or with a minus to take away."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: from how far beyond the alarm's threshold it counts, and what it does."""

    beyond: float
    """Distance from the threshold at which the step begins; the first begins at 0."""
    adjustment: int
    """What it changes; `adjustment_type` says of what kind the number is."""


class Direction(StrEnum):
    """The side of the threshold on which an alarm rings."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, kw_only=True)
class StepScaling:
    """Changes the capacity the more, the further a metric of the fleet is beyond a threshold."""

    name: str
    """What it is for; part of the names of the policy and its alarm."""
    metric_name: str
    """A metric with the dimension AutoScalingGroupName: `CPUUtilization`."""
    threshold: float
    """Where the alarm rings."""
    steps: list[Step]
    """The steps, the one at the threshold first."""
    namespace: str | None = None
    """Where the metric stands: AWS/EC2 when left out, `CWAgent` for memory and disk space."""
    direction: Direction | None = None
    """On which side of the threshold it acts; above when left out."""
    adjustment_type: AdjustmentType | None = None
    """What the steps' numbers mean; a change in capacity when left out."""
    period_seconds: int | None = None
    """How long the metric is averaged over; a minute when left out."""
    evaluation_periods: int | None = None
    """How many of these periods in a row the metric is beyond the threshold; 2 when left out."""

    @property
    def side(self) -> Direction:
        """The side of the threshold, its default applied."""
        return self.direction or Direction.ABOVE

    @property
    def period(self) -> int:
        """How long the metric is averaged over, the default applied."""
        return or_default(self.period_seconds, _MINUTE)

    def problems(self) -> list[Problem]:
        """Whether the steps follow one another from the threshold on."""
        problems = STEPS.check_count("steps", self.steps)
        period = self.period
        whole = period >= _MINUTE and period % _MINUTE == 0
        problems += STEP_PERIOD.problems(
            "period_seconds", period, kept=whole or period in _SHORT_PERIODS, nearest=_MINUTE
        )
        own = (self.namespace or _EC2).startswith("AWS/")
        problems += STEP_RESOLUTION.problems(
            "period_seconds", period, kept=not own or period not in _SHORT_PERIODS, nearest=_MINUTE
        )
        evaluations = or_default(self.evaluation_periods, 2)
        most = max(1, (_DAY if period < _HOUR else _WEEK) // max(period, 1))
        problems += STEP_EVALUATIONS.problems(
            "evaluation_periods",
            evaluations,
            kept=1 <= evaluations <= most,
            nearest=min(max(evaluations, 1), most),
        )
        if self.steps and self.steps[0].beyond != 0:
            problems.append(STEP_START.broken("steps[0].beyond", self.steps[0].beyond, 0))
        for index in range(1, len(self.steps)):
            if self.steps[index].beyond <= self.steps[index - 1].beyond:
                path = f"steps[{index}].beyond"
                problems.append(STEP_ORDER.broken(path, self.steps[index].beyond))
        return problems


class PredictiveMode(StrEnum):
    """What is done with a forecast."""

    FORECAST_ONLY = "ForecastOnly"
    """It can be looked at, and nothing else."""
    FORECAST_AND_SCALE = "ForecastAndScale"
    """Capacity is launched ahead of it."""


@dataclass(frozen=True, kw_only=True)
class PredictiveScaling:
    """Forecasts the load from that of the past two weeks. Starts by forecasting only."""

    target_cpu: float | None = None
    """Average CPU to keep, in per cent; 50 when left out."""
    mode: PredictiveMode | None = None
    """What is done with the forecast; nothing when left out."""
    buffer_seconds: int | None = None
    """How long before the forecast instances are launched; 300 seconds when left out."""

    def problems(self) -> list[Problem]:
        """Whether the target and the time ahead are some."""
        return [
            *PERCENTAGE_TARGET.check("target_cpu", self.target_cpu),
            *BUFFER_TIME.check("buffer_seconds", self.buffer_seconds),
        ]


@dataclass(frozen=True, kw_only=True)
class Scaling:
    """What changes the size of a fleet by itself. It then owns the desired capacity."""

    target_tracking: list[TargetTracking] | None = None
    """Metrics that are kept near a target."""
    steps: list[StepScaling] | None = None
    """Metrics that change the capacity beyond a threshold."""
    predictive: PredictiveScaling | None = None
    """A forecast from the past two weeks; changes the size with `FORECAST_AND_SCALE` only."""
    schedules: list[Schedule] | None = None
    """Changes at set times."""

    @property
    def owns_desired_capacity(self) -> bool:
        """Whether anything changes the desired capacity, so that a deployment must not."""
        forecast = self.predictive and self.predictive.mode is PredictiveMode.FORECAST_AND_SCALE
        return bool(self.target_tracking or self.steps or forecast or self.schedules)

    @property
    def scheduled_sizes(self) -> tuple[list[int], list[int]]:
        """The minimums and the maximums that schedules set."""
        schedules = self.schedules or []
        return (
            [schedule.minimum for schedule in schedules if schedule.minimum is not None],
            [schedule.maximum for schedule in schedules if schedule.maximum is not None],
        )

    def problems(self) -> list[Problem]:
        """Whether each metric is tracked once, and each name is used once."""
        problems = SCHEDULES.check_count("schedules", self.schedules or [])
        metrics = [tracking.tracked for tracking in self.target_tracking or []]
        for index, metric in enumerate(metrics):
            if Counter(metrics[:index])[metric]:
                problems.append(TARGET_ONCE.broken(f"target_tracking[{index}].metric", metric))
        names = {
            "steps": (STEP_NAME_ONCE, [steps.name for steps in self.steps or []]),
            "schedules": (SCHEDULE_ONCE, [schedule.name for schedule in self.schedules or []]),
        }
        return problems + [
            limit.broken(f"{path}[{index}].name", name)
            for path, (limit, given) in names.items()
            for index, name in enumerate(given)
            if name in given[:index]
        ]
