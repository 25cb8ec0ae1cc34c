"""The landing zone's organization: the directory of its accounts, and what holds for all. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..problems import Problem, keyed, nearest_word
from .accounts import REGION, Account, id_problems, region_problems, role_problems
from .tags import tag_problems
from .tiers import Tier


class UnknownAccountError(LookupError):
    """The organization's directory has no account of this name."""


@dataclass(frozen=True, kw_only=True)
class OrganizationalUnit:
    """What the accounts of one organizational unit have in common."""

    tier: Tier
    """The tier of its accounts."""
    regions: list[str] | None = None
    """The regions that may be used; all of the organization's when left out."""
    permissions_boundary: str | None = None
    """Name (with its path) of the customer managed policy, present in each account, that bounds
    its roles."""


@dataclass(frozen=True, kw_only=True)
class AccountEntry:
    """An account as the organization's directory lists it; its organizational unit completes it."""

    id: str
    """The 12 digits of the account id, as text."""
    organizational_unit: str
    """Name of the organizational unit that holds it."""
    regions: list[str] | None = None
    """The regions that may be used; those of the organizational unit when left out."""
    permissions_boundary: str | None = None
    """Name (with its path) of the customer managed policy that bounds its roles, instead of the
    unit's."""
    tags: dict[str, str] | None = None
    """Tags of everything in the account."""
    quotas: dict[str, int] | None = None
    """Ceilings that AWS has raised for the account."""
    instance_families: list[str] | None = None
    """Families of EC2 instances that may be used, instead of those of the tier."""


@dataclass(frozen=True, kw_only=True)
class Organization:
    """The directory of the landing zone: its accounts, and what holds for all of them."""

    regions: list[str]
    """The regions that the landing zone uses at all."""
    deployment_role: str
    """Name of the role, present in each account, that deployments assume."""
    organizational_units: dict[str, OrganizationalUnit]
    """The organizational units by name."""
    accounts: dict[str, AccountEntry]
    """The accounts by name."""
    required_tags: dict[str, list[str]] = field(default_factory=dict)
    """The tags that everything carries: allowed values by key, an empty list for any value."""
    management_account: str = "management"
    """Name of the account that owns the organization."""
    audit_account: str = "audit"
    """Name of the account that security services are delegated to."""
    log_archive_account: str = "log-archive"
    """Name of the account that keeps the organization's logs."""

    def account(
        self,
        name: str,
        *,
        tags: Mapping[str, str] | None = None,
        allow_replacement: list[str] | None = None,
    ) -> Account:
        """The account of that name, completed by its organizational unit and by one deployment.

        Tags of the deployment win over those of the account.

        Raises:
            UnknownAccountError: the directory has no such account; the message lists those it has.
        """
        if name not in self.accounts:
            raise UnknownAccountError(
                "; ".join(map(str, self.account_name_problems("account", name)))
            )
        entry = self.accounts[name]
        unit = self.organizational_units[entry.organizational_unit]
        boundary = entry.permissions_boundary or unit.permissions_boundary
        return Account(
            name=name,
            id=entry.id,
            tier=unit.tier,
            organizational_unit=entry.organizational_unit,
            regions=entry.regions or unit.regions or self.regions,
            deployment_role=self.deployment_role,
            permissions_boundary_arn=f"arn:aws:iam::{entry.id}:policy/{boundary}"
            if boundary
            else None,
            tags={**(entry.tags or {}), **(tags or {})},
            quotas=dict(entry.quotas or {}),
            instance_families=entry.instance_families,
            allow_replacement=list(allow_replacement or []),
        )

    def account_name_problems(self, path: str, name: str) -> list[Problem]:
        """Whether the directory has an account of this name; if not, which it has."""
        if name in self.accounts:
            return []
        limit = f"the organization's accounts are {', '.join(sorted(self.accounts))}"
        return [
            Problem(path=path, value=name, limit=limit, nearest=nearest_word(name, self.accounts))
        ]

    def problems(self) -> list[Problem]:
        """What is wrong with the directory as a whole and with each of its entries."""
        problems = region_problems("regions", self.regions)
        problems += role_problems("deployment_role", self.deployment_role)
        for role in ("management_account", "audit_account", "log_archive_account"):
            problems += self.account_name_problems(role, getattr(self, role))
        for name, unit in self.organizational_units.items():
            problems += self._allowed_region_problems(
                keyed("organizational_units", name), unit.regions
            )
        for name, entry in self.accounts.items():
            problems += self._entry_problems(keyed("accounts", name), entry)
        return problems + self._duplicate_id_problems()

    def _entry_problems(self, path: str, entry: AccountEntry) -> list[Problem]:
        problems = id_problems(f"{path}.id", entry.id)
        problems += self._allowed_region_problems(path, entry.regions)
        problems += tag_problems(f"{path}.tags", entry.tags or {})
        if entry.organizational_unit not in self.organizational_units:
            units = self.organizational_units
            problems.append(
                Problem(
                    path=f"{path}.organizational_unit",
                    value=entry.organizational_unit,
                    limit=f"the organizational units are {', '.join(sorted(units))}",
                    nearest=nearest_word(entry.organizational_unit, units),
                )
            )
        return problems

    def _allowed_region_problems(self, path: str, regions: list[str] | None) -> list[Problem]:
        if regions is None:
            return []
        limit = f"the organization uses {', '.join(self.regions)}"
        return region_problems(f"{path}.regions", regions) + [
            Problem(path=f"{path}.regions[{index}]", value=region, limit=limit)
            for index, region in enumerate(regions)
            if REGION.fullmatch(region) and region not in self.regions
        ]

    def _duplicate_id_problems(self) -> list[Problem]:
        owners: dict[str, str] = {}
        problems = []
        for name, entry in self.accounts.items():
            owner = owners.setdefault(entry.id, name)
            if owner != name:
                path = f"{keyed('accounts', name)}.id"
                problems.append(
                    Problem(path=path, value=entry.id, limit=f"it is the id of account {owner}")
                )
        return problems
