"""Elastic Load Balancing: load balancers, their places, their attributes and their logs."""

import re

import pytest
from botocore.exceptions import ClientError

from tests.localaws.lives import Scene
from tests.localaws.rows.balancers import delivery, in_zones, take_logs
from tests.localaws.rows.places import another_subnet, in_subnet
from tests.localaws.world import OTHER, REGION, WORKLOAD, Aws, scene


@pytest.fixture
def s(aws: Aws) -> Scene:
    return in_zones(aws)


def made(aws: Aws, s: Scene, **asked: object) -> dict:
    wanted = {"Name": scene().name, "Subnets": [s.subnet, s.subnet_b], **asked}
    return aws.elbv2.create_load_balancer(**wanted)["LoadBalancers"][0]


def attributes(aws: Aws, arn: str) -> dict[str, str]:
    listed = aws.elbv2.describe_load_balancer_attributes(LoadBalancerArn=arn)["Attributes"]
    return {attribute["Key"]: attribute["Value"] for attribute in listed}


def modify(aws: Aws, arn: str, **wanted: str) -> None:
    pairs = [{"Key": key.replace("__", "."), "Value": value} for key, value in wanted.items()]
    aws.elbv2.modify_load_balancer_attributes(LoadBalancerArn=arn, Attributes=pairs)


def interfaces(aws: Aws, balancer: dict) -> dict[str, list[str]]:
    """Subnet → groups of the network interfaces of a load balancer."""
    suffix = balancer["LoadBalancerArn"].split(":loadbalancer/")[1]
    found = aws.ec2.describe_network_interfaces(
        Filters=[{"Name": "description", "Values": [f"ELB {suffix}"]}]
    )["NetworkInterfaces"]
    return {i["SubnetId"]: [group["GroupId"] for group in i["Groups"]] for i in found}


def test_an_application_load_balancer_has_all_attributes_with_the_defaults_of_aws(
    aws: Aws, s: Scene
):
    assert attributes(aws, made(aws, s)["LoadBalancerArn"]) == {
        "access_logs.s3.bucket": "",
        "access_logs.s3.enabled": "false",
        "access_logs.s3.prefix": "",
        "client_keep_alive.seconds": "3600",
        "connection_logs.s3.bucket": "",
        "connection_logs.s3.enabled": "false",
        "connection_logs.s3.prefix": "",
        "deletion_protection.enabled": "false",
        "health_check_logs.s3.bucket": "",
        "health_check_logs.s3.enabled": "false",
        "health_check_logs.s3.prefix": "",
        "idle_timeout.timeout_seconds": "60",
        "load_balancing.cross_zone.enabled": "true",
        "routing.http.desync_mitigation_mode": "defensive",
        "routing.http.drop_invalid_header_fields.enabled": "false",
        "routing.http.preserve_host_header.enabled": "false",
        "routing.http.x_amzn_tls_version_and_cipher_suite.enabled": "false",
        "routing.http.xff_client_port.enabled": "false",
        "routing.http.xff_header_processing.mode": "append",
        "routing.http2.enabled": "true",
        "waf.fail_open.enabled": "false",
        "zonal_shift.config.enabled": "false",
    }


def test_a_network_load_balancer_has_attributes_of_its_own(aws: Aws, s: Scene):
    arn = made(aws, s, Type="network")["LoadBalancerArn"]
    told = attributes(aws, arn)
    assert told["load_balancing.cross_zone.enabled"] == "false"
    assert told["dns_record.client_routing_policy"] == "any_availability_zone"
    problem = (
        "'idle_timeout.timeout_seconds' is not supported on load balancers with type 'network'"
    )
    with pytest.raises(ClientError, match=problem):
        modify(aws, arn, deletion_protection__enabled="true", idle_timeout__timeout_seconds="60")
    assert attributes(aws, arn) == told


@pytest.mark.parametrize(
    ("asked", "form"),
    [
        ({}, rf"{{name}}-\d+\.{REGION}\.elb\.amazonaws\.com"),
        ({"Scheme": "internal"}, rf"internal-{{name}}-\d+\.{REGION}\.elb\.amazonaws\.com"),
        ({"Type": "network"}, rf"{{name}}-[0-9a-f]{{{{16}}}}\.elb\.{REGION}\.amazonaws\.com"),
    ],
)
def test_a_load_balancer_is_called_by_its_name_in_dns(asked, form, aws: Aws, s: Scene):
    balancer = made(aws, s, **asked)
    expected = form.format(name=balancer["LoadBalancerName"])
    assert re.fullmatch(expected, balancer["DNSName"])


def test_a_load_balancer_faces_the_internet_with_the_default_group_unless_it_is_told_otherwise(
    aws: Aws, s: Scene
):
    balancer = made(aws, s)
    (default,) = aws.ec2.describe_security_groups(
        Filters=[
            {"Name": "vpc-id", "Values": [s.vpc]},
            {"Name": "group-name", "Values": ["default"]},
        ]
    )["SecurityGroups"]
    assert balancer["Scheme"] == "internet-facing"
    assert balancer["SecurityGroups"] == [default["GroupId"]]
    assert ":loadbalancer/app/" in balancer["LoadBalancerArn"]
    assert ":loadbalancer/net/" in made(aws, s, Type="network")["LoadBalancerArn"]


def test_a_name_is_taken_once(aws: Aws, s: Scene):
    name = made(aws, s)["LoadBalancerName"]
    with pytest.raises(ClientError, match="DuplicateLoadBalancerName"):
        made(aws, s, Name=name, Scheme="internal")


def test_an_application_load_balancer_needs_two_zones(aws: Aws, s: Scene):
    problem = "At least two subnets in two different Availability Zones must be specified"
    with pytest.raises(ClientError, match=f"ValidationError.*{problem}"):
        made(aws, s, Subnets=[s.subnet])
    arn = made(aws, s)["LoadBalancerArn"]
    with pytest.raises(ClientError, match=problem):
        aws.elbv2.set_subnets(LoadBalancerArn=arn, Subnets=[s.subnet])
    assert made(aws, s, Type="network", Subnets=[s.subnet])["Type"] == "network"


def test_a_load_balancer_stands_once_in_a_zone_and_in_one_vpc(aws: Aws, s: Scene):
    beside = aws.ec2.create_subnet(
        VpcId=s.vpc, CidrBlock="10.7.9.0/24", AvailabilityZone=f"{REGION}b"
    )["Subnet"]["SubnetId"]
    with pytest.raises(ClientError, match=r"InvalidConfigurationRequest.*same Availability Zone"):
        made(aws, s, Subnets=[s.subnet_b, beside])
    elsewhere = in_subnet(aws).subnet
    with pytest.raises(ClientError, match=r"InvalidConfigurationRequest.*same VPC"):
        made(aws, s, Subnets=[s.subnet_b, elsewhere])


def test_a_load_balancer_faces_the_internet_only_where_the_vpc_has_a_gateway(aws: Aws):
    s = in_subnet(aws)
    s.subnet_b = another_subnet(aws, s)
    with pytest.raises(ClientError, match=f"InvalidSubnet.*VPC {s.vpc} has no internet gateway"):
        made(aws, s)
    internal = made(aws, s, Scheme="internal")
    assert internal["Scheme"] == "internal"


def test_a_subnet_needs_eight_free_addresses_for_a_new_application_load_balancer(
    aws: Aws, s: Scene
):
    """A /28 has eleven."""
    small = [
        aws.ec2.create_subnet(
            VpcId=s.vpc, CidrBlock=f"10.7.20.{block}/28", AvailabilityZone=f"{REGION}{zone}"
        )["Subnet"]["SubnetId"]
        for block, zone in ((0, "a"), (16, "b"))
    ]
    for number in range(3):
        aws.ec2.create_network_interface(
            SubnetId=small[0], PrivateIpAddress=f"10.7.20.{4 + number}"
        )
    arn = made(aws, s, Subnets=small)["LoadBalancerArn"]
    with pytest.raises(ClientError, match=f"Not enough IP space available in {small[0]}"):
        made(aws, s, Subnets=small)
    aws.elbv2.set_subnets(LoadBalancerArn=arn, Subnets=small)


def test_security_groups_must_exist_in_the_vpc(aws: Aws, s: Scene):
    with pytest.raises(ClientError, match="InvalidSecurityGroup"):
        made(aws, s, SecurityGroups=["sg-0123456789abcdef0"])
    other = in_zones(aws)
    with pytest.raises(ClientError, match=f"'{other.group}' does not belong to VPC '{s.vpc}'"):
        made(aws, s, SecurityGroups=[other.group])
    arn = made(aws, s)["LoadBalancerArn"]
    with pytest.raises(ClientError, match=f"'{other.group}' does not belong to VPC '{s.vpc}'"):
        aws.elbv2.set_security_groups(LoadBalancerArn=arn, SecurityGroups=[other.group])


def test_a_load_balancer_has_an_interface_in_each_subnet_with_its_groups(aws: Aws, s: Scene):
    balancer = made(aws, s, SecurityGroups=[s.group])
    arn = balancer["LoadBalancerArn"]
    assert interfaces(aws, balancer) == {s.subnet: [s.group], s.subnet_b: [s.group]}
    aws.elbv2.set_subnets(LoadBalancerArn=arn, Subnets=[s.subnet_b, s.subnet_c])
    aws.elbv2.set_security_groups(LoadBalancerArn=arn, SecurityGroups=[s.other_group])
    expected = {s.subnet_b: [s.other_group], s.subnet_c: [s.other_group]}
    assert interfaces(aws, balancer) == expected
    aws.elbv2.delete_load_balancer(LoadBalancerArn=arn)
    assert interfaces(aws, balancer) == {}


def test_a_security_group_of_a_load_balancer_is_not_deleted(aws: Aws, s: Scene):
    arn = made(aws, s, SecurityGroups=[s.group])["LoadBalancerArn"]
    with pytest.raises(ClientError, match="DependencyViolation"):
        aws.ec2.delete_security_group(GroupId=s.group)
    aws.ec2.delete_security_group(GroupId=s.other_group)
    aws.elbv2.delete_load_balancer(LoadBalancerArn=arn)
    aws.ec2.delete_security_group(GroupId=s.group)


def test_a_protected_load_balancer_is_not_deleted(aws: Aws, s: Scene):
    arn = made(aws, s)["LoadBalancerArn"]
    modify(aws, arn, deletion_protection__enabled="true")
    problem = f"OperationNotPermitted.*{arn}.*deletion protection is enabled"
    with pytest.raises(ClientError, match=problem):
        aws.elbv2.delete_load_balancer(LoadBalancerArn=arn)
    modify(aws, arn, deletion_protection__enabled="false")
    aws.elbv2.delete_load_balancer(LoadBalancerArn=arn)
    with pytest.raises(ClientError, match="LoadBalancerNotFound"):
        aws.elbv2.describe_load_balancers(LoadBalancerArns=[arn])
    aws.elbv2.delete_load_balancer(LoadBalancerArn=arn)


def test_a_load_balancer_has_up_to_fifty_tags(aws: Aws, s: Scene):
    arn = made(aws, s)["LoadBalancerArn"]
    fifty = [{"Key": f"key-{number}", "Value": "a"} for number in range(50)]
    aws.elbv2.add_tags(ResourceArns=[arn], Tags=fifty)
    aws.elbv2.add_tags(ResourceArns=[arn], Tags=[{"Key": "key-7", "Value": "b"}])
    with pytest.raises(ClientError, match="TooManyTags"):
        aws.elbv2.add_tags(ResourceArns=[arn], Tags=[{"Key": "one-more", "Value": "a"}])
    (told,) = aws.elbv2.describe_tags(ResourceArns=[arn])["TagDescriptions"]
    assert {"Key": "key-7", "Value": "b"} in told["Tags"]
    assert len(told["Tags"]) == 50


LOAD_BALANCERS = f"arn:aws:elasticloadbalancing:{REGION}:{WORKLOAD}:loadbalancer/*"


def logged(aws: Aws, s: Scene, bucket: str, prefix: str = "alb", kind: str = "access_logs") -> str:
    """A load balancer that writes its logs; its ARN."""
    arn = made(aws, s)["LoadBalancerArn"]
    wanted = {
        f"{kind}__s3__bucket": bucket,
        f"{kind}__s3__enabled": "true",
        f"{kind}__s3__prefix": prefix,
    }
    modify(aws, arn, **wanted)
    return arn


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"Principal": {"AWS": "arn:aws:iam::054676820928:root"}},
        {"Principal": {"AWS": ["arn:aws:iam::1:root", "054676820928"]}},
        {"Principal": "*"},
        {"Action": ["s3:GetObject", "s3:Put*"]},
        {"Action": "*"},
        {"Resource": "arn:aws:s3:::*"},
        {
            "Resource": [
                "arn:aws:s3:::{bucket}",
                f"arn:aws:s3:::{{bucket}}/alb/AWSLogs/{WORKLOAD}/*",
            ]
        },
        {"Condition": {"ArnLike": {"aws:SourceArn": LOAD_BALANCERS}}},
        {"Condition": {"StringEquals": {"aws:SourceAccount": [OTHER, WORKLOAD]}}},
    ],
)
def test_logs_are_enabled_where_the_policy_lets_the_delivery_write(more, aws: Aws, s: Scene):
    bucket = f"{scene().name}-bucket"
    resource = more.get("Resource")
    if resource:
        listed = resource if isinstance(resource, list) else [resource]
        more = {**more, "Resource": [arn.format(bucket=bucket) for arn in listed]}
    take_logs(aws, bucket, delivery(bucket, **more))
    arn = logged(aws, s, bucket)
    assert attributes(aws, arn)["access_logs.s3.enabled"] == "true"


@pytest.mark.parametrize(
    "more",
    [
        {"Effect": "Deny"},
        {"Principal": {"Service": "delivery.logs.amazonaws.com"}},
        {"Principal": {"AWS": "arn:aws:iam::156460612806:root"}},
        {"Action": "s3:GetObject"},
        {"Resource": "arn:aws:s3:::{bucket}/AWSLogs/*"},
        {"Resource": f"arn:aws:s3:::{{bucket}}/*/AWSLogs/{OTHER}/*"},
        {"Condition": {"StringEquals": {"aws:SourceAccount": OTHER}}},
        {"Condition": {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}},
    ],
)
def test_logs_are_not_enabled_where_the_policy_does_not(more, aws: Aws, s: Scene):
    bucket = f"{scene().name}-bucket"
    filled = {k: v.format(bucket=bucket) if k == "Resource" else v for k, v in more.items()}
    take_logs(aws, bucket, delivery(bucket, **filled))
    problem = f"InvalidConfigurationRequest.*Access Denied for bucket: {bucket}. Please check"
    with pytest.raises(ClientError, match=problem):
        logged(aws, s, bucket)


def test_a_denial_wins_over_what_is_allowed(aws: Aws, s: Scene):
    bucket = f"{scene().name}-bucket"
    take_logs(aws, bucket, delivery(bucket), delivery(bucket, Effect="Deny", Principal="*"))
    with pytest.raises(ClientError, match="Access Denied for bucket"):
        logged(aws, s, bucket)


def test_a_denial_of_plain_connections_does_not_stop_the_delivery(aws: Aws, s: Scene):
    bucket = f"{scene().name}-bucket"
    condition = {"Bool": {"aws:SecureTransport": "false"}}
    denial = delivery(bucket, Effect="Deny", Principal="*", Condition=condition)
    take_logs(aws, bucket, delivery(bucket), denial)
    assert logged(aws, s, bucket)


def test_without_a_prefix_the_logs_begin_at_the_root(aws: Aws, s: Scene):
    bucket = f"{scene().name}-bucket"
    root = f"arn:aws:s3:::{bucket}/AWSLogs/{WORKLOAD}/*"
    take_logs(aws, bucket, delivery(bucket, Resource=root))
    assert logged(aws, s, bucket, prefix="")
    with pytest.raises(ClientError, match="Access Denied for bucket"):
        logged(aws, s, s.bucket, prefix="")


@pytest.mark.parametrize("kind", ["connection_logs", "health_check_logs"])
def test_other_logs_need_a_bucket_too(kind, aws: Aws, s: Scene):
    arn = logged(aws, s, s.bucket, kind=kind)
    assert attributes(aws, arn)[f"{kind}.s3.enabled"] == "true"
    with pytest.raises(ClientError, match="Access Denied for bucket: no-such-bucket"):
        logged(aws, s, "no-such-bucket", kind=kind)


def test_logs_that_are_refused_change_no_attribute(aws: Aws, s: Scene):
    arn = made(aws, s)["LoadBalancerArn"]
    before = attributes(aws, arn)
    with pytest.raises(ClientError, match="Access Denied for bucket: no-such-bucket"):
        modify(
            aws,
            arn,
            access_logs__s3__bucket="no-such-bucket",
            access_logs__s3__enabled="true",
            idle_timeout__timeout_seconds="30",
        )
    assert attributes(aws, arn) == before


def test_a_bucket_without_a_policy_takes_no_logs(aws: Aws, s: Scene):
    aws.s3.delete_bucket_policy(Bucket=s.bucket)
    with pytest.raises(ClientError, match="Access Denied for bucket"):
        logged(aws, s, s.bucket)


def test_a_bucket_in_another_region_takes_no_logs(aws: Aws, s: Scene):
    bucket = f"{scene().name}-bucket"
    take_logs(aws, bucket)
    elsewhere = Aws(aws.session.in_region("eu-west-1"))
    there = in_zones_of(elsewhere)
    with pytest.raises(ClientError, match="Access Denied for bucket"):
        logged(elsewhere, there, bucket)


def in_zones_of(aws: Aws) -> Scene:
    """Two subnets with a gateway, and no bucket."""
    vpc = aws.ec2.create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]["VpcId"]
    gateway = aws.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    aws.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    first, second = (
        aws.ec2.create_subnet(
            VpcId=vpc, CidrBlock=f"10.7.{number}.0/24", AvailabilityZone=f"{aws.region}{zone}"
        )["Subnet"]["SubnetId"]
        for number, zone in enumerate("ab")
    )
    return scene(subnet=first, subnet_b=second)


def test_a_bucket_encrypted_by_kms_takes_logs_of_network_load_balancers_alone(aws: Aws, s: Scene):
    bucket = f"{scene().name}-bucket"
    both = {
        "Service": ["logdelivery.elasticloadbalancing.amazonaws.com", "delivery.logs.amazonaws.com"]
    }
    take_logs(aws, bucket, delivery(bucket, Principal=both))

    def encrypted(algorithm: str) -> None:
        rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": algorithm}}
        aws.s3.put_bucket_encryption(
            Bucket=bucket, ServerSideEncryptionConfiguration={"Rules": [rule]}
        )

    encrypted("AES256")
    assert logged(aws, s, bucket)
    encrypted("aws:kms")
    with pytest.raises(ClientError, match="Access Denied for bucket"):
        logged(aws, s, bucket)
    network = made(aws, s, Type="network")["LoadBalancerArn"]
    modify(
        aws,
        network,
        access_logs__s3__bucket=bucket,
        access_logs__s3__enabled="true",
        access_logs__s3__prefix="nlb",
    )


def test_a_bucket_of_another_account_takes_logs_if_its_policy_says_so(aws: Aws, s: Scene, emulator):
    other = Aws(emulator.session(OTHER, REGION))
    bucket = f"{scene().name}-bucket"
    take_logs(other, bucket)
    assert logged(aws, s, bucket)
