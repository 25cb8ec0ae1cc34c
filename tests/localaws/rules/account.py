"""Cases for log groups, parameters, budgets, and the settings of an account."""

from tests.localaws.rules.cases import UNKNOWN, Case, Inputs

LOG_GROUP, PARAMETER = "aws:cloudwatch/logGroup:LogGroup", "aws:ssm/parameter:Parameter"
BUDGET = "aws:budgets/budget:Budget"
SNAPSHOTS = "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess"
METADATA = "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults"

MAIL = {"subscriberEmailAddresses": ["a@example.com"]}


def notified(*items: dict) -> Inputs:
    return {"notifications": list(items)}


def member(name: str, fine: tuple[object, ...], *broken: object) -> Case:
    return Case(
        BUDGET,
        f"notification.{name}",
        fine=tuple(notified({name: value}) for value in (*fine, UNKNOWN)),
        broken=tuple((notified(MAIL, {name: v}), f"notifications[1].{name}") for v in broken),
    )


CASES = [
    Case(
        LOG_GROUP,
        "logGroup.retentionInDays",
        fine=(*({"retentionInDays": days} for days in (1, "7", 365, 3653, UNKNOWN)), {}),
        broken=tuple(({"retentionInDays": n}, "retentionInDays") for n in (0, 2, 8, 366, 3654)),
    ),
    Case(
        PARAMETER,
        "parameter.name",
        fine=({"name": "/team/a"}, {"name": "my-aws"}, {"name": "/a/ssm"}, {"name": UNKNOWN}),
        broken=tuple(
            ({"name": name}, "name") for name in ("aws", "/aws/a", "AWS-a", "ssm-a", "/SSM/a")
        ),
    ),
    Case(
        PARAMETER,
        "parameter.keyId",
        fine=(
            {"keyId": "key", "type": "SecureString"},
            {"keyId": "key", "type": UNKNOWN},
            {"type": "String"},
        ),
        broken=(
            ({"keyId": UNKNOWN, "type": "String"}, "keyId"),
            ({"keyId": "key", "type": "StringList"}, "keyId"),
        ),
    ),
    Case(
        PARAMETER,
        "parameter.size",
        fine=(
            {"value": "v" * 4096},
            {"value": "ä" * 2048},
            {"value": "v" * 8192, "tier": "Advanced"},
            {"value": "v" * 4097, "tier": "Intelligent-Tiering"},
            {"value": "v" * 4097, "tier": UNKNOWN},
            {"value": UNKNOWN},
        ),
        broken=(
            ({"value": "v" * 4097}, "value"),
            ({"value": "ä" * 2049, "tier": "Standard"}, "value"),
            ({"value": "v" * 8193, "tier": "Advanced"}, "value"),
        ),
    ),
    Case(
        PARAMETER,
        "parameter.allowedPattern",
        fine=(
            {"allowedPattern": "^[a-z]+$", "value": "abc"},
            {"allowedPattern": "^[a-z]+$", "value": UNKNOWN},
            {"allowedPattern": "(broken", "value": "abc"},
            {"value": "abc"},
        ),
        broken=(({"allowedPattern": "^[a-z]+$", "value": "ABC"}, "value"),),
    ),
    Case(
        PARAMETER,
        "parameter.image",
        fine=(
            {"dataType": "aws:ec2:image", "type": "String", "value": "ami-1"},
            {"dataType": "aws:ec2:image", "type": "String", "value": UNKNOWN},
            {"dataType": "text", "type": "SecureString", "value": "x"},
        ),
        broken=(
            ({"dataType": "aws:ec2:image", "type": "String", "value": "img-1"}, "dataType"),
            ({"dataType": "aws:ec2:image", "type": "SecureString", "value": "ami-1"}, "dataType"),
        ),
    ),
    Case(
        BUDGET,
        "budget.notifications",
        fine=(notified(*[MAIL] * 10), {"notifications": UNKNOWN}, {}),
        broken=((notified(*[MAIL] * 11), "notifications"),),
    ),
    Case(
        BUDGET,
        "budget.subscribers",
        fine=(
            notified(MAIL),
            notified({"subscriberSnsTopicArns": UNKNOWN}),
            notified({"subscriberEmailAddresses": ["a@example.com"] * 10}),
            notified({"subscriberSnsTopicArns": ["arn"]}),
        ),
        broken=(
            (notified({"threshold": 1}), "notifications[0]"),
            (notified(MAIL, {"subscriberEmailAddresses": []}), "notifications[1]"),
            (
                notified({"subscriberEmailAddresses": ["a@example.com"] * 11}),
                "notifications[0].subscriberEmailAddresses",
            ),
            (
                notified({"subscriberSnsTopicArns": ["one", "two"]}),
                "notifications[0].subscriberSnsTopicArns",
            ),
        ),
    ),
    member("comparisonOperator", ("GREATER_THAN", "LESS_THAN", "EQUAL_TO"), "AT_LEAST"),
    member("notificationType", ("ACTUAL", "FORECASTED"), "GUESSED"),
    member("threshold", (0, 80.5, 15_000_000_000_000), -1, 15_000_000_000_001),
    member("thresholdType", ("PERCENTAGE", "ABSOLUTE_VALUE"), "RELATIVE"),
    Case(
        SNAPSHOTS,
        "snapshots.state",
        fine=tuple(
            {"state": state}
            for state in ("block-all-sharing", "block-new-sharing", "unblocked", UNKNOWN)
        ),
        broken=(({"state": "blocked"}, "state"),),
    ),
    Case(
        METADATA,
        "metadata.hopLimit",
        fine=(*({"httpPutResponseHopLimit": n} for n in (-1, 1, "64", UNKNOWN)), {}),
        broken=tuple(
            ({"httpPutResponseHopLimit": n}, "httpPutResponseHopLimit") for n in (-2, 0, 65)
        ),
    ),
]
