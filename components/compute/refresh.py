"""How instances of a fleet are replaced when what they are launched from changes. Pure."""

from dataclasses import dataclass

from ..limits import Limit, Range
from ..problems import MISSING, Problem
from ..shared.defaults import or_default

_MAINTENANCE = "Auto Scaling CreateAutoScalingGroup, InstanceMaintenancePolicy"
_REFRESH = "Auto Scaling StartInstanceRefresh, RefreshPreferences"
LARGEST_DIFFERENCE = 100


def _lowest(kind: str, source: str) -> Range:
    return Range(
        id=f"{kind}.min_healthy_percentage",
        limit="between {lowest} and {highest} per cent of the capacity stay in service",
        source=source,
        lowest=0,
        highest=100,
    )


def _highest(kind: str, source: str) -> Range:
    return Range(
        id=f"{kind}.max_healthy_percentage",
        limit="a fleet grows to between {lowest} and {highest} per cent of its capacity meanwhile",
        source=source,
        lowest=100,
        highest=200,
    )


def _difference(kind: str, source: str) -> Limit:
    return Limit(
        id=f"{kind}.difference",
        limit=f"the two percentages differ by at most {LARGEST_DIFFERENCE}",
        source=source,
    )


MAINTENANCE_LOWEST = _lowest("maintenance", _MAINTENANCE)
MAINTENANCE_HIGHEST = _highest("maintenance", _MAINTENANCE)
MAINTENANCE_DIFFERENCE = _difference("maintenance", _MAINTENANCE)
REFRESH_LOWEST = _lowest("refresh", _REFRESH)
REFRESH_HIGHEST = _highest("refresh", _REFRESH)
REFRESH_DIFFERENCE = _difference("refresh", _REFRESH)
CHECKPOINT = Range(
    id="refresh.checkpoint",
    limit="a checkpoint is {lowest} to {highest} per cent of the instances",
    source=_REFRESH,
    lowest=1,
    highest=100,
)
CHECKPOINT_ORDER = Limit(
    id="refresh.checkpoint.order", limit="each checkpoint is above the one before", source=_REFRESH
)
CHECKPOINT_END = Limit(
    id="refresh.checkpoint.end",
    limit="the last checkpoint is 100, or the refresh ends before every instance is replaced",
)
CHECKPOINT_DELAY = Range(
    id="refresh.checkpoint_delay",
    limit="a checkpoint waits {lowest} to {highest:,} seconds",
    source=_REFRESH,
    lowest=0,
    highest=172_800,
)
CHECKPOINT_NEEDED = Limit(
    id="refresh.checkpoint_delay.percentages",
    limit="a delay needs checkpoint_percentages to wait at",
    source=_REFRESH,
)
LIMITS = (
    MAINTENANCE_LOWEST,
    MAINTENANCE_HIGHEST,
    MAINTENANCE_DIFFERENCE,
    REFRESH_LOWEST,
    REFRESH_HIGHEST,
    REFRESH_DIFFERENCE,
    CHECKPOINT,
    CHECKPOINT_ORDER,
    CHECKPOINT_END,
    CHECKPOINT_DELAY,
    CHECKPOINT_NEEDED,
)


@dataclass(frozen=True, kw_only=True)
class MaintenancePolicy:
    """How far a fleet may shrink and grow while instances are replaced for whatever reason."""

    min_healthy_percentage: int | None = None
    """What stays in service, in per cent of the desired capacity; 90 when left out."""
    max_healthy_percentage: int | None = None
    """What it may grow to meanwhile, in per cent of the desired capacity; 120 when left out."""

    @property
    def percentages(self) -> tuple[int, int]:
        """The lowest and the highest, their defaults applied."""
        return or_default(self.min_healthy_percentage, 90), or_default(
            self.max_healthy_percentage, 120
        )

    def problems(self) -> list[Problem]:
        """Whether both are within what AWS allows, and near enough to each other."""
        low, high = self.percentages
        problems = MAINTENANCE_LOWEST.check("min_healthy_percentage", low)
        problems += MAINTENANCE_HIGHEST.check("max_healthy_percentage", high)
        return problems or _difference_problems(MAINTENANCE_DIFFERENCE, low, high)


@dataclass(frozen=True, kw_only=True)
class InstanceRefresh:
    """How instances are replaced after a change of their launch template or types.

    A refresh that fails, or during which an alarm rings, ends at once; no further instance is
    replaced. AWS calls that rolled back, but does not bring the former configuration back: the
    provider tells the group of the new one before the refresh begins, so that this is what AWS rolls
    back to (terraform-provider-aws issue 34189). The way back is to deploy what was before.
    """

    min_healthy_percentage: int | None = None
    """What stays in service, in per cent of the desired capacity; 90 when left out."""
    max_healthy_percentage: int | None = None
    """What the fleet may grow to meanwhile, in per cent of the desired capacity; 110 when left
    out."""
    auto_rollback: bool | None = None
    """Whether AWS ends a failed refresh by itself, as it does when left out; see above for what that
    does not do."""
    skip_matching: bool | None = None
    """Whether instances that already are as they should be are left alone, as they are when left
    out."""
    checkpoint_percentages: list[int] | None = None
    """Where it stops to let somebody look, in per cent of the instances: ascending, ending at
    100."""
    checkpoint_delay_seconds: int | None = None
    """How long it waits at each; an hour when left out."""

    @property
    def percentages(self) -> tuple[int, int]:
        """The lowest and the highest, their defaults applied."""
        return or_default(self.min_healthy_percentage, 90), or_default(
            self.max_healthy_percentage, 110
        )

    def problems(self) -> list[Problem]:
        """What AWS would refuse of the percentages and the delay."""
        low, high = self.percentages
        problems = REFRESH_LOWEST.check("min_healthy_percentage", low)
        problems += REFRESH_HIGHEST.check("max_healthy_percentage", high)
        problems = problems or _difference_problems(REFRESH_DIFFERENCE, low, high)
        return problems + self._checkpoint_problems()

    def _checkpoint_problems(self) -> list[Problem]:
        problems = []
        percentages = self.checkpoint_percentages or []
        for index, percentage in enumerate(percentages):
            path = f"checkpoint_percentages[{index}]"
            problems += CHECKPOINT.check(path, percentage)
            if index and percentage <= percentages[index - 1]:
                problems.append(CHECKPOINT_ORDER.broken(path, percentage))
        if percentages and not problems and percentages[-1] != CHECKPOINT.highest:
            path = f"checkpoint_percentages[{len(percentages) - 1}]"
            problems.append(CHECKPOINT_END.broken(path, percentages[-1], 100))
        problems += CHECKPOINT_DELAY.check(
            "checkpoint_delay_seconds", self.checkpoint_delay_seconds
        )
        if self.checkpoint_delay_seconds is not None and not percentages:
            problems.append(CHECKPOINT_NEEDED.broken("checkpoint_percentages", MISSING))
        return problems


def _difference_problems(limit: Limit, low: int, high: int) -> list[Problem]:
    kept = high - low <= LARGEST_DIFFERENCE
    return limit.problems(
        "max_healthy_percentage", high, kept=kept, nearest=low + LARGEST_DIFFERENCE
    )
