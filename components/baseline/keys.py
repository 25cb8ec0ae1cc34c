"""The customer managed keys of an account."""

from pulumi_aws import kms

from ..landing_zone.accounts import Account
from ..landing_zone.names import NameKind, physical_name
from ..shared.component import PACKAGE, Component


def create_key(
    component: Component,
    name: str,
    account: Account,
    region: str,
    *,
    purpose: str,
    policy: str,
) -> kms.Key:
    """A symmetric key that KMS rotates every year, and its alias `alias/landing-zone/<purpose>`.

    Protected by the account's tier: what a deleted key has encrypted can never be read again. The
    tier also decides how long a key that was scheduled for deletion can be saved.
    """
    logical_name = f"{name}-{purpose}-key"
    key = kms.Key(
        logical_name,
        description=f"Encrypts the {purpose} of the account",
        policy=policy,
        enable_key_rotation=True,
        deletion_window_in_days=account.tier.defaults.key_deletion_window_days,
        region=region,
        tags={"Name": logical_name},
        opts=component.stateful(logical_name),
    )
    # Other stacks of the account find the key by this name.
    kms.Alias(
        logical_name,
        name=physical_name(NameKind.KEY_ALIAS, f"{PACKAGE}/{purpose}"),
        target_key_id=key.key_id,
        region=region,
        opts=component.child(),
    )
    return key
