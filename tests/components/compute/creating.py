"""Creates the fleets and launch templates that the tests look at."""

from typing import Any

import pulumi

from components.compute import (
    AutoscalingFleet,
    AutoscalingFleetArgs,
    Capacity,
    Fleet,
    InstanceMix,
    InstanceOverride,
    LaunchSettings,
    LaunchTemplate,
    LaunchTemplateArgs,
)
from components.compute.instance_catalogue import Architecture
from components.landing_zone.accounts import Account
from components.landing_zone.providers import AccountProvider
from tests.accounts import HOME, SANDBOX
from tests.recording import Recording, record

GROUP = "aws:autoscaling/group:Group"
TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
POLICY = "aws:autoscaling/policy:Policy"
SCHEDULE = "aws:autoscaling/schedule:Schedule"
HOOK = "aws:autoscaling/lifecycleHook:LifecycleHook"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
ATTACHMENT = "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment"
NOTIFICATION = "aws:autoscaling/notification:Notification"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
PROFILE = "arn:aws:iam::444444444444:instance-profile/web"


def mix(*types: str, **given: Any) -> InstanceMix:
    """A mix of these types, changed as said."""
    names = types or ("t4g.small",)
    return InstanceMix(overrides=[InstanceOverride(instance_type=name) for name in names], **given)


def fleet(*types: str, **given: Any) -> Fleet:
    """A fleet of one to four instances of these types, changed as said."""
    whole = {"instances": mix(*types), "capacity": Capacity(minimum=1, maximum=4), **given}
    return Fleet(**whole)


def created(described: Fleet | None = None, *, of: Account = SANDBOX, **given: Any) -> Recording:
    """The fleet `f`."""

    def program() -> None:
        args = AutoscalingFleetArgs(
            account=of,
            region=HOME,
            fleet=described or fleet(),
            vpc_id="vpc-01234567",
            subnet_ids=["subnet-01234567", "subnet-89abcdef"],
            **given,
        )
        options = pulumi.ResourceOptions(provider=AccountProvider(of, region=HOME))
        AutoscalingFleet("f", args, options)

    return record(program)


def template(
    launch: LaunchSettings | None = None, *, architecture: str = "arm64", **given: Any
) -> Recording:
    """The launch template `t`."""

    def program() -> None:
        args = LaunchTemplateArgs(
            account=SANDBOX,
            region=HOME,
            architecture=Architecture(architecture),
            launch=launch,
            security_group_ids=["sg-01234567"],
            instance_profile_arn=PROFILE,
            **given,
        )
        options = pulumi.ResourceOptions(provider=AccountProvider(SANDBOX, region=HOME))
        LaunchTemplate("t", args, options)

    return record(program)
