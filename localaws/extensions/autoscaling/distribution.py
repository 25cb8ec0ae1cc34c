"""How much of a mixed group is on demand, and how much spot.

Source: Amazon EC2 Auto Scaling User Guide, "Auto Scaling groups with multiple instance types and purchase options",
section "Controlling the proportion of On-Demand instances": the base first, then the percentage of what is above it,
a fraction rounded up in favour of on demand; and the API model's LaunchTemplateOverrides.WeightedCapacity: instances
are launched until the desired units are met, even if the last one exceeds them.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Distribution:
    """Of a mixed instances policy; every group without one is as if all was on demand."""

    base: int = 0
    percentage: int = 100

    @classmethod
    def of(cls, policy: dict[str, Any] | None) -> "Distribution":
        """The one of a policy, as AWS tells it."""
        if policy is None:
            return cls()
        told = policy["InstancesDistribution"]
        return cls(told["OnDemandBaseCapacity"], told["OnDemandPercentageAboveBaseCapacity"])

    def on_demand(self, desired: int) -> int:
        """How many of the desired units must be on demand."""
        base = min(self.base, desired)
        return base - (desired - base) * self.percentage // -100


@dataclass
class Units:
    """What runs, or is to run, in units."""

    on_demand: int = 0
    spot: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.on_demand + self.spot

    def add(self, units: int, *, spot: bool) -> None:
        """Counts an instance in, or out with negative units."""
        if spot:
            self.spot += units
        else:
            self.on_demand += units

    def lacks(self, wanted: "Units") -> str | None:
        """What to launch next: `on-demand` until its part is met, then `spot` until all is; None when both are."""
        if self.on_demand < wanted.on_demand:
            return "on-demand"
        return "spot" if self.total < wanted.total else None


def wanted(distribution: Distribution, desired: int) -> Units:
    """The parts of a desired capacity."""
    on_demand = distribution.on_demand(desired)
    return Units(on_demand, desired - on_demand)
