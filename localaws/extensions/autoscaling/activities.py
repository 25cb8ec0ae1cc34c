"""Scaling activities, of which moto tells none."""

import json
from typing import Any

from moto.autoscaling.models import AutoScalingBackend
from moto.moto_api._internal import mock_random

from localaws.extensions.autoscaling import clock
from localaws.extensions.autoscaling.group import Answer, Group, Member, Request, find

MAX_PAGE = 100


def log(backend: AutoScalingBackend) -> list[dict[str, Any]]:
    """All activities of an account in a region, the newest first; those of deleted groups stay."""
    activities: list[dict[str, Any]] = backend.__dict__.setdefault("localaws_activities", [])
    return activities


def record(
    group: Group, description: str, *, member: Member | None = None, cause: str = "", **told: Any
) -> dict[str, Any]:
    """Adds an activity, ended and successful if nothing else is told."""
    now = clock.now()
    activity: dict[str, Any] = {
        "ActivityId": str(mock_random.uuid4()),
        "AutoScalingGroupName": group.name,
        "AutoScalingGroupARN": group.arn,
        "AutoScalingGroupState": "InService",
        "Description": description,
        "Cause": f"At {now:%Y-%m-%dT%H:%M:%SZ} {cause or group.cause}",
        "StartTime": now,
        "EndTime": now,
        "StatusCode": "Successful",
        "Progress": 100,
        **told,
    }
    if member is not None:
        place = {"Subnet ID": member.instance.subnet_id, "Availability Zone": member.zone}
        activity["Details"] = json.dumps(place)
    log(group.backend).insert(0, activity)
    return activity


def describe_scaling_activities(backend: AutoScalingBackend, request: Request) -> Answer:
    """DescribeScalingActivities."""
    deleted = request.get("IncludeDeletedGroups", False)
    if request.get("AutoScalingGroupName") and not deleted:
        find(backend, request)
    ids = request.get("ActivityIds")
    statuses = [v for f in request.get("Filters", []) if f["Name"] == "Status" for v in f["Values"]]
    chosen = [
        activity
        for activity in log(backend)
        if request.get("AutoScalingGroupName", activity["AutoScalingGroupName"])
        == activity["AutoScalingGroupName"]
        and (deleted or activity["AutoScalingGroupState"] == "InService")
        and (not ids or activity["ActivityId"] in ids)
        and (not statuses or activity["StatusCode"] in statuses)
    ]
    start = int(request.get("NextToken") or 0)
    end = start + min(request.get("MaxRecords", MAX_PAGE), MAX_PAGE)
    return {
        "Activities": chosen[start:end],
        "NextToken": str(end) if end < len(chosen) else None,
    }


OPERATIONS = (describe_scaling_activities,)
