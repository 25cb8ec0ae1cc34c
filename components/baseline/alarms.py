"""How an account's people hear of alarms and of spending."""

import pulumi
from pulumi_aws import budgets, sns

from ..landing_zone.accounts import Account
from ..shared.component import Component
from .notices import MonthlyBudget
from .policies import alarm_topic_policy

# Kind of amount, and per cent of the budget at which a notice is sent.
_NOTICES = (("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100))


def create_alarm_topic(
    component: Component,
    name: str,
    account: Account,
    region: str,
    *,
    emails: list[str],
    key_arn: pulumi.Output[str] | None,
) -> sns.TopicPolicy:
    """The topic that alarms and budgets publish to, its policy, and its e-mail subscriptions.

    The policy is returned: what publishes has to wait for it.
    Without a key it is not encrypted: CloudWatch cannot publish to a topic with SNS's own key,
    whose policy is fixed.
    """
    logical_name = f"{name}-alarms"
    topic = sns.Topic(
        logical_name,
        kms_master_key_id=key_arn,
        region=region,
        tags={"Name": logical_name},
        opts=component.child(),
    )
    policy = sns.TopicPolicy(
        logical_name,
        arn=topic.arn,
        policy=topic.arn.apply(lambda arn: alarm_topic_policy(arn, account.id)),
        region=region,
        opts=component.child(),
    )
    for email in emails:
        # SNS sends a mail that has to be confirmed before anything else arrives.
        sns.TopicSubscription(
            f"{logical_name}-{email}",
            topic=topic.arn,
            protocol="email",
            endpoint=email,
            region=region,
            opts=component.child(),
        )
    return policy


def create_budget(
    component: Component,
    name: str,
    account: Account,
    budget: MonthlyBudget,
    topic_policy: sns.TopicPolicy,
) -> None:
    """A monthly cost budget that tells the alarm topic.

    Told are 80 and 100 per cent spent, and 100 per cent forecasted.
    """
    logical_name = f"{name}-budget"
    budgets.Budget(
        logical_name,
        account_id=account.id,
        budget_type="COST",
        time_unit="MONTHLY",
        limit_amount=str(budget.limit_usd),
        limit_unit="USD",
        notifications=[
            {
                "notification_type": kind,
                "threshold": percentage,
                "threshold_type": "PERCENTAGE",
                "comparison_operator": "GREATER_THAN",
                "subscriber_sns_topic_arns": [topic_policy.arn],
            }
            for kind, percentage in _NOTICES
        ],
        tags={"Name": logical_name},
        opts=component.child(),
    )
