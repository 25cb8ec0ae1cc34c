"""EBS volumes at instances: one at several instances, and what AWS refuses to attach.

moto attaches any volume to any instance in any zone, at a device that is taken, and knows one attachment only.
"""

from typing import Any

from moto.core.utils import utcnow
from moto.ec2.exceptions import (
    EC2ClientError,
    InvalidVolumeAttachmentError,
    InvalidVolumeDetachmentError,
)
from moto.ec2.models import EC2Backend
from moto.ec2.models.block_device import BlockDeviceType
from moto.ec2.models.elastic_block_store import Volume, VolumeAttachment

ATTACHABLE = ("pending", "running", "stopped")
MOST_ATTACHMENTS = 16


def install() -> None:
    """Replaces how volumes are attached and detached."""
    EC2Backend.attach_volume = attach_volume
    EC2Backend.detach_volume = detach_volume
    Volume.attachments = property(_attachments)
    VolumeAttachment.delete_on_termination = property(_goes_with_the_instance)


def _attachments(volume: Any) -> list[VolumeAttachment]:
    attachments: list[VolumeAttachment] = volume.__dict__.setdefault("localaws_attachments", [])
    return attachments


def _goes_with_the_instance(attachment: Any) -> bool:
    block = attachment.instance.block_device_mapping.get(attachment.device)
    return bool(block and block.delete_on_termination)


def attach_volume(
    self: EC2Backend,
    volume_id: str,
    instance_id: str,
    device_path: str,
    delete_on_termination: bool = False,  # noqa: FBT001, FBT002 -- moto's signature
) -> VolumeAttachment:
    """AttachVolume."""
    volume, instance = self.get_volume(volume_id), self.get_instance(instance_id)
    _require_attachable(volume, instance, device_path)
    attachment = VolumeAttachment(volume, instance, device_path, "attached")
    _attachments(volume).append(attachment)
    volume.attachment = attachment
    instance.block_device_mapping[device_path] = BlockDeviceType(
        volume_id=volume_id,
        status=volume.status,
        size=volume.size,
        attach_time=utcnow(),
        delete_on_termination=delete_on_termination,
    )
    return attachment


def _require_attachable(volume: Any, instance: Any, device: str) -> None:
    present = _attachments(volume)
    if instance.state not in ATTACHABLE:
        raise EC2ClientError(
            "IncorrectState", f"The instance '{instance.id}' is not 'running' or 'stopped'."
        )
    if volume.availability_zone != instance.availability_zone:
        raise EC2ClientError(
            "InvalidVolume.ZoneMismatch",
            f"The volume '{volume.id}' is not in the same availability zone as instance '{instance.id}'",
        )
    if any(attachment.instance is instance for attachment in present) or (
        present and not volume.multi_attach_enabled
    ):
        raise EC2ClientError("VolumeInUse", f"{volume.id} is already attached to an instance")
    if len(present) >= MOST_ATTACHMENTS:
        message = f"{volume.id} is attached to {MOST_ATTACHMENTS} instances already."
        raise EC2ClientError("AttachmentLimitExceeded", message)
    if device in instance.block_device_mapping:
        raise EC2ClientError(
            "InvalidParameterValue",
            f"Invalid value '{device}' for unixDevice. Attachment point {device} is already in use",
        )


def detach_volume(
    self: EC2Backend, volume_id: str, instance_id: str | None, device_path: str | None
) -> VolumeAttachment:
    """DetachVolume: the instance must be named where there are several."""
    volume = self.get_volume(volume_id)
    present = _attachments(volume)
    if instance_id:
        self.get_instance(instance_id)
    found = [a for a in present if instance_id in (None, a.instance.id)]
    if not found:
        raise InvalidVolumeAttachmentError(volume_id, str(instance_id))
    (attachment, *others) = found
    if others:
        message = "The request must contain the parameter instance"
        raise EC2ClientError("MissingParameter", message)
    instance, device = attachment.instance, device_path or attachment.device
    if device != attachment.device:
        raise InvalidVolumeDetachmentError(volume_id, instance.id, device)
    if device == instance.root_device_name and instance.state == "running":
        message = f"Unable to detach root volume '{device}' from instance '{instance.id}'"
        raise EC2ClientError("OperationNotPermitted", message)
    del instance.block_device_mapping[device]
    present.remove(attachment)
    attachment.status = "detached"
    volume.attachment = present[-1] if present else None
    return attachment
