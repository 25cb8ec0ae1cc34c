"""Policies of Amazon Data Lifecycle Manager: snapshots and images on a schedule."""

from typing import Any

from localaws.links.conversions import Converted
from localaws.rows import Call, Row, Tagging

_ID = {"PolicyId": "{id}"}
_ARN = {"ResourceArn": "{arn}"}

_ONLY = Converted("the only one", lambda value: [value], lambda told: told[0] if told else None)
"""A text that the API keeps in a list of one."""

_INSIDE: dict[str, Any] = {
    "policyDetails.action": "Actions",
    "policyDetails.resourceLocations": ("ResourceLocations", _ONLY),
    "policyDetails.resourceType": "ResourceType",
    "policyDetails.resourceTypes": "ResourceTypes",
    "policyDetails.schedules.archiveRule.archiveRetainRule": "RetainRule",
    "policyDetails.schedules.createRule.times": ("Times", _ONLY),
}
"""Links inside of the details, the same in every request and description."""

ROWS = (
    Row(
        token="aws:dlm/lifecyclePolicy:LifecyclePolicy",
        service="dlm",
        create=Call("CreateLifecyclePolicy"),
        read=Call("GetLifecyclePolicy", _ID, "Policy"),
        delete=Call("DeleteLifecyclePolicy", _ID),
        id="PolicyId",
        update=Call("UpdateLifecyclePolicy", _ID),
        nouns=("LifecyclePolicy", "Policy"),
        tagging=Tagging(add=Call("TagResource", _ARN), remove=Call("UntagResource", _ARN)),
        links=_INSIDE,
        update_links={**_INSIDE, "defaultPolicy": None},
        read_links={**_INSIDE, "defaultPolicy": None},
        defaults={"state": "ENABLED"},
        computed=(
            "policyDetails.copyTags",
            "policyDetails.createInterval",
            "policyDetails.extendDeletion",
            "policyDetails.policyLanguage",
            "policyDetails.policyType",
            "policyDetails.resourceType",
            "policyDetails.retainInterval",
        ),
        outputs={
            "defaultPolicy": lambda values: (
                values.get("_ResourceType") if values.get("_DefaultPolicy") else None
            )
        },
    ),
)
