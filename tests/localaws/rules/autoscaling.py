"""Cases for Auto Scaling groups."""

from tests.localaws.rules.cases import UNKNOWN, Case

GROUP = "aws:autoscaling/group:Group"
TARGETS = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef"
ROLE, TOPIC = "arn:aws:iam::123456789012:role/hooks", "arn:aws:sns:eu-central-1:123456789012:hooks"
LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING"


def tags(number: int) -> list[dict]:
    return [{"key": f"k{n}", "value": "v", "propagateAtLaunch": True} for n in range(number)]


def hook(**more: object) -> dict:
    return {"initialLifecycleHooks": [{"name": "a"}, {"name": "b", **more}]}


def source(**more: object) -> dict:
    return {"trafficSources": [more]}


HOOK = "initialLifecycleHooks[1]"

CASES = [
    Case(
        GROUP,
        "group.template",
        fine=(
            {"launchTemplate": {"id": "lt-1"}},
            {"launchConfiguration": UNKNOWN},
            {"mixedInstancesPolicy": UNKNOWN},
        ),
        broken=(
            ({"minSize": 1}, "launchConfiguration"),
            ({"launchTemplate": {"id": "lt-1"}, "mixedInstancesPolicy": {"a": 1}}, "mixedInstancesPolicy"),
            ({"launchConfiguration": "one", "launchTemplate": UNKNOWN}, "launchTemplate"),
        ),
    ),
    Case(
        GROUP,
        "group.zones",
        fine=({"vpcZoneIdentifiers": [UNKNOWN]}, {"availabilityZones": ["eu-central-1a"]}),
        broken=(
            ({}, "vpcZoneIdentifiers"),
            ({"vpcZoneIdentifiers": UNKNOWN, "availabilityZones": ["a"]}, "availabilityZones"),
        ),
    ),
    Case(
        GROUP,
        "group.targetGroups",
        fine=({}, {"targetGroupArns": [UNKNOWN]}, {"trafficSources": [{"identifier": "a"}]}),
        broken=(({"targetGroupArns": ["a"], "trafficSources": [{}]}, "trafficSources"),),
    ),
    Case(
        GROUP,
        "group.loadBalancers",
        fine=({"loadBalancers": ["a"], "trafficSources": []}, {"trafficSources": UNKNOWN}),
        broken=(({"loadBalancers": ["a"], "trafficSources": [{}]}, "trafficSources"),),
    ),
    Case(
        GROUP,
        "group.name",
        fine=({"name": "Fleet-1/of_team;~!9"}, {"name": UNKNOWN}, {}),
        broken=(({"name": "a:b"}, "name"), ({"name": "a b"}, "name"), ({"name": "flöte"}, "name")),
    ),
    Case(
        GROUP,
        "group.minSize",
        fine=(
            {"minSize": 2, "maxSize": 2},
            {"minSize": "0", "maxSize": "1"},
            {"minSize": UNKNOWN, "maxSize": 1},
        ),
        broken=(({"minSize": 2, "maxSize": 1}, "minSize"), ({"minSize": "10", "maxSize": "9"}, "minSize")),
    ),
    Case(
        GROUP,
        "group.desiredCapacity",
        fine=(
            {"minSize": 1, "desiredCapacity": 1, "maxSize": 3},
            {"minSize": 1, "desiredCapacity": 3, "maxSize": 3},
            {"minSize": 1, "maxSize": 3},
            {"minSize": 1, "desiredCapacity": UNKNOWN, "maxSize": 3},
        ),
        broken=(
            ({"minSize": 1, "desiredCapacity": 0, "maxSize": 3}, "desiredCapacity"),
            ({"minSize": 1, "desiredCapacity": 4, "maxSize": 3}, "desiredCapacity"),
        ),
    ),
    Case(
        GROUP,
        "group.desiredCapacityType",
        fine=({"desiredCapacityType": "memory-mib"}, {"desiredCapacityType": UNKNOWN}, {}),
        broken=(({"desiredCapacityType": "cores"}, "desiredCapacityType"),),
    ),
    Case(
        GROUP,
        "group.countedUnits",
        fine=(
            {"desiredCapacityType": "units"},
            {"desiredCapacityType": "vcpu", "mixedInstancesPolicy": UNKNOWN},
            {"desiredCapacityType": "vcpu", "mixedInstancesPolicy": {"launchTemplate": UNKNOWN}},
            {
                "desiredCapacityType": "vcpu",
                "mixedInstancesPolicy": {"launchTemplate": {"overrides": UNKNOWN}},
            },
            {
                "desiredCapacityType": "memory-mib",
                "mixedInstancesPolicy": {
                    "launchTemplate": {"overrides": [{"instanceRequirements": {"vcpuCount": {}}}]}
                },
            },
        ),
        broken=(
            ({"desiredCapacityType": "vcpu", "launchTemplate": {"id": "a"}}, "desiredCapacityType"),
            (
                {
                    "desiredCapacityType": "memory-mib",
                    "mixedInstancesPolicy": {"launchTemplate": {"overrides": [{"instanceType": "a"}]}},
                },
                "desiredCapacityType",
            ),
        ),
    ),
    Case(
        GROUP,
        "group.healthCheckType",
        fine=(
            {"healthCheckType": "EC2"},
            {"healthCheckType": "ELB,EBS,VPC_LATTICE"},
            {"healthCheckType": UNKNOWN},
        ),
        broken=(
            ({"healthCheckType": "ALB"}, "healthCheckType"),
            ({"healthCheckType": "EC2, ELB"}, "healthCheckType"),
        ),
    ),
    Case(
        GROUP,
        "group.maxInstanceLifetime",
        fine=(
            {"maxInstanceLifetime": 0},
            {"maxInstanceLifetime": 86400},
            {"maxInstanceLifetime": "31536000"},
            {"maxInstanceLifetime": UNKNOWN},
            {},
        ),
        broken=(
            ({"maxInstanceLifetime": 86399}, "maxInstanceLifetime"),
            ({"maxInstanceLifetime": 31536001}, "maxInstanceLifetime"),
        ),
    ),
    Case(
        GROUP,
        "group.terminationPolicies",
        fine=(
            {"terminationPolicies": ["OldestInstance", "Default"]},
            {"terminationPolicies": ["arn:aws:lambda:eu-central-1:123456789012:function:f:live"]},
            {"terminationPolicies": [UNKNOWN]},
            {"terminationPolicies": UNKNOWN},
        ),
        broken=(({"terminationPolicies": ["Default", "Oldest"]}, "terminationPolicies[1]"),),
    ),
    Case(
        GROUP,
        "group.enabledMetrics",
        fine=(
            {"enabledMetrics": ["GroupInServiceInstances", "WarmPoolWarmedCapacity"]},
            {"enabledMetrics": ["GroupAndWarmPoolTotalCapacity", UNKNOWN]},
        ),
        broken=(({"enabledMetrics": ["GroupWarmedCapacity"]}, "enabledMetrics[0]"),),
    ),
    Case(
        GROUP,
        "group.metricsGranularity",
        fine=({"metricsGranularity": "1Minute"}, {"metricsGranularity": UNKNOWN}),
        broken=(({"metricsGranularity": "5Minute"}, "metricsGranularity"),),
    ),
    Case(
        GROUP,
        "group.suspendedProcesses",
        fine=({"suspendedProcesses": ["Launch", "InstanceRefresh"]},),
        broken=(({"suspendedProcesses": ["Start"]}, "suspendedProcesses[0]"),),
    ),
    Case(
        GROUP,
        "group.capacityReservationSpecification",
        fine=(
            {"capacityReservationSpecification": {"capacityReservationPreference": "none"}},
            {
                "capacityReservationSpecification": {
                    "capacityReservationPreference": "capacity-reservations-only",
                    "capacityReservationTarget": {"capacityReservationIds": ["cr-1"]},
                }
            },
        ),
        broken=(
            (
                {
                    "capacityReservationSpecification": {
                        "capacityReservationPreference": "none",
                        "capacityReservationTarget": {"capacityReservationIds": [UNKNOWN]},
                    }
                },
                "capacityReservationSpecification.capacityReservationTarget",
            ),
        ),
    ),
    Case(
        GROUP,
        "group.tags",
        fine=({"tags": tags(50)}, {"tags": UNKNOWN}),
        broken=(({"tags": tags(51)}, "tags"),),
    ),
    Case(
        GROUP,
        "group.tagKey",
        fine=({"tags": [{"key": "awsome"}, {"key": UNKNOWN}]},),
        broken=(
            ({"tags": [{"key": "a"}, {"key": "aws:x"}]}, "tags[1].key"),
            ({"tags": [{"key": "AWS:x"}]}, "tags[0].key"),
        ),
    ),
    Case(
        GROUP,
        "group.launchTemplate",
        fine=(
            {"launchTemplate": {"id": UNKNOWN, "version": "1"}},
            {"launchTemplate": {"name": "web"}},
            {"launchTemplate": UNKNOWN},
            {},
        ),
        broken=(
            ({"launchTemplate": {"version": "1"}}, "launchTemplate.id"),
            ({"launchTemplate": {"id": UNKNOWN, "name": "web"}}, "launchTemplate.name"),
        ),
    ),
    Case(
        GROUP,
        "hook.lifecycleTransition",
        fine=(hook(lifecycleTransition=LAUNCHING), hook(lifecycleTransition=UNKNOWN)),
        broken=((hook(lifecycleTransition="launching"), f"{HOOK}.lifecycleTransition"),),
    ),
    Case(
        GROUP,
        "hook.defaultResult",
        fine=(hook(defaultResult="ABANDON"), hook()),
        broken=((hook(defaultResult="abandon"), f"{HOOK}.defaultResult"),),
    ),
    Case(
        GROUP,
        "hook.heartbeatTimeout",
        fine=(hook(heartbeatTimeout=30), hook(heartbeatTimeout="7200")),
        broken=(
            (hook(heartbeatTimeout=29), f"{HOOK}.heartbeatTimeout"),
            (hook(heartbeatTimeout=7201), f"{HOOK}.heartbeatTimeout"),
        ),
    ),
    Case(
        GROUP,
        "hook.notificationTargetArn",
        fine=(hook(notificationTargetArn=TOPIC), hook(notificationTargetArn=UNKNOWN)),
        broken=((hook(notificationTargetArn=ROLE), f"{HOOK}.notificationTargetArn"),),
    ),
    Case(
        GROUP,
        "hook.roleArn",
        fine=(hook(notificationTargetArn=TOPIC, roleArn=UNKNOWN), hook()),
        broken=(
            (hook(notificationTargetArn=TOPIC), f"{HOOK}.roleArn"),
            (hook(roleArn=ROLE), f"{HOOK}.roleArn"),
        ),
    ),
    Case(
        GROUP,
        "source.type",
        fine=(source(identifier=TARGETS, type="elbv2"), source(identifier=TARGETS)),
        broken=((source(identifier=TARGETS, type="alb"), "trafficSources[0].type"),),
    ),
    Case(
        GROUP,
        "source.identifier",
        fine=(
            source(identifier=TARGETS, type="elbv2"),
            source(identifier=TARGETS),
            source(identifier="web", type="elb"),
            source(identifier=UNKNOWN, type="elb"),
            source(identifier="web", type=UNKNOWN),
        ),
        broken=(
            (source(identifier="web"), "trafficSources[0].type"),
            (source(identifier="web", type="elbv2"), "trafficSources[0].type"),
            (source(identifier=TARGETS, type="elb"), "trafficSources[0].type"),
        ),
    ),
]  # fmt: skip
