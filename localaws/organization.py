"""The organisation that the local AWS starts with: the accounts and roles that Pulumi.yaml lists.

A real landing zone brings these before the program first runs, so the local AWS does too.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ACCESS_KEY_PREFIX = "LOCALAWS"
"""An access key is this and the account id: twenty characters, as AWS's are."""

DEFAULT_MANAGEMENT_ACCOUNT = "management"


class OrganizationError(ValueError):
    """A Pulumi.yaml whose organisation cannot be seeded."""


@dataclass(frozen=True)
class SeededOrganization:
    """Account ids by name, the management account's name, the deployment role of every account, and the regions."""

    accounts: dict[str, str]
    management_account: str
    deployment_role: str
    organizational_units: dict[str, str]
    """Account name → organizational unit."""

    @property
    def management_id(self) -> str:
        """The id of the management account."""
        return self.accounts[self.management_account]

    def name_of(self, account_id: str) -> str:
        """The name of an account, or its id where the directory does not know it."""
        return next(
            (name for name, known in self.accounts.items() if known == account_id), account_id
        )


def read_organization(project: Path) -> SeededOrganization:
    """Reads the accounts off `Pulumi.yaml`; whether they make sense is the program's business.

    Raises:
        OrganizationError: there is no organisation, or an account has no id.
    """
    path = project / "Pulumi.yaml"
    config = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("config") or {}
    found: dict[str, Any] = next(
        (
            value.get("value") or value.get("default")
            for key, value in config.items()
            if key.split(":")[-1] == "organization"
        ),
        {},
    )
    accounts = {name: account.get("id") for name, account in (found.get("accounts") or {}).items()}
    management = found.get("managementAccount") or DEFAULT_MANAGEMENT_ACCOUNT
    if management not in accounts:
        raise OrganizationError(
            f"{path.name} lists no account {management!r} under organization.accounts"
        )
    unquoted = [name for name, account_id in accounts.items() if not isinstance(account_id, str)]
    if unquoted:
        raise OrganizationError(
            f"{path.name}: the ids of {', '.join(unquoted)} are not quoted strings"
        )
    units = {
        name: account.get("organizationalUnit") or "" for name, account in found["accounts"].items()
    }
    return SeededOrganization(accounts, management, found.get("deploymentRole") or "", units)


def access_key(account_id: str) -> str:
    """The access key that speaks for an account."""
    return ACCESS_KEY_PREFIX + account_id


def account_of(key: str) -> str | None:
    """The account that an access key of ours speaks for; None for any other key."""
    return key.removeprefix(ACCESS_KEY_PREFIX) if key.startswith(ACCESS_KEY_PREFIX) else None


def seed(organization: SeededOrganization) -> None:
    """Makes the organisation, its units, accounts and deployment roles stand; what stands already is left alone."""
    from moto.iam.models import iam_backends
    from moto.organizations.models import FakeAccount, organizations_backends

    backend = organizations_backends[organization.management_id]["aws"]
    if backend.org is None:
        backend.create_organization("us-east-1", FeatureSet="ALL")
        backend.accounts[0].name = organization.management_account
    for name, account_id in organization.accounts.items():
        if account_id not in {account.id for account in backend.accounts}:
            account = FakeAccount(backend.org, AccountName=name, Email=f"{name}@example.com")
            # FakeAccount invents an id and makes a role there; the account gets the directory's id instead.
            iam_backends.pop(account.id, None)
            account.id = account_id
            account.parent_id = _organizational_unit(
                backend, organization.organizational_units[name]
            )
            backend.accounts.append(account)
            organizations_backends.master_accounts[account_id] = (organization.management_id, "aws")
        _deployment_role(iam_backends[account_id]["aws"], organization)


def _organizational_unit(backend: Any, path: str) -> str:
    parent: str = backend.org.root_id
    for name in filter(None, path.split("/")):
        unit = next(
            (
                ou
                for ou in backend.ou
                if ou.name == name and getattr(ou, "parent_id", None) == parent
            ),
            None,
        )
        if unit is None:
            backend.create_organizational_unit(Name=name, ParentId=parent)
            unit = backend.ou[-1]
        parent = unit.id
    return parent


def _deployment_role(iam: Any, organization: SeededOrganization) -> None:
    if not organization.deployment_role or organization.deployment_role in {
        role.name for role in iam.roles.values()
    }:
        return
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": f"arn:aws:iam::{organization.management_id}:root"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
    iam.create_role(
        role_name=organization.deployment_role,
        assume_role_policy_document=json.dumps(trust),
        path="/",
        permissions_boundary=None,
        description="Deploys the landing zone",
        tags=[],
        max_session_duration="3600",
    )
