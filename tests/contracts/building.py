"""Builds the components of the catalogue."""

import pulumi

from components.landing_zone.providers import AccountProvider
from tests.accounts import HOME, SANDBOX
from tests.catalogue import Row
from tests.recording import Recording, record

NAME = "example"
BUILDS = ["minimal", "full"]


def build(row: Row, args: object) -> Recording:
    """The row's component, built from these arguments with the provider of their account."""

    def program() -> None:
        provider = AccountProvider(SANDBOX, region=HOME)
        row.component(NAME, args, pulumi.ResourceOptions(provider=provider))

    return record(program)
