"""How many instances a fleet has. Pure."""

from dataclasses import dataclass

from ..limits import Limit
from ..problems import Problem

_SOURCE = "Auto Scaling CreateAutoScalingGroup, MinSize, MaxSize, DesiredCapacity"

NOT_NEGATIVE = Limit(
    id="capacity.minimum", limit="a fleet has no fewer than 0 instances", source=_SOURCE
)
ORDER = Limit(
    id="capacity.maximum", limit="the maximum is no less than the minimum", source=_SOURCE
)
BETWEEN = Limit(
    id="capacity.desired",
    limit="the desired capacity lies between the minimum and the maximum",
    source=_SOURCE,
)
LIMITS = (NOT_NEGATIVE, ORDER, BETWEEN)


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """The size of a fleet: in instances, or in units where its instance types have weights."""

    minimum: int
    """What it never goes below."""
    maximum: int
    """What it never goes above, but for replacements under way."""
    desired: int | None = None
    """What it starts with, and is set to again by every `pulumi up` unless it scales by itself; the
    minimum when left out."""

    @property
    def initial(self) -> int:
        """The desired capacity, its default applied."""
        return self.minimum if self.desired is None else self.desired

    def problems(self) -> list[Problem]:
        """Whether 0 <= minimum <= desired <= maximum."""
        low, high, desired = self.minimum, self.maximum, self.desired
        if low < 0:
            return [NOT_NEGATIVE.broken("minimum", low, 0)]
        if high < low:
            return [ORDER.broken("maximum", high, low)]
        if desired is not None and not low <= desired <= high:
            return [BETWEEN.broken("desired", desired, min(max(desired, low), high))]
        return []
