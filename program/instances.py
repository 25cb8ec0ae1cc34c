"""The stack's single instances."""

import pulumi

from components.baseline import AccountBaseline
from components.compute import Ec2Instance, Ec2InstanceArgs
from components.landing_zone.providers import AccountProvider
from components.network import Network
from components.network.layout import SubnetKind

from .sections import InstanceSettings
from .settings import Settings


def wire_instances(
    settings: Settings,
    provider: AccountProvider,
    baseline: AccountBaseline | None,
    network: Network | None,
) -> dict[str, Ec2Instance]:
    """The single instances by name, each in a subnet of its zone."""
    if network is None:
        return {}
    return {
        name: Ec2Instance(
            name,
            Ec2InstanceArgs(
                account=provider.account,
                region=settings.region,
                instance=section,
                vpc_id=network.vpc_id,
                subnet_id=_subnet_id(settings, section, network),
                availability_zone=section.availability_zone,
                volume_key_arn=None if baseline is None else baseline.data_key_arn,
                allocation_id=section.allocation_id,
                alarm_topic_arn=None if baseline is None else baseline.alarm_topic_arn,
            ),
            # An Elastic IP needs the internet gateway, which no id of a subnet waits for.
            pulumi.ResourceOptions(provider=provider, depends_on=[network]),
        )
        for name, section in (settings.instances or {}).items()
    }


def _subnet_id(
    settings: Settings, section: InstanceSettings, network: Network
) -> pulumi.Output[str]:
    """The network's subnet of the kind, in the zone; all kinds list their zones in one order."""
    subnet_ids = {
        SubnetKind.PUBLIC: network.public_subnet_ids,
        SubnetKind.PRIVATE: network.private_subnet_ids,
        SubnetKind.ISOLATED: network.isolated_subnet_ids,
    }[section.subnet or SubnetKind.PRIVATE]
    zone = f"{settings.region}{section.availability_zone}"
    return pulumi.Output.all(zones=network.availability_zones, ids=subnet_ids).apply(
        lambda known: dict(zip(known["zones"], known["ids"], strict=False))[zone]
    )
