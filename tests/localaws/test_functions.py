"""Data sources, answered from the emulator."""

import pytest
from botocore.exceptions import ClientError

from localaws.functions import FUNCTIONS, FunctionError, answer
from localaws.functions.machines import INSTANCE_TYPE
from tests.localaws.rows.machines import PUBLIC, publish_image
from tests.localaws.rows.places import in_subnet, in_vpc
from tests.localaws.world import REGION, WORKLOAD, Aws, scene

ZONES = "aws:index/getAvailabilityZones:getAvailabilityZones"
VPC, SUBNET, AMI = "aws:ec2/getVpc:getVpc", "aws:ec2/getSubnet:getSubnet", "aws:ec2/getAmi:getAmi"
PARAMETER = "aws:ssm/getParameter:getParameter"
TYPE = "aws:ec2/getInstanceType:getInstanceType"


def asked(aws: Aws, token: str, **arguments: object) -> dict:
    return answer(token, arguments, aws.session)


def test_a_data_source_that_is_not_answered_is_an_error(aws: Aws):
    with pytest.raises(FunctionError, match="does not answer this data source"):
        asked(aws, "aws:ec2/getCastle:getCastle")


@pytest.mark.parametrize("token", sorted(FUNCTIONS))
def test_an_argument_that_would_be_ignored_is_refused(token, aws: Aws):
    with pytest.raises(FunctionError, match="does not understand color, size"):
        asked(aws, token, size=1, color="red", name=None)


@pytest.mark.parametrize("token", sorted(set(FUNCTIONS) - {VPC, SUBNET, AMI, TYPE, PARAMETER}))
def test_every_answer_tells_its_region_and_has_an_id(token, aws: Aws):
    found = asked(aws, token)
    assert found["region"] == REGION
    assert found["id"]


def test_the_caller_is_told(aws: Aws):
    found = asked(aws, "aws:index/getCallerIdentity:getCallerIdentity")
    assert found["accountId"] == WORKLOAD
    assert found["arn"].startswith(f"arn:aws:sts::{WORKLOAD}:")


def test_the_region_and_the_partition_are_told(aws: Aws):
    assert asked(aws, "aws:index/getRegion:getRegion", region="eu-west-1") == {
        "id": "eu-west-1",
        "name": "eu-west-1",
        "description": "eu-west-1",
        "endpoint": "ec2.eu-west-1.amazonaws.com",
        "region": "eu-west-1",
    }
    assert asked(aws, "aws:index/getPartition:getPartition")["partition"] == "aws"


def test_the_zones_of_the_region_are_told_without_the_excluded_ones(aws: Aws):
    found = asked(aws, ZONES)
    assert found["names"] == ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
    assert sorted(found["zoneIds"]) == ["euc1-az1", "euc1-az2", "euc1-az3"]
    assert found["groupNames"] == [REGION]
    fewer = asked(aws, ZONES, excludeNames=["eu-central-1b"], state="available")
    assert fewer["names"] == ["eu-central-1a", "eu-central-1c"]
    assert asked(aws, ZONES, state="impaired")["names"] == []


def test_a_vpc_is_found_by_its_id_and_by_a_filter(aws: Aws):
    s = in_vpc(aws)
    aws.ec2.create_tags(Resources=[s.vpc], Tags=[{"Key": "Name", "Value": s.name}])
    by_id = asked(aws, VPC, id=s.vpc)
    assert asked(aws, VPC, filters=[{"name": "tag:Name", "values": [s.name]}]) == by_id
    (table,) = aws.ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [s.vpc]}])[
        "RouteTables"
    ]
    told = {
        "arn": f"arn:aws:ec2:{REGION}:{WORKLOAD}:vpc/{s.vpc}",
        "cidrBlock": "10.7.0.0/16",
        "default": False,
        "enableDnsHostnames": False,
        "enableDnsSupport": True,
        "mainRouteTableId": table["RouteTableId"],
        "ownerId": WORKLOAD,
        "state": "available",
        "tags": {"Name": s.name},
    }
    assert {name: by_id[name] for name in told} == told
    assert [block["cidrBlock"] for block in by_id["cidrBlockAssociations"]] == ["10.7.0.0/16"]


def test_the_default_vpc_is_found(aws: Aws):
    assert asked(aws, VPC, default=True)["cidrBlock"] == "172.31.0.0/16"


def test_a_vpc_and_a_subnet_are_found_by_their_tags(aws: Aws):
    s = in_subnet(aws)
    tags = [{"Key": "Name", "Value": s.name}, {"Key": "other", "Value": "x"}]
    aws.ec2.create_tags(Resources=[s.vpc, s.subnet], Tags=tags)
    assert asked(aws, VPC, tags={"Name": s.name})["id"] == s.vpc
    assert asked(aws, SUBNET, tags={"Name": s.name, "other": "x"})["id"] == s.subnet
    with pytest.raises(FunctionError, match="no matching EC2 VPC"):
        asked(aws, VPC, tags={"Name": s.name, "other": "y"})


def test_no_vpc_and_several_are_errors(aws: Aws):
    with pytest.raises(FunctionError, match="no matching EC2 VPC found"):
        asked(aws, VPC, filters=[{"name": "tag:Name", "values": [scene().name]}])
    for _ in range(2):
        in_vpc(aws)
    with pytest.raises(FunctionError, match="multiple EC2 VPCs matched"):
        asked(aws, VPC, filters=[{"name": "cidr", "values": ["10.7.0.0/16"]}])
    with pytest.raises(ClientError, match="InvalidVpcID"):
        asked(aws, VPC, id="vpc-0123456789abcdef0")


def test_a_subnet_is_found_by_id_and_by_what_it_is(aws: Aws):
    s = in_subnet(aws)
    by_id = asked(aws, SUBNET, id=s.subnet)
    assert asked(aws, SUBNET, vpcId=s.vpc, cidrBlock="10.7.1.0/24") == by_id
    assert asked(aws, SUBNET, vpcId=s.vpc, availabilityZone="eu-central-1a") == by_id
    told = {
        "arn": f"arn:aws:ec2:{REGION}:{WORKLOAD}:subnet/{s.subnet}",
        "availabilityZone": "eu-central-1a",
        "availableIpAddressCount": 251,
        "cidrBlock": "10.7.1.0/24",
        "id": s.subnet,
        "vpcId": s.vpc,
        "tags": {},
    }
    assert {name: by_id[name] for name in told} == told
    with pytest.raises(FunctionError, match="no matching EC2 Subnet found"):
        asked(aws, SUBNET, vpcId=s.vpc, cidrBlock="10.7.9.0/24")


def test_a_parameter_is_decrypted_unless_told_not_to(aws: Aws):
    name = f"/{scene().name}"
    aws.ssm.put_parameter(Name=name, Value="hidden", Type="SecureString")
    found = asked(aws, PARAMETER, name=name)
    assert (found["value"], found["type"], found["version"]) == ("hidden", "SecureString", 1)
    assert found["arn"] == f"arn:aws:ssm:{REGION}:{WORKLOAD}:parameter{name}"
    assert asked(aws, PARAMETER, name=name, withDecryption=False)["value"] != "hidden"
    with pytest.raises(ClientError, match="ParameterNotFound"):
        asked(aws, PARAMETER, name=f"{name}-none")


def test_an_image_is_found_by_name_and_the_newest_of_several_on_demand(aws: Aws):
    amazon = {"owners": ["amazon"], "filters": [{"name": "name", "values": ["amzn*"]}]}
    newest = asked(aws, AMI, **amazon, mostRecent=True)
    images = aws.ec2.describe_images(
        Owners=["amazon"], Filters=[{"Name": "name", "Values": ["amzn*"]}]
    )["Images"]
    assert newest["creationDate"] == max(image["CreationDate"] for image in images)
    assert newest["arn"] == f"arn:aws:ec2:{REGION}::image/{newest['imageId']}"
    with pytest.raises(FunctionError, match="more than one result"):
        asked(aws, AMI, **amazon)
    with pytest.raises(FunctionError, match="returned no results"):
        asked(aws, AMI, **amazon, nameRegex="^nothing is called so$")


def test_a_public_parameter_of_aws_names_an_image(aws: Aws):
    path = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
    assert asked(aws, PARAMETER, name=path)["value"].startswith("ami-")


@pytest.mark.parametrize("architecture", ["arm64", "x86_64"])
def test_the_newest_amazon_linux_is_found_behind_its_parameter(architecture, aws: Aws):
    found = asked(aws, PARAMETER, name=PUBLIC + architecture)
    (image,) = aws.ec2.describe_images(ImageIds=[found["insecureValue"]])["Images"]
    assert image["Architecture"] == architecture
    assert image["Name"].startswith("al2023-ami-2023.")
    assert found["value"] == found["insecureValue"]
    assert found["version"] > 1


def test_a_newer_image_appears_behind_the_parameter_of_aws(aws: Aws):
    """In a region of its own, where nothing else looks."""
    elsewhere = Aws(aws.session.in_region("eu-south-2"))
    before = asked(elsewhere, PARAMETER, name=f"{PUBLIC}arm64")
    newer = publish_image(elsewhere, "arm64")
    after = asked(elsewhere, PARAMETER, name=f"{PUBLIC}arm64")
    assert (after["insecureValue"], after["version"]) == (newer, before["version"] + 1)
    (image,) = elsewhere.ec2.describe_images(ImageIds=[newer])["Images"]
    assert (image["Architecture"], image["RootDeviceName"]) == ("arm64", "/dev/xvda")
    assert image["BlockDeviceMappings"][0]["Ebs"]["VolumeType"] == "gp3"
    assert asked(aws, PARAMETER, name=f"{PUBLIC}arm64")["insecureValue"] != newer


def test_an_instance_type_is_told_with_what_a_program_chooses_it_by(aws: Aws):
    found = asked(aws, TYPE, instanceType="t4g.small")
    expected = {
        "id": "t4g.small",
        "burstablePerformanceSupported": True,
        "currentGeneration": True,
        "defaultVcpus": 2,
        "memorySize": 2048,
        "supportedArchitectures": ["arm64"],
        "supportedUsagesClasses": ["on-demand", "spot"],
        "hypervisor": "nitro",
        "ebsPerformanceMaximumIops": 11800,
        "maximumNetworkInterfaces": 3,
    }
    assert {name: found[name] for name in expected} == expected
    assert "gpuses" not in found


def test_the_disks_and_the_accelerators_of_an_instance_type_are_told(aws: Aws):
    found = asked(aws, TYPE, instanceType="g4dn.xlarge")
    assert found["gpuses"] == [
        {"count": 1, "manufacturer": "NVIDIA", "memorySize": 16384, "name": "T4"}
    ]
    assert found["instanceDisks"] == [{"count": 1, "size": 125, "type": "ssd"}]
    assert (found["totalGpuMemory"], found["totalInstanceStorage"]) == (16384, 125)


def test_an_instance_type_that_does_not_exist_is_an_error(aws: Aws):
    with pytest.raises(ClientError, match="InvalidInstanceType"):
        asked(aws, TYPE, instanceType="t9.nano")


def test_every_member_of_an_instance_type_is_one_of_the_sdk():
    from pulumi_aws.ec2.get_instance_type import GetInstanceTypeResult

    members = [m for m in vars(GetInstanceTypeResult).values() if isinstance(m, property)]
    assert set(INSTANCE_TYPE) <= {member.fget._pulumi_name for member in members}
