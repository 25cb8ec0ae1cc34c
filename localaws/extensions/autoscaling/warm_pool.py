"""The warm pool of a group, which stays empty in moto.

Source: the API model's PutWarmPool. Its instances are launched on demand, of the first choice; spot is launched past
it.
"""

from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.models import AutoScalingBackend

from localaws.extensions.autoscaling import activities, launches, templates, traffic, transitions
from localaws.extensions.autoscaling.group import WARM_WAIT, Answer, Group, Member, Request, find


def size(group: Group) -> int:
    """How many units the pool is to hold."""
    pool = group.warm_pool
    if pool is None:
        return 0
    most = pool.get("MaxGroupPreparedCapacity", group.settings["MaxSize"])
    return max(int(pool["MinSize"]), int(most) - group.desired)


def fill(group: Group) -> None:
    """Launches or terminates until the pool has its size."""
    while group.runs("Launch") and not group.launch_failed and _held(group) < size(group):
        launches.launch_one(group, warm=True)
    while group.runs("Terminate") and group.warm:
        last = group.warm[-1]
        if _held(group) - last.units < size(group):
            return
        _terminate(group, last)


def take(group: Group) -> Member | None:
    """Starts the first prepared instance, which comes into the group; None when none is ready."""
    for member in group.warm:
        if member.state != WARM_WAIT:
            group.warm.remove(member)
            group.members.append(member)
            if member.instance.state != "running":
                member.instance.start()
            transitions.arrive(group, member)
            return member
    return None


def reuses(group: Group, member: Member) -> bool:
    """Whether an instance that scales in goes back to the pool, and the pool has a place for it."""
    policy = (group.warm_pool or {}).get("InstanceReusePolicy", {})
    # A spot instance of one request cannot be stopped.
    return bool(policy.get("ReuseOnScaleIn")) and not member.spot and _held(group) < size(group)


def check_on_demand(group: Group, configuration: Request) -> None:
    """Refuses a pool beside a template or launch configuration that itself asks for spot instances.

    Raises:
        ValidationError: as AWS does.
    """
    if "LaunchConfigurationName" in configuration:
        name = configuration["LaunchConfigurationName"]
        if name not in group.backend.launch_configurations:
            raise ValidationError(f"Launch configuration name not found - {name}")
        spot = bool(group.backend.launch_configurations[name].spot_price)
    else:
        spot = any(
            "InstanceMarketOptions" in templates.version_of(group.backend.ec2_backend, named).data
            for named in launches.specifications(configuration)
        )
    if spot:
        raise ValidationError(
            "You cannot have a warm pool in an Auto Scaling group whose launch template or launch "
            "configuration requests Spot Instances."
        )


def take_back(group: Group, member: Member) -> None:
    """Puts an instance of the group into the pool."""
    traffic.deregister(group, member)
    group.members.remove(member)
    group.warm.append(member)
    transitions.settle_in_warm_pool(group, member)
    activities.record(group, f"Moving EC2 instance into warm pool: {member.id}", member=member)


def empty(group: Group) -> None:
    """Removes the pool with its instances."""
    group.warm_pool = None
    renew(group, list(group.warm))


def renew(group: Group, members: list[Member]) -> None:
    """Terminates instances of the pool, which is filled again from what the group is launched from by then."""
    for member in members:
        _terminate(group, member)


def _held(group: Group) -> int:
    return sum(member.units for member in group.warm)


def _terminate(group: Group, member: Member) -> None:
    description = f"Terminating EC2 instance from warm pool: {member.id}"
    member.activity = activities.record(group, description, member=member)
    transitions.gone(group, member)


def put_warm_pool(backend: AutoScalingBackend, request: Request) -> Answer:
    """PutWarmPool: what is not given stays; -1 as MaxGroupPreparedCapacity removes it."""
    group = find(backend, request)
    pool = {"MinSize": 0, "PoolState": "Stopped", **(group.warm_pool or {})}
    for name in ("MaxGroupPreparedCapacity", "MinSize", "PoolState", "InstanceReusePolicy"):
        if name in request:
            pool[name] = request[name]
    if pool.get("MaxGroupPreparedCapacity") == -1:
        del pool["MaxGroupPreparedCapacity"]
    if pool.get("MaxGroupPreparedCapacity", pool["MinSize"]) < pool["MinSize"]:
        raise ValidationError("MaxGroupPreparedCapacity must be at least MinSize.")
    check_on_demand(group, group.settings)
    group.warm_pool = pool
    group.cause = "a user request put a warm pool."
    for member in group.warm:
        if member.state != WARM_WAIT:
            transitions.settle_in_warm_pool(group, member)
    return {}


def describe_warm_pool(backend: AutoScalingBackend, request: Request) -> Answer:
    """DescribeWarmPool."""
    group = find(backend, request)
    return {
        "WarmPoolConfiguration": group.warm_pool,
        "Instances": [member.told() for member in group.warm],
    }


def delete_warm_pool(backend: AutoScalingBackend, request: Request) -> Answer:
    """DeleteWarmPool: its instances are gone at once, forced or not."""
    group = find(backend, request)
    if group.warm_pool is None:
        raise ValidationError(f"No warm pool found for Auto Scaling group {group.name}.")
    group.cause = "a user request deleted the warm pool."
    empty(group)
    return {}


OPERATIONS = (put_warm_pool, describe_warm_pool, delete_warm_pool)
