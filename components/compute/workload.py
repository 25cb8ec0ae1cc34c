"""The traits of a workload that decide which instances it needs. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from ..limits import Limit, Range
from ..problems import MISSING, Problem
from .instance_family import Architecture


class Bound(StrEnum):
    """What a workload waits for most of the time."""

    CPU = "cpu"
    """Builds, data processing, game servers."""
    MEMORY = "memory"
    """Databases, caches."""
    BALANCED = "balanced"
    """Application servers, microservices, low-traffic web servers."""
    DISK = "disk"
    """NoSQL databases, data warehouses."""
    GPU = "gpu"
    """Machine learning, rendering."""


class Load(StrEnum):
    """How much a workload has to do over a day."""

    CONSTANT = "constant"
    BURSTY = "bursty"
    """Little most of the time, much now and then."""


class GpuUse(StrEnum):
    """What a workload uses GPUs for."""

    INFERENCE = "inference"
    GRAPHICS = "graphics"
    TRAINING = "training"


VCPUS = Range(
    id="workload.vcpus",
    limit="an instance has {lowest} to {highest:,} vCPUs",
    source="EC2 DescribeInstanceTypes, VCpuInfo",
    lowest=1,
    highest=1920,
)
MEMORY = Range(
    id="workload.memory",
    limit="an instance has {lowest} to {highest:,} GiB of memory",
    source="EC2 DescribeInstanceTypes, MemoryInfo",
    lowest=0.5,
    highest=32_768,
)
AVERAGE = Range(
    id="workload.average",
    limit="an average use of the CPU is {lowest} to {highest} per cent",
    lowest=1,
    highest=100,
)
AVERAGE_OF_BURSTY = Limit(
    id="workload.average.bursty", limit="only a bursty load is judged by its average"
)
TERM = Range(
    id="workload.term",
    limit="a workload runs for {lowest} month or more",
    lowest=1,
    highest=float("inf"),
)
GPU_USE = Limit(
    id="workload.gpu",
    limit=f"a workload bound by the GPU says what it uses it for: {', '.join(GpuUse)}",
)
GPU_USE_ALONE = Limit(
    id="workload.gpu.alone", limit="only a workload bound by the GPU says what it uses it for"
)
LOCAL_DISK = Limit(
    id="workload.local_disk", limit="a workload bound by the disk is given local disks"
)
CAPACITY_OF_SPOT = Limit(
    id="workload.capacity",
    limit="spot capacity can be taken back; what may be interrupted has no guaranteed capacity",
    source="EC2 User Guide, Spot Instance interruptions",
)
LIMITS = (
    VCPUS,
    MEMORY,
    AVERAGE,
    AVERAGE_OF_BURSTY,
    TERM,
    GPU_USE,
    GPU_USE_ALONE,
    LOCAL_DISK,
    CAPACITY_OF_SPOT,
)


@dataclass(frozen=True, kw_only=True)
class Workload:
    """What runs on the instances that are looked for, in numbers for one instance."""

    bound: Bound
    """What it waits for most of the time."""
    load: Load
    """How much it has to do over a day."""
    vcpus: int
    """vCPUs that one instance needs."""
    memory_gib: float
    """GiB of memory that one instance needs."""
    average_cpu_percent: int | None = None
    """Share of an instance's vCPUs that a bursty load uses on average over a day; taken to be low
    when left out."""
    gpu: GpuUse | None = None
    """What it uses GPUs for; given if it is bound by the GPU."""
    local_disk: bool | None = None
    """Whether it needs a fast disk of its own, whose content may be lost; only if it is bound by the
    disk when left out."""
    interruptible: bool | None = None
    """Whether an instance may be taken away with a notice of two minutes; not when left out."""
    term_months: int | None = None
    """How long it will run; not known when left out."""
    settled: bool | None = None
    """Whether it stays in one family and one region for that time; not when left out."""
    capacity_guaranteed: bool | None = None
    """Whether its instances must be available whenever they are started; not when left out."""
    architecture: Architecture | None = None
    """The one that it runs on; both when left out."""

    @property
    def bursty(self) -> bool:
        """Whether its load is bursty."""
        return self.load is Load.BURSTY

    @property
    def needs_disks(self) -> bool:
        """Whether its instances need disks of their own."""
        return bool(self.local_disk) or self.bound is Bound.DISK

    def problems(self) -> list[Problem]:
        """What no instance can be, and which traits contradict each other."""
        return [
            *VCPUS.check("vcpus", self.vcpus),
            *MEMORY.check("memory_gib", self.memory_gib),
            *self._average_problems(),
            *self._gpu_problems(),
            *LOCAL_DISK.problems(
                "local_disk",
                self.local_disk,
                kept=self.bound is not Bound.DISK or self.local_disk is not False,
                nearest=True,
            ),
            *TERM.check("term_months", self.term_months),
            *CAPACITY_OF_SPOT.problems(
                "capacity_guaranteed",
                self.capacity_guaranteed,
                kept=not (self.capacity_guaranteed and self.interruptible),
                nearest=False,
            ),
        ]

    def _average_problems(self) -> list[Problem]:
        average = self.average_cpu_percent
        if average is not None and not self.bursty:
            return [AVERAGE_OF_BURSTY.broken("average_cpu_percent", average)]
        return AVERAGE.check("average_cpu_percent", average)

    def _gpu_problems(self) -> list[Problem]:
        if self.bound is Bound.GPU:
            return GPU_USE.problems("gpu", MISSING, kept=self.gpu is not None)
        return GPU_USE_ALONE.problems("gpu", self.gpu, kept=self.gpu is None)
