"""The exercise of the fleet of fixed size: two instances behind a load balancer that heal themselves."""

from dataclasses import dataclass, field
from typing import Any

import pulumi
import pytest
from pulumi import automation

from localaws.session import Session
from tests.accounts import HOME
from tests.engine.conftest import SessionFor
from tests.engine.inventory import inventory
from tests.engine.stacks import Changes, program_stack


def program() -> None:
    from components.compute import (
        AutoscalingFleet,
        AutoscalingFleetArgs,
        Fleet,
        FleetTarget,
        InstanceMix,
        InstanceOverride,
    )
    from components.landing_zone.providers import AccountProvider
    from components.network import (
        LoadBalancer,
        LoadBalancerArgs,
        LoadBalancerLayout,
        Network,
        NetworkArgs,
        NetworkLayout,
    )
    from components.network.target_groups import TargetGroup
    from tests.accounts import account

    owner = account(permissions_boundary_arn=None)
    options = pulumi.ResourceOptions(provider=AccountProvider(owner, region=HOME))
    layout = NetworkLayout(cidr_block="10.31.0.0/21", availability_zones=["a", "b"])
    network = Network("main", NetworkArgs(account=owner, region=HOME, layout=layout), options)
    balancer = LoadBalancer(
        "web",
        LoadBalancerArgs(
            account=owner,
            region=HOME,
            vpc_id=network.vpc_id,
            subnet_ids=network.private_subnet_ids,
            layout=LoadBalancerLayout(target_groups=[TargetGroup(name="web", port=80)]),
        ),
        options,
    )
    fleet = AutoscalingFleet(
        "lab",
        AutoscalingFleetArgs(
            account=owner,
            region=HOME,
            fleet=Fleet.fixed(
                instances=InstanceMix(
                    overrides=[InstanceOverride(instance_type="t4g.nano")],
                    on_demand_percentage=100,
                ),
                desired=2,
                minimum=1,
                maximum=4,
            ),
            vpc_id=network.vpc_id,
            subnet_ids=network.private_subnet_ids,
            targets=[
                FleetTarget(
                    name="web",
                    port=80,
                    target_group_arn=balancer.target_group_arns["web"],
                    security_group_id=balancer.security_group_id,
                )
            ],
        ),
        options,
    )
    pulumi.export("group", fleet.group_name)
    pulumi.export("target_group", balancer.target_group_arns["web"])


@dataclass
class Member:
    """One instance of the fleet, as AWS's own tools tell it."""

    id: str
    tags: dict[str, str]
    template: dict[str, str]
    zone: str
    health: str


@dataclass
class Exercise:
    """What happened, step by step."""

    before: set[str]
    deployed: list[Member] = field(default_factory=list)
    after_termination: list[Member] = field(default_factory=list)
    up_after_termination: Changes = field(default_factory=dict)
    after_bad_health: list[Member] = field(default_factory=list)
    up_after_bad_health: Changes = field(default_factory=dict)
    after: set[str] = field(default_factory=set)


def members(session: Session, outputs: dict[str, Any]) -> list[Member]:
    names = {"AutoScalingGroupNames": [outputs["group"]]}
    (group,) = session.call("autoscaling", "DescribeAutoScalingGroups", names)["AutoScalingGroups"]
    in_service = [i for i in group["Instances"] if i["LifecycleState"] == "InService"]
    target_group = {"TargetGroupArn": outputs["target_group"]}
    targets = session.call("elbv2", "DescribeTargetHealth", target_group)
    health = {
        found["Target"]["Id"]: found["TargetHealth"]["State"]
        for found in targets["TargetHealthDescriptions"]
    }
    ids = [instance["InstanceId"] for instance in in_service]
    described = session.call("ec2", "DescribeInstances", {"InstanceIds": ids})
    tags = {
        instance["InstanceId"]: {tag["Key"]: tag["Value"] for tag in instance["Tags"]}
        for reservation in described["Reservations"]
        for instance in reservation["Instances"]
    }
    return [
        Member(
            instance["InstanceId"],
            tags[instance["InstanceId"]],
            instance["LaunchTemplate"],
            instance["AvailabilityZone"],
            health.get(instance["InstanceId"], "not registered"),
        )
        for instance in in_service
    ]


@pytest.fixture(scope="module")
def exercise(session_for: SessionFor) -> Exercise:
    session = session_for("sandbox")
    run = Exercise(before=inventory(session))
    stack = program_stack("fixed-fleet", program)

    def up() -> tuple[Changes, dict[str, Any]]:
        result: automation.UpResult = stack.up()
        outputs = {name: output.value for name, output in result.outputs.items()}
        return dict(result.summary.resource_changes or {}), outputs

    _, outputs = up()
    run.deployed = members(session, outputs)
    session.call("ec2", "TerminateInstances", {"InstanceIds": [run.deployed[0].id]})
    run.after_termination = members(session, outputs)
    run.up_after_termination, _ = up()
    unhealthy = {"InstanceId": run.deployed[1].id, "HealthStatus": "Unhealthy"}
    session.call("autoscaling", "SetInstanceHealth", unhealthy)
    run.after_bad_health = members(session, outputs)
    run.up_after_bad_health, _ = up()
    stack.destroy()
    run.after = inventory(session)
    return run


def ids(found: list[Member]) -> set[str]:
    return {member.id for member in found}


def test_two_instances_stand_in_two_zones_and_answer_the_load_balancer(exercise: Exercise) -> None:
    assert {member.zone for member in exercise.deployed} == {f"{HOME}a", f"{HOME}b"}
    assert [member.health for member in exercise.deployed] == ["healthy", "healthy"]
    assert [member.template["Version"] for member in exercise.deployed] == ["1", "1"]


def test_a_terminated_instance_is_replaced_with_tags_template_and_target(
    exercise: Exercise,
) -> None:
    lost, kept = exercise.deployed
    assert kept.id in ids(exercise.after_termination)
    (new,) = [m for m in exercise.after_termination if m.id not in ids(exercise.deployed)]
    assert (new.tags, new.template, new.zone, new.health) == (
        lost.tags,
        lost.template,
        lost.zone,
        "healthy",
    )
    assert new.tags["owner"] == "platform-team"


def test_an_unhealthy_instance_is_replaced_likewise(exercise: Exercise) -> None:
    sick = exercise.deployed[1]
    assert sick.id not in ids(exercise.after_bad_health)
    (new,) = [m for m in exercise.after_bad_health if m.id not in ids(exercise.after_termination)]
    assert (new.tags, new.template, new.zone, new.health) == (
        sick.tags,
        sick.template,
        sick.zone,
        "healthy",
    )


def test_a_deployment_afterwards_changes_nothing(exercise: Exercise) -> None:
    assert set(exercise.up_after_termination) == {"same"}
    assert set(exercise.up_after_bad_health) == {"same"}


def test_in_the_end_nothing_is_left(exercise: Exercise) -> None:
    assert exercise.after == exercise.before
