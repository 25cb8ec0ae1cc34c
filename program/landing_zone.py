"""The account of the stack, opened for deployment."""

from components.landing_zone.providers import AccountProvider

from .settings import Settings


def wire_landing_zone(settings: Settings) -> AccountProvider:
    """The provider of the one account that the stack belongs to; it makes everything."""
    return AccountProvider(settings.target, region=settings.region)
