"""EC2 placement groups, which moto lacks."""

from dataclasses import dataclass
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import EC2Backend
from moto.ec2.models.core import TaggedEC2Resource
from moto.ec2.responses import EC2Response
from moto.ec2.utils import (
    EC2_PREFIX_TO_RESOURCE,
    EC2_RESOURCE_TO_PREFIX,
    generic_filter,
    random_id,
)

RESOURCE, PREFIX = "placement-group", "pg"
DEFAULT_PARTITIONS = 2

_do_resources_exist = EC2Backend.do_resources_exist


def install() -> None:
    """Adds the operations."""
    EC2_PREFIX_TO_RESOURCE[PREFIX] = RESOURCE
    EC2_RESOURCE_TO_PREFIX[RESOURCE] = PREFIX
    EC2Backend.do_resources_exist = do_resources_exist
    for operation in (create_placement_group, delete_placement_group, describe_placement_groups):
        setattr(EC2Response, operation.__name__, operation)


@dataclass
class PlacementGroup(TaggedEC2Resource):
    """A group, and where its instances stand."""

    ec2_backend: EC2Backend
    id: str
    group_name: str
    strategy: str
    partition_count: int | None
    spread_level: str | None
    state: str = "available"

    @property
    def group_id(self) -> str:
        """Its id."""
        return self.id

    @property
    def group_arn(self) -> str:
        """Its ARN, by name."""
        backend = self.ec2_backend
        return (
            f"arn:{backend.partition}:ec2:{backend.region_name}:{backend.account_id}"
            f":placement-group/{self.group_name}"
        )


def placement_groups(backend: EC2Backend) -> dict[str, PlacementGroup]:
    """By name; kept in the backend, so that they belong to its account and region and are in its snapshot."""
    groups: dict[str, PlacementGroup] = backend.__dict__.setdefault("localaws_placement", {})
    return groups


def placement_group(backend: EC2Backend, name: str | None, group_id: str | None) -> PlacementGroup:
    """The group of a name or an id.

    Raises:
        EC2ClientError: there is none.
    """
    for group in placement_groups(backend).values():
        if group.group_name == name or (group_id and group.id == group_id):
            return group
    message = f"The Placement Group '{name or group_id}' is unknown."
    raise EC2ClientError("InvalidPlacementGroup.Unknown", message)


def do_resources_exist(self: EC2Backend, resource_ids: list[str]) -> bool:
    """What can be tagged: placement groups as well."""
    groups = [name for name in resource_ids if name.startswith(f"{PREFIX}-")]
    for group_id in groups:
        placement_group(self, None, group_id)
    return bool(_do_resources_exist(self, [name for name in resource_ids if name not in groups]))


def create_placement_group(self: Any) -> ActionResult:
    """CreatePlacementGroup."""
    backend, groups = self.ec2_backend, placement_groups(self.ec2_backend)
    name, strategy = self._get_param("GroupName"), self._get_param("Strategy") or "cluster"
    partitions = self._get_param("PartitionCount")
    tags = self._parse_tag_specification(RESOURCE)
    if name in groups:
        message = f"The Placement Group '{name}' already exists."
        raise EC2ClientError("InvalidPlacementGroup.Duplicate", message)
    if partitions and strategy != "partition":
        message = "The parameter PartitionCount is valid for strategy partition only."
        raise EC2ClientError("InvalidParameterCombination", message)
    self.error_on_dryrun()
    group = PlacementGroup(
        backend,
        random_id(PREFIX),
        name,
        strategy,
        (partitions or DEFAULT_PARTITIONS) if strategy == "partition" else None,
        (self._get_param("SpreadLevel") or "rack") if strategy == "spread" else None,
    )
    groups[name] = group
    group.add_tags(tags.get(RESOURCE, {}))
    return ActionResult({"PlacementGroup": group})


def delete_placement_group(self: Any) -> ActionResult:
    """DeletePlacementGroup: an empty one."""
    backend = self.ec2_backend
    group = placement_group(backend, self._get_param("GroupName"), None)
    for instance in backend.all_instances():
        if instance.placement.group_name == group.group_name and instance.state != "terminated":
            message = f"The Placement Group '{group.group_name}' is in use and may not be deleted."
            raise EC2ClientError("InvalidPlacementGroup.InUse", message)
    self.error_on_dryrun()
    del placement_groups(backend)[group.group_name]
    return EmptyResult()


def describe_placement_groups(self: Any) -> ActionResult:
    """DescribePlacementGroups."""
    backend = self.ec2_backend
    names, ids = self._get_param("GroupNames", []), self._get_param("GroupIds", [])
    found = [placement_group(backend, name, None) for name in names]
    found += [placement_group(backend, None, group_id) for group_id in ids]
    if not names and not ids:
        found = list(placement_groups(backend).values())
    filters = self._filters_from_querystring()
    return ActionResult({"PlacementGroups": generic_filter(filters, found)})
