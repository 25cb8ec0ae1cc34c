"""What an account has once, before anything else stands in it."""

from dataclasses import dataclass

import pulumi

from ..landing_zone.accounts import Account
from ..problems import Problem
from ..shared.component import Component
from .alarms import create_alarm_topic, create_budget
from .guards import create_account_guards, create_default_volume_key, create_regional_guards
from .keys import create_key
from .log_bucket import create_log_bucket
from .log_lifetime import expiration_problems, log_lifetime
from .notices import MonthlyBudget, email_problems
from .policies import data_key_policy, logs_key_policy


@dataclass(frozen=True, kw_only=True)
class AccountBaselineArgs:
    """Arguments of an `AccountBaseline`."""

    account: Account
    """The account; guards are set in every region that it allows."""
    region: str
    """The region of the keys, the log bucket and the alarm topic."""
    budget: MonthlyBudget
    """What the account may cost before somebody is told."""
    alarm_emails: list[str] | None = None
    """Who is told of alarms and of the budget; each address has to confirm a mail of SNS."""
    customer_managed_keys: bool | None = None
    """Whether the account has keys of its own; its tier decides when left out."""
    log_expiration_days: int | None = None
    """Age at which objects of the log bucket are deleted; the tier decides when left out."""

    def problems(self) -> list[Problem]:
        """Whether the addresses and the period are some."""
        return [
            *email_problems("alarm_emails", self.alarm_emails or []),
            *expiration_problems("log_expiration_days", self.log_expiration_days),
        ]


class AccountBaseline(Component):
    """What an account has once: keys, log bucket, alarm topic, budget, guards in every region.

    Exactly one stack of an account creates it. Creates:

    - with customer managed keys, a key for data and one for logs and alarms, both rotated every
      year, with the aliases `alias/landing-zone/data` and `alias/landing-zone/logs`;
    - the log bucket: private, versioned, TLS only, deleting by age, writable for AWS's log
      delivery;
    - the alarm topic with its e-mail subscriptions, and a monthly budget that publishes to it;
    - in every region that the account allows: EBS encryption by default, no public snapshots, and
      version 2 of the instance metadata service required;
    - once: no bucket can be made public.

    Creates no user and no access key.

    Secure defaults: nothing is public, and every policy names this account. The keys and the log
    bucket are protected by the account's tier.

    Raises:
        BadArgumentsError: see the `problems` of `AccountBaselineArgs` and `MonthlyBudget`.
        WrongAccountError: the provider belongs to another account.
    """

    data_key_arn: pulumi.Output[str] | None
    """Key for data; None where keys of AWS encrypt it."""
    logs_key_arn: pulumi.Output[str] | None
    """Key for log groups and alarms; None where keys of AWS encrypt them."""
    log_bucket_name: pulumi.Output[str]
    """Bucket that load balancers and other services deliver their logs into, below a prefix."""
    log_bucket_arn: pulumi.Output[str]
    """ARN of the log bucket."""
    alarm_topic_arn: pulumi.Output[str]
    """Topic that alarms publish to."""

    def __init__(
        self, name: str, args: AccountBaselineArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Create the baseline `name`."""
        args = self.accepted(AccountBaselineArgs, name, args)
        super().__init__(name, args.account, opts)
        account, region = args.account, args.region
        self.data_key_arn, self.logs_key_arn = self._create_keys(name, args)
        lifetime = log_lifetime(account.tier.defaults, args.log_expiration_days)
        self.log_bucket_name, self.log_bucket_arn = create_log_bucket(
            self, name, account, region, lifetime
        )
        topic_policy = create_alarm_topic(
            self,
            name,
            account,
            region,
            emails=args.alarm_emails or [],
            key_arn=self.logs_key_arn,
        )
        self.alarm_topic_arn = topic_policy.arn
        create_budget(self, name, account, args.budget, topic_policy)
        for allowed_region in account.regions:
            create_regional_guards(self, name, allowed_region)
        if self.data_key_arn is not None:
            create_default_volume_key(self, name, region, self.data_key_arn)
        create_account_guards(self, name, account)
        self.register_declared_outputs()

    def _create_keys(
        self, name: str, args: AccountBaselineArgs
    ) -> tuple[pulumi.Output[str] | None, pulumi.Output[str] | None]:
        account, region = args.account, args.region
        wanted = args.customer_managed_keys
        if wanted is None:
            wanted = account.tier.defaults.customer_managed_keys
        if not wanted:
            return None, None
        data = create_key(
            self, name, account, region, purpose="data", policy=data_key_policy(account.id)
        )
        logs = create_key(
            self, name, account, region, purpose="logs", policy=logs_key_policy(account.id, region)
        )
        return data.arn, logs.arn
