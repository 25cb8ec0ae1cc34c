"""Which instance types a fleet is made of, and how they are bought. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from ..landing_zone.tiers import Tier
from ..problems import GIVEN, MISSING, Problem
from .instance_catalogue import (
    Architecture,
    family_of,
    newer_families,
)
from .instance_override import InstanceOverride
from .instance_requirements import InstanceRequirements
from .launch_kind import ALL_KINDS, LaunchKind
from .mix_limits import (
    ALLOCATION_REQUIREMENTS,
    BASE,
    CAPACITY_UNIT,
    MAX_PRICE,
    ONE_KIND,
    OVERRIDES,
    PERCENTAGE,
    POOLS,
    POOLS_LOWEST_PRICE,
    REQUIREMENT_SETS,
    TYPE_ONCE,
    WEIGHT_ALL,
)

FEWEST_SPOT_TYPES = 4
"""Below it, an interruption of one pool takes a large part of a fleet."""
LOWEST_SPOT_PRICE = 0.001


class OnDemandAllocation(StrEnum):
    """Which type on-demand capacity is launched as."""

    PRIORITIZED = "prioritized"
    """The first of the list that is available."""
    LOWEST_PRICE = "lowest-price"
    """The cheapest, by the price of a unit of capacity."""


class SpotAllocation(StrEnum):
    """Which pools spot capacity is bought from."""

    PRICE_CAPACITY_OPTIMIZED = "price-capacity-optimized"
    """The cheapest of those that are least likely to be interrupted."""
    CAPACITY_OPTIMIZED = "capacity-optimized"
    """Those that are least likely to be interrupted."""
    CAPACITY_OPTIMIZED_PRIORITIZED = "capacity-optimized-prioritized"
    """The same, with the order of the list as a preference."""
    LOWEST_PRICE = "lowest-price"
    """The cheapest, which are interrupted most."""


class CapacityUnit(StrEnum):
    """What the capacity of a fleet counts, where its types are chosen by their attributes."""

    UNITS = "units"
    """Instances."""
    VCPU = "vcpu"
    """vCPUs."""
    MEMORY_MIB = "memory-mib"
    """MiB of memory."""


@dataclass(frozen=True, kw_only=True)
class InstanceMix:
    """The instance types of a fleet, and how much of it is on-demand and how much spot.

    Either `overrides` or `requirements` is given. Types of both architectures may be mixed: each is
    launched with an image of its own.
    """

    overrides: list[InstanceOverride] | None = None
    """The types by name; the first is preferred. Graviton first costs least."""
    requirements: list[InstanceRequirements] | None = None
    """The types by what they have to offer, up to four sets."""
    on_demand_base: int | None = None
    """Capacity that is always on-demand; the account's tier decides when left out."""
    on_demand_percentage: int | None = None
    """Share of on-demand above the base, in per cent; the account's tier decides when left out."""
    on_demand_allocation: OnDemandAllocation | None = None
    """In the order of the list when left out; the cheapest with requirements."""
    spot_allocation: SpotAllocation | None = None
    """price-capacity-optimized when left out; AWS's own default interrupts more."""
    spot_instance_pools: int | None = None
    """How many pools to spread over, with lowest-price only; 2 when left out."""
    spot_max_price_usd: float | None = None
    """Most USD an hour for a unit of capacity; no maximum when left out, since one interrupts
    more."""
    capacity_unit: CapacityUnit | None = None
    """What the capacity counts; with requirements only."""

    @property
    def architectures(self) -> list[Architecture]:
        """The architectures in the mix, Graviton first."""
        found = {override.runs_on for override in self.overrides or []}
        found |= {needed.runs_on for needed in self.requirements or []}
        return [architecture for architecture in Architecture if architecture in found]

    @property
    def launch_kinds(self) -> list[LaunchKind]:
        """The kinds of launch templates that the mix needs, Graviton first."""
        found = {override.launched_as for override in self.overrides or []}
        found |= {needed.launched_as for needed in self.requirements or []}
        return [kind for kind in ALL_KINDS if kind in found]

    @property
    def weighted(self) -> bool:
        """Whether the types have weights."""
        return any(override.weight is not None for override in self.overrides or [])

    @property
    def unit(self) -> str:
        """What the fleet's capacity counts, in words."""
        if self.capacity_unit in (CapacityUnit.VCPU, CapacityUnit.MEMORY_MIB):
            return self.capacity_unit.value
        return "units" if self.weighted else "instances"

    @property
    def on_demand(self) -> OnDemandAllocation:
        """The on-demand strategy, its default applied."""
        fallback = (
            OnDemandAllocation.LOWEST_PRICE if self.requirements else OnDemandAllocation.PRIORITIZED
        )
        return self.on_demand_allocation or fallback

    @property
    def spot(self) -> SpotAllocation:
        """The spot strategy, its default applied."""
        return self.spot_allocation or SpotAllocation.PRICE_CAPACITY_OPTIMIZED

    def on_demand_share(self, tier: Tier) -> int:
        """Share of on-demand above the base, in per cent, the tier's default applied."""
        share = self.on_demand_percentage
        return tier.defaults.on_demand_percentage if share is None else share

    def problems(self) -> list[Problem]:
        """What AWS would refuse of the types, weights, shares and strategies together."""
        return [
            *self._kind_problems(),
            *self._override_problems(),
            *self._requirement_problems(),
            *BASE.check("on_demand_base", self.on_demand_base),
            *PERCENTAGE.check("on_demand_percentage", self.on_demand_percentage),
            *self._spot_problems(),
        ]

    def _kind_problems(self) -> list[Problem]:
        if not self.overrides and not self.requirements:
            return [ONE_KIND.broken("overrides", MISSING)]
        return ONE_KIND.problems(
            "requirements", GIVEN, kept=not (self.overrides and self.requirements)
        )

    def _override_problems(self) -> list[Problem]:
        problems = OVERRIDES.check_count("overrides", self.overrides or [])
        types = [override.instance_type for override in self.overrides or []]
        for index, override in enumerate(self.overrides or []):
            path = f"overrides[{index}]"
            if override.instance_type in types[:index]:
                problems.append(TYPE_ONCE.broken(f"{path}.instance_type", override.instance_type))
            if self.weighted and override.weight is None:
                problems.append(WEIGHT_ALL.broken(f"{path}.weight", MISSING))
        return problems

    def _requirement_problems(self) -> list[Problem]:
        sets = self.requirements or []
        problems = REQUIREMENT_SETS.check_count("requirements", sets)
        if sets:
            for field, value in (
                ("on_demand_allocation", self.on_demand_allocation),
                ("spot_allocation", self.spot_allocation),
            ):
                kept = value is None or not value.value.endswith("prioritized")
                problems += ALLOCATION_REQUIREMENTS.problems(field, value, kept=kept)
        else:
            kept = self.capacity_unit is None
            problems += CAPACITY_UNIT.problems("capacity_unit", self.capacity_unit, kept=kept)
        return problems

    def _spot_problems(self) -> list[Problem]:
        price, pools = self.spot_max_price_usd, self.spot_instance_pools
        cheapest = self.spot is SpotAllocation.LOWEST_PRICE
        return [
            *POOLS.check("spot_instance_pools", pools),
            *POOLS_LOWEST_PRICE.problems(
                "spot_instance_pools", pools, kept=pools is None or cheapest
            ),
            *MAX_PRICE.problems(
                "spot_max_price_usd",
                price,
                kept=price is None or price >= LOWEST_SPOT_PRICE,
                nearest=LOWEST_SPOT_PRICE,
            ),
        ]

    def warnings(self, on_demand_percentage: int) -> list[str]:
        """What works, but is seldom meant; `on_demand_percentage` is the one that applies."""
        types = [override.instance_type for override in self.overrides or []]
        found = []
        if types and on_demand_percentage < PERCENTAGE.highest and len(types) < FEWEST_SPOT_TYPES:
            found.append(
                f"{len(types)} instance type{'s' * (len(types) > 1)} under spot: with fewer than "
                f"{FEWEST_SPOT_TYPES}, one interruption can take a large part of the fleet"
            )
        for instance_type in types:
            family = family_of(instance_type)
            if family and not family.current:
                newer = [newest.name for newest in newer_families(family)[:1]]
                hint = f"; {newer[0]} is newer" if newer else ""
                found.append(f"{instance_type} is of a previous generation{hint}")
        return found
