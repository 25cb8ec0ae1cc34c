"""Auto Scaling instance refreshes: what they replace, what they wait for, how they fail, and what is refused."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.localaws.extensions.fleets import Clock, Fleet


def start(fleet: Fleet, desired: dict | None = None, **preferences: Any) -> str:
    request: dict[str, Any] = {"Preferences": preferences} if preferences else {}
    if desired is not None:
        request["DesiredConfiguration"] = desired
    return fleet.asg.start_instance_refresh(AutoScalingGroupName=fleet.name, **request)[
        "InstanceRefreshId"
    ]


def told(fleet: Fleet) -> dict[str, Any]:
    """The newest refresh."""
    described = fleet.asg.describe_instance_refreshes(AutoScalingGroupName=fleet.name)
    return described["InstanceRefreshes"][0]


def progress(fleet: Fleet) -> tuple[str, int, int]:
    newest = told(fleet)
    return newest["Status"], newest["PercentageComplete"], newest["InstancesToUpdate"]


def of_two_versions(fleet: Fleet, desired: int = 4) -> dict[str, Any]:
    """A group of version 1; the configuration with version 2."""
    fleet.new_version(InstanceType="c5.large")
    fleet.create(DesiredCapacity=desired)
    return fleet.by_template("2")


def test_a_refresh_replaces_every_instance_and_ends(fleet: Fleet):
    target_group = fleet.new_target_group()
    of_two_versions(fleet, 3)
    fleet.asg.attach_load_balancer_target_groups(
        AutoScalingGroupName=fleet.name, TargetGroupARNs=[target_group]
    )
    before = set(fleet.ids())
    refresh = start(fleet)
    newest = told(fleet)
    assert (newest["InstanceRefreshId"], newest["Strategy"]) == (refresh, "Rolling")
    assert progress(fleet) == ("Successful", 100, 0)
    assert newest["EndTime"] >= newest["StartTime"]
    assert (len(fleet.ids()), before & set(fleet.ids())) == (3, set())
    assert fleet.targets(target_group) == sorted(fleet.ids())


def test_a_refresh_brings_its_desired_configuration_to_the_group(fleet: Fleet):
    desired = of_two_versions(fleet, 2)
    start(fleet, desired)
    assert fleet.versions() == ["2", "2"]
    assert fleet.told()["LaunchTemplate"]["Version"] == "2"
    assert told(fleet)["DesiredConfiguration"]["LaunchTemplate"]["Version"] == "2"


def test_a_refresh_brings_a_mixed_policy(fleet: Fleet):
    of_two_versions(fleet, 2)
    policy = fleet.mixed("m5.large", OnDemandPercentageAboveBaseCapacity=50)
    start(fleet, policy)
    assert fleet.kinds() == {"on-demand": 1, "spot": 1}
    assert "LaunchTemplate" not in fleet.told()


def test_instances_that_match_are_skipped(fleet: Fleet):
    of_two_versions(fleet, 2)
    fleet.update(**fleet.by_template("2"), DesiredCapacity=3)
    first, second, matching = fleet.ids()
    start(fleet, SkipMatching=True)
    assert progress(fleet) == ("Successful", 100, 0)
    assert matching in fleet.ids()
    assert not {first, second} & set(fleet.ids())
    assert fleet.versions() == ["2", "2", "2"]
    ids = fleet.ids()
    start(fleet, SkipMatching=True)
    assert (fleet.ids(), progress(fleet)) == (ids, ("Successful", 100, 0))


def test_an_instance_of_a_type_that_is_listed_no_more_does_not_match(fleet: Fleet):
    fleet.create(DesiredCapacity=1, **fleet.mixed("m5.large", "c5.large"))
    overrides = {"LaunchTemplate": {"Overrides": [{"InstanceType": "c5.large"}]}}
    fleet.update(MixedInstancesPolicy=overrides)
    start(fleet, SkipMatching=True)
    assert fleet.types() == ["c5.large"]


def test_an_instance_of_another_launch_configuration_does_not_match(fleet: Fleet):
    fleet.create(DesiredCapacity=1, LaunchConfigurationName=fleet.new_configuration())
    fleet.update(LaunchConfigurationName=fleet.new_configuration("-new"), DesiredCapacity=2)
    matching = fleet.ids()[1]
    start(fleet, SkipMatching=True)
    told_of = [member["LaunchConfigurationName"] for member in fleet.members()]
    assert (told_of, matching in fleet.ids()) == ([f"{fleet.name}-new"] * 2, True)


def test_a_refresh_rests_while_launches_are_suspended(fleet: Fleet):
    desired = of_two_versions(fleet, 2)
    named = {"AutoScalingGroupName": fleet.name, "ScalingProcesses": ["Launch"]}
    fleet.asg.suspend_processes(**named)
    start(fleet, desired)
    assert (progress(fleet), fleet.versions()) == (("InProgress", 0, 2), ["1", "1"])
    fleet.asg.resume_processes(**named)
    assert (progress(fleet), fleet.versions()) == (("Successful", 100, 0), ["2", "2"])


def test_the_preferences_have_defaults_from_aws_and_from_the_group(fleet: Fleet):
    fleet.create(DesiredCapacity=0, HealthCheckGracePeriod=300)
    start(fleet)
    assert told(fleet)["Preferences"] == {
        "MinHealthyPercentage": 90,
        "InstanceWarmup": 300,
        "SkipMatching": False,
        "AutoRollback": False,
        "ScaleInProtectedInstances": "Wait",
        "StandbyInstances": "Wait",
    }
    policy = {"MinHealthyPercentage": 100, "MaxHealthyPercentage": 150}
    fleet.update(DefaultInstanceWarmup=30, InstanceMaintenancePolicy=policy)
    start(fleet)
    assert told(fleet)["Preferences"].items() >= {**policy, "InstanceWarmup": 30}.items()


def test_a_refresh_waits_at_a_checkpoint_for_its_delay(fleet: Fleet, clock: Clock):
    desired = of_two_versions(fleet)
    start(fleet, desired, CheckpointPercentages=[50, 100], CheckpointDelay=600)
    assert progress(fleet) == ("InProgress", 50, 2)
    assert sorted(fleet.versions()) == ["1", "1", "2", "2"]
    assert fleet.told()["LaunchTemplate"]["Version"] == "1"
    clock.move(599)
    assert progress(fleet) == ("InProgress", 50, 2)
    clock.move(1)
    assert progress(fleet) == ("Successful", 100, 0)
    assert fleet.versions() == ["2"] * 4


def test_a_checkpoint_lasts_an_hour_where_nothing_else_is_said(fleet: Fleet, clock: Clock):
    start(fleet, of_two_versions(fleet), CheckpointPercentages=[25, 100])
    clock.move(3599)
    assert progress(fleet) == ("InProgress", 25, 3)
    clock.move(1)
    assert progress(fleet) == ("Successful", 100, 0)


def warm_versions(fleet: Fleet) -> list[str]:
    told = fleet.asg.describe_warm_pool(AutoScalingGroupName=fleet.name)["Instances"]
    return [member["LaunchTemplate"]["Version"] for member in told]


def test_a_refresh_renews_the_warm_pool_and_a_rollback_does_so_again(fleet: Fleet):
    desired = of_two_versions(fleet, 2)
    fleet.update(MaxSize=3)
    fleet.asg.put_warm_pool(AutoScalingGroupName=fleet.name)
    assert warm_versions(fleet) == ["1"]
    start(fleet, desired, CheckpointPercentages=[50, 100])
    assert (sorted(fleet.versions()), warm_versions(fleet)) == (["1", "2"], ["2"])
    fleet.asg.rollback_instance_refresh(AutoScalingGroupName=fleet.name)
    assert (fleet.versions(), warm_versions(fleet)) == (["1", "1"], ["1"])
    start(fleet, desired)
    assert (fleet.versions(), warm_versions(fleet)) == (["2", "2"], ["2"])


def test_a_refresh_bakes_at_its_end(fleet: Fleet, clock: Clock):
    start(fleet, of_two_versions(fleet), BakeTime=60)
    assert progress(fleet) == ("Baking", 100, 0)
    assert fleet.told()["LaunchTemplate"]["Version"] == "1"
    clock.move(60)
    assert progress(fleet) == ("Successful", 100, 0)
    assert fleet.told()["LaunchTemplate"]["Version"] == "2"


def test_a_refresh_waits_for_lifecycle_hooks(fleet: Fleet):
    desired = of_two_versions(fleet, 2)
    named = {"AutoScalingGroupName": fleet.name, "LifecycleHookName": "hook"}
    fleet.asg.put_lifecycle_hook(**named, LifecycleTransition="autoscaling:EC2_INSTANCE_LAUNCHING")
    start(fleet, desired)
    for done in (50, 100):
        assert progress(fleet)[:2] == ("InProgress", done)
        fleet.asg.complete_lifecycle_action(
            **named, InstanceId=fleet.ids()[-1], LifecycleActionResult="CONTINUE"
        )
    assert progress(fleet) == ("Successful", 100, 0)


def protected(fleet: Fleet) -> str:
    """The first instance, protected from scale-in."""
    first = fleet.ids()[0]
    fleet.asg.set_instance_protection(
        AutoScalingGroupName=fleet.name, InstanceIds=[first], ProtectedFromScaleIn=True
    )
    return first


def in_standby(fleet: Fleet) -> str:
    """The first instance, in standby."""
    first = fleet.ids()[0]
    fleet.asg.enter_standby(
        AutoScalingGroupName=fleet.name, InstanceIds=[first], ShouldDecrementDesiredCapacity=True
    )
    return first


@pytest.mark.parametrize(
    ("prepare", "preferences", "stays"),
    [
        (protected, {"ScaleInProtectedInstances": "Ignore"}, True),
        (protected, {"ScaleInProtectedInstances": "Refresh"}, False),
        (in_standby, {"StandbyInstances": "Ignore"}, True),
        (in_standby, {"StandbyInstances": "Terminate"}, False),
    ],
)
def test_protected_and_standby_instances_are_treated_as_asked(
    fleet: Fleet, prepare: Any, preferences: dict, stays: bool
):
    desired = of_two_versions(fleet, 2)
    first = prepare(fleet)
    start(fleet, desired, **preferences)
    assert progress(fleet) == ("Successful", 100, 0)
    assert (first in fleet.ids()) is stays


@pytest.mark.parametrize("prepare", [protected, in_standby])
def test_a_refresh_fails_after_an_hour_of_waiting_for_an_instance(
    fleet: Fleet, clock: Clock, prepare: Any
):
    desired = of_two_versions(fleet, 2)
    prepare(fleet)
    start(fleet, desired)
    assert progress(fleet) == ("InProgress", 50, 1)
    clock.move(3599)
    assert progress(fleet) == ("InProgress", 50, 1)
    clock.move(1)
    assert progress(fleet) == ("Failed", 50, 1)
    assert fleet.told()["LaunchTemplate"]["Version"] == "1"


def test_a_refresh_goes_on_when_the_protection_ends(fleet: Fleet):
    desired = of_two_versions(fleet, 2)
    first = protected(fleet)
    start(fleet, desired)
    fleet.asg.set_instance_protection(
        AutoScalingGroupName=fleet.name, InstanceIds=[first], ProtectedFromScaleIn=False
    )
    assert progress(fleet) == ("Successful", 100, 0)


def test_an_alarm_that_rings_fails_a_refresh(fleet: Fleet):
    desired = of_two_versions(fleet)
    alarm = fleet.new_alarm()
    watched = {"Alarms": [alarm]}
    start(fleet, desired, AlarmSpecification=watched, CheckpointPercentages=[50, 100])
    fleet.ring(alarm)
    assert progress(fleet) == ("Failed", 50, 2)
    assert alarm in told(fleet)["StatusReason"]
    assert sorted(fleet.versions()) == ["1", "1", "2", "2"]
    assert fleet.told()["LaunchTemplate"]["Version"] == "1"


def test_an_alarm_that_rings_rolls_back_what_was_replaced(fleet: Fleet):
    desired = of_two_versions(fleet)
    alarm = fleet.new_alarm()
    start(
        fleet,
        desired,
        AlarmSpecification={"Alarms": [alarm]},
        AutoRollback=True,
        CheckpointPercentages=[50, 100],
    )
    untouched = [m["InstanceId"] for m in fleet.members() if m["LaunchTemplate"]["Version"] == "1"]
    fleet.ring(alarm)
    assert told(fleet)["Status"] == "RollbackSuccessful"
    assert fleet.versions() == ["1"] * 4
    assert set(untouched) < set(fleet.ids())
    assert fleet.told()["LaunchTemplate"]["Version"] == "1"
    details = told(fleet)["RollbackDetails"]
    assert details["PercentageCompleteOnRollback"] == 50
    assert details["InstancesToUpdateOnRollback"] == 2
    assert alarm in details["RollbackReason"]


@pytest.mark.parametrize(("rollback", "status"), [(True, "RollbackSuccessful"), (False, "Failed")])
def test_an_alarm_that_rings_already_lets_nothing_be_replaced(
    fleet: Fleet, rollback: bool, status: str
):
    desired = of_two_versions(fleet)
    alarm = fleet.new_alarm()
    fleet.ring(alarm)
    before = fleet.ids()
    start(fleet, desired, AlarmSpecification={"Alarms": [alarm]}, AutoRollback=rollback)
    assert (told(fleet)["Status"], fleet.ids()) == (status, before)


def test_a_second_refresh_is_refused_while_one_is_under_way(fleet: Fleet):
    desired = of_two_versions(fleet)
    start(fleet, desired, CheckpointPercentages=[50, 100])
    with pytest.raises(ClientError) as refused:
        start(fleet)
    assert refused.value.response["Error"]["Code"] == "InstanceRefreshInProgress"


def test_a_refresh_is_cancelled_and_leaves_what_it_did(fleet: Fleet):
    desired = of_two_versions(fleet)
    refresh = start(fleet, desired, CheckpointPercentages=[50, 100])
    cancel = fleet.asg.cancel_instance_refresh
    assert cancel(AutoScalingGroupName=fleet.name)["InstanceRefreshId"] == refresh
    assert told(fleet)["Status"] == "Cancelled"
    assert sorted(fleet.versions()) == ["1", "1", "2", "2"]
    with pytest.raises(ClientError) as refused:
        cancel(AutoScalingGroupName=fleet.name)
    assert refused.value.response["Error"]["Code"] == "ActiveInstanceRefreshNotFound"


def test_a_refresh_is_rolled_back_on_request(fleet: Fleet):
    desired = of_two_versions(fleet)
    refresh = start(fleet, desired, CheckpointPercentages=[50, 100])
    answer = fleet.asg.rollback_instance_refresh(AutoScalingGroupName=fleet.name)
    assert answer["InstanceRefreshId"] == refresh
    assert (told(fleet)["Status"], fleet.versions()) == ("RollbackSuccessful", ["1"] * 4)
    with pytest.raises(ClientError) as refused:
        fleet.asg.rollback_instance_refresh(AutoScalingGroupName=fleet.name)
    assert refused.value.response["Error"]["Code"] == "ActiveInstanceRefreshNotFound"


def test_a_refresh_without_a_desired_configuration_cannot_be_rolled_back(fleet: Fleet):
    fleet.create(DesiredCapacity=2)
    start(fleet, CheckpointPercentages=[50, 100])
    with pytest.raises(ClientError) as refused:
        fleet.asg.rollback_instance_refresh(AutoScalingGroupName=fleet.name)
    assert refused.value.response["Error"]["Code"] == "IrreversibleInstanceRefresh"


def test_automatic_rollback_needs_configurations_that_do_not_change_by_themselves(fleet: Fleet):
    desired = of_two_versions(fleet, 0)
    fleet.new_version(ImageId="resolve:ssm:/own/image", InstanceType="m5.large")
    with pytest.raises(ClientError, match="DesiredConfiguration"):
        start(fleet, AutoRollback=True)
    for version, message in (
        ("$Latest", r"\$Latest or \$Default"),
        ("$Default", r"\$Latest or \$Default"),
        ("3", "Systems Manager"),
    ):
        with pytest.raises(ClientError, match=message):
            start(fleet, fleet.by_template(version), AutoRollback=True)
    fleet.update(**fleet.by_template("$Latest"))
    with pytest.raises(ClientError, match=r"\$Latest or \$Default"):
        start(fleet, desired, AutoRollback=True)
    fleet.update(**fleet.by_template("1"))
    start(fleet, desired, AutoRollback=True)
    assert progress(fleet) == ("Successful", 100, 0)


@pytest.mark.parametrize(
    ("preferences", "message"),
    [
        ({"MinHealthyPercentage": 50, "MaxHealthyPercentage": 151}, "cannot be greater than 100"),
        ({"CheckpointDelay": 60}, "requires CheckpointPercentages"),
        ({"CheckpointPercentages": [50, 50]}, "unique and ascending"),
        ({"CheckpointPercentages": [50, 20]}, "unique and ascending"),
        ({"AlarmSpecification": {"Alarms": ["none"]}}, "CloudWatch alarms that exist"),
    ],
)
def test_preferences_are_refused(fleet: Fleet, preferences: dict, message: str):
    fleet.create(DesiredCapacity=0)
    with pytest.raises(ClientError, match=message) as refused:
        start(fleet, **preferences)
    assert refused.value.response["Error"]["Code"] == "ValidationError"
    described = fleet.asg.describe_instance_refreshes(AutoScalingGroupName=fleet.name)
    assert described["InstanceRefreshes"] == []


def test_another_strategy_is_refused(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    with pytest.raises(ClientError, match="strategy Rolling only"):
        fleet.asg.start_instance_refresh(
            AutoScalingGroupName=fleet.name, Strategy="ReplaceRootVolume"
        )


def test_a_desired_configuration_is_one_of_both_kinds_and_exists(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    both = {**fleet.by_template("1"), **fleet.mixed("m5.large")}
    with pytest.raises(ClientError, match="either a LaunchTemplate or a MixedInstancesPolicy"):
        start(fleet, both)
    with pytest.raises(ClientError, match="Could not find the specified version 7"):
        start(fleet, fleet.by_template("7"))


def test_what_is_replaced_while_a_refresh_bakes_has_the_desired_configuration(
    fleet: Fleet, clock: Clock
):
    start(fleet, of_two_versions(fleet, 2), BakeTime=60)
    fleet.asg.set_instance_health(InstanceId=fleet.ids()[0], HealthStatus="Unhealthy")
    assert (progress(fleet)[0], fleet.versions()) == ("Baking", ["2", "2"])
    clock.move(60)
    assert (progress(fleet)[0], fleet.versions()) == ("Successful", ["2", "2"])


def test_a_last_checkpoint_below_100_ends_the_refresh_and_leaves_the_rest(fleet: Fleet):
    start(fleet, of_two_versions(fleet), CheckpointPercentages=[50])
    assert progress(fleet) == ("Successful", 50, 2)
    assert sorted(fleet.versions()) == ["1", "1", "2", "2"]


def test_a_rollback_of_a_group_updated_before_its_refresh_keeps_version_2_and_half_at_version_1(
    fleet: Fleet,
):
    # The order of the official provider: hashicorp/terraform-provider-aws#34189.
    desired = of_two_versions(fleet)
    alarm = fleet.new_alarm()
    fleet.update(**desired)
    start(
        fleet,
        desired,
        AlarmSpecification={"Alarms": [alarm]},
        AutoRollback=True,
        CheckpointPercentages=[50, 100],
    )
    assert progress(fleet) == ("InProgress", 50, 2)
    fleet.ring(alarm)
    assert told(fleet)["Status"] == "RollbackSuccessful"
    assert fleet.told()["LaunchTemplate"]["Version"] == "2"
    assert sorted(fleet.versions()) == ["1", "1", "2", "2"]


@pytest.mark.parametrize(("rollback", "status"), [(True, "RollbackSuccessful"), (False, "Failed")])
def test_a_refresh_that_cannot_launch_for_an_hour_fails_and_the_group_is_whole_again(
    fleet: Fleet, clock: Clock, rollback: bool, status: str
):
    copied = fleet.ec2.copy_image(
        SourceImageId=fleet.images["x86_64"], SourceRegion=fleet.aws.region, Name=fleet.name
    )["ImageId"]
    fleet.new_version(ImageId=copied, InstanceType="m5.large")
    fleet.create(DesiredCapacity=2)
    named = {"AutoScalingGroupName": fleet.name, "ScalingProcesses": ["Launch"]}
    fleet.asg.suspend_processes(**named)
    start(fleet, fleet.by_template("2"), AutoRollback=rollback)
    fleet.ec2.deregister_image(ImageId=copied)
    fleet.asg.resume_processes(**named)
    assert (progress(fleet)[0], fleet.versions()) == ("InProgress", ["1"])
    clock.move(3599)
    assert (progress(fleet)[0], fleet.versions()) == ("InProgress", ["1"])
    clock.move(1)
    assert (progress(fleet)[0], fleet.versions()) == (status, ["1", "1"])
    assert "could not be launched" in told(fleet)["StatusReason"]
