"""The exercise of the first instance, from nothing to nothing.

An instance of the smallest size with a volume and an address answers the pings of one network. A newer
image replaces it; volume and address stay. In the end nothing is left.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pulumi
import pytest
from pulumi import automation

from localaws.session import Session
from tests.accounts import HOME
from tests.engine.conftest import SessionFor
from tests.engine.inventory import inventory
from tests.engine.stacks import Changes, program_stack

PARAMETER = "/images/first"
OFFICE = "198.51.100.7/32"


@dataclass(frozen=True)
class Deployed:
    """What one deployment changed, and what AWS tells of the instance afterwards."""

    changes: Changes
    outputs: dict[str, Any]
    instance: dict[str, Any]
    volumes: list[dict[str, Any]]
    addresses: list[dict[str, Any]]


def program() -> None:
    from components.compute import (
        AttachedVolume,
        Ec2Instance,
        Ec2InstanceArgs,
        InstanceAccess,
        LaunchSettings,
        MachineImage,
        SingleInstance,
    )
    from components.compute.machine_image import ImageChange
    from components.landing_zone.providers import AccountProvider
    from components.network import Network, NetworkArgs, NetworkLayout
    from components.network.traffic import Protocol, TrafficRule
    from tests.accounts import account

    owner = account(permissions_boundary_arn=None)
    provider = AccountProvider(owner, region=HOME)
    layout = NetworkLayout(cidr_block="10.30.0.0/21", availability_zones=["a"], public_subnets=True)
    network = Network(
        "main",
        NetworkArgs(account=owner, region=HOME, layout=layout),
        pulumi.ResourceOptions(provider=provider),
    )
    ping = TrafficRule(
        description="Ping from the office", protocol=Protocol.ICMP, cidr_blocks=[OFFICE]
    )
    instance = Ec2Instance(
        "first",
        Ec2InstanceArgs(
            account=owner,
            region=HOME,
            instance=SingleInstance(
                instance_type="t4g.nano",
                launch=LaunchSettings(
                    image=MachineImage(arm64=PARAMETER, on_change=ImageChange.FOLLOW)
                ),
                access=InstanceAccess(ingress=[ping]),
                volumes=[AttachedVolume(name="data", device_name="/dev/sdf", size_gib=8)],
                public_address=True,
            ),
            vpc_id=network.vpc_id,
            subnet_id=network.public_subnet_ids[0],
            availability_zone="a",
        ),
        pulumi.ResourceOptions(provider=provider, depends_on=[network]),
    )
    for name in ("instance_id", "image_id", "public_ip", "security_group_id", "volume_ids"):
        pulumi.export(name, getattr(instance, name))


@pytest.fixture(scope="module")
def sandbox(session_for: SessionFor) -> Session:
    return session_for("sandbox")


@pytest.fixture(scope="module")
def images(sandbox: Session) -> list[str]:
    """Two images for Graviton."""
    filters = [{"Name": "architecture", "Values": ["arm64"]}]
    found = sandbox.call("ec2", "DescribeImages", {"Filters": filters})["Images"]
    return sorted(image["ImageId"] for image in found)[:2]


@pytest.fixture(scope="module")
def publish(sandbox: Session, images: list[str]) -> Iterator[Callable[[int], None]]:
    """Has the parameter name one of the images."""

    def put(number: int) -> None:
        value = {"Name": PARAMETER, "Value": images[number], "Type": "String", "Overwrite": True}
        sandbox.call("ssm", "PutParameter", value)

    yield put
    sandbox.call("ssm", "DeleteParameter", {"Name": PARAMETER})


@pytest.fixture(scope="module")
def before(sandbox: Session, publish: Callable[[int], None]) -> set[str]:
    publish(0)
    return inventory(sandbox)


@pytest.fixture(scope="module")
def stack(before: set[str]) -> automation.Stack:
    return program_stack("first-instance", program)


def deploy(stack: automation.Stack, sandbox: Session) -> Deployed:
    result = stack.up()
    outputs = {name: output.value for name, output in result.outputs.items()}
    instance_id = outputs["instance_id"]
    at_instance = [{"Name": "attachment.instance-id", "Values": [instance_id]}]
    of_instance = [{"Name": "instance-id", "Values": [instance_id]}]
    described = sandbox.call("ec2", "DescribeInstances", {"InstanceIds": [instance_id]})
    return Deployed(
        changes=dict(result.summary.resource_changes or {}),
        outputs=outputs,
        instance=described["Reservations"][0]["Instances"][0],
        volumes=sandbox.call("ec2", "DescribeVolumes", {"Filters": at_instance})["Volumes"],
        addresses=sandbox.call("ec2", "DescribeAddresses", {"Filters": of_instance})["Addresses"],
    )


@pytest.fixture(scope="module")
def launched(stack: automation.Stack, sandbox: Session) -> Deployed:
    return deploy(stack, sandbox)


@pytest.fixture(scope="module")
def repeated(launched: Deployed, stack: automation.Stack, sandbox: Session) -> Deployed:
    """Deployed again, after the state has been compared with what stands."""
    stack.refresh()
    return deploy(stack, sandbox)


@pytest.fixture(scope="module")
def replaced(
    repeated: Deployed,
    stack: automation.Stack,
    sandbox: Session,
    publish: Callable[[int], None],
) -> Deployed:
    """Deployed again with a newer image."""
    publish(1)
    return deploy(stack, sandbox)


def test_the_smallest_instance_runs_with_its_volume_and_its_address(launched: Deployed) -> None:
    instance = launched.instance
    assert (instance["InstanceType"], instance["State"]["Name"]) == ("t4g.nano", "running")
    assert instance["MetadataOptions"]["HttpTokens"] == "required"
    assert instance["PublicIpAddress"] == launched.outputs["public_ip"]
    devices = {
        volume["Attachments"][0]["Device"]: (volume["Size"], volume["Encrypted"])
        for volume in launched.volumes
    }
    assert devices["/dev/sdf"] == (8, True)
    assert {encrypted for _, encrypted in devices.values()} == {True}


def test_only_pings_of_the_office_are_let_in(launched: Deployed, sandbox: Session) -> None:
    group = {"Filters": [{"Name": "group-id", "Values": [launched.outputs["security_group_id"]]}]}
    rules = sandbox.call("ec2", "DescribeSecurityGroupRules", group)["SecurityGroupRules"]
    incoming = [rule for rule in rules if not rule["IsEgress"]]
    assert [
        (rule["IpProtocol"], rule["FromPort"], rule["ToPort"], rule["CidrIpv4"])
        for rule in incoming
    ] == [("icmp", -1, -1, OFFICE)]


def test_deploying_again_changes_nothing(repeated: Deployed) -> None:
    assert set(repeated.changes) == {"same"}


def test_a_newer_image_replaces_the_instance_and_what_leads_to_it(
    launched: Deployed, replaced: Deployed, images: list[str]
) -> None:
    assert replaced.changes["replace"] == 3
    assert replaced.outputs["instance_id"] != launched.outputs["instance_id"]
    assert replaced.instance["ImageId"] == images[1]


def test_the_next_instance_has_the_same_volume_and_the_same_address(
    launched: Deployed, replaced: Deployed
) -> None:
    for kept in ("public_ip", "volume_ids"):
        assert replaced.outputs[kept] == launched.outputs[kept]
    assert [volume["VolumeId"] for volume in replaced.volumes if volume["Size"] == 8] == [
        launched.outputs["volume_ids"]["data"]
    ]
    assert [address["PublicIp"] for address in replaced.addresses] == [
        launched.outputs["public_ip"]
    ]


def test_the_old_instance_is_gone(launched: Deployed, replaced: Deployed, sandbox: Session) -> None:
    old = {"InstanceIds": [launched.outputs["instance_id"]]}
    (reservation,) = sandbox.call("ec2", "DescribeInstances", old)["Reservations"]
    assert reservation["Instances"][0]["State"]["Name"] == "terminated"


def test_in_the_end_nothing_is_left(
    replaced: Deployed, stack: automation.Stack, before: set[str], sandbox: Session
) -> None:
    stack.destroy()
    assert inventory(sandbox) == before
