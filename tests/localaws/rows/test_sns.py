"""SNS topics and their policies."""

import json

import pytest

from tests.localaws.lives import GENERATED, PREFIXED, Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.topics import policy, retries, topic_arn, with_topics
from tests.localaws.world import WORKLOAD, Aws, tags

TAGS = {"team": "a", "stage": "x"}


def describe_topic(aws: Aws, s: Scene) -> Values:
    attributes = aws.sns.get_topic_attributes(TopicArn=s.id)["Attributes"]
    listed = aws.sns.list_tags_for_resource(ResourceArn=s.id)["Tags"]
    return {**attributes, "Document": json.loads(attributes["Policy"]), "Tags": tags(listed)}


TOPIC = Case(
    token="aws:sns/topic:Topic",
    describe=describe_topic,
    filled=lambda s: {"name": f"{s.logical}-{GENERATED}"},
    lives=(
        Life(
            name="minimal",
            inputs=lambda _: {},
            told=lambda s: {"TopicArn": topic_arn(f"{s.logical}-{GENERATED}"), "DisplayName": ""},
            outputs=lambda _, s: {
                "arn": topic_arn(f"{s.logical}-{GENERATED}"),
                "name": f"{s.logical}-{GENERATED}",
                "owner": WORKLOAD,
                "tagsAll": {},
            },
            changed=lambda _: {"displayName": "Alarms", "tags": TAGS},
            told_changed=lambda _: {"DisplayName": "Alarms", "Tags": TAGS},
        ),
        Life(
            name="full",
            inputs=lambda s: {
                "deliveryPolicy": retries(5),
                "displayName": "Alarms",
                "kmsMasterKeyId": "alias/aws/sns",
                "name": f"{s.name}-full",
                "policy": policy("Publish"),
                "tags": TAGS,
            },
            told=lambda s: {
                "DeliveryPolicy": retries(5),
                "DisplayName": "Alarms",
                "Document": json.loads(policy("Publish")),
                "KmsMasterKeyId": "alias/aws/sns",
                "Tags": TAGS,
                "TopicArn": topic_arn(f"{s.name}-full"),
            },
            changed=lambda _: {
                "deliveryPolicy": retries(6),
                "displayName": "Notices",
                "kmsMasterKeyId": "alias/own",
                "policy": policy("Subscribe"),
                "tags": {"team": "b"},
            },
            told_changed=lambda _: {
                "DeliveryPolicy": retries(6),
                "DisplayName": "Notices",
                "Document": json.loads(policy("Subscribe")),
                "KmsMasterKeyId": "alias/own",
                "Tags": {"team": "b"},
            },
            removed=("deliveryPolicy", "displayName", "kmsMasterKeyId", "tags"),
            told_removed=lambda _: {
                "DeliveryPolicy": "",
                "DisplayName": "",
                "KmsMasterKeyId": None,
                "Tags": {},
            },
            outside=lambda aws, s: aws.sns.set_topic_attributes(
                TopicArn=s.id, AttributeName="Policy", AttributeValue=policy("Unsubscribe")
            ),
            found=lambda _: {"policy": policy("Unsubscribe")},
        ),
        Life(
            name="in order, with a generated name",
            inputs=lambda _: {"contentBasedDeduplication": True, "fifoTopic": True},
            filled=lambda s: {"name": f"{s.logical}-{GENERATED}.fifo"},
            told=lambda _: {"ContentBasedDeduplication": "true", "FifoTopic": "true"},
            changed=lambda _: {"contentBasedDeduplication": False},
            told_changed=lambda _: {"ContentBasedDeduplication": "false"},
        ),
        Life(
            name="in order, once",
            inputs=lambda s: {"fifoTopic": True, "name": f"{s.name}.fifo"},
            changed=lambda _: {"contentBasedDeduplication": True},
            told_changed=lambda _: {"ContentBasedDeduplication": "true"},
            removed=("contentBasedDeduplication",),
            told_removed=lambda _: {"ContentBasedDeduplication": "false"},
        ),
        Life(
            name="with a name prefix",
            inputs=lambda _: {"namePrefix": "team-"},
            filled=lambda _: {"name": "team-" + PREFIXED},
            told=lambda _: {"TopicArn": topic_arn("team-" + PREFIXED)},
        ),
    ),
)


def describe_topic_policy(aws: Aws, s: Scene) -> Values:
    text = aws.sns.get_topic_attributes(TopicArn=s.topic)["Attributes"]["Policy"]
    return {"Actions": [statement["Action"] for statement in json.loads(text)["Statement"]]}


OWNER_ACTIONS = ["GetTopicAttributes", "SetTopicAttributes", "DeleteTopic", "Subscribe", "Publish"]

TOPIC_POLICY = Case(
    token="aws:sns/topicPolicy:TopicPolicy",
    prepare=with_topics,
    describe=describe_topic_policy,
    left=lambda _: {"Actions": [[f"SNS:{action}" for action in OWNER_ACTIONS]]},
    lives=(
        Life(
            name="of a topic",
            inputs=lambda s: {"arn": s.topic, "policy": policy("Publish")},
            told=lambda _: {"Actions": ["sns:Publish"]},
            outputs=lambda _, __: {"owner": WORKLOAD},
            changed=lambda _: {"policy": policy("Subscribe")},
            told_changed=lambda _: {"Actions": ["sns:Subscribe"]},
            outside=lambda aws, s: aws.sns.set_topic_attributes(
                TopicArn=s.topic, AttributeName="Policy", AttributeValue=policy("*")
            ),
            found=lambda _: {"policy": policy("*")},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(TOPIC, TOPIC_POLICY))
def test_topics_are_what_sns_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
