"""The switches of a group: suspended processes, collected metrics, tags."""

from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.models import AutoScalingBackend

from localaws.extensions.autoscaling import clock
from localaws.extensions.autoscaling.group import Answer, Request, find

PROCESSES = (
    "Launch",
    "Terminate",
    "AddToLoadBalancer",
    "AlarmNotification",
    "AZRebalance",
    "HealthCheck",
    "InstanceRefresh",
    "ReplaceUnhealthy",
    "ScheduledActions",
)
METRICS = (
    *(f"Group{kind}Size" for kind in ("Min", "Max")),
    "GroupDesiredCapacity",
    *(
        f"Group{state}{unit}"
        for unit in ("Instances", "Capacity")
        for state in ("InService", "Pending", "Standby", "Terminating", "Total")
    ),
    *(f"WarmPool{k}Capacity" for k in ("Desired", "Warmed", "Pending", "Terminating", "Total")),
    "GroupAndWarmPoolDesiredCapacity",
    "GroupAndWarmPoolTotalCapacity",
)


def suspend_processes(backend: AutoScalingBackend, request: Request) -> Answer:
    """SuspendProcesses."""
    group = find(backend, request)
    for name in _processes(request):
        group.suspended.setdefault(name, f"User suspended at {clock.now():%Y-%m-%dT%H:%M:%SZ}")
    return None


def resume_processes(backend: AutoScalingBackend, request: Request) -> Answer:
    """ResumeProcesses."""
    group = find(backend, request)
    for name in _processes(request):
        group.suspended.pop(name, None)
    return None


def _processes(request: Request) -> list[str]:
    names = request.get("ScalingProcesses") or list(PROCESSES)
    unknown = [name for name in names if name not in PROCESSES]
    if unknown:
        raise ValidationError(f"Invalid scaling process types: {', '.join(unknown)}")
    return names


def enable_metrics_collection(backend: AutoScalingBackend, request: Request) -> Answer:
    """EnableMetricsCollection."""
    group = find(backend, request)
    wanted = request.get("Metrics") or METRICS
    if request.get("Granularity") != "1Minute" or not set(wanted) <= set(METRICS):
        raise ValidationError(
            "Only the group metrics of AWS, with the granularity 1Minute, are valid."
        )
    group.metrics = [name for name in METRICS if name in wanted or name in group.metrics]
    return None


def disable_metrics_collection(backend: AutoScalingBackend, request: Request) -> Answer:
    """DisableMetricsCollection."""
    group = find(backend, request)
    unwanted = request.get("Metrics") or METRICS
    group.metrics = [name for name in group.metrics if name not in unwanted]
    return None


def create_or_update_tags(backend: AutoScalingBackend, request: Request) -> Answer:
    """CreateOrUpdateTags: moto fails on an unknown group."""
    for tag in request["Tags"]:
        find(backend, {"AutoScalingGroupName": tag.get("ResourceId")})
    backend.create_or_update_tags(request["Tags"])
    return None


def delete_tags(backend: AutoScalingBackend, request: Request) -> Answer:
    """DeleteTags: moto fails on an unknown group."""
    for tag in request["Tags"]:
        find(backend, {"AutoScalingGroupName": tag.get("ResourceId")})
    backend.delete_tags(request["Tags"])
    return None


OPERATIONS = (
    suspend_processes,
    resume_processes,
    enable_metrics_collection,
    disable_metrics_collection,
    create_or_update_tags,
    delete_tags,
)
