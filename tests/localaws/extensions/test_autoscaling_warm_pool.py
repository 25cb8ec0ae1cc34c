"""Auto Scaling warm pools: how many instances they hold, in which state, and who draws on them."""

import pytest
from botocore.exceptions import ClientError

from tests.localaws.extensions.fleets import Fleet


def put(fleet: Fleet, **more: object) -> None:
    fleet.asg.put_warm_pool(AutoScalingGroupName=fleet.name, **more)


def pool(fleet: Fleet) -> tuple[dict | None, list[dict]]:
    told = fleet.asg.describe_warm_pool(AutoScalingGroupName=fleet.name)
    return told.get("WarmPoolConfiguration"), told["Instances"]


def warm_ids(fleet: Fleet) -> list[str]:
    return [member["InstanceId"] for member in pool(fleet)[1]]


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ({}, 4),  # 6 at most, of which 2 are desired
        ({"MaxGroupPreparedCapacity": 3}, 1),
        ({"MaxGroupPreparedCapacity": 3, "MinSize": 2}, 2),
        ({"MaxGroupPreparedCapacity": 1}, 0),
        ({"MinSize": 5}, 5),
    ],
)
def test_a_pool_holds_the_difference_or_its_least_size(fleet: Fleet, asked: dict, held: int):
    fleet.create(DesiredCapacity=2, MaxSize=6)
    put(fleet, **asked)
    assert len(warm_ids(fleet)) == held
    assert (fleet.told()["WarmPoolSize"], len(fleet.ids())) == (held, 2)


@pytest.mark.parametrize(
    ("asked", "state", "machine"),
    [
        ({}, "Warmed:Stopped", "stopped"),
        ({"PoolState": "Running"}, "Warmed:Running", "running"),
        ({"PoolState": "Hibernated"}, "Warmed:Hibernated", "stopped"),
    ],
)
def test_instances_are_prepared_in_the_state_of_the_pool(
    fleet: Fleet, asked: dict, state: str, machine: str
):
    target_group = fleet.new_target_group()
    fleet.create(DesiredCapacity=0, MaxSize=1, TargetGroupARNs=[target_group])
    put(fleet, **asked)
    (member,) = pool(fleet)[1]
    assert member["LifecycleState"] == state
    assert fleet.state_of(member["InstanceId"]) == machine
    assert fleet.tags_of(member["InstanceId"])["aws:autoscaling:groupName"] == fleet.name
    assert fleet.targets(target_group) == []


def test_a_new_state_of_the_pool_starts_and_stops_its_instances(fleet: Fleet):
    fleet.create(DesiredCapacity=0, MaxSize=1)
    put(fleet)
    (instance,) = warm_ids(fleet)
    for state, machine in (("Running", "running"), ("Stopped", "stopped")):
        put(fleet, PoolState=state)
        assert (warm_ids(fleet), fleet.state_of(instance)) == ([instance], machine)


def test_a_pool_is_told_as_it_was_put_and_changed_in_part(fleet: Fleet):
    fleet.create(DesiredCapacity=0, MaxSize=1)
    put(fleet, MaxGroupPreparedCapacity=1, MinSize=1, InstanceReusePolicy={"ReuseOnScaleIn": True})
    whole = {
        "MaxGroupPreparedCapacity": 1,
        "MinSize": 1,
        "PoolState": "Stopped",
        "InstanceReusePolicy": {"ReuseOnScaleIn": True},
    }
    assert pool(fleet)[0] == whole
    put(fleet, MaxGroupPreparedCapacity=-1)
    del whole["MaxGroupPreparedCapacity"]
    assert (pool(fleet)[0], fleet.told()["WarmPoolConfiguration"]) == (whole, whole)


def test_a_group_that_grows_takes_from_the_pool_first(fleet: Fleet):
    target_group = fleet.new_target_group()
    fleet.create(DesiredCapacity=0, MaxSize=3, TargetGroupARNs=[target_group])
    put(fleet, MaxGroupPreparedCapacity=2)
    first, second = warm_ids(fleet)
    fleet.desire(1)
    assert (fleet.ids(), fleet.states()) == ([first], ["InService"])
    assert (fleet.state_of(first), fleet.targets(target_group)) == ("running", [first])
    assert warm_ids(fleet) == [second]
    fleet.desire(3)
    assert fleet.ids()[:2] == [first, second]
    assert (len(fleet.ids()), warm_ids(fleet)) == (3, [])


def test_a_group_that_shrinks_terminates_and_the_pool_is_filled_anew(fleet: Fleet):
    fleet.create(DesiredCapacity=2, MaxSize=2)
    put(fleet)
    gone = fleet.ids()[0]
    fleet.desire(1)
    assert fleet.state_of(gone) == "terminated"
    assert len(warm_ids(fleet)) == 1


def test_a_smaller_pool_terminates_what_is_too_much(fleet: Fleet):
    fleet.create(DesiredCapacity=0, MaxSize=3)
    put(fleet)
    first, *others = warm_ids(fleet)
    put(fleet, MaxGroupPreparedCapacity=1)
    assert warm_ids(fleet) == [first]
    assert {fleet.state_of(instance) for instance in others} == {"terminated"}


def test_spot_instances_are_launched_past_the_pool(fleet: Fleet):
    policy = fleet.mixed("m5.large", OnDemandPercentageAboveBaseCapacity=0)
    fleet.create(DesiredCapacity=0, MaxSize=2, **policy)
    put(fleet, MaxGroupPreparedCapacity=1, MinSize=1)
    before = warm_ids(fleet)
    fleet.desire(1)
    assert (fleet.kinds(), warm_ids(fleet)) == ({"spot": 1}, before)


def test_instances_return_to_the_pool_where_it_says_so(fleet: Fleet):
    target_group = fleet.new_target_group()
    fleet.create(DesiredCapacity=2, MaxSize=2, TargetGroupARNs=[target_group])
    put(fleet, InstanceReusePolicy={"ReuseOnScaleIn": True})
    both = set(fleet.ids())
    fleet.desire(1)
    (back,) = warm_ids(fleet)
    assert {back, *fleet.ids()} == both
    assert fleet.state_of(back) == "stopped"
    assert fleet.targets(target_group) == fleet.ids()


def test_a_launching_hook_holds_instances_before_the_pool_too(fleet: Fleet):
    fleet.create(DesiredCapacity=0, MaxSize=1)
    named = {"AutoScalingGroupName": fleet.name, "LifecycleHookName": "hook"}
    fleet.asg.put_lifecycle_hook(**named, LifecycleTransition="autoscaling:EC2_INSTANCE_LAUNCHING")
    put(fleet)
    (member,) = pool(fleet)[1]
    assert member["LifecycleState"] == "Warmed:Pending:Wait"
    fleet.asg.complete_lifecycle_action(
        **named, InstanceId=member["InstanceId"], LifecycleActionResult="CONTINUE"
    )
    (member,) = pool(fleet)[1]
    assert member["LifecycleState"] == "Warmed:Stopped"


def test_a_deleted_pool_takes_its_instances_along(fleet: Fleet):
    fleet.create(DesiredCapacity=1, MaxSize=2)
    put(fleet)
    (instance,) = warm_ids(fleet)
    fleet.asg.delete_warm_pool(AutoScalingGroupName=fleet.name, ForceDelete=True)
    assert pool(fleet) == (None, [])
    assert fleet.state_of(instance) == "terminated"
    assert "WarmPoolConfiguration" not in fleet.told()
    with pytest.raises(ClientError, match="No warm pool found"):
        fleet.asg.delete_warm_pool(AutoScalingGroupName=fleet.name)


def test_a_group_with_a_pool_is_deleted_with_force_only(fleet: Fleet):
    fleet.create(DesiredCapacity=0, MaxSize=1)
    put(fleet)
    (instance,) = warm_ids(fleet)
    with pytest.raises(ClientError) as refused:
        fleet.asg.delete_auto_scaling_group(AutoScalingGroupName=fleet.name)
    assert refused.value.response["Error"]["Code"] == "ResourceInUse"
    fleet.remove()
    assert fleet.state_of(instance) == "terminated"


def test_a_pool_of_spot_instances_is_refused(fleet: Fleet):
    fleet.new_version(InstanceType="m5.large", InstanceMarketOptions={"MarketType": "spot"})
    fleet.create(DesiredCapacity=0, **fleet.by_template("2"))
    with pytest.raises(ClientError, match="requests Spot Instances"):
        put(fleet)
    fleet.update(LaunchConfigurationName=fleet.new_configuration(SpotPrice="0.1"))
    with pytest.raises(ClientError, match="requests Spot Instances"):
        put(fleet)
    fleet.update(**fleet.by_template("1"))
    put(fleet)
    with pytest.raises(ClientError, match="requests Spot Instances"):
        fleet.update(**fleet.by_template("2"))


def test_a_pool_smaller_than_its_least_size_is_refused(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    with pytest.raises(ClientError, match="must be at least MinSize"):
        put(fleet, MaxGroupPreparedCapacity=1, MinSize=2)
