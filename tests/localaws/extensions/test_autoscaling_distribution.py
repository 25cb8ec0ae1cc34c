"""Auto Scaling groups with a mixed policy: how much is on demand and how much spot, all numbers worked out by hand.

Documented: Amazon EC2 Auto Scaling User Guide, "Auto Scaling groups with multiple instance types and purchase options"
(table "Scaling behavior", and that a fraction is rounded up in favour of on demand), and "Configuring instance
weighting for Amazon EC2 Auto Scaling" (the group of 480 units, and the overage of 7); the API model's
LaunchTemplateOverrides.WeightedCapacity (the overage of 3).
"""

from typing import Any

import pytest

from tests.localaws.extensions.fleets import Fleet

# By example of the table: base, percentage above it, and on demand and spot with 10, 20, 30 and 40 instances.
DOCUMENTED = {
    "example 1": (10, 50, [(10, 0), (15, 5), (20, 10), (25, 15)]),
    "example 2": (0, 0, [(0, 10), (0, 20), (0, 30), (0, 40)]),
    "example 3": (0, 60, [(6, 4), (12, 8), (18, 12), (24, 16)]),
    "example 4": (0, 100, [(10, 0), (20, 0), (30, 0), (40, 0)]),
    "example 5": (12, 0, [(10, 0), (12, 8), (12, 18), (12, 28)]),
}

# Base, percentage above it, weight of the type, desired units: units on demand, spot units, instances.
WORKED_OUT = [
    ((0, 50, None, 0), (0, 0, 0)),
    ((0, 50, None, 1), (1, 0, 1)),  # half an instance is one on demand
    ((1, 50, None, 4), (3, 1, 4)),  # 1 + 1.5 rounded up
    ((0, 33, None, 10), (4, 6, 10)),  # 3.3
    ((0, 1, None, 10), (1, 9, 10)),  # 0.1
    ((0, 99, None, 10), (10, 0, 10)),  # 9.9
    ((3, 25, None, 3), (3, 0, 3)),  # nothing above the base
    ((3, 25, None, 8), (5, 3, 8)),  # 3 + 1.25
    ((5, 0, None, 3), (3, 0, 3)),  # the base is more than all
    ((2, 70, None, 5), (5, 0, 5)),  # 2 + 2.1
    ((1, 25, 1, 5), (2, 3, 5)),  # a weight of one changes nothing
    ((0, 50, 4, 10), (8, 4, 3)),  # 5 are 2 instances of 4; 2 are missing then
    ((0, 25, 4, 8), (4, 4, 2)),  # 2 are one instance of 4
    ((0, 0, 4, 10), (0, 12, 3)),
    ((0, 100, 2, 5), (6, 0, 3)),
    ((4, 50, 3, 10), (9, 3, 4)),  # 4 + 3 are 3 instances of 3; 1 is missing then
    ((2, 0, 5, 2), (5, 0, 1)),  # documented: 2 units by an instance of 5, exceeded by 3
    ((0, 0, 12, 5), (0, 12, 1)),  # documented: 5 units by an instance of 12, exceeded by 7
    ((0, 0, 16, 480), (0, 480, 30)),  # documented: m4.16xlarge as 16 units
    ((0, 100, 999, 1), (999, 0, 1)),  # the greatest weight
]


def units(fleet: Fleet) -> tuple[int, int]:
    """On demand and spot, as EC2 tells the kinds and Auto Scaling the weights."""
    members = fleet.members()
    weights = {m["InstanceId"]: int(m.get("WeightedCapacity", "1")) for m in members}
    counted = {"on-demand": 0, "spot": 0}
    for machine in fleet.machines(list(weights)):
        counted[machine.get("InstanceLifecycle", "on-demand")] += weights[machine["InstanceId"]]
    return counted["on-demand"], counted["spot"]


def policy(fleet: Fleet, base: int, percentage: int, weight: int | None = None) -> dict[str, Any]:
    override = {"InstanceType": "m4.16xlarge"}
    if weight is not None:
        override["WeightedCapacity"] = str(weight)
    return fleet.mixed(
        override,
        OnDemandBaseCapacity=base,
        OnDemandPercentageAboveBaseCapacity=percentage,
        SpotAllocationStrategy="capacity-optimized",
    )


@pytest.mark.parametrize("example", DOCUMENTED)
def test_a_growing_group_has_the_documented_parts(fleet: Fleet, example: str):
    base, percentage, parts = DOCUMENTED[example]
    fleet.create(DesiredCapacity=0, **policy(fleet, base, percentage))
    for desired, part in zip((10, 20, 30, 40), parts, strict=True):
        fleet.desire(desired)
        assert units(fleet) == part


@pytest.mark.parametrize(("asked", "launched"), WORKED_OUT)
def test_a_new_group_has_the_parts_worked_out(fleet: Fleet, asked: tuple, launched: tuple):
    base, percentage, weight, desired = asked
    fleet.create(MaxSize=1000, DesiredCapacity=desired, **policy(fleet, base, percentage, weight))
    assert (*units(fleet), len(fleet.ids())) == launched


def test_a_shrinking_group_keeps_the_documented_parts(fleet: Fleet):
    base, percentage, parts = DOCUMENTED["example 1"]
    fleet.create(DesiredCapacity=30, **policy(fleet, base, percentage))
    for desired, part in ((20, parts[1]), (10, parts[0])):
        fleet.desire(desired)
        assert units(fleet) == part


@pytest.mark.parametrize(
    ("desired", "left"),
    [
        (9, (8, 4)),  # 12 units; 8 would be too few
        (8, (4, 4)),
        (5, (4, 4)),
        (4, (4, 0)),  # 2 units must be on demand
        (0, (0, 0)),
    ],
)
def test_a_shrinking_weighted_group_never_falls_below_its_parts(
    fleet: Fleet, desired: int, left: tuple
):
    fleet.create(DesiredCapacity=10, **policy(fleet, 0, 50, 4))
    fleet.desire(desired)
    assert units(fleet) == left


def test_a_new_percentage_replaces_spot_by_on_demand_and_back(fleet: Fleet):
    fleet.create(DesiredCapacity=4, **policy(fleet, 0, 0))
    first = set(fleet.ids())
    for percentage, parts in ((50, (2, 2)), (100, (4, 0)), (25, (1, 3))):
        distribution = {"OnDemandPercentageAboveBaseCapacity": percentage}
        fleet.update(MixedInstancesPolicy={"InstancesDistribution": distribution})
        assert units(fleet) == parts
    assert not first & set(fleet.ids())


def test_a_weighted_group_changes_its_parts_without_falling_below_the_desired_units(fleet: Fleet):
    fleet.create(DesiredCapacity=10, **policy(fleet, 0, 100, 4))
    assert units(fleet) == (12, 0)
    distribution = {"OnDemandPercentageAboveBaseCapacity": 0}
    fleet.update(MixedInstancesPolicy={"InstancesDistribution": distribution})
    assert units(fleet) == (0, 12)


def test_a_group_of_a_template_that_gets_a_mixed_policy_is_changed_to_its_parts(fleet: Fleet):
    fleet.create(DesiredCapacity=4)
    fleet.update(**policy(fleet, 1, 0))
    assert units(fleet) == (1, 3)


def test_new_weights_change_what_runs(fleet: Fleet):
    fleet.create(DesiredCapacity=4, **policy(fleet, 0, 100, 1))
    assert len(fleet.ids()) == 4
    overrides = [{"InstanceType": "m4.16xlarge", "WeightedCapacity": "2"}]
    fleet.update(MixedInstancesPolicy={"LaunchTemplate": {"Overrides": overrides}})
    assert units(fleet) == (4, 0)
    assert len(fleet.ids()) == 2


def test_protected_instances_are_not_exchanged_for_spot(fleet: Fleet):
    fleet.create(DesiredCapacity=2, NewInstancesProtectedFromScaleIn=True, **policy(fleet, 0, 100))
    distribution = {"OnDemandPercentageAboveBaseCapacity": 0}
    fleet.update(MixedInstancesPolicy={"InstancesDistribution": distribution})
    assert units(fleet) == (2, 0)
