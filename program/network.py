"""The stack's network."""

import pulumi

from components.baseline import AccountBaseline
from components.landing_zone.providers import AccountProvider
from components.network import Network, NetworkArgs

from .settings import Settings


def wire_network(
    settings: Settings, provider: AccountProvider, baseline: AccountBaseline | None
) -> Network | None:
    """The network `main`, if the stack has or adopts one."""
    section = settings.network
    if section is None:
        return None
    return Network(
        "main",
        NetworkArgs(
            account=provider.account,
            region=settings.region,
            layout=section.layout,
            existing=section.existing,
            log_key_arn=None if baseline is None else baseline.logs_key_arn,
        ),
        pulumi.ResourceOptions(provider=provider),
    )
