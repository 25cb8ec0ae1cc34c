"""Creates the baseline that the tests look at."""

from typing import Any

import pulumi

from components.baseline import AccountBaseline, AccountBaselineArgs, MonthlyBudget
from components.landing_zone.accounts import Account
from components.landing_zone.providers import AccountProvider
from tests.accounts import HOME, SANDBOX
from tests.recording import Recording, record

KEY = "aws:kms/key:Key"
ALIAS = "aws:kms/alias:Alias"
BUCKET = "aws:s3/bucket:Bucket"
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
PUBLIC_BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
TOPIC = "aws:sns/topic:Topic"
TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy"
SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"
BUDGET = "aws:budgets/budget:Budget"
COMPONENT = "landing-zone:index:AccountBaseline"


def created(*, of: Account = SANDBOX, **changes: Any) -> Recording:
    """The baseline `b`, changed as said."""

    def program() -> None:
        args = AccountBaselineArgs(
            **{"account": of, "region": HOME, "budget": MonthlyBudget(limit_usd=200), **changes}
        )
        AccountBaseline(
            "b", args, pulumi.ResourceOptions(provider=AccountProvider(of, region=HOME))
        )

    return record(program)
