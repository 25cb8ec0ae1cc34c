"""Budgets: changes, tags and the subscribers of a notification, which moto lacks."""

import json
from typing import Any

from moto.budgets.exceptions import NotFoundException
from moto.budgets.models import Budget
from moto.budgets.responses import BudgetsResponse

_IDENTITY = ("NotificationType", "ComparisonOperator", "Threshold", "ThresholdType")


def install() -> None:
    """Adds the operations, and tags to the creation."""
    create = BudgetsResponse.create_budget

    def create_budget(self: Any) -> str:
        answer: str = create(self)
        name = self._get_param("Budget")["BudgetName"]
        _budget(self, name).localaws_tags = {
            t["Key"]: t["Value"] for t in self._get_param("ResourceTags") or []
        }
        return answer

    BudgetsResponse.create_budget = create_budget
    for operation in (
        update_budget,
        describe_subscribers_for_notification,
        list_tags_for_resource,
        tag_resource,
        untag_resource,
    ):
        setattr(BudgetsResponse, operation.__name__, operation)


def _budget(self: Any, name: str) -> Budget:
    budgets = self.backend.budgets[self.current_account]
    if name not in budgets:
        raise NotFoundException(f"Unable to get budget: {name} - the budget doesn't exist.")
    return budgets[name]


def _tags(self: Any) -> dict[str, str]:
    budget = _budget(self, self._get_param("ResourceARN").split(":budget/", 1)[-1])
    tags: dict[str, str] = budget.__dict__.setdefault("localaws_tags", {})
    return tags


def update_budget(self: Any) -> str:
    """UpdateBudget: what the new budget does not tell stays."""
    new = self._get_param("NewBudget")
    budget = _budget(self, new["BudgetName"])
    budget.budget = {**budget.budget, **new}
    return json.dumps({})


def describe_subscribers_for_notification(self: Any) -> str:
    """DescribeSubscribersForNotification."""
    wanted = self._get_param("Notification")
    for notification in _budget(self, self._get_param("BudgetName")).notifications:
        if all(notification.details.get(member) == wanted.get(member) for member in _IDENTITY):
            return json.dumps({"Subscribers": notification.subscribers})
    raise NotFoundException("Unable to get subscribers - the notification doesn't exist.")


def list_tags_for_resource(self: Any) -> str:
    """ListTagsForResource."""
    return json.dumps({"ResourceTags": [{"Key": k, "Value": v} for k, v in _tags(self).items()]})


def tag_resource(self: Any) -> str:
    """TagResource."""
    _tags(self).update({tag["Key"]: tag["Value"] for tag in self._get_param("ResourceTags")})
    return json.dumps({})


def untag_resource(self: Any) -> str:
    """UntagResource."""
    for key in self._get_param("ResourceTagKeys"):
        _tags(self).pop(key, None)
    return json.dumps({})
