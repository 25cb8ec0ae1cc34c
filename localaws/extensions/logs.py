"""CloudWatch Logs: the key of a log group can be changed, which moto lacks."""

from typing import Any

from moto.logs.exceptions import ResourceNotFoundException
from moto.logs.responses import LogsResponse


def install() -> None:
    """Adds the operations."""
    for operation in (associate_kms_key, disassociate_kms_key):
        setattr(LogsResponse, operation.__name__, operation)


def _group(self: Any) -> Any:
    name = self._get_param("logGroupName")
    if name not in self.logs_backend.groups:
        raise ResourceNotFoundException
    return self.logs_backend.groups[name]


def associate_kms_key(self: Any) -> str:
    """AssociateKmsKey."""
    _group(self).kms_key_id = self._get_param("kmsKeyId")
    return ""


def disassociate_kms_key(self: Any) -> str:
    """DisassociateKmsKey."""
    _group(self).kms_key_id = None
    return ""
