"""Creates the load balancer that the tests look at."""

from typing import Any

import pulumi

from components.landing_zone.accounts import Account
from components.landing_zone.providers import AccountProvider
from components.network import LoadBalancer, LoadBalancerArgs, LoadBalancerLayout, TargetGroup
from tests.accounts import HOME, SANDBOX
from tests.recording import EXISTING_VPC, Recording, record

BALANCER = "aws:lb/loadBalancer:LoadBalancer"
TARGETS = "aws:lb/targetGroup:TargetGroup"
LISTENER = "aws:lb/listener:Listener"
RULE = "aws:lb/listenerRule:ListenerRule"
LISTENER_CERTIFICATE = "aws:lb/listenerCertificate:ListenerCertificate"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
CERTIFICATE = "arn:aws:acm:eu-central-1:444444444444:certificate/example"
SUBNETS = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
APP = TargetGroup(name="app", port=8080)


def create(*, of: Account = SANDBOX, name: str = "web", **changes: Any) -> LoadBalancer:
    """The load balancer `web` with one target group and nothing else said, changed as said."""
    whole = {
        "account": of,
        "region": HOME,
        "vpc_id": EXISTING_VPC,
        "subnet_ids": SUBNETS,
        "layout": LoadBalancerLayout(target_groups=[APP]),
        **changes,
    }
    provider = AccountProvider(of, region=HOME)
    opts = pulumi.ResourceOptions(provider=provider)
    return LoadBalancer(name, LoadBalancerArgs(**whole), opts)


def balanced(**changes: Any) -> Recording:
    """What creating it registers."""
    return record(lambda: create(**changes))


def laid_out(**layout: Any) -> Recording:
    """The same for a load balancer with a certificate, and the layout changed as said."""
    whole = LoadBalancerLayout(**{"target_groups": [APP], **layout})
    return balanced(layout=whole, certificate_arn=CERTIFICATE)
