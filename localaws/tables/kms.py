"""KMS keys and aliases."""

from localaws.links.conversions import JSON_TEXT
from localaws.rows import Aspect, Call, Row, Tagging, Values
from localaws.session import Session


def _rotate(session: Session, values: Values) -> None:
    if values.get("enableKeyRotation"):
        period = (
            {"RotationPeriodInDays": values["rotationPeriodInDays"]}
            if values.get("rotationPeriodInDays")
            else {}
        )
        session.call("kms", "EnableKeyRotation", {"KeyId": values["id"], **period})
    else:
        session.call("kms", "DisableKeyRotation", {"KeyId": values["id"]})


def _enable(session: Session, values: Values) -> None:
    operation = "EnableKey" if values.get("isEnabled") else "DisableKey"
    session.call("kms", operation, {"KeyId": values["id"]})


ROWS = (
    Row(
        token="aws:kms/key:Key",
        computed=("multiRegion", "policy", "rotationPeriodInDays"),
        service="kms",
        create=Call("CreateKey"),
        # A deleted key waits for its end: for the program it is gone.
        read=Call(
            "DescribeKey",
            {"KeyId": "{id}"},
            "[KeyMetadata][?KeyState!='PendingDeletion']|[0]",
            shape="KeyMetadata",
        ),
        delete=Call(
            "ScheduleKeyDeletion",
            {
                "KeyId": "{id}",
                "PendingWindowInDays": lambda values: values.get("deletionWindowInDays") or 30,
            },
        ),
        id="KeyMetadata.KeyId",
        tagging=Tagging(
            add=Call("TagResource", {"KeyId": "{id}"}),
            remove=Call("UntagResource", {"KeyId": "{id}"}),
            read=Call("ListResourceTags", {"KeyId": "{id}"}, "Tags"),
        ),
        links={"policy": ("Policy", JSON_TEXT)},
        aspects=(
            Aspect(
                ("policy",),
                put=Call("PutKeyPolicy", {"KeyId": "{id}", "PolicyName": "default"}),
                get=Call("GetKeyPolicy", {"KeyId": "{id}", "PolicyName": "default"}),
                sent_by_create=True,
            ),
            Aspect(
                ("description",),
                put=Call("UpdateKeyDescription", {"KeyId": "{id}"}),
                sent_by_create=True,
            ),
            Aspect(("enableKeyRotation", "rotationPeriodInDays"), put=_rotate),
            Aspect(("isEnabled",), put=_enable),
        ),
        controls=("deletionWindowInDays",),
        refused=dict.fromkeys(
            ("customKeyStoreId", "xksKeyId"), "the emulator has no custom key stores"
        ),
        defaults={
            "customerMasterKeySpec": "SYMMETRIC_DEFAULT",
            "enableKeyRotation": False,
            "isEnabled": True,
            "keyUsage": "ENCRYPT_DECRYPT",
        },
        read_links={"isEnabled": "Enabled"},
        lookups={
            "enableKeyRotation": Call(
                "GetKeyRotationStatus", {"KeyId": "{id}"}, "KeyRotationEnabled"
            ),
            "rotationPeriodInDays": Call(
                "GetKeyRotationStatus", {"KeyId": "{id}"}, "RotationPeriodInDays"
            ),
        },
        removal={"description": ""},
    ),
    Row(
        token="aws:kms/alias:Alias",
        service="kms",
        create=Call("CreateAlias"),
        read=Call("ListAliases", {}, "Aliases[?AliasName=='{id}']|[0]"),
        delete=Call("DeleteAlias", {"AliasName": "{id}"}),
        id="{name}",
        update=Call("UpdateAlias"),
        autoname="name",
        name_form=lambda name, _: name if name.startswith("alias/") else f"alias/{name}",
        lookups={
            "targetKeyArn": Call("DescribeKey", {"KeyId": "{targetKeyId}"}, "KeyMetadata.Arn")
        },
    ),
)
