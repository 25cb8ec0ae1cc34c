"""The mixed instances policy of a group: kept in full, with AWS's defaults, and what AWS refuses of it.

Sources: the API model's InstancesDistribution, LaunchTemplateOverrides and InstanceRequirements.
"""

import copy
from typing import Any

from moto.autoscaling.exceptions import ValidationError

from localaws.extensions.autoscaling import instance_types, templates
from localaws.extensions.autoscaling.group import Request

MAX_OVERRIDES = 40
MAX_REQUIREMENTS = 4
MAX_WEIGHT = 999
MAX_POOLS = 20
DEFAULT_POOLS = 2
PERCENTAGES = range(101)

_ON_DEMAND_STRATEGIES = ("lowest-price", "prioritized")
_SPOT_STRATEGIES = (
    "capacity-optimized",
    "capacity-optimized-prioritized",
    "lowest-price",
    "price-capacity-optimized",
)


def whole(ec2: Any, given: Request, before: Request | None) -> dict[str, Any]:
    """A policy as AWS tells it back.

    Args:
        ec2: moto's EC2 backend.
        given: the policy of the request.
        before: the group's policy so far; what is not given stays.

    Raises:
        ValidationError: AWS refuses it.
    """
    before = before or {}
    launch = {**before.get("LaunchTemplate", {}), **copy.deepcopy(given.get("LaunchTemplate", {}))}
    specification = launch.get("LaunchTemplateSpecification")
    if not specification:
        raise ValidationError(
            "The mixed instances policy must contain a LaunchTemplateSpecification."
        )
    new = given.get("LaunchTemplate", {})
    if "LaunchTemplateSpecification" in new:
        launch["LaunchTemplateSpecification"] = templates.told(ec2, specification)
    if "Overrides" in new:
        for override in launch["Overrides"]:
            if "LaunchTemplateSpecification" in override:
                named = override["LaunchTemplateSpecification"]
                override["LaunchTemplateSpecification"] = templates.told(ec2, named)
    launch.setdefault("Overrides", [])
    _check_overrides(launch["Overrides"])
    by_requirements = any("InstanceRequirements" in o for o in launch["Overrides"])
    distribution = _distribution(
        {**before.get("InstancesDistribution", {}), **given.get("InstancesDistribution", {})},
        by_requirements=by_requirements,
    )
    if "SpotInstancePools" in given.get("InstancesDistribution", {}):
        _check_pools(given["InstancesDistribution"]["SpotInstancePools"], distribution)
    _check_templates(ec2, launch)
    return {"LaunchTemplate": launch, "InstancesDistribution": distribution}


def _distribution(given: dict[str, Any], *, by_requirements: bool) -> dict[str, Any]:
    told = {
        "OnDemandAllocationStrategy": "lowest-price" if by_requirements else "prioritized",
        "OnDemandBaseCapacity": 0,
        "OnDemandPercentageAboveBaseCapacity": 100,
        "SpotAllocationStrategy": "lowest-price",
        **given,
    }
    if told["SpotAllocationStrategy"] == "lowest-price":
        told.setdefault("SpotInstancePools", DEFAULT_POOLS)
    elif "SpotInstancePools" in told:
        del told["SpotInstancePools"]
    if told.get("SpotMaxPrice") == "":
        del told["SpotMaxPrice"]
    _check_distribution(told, by_requirements=by_requirements)
    return told


def _check_distribution(told: dict[str, Any], *, by_requirements: bool) -> None:
    on_demand, spot = told["OnDemandAllocationStrategy"], told["SpotAllocationStrategy"]
    problems = {
        f"The on-demand allocation strategy {on_demand} is not valid.": on_demand
        not in _ON_DEMAND_STRATEGIES,
        f"The spot allocation strategy {spot} is not valid.": spot not in _SPOT_STRATEGIES,
        "prioritized is not a valid on-demand allocation strategy with InstanceRequirements.": (
            by_requirements and on_demand == "prioritized"
        ),
        "capacity-optimized-prioritized is not a valid spot allocation strategy with "
        "InstanceRequirements.": by_requirements and spot == "capacity-optimized-prioritized",
        "OnDemandPercentageAboveBaseCapacity must be from 0 to 100.": (
            told["OnDemandPercentageAboveBaseCapacity"] not in PERCENTAGES
        ),
        "OnDemandBaseCapacity must not be negative.": told["OnDemandBaseCapacity"] < 0,
    }
    _raise_first(problems)


def _check_pools(pools: int, told: dict[str, Any]) -> None:
    _raise_first(
        {
            "SpotInstancePools option is only available with the lowest-price allocation strategy.": (
                told["SpotAllocationStrategy"] != "lowest-price"
            ),
            f"SpotInstancePools must be from 1 to {MAX_POOLS}.": not 1 <= pools <= MAX_POOLS,
        }
    )


def _check_overrides(overrides: list[dict[str, Any]]) -> None:
    weights = [o.get("WeightedCapacity") for o in overrides]
    types = [o["InstanceType"] for o in overrides if "InstanceType" in o]
    requirements = [o for o in overrides if "InstanceRequirements" in o]
    _raise_first(
        {
            f"Number of overrides must be at most {MAX_OVERRIDES}.": len(overrides) > MAX_OVERRIDES,
            f"At most {MAX_REQUIREMENTS} sets of InstanceRequirements are allowed.": (
                len(requirements) > MAX_REQUIREMENTS
            ),
            "InstanceType and InstanceRequirements cannot be specified together.": bool(
                types and requirements
            ),
            "WeightedCapacity must be specified for all instance types or for none.": (
                None in weights and any(weights)
            ),
            f"WeightedCapacity must be a whole number from 1 to {MAX_WEIGHT}.": not all(
                w is None or (w.isdecimal() and 1 <= int(w) <= MAX_WEIGHT) for w in weights
            ),
        }
    )


def _check_templates(ec2: Any, launch: dict[str, Any]) -> None:
    common = launch["LaunchTemplateSpecification"]
    for override in launch["Overrides"] or [{}]:
        specification = override.get("LaunchTemplateSpecification", common)
        typed = "InstanceType" in override or "InstanceRequirements" in override
        templates.check_launchable(ec2, specification, typed=typed, image=override.get("ImageId"))
        if "InstanceMarketOptions" in templates.version_of(ec2, specification).data:
            raise ValidationError(
                "Incompatible launch template: a mixed instances policy cannot be used with a "
                "launch template that requests Spot Instances."
            )
        if "InstanceRequirements" in override:
            instance_types.check(ec2, override, specification)


def _raise_first(problems: dict[str, bool]) -> None:
    for message, found in problems.items():
        if found:
            raise ValidationError(message)
