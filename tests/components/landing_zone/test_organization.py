import dataclasses
from typing import Any

import pytest

from components.landing_zone.accounts import Account
from components.landing_zone.organization import (
    AccountEntry,
    Organization,
    OrganizationalUnit,
    UnknownAccountError,
)
from components.landing_zone.tiers import Tier

ORGANIZATION = Organization(
    regions=["eu-central-1", "eu-west-1"],
    deployment_role="Deployment",
    organizational_units={
        "core": OrganizationalUnit(tier=Tier.PRODUCTION),
        "sandbox": OrganizationalUnit(
            tier=Tier.SANDBOX, regions=["eu-central-1"], permissions_boundary="Boundary"
        ),
    },
    accounts={
        "management": AccountEntry(id="111111111111", organizational_unit="core"),
        "audit": AccountEntry(id="222222222222", organizational_unit="core"),
        "log-archive": AccountEntry(id="333333333333", organizational_unit="core"),
        "sandbox": AccountEntry(
            id="444444444444",
            organizational_unit="sandbox",
            tags={"owner": "a", "team": "a"},
            quotas={"addresses": 20},
        ),
    },
)


def changed(**changes: Any) -> Organization:
    return dataclasses.replace(ORGANIZATION, **changes)


def with_account(**changes: Any) -> Organization:
    entry = dataclasses.replace(ORGANIZATION.accounts["sandbox"], **changes)
    return changed(accounts={**ORGANIZATION.accounts, "sandbox": entry})


def test_an_account_is_completed_by_its_organizational_unit() -> None:
    assert ORGANIZATION.account("sandbox") == Account(
        name="sandbox",
        id="444444444444",
        tier=Tier.SANDBOX,
        organizational_unit="sandbox",
        regions=["eu-central-1"],
        deployment_role="Deployment",
        permissions_boundary_arn="arn:aws:iam::444444444444:policy/Boundary",
        tags={"owner": "a", "team": "a"},
        quotas={"addresses": 20},
        allow_replacement=[],
    )


def test_an_account_takes_from_the_organization_what_its_unit_leaves_open() -> None:
    audit = ORGANIZATION.account("audit")
    assert audit.regions == ["eu-central-1", "eu-west-1"]
    assert audit.permissions_boundary_arn is None
    assert audit.deployment_role_arn == "arn:aws:iam::222222222222:role/Deployment"


def test_what_an_account_says_itself_wins_over_its_unit() -> None:
    account = with_account(regions=["eu-west-1"], permissions_boundary="path/Own").account(
        "sandbox"
    )
    assert account.regions == ["eu-west-1"]
    assert account.permissions_boundary_arn == "arn:aws:iam::444444444444:policy/path/Own"


def test_what_a_deployment_adds_wins_over_the_account() -> None:
    account = ORGANIZATION.account(
        "sandbox", tags={"owner": "b", "cost": "c"}, allow_replacement=["main-vpc"]
    )
    assert account.tags == {"owner": "b", "team": "a", "cost": "c"}
    assert account.allow_replacement == ["main-vpc"]


def test_an_unknown_account_fails_with_the_known_ones() -> None:
    with pytest.raises(UnknownAccountError) as error:
        ORGANIZATION.account("sandbx")
    assert str(error.value) == (
        'account is "sandbx"; the organization\'s accounts are audit, log-archive, management, '
        'sandbox. Nearest: "sandbox".'
    )


def test_a_directory_without_faults_has_no_problems() -> None:
    assert ORGANIZATION.problems() == []


WITHOUT_AUDIT = {name: entry for name, entry in ORGANIZATION.accounts.items() if name != "audit"}


@pytest.mark.parametrize(
    ("organization", "message"),
    [
        (
            with_account(id="44444444444"),
            'accounts.sandbox.id is "44444444444"; an account id has 12 digits (Organizations API, '
            "AccountId).",
        ),
        (
            with_account(id="44444444444x"),
            'accounts.sandbox.id is "44444444444x"; an account id has 12 digits (Organizations '
            "API, AccountId).",
        ),
        (
            with_account(id="111111111111"),
            'accounts.sandbox.id is "111111111111"; it is the id of account management.',
        ),
        (
            with_account(organizational_unit="sandbx"),
            'accounts.sandbox.organizational_unit is "sandbx"; the organizational units are core, '
            'sandbox. Nearest: "sandbox".',
        ),
        (
            with_account(regions=["us-east-1"]),
            'accounts.sandbox.regions[0] is "us-east-1"; the organization uses eu-central-1, '
            "eu-west-1.",
        ),
        (
            with_account(regions=["Frankfurt"]),
            'accounts.sandbox.regions[0] is "Frankfurt"; a region reads like eu-central-1.',
        ),
        (
            with_account(regions=[]),
            "accounts.sandbox.regions is missing; at least one region is needed.",
        ),
        (
            with_account(tags={"aws:x": "y"}),
            'accounts.sandbox.tags["aws:x"] is "aws:x"; keys that begin with aws: are reserved for '
            "AWS (Tagging AWS Resources and Tag Editor, Tag naming limits and requirements).",
        ),
        (
            changed(regions=[]),
            "regions is missing; at least one region is needed.",
        ),
        (
            changed(regions=["eu-central-1", "eu-west-1", "eu-central-1"]),
            'regions[2] is "eu-central-1"; each region is listed once.',
        ),
        (
            changed(deployment_role="path/Role"),
            'deployment_role is "path/Role"; a role\'s name has 1 to 64 letters, digits and '
            "_+=,.@-, without its path (IAM CreateRole, RoleName).",
        ),
        (
            changed(accounts=WITHOUT_AUDIT),
            'audit_account is "audit"; the organization\'s accounts are log-archive, management, '
            "sandbox.",
        ),
        (
            changed(log_archive_account="logs"),
            'log_archive_account is "logs"; the organization\'s accounts are audit, log-archive, '
            "management, sandbox.",
        ),
        (
            changed(management_account="managment"),
            'management_account is "managment"; the organization\'s accounts are audit, '
            'log-archive, management, sandbox. Nearest: "management".',
        ),
        (
            changed(
                organizational_units={
                    **ORGANIZATION.organizational_units,
                    "core": OrganizationalUnit(tier=Tier.TEST, regions=["us-west-2"]),
                }
            ),
            'organizational_units.core.regions[0] is "us-west-2"; the organization uses '
            "eu-central-1, eu-west-1.",
        ),
    ],
)
def test_a_fault_of_the_directory_is_found(organization: Organization, message: str) -> None:
    found = [str(problem) for problem in organization.problems()]
    # Without its regions the organization allows none, which its units and accounts then lack too.
    assert found[:1] == [message] if not organization.regions else found == [message]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, None),
        ({"id": "1"}, 'id is "1"; an account id has 12 digits (Organizations API, AccountId).'),
        ({"regions": ["eu"]}, 'regions[0] is "eu"; a region reads like eu-central-1.'),
        (
            {"permissions_boundary_arn": "arn:aws:iam::999999999999:policy/Boundary"},
            'permissions_boundary_arn is "arn:aws:iam::999999999999:policy/Boundary"; a '
            "permissions boundary is a customer managed policy of the same account, "
            "arn:aws:iam::222222222222:policy/<name>.",
        ),
    ],
)
def test_an_account_that_a_caller_made_up_is_checked(
    changes: dict[str, Any], message: str | None
) -> None:
    account = dataclasses.replace(ORGANIZATION.account("audit"), **changes)
    assert [str(problem) for problem in account.problems()] == ([message] if message else [])
