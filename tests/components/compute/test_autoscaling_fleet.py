"""What the component `AutoscalingFleet` asks of AWS."""

import dataclasses
import json
from typing import Any

import pytest

from components.compute import (
    Capacity,
    Fleet,
    InstanceAccess,
    InstanceMix,
    InstanceOverride,
    InstanceRequirements,
    LaunchSettings,
    LifecycleHook,
    MachineImage,
    PredictiveScaling,
    Scaling,
    TargetTracking,
)
from components.compute.group_options import LifecycleTransition
from components.compute.instance_catalogue import Architecture
from components.compute.machine_image import ImageChange
from components.compute.scaling import PredictiveMode
from components.landing_zone.tiers import Tier
from components.shared.component import BadArgumentsError
from tests.accounts import BOUNDARY, HOME, account
from tests.components.compute.creating import (
    ATTACHMENT,
    EGRESS,
    GROUP,
    HOOK,
    INGRESS,
    NOTIFICATION,
    TEMPLATE,
    created,
    fleet,
    mix,
)
from tests.fleets import FULL_FLEET, TARGET
from tests.recording import Recording, arn, resource_id

TOPIC = "arn:aws:sns:eu-central-1:444444444444:alarms"
LAUNCHING, TERMINATING = LifecycleTransition.LAUNCHING, LifecycleTransition.TERMINATING
OWN_ALARM = "landing-zone-sandbox-f-status-check"


def group(recording: Recording) -> dict[str, Any]:
    return recording.only(GROUP).inputs


def distribution(recording: Recording) -> dict[str, Any]:
    found: dict[str, Any] = group(recording)["mixedInstancesPolicy"]["instancesDistribution"]
    return found


def overrides(recording: Recording) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = group(recording)["mixedInstancesPolicy"]["launchTemplate"][
        "overrides"
    ]
    return found


def weighted(*weights: int) -> InstanceMix:
    return InstanceMix(
        overrides=[
            InstanceOverride(instance_type=name, weight=weight)
            for name, weight in zip(("t4g.small", "t4g.medium"), weights, strict=True)
        ]
    )


def template_id(architecture: str) -> str:
    return resource_id(TEMPLATE, f"f-{architecture}-template")


def specification(architecture: str) -> dict[str, str]:
    return {"launchTemplateId": template_id(architecture), "version": "1"}


def test_the_least_fleet_is_one_group_that_heals_itself() -> None:
    recording = created()
    assert recording.counts() == {
        "aws:autoscaling/group:Group": 1,
        "aws:cloudwatch/metricAlarm:MetricAlarm": 3,
        "aws:ec2/launchTemplate:LaunchTemplate": 1,
        "aws:ec2/securityGroup:SecurityGroup": 1,
        "aws:iam/instanceProfile:InstanceProfile": 1,
        "aws:iam/role:Role": 1,
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 1,
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": 1,
    }
    assert group(recording) == {
        "capacityRebalance": True,
        "defaultInstanceWarmup": 120,
        "desiredCapacity": 1,
        "enabledMetrics": [
            "GroupDesiredCapacity",
            "GroupInServiceInstances",
            "GroupPendingInstances",
            "GroupTotalInstances",
        ],
        "healthCheckGracePeriod": 300,
        "healthCheckType": "EC2",
        "instanceMaintenancePolicy": {"maxHealthyPercentage": 120, "minHealthyPercentage": 90},
        "instanceRefresh": {
            "preferences": {
                "alarmSpecification": {"alarms": [OWN_ALARM]},
                "autoRollback": True,
                "maxHealthyPercentage": 110,
                "minHealthyPercentage": 90,
                "skipMatching": True,
            },
            "strategy": "Rolling",
        },
        "maxInstanceLifetime": 0,
        "maxSize": 4,
        "metricsGranularity": "1Minute",
        "minSize": 1,
        "mixedInstancesPolicy": {
            "instancesDistribution": {
                "onDemandAllocationStrategy": "prioritized",
                "onDemandBaseCapacity": 0,
                "onDemandPercentageAboveBaseCapacity": 0,
                "spotAllocationStrategy": "price-capacity-optimized",
            },
            "launchTemplate": {
                "launchTemplateSpecification": specification("arm64-burstable"),
                "overrides": [{"instanceType": "t4g.small"}],
            },
        },
        "protectFromScaleIn": False,
        "region": HOME,
        "tags": [
            {"key": "Name", "propagateAtLaunch": True, "value": "f"},
            {"key": "cost-center", "propagateAtLaunch": True, "value": "training"},
            {"key": "owner", "propagateAtLaunch": True, "value": "platform-team"},
        ],
        "vpcZoneIdentifiers": ["subnet-01234567", "subnet-89abcdef"],
    }


def test_every_option_of_the_group_reaches_it() -> None:
    found = group(created(FULL_FLEET, targets=[TARGET], rollback_alarm_names=["errors"]))
    assert {name: found.get(name) for name in (
        "availabilityZoneDistribution capacityReservationSpecification defaultInstanceWarmup "
        "desiredCapacity enabledMetrics forceDeleteWarmPool healthCheckGracePeriod "
        "healthCheckType initialLifecycleHooks instanceLifecyclePolicy instanceMaintenancePolicy "
        "instanceRefresh maxInstanceLifetime protectFromScaleIn suspendedProcesses terminationPolicies warmPool"
    ).split()} == {
        "availabilityZoneDistribution": {"capacityDistributionStrategy": "balanced-only"},
        "capacityReservationSpecification": {
            "capacityReservationPreference": "capacity-reservations-first",
            "capacityReservationTarget": {"capacityReservationIds": ["cr-0123456789abcdef0"]},
        },
        "defaultInstanceWarmup": 60,
        "desiredCapacity": 4,
        "enabledMetrics": ["GroupInServiceCapacity", "GroupInServiceInstances"],
        "forceDeleteWarmPool": True,
        "healthCheckGracePeriod": 120,
        "healthCheckType": "ELB",
        "initialLifecycleHooks": [
            {
                "defaultResult": "CONTINUE",
                "heartbeatTimeout": 300,
                "lifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING",
                "name": "drain",
                "notificationMetadata": "fleet",
            }
        ],
        "instanceLifecyclePolicy": {"retentionTriggers": {"terminateHookAbandon": "retain"}},
        "instanceMaintenancePolicy": {"maxHealthyPercentage": 150, "minHealthyPercentage": 100},
        "instanceRefresh": {
            "preferences": {
                "alarmSpecification": {"alarms": [OWN_ALARM, "errors"]},
                "autoRollback": True,
                "checkpointDelay": "600",
                "checkpointPercentages": [20, 100],
                "maxHealthyPercentage": 120,
                "minHealthyPercentage": 80,
                "scaleInProtectedInstances": "Refresh",
                "skipMatching": True,
            },
            "strategy": "Rolling",
        },
        "maxInstanceLifetime": 604_800,
        "protectFromScaleIn": True,
        "suspendedProcesses": ["AZRebalance"],
        "terminationPolicies": ["AllocationStrategy", "OldestInstance"],
        "warmPool": {
            "instanceReusePolicy": {"reuseOnScaleIn": True},
            "maxGroupPreparedCapacity": 8,
            "minSize": 1,
            "poolState": "Stopped",
        },
    }  # fmt: skip


def test_weights_and_a_second_architecture_stand_at_the_types() -> None:
    recording = created(FULL_FLEET, targets=[TARGET])
    assert distribution(recording) == {
        "onDemandAllocationStrategy": "prioritized",
        "onDemandBaseCapacity": 1,
        "onDemandPercentageAboveBaseCapacity": 25,
        "spotAllocationStrategy": "price-capacity-optimized",
        "spotMaxPrice": "0.05",
    }
    assert overrides(recording) == [
        {"instanceType": "m7g.large", "weightedCapacity": "2"},
        {"instanceType": "m6g.large", "weightedCapacity": "2"},
        {
            "instanceType": "m7i.large",
            "launchTemplateSpecification": specification("x86_64"),
            "weightedCapacity": "2",
        },
        {"instanceType": "c7g.xlarge", "weightedCapacity": "4"},
    ]
    assert recording.names(TEMPLATE) == ["f-arm64-template", "f-x86_64-template"]


def test_burstable_types_have_a_template_of_their_own_that_tells_their_credits() -> None:
    types = ("m7g.medium", "t4g.small", "t3.small")
    recording = created(
        fleet(instances=InstanceMix(overrides=[InstanceOverride(instance_type=t) for t in types]))
    )
    assert overrides(recording) == [
        {"instanceType": "m7g.medium"},
        {
            "instanceType": "t4g.small",
            "launchTemplateSpecification": specification("arm64-burstable"),
        },
        {
            "instanceType": "t3.small",
            "launchTemplateSpecification": specification("x86_64-burstable"),
        },
    ]
    assert {
        template.name: template.inputs.get("creditSpecification")
        for template in recording.created(TEMPLATE)
    } == {
        "f-arm64-template": None,
        "f-arm64-burstable-template": {"cpuCredits": "standard"},
        "f-x86_64-burstable-template": {"cpuCredits": "standard"},
    }


@pytest.mark.parametrize(
    ("tier", "base", "percentage", "lifetime", "rebalanced"),
    [
        (Tier.SANDBOX, 0, 0, 0, True),
        (Tier.TEST, 1, 50, 2_592_000, True),
        (Tier.PRODUCTION, 1, 100, 2_592_000, False),
    ],
)
def test_the_tier_decides_what_is_on_demand_and_how_long_instances_live(
    tier: Tier, base: int, percentage: int, lifetime: int, *, rebalanced: bool
) -> None:
    following = LaunchSettings(image=MachineImage(on_change=ImageChange.FOLLOW))
    recording = created(fleet(launch=following), of=account(tier))
    found = distribution(recording)
    assert found["onDemandBaseCapacity"] == base
    assert found["onDemandPercentageAboveBaseCapacity"] == percentage
    assert group(recording)["maxInstanceLifetime"] == lifetime
    assert group(recording)["capacityRebalance"] is rebalanced


def test_instances_of_an_image_that_is_kept_live_on() -> None:
    assert group(created(of=account(Tier.PRODUCTION)))["maxInstanceLifetime"] == 0


def test_requirements_ask_for_current_graviton_that_the_account_may_use() -> None:
    needed = InstanceRequirements(vcpus_min=2, memory_gib_min=3.5, memory_gib_max=8)
    recording = created(fleet(instances=InstanceMix(requirements=[needed])))
    assert overrides(recording) == [
        {
            "instanceRequirements": {
                "acceleratorCount": {"max": 0},
                "allowedInstanceTypes": [
                    "t4g.*", "m6g.*", "m7g.*", "m8g.*", "c6g.*", "c7g.*", "c8g.*", "r6g.*", "r7g.*", "r8g.*"
                ],
                "bareMetal": "excluded",
                "burstablePerformance": "excluded",
                "cpuManufacturers": ["amazon-web-services"],
                "instanceGenerations": ["current"],
                "localStorage": "included",
                "memoryMib": {"max": 8192, "min": 3584},
                "vcpuCount": {"max": 4, "min": 2},
            }
        }
    ]  # fmt: skip
    assert distribution(recording)["onDemandAllocationStrategy"] == "lowest-price"


def test_requirements_of_each_architecture_have_its_template() -> None:
    sets = [
        InstanceRequirements(
            vcpus_min=1,
            memory_gib_min=1,
            architecture=architecture,
            excluded_instance_types=["t3.*"],
        )
        for architecture in (None, Architecture.X86_64)
    ]
    recording = created(fleet(instances=InstanceMix(requirements=sets)), of=account(Tier.TEST))
    graviton, intel = overrides(recording)
    assert "launchTemplateSpecification" not in graviton
    assert intel["launchTemplateSpecification"] == specification("x86_64")
    assert intel["instanceRequirements"]["cpuManufacturers"] == ["intel", "amd"]
    assert intel["instanceRequirements"]["excludedInstanceTypes"] == ["t3.*"]
    assert "allowedInstanceTypes" not in intel["instanceRequirements"]
    assert intel["instanceRequirements"]["acceleratorCount"] == {"max": 0}


def test_types_with_accelerators_are_chosen_only_from_a_list() -> None:
    needed = InstanceRequirements(
        vcpus_min=4,
        memory_gib_min=8,
        architecture=Architecture.X86_64,
        allowed_instance_types=["g5.*"],
    )
    recording = created(fleet(instances=InstanceMix(requirements=[needed])), of=account(Tier.TEST))
    (found,) = overrides(recording)
    assert found["instanceRequirements"]["allowedInstanceTypes"] == ["g5.*"]
    assert "acceleratorCount" not in found["instanceRequirements"]


ELSEWHERE = ("targetGroupArns", "loadBalancers", "trafficSources", "initialLifecycleHooks")


@pytest.mark.parametrize(
    ("described", "ignored"),
    [
        (fleet(), ELSEWHERE),
        (fleet(scaling=Scaling()), ELSEWHERE),
        (
            fleet(scaling=Scaling(target_tracking=[TargetTracking(target=50)])),
            (*ELSEWHERE, "desiredCapacity"),
        ),
        (fleet(scaling=FULL_FLEET.scaling and Scaling(steps=FULL_FLEET.scaling.steps)),
         (*ELSEWHERE, "desiredCapacity")),
        (fleet(scaling=FULL_FLEET.scaling and Scaling(schedules=FULL_FLEET.scaling.schedules)),
         (*ELSEWHERE, "desiredCapacity", "minSize")),
        (fleet(scaling=Scaling(predictive=PredictiveScaling())), ELSEWHERE),
        (fleet(scaling=Scaling(predictive=PredictiveScaling(mode=PredictiveMode.FORECAST_AND_SCALE))),
         (*ELSEWHERE, "desiredCapacity")),
    ],
    ids=["nothing", "empty", "target tracking", "steps", "schedules", "forecast", "prediction"],
)  # fmt: skip
def test_sizes_are_left_alone_exactly_where_something_scales(
    described: Fleet, ignored: tuple[str, ...]
) -> None:
    assert created(described).only(GROUP).ignore_changes == ignored


@pytest.mark.parametrize(
    ("described", "timeout"),
    [
        (fleet(), None),
        (fleet(lifecycle_hooks=[LifecycleHook(name="drain", transition=TERMINATING)]), None),
        (fleet(lifecycle_hooks=[LifecycleHook(name="boot", transition=LAUNCHING)]), "0"),
        (fleet(instances=weighted(1, 2)), "0"),
    ],
    ids=["instances", "terminating hook", "launching hook", "weights"],
)
def test_a_deployment_waits_for_instances_only_where_it_can_count_them(
    described: Fleet, timeout: str | None
) -> None:
    assert group(created(described)).get("waitForCapacityTimeout") == timeout


def test_the_fixed_preset_never_leaves_its_size_to_others() -> None:
    described = Fleet.fixed(instances=mix(), desired=2, minimum=1, maximum=4)
    found = group(created(described))
    assert (found["minSize"], found["desiredCapacity"], found["maxSize"]) == (1, 2, 4)
    assert not described.scales_by_itself


def test_a_target_is_attached_by_one_mechanism_and_opened_on_its_port_alone() -> None:
    recording = created(targets=[TARGET])
    attached = recording.only(ATTACHMENT)
    assert (attached.name, attached.inputs["trafficSource"]) == (
        "f-web",
        {"identifier": TARGET.target_group_arn, "type": "elbv2"},
    )
    assert "targetGroupArns" not in group(recording)
    assert group(recording)["healthCheckType"] == "ELB"
    own = resource_id("aws:ec2/securityGroup:SecurityGroup", "f-instances")
    ingress = recording.only(INGRESS)
    assert ingress.name == "f-instances-in-tcp-8080-web"
    assert {name: ingress.inputs[name] for name in (
        "fromPort", "toPort", "ipProtocol", "securityGroupId", "referencedSecurityGroupId"
    )} == {
        "fromPort": 8080,
        "toPort": 8080,
        "ipProtocol": "tcp",
        "securityGroupId": own,
        "referencedSecurityGroupId": TARGET.security_group_id,
    }  # fmt: skip
    egress = recording.only(EGRESS, "f-web-out-tcp-8080-instances").inputs
    assert egress["securityGroupId"] == TARGET.security_group_id
    assert egress["referencedSecurityGroupId"] == own


def test_a_health_check_on_another_port_gets_through_too() -> None:
    target = dataclasses.replace(TARGET, health_check_port=8081)
    recording = created(targets=[target])
    assert recording.names(INGRESS) == [
        "f-instances-in-tcp-8080-web",
        "f-instances-in-tcp-8081-web",
    ]
    assert recording.names(EGRESS)[1:] == [
        "f-web-out-tcp-8080-instances",
        "f-web-out-tcp-8081-instances",
    ]


def test_a_health_check_on_the_same_port_needs_no_rule_of_its_own() -> None:
    target = dataclasses.replace(TARGET, health_check_port=TARGET.port)
    assert created(targets=[target]).names(INGRESS) == ["f-instances-in-tcp-8080-web"]


def test_only_https_is_let_out_and_nothing_in() -> None:
    recording = created()
    rule = recording.only(EGRESS)
    assert rule.name == "f-instances-out-tcp-443-0.0.0.0/0"
    assert recording.created(INGRESS) == []


def test_nothing_is_let_out_where_nothing_is_asked_for() -> None:
    recording = created(fleet(access=InstanceAccess(egress=[])))
    assert recording.created(EGRESS) == []


def test_the_role_is_ec2s_alone_and_bounded() -> None:
    recording = created(FULL_FLEET, targets=[TARGET])
    role = recording.only("aws:iam/role:Role").inputs
    (trust,) = json.loads(role["assumeRolePolicy"])["Statement"]
    assert trust["Principal"] == {"Service": ["ec2.amazonaws.com"]}
    assert role["permissionsBoundary"] == BOUNDARY
    attached = recording.created("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    assert [item.inputs["policyArn"] for item in attached] == [
        "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
        "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    ]


def test_the_agent_may_publish_into_its_namespace_and_read_tags() -> None:
    policy = (
        created(FULL_FLEET, targets=[TARGET]).only("aws:iam/rolePolicy:RolePolicy").inputs["policy"]
    )
    assert json.loads(policy)["Statement"] == [
        {
            "Sid": "PublishAgentMetrics",
            "Effect": "Allow",
            "Action": ["cloudwatch:PutMetricData"],
            "Resource": ["*"],
            "Condition": {"StringEquals": {"cloudwatch:namespace": ["CWAgent"]}},
        },
        {
            "Sid": "ReadGroupName",
            "Effect": "Allow",
            "Action": ["ec2:DescribeTags"],
            "Resource": ["*"],
        },
    ]


def test_failed_launches_are_told_where_there_is_a_topic() -> None:
    assert created().created(NOTIFICATION) == []
    notice = created(alarm_topic_arn=TOPIC).only(NOTIFICATION).inputs
    assert notice["notifications"] == [
        "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
        "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
    ]
    assert (notice["groupNames"], notice["topicArn"]) == (["f-group"], TOPIC)


def test_hooks_hold_the_first_instances_and_can_be_changed_later() -> None:
    hook = LifecycleHook(name="warm", transition=LifecycleTransition.LAUNCHING)
    recording = created(fleet(lifecycle_hooks=[hook]))
    expected = {
        "defaultResult": "ABANDON",
        "heartbeatTimeout": 3600,
        "lifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCHING",
        "name": "warm",
    }
    assert group(recording)["initialLifecycleHooks"] == [expected]
    own = recording.only(HOOK, "f-warm").inputs
    assert own == {**expected, "autoscalingGroupName": "f-group", "region": HOME}


def test_the_outputs_name_the_unit_and_the_versions() -> None:
    outputs = created(FULL_FLEET, targets=[TARGET]).outputs_of(
        "landing-zone:index:AutoscalingFleet", "f"
    )
    assert outputs["capacity_unit"] == "units"
    assert outputs["launch_template_versions"] == {"arm64": "1", "x86_64": "1"}
    assert outputs["launch_template_ids"] == {
        "arm64": template_id("arm64"),
        "x86_64": template_id("x86_64"),
    }
    assert outputs["group_arn"] == arn(
        "autoscaling", "autoScalingGroup:id:autoScalingGroupName/f-group"
    )


def test_all_problems_of_all_parts_are_told_at_once() -> None:
    described = Fleet(
        instances=InstanceMix(
            overrides=[InstanceOverride(instance_type="t4g.small", weight=1000)],
            on_demand_percentage=101,
        ),
        capacity=Capacity(minimum=3, maximum=2),
    )
    with pytest.raises(BadArgumentsError) as error:
        created(described)
    assert str(error.value).splitlines() == [
        'AutoscalingFleet "f": fleet.instances.overrides[0].weight is 1000; a type\'s weight is '
        "1 to 999 (Auto Scaling CreateAutoScalingGroup, LaunchTemplateOverrides.WeightedCapacity)."
        " Nearest: 999.",
        'AutoscalingFleet "f": fleet.instances.on_demand_percentage is 101; a share is 0 to 100 '
        "per cent (Auto Scaling CreateAutoScalingGroup, "
        "InstancesDistribution.OnDemandPercentageAboveBaseCapacity). Nearest: 100.",
        'AutoscalingFleet "f": fleet.capacity.maximum is 2; the maximum is no less than the '
        "minimum (Auto Scaling CreateAutoScalingGroup, MinSize, MaxSize, DesiredCapacity). "
        "Nearest: 3.",
    ]
