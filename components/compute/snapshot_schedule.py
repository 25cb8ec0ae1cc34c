"""When the volumes of an instance are copied into snapshots. Pure."""

import re
from dataclasses import dataclass

from ..limits import Limit, Range
from ..problems import Problem

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

COPIES = Range(
    id="snapshots.copies",
    limit="{lowest} to {highest:,} snapshots of each volume are kept",
    source="Data Lifecycle Manager CreateLifecyclePolicy, RetainRule.Count",
    lowest=1,
    highest=1_000,
)
TIME = Limit(
    id="snapshots.time",
    limit="a time reads like 03:00",
    source="Data Lifecycle Manager CreateLifecyclePolicy, CreateRule.Times",
)
LIMITS = (COPIES, TIME)


@dataclass(frozen=True, kw_only=True)
class SnapshotSchedule:
    """Snapshots of all volumes of an instance, one a day."""

    time_utc: str | None = None
    """When they are begun, within an hour; 03:00 when left out."""
    copies: int | None = None
    """How many of each volume are kept; as many as the tier keeps backups for days when left out."""

    @property
    def time(self) -> str:
        """The time, its default applied."""
        return self.time_utc or "03:00"

    def problems(self) -> list[Problem]:
        """Whether the time is one, and Data Lifecycle Manager keeps that many."""
        return [
            *TIME.problems("time_utc", self.time_utc, kept=bool(_TIME.fullmatch(self.time))),
            *COPIES.check("copies", self.copies),
        ]
