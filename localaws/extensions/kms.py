"""KMS: the period of key rotation, which moto takes and forgets, and whose the keys of AWS are."""

import json
from typing import Any

from moto.kms.models import KmsBackend
from moto.kms.responses import KmsResponse

DEFAULT_ROTATION_DAYS = 365


def install() -> None:
    """Keeps the period with the key, and tells keys that AWS makes from the customer's."""
    make_managed = KmsBackend._generate_default_keys  # noqa: SLF001

    def generate_default_keys(self: Any, alias_name: str) -> str | None:
        key_id: str | None = make_managed(self, alias_name)
        if key_id:
            self.keys[key_id].key_manager = "AWS"
        return key_id

    KmsBackend._generate_default_keys = generate_default_keys  # noqa: SLF001
    enable, status = KmsResponse.enable_key_rotation, KmsResponse.get_key_rotation_status

    def enable_key_rotation(self: Any) -> str:
        answer: str = enable(self)
        _key(self).localaws_rotation_days = (
            self._get_param("RotationPeriodInDays") or DEFAULT_ROTATION_DAYS
        )
        return answer

    def get_key_rotation_status(self: Any) -> str:
        answer = json.loads(status(self))
        if answer.get("KeyRotationEnabled"):
            answer["RotationPeriodInDays"] = getattr(
                _key(self), "localaws_rotation_days", DEFAULT_ROTATION_DAYS
            )
        return json.dumps(answer)

    KmsResponse.enable_key_rotation = enable_key_rotation
    KmsResponse.get_key_rotation_status = get_key_rotation_status


def _key(self: Any) -> Any:
    return self.kms_backend.keys[self.kms_backend.get_key_id(self._get_param("KeyId"))]
