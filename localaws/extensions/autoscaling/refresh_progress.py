"""How far an instance refresh is, and where it rests."""

from datetime import timedelta
from typing import Any

from localaws.extensions.autoscaling import clock

CHECKPOINT_DELAY = 3600
"""Seconds, where the preferences say none."""


def checkpoint(refresh: dict[str, Any]) -> bool:
    """Whether a checkpoint is reached, after which the refresh waits."""
    percentages = refresh["_checkpoints"]
    if not percentages or refresh["PercentageComplete"] < percentages[0]:
        return False
    while percentages and refresh["PercentageComplete"] >= percentages[0]:
        percentages.pop(0)
    if not refresh["_old"]:
        return False
    if not percentages:
        # Source: the API model's CheckpointPercentages: only a last one of 100 replaces all instances.
        refresh["_old"].clear()
        refresh["_partial"] = True
        return False
    delay = refresh["Preferences"].get("CheckpointDelay", CHECKPOINT_DELAY)
    refresh["_until"] = clock.now() + timedelta(seconds=delay)
    refresh["StatusReason"] = f"Waiting for {delay} seconds at a checkpoint."
    return True


def count(refresh: dict[str, Any]) -> None:
    """Tells how many instances are left, and how much is done."""
    left, total = len(refresh["_old"]), refresh["_total"]
    refresh["InstancesToUpdate"] = left
    refresh["PercentageComplete"] = 100 * (total - left) // total if total else 100
