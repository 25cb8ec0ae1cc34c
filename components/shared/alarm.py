"""When a CloudWatch alarm rings. Pure."""

from dataclasses import dataclass

_FIVE_MINUTES = 300


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """When an alarm rings: a metric at a threshold or above it, unless `comparison` says otherwise."""

    says: str
    """What is wrong then; its description after whom it concerns."""
    namespace: str
    metric_name: str
    threshold: float
    statistic: str = "Average"
    percentile: str | None = None
    """As `p99`, instead of the statistic."""
    comparison: str = "GreaterThanOrEqualToThreshold"
    period: int = _FIVE_MINUTES
    """Seconds that the metric is taken over."""
    evaluation_periods: int = 3
    """How many periods in a row it is so."""
    missing: str = "missing"
    """What periods without any measurement mean, as `TreatMissingData` has it."""
