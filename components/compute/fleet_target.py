"""Where a fleet's instances are registered."""

from dataclasses import dataclass

import pulumi

from ..limits import Limit
from ..network.traffic import HIGHEST_PORT
from ..problems import Problem

TARGET_PORT = Limit(
    id="fleet.target.port",
    limit=f"a port is 1 to {HIGHEST_PORT:,}",
    source="Elastic Load Balancing CreateTargetGroup, Port",
)
TARGET_ONCE = Limit(id="fleet.target.name", limit="each target has a name of its own")
LIMITS = (TARGET_PORT, TARGET_ONCE)


@dataclass(frozen=True, kw_only=True)
class FleetTarget:
    """A target group that a fleet's instances are registered in, as a `LoadBalancer` tells it."""

    name: str
    """What it is for; part of logical names."""
    port: int
    """The port that the load balancer sends requests to."""
    target_group_arn: pulumi.Input[str]
    """The target group."""
    security_group_id: pulumi.Input[str]
    """The load balancer's security group: let in by the fleet, and let out by it to the fleet."""
    health_check_port: int | None = None
    """The port that it checks health on; that of the requests when left out."""
    request_count_label: pulumi.Input[str] | None = None
    """The load balancer's and the target group's names in metrics, for scaling by requests."""

    @property
    def ports(self) -> list[int]:
        """The ports that have to be open to the load balancer."""
        other = self.health_check_port
        return [self.port] if other is None or other == self.port else [self.port, other]

    def problems(self) -> list[Problem]:
        """Whether the ports are some."""
        return [
            *TARGET_PORT.problems("port", self.port, kept=1 <= self.port <= HIGHEST_PORT),
            *TARGET_PORT.problems(
                "health_check_port",
                self.health_check_port,
                kept=self.health_check_port is None or 1 <= self.health_check_port <= HIGHEST_PORT,
            ),
        ]
