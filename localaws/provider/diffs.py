"""What changes between two inputs, and whether the resource must be replaced for it."""

from dataclasses import dataclass
from typing import Any

from localaws import schema
from localaws.registry import rows
from localaws.replacement import replaces
from localaws.rows import Row
from localaws.values import differences


@dataclass(frozen=True)
class Change:
    """One changed leaf."""

    path: str
    kind: str
    """ADD, DELETE or UPDATE."""
    replaces: bool


@dataclass(frozen=True)
class Difference:
    """All changed leaves; `delete_first` when the old resource must go before the new one can stand."""

    changes: tuple[Change, ...]
    delete_first: bool


def compare(token: str, old: dict[str, Any], new: dict[str, Any], region: str) -> Difference:
    """Compares old and new inputs. A missing region is the provider's."""
    if "region" in schema.resource_type(token).inputs:
        old = {**old, "region": old.get("region") or region}
        new = {**new, "region": new.get("region") or region}
    row = rows().get(token)
    if row:
        kept = {name for name in old if row.leaves_alone(name, old[name], new.get(name))}
        old = {name: value for name, value in old.items() if name not in kept}
    changes = tuple(
        Change(path, kind, replaces(token, path) or _is_asked_to_replace(row, path, new))
        for path, kind in differences(old, new)
        if not (row and kind == "DELETE" and row.chooses(path))
    )
    delete_first = False
    if row and any(change.replaces for change in changes):
        fixed_name = (
            bool(row.autoname)
            and not new.get("__defaults")
            and old.get(row.autoname) == new.get(row.autoname)
        )
        delete_first = row.delete_before_replace or fixed_name
    return Difference(changes, delete_first)


def _is_asked_to_replace(row: Row | None, path: str, new: dict[str, Any]) -> bool:
    asking = row.replaced_when.get(path) if row else None
    return bool(asking and new.get(asking))
