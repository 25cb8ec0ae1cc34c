"""Auto Scaling traffic sources: target groups and load balancers, one list behind all operations."""

import pytest
from botocore.exceptions import ClientError

from tests.localaws.extensions.fleets import Fleet

LATTICE = "arn:aws:vpc-lattice:eu-central-1:900000000002:targetgroup/tg-0123456789abcdef0"


def sources(fleet: Fleet, **more: str) -> list[tuple[str, str, str]]:
    told = fleet.asg.describe_traffic_sources(AutoScalingGroupName=fleet.name, **more)
    return [(s["Identifier"], s["Type"], s["State"]) for s in told["TrafficSources"]]


def classic(fleet: Fleet) -> str:
    listener = {"Protocol": "HTTP", "LoadBalancerPort": 80, "InstancePort": 80}
    fleet.aws.elb.create_load_balancer(
        LoadBalancerName=fleet.name, Listeners=[listener], Subnets=fleet.subnets
    )
    return fleet.name


def served_by_classic(fleet: Fleet, name: str) -> list[str]:
    (told,) = fleet.aws.elb.describe_load_balancers(LoadBalancerNames=[name])[
        "LoadBalancerDescriptions"
    ]
    return sorted(instance["InstanceId"] for instance in told["Instances"])


def test_a_target_group_attached_as_a_traffic_source_is_told_everywhere(fleet: Fleet):
    arn = fleet.new_target_group()
    fleet.create(DesiredCapacity=2)
    named = {"AutoScalingGroupName": fleet.name}
    fleet.asg.attach_traffic_sources(**named, TrafficSources=[{"Identifier": arn}])
    assert fleet.targets(arn) == sorted(fleet.ids())
    assert sources(fleet) == [(arn, "elbv2", "InService")]
    assert fleet.told()["TargetGroupARNs"] == [arn]
    assert fleet.told()["TrafficSources"] == [{"Identifier": arn, "Type": "elbv2"}]
    described = fleet.asg.describe_load_balancer_target_groups(**named)
    assert described["LoadBalancerTargetGroups"] == [
        {"LoadBalancerTargetGroupARN": arn, "State": "InService"}
    ]
    fleet.asg.detach_load_balancer_target_groups(**named, TargetGroupARNs=[arn])
    assert (fleet.targets(arn), sources(fleet), fleet.told()["TargetGroupARNs"]) == ([], [], [])


def test_a_target_group_attached_the_older_way_is_detached_the_newer_way(fleet: Fleet):
    arn = fleet.new_target_group()
    fleet.create(DesiredCapacity=1)
    named = {"AutoScalingGroupName": fleet.name}
    fleet.asg.attach_load_balancer_target_groups(**named, TargetGroupARNs=[arn])
    fleet.asg.attach_load_balancer_target_groups(**named, TargetGroupARNs=[arn])
    assert sources(fleet) == [(arn, "elbv2", "InService")]
    fleet.asg.detach_traffic_sources(**named, TrafficSources=[{"Identifier": arn, "Type": "elbv2"}])
    assert (sources(fleet), fleet.targets(arn)) == ([], [])
    assert fleet.states() == ["InService"]


def test_a_group_is_created_with_sources_of_all_kinds(fleet: Fleet):
    arn, name = fleet.new_target_group(), classic(fleet)
    fleet.create(
        DesiredCapacity=0,
        TrafficSources=[
            {"Identifier": arn, "Type": "elbv2"},
            {"Identifier": name, "Type": "elb"},
            {"Identifier": LATTICE},
        ],
    )
    assert sources(fleet) == [
        (arn, "elbv2", "Added"),
        (name, "elb", "Added"),
        (LATTICE, "vpc-lattice", "Added"),
    ]
    assert sources(fleet, TrafficSourceType="elb") == [(name, "elb", "Added")]
    told = fleet.told()
    assert (told["TargetGroupARNs"], told["LoadBalancerNames"]) == ([arn], [name])


def test_a_classic_load_balancer_serves_the_instances(fleet: Fleet):
    name = classic(fleet)
    fleet.create(DesiredCapacity=1, LoadBalancerNames=[name])
    assert served_by_classic(fleet, name) == fleet.ids()
    fleet.desire(2)
    assert served_by_classic(fleet, name) == sorted(fleet.ids())
    told = fleet.asg.describe_load_balancers(AutoScalingGroupName=fleet.name)["LoadBalancers"]
    assert told == [{"LoadBalancerName": name, "State": "InService"}]
    named = {"AutoScalingGroupName": fleet.name, "LoadBalancerNames": [name]}
    fleet.asg.detach_load_balancers(**named)
    assert (served_by_classic(fleet, name), sources(fleet)) == ([], [])
    fleet.asg.attach_load_balancers(**named)
    assert served_by_classic(fleet, name) == sorted(fleet.ids())


def test_targets_come_and_go_with_the_instances(fleet: Fleet):
    arn = fleet.new_target_group()
    fleet.create(DesiredCapacity=1, TargetGroupARNs=[arn])
    for desired in (3, 1, 0):
        fleet.desire(desired)
        assert fleet.targets(arn) == sorted(fleet.ids())


def test_new_instances_are_not_registered_while_that_is_suspended(fleet: Fleet):
    arn = fleet.new_target_group()
    fleet.create(DesiredCapacity=1, TargetGroupARNs=[arn])
    first = fleet.ids()
    named = {"AutoScalingGroupName": fleet.name, "ScalingProcesses": ["AddToLoadBalancer"]}
    fleet.asg.suspend_processes(**named)
    fleet.desire(2)
    fleet.asg.resume_processes(**named)
    assert fleet.targets(arn) == first


def test_a_deleted_target_group_holds_nothing_up(fleet: Fleet):
    arn = fleet.new_target_group()
    fleet.create(DesiredCapacity=1, TargetGroupARNs=[arn])
    fleet.aws.elbv2.delete_target_group(TargetGroupArn=arn)
    fleet.desire(2)
    assert len(fleet.ids()) == 2
    fleet.remove()


def test_a_target_group_that_does_not_exist_is_refused(fleet: Fleet):
    arn = fleet.new_target_group()
    fleet.create(DesiredCapacity=0)
    for attach in (
        lambda: fleet.asg.attach_traffic_sources(
            AutoScalingGroupName=fleet.name, TrafficSources=[{"Identifier": arn + "0"}]
        ),
        lambda: fleet.asg.attach_load_balancer_target_groups(
            AutoScalingGroupName=fleet.name, TargetGroupARNs=[arn, arn + "0"]
        ),
    ):
        with pytest.raises(ClientError, match="Provided Target Groups may not be valid"):
            attach()
    assert sources(fleet) == []
