"""What the official provider does with Auto Scaling groups beyond what one group's life shows."""

from collections.abc import Callable

import pytest

from localaws.check import check
from localaws.ledger import Ledger
from localaws.provider.lifecycle import MissingReferenceError, Resource
from tests.localaws.lives import Scene, Values
from tests.localaws.rows.fleets import another_version, target_group, with_group, with_template
from tests.localaws.rows.machines import image
from tests.localaws.world import Aws, scene

GROUP = "aws:autoscaling/group:Group"
NOTIFICATION = "aws:autoscaling/notification:Notification"
POLICY = "aws:autoscaling/policy:Policy"
LAUNCH = "autoscaling:EC2_INSTANCE_LAUNCH"

Make = Callable[[str], Resource]


@pytest.fixture
def make(aws: Aws, ledger: Ledger) -> Make:
    """Makes a resource of a type."""

    def of_type(token: str) -> Resource:
        urn = f"urn:pulumi:stack::project::{token}::{scene().name}"
        return Resource(urn, token, aws.session, ledger)

    return of_type


def fleet(s: Scene, **more: object) -> Values:
    inputs = {
        "healthCheckGracePeriod": 300,
        "launchTemplate": {"id": s.template, "version": "1"},
        "maxSize": 4,
        "metricsGranularity": "1Minute",
        "minSize": 1,
        "name": f"{s.name}-fleet",
        "protectFromScaleIn": False,
        "vpcZoneIdentifiers": [s.subnet],
        **more,
    }
    assert check(GROUP, inputs) == []
    return inputs


def capacity(aws: Aws, name: str) -> int:
    asked = {"AutoScalingGroupNames": [name]}
    (group,) = aws.autoscaling.describe_auto_scaling_groups(**asked)["AutoScalingGroups"]
    return int(group["DesiredCapacity"])


def scale(aws: Aws, name: str, number: int) -> None:
    aws.autoscaling.set_desired_capacity(AutoScalingGroupName=name, DesiredCapacity=number)


def running(aws: Aws, name: str) -> list[str]:
    """The instances that were launched for a group and are there yet."""
    of_group = {"Name": "tag:aws:autoscaling:groupName", "Values": [name]}
    alive = {"Name": "instance-state-name", "Values": ["pending", "running", "stopped"]}
    found = aws.ec2.describe_instances(Filters=[of_group, alive])["Reservations"]
    return [i["InstanceId"] for reservation in found for i in reservation["Instances"]]


def test_a_capacity_that_the_program_leaves_open_is_no_drift_and_stays(make: Make, aws: Aws):
    resource, old = make(GROUP), fleet(with_template(aws))
    resource_id, state = resource.create(old, ())
    assert state["desiredCapacity"] == 1
    scale(aws, resource_id, 3)
    told, inputs = resource.read(resource_id, old, state) or ({}, {})
    assert (told["desiredCapacity"], inputs) == (3, old)
    resource.update(resource_id, old, {**old, "maxSize": 5}, told, ())
    assert capacity(aws, resource_id) == 3
    resource.delete(resource_id, told)


def test_a_capacity_that_the_program_sets_is_sent_only_when_the_program_changes_it(
    make: Make, aws: Aws
):
    resource, old = make(GROUP), fleet(with_template(aws), desiredCapacity=2)
    resource_id, state = resource.create(old, ())
    scale(aws, resource_id, 4)
    new = {**old, "defaultCooldown": 60}
    state = resource.update(resource_id, old, new, state, ())
    assert capacity(aws, resource_id) == 4
    assert (resource.read(resource_id, new, state) or ({}, {}))[1]["desiredCapacity"] == 4
    newer = {**new, "desiredCapacity": 3}
    state = resource.update(resource_id, new, newer, state, ())
    assert capacity(aws, resource_id) == 3
    resource.delete(resource_id, state)


@pytest.mark.parametrize("forced", [True, False])
def test_the_instances_go_with_their_group_however_it_is_deleted(make: Make, aws: Aws, forced):
    warm = {"minSize": 1}
    inputs = fleet(
        with_template(aws), forceDelete=forced, minSize=2, protectFromScaleIn=True, warmPool=warm
    )
    resource = make(GROUP)
    resource_id, state = resource.create(inputs, ())
    assert len(running(aws, resource_id)) == 4
    resource.delete(resource_id, state)
    assert running(aws, resource_id) == []


def unfit(aws: Aws) -> Scene:
    """A template whose image is not for its instance type: it can be named, and never be launched."""
    s = with_template(aws)
    another_version(aws, s.template, ImageId=image(aws, "arm64"))
    return s


def groups(aws: Aws, name: str) -> list[str]:
    asked = {"AutoScalingGroupNames": [name]}
    found = aws.autoscaling.describe_auto_scaling_groups(**asked)["AutoScalingGroups"]
    return [group["AutoScalingGroupName"] for group in found]


def test_a_group_whose_instances_cannot_be_launched_is_an_error_and_is_taken_back(
    make: Make, aws: Aws
):
    s = unfit(aws)
    inputs = fleet(s, launchTemplate={"id": s.template, "version": "3"})
    with pytest.raises(RuntimeError, match="architecture"):
        make(GROUP).create(inputs, ())
    assert groups(aws, inputs["name"]) == []


@pytest.mark.parametrize(
    "ignored", [{"ignoreFailedScalingActivities": True}, {"waitForCapacityTimeout": "0"}]
)
def test_a_failed_launch_is_no_error_where_the_program_does_not_wait_for_it(
    make: Make, aws: Aws, ignored
):
    s = unfit(aws)
    inputs = fleet(s, launchTemplate={"id": s.template, "version": "3"}, **ignored)
    resource = make(GROUP)
    resource_id, state = resource.create(inputs, ())
    assert (groups(aws, resource_id), running(aws, resource_id)) == ([resource_id], [])
    resource.delete(resource_id, state)


def test_a_group_that_cannot_grow_is_an_error_too_until_it_can(make: Make, aws: Aws):
    s = unfit(aws)
    old = fleet(s, minSize=0, desiredCapacity=0, launchTemplate={"id": s.template, "version": "3"})
    resource = make(GROUP)
    resource_id, state = resource.create(old, ())
    cooled = {**old, "defaultCooldown": 60}
    state = resource.update(resource_id, old, cooled, state, ())
    with pytest.raises(RuntimeError, match="architecture"):
        resource.update(resource_id, cooled, {**cooled, "desiredCapacity": 1}, state, ())
    fit = {"id": s.template, "version": "1"}
    mended = {**cooled, "desiredCapacity": 1, "launchTemplate": fit}
    state = resource.update(resource_id, cooled, mended, state, ())
    assert len(running(aws, resource_id)) == 1
    resource.delete(resource_id, state)


def test_a_warm_pool_that_is_taken_off_goes_and_the_group_stays(make: Make, aws: Aws):
    resource = make(GROUP)
    old = fleet(with_template(aws), forceDeleteWarmPool=True, warmPool={"minSize": 2})
    resource_id, state = resource.create(old, ())
    assert len(running(aws, resource_id)) == 4
    new = {name: value for name, value in old.items() if name != "warmPool"}
    state = resource.update(resource_id, old, new, state, ())
    assert len(running(aws, resource_id)) == 1
    resource.delete(resource_id, state)


@pytest.mark.parametrize(
    "unset",
    [
        {"maxInstanceLifetime": 0},
        {"instanceMaintenancePolicy": {"maxHealthyPercentage": -1, "minHealthyPercentage": -1}},
        {"warmPool": {"maxGroupPreparedCapacity": -1, "minSize": 0}},
    ],
)
def test_a_value_that_means_nothing_is_kept_although_aws_tells_nothing(make: Make, aws: Aws, unset):
    resource, inputs = make(GROUP), fleet(with_template(aws), **unset)
    resource_id, state = resource.create(inputs, ())
    assert resource.read(resource_id, inputs, state) == (state, inputs)
    resource.delete(resource_id, state)


def test_an_import_gives_a_program_each_thing_once_and_tells_it_all(make: Make, aws: Aws):
    s = with_template(aws)
    resource, inputs = make(GROUP), fleet(s)
    resource_id, state = resource.create(inputs, ())
    told, imported = resource.read(resource_id, {}, {}) or ({}, {})
    named = {"id": s.template, "version": "1"}
    assert imported["launchTemplate"] == named
    assert told["launchTemplate"] == {**named, "name": s.template_name}
    assert ("availabilityZones" in imported, "availabilityZones" in told) == (False, True)
    resource.delete(resource_id, state)


def test_two_notifications_for_one_topic_know_their_own_groups_alone(make: Make, aws: Aws):
    s = with_group(aws)
    topic = aws.sns.create_topic(Name=s.name)["TopicArn"]
    one, other = (
        {"groupNames": [group], "notifications": [LAUNCH], "topicArn": topic}
        for group in (s.group, s.other_group)
    )
    first, second = make(NOTIFICATION), make(NOTIFICATION)
    first_id, first_state = first.create(one, ())
    second_id, second_state = second.create(other, ())
    assert first.read(first_id, one, first_state) == (first_state, one)
    first.delete(first_id, first_state)
    assert second.read(second_id, other, second_state) == (second_state, other)


ATTACHED = {
    "aws:autoscaling/lifecycleHook:LifecycleHook": lambda _: {
        "lifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING",
        "name": "drain",
    },
    POLICY: lambda _: {
        "adjustmentType": "ChangeInCapacity",
        "name": "out",
        "policyType": "SimpleScaling",
        "scalingAdjustment": 1,
    },
    "aws:autoscaling/schedule:Schedule": lambda _: {
        "recurrence": "0 20 * * *",
        "scheduledActionName": "off",
    },
    "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment": lambda targets: {
        "trafficSource": {"identifier": targets, "type": "elbv2"}
    },
}


@pytest.mark.parametrize(("token", "attached"), ATTACHED.items())
def test_what_is_attached_to_a_group_is_gone_with_it(make: Make, aws: Aws, token, attached):
    s = with_group(aws)
    resource = make(token)
    inputs = {"autoscalingGroupName": s.group, **attached(target_group(aws, s))}
    resource_id, state = resource.create(inputs, ())
    aws.autoscaling.delete_auto_scaling_group(AutoScalingGroupName=s.group)
    assert resource.read(resource_id, inputs, state) is None
    resource.delete(resource_id, state)


def test_a_policy_of_a_group_that_does_not_exist_is_refused_by_name(make: Make):
    inputs = {
        "adjustmentType": "ChangeInCapacity",
        "autoscalingGroupName": "no-such-fleet",
        "name": "out",
        "policyType": "SimpleScaling",
        "scalingAdjustment": 1,
    }
    message = "autoscalingGroupName: no-such-fleet does not exist"
    with pytest.raises(MissingReferenceError, match=message):
        make(POLICY).create(inputs, ())


def test_every_group_that_a_notification_names_must_exist(make: Make, aws: Aws):
    s = with_group(aws)
    topic = aws.sns.create_topic(Name=s.name)["TopicArn"]
    inputs = {"groupNames": [s.group, "none"], "notifications": [LAUNCH], "topicArn": topic}
    with pytest.raises(MissingReferenceError, match=r"groupNames\[1\]: none does not exist"):
        make(NOTIFICATION).create(inputs, ())
