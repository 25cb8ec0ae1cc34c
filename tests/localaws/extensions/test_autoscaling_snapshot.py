"""Auto Scaling groups in a snapshot: everything comes back, and lives on."""

from pathlib import Path

from localaws import snapshot
from tests.localaws.extensions.fleets import Clock, Fleet


def test_a_group_comes_back_whole_and_lives_on(fleet: Fleet, clock: Clock, tmp_path: Path):
    named = {"AutoScalingGroupName": fleet.name}
    arn = fleet.new_target_group()
    topic = fleet.aws.sns.create_topic(Name=fleet.name)["TopicArn"]
    fleet.new_version(InstanceType="m5.large")
    fleet.create(
        DesiredCapacity=4,
        TargetGroupARNs=[arn],
        DefaultInstanceWarmup=30,
        **fleet.mixed("m5.large", OnDemandPercentageAboveBaseCapacity=50),
    )
    fleet.asg.put_warm_pool(**named, MaxGroupPreparedCapacity=5)
    fleet.asg.put_notification_configuration(
        **named, TopicARN=topic, NotificationTypes=["autoscaling:EC2_INSTANCE_LAUNCH"]
    )
    tracked = {"PredefinedMetricType": "ASGAverageCPUUtilization"}
    fleet.asg.put_scaling_policy(
        **named,
        PolicyName="cpu",
        PolicyType="TargetTrackingScaling",
        TargetTrackingConfiguration={"PredefinedMetricSpecification": tracked, "TargetValue": 50.0},
    )
    fleet.asg.put_scheduled_update_group_action(
        **named, ScheduledActionName="night", Recurrence="0 20 * * *", DesiredCapacity=0
    )
    policy = fleet.mixed("m5.large", OnDemandPercentageAboveBaseCapacity=50)
    launch = policy["MixedInstancesPolicy"]["LaunchTemplate"]
    launch["LaunchTemplateSpecification"]["Version"] = "2"
    fleet.asg.start_instance_refresh(
        **named,
        DesiredConfiguration=policy,
        Preferences={"CheckpointPercentages": [50, 100], "CheckpointDelay": 60},
    )
    fleet.asg.put_lifecycle_hook(
        **named,
        LifecycleHookName="hook",
        LifecycleTransition="autoscaling:EC2_INSTANCE_TERMINATING",
        HeartbeatTimeout=30,
    )
    before = everything(fleet)
    assert before["refresh"]["Status"] == "InProgress"

    snapshot.save(tmp_path / "state", 1, 0)
    fleet.remove()
    assert snapshot.restore(tmp_path / "state") == snapshot.Restored(1, 0)

    assert everything(fleet) == before
    clock.move(60)
    assert "Terminating:Wait" in fleet.states()
    for _ in range(2):
        clock.move(30)
        fleet.told()
    assert everything(fleet)["refresh"]["Status"] == "Successful"
    assert fleet.versions() == ["2"] * 4
    assert fleet.targets(arn) == sorted(fleet.ids())
    fleet.ec2.terminate_instances(InstanceIds=fleet.ids()[:1])
    assert fleet.kinds() == {"on-demand": 2, "spot": 2}


def everything(fleet: Fleet) -> dict:
    named = {"AutoScalingGroupName": fleet.name}
    asg = fleet.asg
    return {
        "group": fleet.told(),
        "activities": fleet.activities(),
        "warm": asg.describe_warm_pool(**named)["Instances"],
        "hooks": asg.describe_lifecycle_hooks(**named)["LifecycleHooks"],
        "policies": asg.describe_policies(**named)["ScalingPolicies"],
        "schedules": asg.describe_scheduled_actions(**named)["ScheduledUpdateGroupActions"],
        "refresh": asg.describe_instance_refreshes(**named)["InstanceRefreshes"][0],
        "notifications": asg.describe_notification_configurations(
            AutoScalingGroupNames=[fleet.name]
        )["NotificationConfigurations"],
        "machines": [(m["InstanceId"], m["State"]["Name"]) for m in fleet.machines()],
    }
