"""What a launch asks for in the end: the request, its template, and what account and service add."""

import copy
from typing import Any

from moto.core.types import Base64EncodedString
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import EC2Backend
from moto.ec2.utils import parse_user_data
from moto.ssm.models import ssm_backends

DEFAULT_TYPE = "m1.small"
RESOLVED = "resolve:ssm:"
"""An image may be named by the parameter that holds its id."""

Request = dict[str, Any]

_STEERING = ("LaunchTemplate", "MinCount", "MaxCount", "DryRun")


def completed(backend: EC2Backend, request: Request) -> Request:
    """The request laid over its template; both stay as they are.

    Block devices are merged by their name and tags by their resource and key; everything else is taken whole from the
    request, or from the template.
    """
    template = _template(backend, request.get("LaunchTemplate") or {})
    own = {name: value for name, value in request.items() if name not in _STEERING}
    wanted = copy.deepcopy({**template, **own})
    for name, key in (("BlockDeviceMappings", "DeviceName"), ("TagSpecifications", "ResourceType")):
        listed = _by_key(template.get(name) or [], key)
        for item in own.get(name) or []:
            known = listed.get(item[key], {})
            listed[item[key]] = _tags_joined(known, item) if key == "ResourceType" else item
        wanted[name] = copy.deepcopy(list(listed.values()))
    _choose_type(wanted)
    wanted["ImageId"] = _image_id(backend, wanted)
    _place_interface(wanted)
    return wanted


def _template(backend: EC2Backend, named: dict[str, Any]) -> Request:
    """The data of a template's version, and the tags by which an instance tells its template."""
    if not named:
        return {}
    if named.get("LaunchTemplateId"):
        template = backend.get_launch_template(named["LaunchTemplateId"])
    else:
        template = backend.get_launch_template_by_name(named.get("LaunchTemplateName"))
    version = template.get_version(named.get("Version") or "$Default")
    data = {name: value for name, value in version.data.items() if value is not None}
    origin = {
        "aws:ec2launchtemplate:id": template.id,
        "aws:ec2launchtemplate:version": str(version.number),
    }
    told = {"ResourceType": "instance", "Tags": [{"Key": k, "Value": v} for k, v in origin.items()]}
    specifications = _by_key(data.get("TagSpecifications") or [], "ResourceType")
    specifications["instance"] = _tags_joined(specifications.get("instance", {}), told)
    return {**data, "TagSpecifications": list(specifications.values())}


def _by_key(items: list[dict[str, Any]], key: str) -> dict[str, dict[str, Any]]:
    return {item[key]: item for item in items}


def _tags_joined(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    tags = _by_key(first.get("Tags") or [], "Key") | _by_key(second.get("Tags") or [], "Key")
    return {**second, "Tags": list(tags.values())}


def tags_for(wanted: Request, resource: str) -> dict[str, str]:
    """The tags that one kind of resource gets at a launch."""
    return {
        tag["Key"]: tag.get("Value", "")
        for specification in wanted["TagSpecifications"]
        if specification["ResourceType"] == resource
        for tag in specification["Tags"]
    }


def encoded(user_data: Any) -> Base64EncodedString | None:
    """User data in moto's own type, which its callers may hand over already."""
    if isinstance(user_data, Base64EncodedString):
        return user_data
    return parse_user_data(user_data)


def _choose_type(wanted: Request) -> None:
    if wanted.get("InstanceType"):
        return
    if wanted.get("InstanceRequirements"):
        raise EC2ClientError(
            "InvalidParameterCombination",
            "You can't use a launch template with InstanceRequirements to run instances.",
        )
    wanted["InstanceType"] = DEFAULT_TYPE


def _image_id(backend: EC2Backend, wanted: Request) -> str:
    image_id = str(wanted.get("ImageId") or "")
    if not image_id.startswith(RESOLVED):
        return image_id
    name = image_id.removeprefix(RESOLVED)
    parameter = ssm_backends[backend.account_id][backend.region_name].get_parameter(name)
    if parameter is None:
        raise EC2ClientError("InvalidParameterValue", f"The parameter {name} does not exist.")
    return str(parameter.value)


def _place_interface(wanted: Request) -> None:
    """The subnet of a request is that of the first interface, where a template describes the interfaces."""
    for interface in wanted.get("NetworkInterfaces") or []:
        if int(interface.get("DeviceIndex") or 0) == 0 and wanted.get("SubnetId"):
            interface["SubnetId"] = wanted.pop("SubnetId")
