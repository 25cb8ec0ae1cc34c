"""Launches a single instance."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pulumi
from pulumi_aws import ec2

from ..landing_zone.accounts import Account
from ..shared.component import Component
from .images import ignored_changes, image_id
from .instance_arguments import (
    launch_arguments,
    network_arguments,
    protection_arguments,
    root_block_device,
)
from .single_instance import SingleInstance
from .volumes import RootVolume


@dataclass(frozen=True, kw_only=True)
class InstanceParts:
    """What every part of a single instance is made with."""

    component: Component
    name: str
    """Name of the component; the logical names of its children begin with it."""
    account: Account
    region: str
    zone: str
    """Name of the zone."""
    instance: SingleInstance
    volume_key_arn: pulumi.Input[str] | None
    volume_tags: Mapping[str, str]
    """Tags of all its volumes."""


def create_instance(
    parts: InstanceParts,
    *,
    subnet_id: pulumi.Input[str],
    group_id: pulumi.Input[str],
    profile_name: pulumi.Input[str],
    user_data: pulumi.Input[str] | None,
) -> ec2.Instance:
    """The instance; where it is protected from termination, from replacement too."""
    logical_name, wanted = f"{parts.name}-instance", parts.instance
    launch = wanted.launch_settings
    lifted = logical_name in (parts.account.allow_replacement or [])
    return ec2.Instance(
        logical_name,
        ami=image_id(parts.component, launch.machine_image, wanted.runs_on, parts.region),
        instance_type=wanted.instance_type,
        availability_zone=parts.zone,
        subnet_id=subnet_id,
        vpc_security_group_ids=[group_id],
        iam_instance_profile=profile_name,
        user_data=user_data,
        user_data_replace_on_change=bool(wanted.user_data_replaces),
        root_block_device=root_block_device(
            launch.root_volume or RootVolume(),
            parts.volume_key_arn,
            {**parts.volume_tags, "Name": f"{parts.name}-root"},
        ),
        region=parts.region,
        tags={"Name": parts.name},
        opts=_options(parts, logical_name),
        **launch_arguments(wanted),
        **network_arguments(wanted),
        **protection_arguments(wanted, parts.account.tier, lifted=lifted),
    )


def _options(parts: InstanceParts, logical_name: str) -> pulumi.ResourceOptions:
    image = parts.instance.launch_settings.machine_image
    options: dict[str, Any] = {
        # Volumes, the address and the private address are one instance's at a time.
        "delete_before_replace": True,
        # An Elastic IP reads back as an address that EC2 lends, and another value replaces.
        "ignore_changes": ["associatePublicIpAddress", *ignored_changes(image, "ami")],
    }
    if parts.instance.protected(parts.account.tier):
        return parts.component.stateful(logical_name, **options)
    return parts.component.child(**options)
