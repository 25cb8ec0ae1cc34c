"""A wrong account is refused before anything is written."""

import subprocess
import sys

import pytest

from localaws.environment import local_environment, merged_environment
from localaws.organization import SeededOrganization
from localaws.world import PROJECT, Process, World
from tests.engine.conftest import SessionFor
from tests.engine.inventory import inventory
from tests.engine.stacks import committed_stack, program_stack


@pytest.fixture(scope="module")
def untouched(session_for: SessionFor) -> dict[str, set[str]]:
    return {name: inventory(session_for(name)) for name in ("sandbox", "test", "audit")}


def _everything(session_for: SessionFor) -> dict[str, set[str]]:
    return {name: inventory(session_for(name)) for name in ("sandbox", "test", "audit")}


def test_credentials_of_another_account_cannot_deploy(
    world: World,
    process: Process,
    organization: SeededOrganization,
    session_for: SessionFor,
    untouched: dict[str, set[str]],
) -> None:
    stack = committed_stack("sandbox", world, process)
    audit = merged_environment(local_environment(world, process, organization, "audit"))
    up = subprocess.run(
        ["pulumi", "up", "--yes", "--skip-preview", "--stack", "sandbox", "--color=never"],
        cwd=stack.local.project,
        env=audit,
        text=True,
        capture_output=True,
        check=False,
    )
    assert up.returncode != 0
    role = "arn:aws:iam::444444444444:role/LandingZoneDeployment"
    assert f"Cannot assume IAM Role {role}" in up.stdout
    assert _everything(session_for) == untouched


def test_a_provider_with_credentials_of_an_account_that_is_not_allowed_is_refused(
    session_for: SessionFor, untouched: dict[str, set[str]]
) -> None:
    def program() -> None:
        import pulumi
        import pulumi_aws as aws

        provider = aws.Provider(
            "sandbox", region="eu-central-1", allowed_account_ids=["444444444444"]
        )
        aws.sqs.Queue("queue", opts=pulumi.ResourceOptions(provider=provider))

    with pytest.raises(Exception, match="AWS account ID not allowed: 111111111111"):
        program_stack("not-allowed", program).up()
    assert _everything(session_for) == untouched


def test_a_component_refuses_the_provider_of_another_account_and_nothing_is_made(
    session_for: SessionFor, untouched: dict[str, set[str]]
) -> None:
    def program() -> None:
        import pulumi

        from components.landing_zone.providers import AccountProvider
        from components.network import Network, NetworkArgs, NetworkLayout
        from tests.accounts import SANDBOX, account

        other = AccountProvider(account(name="test", id="555555555555"), region="eu-central-1")
        layout = NetworkLayout(cidr_block="10.0.0.0/16", availability_zones=["a"])
        args = NetworkArgs(account=SANDBOX, region="eu-central-1", layout=layout)
        Network("main", args, pulumi.ResourceOptions(provider=other))

    with pytest.raises(
        Exception,
        match=r"belongs to account sandbox \(444444444444\), but its provider to account test",
    ):
        program_stack("other-account", program).up()
    assert _everything(session_for) == untouched


def test_a_plain_provider_of_another_account_is_found_out_by_asking_aws(
    session_for: SessionFor, untouched: dict[str, set[str]]
) -> None:
    def program() -> None:
        import pulumi
        import pulumi_aws as aws

        from components.network import Network, NetworkArgs, NetworkLayout
        from tests.accounts import SANDBOX

        plain = aws.Provider("management", region="eu-central-1")
        layout = NetworkLayout(cidr_block="10.0.0.0/16", availability_zones=["a"])
        args = NetworkArgs(account=SANDBOX, region="eu-central-1", layout=layout)
        Network("main", args, pulumi.ResourceOptions(provider=plain))

    with pytest.raises(Exception, match="111111111111"):
        program_stack("plain-provider", program).up()
    assert _everything(session_for) == untouched


def test_each_command_of_the_local_aws_speaks_for_the_account_that_it_is_told(
    process: Process,
) -> None:
    command = [
        sys.executable,
        "-m",
        "localaws",
        "run",
        "--account",
        "test",
        "--",
        sys.executable,
        "-c",
    ]
    script = "import boto3; print(boto3.client('sts').get_caller_identity()['Account'])"
    run = subprocess.run(
        [*command, script], cwd=PROJECT, text=True, capture_output=True, check=True
    )
    assert run.stdout == "555555555555\n"
