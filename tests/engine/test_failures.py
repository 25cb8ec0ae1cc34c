"""Creates that fail in the middle, values that AWS refuses, and what the emulator lacks."""

import time
from collections.abc import Callable
from typing import Any

import pulumi
import pytest
from pulumi import automation

from localaws.world import Process, World
from tests.engine.conftest import SessionFor
from tests.engine.inventory import inventory
from tests.engine.stacks import committed_stack, program_stack

Program = Callable[[pulumi.ResourceOptions], object]


@pytest.fixture
def deploy(process: Process) -> Callable[..., automation.UpResult]:
    """Deploys a small program into the sandbox account."""

    def up(name: str, program: Program) -> automation.UpResult:
        return program_stack(name, lambda: _in_sandbox(program)).up()

    return up


def _in_sandbox(program: Program) -> None:
    from components.landing_zone.providers import AccountProvider
    from tests.accounts import SANDBOX

    provider = AccountProvider(SANDBOX, region="eu-central-1")
    program(pulumi.ResourceOptions(provider=provider))


def test_a_create_that_fails_in_the_middle_is_repaired_by_the_next_up(
    world: World, process: Process, session_for: SessionFor
) -> None:
    """The log bucket's name is taken by somebody else, until it is not."""
    before = inventory(session_for("sandbox"))
    bucket = {"Bucket": "landing-zone-logs-444444444444-eu-central-1"}
    location = {"CreateBucketConfiguration": {"LocationConstraint": "eu-central-1"}}
    session_for("audit").call("s3", "CreateBucket", {**bucket, **location})
    stack = committed_stack("sandbox", world, process)
    with pytest.raises(automation.errors.CommandError, match="BucketAlreadyExists"):
        stack.up()
    assert "aws:s3/bucket:Bucket" not in {r["type"] for r in stack.resources()}
    session_for("audit").call("s3", "DeleteBucket", bucket)
    stack.up()
    assert set(stack.up()) == {"same"}
    stack.destroy()
    assert inventory(session_for("sandbox")) == before


def test_a_value_that_aws_refuses_stops_the_preview_with_its_path(process: Process) -> None:
    import pulumi_aws as aws

    def program(opts: pulumi.ResourceOptions) -> None:
        vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16", instance_tenancy="shared", opts=opts)
        aws.ec2.Subnet("subnet", vpc_id=vpc.id, cidr_block="10.0.0.1/24", opts=opts)

    stack = program_stack("refused-value", lambda: _in_sandbox(program))
    with pytest.raises(automation.errors.CommandError) as refused:
        stack.preview()
    assert "instanceTenancy" in str(refused.value)
    assert "'shared' is not one of default, dedicated, host" in str(refused.value)


def test_a_property_that_the_local_aws_cannot_send_is_refused_by_name_at_preview(
    process: Process,
) -> None:
    import pulumi_aws as aws

    def program(opts: pulumi.ResourceOptions) -> None:
        aws.s3.Bucket("bucket", request_payer="Requester", opts=opts)

    stack = program_stack("refused-property", lambda: _in_sandbox(program))
    with pytest.raises(automation.errors.CommandError, match="requestPayer"):
        stack.preview()


@pytest.mark.parametrize(
    ("name", "program", "expected"),
    [
        (
            "no-vpc",
            lambda aws, opts: aws.ec2.Subnet(
                "s", vpc_id="vpc-0123456789abcdef0", cidr_block="10.0.0.0/24", opts=opts
            ),
            "InvalidVpcID.NotFound",
        ),
        (
            "no-key",
            lambda aws, opts: aws.cloudwatch.LogGroup(
                "g",
                kms_key_id="arn:aws:kms:eu-central-1:444444444444:key/11111111-2222-3333-4444-555555555555",
                opts=opts,
            ),
            "NotFoundException",
        ),
        (
            "no-role",
            lambda aws, opts: aws.iam.RolePolicyAttachment(
                "a", role="nobody", policy_arn="arn:aws:iam::aws:policy/ReadOnlyAccess", opts=opts
            ),
            "NoSuchEntity",
        ),
        (
            "no-policy",
            lambda aws, opts: aws.iam.RolePolicyAttachment(
                "a",
                role="LandingZoneDeployment",
                policy_arn="arn:aws:iam::aws:policy/NoSuchPolicy",
                opts=opts,
            ),
            "NoSuchEntity",
        ),
    ],
)
def test_a_reference_to_nothing_fails_the_create_with_the_error_of_aws(
    deploy: Callable[..., automation.UpResult],
    session_for: SessionFor,
    name: str,
    program: Callable[[Any, pulumi.ResourceOptions], object],
    expected: str,
) -> None:
    import pulumi_aws as aws

    before = inventory(session_for("sandbox"))
    with pytest.raises(automation.errors.CommandError, match=expected):
        deploy(name, lambda opts: program(aws, opts))
    assert inventory(session_for("sandbox")) == before


def test_what_the_emulator_lacks_is_answered_at_once_and_not_retried(
    session_for: SessionFor,
) -> None:
    import boto3

    session = session_for("sandbox")
    client = boto3.client(
        "amplify",
        region_name="eu-central-1",
        endpoint_url=session.endpoint,
        aws_access_key_id=session.credentials.access_key,
        aws_secret_access_key=session.credentials.secret_key,
    )
    began = time.monotonic()
    with pytest.raises(client.exceptions.ClientError, match="NotImplementedException"):
        client.list_apps()
    assert time.monotonic() - began < 5  # boto3's five attempts with their pauses take longer
