"""Instance refreshes, which moto lacks.

A refresh replaces one instance after the other and is at its end at once: nothing warms up here. What its preferences
tell it to wait for is really waited for, by the clock, and looked at when Auto Scaling is next asked for anything: the
delay of a checkpoint, the bake time, a lifecycle hook, an instance in standby or protected from scale-in (an hour, then
it fails). A rollback waits for nothing.
Sources: the API model's StartInstanceRefresh, RefreshPreferences and InstanceRefresh.
"""

from datetime import timedelta
from typing import Any

from moto.autoscaling.exceptions import AutoscalingClientError, ValidationError
from moto.autoscaling.models import AutoScalingBackend
from moto.moto_api._internal import mock_random

from localaws.extensions.autoscaling import (
    capacity,
    clock,
    refresh_progress,
    refresh_requests,
    settings,
    transitions,
    warm_pool,
)
from localaws.extensions.autoscaling.group import STANDBY, Answer, Group, Member, Request, find

ACTIVE = ("Pending", "InProgress", "Baking", "RollbackInProgress")
PATIENCE = 3600
"""Seconds that a refresh waits for protected instances, for those in standby and for launches that fail."""


def advance(group: Group) -> None:
    """Goes on with the refresh that is under way, if any, as far as it can."""
    refresh = _active(group)
    if refresh is None:
        return
    alarm = refresh_requests.ringing(group, refresh["Preferences"])
    if alarm:
        _fail(group, refresh, f"The alarm {alarm} is in the ALARM state.")
        return
    if clock.now() < refresh["_until"]:
        return
    if refresh["Status"] == "Baking":
        _succeed(group, refresh)
        return
    while refresh["Status"] == "InProgress" and _step(group, refresh):
        pass


def _active(group: Group) -> dict[str, Any] | None:
    return next((r for r in group.refreshes[:1] if r["Status"] in ACTIVE), None)


def _step(group: Group, refresh: dict[str, Any]) -> bool:
    """Replaces one instance, or ends the refresh; False when it has to wait."""
    if group.launch_failed:
        return _wait_for_launch(group, refresh)
    refresh.pop("_failing_since", None)
    if any(member.waits for member in group.members):
        return False
    if not all(group.runs(process) for process in ("Launch", "Terminate", "InstanceRefresh")):
        return False
    left = [m for m in group.members if m.id in refresh["_old"]]
    ready = [m for m in left if _may_replace(refresh, m)]
    if left and not ready:
        return _wait_for_instances(group, refresh)
    if not left:
        bake = refresh["Preferences"].get("BakeTime", 0)
        if bake:
            refresh.update(Status="Baking", _until=clock.now() + timedelta(seconds=bake))
        else:
            _succeed(group, refresh)
        return False
    which = refresh["InstanceRefreshId"]
    group.cause = f"an instance was taken out of service in response to instance refresh {which}."
    transitions.retire(group, ready[0], group.cause)
    refresh["_old"].remove(ready[0].id)
    capacity.reach(group)
    refresh_progress.count(refresh)
    return not refresh_progress.checkpoint(refresh)


def _may_replace(refresh: dict[str, Any], member: Member) -> bool:
    preferences = refresh["Preferences"]
    if member.state == STANDBY:
        return bool(preferences.get("StandbyInstances") == "Terminate")
    return not member.protected or preferences.get("ScaleInProtectedInstances") == "Refresh"


def _wait_for_instances(group: Group, refresh: dict[str, Any]) -> bool:
    now = clock.now()
    since = refresh.setdefault("_waiting_since", now)
    if now >= since + timedelta(seconds=PATIENCE):
        _fail(group, refresh, "Instances stayed in standby or protected from scale in.")
    else:
        refresh["StatusReason"] = "Waiting for instances in standby or protected from scale in."
    return False


def _wait_for_launch(group: Group, refresh: dict[str, Any]) -> bool:
    now = clock.now()
    if now >= refresh.setdefault("_failing_since", now) + timedelta(seconds=PATIENCE):
        # The group's own configuration may launch.
        group.launch_failed = False
        _fail(group, refresh, "Replacement instances could not be launched.")
        capacity.reach(group)
    return False


def _succeed(group: Group, refresh: dict[str, Any]) -> None:
    if refresh.get("DesiredConfiguration"):
        for other in settings.CONFIGURATIONS:
            group.settings.pop(other, None)
        group.settings |= refresh["DesiredConfiguration"]
    if not refresh.get("_partial"):
        refresh["PercentageComplete"] = 100
    refresh.update(Status="Successful", EndTime=clock.now())
    refresh.pop("StatusReason", None)


def _fail(group: Group, refresh: dict[str, Any], reason: str) -> None:
    if refresh["Preferences"].get("AutoRollback"):
        _roll_back(group, refresh, reason)
    else:
        refresh.update(Status="Failed", EndTime=clock.now(), StatusReason=reason)


def _roll_back(group: Group, refresh: dict[str, Any], reason: str) -> None:
    """Replaces what the refresh has launched, from the configuration that the group has kept meanwhile."""
    refresh["RollbackDetails"] = {
        "RollbackReason": reason,
        "RollbackStartTime": clock.now(),
        "PercentageCompleteOnRollback": refresh["PercentageComplete"],
        "InstancesToUpdateOnRollback": refresh["InstancesToUpdate"],
    }
    refresh["Status"] = "RollbackInProgress"
    other = [m for m in group.warm if not refresh_requests.matches(group, m, group.settings)]
    warm_pool.renew(group, other)
    for member in [m for m in group.members if m.id not in refresh["_before"]]:
        transitions.retire(group, member, "an instance refresh is rolled back.")
        group.cause = "an instance refresh is rolled back."
        capacity.reach(group)
    refresh.update(
        Status="RollbackSuccessful", EndTime=clock.now(), StatusReason=reason, PercentageComplete=0
    )


def start_instance_refresh(backend: AutoScalingBackend, request: Request) -> Answer:
    """StartInstanceRefresh."""
    group = find(backend, request)
    if _active(group):
        raise AutoscalingClientError(
            "InstanceRefreshInProgress",
            "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.",
        )
    if request.get("Strategy", "Rolling") != "Rolling":
        raise ValidationError("The local AWS knows the strategy Rolling only.")
    desired = refresh_requests.desired(group, request.get("DesiredConfiguration"))
    preferences = refresh_requests.preferences(group, request.get("Preferences", {}))
    if preferences.get("AutoRollback"):
        refresh_requests.check_reversible(group, desired)
    old = [
        m.id
        for m in group.members
        if refresh_requests.needs_replacing(group, m, desired, preferences)
    ]
    refresh: dict[str, Any] = {
        "InstanceRefreshId": str(mock_random.uuid4()),
        "AutoScalingGroupName": group.name,
        "Strategy": "Rolling",
        "Status": "InProgress",
        "StartTime": clock.now(),
        "PercentageComplete": 0,
        "InstancesToUpdate": len(old),
        "Preferences": preferences,
        "DesiredConfiguration": desired,
        "_old": old,
        "_total": len(old),
        "_before": [member.id for member in group.members],
        "_checkpoints": list(preferences.get("CheckpointPercentages", [])),
        "_until": clock.now(),
    }
    group.refreshes.insert(0, refresh)
    group.cause = "an instance refresh was started."
    aim = desired or group.settings
    skipped = [m for m in group.warm if refresh_requests.matches(group, m, aim)]
    keep = skipped if preferences["SkipMatching"] else []
    warm_pool.renew(group, [member for member in group.warm if member not in keep])
    return {"InstanceRefreshId": refresh["InstanceRefreshId"]}


def describe_instance_refreshes(backend: AutoScalingBackend, request: Request) -> Answer:
    """DescribeInstanceRefreshes: the newest first."""
    group = find(backend, request)
    ids = request.get("InstanceRefreshIds")
    return {
        "InstanceRefreshes": [
            {k: v for k, v in refresh.items() if not k.startswith("_") and v is not None}
            for refresh in group.refreshes
            if not ids or refresh["InstanceRefreshId"] in ids
        ]
    }


def cancel_instance_refresh(backend: AutoScalingBackend, request: Request) -> Answer:
    """CancelInstanceRefresh: what was replaced stays so."""
    refresh = _required(find(backend, request))
    refresh.update(
        Status="Cancelled", EndTime=clock.now(), StatusReason="Cancelled due to user request."
    )
    return {"InstanceRefreshId": refresh["InstanceRefreshId"]}


def rollback_instance_refresh(backend: AutoScalingBackend, request: Request) -> Answer:
    """RollbackInstanceRefresh."""
    group = find(backend, request)
    refresh = _required(group)
    try:
        refresh_requests.check_reversible(group, refresh["DesiredConfiguration"])
    except ValidationError as error:
        raise AutoscalingClientError("IrreversibleInstanceRefresh", error.message) from error
    _roll_back(group, refresh, "Rolled back due to user request.")
    return {"InstanceRefreshId": refresh["InstanceRefreshId"]}


def _required(group: Group) -> dict[str, Any]:
    refresh = _active(group)
    if refresh is None:
        raise AutoscalingClientError(
            "ActiveInstanceRefreshNotFound",
            f"No in progress or pending Instance Refresh found for Auto Scaling group {group.name}",
        )
    return refresh


OPERATIONS = (
    start_instance_refresh,
    describe_instance_refreshes,
    cancel_instance_refresh,
    rollback_instance_refresh,
)
