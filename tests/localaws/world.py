"""The world of these tests: an organisation of their own, and callers who speak AWS's own language to the emulator."""

import itertools
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from localaws.organization import SeededOrganization
from localaws.session import Session

REGION = "eu-central-1"
ROLE = "Deployer"
MANAGEMENT, WORKLOAD, OTHER = "900000000001", "900000000002", "900000000003"

ORGANIZATION = SeededOrganization(
    accounts={"hub": MANAGEMENT, "workload": WORKLOAD, "other": OTHER},
    management_account="hub",
    deployment_role=ROLE,
    organizational_units={"hub": "", "workload": "teams/alpha", "other": "teams"},
)

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Aws:
    """A caller: `aws.ec2.describe_vpcs()` is botocore's own client, whatever the rows of the local AWS say."""

    session: Session

    def __getattr__(self, service: str) -> Any:
        return self.session.client(service)

    @property
    def account(self) -> str:
        return self.session.account

    @property
    def region(self) -> str:
        return self.session.region


def scene(**things: Any) -> SimpleNamespace:
    """What stands before a resource is made; `name` is one that nothing else has, `logical` its name in the program."""
    number = next(_numbers)
    return SimpleNamespace(name=f"thing-{number}", logical=f"Thing-{number}", **things)


def tags(listed: list[dict[str, str]] | None) -> dict[str, str]:
    """A list of tags as AWS tells it, as a map."""
    return {tag["Key"]: tag["Value"] for tag in listed or []}
