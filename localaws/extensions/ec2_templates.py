"""EC2 launch templates: versions that build on others and that can be deleted, and data that AWS does not take.

moto mixes the tags of a template into those of its instances, forgets the source of a version, and counts versions by
their place in a list.
"""

import copy
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import (
    EC2ClientError,
    InvalidLaunchTemplateIdNotFound,
    InvalidLaunchTemplateVersionNotFound,
    InvalidParameterCombination,
    MissingParameterError,
)
from moto.ec2.models import EC2Backend
from moto.ec2.models.launch_templates import LaunchTemplate, LaunchTemplateVersion
from moto.ec2.responses import EC2Response
from moto.ec2.utils import parse_user_data

LATEST, DEFAULT = "$Latest", "$Default"

_describe = EC2Backend.describe_launch_templates


def install() -> None:
    """Replaces how templates and versions are made, found and deleted."""
    LaunchTemplate.create_version = create_version
    LaunchTemplate.get_version = get_version
    LaunchTemplate.default_version = lambda self: self.get_version(self.default_version_number)
    # moto keeps what the tags were at first.
    LaunchTemplate.tags = property(lambda self: self.get_tags(), lambda _self, _tags: None)
    EC2Backend.describe_launch_templates = describe_launch_templates
    for operation in (
        create_launch_template,
        create_launch_template_version,
        delete_launch_template_versions,
    ):
        setattr(EC2Response, operation.__name__, operation)


def create_version(self: Any, data: dict[str, Any], description: str) -> LaunchTemplateVersion:
    """The number of a deleted version is not used again."""
    number = self.__dict__.get("localaws_versions", len(self.versions)) + 1
    self.localaws_versions = number
    version = LaunchTemplateVersion(self, number, data, description)
    self.versions.append(version)
    return version


def get_version(self: Any, num: Any) -> LaunchTemplateVersion:
    """A version by its number, `$Latest` or `$Default`."""
    wanted = {LATEST: self.latest_version_number, DEFAULT: self.default_version_number}.get(
        num, num
    )
    for version in self.versions:
        if str(version.number) == str(wanted):
            found: LaunchTemplateVersion = version
            return found
    raise InvalidLaunchTemplateVersionNotFound(template_id=self.id, version=num)


def describe_launch_templates(
    self: EC2Backend,
    template_names: list[str] | None = None,
    template_ids: list[str] | None = None,
    filters: Any = None,
) -> list[LaunchTemplate]:
    """DescribeLaunchTemplates: an id that does not exist is an error, as a name is."""
    for template_id in template_ids or []:
        if template_id not in self.launch_templates:
            raise InvalidLaunchTemplateIdNotFound(template_id)
    templates: list[LaunchTemplate] = _describe(self, template_names, template_ids, filters)
    return templates


def create_launch_template(self: Any) -> ActionResult:
    """CreateLaunchTemplate: its own tags are not those of what it launches."""
    data = _data(self)
    tags = self._parse_tag_specification("launch-template")
    self.error_on_dryrun()
    template = self.ec2_backend.create_launch_template(
        self._get_param("LaunchTemplateName"), self._get_param("VersionDescription"), data, tags
    )
    described = {
        "CreateTime": template.create_time,
        "CreatedBy": f"arn:{self.partition}:iam::{self.current_account}:root",
        "DefaultVersionNumber": template.default_version_number,
        "LatestVersionNumber": template.latest_version_number,
        "LaunchTemplateId": template.id,
        "LaunchTemplateName": template.name,
        "Tags": template.get_tags(),
    }
    return ActionResult({"LaunchTemplate": described})


def create_launch_template_version(self: Any) -> ActionResult:
    """CreateLaunchTemplateVersion: laid over the source version, without the snapshots of that."""
    template = _template(self)
    data = _data(self)
    source = self._get_param("SourceVersion")
    if source:
        inherited = copy.deepcopy(template.get_version(source).data)
        for mapping in inherited.get("BlockDeviceMappings") or []:
            mapping.get("Ebs", {}).pop("SnapshotId", None)
        data = {**inherited, **data}
        _require_consistent(data)
    self.error_on_dryrun()
    version = template.create_version(data, self._get_param("VersionDescription"))
    described = {
        "CreateTime": version.create_time,
        "CreatedBy": f"arn:{self.partition}:iam::{self.current_account}:root",
        "DefaultVersion": template.is_default(version),
        "LaunchTemplateData": version.data,
        "LaunchTemplateId": template.id,
        "LaunchTemplateName": template.name,
        "VersionDescription": version.description,
        "VersionNumber": version.number,
    }
    return ActionResult({"LaunchTemplateVersion": described})


def delete_launch_template_versions(self: Any) -> ActionResult:
    """DeleteLaunchTemplateVersions: what fails is in the answer."""
    template = _template(self)
    self.error_on_dryrun()
    done, failed = [], []
    for number in self._get_param("Versions", []):
        named = {
            "LaunchTemplateId": template.id,
            "LaunchTemplateName": template.name,
            "VersionNumber": number,
        }
        try:
            version = template.get_version(number)
            if template.is_default(version):
                message = "You can't delete the default version of the launch template."
                raise EC2ClientError("unexpectedError", message)
        except EC2ClientError as error:
            code = (
                "launchTemplateVersionDoesNotExist"
                if isinstance(error, InvalidLaunchTemplateVersionNotFound)
                else error.code
            )
            failed.append({**named, "ResponseError": {"Code": code, "Message": error.message}})
        else:
            template.versions.remove(version)
            done.append(named)
    return ActionResult(
        {
            "SuccessfullyDeletedLaunchTemplateVersions": done,
            "UnsuccessfullyDeletedLaunchTemplateVersions": failed,
        }
    )


def _template(self: Any) -> LaunchTemplate:
    template_id, name = self._get_param("LaunchTemplateId"), self._get_param("LaunchTemplateName")
    if template_id and name:
        message = "Either provide launch template ID or launch template name, not both."
        raise InvalidParameterCombination(message)
    if not template_id and not name:
        raise MissingParameterError("launch template ID or launch template name")
    if template_id:
        return self.ec2_backend.get_launch_template(template_id)
    return self.ec2_backend.get_launch_template_by_name(name)


def _data(self: Any) -> dict[str, Any]:
    data: dict[str, Any] = dict(self._get_param("LaunchTemplateData", {}))
    if "UserData" in data:
        data["UserData"] = parse_user_data(data["UserData"])
    _require_consistent(data)
    return data


def _require_consistent(data: dict[str, Any]) -> None:
    if data.get("InstanceType") and data.get("InstanceRequirements"):
        raise InvalidParameterCombination(
            "You can't specify both InstanceType and InstanceRequirements in the same request."
        )
