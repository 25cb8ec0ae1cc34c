"""What S3 resources stand beside."""

import json

from tests.localaws.lives import Scene
from tests.localaws.world import REGION, WORKLOAD, Aws, scene


def policy(bucket: str, action: str) -> str:
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{WORKLOAD}:root"},
        "Action": f"s3:{action}",
        "Resource": f"arn:aws:s3:::{bucket}/*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def in_bucket(aws: Aws) -> Scene:
    """A bucket, two that can hold its logs, and two keys."""
    s = scene()
    s.bucket, s.logs, s.other_logs = s.name, f"{s.name}-logs", f"{s.name}-other-logs"
    for name in (s.bucket, s.logs, s.other_logs):
        where = {"LocationConstraint": REGION}
        aws.s3.create_bucket(Bucket=name, CreateBucketConfiguration=where)
    s.key, s.other_key = (aws.kms.create_key()["KeyMetadata"]["Arn"] for _ in range(2))
    return s
