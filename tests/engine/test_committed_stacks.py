"""Each committed stack through one scenario: up, again, refresh, outside changes, repair, down."""

import subprocess
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest

from localaws.organization import SeededOrganization
from localaws.session import Session
from localaws.status import standing
from localaws.world import PROJECT, Process, World
from tests.engine.conftest import SessionFor
from tests.engine.inventory import inventory
from tests.engine.outside_changes import OUTSIDE_CHANGES
from tests.engine.stacks import Changes, CommittedStack, committed_stack

UNPROTECTED = ("sandbox",)
PROTECTED = ("test", "production")
REGIONS = ("eu-central-1", "eu-west-1", "us-east-1")


@dataclass
class Scenario:
    """What happened to one stack, step by step; the tests read it."""

    stack: CommittedStack
    account: str
    before: dict[str, set[str]]
    first_up: Changes = field(default_factory=dict)
    standing: list[dict[str, Any]] = field(default_factory=list)
    second_up: Changes = field(default_factory=dict)
    refresh: Changes = field(default_factory=dict)
    drifted: set[tuple[str, str]] = field(default_factory=set)
    drift_refresh: Changes = field(default_factory=dict)
    repair: Changes = field(default_factory=dict)
    after_repair: Changes = field(default_factory=dict)
    repaired: dict[str, Any] = field(default_factory=dict)
    git_status: str = ""
    destroy: subprocess.CompletedProcess[str] | None = None
    deployed: dict[str, set[str]] = field(default_factory=dict)
    after: dict[str, set[str]] = field(default_factory=dict)
    outputs: dict[str, Any] = field(default_factory=dict)


def _everywhere(session_for: SessionFor, organization: SeededOrganization) -> dict[str, set[str]]:
    return {
        f"{account} {region}": inventory(session_for(account, region))
        for account in organization.accounts
        for region in REGIONS
    }


def _repaired(session: Session, outputs: dict[str, Any]) -> dict[str, Any]:
    vpc = {"VpcId": outputs["network"]["vpcId"], "Attribute": "enableDnsHostnames"}
    bucket = {"Bucket": outputs["baseline"]["logBucketName"]}
    defaults = session.call("ec2", "GetInstanceMetadataDefaults", {})["AccountLevel"]
    return {
        "host names": session.call("ec2", "DescribeVpcAttribute", vpc)["EnableDnsHostnames"][
            "Value"
        ],
        "versioning": session.call("s3", "GetBucketVersioning", bucket)["Status"],
        "metadata": defaults["HttpTokens"],
    }


@pytest.fixture(scope="module", params=UNPROTECTED + PROTECTED)
def scenario(
    request: pytest.FixtureRequest,
    world: World,
    process: Process,
    session_for: SessionFor,
    organization: SeededOrganization,
) -> Scenario:
    name: str = request.param
    before = _everywhere(session_for, organization)
    run = Scenario(committed_stack(name, world, process), name, before)
    run.first_up = run.stack.up()
    run.outputs = run.stack.outputs()
    run.standing = [e for e in standing(world) if e["urn"].startswith(f"urn:pulumi:{name}::")]
    run.second_up = run.stack.up()
    run.refresh = run.stack.refresh()
    for change in OUTSIDE_CHANGES:
        change.make(session_for(name), run.outputs)
    known = {r["urn"]: r.get("outputs") for r in run.stack.resources()}
    run.drift_refresh = run.stack.refresh()
    found = {r["urn"]: r.get("outputs") for r in run.stack.resources()}
    changed = [urn for urn in known if found.get(urn) != known[urn]]
    run.drifted = {
        (urn.rsplit("::", 1)[1], urn.rsplit("::", 2)[1].rsplit(":", 1)[1]) for urn in changed
    }
    run.repair = run.stack.up()
    run.after_repair = run.stack.refresh()
    run.repaired = _repaired(session_for(name), run.outputs)
    run.git_status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=PROJECT, text=True, capture_output=True, check=True
    ).stdout
    run.deployed = _everywhere(session_for, organization)
    run.destroy = run.stack.pulumi("destroy", "--yes")
    run.after = _everywhere(session_for, organization)
    return run


def test_the_first_up_creates_and_changes_nothing_else(scenario: Scenario) -> None:
    assert set(scenario.first_up) == {"create"}


def test_everything_stands_in_the_emulator_and_nothing_only_in_memory(scenario: Scenario) -> None:
    assert [
        entry["urn"] for entry in scenario.standing if not (entry["backed"] and entry["stands"])
    ] == []


def test_everything_stands_in_the_account_of_the_stack(
    scenario: Scenario, organization: SeededOrganization
) -> None:
    accounts = Counter(entry["account"] for entry in scenario.standing)
    assert set(accounts) == {organization.accounts[scenario.account]}


def test_the_second_up_changes_nothing(scenario: Scenario) -> None:
    assert scenario.second_up == {"same": scenario.first_up["create"]}


def test_a_refresh_finds_no_drift(scenario: Scenario) -> None:
    assert scenario.refresh == {"same": scenario.first_up["create"]}


def test_a_refresh_finds_each_of_ten_outside_changes_and_nothing_else(scenario: Scenario) -> None:
    assert scenario.drifted == {(change.resource, change.kind) for change in OUTSIDE_CHANGES}


def test_an_up_repairs_what_the_refresh_found(scenario: Scenario) -> None:
    assert set(scenario.repair) == {"create", "update", "same"}
    assert scenario.repair["create"] + scenario.repair["update"] == len(scenario.drifted)


def test_after_the_repair_there_is_no_drift(scenario: Scenario) -> None:
    assert scenario.after_repair == {"same": scenario.first_up["create"]}


def test_the_outside_changes_are_undone_in_aws(scenario: Scenario) -> None:
    assert scenario.repaired == {
        "host names": True,
        "versioning": "Enabled",
        "metadata": "required",
    }


def test_no_committed_file_is_touched(scenario: Scenario) -> None:
    changed = [
        line
        for line in scenario.git_status.splitlines()
        if "Pulumi" in line and not line.startswith("??")
    ]
    assert changed == []


@pytest.mark.parametrize("scenario", UNPROTECTED, indirect=True)
def test_a_destroy_leaves_nothing_in_any_account(scenario: Scenario) -> None:
    assert scenario.destroy.returncode == 0, scenario.destroy.stderr
    assert scenario.after == scenario.before


@pytest.mark.parametrize("scenario", sorted(PROTECTED), indirect=True)
def test_a_destroy_of_a_protected_stack_is_refused_and_deletes_nothing(scenario: Scenario) -> None:
    assert "cannot be deleted" in scenario.destroy.stdout + scenario.destroy.stderr
    assert scenario.after == scenario.deployed
