"""The organisation that the local AWS starts with."""

import json
from pathlib import Path

import pytest

from localaws.organization import (
    OrganizationError,
    SeededOrganization,
    access_key,
    account_of,
    read_organization,
    seed,
)
from localaws.world import PROJECT
from tests.localaws.world import MANAGEMENT, ORGANIZATION, OTHER, ROLE, WORKLOAD, Aws


@pytest.fixture
def hub(emulator) -> Aws:
    """The management account's caller."""
    return Aws(emulator.session())


PROJECT_FILE = """
name: somewhere
config:
  somewhere:organization:
    value:
      deploymentRole: Deploy
      managementAccount: root
      accounts:
        root: {id: "111111111111"}
        team: {id: "222222222222", organizationalUnit: teams/a}
"""


def project(directory: Path, text: str) -> Path:
    (directory / "Pulumi.yaml").write_text(text)
    return directory


def test_the_accounts_are_read_off_the_project_file(tmp_path: Path):
    assert read_organization(project(tmp_path, PROJECT_FILE)) == SeededOrganization(
        accounts={"root": "111111111111", "team": "222222222222"},
        management_account="root",
        deployment_role="Deploy",
        organizational_units={"root": "", "team": "teams/a"},
    )


@pytest.mark.parametrize("key", ["default", "value"])
def test_a_value_and_a_default_are_read_alike(key, tmp_path: Path):
    text = PROJECT_FILE.replace("value:", f"{key}:")
    assert read_organization(project(tmp_path, text)).management_id == "111111111111"


def test_the_management_account_is_called_management_unless_told_otherwise(tmp_path: Path):
    text = PROJECT_FILE.replace("managementAccount: root", "regions: []")
    with pytest.raises(OrganizationError, match="lists no account 'management'"):
        read_organization(project(tmp_path, text))


@pytest.mark.parametrize("text", ["", "name: x", "config: {}", "config: {a:b: {value: 1}}"])
def test_a_project_file_without_an_organisation_is_an_error(text, tmp_path: Path):
    with pytest.raises(OrganizationError, match="lists no account 'management'"):
        read_organization(project(tmp_path, text))


def test_ids_that_are_not_quoted_are_an_error_that_names_the_accounts(tmp_path: Path):
    text = PROJECT_FILE.replace('"222222222222"', "222222222222")
    with pytest.raises(OrganizationError, match="the ids of team are not quoted strings"):
        read_organization(project(tmp_path, text))


def test_this_project_has_an_organisation():
    organization = read_organization(PROJECT)
    assert organization.management_id in organization.accounts.values()
    assert organization.deployment_role


def test_accounts_are_named_by_their_id_and_strangers_by_it():
    assert ORGANIZATION.name_of(WORKLOAD) == "workload"
    assert ORGANIZATION.name_of("123456789012") == "123456789012"


def test_an_access_key_speaks_for_its_account():
    assert len(access_key(WORKLOAD)) == 20
    assert account_of(access_key(WORKLOAD)) == WORKLOAD
    assert account_of("AKIAIOSFODNN7EXAMPLE") is None


def accounts(hub: Aws) -> dict[str, str]:
    return {a["Id"]: a["Name"] for a in hub.organizations.list_accounts()["Accounts"]}


def test_every_account_stands_with_the_id_of_the_directory(hub: Aws):
    assert accounts(hub) == {MANAGEMENT: "hub", WORKLOAD: "workload", OTHER: "other"}
    organization = hub.organizations.describe_organization()["Organization"]
    assert organization["MasterAccountId"] == MANAGEMENT
    assert organization["FeatureSet"] == "ALL"


def test_a_member_account_sees_its_organisation(aws: Aws):
    organization = aws.organizations.describe_organization()["Organization"]
    assert organization["MasterAccountId"] == MANAGEMENT


def units(hub: Aws, parent: str) -> dict[str, str]:
    listed = hub.organizations.list_organizational_units_for_parent(ParentId=parent)
    return {unit["Name"]: unit["Id"] for unit in listed["OrganizationalUnits"]}


def test_the_units_are_nested_as_their_paths_say_and_hold_their_accounts(hub: Aws):
    (root,) = hub.organizations.list_roots()["Roots"]
    teams = units(hub, root["Id"])
    assert list(teams) == ["teams"]
    nested = units(hub, teams["teams"])
    assert list(nested) == ["alpha"]

    def inside(unit: str) -> set[str]:
        found = hub.organizations.list_accounts_for_parent(ParentId=unit)["Accounts"]
        return {account["Id"] for account in found}

    assert inside(nested["alpha"]) == {WORKLOAD}
    assert inside(teams["teams"]) == {OTHER}


@pytest.mark.parametrize("account", [MANAGEMENT, WORKLOAD, OTHER])
def test_the_deployment_role_of_every_account_trusts_the_management_account(account, emulator):
    role = Aws(emulator.session(account)).iam.get_role(RoleName=ROLE)["Role"]
    assert role["Arn"] == f"arn:aws:iam::{account}:role/{ROLE}"
    (statement,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert statement["Principal"] == {"AWS": f"arn:aws:iam::{MANAGEMENT}:root"}


def test_seeding_again_changes_nothing(hub: Aws, emulator):
    def everything() -> str:
        (root,) = hub.organizations.list_roots()["Roots"]
        teams = units(hub, root["Id"])
        roles = [
            Aws(emulator.session(account)).iam.list_roles()["Roles"]
            for account in ORGANIZATION.accounts.values()
        ]
        told = [accounts(hub), teams, units(hub, teams["teams"]), roles]
        return json.dumps(told, default=str)

    before = everything()
    seed(ORGANIZATION)
    assert everything() == before
