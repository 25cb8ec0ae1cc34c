"""SNS topics and subscriptions, SQS queues."""

import re

from localaws.rules.identity import needs_principal
from localaws.rules.kinds import Given, Rule, between, matching, refuse

RAW_PROTOCOLS = ("sqs", "http", "https", "firehose")
ENDPOINTS = {
    "http": r"http://.+",
    "https": r"https://.+",
    "email": r"[^@\s]+@[^@\s]+",
    "email-json": r"[^@\s]+@[^@\s]+",
    "sqs": r"arn:aws[\w-]*:sqs:.+",
    "lambda": r"arn:aws[\w-]*:lambda:.+",
    "firehose": r"arn:aws[\w-]*:firehose:.+",
    "application": r"arn:aws[\w-]*:sns:.+",
    "sms": r"\+?[\d.()/ -]+",
}
"""The form of a subscription's endpoint, by protocol."""

LARGEST_RECEIVE_COUNT = 1000
FIFO = ".fifo"

_QUEUE = "CreateQueue"
_SUBSCRIBE = "Subscribe"


def _wrong_endpoint(given: Given) -> bool:
    pattern = ENDPOINTS.get(given.text("protocol"))
    endpoint = given.text("endpoint")
    return bool(pattern and endpoint) and not re.fullmatch(str(pattern), endpoint)


def _wrong_receive_count(given: Given) -> bool:
    redrive = given.json("redrivePolicy")
    if not isinstance(redrive, dict):
        return False
    count = str(redrive.get("maxReceiveCount", ""))
    known = set(redrive) == {"deadLetterTargetArn", "maxReceiveCount"}
    return not (known and count.isdigit() and 1 <= int(count) <= LARGEST_RECEIVE_COUNT)


def _suffix(name: str, flag: str, source: str) -> Rule:
    """The name tells what the flag says."""

    def differs(given: Given) -> bool:
        named = given["name"]
        ordered = given.flag(flag)
        judged = named is not None and (given[flag] is not None or not given.has(flag))
        return judged and ordered != given.text("name").endswith(FIFO)

    return refuse(name, "name", f"ends with {FIFO} if and only if {flag} is true", source, differs)


def _ordered_only(kind: str, flag: str, path: str, source: str) -> Rule:
    return refuse(
        f"{kind}.{path}",
        path,
        f"is for those with {flag}",
        source,
        lambda given: (
            given[path] not in (None, False, "false")
            and not given.flag(flag)
            and (given[flag] is not None or not given.has(flag))
        ),
    )


RULES: dict[str, tuple[Rule, ...]] = {
    "aws:sns/topic:Topic": (
        matching(
            "topic.name",
            "name",
            r"[A-Za-z0-9_-]{1,256}|[A-Za-z0-9_-]{1,251}\.fifo",
            "up to 256 letters, digits, hyphens and underscores",
            "CreateTopic, Name",
        ),
        _suffix("topic.fifo", "fifoTopic", "CreateTopic, Name"),
        _ordered_only("topic", "fifoTopic", "contentBasedDeduplication", "CreateTopic, Attributes"),
        needs_principal("topic.principal", "policy"),
    ),
    "aws:sns/topicPolicy:TopicPolicy": (needs_principal("topicPolicy.principal", "policy"),),
    "aws:sns/topicSubscription:TopicSubscription": (
        matching(
            "subscription.protocol",
            "protocol",
            "|".join(ENDPOINTS),
            f"is one of {', '.join(ENDPOINTS)}",
            f"{_SUBSCRIBE}, Protocol",
        ),
        refuse(
            "subscription.endpoint",
            "endpoint",
            "does not have the form of an endpoint of its protocol",
            f"{_SUBSCRIBE}, Endpoint",
            _wrong_endpoint,
        ),
        refuse(
            "subscription.rawMessageDelivery",
            "rawMessageDelivery",
            f"is for {', '.join(RAW_PROTOCOLS)}",
            "SetSubscriptionAttributes, RawMessageDelivery",
            lambda given: (
                given.flag("rawMessageDelivery")
                and given.text("protocol") not in ("", *RAW_PROTOCOLS)
            ),
        ),
        refuse(
            "subscription.subscriptionRoleArn",
            "subscriptionRoleArn",
            "is required for firehose, and for nothing else",
            f"{_SUBSCRIBE}, SubscriptionRoleArn",
            lambda given: (
                given["protocol"] is not None
                and given.has("subscriptionRoleArn") != (given["protocol"] == "firehose")
            ),
        ),
    ),
    "aws:sqs/queue:Queue": (
        matching(
            "queue.name",
            "name",
            r"[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\.fifo",
            "up to 80 letters, digits, hyphens and underscores, the suffix .fifo included",
            f"{_QUEUE}, QueueName",
        ),
        _suffix("queue.fifo", "fifoQueue", f"{_QUEUE}, QueueName"),
        *(
            _ordered_only("queue", "fifoQueue", path, f"{_QUEUE}, Attributes")
            for path in ("contentBasedDeduplication", "deduplicationScope", "fifoThroughputLimit")
        ),
        refuse(
            "queue.throughput",
            "fifoThroughputLimit",
            "perMessageGroupId needs deduplicationScope messageGroup",
            f"{_QUEUE}, FifoThroughputLimit",
            lambda given: (
                given["fifoThroughputLimit"] == "perMessageGroupId"
                and (not given.has("deduplicationScope") or given["deduplicationScope"] == "queue")
            ),
        ),
        refuse(
            "queue.encryption",
            "sqsManagedSseEnabled",
            "a queue is encrypted by a key of SQS or of KMS, not by both",
            f"{_QUEUE}, SqsManagedSseEnabled",
            lambda given: given.flag("sqsManagedSseEnabled") and given.has("kmsMasterKeyId"),
        ),
        refuse(
            "queue.redrivePolicy",
            "redrivePolicy",
            f"has deadLetterTargetArn and maxReceiveCount, from 1 to {LARGEST_RECEIVE_COUNT}",
            f"{_QUEUE}, RedrivePolicy",
            _wrong_receive_count,
        ),
        *(
            between(f"queue.{path}", path, low, high, f"{_QUEUE}, {attribute}")
            for path, low, high, attribute in (
                ("delaySeconds", 0, 900, "DelaySeconds"),
                ("kmsDataKeyReusePeriodSeconds", 60, 86400, "KmsDataKeyReusePeriodSeconds"),
                ("maxMessageSize", 1024, 1048576, "MaximumMessageSize"),
                ("messageRetentionSeconds", 60, 1209600, "MessageRetentionPeriod"),
                ("receiveWaitTimeSeconds", 0, 20, "ReceiveMessageWaitTimeSeconds"),
                ("visibilityTimeoutSeconds", 0, 43200, "VisibilityTimeout"),
            )
        ),
        needs_principal("queue.principal", "policy"),
    ),
    "aws:sqs/queuePolicy:QueuePolicy": (needs_principal("queuePolicy.principal", "policy"),),
}
