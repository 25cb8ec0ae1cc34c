"""Brings what runs in line with the desired capacity and with its parts on demand and spot.

moto truncates both parts, so that one of four instances is missing, and marks none of them as spot.
"""

from localaws.extensions.autoscaling import (
    distribution,
    launches,
    termination,
    transitions,
    warm_pool,
)
from localaws.extensions.autoscaling.distribution import Distribution, Units
from localaws.extensions.autoscaling.group import Group, Member, Request


def reach(group: Group) -> None:
    """Launches what is missing, changes what is of the wrong kind, terminates what is too much, fills the warm pool."""
    wanted = distribution.wanted(Distribution.of(_policy(group)), group.desired)
    if group.runs("Launch"):
        while not group.launch_failed and (kind := running(group).lacks(wanted)):
            _launch(group, spot=kind == "spot")
        _exchange_for_spot(group, wanted)
    if group.runs("Terminate"):
        while (member := _surplus(group, wanted)) is not None:
            _scale_in(group, member)
    warm_pool.fill(group)


def running(group: Group) -> Units:
    """What counts towards the desired capacity, in units; without a mixed policy all of it as if on demand."""
    mixed = _policy(group) is not None
    units = Units()
    for member in group.counted():
        units.add(member.units, spot=mixed and member.spot)
    return units


def _policy(group: Group) -> Request | None:
    return launches.configuration_of(group).get("MixedInstancesPolicy")


def _launch(group: Group, *, spot: bool) -> Member | None:
    if not spot and group.warm and (member := warm_pool.take(group)):
        return member
    return launches.launch_one(group, spot=spot)


def _exchange_for_spot(group: Group, wanted: Units) -> None:
    """Where the parts of a group changed: a spot instance first, then the one on demand goes that it stands for."""
    if _policy(group) is None or not group.runs("Terminate"):
        return
    for member in [m for m in group.counted() if not m.spot and not m.protected]:
        units = running(group)
        needed = units.total - member.units < wanted.total
        if not needed or units.on_demand - member.units < wanted.on_demand:
            continue
        if launches.launch_one(group, spot=True) is None:
            return
        transitions.retire(group, member, "instances were launched to match the purchase options.")


def _surplus(group: Group, wanted: Units) -> Member | None:
    units, mixed = running(group), _policy(group) is not None
    possible = [
        m for m in group.counted() if not m.protected and units.total - m.units >= wanted.total
    ]
    of_surplus_kind = [
        m
        for m in possible
        if (
            units.spot - m.units >= wanted.spot
            if mixed and m.spot
            else units.on_demand - m.units >= wanted.on_demand
        )
    ]
    candidates = of_surplus_kind or [m for m in possible if mixed and m.spot]
    return termination.first_to_go(group, candidates) if candidates else None


def _scale_in(group: Group, member: Member) -> None:
    if warm_pool.reuses(group, member):
        warm_pool.take_back(group, member)
    else:
        transitions.retire(group, member, group.cause)
