"""Where a group launches: its subnets and zones."""

from typing import Any

from moto.autoscaling.exceptions import ValidationError

from localaws.extensions.autoscaling.group import Group, Request


def place(ec2: Any, settings: dict[str, Any], request: Request) -> None:
    """Sets VPCZoneIdentifier and AvailabilityZones.

    Raises:
        ValidationError: a subnet does not exist, zones and subnets contradict each other, or there are none.
    """
    asked = request.get("AvailabilityZones") or _zones_of_ids(ec2, request)
    subnets = request.get("VPCZoneIdentifier") or settings.get("VPCZoneIdentifier")
    if subnets:
        of_subnets = list(dict.fromkeys(_zone_of(ec2, subnet) for subnet in subnets.split(",")))
        if asked and set(asked) != set(of_subnets):
            raise ValidationError(
                "The availability zones of the specified subnets and the Auto Scaling group do not match"
            )
        settings["VPCZoneIdentifier"], settings["AvailabilityZones"] = subnets, of_subnets
    elif asked:
        settings["AvailabilityZones"] = list(dict.fromkeys(asked))
    elif "AvailabilityZones" not in settings:
        raise ValidationError("At least one Availability Zone or VPC Subnet is required.")


def _zones_of_ids(ec2: Any, request: Request) -> list[str]:
    ids = request.get("AvailabilityZoneIds")
    return [zone.name for zone in ec2.describe_availability_zones(zone_ids=ids)] if ids else []


def _zone_of(ec2: Any, subnet_id: str) -> str:
    for zone_subnets in ec2.subnets.values():
        if subnet_id in zone_subnets:
            return str(zone_subnets[subnet_id].availability_zone)
    raise ValidationError(f"The subnet ID '{subnet_id}' does not exist")


def next_place(group: Group) -> tuple[str, str | None]:
    """The zone, and the subnet if the group has any, with the fewest instances; the first listed of several."""
    subnets = group.settings.get("VPCZoneIdentifier")
    zones = group.settings["AvailabilityZones"]
    counted = group.counted() + group.warm
    zone = min(zones, key=lambda z: sum(m.zone == z for m in counted))
    if not subnets:
        return zone, None
    ec2 = group.backend.ec2_backend
    in_zone = [s for s in subnets.split(",") if _zone_of(ec2, s) == zone]
    return zone, min(in_zone, key=lambda s: sum(m.instance.subnet_id == s for m in counted))
