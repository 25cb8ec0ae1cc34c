"""One row for each component: how to build it with as little and with as much as it takes.

The contracts in tests/contracts iterate over these rows. A component without a row fails
`test_every_component_has_a_row`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from components.baseline import AccountBaseline, AccountBaselineArgs, MonthlyBudget
from components.compute import (
    AutoscalingFleet,
    AutoscalingFleetArgs,
    Ec2Instance,
    Ec2InstanceArgs,
    LaunchTemplate,
    LaunchTemplateArgs,
)
from components.compute.instance_catalogue import Architecture
from components.landing_zone.accounts import Account
from components.landing_zone.tiers import NatGateways
from components.network import (
    LoadBalancer,
    LoadBalancerArgs,
    LoadBalancerLayout,
    Network,
    NetworkArgs,
    NetworkLayout,
)
from components.shared.component import Component
from tests.accounts import HOME
from tests.balancers import FULL_BALANCER
from tests.fleets import FULL_FLEET, FULL_LAUNCH, MINIMAL_FLEET, TARGET
from tests.instances import FULL_INSTANCE, MINIMAL_INSTANCE

KEY = "arn:aws:kms:eu-central-1:444444444444:key/1234abcd-12ab-34cd-56ef-1234567890ab"


@dataclass(frozen=True, kw_only=True)
class Row:
    """How the tests build one component."""

    component: type[Component]
    args: type
    minimal: Callable[[Account], Any]
    """Arguments with nothing that can be left out."""
    full: Callable[[Account], Any]
    """Arguments with everything that can be given at the same time."""
    docs: str
    """The page that describes it."""

    @property
    def name(self) -> str:
        """The component's class, which is also how tests are named."""
        return self.component.__name__


CATALOGUE = [
    Row(
        component=AccountBaseline,
        args=AccountBaselineArgs,
        minimal=lambda account: AccountBaselineArgs(
            account=account, region=HOME, budget=MonthlyBudget(limit_usd=100)
        ),
        full=lambda account: AccountBaselineArgs(
            account=account,
            region=HOME,
            budget=MonthlyBudget(limit_usd=100),
            alarm_emails=["one@example.com", "two@example.com"],
            customer_managed_keys=True,
            log_expiration_days=400,
        ),
        docs="docs/accounts.md",
    ),
    Row(
        component=LaunchTemplate,
        args=LaunchTemplateArgs,
        minimal=lambda account: LaunchTemplateArgs(
            account=account,
            region=HOME,
            architecture=Architecture.ARM64,
            security_group_ids=["sg-0123456789abcdef0"],
            instance_profile_arn=f"arn:aws:iam::{account.id}:instance-profile/web",
        ),
        full=lambda account: LaunchTemplateArgs(
            account=account,
            region=HOME,
            architecture=Architecture.X86_64,
            security_group_ids=["sg-0123456789abcdef0"],
            instance_profile_arn=f"arn:aws:iam::{account.id}:instance-profile/web",
            burstable=True,
            launch=FULL_LAUNCH,
            boot_scripts=["#!/bin/sh\nmount /srv"],
            volume_key_arn=KEY,
        ),
        docs="docs/compute.md",
    ),
    Row(
        component=AutoscalingFleet,
        args=AutoscalingFleetArgs,
        minimal=lambda account: AutoscalingFleetArgs(
            account=account,
            region=HOME,
            fleet=MINIMAL_FLEET,
            vpc_id="vpc-0123456789abcdef0",
            subnet_ids=["subnet-0123456789abcdef0"],
        ),
        full=lambda account: AutoscalingFleetArgs(
            account=account,
            region=HOME,
            fleet=FULL_FLEET,
            vpc_id="vpc-0123456789abcdef0",
            subnet_ids=["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
            targets=[TARGET],
            boot_scripts=["#!/bin/sh\nmount /srv"],
            volume_key_arn=KEY,
            alarm_topic_arn="arn:aws:sns:eu-central-1:444444444444:alarms",
            rollback_alarm_names=["balancer-errors"],
        ),
        docs="docs/compute.md",
    ),
    Row(
        component=LoadBalancer,
        args=LoadBalancerArgs,
        minimal=lambda account: LoadBalancerArgs(
            account=account,
            region=HOME,
            vpc_id="vpc-0123456789abcdef0",
            subnet_ids=["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
            layout=LoadBalancerLayout(),
        ),
        full=lambda account: LoadBalancerArgs(
            account=account,
            region=HOME,
            vpc_id="vpc-0123456789abcdef0",
            subnet_ids=["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
            layout=FULL_BALANCER,
            certificate_arn="arn:aws:acm:eu-central-1:444444444444:certificate/example",
            additional_certificate_arns={
                "shop": "arn:aws:acm:eu-central-1:444444444444:certificate/shop"
            },
            log_bucket_name="landing-zone-logs-444444444444-eu-central-1",
            alarm_topic_arn="arn:aws:sns:eu-central-1:444444444444:alarms",
        ),
        docs="docs/network.md",
    ),
    Row(
        component=Ec2Instance,
        args=Ec2InstanceArgs,
        minimal=lambda account: Ec2InstanceArgs(
            account=account,
            region=HOME,
            instance=MINIMAL_INSTANCE,
            vpc_id="vpc-0123456789abcdef0",
            subnet_id="subnet-0123456789abcdef0",
            availability_zone="a",
        ),
        full=lambda account: Ec2InstanceArgs(
            account=account,
            region=HOME,
            instance=FULL_INSTANCE,
            vpc_id="vpc-0123456789abcdef0",
            subnet_id="subnet-0123456789abcdef0",
            availability_zone="a",
            boot_scripts=["#!/bin/sh\nmount /srv"],
            volume_key_arn=KEY,
            alarm_topic_arn="arn:aws:sns:eu-central-1:444444444444:alarms",
        ),
        docs="docs/ec2-instance.md",
    ),
    Row(
        component=Network,
        args=NetworkArgs,
        minimal=lambda account: NetworkArgs(
            account=account,
            region=HOME,
            layout=NetworkLayout(cidr_block="10.0.0.0/16", availability_zones=["a"]),
        ),
        full=lambda account: NetworkArgs(
            account=account,
            region=HOME,
            layout=NetworkLayout(
                cidr_block="10.0.0.0/16",
                availability_zones=["a", "b", "c"],
                nat_gateways=NatGateways.PER_ZONE,
                public_subnets=True,
                isolated_subnets=True,
                interface_endpoints=["ssm", "ecr.api"],
                flow_log_retention_days=400,
            ),
            log_key_arn=KEY,
        ),
        docs="docs/network.md",
    ),
]
