"""Auto Scaling groups: sizes, deletion, and which instance goes when a group shrinks."""

from collections import Counter

import pytest
from botocore.exceptions import ClientError

from tests.localaws.extensions.fleets import Fleet


def sizes(fleet: Fleet) -> tuple[int, int, int]:
    told = fleet.told()
    return told["MinSize"], told["DesiredCapacity"], told["MaxSize"]


def test_the_desired_capacity_is_the_minimum_where_none_is_given(fleet: Fleet):
    fleet.asg.create_auto_scaling_group(
        AutoScalingGroupName=fleet.name,
        VPCZoneIdentifier=fleet.subnets[0],
        MinSize=2,
        MaxSize=3,
        **fleet.by_template(),
    )
    assert (sizes(fleet), len(fleet.ids())) == ((2, 2, 3), 2)


@pytest.mark.parametrize(
    ("change", "after"),
    [
        ({"MinSize": 4}, (4, 4, 5)),
        ({"MaxSize": 2}, (1, 2, 2)),
        ({"MinSize": 0}, (0, 3, 5)),
        ({"MinSize": 3, "MaxSize": 3}, (3, 3, 3)),
        ({"MinSize": 5, "MaxSize": 9, "DesiredCapacity": 6}, (5, 6, 9)),
    ],
)
def test_new_bounds_move_the_desired_capacity(fleet: Fleet, change: dict, after: tuple):
    fleet.create(MinSize=1, DesiredCapacity=3, MaxSize=5)
    fleet.update(**change)
    assert (sizes(fleet), len(fleet.ids())) == (after, after[1])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"MinSize": 6}, "Max bound, 5, must be greater than or equal to min bound, 6"),
        ({"MaxSize": 0}, "Max bound, 0, must be greater than or equal to min bound, 1"),
        ({"MinSize": -1}, "min bound, -1"),
        ({"DesiredCapacity": 6}, "Desired capacity:6 must be between"),
        ({"DesiredCapacity": 0}, "the specified min size:1 and max size:5"),
    ],
)
def test_bounds_that_contradict_each_other_are_refused_and_change_nothing(
    fleet: Fleet, change: dict, message: str
):
    fleet.create(MinSize=1, DesiredCapacity=1, MaxSize=5)
    with pytest.raises(ClientError, match=message):
        fleet.update(**change)
    assert sizes(fleet) == (1, 1, 5)
    with pytest.raises(ClientError, match=message):
        fleet.asg.create_auto_scaling_group(
            AutoScalingGroupName=f"{fleet.name}-other",
            VPCZoneIdentifier=fleet.subnets[0],
            **{"MinSize": 1, "MaxSize": 5, **change},
            **fleet.by_template(),
        )


def test_a_desired_capacity_out_of_the_bounds_is_refused(fleet: Fleet):
    fleet.create(MinSize=1, DesiredCapacity=1, MaxSize=5)
    with pytest.raises(ClientError, match="value 6 is above max value 5"):
        fleet.desire(6)
    with pytest.raises(ClientError, match="value 0 is below min value 1"):
        fleet.desire(0)


def test_a_group_with_instances_is_deleted_with_force_only(fleet: Fleet):
    target_group = fleet.new_target_group()
    fleet.create(DesiredCapacity=2, TargetGroupARNs=[target_group])
    ids = fleet.ids()
    delete = fleet.asg.delete_auto_scaling_group
    with pytest.raises(ClientError) as refused:
        delete(AutoScalingGroupName=fleet.name)
    assert refused.value.response["Error"]["Code"] == "ResourceInUse"
    assert fleet.ids() == ids
    delete(AutoScalingGroupName=fleet.name, ForceDelete=True)
    assert {fleet.state_of(instance) for instance in ids} == {"terminated"}
    assert fleet.targets(target_group) == []
    with pytest.raises(ClientError, match="AutoScalingGroup name not found"):
        delete(AutoScalingGroupName=fleet.name)


def test_an_empty_group_is_deleted_without_force(fleet: Fleet):
    fleet.create(DesiredCapacity=1)
    fleet.update(MinSize=0, DesiredCapacity=0)
    fleet.asg.delete_auto_scaling_group(AutoScalingGroupName=fleet.name)
    named = fleet.asg.describe_auto_scaling_groups(AutoScalingGroupNames=[fleet.name])
    assert named["AutoScalingGroups"] == []


@pytest.mark.parametrize(
    ("protection", "force", "deleted"),
    [
        ("prevent-all-deletion", False, False),
        ("prevent-all-deletion", True, False),
        ("prevent-force-deletion", True, False),
        ("prevent-force-deletion", False, True),
        ("none", True, True),
    ],
)
def test_deletion_protection_holds(fleet: Fleet, protection: str, force: bool, deleted: bool):
    fleet.create(DesiredCapacity=0, DeletionProtection=protection)
    delete = fleet.asg.delete_auto_scaling_group
    named = {"AutoScalingGroupName": fleet.name, "ForceDelete": force}
    if deleted:
        delete(**named)
    else:
        with pytest.raises(ClientError, match=f"deletion protection is set to {protection}"):
            delete(**named)
    found = fleet.asg.describe_auto_scaling_groups(AutoScalingGroupNames=[fleet.name])
    assert len(found["AutoScalingGroups"]) == (0 if deleted else 1)


def test_a_name_is_given_once(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    with pytest.raises(ClientError) as refused:
        fleet.create(DesiredCapacity=0)
    assert refused.value.response["Error"]["Code"] == "AlreadyExists"


def in_one_zone(fleet: Fleet, **more: object) -> list[str]:
    """Four instances in the order of their launches: of the versions 1, 2, 1 and 3."""
    fleet.new_version(InstanceType="m5.large")
    fleet.new_version(InstanceType="m5.large")
    fleet.create(DesiredCapacity=1, VPCZoneIdentifier=fleet.subnets[0], **more)
    for version, desired in (("2", 2), ("1", 3), ("3", 4)):
        fleet.update(**fleet.by_template(version), DesiredCapacity=desired)
    assert fleet.versions() == ["1", "2", "1", "3"]
    return fleet.ids()


@pytest.mark.parametrize(
    ("policies", "left"),
    [
        (["Default"], [1, 3]),
        (["OldestLaunchTemplate"], [1, 3]),
        (["OldestInstance"], [2, 3]),
        (["NewestInstance"], [0, 1]),
        (["OldestLaunchTemplate", "NewestInstance"], [1, 3]),
        (["ClosestToNextInstanceHour", "NewestInstance"], [0, 1]),
    ],
)
def test_the_termination_policies_choose_who_goes(fleet: Fleet, policies: list, left: list):
    ids = in_one_zone(fleet, TerminationPolicies=policies)
    fleet.desire(2)
    assert fleet.ids() == [ids[i] for i in left]


def test_the_second_policy_chooses_among_those_of_the_first(fleet: Fleet):
    ids = in_one_zone(fleet, TerminationPolicies=["OldestLaunchTemplate", "NewestInstance"])
    fleet.desire(3)
    assert fleet.ids() == [ids[0], ids[1], ids[3]]


def test_another_template_than_the_group_s_goes_before_its_oldest_version(fleet: Fleet):
    fleet.create(DesiredCapacity=2, VPCZoneIdentifier=fleet.subnets[0])
    other = fleet.new_template(InstanceType="m5.large")
    fleet.ec2.create_launch_template_version(
        LaunchTemplateId=other,
        LaunchTemplateData={"ImageId": fleet.images["x86_64"], "InstanceType": "m5.large"},
    )
    for version, desired in (("2", 3), ("1", 4)):
        named = {"LaunchTemplateId": other, "Version": version}
        fleet.update(LaunchTemplate=named, DesiredCapacity=desired)
    fleet.desire(1)
    (left,) = fleet.members()
    assert left["LaunchTemplate"]["LaunchTemplateId"] == other
    assert left["LaunchTemplate"]["Version"] == "2"


@pytest.mark.parametrize("policy", ["Default", "OldestLaunchConfiguration"])
def test_the_instance_of_the_oldest_launch_configuration_goes_first(fleet: Fleet, policy: str):
    old, new = fleet.new_configuration(), fleet.new_configuration("-new")
    fleet.create(
        DesiredCapacity=1,
        VPCZoneIdentifier=fleet.subnets[0],
        TerminationPolicies=[policy],
        LaunchConfigurationName=new,
    )
    fleet.update(LaunchConfigurationName=old, DesiredCapacity=2)
    fleet.desire(1)
    assert [member["LaunchConfigurationName"] for member in fleet.members()] == [new]


def test_an_instance_of_a_launch_configuration_goes_before_one_of_a_template(fleet: Fleet):
    fleet.create(DesiredCapacity=1, VPCZoneIdentifier=fleet.subnets[0])
    fleet.update(LaunchConfigurationName=fleet.new_configuration(), DesiredCapacity=2)
    fleet.update(**fleet.by_template(), DesiredCapacity=1)
    assert fleet.versions() == ["1"]


def test_the_allocation_strategy_lets_the_last_types_go_first(fleet: Fleet):
    policy = fleet.mixed("m5.large", "c5.large", OnDemandPercentageAboveBaseCapacity=0)
    fleet.create(
        DesiredCapacity=4,
        VPCZoneIdentifier=fleet.subnets[0],
        TerminationPolicies=["AllocationStrategy"],
        **policy,
    )
    assert Counter(fleet.types()) == {"m5.large": 2, "c5.large": 2}
    fleet.desire(2)
    assert fleet.types() == ["m5.large", "m5.large"]


def test_the_zone_with_the_most_instances_loses_one_first(fleet: Fleet):
    fleet.create(DesiredCapacity=4, TerminationPolicies=["NewestInstance"])
    first = fleet.ids()[0]
    fleet.desire(3)
    zones = [machine["Placement"]["AvailabilityZone"][-1] for machine in fleet.machines()]
    assert (sorted(zones), fleet.ids()[0]) == (["a", "b", "c"], first)


def test_protected_instances_stay(fleet: Fleet):
    fleet.create(DesiredCapacity=3, TerminationPolicies=["OldestInstance"])
    first, second, third = fleet.ids()
    protect = fleet.asg.set_instance_protection
    named = {"AutoScalingGroupName": fleet.name}
    protect(**named, InstanceIds=[first, third], ProtectedFromScaleIn=True)
    assert [m["ProtectedFromScaleIn"] for m in fleet.members()] == [True, False, True]
    fleet.desire(1)
    assert fleet.ids() == [first, third]
    protect(**named, InstanceIds=[third], ProtectedFromScaleIn=False)
    assert fleet.ids() == [first]
    assert fleet.state_of(second) == "terminated"


def test_new_instances_are_protected_where_the_group_says_so(fleet: Fleet):
    fleet.create(NewInstancesProtectedFromScaleIn=True)
    fleet.update(NewInstancesProtectedFromScaleIn=False, DesiredCapacity=2)
    assert [m["ProtectedFromScaleIn"] for m in fleet.members()] == [True, False]


def test_the_default_policy_lets_the_last_types_of_a_mixed_group_go_first(fleet: Fleet):
    fleet.create(DesiredCapacity=1, VPCZoneIdentifier=fleet.subnets[0], **fleet.mixed("m5.large"))
    mixed = fleet.mixed("c5.large", "m5.large")
    fleet.update(**mixed)
    fleet.desire(2)
    version = fleet.new_version(InstanceType="m5.large")
    newer = {"LaunchTemplateId": fleet.template, "Version": version}
    policy = fleet.mixed("m5.large", "c5.large")
    policy["MixedInstancesPolicy"]["LaunchTemplate"]["LaunchTemplateSpecification"] = newer
    fleet.update(**policy)
    assert fleet.types() == ["m5.large", "c5.large"]
    fleet.desire(1)
    assert fleet.types() == ["m5.large"]  # though it is the older
