"""Scaling policies, and the alarms that AWS makes for target tracking.

moto tells no ARN for a new policy, keeps policies of all groups by name alone, makes no alarms, and fails on a step
policy.
Nothing measures anything here, so alarms neither ring nor scale: ExecutePolicy does.
"""

import itertools
import json
import math
from typing import Any

from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.models import AutoScalingBackend
from moto.cloudwatch.models import cloudwatch_backends
from moto.moto_api._internal import mock_random

from localaws.extensions.autoscaling import tracking_alarms
from localaws.extensions.autoscaling.group import Answer, Group, Request, find

ADJUSTMENTS = ("ChangeInCapacity", "ExactCapacity", "PercentChangeInCapacity")

_REQUIRED: dict[str, tuple[str, ...]] = {
    "SimpleScaling": ("AdjustmentType", "ScalingAdjustment"),
    "StepScaling": ("AdjustmentType", "StepAdjustments"),
    "TargetTrackingScaling": ("TargetTrackingConfiguration",),
    "PredictiveScaling": ("PredictiveScalingConfiguration",),
}
_FORBIDDEN: dict[str, tuple[str, ...]] = {
    "ScalingAdjustment": ("SimpleScaling",),
    "Cooldown": ("SimpleScaling",),
    "StepAdjustments": ("StepScaling",),
    "MetricAggregationType": ("StepScaling",),
    "MinAdjustmentMagnitude": ("SimpleScaling", "StepScaling"),
    "EstimatedInstanceWarmup": ("StepScaling", "TargetTrackingScaling"),
}
"""By property, the policy types that it is valid for."""


def put_scaling_policy(backend: AutoScalingBackend, request: Request) -> Answer:
    """PutScalingPolicy: a policy of the same name is replaced, and keeps its ARN."""
    group, name = find(backend, request), request["PolicyName"]
    kind = request.get("PolicyType", "SimpleScaling")
    _check(kind, request)
    old = group.policies.get(name)
    if old is not None:
        tracking_alarms.delete(group, old["PolicyARN"])
    region, account = group.region, group.account_id
    arn = (
        f"arn:{group.arn.split(':')[1]}:autoscaling:{region}:{account}:scalingPolicy:"
        f"{mock_random.uuid4()}:autoScalingGroupName/{group.name}:policyName/{name}"
    )
    policy = {
        "Enabled": True,
        **request,
        "PolicyType": kind,
        "PolicyARN": old["PolicyARN"] if old else arn,
    }
    if kind == "StepScaling":
        policy.setdefault("MetricAggregationType", "Average")
    group.policies[name] = policy
    if kind == "TargetTrackingScaling":
        tracking_alarms.create(group, policy)
    return {"PolicyARN": policy["PolicyARN"], "Alarms": _alarms(group, policy)}


def _check(kind: str, request: Request) -> None:
    if kind not in _REQUIRED:
        raise ValidationError(f"Unknown policy type {kind}.")
    for name in _REQUIRED[kind]:
        if request.get(name) in (None, [], {}):
            raise ValidationError(f"You must specify {name} for policy type {kind}.")
    for name, kinds in _FORBIDDEN.items():
        if name in request and kind not in kinds:
            raise ValidationError(f"{name} is not supported for policy type {kind}.")
    if request.get("AdjustmentType", ADJUSTMENTS[0]) not in ADJUSTMENTS:
        raise ValidationError(f"AdjustmentType must be one of {', '.join(ADJUSTMENTS)}.")
    _check_steps(request.get("StepAdjustments", []))
    if kind == "TargetTrackingScaling":
        tracking_alarms.check(request["TargetTrackingConfiguration"])


def _check_steps(steps: list[Request]) -> None:
    ranges = sorted(_range(step) for step in steps)
    for low, high in ranges:
        if low >= high or (low, high) == (-math.inf, math.inf):
            raise ValidationError("A step adjustment must have bounds, the lower below the upper.")
    if any(first[1] != second[0] for first, second in itertools.pairwise(ranges)):
        raise ValidationError("The ranges of step adjustments must neither overlap nor have a gap.")
    if ranges and (-math.inf < ranges[0][0] < 0 or 0 < ranges[-1][1] < math.inf):
        raise ValidationError(
            "Step adjustments below or above the threshold must have one without that outer bound."
        )


def _range(step: Request) -> tuple[float, float]:
    low, high = step.get("MetricIntervalLowerBound"), step.get("MetricIntervalUpperBound")
    return (-math.inf if low is None else low, math.inf if high is None else high)


def describe_policies(backend: AutoScalingBackend, request: Request) -> Answer:
    """DescribePolicies."""
    groups = list(backend.autoscaling_groups.values())
    if request.get("AutoScalingGroupName"):
        groups = [find(backend, request)]
    names, kinds = request.get("PolicyNames"), request.get("PolicyTypes")
    return {
        "ScalingPolicies": [
            {**policy, "Alarms": _alarms(group, policy)}
            for group in groups
            for name, policy in group.policies.items()
            if (not names or name in names or policy["PolicyARN"] in names)
            and (not kinds or policy["PolicyType"] in kinds)
        ]
    }


def delete_policy(backend: AutoScalingBackend, request: Request) -> Answer:
    """DeletePolicy: with the alarms that were made for it."""
    group, name = _named(backend, request)
    remove(group, name)
    return None


def remove(group: Group, name: str) -> None:
    """Deletes a policy and what AWS made for it."""
    tracking_alarms.delete(group, group.policies.pop(name)["PolicyARN"])


def execute_policy(backend: AutoScalingBackend, request: Request) -> Answer:
    """ExecutePolicy, of a simple or a step policy: within the bounds of the group."""
    group, name = _named(backend, request)
    policy = group.policies[name]
    if policy["PolicyType"] not in ("SimpleScaling", "StepScaling"):
        raise ValidationError(f"A policy of type {policy['PolicyType']} cannot be executed.")
    stepped = policy["PolicyType"] == "StepScaling"
    if stepped != ("MetricValue" in request and "BreachThreshold" in request):
        raise ValidationError(
            "MetricValue and BreachThreshold are required for StepScaling, and supported for no other."
        )
    adjustment = _step(policy, request) if stepped else policy["ScalingAdjustment"]
    before, bounds = group.desired, group.settings
    wanted = _adjusted(policy, before, adjustment)
    group.settings["DesiredCapacity"] = min(max(wanted, bounds["MinSize"]), bounds["MaxSize"])
    group.cause = (
        f"a user request executed policy {name} changing the desired capacity from {before} "
        f"to {group.desired}."
    )
    return None


def _step(policy: Request, request: Request) -> int:
    difference = request["MetricValue"] - request["BreachThreshold"]
    for step in policy["StepAdjustments"]:
        low, high = _range(step)
        above = low <= difference < high
        if above if difference >= 0 else low < difference <= high:
            return int(step["ScalingAdjustment"])
    raise ValidationError("There is no step adjustment for this metric value.")


def _adjusted(policy: Request, desired: int, adjustment: int) -> int:
    kind: str = policy["AdjustmentType"]
    if kind == "ExactCapacity":
        return adjustment
    if kind == "ChangeInCapacity":
        return desired + adjustment
    if adjustment == 0:
        return desired
    # Towards zero, but not to it. Source: User Guide, "Step and simple scaling policies", scaling adjustment types.
    change = math.trunc(desired * adjustment / 100)
    least: int = max(1, policy.get("MinAdjustmentMagnitude", 1))
    return desired + (max(change, least) if adjustment > 0 else min(change, -least))


def _named(backend: AutoScalingBackend, request: Request) -> tuple[Group, str]:
    wanted = request["PolicyName"]
    groups = list(backend.autoscaling_groups.values())
    if request.get("AutoScalingGroupName"):
        groups = [find(backend, request)]
    elif not wanted.startswith("arn:"):
        raise ValidationError("AutoScalingGroupName is required with the name of a policy.")
    for group in groups:
        for name, policy in group.policies.items():
            if wanted in (name, policy["PolicyARN"]):
                return group, name
    raise ValidationError(f"PolicyName not found - {json.dumps(wanted)}")


def _alarms(group: Group, policy: dict[str, Any]) -> list[dict[str, str]]:
    alarms = cloudwatch_backends[group.account_id][group.region].alarms.values()
    return [
        {"AlarmName": alarm.name, "AlarmARN": alarm.alarm_arn}
        for alarm in alarms
        if policy["PolicyARN"] in alarm.alarm_actions
    ]


OPERATIONS = (put_scaling_policy, describe_policies, delete_policy, execute_policy)
