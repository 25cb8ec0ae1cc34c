"""What instances are made of, with AWS's own calls."""

import copy
from typing import Any

from moto.ec2.models import ec2_backends
from moto.ec2.models.amis import Ami
from moto.ec2.utils import random_ami_id
from moto.ssm.models import ssm_backends

from tests.localaws.lives import Scene
from tests.localaws.rows.permissions import trust
from tests.localaws.rows.places import in_subnet
from tests.localaws.world import Aws, scene

PUBLIC = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-"


def image(aws: Aws, architecture: str = "x86_64") -> str:
    """The newest Amazon Linux 2023 of an architecture."""
    return str(aws.ssm.get_parameter(Name=PUBLIC + architecture)["Parameter"]["Value"])


def publish_image(aws: Aws, architecture: str = "x86_64") -> str:
    """AWS publishes a newer Amazon Linux 2023 behind its public parameter; the id of the image.

    Nobody else may change a parameter of AWS, so this is not AWS's API but the emulator's own state. It needs the
    emulator in the process of the test: another test lets its program read a parameter of its own, and changes that.
    """
    known = aws.ec2.describe_images(ImageIds=[image(aws, architecture)])["Images"][0]
    ec2 = ec2_backends[aws.account][aws.region]
    newer = Ami(
        ec2,
        random_ami_id(),
        name=f"al2023-ami-{scene().name}-{architecture}",
        owner_id=known["OwnerId"],
        owner_alias="amazon",
        public=True,
        architecture=architecture,
        virtualization_type="hvm",
        root_device_type="ebs",
        root_device_name=known["RootDeviceName"],
    )
    ec2.amis[newer.id] = newer
    versions = ssm_backends[aws.account][aws.region]._parameters[PUBLIC + architecture]
    parameter = copy.copy(versions[-1])
    parameter.value, parameter.version = newer.id, parameter.version + 1
    versions.append(parameter)
    return newer.id


def security_group(aws: Aws, s: Scene) -> str:
    """A new group in the VPC of a scene."""
    request = {"GroupName": scene().name, "Description": "-", "VpcId": s.vpc}
    return str(aws.ec2.create_security_group(**request)["GroupId"])


def instance_profile(aws: Aws, s: Scene) -> str:
    """A profile with a role, both called like the scene; its ARN."""
    name = f"{s.name}-profile"
    aws.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust("ec2"))
    profile = aws.iam.create_instance_profile(InstanceProfileName=name)["InstanceProfile"]
    aws.iam.add_role_to_instance_profile(InstanceProfileName=name, RoleName=name)
    return str(profile["Arn"])


def key_pair(aws: Aws) -> str:
    """A new key pair; its name."""
    return str(aws.ec2.create_key_pair(KeyName=scene().name)["KeyName"])


def placement_group(aws: Aws, strategy: str = "cluster") -> str:
    """A new placement group; its name."""
    name = scene().name
    aws.ec2.create_placement_group(GroupName=name, Strategy=strategy)
    return name


def launch_template(aws: Aws, s: Scene, **data: Any) -> str:
    """A template of a scene; its id."""
    made = aws.ec2.create_launch_template(
        LaunchTemplateName=f"{s.name}-template",
        LaunchTemplateData={"ImageId": image(aws), "InstanceType": "t3.nano", **data},
    )
    return str(made["LaunchTemplate"]["LaunchTemplateId"])


def running_instance(aws: Aws, s: Scene, **more: Any) -> str:
    """An instance in the subnet of a scene; its id."""
    request = {"ImageId": image(aws), "InstanceType": "t3.nano", "SubnetId": s.subnet, **more}
    made = aws.ec2.run_instances(MinCount=1, MaxCount=1, **request)
    return str(made["Instances"][0]["InstanceId"])


def volume(aws: Aws, **more: Any) -> str:
    """A volume in the first zone; its id."""
    request = {"AvailabilityZone": f"{aws.region}a", "Size": 4, "VolumeType": "gp3", **more}
    return str(aws.ec2.create_volume(**request)["VolumeId"])


def with_network(aws: Aws) -> Scene:
    """A subnet with two security groups, and a profile."""
    s = in_subnet(aws)
    s.group, s.other_group = security_group(aws, s), security_group(aws, s)
    s.profile = instance_profile(aws, s)
    s.profile_name = f"{s.name}-profile"
    s.image, s.arm = image(aws), image(aws, "arm64")
    return s
