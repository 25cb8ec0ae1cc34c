"""Tags: fifty for each resource, of which moto takes ten."""

from typing import Any

from moto.elbv2.exceptions import TooManyTagsError
from moto.elbv2.models import ELBv2Backend

MOST_TAGS = 50


def install() -> None:
    """Replaces the operation."""
    ELBv2Backend.add_tags = add_tags


def add_tags(self: Any, resource_arns: list[str], tags: list[dict[str, str]]) -> None:
    """AddTags: to all of the resources, or to none."""
    new = {tag["Key"] for tag in tags}
    for arn in resource_arns:
        self._get_resource_by_arn(arn)
        if len(new | set(self.tagging_service.get_tag_dict_for_resource(arn))) > MOST_TAGS:
            raise TooManyTagsError
    for arn in resource_arns:
        self.tagging_service.tag_resource(arn, tags)
