"""Auto Scaling groups: what AWS refuses of a group's settings, on both sides of each edge."""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from moto.autoscaling.models import autoscaling_backends

from tests.localaws.extensions.fleets import Fleet

UNKNOWN = "lt-0123456789abcdef0"
REQUIREMENTS = {"VCpuCount": {"Min": 2}, "MemoryMiB": {"Min": 1024}}
LISTED = [
    f"{family}.{size}"
    for family in ("m5", "c5", "r5", "m5a", "r5a")
    for size in (
        "large",
        "xlarge",
        "2xlarge",
        "4xlarge",
        "8xlarge",
        "12xlarge",
        "16xlarge",
        "24xlarge",
        "metal",
    )
]


def refused(fleet: Fleet, message: str, **request: Any) -> None:
    with pytest.raises(ClientError, match=message) as error:
        fleet.create(**request)
    assert error.value.response["Error"]["Code"] == "ValidationError"
    found = fleet.asg.describe_auto_scaling_groups(AutoScalingGroupNames=[fleet.name])
    assert found["AutoScalingGroups"] == []


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (
            {"VPCZoneIdentifier": "subnet-0123456789abcdef0"},
            "'subnet-0123456789abcdef0' does not exist",
        ),
        ({"AvailabilityZones": ["eu-central-1a"]}, "do not match"),
        (
            {"LaunchTemplate": {"LaunchTemplateId": UNKNOWN}},
            "fully-formed launch template.*does not exist",
        ),
        (
            {"LaunchTemplate": {"LaunchTemplateName": "none"}},
            "fully-formed launch template.*does not exist",
        ),
        ({"LaunchConfigurationName": "none"}, "Launch configuration name not found"),
        (
            {
                "TargetGroupARNs": [
                    "arn:aws:elasticloadbalancing:eu-central-1:900000000002:targetgroup/a/1"
                ]
            },
            "Provided Target Groups may not be valid",
        ),
        ({"LoadBalancerNames": ["none"]}, "Provided Load Balancers may not be valid"),
        ({"HealthCheckType": "EC2,TCP"}, "Unsupported health check type"),
        ({"TerminationPolicies": ["Oldest"]}, "Unknown termination policy Oldest"),
        ({"MaxInstanceLifetime": 86399}, "MaxInstanceLifetime must be 0 or at least 86400"),
        ({"DesiredCapacityType": "cores"}, "DesiredCapacityType must be one of"),
        ({"DesiredCapacityType": "vcpu"}, "attribute-based instance type selection only"),
        ({"InstanceMaintenancePolicy": {"MinHealthyPercentage": 90}}, "must both be specified"),
        ({"InstanceMaintenancePolicy": {"MaxHealthyPercentage": 110}}, "must both be specified"),
        (
            {
                "InstanceMaintenancePolicy": {
                    "MinHealthyPercentage": 90,
                    "MaxHealthyPercentage": 191,
                }
            },
            "cannot be greater than 100",
        ),
        (
            {"InstanceMaintenancePolicy": {"MinHealthyPercentage": 90, "MaxHealthyPercentage": 99}},
            "MaxHealthyPercentage must be from 100 to 200",
        ),
    ],
)
def test_a_group_is_refused(fleet: Fleet, request_: dict, message: str):
    refused(fleet, message, **request_)


@pytest.mark.parametrize(
    "request_",
    [
        {"AvailabilityZones": ["eu-central-1a", "eu-central-1b", "eu-central-1c"]},
        {"HealthCheckType": "EC2,EBS,ELB,VPC_LATTICE"},
        {"MaxInstanceLifetime": 86400},
        {"DesiredCapacityType": "units"},
        {"InstanceMaintenancePolicy": {"MinHealthyPercentage": 90, "MaxHealthyPercentage": 190}},
        {"InstanceMaintenancePolicy": {"MinHealthyPercentage": 0, "MaxHealthyPercentage": 100}},
        {"TerminationPolicies": ["arn:aws:lambda:eu-central-1:900000000002:function:own:alias"]},
    ],
)
def test_a_group_at_the_edge_is_taken(fleet: Fleet, request_: dict):
    fleet.create(DesiredCapacity=0, **request_)
    assert {name: fleet.told()[name] for name in request_} == request_


def test_a_template_that_nothing_can_be_launched_from_is_refused(fleet: Fleet):
    def by(**data: str) -> dict:
        made = fleet.ec2.create_launch_template(
            LaunchTemplateName=f"{fleet.name}-x", LaunchTemplateData=data
        )["LaunchTemplate"]["LaunchTemplateId"]
        return {"LaunchTemplate": {"LaunchTemplateId": made}}

    for data, message in (
        ({"InstanceType": "m5.large"}, "must contain the parameter ImageId"),
        ({"ImageId": "ami-0123456789abcdef0", "InstanceType": "m5.large"}, "does not exist"),
        ({"ImageId": fleet.images["x86_64"]}, "must contain the parameter InstanceType"),
        (
            {
                "ImageId": fleet.images["x86_64"],
                "InstanceType": "m5.large",
                "SecurityGroupIds": ["sg-0123456789abcdef0"],
            },
            "'sg-0123456789abcdef0' does not exist",
        ),
    ):
        refused(fleet, message, **by(**data))
        fleet.ec2.delete_launch_template(LaunchTemplateName=f"{fleet.name}-x")


def test_an_unknown_version_is_refused_and_an_existing_one_taken(fleet: Fleet):
    refused(fleet, "Could not find the specified version 2", **fleet.by_template("2"))
    fleet.create(DesiredCapacity=0)
    with pytest.raises(ClientError, match="Could not find the specified version 2"):
        fleet.update(**fleet.by_template("2"))
    fleet.new_version(InstanceType="m5.large")
    fleet.update(**fleet.by_template("2"))
    assert fleet.told()["LaunchTemplate"]["Version"] == "2"


def test_a_template_is_named_once(fleet: Fleet):
    both = {"LaunchTemplateId": fleet.template, "LaunchTemplateName": f"{fleet.name}-0-x86_64"}
    refused(fleet, "either launchTemplateId or LaunchTemplateName", LaunchTemplate=both)
    refused(fleet, "either launchTemplateId or LaunchTemplateName", LaunchTemplate={"Version": "1"})


def test_a_group_needs_a_place(fleet: Fleet):
    with pytest.raises(ClientError, match="At least one Availability Zone or VPC Subnet"):
        fleet.asg.create_auto_scaling_group(
            AutoScalingGroupName=fleet.name, **fleet.sizes, **fleet.by_template()
        )


def test_a_group_has_one_source_of_its_launches(fleet: Fleet):
    both = {**fleet.by_template(), **fleet.mixed("m5.large")}
    refused(fleet, "Valid requests must contain either", **both)
    fleet.create(DesiredCapacity=0)
    with pytest.raises(ClientError, match="Valid requests must contain either"):
        fleet.update(**both)


@pytest.mark.parametrize(
    ("overrides", "distribution", "message"),
    [
        (LISTED[:41], {}, "at most 40"),
        (
            [{"InstanceType": "m5.large", "WeightedCapacity": "1"}, {"InstanceType": "c5.large"}],
            {},
            "for all instance types or for none",
        ),
        ([{"InstanceType": "m5.large", "WeightedCapacity": "0"}], {}, "from 1 to 999"),
        ([{"InstanceType": "m5.large", "WeightedCapacity": "1000"}], {}, "from 1 to 999"),
        ([{"InstanceType": "m5.large", "WeightedCapacity": "1.5"}], {}, "from 1 to 999"),
        (
            [{"InstanceType": "m5.large", "InstanceRequirements": REQUIREMENTS}],
            {},
            "cannot be specified together",
        ),
        (["m5.large", {"InstanceRequirements": REQUIREMENTS}], {}, "cannot be specified together"),
        ([{"InstanceRequirements": REQUIREMENTS}] * 5, {}, "At most 4 sets"),
        (
            [{"InstanceRequirements": {**REQUIREMENTS, "VCpuCount": {"Min": 3, "Max": 3}}}],
            {},
            "No instance types match",
        ),
        (
            [
                {
                    "InstanceRequirements": {
                        **REQUIREMENTS,
                        "AllowedInstanceTypes": ["m5.*"],
                        "ExcludedInstanceTypes": ["c5.*"],
                    }
                }
            ],
            {},
            "AllowedInstanceTypes and ExcludedInstanceTypes",
        ),
        (
            [{"InstanceRequirements": REQUIREMENTS}],
            {"OnDemandAllocationStrategy": "prioritized"},
            "not a valid on-demand allocation strategy",
        ),
        (
            [{"InstanceRequirements": REQUIREMENTS}],
            {"SpotAllocationStrategy": "capacity-optimized-prioritized"},
            "not a valid spot allocation strategy",
        ),
        (
            ["m5.large"],
            {"SpotInstancePools": 2, "SpotAllocationStrategy": "capacity-optimized"},
            "only available with the lowest-price",
        ),
        (["m5.large"], {"SpotInstancePools": 21}, "from 1 to 20"),
        (["m5.large"], {"SpotInstancePools": 0}, "from 1 to 20"),
        (["m5.large"], {"OnDemandPercentageAboveBaseCapacity": 101}, "from 0 to 100"),
        (["m5.large"], {"OnDemandBaseCapacity": -1}, "must not be negative"),
        (["m5.large"], {"SpotAllocationStrategy": "cheapest"}, "strategy cheapest is not valid"),
        (
            ["m5.large"],
            {"OnDemandAllocationStrategy": "cheapest"},
            "strategy cheapest is not valid",
        ),
    ],
)
def test_a_mixed_policy_is_refused(fleet: Fleet, overrides: list, distribution: dict, message: str):
    refused(fleet, message, **fleet.mixed(*overrides, **distribution))


@pytest.mark.parametrize(
    ("overrides", "distribution"),
    [
        (LISTED[:40], {}),
        ([{"InstanceType": "m5.large", "WeightedCapacity": "999"}], {}),
        ([{"InstanceRequirements": REQUIREMENTS}] * 4, {}),
        (["m5.large"], {"SpotInstancePools": 20, "SpotAllocationStrategy": "lowest-price"}),
        (["m5.large"], {"SpotInstancePools": 1, "OnDemandPercentageAboveBaseCapacity": 0}),
        (["m5.large"], {"SpotAllocationStrategy": "capacity-optimized-prioritized"}),
    ],
)
def test_a_mixed_policy_at_the_edge_is_taken(fleet: Fleet, overrides: list, distribution: dict):
    fleet.create(DesiredCapacity=0, **fleet.mixed(*overrides, **distribution))
    told = fleet.told()["MixedInstancesPolicy"]
    assert len(told["LaunchTemplate"]["Overrides"]) == len(overrides)
    assert told["InstancesDistribution"].items() >= distribution.items()


def test_an_override_names_templates_and_versions_that_exist(fleet: Fleet):
    for named, message in (
        ({"LaunchTemplateId": UNKNOWN}, "does not exist"),
        (
            {"LaunchTemplateId": fleet.template, "Version": "9"},
            "Could not find the specified version 9",
        ),
    ):
        override = {"InstanceType": "m5.large", "LaunchTemplateSpecification": named}
        refused(fleet, message, **fleet.mixed(override))


def test_a_mixed_policy_needs_a_template_that_does_not_ask_for_spot_itself(fleet: Fleet):
    fleet.new_version(InstanceType="m5.large", InstanceMarketOptions={"MarketType": "spot"})
    policy = fleet.mixed("m5.large")
    named = policy["MixedInstancesPolicy"]["LaunchTemplate"]["LaunchTemplateSpecification"]
    named["Version"] = "2"
    refused(fleet, "Incompatible launch template", **policy)
    del policy["MixedInstancesPolicy"]["LaunchTemplate"]["LaunchTemplateSpecification"]
    refused(fleet, "must contain a LaunchTemplateSpecification", **policy)


def test_what_has_no_group_is_refused_by_name(fleet: Fleet):
    named = {"AutoScalingGroupName": fleet.name}
    for call in (
        lambda: fleet.update(MaxSize=1),
        lambda: fleet.desire(1),
        lambda: fleet.asg.put_warm_pool(**named),
        lambda: fleet.asg.start_instance_refresh(**named),
        lambda: fleet.asg.describe_traffic_sources(**named),
        lambda: fleet.asg.suspend_processes(**named),
        lambda: fleet.asg.create_or_update_tags(
            Tags=[{"ResourceId": fleet.name, "ResourceType": "auto-scaling-group", "Key": "a"}]
        ),
    ):
        with pytest.raises(ClientError, match="AutoScalingGroup name not found") as error:
            call()
        assert error.value.response["Error"]["Code"] == "ValidationError"


def test_an_instance_of_a_group_is_not_attached_again(fleet: Fleet):
    fleet.create(DesiredCapacity=1)
    with pytest.raises(ClientError, match="is already part of AutoScalingGroup") as refused:
        fleet.asg.attach_instances(AutoScalingGroupName=fleet.name, InstanceIds=fleet.ids())
    assert refused.value.response["Error"]["Code"] == "ValidationError"
    assert (len(fleet.ids()), fleet.told()["DesiredCapacity"]) == (1, 1)


def test_no_instance_comes_back_from_standby_beyond_the_maximum(fleet: Fleet):
    fleet.create(DesiredCapacity=1, MaxSize=1)
    ids = fleet.ids()
    named = {"AutoScalingGroupName": fleet.name, "InstanceIds": ids}
    fleet.asg.enter_standby(**named, ShouldDecrementDesiredCapacity=False)
    with pytest.raises(ClientError, match="max-size=1") as refused:
        fleet.asg.exit_standby(**named)
    assert refused.value.response["Error"]["Code"] == "ValidationError"
    assert (sorted(fleet.states()), fleet.told()["DesiredCapacity"]) == (
        ["InService", "Standby"],
        1,
    )


def test_a_launch_configuration_of_a_group_is_not_deleted(fleet: Fleet):
    name = fleet.new_configuration()
    fleet.create(LaunchConfigurationName=name)
    message = (
        f"Cannot delete launch configuration {name} because it is attached to AutoScalingGroup"
    )
    with pytest.raises(ClientError, match=message) as refused:
        fleet.asg.delete_launch_configuration(LaunchConfigurationName=name)
    assert refused.value.response["Error"]["Code"] == "ResourceInUse"
    fleet.remove()
    fleet.asg.delete_launch_configuration(LaunchConfigurationName=name)
    told = fleet.asg.describe_launch_configurations(LaunchConfigurationNames=[name])
    assert told["LaunchConfigurations"] == []


def test_activities_are_told_page_by_page(fleet: Fleet):
    fleet.create(DesiredCapacity=3)
    every = [activity["ActivityId"] for activity in fleet.activities()]
    pages = fleet.asg.get_paginator("describe_scaling_activities").paginate(
        AutoScalingGroupName=fleet.name, PaginationConfig={"PageSize": 2}
    )
    found = [[activity["ActivityId"] for activity in page["Activities"]] for page in pages]
    assert found == [every[:2], every[2:]]


def test_a_group_whose_launch_configuration_is_gone_fails_alone(fleet: Fleet):
    name = fleet.new_configuration()
    fleet.create(LaunchConfigurationName=name, DesiredCapacity=0)
    backend = autoscaling_backends[fleet.aws.account][fleet.aws.region]
    backend.launch_configurations.pop(name)
    fleet.desire(1)
    assert (fleet.ids(), fleet.activities()[0]["StatusCode"]) == ([], "Failed")
    other = f"{fleet.name}-other"
    fleet.asg.create_auto_scaling_group(
        AutoScalingGroupName=other,
        VPCZoneIdentifier=fleet.subnets[0],
        MinSize=1,
        MaxSize=1,
        **fleet.by_template(),
    )
    (told,) = fleet.asg.describe_auto_scaling_groups(AutoScalingGroupNames=[other])[
        "AutoScalingGroups"
    ]
    assert len(told["Instances"]) == 1
    fleet.asg.delete_auto_scaling_group(AutoScalingGroupName=other, ForceDelete=True)
