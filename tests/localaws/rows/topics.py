"""What SNS resources stand beside."""

import json

from tests.localaws.lives import Scene
from tests.localaws.world import REGION, WORKLOAD, Aws, scene


def policy(action: str, service: str = "sns") -> str:
    statement = {
        "Sid": "one",
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": f"{service}:{action}",
        "Resource": "*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def retries(number: int) -> str:
    return json.dumps({"http": {"defaultHealthyRetryPolicy": {"numRetries": number}}})


def topic_arn(name: str) -> str:
    return f"arn:aws:sns:{REGION}:{WORKLOAD}:{name}"


def with_topics(aws: Aws) -> Scene:
    """A topic, queues that can listen to it, and roles."""
    s = scene()
    s.topic = aws.sns.create_topic(Name=s.name)["TopicArn"]
    s.queue, s.letters, s.other_letters = (
        f"arn:aws:sqs:{REGION}:{WORKLOAD}:{s.name}-{which}" for which in ("a", "b", "c")
    )
    for which in ("a", "b", "c"):
        aws.sqs.create_queue(QueueName=f"{s.name}-{which}")
    s.role, s.other_role = (
        aws.iam.create_role(RoleName=f"{s.name}-{which}", AssumeRolePolicyDocument="{}")["Role"][
            "Arn"
        ]
        for which in ("one", "two")
    )
    return s
