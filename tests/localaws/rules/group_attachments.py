"""Cases for lifecycle hooks, notifications and traffic sources of Auto Scaling groups."""

from tests.localaws.rules.cases import UNKNOWN, Case

HOOK = "aws:autoscaling/lifecycleHook:LifecycleHook"
NOTIFICATION = "aws:autoscaling/notification:Notification"
ATTACHMENT = "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment"
TARGETS = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef"
QUEUE = "arn:aws:sqs:eu-central-1:123456789012:hooks"


def source(**more: object) -> dict:
    return {"trafficSource": more}


CASES = [
    Case(
        HOOK,
        "hook.lifecycleTransition",
        fine=(
            {"lifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING"},
            {"lifecycleTransition": UNKNOWN},
        ),
        broken=(({"lifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCH"}, "lifecycleTransition"),),
    ),
    Case(
        HOOK,
        "hook.defaultResult",
        fine=({"defaultResult": "CONTINUE"}, {}),
        broken=(({"defaultResult": "RETRY"}, "defaultResult"),),
    ),
    Case(
        HOOK,
        "hook.heartbeatTimeout",
        fine=({"heartbeatTimeout": 30}, {"heartbeatTimeout": 7200}),
        broken=(
            ({"heartbeatTimeout": 29}, "heartbeatTimeout"),
            ({"heartbeatTimeout": 7201}, "heartbeatTimeout"),
        ),
    ),
    Case(
        HOOK,
        "hook.notificationTargetArn",
        fine=({"notificationTargetArn": QUEUE}, {"notificationTargetArn": UNKNOWN}),
        broken=(({"notificationTargetArn": TARGETS}, "notificationTargetArn"),),
    ),
    Case(
        HOOK,
        "hook.roleArn",
        fine=({"notificationTargetArn": UNKNOWN, "roleArn": UNKNOWN}, {}),
        broken=(({"notificationTargetArn": QUEUE}, "roleArn"), ({"roleArn": UNKNOWN}, "roleArn")),
    ),
    Case(
        NOTIFICATION,
        "notification.groupNames",
        fine=({"groupNames": [UNKNOWN]}, {"groupNames": UNKNOWN}),
        broken=(({"groupNames": []}, "groupNames"),),
    ),
    Case(
        NOTIFICATION,
        "notification.notifications",
        fine=(
            {"notifications": ["autoscaling:EC2_INSTANCE_LAUNCH", "autoscaling:TEST_NOTIFICATION"]},
            {"notifications": [UNKNOWN]},
        ),
        broken=(
            ({"notifications": ["autoscaling:EC2_INSTANCE_LAUNCHING"]}, "notifications[0]"),
        ),
    ),
    Case(
        ATTACHMENT,
        "attachment.trafficSource",
        fine=(source(identifier=TARGETS, type="elbv2"), {"trafficSource": UNKNOWN}),
        broken=(({"autoscalingGroupName": "web"}, "trafficSource"),),
    ),
    Case(
        ATTACHMENT,
        "source.type",
        fine=(source(type="vpc-lattice"), source(type=UNKNOWN)),
        broken=((source(type="elasticloadbalancingv2"), "trafficSource.type"),),
    ),
    Case(
        ATTACHMENT,
        "source.identifier",
        fine=(source(identifier=TARGETS, type="elbv2"), source(identifier="web", type="elb")),
        broken=(
            (source(identifier="web", type="elbv2"), "trafficSource.type"),
            (source(identifier=TARGETS, type="elb"), "trafficSource.type"),
        ),
    ),
]  # fmt: skip
