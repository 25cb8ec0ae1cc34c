"""What AWS refuses to launch, with its codes and words."""

from ipaddress import ip_address, ip_network
from typing import Any

from moto.ec2.exceptions import (
    EC2ClientError,
    InvalidParameterCombination,
    InvalidSecurityGroupNotFoundError,
)
from moto.ec2.models import EC2Backend
from moto.ec2.models.instance_types import INSTANCE_TYPE_OFFERINGS, INSTANCE_TYPES
from moto.ec2.utils import filter_iam_instance_profiles
from moto.iam.exceptions import NotFoundException

from localaws.extensions.ec2_launch.requests import Request
from localaws.extensions.ec2_placement import placement_group

_MISMATCH = (
    "The architecture '{of_type}' of the specified instance type does not match the architecture '{of_image}' of the "
    "specified AMI. Specify an instance type and an AMI that have matching architectures, and try again. You can use "
    "'describe-instance-types' or 'describe-images' to discover the architecture of the instance type or AMI."
)


def require_launchable(backend: EC2Backend, wanted: Request) -> Any:
    """Refuses what AWS refuses.

    Returns:
        The image.

    Raises:
        EC2ClientError: that is so.
    """
    image = _image(backend, wanted)
    zone = _require_network(backend, wanted)
    require_type(backend, wanted["InstanceType"], image.architecture, zone)
    _require_profile(backend, wanted.get("IamInstanceProfile") or {})
    backend.describe_key_pairs([wanted.get("KeyName")])
    placement = wanted.get("Placement") or {}
    if placement.get("GroupName") or placement.get("GroupId"):
        group = placement_group(backend, placement.get("GroupName"), placement.get("GroupId"))
        wanted["Placement"] = {**placement, "GroupName": group.group_name, "GroupId": group.id}
    return image


def require_separate_subnet(request: Request, wanted: Request) -> None:
    """RunInstances takes the subnet either of the instance or of its interfaces. Auto Scaling does not mind."""
    if request.get("SubnetId") and wanted.get("NetworkInterfaces"):
        raise InvalidParameterCombination(
            "Network interfaces and an instance-level subnet ID may not be specified on the same request"
        )


def require_type(backend: EC2Backend, name: str, architecture: str, zone: str | None) -> None:
    """An instance type that exists, is offered where it shall run, and runs what the image holds.

    Raises:
        EC2ClientError: it does not.
    """
    known = INSTANCE_TYPES.get(name)
    if known is None:
        raise EC2ClientError("InvalidParameterValue", f"Invalid value '{name}' for InstanceType.")
    architectures = known["ProcessorInfo"]["SupportedArchitectures"]
    if architecture not in architectures:
        of_type = ",".join(architectures)
        raise EC2ClientError(
            "InvalidParameterValue", _MISMATCH.format(of_type=of_type, of_image=architecture)
        )
    if not _offered(name, "region", backend.region_name, backend.region_name):
        raise EC2ClientError(
            "Unsupported",
            "The requested configuration is currently not supported. Please check the documentation for supported "
            "configurations.",
        )
    if zone and not _offered(name, "availability-zone", backend.region_name, zone):
        raise EC2ClientError(
            "Unsupported",
            f"Your requested instance type ({name}) is not supported in your requested Availability Zone ({zone}).",
        )


def _offered(name: str, kind: str, region: str, location: str) -> bool:
    return any(
        offering["InstanceType"] == name and offering["Location"] == location
        for offering in INSTANCE_TYPE_OFFERINGS[kind].get(region, [])
    )


def _image(backend: EC2Backend, wanted: Request) -> Any:
    if not wanted["ImageId"]:
        raise EC2ClientError("MissingParameter", "The request must contain the parameter ImageId")
    (image,) = backend.describe_images(ami_ids=[wanted["ImageId"]]) or [None]
    if image is None:
        message = f"The image id '[{wanted['ImageId']}]' is no longer available"
        raise EC2ClientError("InvalidAMIID.Unavailable", message)
    return image


def _require_network(backend: EC2Backend, wanted: Request) -> str | None:
    """Subnet and groups exist and are of one VPC; the zone is returned, where a subnet or the placement tells it."""
    interfaces = wanted.get("NetworkInterfaces") or []
    if interfaces and (wanted.get("SecurityGroupIds") or wanted.get("SecurityGroups")):
        raise InvalidParameterCombination(
            "Network interfaces and an instance-level security groups may not be specified on the same request"
        )
    zone: str | None = (wanted.get("Placement") or {}).get("AvailabilityZone")
    for subnet_id, groups in (
        (wanted.get("SubnetId"), wanted.get("SecurityGroupIds")),
        *((interface.get("SubnetId"), interface.get("Groups")) for interface in interfaces),
    ):
        subnet = backend.get_subnet(subnet_id) if subnet_id else None
        for group_id in groups or []:
            group = backend.get_security_group_from_id(group_id)
            if group is None:
                raise InvalidSecurityGroupNotFoundError(group_id)
            if subnet and group.vpc_id != subnet.vpc_id:
                raise EC2ClientError(
                    "InvalidParameter",
                    f"Security group {group_id} and subnet {subnet_id} belong to different networks.",
                )
        zone = subnet.availability_zone if subnet else zone
    if wanted.get("SubnetId") and wanted.get("PrivateIpAddress"):
        _require_address(backend.get_subnet(wanted["SubnetId"]), wanted["PrivateIpAddress"])
    return zone


def _require_address(subnet: Any, address: str) -> None:
    if ip_address(address) not in ip_network(subnet.cidr_block):
        message = f"Address {address} does not fall within the subnet's address range"
        raise EC2ClientError("InvalidParameterValue", message)


def _require_profile(backend: EC2Backend, profile: Request) -> None:
    name, arn = profile.get("Name"), profile.get("Arn")
    if not name and not arn:
        return
    by = "name" if name else "arn"
    try:
        found = filter_iam_instance_profiles(backend.account_id, backend.partition, arn, name)
    except NotFoundException as error:
        raise EC2ClientError(
            "InvalidParameterValue",
            f"Value ({name or arn}) for parameter iamInstanceProfile.{by} is invalid. Invalid IAM Instance Profile "
            f"{'name' if name else 'ARN'}",
        ) from error
    if found is None or not found.roles:
        message = (
            f'IAM Instance Profile "{found.arn if found else arn}" has no associated IAM Roles'
        )
        raise EC2ClientError("InvalidParameterValue", message)
