"""Auto Scaling groups of one launch template."""

import pytest

from tests.localaws.lives import GENERATED, PREFIXED, Case, Life, each_life, live
from tests.localaws.rows.fleets import (
    describe_group,
    filled,
    with_template,
)
from tests.localaws.world import REGION, WORKLOAD

PLAIN = Case(
    token="aws:autoscaling/group:Group",
    prepare=with_template,
    describe=describe_group,
    filled=filled,
    lives=(
        Life(
            name="minimal",
            inputs=lambda s: {
                "launchTemplate": {"id": s.template, "version": "1"},
                "maxSize": 3,
                "minSize": 1,
                "vpcZoneIdentifiers": [s.subnet],
            },
            told=lambda s: {
                "AutoScalingGroupName": f"{s.logical}-{GENERATED}",
                "AvailabilityZones": [f"{REGION}a"],
                "DesiredCapacity": 1,
                "HealthCheckGracePeriod": 300,
                "HealthCheckType": "EC2",
                "LaunchTemplate": {
                    "LaunchTemplateId": s.template,
                    "LaunchTemplateName": s.template_name,
                    "Version": "1",
                },
                "MaxSize": 3,
                "MinSize": 1,
                "NewInstancesProtectedFromScaleIn": False,
                "Refreshes": [],
                "TerminationPolicies": ["Default"],
                "Types": ["t3.nano"],
                "VPCZoneIdentifier": s.subnet,
            },
            outputs=lambda aws, s: {
                "arn": describe_group(aws, s)["AutoScalingGroupARN"],
                "availabilityZones": [f"{REGION}a"],
                "defaultCooldown": 300,
                "desiredCapacity": 1,
                "name": f"{s.logical}-{GENERATED}",
                "serviceLinkedRoleArn": f"arn:aws:iam::{WORKLOAD}:role/aws-service-role/"
                "autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
            },
            # A changed template starts no refresh where none is asked for: what runs goes on.
            changed=lambda s: {
                "launchTemplate": {"id": s.template, "version": "2"},
                "maxSize": 4,
                "minSize": 2,
                "vpcZoneIdentifiers": [s.subnet, s.other_subnet],
            },
            told_changed=lambda s: {
                "AvailabilityZones": [f"{REGION}a", f"{REGION}b"],
                "DesiredCapacity": 2,
                "LaunchTemplate": {
                    "LaunchTemplateId": s.template,
                    "LaunchTemplateName": s.template_name,
                    "Version": "2",
                },
                "MaxSize": 4,
                "MinSize": 2,
                "Types": ["t3.micro", "t3.nano"],
                "VPCZoneIdentifier": f"{s.subnet},{s.other_subnet}",
            },
            outside=lambda aws, s: aws.autoscaling.update_auto_scaling_group(
                AutoScalingGroupName=s.id, MaxSize=9, DesiredCapacity=2
            ),
            found=lambda _: {"maxSize": 9},
        ),
        Life(
            name="with a name prefix",
            inputs=lambda s: {
                "launchTemplate": {"name": s.template_name},
                "maxSize": 0,
                "minSize": 0,
                "namePrefix": f"{s.name}-",
                "vpcZoneIdentifiers": [s.subnet],
            },
            filled=lambda s: {**filled(s), "name": f"{s.name}-{PREFIXED}"},
            told=lambda s: {
                "AutoScalingGroupName": f"{s.name}-{PREFIXED}",
                "LaunchTemplate": {
                    "LaunchTemplateId": s.template,
                    "LaunchTemplateName": s.template_name,
                },
            },
            imported_otherwise=("launchTemplate",),  # AWS tells both
        ),
    ),
)


WARM = Case(
    token="aws:autoscaling/group:Group",
    prepare=with_template,
    describe=describe_group,
    filled=filled,
    lives=(
        Life(
            name="with a warm pool",
            inputs=lambda s: {
                "launchTemplate": {"id": s.template, "version": "1"},
                "maxSize": 4,
                "minSize": 1,
                "protectFromScaleIn": True,
                "vpcZoneIdentifiers": [s.subnet],
                "warmPool": {
                    "maxGroupPreparedCapacity": 3,
                    "minSize": 1,
                    "poolState": "Stopped",
                },
            },
            told=lambda _: {
                "WarmPoolConfiguration": {
                    "MaxGroupPreparedCapacity": 3,
                    "MinSize": 1,
                    "PoolState": "Stopped",
                },
                "WarmPoolSize": 2,
            },
            outputs=lambda _, __: {"warmPoolSize": 2},
            changed=lambda _: {
                "warmPool": {
                    "maxGroupPreparedCapacity": -1,
                    "minSize": 2,
                    "poolState": "Stopped",
                }
            },
            told_changed=lambda _: {
                "WarmPoolConfiguration": {"MinSize": 2, "PoolState": "Stopped"},
                "WarmPoolSize": 3,
            },
            outside=lambda aws, s: aws.autoscaling.put_warm_pool(
                AutoScalingGroupName=s.id, MinSize=0
            ),
            found=lambda _: {
                "warmPool": {
                    "maxGroupPreparedCapacity": -1,
                    "minSize": 0,
                    "poolState": "Stopped",
                }
            },
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(PLAIN, WARM))
def test_groups_are_what_auto_scaling_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
