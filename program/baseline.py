"""What the stack's account has once."""

import pulumi

from components.baseline import AccountBaseline, AccountBaselineArgs
from components.landing_zone.providers import AccountProvider

from .settings import Settings


def wire_baseline(settings: Settings, provider: AccountProvider) -> AccountBaseline | None:
    """The baseline `account`, if this is the stack of the account that has it."""
    section = settings.baseline
    if section is None:
        return None
    return AccountBaseline(
        "account",
        AccountBaselineArgs(
            account=provider.account,
            region=settings.region,
            budget=section.budget,
            alarm_emails=section.alarm_emails,
            customer_managed_keys=section.customer_managed_keys,
            log_expiration_days=section.log_expiration_days,
        ),
        pulumi.ResourceOptions(provider=provider),
    )
