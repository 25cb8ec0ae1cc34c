"""Instance types described by what they have to offer (attribute-based selection). Pure."""

from dataclasses import dataclass

from ..limits import Limit, Range
from ..problems import GIVEN, Problem
from .instance_catalogue import Architecture
from .launch_kind import LaunchKind

_SOURCE = "Auto Scaling CreateAutoScalingGroup, InstanceRequirements"

VCPUS = Range(
    id="requirements.vcpus",
    limit="an instance has {lowest} vCPU or more",
    source=_SOURCE,
    lowest=1,
    highest=float("inf"),
)
MEMORY = Range(
    id="requirements.memory",
    limit="an instance has {lowest} GiB of memory or more",
    source=_SOURCE,
    lowest=0.125,
    highest=float("inf"),
)
VCPUS_ORDER = Limit(
    id="requirements.vcpus.order", limit="the most is no less than the least", source=_SOURCE
)
MEMORY_ORDER = Limit(
    id="requirements.memory.order", limit="the most is no less than the least", source=_SOURCE
)
ALLOWED_OR_EXCLUDED = Limit(
    id="requirements.types",
    limit="types are either allowed or excluded; allowed_instance_types is given too",
    source=_SOURCE,
)
SPOT_PRICE = Range(
    id="requirements.spot_price",
    limit="the most that spot may cost is {lowest} per cent of the on-demand price or more",
    source=_SOURCE,
    lowest=1,
    highest=float("inf"),
)
LIMITS = (
    VCPUS,
    MEMORY,
    VCPUS_ORDER,
    MEMORY_ORDER,
    ALLOWED_OR_EXCLUDED,
    SPOT_PRICE,
)


@dataclass(frozen=True, kw_only=True)
class InstanceRequirements:
    """What an instance has to offer: current generations, no bare metal, one architecture.

    Types with accelerators are chosen only where `allowed_instance_types` has them.
    """

    vcpus_min: int
    """The fewest vCPUs."""
    memory_gib_min: float
    """The least memory, in GiB."""
    vcpus_max: int | None = None
    """The most vCPUs; no limit but the account's when left out."""
    memory_gib_max: float | None = None
    """The most memory, in GiB."""
    architecture: Architecture | None = None
    """Graviton (`arm64`) when left out."""
    burstable: bool | None = None
    """Whether burstable types (t3, t4g) may be chosen."""
    local_storage: bool | None = None
    """Whether only types with local disks may be chosen."""
    allowed_instance_types: list[str] | None = None
    """Types to choose from, `*` for any letters: `m7g.*`; all that the account may use when left
    out, those with accelerators excepted."""
    excluded_instance_types: list[str] | None = None
    """Types never to choose, `*` for any letters; only where the account may use all families."""
    max_spot_price_percentage: int | None = None
    """The most that spot may cost, in per cent of the cheapest matching type's on-demand price;
    AWS protects against outliers by itself when left out."""

    @property
    def runs_on(self) -> Architecture:
        """The architecture, its default applied."""
        return self.architecture or Architecture.ARM64

    @property
    def launched_as(self) -> LaunchKind:
        """The kind of launch template: EC2 takes no word on credits where not all types have them."""
        return LaunchKind(architecture=self.runs_on)

    def problems(self) -> list[Problem]:
        """What AWS would refuse of the numbers and the types."""
        both = self.allowed_instance_types is not None and self.excluded_instance_types is not None
        return [
            *_order(VCPUS, VCPUS_ORDER, "vcpus", self.vcpus_min, self.vcpus_max),
            *_order(MEMORY, MEMORY_ORDER, "memory_gib", self.memory_gib_min, self.memory_gib_max),
            *ALLOWED_OR_EXCLUDED.problems("excluded_instance_types", GIVEN, kept=not both),
            *SPOT_PRICE.check("max_spot_price_percentage", self.max_spot_price_percentage),
        ]


def _order(
    limit: Range, order: Limit, name: str, least: float, most: float | None
) -> list[Problem]:
    problems = limit.check(f"{name}_min", least)
    kept = most is None or least <= most
    return problems or order.problems(f"{name}_max", most, kept=kept, nearest=least)
