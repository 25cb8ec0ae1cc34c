"""Auto Scaling notifications: configured, told, and really published to SNS."""

import json

import pytest
from botocore.exceptions import ClientError

from tests.localaws.extensions.fleets import Fleet

LAUNCH = "autoscaling:EC2_INSTANCE_LAUNCH"
LAUNCH_ERROR = "autoscaling:EC2_INSTANCE_LAUNCH_ERROR"
TERMINATE = "autoscaling:EC2_INSTANCE_TERMINATE"
TEST = "autoscaling:TEST_NOTIFICATION"


def subscribed_topic(fleet: Fleet) -> str:
    """A topic that the queue of the group's name gets the messages of."""
    topic = fleet.aws.sns.create_topic(Name=fleet.name)["TopicArn"]
    fleet.aws.sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=fleet.new_queue())
    return topic


def put(fleet: Fleet, topic: str, *types: str) -> None:
    fleet.asg.put_notification_configuration(
        AutoScalingGroupName=fleet.name, TopicARN=topic, NotificationTypes=list(types)
    )


def configured(fleet: Fleet) -> list[tuple[str, str]]:
    told = fleet.asg.describe_notification_configurations(AutoScalingGroupNames=[fleet.name])
    return [(c["TopicARN"], c["NotificationType"]) for c in told["NotificationConfigurations"]]


def notices(fleet: Fleet) -> list[dict]:
    return [json.loads(json.loads(body)["Message"]) for body in fleet.received()]


def test_launches_and_terminations_are_published(fleet: Fleet):
    topic = subscribed_topic(fleet)
    fleet.create(DesiredCapacity=0)
    put(fleet, topic, LAUNCH, TERMINATE)
    assert [notice["Event"] for notice in notices(fleet)] == [TEST]
    fleet.desire(1)
    (instance,) = fleet.ids()
    (notice,) = notices(fleet)
    assert (notice["Event"], notice["EC2InstanceId"]) == (LAUNCH, instance)
    assert (notice["AutoScalingGroupName"], notice["AccountId"]) == (fleet.name, fleet.aws.account)
    assert notice["Description"] == f"Launching a new EC2 instance: {instance}"
    fleet.desire(0)
    (notice,) = notices(fleet)
    assert (notice["Event"], notice["EC2InstanceId"]) == (TERMINATE, instance)


def test_a_failed_launch_is_published(fleet: Fleet):
    topic = subscribed_topic(fleet)
    fleet.create(DesiredCapacity=0, **fleet.mixed("m6g.large"))  # an image for x86_64
    put(fleet, topic, LAUNCH_ERROR)
    notices(fleet)
    fleet.desire(1)
    (notice,) = notices(fleet)
    assert (notice["Event"], notice["StatusCode"]) == (LAUNCH_ERROR, "Failed")


def test_only_the_types_of_the_configuration_are_published(fleet: Fleet):
    topic = subscribed_topic(fleet)
    fleet.create(DesiredCapacity=0)
    put(fleet, topic, TERMINATE)
    notices(fleet)
    fleet.desire(1)
    assert notices(fleet) == []


def test_a_configuration_is_replaced_told_and_deleted(fleet: Fleet):
    topic = fleet.aws.sns.create_topic(Name=fleet.name)["TopicArn"]
    fleet.create(DesiredCapacity=0)
    put(fleet, topic, LAUNCH, TERMINATE)
    assert configured(fleet) == [(topic, LAUNCH), (topic, TERMINATE)]
    put(fleet, topic, LAUNCH_ERROR)
    assert configured(fleet) == [(topic, LAUNCH_ERROR)]
    fleet.asg.delete_notification_configuration(AutoScalingGroupName=fleet.name, TopicARN=topic)
    assert configured(fleet) == []


def test_a_deleted_topic_holds_nothing_up(fleet: Fleet):
    topic = fleet.aws.sns.create_topic(Name=fleet.name)["TopicArn"]
    fleet.create(DesiredCapacity=0)
    put(fleet, topic, LAUNCH)
    fleet.aws.sns.delete_topic(TopicArn=topic)
    fleet.desire(1)
    assert fleet.states() == ["InService"]


def test_unknown_topics_and_types_are_refused(fleet: Fleet):
    topic = fleet.aws.sns.create_topic(Name=fleet.name)["TopicArn"]
    fleet.create(DesiredCapacity=0)
    with pytest.raises(ClientError, match="Invalid notification types: autoscaling:OTHER"):
        put(fleet, topic, "autoscaling:OTHER")
    with pytest.raises(ClientError, match="Unable to publish test message"):
        put(fleet, f"{topic}-missing", LAUNCH)
    assert configured(fleet) == []


def test_the_types_are_told(fleet: Fleet):
    told = fleet.asg.describe_auto_scaling_notification_types()
    assert {LAUNCH, LAUNCH_ERROR, TERMINATE, TEST} < set(told["AutoScalingNotificationTypes"])
