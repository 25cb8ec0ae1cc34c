"""Settings of an account that keep later mistakes from mattering."""

import pulumi
from pulumi_aws import ebs, ec2, s3

from ..landing_zone.accounts import Account
from ..shared.component import Component


def create_regional_guards(component: Component, name: str, region: str) -> None:
    """What EC2 settles for each region: encrypted volumes, no public snapshots, safe metadata.

    An instance takes its metadata settings from here only where its launch says nothing else.
    """
    ebs.EncryptionByDefault(
        f"{name}-ebs-encryption-{region}",
        enabled=True,
        region=region,
        opts=component.child(),
    )
    ebs.SnapshotBlockPublicAccess(
        f"{name}-snapshot-sharing-{region}",
        state="block-all-sharing",
        region=region,
        opts=component.child(),
    )
    ec2.InstanceMetadataDefaults(
        f"{name}-instance-metadata-{region}",
        http_tokens="required",
        # One hop reaches the instance itself and no container behind a bridge.
        http_put_response_hop_limit=1,
        region=region,
        opts=component.child(),
    )


def create_default_volume_key(
    component: Component, name: str, region: str, key_arn: pulumi.Output[str]
) -> None:
    """Volumes of the region are encrypted with this key where nothing else is said."""
    ebs.DefaultKmsKey(
        f"{name}-ebs-key-{region}", key_arn=key_arn, region=region, opts=component.child()
    )


def create_account_guards(component: Component, name: str, account: Account) -> None:
    """No bucket of the account can be made public, whatever its own policy says."""
    s3.AccountPublicAccessBlock(
        f"{name}-public-buckets",
        account_id=account.id,
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
        opts=component.child(),
    )
