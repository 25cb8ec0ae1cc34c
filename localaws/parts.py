"""What a resource consists of beside its own create and update: aspects and members, see `rows.py`."""

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import jmespath
from botocore.exceptions import ClientError

from localaws.calls import make_call, take_step, values_of
from localaws.compiled import CompiledRow
from localaws.links.structures import Structure
from localaws.rows import Aspect, Members, Row, Values
from localaws.session import Session
from localaws.templates import fill
from localaws.values import changed, covers, is_empty, same

Properties = dict[str, Any]


def apply_parts(
    session: Session,
    compiled: CompiledRow,
    resource_id: str,
    old: Properties,
    new: Properties,
    *,
    creating: bool,
) -> None:
    """Brings every aspect and every list of members from old to new."""
    row = compiled.row
    for aspect, structure in compiled.aspects:
        if not (creating and aspect.sent_by_create) and _is_due(row, aspect, old, new):
            _apply_aspect(session, row, resource_id, aspect, structure, old, new)
    for members in row.members:
        if not (creating and members.sent_by_create):
            _apply_members(session, row, resource_id, members, old, new)


def read_parts(session: Session, compiled: CompiledRow, values: Values) -> Properties:
    """The properties that the aspects and members tell."""
    found: Properties = {}
    for aspect, structure in compiled.aspects:
        found |= _read_aspect(session, compiled.row, aspect, structure, values)
    for members in compiled.row.members:
        found[members.name] = _read_members(session, compiled.row, members, values)
    return found


def removals(
    session: Session, compiled: CompiledRow, values: Values
) -> Iterator[Callable[[], object]]:
    """What must be taken off a resource before it can be deleted."""
    row = compiled.row
    for aspect, _ in compiled.aspects:
        if aspect.remove_first and aspect.remove and _all_set(aspect, values):
            yield functools.partial(take_step, session, row, aspect.remove, values)


def _is_due(row: Row, aspect: Aspect, old: Properties, new: Properties) -> bool:
    if aspect.when:
        return aspect.when(old, new)
    return any(
        changed(old.get(name), new.get(name))
        and not row.leaves_alone(name, old.get(name), new.get(name))
        for name in aspect.properties
    )


def _apply_aspect(
    session: Session,
    row: Row,
    resource_id: str,
    aspect: Aspect,
    structure: Structure,
    old: Properties,
    new: Properties,
) -> None:
    is_set = any(new.get(name) is not None for name in aspect.properties)
    if aspect.remove and (aspect.remove_first or not is_set) and _all_set(aspect, old):
        values = values_of(session, resource_id, {**new, **old})
        take_step(session, row, aspect.remove, values)
    if is_set or not aspect.remove:
        gone = {n for n in aspect.properties if new.get(n) is None and old.get(n) is not None}
        wanted = {**new, **{name: row.removal[name] for name in gone if name in row.removal}}
        values = values_of(session, resource_id, wanted)
        if is_set and aspect.before_put:
            take_step(session, row, aspect.before_put, values)
        request = structure.encode(wanted)
        if aspect.request:
            request = aspect.request(request, values)
        take_step(session, row, aspect.put, values, request)


def _all_set(aspect: Aspect, properties: Mapping[str, Any]) -> bool:
    return not any(is_empty(properties.get(name)) for name in aspect.properties)


def _apply_members(
    session: Session,
    row: Row,
    resource_id: str,
    members: Members,
    old: Properties,
    new: Properties,
) -> None:
    wanted, before = new.get(members.name) or [], old.get(members.name) or []
    if same(wanted, before) or row.leaves_alone(
        members.name, old.get(members.name), new.get(members.name)
    ):
        return
    values = values_of(session, resource_id, new)
    # What stands decides, not what the engine remembers: an interrupted update may have done half.
    asked = {**values, members.name: [*before, *wanted]}
    present = _read_members(session, row, members, asked) if before else []
    for item in present:
        managed = any(covers(item, known) for known in before)
        if managed and not any(covers(item, known) for known in wanted):
            to_request = members.to_removal or members.to_request
            request = to_request(item, values) if to_request else {}
            make_call(session, row, members.remove, {**values, "item": item}, request)
    for item in wanted:
        if not any(covers(found, item) for found in present):
            request = members.to_request(item, values) if members.to_request else {}
            make_call(session, row, members.add, {**values, "item": item}, request)


def _read_aspect(
    session: Session, row: Row, aspect: Aspect, structure: Structure, values: Values
) -> Properties:
    if not aspect.get:
        return {}
    try:
        answer = make_call(session, row, aspect.get, values)
    except ClientError as error:
        if aspect.absent and re.search(aspect.absent, error.response["Error"]["Code"]):
            return {}
        raise
    return structure.decode(jmespath.search(fill(aspect.get.result, values), answer) or {})


def _read_members(session: Session, row: Row, members: Members, values: Values) -> list[Any]:
    if callable(members.read):
        return members.read(session, values)
    answer = make_call(session, row, members.read, values)
    items: list[Any] = jmespath.search(fill(members.read.result, values), answer) or []
    return items
