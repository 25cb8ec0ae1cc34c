"""What is said of a network that another stack has created. Pure."""

import re
from dataclasses import dataclass

from ..problems import MISSING, Problem

_VPC_ID = re.compile(r"vpc-([0-9a-f]{8}|[0-9a-f]{17})")
_SUBNET_ID = re.compile(r"subnet-([0-9a-f]{8}|[0-9a-f]{17})")
_SOURCE = "Amazon EC2 User Guide, Resource IDs"


@dataclass(frozen=True, kw_only=True)
class ExistingNetwork:
    """A network to adopt: what the stack that created it exports under `network`, copied."""

    vpc_id: str
    """Id of the VPC."""
    private_subnet_ids: list[str]
    """The subnets that workloads stand in."""
    public_subnet_ids: list[str] | None = None
    """The subnets that load balancers for the internet stand in."""
    isolated_subnet_ids: list[str] | None = None
    """The subnets without a way out."""
    private_route_table_ids: list[str] | None = None
    """Route tables of the private subnets."""
    nat_public_ips: list[str] | None = None
    """Addresses that the private subnets are seen with on the internet."""

    @property
    def subnet_ids(self) -> dict[str, list[str]]:
        """All subnets, by the field that lists them."""
        return {
            "private_subnet_ids": self.private_subnet_ids,
            "public_subnet_ids": self.public_subnet_ids or [],
            "isolated_subnet_ids": self.isolated_subnet_ids or [],
        }

    def problems(self) -> list[Problem]:
        """Whether the ids look like ids, and no subnet is listed twice."""
        problems = []
        if not _VPC_ID.fullmatch(self.vpc_id):
            limit = "the id of a VPC reads vpc- and 8 or 17 hexadecimal digits"
            problems.append(Problem(path="vpc_id", value=self.vpc_id, limit=limit, source=_SOURCE))
        if not self.private_subnet_ids:
            limit = "a network has at least one private subnet"
            problems.append(Problem(path="private_subnet_ids", value=MISSING, limit=limit))
        return problems + self._subnet_problems()

    def _subnet_problems(self) -> list[Problem]:
        seen: set[str] = set()
        problems = []
        for field, ids in self.subnet_ids.items():
            for index, subnet_id in enumerate(ids):
                path = f"{field}[{index}]"
                if not _SUBNET_ID.fullmatch(subnet_id):
                    limit = "the id of a subnet reads subnet- and 8 or 17 hexadecimal digits"
                    problems.append(
                        Problem(path=path, value=subnet_id, limit=limit, source=_SOURCE)
                    )
                elif subnet_id in seen:
                    problems.append(
                        Problem(path=path, value=subnet_id, limit="each subnet is listed once")
                    )
                seen.add(subnet_id)
        return problems
