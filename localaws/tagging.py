"""Tags of backed resources: the same map in every type, in one of a few forms for each service."""

import re
from collections.abc import Mapping
from typing import Any

import jmespath

from localaws.rows import Row, Tagging
from localaws.session import Session, service_model
from localaws.templates import fill

TAG_SPECIFICATIONS = "TagSpecifications"
RESERVED_PREFIX = "aws:"


def add_tags(
    row: Row, class_name: str, request: dict[str, Any], tags: Mapping[str, str] | None
) -> None:
    """Puts the tags into a create request, in the form that the operation takes."""
    if not row.tagging or not row.tagging.create_member or not tags:
        return
    member = row.tagging.create_member
    if member == TAG_SPECIFICATIONS:
        noun = (row.nouns or (class_name,))[0]
        kind = re.sub(r"(?<!^)([A-Z])", r"-\1", noun).lower()
        request[member] = [{"ResourceType": kind, "Tags": _pairs(tags)}]
    else:
        request[member] = _in_form(row, row.create.operation, member, tags)


def read_tags(
    session: Session, row: Row, description: Any, values: Mapping[str, Any]
) -> dict[str, str]:
    """The tags of a resource, without those that AWS itself sets."""
    tagging = _tagging(row)
    if tagging.read is None:
        found = next(
            (description[m] for m in ("Tags", "tags", "TagSet", "TagList") if m in description),
            None,
        )
    else:
        call = tagging.read
        answer = session.call(
            call.service or row.service, call.operation, fill(call.parameters, values)
        )
        found = jmespath.search(fill(call.result, values), answer)
    if isinstance(found, Mapping):
        tags = dict(found)
    else:
        tags = {_member(tag, "key"): _member(tag, "value") for tag in found or []}
    return {key: value for key, value in tags.items() if not key.startswith(RESERVED_PREFIX)}


def change_tags(
    session: Session,
    row: Row,
    values: Mapping[str, Any],
    current: Mapping[str, str],
    wanted: Mapping[str, str],
) -> None:
    """Makes the tags of a resource what is wanted."""
    tagging = _tagging(row)
    surplus = [key for key in current if key not in wanted]
    missing = {key: value for key, value in wanted.items() if current.get(key) != value}
    if surplus:
        keys: list[Any] = (
            [{"Key": key} for key in surplus] if tagging.remove_form == "pairs" else surplus
        )
        parameters = {**fill(tagging.remove.parameters, values), tagging.remove_member: keys}
        session.call(tagging.remove.service or row.service, tagging.remove.operation, parameters)
    if missing:
        added = _in_form(row, tagging.add.operation, tagging.add_member, missing)
        parameters = {**fill(tagging.add.parameters, values), tagging.add_member: added}
        session.call(tagging.add.service or row.service, tagging.add.operation, parameters)


def _tagging(row: Row) -> Tagging:
    if row.tagging is None:
        raise TypeError(f"{row.token} is not tagged")
    return row.tagging


def _in_form(row: Row, operation: str, member: str, tags: Mapping[str, str]) -> Any:
    shape = service_model(row.service).operation_model(operation).input_shape.members[member]
    if shape.type_name == "map":
        return dict(tags)
    names = {name.lower().removeprefix("tag"): name for name in shape.member.members}
    return [{names["key"]: key, names["value"]: value} for key, value in tags.items()]


def _pairs(tags: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def _member(tag: Mapping[str, str], name: str) -> str:
    return next(
        (value for member, value in tag.items() if member.lower().removeprefix("tag") == name), ""
    )
