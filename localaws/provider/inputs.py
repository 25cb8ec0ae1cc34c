"""What the official provider fills into the inputs before it checks them: default tags, generated names, defaults."""

from collections.abc import Mapping
from typing import Any

from localaws import schema
from localaws.registry import rows
from localaws.values import UNKNOWN

NAME_DIGITS = 7
PREFIX_DIGITS = 26
"""How many hexadecimal digits follow a generated name, and a name prefix."""


def with_defaults(
    token: str,
    news: dict[str, Any],
    olds: Mapping[str, Any],
    *,
    tags: Mapping[str, str],
    seed: bytes,
    logical_name: str,
    proposed_name: str,
) -> dict[str, Any]:
    """The inputs as the program means them.

    Args:
        token: the type.
        news: what the program gave.
        olds: what it gave last time, so that a generated name stays.
        tags: the provider's default tags.
        seed: the engine's randomness for this resource.
        logical_name: the resource's name in the program.
        proposed_name: what the engine's autonaming configuration proposes, or nothing.
    """
    described, row = schema.resource_type(token), rows().get(token)
    filled = dict(news)
    tagged = described.inputs.get("tags")
    if tags and tagged and tagged.kind == "map" and filled.get("tags") != UNKNOWN:
        filled["tags"] = {**tags, **(filled.get("tags") or {})}
    name = row.autoname if row else _name_property(described)
    if name and filled.get(name) is None:
        generated = _generated(filled, seed, logical_name, proposed_name)
        if name in (olds.get("__defaults") or []):
            filled[name] = olds[name]
        else:
            filled[name] = row.name_form(generated, filled) if row else generated
        filled["__defaults"] = [name]
    for default, value in (row.defaults if row else {}).items():
        if filled.get(default) is None:
            filled[default] = value
    return filled


def _name_property(described: schema.ResourceType) -> str:
    name = described.inputs.get("name")
    return "name" if name and name.kind == "string" and not name.required else ""


def _generated(
    inputs: Mapping[str, Any], seed: bytes, logical_name: str, proposed_name: str
) -> str:
    prefix = inputs.get("namePrefix") or inputs.get("bucketPrefix")
    if prefix:
        return f"{prefix}{seed.hex()[:PREFIX_DIGITS]}"
    return proposed_name or f"{logical_name}-{seed.hex()[:NAME_DIGITS]}"
