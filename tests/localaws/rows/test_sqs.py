"""SQS queues and their policies."""

import json

import pytest

from tests.localaws.lives import GENERATED, PREFIXED, Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.topics import policy
from tests.localaws.world import REGION, WORKLOAD, Aws, scene

TAGS = {"team": "a", "stage": "x"}


def with_dead_letters(aws: Aws) -> Scene:
    s = scene()
    for which in ("letters", "other"):
        aws.sqs.create_queue(QueueName=f"{s.name}-{which}")
        setattr(s, which, queue_arn(f"{s.name}-{which}"))
    return s


def queue_arn(name: str) -> str:
    return f"arn:aws:sqs:{REGION}:{WORKLOAD}:{name}"


def redrive(arn: str, receives: int) -> str:
    return json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": receives})


def describe_queue(aws: Aws, s: Scene) -> Values:
    found = aws.sqs.get_queue_attributes(QueueUrl=s.id, AttributeNames=["All"])["Attributes"]
    for name in ("Policy", "RedrivePolicy"):
        found[name] = json.loads(found.get(name) or "{}")
    return {**found, "Tags": aws.sqs.list_queue_tags(QueueUrl=s.id).get("Tags", {})}


QUEUE = Case(
    token="aws:sqs/queue:Queue",
    prepare=with_dead_letters,
    describe=describe_queue,
    filled=lambda s: {"name": f"{s.logical}-{GENERATED}"},
    lives=(
        Life(
            name="minimal",
            inputs=lambda _: {},
            told=lambda s: {"QueueArn": queue_arn(f"{s.logical}-{GENERATED}")},
            outputs=lambda aws, s: {
                "arn": queue_arn(f"{s.logical}-{GENERATED}"),
                "name": f"{s.logical}-{GENERATED}",
                "tagsAll": {},
                "url": aws.sqs.get_queue_url(QueueName=f"{s.logical}-{GENERATED}")["QueueUrl"],
            },
            changed=lambda _: {"delaySeconds": 7, "tags": TAGS},
            told_changed=lambda _: {"DelaySeconds": "7", "Tags": TAGS},
            outside=lambda aws, s: aws.sqs.set_queue_attributes(
                QueueUrl=s.id, Attributes={"DelaySeconds": "8"}
            ),
            found=lambda _: {"delaySeconds": 8},
        ),
        Life(
            name="full",
            inputs=lambda s: {
                "delaySeconds": 5,
                "kmsDataKeyReusePeriodSeconds": 600,
                "kmsMasterKeyId": "alias/aws/sqs",
                "maxMessageSize": 2048,
                "messageRetentionSeconds": 3600,
                "name": f"{s.name}-full",
                "policy": policy("SendMessage", "sqs"),
                "receiveWaitTimeSeconds": 10,
                "redrivePolicy": redrive(s.letters, 3),
                "tags": TAGS,
                "visibilityTimeoutSeconds": 60,
            },
            told=lambda s: {
                "DelaySeconds": "5",
                "KmsDataKeyReusePeriodSeconds": "600",
                "KmsMasterKeyId": "alias/aws/sqs",
                "MaximumMessageSize": "2048",
                "MessageRetentionPeriod": "3600",
                "Policy": json.loads(policy("SendMessage", "sqs")),
                "QueueArn": queue_arn(f"{s.name}-full"),
                "ReceiveMessageWaitTimeSeconds": "10",
                "RedrivePolicy": json.loads(redrive(s.letters, 3)),
                "Tags": TAGS,
                "VisibilityTimeout": "60",
            },
            changed=lambda s: {
                "delaySeconds": 6,
                "kmsDataKeyReusePeriodSeconds": 900,
                "kmsMasterKeyId": "alias/own",
                "maxMessageSize": 4096,
                "messageRetentionSeconds": 7200,
                "policy": policy("ReceiveMessage", "sqs"),
                "receiveWaitTimeSeconds": 11,
                "redrivePolicy": redrive(s.other, 4),
                "tags": {"team": "b"},
                "visibilityTimeoutSeconds": 61,
            },
            told_changed=lambda s: {
                "DelaySeconds": "6",
                "KmsDataKeyReusePeriodSeconds": "900",
                "KmsMasterKeyId": "alias/own",
                "MaximumMessageSize": "4096",
                "MessageRetentionPeriod": "7200",
                "Policy": json.loads(policy("ReceiveMessage", "sqs")),
                "ReceiveMessageWaitTimeSeconds": "11",
                "RedrivePolicy": json.loads(redrive(s.other, 4)),
                "Tags": {"team": "b"},
                "VisibilityTimeout": "61",
            },
            removed=(
                "delaySeconds",
                "kmsDataKeyReusePeriodSeconds",
                "kmsMasterKeyId",
                "messageRetentionSeconds",
                "policy",
                "receiveWaitTimeSeconds",
                "redrivePolicy",
                "tags",
                "visibilityTimeoutSeconds",
            ),
            told_removed=lambda _: {
                "DelaySeconds": "0",
                "KmsDataKeyReusePeriodSeconds": None,
                "KmsMasterKeyId": None,
                "MessageRetentionPeriod": "345600",
                "Policy": {},
                "ReceiveMessageWaitTimeSeconds": "0",
                "RedrivePolicy": {},
                "Tags": {},
                "VisibilityTimeout": "30",
            },
        ),
        Life(
            name="in order",
            inputs=lambda _: {
                "contentBasedDeduplication": True,
                "deduplicationScope": "messageGroup",
                "fifoQueue": True,
                "fifoThroughputLimit": "perMessageGroupId",
                "sqsManagedSseEnabled": False,
            },
            filled=lambda s: {"name": f"{s.logical}-{GENERATED}.fifo"},
            told=lambda _: {
                "ContentBasedDeduplication": "true",
                "DeduplicationScope": "messageGroup",
                "FifoQueue": "true",
                "FifoThroughputLimit": "perMessageGroupId",
                "SqsManagedSseEnabled": "false",
            },
            changed=lambda _: {
                "contentBasedDeduplication": False,
                "deduplicationScope": "queue",
                "fifoThroughputLimit": "perQueue",
                "sqsManagedSseEnabled": True,
            },
            told_changed=lambda _: {
                "ContentBasedDeduplication": "false",
                "DeduplicationScope": "queue",
                "FifoQueue": "true",
                "FifoThroughputLimit": "perQueue",
                "SqsManagedSseEnabled": "true",
            },
        ),
        Life(
            name="with a key of SQS",
            inputs=lambda _: {"sqsManagedSseEnabled": True},
            told=lambda _: {"SqsManagedSseEnabled": "true"},
        ),
        Life(
            name="with a name prefix",
            inputs=lambda _: {"namePrefix": "team-"},
            filled=lambda _: {"name": "team-" + PREFIXED},
            told=lambda _: {"QueueArn": queue_arn("team-" + PREFIXED)},
        ),
    ),
)


def with_queue(aws: Aws) -> Scene:
    s = scene()
    s.queue = aws.sqs.create_queue(QueueName=s.name)["QueueUrl"]
    return s


def describe_policy(aws: Aws, s: Scene) -> Values | None:
    found = aws.sqs.get_queue_attributes(QueueUrl=s.queue, AttributeNames=["Policy"])
    text = found.get("Attributes", {}).get("Policy")
    return {"Policy": json.loads(text)} if text else None


QUEUE_POLICY = Case(
    token="aws:sqs/queuePolicy:QueuePolicy",
    prepare=with_queue,
    describe=describe_policy,
    lives=(
        Life(
            name="of a queue",
            inputs=lambda s: {"policy": policy("SendMessage", "sqs"), "queueUrl": s.queue},
            told=lambda _: {"Policy": json.loads(policy("SendMessage", "sqs"))},
            changed=lambda _: {"policy": policy("ReceiveMessage", "sqs")},
            told_changed=lambda _: {"Policy": json.loads(policy("ReceiveMessage", "sqs"))},
            outside=lambda aws, s: aws.sqs.set_queue_attributes(
                QueueUrl=s.queue, Attributes={"Policy": policy("*", "sqs")}
            ),
            found=lambda _: {"policy": policy("*", "sqs")},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(QUEUE, QUEUE_POLICY))
def test_queues_are_what_sqs_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
