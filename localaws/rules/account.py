"""Log groups, parameters, budgets, and the settings of an account."""

import re

from localaws.rules.kinds import FINE, Given, Rule, as_sent, each, refuse

RETENTION_DAYS = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731),
    *(1096, 1827, 2192, 2557, 2922, 3288, 3653),
)
STANDARD_BYTES, ADVANCED_BYTES = 4096, 8192
HOP_LIMITS = range(1, 65)
NO_PREFERENCE = -1
NOTIFICATIONS = 10
EMAILS, TOPICS = 10, 1
"""Subscribers of one notification."""

_PARAMETER = "PutParameter"


def _too_long(given: Given) -> bool:
    size = len(given.text("value").encode())
    if given["tier"] in ("Advanced", "Intelligent-Tiering"):
        return size > ADVANCED_BYTES
    return size > STANDARD_BYTES and (given["tier"] is not None or not given.has("tier"))


def _not_allowed(given: Given) -> bool:
    pattern, value = given.text("allowedPattern"), given["value"]
    if not pattern or value is None:
        return False
    try:
        return re.search(pattern, str(value)) is None
    except re.error:
        return False  # a Java construct that Python lacks: AWS decides


def _subscribers(notification: Given) -> tuple[str, str]:
    emails = len(notification["subscriberEmailAddresses"] or [])
    topics = len(notification["subscriberSnsTopicArns"] or [])
    if not notification.has("subscriberEmailAddresses") and not notification.has(
        "subscriberSnsTopicArns"
    ):
        return "", "has no subscriber"
    if emails > EMAILS:
        return "subscriberEmailAddresses", f"are more than {EMAILS}"
    return ("subscriberSnsTopicArns", f"are more than {TOPICS}") if topics > TOPICS else FINE


def _notification(member: str, name: str) -> Rule:
    """The API model's constraints of a notification's member."""
    checked = as_sent(member, name, "budgets", "CreateNotification", f"Notification.{member}")
    return each(
        f"notification.{name}",
        "notifications",
        "CreateNotification",
        lambda item: next(((name, v.message) for v in checked.problems(item)), FINE),
    )


RULES: dict[str, tuple[Rule, ...]] = {
    "aws:cloudwatch/logGroup:LogGroup": (
        refuse(
            "logGroup.retentionInDays",
            "retentionInDays",
            f"is one of {', '.join(map(str, RETENTION_DAYS))}",
            "PutRetentionPolicy",
            lambda given: given.number("retentionInDays") not in (None, *RETENTION_DAYS),
        ),
    ),
    "aws:ssm/parameter:Parameter": (
        refuse(
            "parameter.name",
            "name",
            "may not begin with aws or ssm, with or without a slash",
            f"{_PARAMETER}, Name",
            lambda given: re.match(r"(?i)/?(aws|ssm)", given.text("name")) is not None,
        ),
        refuse(
            "parameter.keyId",
            "keyId",
            "is for parameters of type SecureString",
            f"{_PARAMETER}, KeyId",
            lambda given: given.has("keyId") and given["type"] in ("String", "StringList"),
        ),
        refuse(
            "parameter.size",
            "value",
            f"has more than {STANDARD_BYTES} bytes, or {ADVANCED_BYTES} in the tier Advanced",
            f"{_PARAMETER}, Value",
            _too_long,
        ),
        refuse(
            "parameter.allowedPattern",
            "value",
            "does not match allowedPattern",
            f"{_PARAMETER}, AllowedPattern",
            _not_allowed,
        ),
        refuse(
            "parameter.image",
            "dataType",
            "aws:ec2:image is for parameters of type String that hold the id of an image",
            f"{_PARAMETER}, DataType",
            lambda given: (
                given["dataType"] == "aws:ec2:image"
                and (
                    given["type"] in ("StringList", "SecureString")
                    or not re.match(r"ami-|$", given.text("value"))
                )
            ),
        ),
    ),
    "aws:budgets/budget:Budget": (
        refuse(
            "budget.notifications",
            "notifications",
            f"are more than {NOTIFICATIONS}",
            "AWS Budgets quotas",
            lambda given: len(given["notifications"] or []) > NOTIFICATIONS,
        ),
        each("budget.subscribers", "notifications", "CreateNotification", _subscribers),
        _notification("ComparisonOperator", "comparisonOperator"),
        _notification("NotificationType", "notificationType"),
        _notification("Threshold", "threshold"),
        _notification("ThresholdType", "thresholdType"),
    ),
    "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess": (
        as_sent("snapshots.state", "state", "ec2", "EnableSnapshotBlockPublicAccess", "State"),
    ),
    "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": (
        refuse(
            "metadata.hopLimit",
            "httpPutResponseHopLimit",
            f"is from 1 to {HOP_LIMITS[-1]}, or {NO_PREFERENCE} for no preference",
            "ModifyInstanceMetadataDefaults",
            lambda given: (
                given.number("httpPutResponseHopLimit") not in (None, NO_PREFERENCE, *HOP_LIMITS)
            ),
        ),
    ),
}
