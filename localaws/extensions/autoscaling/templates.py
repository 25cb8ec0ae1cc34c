"""Launch templates, as a group names them: what AWS tells back of a name, and what it refuses."""

from typing import Any

from moto.autoscaling.exceptions import ValidationError
from moto.core.exceptions import ServiceException

from localaws.extensions.autoscaling.group import Request

SSM_PREFIX = "resolve:ssm:"
"""An image id that begins so is a parameter of Systems Manager."""

_REFUSED = "You must use a valid fully-formed launch template. "


def template_of(ec2: Any, specification: Request) -> Any:
    """A launch template.

    Raises:
        ValidationError: there is none, or it is named twice or not at all.
    """
    template_id = specification.get("LaunchTemplateId")
    name = specification.get("LaunchTemplateName")
    if bool(template_id) == bool(name):
        raise ValidationError(
            "Valid requests must contain either launchTemplateId or LaunchTemplateName"
        )
    try:
        if template_id:
            return ec2.get_launch_template(template_id)
        return ec2.get_launch_template_by_name(name)
    except ServiceException as error:
        raise ValidationError(_REFUSED + error.message) from error


def version_of(ec2: Any, specification: Request) -> Any:
    """A version of a launch template, `$Default` where none is named.

    Raises:
        ValidationError: the template or the version does not exist.
    """
    one_name = {
        name: value for name, value in specification.items() if name != "LaunchTemplateName"
    }
    template = template_of(ec2, one_name if "LaunchTemplateId" in specification else specification)
    version = specification.get("Version") or "$Default"
    try:
        return template.get_version(version)
    except (ServiceException, ValueError) as error:
        raise ValidationError(
            f"{_REFUSED}Could not find the specified version {version} for the launch template "
            f"with ID {template.id}."
        ) from error


def told(ec2: Any, specification: Request) -> dict[str, str]:
    """A specification as AWS tells it back: id and name, and the version only if one was given.

    Raises:
        ValidationError: the template or the version does not exist.
    """
    template = template_of(ec2, specification)
    whole = {"LaunchTemplateId": template.id, "LaunchTemplateName": template.name}
    if specification.get("Version"):
        whole["Version"] = specification["Version"]
    version_of(ec2, whole)
    return whole


def check_launchable(
    ec2: Any, specification: Request, *, typed: bool, image: str | None = None
) -> None:
    """Refuses what AWS's trial launch finds when a group gets a template.

    Args:
        ec2: moto's EC2 backend.
        specification: names the template.
        typed: whether the type comes from elsewhere.
        image: the image of an override.

    Raises:
        ValidationError: nothing can be launched from it.
    """
    data = version_of(ec2, specification).data
    image = image or data.get("ImageId")
    if not image:
        raise ValidationError(f"{_REFUSED}The request must contain the parameter ImageId")
    if not image.startswith(SSM_PREFIX) and image not in ec2.amis:
        raise ValidationError(f"{_REFUSED}The image id '[{image}]' does not exist")
    if not typed and not data.get("InstanceType") and not data.get("InstanceRequirements"):
        raise ValidationError(f"{_REFUSED}The request must contain the parameter InstanceType")
    for group in data.get("SecurityGroupIds") or []:
        if ec2.get_security_group_from_id(group) is None:
            raise ValidationError(f"{_REFUSED}The security group '{group}' does not exist")
