"""Auto Scaling groups: unhealthy instances are replaced, suspended processes do not run, instances come by hand."""

import pytest
from botocore.exceptions import ClientError

from tests.localaws.extensions.fleets import Fleet


def suspend(fleet: Fleet, *processes: str) -> None:
    fleet.asg.suspend_processes(AutoScalingGroupName=fleet.name, ScalingProcesses=list(processes))


def resume(fleet: Fleet, *processes: str) -> None:
    fleet.asg.resume_processes(AutoScalingGroupName=fleet.name, ScalingProcesses=list(processes))


def unhealthy(fleet: Fleet, instance: str) -> None:
    fleet.asg.set_instance_health(InstanceId=instance, HealthStatus="Unhealthy")


def terminated(fleet: Fleet, instance: str) -> None:
    fleet.ec2.terminate_instances(InstanceIds=[instance])


def stopped(fleet: Fleet, instance: str) -> None:
    fleet.ec2.stop_instances(InstanceIds=[instance])


FAILURES = {"unhealthy": unhealthy, "terminated": terminated, "stopped": stopped}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failed_instance_is_replaced_at_once_by_one_like_it(fleet: Fleet, failure: str):
    target_group = fleet.new_target_group()
    tags = [{"Key": "team", "Value": "a", "PropagateAtLaunch": True}]
    fleet.create(DesiredCapacity=2, TargetGroupARNs=[target_group], Tags=tags)
    lost, kept = fleet.ids()
    FAILURES[failure](fleet, lost)
    assert fleet.state_of(lost) == "terminated"
    assert len(fleet.ids()) == 2
    assert fleet.ids()[0] == kept
    new = fleet.ids()[1]
    assert fleet.states() == ["InService", "InService"]
    assert fleet.tags_of(new)["team"] == "a"
    assert fleet.targets(target_group) == sorted([kept, new])


def test_the_replacement_is_of_the_kind_that_is_missing_and_of_the_newest_version(fleet: Fleet):
    policy = fleet.mixed("m5.large", OnDemandBaseCapacity=1, OnDemandPercentageAboveBaseCapacity=0)
    named = policy["MixedInstancesPolicy"]["LaunchTemplate"]["LaunchTemplateSpecification"]
    named["Version"] = "$Latest"
    fleet.create(DesiredCapacity=3, **policy)
    fleet.new_version(InstanceType="m5.large")
    on_demand, spot, _ = fleet.ids()
    for lost in (on_demand, spot):
        terminated(fleet, lost)
        assert fleet.kinds() == {"on-demand": 1, "spot": 2}
    assert fleet.versions() == ["1", "2", "2"]


@pytest.mark.parametrize("process", ["ReplaceUnhealthy", "HealthCheck", "Terminate"])
def test_an_unhealthy_instance_stays_while_its_replacement_is_suspended(fleet: Fleet, process: str):
    fleet.create()
    (instance,) = fleet.ids()
    suspend(fleet, process)
    unhealthy(fleet, instance)
    assert [(m["InstanceId"], m["HealthStatus"]) for m in fleet.members()] == [
        (instance, "Unhealthy")
    ]
    assert fleet.state_of(instance) == "running"
    resume(fleet, process)
    assert instance not in fleet.ids()
    assert len(fleet.ids()) == 1


def test_a_terminated_instance_is_not_noticed_while_the_health_check_is_suspended(fleet: Fleet):
    fleet.create()
    (instance,) = fleet.ids()
    suspend(fleet, "HealthCheck")
    terminated(fleet, instance)
    assert [(m["InstanceId"], m["HealthStatus"]) for m in fleet.members()] == [
        (instance, "Healthy")
    ]


def test_nothing_is_launched_while_that_is_suspended(fleet: Fleet):
    fleet.create(DesiredCapacity=2)
    suspend(fleet, "Launch")
    terminated(fleet, fleet.ids()[0])
    fleet.desire(4)
    assert len(fleet.ids()) == 1
    resume(fleet, "Launch")
    assert len(fleet.ids()) == 4


def test_nothing_is_terminated_while_that_is_suspended(fleet: Fleet):
    fleet.create(DesiredCapacity=3)
    suspend(fleet, "Terminate")
    fleet.desire(1)
    assert len(fleet.ids()) == 3
    resume(fleet)
    assert len(fleet.ids()) == 1


def test_suspended_processes_are_told_until_they_are_resumed(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    suspend(fleet, "Launch", "Terminate")
    told = {p["ProcessName"]: p["SuspensionReason"] for p in fleet.told()["SuspendedProcesses"]}
    assert set(told) == {"Launch", "Terminate"}
    assert told["Launch"].startswith("User suspended at ")
    resume(fleet, "Launch")
    assert [p["ProcessName"] for p in fleet.told()["SuspendedProcesses"]] == ["Terminate"]
    suspend(fleet)
    assert len(fleet.told()["SuspendedProcesses"]) == 9
    with pytest.raises(ClientError, match="Invalid scaling process types: Sleep"):
        suspend(fleet, "Sleep")


def test_termination_protection_of_ec2_does_not_hold_auto_scaling_back(fleet: Fleet):
    fleet.new_version(InstanceType="m5.large", DisableApiTermination=True)
    fleet.create(**fleet.by_template("2"))
    (instance,) = fleet.ids()
    with pytest.raises(ClientError, match="disableApiTermination"):
        terminated(fleet, instance)
    fleet.desire(0)
    assert fleet.state_of(instance) == "terminated"


def test_an_instance_in_standby_is_not_served_not_checked_and_not_counted(fleet: Fleet):
    target_group = fleet.new_target_group()
    fleet.create(DesiredCapacity=1, TargetGroupARNs=[target_group])
    (instance,) = fleet.ids()
    named = {"AutoScalingGroupName": fleet.name, "InstanceIds": [instance]}
    fleet.asg.enter_standby(**named, ShouldDecrementDesiredCapacity=True)
    assert (fleet.states(), fleet.told()["DesiredCapacity"]) == (["Standby"], 0)
    assert fleet.targets(target_group) == []
    stopped(fleet, instance)
    assert fleet.ids() == [instance]
    fleet.ec2.start_instances(InstanceIds=[instance])
    fleet.asg.exit_standby(**named)
    assert (fleet.states(), fleet.told()["DesiredCapacity"]) == (["InService"], 1)
    assert fleet.targets(target_group) == [instance]


def test_an_instance_that_is_terminated_in_standby_leaves_the_group(fleet: Fleet):
    fleet.create(DesiredCapacity=1)
    (instance,) = fleet.ids()
    fleet.asg.enter_standby(
        AutoScalingGroupName=fleet.name,
        InstanceIds=[instance],
        ShouldDecrementDesiredCapacity=True,
    )
    terminated(fleet, instance)
    assert fleet.ids() == []


def test_an_instance_that_goes_to_standby_is_stood_in_for(fleet: Fleet):
    fleet.create(DesiredCapacity=1)
    (instance,) = fleet.ids()
    fleet.asg.enter_standby(
        AutoScalingGroupName=fleet.name,
        InstanceIds=[instance],
        ShouldDecrementDesiredCapacity=False,
    )
    assert fleet.states() == ["Standby", "InService"]


def test_a_detached_instance_runs_on_without_the_group(fleet: Fleet):
    target_group = fleet.new_target_group()
    fleet.create(DesiredCapacity=2, TargetGroupARNs=[target_group])
    leaving, staying = fleet.ids()
    fleet.asg.detach_instances(
        AutoScalingGroupName=fleet.name,
        InstanceIds=[leaving],
        ShouldDecrementDesiredCapacity=True,
    )
    assert (fleet.ids(), fleet.targets(target_group)) == ([staying], [staying])
    assert fleet.state_of(leaving) == "running"
    assert "aws:autoscaling:groupName" not in fleet.tags_of(leaving)
    fleet.ec2.terminate_instances(InstanceIds=[leaving])


def test_an_attached_instance_raises_the_desired_capacity(fleet: Fleet):
    target_group = fleet.new_target_group()
    fleet.create(DesiredCapacity=0, MaxSize=1, TargetGroupARNs=[target_group])
    made = fleet.ec2.run_instances(
        LaunchTemplate={"LaunchTemplateId": fleet.template},
        SubnetId=fleet.subnets[0],
        MinCount=1,
        MaxCount=1,
    )
    instance = made["Instances"][0]["InstanceId"]
    named = {"AutoScalingGroupName": fleet.name, "InstanceIds": [instance]}
    fleet.asg.attach_instances(**named)
    assert (fleet.ids(), fleet.told()["DesiredCapacity"]) == ([instance], 1)
    assert fleet.targets(target_group) == [instance]
    assert fleet.tags_of(instance)["aws:autoscaling:groupName"] == fleet.name
    with pytest.raises(ClientError, match="please update the AutoScalingGroup sizes"):
        fleet.asg.attach_instances(**named)


def test_an_instance_is_terminated_by_hand_with_or_without_a_replacement(fleet: Fleet):
    fleet.create(DesiredCapacity=2, MinSize=1)
    terminate = fleet.asg.terminate_instance_in_auto_scaling_group
    first, second = fleet.ids()
    answer = terminate(InstanceId=first, ShouldDecrementDesiredCapacity=False)
    assert answer["Activity"]["Description"] == f"Terminating EC2 instance: {first}"
    assert len(fleet.ids()) == 2
    terminate(InstanceId=second, ShouldDecrementDesiredCapacity=True)
    assert (len(fleet.ids()), fleet.told()["DesiredCapacity"]) == (1, 1)
    (last,) = fleet.ids()
    with pytest.raises(ClientError, match="desiredSize equals minSize"):
        terminate(InstanceId=last, ShouldDecrementDesiredCapacity=True)
    assert fleet.ids() == [last]


def test_only_instances_in_the_right_state_and_of_the_group_go_to_standby_and_back(fleet: Fleet):
    fleet.create(DesiredCapacity=1)
    (instance,) = fleet.ids()
    named = {"AutoScalingGroupName": fleet.name, "InstanceIds": [instance]}
    with pytest.raises(ClientError, match="is not in Standby state"):
        fleet.asg.exit_standby(**named)
    fleet.asg.enter_standby(**named, ShouldDecrementDesiredCapacity=True)
    with pytest.raises(ClientError, match="is not in InService state"):
        fleet.asg.enter_standby(**named, ShouldDecrementDesiredCapacity=True)
    with pytest.raises(ClientError, match="is not part of Auto Scaling group"):
        fleet.asg.exit_standby(AutoScalingGroupName=fleet.name, InstanceIds=["i-0123456789abcdef0"])


def test_a_health_that_does_not_exist_is_refused(fleet: Fleet):
    fleet.create(DesiredCapacity=1)
    (instance,) = fleet.ids()
    with pytest.raises(ClientError, match="Valid instance health states"):
        fleet.asg.set_instance_health(InstanceId=instance, HealthStatus="Ill")


def test_a_stopped_instance_is_not_attached(fleet: Fleet):
    fleet.create(DesiredCapacity=1, MaxSize=2)
    (instance,) = fleet.ids()
    fleet.asg.detach_instances(
        AutoScalingGroupName=fleet.name,
        InstanceIds=[instance],
        ShouldDecrementDesiredCapacity=True,
    )
    stopped(fleet, instance)
    with pytest.raises(ClientError, match="is not in correct state"):
        fleet.asg.attach_instances(AutoScalingGroupName=fleet.name, InstanceIds=[instance])
    fleet.ec2.terminate_instances(InstanceIds=[instance])


def test_instances_of_nobody_are_no_group_s(fleet: Fleet):
    for call in (
        lambda: unhealthy(fleet, "i-0123456789abcdef0"),
        lambda: fleet.asg.terminate_instance_in_auto_scaling_group(
            InstanceId="i-0123456789abcdef0", ShouldDecrementDesiredCapacity=False
        ),
    ):
        with pytest.raises(ClientError, match="No managed instance found"):
            call()
