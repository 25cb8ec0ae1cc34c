"""S3 buckets, and their sub-resources that are small."""

import json

import pytest

from tests.localaws.lives import GENERATED, PREFIXED, Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.buckets import in_bucket, policy
from tests.localaws.world import REGION, Aws, tags

TAGS = {"team": "a", "stage": "x"}


def describe_bucket(aws: Aws, s: Scene) -> Values:
    found = dict(aws.s3.head_bucket(Bucket=s.id))
    lock = False
    try:
        found["Tags"] = tags(aws.s3.get_bucket_tagging(Bucket=s.id)["TagSet"])
    except aws.s3.exceptions.ClientError:
        found["Tags"] = {}
    try:
        configuration = aws.s3.get_object_lock_configuration(Bucket=s.id)
        lock = configuration["ObjectLockConfiguration"]["ObjectLockEnabled"]
    except aws.s3.exceptions.ClientError:
        lock = "Disabled"
    where = aws.s3.get_bucket_location(Bucket=s.id)["LocationConstraint"]
    return {**found, "Lock": lock, "Where": where}


def bucket_outputs(_: Aws, s: Scene) -> Values:
    name = f"{s.name}-{GENERATED}"
    return {
        "arn": f"arn:aws:s3:::{name}",
        "bucket": name,
        "bucketDomainName": f"{name}.s3.amazonaws.com",
        "bucketRegion": REGION,
        "bucketRegionalDomainName": f"{name}.s3.{REGION}.amazonaws.com",
        "tagsAll": {},
    }


def fill(aws: Aws, s: Scene) -> None:
    """Objects, versions and a delete marker for `forceDestroy`, and a tag for the refresh."""
    aws.s3.put_bucket_versioning(Bucket=s.id, VersioningConfiguration={"Status": "Enabled"})
    for body in (b"one", b"two"):
        aws.s3.put_object(Bucket=s.id, Key="kept", Body=body)
    aws.s3.delete_object(Bucket=s.id, Key="kept")
    tagging = {"TagSet": [{"Key": "who", "Value": "me"}]}
    aws.s3.put_bucket_tagging(Bucket=s.id, Tagging=tagging)


BUCKET = Case(
    token="aws:s3/bucket:Bucket",
    describe=describe_bucket,
    filled=lambda s: {"bucket": f"{s.name}-{GENERATED}"},
    lives=(
        Life(
            name="minimal",
            inputs=lambda _: {},
            told=lambda _: {"Where": REGION, "Tags": {}, "Lock": "Disabled"},
            outputs=bucket_outputs,
            changed=lambda _: {"tags": TAGS, "forceDestroy": True},
            told_changed=lambda _: {"Tags": TAGS},
            outside=fill,
            found=lambda _: {"tags": {"who": "me"}},
        ),
        Life(
            name="full",
            inputs=lambda s: {
                "bucket": f"{s.name}-full",
                "objectLockEnabled": True,
                "tags": TAGS,
            },
            told=lambda _: {"Lock": "Enabled", "Tags": TAGS, "Where": REGION},
            changed=lambda _: {"tags": {"team": "b"}},
            told_changed=lambda _: {"Tags": {"team": "b"}},
            removed=("tags",),
            told_removed=lambda _: {"Tags": {}},
        ),
        Life(
            name="with a name prefix",
            inputs=lambda _: {"bucketPrefix": "team-"},
            filled=lambda _: {"bucket": "team-" + PREFIXED},
        ),
    ),
)


def describe_versioning(aws: Aws, s: Scene) -> Values:
    found = dict(aws.s3.get_bucket_versioning(Bucket=s.bucket))
    found.pop("ResponseMetadata")
    return found


VERSIONING = Case(
    token="aws:s3/bucketVersioning:BucketVersioning",
    prepare=in_bucket,
    describe=describe_versioning,
    left=lambda _: {"Status": "Suspended"},
    lives=(
        Life(
            name="enabled",
            inputs=lambda s: {
                "bucket": s.bucket,
                "versioningConfiguration": {"status": "Enabled"},
            },
            told=lambda _: {"Status": "Enabled"},
            changed=lambda _: {"versioningConfiguration": {"status": "Suspended"}},
            told_changed=lambda _: {"Status": "Suspended"},
            outside=lambda aws, s: aws.s3.put_bucket_versioning(
                Bucket=s.bucket, VersioningConfiguration={"Status": "Enabled"}
            ),
            found=lambda _: {"versioningConfiguration": {"status": "Enabled"}},
        ),
        Life(
            name="suspended by its end",
            inputs=lambda s: {
                "bucket": s.bucket,
                "versioningConfiguration": {"status": "Enabled"},
            },
        ),
    ),
)


def describe_encryption(aws: Aws, s: Scene) -> Values:
    found = aws.s3.get_bucket_encryption(Bucket=s.bucket)["ServerSideEncryptionConfiguration"]
    return {"Rules": found["Rules"]}


def encrypted(algorithm: str, *, bucket_key: bool, key: str | None = None) -> list[Values]:
    default = {"sseAlgorithm": algorithm, **({"kmsMasterKeyId": key} if key else {})}
    return [{"applyServerSideEncryptionByDefault": default, "bucketKeyEnabled": bucket_key}]


def encrypted_bucket(algorithm: str, *, bucket_key: bool, key: str | None = None) -> list[Values]:
    """The same in AWS's words."""
    default = {"SSEAlgorithm": algorithm, **({"KMSMasterKeyID": key} if key else {})}
    return [{"ApplyServerSideEncryptionByDefault": default, "BucketKeyEnabled": bucket_key}]


ENCRYPTION = Case(
    token="aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    prepare=in_bucket,
    describe=describe_encryption,
    lives=(
        Life(
            name="with a key",
            inputs=lambda s: {
                "bucket": s.bucket,
                "rules": encrypted("aws:kms", bucket_key=True, key=s.key),
            },
            told=lambda s: {"Rules": encrypted_bucket("aws:kms", bucket_key=True, key=s.key)},
            changed=lambda s: {"rules": encrypted("aws:kms", bucket_key=False, key=s.other_key)},
            told_changed=lambda s: {
                "Rules": encrypted_bucket("aws:kms", bucket_key=False, key=s.other_key)
            },
        ),
        Life(
            name="without one",
            inputs=lambda s: {"bucket": s.bucket, "rules": encrypted("AES256", bucket_key=False)},
            told=lambda _: {"Rules": encrypted_bucket("AES256", bucket_key=False)},
            changed=lambda s: {"rules": encrypted("aws:kms:dsse", bucket_key=True, key=s.key)},
            told_changed=lambda s: {
                "Rules": encrypted_bucket("aws:kms:dsse", bucket_key=True, key=s.key)
            },
            outside=lambda aws, s: aws.s3.put_bucket_encryption(
                Bucket=s.bucket,
                ServerSideEncryptionConfiguration={
                    "Rules": encrypted_bucket("AES256", bucket_key=False)
                },
            ),
            found=lambda _: {"rules": encrypted("AES256", bucket_key=False)},
        ),
    ),
)


def describe_ownership(aws: Aws, s: Scene) -> Values:
    found = aws.s3.get_bucket_ownership_controls(Bucket=s.bucket)["OwnershipControls"]
    return {"Rules": found["Rules"]}


OWNERSHIP = Case(
    token="aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    prepare=in_bucket,
    describe=describe_ownership,
    lives=(
        Life(
            name="enforced",
            inputs=lambda s: {
                "bucket": s.bucket,
                "rule": {"objectOwnership": "BucketOwnerEnforced"},
            },
            told=lambda _: {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
            changed=lambda _: {"rule": {"objectOwnership": "BucketOwnerPreferred"}},
            told_changed=lambda _: {"Rules": [{"ObjectOwnership": "BucketOwnerPreferred"}]},
            outside=lambda aws, s: aws.s3.put_bucket_ownership_controls(
                Bucket=s.bucket,
                OwnershipControls={"Rules": [{"ObjectOwnership": "ObjectWriter"}]},
            ),
            found=lambda _: {"rule": {"objectOwnership": "ObjectWriter"}},
        ),
    ),
)


def describe_policy(aws: Aws, s: Scene) -> Values:
    return {"Policy": json.loads(aws.s3.get_bucket_policy(Bucket=s.bucket)["Policy"])}


BUCKET_POLICY = Case(
    token="aws:s3/bucketPolicy:BucketPolicy",
    prepare=in_bucket,
    describe=describe_policy,
    lives=(
        Life(
            name="of a bucket",
            inputs=lambda s: {"bucket": s.bucket, "policy": policy(s.bucket, "GetObject")},
            told=lambda s: {"Policy": json.loads(policy(s.bucket, "GetObject"))},
            changed=lambda s: {"policy": policy(s.bucket, "PutObject")},
            told_changed=lambda s: {"Policy": json.loads(policy(s.bucket, "PutObject"))},
            outside=lambda aws, s: aws.s3.put_bucket_policy(
                Bucket=s.bucket, Policy=policy(s.bucket, "*")
            ),
            found=lambda s: {"policy": policy(s.bucket, "*")},
        ),
    ),
)


@pytest.mark.parametrize(
    ("case", "life"), each_life(BUCKET, VERSIONING, ENCRYPTION, OWNERSHIP, BUCKET_POLICY)
)
def test_buckets_are_what_s3_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
