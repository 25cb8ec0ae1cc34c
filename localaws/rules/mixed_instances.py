"""The mixed instances policy of an Auto Scaling group: what it may launch, and in which proportions."""

from localaws.rules.kinds import Given, Rule, between, matching, one_of, refuse, within
from localaws.values import UNKNOWN

INSTANCE_TYPES = 40
REQUIREMENT_SETS = 4
LAUNCH_TEMPLATES = 20
LARGEST_WEIGHT = 999
LARGEST_POOL_COUNT = 20
LOWEST_SPOT_PRICE = 0.001
LOWEST_PRICE = "lowest-price"
BY_PRIORITY = "capacity-optimized-prioritized"
ON_DEMAND_STRATEGIES = (LOWEST_PRICE, "prioritized")
SPOT_STRATEGIES = (LOWEST_PRICE, "capacity-optimized", BY_PRIORITY, "price-capacity-optimized")
FLOATING = ("$Latest", "$Default")

_POLICY = "mixedInstancesPolicy"
_TEMPLATE = f"{_POLICY}.launchTemplate"
_OVERRIDES = f"{_TEMPLATE}.overrides[]"
_DISTRIBUTION = f"{_POLICY}.instancesDistribution"
_SPECIFICATION = ("launchTemplateId", "launchTemplateName")


def has_requirements(policy: Given) -> bool:
    """Whether an override chooses instance types by requirements, or may: an unknown list may."""
    template = policy.part("launchTemplate")
    unknown = UNKNOWN in (policy.values.get("launchTemplate"), template.values.get("overrides"))
    return unknown or any(o.has("instanceRequirements") for o in template.items("overrides"))


def floats(group: Given) -> bool:
    """Whether a launch template of a group is used in a version that has no number of its own."""
    template = group.part("mixedInstancesPolicy").part("launchTemplate")
    holders = [(group, "launchTemplate"), (template, "launchTemplateSpecification")]
    holders += [
        (override, "launchTemplateSpecification") for override in template.items("overrides")
    ]
    used = [
        holder.part(name) for holder, name in holders if isinstance(holder.values.get(name), dict)
    ]
    return any(not one.has("version") or one["version"] in FLOATING for one in used)


def _templates(template: Given) -> int:
    """How many launch templates a policy uses."""
    holders = [template, *template.items("overrides")]
    used = [holder.part("launchTemplateSpecification") for holder in holders]
    return len({one.text(name) for one in used for name in _SPECIFICATION if one.text(name)})


def _half_weighted(template: Given) -> bool:
    weighted = [override.has("weightedCapacity") for override in template.items("overrides")]
    return any(weighted) and not all(weighted)


def _needs_types(name: str, path: str, strategy: str) -> Rule:
    """A strategy that goes by the order of instance types, which requirements do not have."""
    return refuse(
        f"group.{name}",
        f"instancesDistribution.{path}",
        f"{strategy} is not for groups with instanceRequirements",
        f"InstancesDistribution, {path[0].upper()}{path[1:]}",
        lambda policy: (
            policy.part("instancesDistribution")[path] == strategy
            and any(
                override.has("instanceRequirements")
                for override in policy.part("launchTemplate").items("overrides")
            )
        ),
    )


def _wrong_pools(distribution: Given) -> bool:
    pools = distribution.number("spotInstancePools")
    strategy = (
        distribution["spotAllocationStrategy"]
        if distribution.has("spotAllocationStrategy")
        else LOWEST_PRICE
    )
    return bool(pools) and strategy not in (None, LOWEST_PRICE)


def _wrong_price(distribution: Given) -> bool:
    price = distribution.number("spotMaxPrice")
    return bool(distribution.text("spotMaxPrice")) and (price is None or price < LOWEST_SPOT_PRICE)


_OF_DISTRIBUTION = within(
    _DISTRIBUTION,
    matching(
        "group.onDemandAllocationStrategy",
        "onDemandAllocationStrategy",
        "|".join(ON_DEMAND_STRATEGIES),
        f"is one of {', '.join(ON_DEMAND_STRATEGIES)}",
        "InstancesDistribution, OnDemandAllocationStrategy",
    ),
    matching(
        "group.spotAllocationStrategy",
        "spotAllocationStrategy",
        "|".join(SPOT_STRATEGIES),
        f"is one of {', '.join(SPOT_STRATEGIES)}",
        "InstancesDistribution, SpotAllocationStrategy",
    ),
    between(
        "group.onDemandPercentageAboveBaseCapacity",
        "onDemandPercentageAboveBaseCapacity",
        0,
        100,
        "InstancesDistribution, OnDemandPercentageAboveBaseCapacity",
    ),
    between(
        "group.spotInstancePools",
        "spotInstancePools",
        0,  # which the official provider takes for none
        LARGEST_POOL_COUNT,
        "InstancesDistribution, SpotInstancePools",
    ),
    refuse(
        "group.spotPoolsByPrice",
        "spotInstancePools",
        f"is for the strategy {LOWEST_PRICE}",
        "InstancesDistribution, SpotInstancePools",
        _wrong_pools,
    ),
    refuse(
        "group.spotMaxPrice",
        "spotMaxPrice",
        f"is a price of at least {LOWEST_SPOT_PRICE}, or empty",
        "InstancesDistribution, SpotMaxPrice",
        _wrong_price,
    ),
)

MIXED_INSTANCES: tuple[Rule, ...] = (
    *_OF_DISTRIBUTION,
    *within(
        _POLICY,
        _needs_types("prioritized", "onDemandAllocationStrategy", "prioritized"),
        _needs_types("spotPrioritized", "spotAllocationStrategy", BY_PRIORITY),
    ),
    *within(
        _TEMPLATE,
        refuse(
            "group.overrides",
            "overrides",
            f"name at most {INSTANCE_TYPES} instance types",
            "LaunchTemplateOverrides, InstanceType",
            lambda template: len(template.items("overrides")) > INSTANCE_TYPES,
        ),
        refuse(
            "group.requirementSets",
            "overrides",
            f"hold at most {REQUIREMENT_SETS} sets of requirements",
            "LaunchTemplateOverrides, InstanceRequirements",
            lambda template: (
                sum(
                    override.has("instanceRequirements") for override in template.items("overrides")
                )
                > REQUIREMENT_SETS
            ),
        ),
        refuse(
            "group.launchTemplates",
            "overrides",
            f"use at most {LAUNCH_TEMPLATES} launch templates, with the policy's own",
            "LaunchTemplateOverrides, LaunchTemplateSpecification",
            lambda template: _templates(template) > LAUNCH_TEMPLATES,
        ),
        refuse(
            "group.weights",
            "overrides",
            "have a weightedCapacity all of them, or none",
            "LaunchTemplateOverrides, WeightedCapacity",
            _half_weighted,
        ),
    ),
    *within(
        f"{_TEMPLATE}.launchTemplateSpecification",
        one_of("group.policyTemplate", _SPECIFICATION, "LaunchTemplateSpecification"),
    ),
    *within(
        _OVERRIDES,
        one_of(
            "group.override",
            ("instanceType", "instanceRequirements"),
            "LaunchTemplateOverrides, InstanceRequirements",
            least=0,
        ),
        matching(
            "group.weightedCapacity",
            "weightedCapacity",
            r"[1-9]\d{0,2}",
            f"a whole number from 1 to {LARGEST_WEIGHT}",
            "LaunchTemplateOverrides, WeightedCapacity",
        ),
    ),
    *within(
        f"{_OVERRIDES}.launchTemplateSpecification",
        one_of("group.overrideTemplate", _SPECIFICATION, "LaunchTemplateSpecification"),
    ),
    *within(
        f"{_OVERRIDES}.instanceRequirements",
        one_of(
            "group.listedTypes",
            ("allowedInstanceTypes", "excludedInstanceTypes"),
            "InstanceRequirements, AllowedInstanceTypes",
            least=0,
        ),
        one_of(
            "group.spotPriceProtection",
            (
                "spotMaxPricePercentageOverLowestPrice",
                "maxSpotPriceAsPercentageOfOptimalOnDemandPrice",
            ),
            "InstanceRequirements, SpotMaxPricePercentageOverLowestPrice",
            least=0,
        ),
    ),
)
