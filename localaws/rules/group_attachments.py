"""What is attached to Auto Scaling groups: lifecycle hooks, notifications, traffic sources."""

from localaws.rules.kinds import Rule, between, every, matching, refuse, within

SHORTEST_WAIT, LONGEST_WAIT = 30, 7200
"""Seconds that a hook may wait for its answer."""
RESULTS = ("CONTINUE", "ABANDON")
TRANSITIONS = ("autoscaling:EC2_INSTANCE_LAUNCHING", "autoscaling:EC2_INSTANCE_TERMINATING")
NOTIFICATIONS = (
    "autoscaling:EC2_INSTANCE_LAUNCH",
    "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
    "autoscaling:EC2_INSTANCE_TERMINATE",
    "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
    "autoscaling:TEST_NOTIFICATION",
)
SOURCES = ("elb", "elbv2", "vpc-lattice")

_HOOK = "PutLifecycleHook"
_SOURCE = "TrafficSourceIdentifier"

HOOK: tuple[Rule, ...] = (
    matching(
        "hook.lifecycleTransition",
        "lifecycleTransition",
        "|".join(TRANSITIONS),
        f"is one of {', '.join(TRANSITIONS)}",
        f"{_HOOK}, LifecycleTransition",
    ),
    matching(
        "hook.defaultResult",
        "defaultResult",
        "|".join(RESULTS),
        f"is one of {', '.join(RESULTS)}",
        f"{_HOOK}, DefaultResult",
    ),
    between(
        "hook.heartbeatTimeout",
        "heartbeatTimeout",
        SHORTEST_WAIT,
        LONGEST_WAIT,
        f"{_HOOK}, HeartbeatTimeout",
    ),
    matching(
        "hook.notificationTargetArn",
        "notificationTargetArn",
        r"arn:aws[\w-]*:(sns|sqs):.+",
        "is the ARN of a topic or a queue",
        f"{_HOOK}, NotificationTargetARN",
    ),
    refuse(
        "hook.roleArn",
        "roleArn",
        "is required for a notificationTargetArn, and for nothing else",
        f"{_HOOK}, RoleARN",
        lambda given: given.has("roleArn") != given.has("notificationTargetArn"),
    ),
)
"""Rules of a hook, which stands alone or in a group."""

TRAFFIC_SOURCE: tuple[Rule, ...] = (
    matching(
        "source.type",
        "type",
        "|".join(SOURCES),
        f"is one of {', '.join(SOURCES)}",
        f"{_SOURCE}, Type",
    ),
    refuse(
        "source.identifier",
        "type",
        "is elb if and only if the source is the name of a Classic Load Balancer, and not an ARN",
        f"{_SOURCE}, Type",
        lambda given: (
            given["identifier"] is not None
            and (given["type"] is not None or not given.has("type"))
            and given.text("identifier").startswith("arn:") == (given["type"] == "elb")
        ),
    ),
)
"""Rules of a traffic source, which stands alone or in a group."""

RULES: dict[str, tuple[Rule, ...]] = {
    "aws:autoscaling/lifecycleHook:LifecycleHook": HOOK,
    "aws:autoscaling/notification:Notification": (
        refuse(
            "notification.groupNames",
            "groupNames",
            "is at least one",
            "PutNotificationConfiguration, AutoScalingGroupName",
            lambda given: not given.has("groupNames"),
        ),
        every(
            "notification.notifications",
            "notifications",
            "|".join(NOTIFICATIONS),
            f"is one of {', '.join(NOTIFICATIONS)}",
            "DescribeAutoScalingNotificationTypes",
        ),
    ),
    "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment": (
        refuse(
            "attachment.trafficSource",
            "trafficSource",
            "is required",
            "AttachTrafficSources, TrafficSources",
            lambda given: not given.has("trafficSource"),
        ),
        *within("trafficSource", *TRAFFIC_SOURCE),
    ),
}
