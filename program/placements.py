"""Whether what a stack file describes goes together: sections with each other, and the account."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from components.compute import AutoscalingFleetArgs, Ec2InstanceArgs, FleetTarget
from components.compute.instance_role import name_problems
from components.landing_zone.accounts import Account
from components.network import LoadBalancerArgs
from components.network.layout import SubnetKind, subnet_kinds
from components.network.load_balancer_layout import name_problems as load_balancer_names
from components.network.target_groups import TargetType
from components.problems import GIVEN, MISSING, Problem, keyed, nearest_word

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
            where = keyed("load_balancers", name)
            found = load_balancer_names(name, balancer) + self._balancer(balancer).problems()
            problems += _moved(where, "layout.", found)
            problems += self._place_problems(where, balancer)
        for name, fleet in self.fleets.items():
            where = keyed("fleets", name)
            problems += _moved(where, "fleet.", name_problems(name) + self._fleet(fleet).problems())
            for index, target in enumerate(fleet.targets or []):
                problems += self._target_problems(f"{where}.targets[{index}]", target)
        for name, instance in self.instances.items():
            where = keyed("instances", name)
            problems += _moved(
                where, "instance.", name_problems(name) + self._instance(instance).problems()
            )
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
                    request_count_label=_LATER if target.counted else None,
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
        if kind is not SubnetKind.PUBLIC and (instance.public_address or instance.allocation_id):
            limit = "an instance with a public address stands in a public subnet"
            path, nearest = f"{where}.subnet", SubnetKind.PUBLIC.value
            problems.append(Problem(path=path, value=kind.value, limit=limit, nearest=nearest))
        return problems

    def _place_problems(self, where: str, balancer: LoadBalancerSettings) -> list[Problem]:
        layout = self.network.layout if self.network else None
        if layout is None:
            return []
        problems = []
        if len(layout.availability_zones) == 1:
            limit = "a load balancer stands in two zones at least, and the network has one"
            problems.append(Problem(path=where, value=GIVEN, limit=limit))
        kinds = subnet_kinds(layout, self.account.tier)
        if balancer.faces_internet and SubnetKind.PUBLIC not in kinds:
            limit = "what faces the internet stands in public subnets, and the network has none"
            problems.append(Problem(path=f"{where}.internal", value=False, limit=limit))
        return problems

    def _target_problems(self, path: str, target: TargetSettings) -> list[Problem]:
        balancer = self.load_balancers.get(target.load_balancer)
        if balancer is None:
            return _unknown(
                f"{path}.load_balancer", target.load_balancer, "load balancers", self.load_balancers
            )
        groups = {group.name: group for group in balancer.target_groups or []}
        path, name = f"{path}.target_group", target.target_group
        if name not in groups:
            return _unknown(path, name, f"target groups of {target.load_balancer}", groups)
        kind = groups[name].target_type or TargetType.INSTANCE
        if kind is TargetType.INSTANCE:
            return []
        limit = f"a fleet registers instances, and the targets of this group are of type {kind}"
        return [Problem(path=path, value=name, limit=limit)]


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
