"""What a fleet works out of its own description."""

from unittest import mock

import pytest

from components.compute import (
    Capacity,
    Fleet,
    InstanceMix,
    InstanceOverride,
    InstanceRequirements,
    WarmPool,
)
from components.compute.instance_catalogue import Architecture
from components.compute.instance_mix import CapacityUnit
from components.landing_zone.tiers import Tier
from tests.components.compute.creating import created, fleet, mix

ARM, INTEL = Architecture.ARM64, Architecture.X86_64
FEW = (
    "2 instance types under spot: with fewer than 4, one interruption can take a large part of "
    "the fleet"
)
OLD = "m4.large is of a previous generation; m8i is newer"
NEED = InstanceRequirements(vcpus_min=1, memory_gib_min=1)


@pytest.mark.parametrize(
    ("instances", "percentage", "warnings"),
    [
        (mix("t4g.small", "t3.small", "m7g.medium", "m6g.medium"), 0, []),
        (mix("t4g.small", "t3.small"), 99, [FEW]),
        (mix("t4g.small", "t3.small"), 100, []),
        (mix("t4g.small"), 0, [FEW.replace("2 instance types", "1 instance type")]),
        (InstanceMix(requirements=[NEED]), 0, []),
        (mix("m4.large"), 100, [OLD]),
    ],
)
def test_few_types_under_spot_and_old_ones_are_warned_of(
    instances: InstanceMix, percentage: int, warnings: list[str]
) -> None:
    described = Fleet(instances=instances, capacity=Capacity(minimum=1, maximum=1))
    assert described.warnings(percentage) == warnings


def test_a_warm_pool_of_one_type_bought_on_demand_is_nothing_to_warn_of() -> None:
    described = fleet("t4g.small", warm_pool=WarmPool())
    assert described.warnings(100) == []
    assert [text[:11] for text in described.warnings(0)] == ["1 instance ", "a warm pool"]


def test_warnings_are_shown_at_the_component() -> None:
    with mock.patch("pulumi.log.warn") as warn:
        created(fleet("t4g.small", "t3.small"))
    assert [call.args[0] for call in warn.call_args_list] == [f'AutoscalingFleet "f": {FEW}']


@pytest.mark.parametrize(
    ("instances", "unit", "metric"),
    [
        (mix(), "instances", "GroupInServiceInstances"),
        (
            InstanceMix(overrides=[InstanceOverride(instance_type="t4g.small", weight=2)]),
            "units",
            "GroupInServiceCapacity",
        ),
        (InstanceMix(requirements=[NEED]), "instances", "GroupInServiceInstances"),
        (
            InstanceMix(requirements=[NEED], capacity_unit=CapacityUnit.UNITS),
            "instances",
            "GroupInServiceInstances",
        ),
        (
            InstanceMix(requirements=[NEED], capacity_unit=CapacityUnit.VCPU),
            "vcpu",
            "GroupInServiceCapacity",
        ),
        (
            InstanceMix(requirements=[NEED], capacity_unit=CapacityUnit.MEMORY_MIB),
            "memory-mib",
            "GroupInServiceCapacity",
        ),
    ],
)
def test_the_capacity_is_counted_in_one_unit(
    instances: InstanceMix, unit: str, metric: str
) -> None:
    described = Fleet(instances=instances, capacity=Capacity(minimum=1, maximum=1))
    assert (instances.unit, described.in_service_metric) == (unit, metric)


@pytest.mark.parametrize(
    ("types", "architectures"),
    [
        (["t3.small"], [INTEL]),
        (["t3.small", "t4g.small"], [ARM, INTEL]),
        (["t4g.small", "m7g.medium"], [ARM]),
    ],
)
def test_graviton_comes_first_among_the_architectures(
    types: list[str], architectures: list[Architecture]
) -> None:
    assert mix(*types).architectures == architectures


@pytest.mark.parametrize(
    ("described", "kinds"),
    [
        (mix("t4g.small", "t4g.medium"), ["arm64-burstable"]),
        (mix("t4g.small", "m7g.medium"), ["arm64", "arm64-burstable"]),
        (mix("t3.small", "m7g.medium"), ["arm64", "x86_64-burstable"]),
        (InstanceMix(requirements=[NEED]), ["arm64"]),
    ],
)
def test_there_is_a_launch_template_for_each_architecture_and_for_its_burstable_types(
    described: InstanceMix, kinds: list[str]
) -> None:
    assert [str(kind) for kind in described.launch_kinds] == kinds


@pytest.mark.parametrize(
    ("given", "tier", "share"),
    [
        (None, Tier.SANDBOX, 0),
        (None, Tier.TEST, 50),
        (None, Tier.PRODUCTION, 100),
        (0, Tier.PRODUCTION, 0),
        (30, Tier.SANDBOX, 30),
    ],
)
def test_the_share_of_on_demand_is_the_tiers_unless_given(
    given: int | None, tier: Tier, share: int
) -> None:
    assert mix(on_demand_percentage=given).on_demand_share(tier) == share


@pytest.mark.parametrize(("desired", "initial"), [(None, 1), (0, 0), (3, 3)])
def test_a_fleet_starts_with_its_minimum_unless_it_is_told(
    desired: int | None, initial: int
) -> None:
    minimum = 0 if desired == 0 else 1
    assert Capacity(minimum=minimum, maximum=4, desired=desired).initial == initial
