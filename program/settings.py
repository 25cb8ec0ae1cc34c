"""The settings of one stack: what Pulumi.yaml and its stack file say, read once and checked."""

import json
from dataclasses import dataclass, fields
from typing import Any

import pulumi
from pulumi.runtime.config import CONFIG, get_config_env

from components.landing_zone.accounts import Account
from components.landing_zone.organization import Organization
from components.landing_zone.tags import required_tag_problems, tag_problems
from components.problems import Problem, report
from components.shared.coercion import camel_case, coerced_from_stack_file

from .placements import Placement
from .sections import (
    BaselineSettings,
    FleetSettings,
    InstanceSettings,
    LoadBalancerSettings,
    NetworkSettings,
)


class SettingsError(ValueError, pulumi.RunError):
    """The settings cannot be accepted. The message has one line for each problem.

    A `pulumi.RunError`, so the CLI shows the lines and no traceback.
    """


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
    load_balancers: dict[str, LoadBalancerSettings] | None = None
    """The load balancers by name."""
    fleets: dict[str, FleetSettings] | None = None
    """The autoscaling fleets by name."""
    instances: dict[str, InstanceSettings] | None = None
    """The single instances by name."""

    @property
    def target(self) -> Account:
        """The account that the stack belongs to, with the tags and allowances of the stack."""
        return self.organization.account(
            self.account, tags=self.tags, allow_replacement=self.allow_replacement
        )

    def problems(self) -> list[Problem]:
        """What is wrong with the deployment, and with what its sections have to do with each other."""
        problems = super().problems()
        unplaced = self.organization.problems() or self.account not in self.organization.accounts
        return problems if unplaced else problems + self._placement.problems()

    @property
    def _placement(self) -> Placement:
        return Placement(
            account=self.target,
            region=self.region,
            network=self.network,
            load_balancers=self.load_balancers or {},
            fleets=self.fleets or {},
            instances=self.instances or {},
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
