"""Auto Scaling groups. What scales a group and tells of it stands in `autoscaling_policies.py`."""

from localaws.links.conversions import COMMA_SEPARATED
from localaws.links.match import ITSELF, Target
from localaws.rows import Aspect, Call, Members, Row
from localaws.tables.autoscaling_steps import (
    cancel_refresh,
    delete_warm_pool,
    empty_group,
    needs_refresh,
    refresh_request,
    require_capacity,
    require_launches,
    tag_added,
    tag_removed,
    traffic_source,
)

GONE_MESSAGE = "not found|No Lifecycle Hook found"
"""Auto Scaling has one code, ValidationError, for everything that it refuses."""

_NAMED = {"AutoScalingGroupName": "{id}"}
_NO_MAINTENANCE_POLICY = {"maxHealthyPercentage": -1, "minHealthyPercentage": -1}
_EMPTY_WARM_POOL = {"MaxGroupPreparedCapacity": -1, "MinSize": 0, "PoolState": "Stopped"}
"""AWS keeps what a put of a warm pool leaves out: the official provider sends these."""

_UNLIMITED_WARM_POOL = (
    "merge(@, {WarmPoolConfiguration: WarmPoolConfiguration && "
    'merge(`{"MaxGroupPreparedCapacity": -1}`, WarmPoolConfiguration)})'
)
"""AWS does not tell the capacity that means none."""


def _group(result: str) -> Call:
    asked = {"AutoScalingGroupNames": ["{id}"]}
    return Call("DescribeAutoScalingGroups", asked, f"AutoScalingGroups[0]{result}")


def _attached(name: str, noun: str, member: str) -> Members:
    return Members(
        name,
        add=Call(f"Attach{noun}", {**_NAMED, member: ["{item}"]}),
        remove=Call(f"Detach{noun}", {**_NAMED, member: ["{item}"]}),
        read=_group(f".{member}"),
        sent_by_create=True,
    )


_LINKS: dict[str, Target] = {
    "initialLifecycleHooks": "LifecycleHookSpecificationList",
    "initialLifecycleHooks.name": "LifecycleHookName",
    "launchConfiguration": "LaunchConfigurationName",
    "loadBalancers": "LoadBalancerNames",
    "protectFromScaleIn": "NewInstancesProtectedFromScaleIn",
    "vpcZoneIdentifiers": ("VPCZoneIdentifier", COMMA_SEPARATED),
}

_MEMBERS = (
    _attached("loadBalancers", "LoadBalancers", "LoadBalancerNames"),
    _attached("targetGroupArns", "LoadBalancerTargetGroups", "TargetGroupARNs"),
    Members(
        "trafficSources",
        add=Call("AttachTrafficSources", _NAMED),
        remove=Call("DetachTrafficSources", _NAMED),
        read=_group(".TrafficSources[].{identifier: Identifier, type: Type}"),
        to_request=traffic_source,
        sent_by_create=True,
    ),
    Members(
        "tags",
        add=Call("CreateOrUpdateTags"),
        remove=Call("DeleteTags"),
        read=_group(
            ".Tags[?!starts_with(Key, 'aws:')]"
            ".{key: Key, value: Value, propagateAtLaunch: PropagateAtLaunch}"
        ),
        to_request=tag_added,
        to_removal=tag_removed,
        sent_by_create=True,
    ),
    Members(
        "enabledMetrics",
        add=Call(
            "EnableMetricsCollection",
            {**_NAMED, "Metrics": ["{item}"], "Granularity": "{metricsGranularity}"},
        ),
        remove=Call("DisableMetricsCollection", {**_NAMED, "Metrics": ["{item}"]}),
        read=_group(".EnabledMetrics[].Metric"),
    ),
    Members(
        "suspendedProcesses",
        add=Call("SuspendProcesses", {**_NAMED, "ScalingProcesses": ["{item}"]}),
        remove=Call("ResumeProcesses", {**_NAMED, "ScalingProcesses": ["{item}"]}),
        read=_group(".SuspendedProcesses[].ProcessName"),
    ),
)

_ASPECTS = (
    Aspect(
        ("instanceRefresh", "launchTemplate", "mixedInstancesPolicy"),
        put=Call("StartInstanceRefresh", _NAMED),
        when=needs_refresh,
        before_put=cancel_refresh,
        request=refresh_request,
        links={
            "instanceRefresh": ITSELF,
            "instanceRefresh.triggers": None,
            "launchTemplate": "DesiredConfiguration.LaunchTemplate",
            "mixedInstancesPolicy": "DesiredConfiguration.MixedInstancesPolicy",
        },
        sent_by_create=True,
    ),
    Aspect(
        ("warmPool",),
        put=Call("PutWarmPool", {**_NAMED, **_EMPTY_WARM_POOL}),
        remove=delete_warm_pool,
        links={"warmPool": ITSELF},
    ),
)

_SPECIFICATION = "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification"
_OVERRIDES = "mixedInstancesPolicy.launchTemplate.overrides"
_DISTRIBUTION = "mixedInstancesPolicy.instancesDistribution"
_CHOSEN_BY_AWS = (
    "availabilityZoneDistribution",
    "availabilityZones",
    "capacityReservationSpecification",
    "defaultCooldown",
    "desiredCapacity",
    "healthCheckType",
    "instanceLifecyclePolicy",
    "launchTemplate",
    "launchTemplate.id",
    "launchTemplate.version",
    "loadBalancers",
    "mixedInstancesPolicy",
    _DISTRIBUTION,
    f"{_DISTRIBUTION}.onDemandAllocationStrategy",
    f"{_DISTRIBUTION}.onDemandBaseCapacity",
    f"{_DISTRIBUTION}.onDemandPercentageAboveBaseCapacity",
    f"{_DISTRIBUTION}.spotAllocationStrategy",
    f"{_DISTRIBUTION}.spotInstancePools",
    f"{_SPECIFICATION}.launchTemplateId",
    f"{_SPECIFICATION}.version",
    f"{_OVERRIDES}.launchTemplateSpecification.launchTemplateId",
    f"{_OVERRIDES}.launchTemplateSpecification.version",
    "serviceLinkedRoleArn",
    "targetGroupArns",
    "trafficSources",
    "vpcZoneIdentifiers",
)

ROWS = (
    Row(
        token="aws:autoscaling/group:Group",
        service="autoscaling",
        create=Call("CreateAutoScalingGroup"),
        read=Call(
            "DescribeAutoScalingGroups",
            {"AutoScalingGroupNames": ["{id}"]},
            f"AutoScalingGroups[].{_UNLIMITED_WARM_POOL}|[0]",
            shape="AutoScalingGroups[]",
        ),
        delete=Call(
            "DeleteAutoScalingGroup",
            {**_NAMED, "ForceDelete": lambda values: bool(values.get("forceDelete"))},
        ),
        id="{name}",
        update=Call("UpdateAutoScalingGroup", _NAMED),
        nouns=("AutoScalingGroup",),
        autoname="name",
        defaults={
            "healthCheckGracePeriod": 300,
            "metricsGranularity": "1Minute",
            "protectFromScaleIn": False,
        },
        links=_LINKS,
        update_links={"name": None},
        read_links={"warmPool": "WarmPoolConfiguration"},
        aspects=_ASPECTS,
        members=_MEMBERS,
        controls=(
            "forceDeleteWarmPool",
            "ignoreFailedScalingActivities",
            "instanceRefresh",
            "metricsGranularity",
            "minElbCapacity",
            "waitForCapacityTimeout",
            "waitForElbCapacity",
        ),
        computed=_CHOSEN_BY_AWS,
        sent_when_changed=("desiredCapacity",),
        unreadable={
            "initialLifecycleHooks": "DescribeLifecycleHooks does not tell who put a hook there",
        },
        removal={
            "capacityRebalance": False,
            "context": "",
            "defaultInstanceWarmup": 0,
            "instanceMaintenancePolicy": _NO_MAINTENANCE_POLICY,
            "launchConfiguration": None,  # a group that gets a template loses it
            "maxInstanceLifetime": 0,
            "placementGroup": "",
            "terminationPolicies": ["Default"],
        },
        after_create=(require_launches,),
        after_update=(require_capacity,),
        before_delete=(empty_group,),
        gone_message=GONE_MESSAGE,
    ),
)
