"""The base of every component: its type, arguments, account, children's options and outputs."""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

import pulumi

from ..landing_zone.accounts import Account
from ..problems import Problem, report
from .account_check import check_account
from .coercion import coerced

PACKAGE = "landing-zone"
"""Name of the component package; the first part of every component's type."""

A = TypeVar("A")


class BadArgumentsError(ValueError, pulumi.RunError):
    """A component's arguments cannot be accepted. The message has one line for each problem.

    A `pulumi.RunError`, so the CLI shows the lines and no traceback.
    """


class Component(pulumi.ComponentResource):
    """A component of the landing zone.

    A subclass begins its constructor with these two lines:

        args = self.accepted(NetworkArgs, name, args)
        super().__init__(name, args.account, opts)

    Until the second has run nothing is registered, so bad arguments leave nothing behind.
    """

    _account: Account
    _stateful_names: list[str]

    def __init__(
        self, name: str, account: Account, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Register the component `name` under the type `landing-zone:index:<Class>`.

        Raises:
            MissingProviderError: no AWS provider was given or can be inherited.
            WrongAccountError: the provider belongs to another account.
        """
        check_account(self._subject(name), account, opts)
        super().__init__(f"{PACKAGE}:index:{type(self).__name__}", name, None, opts)
        self._account = account
        self._stateful_names = []

    @classmethod
    def accepted(
        cls,
        args_class: type[A],
        name: str,
        args: object,
        name_problems: Callable[[A], list[Problem]] | None = None,
    ) -> A:
        """The arguments as their dataclass, whether they came as one or as a plain dictionary.

        `name_problems` tells whether the component's name makes physical names that fit.

        Raises:
            BadArgumentsError: with every problem of the name, the arguments and the value objects
                in them.
        """
        accepted, problems = coerced(args_class, args)
        if accepted is not None:
            problems += _region_problems(accepted)
            problems += name_problems(accepted) if name_problems else []
        if accepted is None or problems:
            raise BadArgumentsError(report(cls._subject(name), problems))
        return accepted

    @classmethod
    def _subject(cls, name: str) -> str:
        return f'{cls.__name__} "{name}"'

    def child(self, **options: Any) -> pulumi.ResourceOptions:
        """Options of a child: this parent, and nothing of what the caller gave the component.

        The provider and `protect` come down from the parent by themselves.
        """
        return pulumi.ResourceOptions(parent=self, **options)

    def stateful(self, logical_name: str, **options: Any) -> pulumi.ResourceOptions:
        """Options of a child that holds what cannot be made again.

        The account's tier decides whether it is protected from replacement and deletion;
        `account.allow_replacement` lifts that for this one name.
        """
        self._stateful_names.append(logical_name)
        protect: bool | None = None  # inherited from the component
        if logical_name in (self._account.allow_replacement or []):
            protect = False
        elif self._account.tier.defaults.protects_data:
            protect = True
        return self.child(protect=protect, **options)

    @property
    def stateful_names(self) -> list[str]:
        """Logical names of the children that the tier may protect."""
        return list(self._stateful_names)

    def lookup(self) -> pulumi.InvokeOptions:
        """Options of a data source: asked with this component's provider."""
        return pulumi.InvokeOptions(parent=self)

    def register_declared_outputs(self) -> None:
        """Register every output that the class declares. The last line of a constructor."""
        self.register_outputs(
            {
                name: getattr(self, name)
                for name in inspect.get_annotations(type(self))
                if not name.startswith("_")
            }
        )


def _region_problems(args: object) -> list[Problem]:
    """An argument called `region` names a region that the account may use."""
    region, account = getattr(args, "region", None), getattr(args, "account", None)
    if region is None or not isinstance(account, Account) or region in account.regions:
        return []
    limit = f"account {account.name} may use {', '.join(account.regions)}"
    return [Problem(path="region", value=region, limit=limit)]
