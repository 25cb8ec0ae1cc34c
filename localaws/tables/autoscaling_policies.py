"""Scaling policies, schedules, lifecycle hooks, notifications and traffic sources of Auto Scaling groups."""

from typing import Any

from localaws.links.match import ITSELF, Target
from localaws.rows import Aspect, Call, Members, Row, Values
from localaws.session import Session
from localaws.tables.autoscaling import GONE_MESSAGE

_GROUP = {"AutoScalingGroupName": "{autoscalingGroupName}"}
_SOURCE_TYPE = "{trafficSource.type|type}"
_SOURCE = "{trafficSource.identifier|identifier}"
"""The program tells them, or the id of an import."""
_POLICY_LINKS: dict[str, Target] = {
    "targetTrackingConfiguration.customizedMetricSpecification.metricDimensions": "Dimensions",
}
_SIZES = {"desiredCapacity": "DesiredCapacity", "maxSize": "MaxSize", "minSize": "MinSize"}
_UNCHANGED_SIZE = -1


def _with_sizes(request: dict[str, Any], _: Values) -> dict[str, Any]:
    """The official provider sends 0 for a size that is not set, and nothing for one that stays as it is."""
    sizes = {**dict.fromkeys(_SIZES.values(), 0), **request}
    return {member: value for member, value in sizes.items() if value != _UNCHANGED_SIZE}


def _notified_groups(session: Session, values: Values) -> list[str]:
    return sorted({told["AutoScalingGroupName"] for told in _notifications(session, values)})


def _notified_types(session: Session, values: Values) -> list[str]:
    return sorted({told["NotificationType"] for told in _notifications(session, values)})


def _notifications(session: Session, values: Values) -> list[dict[str, str]]:
    """What the groups of the program send to the topic; an import knows no groups, and asks for all."""
    request = {"AutoScalingGroupNames": values["groupNames"]} if values.get("groupNames") else {}
    told = session.call("autoscaling", "DescribeNotificationConfigurations", request)
    found: list[dict[str, str]] = told["NotificationConfigurations"]
    return [one for one in found if one["TopicARN"] == values["id"]]


def _notify(session: Session, values: Values) -> None:
    """A put replaces what the group sent to the topic before."""
    for group in values["groupNames"]:
        request = {
            "AutoScalingGroupName": group,
            "TopicARN": values["id"],
            "NotificationTypes": values["notifications"],
        }
        session.call("autoscaling", "PutNotificationConfiguration", request)


def _stop_notifying(session: Session, values: Values) -> None:
    for group in _notified_groups(session, values):
        request = {"AutoScalingGroupName": group, "TopicARN": values["id"]}
        session.call("autoscaling", "DeleteNotificationConfiguration", request)


ROWS = (
    Row(
        token="aws:autoscaling/policy:Policy",
        service="autoscaling",
        create=Call("PutScalingPolicy"),
        read=Call("DescribePolicies", {**_GROUP, "PolicyNames": ["{name}"]}, "ScalingPolicies[0]"),
        delete=Call("DeletePolicy", {**_GROUP, "PolicyName": "{name}"}),
        id="{autoscalingGroupName}/{name}",
        update=Call("PutScalingPolicy"),
        autoname="name",
        defaults={"enabled": True, "policyType": "SimpleScaling"},
        links=_POLICY_LINKS,
        update_links=_POLICY_LINKS,
        read_links=_POLICY_LINKS,
        computed=("metricAggregationType",),
        whole_update=True,
        removal=dict.fromkeys(
            (
                "adjustmentType",
                "cooldown",
                "estimatedInstanceWarmup",
                "minAdjustmentMagnitude",
                "predictiveScalingConfiguration",
                "scalingAdjustment",
                "stepAdjustments",
                "targetTrackingConfiguration",
            )
        ),
        import_id=r"(?P<autoscalingGroupName>[^/]+)/(?P<name>.+)",
        gone_message=GONE_MESSAGE,
    ),
    Row(
        token="aws:autoscaling/schedule:Schedule",
        service="autoscaling",
        create=Call("PutScheduledUpdateGroupAction"),
        read=Call(
            "DescribeScheduledActions",
            {**_GROUP, "ScheduledActionNames": ["{scheduledActionName}"]},
            "ScheduledUpdateGroupActions[0]",
        ),
        delete=Call(
            "DeleteScheduledAction", {**_GROUP, "ScheduledActionName": "{scheduledActionName}"}
        ),
        id="{autoscalingGroupName}/{scheduledActionName}",
        update=Call("PutScheduledUpdateGroupAction"),
        nouns=("ScheduledAction",),
        computed=(*_SIZES, "endTime", "recurrence", "startTime", "timeZone"),
        whole_update=True,
        request=_with_sizes,
        outputs={
            name: lambda values, member=member: values.get(f"_{member}", _UNCHANGED_SIZE)
            for name, member in _SIZES.items()
        },
        import_id=r"(?P<autoscalingGroupName>[^/]+)/(?P<scheduledActionName>.+)",
        gone_message=GONE_MESSAGE,
    ),
    Row(
        token="aws:autoscaling/lifecycleHook:LifecycleHook",
        service="autoscaling",
        create=Call("PutLifecycleHook"),
        read=Call(
            "DescribeLifecycleHooks",
            {**_GROUP, "LifecycleHookNames": ["{name}"]},
            "LifecycleHooks[0]",
        ),
        delete=Call("DeleteLifecycleHook", {**_GROUP, "LifecycleHookName": "{name}"}),
        id="{autoscalingGroupName}/{name}",
        # A put changes what it names. As in the official provider, a hook of another group is put there, and the one
        # before stays.
        update=Call("PutLifecycleHook"),
        autoname="name",
        computed=("defaultResult", "heartbeatTimeout"),
        import_id=r"(?P<autoscalingGroupName>[^/]+)/(?P<name>.+)",
        gone_message=GONE_MESSAGE,
    ),
    Row(
        token="aws:autoscaling/notification:Notification",
        service="autoscaling",
        # There is nothing to create beside a configuration for each group, which are the members.
        create=Call("DescribeNotificationConfigurations"),
        read=Call(
            "DescribeNotificationConfigurations",
            {"AutoScalingGroupNames": lambda values: values.get("groupNames") or []},
            "NotificationConfigurations[?TopicARN=='{id}']|[0]",
        ),
        delete=_stop_notifying,
        id="{topicArn}",
        links={"notifications": None, "topicArn": None},
        read_links={"topicArn": "TopicARN"},
        aspects=(Aspect(("notifications",), put=_notify, sent_by_create=True),),
        members=(
            Members(
                "groupNames",
                add=Call(
                    "PutNotificationConfiguration",
                    {
                        "AutoScalingGroupName": "{item}",
                        "TopicARN": "{id}",
                        "NotificationTypes": "{notifications}",
                    },
                ),
                remove=Call(
                    "DeleteNotificationConfiguration",
                    {"AutoScalingGroupName": "{item}", "TopicARN": "{id}"},
                ),
                read=_notified_groups,
            ),
        ),
        lookups={"notifications": _notified_types},
    ),
    Row(
        token="aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment",
        service="autoscaling",
        create=Call("AttachTrafficSources"),
        read=Call(
            "DescribeTrafficSources",
            {**_GROUP, "TrafficSourceType": _SOURCE_TYPE},
            f"TrafficSources[?Identifier=='{_SOURCE}']|[0]",
        ),
        delete=Call(
            "DetachTrafficSources",
            {**_GROUP, "TrafficSources": [{"Identifier": _SOURCE, "Type": _SOURCE_TYPE}]},
        ),
        id="{autoscalingGroupName},{trafficSource.type},{trafficSource.identifier}",
        read_links={"trafficSource": ITSELF},
        outputs={"autoscalingGroupName": "{autoscalingGroupName}"},
        import_id=r"(?P<autoscalingGroupName>[^,]+),(?P<type>[^,]+),(?P<identifier>.+)",
        gone_message=GONE_MESSAGE,
    ),
)
