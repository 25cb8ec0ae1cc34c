"""The programs that are measured: so many of one component in the sandbox account."""

from collections.abc import Callable

import pulumi

from components.landing_zone.accounts import Account
from components.landing_zone.tiers import Tier

REGION = "eu-central-1"
ACCOUNT = Account(
    name="sandbox",
    id="444444444444",
    tier=Tier.SANDBOX,
    organizational_unit="sandbox",
    regions=[REGION],
    deployment_role="LandingZoneDeployment",
)


def _options() -> pulumi.ResourceOptions:
    from components.landing_zone.providers import AccountProvider

    return pulumi.ResourceOptions(provider=AccountProvider(ACCOUNT, region=REGION))


def networks(count: int) -> Callable[[], None]:
    """A program of so many networks."""

    def run() -> None:
        from components.network import Network, NetworkArgs, NetworkLayout

        options = _options()
        for number in range(count):
            layout = NetworkLayout(cidr_block=f"10.{number}.0.0/16", availability_zones=["a", "b"])
            args = NetworkArgs(account=ACCOUNT, region=REGION, layout=layout)
            Network(f"network{number}", args, options)

    return run


def fleets(count: int) -> Callable[[], None]:
    """A program of so many mixed fleets of two instances in one network."""

    def run() -> None:
        from components.compute import (
            AutoscalingFleet,
            AutoscalingFleetArgs,
            Capacity,
            Fleet,
            InstanceMix,
            InstanceOverride,
            Scaling,
            TargetTracking,
        )
        from components.network import Network, NetworkArgs, NetworkLayout

        options = _options()
        layout = NetworkLayout(cidr_block="10.0.0.0/16", availability_zones=["a", "b"])
        network = Network(
            "main", NetworkArgs(account=ACCOUNT, region=REGION, layout=layout), options
        )
        types = ("t4g.small", "t4g.medium", "m7g.medium", "t3.small")
        fleet = Fleet(
            instances=InstanceMix(
                overrides=[InstanceOverride(instance_type=name) for name in types]
            ),
            capacity=Capacity(minimum=1, maximum=4, desired=2),
            scaling=Scaling(target_tracking=[TargetTracking(target=50)]),
        )
        for number in range(count):
            args = AutoscalingFleetArgs(
                account=ACCOUNT,
                region=REGION,
                fleet=fleet,
                vpc_id=network.vpc_id,
                subnet_ids=network.private_subnet_ids,
            )
            AutoscalingFleet(f"fleet{number}", args, options)

    return run
