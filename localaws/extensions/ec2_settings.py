"""EC2: the settings of an account in a region that moto lacks.

Block public access for snapshots, defaults of instance metadata, and the read and reset of the default key of EBS.
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models import EC2Backend
from moto.ec2.responses import EC2Response

NO_PREFERENCE = "no-preference"
AWS_MANAGED_KEY = "alias/aws/ebs"

_METADATA_MEMBERS = (
    "HttpTokens",
    "HttpPutResponseHopLimit",
    "HttpEndpoint",
    "InstanceMetadataTags",
)


def install() -> None:
    """Adds the operations."""
    for operation in (
        enable_snapshot_block_public_access,
        disable_snapshot_block_public_access,
        get_snapshot_block_public_access_state,
        modify_instance_metadata_defaults,
        get_instance_metadata_defaults,
        get_ebs_default_kms_key_id,
        reset_ebs_default_kms_key_id,
    ):
        setattr(EC2Response, operation.__name__, operation)


def _settings(backend: EC2Backend) -> dict[str, Any]:
    """Kept in the backend, so that they belong to its account and region and are in its snapshot."""
    fresh = {"snapshot_state": "unblocked", "metadata": {}}
    settings: dict[str, Any] = backend.__dict__.setdefault("localaws_settings", fresh)
    return settings


def enable_snapshot_block_public_access(self: Any) -> ActionResult:
    """EnableSnapshotBlockPublicAccess."""
    settings = _settings(self.ec2_backend)
    settings["snapshot_state"] = self._get_param("State")
    return ActionResult({"State": settings["snapshot_state"]})


def disable_snapshot_block_public_access(self: Any) -> ActionResult:
    """DisableSnapshotBlockPublicAccess."""
    _settings(self.ec2_backend)["snapshot_state"] = "unblocked"
    return ActionResult({"State": "unblocked"})


def get_snapshot_block_public_access_state(self: Any) -> ActionResult:
    """GetSnapshotBlockPublicAccessState."""
    return ActionResult({"State": _settings(self.ec2_backend)["snapshot_state"]})


def metadata_defaults(backend: EC2Backend) -> dict[str, Any]:
    """The defaults of instance metadata that an account really set in a region."""
    set_members: dict[str, Any] = _settings(backend)["metadata"]
    return {name: value for name, value in set_members.items() if value not in (NO_PREFERENCE, -1)}


def modify_instance_metadata_defaults(self: Any) -> ActionResult:
    """ModifyInstanceMetadataDefaults: what is not given stays; no preference is the same as never set."""
    metadata = _settings(self.ec2_backend)["metadata"]
    for member in _METADATA_MEMBERS:
        value = self._get_param(member)
        if value is not None:
            metadata[member] = int(value) if member == "HttpPutResponseHopLimit" else value
    return ActionResult({"Return": True})


def get_instance_metadata_defaults(self: Any) -> ActionResult:
    """GetInstanceMetadataDefaults."""
    level: dict[str, Any] = dict.fromkeys(
        ("HttpTokens", "HttpEndpoint", "InstanceMetadataTags"), NO_PREFERENCE
    )
    level |= {"HttpPutResponseHopLimit": -1, **_settings(self.ec2_backend)["metadata"]}
    return ActionResult({"AccountLevel": level})


def get_ebs_default_kms_key_id(self: Any) -> ActionResult:
    """GetEbsDefaultKmsKeyId."""
    return ActionResult({"KmsKeyId": self.ec2_backend.default_kms_key_id or AWS_MANAGED_KEY})


def reset_ebs_default_kms_key_id(self: Any) -> ActionResult:
    """ResetEbsDefaultKmsKeyId."""
    self.ec2_backend.default_kms_key_id = ""
    return ActionResult({"KmsKeyId": AWS_MANAGED_KEY})
