"""Lifecycle hooks: an instance really waits, which it never does in moto.

It waits until the action is completed or the heartbeat timeout has passed. Nothing runs by itself: a timeout is noticed
when Auto Scaling is next asked for anything.
"""

from datetime import timedelta
from typing import Any

from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.models import AutoScalingBackend

from localaws.extensions.autoscaling import clock, notifications
from localaws.extensions.autoscaling.group import Answer, Group, Member, Request, Wait, find
from localaws.extensions.autoscaling.transitions import (
    ABANDON,
    CONTINUE,
    LAUNCHING,
    TERMINATING,
    complete,
    global_timeout,
)

DEFAULT_TIMEOUT = 3600
TIMEOUTS = range(30, 7201)
MAX_HOOKS = 50

_SETTINGS = (
    "LifecycleTransition",
    "RoleARN",
    "NotificationTargetARN",
    "NotificationMetadata",
    "HeartbeatTimeout",
    "DefaultResult",
)


def expire(group: Group) -> None:
    """Applies the default result of every hook whose time has passed."""
    for member in [*group.members, *group.warm]:
        for wait in list(member.waits):
            hook = group.hooks[wait.hook]
            end = min(wait.deadline, wait.began + timedelta(seconds=global_timeout(hook)))
            if wait in member.waits and clock.now() >= end:
                complete(group, member, wait, hook["DefaultResult"])


def put(group: Group, given: Request) -> None:
    """Adds or changes a hook; what is not given stays.

    Raises:
        ValidationError: AWS refuses it.
    """
    name = given["LifecycleHookName"]
    hook: dict[str, Any] = {
        "HeartbeatTimeout": DEFAULT_TIMEOUT,
        "DefaultResult": ABANDON,
        **group.hooks.get(name, {}),
        **{member: given[member] for member in _SETTINGS if member in given},
    }
    if hook.get("LifecycleTransition") not in (LAUNCHING, TERMINATING):
        raise ValidationError(
            f"LifecycleTransition must be {LAUNCHING} or {TERMINATING}, and is required for a new hook."
        )
    if hook["HeartbeatTimeout"] not in TIMEOUTS:
        raise ValidationError("HeartbeatTimeout must be from 30 to 7200 seconds.")
    if hook["DefaultResult"] not in (CONTINUE, ABANDON):
        raise ValidationError(f"DefaultResult must be {CONTINUE} or {ABANDON}.")
    if name not in group.hooks and len(group.hooks) == MAX_HOOKS:
        raise ValidationError(f"A group can have at most {MAX_HOOKS} lifecycle hooks.")
    if given.get("NotificationTargetARN"):
        notifications.send_test(group, given["NotificationTargetARN"])
    group.hooks[name] = {member: value for member, value in hook.items() if value != ""}


def put_lifecycle_hook(backend: AutoScalingBackend, request: Request) -> Answer:
    """PutLifecycleHook."""
    put(find(backend, request), request)
    return {}


def describe_lifecycle_hooks(backend: AutoScalingBackend, request: Request) -> Answer:
    """DescribeLifecycleHooks."""
    group = find(backend, request)
    wanted = request.get("LifecycleHookNames")
    return {
        "LifecycleHooks": [
            {
                "LifecycleHookName": name,
                "AutoScalingGroupName": group.name,
                "GlobalTimeout": global_timeout(hook),
                **hook,
            }
            for name, hook in group.hooks.items()
            if not wanted or name in wanted
        ]
    }


def delete_lifecycle_hook(backend: AutoScalingBackend, request: Request) -> Answer:
    """DeleteLifecycleHook: outstanding launches are abandoned, outstanding terminations go on."""
    group, name = find(backend, request), request["LifecycleHookName"]
    if name not in group.hooks:
        raise ValidationError(f"No Lifecycle Hook found: {name}")
    hook = group.hooks[name]
    result = ABANDON if hook["LifecycleTransition"] == LAUNCHING else CONTINUE
    for member in [*group.members, *group.warm]:
        for wait in [w for w in member.waits if w.hook == name]:
            complete(group, member, wait, result)
    del group.hooks[name]
    return {}


def complete_lifecycle_action(backend: AutoScalingBackend, request: Request) -> Answer:
    """CompleteLifecycleAction."""
    group = find(backend, request)
    if request["LifecycleActionResult"] not in (CONTINUE, ABANDON):
        raise ValidationError(f"LifecycleActionResult must be {CONTINUE} or {ABANDON}.")
    member, wait = _outstanding(group, request)
    complete(group, member, wait, request["LifecycleActionResult"])
    return {}


def record_lifecycle_action_heartbeat(backend: AutoScalingBackend, request: Request) -> Answer:
    """RecordLifecycleActionHeartbeat."""
    group = find(backend, request)
    _, wait = _outstanding(group, request)
    timeout = group.hooks[wait.hook]["HeartbeatTimeout"]
    wait.deadline = clock.now() + timedelta(seconds=timeout)
    return {}


def _outstanding(group: Group, request: Request) -> tuple[Member, Wait]:
    token, instance = request.get("LifecycleActionToken"), request.get("InstanceId")
    for member in [*group.members, *group.warm]:
        for wait in member.waits:
            named = wait.token == token if token else member.id == instance
            if named and wait.hook == request["LifecycleHookName"]:
                return member, wait
    which = f"token {token}" if token else f"instance ID {instance}"
    raise ValidationError(f"No active Lifecycle Action found with {which}")


OPERATIONS = (
    put_lifecycle_hook,
    describe_lifecycle_hooks,
    delete_lifecycle_hook,
    complete_lifecycle_action,
    record_lifecycle_action_heartbeat,
)
