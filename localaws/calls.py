"""Makes the calls of a row, with its templates filled."""

import re
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from localaws.rows import Call, Row, Step, Values
from localaws.session import Session
from localaws.templates import fill


def values_of(session: Session, resource_id: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """What the templates of a resource's calls can name."""
    return {**properties, "id": resource_id, "region": session.region, "account": session.account}


def make_call(
    session: Session,
    row: Row,
    call: Call,
    values: Values,
    request: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Makes one call; the request is laid over its fixed parameters."""
    parameters = fill(call.parameters, values)
    for name, value in (request or {}).items():
        merge = isinstance(value, dict) and isinstance(parameters.get(name), dict)
        parameters[name] = {**parameters[name], **value} if merge else value
    return session.call(call.service or row.service, call.operation, parameters)


def take_step(
    session: Session,
    row: Row,
    step: Step,
    values: Values,
    request: Mapping[str, Any] | None = None,
) -> None:
    """Makes a call, or runs the function that stands for one."""
    if callable(step):
        step(session, values)
    else:
        make_call(session, row, step, values, request)


def is_gone(row: Row, error: ClientError) -> bool:
    """Whether the error says that the resource does not exist."""
    told = error.response["Error"]
    in_words = row.gone_message and re.search(row.gone_message, told["Message"])
    return bool(in_words or re.search(row.gone, told["Code"]))
