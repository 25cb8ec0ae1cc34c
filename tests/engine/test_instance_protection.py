"""A production instance is replaced only after somebody has allowed it, and its volume stays."""

from collections.abc import Callable
from typing import Any

import pulumi
import pytest
from pulumi import automation

from localaws.session import Session
from tests.accounts import HOME
from tests.engine.conftest import SessionFor
from tests.engine.stacks import Changes, program_stack

SAID: dict[str, Any] = {"private_ip": "10.31.0.10", "allowed": []}


def program() -> None:
    import pulumi_aws as aws

    from components.compute import AttachedVolume, Ec2Instance, Ec2InstanceArgs, SingleInstance
    from components.landing_zone.providers import AccountProvider
    from components.landing_zone.tiers import Tier
    from tests.accounts import account

    owner = account(
        Tier.PRODUCTION, permissions_boundary_arn=None, allow_replacement=SAID["allowed"]
    )
    options = pulumi.ResourceOptions(provider=AccountProvider(owner, region=HOME))
    vpc = aws.ec2.Vpc("vpc", cidr_block="10.31.0.0/24", opts=options)
    subnet = aws.ec2.Subnet(
        "subnet",
        vpc_id=vpc.id,
        cidr_block="10.31.0.0/28",
        availability_zone=f"{HOME}a",
        opts=options,
    )
    instance = Ec2Instance(
        "licensed",
        Ec2InstanceArgs(
            account=owner,
            region=HOME,
            instance=SingleInstance(
                instance_type="m7g.medium",
                private_ip=SAID["private_ip"],
                volumes=[AttachedVolume(name="data", device_name="/dev/sdf", size_gib=8)],
            ),
            vpc_id=vpc.id,
            subnet_id=subnet.id,
            availability_zone="a",
        ),
        options,
    )
    pulumi.export("instance", instance.instance_id)
    pulumi.export("volumes", instance.volume_ids)


@pytest.fixture(scope="module")
def sandbox(session_for: SessionFor) -> Session:
    return session_for("sandbox")


@pytest.fixture(scope="module")
def stack(sandbox: Session) -> automation.Stack:
    stack = program_stack("licensed", program)
    stack.up()
    return stack


@pytest.fixture
def say(stack: automation.Stack) -> Callable[..., Changes]:
    """Deploys with what is said from now on; what changed."""

    def up(**said: Any) -> Changes:
        SAID.update(said)
        return dict(stack.up().summary.resource_changes or {})

    return up


def outputs(stack: automation.Stack) -> dict[str, Any]:
    return {name: output.value for name, output in stack.outputs().items()}


def test_the_preview_of_a_replacement_fails(stack: automation.Stack) -> None:
    SAID["private_ip"] = "10.31.0.11"
    with pytest.raises(automation.errors.CommandError) as refused:
        stack.preview()
    SAID["private_ip"] = "10.31.0.10"
    assert "unable to replace resource" in str(refused.value)
    assert "::licensed-instance" in str(refused.value)


def test_allowed_first_it_is_replaced_and_the_next_one_has_the_volume(
    stack: automation.Stack, say: Callable[..., Changes], sandbox: Session
) -> None:
    before = outputs(stack)
    assert say(allowed=["licensed-instance"])["update"] == 1
    assert say(private_ip="10.31.0.11")["replace"] == 2
    after = outputs(stack)
    assert after["volumes"] == before["volumes"]
    (volume,) = sandbox.call("ec2", "DescribeVolumes", {"VolumeIds": [after["volumes"]["data"]]})[
        "Volumes"
    ]
    assert [attachment["InstanceId"] for attachment in volume["Attachments"]] == [after["instance"]]
    assert after["instance"] != before["instance"]


def test_everything_that_is_allowed_can_be_destroyed_and_the_volume_leaves_a_snapshot(
    stack: automation.Stack, say: Callable[..., Changes], sandbox: Session
) -> None:
    volume = outputs(stack)["volumes"]["data"]
    say(allowed=["licensed-instance", "licensed-volume-data"])
    stack.destroy()
    of_volume = {"Filters": [{"Name": "volume-id", "Values": [volume]}]}
    (snapshot,) = sandbox.call("ec2", "DescribeSnapshots", of_volume)["Snapshots"]
    tags = {tag["Key"]: tag["Value"] for tag in snapshot["Tags"]}
    assert tags["Name"] == "licensed-volume-data"
