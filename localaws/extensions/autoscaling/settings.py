"""The settings of a group: all of them kept and told back, and what AWS refuses.

moto drops most of them, changes few, and fills in a grace period of 300 seconds where AWS has 0.
Sources: the API model's CreateAutoScalingGroup, UpdateAutoScalingGroup and InstanceMaintenancePolicy.
"""

import copy
import re
from typing import Any

from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.models import AutoScalingBackend

from localaws.extensions.autoscaling import mixed_policy, templates, zones
from localaws.extensions.autoscaling.group import Request

DEFAULTS: dict[str, Any] = {
    "DefaultCooldown": 300,
    "HealthCheckType": "EC2",
    "HealthCheckGracePeriod": 0,
    "TerminationPolicies": ["Default"],
    "NewInstancesProtectedFromScaleIn": False,
    "DeletionProtection": "none",
    "AvailabilityZoneDistribution": {"CapacityDistributionStrategy": "balanced-best-effort"},
    "AvailabilityZoneImpairmentPolicy": {
        "ZonalShiftEnabled": False,
        "ImpairedZoneHealthCheckBehavior": "IgnoreUnhealthy",
    },
    "CapacityReservationSpecification": {"CapacityReservationPreference": "default"},
}
"""What AWS tells of a group that was not asked for it."""

_KEPT = (
    *DEFAULTS,
    "MinSize",
    "MaxSize",
    "DesiredCapacity",
    "PlacementGroup",
    "CapacityRebalance",
    "ServiceLinkedRoleARN",
    "MaxInstanceLifetime",
    "Context",
    "DesiredCapacityType",
    "DefaultInstanceWarmup",
    "InstanceMaintenancePolicy",
    "InstanceLifecyclePolicy",
    "Operator",
)

_CLEARED: dict[str, Any] = {
    "DefaultInstanceWarmup": -1,
    "MaxInstanceLifetime": 0,
    "PlacementGroup": "",
    "InstanceMaintenancePolicy": {"MinHealthyPercentage": -1, "MaxHealthyPercentage": -1},
}
"""The values that remove a setting."""

CONFIGURATIONS = ("LaunchTemplate", "LaunchConfigurationName", "MixedInstancesPolicy")

_HEALTH_CHECKS = {"EC2", "EBS", "ELB", "VPC_LATTICE"}
_CAPACITY_TYPES = ("units", "vcpu", "memory-mib")
_TERMINATION_POLICY = re.compile(
    r"Default|AllocationStrategy|ClosestToNextInstanceHour|NewestInstance|OldestInstance|"
    r"OldestLaunchConfiguration|OldestLaunchTemplate|arn:aws[\w-]*:lambda:.+"
)
_DAY = 86_400
_MIN_HEALTHY, _MAX_HEALTHY, _HEALTHY_SPREAD = range(101), range(100, 201), 100


def created(backend: AutoScalingBackend, request: Request) -> dict[str, Any]:
    """The settings of a new group.

    Raises:
        ValidationError: AWS refuses them.
    """
    given = [name for name in (*CONFIGURATIONS, "InstanceId") if request.get(name)]
    if len(given) != 1:
        raise ValidationError(
            "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, "
            "InstanceId or MixedInstancesPolicy parameter."
        )
    return _with(backend, copy.deepcopy(DEFAULTS), request)


def updated(
    backend: AutoScalingBackend, before: dict[str, Any], request: Request
) -> dict[str, Any]:
    """The settings of a group after an update: what is not given stays.

    Raises:
        ValidationError: AWS refuses them.
    """
    if sum(name in request for name in CONFIGURATIONS) > 1:
        raise ValidationError(
            "Valid requests must contain either LaunchTemplate, LaunchConfigurationName "
            "or MixedInstancesPolicy parameter."
        )
    return _with(backend, copy.deepcopy(before), request)


def _with(
    backend: AutoScalingBackend, settings: dict[str, Any], request: Request
) -> dict[str, Any]:
    for name in _KEPT:
        if name in request:
            settings[name] = copy.deepcopy(request[name])
            if settings[name] == _CLEARED.get(name, settings):
                del settings[name]
    settings["TerminationPolicies"] = settings["TerminationPolicies"] or ["Default"]
    _set_sizes(settings, request)
    zones.place(backend.ec2_backend, settings, request)
    _check(settings)
    configure(backend, settings, request)
    _check_capacity_type(settings)
    return settings


def configure(backend: AutoScalingBackend, settings: dict[str, Any], request: Request) -> None:
    """Puts the launch template, launch configuration or mixed policy of a request in place of what was there.

    Raises:
        ValidationError: AWS refuses it.
    """
    if request.get("LaunchTemplate"):
        new: Any = templates.told(backend.ec2_backend, request["LaunchTemplate"])
        templates.check_launchable(backend.ec2_backend, new, typed=False)
        name = "LaunchTemplate"
    elif request.get("MixedInstancesPolicy"):
        before = settings.get("MixedInstancesPolicy")
        new = mixed_policy.whole(backend.ec2_backend, request["MixedInstancesPolicy"], before)
        name = "MixedInstancesPolicy"
    elif request.get("LaunchConfigurationName"):
        new, name = request["LaunchConfigurationName"], "LaunchConfigurationName"
        if new not in backend.launch_configurations:
            raise ValidationError(f"Launch configuration name not found - null: {new}")
    else:
        return
    for other in CONFIGURATIONS:
        settings.pop(other, None)
    settings[name] = new


def _set_sizes(settings: dict[str, Any], request: Request) -> None:
    low, high = settings["MinSize"], settings["MaxSize"]
    if low < 0 or high < low:
        raise ValidationError(
            f"Max bound, {high}, must be greater than or equal to min bound, {low}"
        )
    desired = settings.get("DesiredCapacity", low)
    if "DesiredCapacity" not in request:
        desired = min(max(desired, low), high)
    if not low <= desired <= high:
        raise ValidationError(
            f"Desired capacity:{desired} must be between the specified min size:{low} "
            f"and max size:{high}"
        )
    settings["DesiredCapacity"] = desired


def _check(settings: dict[str, Any]) -> None:
    checks = settings["HealthCheckType"].split(",")
    if not set(checks) <= _HEALTH_CHECKS:
        raise ValidationError(
            f"Unsupported health check type {settings['HealthCheckType']}: the valid values are "
            "EC2, EBS, ELB and VPC_LATTICE."
        )
    for policy in settings["TerminationPolicies"]:
        if not _TERMINATION_POLICY.fullmatch(policy):
            raise ValidationError(f"Unknown termination policy {policy}.")
    if 0 < settings.get("MaxInstanceLifetime", _DAY) < _DAY:
        raise ValidationError(f"MaxInstanceLifetime must be 0 or at least {_DAY} seconds.")
    check_percentages(settings.get("InstanceMaintenancePolicy", {}), both=True)


def check_percentages(given: dict[str, Any], *, both: bool) -> None:
    """Refuses healthy percentages that AWS refuses, of a maintenance policy or of an instance refresh.

    Args:
        given: MinHealthyPercentage and MaxHealthyPercentage, or neither.
        both: whether one of them cannot stand alone; otherwise only the maximum cannot.

    Raises:
        ValidationError: they are out of their ranges, or too far apart.
    """
    low, high = given.get("MinHealthyPercentage"), given.get("MaxHealthyPercentage")
    if (low is None and high is not None) or (both and given and None in (low, high)):
        raise ValidationError(
            "MinHealthyPercentage and MaxHealthyPercentage must both be specified."
        )
    if low is not None and low not in _MIN_HEALTHY:
        raise ValidationError("MinHealthyPercentage must be from 0 to 100.")
    if high is not None and high not in _MAX_HEALTHY:
        raise ValidationError("MaxHealthyPercentage must be from 100 to 200.")
    if low is not None and high is not None and high - low > _HEALTHY_SPREAD:
        raise ValidationError(
            "The difference between MinHealthyPercentage and MaxHealthyPercentage cannot be "
            "greater than 100."
        )


def _check_capacity_type(settings: dict[str, Any]) -> None:
    kind = settings.get("DesiredCapacityType", "units")
    if kind not in _CAPACITY_TYPES:
        raise ValidationError(f"DesiredCapacityType must be one of {', '.join(_CAPACITY_TYPES)}.")
    overrides = (
        settings.get("MixedInstancesPolicy", {}).get("LaunchTemplate", {}).get("Overrides", [])
    )
    if kind != "units" and not any("InstanceRequirements" in o for o in overrides):
        raise ValidationError(
            "DesiredCapacityType is supported for attribute-based instance type selection only."
        )
