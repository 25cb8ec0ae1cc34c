"""Whether what a stack file describes goes together: sections with each other, and the account."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from components.compute import AutoscalingFleetArgs, Ec2InstanceArgs, FleetTarget
from components.landing_zone.accounts import Account
from components.network import LoadBalancerArgs
from components.network.layout import SubnetKind, subnet_kinds
from components.network.load_balancer_layout import name_problems
from components.problems import MISSING, Problem, keyed, nearest_word

from .sections import (
    FleetSettings,
    InstanceSettings,
    LoadBalancerSettings,
    NetworkSettings,
    TargetSettings,
)

# Stands for what is known only while deploying; the checks here do not look at it.
_LATER = "known while deploying"


@dataclass(frozen=True, kw_only=True)
class Placement:
    """Where everything of a stack stands, and what of it is named by something else."""

    account: Account
    region: str
    network: NetworkSettings | None
    load_balancers: Mapping[str, LoadBalancerSettings]
    fleets: Mapping[str, FleetSettings]
    instances: Mapping[str, InstanceSettings]

    def problems(self) -> list[Problem]:
        """What components refuse once they know the account, and what names nothing."""
        problems = []
        if self.network is None and (self.load_balancers or self.fleets or self.instances):
            limit = "load balancers, fleets and instances stand in a network"
            problems.append(Problem(path="network", value=MISSING, limit=limit))
        for name, balancer in self.load_balancers.items():
            found = name_problems(name, balancer) + self._balancer(balancer).problems()
            problems += _moved(keyed("load_balancers", name), "layout.", found)
        for name, fleet in self.fleets.items():
            where = keyed("fleets", name)
            problems += _moved(where, "fleet.", self._fleet(fleet).problems())
            for index, target in enumerate(fleet.targets or []):
                problems += self._target_problems(f"{where}.targets[{index}]", target)
        for name, instance in self.instances.items():
            where = keyed("instances", name)
            problems += _moved(where, "instance.", self._instance(instance).problems())
            problems += self._subnet_problems(where, instance)
        return problems

    def _balancer(self, balancer: LoadBalancerSettings) -> LoadBalancerArgs:
        return LoadBalancerArgs(
            account=self.account,
            region=self.region,
            vpc_id=_LATER,
            subnet_ids=[],
            layout=balancer,
            certificate_arn=balancer.certificate_arn,
            additional_certificate_arns=dict(balancer.additional_certificate_arns or {}),
        )

    def _fleet(self, fleet: FleetSettings) -> AutoscalingFleetArgs:
        return AutoscalingFleetArgs(
            account=self.account,
            region=self.region,
            fleet=fleet,
            vpc_id=_LATER,
            subnet_ids=[],
            targets=[
                FleetTarget(
                    name=target_name(target),
                    port=1,
                    target_group_arn=_LATER,
                    security_group_id=_LATER,
                    request_count_label=_LATER,
                )
                for target in fleet.targets or []
            ],
        )

    def _instance(self, instance: InstanceSettings) -> Ec2InstanceArgs:
        return Ec2InstanceArgs(
            account=self.account,
            region=self.region,
            instance=instance,
            vpc_id=_LATER,
            subnet_id=_LATER,
            availability_zone=instance.availability_zone,
            allocation_id=instance.allocation_id,
        )

    def _subnet_problems(self, where: str, instance: InstanceSettings) -> list[Problem]:
        layout = self.network.layout if self.network else None
        if layout is None:
            return []
        zones = layout.availability_zones
        kinds = [kind.value for kind in subnet_kinds(layout, self.account.tier)]
        kind = instance.subnet or SubnetKind.PRIVATE
        problems = []
        if instance.availability_zone not in zones:
            zone, what = instance.availability_zone, "zones of the network"
            problems += _unknown(f"{where}.availability_zone", zone, what, zones)
        if kind not in kinds:
            problems += _unknown(f"{where}.subnet", kind, "subnets of the network", kinds)
        return problems

    def _target_problems(self, path: str, target: TargetSettings) -> list[Problem]:
        balancer = self.load_balancers.get(target.load_balancer)
        if balancer is None:
            return _unknown(
                f"{path}.load_balancer", target.load_balancer, "load balancers", self.load_balancers
            )
        groups = [group.name for group in balancer.target_groups or []]
        if target.target_group in groups:
            return []
        whose = f"target groups of {target.load_balancer}"
        return _unknown(f"{path}.target_group", target.target_group, whose, groups)


def target_name(target: TargetSettings) -> str:
    """What a fleet calls a target."""
    return f"{target.load_balancer}-{target.target_group}"


def _moved(where: str, prefix: str, problems: list[Problem]) -> list[Problem]:
    """A component's problems, by where a stack file has what they are of."""
    return [
        replace(problem, path=f"{where}.{problem.path.removeprefix(prefix)}")
        for problem in problems
    ]


def _unknown(path: str, name: str, what: str, known: Iterable[str]) -> list[Problem]:
    names = sorted(known)
    limit = f"the {what} are {', '.join(names)}" if names else f"the stack has no {what}"
    return [Problem(path=path, value=name, limit=limit, nearest=nearest_word(name, names))]
