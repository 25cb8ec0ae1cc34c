"""Launches the instance that the tests look at."""

from typing import Any

import pulumi

from components.compute import Ec2Instance, Ec2InstanceArgs, SingleInstance
from components.landing_zone.accounts import Account
from components.landing_zone.providers import AccountProvider
from tests.accounts import HOME, SANDBOX
from tests.recording import Recording, record

INSTANCE = "aws:ec2/instance:Instance"
VOLUME = "aws:ebs/volume:Volume"
ATTACHMENT = "aws:ec2/volumeAttachment:VolumeAttachment"
ADDRESS = "aws:ec2/eip:Eip"
ASSOCIATION = "aws:ec2/eipAssociation:EipAssociation"
POLICY = "aws:dlm/lifecyclePolicy:LifecyclePolicy"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
ROLE = "aws:iam/role:Role"
COMPONENT = "landing-zone:index:Ec2Instance"


def launched(
    *, of: Account = SANDBOX, args: dict[str, Any] | None = None, **instance: Any
) -> Recording:
    """The instance `n` of the smallest type, changed as said."""
    wanted = SingleInstance(**{"instance_type": "t4g.nano", **instance})

    def program() -> None:
        whole: dict[str, Any] = {
            "account": of,
            "region": HOME,
            "vpc_id": "vpc-0123456789abcdef0",
            "subnet_id": "subnet-0123456789abcdef0",
            "availability_zone": "a",
        }
        Ec2Instance(
            "n",
            Ec2InstanceArgs(**{**whole, "instance": wanted, **(args or {})}),
            pulumi.ResourceOptions(provider=AccountProvider(of, region=HOME)),
        )

    return record(program)
