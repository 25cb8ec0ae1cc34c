"""Auto Scaling groups: what a launched instance is made from, where it stands, and what it knows."""

from collections import Counter
from types import SimpleNamespace

import pytest

from tests.localaws.extensions.fleets import Fleet
from tests.localaws.rows.machines import instance_profile


def override(name: str, **more: object) -> dict:
    return {"InstanceType": name, **more}


def test_an_instance_knows_the_concrete_version_it_was_launched_from(fleet: Fleet):
    fleet.create(LaunchTemplate={"LaunchTemplateId": fleet.template, "Version": "$Latest"})
    assert fleet.new_version(InstanceType="c5.large") == "2"
    fleet.desire(2)
    name = f"{fleet.name}-0-x86_64"
    told = {"LaunchTemplateId": fleet.template, "LaunchTemplateName": name}
    assert [m["LaunchTemplate"] for m in fleet.members()] == [
        {**told, "Version": "1"},
        {**told, "Version": "2"},
    ]
    assert fleet.types() == ["m5.large", "c5.large"]
    described = fleet.asg.describe_auto_scaling_instances(InstanceIds=fleet.ids()[1:])
    (instance,) = described["AutoScalingInstances"]
    assert instance["LaunchTemplate"] == {**told, "Version": "2"}
    assert (instance["AutoScalingGroupName"], instance["HealthStatus"]) == (fleet.name, "HEALTHY")


def test_the_default_version_is_the_one_where_none_is_named(fleet: Fleet):
    fleet.new_version(InstanceType="c5.large")
    fleet.create(DesiredCapacity=1, LaunchTemplate={"LaunchTemplateId": fleet.template})
    fleet.ec2.modify_launch_template(LaunchTemplateId=fleet.template, DefaultVersion="2")
    fleet.desire(2)
    assert fleet.versions() == ["1", "2"]


def test_tags_of_the_group_and_of_the_template_are_on_the_instance(fleet: Fleet):
    template = fleet.new_template(
        InstanceType="m5.large",
        TagSpecifications=[
            {
                "ResourceType": "instance",
                "Tags": [
                    {"Key": "from", "Value": "template"},
                    {"Key": "both", "Value": "template"},
                ],
            }
        ],
    )
    tags = [
        {"Key": "both", "Value": "group", "PropagateAtLaunch": True},
        {"Key": "own", "Value": "group", "PropagateAtLaunch": False},
    ]
    fleet.create(LaunchTemplate={"LaunchTemplateId": template, "Version": "1"}, Tags=tags)
    assert fleet.tags_of(fleet.ids()[0]) == {
        "from": "template",
        "both": "group",
        "aws:autoscaling:groupName": fleet.name,
        "aws:ec2launchtemplate:id": template,
        "aws:ec2launchtemplate:version": "1",
    }


def test_instances_are_spread_over_zones_and_over_the_subnets_of_a_zone(fleet: Fleet):
    second = fleet.ec2.create_subnet(
        VpcId=fleet.vpc, CidrBlock="10.7.9.0/24", AvailabilityZone=f"{fleet.aws.region}a"
    )["Subnet"]["SubnetId"]
    fleet.create(DesiredCapacity=6, VPCZoneIdentifier=",".join([*fleet.subnets, second]))
    machines = fleet.machines()
    zones = Counter(machine["Placement"]["AvailabilityZone"][-1] for machine in machines)
    assert zones == {"a": 2, "b": 2, "c": 2}
    subnets = Counter(machine["SubnetId"] for machine in machines)
    a, b, c = fleet.subnets
    assert subnets == {a: 1, second: 1, b: 2, c: 2}


def test_on_demand_takes_the_first_type_and_spot_spreads_over_the_cheapest_pools(fleet: Fleet):
    arm = {"LaunchTemplateId": fleet.new_template("arm64"), "Version": "1"}
    overrides = (
        override("m5.large"),
        override("m6g.large", LaunchTemplateSpecification=arm),
        override("c5.large"),
    )
    fleet.create(
        DesiredCapacity=5,
        VPCZoneIdentifier=fleet.subnets[0],
        **fleet.mixed(*overrides, OnDemandBaseCapacity=1, OnDemandPercentageAboveBaseCapacity=0),
    )
    bought = [(m.get("InstanceLifecycle"), m["InstanceType"]) for m in fleet.machines()]
    assert bought == [
        (None, "m5.large"),
        ("spot", "m5.large"),
        ("spot", "m6g.large"),
        ("spot", "m5.large"),
        ("spot", "m6g.large"),
    ]


def test_an_override_with_a_template_of_its_own_has_its_image(fleet: Fleet):
    arm = fleet.new_template("arm64")
    named = {"LaunchTemplateId": arm, "Version": "1"}
    fleet.create(
        DesiredCapacity=2,
        VPCZoneIdentifier=fleet.subnets[0],
        **fleet.mixed(
            override("m5.large"),
            override("m6g.large", LaunchTemplateSpecification=named),
            OnDemandPercentageAboveBaseCapacity=0,
        ),
    )
    told = [(m["Architecture"], m["ImageId"]) for m in fleet.machines()]
    assert told == [("x86_64", fleet.images["x86_64"]), ("arm64", fleet.images["arm64"])]
    templates = [m["LaunchTemplate"]["LaunchTemplateId"] for m in fleet.members()]
    assert templates == [fleet.template, arm]


@pytest.mark.parametrize("strategy", ["capacity-optimized", "price-capacity-optimized"])
def test_spot_by_capacity_takes_the_first_type(fleet: Fleet, strategy: str):
    distribution = {
        "OnDemandPercentageAboveBaseCapacity": 0,
        "SpotAllocationStrategy": strategy,
    }
    fleet.create(DesiredCapacity=2, **fleet.mixed("c5.large", "m5.large", **distribution))
    assert fleet.types() == ["c5.large", "c5.large"]


def test_a_mixed_policy_without_overrides_takes_the_type_of_the_template(fleet: Fleet):
    fleet.create(DesiredCapacity=2, **fleet.mixed(OnDemandPercentageAboveBaseCapacity=50))
    assert fleet.types() == ["m5.large", "m5.large"]
    assert fleet.kinds() == {"on-demand": 1, "spot": 1}


def test_the_weight_of_an_instance_is_told(fleet: Fleet):
    fleet.create(DesiredCapacity=3, **fleet.mixed(override("m5.large", WeightedCapacity="3")))
    assert [member["WeightedCapacity"] for member in fleet.members()] == ["3"]


REQUIREMENTS = {"VCpuCount": {"Min": 2, "Max": 2}, "MemoryMiB": {"Min": 1}}


@pytest.mark.parametrize(
    ("more", "chosen"),
    [
        ({"AllowedInstanceTypes": ["m5.*", "m5a.*"]}, "m5.large"),
        ({"AllowedInstanceTypes": ["m5.*", "m5a.*"], "CpuManufacturers": ["amd"]}, "m5a.large"),
        ({"AllowedInstanceTypes": ["t3.*", "m5.*"]}, "m5.large"),
        ({"AllowedInstanceTypes": ["t3.*"], "BurstablePerformance": "required"}, "t3.nano"),
        (
            {"AllowedInstanceTypes": ["t3.*", "m5.*"], "BurstablePerformance": "included"},
            "t3.nano",
        ),
        ({"AllowedInstanceTypes": ["c5.*", "m5.*"], "MemoryMiB": {"Min": 8192}}, "m5.large"),
        ({"AllowedInstanceTypes": ["c5.*", "r5.*"], "MemoryGiBPerVCpu": {"Min": 8}}, "r5.large"),
        ({"AllowedInstanceTypes": ["m5*"], "VCpuCount": {"Min": 8, "Max": 8}}, "m5.2xlarge"),
        ({"AllowedInstanceTypes": ["m5.*", "m5d.*"], "LocalStorage": "required"}, "m5d.large"),
        (
            {"AllowedInstanceTypes": ["m4.*", "m7i.*"], "InstanceGenerations": ["current"]},
            "m7i.large",
        ),
        (
            {"AllowedInstanceTypes": ["m4.*", "m7i.*"], "InstanceGenerations": ["previous"]},
            "m4.large",
        ),
        ({"AllowedInstanceTypes": ["d3.*", "m5d.*"], "LocalStorageTypes": ["ssd"]}, "m5d.large"),
        ({"AllowedInstanceTypes": ["t2.*", "m5.*"], "RequireHibernateSupport": True}, "m5.large"),
        (
            {
                "VCpuCount": {"Min": 4},
                "AllowedInstanceTypes": ["c5.*", "g4dn.*", "inf1.*"],
                "AcceleratorManufacturers": ["amazon-web-services"],
            },
            "inf1.xlarge",
        ),
        (
            {"VCpuCount": {"Min": 4}, "AcceleratorTypes": ["gpu"], "AcceleratorNames": ["t4"]},
            "g4dn.xlarge",
        ),
    ],
)
def test_attributes_choose_the_smallest_matching_type(fleet: Fleet, more: dict, chosen: str):
    fleet.create(**fleet.mixed({"InstanceRequirements": {**REQUIREMENTS, **more}}))
    assert fleet.types() == [chosen]


def test_an_excluded_type_is_not_chosen(fleet: Fleet):
    wanted = {**REQUIREMENTS, "MemoryMiB": {"Min": 8192, "Max": 8192}}
    fleet.create(**fleet.mixed({"InstanceRequirements": wanted}))
    (first,) = fleet.types()
    overrides = [{"InstanceRequirements": {**wanted, "ExcludedInstanceTypes": [first]}}]
    fleet.update(
        DesiredCapacity=2, MixedInstancesPolicy={"LaunchTemplate": {"Overrides": overrides}}
    )
    second = fleet.types()[1]
    family = first.split(".")[0]
    assert second != first
    overrides[0]["InstanceRequirements"]["ExcludedInstanceTypes"] = [f"{family}.*", second]
    fleet.update(
        DesiredCapacity=3, MixedInstancesPolicy={"LaunchTemplate": {"Overrides": overrides}}
    )
    assert fleet.types()[2] not in (first, second)
    assert not fleet.types()[2].startswith(f"{family}.")


def test_attributes_choose_types_of_the_architecture_of_the_image(fleet: Fleet):
    wanted = {**REQUIREMENTS, "AllowedInstanceTypes": ["m5.*", "m6g.*"]}
    named = {"LaunchTemplateId": fleet.new_template("arm64"), "Version": "1"}
    fleet.create(
        **fleet.mixed({"InstanceRequirements": wanted, "LaunchTemplateSpecification": named})
    )
    assert fleet.types() == ["m6g.large"]


@pytest.mark.parametrize(("unit", "desired", "count"), [("vcpu", 7, 4), ("memory-mib", 16384, 2)])
def test_a_desired_capacity_in_another_unit_counts_in_it(
    fleet: Fleet, unit: str, desired: int, count: int
):
    wanted = {**REQUIREMENTS, "AllowedInstanceTypes": ["m5.*"]}
    fleet.create(
        MaxSize=99999,
        DesiredCapacity=desired,
        DesiredCapacityType=unit,
        **fleet.mixed({"InstanceRequirements": wanted}),
    )
    assert fleet.types() == ["m5.large"] * count


def test_a_launch_that_ec2_refuses_is_a_failed_activity_and_tried_again_after_a_change(
    fleet: Fleet,
):
    fleet.create(**fleet.mixed("m6g.large"))  # an image for x86_64
    assert fleet.ids() == []
    failed = fleet.activities()
    assert [activity["StatusCode"] for activity in failed] == ["Failed"]
    assert failed[0]["StatusMessage"].endswith("Launching EC2 instance failed.")
    overrides = [{"InstanceType": "m5.large"}]
    fleet.update(MixedInstancesPolicy={"LaunchTemplate": {"Overrides": overrides}})
    assert fleet.types() == ["m5.large"]


def test_a_group_that_cannot_choose_does_not_hold_up_another(fleet: Fleet):
    wanted = {**REQUIREMENTS, "AllowedInstanceTypes": ["m5.*"]}
    fleet.create(
        DesiredCapacity=2,
        TerminationPolicies=["AllocationStrategy"],
        **fleet.mixed({"InstanceRequirements": wanted}),
    )
    fleet.ec2.delete_launch_template(LaunchTemplateId=fleet.template)
    fleet.desire(1)
    other = {"LaunchTemplateId": fleet.new_template(InstanceType="m5.large")}
    fleet.asg.create_auto_scaling_group(
        AutoScalingGroupName=f"{fleet.name}-other",
        VPCZoneIdentifier=fleet.subnets[0],
        MinSize=1,
        MaxSize=1,
        LaunchTemplate=other,
    )
    (second,) = fleet.asg.describe_auto_scaling_groups(
        AutoScalingGroupNames=[f"{fleet.name}-other"]
    )["AutoScalingGroups"]
    assert len(second["Instances"]) == 1
    assert fleet.activities()[0]["StatusCode"] == "Failed"
    fleet.asg.delete_auto_scaling_group(
        AutoScalingGroupName=f"{fleet.name}-other", ForceDelete=True
    )


def test_the_price_limit_of_the_policy_is_that_of_the_spot_request(fleet: Fleet):
    distribution = {"OnDemandPercentageAboveBaseCapacity": 0, "SpotMaxPrice": "0.25"}
    fleet.create(**fleet.mixed("m5.large", **distribution))
    assert fleet.kinds() == {"spot": 1}
    fleet.update(
        DesiredCapacity=2, MixedInstancesPolicy={"InstancesDistribution": {"SpotMaxPrice": ""}}
    )
    assert fleet.kinds() == {"spot": 2}


def test_a_group_without_subnets_launches_into_the_default_one_of_each_zone(fleet: Fleet):
    region = fleet.aws.region
    fleet.asg.create_auto_scaling_group(
        AutoScalingGroupName=fleet.name,
        AvailabilityZones=[f"{region}a", f"{region}b"],
        MinSize=2,
        MaxSize=2,
        **fleet.by_template(),
    )
    zones = [machine["Placement"]["AvailabilityZone"] for machine in fleet.machines()]
    assert zones == [f"{region}a", f"{region}b"]
    assert "VPCZoneIdentifier" not in fleet.told()


def test_instances_stand_in_the_placement_group(fleet: Fleet):
    fleet.ec2.create_placement_group(GroupName=fleet.name, Strategy="spread")
    fleet.create(PlacementGroup=fleet.name)
    assert [machine["Placement"]["GroupName"] for machine in fleet.machines()] == [fleet.name]


def test_a_parameter_that_does_not_exist_fails_the_launch(fleet: Fleet):
    fleet.new_version(ImageId="resolve:ssm:/none", InstanceType="m5.large")
    fleet.create(**fleet.by_template("2"))
    assert "The parameter /none does not exist" in fleet.activities()[0]["StatusMessage"]


def test_an_image_named_by_a_parameter_is_looked_up_at_the_launch(fleet: Fleet):
    name = f"/{fleet.name}/image"
    fleet.aws.ssm.put_parameter(Name=name, Value=fleet.images["x86_64"], Type="String")
    template = fleet.ec2.create_launch_template(
        LaunchTemplateName=f"{fleet.name}-parameter",
        LaunchTemplateData={"ImageId": f"resolve:ssm:{name}", "InstanceType": "m5.large"},
    )["LaunchTemplate"]["LaunchTemplateId"]
    fleet.create(LaunchTemplate={"LaunchTemplateId": template, "Version": "1"})
    assert [machine["ImageId"] for machine in fleet.machines()] == [fleet.images["x86_64"]]


def test_a_group_of_a_launch_configuration_launches_from_it(fleet: Fleet):
    fleet.create(LaunchConfigurationName=fleet.new_configuration(SpotPrice="0.1"))
    assert fleet.kinds() == {"spot": 1}
    (member,) = fleet.members()
    told = (member["InstanceType"], member["LaunchConfigurationName"], member.get("LaunchTemplate"))
    assert told == ("c5.large", fleet.name, None)


def test_a_group_is_created_from_an_instance(fleet: Fleet):
    group = fleet.ec2.create_security_group(GroupName=fleet.name, Description="-", VpcId=fleet.vpc)[
        "GroupId"
    ]
    made = fleet.ec2.run_instances(
        ImageId=fleet.images["x86_64"],
        InstanceType="c5.large",
        SubnetId=fleet.subnets[0],
        SecurityGroupIds=[group],
        MinCount=1,
        MaxCount=1,
    )
    instance = made["Instances"][0]["InstanceId"]
    fleet.asg.create_auto_scaling_group(
        AutoScalingGroupName=fleet.name,
        InstanceId=instance,
        VPCZoneIdentifier=fleet.subnets[1],
        **fleet.sizes,
    )
    (machine,) = fleet.machines()
    assert (machine["InstanceType"], machine["ImageId"]) == ("c5.large", fleet.images["x86_64"])
    assert [g["GroupId"] for g in machine["SecurityGroups"]] == [group]
    assert fleet.told()["LaunchConfigurationName"] == fleet.name
    fleet.ec2.terminate_instances(InstanceIds=[instance])


def test_a_launch_configuration_gives_user_data_groups_a_profile_and_a_public_address(fleet: Fleet):
    group = fleet.ec2.create_security_group(GroupName=fleet.name, Description="-", VpcId=fleet.vpc)[
        "GroupId"
    ]
    profile = instance_profile(fleet.aws, SimpleNamespace(name=fleet.name))
    fleet.create(
        LaunchConfigurationName=fleet.new_configuration(
            SecurityGroups=[group],
            UserData="#!/bin/sh\n",
            AssociatePublicIpAddress=True,
            IamInstanceProfile=profile,
        )
    )
    (machine,) = fleet.machines()
    assert machine["IamInstanceProfile"]["Arn"] == profile
    assert [g["GroupId"] for g in machine["SecurityGroups"]] == [group]
    assert machine["PublicIpAddress"].count(".") == 3
    told = fleet.ec2.describe_instance_attribute(
        InstanceId=machine["InstanceId"], Attribute="userData"
    )
    assert told["UserData"]["Value"] == "IyEvYmluL3NoCg=="  # botocore encodes it


def test_a_group_whose_template_is_gone_fails_alone(fleet: Fleet):
    wanted = {**REQUIREMENTS, "AllowedInstanceTypes": ["m5.*"]}
    fleet.create(DesiredCapacity=2, **fleet.mixed({"InstanceRequirements": wanted}))
    fleet.ec2.delete_launch_template(LaunchTemplateId=fleet.template)
    fleet.ec2.terminate_instances(InstanceIds=fleet.ids()[:1])
    assert len(fleet.ids()) == 1
    failed = [a["StatusMessage"] for a in fleet.activities() if a["StatusCode"] == "Failed"]
    assert len(failed) == 1
    assert fleet.template in failed[0]


def test_activities_tell_why_where_and_of_whom(fleet: Fleet):
    fleet.create(DesiredCapacity=2)
    fleet.desire(1)
    gone, second, first = fleet.activities()
    assert "changing the desired capacity from 0 to 2" in first["Cause"]
    assert "changing the desired capacity from 2 to 1" in gone["Cause"]
    words = "Launching a new EC2 instance: "
    assert {a["Description"] for a in (first, second)} > {words + fleet.ids()[0]}
    assert gone["Description"].startswith("Terminating EC2 instance: i-")
    assert all(a["StatusCode"] == "Successful" and a["Progress"] == 100 for a in (gone, second))
    assert fleet.subnets[0] in first["Details"]


def test_activities_of_a_deleted_group_are_told_on_request_only(fleet: Fleet):
    fleet.create()
    fleet.remove()
    describe = fleet.asg.describe_scaling_activities
    told = describe(AutoScalingGroupName=fleet.name, IncludeDeletedGroups=True)["Activities"]
    assert [activity["AutoScalingGroupState"] for activity in told] == ["Deleted", "Deleted"]
    assert fleet.name not in {a["AutoScalingGroupName"] for a in describe()["Activities"]}
