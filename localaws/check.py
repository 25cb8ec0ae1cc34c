"""Value checks: what AWS would refuse, found before anything is sent. No engine and no emulator is needed.

The provider asks at preview, and the mocked unit tests ask for every resource that they record.
"""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from localaws import schema
from localaws.formats import format_violations
from localaws.links.constraints import Violation
from localaws.registry import backed
from localaws.rules import rule_violations
from localaws.values import UNKNOWN, plain

__all__ = ["Violation", "check"]

_INTEGER = re.compile(r"-?\d+")
_BOOLEANS = ("true", "false")


def check(token: str, inputs: Mapping[str, Any]) -> list[Violation]:
    """What is wrong with the inputs of one resource: (property path, message), nothing when all is well.

    The SDK's types come first; only inputs of the right types are held against the API model, rules and formats.

    Raises:
        UnknownTypeError: pulumi_aws has no such type.
    """
    described = schema.resource_type(token)
    values = {name: value for name, value in plain(dict(inputs)).items() if value is not None}
    found = list(_field_violations(described.inputs, values, ""))
    if found:
        return found
    operations = backed(token)
    if operations:
        found = operations.violations(values)
    found += rule_violations(token, values)
    return found + list(format_violations(described, values))


def type_violations(described: schema.Property, value: Any, path: str) -> Iterator[Violation]:
    """Where a value does not have the type that the SDK declares."""
    if value is None or value == UNKNOWN:
        return
    if described.kind == "object":
        if isinstance(value, dict):
            yield from _field_violations(described.fields, value, path)
        else:
            yield Violation(path, f"an object is expected, not {value!r}")
    elif described.kind == "list":
        if not isinstance(value, list):
            yield Violation(path, f"a list is expected, not {value!r}")
            return
        for index, item in enumerate(value):
            if described.item:
                yield from type_violations(described.item, item, f"{path}[{index}]")
    elif described.kind == "map":
        if not isinstance(value, dict):
            yield Violation(path, f"a map is expected, not {value!r}")
    else:
        yield from _scalar_violations(described.kind, value, path)


def _scalar_violations(kind: str, value: Any, path: str) -> Iterator[Violation]:
    if kind == "bool" and not isinstance(value, bool) and str(value).lower() not in _BOOLEANS:
        yield Violation(path, f"a boolean is expected, not {value!r}")
    elif kind == "int" and (isinstance(value, bool) or not _INTEGER.fullmatch(str(value))):
        yield Violation(path, f"a whole number is expected, not {value!r}")
    elif kind == "float" and not _is_number(value):
        yield Violation(path, f"a number is expected, not {value!r}")
    elif kind == "string" and isinstance(value, (dict, list)):
        yield Violation(path, f"a string is expected, not a {type(value).__name__}")


def _is_number(value: Any) -> bool:
    try:
        return not isinstance(value, bool) and math.isfinite(float(value))
    except (TypeError, ValueError):
        return False


def _field_violations(
    fields: Mapping[str, schema.Property], values: Mapping[str, Any], path: str
) -> Iterator[Violation]:
    prefix = f"{path}." if path else ""
    for name in values:
        if name not in fields and not name.startswith("__"):
            yield Violation(prefix + name, "is no property of this type")
    for name, described in fields.items():
        if described.required and values.get(name) is None:
            yield Violation(prefix + name, "is required")
        else:
            yield from type_violations(described, values.get(name), prefix + name)
