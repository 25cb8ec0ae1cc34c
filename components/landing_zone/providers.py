"""The AWS provider of an account. The only place that makes one."""

import pulumi
from pulumi_aws import ProviderAssumeRoleArgs, ProviderDefaultTagsArgs
from pulumi_aws.provider import Provider

from .accounts import Account
from .names import NameKind, physical_name


class AccountProvider(Provider):
    """The AWS provider of one account of the landing zone; it remembers which.

    One for each account: what stands in another region carries `region=`. It assumes the account's
    deployment role, and AWS is asked for the account's id before the first change, so credentials
    of another account are refused.

    Attributes:
        account: the account that everything made with this provider belongs to.
    """

    def __init__(
        self,
        account: Account,
        *,
        region: str,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """The provider `account.name`.

        Args:
            account: the account; its tags go onto everything that the provider makes.
            region: where resources stand that do not say otherwise.
            opts: resource options of the provider itself.
        """
        session = physical_name(
            NameKind.ROLE_SESSION, "pulumi", pulumi.get_project(), pulumi.get_stack()
        )
        super().__init__(
            account.name,
            region=region,
            assume_roles=[
                ProviderAssumeRoleArgs(role_arn=account.deployment_role_arn, session_name=session)
            ],
            allowed_account_ids=[account.id],
            default_tags=ProviderDefaultTagsArgs(tags=account.tags or {}),
            opts=opts,
        )
        self.account = account
