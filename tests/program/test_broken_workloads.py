"""Broken load balancers and fleets in a stack file, and the exact words that refuse them."""

import pytest

from tests.program.running import run_program
from tests.program.test_broken_settings import broken

FAMILIES = (
    "t3, t3a, t4g, m6a, m6g, m6i, m7a, m7g, m7i, m7i-flex, m8g, c6a, c6g, c6i, c7a, c7g, c7i, c8g, "
    "r6g, r6i, r7g, r7i, r8g"
)
TWO_GROUPS = "loadBalancers: {web: {targetGroups: [{name: web, port: 80}, {name: api, port: 81}]}}"
BY_REQUESTS = "scaling: {targetTracking: [{target: 100, metric: ALBRequestCountPerTarget}]}"
CASES = {
    "no network to stand in": (
        "network: ~",
        "network is missing; load balancers, fleets and instances stand in a network.",
    ),
    "load balancer that is not there": (
        "fleets: {web: {targets: [{loadBalancer: wbe, targetGroup: web}]}}",
        'fleets.web.targets[0].loadBalancer is "wbe"; the load balancers are web.',
    ),
    "no load balancer at all": (
        "loadBalancers: ~",
        'fleets.web.targets[0].loadBalancer is "web"; the stack has no load balancers.',
    ),
    "target group that is not there": (
        "fleets: {web: {targets: [{loadBalancer: web, targetGroup: api}]}}",
        'fleets.web.targets[0].targetGroup is "api"; the target groups of web are web.',
    ),
    "family that the account may not use": (
        "fleets: {web: {instances: {overrides: [{instanceType: g5.xlarge}]}}}",
        'fleets.web.instances.overrides[0].instanceType is "g5.xlarge"; account sandbox may use the '
        f"families {FAMILIES}.",
    ),
    "type that is too large for the account": (
        "fleets: {web: {instances: {overrides: [{instanceType: m7g.2xlarge}]}}}",
        'fleets.web.instances.overrides[0].instanceType is "m7g.2xlarge"; account sandbox may use '
        "instances of up to 4 vCPUs, and this one has 8.",
    ),
    "capacity in the wrong order": (
        "fleets: {web: {capacity: {desired: 5}}}",
        "fleets.web.capacity.desired is 5; the desired capacity lies between the minimum and the "
        "maximum (Auto Scaling CreateAutoScalingGroup, MinSize, MaxSize, DesiredCapacity). "
        "Nearest: 4.",
    ),
    "key of a fleet mistyped": (
        "fleets: {web: {scalin: {}}}",
        "fleets.web.scalin is not known; known here are access, alarms, capacity, group, health, "
        "instances, launch, lifecycleHooks, maintenance, refresh, scaling, targets, warmPool. "
        'Nearest: "scaling".',
    ),
    "requests counted without a load balancer": (
        f"fleets: {{web: {{targets: ~, {BY_REQUESTS}}}}}",
        'fleets.web.scaling.targetTracking[0].metric is "ALBRequestCountPerTarget"; requests are '
        "counted for a target, and for none of the fleet's (Auto Scaling "
        "PutScalingPolicy, PredefinedMetricSpecification).",
    ),
    "requests counted for several targets": (
        f"{TWO_GROUPS}\nfleets: {{web: {{targets: [{{loadBalancer: web, targetGroup: web}}, "
        f"{{loadBalancer: web, targetGroup: api}}], {BY_REQUESTS}}}}}",
        'fleets.web.scaling.targetTracking[0].metric is "ALBRequestCountPerTarget"; requests are '
        "counted for one target, and here for several: the others have no request_count_label, "
        "or in a stack file countsRequests: false (Auto Scaling PutScalingPolicy, "
        "PredefinedMetricSpecification).",
    ),
    "plain HTTP outside of a sandbox": (
        'account: test\ntags: {data-classification: public}\nloadBalancers: {web: {certificateArn: ~}}',
        "loadBalancers.web.certificateArn is missing; only in accounts of the tier sandbox may "
        "requests travel unencrypted, over plain HTTP.",
    ),
    "instance in a zone that the network has not": (
        "instances: {jump: {instanceType: t4g.nano, availabilityZone: c}}",
        'instances.jump.availabilityZone is "c"; the zones of the network are a, b.',
    ),
    "instance in a subnet that the network has not": (
        "network: {layout: {isolatedSubnets: false}}\n"
        "instances: {jump: {instanceType: t4g.nano, availabilityZone: a, subnet: isolated}}",
        'instances.jump.subnet is "isolated"; the subnets of the network are private, public.',
    ),
    "instance that is too large for the account": (
        "instances: {jump: {instanceType: m7g.2xlarge, availabilityZone: a}}",
        'instances.jump.instanceType is "m7g.2xlarge"; account sandbox may use instances of up to '
        "4 vCPUs, and this one has 8.",
    ),
    "type that nobody knows, told once": (
        "fleets: {web: {instances: {overrides: [{instanceType: t4g.smal}, {instanceType: t4g.small}]}}}",
        'fleets.web.instances.overrides[0].instanceType is "t4g.smal"; the catalogue of 2026-10-27 '
        "has no such type; with its architecture given it is taken all the same. Nearest: "
        '"t4g.small".',
    ),
    "load balancer in one zone": (
        "network: {layout: {availabilityZones: [a]}}",
        "loadBalancers.web is given; a load balancer stands in two zones at least, and the network "
        "has one.",
    ),
    "load balancer without a way in from the internet": (
        "network: {layout: {publicSubnets: false, natGateways: none}}\n"
        "loadBalancers: {web: {internal: false}}",
        "loadBalancers.web.internal is false; what faces the internet stands in public subnets, and "
        "the network has none.",
    ),
    "fleet at a target group of addresses": (
        "loadBalancers: {web: {targetGroups: [{name: web, port: 80, targetType: ip}]}}",
        'fleets.web.targets[0].targetGroup is "web"; a fleet registers instances, and the targets '
        "of this group are of type ip.",
    ),
    "public address in a private subnet": (
        "instances: {jump: {instanceType: t4g.nano, availabilityZone: a, publicAddress: true}}",
        'instances.jump.subnet is "private"; an instance with a public address stands in a public '
        'subnet. Nearest: "public".',
    ),
    "name of an instance that makes no name of a role": (
        "instances: {the jump: {instanceType: t4g.nano, availabilityZone: a}}",
        'instances["the jump"].name is "the jump"; the name of a fleet or an instance has 1 to 47 '
        "letters, digits and hyphens (IAM CreateRole, RoleName; -instance, a hyphen and the 7 digits "
        "that Pulumi adds count too).",
    ),
    "name of a load balancer that is too long": (
        "loadBalancers: {the-web-of-a-hundred: {targetGroups: [{name: webs, port: 80}]}}",
        'loadBalancers.the-web-of-a-hundred.targetGroups[0].name is "webs"; the names of the load '
        "balancer and of a target group have up to 23 characters together (Elastic Load Balancing "
        "CreateTargetGroup, Name; a hyphen and the 7 digits that Pulumi adds count too).",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_broken_workload_is_refused_in_these_words_before_anything_is_registered(
    case: tuple[str, str],
) -> None:
    text, message = case
    recording = run_program(broken(text))
    assert recording.error == f'Stack "sandbox": {message}'
    assert recording.registrations == []


def test_of_several_targets_the_one_that_is_not_told_otherwise_counts_requests() -> None:
    recording = run_program(
        broken(
            f"{TWO_GROUPS}\nfleets: {{web: {{targets: [{{loadBalancer: web, targetGroup: web, "
            f"countsRequests: false}}, {{loadBalancer: web, targetGroup: api}}], {BY_REQUESTS}}}}}"
        )
    )
    assert recording.error is None
    policy = recording.only("aws:autoscaling/policy:Policy").inputs
    tracked = policy["targetTrackingConfiguration"]["predefinedMetricSpecification"]
    assert tracked["resourceLabel"].endswith("/targetgroup/web-api/0")
