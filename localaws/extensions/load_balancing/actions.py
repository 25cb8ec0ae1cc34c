"""The actions of listeners and rules: which target groups they reach, and how AWS tells them.

moto tells an action as it was asked for. AWS completes it: a single target group stands in both forms, and a redirect
names all parts of the address.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from moto.elbv2.models import FakeAction

KEPT_PARTS = {
    "Host": "#{host}",
    "Path": "/#{path}",
    "Port": "#{port}",
    "Protocol": "#{protocol}",
    "Query": "#{query}",
}
"""What a redirect does with the parts of an address that it is not told about."""


def install() -> None:
    """Completes every new action."""
    initialize = FakeAction.__init__

    def initialize_completely(self: Any, data: dict[str, Any]) -> None:
        initialize(self, completed(data))

    FakeAction.__init__ = initialize_completely


def completed(action: dict[str, Any]) -> dict[str, Any]:
    """An action as AWS tells it."""
    if "RedirectConfig" in action:
        return {**action, "RedirectConfig": {**KEPT_PARTS, **action["RedirectConfig"]}}
    groups = list(group_arns([action]))
    if len(groups) != 1:
        return action
    return {
        "ForwardConfig": {"TargetGroups": [{"TargetGroupArn": groups[0]}]},
        **action,
        "TargetGroupArn": groups[0],
    }


def group_arns(actions: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The target groups that actions forward to."""
    for action in actions:
        several = action.get("ForwardConfig", {}).get("TargetGroups", [])
        if several:
            yield from (group["TargetGroupArn"] for group in several)
        elif "TargetGroupArn" in action:
            yield action["TargetGroupArn"]


def balancers_of(backend: Any, group_arn: str) -> list[Any]:
    """The load balancers that send something to a target group."""
    return [
        balancer
        for balancer in backend.load_balancers.values()
        if group_arn in set(_reached(balancer))
    ]


def _reached(balancer: Any) -> Iterator[str]:
    for listener in balancer.listeners.values():
        for rule in listener.rules.values():
            yield from group_arns(action.data for action in rule.actions)
