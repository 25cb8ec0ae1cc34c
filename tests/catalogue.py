"""One row for each component: how to build it with as little and with as much as it takes.

The contracts in tests/contracts iterate over these rows. A component without a row fails
`test_every_component_has_a_row`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from components.baseline import AccountBaseline, AccountBaselineArgs, MonthlyBudget
from components.landing_zone.accounts import Account
from components.landing_zone.tiers import NatGateways
from components.network import Network, NetworkArgs, NetworkLayout
from components.shared.component import Component
from tests.accounts import HOME


@dataclass(frozen=True, kw_only=True)
class Row:
    """How the tests build one component."""

    component: type[Component]
    args: type
    minimal: Callable[[Account], Any]
    """Arguments with nothing that can be left out."""
    full: Callable[[Account], Any]
    """Arguments with everything that can be given at the same time."""
    docs: str
    """The page that describes it."""

    @property
    def name(self) -> str:
        """The component's class, which is also how tests are named."""
        return self.component.__name__


CATALOGUE = [
    Row(
        component=AccountBaseline,
        args=AccountBaselineArgs,
        minimal=lambda account: AccountBaselineArgs(
            account=account, region=HOME, budget=MonthlyBudget(limit_usd=100)
        ),
        full=lambda account: AccountBaselineArgs(
            account=account,
            region=HOME,
            budget=MonthlyBudget(limit_usd=100),
            alarm_emails=["one@example.com", "two@example.com"],
            customer_managed_keys=True,
            log_expiration_days=400,
        ),
        docs="docs/accounts.md",
    ),
    Row(
        component=Network,
        args=NetworkArgs,
        minimal=lambda account: NetworkArgs(
            account=account,
            region=HOME,
            layout=NetworkLayout(cidr_block="10.0.0.0/16", availability_zones=["a"]),
        ),
        full=lambda account: NetworkArgs(
            account=account,
            region=HOME,
            layout=NetworkLayout(
                cidr_block="10.0.0.0/16",
                availability_zones=["a", "b", "c"],
                nat_gateways=NatGateways.PER_ZONE,
                public_subnets=True,
                isolated_subnets=True,
                interface_endpoints=["ssm", "ecr.api"],
                flow_log_retention_days=400,
            ),
            log_key_arn="arn:aws:kms:eu-central-1:444444444444:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        ),
        docs="docs/network.md",
    ),
]
