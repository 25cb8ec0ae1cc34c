"""An account of the landing zone: who it is, where it may work, how careful it is treated. Pure."""

import re
from dataclasses import dataclass

from ..problems import MISSING, Problem
from .tags import tag_problems
from .tiers import Tier

_ACCOUNT_ID = re.compile(r"\d{12}")
REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-\d")
_ROLE_NAME = re.compile(r"[\w+=,.@-]{1,64}")
_POLICY_ARN = re.compile(r"arn:aws[a-z-]*:iam::(\d{12}):policy/.+")


@dataclass(frozen=True, kw_only=True)
class Account:
    """One account of the landing zone, completed by what its organizational unit says.

    The parameter that makes a component belong to an account. Plain values only: keys, buckets and
    topics made for the account are arguments of their own.
    """

    name: str
    """The name in the organization's directory."""
    id: str
    """The 12 digits of the account id, as text."""
    tier: Tier
    """How careful the account is treated; decides the defaults of components."""
    organizational_unit: str
    """The organizational unit that holds the account."""
    regions: list[str]
    """The regions that may be used in it."""
    deployment_role: str
    """Name of the role in the account that deployments assume."""
    permissions_boundary_arn: str | None = None
    """The managed policy that bounds every role a component creates."""
    tags: dict[str, str] | None = None
    """Tags of everything in the account."""
    quotas: dict[str, int] | None = None
    """Ceilings that AWS has raised for the account, by the name a component's documentation
    gives them."""
    instance_families: list[str] | None = None
    """Families of EC2 instances that may be used, instead of those of the tier."""
    allow_replacement: list[str] | None = None
    """Logical names of protected resources that this deployment may replace or delete."""

    @property
    def deployment_role_arn(self) -> str:
        """ARN of the role that deployments assume."""
        return f"arn:aws:iam::{self.id}:role/{self.deployment_role}"

    def problems(self) -> list[Problem]:
        """What is wrong with the account's own values."""
        problems = id_problems("id", self.id) + region_problems("regions", self.regions)
        problems += role_problems("deployment_role", self.deployment_role)
        if self.permissions_boundary_arn is not None:
            problems += _boundary_problems(self.permissions_boundary_arn, self.id)
        return problems + tag_problems("tags", self.tags or {})


def region_problems(path: str, regions: list[str]) -> list[Problem]:
    """Whether these look like regions of AWS, each named once, at least one."""
    problems = []
    if not regions:
        problems.append(Problem(path=path, value=MISSING, limit="at least one region is needed"))
    for index, region in enumerate(regions):
        if not REGION.fullmatch(region):
            limit = "a region reads like eu-central-1"
            problems.append(Problem(path=f"{path}[{index}]", value=region, limit=limit))
        elif region in regions[:index]:
            problems.append(
                Problem(path=f"{path}[{index}]", value=region, limit="each region is listed once")
            )
    return problems


def id_problems(path: str, account_id: str) -> list[Problem]:
    """Whether this is the id of an AWS account."""
    if _ACCOUNT_ID.fullmatch(account_id):
        return []
    limit = "an account id has 12 digits"
    return [
        Problem(path=path, value=account_id, limit=limit, source="Organizations API, AccountId")
    ]


def role_problems(path: str, role: str) -> list[Problem]:
    """Whether a role of IAM can have this name."""
    if _ROLE_NAME.fullmatch(role):
        return []
    limit = "a role's name has 1 to 64 letters, digits and _+=,.@-, without its path"
    return [Problem(path=path, value=role, limit=limit, source="IAM CreateRole, RoleName")]


def _boundary_problems(arn: str, account_id: str) -> list[Problem]:
    match = _POLICY_ARN.fullmatch(arn)
    if match and match.group(1) == account_id:
        return []
    limit = (
        "a permissions boundary is a customer managed policy of the same account, "
        f"arn:aws:iam::{account_id}:policy/<name>"
    )
    return [Problem(path="permissions_boundary_arn", value=arn, limit=limit)]
