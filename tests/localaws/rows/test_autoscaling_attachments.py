"""Lifecycle hooks, notifications and traffic sources of Auto Scaling groups."""

import pytest

from tests.localaws.lives import GENERATED, Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.fleets import classic_balancer, hook_target, target_group, with_group
from tests.localaws.world import Aws

LAUNCH, ERROR = "autoscaling:EC2_INSTANCE_LAUNCH", "autoscaling:EC2_INSTANCE_LAUNCH_ERROR"
TERMINATE = "autoscaling:EC2_INSTANCE_TERMINATE"
LAUNCHING, TERMINATING = f"{LAUNCH}ING", "autoscaling:EC2_INSTANCE_TERMINATING"


def with_hook_targets(aws: Aws) -> Scene:
    s = with_group(aws)
    s.queue, s.role = hook_target(aws, s)
    other = with_group(aws)
    s.other_queue, s.other_role = hook_target(aws, other)
    return s


def describe_hook(aws: Aws, s: Scene) -> Values | None:
    """The hook, in the other group first."""
    name = s.id.split("/")[1]
    for group in (s.other_group, s.group):
        asked = {"AutoScalingGroupName": group, "LifecycleHookNames": [name]}
        found = aws.autoscaling.describe_lifecycle_hooks(**asked)["LifecycleHooks"]
        if found:
            return dict(found[0])
    return None


HOOK = Case(
    token="aws:autoscaling/lifecycleHook:LifecycleHook",
    prepare=with_hook_targets,
    describe=describe_hook,
    filled=lambda s: {"name": f"{s.logical}-{GENERATED}"},
    lives=(
        Life(
            name="minimal",
            inputs=lambda s: {
                "autoscalingGroupName": s.group,
                "lifecycleTransition": TERMINATING,
            },
            told=lambda s: {
                "AutoScalingGroupName": s.group,
                "DefaultResult": "ABANDON",
                "HeartbeatTimeout": 3600,
                "LifecycleHookName": f"{s.logical}-{GENERATED}",
                "LifecycleTransition": TERMINATING,
            },
            outputs=lambda _, __: {"defaultResult": "ABANDON"},
        ),
        Life(
            name="full",
            inputs=lambda s: {
                "autoscalingGroupName": s.group,
                "defaultResult": "CONTINUE",
                "heartbeatTimeout": 60,
                "lifecycleTransition": LAUNCHING,
                "name": "boot",
                "notificationMetadata": "one",
                "notificationTargetArn": s.queue,
                "roleArn": s.role,
            },
            told=lambda s: {
                "AutoScalingGroupName": s.group,
                "DefaultResult": "CONTINUE",
                "HeartbeatTimeout": 60,
                "LifecycleHookName": "boot",
                "LifecycleTransition": LAUNCHING,
                "NotificationMetadata": "one",
                "NotificationTargetARN": s.queue,
                "RoleARN": s.role,
            },
            changed=lambda s: {
                "defaultResult": "ABANDON",
                "heartbeatTimeout": 90,
                "lifecycleTransition": TERMINATING,
                "notificationMetadata": "two",
                "notificationTargetArn": s.other_queue,
                "roleArn": s.other_role,
            },
            told_changed=lambda s: {
                "DefaultResult": "ABANDON",
                "HeartbeatTimeout": 90,
                "LifecycleTransition": TERMINATING,
                "NotificationMetadata": "two",
                "NotificationTargetARN": s.other_queue,
                "RoleARN": s.other_role,
            },
            outside=lambda aws, s: aws.autoscaling.put_lifecycle_hook(
                AutoScalingGroupName=s.group, LifecycleHookName="boot", HeartbeatTimeout=45
            ),
            found=lambda _: {"heartbeatTimeout": 45},
        ),
        Life(
            name="of which something is left to AWS",
            inputs=lambda s: {
                "autoscalingGroupName": s.group,
                "defaultResult": "CONTINUE",
                "heartbeatTimeout": 60,
                "lifecycleTransition": LAUNCHING,
                "notificationMetadata": "one",
            },
            changed=lambda _: {
                "defaultResult": None,
                "heartbeatTimeout": None,
                "notificationMetadata": "two",
            },
            told_changed=lambda _: {
                "DefaultResult": "CONTINUE",
                "HeartbeatTimeout": 60,
                "NotificationMetadata": "two",
            },
        ),
    ),
)

MOVED = Case(
    token="aws:autoscaling/lifecycleHook:LifecycleHook",
    prepare=with_hook_targets,
    describe=describe_hook,
    filled=lambda s: {"name": f"{s.logical}-{GENERATED}"},
    # The official provider does not take the hook from the group that it leaves.
    left=lambda s: {"AutoScalingGroupName": s.group},
    lives=(
        Life(
            name="to another group",
            inputs=lambda s: {
                "autoscalingGroupName": s.group,
                "lifecycleTransition": TERMINATING,
            },
            changed=lambda s: {"autoscalingGroupName": s.other_group},
            told_changed=lambda s: {"AutoScalingGroupName": s.other_group},
            imported_otherwise=("autoscalingGroupName",),  # the id still names the first one
        ),
    ),
)


def with_topic(aws: Aws) -> Scene:
    s = with_group(aws)
    s.topic = aws.sns.create_topic(Name=s.name)["TopicArn"]
    return s


def describe_notifications(aws: Aws, s: Scene) -> Values | None:
    asked = {"AutoScalingGroupNames": [s.group, s.other_group]}
    told = aws.autoscaling.describe_notification_configurations(**asked)
    found: dict[str, set[str]] = {}
    for one in told["NotificationConfigurations"]:
        if one["TopicARN"] == s.id:
            found.setdefault(one["AutoScalingGroupName"], set()).add(one["NotificationType"])
    return {"Groups": found} if found else None


NOTIFICATION = Case(
    token="aws:autoscaling/notification:Notification",
    prepare=with_topic,
    describe=describe_notifications,
    lives=(
        Life(
            name="of two groups",
            inputs=lambda s: {
                "groupNames": [s.group, s.other_group],
                "notifications": [LAUNCH, TERMINATE],
                "topicArn": s.topic,
            },
            told=lambda s: {
                "Groups": {s.group: {LAUNCH, TERMINATE}, s.other_group: {LAUNCH, TERMINATE}}
            },
            changed=lambda s: {"groupNames": [s.other_group], "notifications": [ERROR]},
            told_changed=lambda s: {"Groups": {s.other_group: {ERROR}}},
            outside=lambda aws, s: aws.autoscaling.put_notification_configuration(
                AutoScalingGroupName=s.other_group, TopicARN=s.topic, NotificationTypes=[LAUNCH]
            ),
            found=lambda _: {"notifications": [LAUNCH]},
        ),
        Life(
            name="of one group more",
            inputs=lambda s: {
                "groupNames": [s.group],
                "notifications": [LAUNCH],
                "topicArn": s.topic,
            },
            told=lambda s: {"Groups": {s.group: {LAUNCH}}},
            changed=lambda s: {"groupNames": [s.group, s.other_group]},
            told_changed=lambda s: {"Groups": {s.group: {LAUNCH}, s.other_group: {LAUNCH}}},
        ),
    ),
)


def with_sources(aws: Aws) -> Scene:
    s = with_group(aws)
    s.targets, s.balancer = target_group(aws, s), classic_balancer(aws, s)
    return s


def describe_source(aws: Aws, s: Scene) -> Values | None:
    asked = {"AutoScalingGroupName": s.group}
    found = aws.autoscaling.describe_traffic_sources(**asked)["TrafficSources"]
    return dict(found[0]) if found else None


SOURCE = Case(
    token="aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment",
    prepare=with_sources,
    describe=describe_source,
    lives=(
        Life(
            name="of a target group",
            inputs=lambda s: {
                "autoscalingGroupName": s.group,
                "trafficSource": {"identifier": s.targets, "type": "elbv2"},
            },
            told=lambda s: {"Identifier": s.targets, "Type": "elbv2"},
        ),
        Life(
            name="of a classic load balancer",
            inputs=lambda s: {
                "autoscalingGroupName": s.group,
                "trafficSource": {"identifier": s.balancer, "type": "elb"},
            },
            told=lambda s: {"Identifier": s.balancer, "Type": "elb"},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(HOOK, MOVED, NOTIFICATION, SOURCE))
def test_what_is_attached_to_a_group_is_what_auto_scaling_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
