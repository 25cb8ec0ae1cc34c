"""An Auto Scaling group with every property of its own: set, changed and removed."""

import pytest

from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.fleets import describe_group, filled, tag, with_surroundings
from tests.localaws.world import REGION, WORKLOAD

RESOURCE_GROUP = f"arn:aws:resource-groups:{REGION}:{WORKLOAD}:group"
TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING"


def everything(s: Scene) -> Values:
    return {
        "availabilityZoneDistribution": {"capacityDistributionStrategy": "balanced-only"},
        "capacityRebalance": True,
        "capacityReservationSpecification": {
            "capacityReservationPreference": "capacity-reservations-first",
            "capacityReservationTarget": {
                "capacityReservationIds": ["cr-0123456789abcdef0"],
                "capacityReservationResourceGroupArns": [f"{RESOURCE_GROUP}/one"],
            },
        },
        "context": "reserved",
        "defaultCooldown": 60,
        "defaultInstanceWarmup": 30,
        "desiredCapacity": 1,
        "enabledMetrics": ["GroupMinSize", "GroupMaxSize"],
        "forceDelete": True,
        "forceDeleteWarmPool": True,
        "healthCheckGracePeriod": 60,
        "healthCheckType": "ELB",
        "ignoreFailedScalingActivities": True,
        "initialLifecycleHooks": [
            {
                "name": "drain",
                "lifecycleTransition": TERMINATING,
                "defaultResult": "CONTINUE",
                "heartbeatTimeout": 60,
                "notificationMetadata": "{}",
                "notificationTargetArn": s.queue,
                "roleArn": s.role,
            }
        ],
        "instanceLifecyclePolicy": {"retentionTriggers": {"terminateHookAbandon": "retain"}},
        "instanceMaintenancePolicy": {"maxHealthyPercentage": 150, "minHealthyPercentage": 90},
        "launchTemplate": {"name": s.template_name, "version": "1"},
        "loadBalancers": [s.balancer],
        "maxInstanceLifetime": 86400,
        "maxSize": 3,
        "metricsGranularity": "1Minute",
        "minElbCapacity": 1,
        "minSize": 1,
        "name": f"{s.name}-fleet",
        "placementGroup": s.place,
        "protectFromScaleIn": True,
        "serviceLinkedRoleArn": s.linked_role,
        "suspendedProcesses": ["AZRebalance", "AlarmNotification"],
        "tags": [tag("team", "a", propagated=True), tag("stage", "x", propagated=False)],
        "targetGroupArns": [s.targets],
        "terminationPolicies": ["OldestInstance", "Default"],
        "vpcZoneIdentifiers": [s.subnet],
        "waitForCapacityTimeout": "5m",
        "waitForElbCapacity": 1,
        "warmPool": {
            "instanceReusePolicy": {"reuseOnScaleIn": True},
            "maxGroupPreparedCapacity": 2,
            "minSize": 1,
            "poolState": "Running",
        },
    }


def everything_told(s: Scene) -> Values:
    return {
        "AutoScalingGroupName": f"{s.name}-fleet",
        "AvailabilityZoneDistribution": {"CapacityDistributionStrategy": "balanced-only"},
        "CapacityRebalance": True,
        "CapacityReservationSpecification": {
            "CapacityReservationPreference": "capacity-reservations-first",
            "CapacityReservationTarget": {
                "CapacityReservationIds": ["cr-0123456789abcdef0"],
                "CapacityReservationResourceGroupArns": [f"{RESOURCE_GROUP}/one"],
            },
        },
        "Context": "reserved",
        "DefaultCooldown": 60,
        "DefaultInstanceWarmup": 30,
        "DesiredCapacity": 1,
        "HealthCheckGracePeriod": 60,
        "HealthCheckType": "ELB",
        "Hooks": {
            "drain": {
                "AutoScalingGroupName": f"{s.name}-fleet",
                "DefaultResult": "CONTINUE",
                "GlobalTimeout": 6000,
                "HeartbeatTimeout": 60,
                "LifecycleTransition": TERMINATING,
                "NotificationMetadata": "{}",
                "NotificationTargetARN": s.queue,
                "RoleARN": s.role,
            }
        },
        "InstanceLifecyclePolicy": {"RetentionTriggers": {"TerminateHookAbandon": "retain"}},
        "InstanceMaintenancePolicy": {"MaxHealthyPercentage": 150, "MinHealthyPercentage": 90},
        "LaunchTemplate": {
            "LaunchTemplateId": s.template,
            "LaunchTemplateName": s.template_name,
            "Version": "1",
        },
        "LoadBalancerNames": [s.balancer],
        "MaxInstanceLifetime": 86400,
        "Metrics": ["GroupMaxSize", "GroupMinSize"],
        "NewInstancesProtectedFromScaleIn": True,
        "PlacementGroup": s.place,
        "ServiceLinkedRoleARN": s.linked_role,
        "Sources": sorted([(s.balancer, "elb"), (s.targets, "elbv2")]),
        "Suspended": ["AZRebalance", "AlarmNotification"],
        "Tags": {"team": ("a", True), "stage": ("x", False)},
        "TargetGroupARNs": [s.targets],
        "TerminationPolicies": ["OldestInstance", "Default"],
        "Types": ["t3.nano"],
        "WarmPoolConfiguration": {
            "InstanceReusePolicy": {"ReuseOnScaleIn": True},
            "MaxGroupPreparedCapacity": 2,
            "MinSize": 1,
            "PoolState": "Running",
        },
        "WarmPoolSize": 1,
    }


def everything_changed(s: Scene) -> Values:
    return {
        "availabilityZoneDistribution": {"capacityDistributionStrategy": "balanced-best-effort"},
        "capacityRebalance": False,
        "capacityReservationSpecification": {
            "capacityReservationPreference": "capacity-reservations-only",
            "capacityReservationTarget": {
                "capacityReservationIds": ["cr-0123456789abcdef1"],
                "capacityReservationResourceGroupArns": [f"{RESOURCE_GROUP}/two"],
            },
        },
        "context": "other",
        "defaultCooldown": 90,
        "defaultInstanceWarmup": 45,
        "desiredCapacity": 2,
        "enabledMetrics": ["GroupMaxSize", "GroupDesiredCapacity"],
        "healthCheckGracePeriod": 90,
        "healthCheckType": "ELB,EBS",
        "instanceLifecyclePolicy": {"retentionTriggers": {"terminateHookAbandon": "terminate"}},
        "instanceMaintenancePolicy": {"maxHealthyPercentage": 110, "minHealthyPercentage": 100},
        "launchTemplate": {"id": s.template, "version": "2"},
        "loadBalancers": [s.other_balancer],
        "maxInstanceLifetime": 172800,
        "placementGroup": s.other_place,
        "protectFromScaleIn": False,
        "serviceLinkedRoleArn": s.other_linked_role,
        "suspendedProcesses": ["AlarmNotification", "ScheduledActions"],
        "tags": [tag("team", "b", propagated=False), tag("new", "y", propagated=True)],
        "targetGroupArns": [s.other_targets],
        "terminationPolicies": ["NewestInstance"],
        "warmPool": {"instanceReusePolicy": {"reuseOnScaleIn": False}, "poolState": "Stopped"},
    }


def everything_told_changed(s: Scene) -> Values:
    return {
        "AvailabilityZoneDistribution": {"CapacityDistributionStrategy": "balanced-best-effort"},
        "CapacityRebalance": False,
        "CapacityReservationSpecification": {
            "CapacityReservationPreference": "capacity-reservations-only",
            "CapacityReservationTarget": {
                "CapacityReservationIds": ["cr-0123456789abcdef1"],
                "CapacityReservationResourceGroupArns": [f"{RESOURCE_GROUP}/two"],
            },
        },
        "Context": "other",
        "DefaultCooldown": 90,
        "DefaultInstanceWarmup": 45,
        "DesiredCapacity": 2,
        "HealthCheckGracePeriod": 90,
        "HealthCheckType": "ELB,EBS",
        "InstanceLifecyclePolicy": {"RetentionTriggers": {"TerminateHookAbandon": "terminate"}},
        "InstanceMaintenancePolicy": {"MaxHealthyPercentage": 110, "MinHealthyPercentage": 100},
        "LaunchTemplate": {
            "LaunchTemplateId": s.template,
            "LaunchTemplateName": s.template_name,
            "Version": "2",
        },
        "LoadBalancerNames": [s.other_balancer],
        "MaxInstanceLifetime": 172800,
        "Metrics": ["GroupDesiredCapacity", "GroupMaxSize"],
        "NewInstancesProtectedFromScaleIn": False,
        "PlacementGroup": s.other_place,
        "ServiceLinkedRoleARN": s.other_linked_role,
        "Sources": sorted([(s.other_balancer, "elb"), (s.other_targets, "elbv2")]),
        "Suspended": ["AlarmNotification", "ScheduledActions"],
        "Tags": {"team": ("b", False), "new": ("y", True)},
        "TargetGroupARNs": [s.other_targets],
        "TerminationPolicies": ["NewestInstance"],
        # One instance came out of the warm pool, whose template was the first one.
        "Types": ["t3.nano", "t3.nano"],
        "WarmPoolConfiguration": {
            "InstanceReusePolicy": {"ReuseOnScaleIn": False},
            "MinSize": 0,
            "PoolState": "Stopped",
        },
        "WarmPoolSize": 1,
    }


def everything_told_removed(s: Scene) -> Values:
    """What AWS goes back to; what it chooses by itself it keeps."""
    return {
        "CapacityRebalance": False,
        "Context": "",
        "DefaultInstanceWarmup": 0,
        "InstanceMaintenancePolicy": None,
        "MaxInstanceLifetime": None,
        "Metrics": [],
        "PlacementGroup": None,
        "Suspended": [],
        "Tags": {},
        "TerminationPolicies": ["Default"],
        "WarmPoolConfiguration": None,
        "WarmPoolSize": None,
    }


FULL = Case(
    token="aws:autoscaling/group:Group",
    prepare=with_surroundings,
    describe=describe_group,
    filled=filled,
    lives=(
        Life(
            name="with everything",
            inputs=everything,
            told=everything_told,
            outputs=lambda _, __: {"predictedCapacity": None, "warmPoolSize": 1},
            changed=everything_changed,
            told_changed=everything_told_changed,
            removed=(
                "availabilityZoneDistribution",
                "capacityRebalance",
                "capacityReservationSpecification",
                "context",
                "defaultCooldown",
                "defaultInstanceWarmup",
                "desiredCapacity",
                "enabledMetrics",
                "healthCheckType",
                "instanceLifecyclePolicy",
                "instanceMaintenancePolicy",
                "loadBalancers",
                "maxInstanceLifetime",
                "placementGroup",
                "serviceLinkedRoleArn",
                "suspendedProcesses",
                "tags",
                "targetGroupArns",
                "terminationPolicies",
                "warmPool",
            ),
            told_removed=everything_told_removed,
            imported_otherwise=(
                "launchTemplate",
                "warmPool.maxGroupPreparedCapacity",
                "warmPool.minSize",
            ),
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(FULL))
def test_a_group_with_everything_is_what_auto_scaling_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
