"""Auto Scaling lifecycle hooks: what they say, and that instances wait for them."""

import json

import pytest
from botocore.exceptions import ClientError

from tests.localaws.extensions.fleets import Clock, Fleet

LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING"
TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING"


def put(fleet: Fleet, name: str = "hook", **more: object) -> None:
    fleet.asg.put_lifecycle_hook(AutoScalingGroupName=fleet.name, LifecycleHookName=name, **more)


def complete(fleet: Fleet, instance: str, result: str, name: str = "hook") -> None:
    fleet.asg.complete_lifecycle_action(
        AutoScalingGroupName=fleet.name,
        LifecycleHookName=name,
        InstanceId=instance,
        LifecycleActionResult=result,
    )


def hooks(fleet: Fleet) -> dict[str, dict]:
    told = fleet.asg.describe_lifecycle_hooks(AutoScalingGroupName=fleet.name)["LifecycleHooks"]
    return {hook["LifecycleHookName"]: hook for hook in told}


def waiting(fleet: Fleet, **more: object) -> str:
    """An instance that waits for a launching hook."""
    fleet.create(DesiredCapacity=0)
    put(fleet, LifecycleTransition=LAUNCHING, **more)
    fleet.desire(1)
    (instance,) = fleet.ids()
    return instance


def leaving(fleet: Fleet, **more: object) -> str:
    """An instance that waits for a terminating hook."""
    fleet.create(DesiredCapacity=1)
    put(fleet, LifecycleTransition=TERMINATING, **more)
    (instance,) = fleet.ids()
    fleet.desire(0)
    return instance


def test_a_hook_is_told_in_full_changed_in_part_and_deleted(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    queue = fleet.new_queue()
    role = f"arn:aws:iam::{fleet.aws.account}:role/Notifier"
    put(
        fleet,
        LifecycleTransition=LAUNCHING,
        NotificationMetadata="note",
        RoleARN=role,
        NotificationTargetARN=queue,
        HeartbeatTimeout=60,
        DefaultResult="CONTINUE",
    )
    whole = {
        "LifecycleHookName": "hook",
        "AutoScalingGroupName": fleet.name,
        "LifecycleTransition": LAUNCHING,
        "NotificationMetadata": "note",
        "RoleARN": role,
        "NotificationTargetARN": queue,
        "HeartbeatTimeout": 60,
        "GlobalTimeout": 6000,
        "DefaultResult": "CONTINUE",
    }
    assert hooks(fleet) == {"hook": whole}
    put(fleet, HeartbeatTimeout=7200, NotificationTargetARN="")
    del whole["NotificationTargetARN"]
    assert hooks(fleet) == {"hook": {**whole, "HeartbeatTimeout": 7200, "GlobalTimeout": 172800}}
    fleet.asg.delete_lifecycle_hook(AutoScalingGroupName=fleet.name, LifecycleHookName="hook")
    assert hooks(fleet) == {}


def test_a_hook_has_the_defaults_of_aws(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    put(fleet, LifecycleTransition=TERMINATING)
    told = hooks(fleet)["hook"]
    assert (told["HeartbeatTimeout"], told["DefaultResult"]) == (3600, "ABANDON")
    assert not {"RoleARN", "NotificationTargetARN", "NotificationMetadata"} & set(told)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "LifecycleTransition must be"),
        ({"LifecycleTransition": "autoscaling:OTHER"}, "LifecycleTransition must be"),
        ({"LifecycleTransition": LAUNCHING, "HeartbeatTimeout": 29}, "from 30 to 7200"),
        ({"LifecycleTransition": LAUNCHING, "HeartbeatTimeout": 7201}, "from 30 to 7200"),
        ({"LifecycleTransition": LAUNCHING, "DefaultResult": "STOP"}, "CONTINUE or ABANDON"),
    ],
)
def test_a_hook_is_refused(fleet: Fleet, given: dict, message: str):
    fleet.create(DesiredCapacity=0)
    with pytest.raises(ClientError, match=message):
        put(fleet, **given)
    assert hooks(fleet) == {}


def test_the_first_instances_wait_for_hooks_that_the_group_is_created_with(fleet: Fleet):
    fleet.create(
        LifecycleHookSpecificationList=[
            {"LifecycleHookName": "first", "LifecycleTransition": LAUNCHING}
        ]
    )
    assert fleet.states() == ["Pending:Wait"]
    assert set(hooks(fleet)) == {"first"}


def test_an_instance_that_waits_is_not_served_until_its_launch_goes_on(fleet: Fleet):
    instance = waiting(fleet)
    target_group = fleet.new_target_group()
    fleet.asg.attach_load_balancer_target_groups(
        AutoScalingGroupName=fleet.name, TargetGroupARNs=[target_group]
    )
    assert (fleet.states(), fleet.targets(target_group)) == (["Pending:Wait"], [])
    assert fleet.activities()[0]["StatusCode"] == "MidLifecycleAction"
    complete(fleet, instance, "CONTINUE")
    assert (fleet.states(), fleet.targets(target_group)) == (["InService"], [instance])
    assert fleet.activities()[0]["StatusCode"] == "Successful"
    with pytest.raises(ClientError, match="No active Lifecycle Action found"):
        complete(fleet, instance, "CONTINUE")


def test_an_abandoned_launch_is_terminated_and_tried_anew(fleet: Fleet):
    instance = waiting(fleet)
    complete(fleet, instance, "ABANDON")
    assert fleet.state_of(instance) == "terminated"
    assert fleet.states() == ["Pending:Wait"]
    assert fleet.ids() != [instance]


def test_an_instance_waits_for_all_hooks(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    for name in ("one", "two"):
        put(fleet, name, LifecycleTransition=LAUNCHING)
    fleet.desire(1)
    (instance,) = fleet.ids()
    complete(fleet, instance, "CONTINUE", "one")
    assert fleet.states() == ["Pending:Wait"]
    complete(fleet, instance, "CONTINUE", "two")
    assert fleet.states() == ["InService"]


@pytest.mark.parametrize(("result", "same"), [("CONTINUE", True), ("ABANDON", False)])
def test_after_its_timeout_a_launch_has_the_default_result(
    fleet: Fleet, clock: Clock, result: str, same: bool
):
    instance = waiting(fleet, HeartbeatTimeout=30, DefaultResult=result)
    clock.move(29)
    assert (fleet.states(), fleet.ids()) == (["Pending:Wait"], [instance])
    clock.move(1)
    assert (fleet.ids() == [instance]) is same
    assert fleet.states() == ["InService" if same else "Pending:Wait"]


def test_a_heartbeat_starts_the_timeout_anew_but_not_for_ever(fleet: Fleet, clock: Clock):
    instance = waiting(fleet, HeartbeatTimeout=30, DefaultResult="CONTINUE")
    named = {"AutoScalingGroupName": fleet.name, "LifecycleHookName": "hook"}
    for _ in range(119):
        clock.move(25)
        fleet.asg.record_lifecycle_action_heartbeat(**named, InstanceId=instance)
    assert fleet.states() == ["Pending:Wait"]  # after 2975 of 3000 seconds
    clock.move(25)
    assert fleet.states() == ["InService"]


@pytest.mark.parametrize("result", ["CONTINUE", "ABANDON"])
def test_a_terminating_instance_waits_out_of_service_until_it_is_let_go(fleet: Fleet, result: str):
    instance = leaving(fleet)
    assert (fleet.states(), fleet.state_of(instance)) == (["Terminating:Wait"], "running")
    complete(fleet, instance, result)
    assert (fleet.ids(), fleet.state_of(instance)) == ([], "terminated")


def test_a_terminating_instance_is_stood_in_for_while_it_waits(fleet: Fleet):
    fleet.create(DesiredCapacity=1)
    put(fleet, LifecycleTransition=TERMINATING)
    (instance,) = fleet.ids()
    fleet.asg.set_instance_health(InstanceId=instance, HealthStatus="Unhealthy")
    assert fleet.states() == ["Terminating:Wait", "InService"]


def test_a_terminating_instance_goes_after_its_timeout(fleet: Fleet, clock: Clock):
    instance = leaving(fleet, HeartbeatTimeout=60)
    clock.move(59)
    assert fleet.ids() == [instance]
    clock.move(1)
    assert fleet.ids() == []


def test_an_abandoned_termination_is_retained_where_the_group_says_so(fleet: Fleet):
    instance = leaving(fleet)
    triggers = {"TerminateHookAbandon": "retain"}
    fleet.update(InstanceLifecyclePolicy={"RetentionTriggers": triggers})
    complete(fleet, instance, "ABANDON")
    assert (fleet.states(), fleet.state_of(instance)) == (["Terminating:Retained"], "running")


def test_a_deleted_hook_abandons_launches_and_lets_terminations_go_on(fleet: Fleet):
    fleet.create(DesiredCapacity=1)
    put(fleet, "in", LifecycleTransition=LAUNCHING)
    put(fleet, "out", LifecycleTransition=TERMINATING)
    first = fleet.ids()[0]
    fleet.asg.set_instance_health(InstanceId=first, HealthStatus="Unhealthy")
    pending = fleet.ids()[1]
    assert fleet.states() == ["Terminating:Wait", "Pending:Wait"]
    for name in ("out", "in"):
        fleet.asg.delete_lifecycle_hook(AutoScalingGroupName=fleet.name, LifecycleHookName=name)
    assert [fleet.state_of(instance) for instance in (first, pending)] == ["terminated"] * 2
    assert fleet.states() == ["InService"]


def test_a_target_gets_a_test_message_and_then_the_token_that_completes_the_action(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    queue = fleet.new_queue()
    put(
        fleet,
        LifecycleTransition=LAUNCHING,
        NotificationTargetARN=queue,
        RoleARN=f"arn:aws:iam::{fleet.aws.account}:role/Notifier",
        NotificationMetadata="note",
    )
    (test,) = (json.loads(body) for body in fleet.received())
    assert test["Event"] == "autoscaling:TEST_NOTIFICATION"
    fleet.desire(1)
    (message,) = (json.loads(body) for body in fleet.received())
    assert (message["EC2InstanceId"], message["NotificationMetadata"]) == (fleet.ids()[0], "note")
    assert (message["LifecycleHookName"], message["LifecycleTransition"]) == ("hook", LAUNCHING)
    fleet.asg.complete_lifecycle_action(
        AutoScalingGroupName=fleet.name,
        LifecycleHookName="hook",
        LifecycleActionToken=message["LifecycleActionToken"],
        LifecycleActionResult="CONTINUE",
    )
    assert fleet.states() == ["InService"]


def test_results_and_hooks_that_do_not_exist_are_refused(fleet: Fleet):
    instance = waiting(fleet)
    with pytest.raises(ClientError, match="must be CONTINUE or ABANDON"):
        complete(fleet, instance, "STOP")
    with pytest.raises(ClientError, match="No active Lifecycle Action found"):
        complete(fleet, instance, "CONTINUE", "other")
    with pytest.raises(ClientError, match="No Lifecycle Hook found: other"):
        fleet.asg.delete_lifecycle_hook(AutoScalingGroupName=fleet.name, LifecycleHookName="other")
    assert fleet.states() == ["Pending:Wait"]


def test_a_group_has_fifty_hooks_at_most(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    for number in range(50):
        put(fleet, f"hook-{number}", LifecycleTransition=LAUNCHING)
    with pytest.raises(ClientError, match="at most 50"):
        put(fleet, "one-more", LifecycleTransition=LAUNCHING)
    put(fleet, "hook-0", HeartbeatTimeout=60)
    assert len(hooks(fleet)) == 50


def test_a_target_that_does_not_exist_is_refused(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    missing = f"arn:aws:sqs:{fleet.aws.region}:{fleet.aws.account}:none"
    with pytest.raises(ClientError, match="Unable to publish test message"):
        put(fleet, LifecycleTransition=LAUNCHING, NotificationTargetARN=missing)


def test_a_forced_deletion_waits_for_no_hook(fleet: Fleet):
    fleet.create(DesiredCapacity=1)
    put(fleet, LifecycleTransition=TERMINATING)
    (instance,) = fleet.ids()
    fleet.remove()
    assert fleet.state_of(instance) == "terminated"


def test_an_instance_that_is_terminated_while_its_launch_waits_is_gone_at_once(fleet: Fleet):
    instance = waiting(fleet)
    fleet.desire(0)
    assert (fleet.ids(), fleet.state_of(instance)) == ([], "terminated")
    statuses = [activity["StatusCode"] for activity in fleet.activities()]
    assert statuses == ["Successful", "Cancelled"]


def test_an_instance_that_waits_for_its_termination_is_not_terminated_twice(fleet: Fleet):
    fleet.create(DesiredCapacity=2)
    put(fleet, LifecycleTransition=TERMINATING)
    instance = fleet.ids()[0]
    named = {"InstanceId": instance, "ShouldDecrementDesiredCapacity": True}
    fleet.asg.terminate_instance_in_auto_scaling_group(**named)
    with pytest.raises(ClientError, match="is being terminated already"):
        fleet.asg.terminate_instance_in_auto_scaling_group(**named)
    assert fleet.told()["DesiredCapacity"] == 1
    complete(fleet, instance, "CONTINUE")
    assert fleet.state_of(instance) == "terminated"
