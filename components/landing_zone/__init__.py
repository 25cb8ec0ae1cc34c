"""Who and where: the organization's accounts, their tiers, providers, names and tags."""

from typing import TYPE_CHECKING, Any

from ..lazy import resolve

if TYPE_CHECKING:
    from .accounts import Account
    from .organization import AccountEntry, Organization, OrganizationalUnit
    from .providers import AccountProvider
    from .tiers import NatGateways, Tier

__all__ = [
    "Account",
    "AccountEntry",
    "AccountProvider",
    "NatGateways",
    "Organization",
    "OrganizationalUnit",
    "Tier",
]

_HOMES = {
    "Account": "accounts",
    "AccountEntry": "organization",
    "AccountProvider": "providers",
    "NatGateways": "tiers",
    "Organization": "organization",
    "OrganizationalUnit": "organization",
    "Tier": "tiers",
}


def __getattr__(name: str) -> Any:
    return resolve(__name__, _HOMES, name)
