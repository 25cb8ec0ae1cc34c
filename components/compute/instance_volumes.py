"""The extra volumes of a single instance, and the snapshots of all its volumes."""

import re
from collections.abc import Mapping

import pulumi
from pulumi_aws import dlm, ebs, ec2, iam

from ..shared.policies import service_trust
from .attached_volumes import AttachedVolume
from .instance_launch import InstanceParts
from .snapshot_schedule import SnapshotSchedule
from .volume_limits import VolumeType

_SNAPSHOT_TAG = "landing-zone:snapshots"
_SNAPSHOT_POLICY = "arn:aws:iam::aws:policy/service-role/AWSDataLifecycleManagerServiceRole"
_DAY_HOURS = 24


def snapshot_tags(name: str) -> dict[str, str]:
    """The tag that the volumes of one instance carry, and no others in its account."""
    return {_SNAPSHOT_TAG: f"{pulumi.get_project()}/{pulumi.get_stack()}/{name}"}


def create_volumes(parts: InstanceParts, instance: ec2.Instance) -> dict[str, ebs.Volume]:
    """The volumes by their names, attached to the instance; protected by the account's tier."""
    volumes = {}
    for volume in parts.instance.volumes or []:
        logical_name = f"{parts.name}-volume-{volume.name}"
        created = _create_volume(parts, logical_name, volume)
        ec2.VolumeAttachment(
            logical_name,
            device_name=volume.device_name,
            volume_id=created.id,
            instance_id=instance.id,
            # EC2 waits for ever to detach a volume that is still mounted.
            stop_instance_before_detaching=True,
            region=parts.region,
            # A device has one volume at a time, and most volumes are at one instance at a time.
            opts=parts.component.child(delete_before_replace=True),
        )
        volumes[volume.name] = created
    return volumes


def _create_volume(parts: InstanceParts, logical_name: str, volume: AttachedVolume) -> ebs.Volume:
    final_snapshot = volume.final_snapshot
    if final_snapshot is None:
        final_snapshot = parts.account.tier.defaults.protects_data
    return ebs.Volume(
        logical_name,
        availability_zone=parts.zone,
        size=volume.size_gib,
        type=(volume.type or VolumeType.GP3).value,
        iops=volume.iops,
        throughput=volume.throughput_mib_per_second,
        snapshot_id=volume.snapshot_id,
        volume_initialization_rate=volume.initialization_mib_per_second,
        multi_attach_enabled=volume.multi_attach or None,
        encrypted=True,
        kms_key_id=parts.volume_key_arn,
        final_snapshot=final_snapshot,
        region=parts.region,
        tags={**parts.volume_tags, "Name": logical_name},
        opts=parts.component.stateful(logical_name),
    )


def create_snapshot_policy(parts: InstanceParts, schedule: SnapshotSchedule) -> None:
    """A policy of Data Lifecycle Manager for the instance's volumes, and the role that it assumes."""
    logical_name = f"{parts.name}-snapshots"
    account, component = parts.account, parts.component
    role = iam.Role(
        logical_name,
        description=f"Snapshots of {parts.name}",
        assume_role_policy=service_trust(
            "dlm.amazonaws.com", account.id, f"arn:aws:dlm:{parts.region}:{account.id}:policy/*"
        ),
        permissions_boundary=account.permissions_boundary_arn,
        tags={"Name": logical_name},
        opts=component.child(),
    )
    permission = iam.RolePolicyAttachment(
        logical_name, role=role.name, policy_arn=_SNAPSHOT_POLICY, opts=component.child()
    )
    copies = schedule.copies or account.tier.defaults.backup_retention_days
    dlm.LifecyclePolicy(
        logical_name,
        # No other characters are allowed.
        description=re.sub(r"[^0-9A-Za-z _-]", "-", f"Snapshots of {parts.name}"),
        execution_role_arn=role.arn,
        policy_details=_policy_details(parts.volume_tags, schedule.time, copies),
        region=parts.region,
        tags={"Name": logical_name},
        opts=component.child(depends_on=[permission]),
    )


def _policy_details(tags: Mapping[str, str], time: str, copies: int) -> dict[str, object]:
    return {
        "resource_types": ["VOLUME"],
        "target_tags": dict(tags),
        "schedules": [
            {
                "name": "daily",
                "create_rule": {"interval": _DAY_HOURS, "interval_unit": "HOURS", "times": time},
                "retain_rule": {"count": copies},
                "copy_tags": True,
            }
        ],
    }
