"""Public access blocks of buckets and accounts, and access logs."""

import pytest

from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.buckets import in_bucket
from tests.localaws.world import WORKLOAD, Aws

OPEN = {
    "blockPublicAcls": False,
    "blockPublicPolicy": False,
    "ignorePublicAcls": False,
    "restrictPublicBuckets": False,
}
FLAGS = {name: name[0].upper() + name[1:] for name in OPEN}


def each_flag(*, bucket: bool) -> tuple[Life, ...]:
    """One flag alone, then all but that one: no two of them can be taken for each other."""

    def alone(flag: str) -> Life:
        return Life(
            name=f"with {flag} alone",
            inputs=lambda s: {flag: True, **({"bucket": s.bucket} if bucket else {})},
            told=lambda _: {told: name == flag for name, told in FLAGS.items()},
            changed=lambda _: {name: name != flag for name in FLAGS},
            told_changed=lambda _: {told: name != flag for name, told in FLAGS.items()},
        )

    return tuple(alone(flag) for flag in FLAGS)


def describe_bucket_block(aws: Aws, s: Scene) -> Values:
    found = aws.s3.get_public_access_block(Bucket=s.bucket)
    return dict(found["PublicAccessBlockConfiguration"])


def opened_bucket(aws: Aws, s: Scene) -> None:
    flags = {"BlockPublicAcls": False, "BlockPublicPolicy": True}
    aws.s3.put_public_access_block(Bucket=s.bucket, PublicAccessBlockConfiguration=flags)


BUCKET_BLOCK = Case(
    token="aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    prepare=in_bucket,
    describe=describe_bucket_block,
    filled=lambda _: OPEN,
    lives=(
        Life(
            name="minimal",
            inputs=lambda s: {"bucket": s.bucket},
            told=lambda _: dict.fromkeys(FLAGS.values(), False),
            outside=opened_bucket,
            found=lambda _: {"blockPublicPolicy": True},
        ),
        *each_flag(bucket=True),
    ),
)
KEPT = Case(
    token=BUCKET_BLOCK.token,
    prepare=in_bucket,
    describe=describe_bucket_block,
    filled=lambda _: OPEN,
    left=lambda _: {"BlockPublicAcls": True},
    lives=(
        Life(
            name="that stays",
            inputs=lambda s: {"blockPublicAcls": True, "bucket": s.bucket, "skipDestroy": True},
        ),
    ),
)


def describe_account_block(aws: Aws, _: Scene) -> Values:
    found = aws.s3control.get_public_access_block(AccountId=WORKLOAD)
    return dict(found["PublicAccessBlockConfiguration"])


def opened_account(aws: Aws, _: Scene) -> None:
    flags = dict.fromkeys(FLAGS.values(), False)
    aws.s3control.put_public_access_block(AccountId=WORKLOAD, PublicAccessBlockConfiguration=flags)


ACCOUNT_BLOCK = Case(
    token="aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
    describe=describe_account_block,
    filled=lambda _: OPEN,
    lives=(
        Life(
            name="full",
            inputs=lambda _: {**dict.fromkeys(FLAGS, True), "accountId": WORKLOAD},
            told=lambda _: dict.fromkeys(FLAGS.values(), True),
            outside=opened_account,
            found=lambda _: OPEN,
        ),
        *each_flag(bucket=False),
    ),
)


def describe_logging(aws: Aws, s: Scene) -> Values | None:
    found = aws.s3.get_bucket_logging(Bucket=s.bucket).get("LoggingEnabled")
    return dict(found) if found else None


def logged_elsewhere(aws: Aws, s: Scene) -> None:
    where = {"TargetBucket": s.logs, "TargetPrefix": "elsewhere/"}
    aws.s3.put_bucket_logging(Bucket=s.bucket, BucketLoggingStatus={"LoggingEnabled": where})


def with_log_buckets(aws: Aws) -> Scene:
    """The log delivery of AWS may write to them."""
    s = in_bucket(aws)
    for name in (s.logs, s.other_logs):
        aws.s3.put_bucket_acl(Bucket=name, ACL="log-delivery-write")
    return s


LOGGING = Case(
    token="aws:s3/bucketLogging:BucketLogging",
    prepare=with_log_buckets,
    describe=describe_logging,
    lives=(
        Life(
            name="into a bucket",
            inputs=lambda s: {
                "bucket": s.bucket,
                "targetBucket": s.logs,
                "targetPrefix": "access/",
            },
            told=lambda s: {"TargetBucket": s.logs, "TargetPrefix": "access/"},
            changed=lambda s: {"targetBucket": s.other_logs, "targetPrefix": "other/"},
            told_changed=lambda s: {"TargetBucket": s.other_logs, "TargetPrefix": "other/"},
            outside=logged_elsewhere,
            found=lambda s: {"targetBucket": s.logs, "targetPrefix": "elsewhere/"},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(BUCKET_BLOCK, KEPT, ACCOUNT_BLOCK, LOGGING))
def test_access_is_what_s3_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
