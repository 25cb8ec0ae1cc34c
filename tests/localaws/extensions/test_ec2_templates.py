"""EC2 launch templates: versions upon versions, deleted versions, and what is refused."""

import base64

import pytest
from botocore.exceptions import ClientError

from tests.localaws.world import Aws, scene, tags


class Template:
    """A new template."""

    def __init__(self, aws: Aws, **data: object) -> None:
        self.ec2, self.name = aws.ec2, scene().name
        made = self.ec2.create_launch_template(
            LaunchTemplateName=self.name,
            LaunchTemplateData=data or {"KeyName": "first"},
            TagSpecifications=[
                {"ResourceType": "launch-template", "Tags": [{"Key": "of", "Value": "template"}]}
            ],
        )["LaunchTemplate"]
        self.id, self.made = made["LaunchTemplateId"], made

    def version(self, number: str) -> dict:
        (found,) = self.ec2.describe_launch_template_versions(
            LaunchTemplateId=self.id, Versions=[number]
        )["LaunchTemplateVersions"]
        return found

    def add(self, **request: object) -> int:
        added = self.ec2.create_launch_template_version(LaunchTemplateId=self.id, **request)
        return int(added["LaunchTemplateVersion"]["VersionNumber"])

    def numbers(self) -> list[int]:
        found = self.ec2.describe_launch_template_versions(LaunchTemplateId=self.id)
        return [version["VersionNumber"] for version in found["LaunchTemplateVersions"]]

    def described(self) -> dict:
        return self.ec2.describe_launch_templates(LaunchTemplateIds=[self.id])["LaunchTemplates"][0]


@pytest.fixture
def template(aws: Aws) -> Template:
    return Template(aws)


def test_the_tags_of_a_template_are_not_those_of_what_it_launches(template: Template):
    assert tags(template.made["Tags"]) == {"of": "template"}
    assert "TagSpecifications" not in template.version("1")["LaunchTemplateData"]
    template.ec2.create_tags(Resources=[template.id], Tags=[{"Key": "of", "Value": "ours"}])
    assert tags(template.described()["Tags"]) == {"of": "ours"}


def test_a_version_inherits_from_its_source_what_it_does_not_say(aws: Aws):
    user_data = base64.b64encode(b"echo").decode()
    template = Template(
        aws,
        KeyName="first",
        UserData=user_data,
        Monitoring={"Enabled": True},
        BlockDeviceMappings=[
            {"DeviceName": "/dev/sdf", "Ebs": {"SnapshotId": "snap-1", "VolumeSize": 5}}
        ],
    )
    template.add(SourceVersion="1", LaunchTemplateData={"KeyName": "second"})
    assert template.version("2")["LaunchTemplateData"] == {
        "KeyName": "second",
        "UserData": user_data,
        "Monitoring": {"Enabled": True},
        "BlockDeviceMappings": [{"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 5}}],
    }
    source = template.version("1")["LaunchTemplateData"]["BlockDeviceMappings"][0]
    assert source["Ebs"]["SnapshotId"] == "snap-1"


def test_a_version_without_a_source_says_what_it_says_only(template: Template):
    template.add(LaunchTemplateData={"ImageId": "ami-1"}, VersionDescription="alone")
    assert template.version("$Latest")["LaunchTemplateData"] == {"ImageId": "ami-1"}
    assert template.version("$Latest")["VersionDescription"] == "alone"


def test_versions_are_deleted_but_for_the_default_and_no_number_is_used_twice(template: Template):
    for key in ("second", "third"):
        template.add(LaunchTemplateData={"KeyName": key})
    answer = template.ec2.delete_launch_template_versions(
        LaunchTemplateId=template.id, Versions=["1", "3", "7"]
    )
    done = answer["SuccessfullyDeletedLaunchTemplateVersions"]
    failed = answer["UnsuccessfullyDeletedLaunchTemplateVersions"]
    assert [item["VersionNumber"] for item in done] == [3]
    assert [(item["VersionNumber"], item["ResponseError"]["Code"]) for item in failed] == [
        (1, "unexpectedError"),
        (7, "launchTemplateVersionDoesNotExist"),
    ]
    assert template.numbers() == [1, 2]
    assert template.add(LaunchTemplateData={"KeyName": "fourth"}) == 4
    assert template.version("$Latest")["LaunchTemplateData"] == {"KeyName": "fourth"}
    assert template.version("4")["LaunchTemplateData"] == {"KeyName": "fourth"}
    with pytest.raises(ClientError, match="VersionNotFound"):
        template.version("3")


def test_the_default_stays_the_default_when_an_older_version_goes(template: Template):
    for key in ("second", "third"):
        template.add(LaunchTemplateData={"KeyName": key})
    template.ec2.modify_launch_template(LaunchTemplateId=template.id, DefaultVersion="2")
    template.ec2.delete_launch_template_versions(LaunchTemplateName=template.name, Versions=["1"])
    assert template.version("$Default")["LaunchTemplateData"] == {"KeyName": "second"}
    assert template.described()["DefaultVersionNumber"] == 2
    assert template.described()["LatestVersionNumber"] == 3


def test_user_data_must_be_encoded(aws: Aws):
    with pytest.raises(ClientError, match=r"InvalidUserData\.Malformed"):
        Template(aws, UserData="#!/bin/sh")
    template = Template(aws)
    with pytest.raises(ClientError, match=r"InvalidUserData\.Malformed"):
        template.add(LaunchTemplateData={"UserData": "#!/bin/sh"})


def test_a_type_and_requirements_exclude_each_other(aws: Aws):
    requirements = {"VCpuCount": {"Min": 1}, "MemoryMiB": {"Min": 512}}
    with pytest.raises(ClientError, match="InvalidParameterCombination"):
        Template(aws, InstanceType="t3.nano", InstanceRequirements=requirements)
    template = Template(aws, InstanceType="t3.nano")
    with pytest.raises(ClientError, match="InvalidParameterCombination"):
        template.add(SourceVersion="1", LaunchTemplateData={"InstanceRequirements": requirements})
    assert template.add(LaunchTemplateData={"InstanceRequirements": requirements}) == 2


def test_a_template_is_named_in_one_way(template: Template):
    data = {"LaunchTemplateData": {"KeyName": "k"}}
    create = template.ec2.create_launch_template_version
    with pytest.raises(ClientError, match="InvalidParameterCombination"):
        create(LaunchTemplateId=template.id, LaunchTemplateName=template.name, **data)
    with pytest.raises(ClientError, match="MissingParameter"):
        create(**data)
    assert create(LaunchTemplateName=template.name, **data)["LaunchTemplateVersion"]


def test_a_template_that_does_not_exist_is_an_error(aws: Aws):
    missing = "lt-0123456789abcdef0"
    with pytest.raises(ClientError, match=r"InvalidLaunchTemplateId\.NotFound"):
        aws.ec2.describe_launch_templates(LaunchTemplateIds=[missing])
    with pytest.raises(ClientError, match=r"InvalidLaunchTemplateId\.NotFound"):
        aws.ec2.delete_launch_template_versions(LaunchTemplateId=missing, Versions=["1"])
