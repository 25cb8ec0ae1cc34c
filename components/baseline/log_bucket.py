"""The bucket that AWS delivers an account's logs into."""

from pulumi_aws import s3

from ..landing_zone.accounts import Account
from ..landing_zone.names import NameKind, physical_name
from ..landing_zone.tiers import TierDefaults
from ..shared.component import PACKAGE, Component
from .policies import log_bucket_policy

# Replaced versions of a log object are accidents; this is how long they can be brought back.
_REPLACED_VERSION_DAYS = 30
_BROKEN_UPLOAD_DAYS = 7


def create_log_bucket(
    component: Component,
    name: str,
    account: Account,
    region: str,
    expiration_days: int | None,
) -> s3.Bucket:
    """A private, versioned bucket with a life cycle.

    The account's tier decides whether it is protected, and kept while it holds objects.
    Encrypted with keys of S3, because Application Load Balancers deliver into no other (their User
    Guide, Access logs).
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
    s3.BucketServerSideEncryptionConfiguration(
        logical_name,
        bucket=bucket.bucket,
        rules=[{"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}],
        region=region,
        opts=component.child(),
    )
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
        rules=_lifecycle_rules(account.tier.defaults, expiration_days),
        region=region,
        # Rules for replaced versions are refused before there can be any.
        opts=component.child(depends_on=[versioning]),
    )
    s3.BucketPolicy(
        logical_name,
        bucket=bucket.bucket,
        policy=bucket.arn.apply(lambda arn: log_bucket_policy(arn, account.id, region)),
        region=region,
        # S3 answers OperationAborted when both are written at the same time.
        opts=component.child(depends_on=[block]),
    )
    return bucket


def _lifecycle_rules(
    defaults: TierDefaults, expiration_days: int | None
) -> list[s3.BucketLifecycleConfigurationRuleArgsDict]:
    """Archive, delete, and clean up behind: what replaced versions and broken uploads leave."""
    expiration = expiration_days or defaults.log_expiration_days
    archive = defaults.log_archive_after_days
    transitions: list[s3.BucketLifecycleConfigurationRuleTransitionArgsDict] = []
    # S3 refuses a transition on or after the day of expiration.
    if archive is not None and archive < expiration:
        transitions.append({"days": archive, "storage_class": "GLACIER_IR"})
    return [
        {
            "id": "keep-logs",
            "status": "Enabled",
            "filter": {"prefix": ""},
            "transitions": transitions,
            "expiration": {"days": expiration},
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
