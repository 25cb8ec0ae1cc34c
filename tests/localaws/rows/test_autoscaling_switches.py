"""Auto Scaling groups that change what they launch from, where they launch it, and what sends traffic to them."""

import pytest

from tests.localaws.lives import Case, Life, each_life, live
from tests.localaws.rows.fleets import describe_group, filled, with_surroundings
from tests.localaws.world import REGION

LAUNCHED = {"LaunchConfigurationName": None, "LaunchTemplate": None, "MixedInstancesPolicy": None}


SWITCHED = Case(
    token="aws:autoscaling/group:Group",
    prepare=with_surroundings,
    describe=describe_group,
    filled=filled,
    lives=(
        Life(
            name="with a launch configuration and zones",
            inputs=lambda s: {
                "availabilityZones": [f"{REGION}a"],
                "launchConfiguration": s.configuration,
                "maxSize": 2,
                "minSize": 0,
            },
            told=lambda s: {
                **LAUNCHED,
                "AvailabilityZones": [f"{REGION}a"],
                "LaunchConfigurationName": s.configuration,
                "VPCZoneIdentifier": None,
            },
            changed=lambda s: {
                "availabilityZones": [f"{REGION}a", f"{REGION}b"],
                "launchConfiguration": s.other_configuration,
            },
            told_changed=lambda s: {
                "AvailabilityZones": [f"{REGION}a", f"{REGION}b"],
                "LaunchConfigurationName": s.other_configuration,
            },
        ),
        Life(
            name="from a launch configuration to a template",
            inputs=lambda s: {
                "launchConfiguration": s.configuration,
                "maxSize": 2,
                "minSize": 0,
                "vpcZoneIdentifiers": [s.subnet],
            },
            changed=lambda s: {
                "launchConfiguration": None,
                "launchTemplate": {"id": s.template, "version": "1"},
            },
            told_changed=lambda s: {
                **LAUNCHED,
                "LaunchTemplate": {
                    "LaunchTemplateId": s.template,
                    "LaunchTemplateName": s.template_name,
                    "Version": "1",
                },
            },
        ),
        Life(
            name="from a template to a mixed policy",
            inputs=lambda s: {
                "launchTemplate": {"id": s.template, "version": "1"},
                "maxSize": 2,
                "minSize": 0,
                "vpcZoneIdentifiers": [s.subnet],
            },
            changed=lambda s: {
                "launchTemplate": None,
                "mixedInstancesPolicy": {
                    "launchTemplate": {
                        "launchTemplateSpecification": {"launchTemplateId": s.template}
                    }
                },
            },
            told_changed=lambda s: {
                **LAUNCHED,
                "MixedInstancesPolicy": {
                    "InstancesDistribution": {
                        "OnDemandAllocationStrategy": "prioritized",
                        "OnDemandBaseCapacity": 0,
                        "OnDemandPercentageAboveBaseCapacity": 100,
                        "SpotAllocationStrategy": "lowest-price",
                        "SpotInstancePools": 2,
                    },
                    "LaunchTemplate": {
                        "LaunchTemplateSpecification": {
                            "LaunchTemplateId": s.template,
                            "LaunchTemplateName": s.template_name,
                        },
                        "Overrides": [],
                    },
                },
            },
        ),
        Life(
            name="with traffic sources",
            inputs=lambda s: {
                "context": "reserved",
                "launchTemplate": {"id": s.template, "version": "1"},
                "maxSize": 2,
                "minSize": 0,
                "trafficSources": [
                    {"identifier": s.targets, "type": "elbv2"},
                    {"identifier": s.balancer, "type": "elb"},
                ],
                "vpcZoneIdentifiers": [s.subnet],
            },
            told=lambda s: {"Sources": sorted([(s.balancer, "elb"), (s.targets, "elbv2")])},
            changed=lambda s: {
                "trafficSources": [
                    {"identifier": s.targets, "type": "elbv2"},
                    {"identifier": s.other_targets},
                    {"identifier": s.other_balancer, "type": "elb"},
                ],
            },
            told_changed=lambda s: {
                "Sources": sorted(
                    [
                        (s.other_balancer, "elb"),
                        (s.other_targets, "elbv2"),
                        (s.targets, "elbv2"),
                    ]
                )
            },
            removed=("context", "trafficSources"),
            # AWS tells them both ways, and a program gives one.
            imported_otherwise=("loadBalancers", "targetGroupArns", "trafficSources"),
            outside=lambda aws, s: aws.autoscaling.update_auto_scaling_group(
                AutoScalingGroupName=s.id, MaxSize=9
            ),
            found=lambda _: {"maxSize": 9},
        ),
        Life(
            name="emptied",
            inputs=lambda s: {
                "launchTemplate": {"id": s.template, "version": "1"},
                "loadBalancers": [s.balancer],
                "maxSize": 2,
                "minSize": 0,
                "targetGroupArns": [s.targets],
                "vpcZoneIdentifiers": [s.subnet],
            },
            changed=lambda _: {"loadBalancers": [], "targetGroupArns": []},
            told_changed=lambda _: {"Sources": []},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(SWITCHED))
def test_switched_groups_are_what_auto_scaling_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
