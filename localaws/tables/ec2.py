"""What the tables of EC2 resources share."""

from dataclasses import replace

from localaws.rows import Call, Tagging
from localaws.tagging import TAG_SPECIFICATIONS

ARN = "arn:aws:ec2:{region}:{account}:"

TAGGING = Tagging(
    add=Call("CreateTags", {"Resources": ["{id}"]}),
    remove=Call("DeleteTags", {"Resources": ["{id}"]}),
    remove_member="Tags",
    remove_form="pairs",
    create_member=TAG_SPECIFICATIONS,
)

TAGGING_AFTER_CREATE = replace(TAGGING, create_member="")


def described_by_id(operation: str, parameter: str, result: str) -> Call:
    """The describe call for one resource."""
    return Call(operation, {parameter: ["{id}"]}, result)
