"""Notices of launches and terminations, really published to the SNS topics of a group; moto has none.

Source of the message: Amazon EC2 Auto Scaling User Guide, "Amazon SNS notification options for Amazon EC2 Auto
Scaling".
"""

import json
from typing import Any

from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.models import AutoScalingBackend
from moto.moto_api._internal import mock_random
from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends

from localaws.extensions.autoscaling import clock
from localaws.extensions.autoscaling.group import Answer, Group, Member, Request, find

LAUNCH = "autoscaling:EC2_INSTANCE_LAUNCH"
LAUNCH_ERROR = "autoscaling:EC2_INSTANCE_LAUNCH_ERROR"
TERMINATE = "autoscaling:EC2_INSTANCE_TERMINATE"
TERMINATE_ERROR = "autoscaling:EC2_INSTANCE_TERMINATE_ERROR"
TEST = "autoscaling:TEST_NOTIFICATION"
TYPES = (LAUNCH, LAUNCH_ERROR, TERMINATE, TERMINATE_ERROR, TEST)


def notify(group: Group, event: str, activity: dict[str, Any], member: Member | None) -> None:
    """Publishes an event to the topics that want it."""
    message = {
        **_head(group, event),
        "RequestId": activity["ActivityId"],
        "ActivityId": activity["ActivityId"],
        "StatusCode": "Failed" if event.endswith("_ERROR") else "InProgress",
        "StatusMessage": activity.get("StatusMessage", ""),
        "Description": activity["Description"],
        "Cause": activity["Cause"],
        "Progress": 50,
        "Details": json.loads(activity.get("Details", "{}")),
        "StartTime": f"{activity['StartTime']:%Y-%m-%dT%H:%M:%S.000Z}",
        "EndTime": f"{clock.now():%Y-%m-%dT%H:%M:%S.000Z}",
        "EC2InstanceId": member.id if member else "",
    }
    action = "termination" if event in (TERMINATE, TERMINATE_ERROR) else "launch"
    subject = f'Auto Scaling: {action} for group "{group.name}"'
    for topic, types in group.notifications.items():
        if event in types:
            send(topic, message, subject)


def send_test(group: Group, target: str) -> None:
    """Publishes AWS's test message.

    Raises:
        ValidationError: there is no such topic or queue.
    """
    message = {**_head(group, TEST), "RequestId": str(mock_random.uuid4())}
    if not send(target, message, f'Auto Scaling: test notification for group "{group.name}"'):
        raise ValidationError(f"Unable to publish test message to notification target {target}")


def send(target: str, message: dict[str, Any], subject: str) -> bool:
    """Publishes a message to a topic or queue; False when there is none, as after its deletion."""
    _, _, service, region, account, *_ = target.split(":")
    if service == "sqs":
        queues = sqs_backends[account][region]
        name = target.rsplit(":", 1)[1]
        if name not in queues.queues:
            return False
        queues.send_message(name, json.dumps(message))
        return True
    topics = sns_backends[account][region]
    if target not in topics.topics:
        return False
    topics.publish(json.dumps(message), target, subject=subject[:99])
    return True


def _head(group: Group, event: str) -> dict[str, Any]:
    return {
        "Service": "AWS Auto Scaling",
        "Time": f"{clock.now():%Y-%m-%dT%H:%M:%S.000Z}",
        "AccountId": group.account_id,
        "AutoScalingGroupName": group.name,
        "AutoScalingGroupARN": group.arn,
        "Event": event,
    }


def put_notification_configuration(backend: AutoScalingBackend, request: Request) -> Answer:
    """PutNotificationConfiguration: replaces the types of a topic, and publishes a test message."""
    group = find(backend, request)
    unknown = [kind for kind in request["NotificationTypes"] if kind not in TYPES]
    if unknown:
        raise ValidationError(f"Invalid notification types: {', '.join(unknown)}")
    send_test(group, request["TopicARN"])
    group.notifications[request["TopicARN"]] = list(request["NotificationTypes"])
    return None


def describe_notification_configurations(backend: AutoScalingBackend, request: Request) -> Answer:
    """DescribeNotificationConfigurations: one for each topic and type."""
    names = request.get("AutoScalingGroupNames")
    return {
        "NotificationConfigurations": [
            {"AutoScalingGroupName": group.name, "TopicARN": topic, "NotificationType": kind}
            for group in backend.autoscaling_groups.values()
            if not names or group.name in names
            for topic, kinds in group.notifications.items()
            for kind in kinds
        ]
    }


def delete_notification_configuration(backend: AutoScalingBackend, request: Request) -> Answer:
    """DeleteNotificationConfiguration."""
    find(backend, request).notifications.pop(request["TopicARN"], None)
    return None


def describe_auto_scaling_notification_types(_: AutoScalingBackend, __: Request) -> Answer:
    """DescribeAutoScalingNotificationTypes."""
    return {"AutoScalingNotificationTypes": list(TYPES)}


OPERATIONS = (
    put_notification_configuration,
    describe_notification_configurations,
    delete_notification_configuration,
    describe_auto_scaling_notification_types,
)
