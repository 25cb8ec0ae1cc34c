"""Lifecycle rules of buckets, in several variants: their parts exclude each other."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.buckets import in_bucket
from tests.localaws.world import Aws


def describe(aws: Aws, s: Scene) -> Values:
    found = aws.s3.get_bucket_lifecycle_configuration(Bucket=s.bucket)
    return {"Rules": found["Rules"]}


def expiry(days: int) -> list[Values]:
    return [{"id": "all", "status": "Enabled", "filter": {}, "expiration": {"days": days}}]


def expiry_told(days: int) -> list[Values]:
    return [{"ID": "all", "Status": "Enabled", "Filter": {}, "Expiration": {"Days": days}}]


def everything(days: int, status: str) -> list[Values]:
    return [
        {
            "id": "by-age",
            "status": status,
            "abortIncompleteMultipartUpload": {"daysAfterInitiation": days},
            "expiration": {"days": days + 400},
            "filter": {"and": {"prefix": f"logs/{days}", "tags": {"a": str(days), "b": "2"}}},
            "noncurrentVersionExpiration": {
                "noncurrentDays": days + 2,
            },
            "noncurrentVersionTransitions": [
                {
                    "newerNoncurrentVersions": days + 3,
                    "noncurrentDays": days + 30,
                    "storageClass": "STANDARD_IA" if days < 5 else "GLACIER",
                }
            ],
            "transitions": [
                {"days": days + 30, "storageClass": "STANDARD_IA"},
                {"days": days + 90, "storageClass": "GLACIER"},
            ],
        }
    ]


def everything_told(days: int, status: str) -> list[Values]:
    return [
        {
            "ID": "by-age",
            "Status": status,
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": days},
            "Expiration": {"Days": days + 400},
            "Filter": {
                "And": {
                    "Prefix": f"logs/{days}",
                    "Tags": [{"Key": "a", "Value": str(days)}, {"Key": "b", "Value": "2"}],
                }
            },
            "NoncurrentVersionExpiration": {
                "NoncurrentDays": days + 2,
            },
            "NoncurrentVersionTransitions": [
                {
                    "NewerNoncurrentVersions": days + 3,
                    "NoncurrentDays": days + 30,
                    "StorageClass": "STANDARD_IA" if days < 5 else "GLACIER",
                }
            ],
            "Transitions": [
                {"Days": days + 30, "StorageClass": "STANDARD_IA"},
                {"Days": days + 90, "StorageClass": "GLACIER"},
            ],
        }
    ]


def by_date(day: int) -> list[Values]:
    return [
        {
            "id": "by-date",
            "status": "Enabled",
            "expiration": {"date": f"2030-02-0{day}T00:00:00Z"},
            "filter": {"prefix": f"logs/{day}"},
            "transitions": [{"date": f"2030-01-0{day}T00:00:00Z", "storageClass": "GLACIER"}],
        }
    ]


def by_date_told(day: int) -> list[Values]:
    return [
        {
            "ID": "by-date",
            "Status": "Enabled",
            "Expiration": {"Date": dt.datetime(2030, 2, day, tzinfo=dt.UTC)},
            "Filter": {"Prefix": f"logs/{day}"},
            "Transitions": [
                {"Date": dt.datetime(2030, 1, day, tzinfo=dt.UTC), "StorageClass": "GLACIER"}
            ],
        }
    ]


def by_tag(number: int) -> list[Values]:
    return [
        {
            "id": "by-tag",
            "status": "Enabled",
            "expiration": {"expiredObjectDeleteMarker": number == 1},
            "filter": {"tag": {"key": f"key-{number}", "value": str(number)}},
        }
    ]


def by_tag_told(number: int) -> list[Values]:
    return [
        {
            "ID": "by-tag",
            "Status": "Enabled",
            "Expiration": {"ExpiredObjectDeleteMarker": number == 1},
            "Filter": {"Tag": {"Key": f"key-{number}", "Value": str(number)}},
        }
    ]


def in_old_form(days: int) -> list[Values]:
    return [
        {
            "id": "old",
            "status": "Enabled",
            "expiration": {"days": days},
            "prefix": f"logs/{days}",
        }
    ]


def in_old_form_told(days: int) -> list[Values]:
    return [
        {"ID": "old", "Status": "Enabled", "Expiration": {"Days": days}, "Prefix": f"logs/{days}"}
    ]


def variant(
    name: str, rules: Callable[[int], list[Values]], told: Callable[[int], list[Values]]
) -> Life:
    """Rules whose parts exclude those of the full life, and the same with other values."""
    return Life(
        name=name,
        inputs=lambda s: {"bucket": s.bucket, "rules": rules(1)},
        told=lambda _: {"Rules": told(1)},
        changed=lambda _: {"rules": rules(2)},
        told_changed=lambda _: {"Rules": told(2)},
    )


LIFECYCLE = Case(
    token="aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    prepare=in_bucket,
    describe=describe,
    lives=(
        Life(
            name="minimal",
            inputs=lambda s: {"bucket": s.bucket, "rules": expiry(30)},
            told=lambda _: {"Rules": expiry_told(30)},
            changed=lambda _: {"rules": expiry(31)},
            told_changed=lambda _: {"Rules": expiry_told(31)},
            outside=lambda aws, s: aws.s3.put_bucket_lifecycle_configuration(
                Bucket=s.bucket, LifecycleConfiguration={"Rules": expiry_told(32)}
            ),
            found=lambda _: {"rules": expiry(32)},
        ),
        Life(
            name="full",
            inputs=lambda s: {
                "bucket": s.bucket,
                "rules": everything(1, "Enabled"),
                "timeouts": {"create": "3m", "update": "3m"},
            },
            told=lambda _: {"Rules": everything_told(1, "Enabled")},
            changed=lambda _: {"rules": everything(9, "Disabled")},
            told_changed=lambda _: {"Rules": everything_told(9, "Disabled")},
        ),
        variant("by prefix and date", by_date, by_date_told),
        variant("by tag, of delete markers", by_tag, by_tag_told),
        variant("in the old form", in_old_form, in_old_form_told),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(LIFECYCLE))
def test_lifecycles_are_what_s3_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
