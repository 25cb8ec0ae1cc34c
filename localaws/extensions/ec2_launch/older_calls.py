"""moto's own callers (Auto Scaling, fleets, Batch, EMR) say what they want in the words of moto's `run_instances`."""

from typing import Any

Arguments = dict[str, Any]

_MEMBERS = {
    "subnet_id": "SubnetId",
    "key_name": "KeyName",
    "nics": "NetworkInterfaces",
    "private_ip": "PrivateIpAddress",
    "associate_public_ip": "AssociatePublicIpAddress",
    "launch_template": "LaunchTemplate",
    "ebs_optimized": "EbsOptimized",
    "disable_api_stop": "DisableApiStop",
    "instance_initiated_shutdown_behavior": "InstanceInitiatedShutdownBehavior",
    "hibernation_options": "HibernationOptions",
    "metadata_options": "MetadataOptions",
    "block_device_mappings": "BlockDeviceMappings",
    "ipv6_address_count": "Ipv6AddressCount",
    "client_token": "ClientToken",
}
_KEPT = ("spot_fleet_id", "fleet_id")


def as_request(
    image_id: str | None, user_data: Any, group_names: list[str], arguments: Arguments
) -> tuple[Arguments, Arguments]:
    """The request of the API that they stand for, and what moto itself must know beside it."""
    request = {member: arguments.get(name) for name, member in _MEMBERS.items()}
    # Callers hand over ids, groups, or both.
    groups = [getattr(group, "id", group) for group in arguments.get("security_group_ids") or []]
    groups += [name for name in group_names or [] if name.startswith("sg-")]
    names = [name for name in group_names or [] if not name.startswith("sg-")]
    chosen_type = not arguments.get("is_instance_type_default")
    configuration = arguments.get("launch_config")
    request |= {
        "ImageId": image_id,
        "UserData": user_data,
        "SecurityGroupIds": groups,
        "SecurityGroups": names,
        "InstanceType": arguments.get("instance_type") if chosen_type else None,
        "Placement": {"AvailabilityZone": arguments.get("placement")},
        "TagSpecifications": [
            {"ResourceType": kind, "Tags": [{"Key": k, "Value": v} for k, v in tags.items()]}
            for kind, tags in (arguments.get("tags") or {}).items()
        ],
    }
    if configuration and configuration.block_device_mapping_dict:
        request["BlockDeviceMappings"] = configuration.block_device_mapping_dict
    if arguments.get("lifecycle") == "spot":
        request["InstanceMarketOptions"] = {"MarketType": "spot"}
    if request.get("SubnetId"):
        del request["Placement"]  # moto's Auto Scaling draws a zone beside the subnet that it takes
    return (
        {name: value for name, value in request.items() if value or value is False},
        {name: arguments[name] for name in _KEPT if arguments.get(name)},
    )
