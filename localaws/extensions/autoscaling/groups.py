"""Creation, change, description and deletion of groups."""

from typing import Any

from moto.autoscaling.exceptions import AutoscalingClientError, ValidationError
from moto.autoscaling.models import AutoScalingBackend, FakeLaunchConfiguration

from localaws.extensions.autoscaling import (
    activities,
    launches,
    lifecycle,
    policies,
    settings,
    traffic,
    warm_pool,
)
from localaws.extensions.autoscaling.group import Answer, Group, Request, find
from localaws.extensions.autoscaling.transitions import gone

DEFAULT_PAGE, MAX_PAGE = 50, 100


def create_auto_scaling_group(backend: AutoScalingBackend, request: Request) -> Answer:
    """CreateAutoScalingGroup."""
    name = request["AutoScalingGroupName"]
    if name in backend.autoscaling_groups:
        raise AutoscalingClientError(
            "AlreadyExists",
            f"AutoScalingGroup by this name already exists - A group with the name {name} already exists",
        )
    group = Group(backend, name)
    group.settings = settings.created(backend, request)
    if request.get("InstanceId"):
        instance = backend.ec2_backend.get_instance(request["InstanceId"])
        made = FakeLaunchConfiguration.create_from_instance(name, instance, backend)
        made.security_groups = [security_group.id for security_group in instance.security_groups]
        group.settings["LaunchConfigurationName"] = name
    partition = group.arn.split(":")[1]
    group.settings.setdefault(
        "ServiceLinkedRoleARN",
        f"arn:{partition}:iam::{group.account_id}:role/aws-service-role/"
        "autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
    )
    group.tags = request.get("Tags", [])
    sources = traffic.asked(backend, request)
    for hook in request.get("LifecycleHookSpecificationList", []):
        lifecycle.put(group, hook)
    traffic.attach(group, sources)
    group.cause = (
        "a user request created an AutoScalingGroup changing the desired capacity from 0 to "
        f"{group.desired}."
    )
    backend.autoscaling_groups[name] = group
    return None


def update_auto_scaling_group(backend: AutoScalingBackend, request: Request) -> Answer:
    """UpdateAutoScalingGroup: what is not given stays."""
    group = find(backend, request)
    before = group.desired
    changed = settings.updated(backend, group.settings, request)
    if group.warm_pool is not None:
        warm_pool.check_on_demand(group, changed)
    group.settings = changed
    if "MixedInstancesPolicy" in request:
        _reweigh(group)
    group.cause = (
        "a user request update of AutoScalingGroup constraints to min: "
        f"{group.settings['MinSize']}, max: {group.settings['MaxSize']}, desired: {group.desired} "
        f"changing the desired capacity from {before} to {group.desired}."
    )
    return None


def _reweigh(group: Group) -> None:
    """Running instances count by the new weights; a type that is listed no more keeps its last one."""
    weights = {
        choice.instance_type: choice.weight for choice in launches.choices(group, group.settings)
    }
    for member in group.members:
        kind = member.instance.instance_type
        if kind in weights:
            member.weight = weights[kind]
            member.units = launches.units_of(group, kind, member.weight)


def set_desired_capacity(backend: AutoScalingBackend, request: Request) -> Answer:
    """SetDesiredCapacity."""
    group, new = find(backend, request), request["DesiredCapacity"]
    for bound, word, outside in (
        (group.settings["MaxSize"], "above max", new > group.settings["MaxSize"]),
        (group.settings["MinSize"], "below min", new < group.settings["MinSize"]),
    ):
        if outside:
            raise ValidationError(
                f"New SetDesiredCapacity value {new} is {word} value {bound} for the AutoScalingGroup."
            )
    group.cause = (
        "a user request explicitly set group desired capacity changing the desired capacity "
        f"from {group.desired} to {new}."
    )
    group.settings["DesiredCapacity"] = new
    return None


def delete_auto_scaling_group(backend: AutoScalingBackend, request: Request) -> Answer:
    """DeleteAutoScalingGroup: with instances or a warm pool only if forced, and then with them."""
    group, force = find(backend, request), request.get("ForceDelete", False)
    protection = group.settings["DeletionProtection"]
    if protection == "prevent-all-deletion" or (force and protection == "prevent-force-deletion"):
        raise ValidationError(
            f"The Auto Scaling group {group.name} cannot be deleted because its deletion protection "
            f"is set to {protection}."
        )
    if not force and (group.members or group.warm_pool is not None):
        raise AutoscalingClientError(
            "ResourceInUse",
            "You cannot delete an AutoScalingGroup while there are instances or pending Spot "
            "instance request(s) still in the group."
            if group.members
            else "You cannot delete an AutoScalingGroup while it has a warm pool.",
        )
    group.cause = "a user request force-deleted AutoScalingGroup."
    warm_pool.empty(group)
    for member in list(group.members):
        traffic.deregister(group, member)
        description = f"Terminating EC2 instance: {member.id}"
        member.activity = activities.record(group, description, member=member)
        gone(group, member)
    for name in list(group.policies):
        policies.remove(group, name)
    for activity in activities.log(backend):
        if activity["AutoScalingGroupARN"] == group.arn:
            activity["AutoScalingGroupState"] = "Deleted"
    del backend.autoscaling_groups[group.name]
    return None


def delete_launch_configuration(backend: AutoScalingBackend, request: Request) -> Answer:
    """DeleteLaunchConfiguration: of one that no group uses."""
    name = request["LaunchConfigurationName"]
    for group in backend.autoscaling_groups.values():
        if group.settings.get("LaunchConfigurationName") == name:
            raise AutoscalingClientError(
                "ResourceInUse",
                f"Cannot delete launch configuration {name} because it is attached to "
                f"AutoScalingGroup {group.name}",
            )
    backend.delete_launch_configuration(name)
    return None


def describe_auto_scaling_groups(backend: AutoScalingBackend, request: Request) -> Answer:
    """DescribeAutoScalingGroups."""
    names, filters = request.get("AutoScalingGroupNames"), request.get("Filters", [])
    found = [
        group
        for group in backend.autoscaling_groups.values()
        if (not names or group.name in names) and all(_passes(group, f) for f in filters)
    ]
    start = int(request.get("NextToken") or 0)
    end = start + min(request.get("MaxRecords", DEFAULT_PAGE), MAX_PAGE)
    told = [_told(group) for group in found[start:end]]
    if not request.get("IncludeInstances", True):
        for one in told:
            del one["Instances"]
    return {
        "AutoScalingGroups": told,
        "NextToken": str(end) if end < len(found) else None,
    }


def _passes(group: Group, condition: dict[str, Any]) -> bool:
    name, values = condition["Name"], condition["Values"]
    if name.startswith("tag:"):
        return any(t["Key"] == name[4:] and t["Value"] in values for t in group.tags)
    member = {"tag-key": "Key", "tag-value": "Value"}.get(name)
    if member is None:
        raise ValidationError(f"Filter type {name} is not correct.")
    return any(tag[member] in values for tag in group.tags)


def _told(group: Group) -> dict[str, Any]:
    told = {
        "AutoScalingGroupName": group.name,
        "AutoScalingGroupARN": group.arn,
        "CreatedTime": group.created,
        **group.settings,
        "LoadBalancerNames": traffic.names(group, traffic.CLASSIC),
        "TargetGroupARNs": traffic.names(group, traffic.TARGET_GROUP),
        "TrafficSources": group.sources,
        "Instances": [member.told() for member in group.members],
        "SuspendedProcesses": [
            {"ProcessName": name, "SuspensionReason": reason}
            for name, reason in group.suspended.items()
        ],
        "EnabledMetrics": [{"Metric": name, "Granularity": "1Minute"} for name in group.metrics],
        "Tags": group.tags,
    }
    if group.warm_pool is not None:
        told |= {"WarmPoolConfiguration": group.warm_pool, "WarmPoolSize": len(group.warm)}
    return told


OPERATIONS = (
    create_auto_scaling_group,
    update_auto_scaling_group,
    set_desired_capacity,
    delete_auto_scaling_group,
    delete_launch_configuration,
    describe_auto_scaling_groups,
)
