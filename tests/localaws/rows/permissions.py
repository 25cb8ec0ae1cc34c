"""What IAM resources stand beside."""

import json

from tests.localaws.lives import Scene
from tests.localaws.world import Aws, scene


def trust(service: str) -> str:
    principal = {"Service": f"{service}.amazonaws.com"}
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def permission(action: str) -> str:
    statement = {"Effect": "Allow", "Action": action, "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def with_boundaries(aws: Aws) -> Scene:
    s = scene()
    s.boundary, s.other_boundary = (
        aws.iam.create_policy(PolicyName=f"{s.name}-{which}", PolicyDocument=permission("s3:*"))[
            "Policy"
        ]["Arn"]
        for which in ("boundary", "other")
    )
    return s


def with_role(aws: Aws) -> Scene:
    s = with_boundaries(aws)
    s.role, s.other_role = f"{s.name}-role", f"{s.name}-other-role"
    for name in (s.role, s.other_role):
        aws.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust("ec2"))
    return s
