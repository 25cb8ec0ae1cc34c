"""Cases for mixed instances policies of Auto Scaling groups."""

from tests.localaws.rules.cases import UNKNOWN, Case

GROUP = "aws:autoscaling/group:Group"
POLICY = "mixedInstancesPolicy"
DISTRIBUTION = f"{POLICY}.instancesDistribution"
TEMPLATE = f"{POLICY}.launchTemplate"
OVERRIDES = f"{TEMPLATE}.overrides"


def distributed(**more: object) -> dict:
    return {POLICY: {"instancesDistribution": more}}


def overridden(*overrides: object, **more: object) -> dict:
    return {POLICY: {"launchTemplate": {"overrides": list(overrides)}, **more}}


def required(**more: object) -> dict:
    return overridden({"instanceRequirements": more})


def templates(number: int) -> dict:
    """A policy with its own template and as many others."""
    overrides = [
        {"launchTemplateSpecification": {"launchTemplateId": f"lt-{n}"}} for n in range(number)
    ]
    own = {"launchTemplateName": "own"}
    template = {"launchTemplateSpecification": own, "overrides": [*overrides, *overrides]}
    return {POLICY: {"launchTemplate": template}}


REQUIRING = {"instanceRequirements": {"vcpuCount": {"min": 1}}}
TYPED = {"instanceType": "t3.nano"}

CASES = [
    Case(
        GROUP,
        "group.onDemandAllocationStrategy",
        fine=(
            distributed(onDemandAllocationStrategy="lowest-price"),
            distributed(onDemandAllocationStrategy=UNKNOWN),
            {POLICY: UNKNOWN},
        ),
        broken=(
            (
                distributed(onDemandAllocationStrategy="diversified"),
                f"{DISTRIBUTION}.onDemandAllocationStrategy",
            ),
        ),
    ),
    Case(
        GROUP,
        "group.spotAllocationStrategy",
        fine=(
            distributed(spotAllocationStrategy="price-capacity-optimized"),
            distributed(spotAllocationStrategy="capacity-optimized-prioritized"),
        ),
        broken=(
            (distributed(spotAllocationStrategy="prioritized"), f"{DISTRIBUTION}.spotAllocationStrategy"),
        ),
    ),
    Case(
        GROUP,
        "group.onDemandPercentageAboveBaseCapacity",
        fine=(
            distributed(onDemandPercentageAboveBaseCapacity=0),
            distributed(onDemandPercentageAboveBaseCapacity="100"),
        ),
        broken=(
            (
                distributed(onDemandPercentageAboveBaseCapacity=-1),
                f"{DISTRIBUTION}.onDemandPercentageAboveBaseCapacity",
            ),
            (
                distributed(onDemandPercentageAboveBaseCapacity=101),
                f"{DISTRIBUTION}.onDemandPercentageAboveBaseCapacity",
            ),
        ),
    ),
    Case(
        GROUP,
        "group.spotInstancePools",
        fine=(distributed(spotInstancePools=0), distributed(spotInstancePools=20)),
        broken=(
            (distributed(spotInstancePools=21), f"{DISTRIBUTION}.spotInstancePools"),
            (distributed(spotInstancePools=-1), f"{DISTRIBUTION}.spotInstancePools"),
        ),
    ),
    Case(
        GROUP,
        "group.spotPoolsByPrice",
        fine=(
            distributed(spotInstancePools=2),
            distributed(spotInstancePools=2, spotAllocationStrategy="lowest-price"),
            distributed(spotInstancePools=2, spotAllocationStrategy=UNKNOWN),
            distributed(spotInstancePools=0, spotAllocationStrategy="capacity-optimized"),
            distributed(spotAllocationStrategy="capacity-optimized"),
        ),
        broken=(
            (
                distributed(spotInstancePools=1, spotAllocationStrategy="capacity-optimized"),
                f"{DISTRIBUTION}.spotInstancePools",
            ),
        ),
    ),
    Case(
        GROUP,
        "group.spotMaxPrice",
        fine=(
            distributed(spotMaxPrice="0.001"),
            distributed(spotMaxPrice=""),
            distributed(spotMaxPrice=UNKNOWN),
        ),
        broken=(
            (distributed(spotMaxPrice="0.0009"), f"{DISTRIBUTION}.spotMaxPrice"),
            (distributed(spotMaxPrice="cheap"), f"{DISTRIBUTION}.spotMaxPrice"),
        ),
    ),
    Case(
        GROUP,
        "group.prioritized",
        fine=(
            overridden(TYPED, instancesDistribution={"onDemandAllocationStrategy": "prioritized"}),
            overridden(REQUIRING, instancesDistribution={"onDemandAllocationStrategy": "lowest-price"}),
            overridden(REQUIRING, instancesDistribution={"onDemandAllocationStrategy": UNKNOWN}),
        ),
        broken=(
            (
                overridden(REQUIRING, instancesDistribution={"onDemandAllocationStrategy": "prioritized"}),
                f"{DISTRIBUTION}.onDemandAllocationStrategy",
            ),
        ),
    ),
    Case(
        GROUP,
        "group.spotPrioritized",
        fine=(
            overridden(
                TYPED,
                instancesDistribution={"spotAllocationStrategy": "capacity-optimized-prioritized"},
            ),
            overridden(REQUIRING, instancesDistribution={"spotAllocationStrategy": "capacity-optimized"}),
        ),
        broken=(
            (
                overridden(
                    REQUIRING,
                    instancesDistribution={"spotAllocationStrategy": "capacity-optimized-prioritized"},
                ),
                f"{DISTRIBUTION}.spotAllocationStrategy",
            ),
        ),
    ),
    Case(
        GROUP,
        "group.overrides",
        fine=(overridden(*[TYPED] * 40), overridden(), {POLICY: {"launchTemplate": {"overrides": UNKNOWN}}}),
        broken=((overridden(*[TYPED] * 41), OVERRIDES),),
    ),
    Case(
        GROUP,
        "group.requirementSets",
        fine=(overridden(*[REQUIRING] * 4, *[TYPED] * 5),),
        broken=((overridden(*[REQUIRING] * 5), OVERRIDES),),
    ),
    Case(
        GROUP,
        "group.launchTemplates",
        fine=(templates(19),),
        broken=((templates(20), OVERRIDES),),
    ),
    Case(
        GROUP,
        "group.weights",
        fine=(
            overridden({"weightedCapacity": "1"}, {"weightedCapacity": UNKNOWN}),
            overridden(TYPED, TYPED),
        ),
        broken=((overridden({"weightedCapacity": "1"}, TYPED), OVERRIDES),),
    ),
    Case(
        GROUP,
        "group.policyTemplate",
        fine=(
            {POLICY: {"launchTemplate": {"launchTemplateSpecification": {"launchTemplateId": UNKNOWN}}}},
            {POLICY: {"launchTemplate": {"launchTemplateSpecification": {"launchTemplateName": "a"}}}},
            {POLICY: {"launchTemplate": {"launchTemplateSpecification": UNKNOWN}}},
        ),
        broken=(
            (
                {POLICY: {"launchTemplate": {"launchTemplateSpecification": {"version": "1"}}}},
                f"{TEMPLATE}.launchTemplateSpecification.launchTemplateId",
            ),
            (
                {
                    POLICY: {
                        "launchTemplate": {
                            "launchTemplateSpecification": {
                                "launchTemplateId": "lt-1",
                                "launchTemplateName": "a",
                            }
                        }
                    }
                },
                f"{TEMPLATE}.launchTemplateSpecification.launchTemplateName",
            ),
        ),
    ),
    Case(
        GROUP,
        "group.override",
        fine=(overridden(TYPED, REQUIRING), overridden({"weightedCapacity": "1"}), overridden(UNKNOWN)),
        broken=((overridden(TYPED, {**TYPED, **REQUIRING}), f"{OVERRIDES}[1].instanceRequirements"),),
    ),
    Case(
        GROUP,
        "group.weightedCapacity",
        fine=(overridden({"weightedCapacity": "1"}, {"weightedCapacity": "999"}),),
        broken=(
            (overridden({"weightedCapacity": "0"}), f"{OVERRIDES}[0].weightedCapacity"),
            (overridden({"weightedCapacity": "1000"}), f"{OVERRIDES}[0].weightedCapacity"),
            (overridden({"weightedCapacity": "1.5"}), f"{OVERRIDES}[0].weightedCapacity"),
        ),
    ),
    Case(
        GROUP,
        "group.overrideTemplate",
        fine=(
            overridden({"launchTemplateSpecification": {"launchTemplateName": UNKNOWN}}),
            overridden(TYPED),
        ),
        broken=(
            (
                overridden(TYPED, {"launchTemplateSpecification": {"version": "1"}}),
                f"{OVERRIDES}[1].launchTemplateSpecification.launchTemplateId",
            ),
        ),
    ),
    Case(
        GROUP,
        "group.listedTypes",
        fine=(required(allowedInstanceTypes=["c*"]), required(excludedInstanceTypes=[UNKNOWN])),
        broken=(
            (
                required(allowedInstanceTypes=["c*"], excludedInstanceTypes=["m*"]),
                f"{OVERRIDES}[0].instanceRequirements.excludedInstanceTypes",
            ),
        ),
    ),
    Case(
        GROUP,
        "group.spotPriceProtection",
        fine=(
            required(spotMaxPricePercentageOverLowestPrice=10),
            required(maxSpotPriceAsPercentageOfOptimalOnDemandPrice=50),
        ),
        broken=(
            (
                required(
                    spotMaxPricePercentageOverLowestPrice=10,
                    maxSpotPriceAsPercentageOfOptimalOnDemandPrice=50,
                ),
                f"{OVERRIDES}[0].instanceRequirements.maxSpotPriceAsPercentageOfOptimalOnDemandPrice",
            ),
        ),
    ),
]  # fmt: skip
