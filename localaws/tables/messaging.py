"""SNS topics, their policies and subscriptions; SQS queues and their policies."""

import json

from localaws.links.conversions import JSON_TEXT
from localaws.rows import Aspect, Call, Row, Tagging, Values

_TOPIC_ATTRIBUTES = {
    "contentBasedDeduplication": "ContentBasedDeduplication",
    "deliveryPolicy": "DeliveryPolicy",
    "displayName": "DisplayName",
    "fifoTopic": "FifoTopic",
    "kmsMasterKeyId": "KmsMasterKeyId",
    "policy": "Policy",
}
_SUBSCRIPTION_ATTRIBUTES = {
    "deliveryPolicy": "DeliveryPolicy",
    "filterPolicy": "FilterPolicy",
    "filterPolicyScope": "FilterPolicyScope",
    "rawMessageDelivery": "RawMessageDelivery",
    "redrivePolicy": "RedrivePolicy",
    "subscriptionRoleArn": "SubscriptionRoleArn",
}
_QUEUE_ATTRIBUTES = {
    "contentBasedDeduplication": "ContentBasedDeduplication",
    "deduplicationScope": "DeduplicationScope",
    "delaySeconds": "DelaySeconds",
    "fifoQueue": "FifoQueue",
    "fifoThroughputLimit": "FifoThroughputLimit",
    "kmsDataKeyReusePeriodSeconds": "KmsDataKeyReusePeriodSeconds",
    "kmsMasterKeyId": "KmsMasterKeyId",
    "maxMessageSize": "MaximumMessageSize",
    "messageRetentionSeconds": "MessageRetentionPeriod",
    "policy": "Policy",
    "receiveWaitTimeSeconds": "ReceiveMessageWaitTimeSeconds",
    "redrivePolicy": "RedrivePolicy",
    "sqsManagedSseEnabled": "SqsManagedSseEnabled",
    "visibilityTimeoutSeconds": "VisibilityTimeout",
}


def _in_attributes(names: dict[str, str]) -> dict[str, str]:
    return {name: f"Attributes.{attribute}" for name, attribute in names.items()}


def _set_alone(operation: str, resource: str, name: str, attribute: str) -> Aspect:
    """SNS changes one attribute a call."""
    return Aspect(
        (name,),
        put=Call(operation, {resource: "{id}", "AttributeName": attribute}),
        links={name: "AttributeValue"},
        sent_by_create=True,
    )


def _owner_only(values: Values) -> str:
    actions = ["GetTopicAttributes", "SetTopicAttributes", "DeleteTopic", "Subscribe", "Publish"]
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": "*"},
        "Action": [f"SNS:{action}" for action in actions],
        "Resource": values["id"],
        "Condition": {"StringEquals": {"AWS:SourceOwner": values["account"]}},
    }
    return json.dumps({"Version": "2008-10-17", "Statement": [statement]})


ROWS = (
    Row(
        token="aws:sns/topic:Topic",
        computed=("policy",),
        service="sns",
        create=Call("CreateTopic"),
        read=Call("GetTopicAttributes", {"TopicArn": "{id}"}),
        delete=Call("DeleteTopic", {"TopicArn": "{id}"}),
        id="TopicArn",
        autoname="name",
        name_form=lambda name, values: name + (".fifo" if values.get("fifoTopic") else ""),
        tagging=Tagging(
            add=Call("TagResource", {"ResourceArn": "{id}"}),
            remove=Call("UntagResource", {"ResourceArn": "{id}"}),
            read=Call("ListTagsForResource", {"ResourceArn": "{id}"}, "Tags"),
        ),
        links=_in_attributes(_TOPIC_ATTRIBUTES),
        read_links={"owner": "Attributes.Owner"},
        aspects=tuple(
            _set_alone("SetTopicAttributes", "TopicArn", name, attribute)
            for name, attribute in _TOPIC_ATTRIBUTES.items()
            if name != "fifoTopic"
        ),
        refused=dict.fromkeys(
            ("archivePolicy", "fifoThroughputScope", "signatureVersion", "tracingConfig"),
            "the emulator does not tell it",
        ),
        removal={
            "contentBasedDeduplication": False,
            "deliveryPolicy": "",
            "displayName": "",
            "kmsMasterKeyId": "",
        },
        outputs={"arn": "{id}", "name": lambda values: values["id"].rsplit(":", 1)[1]},
        gone="NotFound",
    ),
    Row(
        token="aws:sns/topicPolicy:TopicPolicy",
        service="sns",
        create=Call("SetTopicAttributes", {"AttributeName": "Policy"}),
        read=Call("GetTopicAttributes", {"TopicArn": "{id}"}),
        # What AWS gives to a new topic: its owner may do everything, nobody else anything.
        delete=Call(
            "SetTopicAttributes",
            {"TopicArn": "{id}", "AttributeName": "Policy", "AttributeValue": _owner_only},
        ),
        id="{arn}",
        update=Call("SetTopicAttributes", {"AttributeName": "Policy"}),
        links={"arn": "TopicArn", "policy": ("AttributeValue", JSON_TEXT)},
        read_links={"policy": ("Attributes.Policy", JSON_TEXT), "owner": "Attributes.Owner"},
        outputs={"arn": "{id}"},
        gone="NotFound",
    ),
    Row(
        token="aws:sns/topicSubscription:TopicSubscription",
        computed=("filterPolicyScope",),
        service="sns",
        create=Call("Subscribe", {"ReturnSubscriptionArn": True}),
        read=Call("GetSubscriptionAttributes", {"SubscriptionArn": "{id}"}),
        delete=Call("Unsubscribe", {"SubscriptionArn": "{id}"}),
        id="SubscriptionArn",
        controls=("confirmationTimeoutInMinutes", "endpointAutoConfirms"),
        links={"topic": "TopicArn", **_in_attributes(_SUBSCRIPTION_ATTRIBUTES)},
        read_links={
            "confirmationWasAuthenticated": "Attributes.ConfirmationWasAuthenticated",
            "endpoint": "Attributes.Endpoint",
            "ownerId": "Attributes.Owner",
            "pendingConfirmation": "Attributes.PendingConfirmation",
            "protocol": "Attributes.Protocol",
            "topic": "Attributes.TopicArn",
        },
        aspects=tuple(
            _set_alone("SetSubscriptionAttributes", "SubscriptionArn", name, attribute)
            for name, attribute in _SUBSCRIPTION_ATTRIBUTES.items()
        ),
        refused={"replayPolicy": "the emulator does not know it"},
        removal={"filterPolicy": "{}", "rawMessageDelivery": False},
        outputs={"arn": "{id}"},
        gone="NotFound",
    ),
    Row(
        token="aws:sqs/queue:Queue",
        computed=("maxMessageSize", "sqsManagedSseEnabled"),
        service="sqs",
        create=Call("CreateQueue"),
        read=Call("GetQueueAttributes", {"QueueUrl": "{id}", "AttributeNames": ["All"]}),
        delete=Call("DeleteQueue", {"QueueUrl": "{id}"}),
        id="QueueUrl",
        update=Call("SetQueueAttributes", {"QueueUrl": "{id}"}),
        autoname="name",
        name_form=lambda name, values: name + (".fifo" if values.get("fifoQueue") else ""),
        tagging=Tagging(
            add=Call("TagQueue", {"QueueUrl": "{id}"}),
            remove=Call("UntagQueue", {"QueueUrl": "{id}"}),
            read=Call("ListQueueTags", {"QueueUrl": "{id}"}, "Tags"),
            create_member="tags",
        ),
        links=_in_attributes(_QUEUE_ATTRIBUTES),
        update_links={"fifoQueue": None},
        refused={"redriveAllowPolicy": "the emulator does not tell it"},
        read_links={"arn": "Attributes.QueueArn"},
        removal={
            "delaySeconds": 0,
            "kmsDataKeyReusePeriodSeconds": 300,
            "kmsMasterKeyId": "",
            "messageRetentionSeconds": 345600,
            "policy": "",
            "receiveWaitTimeSeconds": 0,
            "redrivePolicy": "",
            "visibilityTimeoutSeconds": 30,
        },
        outputs={"name": lambda values: values["id"].rsplit("/", 1)[1], "url": "{id}"},
    ),
    Row(
        token="aws:sqs/queuePolicy:QueuePolicy",
        service="sqs",
        create=Call("SetQueueAttributes"),
        read=Call(
            "GetQueueAttributes",
            {"QueueUrl": "{id}", "AttributeNames": ["Policy"]},
            "[@][?Attributes.Policy]|[0]",
            shape="@",
        ),
        delete=Call("SetQueueAttributes", {"QueueUrl": "{id}", "Attributes": {"Policy": ""}}),
        id="{queueUrl}",
        update=Call("SetQueueAttributes"),
        links={"policy": ("Attributes.Policy", JSON_TEXT)},
        outputs={"queueUrl": "{id}"},
    ),
)
