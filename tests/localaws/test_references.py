"""Ids and ARNs in the inputs must name something that exists."""

import re

import pytest

from localaws.references import REFERENCES, missing_references
from tests.localaws.rows.balancers import with_balancer
from tests.localaws.rows.certificates import imported, self_signed
from tests.localaws.rows.machines import (
    image,
    instance_profile,
    launch_template,
    running_instance,
    volume,
)
from tests.localaws.rows.places import attached_gateway, in_subnet
from tests.localaws.world import MANAGEMENT, OTHER, REGION, WORKLOAD, Aws

TOKEN = "aws:ec2/route:Route"
MANAGED = "arn:aws:iam::aws:policy/"
BALANCING = f"arn:aws:elasticloadbalancing:{REGION}:{WORKLOAD}"

DANGLING = {
    "vpc-0123456789abcdef0": "InvalidVpcID.NotFound",
    "subnet-0123456789abcdef0": "InvalidSubnetID.NotFound",
    "sg-0123456789abcdef0": "InvalidGroup.NotFound",
    "rtb-0123456789abcdef0": "InvalidRouteTableID.NotFound",
    "igw-0123456789abcdef0": "InvalidInternetGatewayID.NotFound",
    "nat-0123456789abcdef0": "nat-0123456789abcdef0 does not exist",
    "eipalloc-0123456789abcdef0": "InvalidAllocationID.NotFound",
    "eni-0123456789abcdef0": "InvalidNetworkInterfaceID.NotFound",
    "i-0123456789abcdef0": "InvalidInstanceID.NotFound",
    "ami-0123456789abcdef0": "InvalidAMIID.NotFound",
    "lt-0123456789abcdef0": "InvalidLaunchTemplateId.NotFound",
    "snap-0123456789abcdef0": "InvalidSnapshot.NotFound",
    "vol-0123456789abcdef0": "InvalidVolume.NotFound",
    f"arn:aws:iam::{WORKLOAD}:instance-profile/path/none": "NoSuchEntity",
    "eigw-0123456789abcdef0": "eigw-0123456789abcdef0 does not exist",
    "pcx-0123456789abcdef0": "pcx-0123456789abcdef0 does not exist",
    "pl-0123456789abcdef0": "pl-0123456789abcdef0 does not exist",
    "tgw-0123456789abcdef0": "tgw-0123456789abcdef0 does not exist",
    f"arn:aws:kms:{REGION}:{WORKLOAD}:key/1234abcd-12ab-34cd-56ef-1234567890ab": "NotFoundException",
    f"arn:aws:iam::{WORKLOAD}:role/none": "NoSuchEntity",
    f"arn:aws:iam::{WORKLOAD}:role/path/none": "NoSuchEntity",
    f"arn:aws:iam::{WORKLOAD}:policy/none": "NoSuchEntity",
    f"{MANAGED}NoSuchAccess": "NoSuchEntity",
    f"arn:aws:sns:{REGION}:{WORKLOAD}:none": "NotFound",
    f"{BALANCING}:loadbalancer/app/none/0123456789abcdef": "LoadBalancerNotFound",
    f"{BALANCING}:loadbalancer/net/none/0123456789abcdef": "LoadBalancerNotFound",
    f"{BALANCING}:targetgroup/none/0123456789abcdef": "TargetGroupNotFound",
    f"{BALANCING}:listener/app/none/0123456789abcdef/0123456789abcdef": "ListenerNotFound",
    f"arn:aws:acm:{REGION}:{WORKLOAD}:certificate/none": "ResourceNotFoundException",
    f"arn:aws:iam::{WORKLOAD}:server-certificate/path/none": "NoSuchEntity",
    "arn:aws:s3:::no-such-bucket": "404",
    f"arn:aws:logs:{REGION}:{WORKLOAD}:log-group:none": "does not exist",
    f"arn:aws:logs:{REGION}:{WORKLOAD}:log-group:none:*": "does not exist",
}


def test_every_form_of_reference_is_tried():
    tried = {r.pattern for r in REFERENCES for text in DANGLING if re.fullmatch(r.pattern, text)}
    assert tried == {reference.pattern for reference in REFERENCES}


@pytest.mark.parametrize(("text", "problem"), DANGLING.items())
def test_a_dangling_reference_is_refused_with_its_path(text, problem, aws: Aws):
    missing = missing_references(aws.session, TOKEN, {"rules": [{"target": ["fine", text]}]})
    assert len(missing) == 1
    assert missing[0].startswith("rules[0].target[1]: ")
    assert problem in missing[0]


def existing(aws: Aws) -> dict[str, str]:
    """One of everything, by the kind of its reference."""
    s = in_subnet(aws)
    ec2 = aws.ec2
    aws.logs.create_log_group(logGroupName=s.name)
    aws.s3.create_bucket(Bucket=s.name, CreateBucketConfiguration={"LocationConstraint": REGION})
    interface = ec2.create_network_interface(SubnetId=s.subnet)["NetworkInterface"]
    nat = ec2.create_nat_gateway(SubnetId=s.subnet, ConnectivityType="private")["NatGateway"]
    egress = ec2.create_egress_only_internet_gateway(VpcId=s.vpc)["EgressOnlyInternetGateway"]
    prefixes = ec2.create_managed_prefix_list(
        PrefixListName=s.name, MaxEntries=1, AddressFamily="IPv4"
    )["PrefixList"]
    role = aws.iam.create_role(RoleName=s.name, Path="/a/", AssumeRolePolicyDocument="{}")["Role"]
    return {
        "vpc": s.vpc,
        "subnet": s.subnet,
        "gateway": attached_gateway(aws, s),
        "interface": interface["NetworkInterfaceId"],
        "nat": nat["NatGatewayId"],
        "egress": egress["EgressOnlyInternetGatewayId"],
        "prefixes": prefixes["PrefixListId"],
        "address": ec2.allocate_address(Domain="vpc")["AllocationId"],
        "key": aws.kms.create_key()["KeyMetadata"]["Arn"],
        "role": role["Arn"],
        "managed": f"{MANAGED}ReadOnlyAccess",
        "profile": instance_profile(aws, s),
        "image": image(aws, "arm64"),
        "template": launch_template(aws, s),
        "instance": running_instance(aws, s),
        "volume": volume(aws),
        "snapshot": ec2.create_snapshot(VolumeId=volume(aws))["SnapshotId"],
        "topic": aws.sns.create_topic(Name=s.name)["TopicArn"],
        "bucket": f"arn:aws:s3:::{s.name}",
        "group": f"arn:aws:logs:{REGION}:{WORKLOAD}:log-group:{s.name}",
    }


def balanced(aws: Aws) -> dict[str, str]:
    """One of everything in load balancing."""
    s = with_balancer(aws)
    forward = [{"Type": "forward", "TargetGroupArn": s.targets}]
    listener = aws.elbv2.create_listener(
        LoadBalancerArn=s.balancer, Protocol="HTTP", Port=80, DefaultActions=forward
    )["Listeners"][0]["ListenerArn"]
    body, key = self_signed("a.example.com")
    server = aws.iam.upload_server_certificate(
        ServerCertificateName=s.name, CertificateBody=body.decode(), PrivateKey=key.decode()
    )["ServerCertificateMetadata"]["Arn"]
    return {
        "balancer": s.balancer,
        "targets": s.targets,
        "listener": listener,
        "certificate": imported(aws, "a.example.com"),
        "server": server,
    }


def test_what_exists_is_found_whatever_its_kind(aws: Aws):
    assert missing_references(aws.session, TOKEN, existing(aws) | balanced(aws)) == []


def test_a_terminated_instance_is_as_good_as_none(aws: Aws):
    instance = running_instance(aws, in_subnet(aws))
    aws.ec2.terminate_instances(InstanceIds=[instance])
    (missing,) = missing_references(aws.session, TOKEN, {"instanceId": instance})
    assert missing == f"instanceId: {instance} does not exist"


def test_a_log_group_is_not_found_by_the_beginning_of_its_name(aws: Aws):
    aws.logs.create_log_group(logGroupName="group-with-a-long-name")
    arn = f"arn:aws:logs:{REGION}:{WORKLOAD}:log-group:group-with"
    (missing,) = missing_references(aws.session, TOKEN, {"logDestination": arn})
    assert missing == f"logDestination: {arn} does not exist"


@pytest.mark.parametrize(
    "arn",
    [
        f"arn:aws:iam::{OTHER}:role/none",
        f"arn:aws:kms:{REGION}:{MANAGEMENT}:key/none",
        f"arn:aws:sns:{REGION}:{OTHER}:none",
    ],
)
def test_what_belongs_to_another_account_is_not_judged(arn, aws: Aws):
    assert missing_references(aws.session, TOKEN, {"arn": arn}) == []


def test_a_bucket_of_another_account_exists(aws: Aws, emulator):
    other = Aws(emulator.session(OTHER, REGION))
    where = {"LocationConstraint": REGION}
    other.s3.create_bucket(Bucket="of-another-account", CreateBucketConfiguration=where)
    bucket = {"target": "arn:aws:s3:::of-another-account"}
    assert missing_references(aws.session, TOKEN, bucket) == []


def test_what_stands_in_another_region_is_looked_up_there(aws: Aws):
    elsewhere = Aws(aws.session.in_region("eu-west-1"))
    key = elsewhere.kms.create_key()["KeyMetadata"]["Arn"]
    assert missing_references(aws.session, TOKEN, {"key": key}) == []


@pytest.mark.parametrize(
    "inputs",
    [
        {"tags": {"vpc": "vpc-0123456789abcdef0"}},
        {"tagsAll": {"vpc": "vpc-0123456789abcdef0"}},
        {"description": "about vpc-0123456789abcdef0"},
        {"policy": '{"Resource": "arn:aws:s3:::no-such-bucket"}'},
        {"count": 7, "none": None},
    ],
)
def test_tags_and_other_text_are_no_references(inputs, aws: Aws):
    assert missing_references(aws.session, TOKEN, inputs) == []


def test_a_nested_property_called_tags_is_looked_at(aws: Aws):
    nested = {"rule": {"tags": "vpc-0123456789abcdef0"}}
    (missing,) = missing_references(aws.session, TOKEN, nested)
    assert missing.startswith("rule.tags: InvalidVpcID.NotFound")


@pytest.mark.parametrize(
    "token",
    [
        "aws:iam/rolePolicy:RolePolicy",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        "aws:iam/instanceProfile:InstanceProfile",
    ],
)
def test_a_role_that_is_named_must_exist(token, aws: Aws):
    (missing,) = missing_references(aws.session, token, {"role": "nobody"})
    assert missing.startswith("role: NoSuchEntity")
    assert missing_references(aws.session, token, {"role": None}) == []
