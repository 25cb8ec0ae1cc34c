"""Budgets and their notifications."""

import pytest

from tests.localaws.lives import GENERATED, PREFIXED, Case, Life, Scene, Values, each_life, live
from tests.localaws.world import WORKLOAD, Aws, scene, tags

TAGS = {"team": "a", "stage": "x"}


def with_topics(aws: Aws) -> Scene:
    s = scene()
    s.topic, s.other_topic = (
        aws.sns.create_topic(Name=f"{s.name}-{which}")["TopicArn"] for which in ("a", "b")
    )
    return s


def describe(aws: Aws, s: Scene) -> Values:
    named = {"AccountId": WORKLOAD, "BudgetName": s.id.split(":")[1]}
    budget = aws.budgets.describe_budget(**named)["Budget"]
    notifications = {}
    for found in aws.budgets.describe_notifications_for_budget(**named)["Notifications"]:
        asked = {name: value for name, value in found.items() if name != "NotificationState"}
        subscribers = aws.budgets.describe_subscribers_for_notification(
            **named, Notification=asked
        )["Subscribers"]
        told = (
            asked["NotificationType"],
            asked["ComparisonOperator"],
            asked["Threshold"],
            asked["ThresholdType"],
        )
        notifications[told] = {(s["SubscriptionType"], s["Address"]) for s in subscribers}
    arn = f"arn:aws:budgets::{WORKLOAD}:budget/{named['BudgetName']}"
    listed = aws.budgets.list_tags_for_resource(ResourceARN=arn)["ResourceTags"]
    return {**budget, "Notifications": notifications, "Tags": tags(listed)}


def notification(threshold: float, **more: object) -> Values:
    return {
        "comparisonOperator": "GREATER_THAN",
        "notificationType": "ACTUAL",
        "threshold": threshold,
        "thresholdType": "PERCENTAGE",
        **more,
    }


BUDGET = Case(
    token="aws:budgets/budget:Budget",
    prepare=with_topics,
    describe=describe,
    filled=lambda s: {"name": f"{s.logical}-{GENERATED}"},
    lives=(
        Life(
            name="minimal",
            inputs=lambda _: {
                "budgetType": "COST",
                "limitAmount": "100",
                "limitUnit": "USD",
                "timeUnit": "MONTHLY",
            },
            told=lambda s: {
                "BudgetLimit": {"Amount": "100", "Unit": "USD"},
                "BudgetName": f"{s.logical}-{GENERATED}",
                "BudgetType": "COST",
                "Notifications": {},
                "TimeUnit": "MONTHLY",
            },
            outputs=lambda _, s: {
                "accountId": WORKLOAD,
                "arn": f"arn:aws:budgets::{WORKLOAD}:budget/{s.logical}-{GENERATED}",
                "name": f"{s.logical}-{GENERATED}",
                "tagsAll": {},
            },
            changed=lambda _: {"limitAmount": "120", "tags": TAGS},
            told_changed=lambda _: {
                "BudgetLimit": {"Amount": "120", "Unit": "USD"},
                "Tags": TAGS,
            },
            outside=lambda aws, s: aws.budgets.update_budget(
                AccountId=WORKLOAD,
                NewBudget={
                    "BudgetName": s.id.split(":")[1],
                    "BudgetLimit": {"Amount": "5", "Unit": "USD"},
                    "BudgetType": "COST",
                    "TimeUnit": "MONTHLY",
                },
            ),
            found=lambda _: {"limitAmount": "5"},
        ),
        Life(
            name="full",
            inputs=lambda s: {
                "accountId": WORKLOAD,
                "budgetType": "COST",
                "costFilters": [{"name": "Service", "values": ["Amazon EC2", "Amazon S3"]}],
                "limitAmount": "100",
                "limitUnit": "USD",
                "name": f"{s.name}-full",
                "notifications": [
                    notification(
                        80,
                        subscriberEmailAddresses=["a@example.com"],
                        subscriberSnsTopicArns=[s.topic],
                    ),
                    notification(
                        100,
                        comparisonOperator="EQUAL_TO",
                        notificationType="FORECASTED",
                        subscriberEmailAddresses=["b@example.com"],
                        thresholdType="ABSOLUTE_VALUE",
                    ),
                ],
                "tags": TAGS,
                "timeUnit": "MONTHLY",
            },
            told=lambda s: {
                "BudgetName": f"{s.name}-full",
                "CostFilters": {"Service": ["Amazon EC2", "Amazon S3"]},
                "Notifications": {
                    ("ACTUAL", "GREATER_THAN", 80, "PERCENTAGE"): {
                        ("EMAIL", "a@example.com"),
                        ("SNS", s.topic),
                    },
                    ("FORECASTED", "EQUAL_TO", 100, "ABSOLUTE_VALUE"): {("EMAIL", "b@example.com")},
                },
                "Tags": TAGS,
            },
            changed=lambda s: {
                "budgetType": "USAGE",
                "costFilters": [{"name": "Region", "values": ["eu-central-1"]}],
                "limitAmount": "7",
                "limitUnit": "GB",
                "notifications": [
                    notification(
                        80,
                        subscriberEmailAddresses=["c@example.com"],
                        subscriberSnsTopicArns=[s.other_topic],
                    )
                ],
                "tags": {"team": "b"},
                "timeUnit": "QUARTERLY",
            },
            told_changed=lambda s: {
                "BudgetLimit": {"Amount": "7", "Unit": "GB"},
                "BudgetType": "USAGE",
                "CostFilters": {"Region": ["eu-central-1"]},
                "Notifications": {
                    ("ACTUAL", "GREATER_THAN", 80, "PERCENTAGE"): {
                        ("EMAIL", "c@example.com"),
                        ("SNS", s.other_topic),
                    },
                },
                "Tags": {"team": "b"},
                "TimeUnit": "QUARTERLY",
            },
            removed=("notifications", "tags"),
            told_removed=lambda _: {"Notifications": {}, "Tags": {}},
        ),
        Life(
            name="with a name prefix",
            inputs=lambda _: {
                "budgetType": "COST",
                "limitAmount": "1",
                "limitUnit": "USD",
                "namePrefix": "team-",
                "timeUnit": "DAILY",
            },
            filled=lambda _: {"name": "team-" + PREFIXED},
            told=lambda _: {"BudgetName": "team-" + PREFIXED, "TimeUnit": "DAILY"},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(BUDGET))
def test_budgets_are_what_aws_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
