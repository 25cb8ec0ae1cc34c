"""EC2: a launch does what its request, template, account and image say, or is refused in AWS's words."""

import base64
from typing import Any

import pytest
from botocore.exceptions import ClientError
from moto.ec2.models import EC2Backend, ec2_backends

from localaws.extensions.ec2_launch import launch
from tests.localaws.lives import Scene
from tests.localaws.rows.machines import (
    image,
    instance_profile,
    key_pair,
    launch_template,
    placement_group,
    running_instance,
    security_group,
    with_network,
)
from tests.localaws.rows.places import in_subnet
from tests.localaws.world import REGION, WORKLOAD, Aws, scene, tags


class Machine:
    """What AWS tells of an instance and its volumes."""

    def __init__(self, aws: Aws, instance: str) -> None:
        self.aws, self.id = aws, instance
        (reservation,) = aws.ec2.describe_instances(InstanceIds=[instance])["Reservations"]
        (self.told,) = reservation["Instances"]
        self.interfaces = self.told["NetworkInterfaces"]
        self.tags = tags(self.told.get("Tags"))

    def volumes(self) -> dict[str, dict[str, Any]]:
        """By device."""
        at = [{"Name": "attachment.instance-id", "Values": [self.id]}]
        found = self.aws.ec2.describe_volumes(Filters=at)["Volumes"]
        return {volume["Attachments"][0]["Device"]: volume for volume in found}

    def attribute(self, name: str) -> Any:
        asked = {"InstanceId": self.id, "Attribute": name}
        answer = self.aws.ec2.describe_instance_attribute(**asked)
        return answer[name[0].upper() + name[1:]]["Value"]


def from_template(aws: Aws, template: str, s: Scene, **more: Any) -> Machine:
    made = aws.ec2.run_instances(
        MinCount=1,
        MaxCount=1,
        LaunchTemplate={"LaunchTemplateId": template, "Version": "$Latest"},
        SubnetId=s.subnet,
        **more,
    )
    return Machine(aws, made["Instances"][0]["InstanceId"])


def launched(aws: Aws, s: Scene, **more: Any) -> Machine:
    return Machine(aws, running_instance(aws, s, **more))


@pytest.fixture
def elsewhere(aws: Aws) -> Aws:
    """A region whose settings are changed, and as they were afterwards."""
    ec2 = Aws(aws.session.in_region("eu-west-2")).ec2
    yield Aws(aws.session.in_region("eu-west-2"))
    ec2.disable_ebs_encryption_by_default()
    ec2.reset_ebs_default_kms_key_id()
    ec2.modify_instance_metadata_defaults(
        HttpTokens="no-preference", HttpPutResponseHopLimit=-1, HttpEndpoint="no-preference"
    )


def test_an_instance_takes_everything_from_its_template(aws: Aws):
    s = with_network(aws)
    group, key = placement_group(aws, "partition"), key_pair(aws)
    template = launch_template(
        aws,
        s,
        ImageId=s.arm,
        InstanceType="t4g.small",
        UserData=base64.b64encode(b"echo hello").decode(),
        SecurityGroupIds=[s.group],
        IamInstanceProfile={"Name": s.profile_name},
        MetadataOptions={"HttpTokens": "required", "HttpPutResponseHopLimit": 3},
        Monitoring={"Enabled": True},
        CreditSpecification={"CpuCredits": "standard"},
        DisableApiTermination=True,
        DisableApiStop=True,
        EbsOptimized=True,
        InstanceInitiatedShutdownBehavior="terminate",
        CpuOptions={"CoreCount": 1, "ThreadsPerCore": 1},
        EnclaveOptions={"Enabled": True},
        HibernationOptions={"Configured": True},
        MaintenanceOptions={"AutoRecovery": "disabled"},
        NetworkPerformanceOptions={"BandwidthWeighting": "vpc-1"},
        CapacityReservationSpecification={"CapacityReservationPreference": "none"},
        LicenseSpecifications=[{"LicenseConfigurationArn": "arn:aws:license-manager:a:1:b"}],
        PrivateDnsNameOptions={"HostnameType": "resource-name"},
        Placement={"Tenancy": "dedicated", "GroupName": group, "PartitionNumber": 2},
        KeyName=key,
        TagSpecifications=[
            {"ResourceType": kind, "Tags": [{"Key": "of", "Value": kind}]}
            for kind in ("instance", "volume", "network-interface")
        ],
    )
    machine = from_template(aws, template, s)
    told = machine.told
    assert (told["ImageId"], told["InstanceType"]) == (s.arm, "t4g.small")
    assert (told["KeyName"], told["Monitoring"]["State"]) == (key, "enabled")
    assert told["MetadataOptions"]["HttpTokens"] == "required"
    assert told["MetadataOptions"]["HttpPutResponseHopLimit"] == 3
    assert told["IamInstanceProfile"]["Arn"] == s.profile
    assert [group["GroupId"] for group in told["SecurityGroups"]] == [s.group]
    assert told["EbsOptimized"] is True
    assert told["CpuOptions"] == {"CoreCount": 1, "ThreadsPerCore": 1}
    assert told["EnclaveOptions"] == {"Enabled": True}
    assert told["HibernationOptions"] == {"Configured": True}
    assert told["MaintenanceOptions"]["AutoRecovery"] == "disabled"
    assert told["NetworkPerformanceOptions"] == {"BandwidthWeighting": "vpc-1"}
    assert told["CapacityReservationSpecification"] == {"CapacityReservationPreference": "none"}
    assert told["Licenses"] == [{"LicenseConfigurationArn": "arn:aws:license-manager:a:1:b"}]
    assert told["PrivateDnsNameOptions"]["HostnameType"] == "resource-name"
    placed = told["Placement"]
    assert (placed["Tenancy"], placed["GroupName"], placed["PartitionNumber"]) == (
        "dedicated",
        group,
        2,
    )
    assert placed["AvailabilityZone"] == f"{REGION}a"
    assert machine.attribute("userData") == base64.b64encode(b"echo hello").decode()
    assert machine.attribute("disableApiTermination") is True
    assert machine.attribute("disableApiStop") is True
    assert machine.attribute("instanceInitiatedShutdownBehavior") == "terminate"
    (told_credits,) = aws.ec2.describe_instance_credit_specifications(InstanceIds=[machine.id])[
        "InstanceCreditSpecifications"
    ]
    assert told_credits["CpuCredits"] == "standard"
    assert machine.tags["of"] == "instance"
    assert machine.tags["aws:ec2launchtemplate:id"] == template
    assert machine.tags["aws:ec2launchtemplate:version"] == "1"
    (volume,) = machine.volumes().values()
    assert tags(volume["Tags"]) == {"of": "volume"}
    interface = machine.interfaces[0]["NetworkInterfaceId"]
    found = aws.ec2.describe_network_interfaces(NetworkInterfaceIds=[interface])
    assert tags(found["NetworkInterfaces"][0]["TagSet"]) == {"of": "network-interface"}


def test_a_request_wins_over_its_template(aws: Aws):
    s = with_network(aws)
    template = launch_template(
        aws,
        s,
        InstanceType="t3.nano",
        SecurityGroupIds=[s.group],
        MetadataOptions={"HttpTokens": "optional", "HttpPutResponseHopLimit": 3},
        TagSpecifications=[
            {
                "ResourceType": "instance",
                "Tags": [{"Key": "by", "Value": "template"}, {"Key": "kept", "Value": "yes"}],
            }
        ],
    )
    machine = from_template(
        aws,
        template,
        s,
        InstanceType="t3.micro",
        SecurityGroupIds=[s.other_group],
        MetadataOptions={"HttpTokens": "required"},
        TagSpecifications=[
            {"ResourceType": "instance", "Tags": [{"Key": "by", "Value": "request"}]}
        ],
    )
    assert machine.told["InstanceType"] == "t3.micro"
    assert [group["GroupId"] for group in machine.told["SecurityGroups"]] == [s.other_group]
    assert machine.told["MetadataOptions"]["HttpTokens"] == "required"
    assert machine.told["MetadataOptions"]["HttpPutResponseHopLimit"] == 2
    assert (machine.tags["by"], machine.tags["kept"]) == ("request", "yes")


def test_each_of_several_instances_gets_all_of_it(aws: Aws):
    s = with_network(aws)
    template = launch_template(aws, s, IamInstanceProfile={"Arn": s.profile})
    made = aws.ec2.run_instances(
        MinCount=1,
        MaxCount=3,
        LaunchTemplate={"LaunchTemplateName": f"{s.name}-template"},
        SubnetId=s.subnet,
    )["Instances"]
    machines = [Machine(aws, instance["InstanceId"]) for instance in made]
    assert [m.told["IamInstanceProfile"]["Arn"] for m in machines] == [s.profile] * 3
    assert [m.tags["aws:ec2launchtemplate:id"] for m in machines] == [template] * 3
    assert len({volume["VolumeId"] for m in machines for volume in m.volumes().values()}) == 3


def test_the_version_that_is_asked_for_is_launched(aws: Aws):
    s = in_subnet(aws)
    first, second, third = (key_pair(aws) for _ in range(3))
    template = launch_template(aws, s, KeyName=first)
    for key in (second, third):
        aws.ec2.create_launch_template_version(
            LaunchTemplateId=template, SourceVersion="1", LaunchTemplateData={"KeyName": key}
        )
    aws.ec2.modify_launch_template(LaunchTemplateId=template, DefaultVersion="2")

    def key_of(**version: str) -> str:
        named = {"LaunchTemplateId": template, **version}
        made = aws.ec2.run_instances(MinCount=1, MaxCount=1, LaunchTemplate=named)
        return str(made["Instances"][0]["KeyName"])

    assert key_of(Version="1") == first
    assert key_of(Version="$Latest") == third
    assert (key_of(Version="$Default"), key_of()) == (second, second)


# Volumes


def test_the_root_volume_is_what_the_image_says(aws: Aws):
    machine = launched(aws, in_subnet(aws))
    ((device, root),) = machine.volumes().items()
    assert machine.told["RootDeviceName"] == device == "/dev/xvda"
    assert (root["VolumeType"], root["Size"]) == ("gp3", 8)
    assert (root["Iops"], root["Throughput"], root["Encrypted"]) == (3000, 125, False)
    ((mapped),) = machine.told["BlockDeviceMappings"]
    assert mapped["Ebs"]["DeleteOnTermination"] is True


def test_a_template_changes_the_root_volume_and_adds_others(aws: Aws):
    s = in_subnet(aws)
    key = aws.kms.create_key()["KeyMetadata"]["Arn"]
    template = launch_template(
        aws,
        s,
        BlockDeviceMappings=[
            {
                "DeviceName": "/dev/xvda",
                "Ebs": {
                    "VolumeSize": 20,
                    "Encrypted": True,
                    "KmsKeyId": key,
                    "Iops": 4000,
                    "Throughput": 250,
                    "DeleteOnTermination": False,
                },
            },
            {
                "DeviceName": "/dev/sdf",
                "Ebs": {"VolumeSize": 10, "VolumeType": "io2", "Iops": 500},
            },
            {"DeviceName": "/dev/sdg", "VirtualName": "ephemeral0"},
        ],
    )
    machine = from_template(aws, template, s)
    volumes = machine.volumes()
    assert sorted(volumes) == ["/dev/sdf", "/dev/xvda"]
    root, data = volumes["/dev/xvda"], volumes["/dev/sdf"]
    assert (root["Size"], root["VolumeType"]) == (20, "gp3")
    assert (root["Iops"], root["Throughput"]) == (4000, 250)
    assert (root["Encrypted"], root["KmsKeyId"]) == (True, key)
    assert root["Attachments"][0]["DeleteOnTermination"] is False
    assert (data["Size"], data["VolumeType"], data["Iops"]) == (10, "io2", 500)
    assert data["Encrypted"] is False


def test_a_request_changes_one_volume_of_its_template_and_leaves_the_others(aws: Aws):
    s = in_subnet(aws)
    template = launch_template(
        aws,
        s,
        BlockDeviceMappings=[
            {"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 5}},
            {"DeviceName": "/dev/sdg", "Ebs": {"VolumeSize": 6}},
            {"DeviceName": "/dev/sdh", "Ebs": {"VolumeSize": 7}},
        ],
    )
    changed = [
        {"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 9}},
        {"DeviceName": "/dev/sdh", "NoDevice": ""},
    ]
    volumes = from_template(aws, template, s, BlockDeviceMappings=changed).volumes()
    sizes = {device: volume["Size"] for device, volume in volumes.items()}
    assert sizes == {"/dev/xvda": 8, "/dev/sdf": 9, "/dev/sdg": 6}


def test_where_the_region_encrypts_by_default_every_volume_is_encrypted(elsewhere: Aws):
    key = elsewhere.kms.create_key()["KeyMetadata"]["Arn"]
    elsewhere.ec2.enable_ebs_encryption_by_default()
    elsewhere.ec2.modify_ebs_default_kms_key_id(KmsKeyId=key)
    s = in_subnet(elsewhere)
    mappings = [{"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 5, "Encrypted": False}}]
    volumes = launched(elsewhere, s, BlockDeviceMappings=mappings).volumes()
    told = {device: (v["Encrypted"], v["KmsKeyId"]) for device, v in volumes.items()}
    assert told == {"/dev/xvda": (True, key), "/dev/sdf": (True, key)}


# Metadata


def test_metadata_options_come_from_the_image_where_nobody_says_otherwise(aws: Aws):
    s = in_subnet(aws)
    tokens_only = launched(aws, s).told["MetadataOptions"]
    assert (tokens_only["HttpTokens"], tokens_only["HttpPutResponseHopLimit"]) == ("required", 2)
    older = {"Name": "name", "Values": ["amzn2-ami-hvm-2.0.*-x86_64-gp2"]}
    found = aws.ec2.describe_images(Filters=[older])["Images"]
    told = launched(aws, s, ImageId=found[0]["ImageId"]).told["MetadataOptions"]
    assert (told["HttpTokens"], told["HttpPutResponseHopLimit"]) == ("optional", 1)


def test_metadata_options_come_from_the_account_before_the_image(elsewhere: Aws):
    elsewhere.ec2.modify_instance_metadata_defaults(
        HttpTokens="optional", InstanceMetadataTags="enabled", HttpPutResponseHopLimit=-1
    )
    told = launched(elsewhere, in_subnet(elsewhere)).told["MetadataOptions"]
    assert (told["HttpTokens"], told["InstanceMetadataTags"]) == ("optional", "enabled")
    assert told["HttpPutResponseHopLimit"] == 2  # no preference: the image's
    own = launched(elsewhere, in_subnet(elsewhere), MetadataOptions={"HttpTokens": "required"})
    assert own.told["MetadataOptions"]["HttpTokens"] == "required"
    assert own.told["MetadataOptions"]["InstanceMetadataTags"] == "enabled"


# Credits, spot, interfaces


@pytest.mark.parametrize(
    ("instance_type", "kind"), [("t2.nano", "standard"), ("t3.nano", "unlimited")]
)
def test_credits_are_those_of_the_family_where_nobody_says_otherwise(instance_type, kind, aws: Aws):
    machine = launched(aws, in_subnet(aws), InstanceType=instance_type)
    told = aws.ec2.describe_instance_credit_specifications(InstanceIds=[machine.id])
    assert told["InstanceCreditSpecifications"] == [{"InstanceId": machine.id, "CpuCredits": kind}]


def test_an_instance_of_the_spot_market_says_so(aws: Aws):
    s = in_subnet(aws)
    template = launch_template(aws, s, InstanceMarketOptions={"MarketType": "spot"})
    assert from_template(aws, template, s).told["InstanceLifecycle"] == "spot"
    assert "InstanceLifecycle" not in launched(aws, s).told


def test_an_instance_without_groups_has_the_default_one(aws: Aws):
    s = in_subnet(aws)
    default = aws.ec2.describe_security_groups(
        Filters=[
            {"Name": "vpc-id", "Values": [s.vpc]},
            {"Name": "group-name", "Values": ["default"]},
        ]
    )["SecurityGroups"][0]["GroupId"]
    machine = launched(aws, s)
    assert [group["GroupId"] for group in machine.told["SecurityGroups"]] == [default]
    assert [group["GroupId"] for group in machine.interfaces[0]["Groups"]] == [default]
    assert "Association" not in machine.interfaces[0]


def test_a_public_address_is_lent_by_ec2(aws: Aws):
    s = in_subnet(aws)
    interface = {"DeviceIndex": 0, "SubnetId": s.subnet, "AssociatePublicIpAddress": True}
    machine = Machine(aws, running_instance_with(aws, NetworkInterfaces=[interface]))
    assert machine.interfaces[0]["Association"]["IpOwnerId"] == "amazon"
    assert machine.interfaces[0]["Association"]["PublicIp"] == machine.told["PublicIpAddress"]


def running_instance_with(aws: Aws, **request: Any) -> str:
    request = {"ImageId": image(aws), "InstanceType": "t3.nano", **request}
    made = aws.ec2.run_instances(MinCount=1, MaxCount=1, **request)
    return str(made["Instances"][0]["InstanceId"])


def test_an_image_can_be_named_by_a_parameter(aws: Aws):
    name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
    s = in_subnet(aws)
    template = launch_template(aws, s, ImageId=f"resolve:ssm:{name}")
    assert from_template(aws, template, s).told["ImageId"] == image(aws)
    with pytest.raises(ClientError, match="InvalidParameterValue"):
        launched(aws, s, ImageId="resolve:ssm:/none")


# What Auto Scaling and moto's own callers do


@pytest.fixture
def backend(aws: Aws) -> EC2Backend:
    return ec2_backends[WORKLOAD][REGION]


def test_a_subnet_goes_into_the_first_interface_of_a_template(aws: Aws, backend: EC2Backend):
    s = with_network(aws)
    interfaces = [{"DeviceIndex": 0, "Groups": [s.group], "AssociatePublicIpAddress": True}]
    template = launch_template(aws, s, NetworkInterfaces=interfaces)
    request = {"LaunchTemplate": {"LaunchTemplateId": template}, "SubnetId": s.subnet}
    (instance,) = launch(backend, request).instances
    machine = Machine(aws, instance.id)
    assert machine.told["SubnetId"] == s.subnet
    assert [group["GroupId"] for group in machine.interfaces[0]["Groups"]] == [s.group]
    assert machine.told["PublicIpAddress"] == machine.interfaces[0]["Association"]["PublicIp"]
    message = "instance-level subnet ID may not be specified"
    with pytest.raises(ClientError, match=message):
        from_template(aws, template, s)


def test_what_moto_launches_itself_has_a_root_volume_and_its_template_as_well(
    aws: Aws, backend: EC2Backend
):
    s = with_network(aws)
    template = launch_template(aws, s, IamInstanceProfile={"Arn": s.profile})
    (instance,) = backend.run_instances(
        None,
        1,
        None,
        [s.group],
        launch_template={"LaunchTemplateId": template},
        instance_type="t3.micro",
        is_instance_type_default=False,
        subnet_id=s.subnet,
        placement=f"{REGION}b",
        lifecycle="spot",
        tags={"instance": {"by": "moto"}},
    ).instances
    machine = Machine(aws, instance.id)
    assert (machine.told["InstanceType"], machine.told["ImageId"]) == ("t3.micro", s.image)
    assert machine.told["IamInstanceProfile"]["Arn"] == s.profile
    assert (machine.told["InstanceLifecycle"], machine.tags["by"]) == ("spot", "moto")
    assert [group["GroupId"] for group in machine.told["SecurityGroups"]] == [s.group]
    assert list(machine.volumes()) == ["/dev/xvda"]


# Refusals


def refused(aws: Aws, s: Scene, **request: Any) -> str:
    """The code and the message with which a launch is refused; nothing is left of it."""
    before = [v["VolumeId"] for v in aws.ec2.describe_volumes()["Volumes"]]
    with pytest.raises(ClientError) as raised:
        running_instance(aws, s, **request)
    assert [v["VolumeId"] for v in aws.ec2.describe_volumes()["Volumes"]] == before
    error = raised.value.response["Error"]
    return f"{error['Code']}: {error['Message']}"


def test_the_architecture_of_type_and_image_must_match(aws: Aws):
    s = in_subnet(aws)
    told = refused(aws, s, InstanceType="t3.nano", ImageId=image(aws, "arm64"))
    assert told.startswith(
        "InvalidParameterValue: The architecture 'x86_64' of the specified instance type does not match the "
        "architecture 'arm64' of the specified AMI."
    )
    told = refused(aws, s, InstanceType="t4g.nano", ImageId=image(aws, "x86_64"))
    assert "The architecture 'arm64' of the specified instance type" in told


def test_a_type_must_exist_and_be_offered_where_it_shall_run(aws: Aws):
    s = in_subnet(aws)
    assert refused(aws, s, InstanceType="t9.nano") == (
        "InvalidParameterValue: Invalid value 't9.nano' for InstanceType."
    )
    assert refused(aws, s, InstanceType="m1.small").startswith("Unsupported: ")
    told = refused(aws, s, InstanceType="f2.6xlarge")
    zone = f"not supported in your requested Availability Zone ({REGION}a)"
    assert told.startswith("Unsupported: ")
    assert zone in told


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ({"ImageId": "ami-0123456789abcdef0"}, "InvalidAMIID.NotFound"),
        ({"ImageId": ""}, "MissingParameter"),
        ({"SubnetId": "subnet-0123456789abcdef0"}, "InvalidSubnetID.NotFound"),
        ({"SecurityGroupIds": ["sg-0123456789abcdef0"]}, "InvalidGroup.NotFound"),
        ({"PrivateIpAddress": "192.0.2.1"}, "InvalidParameterValue"),
        ({"KeyName": "none"}, "InvalidKeyPair.NotFound"),
        ({"Placement": {"GroupName": "none"}}, "InvalidPlacementGroup.Unknown"),
        ({"Placement": {"GroupId": "pg-0123456789abcdef0"}}, "InvalidPlacementGroup.Unknown"),
        ({"IamInstanceProfile": {"Name": "none"}}, "InvalidParameterValue"),
        ({"IamInstanceProfile": {"Arn": "arn:aws:iam::1:instance-profile/none"}}, "Invalid"),
        ({"LaunchTemplate": {"LaunchTemplateName": "none"}}, "InvalidLaunchTemplateName.NotFound"),
        (
            {"LaunchTemplate": {"LaunchTemplateId": "lt-0123456789abcdef0"}},
            "InvalidLaunchTemplateId.NotFound",
        ),
        (
            {"BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 7}}]},
            "InvalidBlockDeviceMapping",
        ),
        (
            {"BlockDeviceMappings": [{"DeviceName": "/dev/sdf", "Ebs": {"VolumeType": "gp3"}}]},
            "MissingParameter",
        ),
        ({"BlockDeviceMappings": [{"DeviceName": "/dev/sdf"}]}, "MissingParameter"),
        (
            {
                "BlockDeviceMappings": [
                    {"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 9, "Iops": 500}}
                ]
            },
            "InvalidParameterCombination",
        ),
    ],
)
def test_a_launch_that_cannot_be_is_refused(request_, code, aws: Aws):
    assert refused(aws, in_subnet(aws), **request_).startswith(code)


def test_a_profile_without_a_role_is_refused(aws: Aws):
    name = scene().name
    aws.iam.create_instance_profile(InstanceProfileName=name)
    told = refused(aws, in_subnet(aws), IamInstanceProfile={"Name": name})
    assert "has no associated IAM Roles" in told


def test_a_group_of_another_network_is_refused(aws: Aws):
    other = in_subnet(aws)
    told = refused(aws, in_subnet(aws), SecurityGroupIds=[security_group(aws, other)])
    assert told.startswith("InvalidParameter: ")
    assert "belong to different networks" in told


def test_groups_of_the_instance_beside_interfaces_are_refused(aws: Aws):
    s = with_network(aws)
    template = launch_template(
        aws, s, NetworkInterfaces=[{"DeviceIndex": 0}], SecurityGroupIds=[s.group]
    )
    named = {"LaunchTemplateId": template}
    with pytest.raises(ClientError, match="instance-level security groups"):
        aws.ec2.run_instances(MinCount=1, MaxCount=1, LaunchTemplate=named)


def test_a_template_by_attributes_launches_no_instance_of_its_own(aws: Aws):
    s = in_subnet(aws)
    requirements = {"VCpuCount": {"Min": 1}, "MemoryMiB": {"Min": 512}}
    aws.ec2.create_launch_template(
        LaunchTemplateName=s.name,
        LaunchTemplateData={"ImageId": image(aws), "InstanceRequirements": requirements},
    )
    named = {"LaunchTemplateName": s.name}
    with pytest.raises(ClientError, match="InvalidParameterCombination"):
        aws.ec2.run_instances(MinCount=1, MaxCount=1, LaunchTemplate=named)
    made = aws.ec2.run_instances(
        MinCount=1, MaxCount=1, LaunchTemplate=named, InstanceType="t3.nano"
    )
    assert made["Instances"][0]["InstanceType"] == "t3.nano"


def test_a_dry_run_launches_nothing_and_is_refused_like_a_launch(aws: Aws):
    s = in_subnet(aws)
    told = refused(aws, s, DryRun=True)
    assert told.startswith("DryRunOperation")
    assert refused(aws, s, DryRun=True, InstanceType="t9.nano").startswith("InvalidParameterValue")


def test_a_profile_stays_after_a_launch(aws: Aws):
    """The association is what AssociateIamInstanceProfile makes, so that it can be replaced later."""
    s = in_subnet(aws)
    arn = instance_profile(aws, s)
    machine = launched(aws, s, IamInstanceProfile={"Arn": arn})
    at = [{"Name": "instance-id", "Values": [machine.id]}]
    (association,) = aws.ec2.describe_iam_instance_profile_associations(Filters=at)[
        "IamInstanceProfileAssociations"
    ]
    assert association["IamInstanceProfile"]["Arn"] == arn
