"""Whether a component's provider belongs to the account that its arguments name."""

from collections.abc import Mapping

import pulumi
from pulumi_aws.get_caller_identity import get_caller_identity

from ..landing_zone.accounts import Account
from ..landing_zone.providers import AccountProvider

_PACKAGE = "aws"
# `Resource.get_provider` takes the token of any member of a package.
_ANY_MEMBER = "aws:index:Any"


class MissingProviderError(ValueError, pulumi.RunError):
    """A component was given no AWS provider."""


class WrongAccountError(ValueError, pulumi.RunError):
    """A component's provider belongs to another account than its arguments."""


def check_account(subject: str, account: Account, opts: pulumi.ResourceOptions | None) -> None:
    """Compare the account of the provider that the children will inherit with `account`.

    An `AccountProvider` says itself whose it is. Any other provider (a plain one, or in the
    packaged form a reference to the consumer's) is asked for its caller's identity.

    Raises:
        MissingProviderError: neither the options nor the parent hold an AWS provider.
        WrongAccountError: the provider's account is another one.
    """
    provider = _children_provider(opts or pulumi.ResourceOptions())
    if provider is None:
        raise MissingProviderError(
            f"{subject}: no AWS provider. Give it one of account {account.name}: "
            "opts=pulumi.ResourceOptions(provider=AccountProvider(account, region=...))"
        )
    if isinstance(provider, AccountProvider):
        owner_id, owner = provider.account.id, f"{provider.account.name} ({provider.account.id})"
    else:
        owner_id = owner = get_caller_identity(
            opts=pulumi.InvokeOptions(provider=provider)
        ).account_id
    # A preview has no answer while the provider's own configuration waits for other resources.
    if owner_id and owner_id != account.id:
        raise WrongAccountError(
            f"{subject}: it belongs to account {account.name} ({account.id}), "
            f"but its provider to account {owner}"
        )


def _children_provider(opts: pulumi.ResourceOptions) -> pulumi.ProviderResource | None:
    """The AWS provider that children inherit: `providers`, then `provider`, then the parent's.

    The order is that of `pulumi.Resource`, where an entry of `providers` wins over `provider`.
    """
    listed = opts.providers or []
    candidates = [*(listed.values() if isinstance(listed, Mapping) else listed)]
    if opts.provider is not None:
        candidates.append(opts.provider)
    own = next((candidate for candidate in candidates if candidate.package == _PACKAGE), None)
    if own is not None or opts.parent is None:
        return own
    return opts.parent.get_provider(_ANY_MEMBER)
