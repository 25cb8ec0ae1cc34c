"""Scheduled actions: kept by group, checked, and told with an ARN; moto keeps those of all groups by name alone.

They never act by themselves: time does not pass here. Source of the rules: the API model's
PutScheduledUpdateGroupAction.
"""

import re
import zoneinfo
from datetime import UTC, datetime
from typing import Any

from moto.autoscaling.exceptions import AutoscalingClientError, ValidationError
from moto.autoscaling.models import AutoScalingBackend
from moto.moto_api._internal import mock_random

from localaws.extensions.autoscaling import clock
from localaws.extensions.autoscaling.group import Answer, Group, Request, find

SIZES = ("MinSize", "MaxSize", "DesiredCapacity")
_SETTINGS = ("StartTime", "EndTime", "Recurrence", "TimeZone", *SIZES)

_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_DAYS = "SUN MON TUE WED THU FRI SAT".split()
_FIELDS: tuple[tuple[int, int, dict[str, int]], ...] = (
    (0, 59, {}),
    (0, 23, {}),
    (1, 31, {}),
    (1, 12, {name: number for number, name in enumerate(_MONTHS, 1)}),
    (0, 7, {name: number for number, name in enumerate(_DAYS)}),
)
"""Minute, hour, day of the month, month, day of the week: least, most, names."""
_ITEM = re.compile(r"(\*|\w+)(?:-(\w+))?(?:/(\d+))?")


def put_scheduled_update_group_action(backend: AutoScalingBackend, request: Request) -> Answer:
    """PutScheduledUpdateGroupAction."""
    group = find(backend, request)
    _put(group, request)
    return None


def batch_put_scheduled_update_group_action(
    backend: AutoScalingBackend, request: Request
) -> Answer:
    """BatchPutScheduledUpdateGroupAction: tells which failed."""
    group = find(backend, request)
    return {
        "FailedScheduledUpdateGroupActions": _failures(
            request["ScheduledUpdateGroupActions"], lambda action: _put(group, action)
        )
    }


def describe_scheduled_actions(backend: AutoScalingBackend, request: Request) -> Answer:
    """DescribeScheduledActions."""
    groups = list(backend.autoscaling_groups.values())
    if request.get("AutoScalingGroupName"):
        groups = [find(backend, request)]
    names = request.get("ScheduledActionNames")
    return {
        "ScheduledUpdateGroupActions": [
            action
            for group in groups
            for name, action in group.schedules.items()
            if not names or name in names
        ]
    }


def delete_scheduled_action(backend: AutoScalingBackend, request: Request) -> Answer:
    """DeleteScheduledAction."""
    _delete(find(backend, request), request)
    return None


def batch_delete_scheduled_action(backend: AutoScalingBackend, request: Request) -> Answer:
    """BatchDeleteScheduledAction: tells which failed."""
    group = find(backend, request)
    actions = [{"ScheduledActionName": name} for name in request["ScheduledActionNames"]]
    return {"FailedScheduledActions": _failures(actions, lambda action: _delete(group, action))}


def _failures(actions: list[Request], do: Any) -> list[dict[str, Any]]:
    failed = []
    for action in actions:
        try:
            do(action)
        except AutoscalingClientError as error:
            failed.append(
                {
                    "ScheduledActionName": action["ScheduledActionName"],
                    "ErrorCode": error.code,
                    "ErrorMessage": error.message,
                }
            )
    return failed


def _delete(group: Group, request: Request) -> None:
    if group.schedules.pop(request["ScheduledActionName"], None) is None:
        raise ValidationError("Scheduled action name not found")


def _put(group: Group, request: Request) -> None:
    name = request["ScheduledActionName"]
    _check(request)
    arn = (
        f"arn:{group.arn.split(':')[1]}:autoscaling:{group.region}:{group.account_id}:"
        f"scheduledUpdateGroupAction:{mock_random.uuid4()}:autoScalingGroupName/{group.name}:"
        f"scheduledActionName/{name}"
    )
    old = group.schedules.get(name, {})
    action = {setting: request[setting] for setting in _SETTINGS if setting in request}
    group.schedules[name] = {
        "AutoScalingGroupName": group.name,
        "ScheduledActionName": name,
        "ScheduledActionARN": old.get("ScheduledActionARN", arn),
        **action,
    }
    if "StartTime" in action:
        group.schedules[name]["Time"] = action["StartTime"]


def _check(request: Request) -> None:
    sizes = {name: request[name] for name in SIZES if name in request}
    if not sizes:
        raise ValidationError("At least one of MinSize, MaxSize and DesiredCapacity is required.")
    low, high = sizes.get("MinSize", 0), sizes.get("MaxSize")
    desired = sizes.get("DesiredCapacity", low)
    if low < 0 or (high is not None and high < low):
        raise ValidationError("Min group size cannot be greater than max group size.")
    if desired < low or (high is not None and desired > high):
        raise ValidationError("Desired capacity must be between the min and the max group size.")
    start, end = (_utc(request.get(name)) for name in ("StartTime", "EndTime"))
    if "Recurrence" in request:
        check_recurrence(request["Recurrence"])
    elif start is None:
        raise ValidationError("Recurrence or StartTime is required.")
    if start is not None and start < clock.now():
        raise ValidationError("Given start time is in the past.")
    if end is not None and end < (start or clock.now()):
        raise ValidationError("Given end time is before the start time or in the past.")
    zone = request.get("TimeZone")
    if zone is not None and zone not in zoneinfo.available_timezones():
        raise ValidationError(f"Time zone {zone} is not valid.")


def _utc(given: datetime | None) -> datetime | None:
    if given is None or given.tzinfo is None:
        return given
    return given.astimezone(UTC).replace(tzinfo=None)


def check_recurrence(expression: str) -> None:
    """Refuses what is no Unix cron expression of five fields.

    Raises:
        ValidationError: it is none.
    """
    fields = expression.split()
    if len(fields) != len(_FIELDS) or not all(
        _is_item(item, *limits)
        for field, limits in zip(fields, _FIELDS, strict=True)
        for item in field.split(",")
    ):
        raise ValidationError(f"Given recurrence string: {expression} is invalid")


def _is_item(item: str, least: int, most: int, names: dict[str, int]) -> bool:
    match = _ITEM.fullmatch(item)
    if match is None or match[3] == "0":
        return False
    values = []
    for text in match.groups()[:2]:
        if text is not None and text != "*":
            if text.upper() not in names and not text.isdecimal():
                return False
            values.append(names[text.upper()] if text.upper() in names else int(text))
    starred = match[1] == "*"
    return (
        not (starred and match[2])
        and all(least <= value <= most for value in values)
        and values == sorted(values)
    )


OPERATIONS = (
    put_scheduled_update_group_action,
    batch_put_scheduled_update_group_action,
    describe_scheduled_actions,
    delete_scheduled_action,
    batch_delete_scheduled_action,
)
