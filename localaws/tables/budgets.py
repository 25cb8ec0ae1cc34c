"""Budgets with their notifications."""

from typing import Any

from localaws.links.conversions import Converted
from localaws.rows import Call, Members, Row, Tagging, Values
from localaws.session import Session

_ARN = "arn:aws:budgets::{account}:budget/{name}"
_BUDGET = {"AccountId": "{account}", "BudgetName": "{name}"}
_NOTIFICATION_MEMBERS = {
    "comparisonOperator": "ComparisonOperator",
    "notificationType": "NotificationType",
    "threshold": "Threshold",
    "thresholdType": "ThresholdType",
}


def _notification(item: dict[str, Any], _: Values) -> dict[str, Any]:
    members = {member: item[name] for name, member in _NOTIFICATION_MEMBERS.items()}
    return {"Notification": {**members, "Threshold": float(members["Threshold"])}}


def _subscribed(item: dict[str, Any], values: Values) -> dict[str, Any]:
    emails = [("EMAIL", address) for address in item.get("subscriberEmailAddresses") or []]
    topics = [("SNS", arn) for arn in item.get("subscriberSnsTopicArns") or []]
    subscribers = [
        {"SubscriptionType": kind, "Address": address} for kind, address in emails + topics
    ]
    return {**_notification(item, values), "Subscribers": subscribers}


def _notifications(session: Session, values: Values) -> list[dict[str, Any]]:
    budget = {"AccountId": values["account"], "BudgetName": values["name"]}
    found = []
    for notification in session.call("budgets", "DescribeNotificationsForBudget", budget).get(
        "Notifications", []
    ):
        identity = {
            member: notification[member]
            for member in _NOTIFICATION_MEMBERS.values()
            if member in notification
        }
        request = {**budget, "Notification": identity}
        subscribers = session.call("budgets", "DescribeSubscribersForNotification", request)[
            "Subscribers"
        ]

        def addresses(kind: str, subscribers: list[dict[str, str]] = subscribers) -> list[str]:
            return [s["Address"] for s in subscribers if s["SubscriptionType"] == kind]

        item = {name: notification.get(member) for name, member in _NOTIFICATION_MEMBERS.items()}
        found.append(
            {
                **item,
                "subscriberEmailAddresses": addresses("EMAIL"),
                "subscriberSnsTopicArns": addresses("SNS"),
            }
        )
    return found


_COST_FILTERS = Converted(
    "name and values",
    lambda filters: {one["name"]: one["values"] for one in filters},
    lambda found: [{"name": name, "values": values} for name, values in found.items()],
)

_BUDGET_LINKS = {
    "name": "BudgetName",
    "budgetType": "BudgetType",
    "timeUnit": "TimeUnit",
    "limitAmount": "BudgetLimit.Amount",
    "limitUnit": "BudgetLimit.Unit",
}

ROWS = (
    Row(
        token="aws:budgets/budget:Budget",
        computed=("accountId",),
        service="budgets",
        create=Call("CreateBudget", {"AccountId": "{account}"}),
        read=Call("DescribeBudget", _BUDGET, "Budget"),
        delete=Call("DeleteBudget", _BUDGET),
        id="{account}:{name}",
        update=Call("UpdateBudget", {"AccountId": "{account}"}),
        autoname="name",
        tagging=Tagging(
            add=Call("TagResource", {"ResourceARN": _ARN}),
            add_member="ResourceTags",
            remove=Call("UntagResource", {"ResourceARN": _ARN}),
            remove_member="ResourceTagKeys",
            read=Call("ListTagsForResource", {"ResourceARN": _ARN}, "ResourceTags"),
            create_member="ResourceTags",
        ),
        links={
            **{name: f"Budget.{path}" for name, path in _BUDGET_LINKS.items()},
            "costFilters": ("Budget.CostFilters", _COST_FILTERS),
        },
        update_links={
            **{name: f"NewBudget.{path}" for name, path in _BUDGET_LINKS.items()},
            "costFilters": ("NewBudget.CostFilters", _COST_FILTERS),
            "accountId": None,
        },
        read_links={**_BUDGET_LINKS, "costFilters": ("CostFilters", _COST_FILTERS)},
        members=(
            Members(
                "notifications",
                add=Call("CreateNotification", _BUDGET),
                remove=Call("DeleteNotification", _BUDGET),
                read=_notifications,
                to_request=_subscribed,
                to_removal=_notification,
            ),
        ),
        outputs={"accountId": "{account}", "arn": _ARN},
        import_id=r"(?P<accountId>\d{12}):(?P<name>.+)",
    ),
)
