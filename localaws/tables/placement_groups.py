"""EC2 placement groups."""

from dataclasses import replace

from localaws.rows import Call, Row
from localaws.tables.ec2 import TAGGING

_BY_ID = {"Resources": ["{placementGroupId}"]}
_BY_NAME = {"GroupName": "{id}"}

ROWS = (
    Row(
        token="aws:ec2/placementGroup:PlacementGroup",
        service="ec2",
        create=Call("CreatePlacementGroup"),
        read=Call("DescribePlacementGroups", {"GroupNames": ["{id}"]}, "PlacementGroups[0]"),
        delete=Call("DeletePlacementGroup", _BY_NAME),
        id="PlacementGroup.GroupName",
        tagging=replace(TAGGING, add=Call("CreateTags", _BY_ID), remove=Call("DeleteTags", _BY_ID)),
        nouns=("PlacementGroup", "Group"),
        autoname="name",
        computed=("partitionCount", "spreadLevel"),
        read_links={"arn": "GroupArn", "placementGroupId": "GroupId"},
        gone="Unknown",
    ),
)
