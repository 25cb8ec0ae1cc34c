"""Limits of AWS as data: each has an id, says what is allowed and where AWS says so.

A family's modules keep their limits in `LIMITS`, beside the values that they limit. The tests try
each one at both sides of its edge, and find by the ids those that nobody tries. Imports nothing of
ours but the problems.
"""

import dataclasses
from collections.abc import Mapping, Sized
from dataclasses import dataclass

from .problems import Problem, Words


@dataclass(frozen=True, kw_only=True)
class Limit:
    """What AWS, or this project, allows of a value."""

    id: str
    """Names the limit, in dotted words: `volume.gp3.size`."""
    limit: str
    """What is allowed, as half a sentence without a full stop."""
    source: str | None = None
    """The page or the API shape that says so; None where the rule is this project's own."""

    def broken(self, path: str, value: object, nearest: object = None) -> Problem:
        """The problem of a value that breaks this limit."""
        return Problem(
            path=path,
            value=value,
            limit=self.limit,
            source=self.source,
            nearest=nearest,
            rule=self.id,
        )

    def worded(self, limit: str) -> "Limit":
        """This limit in words that name what it is for this one value."""
        return Limit(id=self.id, limit=limit, source=self.source)

    def problems(
        self, path: str, value: object, *, kept: bool, nearest: object = None
    ) -> list[Problem]:
        """The problem of a value, unless the limit is kept."""
        return [] if kept else [self.broken(path, value, nearest)]


@dataclass(frozen=True, kw_only=True)
class Range(Limit):
    """The lowest and the highest value of a number.

    `limit` is a template: `a gp3 volume has {lowest:,} to {highest:,} GiB`.
    """

    lowest: float
    highest: float
    quota: str | None = None
    """The key of `Account.quotas` that raises the highest value, where AWS raises it on request."""

    def within(self, quotas: Mapping[str, int] | None) -> "Range":
        """This range for an account: its quota in place of AWS's default."""
        raised = (quotas or {}).get(self.quota or "")
        return self if raised is None else dataclasses.replace(self, highest=raised)

    def check(self, path: str, value: float | None) -> list[Problem]:
        """The problem of a number outside the range, with the nearest inside; None is left out."""
        if value is None or self.lowest <= value <= self.highest:
            return []
        nearest = self.lowest if value < self.lowest else self.highest
        return [self.in_words().broken(path, value, nearest)]

    def check_count(self, path: str, entries: Sized) -> list[Problem]:
        """The problem of a list with too few or too many entries."""
        if self.lowest <= len(entries) <= self.highest:
            return []
        return [self.in_words().broken(path, Words(f"{len(entries)} entries"))]

    def in_words(self) -> Limit:
        """The limit with its numbers written out."""
        words = self.limit.format(lowest=self.lowest, highest=self.highest)
        if self.quota:
            words += f"; a quota that AWS has raised is told by quotas.{self.quota} of the account"
        return self.worded(words)
