"""What network resources stand in, made with AWS's own calls."""

from tests.localaws.lives import Scene
from tests.localaws.world import Aws, scene


def in_vpc(aws: Aws) -> Scene:
    """A VPC."""
    vpc = aws.ec2.create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]
    return scene(vpc=vpc["VpcId"], account=aws.account)


def in_subnet(aws: Aws) -> Scene:
    """A subnet in its VPC."""
    s = in_vpc(aws)
    request = {"VpcId": s.vpc, "CidrBlock": "10.7.1.0/24", "AvailabilityZone": f"{aws.region}a"}
    s.subnet = aws.ec2.create_subnet(**request)["Subnet"]["SubnetId"]
    return s


def another_subnet(aws: Aws, s: Scene) -> str:
    """A second subnet beside the first."""
    request = {"VpcId": s.vpc, "CidrBlock": "10.7.2.0/24", "AvailabilityZone": f"{aws.region}b"}
    return str(aws.ec2.create_subnet(**request)["Subnet"]["SubnetId"])


def attached_gateway(aws: Aws, s: Scene) -> str:
    """An internet gateway at the VPC."""
    gateway = aws.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    aws.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=s.vpc)
    return str(gateway)
