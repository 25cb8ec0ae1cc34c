"""Sizes that a fleet takes at set times. Pure."""

from dataclasses import dataclass
from zoneinfo import available_timezones

from ..problems import MISSING, Problem, Words, nearest_word
from .scaling_limits import RECURRENCE, SCHEDULE_ORDER, SCHEDULE_SIZE, TIME_ZONE

_CRON_FIELDS = 5


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """Changes the capacity at set times."""

    name: str
    """What it is for: `office-hours`."""
    recurrence: str
    """When, as cron has it: `0 7 * * MON-FRI`."""
    minimum: int | None = None
    """The new minimum."""
    maximum: int | None = None
    """The new maximum."""
    desired: int | None = None
    """The new desired capacity."""
    time_zone: str | None = None
    """The zone of the recurrence, as `Europe/Berlin`; UTC when left out."""

    def problems(self) -> list[Problem]:
        """Whether the time is one, and the sizes ascend."""
        problems = RECURRENCE.problems(
            "recurrence", self.recurrence, kept=len(self.recurrence.split()) == _CRON_FIELDS
        )
        sizes = [size for size in (self.minimum, self.desired, self.maximum) if size is not None]
        if not sizes:
            problems.append(SCHEDULE_SIZE.broken("desired", MISSING))
        elif sizes != sorted(sizes) or sizes[0] < 0:
            problems.append(SCHEDULE_ORDER.broken("minimum", Words(", ".join(map(str, sizes)))))
        return problems + _time_zone_problems(self.time_zone)


def _time_zone_problems(time_zone: str | None) -> list[Problem]:
    # A machine without the database of time zones knows none, and leaves the check to AWS.
    known = available_timezones()
    kept = time_zone is None or not known or time_zone in known
    nearest = None if kept else nearest_word(time_zone or "", known)
    return TIME_ZONE.problems("time_zone", time_zone, kept=kept, nearest=nearest)
