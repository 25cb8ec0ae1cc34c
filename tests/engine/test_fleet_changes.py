"""What a deployment changes of a running fleet, and what it leaves to others: its size and its image."""

from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from localaws.session import Session
from tests.accounts import HOME
from tests.engine.conftest import SessionFor
from tests.engine.stacks import Changes, program_stack

PARAMETER = "/images/web"


def network() -> Any:
    """The network that the fleets stand in, and the options of what stands in it."""
    from components.landing_zone.providers import AccountProvider
    from components.landing_zone.tiers import NatGateways
    from components.network import Network, NetworkArgs, NetworkLayout
    from tests.accounts import account

    owner = account(permissions_boundary_arn=None)
    options = pulumi.ResourceOptions(provider=AccountProvider(owner, region=HOME))
    layout = NetworkLayout(
        cidr_block="10.32.0.0/21", availability_zones=["a"], nat_gateways=NatGateways.NONE
    )
    args = NetworkArgs(account=owner, region=HOME, layout=layout)
    return owner, Network("main", args, options), options


def fleet(name: str, **described: Any) -> None:
    """A fleet of one to four instances, and its group as an output of its name."""
    from components.compute import (
        AutoscalingFleet,
        AutoscalingFleetArgs,
        Capacity,
        Fleet,
        InstanceMix,
        InstanceOverride,
    )

    owner, placed, options = described.pop("where")
    whole = {
        "instances": InstanceMix(overrides=[InstanceOverride(instance_type="t4g.nano")]),
        "capacity": Capacity(minimum=1, maximum=4, desired=2),
        **described,
    }
    args = AutoscalingFleetArgs(
        account=owner,
        region=HOME,
        fleet=Fleet(**whole),
        vpc_id=placed.vpc_id,
        subnet_ids=placed.private_subnet_ids,
    )
    pulumi.export(name, AutoscalingFleet(name, args, options).group_name)


def scaled_fleets(maximum: int) -> Callable[[], None]:
    """A fleet for each thing that can scale one, and one that nothing scales."""

    def program() -> None:
        from components.compute import (
            Capacity,
            PredictiveScaling,
            Scaling,
            Schedule,
            Step,
            StepScaling,
            TargetTracking,
        )
        from components.compute.scaling import PredictiveMode

        steps = StepScaling(
            name="busy",
            metric_name="CPUUtilization",
            threshold=70,
            steps=[Step(beyond=0, adjustment=1)],
        )
        scaled_by = {
            "nothing": None,
            "tracking": Scaling(target_tracking=[TargetTracking(target=50)]),
            "steps": Scaling(steps=[steps]),
            "prediction": Scaling(
                predictive=PredictiveScaling(mode=PredictiveMode.FORECAST_AND_SCALE)
            ),
            "schedule": Scaling(
                schedules=[Schedule(name="night", recurrence="0 20 * * *", desired=2)]
            ),
        }
        where = network()
        for name, scaling in scaled_by.items():
            capacity = Capacity(minimum=1, maximum=maximum, desired=2)
            fleet(name, where=where, scaling=scaling, capacity=capacity)

    return program


@pytest.fixture(scope="module")
def sandbox(session_for: SessionFor) -> Session:
    return session_for("sandbox")


def desired(session: Session, groups: dict[str, str]) -> dict[str, int]:
    names = {"AutoScalingGroupNames": list(groups.values())}
    found = session.call("autoscaling", "DescribeAutoScalingGroups", names)["AutoScalingGroups"]
    sizes = {group["AutoScalingGroupName"]: group["DesiredCapacity"] for group in found}
    return {name: sizes[group] for name, group in groups.items()}


def test_a_deployment_resets_exactly_the_fleet_that_nothing_scales(sandbox: Session) -> None:
    stack = program_stack("scaled", scaled_fleets(maximum=4))
    groups = {name: output.value for name, output in stack.up().outputs.items()}
    for group in groups.values():
        request = {"AutoScalingGroupName": group, "DesiredCapacity": 3}
        sandbox.call("autoscaling", "SetDesiredCapacity", request)
    stack.up(refresh=True)
    scaled = dict.fromkeys(("tracking", "steps", "prediction", "schedule"), 3)
    assert desired(sandbox, groups) == {"nothing": 2, **scaled}
    # Another change of the same groups must not carry the old size along.
    stack.workspace.program = scaled_fleets(maximum=5)
    changes = stack.up().summary.resource_changes or {}
    assert changes["update"] == len(groups)
    assert desired(sandbox, groups) == {"nothing": 2, **scaled}
    stack.destroy()


def imaged_fleets(first_image: str) -> Callable[[], None]:
    """A fleet for each policy on newer images."""

    def program() -> None:
        from components.compute import LaunchSettings, MachineImage
        from components.compute.machine_image import ImageChange

        where = network()
        for change in ImageChange:
            source = first_image if change is ImageChange.PIN else PARAMETER
            image = MachineImage(arm64=source, on_change=change)
            fleet(change.value, where=where, launch=LaunchSettings(image=image))

    return program


def refreshes(session: Session, group: str) -> list[str]:
    request = {"AutoScalingGroupName": group}
    found = session.call("autoscaling", "DescribeInstanceRefreshes", request)
    return [refresh["Status"] for refresh in found["InstanceRefreshes"]]


def images_of(session: Session, group: str) -> set[str]:
    filters = [
        {"Name": "tag:aws:autoscaling:groupName", "Values": [group]},
        {"Name": "instance-state-name", "Values": ["running"]},
    ]
    found = session.call("ec2", "DescribeInstances", {"Filters": filters})["Reservations"]
    return {i["ImageId"] for reservation in found for i in reservation["Instances"]}


def test_a_newer_image_refreshes_exactly_the_fleet_that_follows_it(sandbox: Session) -> None:
    graviton = [{"Name": "architecture", "Values": ["arm64"]}]
    described = sandbox.call("ec2", "DescribeImages", {"Filters": graviton})["Images"]
    old, new = sorted(image["ImageId"] for image in described)[:2]

    def publish(image: str) -> None:
        parameter = {"Name": PARAMETER, "Value": image, "Type": "String", "Overwrite": True}
        sandbox.call("ssm", "PutParameter", parameter)

    publish(old)
    stack = program_stack("imaged", imaged_fleets(old))
    groups = {name: output.value for name, output in stack.up().outputs.items()}
    assert {name: images_of(sandbox, group) for name, group in groups.items()} == {
        "pin": {old},
        "ignore": {old},
        "follow": {old},
    }
    publish(new)
    changes: Changes = dict(stack.up().summary.resource_changes or {})
    assert changes["update"] == 2  # the template of the one that follows, and its group
    assert {name: refreshes(sandbox, group) for name, group in groups.items()} == {
        "pin": [],
        "ignore": [],
        "follow": ["Successful"],
    }
    assert {name: images_of(sandbox, group) for name, group in groups.items()} == {
        "pin": {old},
        "ignore": {old},
        "follow": {new},
    }
    assert set(stack.up().summary.resource_changes or {}) == {"same"}
    stack.destroy()
    sandbox.call("ssm", "DeleteParameter", {"Name": PARAMETER})
