"""Policies of Amazon Data Lifecycle Manager."""

from collections.abc import Iterator

from localaws.links.constraints import Violation
from localaws.rules.kinds import Given, Rule, between, matching, one_of, refuse, within

HOURS = (1, 2, 3, 4, 6, 8, 12, 24)
CREATE_DAYS, RETAIN_DAYS = (1, 7), (2, 14)
DEFAULT_CREATE_DAYS, DEFAULT_RETAIN_DAYS = 1, 7
SNAPSHOTS = "EBS_SNAPSHOT_MANAGEMENT"
CUSTOM, EVENTS = ("resourceTypes", "targetTags", "schedules"), ("eventSource", "action")
NEEDED = {SNAPSHOTS: CUSTOM, "IMAGE_MANAGEMENT": CUSTOM, "EVENT_BASED_POLICY": EVENTS}
"""By type of policy."""

_DETAILS = "policyDetails"
_SCHEDULES = f"{_DETAILS}.schedules[]"


def _parts(policy: Given) -> Iterator[Violation]:
    """A custom policy has what its type needs, and a default policy nothing of that."""
    details = policy.part(_DETAILS)
    if not details.values:
        return
    if policy.has("defaultPolicy"):
        for name in (*CUSTOM, *EVENTS):
            if details.has(name):
                yield Violation(f"{_DETAILS}.{name}", "is not for a default policy")
        return
    kind = details["policyType"] if details.has("policyType") else SNAPSHOTS
    for name in NEEDED.get(str(kind), ()):
        if not details.has(name):
            yield Violation(f"{_DETAILS}.{name}", f"is required for {kind}")


def _keeps_none(details: Given) -> bool:
    """Whether the last copy goes before the next one is made."""
    create: float | None = DEFAULT_CREATE_DAYS
    retain: float | None = DEFAULT_RETAIN_DAYS
    if details.has("createInterval"):
        create = details.number("createInterval")
    if details.has("retainInterval"):
        retain = details.number("retainInterval")
    return create is not None and retain is not None and retain <= create


RULES: dict[str, tuple[Rule, ...]] = {
    "aws:dlm/lifecyclePolicy:LifecyclePolicy": (
        Rule("lifecyclePolicy.parts", "PolicyDetails", _parts),
        *within(
            f"{_SCHEDULES}.createRule",
            one_of("lifecyclePolicy.rhythm", ("interval", "cronExpression"), "CreateRule"),
            refuse(
                "lifecyclePolicy.hours",
                "interval",
                f"is one of {', '.join(map(str, HOURS))}",
                "CreateRule, Interval",
                lambda rule: rule.number("interval") not in (None, *HOURS),
            ),
            matching(
                "lifecyclePolicy.time",
                "times",
                r"([01]\d|2[0-3]):[0-5]\d",
                "a time of the form hh:mm",
                "CreateRule, Times",
            ),
        ),
        *within(
            f"{_SCHEDULES}.retainRule",
            one_of("lifecyclePolicy.retained", ("count", "interval"), "RetainRule"),
        ),
        *within(
            _DETAILS,
            between(
                "lifecyclePolicy.createInterval",
                "createInterval",
                *CREATE_DAYS,
                "PolicyDetails, CreateInterval",
            ),
            between(
                "lifecyclePolicy.retainInterval",
                "retainInterval",
                *RETAIN_DAYS,
                "PolicyDetails, RetainInterval",
            ),
            refuse(
                "lifecyclePolicy.overlap",
                "retainInterval",
                "is not longer than createInterval: no copy would be left",
                "PolicyDetails, RetainInterval",
                _keeps_none,
            ),
        ),
    ),
}
