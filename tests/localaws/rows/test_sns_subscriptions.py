"""SNS subscriptions."""

import json

import pytest

from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.topics import retries, with_topics
from tests.localaws.world import REGION, WORKLOAD, Aws


def describe_subscription(aws: Aws, s: Scene) -> Values:
    return dict(aws.sns.get_subscription_attributes(SubscriptionArn=s.id)["Attributes"])


def dead_letters(arn: str) -> str:
    return json.dumps({"deadLetterTargetArn": arn})


SUBSCRIPTION = Case(
    token="aws:sns/topicSubscription:TopicSubscription",
    prepare=with_topics,
    describe=describe_subscription,
    lives=(
        Life(
            name="of an address",
            inputs=lambda s: {
                "confirmationTimeoutInMinutes": 2,
                "endpoint": "team@example.com",
                "endpointAutoConfirms": False,
                "protocol": "email",
                "topic": s.topic,
            },
            told=lambda s: {
                "Endpoint": "team@example.com",
                "Protocol": "email",
                "TopicArn": s.topic,
            },
            outputs=lambda _, s: {
                "arn": s.id,
                "ownerId": WORKLOAD,
                "confirmationWasAuthenticated": True,
                "pendingConfirmation": False,
            },
        ),
        Life(
            name="of a queue",
            inputs=lambda s: {
                "deliveryPolicy": retries(5),
                "endpoint": s.queue,
                "filterPolicy": json.dumps({"kind": ["a"]}),
                "filterPolicyScope": "MessageAttributes",
                "protocol": "sqs",
                "rawMessageDelivery": True,
                "redrivePolicy": dead_letters(s.letters),
                "topic": s.topic,
            },
            told=lambda s: {
                "DeliveryPolicy": retries(5),
                "Endpoint": s.queue,
                "FilterPolicy": '{"kind": ["a"]}',
                "FilterPolicyScope": "MessageAttributes",
                "Protocol": "sqs",
                "RawMessageDelivery": "true",
                "RedrivePolicy": dead_letters(s.letters),
            },
            changed=lambda s: {
                "deliveryPolicy": retries(6),
                "filterPolicy": json.dumps({"kind": ["b"]}),
                "filterPolicyScope": "MessageBody",
                "rawMessageDelivery": False,
                "redrivePolicy": dead_letters(s.other_letters),
            },
            told_changed=lambda s: {
                "DeliveryPolicy": retries(6),
                "FilterPolicy": '{"kind": ["b"]}',
                "FilterPolicyScope": "MessageBody",
                "RawMessageDelivery": "false",
                "RedrivePolicy": dead_letters(s.other_letters),
            },
            outside=lambda aws, s: aws.sns.set_subscription_attributes(
                SubscriptionArn=s.id, AttributeName="RawMessageDelivery", AttributeValue="true"
            ),
            found=lambda _: {"rawMessageDelivery": True},
        ),
        Life(
            name="of a stream",
            inputs=lambda s: {
                "endpoint": f"arn:aws:firehose:{REGION}:{WORKLOAD}:deliverystream/{s.name}",
                "protocol": "firehose",
                "subscriptionRoleArn": s.role,
                "topic": s.topic,
            },
            told=lambda s: {"Protocol": "firehose", "SubscriptionRoleArn": s.role},
            changed=lambda s: {"rawMessageDelivery": True, "subscriptionRoleArn": s.other_role},
            told_changed=lambda s: {
                "RawMessageDelivery": "true",
                "SubscriptionRoleArn": s.other_role,
            },
        ),
        Life(
            name="that hears everything again",
            inputs=lambda s: {
                "endpoint": s.queue,
                "filterPolicy": json.dumps({"kind": ["a"]}),
                "protocol": "sqs",
                "rawMessageDelivery": True,
                "topic": s.topic,
            },
            removed=("filterPolicy", "rawMessageDelivery"),
            told_removed=lambda _: {"FilterPolicy": "{}", "RawMessageDelivery": "false"},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(SUBSCRIPTION))
def test_subscriptions_are_what_sns_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
