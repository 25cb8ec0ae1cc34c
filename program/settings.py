"""The settings of one stack: what Pulumi.yaml and its stack file say, read once and checked."""

import json
from dataclasses import dataclass, fields
from typing import Any

import pulumi
from pulumi.runtime.config import CONFIG, get_config_env

from components.baseline.log_lifetime import expiration_problems
from components.baseline.notices import MonthlyBudget, email_problems
from components.landing_zone.accounts import Account
from components.landing_zone.organization import Organization
from components.landing_zone.tags import required_tag_problems, tag_problems
from components.network.existing import ExistingNetwork
from components.network.layout import NetworkLayout
from components.network.source import source_problems
from components.problems import Problem, report
from components.shared.coercion import camel_case, coerced_from_stack_file


class SettingsError(ValueError, pulumi.RunError):
    """The settings cannot be accepted. The message has one line for each problem.

    A `pulumi.RunError`, so the CLI shows the lines and no traceback.
    """


@dataclass(frozen=True, kw_only=True)
class BaselineSettings:
    """What the account has once."""

    budget: MonthlyBudget
    """What the account may cost before somebody is told."""
    alarm_emails: list[str] | None = None
    """Who is told of alarms and of the budget."""
    customer_managed_keys: bool | None = None
    """Whether the account has keys of its own; its tier decides when left out."""
    log_expiration_days: int | None = None
    """Age at which objects of the log bucket are deleted; the tier decides when left out."""

    def problems(self) -> list[Problem]:
        """Whether the addresses and the period are some."""
        return [
            *email_problems("alarm_emails", self.alarm_emails or []),
            *expiration_problems("log_expiration_days", self.log_expiration_days),
        ]


@dataclass(frozen=True, kw_only=True)
class NetworkSettings:
    """The network of the stack: created by it, or adopted from another stack."""

    layout: NetworkLayout | None = None
    existing: ExistingNetwork | None = None

    def problems(self) -> list[Problem]:
        """Whether it is said in exactly one way what the network is."""
        return source_problems(self.layout, self.existing)


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """Where a stack is deployed: what every stack has, whatever it creates."""

    organization: Organization
    """The directory of all accounts, from Pulumi.yaml."""
    account: str
    """Name of the one account that the stack belongs to."""
    region: str
    """The region that its resources stand in."""
    tags: dict[str, str] | None = None
    """Tags of everything in the stack; they win over those of the account."""

    def problems(self) -> list[Problem]:
        """Whether the organization has the account, and allows it the region and the tags."""
        problems = tag_problems("tags", self.tags or {})
        unknown = self.organization.account_name_problems("account", self.account)
        # An incomplete directory is reported by itself; its accounts cannot be completed.
        if self.organization.problems():
            return problems + unknown
        if unknown:
            # What is missing the account may have, what is there has to be right anyway.
            given = self.tags or {}
            required = self.organization.required_tags or {}
            present = {key: values for key, values in required.items() if key in given}
            return problems + unknown + required_tag_problems("tags", given, present)
        target = self.organization.account(self.account, tags=self.tags)
        if self.region not in target.regions:
            limit = f"account {target.name} may use {', '.join(target.regions)}"
            problems.append(Problem(path="region", value=self.region, limit=limit))
        return problems + required_tag_problems(
            "tags", target.tags or {}, self.organization.required_tags
        )


@dataclass(frozen=True, kw_only=True)
class Settings(Deployment):
    """Everything that a stack is told. A section left out, or empty, is not in the stack."""

    allow_replacement: list[str] | None = None
    """Logical names of protected resources that may be replaced or deleted now."""
    baseline: BaselineSettings | None = None
    """What an account has once; in exactly one stack of each account."""
    network: NetworkSettings | None = None
    """The network that the stack's resources stand in."""

    @property
    def target(self) -> Account:
        """The account that the stack belongs to, with the tags and allowances of the stack."""
        return self.organization.account(
            self.account, tags=self.tags, allow_replacement=self.allow_replacement
        )


def load_settings() -> Settings:
    """The settings of the stack that is being deployed.

    Raises:
        SettingsError: with every problem of the settings, by its path in the files.
    """
    document = _configuration(pulumi.get_project())
    settings, problems = coerced_from_stack_file(Settings, document)
    if settings is None:
        # Something has not the right shape. What it has nothing to do with is still worth checking.
        names = {camel_case(field.name) for field in fields(Deployment)}
        part = {key: value for key, value in document.items() if key in names}
        problems = problems + coerced_from_stack_file(Deployment, part)[1]
    if settings is None or problems:
        lines = report(f'Stack "{pulumi.get_stack()}"', problems).splitlines()
        raise SettingsError("\n".join(dict.fromkeys(lines)))
    return settings


def _configuration(project: str) -> dict[str, Any]:
    """All keys of the project's configuration; an empty section is the same as none.

    `pulumi.Config` only answers for keys that it is asked for, and would never tell of a mistyped
    one, so this looks where it looks.
    """
    prefix = f"{project}:"
    texts = {**get_config_env(), **CONFIG.get()}
    return {
        key.removeprefix(prefix): _parsed(text) or None
        for key, text in texts.items()
        if key.startswith(prefix)
    }


def _parsed(text: str) -> Any:
    """Objects and lists arrive as JSON, everything else as the text that was written."""
    if text[:1] not in ("{", "["):
        return text
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text
