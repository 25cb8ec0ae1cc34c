"""The instances of a group: health, standby, protection, attachment, termination."""

from typing import Any

from moto.autoscaling.exceptions import AutoscalingClientError, ValidationError
from moto.autoscaling.models import AutoScalingBackend

from localaws.extensions.autoscaling import activities, launches, traffic, transitions
from localaws.extensions.autoscaling.group import (
    IN_SERVICE,
    PENDING_WAIT,
    RETAINED,
    STANDBY,
    TERMINATING_WAIT,
    Answer,
    Group,
    Member,
    Request,
    find,
    find_by_instance,
)

_USER_HEALTH = "an instance was taken out of service in response to a user health-check."
_EC2_HEALTH = (
    "an instance was taken out of service in response to an EC2 health check indicating it has "
    "been terminated or stopped."
)
_DIFFERENCE = (
    "an instance was started in response to a difference between desired and actual capacity."
)


def replace_unhealthy(group: Group) -> None:
    """Takes unhealthy instances out: those that a user says are so, and those that EC2 terminated or stopped.

    moto knows only terminated ones. The grace period is not waited for: nothing boots here.
    """
    for member in list(group.members):
        stands = member.state in (IN_SERVICE, PENDING_WAIT)
        failed = stands and member.instance.state != "running"
        if failed and group.runs("HealthCheck"):
            member.healthy = False
        if not member.healthy and stands and _may_replace(group):
            transitions.retire(group, member, _EC2_HEALTH if failed else _USER_HEALTH)
            group.cause = _DIFFERENCE
    for members in (group.members, group.warm):
        for member in list(members):
            apart = member in group.warm or member.state in (STANDBY, RETAINED)
            if apart and member.instance.state == "terminated":
                members.remove(member)


def _may_replace(group: Group) -> bool:
    return all(group.runs(p) for p in ("ReplaceUnhealthy", "HealthCheck", "Terminate"))


def describe_auto_scaling_instances(backend: AutoScalingBackend, request: Request) -> Answer:
    """DescribeAutoScalingInstances: those of warm pools too."""
    ids = request.get("InstanceIds")
    return {
        "AutoScalingInstances": [
            # This operation tells the health in capitals, DescribeAutoScalingGroups does not.
            {
                "AutoScalingGroupName": group.name,
                **told,
                "HealthStatus": told["HealthStatus"].upper(),
            }
            for group in backend.autoscaling_groups.values()
            for member in [*group.members, *group.warm]
            if not ids or member.id in ids
            for told in [member.told()]
        ]
    }


def set_instance_health(backend: AutoScalingBackend, request: Request) -> Answer:
    """SetInstanceHealth."""
    _, member = find_by_instance(backend, request["InstanceId"])
    if request["HealthStatus"] not in ("Healthy", "Unhealthy"):
        raise ValidationError("Valid instance health states are: [Healthy, Unhealthy]")
    member.healthy = request["HealthStatus"] == "Healthy"
    return None


def set_instance_protection(backend: AutoScalingBackend, request: Request) -> Answer:
    """SetInstanceProtection."""
    for member in _named(find(backend, request), request):
        member.protected = request["ProtectedFromScaleIn"]
    return {}


def terminate_instance_in_auto_scaling_group(
    backend: AutoScalingBackend, request: Request
) -> Answer:
    """TerminateInstanceInAutoScalingGroup, of one instance or of several."""
    several = request.get("InstanceIds")
    chosen = [find_by_instance(backend, name) for name in several or [request["InstanceId"]]]
    for _, member in chosen:
        if member.state == TERMINATING_WAIT:
            raise ValidationError(f"Instance {member.id} is being terminated already.")
    if request["ShouldDecrementDesiredCapacity"]:
        _shrink(chosen[0][0], [member for _, member in chosen])
    for group, member in chosen:
        transitions.retire(
            group, member, "instance was taken out of service in response to a user request."
        )
        group.cause = _DIFFERENCE
    done = [member.activity for _, member in chosen]
    return {"Activities": done} if several else {"Activity": done[0]}


def attach_instances(backend: AutoScalingBackend, request: Request) -> Answer:
    """AttachInstances: running instances of nobody, which raise the desired capacity."""
    group = find(backend, request)
    found = [backend.ec2_backend.get_instance(name) for name in request.get("InstanceIds", [])]
    desired = group.desired + len(found)
    if desired > group.settings["MaxSize"]:
        raise ValidationError(
            f"AutoScalingGroup {group.name} has min-size={group.settings['MinSize']}, "
            f"max-size={group.settings['MaxSize']}, and desired-size={group.desired}. To attach "
            f"{len(found)} more instance, please update the AutoScalingGroup sizes appropriately."
        )
    for instance in found:
        if instance.state != "running":
            raise ValidationError(f"Instance {instance.id} is not in correct state.")
        for other in backend.autoscaling_groups.values():
            if any(m.id == instance.id for m in [*other.members, *other.warm]):
                raise ValidationError(
                    f"Instance {instance.id} is already part of AutoScalingGroup: {other.name}."
                )
    group.settings["DesiredCapacity"] = desired
    for instance in found:
        instance.add_tags({launches.GROUP_TAG: group.name})
        member = Member(
            instance,
            spot=instance.lifecycle == "spot",
            protected=group.settings["NewInstancesProtectedFromScaleIn"],
            state=IN_SERVICE,
        )
        group.members.append(member)
        traffic.register(group, member)
        activities.record(group, f"Attaching an existing EC2 instance: {member.id}", member=member)
    return None


def detach_instances(backend: AutoScalingBackend, request: Request) -> Answer:
    """DetachInstances: they run on, alone."""
    group = find(backend, request)
    leaving = _named(group, request)
    if request["ShouldDecrementDesiredCapacity"]:
        _shrink(group, leaving)
    done = []
    for member in leaving:
        traffic.deregister(group, member)
        group.members.remove(member)
        backend.ec2_backend.delete_tags([member.id], {launches.GROUP_TAG: group.name})
        done.append(_by_user(group, f"Detaching EC2 instance: {member.id}", member))
    group.cause = _DIFFERENCE
    return {"Activities": done}


def enter_standby(backend: AutoScalingBackend, request: Request) -> Answer:
    """EnterStandby."""
    group = find(backend, request)
    leaving = _named(group, request)
    for member in leaving:
        if member.state != IN_SERVICE:
            raise ValidationError(f"The instance {member.id} is not in InService state.")
    if request["ShouldDecrementDesiredCapacity"]:
        _shrink(group, leaving)
    for member in leaving:
        traffic.deregister(group, member)
        member.state = STANDBY
    group.cause = _DIFFERENCE
    words = "Moving EC2 instance to Standby"
    return {"Activities": [_by_user(group, f"{words}: {m.id}", m) for m in leaving]}


def exit_standby(backend: AutoScalingBackend, request: Request) -> Answer:
    """ExitStandby: the desired capacity grows by what comes back."""
    group = find(backend, request)
    returning = _named(group, request)
    for member in returning:
        if member.state != STANDBY:
            raise ValidationError(f"The instance {member.id} is not in Standby state.")
    desired = group.desired + sum(member.units for member in returning)
    if desired > group.settings["MaxSize"]:
        raise ValidationError(
            f"AutoScalingGroup {group.name} has max-size={group.settings['MaxSize']}, which a "
            f"desired-size of {desired} would exceed."
        )
    group.settings["DesiredCapacity"] = desired
    for member in returning:
        member.state = IN_SERVICE
        traffic.register(group, member)
    words = "Moving EC2 instance out of Standby"
    return {"Activities": [_by_user(group, f"{words}: {m.id}", m) for m in returning]}


def _named(group: Group, request: Request) -> list[Member]:
    return [group.member(name) for name in request.get("InstanceIds", [])]


def _by_user(group: Group, description: str, member: Member) -> dict[str, Any]:
    cause = f"instance {member.id} was moved in response to a user request."
    return activities.record(group, description, member=member, cause=cause)


def _shrink(group: Group, leaving: list[Member]) -> None:
    desired = group.desired - sum(member.units for member in leaving)
    low = group.settings["MinSize"]
    if desired < low:
        raise AutoscalingClientError(
            "ValidationError",
            f"Currently, desiredSize equals minSize ({low}). Terminating instance without "
            "replacement will violate group's min size constraint. Either set "
            "shouldDecrementDesiredCapacity flag to false or lower group's min size.",
        )
    group.settings["DesiredCapacity"] = desired


OPERATIONS = (
    describe_auto_scaling_instances,
    set_instance_health,
    set_instance_protection,
    terminate_instance_in_auto_scaling_group,
    attach_instances,
    detach_instances,
    enter_standby,
    exit_standby,
)
