"""Values as Pulumi sends them, and how two of them are compared.

A protobuf Struct knows only doubles, marks secrets by an envelope and unknowns by magic strings. The
provider works on plain values: whole numbers are ints, secrets are unwrapped (and remembered by
name), unknowns are the one string UNKNOWN.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from google.protobuf import json_format, struct_pb2

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""Stands for a value that is not known before `up`; Pulumi's own marker for an unknown string."""

_UNKNOWNS = frozenset(
    {
        UNKNOWN,
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",  # bool
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",  # number
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",  # array
        "030794c1-ac77-496b-92df-f27374a8bd58",  # asset
        "e48ece36-62e2-4504-bad9-02848725956a",  # archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",  # object
    }
)
_SIGNATURE = "4dabf18193072939515e22adb298388d"
_SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 -- Pulumi's public marker of a secret, not a secret


def load(struct: struct_pb2.Struct) -> dict[str, Any]:
    """A Struct as plain values."""
    loaded = plain(json_format.MessageToDict(struct))
    return loaded if isinstance(loaded, dict) else {}


def plain(value: Any) -> Any:
    """A value without secret envelopes, with ints where a double is whole, and one marker for every kind of unknown."""
    if isinstance(value, dict):
        if value.get(_SIGNATURE) == _SECRET:
            return plain(value.get("value"))
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return UNKNOWN if isinstance(value, str) and value in _UNKNOWNS else value


def dump(values: Mapping[str, Any], secret: Iterable[str] = ()) -> struct_pb2.Struct:
    """Plain values as a Struct; the properties named in `secret` are marked, and `tagsAll` with `tags`."""
    hidden = set(secret)
    if "tags" in hidden:
        hidden.add("tagsAll")
    struct = struct_pb2.Struct()
    struct.update(
        {
            key: {_SIGNATURE: _SECRET, "value": value} if key in hidden else value
            for key, value in values.items()
            if value is not None
        }
    )
    return struct


def secret_properties(*structs: struct_pb2.Struct) -> set[str]:
    """The top-level properties that are secret or hold a secret."""
    return {
        key
        for struct in structs
        for key, value in json_format.MessageToDict(struct).items()
        if _holds_secret(value)
    }


def _holds_secret(value: Any) -> bool:
    if isinstance(value, dict):
        return value.get(_SIGNATURE) == _SECRET or any(map(_holds_secret, value.values()))
    return isinstance(value, list) and any(map(_holds_secret, value))


def has_unknown(value: Any) -> bool:
    """Whether the value, or anything in it, is known only during `up`."""
    if isinstance(value, dict):
        return any(map(has_unknown, value.values()))
    if isinstance(value, list):
        return any(map(has_unknown, value))
    return isinstance(value, str) and value == UNKNOWN


def is_empty(value: Any) -> bool:
    """Whether AWS treats the value like one that was never given."""
    return value is None or value in ("", [], {})


def parsed(value: Any) -> Any:
    """JSON text as the structure that it means, since policies are compared by meaning."""
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def covers(found: Any, wanted: Any) -> bool:
    """Whether `found` holds all of `wanted`. Extra members and the order of lists do not matter.

    AWS adds defaults and reorders sets, so equality would see drift everywhere.
    """
    found, wanted = parsed(found), parsed(wanted)
    if is_empty(wanted):
        return True
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(
            covers(found.get(key), item) for key, item in wanted.items()
        )
    if isinstance(wanted, list):
        return _covers_list(found, wanted)
    if isinstance(wanted, bool) or isinstance(found, bool):
        return (
            found == wanted
            or str(found).lower() == str(wanted).lower()
            or (not wanted and is_empty(found))
        )
    return bool(found == wanted) or str(found) == str(wanted)


def _covers_list(found: Any, wanted: list[Any]) -> bool:
    if not isinstance(found, list):
        return len(wanted) == 1 and covers(found, wanted[0])
    if len(found) != len(wanted):
        return False
    left = list(found)
    for item in wanted:
        match = next((candidate for candidate in left if covers(candidate, item)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def same(first: Any, second: Any) -> bool:
    """Whether each of two values covers the other."""
    return covers(first, second) and covers(second, first)


def changed(old: Any, new: Any) -> bool:
    """Whether a property must be sent. An explicit False is not the same as nothing: AWS's default may be True."""
    given, other = (old, new) if new is None else (new, old)
    return (isinstance(given, bool) and other is None) or not same(old, new)


def differences(old: Any, new: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """The leaves in which two inputs differ, as (path, ADD | DELETE | UPDATE)."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted({*old, *new}):
            if not key.startswith("__"):
                yield from differences(old.get(key), new.get(key), f"{at}.{key}" if at else key)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _list_differences(old, new, at)
    elif is_empty(old) and is_empty(new):
        return
    elif old != new and not (isinstance(parsed(old), (dict, list)) and parsed(old) == parsed(new)):
        yield at, "ADD" if is_empty(old) else "DELETE" if is_empty(new) else "UPDATE"


def take_out(values: Any, path: str) -> None:
    """Removes what stands at the path of a property (`overrides[0].weight`), where anything does."""
    *parents, last = re.findall(r"\w+", path)
    for name in parents:
        values = values[int(name)] if isinstance(values, list) else values.get(name, {})
    if isinstance(values, dict):
        values.pop(last, None)


def _list_differences(old: list[Any], new: list[Any], at: str) -> Iterator[tuple[str, str]]:
    if sorted(map(_order, old)) == sorted(map(_order, new)):
        return
    for index in range(max(len(old), len(new))):
        before = old[index] if index < len(old) else None
        after = new[index] if index < len(new) else None
        yield from differences(before, after, f"{at}[{index}]")


def _order(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
