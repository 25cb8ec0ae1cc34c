"""EBS volumes: what AWS fills in, what a change changes, and several attachments.

moto does not encrypt by default, tells neither IOPS nor throughput of a volume that asks for none, keeps the old ones
when the type changes, shrinks volumes, and attaches one volume to one instance, whatever stands there already.
"""

import copy
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import EC2Backend
from moto.ec2.responses import EC2Response
from moto.kms.models import kms_backends

from localaws.extensions.ec2_settings import AWS_MANAGED_KEY

Wanted = dict[str, Any]

PROVISIONED = ("io1", "io2")
WITH_IOPS = ("gp3", *PROVISIONED)
GP3_IOPS, GP3_THROUGHPUT = 3000, 125
GP2_LEAST_IOPS, GP2_MOST_IOPS, GP2_IOPS_PER_GIB = 100, 16000, 3

_create_volume = EC2Backend.create_volume
_create_snapshot = EC2Backend.create_snapshot
_modify_volume = EC2Backend.modify_volume


def install() -> None:
    """Completes volumes and snapshots."""
    EC2Response.create_volume = answer_create_volume
    EC2Backend.modify_volume = modify_volume
    EC2Backend.create_snapshot = create_snapshot


def completed_volume(backend: EC2Backend, wanted: Wanted) -> Wanted:
    """What a volume becomes, in the words of moto's `create_volume`: nothing is made yet.

    Raises:
        EC2ClientError: AWS refuses it.
    """
    kind = wanted.get("volume_type") or "gp2"
    snapshot = backend.get_snapshot(wanted["snapshot_id"]) if wanted.get("snapshot_id") else None
    size = wanted.get("size") or (snapshot.volume.size if snapshot else None)
    if size is None:
        raise EC2ClientError(
            "MissingParameter", "The request must contain the parameter size/snapshot"
        )
    if snapshot and size < snapshot.volume.size:
        raise EC2ClientError(
            "InvalidBlockDeviceMapping",
            f"Volume of size {size}GB is smaller than snapshot '{snapshot.id}', "
            f"expect size >= {snapshot.volume.size}GB",
        )
    _require_performance(kind, wanted)
    return {
        **wanted,
        **_encryption(backend, wanted, snapshot),
        "size": size,
        "volume_type": kind,
        "iops": wanted.get("iops") or _iops(kind, size),
        "throughput": wanted.get("throughput") or _throughput(kind),
    }


def create_volume(backend: EC2Backend, zone: str, completed: Wanted) -> Any:
    """Makes a volume that `completed_volume` told."""
    rate = completed.pop("volume_initialization_rate", None)
    iops = completed["iops"] if completed["volume_type"] in WITH_IOPS else None
    volume = _create_volume(backend, zone_name=zone, **{**completed, "iops": iops})
    volume.iops = completed["iops"]
    volume.volume_initialization_rate = rate
    volume.multi_attach_enabled = bool(volume.multi_attach_enabled)
    return volume


def _require_performance(kind: str, wanted: Wanted) -> None:
    if kind in PROVISIONED and not wanted.get("iops"):
        message = f"The parameter iops must be specified for {kind} volumes."
        raise EC2ClientError("MissingParameter", message)
    for name, kinds in (("iops", WITH_IOPS), ("throughput", ("gp3",))):
        if wanted.get(name) and kind not in kinds:
            message = f"The parameter {name} is not supported for {kind} volumes."
            raise EC2ClientError("InvalidParameterCombination", message)
    if wanted.get("multi_attach_enabled") and kind not in PROVISIONED:
        message = f"Multi-Attach is not supported for {kind} volumes."
        raise EC2ClientError("InvalidParameterCombination", message)


def _iops(kind: str, size: int) -> int | None:
    if kind == "gp2":
        return min(GP2_MOST_IOPS, max(GP2_LEAST_IOPS, GP2_IOPS_PER_GIB * size))
    return GP3_IOPS if kind in WITH_IOPS else None


def _throughput(kind: str) -> int | None:
    return GP3_THROUGHPUT if kind == "gp3" else None


def _encryption(backend: EC2Backend, wanted: Wanted, snapshot: Any) -> Wanted:
    """Whether a volume is encrypted, and with which key: its own, that of its snapshot, that of the region, AWS's."""
    by_snapshot = snapshot if snapshot and snapshot.encrypted else None
    encrypted = wanted.get("encrypted") or backend.ebs_encryption_by_default or by_snapshot
    if not encrypted:
        if wanted.get("kms_key_id"):
            message = "The parameter KmsKeyId requires the parameter Encrypted to be set."
            raise EC2ClientError("InvalidParameterDependency", message)
        return {"encrypted": False}
    key = wanted.get("kms_key_id") or (by_snapshot.kms_key_id if by_snapshot else None)
    key = key or backend.default_kms_key_id
    return {"encrypted": True, "kms_key_id": _key_arn(backend, key)}


def _key_arn(backend: EC2Backend, key: str | None) -> str:
    keys = kms_backends[backend.account_id][backend.region_name]
    return str(keys.describe_key(key or AWS_MANAGED_KEY).arn)


def answer_create_volume(self: Any) -> ActionResult:
    """CreateVolume."""
    parameters = self.params
    backend = self.ec2_backend
    wanted = {
        "size": parameters.get("Size"),
        "snapshot_id": parameters.get("SnapshotId"),
        "encrypted": parameters.get("Encrypted"),
        "kms_key_id": parameters.get("KmsKeyId"),
        "volume_type": parameters.get("VolumeType"),
        "iops": parameters.get("Iops"),
        "throughput": parameters.get("Throughput"),
        "multi_attach_enabled": parameters.get("MultiAttachEnabled"),
        "volume_initialization_rate": parameters.get("VolumeInitializationRate"),
    }
    tags = self._parse_tag_specification().get("volume", {})
    completed = completed_volume(backend, wanted)
    self.error_on_dryrun()
    volume = create_volume(backend, parameters.get("AvailabilityZone"), completed)
    volume.add_tags(tags)
    return ActionResult(volume)


def modify_volume(
    self: EC2Backend,
    volume_id: str,
    target_size: int | None = None,
    target_volume_type: str | None = None,
    target_iops: int | None = None,
    target_throughput: int | None = None,
    target_multi_attach_enabled: bool | None = None,  # noqa: FBT001 -- moto's signature
) -> Any:
    """ModifyVolume: what is not given stays, unless another type makes it something else."""
    volume = self.get_volume(volume_id)
    before = copy.copy(volume)
    size, kind = target_size or volume.size, target_volume_type or volume.volume_type
    if size < volume.size:
        message = "New size cannot be smaller than existing size"
        raise EC2ClientError("InvalidParameterValue", message)
    kept = volume.volume_type == kind and kind in WITH_IOPS
    iops = target_iops or (volume.iops if kept else _iops(kind, size))
    throughput = target_throughput or (volume.throughput if kept else _throughput(kind))
    given = {"iops": target_iops or (iops if kind in PROVISIONED else None)}
    _require_performance(kind, {**given, "throughput": target_throughput})
    _modify_volume(
        self,
        volume_id,
        target_size,
        target_volume_type,
        target_iops,
        target_throughput,
        target_multi_attach_enabled or None,
    )
    modification = volume.modifications[-1]
    modification.original_iops, modification.original_throughput = before.iops, before.throughput
    volume.iops, volume.throughput = iops, throughput
    modification.target_iops, modification.target_throughput = iops, throughput
    return volume


def create_snapshot(self: EC2Backend, volume_id: str, *args: Any, **kwargs: Any) -> Any:
    """CreateSnapshot: the volume as it is now, whatever becomes of it."""
    snapshot = _create_snapshot(self, volume_id, *args, **kwargs)
    snapshot.volume = copy.copy(snapshot.volume)
    snapshot.kms_key_id = snapshot.volume.kms_key_id
    return snapshot
