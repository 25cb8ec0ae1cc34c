"""Auto Scaling groups: every setting is kept, told back and changed."""

import pytest
from botocore.exceptions import ClientError

from tests.localaws.extensions.fleets import Fleet

POLICY = {
    "MinHealthyPercentage": 90,
    "MaxHealthyPercentage": 120,
}
SETTINGS = {
    "DefaultInstanceWarmup": ({"DefaultInstanceWarmup": 60}, {"DefaultInstanceWarmup": 0}),
    "MaxInstanceLifetime": ({"MaxInstanceLifetime": 86400}, {"MaxInstanceLifetime": 172800}),
    "InstanceMaintenancePolicy": (
        {"InstanceMaintenancePolicy": POLICY},
        {"InstanceMaintenancePolicy": {"MinHealthyPercentage": 100, "MaxHealthyPercentage": 200}},
    ),
    "CapacityReservationSpecification": (
        {
            "CapacityReservationSpecification": {
                "CapacityReservationPreference": "capacity-reservations-first",
                "CapacityReservationTarget": {"CapacityReservationIds": ["cr-0123456789abcdef0"]},
            }
        },
        {"CapacityReservationSpecification": {"CapacityReservationPreference": "none"}},
    ),
    "AvailabilityZoneDistribution": (
        {"AvailabilityZoneDistribution": {"CapacityDistributionStrategy": "balanced-only"}},
        {"AvailabilityZoneDistribution": {"CapacityDistributionStrategy": "balanced-best-effort"}},
    ),
    "AvailabilityZoneImpairmentPolicy": (
        {
            "AvailabilityZoneImpairmentPolicy": {
                "ZonalShiftEnabled": True,
                "ImpairedZoneHealthCheckBehavior": "ReplaceUnhealthy",
            }
        },
        {
            "AvailabilityZoneImpairmentPolicy": {
                "ZonalShiftEnabled": False,
                "ImpairedZoneHealthCheckBehavior": "IgnoreUnhealthy",
            }
        },
    ),
    "CapacityRebalance": ({"CapacityRebalance": True}, {"CapacityRebalance": False}),
    "Context": ({"Context": "a"}, {"Context": "b"}),
    "InstanceLifecyclePolicy": (
        {"InstanceLifecyclePolicy": {"RetentionTriggers": {"TerminateHookAbandon": "retain"}}},
        {"InstanceLifecyclePolicy": {"RetentionTriggers": {"TerminateHookAbandon": "terminate"}}},
    ),
    "DeletionProtection": (
        {"DeletionProtection": "prevent-all-deletion"},
        {"DeletionProtection": "prevent-force-deletion"},
    ),
    "TerminationPolicies": (
        {"TerminationPolicies": ["OldestInstance", "AllocationStrategy"]},
        {"TerminationPolicies": ["NewestInstance"]},
    ),
    "HealthCheckType": ({"HealthCheckType": "EBS,ELB"}, {"HealthCheckType": "EC2"}),
    "HealthCheckGracePeriod": ({"HealthCheckGracePeriod": 7}, {"HealthCheckGracePeriod": 0}),
    "DefaultCooldown": ({"DefaultCooldown": 9}, {"DefaultCooldown": 0}),
    "NewInstancesProtectedFromScaleIn": (
        {"NewInstancesProtectedFromScaleIn": True},
        {"NewInstancesProtectedFromScaleIn": False},
    ),
    "PlacementGroup": ({"PlacementGroup": "rack"}, {"PlacementGroup": "hall"}),
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_setting_is_told_back_changed_and_kept_by_other_changes(fleet: Fleet, setting: str):
    first, second = SETTINGS[setting]
    fleet.create(DesiredCapacity=0, **first)
    assert fleet.told()[setting] == first[setting]
    fleet.update(**second)
    assert fleet.told()[setting] == second[setting]
    fleet.update(MaxSize=7)
    assert fleet.told()[setting] == second[setting]


def test_what_a_group_is_not_asked_for_has_the_defaults_of_aws(fleet: Fleet):
    fleet.create()
    told = fleet.told()
    defaults = {
        "DefaultCooldown": 300,
        "HealthCheckType": "EC2",
        "HealthCheckGracePeriod": 0,
        "TerminationPolicies": ["Default"],
        "DeletionProtection": "none",
        "NewInstancesProtectedFromScaleIn": False,
        "AvailabilityZoneDistribution": {"CapacityDistributionStrategy": "balanced-best-effort"},
        "CapacityReservationSpecification": {"CapacityReservationPreference": "default"},
        "EnabledMetrics": [],
        "SuspendedProcesses": [],
        "TrafficSources": [],
    }
    assert {name: told[name] for name in defaults} == defaults
    absent = {"DefaultInstanceWarmup", "MaxInstanceLifetime", "InstanceMaintenancePolicy"}
    assert not absent & set(told)


@pytest.mark.parametrize(
    ("given", "removal"),
    [
        ({"DefaultInstanceWarmup": 60}, {"DefaultInstanceWarmup": -1}),
        ({"MaxInstanceLifetime": 86400}, {"MaxInstanceLifetime": 0}),
        ({"PlacementGroup": "rack"}, {"PlacementGroup": ""}),
        (
            {"InstanceMaintenancePolicy": POLICY},
            {"InstanceMaintenancePolicy": {"MinHealthyPercentage": -1, "MaxHealthyPercentage": -1}},
        ),
    ],
)
def test_a_setting_is_removed_by_its_own_value(fleet: Fleet, given: dict, removal: dict):
    fleet.create(DesiredCapacity=0, **given)
    fleet.update(**removal)
    assert not set(given) & set(fleet.told())


def test_metrics_are_collected_until_they_are_not(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    named = {"AutoScalingGroupName": fleet.name}
    enable = fleet.asg.enable_metrics_collection
    enable(**named, Metrics=["GroupMaxSize"], Granularity="1Minute")
    enable(**named, Metrics=["GroupMinSize"], Granularity="1Minute")
    assert fleet.told()["EnabledMetrics"] == [
        {"Metric": "GroupMinSize", "Granularity": "1Minute"},
        {"Metric": "GroupMaxSize", "Granularity": "1Minute"},
    ]
    fleet.asg.disable_metrics_collection(**named, Metrics=["GroupMaxSize"])
    assert [m["Metric"] for m in fleet.told()["EnabledMetrics"]] == ["GroupMinSize"]
    for metrics, granularity in ((["GroupSize"], "1Minute"), (["GroupMinSize"], "5Minutes")):
        with pytest.raises(ClientError, match="Only the group metrics of AWS"):
            enable(**named, Metrics=metrics, Granularity=granularity)
    enable(**named, Granularity="1Minute")
    assert len(fleet.told()["EnabledMetrics"]) == 20
    fleet.asg.disable_metrics_collection(**named)
    assert fleet.told()["EnabledMetrics"] == []


def test_a_mixed_policy_is_told_in_full_with_the_defaults_of_aws(fleet: Fleet):
    arm = fleet.new_template("arm64")
    override = {
        "InstanceType": "m6g.large",
        "WeightedCapacity": "2",
        "LaunchTemplateSpecification": {"LaunchTemplateId": arm, "Version": "$Latest"},
    }
    fleet.create(
        DesiredCapacity=0,
        **fleet.mixed({"InstanceType": "m5.large", "WeightedCapacity": "1"}, override),
    )
    policy = fleet.told()["MixedInstancesPolicy"]
    assert policy["LaunchTemplate"] == {
        "LaunchTemplateSpecification": {
            "LaunchTemplateId": fleet.template,
            "LaunchTemplateName": f"{fleet.name}-0-x86_64",
            "Version": "1",
        },
        "Overrides": [
            {"InstanceType": "m5.large", "WeightedCapacity": "1"},
            {
                "InstanceType": "m6g.large",
                "WeightedCapacity": "2",
                "LaunchTemplateSpecification": {
                    "LaunchTemplateId": arm,
                    "LaunchTemplateName": f"{fleet.name}-1-arm64",
                    "Version": "$Latest",
                },
            },
        ],
    }
    assert policy["InstancesDistribution"] == {
        "OnDemandAllocationStrategy": "prioritized",
        "OnDemandBaseCapacity": 0,
        "OnDemandPercentageAboveBaseCapacity": 100,
        "SpotAllocationStrategy": "lowest-price",
        "SpotInstancePools": 2,
    }


def test_spot_pools_are_told_of_the_lowest_price_only_and_a_price_is_removed_by_an_empty_one(
    fleet: Fleet,
):
    fleet.create(
        DesiredCapacity=0, **fleet.mixed("m5.large", SpotMaxPrice="0.5", SpotInstancePools=3)
    )
    told = fleet.told()["MixedInstancesPolicy"]["InstancesDistribution"]
    assert (told["SpotInstancePools"], told["SpotMaxPrice"]) == (3, "0.5")
    change = {"SpotAllocationStrategy": "price-capacity-optimized", "SpotMaxPrice": ""}
    fleet.update(MixedInstancesPolicy={"InstancesDistribution": change})
    told = fleet.told()["MixedInstancesPolicy"]["InstancesDistribution"]
    assert told == {
        "OnDemandAllocationStrategy": "prioritized",
        "OnDemandBaseCapacity": 0,
        "OnDemandPercentageAboveBaseCapacity": 100,
        "SpotAllocationStrategy": "price-capacity-optimized",
    }


def test_instance_requirements_are_told_back_and_take_the_cheapest_on_demand(fleet: Fleet):
    requirements = {
        "VCpuCount": {"Min": 2, "Max": 4},
        "MemoryMiB": {"Min": 4096},
        "CpuManufacturers": ["intel", "amd"],
        "ExcludedInstanceTypes": ["t2.*"],
        "InstanceGenerations": ["current"],
    }
    fleet.create(DesiredCapacity=0, **fleet.mixed({"InstanceRequirements": requirements}))
    policy = fleet.told()["MixedInstancesPolicy"]
    assert policy["LaunchTemplate"]["Overrides"] == [{"InstanceRequirements": requirements}]
    assert policy["InstancesDistribution"]["OnDemandAllocationStrategy"] == "lowest-price"


def test_a_change_of_the_overrides_alone_keeps_template_and_distribution(fleet: Fleet):
    fleet.create(DesiredCapacity=0, **fleet.mixed("m5.large", OnDemandBaseCapacity=2))
    overrides = [{"InstanceType": "c5.large"}]
    fleet.update(MixedInstancesPolicy={"LaunchTemplate": {"Overrides": overrides}})
    policy = fleet.told()["MixedInstancesPolicy"]
    assert policy["LaunchTemplate"]["LaunchTemplateSpecification"]["LaunchTemplateId"] == (
        fleet.template
    )
    assert policy["LaunchTemplate"]["Overrides"] == overrides
    assert policy["InstancesDistribution"]["OnDemandBaseCapacity"] == 2


def test_a_group_goes_from_a_template_to_a_mixed_policy_and_back(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    fleet.update(**fleet.mixed("m5.large"))
    assert "LaunchTemplate" not in fleet.told()
    fleet.update(LaunchTemplate={"LaunchTemplateName": f"{fleet.name}-0-x86_64"})
    told = fleet.told()
    assert "MixedInstancesPolicy" not in told
    assert told["LaunchTemplate"] == {
        "LaunchTemplateId": fleet.template,
        "LaunchTemplateName": f"{fleet.name}-0-x86_64",
    }


def test_zones_follow_the_subnets(fleet: Fleet):
    a, b, _ = fleet.subnets
    fleet.create(VPCZoneIdentifier=f"{b},{a}")
    region = fleet.aws.region
    assert fleet.told()["AvailabilityZones"] == [f"{region}b", f"{region}a"]
    fleet.update(VPCZoneIdentifier=a)
    told = fleet.told()
    assert (told["VPCZoneIdentifier"], told["AvailabilityZones"]) == (a, [f"{region}a"])


def test_groups_are_found_by_their_tags_and_page_by_page(fleet: Fleet):
    tags = [{"Key": "team", "Value": fleet.name, "PropagateAtLaunch": False}]
    fleet.create(Tags=tags)
    describe = fleet.asg.describe_auto_scaling_groups
    for name, values in (("tag:team", [fleet.name]), ("tag-value", [fleet.name])):
        found = describe(Filters=[{"Name": name, "Values": values}])["AutoScalingGroups"]
        assert [group["AutoScalingGroupName"] for group in found] == [fleet.name]
    assert describe(Filters=[{"Name": "tag:team", "Values": ["other"]}])["AutoScalingGroups"] == []
    with pytest.raises(ClientError, match="Filter type team is not correct"):
        describe(Filters=[{"Name": "team", "Values": ["a"]}])
    (bare,) = describe(AutoScalingGroupNames=[fleet.name], IncludeInstances=False)[
        "AutoScalingGroups"
    ]
    assert bare.get("Instances", []) == []
    fleet.asg.create_auto_scaling_group(
        AutoScalingGroupName=f"{fleet.name}-second",
        VPCZoneIdentifier=fleet.subnets[0],
        MinSize=0,
        MaxSize=0,
        **fleet.by_template(),
    )
    pages = list(
        fleet.asg.get_paginator("describe_auto_scaling_groups").paginate(
            AutoScalingGroupNames=[fleet.name, f"{fleet.name}-second"],
            PaginationConfig={"PageSize": 1},
        )
    )
    named = [[g["AutoScalingGroupName"] for g in page["AutoScalingGroups"]] for page in pages]
    assert named == [[fleet.name], [f"{fleet.name}-second"]]
    fleet.asg.delete_auto_scaling_group(AutoScalingGroupName=f"{fleet.name}-second")


def test_tags_of_a_group_are_added_changed_and_removed(fleet: Fleet):
    fleet.create(Tags=[{"Key": "team", "Value": "a", "PropagateAtLaunch": True}])
    own = {"ResourceId": fleet.name, "ResourceType": "auto-scaling-group"}
    fleet.asg.create_or_update_tags(
        Tags=[
            {**own, "Key": "team", "Value": "b", "PropagateAtLaunch": True},
            {**own, "Key": "more", "Value": "c"},
        ]
    )
    told = {tag["Key"]: (tag["Value"], tag["PropagateAtLaunch"]) for tag in fleet.told()["Tags"]}
    assert told == {"team": ("b", True), "more": ("c", False)}
    fleet.asg.delete_tags(Tags=[{**own, "Key": "team"}])
    found = fleet.asg.describe_tags(
        Filters=[{"Name": "auto-scaling-group", "Values": [fleet.name]}]
    )["Tags"]
    assert [(tag["Key"], tag["Value"]) for tag in found] == [("more", "c")]
