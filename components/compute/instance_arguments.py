"""A single instance in the words of RunInstances. Pure."""

from ..landing_zone.tiers import Tier
from .launch_options import LaunchOptions
from .option_arguments import option_arguments, storage_arguments
from .single_instance import ShutdownBehavior, SingleInstance
from .volumes import RootVolume


def launch_arguments(instance: SingleInstance) -> dict[str, object]:
    """What the options say, and how it is bought."""
    options = instance.launch_settings.launch_options
    return {
        **option_arguments(options, burstable=instance.burstable),
        "monitoring": options.detailed_monitoring is not False,
        "hibernation": bool(options.hibernation),
        **_placement(options),
        **_market(instance, options),
    }


def protection_arguments(
    instance: SingleInstance, tier: Tier, *, lifted: bool
) -> dict[str, object]:
    """How it is protected, unless somebody has lifted that."""
    return {
        "disable_api_termination": instance.protected_from_termination(tier) and not lifted,
        "disable_api_stop": instance.protected_from_stop(tier) and not lifted,
        "instance_initiated_shutdown_behavior": (instance.shutdown or ShutdownBehavior.STOP).value,
    }


def network_arguments(instance: SingleInstance) -> dict[str, object]:
    """What it is in its subnet, besides the subnet and the security group."""
    arguments: dict[str, object] = {
        # An address that EC2 lends is gone with a stop; an Elastic IP is none of these.
        "associate_public_ip_address": False,
        "source_dest_check": instance.source_dest_check is not False,
    }
    if instance.private_ip is not None:
        arguments["private_ip"] = instance.private_ip
    return arguments


def root_block_device(
    volume: RootVolume, key_arn: object, tags: dict[str, str]
) -> dict[str, object]:
    """The volume that it boots from; its device is the image's."""
    return {
        **storage_arguments(volume),
        "encrypted": True,
        "kms_key_id": key_arn,
        "delete_on_termination": True,
        "tags": tags,
    }


def _placement(options: LaunchOptions) -> dict[str, object]:
    arguments: dict[str, object] = {}
    if options.tenancy is not None:
        arguments["tenancy"] = options.tenancy.value
    if options.placement_group_name is not None:
        arguments["placement_group"] = options.placement_group_name
    return arguments


def _market(instance: SingleInstance, options: LaunchOptions) -> dict[str, object]:
    if instance.spot:
        # Only a persistent request can be stopped, and one that can hibernate has to.
        behavior = "hibernate" if options.hibernation else "stop"
        return {
            "instance_market_options": {
                "market_type": "spot",
                "spot_options": {
                    "spot_instance_type": "persistent",
                    "instance_interruption_behavior": behavior,
                },
            }
        }
    if instance.capacity_reservation_id is not None:
        target = {"capacity_reservation_id": instance.capacity_reservation_id}
        return {"capacity_reservation_specification": {"capacity_reservation_target": target}}
    return {}
