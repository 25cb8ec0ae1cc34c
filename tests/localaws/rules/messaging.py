"""Cases for SNS topics and subscriptions, and for SQS queues."""

import json

from tests.localaws.rules.cases import UNKNOWN, Case, Inputs
from tests.localaws.rules.identity import needs_principal

TOPIC, TOPIC_POLICY = "aws:sns/topic:Topic", "aws:sns/topicPolicy:TopicPolicy"
SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"
QUEUE, QUEUE_POLICY = "aws:sqs/queue:Queue", "aws:sqs/queuePolicy:QueuePolicy"


def suffix(token: str, rule: str, flag: str) -> Case:
    return Case(
        token,
        rule,
        fine=(
            {"name": "a"},
            {"name": "a.fifo", flag: True},
            {"name": "a", flag: False},
            {"name": UNKNOWN, flag: True},
            {"name": "a.fifo", flag: UNKNOWN},
            {flag: True},
        ),
        broken=(
            ({"name": "a.fifo"}, "name"),
            ({"name": "a", flag: True}, "name"),
            ({"name": "a.fifo", flag: False}, "name"),
            ({"name": "a.FIFO", flag: "true"}, "name"),
        ),
    )


def ordered_only(token: str, rule: str, flag: str, path: str, value: object) -> Case:
    return Case(
        token,
        rule,
        fine=(
            {path: value, flag: True},
            {path: value, flag: UNKNOWN},
            {path: False},
            {path: UNKNOWN},
            {},
        ),
        broken=(({path: value}, path), ({path: value, flag: False}, path)),
    )


def bounded(path: str, low: int, high: int) -> Case:
    return Case(
        QUEUE,
        f"queue.{path}",
        fine=({path: low}, {path: str(high)}, {path: UNKNOWN}, {}),
        broken=(({path: low - 1}, path), ({path: high + 1}, path)),
    )


def subscribed(protocol: str, endpoint: str, **more: object) -> Inputs:
    return {"protocol": protocol, "endpoint": endpoint, **more}


def redrive(**policy: object) -> Inputs:
    return {"redrivePolicy": json.dumps({"deadLetterTargetArn": "arn", **policy})}


CASES = [
    Case(
        TOPIC,
        "topic.name",
        fine=(
            {"name": "a_B-1"},
            {"name": "n" * 256},
            {"name": "n" * 251 + ".fifo"},
            {"name": UNKNOWN},
        ),
        broken=(
            ({"name": "n" * 257}, "name"),
            ({"name": "n" * 252 + ".fifo"}, "name"),
            ({"name": "a.b"}, "name"),
            ({"name": "a b"}, "name"),
        ),
    ),
    suffix(TOPIC, "topic.fifo", "fifoTopic"),
    ordered_only(
        TOPIC,
        "topic.contentBasedDeduplication",
        "fifoTopic",
        "contentBasedDeduplication",
        value=True,
    ),
    needs_principal(TOPIC, "topic.principal", "policy"),
    needs_principal(TOPIC_POLICY, "topicPolicy.principal", "policy"),
    Case(
        SUBSCRIPTION,
        "subscription.protocol",
        fine=tuple(
            {"protocol": protocol}
            for protocol in (
                *("http", "https", "email", "email-json", "sms", "sqs"),
                *("application", "lambda", "firehose", UNKNOWN),
            )
        ),
        broken=tuple(({"protocol": name}, "protocol") for name in ("fax", "SQS", "http ")),
    ),
    Case(
        SUBSCRIPTION,
        "subscription.endpoint",
        fine=(
            subscribed("email", "a@example.com"),
            subscribed("https", "https://example.com/x"),
            subscribed("sqs", "arn:aws:sqs:eu-central-1:123456789012:a"),
            subscribed("sms", "+49 30 123456"),
            subscribed("lambda", UNKNOWN),
            subscribed(UNKNOWN, "anything"),
            subscribed("fax", "another rule tells"),
        ),
        broken=(
            (subscribed("email", "example.com"), "endpoint"),
            (subscribed("email", "two@at@example.com"), "endpoint"),
            (subscribed("https", "http://example.com"), "endpoint"),
            (subscribed("http", "https://example.com"), "endpoint"),
            (subscribed("sqs", "https://sqs.eu-central-1.amazonaws.com/1/a"), "endpoint"),
            (subscribed("lambda", "arn:aws:sqs:eu-central-1:123456789012:a"), "endpoint"),
            (subscribed("sms", "phone"), "endpoint"),
        ),
    ),
    Case(
        SUBSCRIPTION,
        "subscription.rawMessageDelivery",
        fine=(
            {"rawMessageDelivery": True, "protocol": "sqs"},
            {"rawMessageDelivery": True, "protocol": "firehose"},
            {"rawMessageDelivery": True, "protocol": UNKNOWN},
            {"rawMessageDelivery": False, "protocol": "email"},
        ),
        broken=(
            ({"rawMessageDelivery": True, "protocol": "email"}, "rawMessageDelivery"),
            ({"rawMessageDelivery": "true", "protocol": "lambda"}, "rawMessageDelivery"),
        ),
    ),
    Case(
        SUBSCRIPTION,
        "subscription.subscriptionRoleArn",
        fine=(
            {"protocol": "firehose", "subscriptionRoleArn": UNKNOWN},
            {"protocol": "sqs"},
            {"protocol": UNKNOWN, "subscriptionRoleArn": "arn"},
        ),
        broken=(
            ({"protocol": "firehose"}, "subscriptionRoleArn"),
            ({"protocol": "sqs", "subscriptionRoleArn": "arn"}, "subscriptionRoleArn"),
        ),
    ),
    Case(
        QUEUE,
        "queue.name",
        fine=(
            {"name": "q" * 80},
            {"name": "q" * 75 + ".fifo"},
            {"name": "a_B-1"},
            {"name": UNKNOWN},
        ),
        broken=(
            ({"name": "q" * 81}, "name"),
            ({"name": "q" * 76 + ".fifo"}, "name"),
            ({"name": "a.b"}, "name"),
        ),
    ),
    suffix(QUEUE, "queue.fifo", "fifoQueue"),
    ordered_only(
        QUEUE,
        "queue.contentBasedDeduplication",
        "fifoQueue",
        "contentBasedDeduplication",
        value=True,
    ),
    ordered_only(
        QUEUE, "queue.deduplicationScope", "fifoQueue", "deduplicationScope", "messageGroup"
    ),
    ordered_only(
        QUEUE, "queue.fifoThroughputLimit", "fifoQueue", "fifoThroughputLimit", "perQueue"
    ),
    Case(
        QUEUE,
        "queue.throughput",
        fine=(
            {"fifoThroughputLimit": "perMessageGroupId", "deduplicationScope": "messageGroup"},
            {"fifoThroughputLimit": "perMessageGroupId", "deduplicationScope": UNKNOWN},
            {"fifoThroughputLimit": "perQueue", "deduplicationScope": "queue"},
        ),
        broken=(
            ({"fifoThroughputLimit": "perMessageGroupId"}, "fifoThroughputLimit"),
            (
                {"fifoThroughputLimit": "perMessageGroupId", "deduplicationScope": "queue"},
                "fifoThroughputLimit",
            ),
        ),
    ),
    Case(
        QUEUE,
        "queue.encryption",
        fine=(
            {"sqsManagedSseEnabled": True},
            {"sqsManagedSseEnabled": False, "kmsMasterKeyId": "key"},
            {"kmsMasterKeyId": "key"},
        ),
        broken=(
            ({"sqsManagedSseEnabled": True, "kmsMasterKeyId": UNKNOWN}, "sqsManagedSseEnabled"),
        ),
    ),
    Case(
        QUEUE,
        "queue.redrivePolicy",
        fine=(
            redrive(maxReceiveCount=1),
            redrive(maxReceiveCount="1000"),
            {"redrivePolicy": UNKNOWN},
            {},
        ),
        broken=(
            (redrive(maxReceiveCount=0), "redrivePolicy"),
            (redrive(maxReceiveCount=1001), "redrivePolicy"),
            (redrive(maxReceiveCount="many"), "redrivePolicy"),
            (redrive(), "redrivePolicy"),
            (redrive(maxReceiveCount=1, more=1), "redrivePolicy"),
        ),
    ),
    bounded("delaySeconds", 0, 900),
    bounded("kmsDataKeyReusePeriodSeconds", 60, 86400),
    bounded("maxMessageSize", 1024, 1048576),
    bounded("messageRetentionSeconds", 60, 1209600),
    bounded("receiveWaitTimeSeconds", 0, 20),
    bounded("visibilityTimeoutSeconds", 0, 43200),
    needs_principal(QUEUE, "queue.principal", "policy"),
    needs_principal(QUEUE_POLICY, "queuePolicy.principal", "policy"),
]
