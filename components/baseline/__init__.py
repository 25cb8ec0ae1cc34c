"""What an account has once: keys, log bucket, alarms, budget, guards."""

from typing import TYPE_CHECKING, Any

from ..lazy import resolve

if TYPE_CHECKING:
    from .account_baseline import AccountBaseline, AccountBaselineArgs
    from .notices import MonthlyBudget

__all__ = ["AccountBaseline", "AccountBaselineArgs", "MonthlyBudget"]

_HOMES = {
    "AccountBaseline": "account_baseline",
    "AccountBaselineArgs": "account_baseline",
    "MonthlyBudget": "notices",
}


def __getattr__(name: str) -> Any:
    return resolve(__name__, _HOMES, name)
