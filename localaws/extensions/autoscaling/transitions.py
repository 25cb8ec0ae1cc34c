"""How an instance comes into service and leaves it, and the lifecycle hooks that it waits for meanwhile.

Source: Amazon EC2 Auto Scaling User Guide, "Amazon EC2 Auto Scaling instance lifecycle".
"""

from datetime import timedelta
from typing import Any

from moto.moto_api._internal import mock_random

from localaws.extensions.autoscaling import activities, clock, notifications, traffic
from localaws.extensions.autoscaling.group import (
    IN_SERVICE,
    PENDING_WAIT,
    RETAINED,
    TERMINATING_WAIT,
    WARM_WAIT,
    Group,
    Member,
    Wait,
)

LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING"
TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING"
CONTINUE, ABANDON = "CONTINUE", "ABANDON"
GLOBAL_TIMEOUT = 172_800
"""Seconds; or a hundred times the heartbeat timeout, whichever is smaller."""


def global_timeout(hook: dict[str, Any]) -> int:
    """How long an instance may wait for a hook, in seconds, however often its heartbeat is recorded."""
    return min(GLOBAL_TIMEOUT, 100 * int(hook["HeartbeatTimeout"]))


def arrive(group: Group, member: Member) -> None:
    """A launched instance, of the group or of its warm pool: waits for the launching hooks, or is ready at once."""
    warm = member in group.warm
    place = " into warm pool" if warm else " from warm pool" if member.state != "Pending" else ""
    description = f"Launching a new EC2 instance{place}: {member.id}"
    member.activity = activities.record(group, description, member=member)
    if _wait(group, member, LAUNCHING):
        member.state = WARM_WAIT if warm else PENDING_WAIT
    else:
        ready(group, member)


def ready(group: Group, member: Member) -> None:
    """Nothing is left to wait for after the launch."""
    _end(member)
    if member in group.warm:
        settle_in_warm_pool(group, member)
    else:
        member.state = IN_SERVICE
        traffic.register(group, member)
    notifications.notify(group, notifications.LAUNCH, member.activity, member)


def settle_in_warm_pool(group: Group, member: Member) -> None:
    """Puts an instance into the state that the warm pool wants."""
    state = (group.warm_pool or {}).get("PoolState", "Stopped")
    member.state = f"Warmed:{state}"
    if state != "Running":
        member.instance.stop()
    elif member.instance.state != "running":
        member.instance.start()


def retire(group: Group, member: Member, cause: str) -> None:
    """Takes an instance out of service; it waits for the terminating hooks, unless it runs no more."""
    traffic.deregister(group, member)
    if member.waits:
        member.waits.clear()
        member.activity.update(
            StatusCode="Cancelled",
            StatusMessage="The instance was terminated.",
            EndTime=clock.now(),
        )
    description = f"Terminating EC2 instance: {member.id}"
    member.activity = activities.record(group, description, member=member, cause=cause)
    if member.instance.state == "running" and _wait(group, member, TERMINATING):
        member.state = TERMINATING_WAIT
    else:
        gone(group, member)


def gone(group: Group, member: Member) -> None:
    """Terminates an instance, which leaves the group or its warm pool."""
    _end(member)
    if member.instance.state != "terminated":
        # Auto Scaling is not held back by the termination protection that TerminateInstances asks for.
        member.instance.terminate()
    for members in (group.members, group.warm):
        if member in members:
            members.remove(member)
    notifications.notify(group, notifications.TERMINATE, member.activity, member)


def complete(group: Group, member: Member, wait: Wait, result: str) -> None:
    """The result of a lifecycle action: the last CONTINUE lets the instance go on, an ABANDON ends it."""
    member.waits.remove(wait)
    launching = member.state in (PENDING_WAIT, WARM_WAIT)
    if result == ABANDON:
        member.waits.clear()
        triggers = group.settings.get("InstanceLifecyclePolicy", {}).get("RetentionTriggers", {})
        if not launching and triggers.get("TerminateHookAbandon") == "retain":
            member.state = RETAINED
            return
        if launching:
            member.activity.update(
                StatusCode="Cancelled", StatusMessage="The lifecycle action was abandoned."
            )
        gone(group, member)
    elif not member.waits:
        if launching:
            ready(group, member)
        else:
            gone(group, member)


def _wait(group: Group, member: Member, transition: str) -> bool:
    now = clock.now()
    for name, hook in group.hooks.items():
        if hook["LifecycleTransition"] == transition:
            timeout = timedelta(seconds=hook["HeartbeatTimeout"])
            member.waits.append(Wait(name, str(mock_random.uuid4()), now, now + timeout))
            _tell_target(group, member, member.waits[-1], hook)
    if member.waits:
        member.activity.update(StatusCode="MidLifecycleAction", Progress=60, EndTime=None)
    return bool(member.waits)


def _tell_target(group: Group, member: Member, wait: Wait, hook: dict[str, Any]) -> None:
    if not hook.get("NotificationTargetARN"):
        return
    message = {
        "Service": "AWS Auto Scaling",
        "Time": f"{wait.began:%Y-%m-%dT%H:%M:%S.000Z}",
        "RequestId": member.activity["ActivityId"],
        "AccountId": group.account_id,
        "AutoScalingGroupName": group.name,
        "LifecycleHookName": wait.hook,
        "LifecycleActionToken": wait.token,
        "EC2InstanceId": member.id,
        "LifecycleTransition": hook["LifecycleTransition"],
        "NotificationMetadata": hook.get("NotificationMetadata"),
    }
    subject = f'Auto Scaling: lifecycle action for group "{group.name}"'
    notifications.send(hook["NotificationTargetARN"], message, subject)


def _end(member: Member) -> None:
    if member.activity.get("StatusCode") == "MidLifecycleAction":
        member.activity.update(StatusCode="Successful", Progress=100, EndTime=clock.now())
