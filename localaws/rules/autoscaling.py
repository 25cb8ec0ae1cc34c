"""Auto Scaling groups.

What they launch stands in `mixed_instances.py`, how they replace it in `instance_replacement.py`, and what scales them
in `scaling_policies.py`.
"""

from localaws.rules.group_attachments import HOOK, TRAFFIC_SOURCE
from localaws.rules.instance_replacement import MAINTENANCE, OFFICIAL, REFRESH
from localaws.rules.kinds import Given, Rule, every, matching, one_of, refuse, within
from localaws.rules.mixed_instances import MIXED_INSTANCES, has_requirements
from localaws.values import UNKNOWN

GROUP = "aws:autoscaling/group:Group"

HEALTH_CHECKS = ("EC2", "EBS", "ELB", "VPC_LATTICE")
SHORTEST_LIFETIME, LONGEST_LIFETIME = 86400, 31536000
"""Seconds: a day and a year."""
TAGS_OF_A_GROUP = 50
GRANULARITY = "1Minute"
CAPACITY_TYPES = ("units", "vcpu", "memory-mib")
PROCESSES = (
    "Launch",
    "Terminate",
    "AddToLoadBalancer",
    "AlarmNotification",
    "AZRebalance",
    "HealthCheck",
    "InstanceRefresh",
    "ReplaceUnhealthy",
    "ScheduledActions",
)
TERMINATION_POLICIES = (
    "Default",
    "AllocationStrategy",
    "ClosestToNextInstanceHour",
    "NewestInstance",
    "OldestInstance",
    "OldestLaunchConfiguration",
    "OldestLaunchTemplate",
)
_STATES = ("InService", "Pending", "Standby", "Terminating", "Total")
_WARM_STATES = ("Desired", "Warmed", "Pending", "Terminating", "Total")
METRICS = (
    "GroupMinSize",
    "GroupMaxSize",
    "GroupDesiredCapacity",
    *(f"Group{state}{unit}" for state in _STATES for unit in ("Instances", "Capacity")),
    *(f"WarmPool{state}Capacity" for state in _WARM_STATES),
    "GroupAndWarmPoolDesiredCapacity",
    "GroupAndWarmPoolTotalCapacity",
)

_CREATE = "CreateAutoScalingGroup"


def _above(given: Given, low: str, high: str) -> bool:
    smaller, larger = given.number(low), given.number(high)
    return smaller is not None and larger is not None and smaller > larger


def _wrong_lifetime(given: Given) -> bool:
    seconds = given.number("maxInstanceLifetime")
    return seconds not in (None, 0) and not SHORTEST_LIFETIME <= seconds <= LONGEST_LIFETIME


def _counts_unlisted_units(given: Given) -> bool:
    policy = given.values.get("mixedInstancesPolicy")
    return given["desiredCapacityType"] in ("vcpu", "memory-mib") and not (
        policy == UNKNOWN or has_requirements(given.part("mixedInstancesPolicy"))
    )


RULES: dict[str, tuple[Rule, ...]] = {
    GROUP: (
        one_of(
            "group.template",
            ("launchConfiguration", "launchTemplate", "mixedInstancesPolicy"),
            f"{_CREATE}, LaunchTemplate",
        ),
        one_of("group.zones", ("vpcZoneIdentifiers", "availabilityZones"), OFFICIAL),
        one_of("group.targetGroups", ("targetGroupArns", "trafficSources"), OFFICIAL, least=0),
        one_of("group.loadBalancers", ("loadBalancers", "trafficSources"), OFFICIAL, least=0),
        matching(
            "group.name",
            "name",
            r"[!-9;-~]+",
            "visible ASCII characters without a colon",
            f"{_CREATE}, AutoScalingGroupName",
        ),
        refuse(
            "group.minSize",
            "minSize",
            "is above maxSize",
            f"{_CREATE}, MinSize",
            lambda given: _above(given, "minSize", "maxSize"),
        ),
        refuse(
            "group.desiredCapacity",
            "desiredCapacity",
            "is not between minSize and maxSize",
            f"{_CREATE}, DesiredCapacity",
            lambda given: (
                _above(given, "minSize", "desiredCapacity")
                or _above(given, "desiredCapacity", "maxSize")
            ),
        ),
        matching(
            "group.desiredCapacityType",
            "desiredCapacityType",
            "|".join(CAPACITY_TYPES),
            f"is one of {', '.join(CAPACITY_TYPES)}",
            f"{_CREATE}, DesiredCapacityType",
        ),
        refuse(
            "group.countedUnits",
            "desiredCapacityType",
            "vcpu and memory-mib are for groups with instanceRequirements",
            f"{_CREATE}, DesiredCapacityType",
            _counts_unlisted_units,
        ),
        matching(
            "group.healthCheckType",
            "healthCheckType",
            rf"({'|'.join(HEALTH_CHECKS)})(,({'|'.join(HEALTH_CHECKS)}))*",
            f"a comma-separated list of {', '.join(HEALTH_CHECKS)}",
            f"{_CREATE}, HealthCheckType",
        ),
        refuse(
            "group.maxInstanceLifetime",
            "maxInstanceLifetime",
            f"is 0, or between {SHORTEST_LIFETIME} and {LONGEST_LIFETIME}",
            f"{_CREATE}, MaxInstanceLifetime",
            _wrong_lifetime,
        ),
        every(
            "group.terminationPolicies",
            "terminationPolicies",
            rf"{'|'.join(TERMINATION_POLICIES)}|arn:aws[\w-]*:lambda:.+",
            f"is one of {', '.join(TERMINATION_POLICIES)}, or the ARN of a function",
            f"{_CREATE}, TerminationPolicies",
        ),
        every(
            "group.enabledMetrics",
            "enabledMetrics",
            "|".join(METRICS),
            f"is one of {', '.join(METRICS)}",
            "EnableMetricsCollection, Metrics",
        ),
        matching(
            "group.metricsGranularity",
            "metricsGranularity",
            GRANULARITY,
            f"is {GRANULARITY}",
            "EnableMetricsCollection, Granularity",
        ),
        every(
            "group.suspendedProcesses",
            "suspendedProcesses",
            "|".join(PROCESSES),
            f"is one of {', '.join(PROCESSES)}",
            "SuspendProcesses, ScalingProcesses",
        ),
        refuse(
            "group.capacityReservationSpecification",
            "capacityReservationSpecification.capacityReservationTarget",
            "is not for the preference none",
            "CapacityReservationSpecification",
            lambda given: (
                given.part("capacityReservationSpecification")["capacityReservationPreference"]
                == "none"
                and given.part("capacityReservationSpecification").has("capacityReservationTarget")
            ),
        ),
        refuse(
            "group.tags",
            "tags",
            f"are at most {TAGS_OF_A_GROUP}",
            "Tag Auto Scaling groups and instances",
            lambda given: len(given.items("tags")) > TAGS_OF_A_GROUP,
        ),
        *within(
            "tags[]",
            matching(
                "group.tagKey",
                "key",
                r"(?i)(?!aws:).*",
                "keys that begin with aws: are reserved for AWS",
                "Tag Auto Scaling groups and instances",
            ),
        ),
        *within(
            "launchTemplate",
            one_of("group.launchTemplate", ("id", "name"), "LaunchTemplateSpecification"),
        ),
        *MAINTENANCE,
        *REFRESH,
        *MIXED_INSTANCES,
        *within("initialLifecycleHooks[]", *HOOK),
        *within("trafficSources[]", *TRAFFIC_SOURCE),
    ),
}
