"""How the instances of an Auto Scaling group are replaced: its maintenance policy and its instance refresh."""

import re
from collections.abc import Iterator
from itertools import pairwise

from localaws import schema
from localaws.links.constraints import Violation
from localaws.rules.kinds import Given, Rule, refuse, within
from localaws.rules.mixed_instances import floats

LARGEST_DIFFERENCE = 100
DEFAULT_MINIMUM, DEFAULT_MAXIMUM = 90, 100
"""The healthy percentages that the official provider fills into the preferences of a refresh."""
ALARMS_OF_A_REFRESH = 10
OFFICIAL = "the official provider, aws_autoscaling_group"

_POLICY = "InstanceMaintenancePolicy"
_PREFERENCES = "RefreshPreferences"
_SINGULAR = {
    "initialLifecycleHooks": "initial_lifecycle_hook",
    "tags": "tag",
    "trafficSources": "traffic_source",
    "vpcZoneIdentifiers": "vpc_zone_identifier",
}
"""What the official provider calls in the singular, and so the triggers of a refresh."""


def _percentage(given: Given, name: str, default: float) -> float | None:
    return given.number(name) if given.has(name) else default


def _too_far_apart(given: Given) -> bool:
    low = _percentage(given, "minHealthyPercentage", DEFAULT_MINIMUM)
    high = _percentage(given, "maxHealthyPercentage", DEFAULT_MAXIMUM)
    return low is not None and high is not None and high - low > LARGEST_DIFFERENCE


def _half_cleared(given: Given) -> bool:
    low, high = given.number("minHealthyPercentage"), given.number("maxHealthyPercentage")
    return None not in (low, high) and (low == -1) != (high == -1)


def _not_ascending(given: Given) -> bool:
    numbers = given["checkpointPercentages"]
    return bool(numbers) and any(a >= b for a, b in pairwise(numbers))


def _rolls_back_nowhere(given: Given) -> bool:
    preferences = given.part("instanceRefresh").part("preferences")
    return preferences.flag("autoRollback") and (given.has("launchConfiguration") or floats(given))


def _unknown_triggers(given: Given) -> Iterator[Violation]:
    inputs = schema.resource_type("aws:autoscaling/group:Group").inputs
    known = {_SINGULAR.get(n, re.sub(r"([A-Z])", r"_\1", n).lower()) for n in inputs}
    triggers = given["triggers"] or []
    for index, trigger in enumerate(triggers):
        if trigger not in known:
            yield Violation(
                f"triggers[{index}]",
                f"{trigger!r} is no property in the words of the official provider, like vpc_zone_identifier",
            )


REFRESH: tuple[Rule, ...] = (
    *within(
        "instanceRefresh.preferences",
        refuse(
            "group.refresh.percentages",
            "maxHealthyPercentage",
            f"lies more than {LARGEST_DIFFERENCE} above minHealthyPercentage, which is {DEFAULT_MINIMUM} when left out",
            f"{_PREFERENCES}, MaxHealthyPercentage",
            _too_far_apart,
        ),
        refuse(
            "group.refresh.checkpointDelay",
            "checkpointDelay",
            "is for a refresh with checkpointPercentages",
            f"{_PREFERENCES}, CheckpointDelay",
            lambda given: given.has("checkpointDelay") and not given.has("checkpointPercentages"),
        ),
        refuse(
            "group.refresh.checkpointPercentages",
            "checkpointPercentages",
            "ascend, each once",
            f"{_PREFERENCES}, CheckpointPercentages",
            _not_ascending,
        ),
        refuse(
            "group.refresh.alarms",
            "alarmSpecification.alarms",
            f"are at most {ALARMS_OF_A_REFRESH}",
            "AlarmSpecification, Alarms",
            lambda given: (
                len(given.part("alarmSpecification")["alarms"] or []) > ALARMS_OF_A_REFRESH
            ),
        ),
    ),
    *within("instanceRefresh", Rule("group.refresh.triggers", OFFICIAL, _unknown_triggers)),
    refuse(
        "group.refresh.autoRollback",
        "instanceRefresh.preferences.autoRollback",
        "needs a launch template of a numbered version; $Latest and $Default, which no version means, have no way back",
        f"{_PREFERENCES}, AutoRollback",
        _rolls_back_nowhere,
    ),
)

MAINTENANCE = within(
    "instanceMaintenancePolicy",
    refuse(
        "group.maintenance.max",
        "maxHealthyPercentage",
        "is between 100 and 200, or -1 to clear the policy",
        f"{_POLICY}, MaxHealthyPercentage",
        lambda given: given.number("maxHealthyPercentage") not in (None, -1, *range(100, 201)),
    ),
    refuse(
        "group.maintenance.percentages",
        "maxHealthyPercentage",
        f"lies more than {LARGEST_DIFFERENCE} above minHealthyPercentage",
        f"{_POLICY}, MaxHealthyPercentage",
        _too_far_apart,
    ),
    refuse(
        "group.maintenance.cleared",
        "maxHealthyPercentage",
        "is -1 if and only if minHealthyPercentage is",
        f"{_POLICY}, MaxHealthyPercentage",
        _half_cleared,
    ),
)
