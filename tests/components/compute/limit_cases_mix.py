"""Mixes of instance types, images and capacities beside the edges of what is allowed."""

from typing import Any

from components.compute import (
    AutoscalingFleetArgs,
    Capacity,
    Fleet,
    InstanceMix,
    InstanceOverride,
    InstanceRequirements,
    LaunchSettings,
    MachineImage,
)
from components.compute.instance_catalogue import Architecture
from components.compute.instance_mix import CapacityUnit, OnDemandAllocation, SpotAllocation
from components.compute.machine_image import ImageChange
from components.landing_zone.tiers import Tier
from tests.accounts import HOME, account
from tests.components.limits import Case

IMAGE = "ami-0123456789abcdef0"


def mix(*types: str, **given: Any) -> InstanceMix:
    """A mix of these types, changed as said."""
    names = types or ("t4g.small",)
    overrides = [InstanceOverride(instance_type=name) for name in names]
    return InstanceMix(overrides=overrides, **given)


def weighted(*weights: int | None) -> InstanceMix:
    """A mix of types with these weights."""
    names = ("t4g.small", "t4g.medium", "m7g.medium")
    return InstanceMix(
        overrides=[
            InstanceOverride(instance_type=name, weight=weight)
            for name, weight in zip(names, weights, strict=False)
        ]
    )


def described(sets: int = 1, **given: Any) -> InstanceMix:
    """A mix of so many sets of requirements, changed as said."""
    needed = InstanceRequirements(vcpus_min=1, memory_gib_min=1)
    return InstanceMix(requirements=[needed] * sets, **given)


def requirements(**given: Any) -> InstanceRequirements:
    """What an instance has to offer, changed as said."""
    return InstanceRequirements(**{"vcpus_min": 2, "memory_gib_min": 4, **given})


def arguments(instances: InstanceMix, **of: Any) -> AutoscalingFleetArgs:
    """A fleet of these instances in the sandbox account, changed as said."""
    return AutoscalingFleetArgs(
        account=account(**of),
        region=HOME,
        fleet=Fleet(instances=instances, capacity=Capacity(minimum=1, maximum=2)),
        vpc_id="vpc-01234567",
        subnet_ids=["subnet-01234567"],
    )


def unknown(instance_type: str) -> InstanceMix:
    """A mix of a type that the catalogue does not know, with its architecture."""
    override = InstanceOverride(instance_type=instance_type, architecture=Architecture.ARM64)
    return InstanceMix(overrides=[override])


def many(count: int) -> list[str]:
    """So many types of the catalogue."""
    families = "m6g m7g m8g c6g c7g c8g r6g r7g r8g".split()
    sizes = "medium large xlarge 2xlarge 4xlarge".split()
    return [f"{family}.{size}" for family in families for size in sizes][:count]


def pinned(**images: str) -> Fleet:
    """A fleet of both architectures with pinned images."""
    return Fleet(
        instances=mix("t4g.small", "t3.small"),
        capacity=Capacity(minimum=1, maximum=2),
        launch=LaunchSettings(image=MachineImage(on_change=ImageChange.PIN, **images)),
    )


CASES = [
    Case(
        limit="instances.kind",
        build=lambda value: InstanceMix(
            overrides=mix().overrides if value in ("named", "both") else None,
            requirements=[requirements()] if value in ("described", "both") else None,
        ),
        accepted=["named", "described"],
        refused={
            "neither": (
                "overrides is missing; a mix names its types (overrides) or describes them "
                "(requirements), one of the two (Auto Scaling CreateAutoScalingGroup, "
                "LaunchTemplateOverrides)."
            ),
            "both": (
                "requirements is given; a mix names its types (overrides) or describes them "
                "(requirements), one of the two (Auto Scaling CreateAutoScalingGroup, "
                "LaunchTemplateOverrides)."
            ),
        },
    ),
    Case(
        limit="instances.overrides",
        build=lambda value: mix(*many(value)),
        accepted=[1, 39, 40],
        refused={
            41: (
                "overrides is 41 entries; a fleet has up to 40 types (Amazon EC2 Auto Scaling User "
                "Guide, Quotas: instance types for each mixed group)."
            ),
        },
    ),
    Case(
        limit="instances.type",
        build=lambda value: InstanceOverride(instance_type=value),
        accepted=["t4g.nano", "m7g.metal"],
        refused={
            "t4g.huge": (
                'instance_type is "t4g.huge"; the catalogue of 2026-10-27 has no such type; with its '
                'architecture given it is taken all the same. Nearest: "t4g.large".'
            ),
            "m99g.large": (
                'instance_type is "m99g.large"; the catalogue of 2026-10-27 has no such type; with '
                'its architecture given it is taken all the same. Nearest: "m9g.large".'
            ),
            "large": (
                'instance_type is "large"; the catalogue of 2026-10-27 has no such type; with its '
                'architecture given it is taken all the same. Nearest: "t3.large".'
            ),
        },
    ),
    Case(
        limit="instances.type",
        build=lambda value: InstanceOverride(instance_type="m99g.large", architecture=value),
        accepted=[Architecture.ARM64],
        refused={
            None: (
                'instance_type is "m99g.large"; the catalogue of 2026-10-27 has no such type; with '
                'its architecture given it is taken all the same. Nearest: "m9g.large".'
            ),
        },
    ),
    Case(
        limit="instances.type.once",
        build=lambda value: mix("t4g.small", value),
        accepted=["t4g.medium"],
        refused={
            "t4g.small": (
                'overrides[1].instance_type is "t4g.small"; each type is listed once (Auto Scaling '
                "CreateAutoScalingGroup, LaunchTemplateOverrides)."
            ),
        },
    ),
    Case(
        limit="instances.architecture",
        build=lambda value: InstanceOverride(instance_type="t3.small", architecture=value),
        accepted=[None, Architecture.X86_64],
        refused={
            Architecture.ARM64: (
                'architecture is "arm64"; a type has the architecture of its family (EC2 '
                'DescribeInstanceTypes, SupportedArchitectures). Nearest: "x86_64".'
            ),
        },
    ),
    Case(
        limit="instances.weight",
        build=lambda value: InstanceOverride(instance_type="t4g.small", weight=value),
        accepted=[1, 999],
        refused={
            0: (
                "weight is 0; a type's weight is 1 to 999 (Auto Scaling CreateAutoScalingGroup, "
                "LaunchTemplateOverrides.WeightedCapacity). Nearest: 1."
            ),
            1000: (
                "weight is 1000; a type's weight is 1 to 999 (Auto Scaling CreateAutoScalingGroup, "
                "LaunchTemplateOverrides.WeightedCapacity). Nearest: 999."
            ),
        },
    ),
    Case(
        limit="instances.weight.all",
        build=lambda value: weighted(*value),
        accepted=[(None, None), (1, 1), (999, 1)],
        refused={
            (1, None): (
                "overrides[1].weight is missing; where one type has a weight, all have (Auto Scaling "
                "CreateAutoScalingGroup, LaunchTemplateOverrides.WeightedCapacity)."
            ),
            (None, 2): (
                "overrides[0].weight is missing; where one type has a weight, all have (Auto Scaling "
                "CreateAutoScalingGroup, LaunchTemplateOverrides.WeightedCapacity)."
            ),
        },
    ),
    Case(
        limit="instances.requirements",
        build=described,
        accepted=[1, 3, 4],
        refused={
            5: (
                "requirements is 5 entries; a fleet has up to 4 sets of requirements (Auto Scaling "
                "CreateAutoScalingGroup, InstanceRequirements)."
            ),
        },
    ),
    Case(
        limit="instances.allocation.requirements",
        build=lambda value: described(spot_allocation=value),
        accepted=[None, SpotAllocation.CAPACITY_OPTIMIZED, SpotAllocation.LOWEST_PRICE],
        refused={
            SpotAllocation.CAPACITY_OPTIMIZED_PRIORITIZED: (
                'spot_allocation is "capacity-optimized-prioritized"; types that are described by '
                "requirements have no order to prefer (Auto Scaling CreateAutoScalingGroup, "
                "InstancesDistribution)."
            ),
        },
    ),
    Case(
        limit="instances.allocation.requirements",
        build=lambda value: described(on_demand_allocation=value),
        accepted=[OnDemandAllocation.LOWEST_PRICE],
        refused={
            OnDemandAllocation.PRIORITIZED: (
                'on_demand_allocation is "prioritized"; types that are described by requirements '
                "have no order to prefer (Auto Scaling CreateAutoScalingGroup, "
                "InstancesDistribution)."
            ),
        },
    ),
    Case(
        limit="instances.capacity_unit",
        build=lambda value: InstanceMix(overrides=mix().overrides, capacity_unit=value),
        accepted=[None],
        refused={
            CapacityUnit.VCPU: (
                'capacity_unit is "vcpu"; capacity counts vCPUs or memory only where types are '
                "described by requirements (Auto Scaling CreateAutoScalingGroup, "
                "DesiredCapacityType)."
            ),
        },
    ),
    Case(
        limit="instances.on_demand_base",
        build=lambda value: mix(on_demand_base=value),
        accepted=[0, 1, 500],
        refused={
            -1: (
                "on_demand_base is -1; the on-demand base is 0 or more (Auto Scaling "
                "CreateAutoScalingGroup, InstancesDistribution.OnDemandBaseCapacity). Nearest: 0."
            ),
        },
    ),
    Case(
        limit="instances.on_demand_percentage",
        build=lambda value: mix(on_demand_percentage=value),
        accepted=[0, 1, 99, 100],
        refused={
            -1: (
                "on_demand_percentage is -1; a share is 0 to 100 per cent (Auto Scaling "
                "CreateAutoScalingGroup, InstancesDistribution.OnDemandPercentageAboveBaseCapacity). "
                "Nearest: 0."
            ),
            101: (
                "on_demand_percentage is 101; a share is 0 to 100 per cent (Auto Scaling "
                "CreateAutoScalingGroup, InstancesDistribution.OnDemandPercentageAboveBaseCapacity). "
                "Nearest: 100."
            ),
        },
    ),
    Case(
        limit="instances.spot_pools",
        build=lambda value: mix(
            spot_allocation=SpotAllocation.LOWEST_PRICE, spot_instance_pools=value
        ),
        accepted=[1, 2, 20],
        refused={
            0: (
                "spot_instance_pools is 0; spot capacity is spread over 1 to 20 pools (Auto Scaling "
                "CreateAutoScalingGroup, InstancesDistribution.SpotInstancePools). Nearest: 1."
            ),
            21: (
                "spot_instance_pools is 21; spot capacity is spread over 1 to 20 pools (Auto Scaling "
                "CreateAutoScalingGroup, InstancesDistribution.SpotInstancePools). Nearest: 20."
            ),
        },
    ),
    Case(
        limit="instances.spot_pools.strategy",
        build=lambda value: mix(spot_allocation=value, spot_instance_pools=2),
        accepted=[SpotAllocation.LOWEST_PRICE],
        refused={
            None: (
                "spot_instance_pools is 2; the number of pools counts only for spot_allocation "
                "lowest-price (Auto Scaling CreateAutoScalingGroup, "
                "InstancesDistribution.SpotInstancePools)."
            ),
            SpotAllocation.CAPACITY_OPTIMIZED: (
                "spot_instance_pools is 2; the number of pools counts only for spot_allocation "
                "lowest-price (Auto Scaling CreateAutoScalingGroup, "
                "InstancesDistribution.SpotInstancePools)."
            ),
        },
    ),
    Case(
        limit="instances.spot_max_price",
        build=lambda value: mix(spot_max_price_usd=value),
        accepted=[0.001, 0.5],
        refused={
            0.0: (
                "spot_max_price_usd is 0.0; a maximum price is 0.001 USD or more; none at all is "
                "left out (Auto Scaling CreateAutoScalingGroup, InstancesDistribution.SpotMaxPrice). "
                "Nearest: 0.001."
            ),
            0.0009: (
                "spot_max_price_usd is 0.0009; a maximum price is 0.001 USD or more; none at all is "
                "left out (Auto Scaling CreateAutoScalingGroup, InstancesDistribution.SpotMaxPrice). "
                "Nearest: 0.001."
            ),
        },
    ),
    Case(
        limit="instances.family",
        build=lambda value: arguments(mix(value)),
        accepted=["t4g.small", "m7g.medium", "r8g.large"],
        refused={
            "g5.xlarge": (
                'fleet.instances.overrides[0].instance_type is "g5.xlarge"; account sandbox may use '
                "the families t3, t3a, t4g, m6a, m6g, m6i, m7a, m7g, m7i, m7i-flex, m8g, c6a, c6g, "
                "c6i, c7a, c7g, c7i, c8g, r6g, r6i, r7g, r7i, r8g."
            ),
            "i4i.large": (
                'fleet.instances.overrides[0].instance_type is "i4i.large"; account sandbox may use '
                "the families t3, t3a, t4g, m6a, m6g, m6i, m7a, m7g, m7i, m7i-flex, m8g, c6a, c6g, "
                "c6i, c7a, c7g, c7i, c8g, r6g, r6i, r7g, r7i, r8g."
            ),
        },
    ),
    Case(
        limit="instances.family",
        build=lambda value: arguments(mix("g5.xlarge"), instance_families=value),
        accepted=[("t4g", "g5")],
        refused={
            None: (
                'fleet.instances.overrides[0].instance_type is "g5.xlarge"; account sandbox may use '
                "the families t3, t3a, t4g, m6a, m6g, m6i, m7a, m7g, m7i, m7i-flex, m8g, c6a, c6g, "
                "c6i, c7a, c7g, c7i, c8g, r6g, r6i, r7g, r7i, r8g."
            ),
            ("t4g",): (
                'fleet.instances.overrides[0].instance_type is "g5.xlarge"; account sandbox may use '
                "the families t4g."
            ),
        },
    ),
    Case(
        limit="instances.size",
        build=lambda value: arguments(mix(value)),
        accepted=["m7g.large", "m7g.xlarge"],
        refused={
            "m7g.2xlarge": (
                'fleet.instances.overrides[0].instance_type is "m7g.2xlarge"; account sandbox may '
                "use instances of up to 4 vCPUs, and this one has 8."
            ),
            "m7g.metal": (
                'fleet.instances.overrides[0].instance_type is "m7g.metal"; account sandbox may use '
                "instances of up to 4 vCPUs, and this one has 64."
            ),
        },
    ),
    Case(
        limit="instances.size",
        build=lambda value: arguments(mix("m7g.2xlarge"), quotas={"instance-vcpus": value}),
        accepted=[8, 9],
        refused={
            7: (
                'fleet.instances.overrides[0].instance_type is "m7g.2xlarge"; account sandbox may '
                "use instances of up to 7 vCPUs, and this one has 8."
            ),
        },
    ),
    Case(
        limit="instances.size",
        build=lambda value: arguments(InstanceMix(requirements=[requirements(vcpus_min=value)])),
        accepted=[3, 4],
        refused={
            5: (
                "fleet.instances.requirements[0].vcpus_min is 5; account sandbox may use instances "
                "of up to 4 vCPUs. Nearest: 4."
            ),
        },
    ),
    Case(
        limit="instances.family",
        build=lambda value: arguments(
            InstanceMix(requirements=[requirements(allowed_instance_types=["t4g.*", value])]),
            instance_families=["t4g", "m7g"],
        ),
        accepted=["m7g.*", "m7g.large"],
        refused={
            "m5.*": (
                'fleet.instances.requirements[0].allowed_instance_types[1] is "m5.*"; account '
                "sandbox may use the families t4g, m7g, and a pattern names one of them before its "
                "dot."
            ),
            "p4d.*": (
                'fleet.instances.requirements[0].allowed_instance_types[1] is "p4d.*"; account '
                "sandbox may use the families t4g, m7g, and a pattern names one of them before its "
                "dot."
            ),
            "m7*": (
                'fleet.instances.requirements[0].allowed_instance_types[1] is "m7*"; account '
                "sandbox may use the families t4g, m7g, and a pattern names one of them before its "
                "dot."
            ),
            "*": (
                'fleet.instances.requirements[0].allowed_instance_types[1] is "*"; account '
                "sandbox may use the families t4g, m7g, and a pattern names one of them before its "
                "dot."
            ),
        },
    ),
    Case(
        limit="instances.family",
        build=lambda value: arguments(
            InstanceMix(requirements=[requirements(architecture=value)]), instance_families=["t4g"]
        ),
        accepted=[None, Architecture.ARM64],
        refused={
            Architecture.X86_64: (
                'fleet.instances.requirements[0].architecture is "x86_64"; account sandbox may use '
                "the families t4g, none of which is x86_64."
            ),
        },
    ),
    Case(
        limit="instances.family.excluded",
        build=lambda value: arguments(
            InstanceMix(requirements=[requirements(excluded_instance_types=["m5.*"])]),
            tier=Tier.SANDBOX if value == "sandbox" else Tier.TEST,
            instance_families=["t4g"] if value == "families" else None,
        ),
        accepted=["test"],
        refused={
            "sandbox": (
                "fleet.instances.requirements[0].excluded_instance_types is given; account sandbox "
                "may use the families t3, t3a, t4g, m6a, m6g, m6i, m7a, m7g, m7i, m7i-flex, m8g, "
                "c6a, c6g, c6i, c7a, c7g, c7i, c8g, r6g, r6i, r7g, r7i, r8g; types are chosen by "
                "allowed_instance_types, since AWS takes no list of excluded ones beside it (Auto "
                "Scaling CreateAutoScalingGroup, InstanceRequirements)."
            ),
            "families": (
                "fleet.instances.requirements[0].excluded_instance_types is given; account sandbox "
                "may use the families t4g; types are chosen by allowed_instance_types, since AWS "
                "takes no list of excluded ones beside it (Auto Scaling CreateAutoScalingGroup, "
                "InstanceRequirements)."
            ),
        },
    ),
    Case(
        limit="instances.size",
        build=lambda value: arguments(InstanceMix(requirements=[requirements(vcpus_max=value)])),
        accepted=[None, 3, 4],
        refused={
            5: (
                "fleet.instances.requirements[0].vcpus_max is 5; account sandbox may use instances "
                "of up to 4 vCPUs. Nearest: 4."
            ),
            96: (
                "fleet.instances.requirements[0].vcpus_max is 96; account sandbox may use instances "
                "of up to 4 vCPUs. Nearest: 4."
            ),
        },
    ),
    Case(
        limit="instances.size.known",
        build=lambda value: arguments(
            unknown("m12g.large"), tier=Tier(value[0]), quotas={value[1]: 2} if value[1] else None
        ),
        accepted=[("production", None), ("test", "instance-vcpus")],
        refused={
            ("test", None): (
                'fleet.instances.overrides[0].instance_type is "m12g.large"; account sandbox may use '
                "instances of up to 32 vCPUs, and the catalogue of 2026-10-27 does not know how many "
                "this one has; with quotas.instance-vcpus of the account it is taken by its name."
            ),
            ("test", "other"): (
                'fleet.instances.overrides[0].instance_type is "m12g.large"; account sandbox may use '
                "instances of up to 32 vCPUs, and the catalogue of 2026-10-27 does not know how many "
                "this one has; with quotas.instance-vcpus of the account it is taken by its name."
            ),
        },
    ),
    Case(
        limit="instances.size",
        build=lambda value: arguments(
            unknown(value), tier=Tier.TEST, quotas={"instance-vcpus": 16}
        ),
        accepted=["m12g.large", "m12g.xlarge", "m12g.4xlarge", "m12g.metal-4xl"],
        refused={
            "m12g.8xlarge": (
                'fleet.instances.overrides[0].instance_type is "m12g.8xlarge"; account sandbox may '
                "use instances of up to 16 vCPUs, and this one has 32 by its name."
            ),
            "m12g.metal-48xl": (
                'fleet.instances.overrides[0].instance_type is "m12g.metal-48xl"; account sandbox '
                "may use instances of up to 16 vCPUs, and this one has 192 by its name."
            ),
        },
    ),
    Case(
        limit="requirements.vcpus",
        build=lambda value: requirements(vcpus_min=value),
        accepted=[1, 64],
        refused={
            0: (
                "vcpus_min is 0; an instance has 1 vCPU or more (Auto Scaling "
                "CreateAutoScalingGroup, InstanceRequirements). Nearest: 1."
            ),
        },
    ),
    Case(
        limit="requirements.memory",
        build=lambda value: requirements(memory_gib_min=value),
        accepted=[0.125, 0.5],
        refused={
            0.1: (
                "memory_gib_min is 0.1; an instance has 0.125 GiB of memory or more (Auto Scaling "
                "CreateAutoScalingGroup, InstanceRequirements). Nearest: 0.125."
            ),
        },
    ),
    Case(
        limit="requirements.vcpus.order",
        build=lambda value: requirements(vcpus_max=value),
        accepted=[None, 2, 3],
        refused={
            1: (
                "vcpus_max is 1; the most is no less than the least (Auto Scaling "
                "CreateAutoScalingGroup, InstanceRequirements). Nearest: 2."
            ),
        },
    ),
    Case(
        limit="requirements.memory.order",
        build=lambda value: requirements(memory_gib_max=value),
        accepted=[None, 4, 4.5],
        refused={
            3.5: (
                "memory_gib_max is 3.5; the most is no less than the least (Auto Scaling "
                "CreateAutoScalingGroup, InstanceRequirements). Nearest: 4."
            ),
        },
    ),
    Case(
        limit="requirements.types",
        build=lambda value: requirements(
            allowed_instance_types=["m7g.*"] if value in ("allowed", "both") else None,
            excluded_instance_types=["t4g.*"] if value in ("excluded", "both") else None,
        ),
        accepted=["allowed", "excluded", "neither"],
        refused={
            "both": (
                "excluded_instance_types is given; types are either allowed or excluded; "
                "allowed_instance_types is given too (Auto Scaling CreateAutoScalingGroup, "
                "InstanceRequirements)."
            ),
        },
    ),
    Case(
        limit="requirements.spot_price",
        build=lambda value: requirements(max_spot_price_percentage=value),
        accepted=[1, 100, 300],
        refused={
            0: (
                "max_spot_price_percentage is 0; the most that spot may cost is 1 per cent of the "
                "on-demand price or more (Auto Scaling CreateAutoScalingGroup, "
                "InstanceRequirements). Nearest: 1."
            ),
        },
    ),
    Case(
        limit="capacity.minimum",
        build=lambda value: Capacity(minimum=value, maximum=2),
        accepted=[0, 1],
        refused={
            -1: (
                "minimum is -1; a fleet has no fewer than 0 instances (Auto Scaling "
                "CreateAutoScalingGroup, MinSize, MaxSize, DesiredCapacity). Nearest: 0."
            ),
        },
    ),
    Case(
        limit="capacity.maximum",
        build=lambda value: Capacity(minimum=2, maximum=value),
        accepted=[2, 3],
        refused={
            1: (
                "maximum is 1; the maximum is no less than the minimum (Auto Scaling "
                "CreateAutoScalingGroup, MinSize, MaxSize, DesiredCapacity). Nearest: 2."
            ),
        },
    ),
    Case(
        limit="capacity.desired",
        build=lambda value: Capacity(minimum=1, maximum=4, desired=value),
        accepted=[None, 1, 2, 4],
        refused={
            0: (
                "desired is 0; the desired capacity lies between the minimum and the maximum (Auto "
                "Scaling CreateAutoScalingGroup, MinSize, MaxSize, DesiredCapacity). Nearest: 1."
            ),
            5: (
                "desired is 5; the desired capacity lies between the minimum and the maximum (Auto "
                "Scaling CreateAutoScalingGroup, MinSize, MaxSize, DesiredCapacity). Nearest: 4."
            ),
        },
    ),
    Case(
        limit="image.pinned",
        build=lambda value: MachineImage(arm64=value, on_change=ImageChange.PIN),
        accepted=["ami-01234567", IMAGE],
        refused={
            "ami-0123456": (
                'arm64 is "ami-0123456"; a pinned image is given by its id, ami- and 8 or 17 '
                "hexadecimal digits (Amazon EC2 User Guide, Resource IDs)."
            ),
            "/aws/service/image": (
                'arm64 is "/aws/service/image"; a pinned image is given by its id, ami- and 8 or 17 '
                "hexadecimal digits (Amazon EC2 User Guide, Resource IDs)."
            ),
        },
    ),
    Case(
        limit="image.pinned.given",
        build=lambda value: MachineImage(x86_64=value, on_change=ImageChange.PIN),
        accepted=[IMAGE],
        refused={
            None: "arm64 is missing; with on_change pin at least one image is given by its id.",
        },
    ),
    Case(
        limit="image.parameter",
        build=lambda value: MachineImage(x86_64=value),
        accepted=[None, "/images/web", "/images/web:3"],
        refused={
            IMAGE: (
                'x86_64 is "ami-0123456789abcdef0"; an image is found by the name of an SSM '
                "parameter, as /aws/service/...; the id of one is given with on_change pin (Systems "
                "Manager User Guide, Calling AMI public parameters)."
            ),
            "images/web": (
                'x86_64 is "images/web"; an image is found by the name of an SSM parameter, as '
                "/aws/service/...; the id of one is given with on_change pin (Systems Manager User "
                "Guide, Calling AMI public parameters)."
            ),
        },
    ),
    Case(
        limit="image.parameter",
        build=lambda value: MachineImage(arm64=value, on_change=ImageChange.FOLLOW),
        accepted=["/images/web"],
        refused={
            IMAGE: (
                'arm64 is "ami-0123456789abcdef0"; an image is found by the name of an SSM '
                "parameter, as /aws/service/...; the id of one is given with on_change pin (Systems "
                "Manager User Guide, Calling AMI public parameters)."
            ),
        },
    ),
    Case(
        limit="image.architecture",
        build=lambda value: pinned(**dict.fromkeys(value, IMAGE)),
        accepted=[("arm64", "x86_64")],
        refused={
            ("arm64",): (
                "launch.image.x86_64 is missing; the images are pinned, and there are instance types "
                "of this architecture."
            ),
            ("x86_64",): (
                "launch.image.arm64 is missing; the images are pinned, and there are instance types "
                "of this architecture."
            ),
        },
    ),
]
