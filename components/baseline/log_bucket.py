"""The bucket that AWS delivers an account's logs into."""

import pulumi
from pulumi_aws import s3

from ..landing_zone.accounts import Account
from ..landing_zone.names import NameKind, physical_name
from ..shared.component import PACKAGE, Component
from .log_lifetime import LogLifetime
from .policies import log_bucket_policy

# Replaced versions of a log object are accidents; this is how long they can be brought back.
_REPLACED_VERSION_DAYS = 30
_BROKEN_UPLOAD_DAYS = 7


def create_log_bucket(
    component: Component,
    name: str,
    account: Account,
    region: str,
    lifetime: LogLifetime,
) -> tuple[pulumi.Output[str], pulumi.Output[str]]:
    """A private, versioned bucket with a life cycle: its name and its ARN.

    The name is known once the bucket may be written to, which AWS tries as soon as a load balancer
    is told of it. The account's tier decides whether the bucket is protected, and kept while it
    holds objects. Encrypted with keys of S3, because Application Load Balancers deliver into no
    other (their User Guide, Access logs).
    """
    logical_name = f"{name}-log-bucket"
    bucket = s3.Bucket(
        logical_name,
        bucket=physical_name(NameKind.BUCKET, PACKAGE, "logs", account.id, region),
        force_destroy=account.tier.defaults.empties_buckets,
        region=region,
        tags={"Name": logical_name},
        opts=component.stateful(logical_name),
    )
    s3.BucketOwnershipControls(
        logical_name,
        bucket=bucket.bucket,
        rule={"object_ownership": "BucketOwnerEnforced"},
        region=region,
        opts=component.child(),
    )
    s3.BucketServerSideEncryptionConfiguration(
        logical_name,
        bucket=bucket.bucket,
        rules=[{"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}],
        region=region,
        opts=component.child(),
    )
    policy = _limit_access(component, logical_name, bucket, account, region)
    _limit_lifetime(component, logical_name, bucket, region, lifetime)
    return policy.bucket, bucket.arn


def _limit_access(
    component: Component, logical_name: str, bucket: s3.Bucket, account: Account, region: str
) -> s3.BucketPolicy:
    block = s3.BucketPublicAccessBlock(
        logical_name,
        bucket=bucket.bucket,
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
        region=region,
        opts=component.child(),
    )
    return s3.BucketPolicy(
        logical_name,
        bucket=bucket.bucket,
        policy=bucket.arn.apply(lambda arn: log_bucket_policy(arn, account.id, region)),
        region=region,
        # S3 answers OperationAborted when both are written at the same time.
        opts=component.child(depends_on=[block]),
    )


def _limit_lifetime(
    component: Component, logical_name: str, bucket: s3.Bucket, region: str, lifetime: LogLifetime
) -> None:
    versioning = s3.BucketVersioning(
        logical_name,
        bucket=bucket.bucket,
        versioning_configuration={"status": "Enabled"},
        region=region,
        opts=component.child(),
    )
    s3.BucketLifecycleConfiguration(
        logical_name,
        bucket=bucket.bucket,
        rules=_lifecycle_rules(lifetime),
        region=region,
        # The provider's documentation asks for versioning before rules about replaced versions.
        opts=component.child(depends_on=[versioning]),
    )


def _lifecycle_rules(lifetime: LogLifetime) -> list[s3.BucketLifecycleConfigurationRuleArgsDict]:
    """Archive, delete, and clean up behind: what replaced versions and broken uploads leave."""
    transitions: list[s3.BucketLifecycleConfigurationRuleTransitionArgsDict] = []
    if lifetime.archive_after_days is not None:
        transitions.append({"days": lifetime.archive_after_days, "storage_class": "GLACIER_IR"})
    return [
        {
            "id": "keep-logs",
            "status": "Enabled",
            "filter": {"prefix": ""},
            "transitions": transitions,
            "expiration": {"days": lifetime.expire_after_days},
            "noncurrent_version_expiration": {"noncurrent_days": _REPLACED_VERSION_DAYS},
            "abort_incomplete_multipart_upload": {"days_after_initiation": _BROKEN_UPLOAD_DAYS},
        },
        {
            "id": "remove-delete-markers",
            "status": "Enabled",
            "filter": {"prefix": ""},
            "expiration": {"expired_object_delete_marker": True},
        },
    ]
