"""Which families are considered for a workload, and in which order. Pure."""

from dataclasses import dataclass

from .allowance import Allowance
from .instance_catalogue import FAMILIES, Architecture, Family, InstanceSize, Processor
from .instance_exceptions import BASELINE_PERCENT, GIB_PER_VCPU
from .workload import Bound, GpuUse, Workload

LARGEST_BASELINE_PERCENT = max(BASELINE_PERCENT.values())
_FIRST_GENERATION_OF_WHOLE_CORES = 7
_SERIES: dict[Bound | GpuUse, list[str]] = {
    Bound.CPU: ["c", "m", "r", "x"],
    Bound.BALANCED: ["m", "r", "x", "c"],
    Bound.MEMORY: ["r", "x", "m"],
    Bound.DISK: ["i", "im", "is", "r", "m", "c"],
    GpuUse.INFERENCE: ["g", "p"],
    GpuUse.GRAPHICS: ["g"],
    GpuUse.TRAINING: ["p", "g"],
}
_BY_MEMORY = (Bound.CPU, Bound.BALANCED, Bound.MEMORY)
# Series whose options tell what they are chosen for. In others an option costs more, for something
# that a workload does not say it needs.
_WITH_ANY_OPTION = ("i", "im", "is", "p")
# Not the ones with a part of a GPU (f).
_OPTIONS_OF_G = ("", "dn", "e")


@dataclass(frozen=True, kw_only=True)
class Fit:
    """The smallest type of a family that a workload fits into."""

    family: Family
    size: InstanceSize

    @property
    def instance_type(self) -> str:
        """The type: `m7g.large`."""
        return f"{self.family.name}.{self.size.name}"


def gib_per_vcpu(workload: Workload) -> float:
    """The memory that is needed for each vCPU."""
    return workload.memory_gib / workload.vcpus


def made_for(workload: Workload) -> str:
    """The series that is made for what the workload waits for."""
    return _SERIES[workload.gpu or workload.bound][0]


def burstable_suits(workload: Workload) -> bool:
    """Whether t families are the first to consider."""
    return (
        workload.bursty
        and workload.bound is Bound.BALANCED
        and not workload.needs_disks
        and gib_per_vcpu(workload) <= GIB_PER_VCPU["t"]
        and (workload.average_cpu_percent or 0) <= LARGEST_BASELINE_PERCENT
    )


def series_for(workload: Workload) -> list[str]:
    """The series to consider, the best one first.

    A series with less memory for each vCPU than is needed comes after those that have it: there,
    the memory would be paid for with vCPUs that nobody needs.
    """
    series = _SERIES[workload.gpu or workload.bound]
    if workload.bound in _BY_MEMORY:
        needed = gib_per_vcpu(workload)
        enough = [one for one in series if GIB_PER_VCPU[one] >= needed]
        too_little = [one for one in series if GIB_PER_VCPU[one] < needed]
        series = enough + sorted(too_little, key=lambda one: -GIB_PER_VCPU[one])
    return ["t", *series] if burstable_suits(workload) else series


def architectures_for(workload: Workload) -> list[Architecture]:
    """The architectures to consider, the better one first."""
    if workload.architecture:
        return [workload.architecture]
    both = [Architecture.ARM64, Architecture.X86_64]
    # Of the families with GPUs all but one are x86_64.
    return both[::-1] if workload.gpu else both


def fits(
    workload: Workload, series: str, architecture: Architecture, allowance: Allowance
) -> list[Fit]:
    """The types of a series that a workload fits into, one for each family, the best first.

    The smallest comes first, then the newest.
    """
    found = []
    for family in candidates(workload, series, architecture):
        allowed = allowance.allowed_families is None or family.name in allowance.allowed_families
        size = _smallest(workload, family, allowance.largest_vcpus)
        if allowed and size:
            found.append(Fit(family=family, size=size))
    return sorted(found, key=lambda fit: (fit.size.vcpus, *_rank(fit.family)))


def candidates(workload: Workload, series: str, architecture: Architecture) -> list[Family]:
    """The current families of a series that have what the workload needs, whatever their sizes."""
    return [
        family
        for family in FAMILIES.values()
        if family.current
        and (family.series, family.architecture) == (series, architecture)
        and _has_what_is_needed(workload, family)
    ]


def _has_what_is_needed(workload: Workload, family: Family) -> bool:
    """Whether a family has the disks, GPUs or CPU credits that are needed, and nothing besides."""
    if family.series == "t":
        return family.burstable
    if workload.needs_disks and not family.local_storage:
        return False
    if family.series == "g":
        return family.options in _OPTIONS_OF_G
    if family.series in _WITH_ANY_OPTION:
        return True
    if workload.needs_disks:
        return family.options in ("d", "dn" if family.series == "x" else "d")
    return not family.local_storage and family.options in ("", "flex" if workload.bursty else "")


def _smallest(workload: Workload, family: Family, largest_vcpus: int | None) -> InstanceSize | None:
    """The first size that is large enough."""
    for size in family.sizes:
        if (
            not size.bare_metal
            and size.vcpus >= workload.vcpus
            and size.memory_gib >= workload.memory_gib
            and (largest_vcpus is None or size.vcpus <= largest_vcpus)
            and not (family.burstable and _above_baseline(workload, size))
        ):
            return size
    return None


def _above_baseline(workload: Workload, size: InstanceSize) -> bool:
    return (workload.average_cpu_percent or 0) > BASELINE_PERCENT[size.name]


def _rank(family: Family) -> tuple[int, int, bool]:
    """Newer before older, then what costs less before what costs more.

    What is equal stays in the order of the catalogue, where plain families precede special ones.
    """
    # Up to the sixth generation AMD costs less than Intel for the same vCPUs, which are threads;
    # from the seventh on its vCPUs are whole cores and cost more.
    by_price = [Processor.GRAVITON, Processor.AMD, Processor.INTEL]
    if family.generation >= _FIRST_GENERATION_OF_WHOLE_CORES:
        by_price = [Processor.GRAVITON, Processor.INTEL, Processor.AMD]
    return (-family.generation, by_price.index(family.processor), family.options != "flex")
