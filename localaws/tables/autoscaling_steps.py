"""What a group's row does that no single call says: instance refreshes, tags, and the way to an empty group."""

import re
from typing import Any

from botocore.exceptions import ClientError

from localaws.links.codecs import boolean
from localaws.links.names import normalized
from localaws.rows import Values
from localaws.session import Session
from localaws.values import changed

TAGGED = "auto-scaling-group"
ALWAYS_REFRESHED = ("launchConfiguration", "launchTemplate", "mixedInstancesPolicy")
PREFERENCES = {
    "AutoRollback": False,
    "MaxHealthyPercentage": 100,
    "MinHealthyPercentage": 90,
    "ScaleInProtectedInstances": "Ignore",
    "SkipMatching": False,
    "StandbyInstances": "Ignore",
}
"""What the official provider asks of an instance refresh where the program's preferences say nothing."""


def needs_refresh(old: Values, new: Values) -> bool:
    """Whether a refresh follows: a changed template always starts one, and `triggers` names more properties."""
    refresh = new.get("instanceRefresh")
    if not refresh:
        return False
    named = {normalized(name) for name in (*ALWAYS_REFRESHED, *(refresh.get("triggers") or ()))}
    return any(
        changed(old.get(name), new.get(name)) for name in {*old, *new} if normalized(name) in named
    )


def refresh_request(request: dict[str, Any], _: Values) -> dict[str, Any]:
    """The group has the desired configuration by now. Only a rollback must be told it."""
    if "Preferences" in request:
        request["Preferences"] = {**PREFERENCES, **request["Preferences"]}
    if not request.get("Preferences", {}).get("AutoRollback"):
        request.pop("DesiredConfiguration", None)
    return request


def cancel_refresh(session: Session, values: Values) -> None:
    """A group has one refresh at a time: a new one ends the one before."""
    try:
        _call(session, "CancelInstanceRefresh", values)
    except ClientError as error:
        if "ActiveInstanceRefreshNotFound" not in error.response["Error"]["Code"]:
            raise


def tag_added(item: dict[str, Any], values: Values) -> dict[str, Any]:
    """The request that creates or changes one tag."""
    tag = {
        "ResourceId": values["id"],
        "ResourceType": TAGGED,
        "Key": item["key"],
        "Value": item["value"],
        "PropagateAtLaunch": boolean(item["propagateAtLaunch"]),
    }
    return {"Tags": [tag]}


def tag_removed(item: dict[str, Any], values: Values) -> dict[str, Any]:
    """The request that deletes one tag, whatever its value."""
    return {"Tags": [{"ResourceId": values["id"], "ResourceType": TAGGED, "Key": item["key"]}]}


def traffic_source(item: dict[str, Any], _: Values) -> dict[str, Any]:
    """The request that attaches or detaches one traffic source."""
    kind = {"Type": item["type"]} if item.get("type") else {}
    return {"TrafficSources": [{"Identifier": item["identifier"], **kind}]}


def require_launches(session: Session, values: Values) -> None:
    """Fails with a launch that failed, of which AWS only keeps a record: the official provider waits for capacity.

    Raises:
        RuntimeError: an instance could not be launched, and the program does not ignore that.
    """
    unwatched = re.fullmatch(r"0[a-z]*", str(values.get("waitForCapacityTimeout") or ""))
    if values.get("ignoreFailedScalingActivities") or unwatched:
        return
    request = {"AutoScalingGroupName": values["id"]}
    for activity in session.call("autoscaling", "DescribeScalingActivities", request)["Activities"]:
        if activity["StatusCode"] == "Failed":
            raise RuntimeError(f"{activity['Description']}: {activity['StatusMessage']}")


def require_capacity(session: Session, values: Values) -> None:
    """Fails as `require_launches` does, where an update leaves a group with less than it is to have.

    The official provider waits after a change of the sizes alone; whatever else is changed, what is missing could
    not be launched just now either.

    Raises:
        RuntimeError: that is so.
    """
    request = {"AutoScalingGroupNames": [values["id"]]}
    (group,) = session.call("autoscaling", "DescribeAutoScalingGroups", request)[
        "AutoScalingGroups"
    ]
    if _in_service(group) < group["DesiredCapacity"]:
        require_launches(session, values)


def _in_service(group: dict[str, Any]) -> int:
    """The capacity in service: that of an instance is its weight."""
    return sum(
        int(instance.get("WeightedCapacity") or 1)
        for instance in group["Instances"]
        if instance["LifecycleState"] == "InService"
    )


def delete_warm_pool(session: Session, values: Values) -> None:
    """Deletes the warm pool: emptied first, or by force."""
    forced = bool(values.get("forceDelete") or values.get("forceDeleteWarmPool"))
    if not forced:
        _call(session, "PutWarmPool", values, MinSize=0, MaxGroupPreparedCapacity=0)
    _call(session, "DeleteWarmPool", values, ForceDelete=forced)


def empty_group(session: Session, values: Values) -> None:
    """Takes off what keeps AWS from deleting a group: the warm pool, then every instance, protected or not."""
    request = {"AutoScalingGroupNames": [values["id"]]}
    found = session.call("autoscaling", "DescribeAutoScalingGroups", request)["AutoScalingGroups"]
    if not found:
        return
    if found[0].get("WarmPoolConfiguration"):
        delete_warm_pool(session, values)
    if values.get("forceDelete"):
        return
    held = [i["InstanceId"] for i in found[0]["Instances"] if i.get("ProtectedFromScaleIn")]
    if held:
        protection = {"InstanceIds": held, "ProtectedFromScaleIn": False}
        _call(session, "SetInstanceProtection", values, **protection)
    _call(session, "UpdateAutoScalingGroup", values, MinSize=0, MaxSize=0, DesiredCapacity=0)


def _call(session: Session, operation: str, values: Values, **parameters: Any) -> None:
    request = {"AutoScalingGroupName": values["id"], **parameters}
    session.call("autoscaling", operation, request)
