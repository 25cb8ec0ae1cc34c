"""Cases for S3 buckets and their lifecycles."""

import json

from tests.localaws.rules.cases import UNKNOWN, Case, Inputs
from tests.localaws.rules.identity import needs_principal

BUCKET, BUCKET_POLICY = "aws:s3/bucket:Bucket", "aws:s3/bucketPolicy:BucketPolicy"
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
ENCRYPTION = (
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
)


def named(*names: str) -> tuple[Inputs, ...]:
    return tuple({"bucket": name} for name in names)


def misnamed(*names: str) -> tuple[tuple[Inputs, str], ...]:
    return tuple(({"bucket": name}, "bucket") for name in names)


def rules(*items: dict) -> Inputs:
    return {"rules": list(items)}


def of_bytes(size: int) -> Inputs:
    empty = len(json.dumps({"Statement": ""}))
    return {"policy": json.dumps({"Statement": "s" * (size - empty)})}


EXPIRE = {"id": "a", "status": "Enabled", "expiration": {"days": 100}}
TAGS = {"tags": {"a": "1", "b": "2"}}


def transition(storage_class: str, **when: object) -> dict:
    return {"storageClass": storage_class, **when}


def encrypted(algorithm: str, **more: object) -> Inputs:
    default = {"sseAlgorithm": algorithm, **more}
    return rules({"applyServerSideEncryptionByDefault": default})


CASES = [
    Case(
        BUCKET,
        "bucket.name",
        fine=(*named("abc", "a" * 63, "my.bucket-1", "1a1", UNKNOWN), {}),
        broken=misnamed("ab", "a" * 64, "Abc", "a_b", "-ab", "ab-", ".ab", "ab.", "a b", "ä12"),
    ),
    Case(
        BUCKET,
        "bucket.dots",
        fine=named("a.b", "1.2.3", "1.2.3.4.5", "a1.2.3.4"),
        broken=misnamed("a..b", "192.168.5.4"),
    ),
    Case(
        BUCKET,
        "bucket.reserved",
        fine=named("xn-a", "sthree", "amzn-s3-demo", "a-s3alias-b", "logs"),
        broken=misnamed(
            *("xn--a", "sthree-a", "amzn-s3-demo-a"),
            *("a-s3alias", "a--ol-s3", "a.mrap", "a--x-s3", "a--table-s3"),
        ),
    ),
    needs_principal(BUCKET_POLICY, "bucketPolicy.principal", "policy"),
    Case(
        BUCKET_POLICY,
        "bucketPolicy.size",
        fine=(of_bytes(20479), of_bytes(20480), {"policy": UNKNOWN}),
        broken=((of_bytes(20481), "policy"),),
    ),
    Case(
        ENCRYPTION,
        "encryption.key",
        fine=(
            encrypted("AES256"),
            encrypted("aws:kms", kmsMasterKeyId="key"),
            encrypted("aws:kms:dsse", kmsMasterKeyId="key"),
            encrypted(UNKNOWN, kmsMasterKeyId="key"),
        ),
        broken=(
            (
                encrypted("AES256", kmsMasterKeyId=UNKNOWN),
                "rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId",
            ),
        ),
    ),
    Case(
        LIFECYCLE,
        "lifecycle.uniqueIds",
        fine=(rules({"id": "a"}, {"id": "b"}), rules({"id": UNKNOWN}, {"id": UNKNOWN}), {}),
        broken=(
            (rules({"id": "a"}, {"id": "a"}), "rules[1].id"),
            (rules({"id": "a"}, {"id": "b"}, {"id": "a"}), "rules[2].id"),
        ),
    ),
    Case(
        LIFECYCLE,
        "lifecycle.id",
        fine=(rules({"id": "i" * 255}),),
        broken=((rules({"id": "a"}, {"id": "i" * 256}), "rules[1].id"),),
    ),
    Case(
        LIFECYCLE,
        "lifecycle.action",
        fine=(
            rules(EXPIRE),
            rules({"id": "a", "transitions": UNKNOWN}),
            rules({"id": "a", "abortIncompleteMultipartUpload": {"daysAfterInitiation": 1}}),
            rules({"id": "a", "noncurrentVersionExpiration": {"noncurrentDays": 1}}),
            rules({"id": "a", "noncurrentVersionTransitions": [{"noncurrentDays": 1}]}),
            {"rules": UNKNOWN},
        ),
        broken=(
            (rules({"id": "a", "status": "Enabled"}), "rules[0]"),
            (rules(EXPIRE, {"id": "b", "transitions": []}), "rules[1]"),
        ),
    ),
    Case(
        LIFECYCLE,
        "lifecycle.expiration",
        fine=(
            rules({"expiration": {"days": 1}}),
            rules({"expiration": {"date": "2030-01-01T00:00:00Z"}}),
            rules({"expiration": {"expiredObjectDeleteMarker": True}}),
            rules({"expiration": {"days": 1, "expiredObjectDeleteMarker": False}}),
        ),
        broken=(
            (rules({"expiration": {"days": 1, "date": UNKNOWN}}), "rules[0].expiration"),
            (
                rules({"expiration": {"days": 1, "expiredObjectDeleteMarker": True}}),
                "rules[0].expiration",
            ),
        ),
    ),
    Case(
        LIFECYCLE,
        "lifecycle.filter",
        fine=(
            rules({"filter": {}}),
            rules({"filter": {"prefix": "a"}}),
            rules({"filter": {"and": TAGS}}),
            rules({"prefix": "a"}),
            rules({"prefix": "", "filter": {"prefix": "a"}}),
        ),
        broken=(
            (rules({"filter": {"prefix": "a", "tag": {"key": "k"}}}), "rules[0].filter"),
            (rules({"filter": {"prefix": "a", "and": TAGS}}), "rules[0].filter"),
            (rules({"prefix": "a", "filter": {}}), "rules[0].prefix"),
        ),
    ),
    Case(
        LIFECYCLE,
        "lifecycle.and",
        fine=(
            rules({"filter": {"and": TAGS}}),
            rules({"filter": {"and": {"prefix": "a", "tags": {"a": "1"}}}}),
            rules({"filter": {"and": {"prefix": "a", "objectSizeLessThan": 1}}}),
            rules({"filter": {"prefix": "a"}}),
            rules(EXPIRE),
        ),
        broken=(
            (rules({"filter": {"and": {"prefix": "a"}}}), "rules[0].filter.and"),
            (rules({"filter": {"and": {"tags": {"a": "1"}}}}), "rules[0].filter.and"),
        ),
    ),
    Case(
        LIFECYCLE,
        "lifecycle.transition",
        fine=(
            rules({"transitions": [transition("STANDARD_IA", days=30)]}),
            rules({"transitions": [transition("GLACIER", days=0)]}),
            rules({"transitions": [transition("STANDARD_IA", days=UNKNOWN)]}),
            rules({"transitions": [transition("ONEZONE_IA", date="2030-01-01T00:00:00Z")]}),
        ),
        broken=(
            (
                rules({"transitions": [transition("STANDARD_IA", days=29)]}),
                "rules[0].transitions[0].days",
            ),
            (
                rules(
                    {
                        "transitions": [
                            transition("GLACIER", days=1),
                            transition("ONEZONE_IA", days=0),
                        ]
                    }
                ),
                "rules[0].transitions[1].days",
            ),
        ),
    ),
    Case(
        LIFECYCLE,
        "lifecycle.order",
        fine=(
            rules({**EXPIRE, "transitions": [transition("GLACIER", days=99)]}),
            rules({**EXPIRE, "transitions": [transition("GLACIER", days=UNKNOWN)]}),
            rules({"transitions": [transition("GLACIER", days=500)]}),
            rules(EXPIRE),
        ),
        broken=(
            (
                rules({**EXPIRE, "transitions": [transition("GLACIER", days=100)]}),
                "rules[0].expiration.days",
            ),
            (
                rules(
                    {
                        **EXPIRE,
                        "transitions": [
                            transition("GLACIER", days=1),
                            transition("DEEP_ARCHIVE", days=101),
                        ],
                    }
                ),
                "rules[0].expiration.days",
            ),
        ),
    ),
]
