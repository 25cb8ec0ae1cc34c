"""Accounts of an example landing zone, for tests."""

import dataclasses
from typing import Any

from components.landing_zone.accounts import Account
from components.landing_zone.tiers import Tier

HOME = "eu-central-1"
SECOND = "eu-west-1"
BOUNDARY = "arn:aws:iam::444444444444:policy/LandingZoneBoundary"

SANDBOX = Account(
    name="sandbox",
    id="444444444444",
    tier=Tier.SANDBOX,
    organizational_unit="sandbox",
    regions=[HOME, SECOND],
    deployment_role="LandingZoneDeployment",
    permissions_boundary_arn=BOUNDARY,
    tags={"owner": "platform-team", "cost-center": "training"},
)


def account(tier: Tier = Tier.SANDBOX, **changes: Any) -> Account:
    """The sandbox account, treated as carefully as the tier says."""
    return dataclasses.replace(SANDBOX, tier=tier, **changes)
