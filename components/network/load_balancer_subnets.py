"""Whether a load balancer can stand in its subnets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pulumi
from pulumi_aws import ec2

from ..problems import Problem, Words, report
from ..shared.component import Component
from .load_balancer_limits import SUBNET_VPC, SUBNET_ZONES

_FEWEST_ZONES = 2


class WrongSubnetsError(pulumi.RunError):
    """A load balancer cannot stand in the subnets that it was given.

    Not a ValueError: raised while an output is resolved, Pulumi would wrap it into another one.
    """


@dataclass(frozen=True, kw_only=True)
class FoundSubnets:
    """The subnets of a load balancer, as AWS says they are."""

    vpc_id: str
    """The load balancer's own VPC."""
    vpc_ids: Mapping[str, str]
    """The VPC of each subnet, by the subnet's id."""
    zones: list[str]
    """The zone of each subnet, in their order."""

    def problems(self) -> list[Problem]:
        """Whether they are of this VPC, and each in another zone."""
        problems = [
            SUBNET_VPC.worded(f"it belongs to {vpc_id}, not to {self.vpc_id}").broken(
                f"subnet_ids[{index}]", subnet_id
            )
            for index, (subnet_id, vpc_id) in enumerate(self.vpc_ids.items())
            if vpc_id != self.vpc_id
        ]
        kept = _FEWEST_ZONES <= len(self.zones) == len(set(self.zones))
        given = Words(f"in {', '.join(self.zones) or 'no zone'}")
        return problems + SUBNET_ZONES.problems("subnet_ids", given, kept=kept)


def verified_subnet_ids(
    component: Component,
    subject: str,
    region: str,
    vpc_id: pulumi.Input[str],
    subnet_ids: pulumi.Input[list[str]],
) -> pulumi.Output[list[str]]:
    """The ids, once AWS has said that a load balancer can stand there.

    Raises:
        WrongSubnetsError: as soon as the subnets are known, with every problem of them.
    """

    def looked_up(ids: list[str]) -> Any:
        return pulumi.Output.all(
            *(
                ec2.get_subnet_output(id=subnet_id, region=region, opts=component.lookup())
                for subnet_id in ids
            )
        )

    def verified(known: dict[str, Any]) -> list[str]:
        found = FoundSubnets(
            vpc_id=known["vpc_id"],
            vpc_ids={subnet.id: subnet.vpc_id for subnet in known["subnets"]},
            zones=[subnet.availability_zone for subnet in known["subnets"]],
        )
        if problems := found.problems():
            raise WrongSubnetsError(report(subject, problems))
        return [subnet.id for subnet in known["subnets"]]

    subnets = pulumi.Output.from_input(subnet_ids).apply(looked_up)
    return pulumi.Output.all(vpc_id=vpc_id, subnets=subnets).apply(verified)
