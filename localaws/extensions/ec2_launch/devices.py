"""The volumes that a launch brings: those of the image, changed and joined by those of the request."""

from dataclasses import dataclass, field
from typing import Any

from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import EC2Backend

from localaws.extensions.ec2_launch.requests import Request, tags_for
from localaws.extensions.ec2_volumes import Wanted, completed_volume, create_volume


@dataclass(frozen=True)
class Device:
    """One volume, and where it is attached."""

    name: str
    delete_on_termination: bool
    volume: Wanted = field(default_factory=dict)


def planned_devices(backend: EC2Backend, wanted: Request, image: Any) -> list[Device]:
    """The volumes of an instance.

    Raises:
        EC2ClientError: AWS refuses one of them.
    """
    mappings = {mapping["DeviceName"]: mapping for mapping in image.block_device_mappings}
    for mapping in wanted["BlockDeviceMappings"]:
        known = mappings.get(mapping["DeviceName"], {})
        ebs = {**known.get("Ebs", {}), **(mapping.get("Ebs") or {})}
        mappings[mapping["DeviceName"]] = {**mapping, "Ebs": ebs}
    return [
        _device(backend, mapping)
        for mapping in mappings.values()
        if mapping.get("NoDevice") is None and not mapping.get("VirtualName")
    ]


def _device(backend: EC2Backend, mapping: dict[str, Any]) -> Device:
    ebs = mapping.get("Ebs") or {}
    name = mapping["DeviceName"]
    if not ebs:
        raise EC2ClientError("MissingParameter", "The request must contain the parameter ebs")
    if not ebs.get("VolumeSize") and not ebs.get("SnapshotId"):
        raise EC2ClientError(
            "MissingParameter", "The request must contain the parameter size or snapshotId"
        )
    wanted = {
        "size": ebs.get("VolumeSize"),
        "snapshot_id": ebs.get("SnapshotId"),
        "encrypted": ebs.get("Encrypted"),
        "kms_key_id": ebs.get("KmsKeyId"),
        "volume_type": ebs.get("VolumeType"),
        "iops": ebs.get("Iops"),
        "throughput": ebs.get("Throughput"),
    }
    return Device(name, bool(ebs.get("DeleteOnTermination")), completed_volume(backend, wanted))


def attach_devices(
    backend: EC2Backend, instance: Any, wanted: Request, devices: list[Device]
) -> None:
    """Makes the volumes of an instance, with their tags."""
    tags = tags_for(wanted, "volume")
    for device in devices:
        volume = create_volume(backend, instance.availability_zone, device.volume)
        volume.add_tags(tags)
        backend.attach_volume(volume.id, instance.id, device.name, device.delete_on_termination)
