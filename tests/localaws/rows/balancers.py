"""What load balancers stand in and listeners stand on, made with AWS's own calls."""

import json

from tests.localaws.lives import Scene
from tests.localaws.rows.places import another_subnet, attached_gateway, in_subnet
from tests.localaws.world import REGION, WORKLOAD, Aws


def in_zones(aws: Aws) -> Scene:
    """A VPC with a gateway, a subnet in each of three zones, two security groups and a bucket for logs."""
    s = in_subnet(aws)
    attached_gateway(aws, s)
    s.subnet_b = another_subnet(aws, s)
    request = {"VpcId": s.vpc, "CidrBlock": "10.7.3.0/24", "AvailabilityZone": f"{aws.region}c"}
    s.subnet_c = aws.ec2.create_subnet(**request)["Subnet"]["SubnetId"]
    s.group, s.other_group = (
        aws.ec2.create_security_group(GroupName=name, Description="-", VpcId=s.vpc)["GroupId"]
        for name in ("one", "two")
    )
    s.bucket, s.other_bucket = f"{s.name}-logs", f"{s.name}-other-logs"
    for bucket in (s.bucket, s.other_bucket):
        take_logs(aws, bucket)
    return s


def take_logs(aws: Aws, bucket: str, *statements: dict) -> None:
    """A bucket that load balancers may write to, or one with other statements."""
    where = {"LocationConstraint": REGION}
    aws.s3.create_bucket(Bucket=bucket, CreateBucketConfiguration=where)
    policy = {"Version": "2012-10-17", "Statement": list(statements) or [delivery(bucket)]}
    aws.s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy))


def delivery(bucket: str, **more: object) -> dict:
    """The statement that lets Application Load Balancers write."""
    return {
        "Effect": "Allow",
        "Principal": {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": f"arn:aws:s3:::{bucket}/*/AWSLogs/{WORKLOAD}/*",
        **more,
    }


def with_balancer(aws: Aws) -> Scene:
    """An Application Load Balancer in two of the zones, and two target groups."""
    s = in_zones(aws)
    s.balancer = aws.elbv2.create_load_balancer(
        Name=s.name, Subnets=[s.subnet, s.subnet_b], SecurityGroups=[s.group]
    )["LoadBalancers"][0]["LoadBalancerArn"]
    s.targets, s.other_targets = (
        aws.elbv2.create_target_group(
            Name=f"{s.name}-{which}", Protocol="HTTP", Port=80, VpcId=s.vpc
        )["TargetGroups"][0]["TargetGroupArn"]
        for which in ("one", "two")
    )
    return s


def prefix(s: Scene) -> str:
    """A prefix that nothing else has, in the six characters that there are."""
    number: str = s.name.split("-")[-1]
    return f"{number}-"
