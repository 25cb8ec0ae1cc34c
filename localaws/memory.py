"""Every type without a row: remembered, not created. Its outputs are its inputs, an invented id and an invented ARN."""

import hashlib
import re
from typing import Any

from localaws.ledger import logical_name
from localaws.schema import ResourceType
from localaws.session import Session

_ADDRESSES = frozenset({"address", "dnsName", "endpoint", "url"})


def remembered_id(urn: str, session: Session, inputs: dict[str, Any]) -> str:
    """The id of a remembered resource: its name where it has one."""
    digest = hashlib.sha256(f"{urn}{session.account}{session.region}".encode()).hexdigest()[:8]
    return str(inputs.get("name") or f"{logical_name(urn)}-{digest}")


def remembered_outputs(
    described: ResourceType, session: Session, resource_id: str, inputs: dict[str, Any]
) -> dict[str, Any]:
    """Inputs, and something of the right form for the outputs that other resources are likely to use."""
    outputs = dict(inputs)
    for name in described.outputs:
        if outputs.get(name) is not None or name in described.inputs:
            continue
        if name == "arn" or name.endswith("Arn"):
            kind = described.class_name.lower()
            outputs[name] = (
                f"arn:aws:{described.module}:{session.region}:{session.account}:{kind}/{resource_id}"
            )
        elif name == "name":
            outputs[name] = resource_id
        elif name.lower().endswith("id") or name in _ADDRESSES:
            digest = hashlib.sha256(f"{resource_id}{name}".encode()).hexdigest()[:8]
            outputs[name] = f"{_hyphenated(name)}-{digest}"
    return outputs


def _hyphenated(name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"-\1", name).lower()
