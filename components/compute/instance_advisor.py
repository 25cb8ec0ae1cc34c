"""Which instances suit a workload, how they are bought, and why. Pure."""

import dataclasses
from dataclasses import dataclass

from ..problems import Problem, report
from .advice_reasons import reasons_for
from .allowance import Allowance
from .instance_catalogue import Architecture
from .instance_mix import FEWEST_SPOT_TYPES
from .instance_preferences import Fit, architectures_for, candidates, fits, series_for
from .purchase_options import Purchase, PurchaseOption, purchase
from .workload import Workload

_ONE_FAMILY_ONLY = (PurchaseOption.EC2_INSTANCE_SAVINGS_PLAN, PurchaseOption.RESERVED_INSTANCES)


class NothingFitsError(ValueError):
    """No type that is allowed is what the workload needs."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(report("Workload", [problem]))
        self.problem = problem


@dataclass(frozen=True, kw_only=True)
class Advice:
    """What to run a workload on."""

    families: list[str]
    """The families, the best one first."""
    instance_types: list[str]
    """One type of each family, in the same order: the overrides of a mixed fleet."""
    architecture: Architecture
    """The one that all of them have."""
    purchase_option: PurchaseOption
    """How they are paid for."""
    commitment_years: int | None
    """How long a savings plan or Reserved Instances last; None without them."""
    capacity_reservation: bool
    """Whether an On-Demand Capacity Reservation is made besides."""
    reasons: list[str]
    """Why, one sentence for each decision."""


def advise(
    workload: Workload,
    *,
    allowed_families: list[str] | None = None,
    largest_vcpus: int | None = None,
) -> Advice:
    """The instances for a workload: current families, no bare metal, the smallest size that fits.

    Args:
        workload: what runs on them.
        allowed_families: the only families to choose from; all when left out.
        largest_vcpus: vCPUs of the largest instance that may be used; any when left out.

    Raises:
        NothingFitsError: no type, or none that is allowed, is what the workload needs; says which one
            would be.
        ValueError: the workload, or what is allowed, has problems.
    """
    allowance = Allowance(allowed_families=allowed_families, largest_vcpus=largest_vcpus)
    if problems := [*workload.problems(), *allowance.problems()]:
        raise ValueError(report("Workload", problems))
    bought = purchase(workload)
    chosen = _chosen(workload, allowance, bought)
    if not chosen:
        raise NothingFitsError(_nearest(workload, allowance))
    return Advice(
        families=[fit.family.name for fit in chosen],
        instance_types=[fit.instance_type for fit in chosen],
        architecture=chosen[0].family.architecture,
        purchase_option=bought.option,
        commitment_years=bought.years,
        capacity_reservation=bought.capacity_reservation,
        reasons=[*reasons_for(workload, chosen, bought.option), *bought.reasons],
    )


def _chosen(workload: Workload, allowance: Allowance, bought: Purchase) -> list[Fit]:
    """The fits to advise, of one architecture; none if nothing that is allowed fits."""
    best, *others = _fits_by_series(workload, allowance) or [[]]
    if not best or bought.option in _ONE_FAMILY_ONLY:
        return best[:1]
    spot = bought.option is PurchaseOption.SPOT
    # A type twice as large is better than no spot capacity; on-demand it only costs twice as much.
    largest = best[0].size.vcpus * (2 if spot else 1)
    found = best + [fit for more in others for fit in more] if spot else best
    return [fit for fit in found if fit.size.vcpus <= largest][:FEWEST_SPOT_TYPES]


def _fits_by_series(workload: Workload, allowance: Allowance) -> list[list[Fit]]:
    """What fits, by series, the best one first; all of the architecture that has the best."""
    series = series_for(workload)
    for index, name in enumerate(series):
        for architecture in architectures_for(workload):
            if best := fits(workload, name, architecture, allowance):
                later = [
                    fits(workload, one, architecture, allowance) for one in series[index + 1 :]
                ]
                return [best, *later]
    return []


def _nearest(workload: Workload, allowance: Allowance) -> Problem:
    """What stands in the way when nothing fits, and what would fit."""
    families, largest = allowance.allowed_families, allowance.largest_vcpus
    larger = _fits_by_series(workload, Allowance(allowed_families=families))
    if larger and largest is not None:
        fit = min((fit for found in larger for fit in found), key=lambda one: one.size.vcpus)
        vcpus = fit.size.vcpus
        limit = f"the smallest type that fits, {fit.instance_type}, has {vcpus} vCPUs"
        return Problem(path="largest_vcpus", value=largest, limit=limit, nearest=vcpus)
    any_family = Allowance(largest_vcpus=largest)
    if allowed := _best(workload, any_family) or _best(workload, Allowance()):
        limit = f"no type of them is what the workload needs, as {allowed.instance_type} is"
        nearest = allowed.family.name
        return Problem(path="allowed_families", value=families, limit=limit, nearest=nearest)
    either = dataclasses.replace(workload, architecture=None)
    if other := _best(either, Allowance()):
        limit = f"no type of it is what the workload needs, as {other.instance_type} is"
        nearest = other.family.architecture
        return Problem(
            path="architecture", value=workload.architecture, limit=limit, nearest=nearest
        )
    return _too_large(workload)


def _best(workload: Workload, allowance: Allowance) -> Fit | None:
    found = _fits_by_series(workload, allowance)
    return found[0][0] if found else None


def _too_large(workload: Workload) -> Problem:
    """What no type at all can offer, and the most that one does."""
    sizes = {
        f"{family.name}.{size.name}": size
        for series in series_for(workload)
        for architecture in architectures_for(workload)
        for family in candidates(workload, series, architecture)
        for size in family.sizes
        if not size.bare_metal
    }
    path = "vcpus" if workload.vcpus > max(one.vcpus for one in sizes.values()) else "memory_gib"
    name, size = max(sizes.items(), key=lambda item: (getattr(item[1], path), item[1].vcpus))
    limit = (
        f"the largest type for it, {name}, has {size.vcpus} vCPUs and {size.memory_gib:g} GiB; "
        "several instances can share the work"
    )
    asked, most = getattr(workload, path), getattr(size, path)
    return Problem(path=path, value=_whole(asked), limit=limit, nearest=_whole(most))


def _whole(number: float) -> float:
    """A number without the `.0` that a whole one would be shown with."""
    return int(number) if number == int(number) else number
