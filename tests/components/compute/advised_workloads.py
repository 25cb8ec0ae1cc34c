"""Workloads of the training's chapter and of AWS's guidance, and what each is advised, by hand."""

from dataclasses import dataclass, field
from typing import Any

from components.compute.instance_catalogue import Architecture
from components.compute.purchase_options import PurchaseOption
from components.compute.workload import Bound, GpuUse, Load

ON_DEMAND, SPOT = PurchaseOption.ON_DEMAND, PurchaseOption.SPOT
COMPUTE_PLAN = PurchaseOption.COMPUTE_SAVINGS_PLAN
INSTANCE_PLAN = PurchaseOption.EC2_INSTANCE_SAVINGS_PLAN
RESERVED = PurchaseOption.RESERVED_INSTANCES
BALANCED = {"bound": Bound.BALANCED, "load": Load.CONSTANT}
BURSTY = {"bound": Bound.BALANCED, "load": Load.BURSTY}
CPU = {"bound": Bound.CPU, "load": Load.CONSTANT}
MEMORY = {"bound": Bound.MEMORY, "load": Load.CONSTANT}
DISK = {"bound": Bound.DISK, "load": Load.CONSTANT}
GPU = {"bound": Bound.GPU, "load": Load.CONSTANT}
X86_64 = {"architecture": Architecture.X86_64}

C = "c families have 2 GiB of memory for each vCPU, the most CPU for the money."
M = "m families have 4 GiB of memory for each vCPU."
R = "r families have 8 GiB of memory for each vCPU."
X = "x families have 16 GiB of memory for each vCPU."
I = "Bound by the disk: i families have fast NVMe disks of their own."  # noqa: E741
G = "g families have GPUs for inference and graphics."
P = "p families have the largest GPUs, for training; few regions offer all of them."
T = (
    "Balanced and bursty: t families cost least while little of the CPU is used, on average over a "
    "day at most {} per cent of a {}; {}."
)
UNLIMITED = (
    "A t instance is unlimited unless told otherwise: what it uses beyond that is charged by the vCPU "
    "hour; in standard mode it is slowed down instead."
)
STANDARD = (
    "On spot a t instance should be in standard mode: an unlimited one that lives shortly is charged "
    "for credits that it has not earned yet."
)
NOT_BALANCED = "Bursty, but t families are for balanced work."
FLEX = (
    "Flex families cost less than the ones they are made after, and give the full CPU most of the "
    "time."
)
GRAVITON = (
    "Graviton (arm64): the same work usually costs less than on x86_64; images have to be built for "
    "it."
)
ASKED = "x86_64, as asked: Graviton usually does the same work for less."
GPU_X86 = "x86_64: of the families with GPUs only g5g is arm64."
DISKS = (
    "Disks of its own lose their content when an instance stops: only what can be made again belongs "
    "there."
)
SIZE = "The smallest size with {} and {} GiB: start small, measure, adapt."
TO_REACH = "{} has {} vCPUs to reach the memory: measure what the workload really waits for."
MANY = "Several small instances that scale are better than one giant, if the work can be shared."
FIRST = "{} first; the others for when it is not available."
FOUR = "4 types: when AWS takes back one, the others stay."
NOT_KNOWN = (
    "On-demand: how long it will run is not known, and a savings plan lasts one or three years."
)
SHORT = "On-demand: it runs for {}, and the shortest savings plan lasts a year."
BURSTY_YEARS = (
    "On-demand: a savings plan is paid for every hour, used or not; measure, and commit to what of "
    "the bursty load always runs."
)
ON_SPOT = (
    "Spot: it may be interrupted, with a notice of two minutes, and costs up to 90 per cent less than "
    "on-demand."
)
COMPUTE = (
    "Compute Savings Plan of {}: the load is constant for {} months; up to 66 per cent less than "
    "on-demand, in any family and region, and on Fargate and Lambda too."
)
INSTANCE = (
    "EC2 Instance Savings Plan of {}: the load is constant for {} months, in one family and region; "
    "up to 72 per cent less than on-demand, for that family only."
)
ZONAL = (
    "Reserved Instances of {} in one zone: the load is constant for {} months, and they keep the "
    "capacity, which a savings plan does not; up to 72 per cent less than on-demand, for one type."
)
RESERVATION = (
    "On-Demand Capacity Reservation: it keeps the capacity in its zone, and is paid for while it "
    "exists, used or not; savings plans make it cheaper too."
)


@dataclass(frozen=True, kw_only=True)
class Advised:
    """A workload and the advice that it gets."""

    name: str
    workload: dict[str, Any]
    types: list[str]
    option: PurchaseOption
    reasons: list[str]
    years: int | None = None
    reservation: bool = False
    allowed: dict[str, Any] = field(default_factory=dict)


ADVISED = [
    Advised(
        name="a web server with little traffic",
        workload={**BURSTY, "vcpus": 2, "memory_gib": 4.0},
        types=["t4g.medium"],
        option=ON_DEMAND,
        reasons=[
            T.format(20, "t4g.medium", "measure it"),
            UNLIMITED,
            GRAVITON,
            SIZE.format("2 vCPUs", 4),
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="development for half a year, on x86_64 only",
        workload={
            **BURSTY,
            **X86_64,
            "vcpus": 2,
            "memory_gib": 8.0,
            "average_cpu_percent": 10,
            "term_months": 6,
        },
        types=["t3a.large", "t3.large"],
        option=ON_DEMAND,
        reasons=[
            T.format(30, "t3a.large", "here it is 10"),
            UNLIMITED,
            ASKED,
            SIZE.format("2 vCPUs", 8),
            FIRST.format("t3a"),
            SHORT.format("6 months"),
        ],
    ),
    Advised(
        name="a burstable instance that is larger for the sake of its baseline",
        workload={**BURSTY, "vcpus": 2, "memory_gib": 4.0, "average_cpu_percent": 25},
        types=["t4g.large"],
        option=ON_DEMAND,
        reasons=[
            T.format(30, "t4g.large", "here it is 25"),
            UNLIMITED,
            GRAVITON,
            SIZE.format("2 vCPUs", 4),
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="a bursty load with too high an average",
        workload={**BURSTY, "vcpus": 2, "memory_gib": 8.0, "average_cpu_percent": 41},
        types=["m9g.large", "m8g.large", "m7g.large", "m6g.large"],
        option=ON_DEMAND,
        reasons=[
            f"Balanced: {M}",
            "Bursty, but 41 per cent of the CPU on average are more than the 40 per cent that a large "
            "t instance may use all the time.",
            GRAVITON,
            SIZE.format("2 vCPUs", 8),
            FIRST.format("m9g"),
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="the same on x86_64, where there are flex families",
        workload={**BURSTY, **X86_64, "vcpus": 2, "memory_gib": 8.0, "average_cpu_percent": 60},
        types=["m8i-flex.large", "m8i.large", "m8a.large", "m7i-flex.large"],
        option=ON_DEMAND,
        reasons=[
            f"Balanced: {M}",
            "Bursty, but 60 per cent of the CPU on average are more than the 40 per cent that a large "
            "t instance may use all the time.",
            FLEX,
            ASKED,
            SIZE.format("2 vCPUs", 8),
            FIRST.format("m8i-flex"),
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="a bursty load that is too large for t",
        workload={**BURSTY, "vcpus": 16, "memory_gib": 32.0},
        types=["m9g.4xlarge", "m8g.4xlarge", "m7g.4xlarge", "m6g.4xlarge"],
        option=ON_DEMAND,
        reasons=[
            f"Balanced and bursty, but no t family fits: {M}",
            GRAVITON,
            SIZE.format("16 vCPUs", 32),
            FIRST.format("m9g"),
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="a bursty load that needs a disk",
        workload={**BURSTY, "vcpus": 2, "memory_gib": 8.0, "local_disk": True},
        types=["m9gd.large", "m8gd.large", "m7gd.large", "m6gd.large"],
        option=ON_DEMAND,
        reasons=[
            f"Balanced: {M}",
            "Bursty, but t families have no disks of their own.",
            GRAVITON,
            DISKS,
            SIZE.format("2 vCPUs", 8),
            FIRST.format("m9gd"),
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="a bursty load for three years",
        workload={**BURSTY, "vcpus": 2, "memory_gib": 1.0, "term_months": 36},
        types=["t4g.micro"],
        option=ON_DEMAND,
        reasons=[
            T.format(10, "t4g.micro", "measure it"),
            UNLIMITED,
            GRAVITON,
            SIZE.format("2 vCPUs", 1),
            BURSTY_YEARS,
        ],
    ),
    Advised(
        name="a bursty load that may be interrupted",
        workload={**BURSTY, "vcpus": 2, "memory_gib": 4.0, "interruptible": True},
        types=["t4g.medium", "m9g.large", "m8g.large", "m7g.large"],
        option=SPOT,
        reasons=[
            T.format(20, "t4g.medium", "measure it"),
            STANDARD,
            GRAVITON,
            SIZE.format("2 vCPUs", 4),
            FOUR,
            ON_SPOT,
        ],
    ),
    Advised(
        name="application servers for three years",
        workload={**BALANCED, "vcpus": 4, "memory_gib": 16.0, "term_months": 36},
        types=["m9g.xlarge", "m8g.xlarge", "m7g.xlarge", "m6g.xlarge"],
        option=COMPUTE_PLAN,
        years=3,
        reasons=[
            f"Balanced: {M}",
            GRAVITON,
            SIZE.format("4 vCPUs", 16),
            FIRST.format("m9g"),
            COMPUTE.format("3 years", 36),
        ],
    ),
    Advised(
        name="microservices on x86_64 for a year, whose capacity must be there",
        workload={
            **BALANCED,
            **X86_64,
            "vcpus": 2,
            "memory_gib": 8.0,
            "term_months": 12,
            "capacity_guaranteed": True,
        },
        types=["m8i.large", "m8a.large", "m7i.large", "m7a.large"],
        option=COMPUTE_PLAN,
        years=1,
        reservation=True,
        reasons=[
            f"Balanced: {M}",
            ASKED,
            SIZE.format("2 vCPUs", 8),
            FIRST.format("m8i"),
            COMPUTE.format("1 year", 12),
            RESERVATION,
        ],
    ),
    Advised(
        name="one small service on x86_64 that stays where it is",
        workload={
            **BALANCED,
            **X86_64,
            "vcpus": 1,
            "memory_gib": 4.0,
            "term_months": 24,
            "settled": True,
        },
        types=["m8a.medium"],
        option=INSTANCE_PLAN,
        years=1,
        reasons=[
            f"Balanced: {M}",
            ASKED,
            SIZE.format("1 vCPU", 4),
            INSTANCE.format("1 year", 24),
        ],
    ),
    Advised(
        name="application servers where only two families are allowed",
        workload={**BALANCED, "vcpus": 2, "memory_gib": 8.0},
        allowed={"allowed_families": ["t3", "m7i"]},
        types=["m7i.large"],
        option=ON_DEMAND,
        reasons=[
            f"Balanced: {M}",
            "x86_64: no Graviton family fits.",
            SIZE.format("2 vCPUs", 8),
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="a giant",
        workload={**BALANCED, "vcpus": 64, "memory_gib": 128.0, "term_months": 1},
        types=["m9g.16xlarge", "m8g.16xlarge", "m7g.16xlarge", "m6g.16xlarge"],
        option=ON_DEMAND,
        reasons=[
            f"Balanced: {M}",
            GRAVITON,
            SIZE.format("64 vCPUs", 128),
            MANY,
            FIRST.format("m9g"),
            SHORT.format("1 month"),
        ],
    ),
    Advised(
        name="builds that may be interrupted",
        workload={
            **CPU,
            "load": Load.BURSTY,
            "vcpus": 8,
            "memory_gib": 16.0,
            "interruptible": True,
        },
        types=["c9g.2xlarge", "c8g.2xlarge", "c7g.2xlarge", "c6g.2xlarge"],
        option=SPOT,
        reasons=[
            f"Bound by the CPU: {C}",
            NOT_BALANCED,
            GRAVITON,
            SIZE.format("8 vCPUs", 16),
            FOUR,
            ON_SPOT,
        ],
    ),
    Advised(
        name="the same builds on x86_64",
        workload={
            **CPU,
            **X86_64,
            "load": Load.BURSTY,
            "vcpus": 8,
            "memory_gib": 16.0,
            "interruptible": True,
        },
        types=["c8i-flex.2xlarge", "c8i.2xlarge", "c8a.2xlarge", "c7i-flex.2xlarge"],
        option=SPOT,
        reasons=[
            f"Bound by the CPU: {C}",
            NOT_BALANCED,
            FLEX,
            ASKED,
            SIZE.format("8 vCPUs", 16),
            FOUR,
            ON_SPOT,
        ],
    ),
    Advised(
        name="data processing for five months",
        workload={**CPU, "vcpus": 16, "memory_gib": 32.0, "term_months": 5},
        types=["c9g.4xlarge", "c8g.4xlarge", "c7g.4xlarge", "c6g.4xlarge"],
        option=ON_DEMAND,
        reasons=[
            f"Bound by the CPU: {C}",
            GRAVITON,
            SIZE.format("16 vCPUs", 32),
            FIRST.format("c9g"),
            SHORT.format("5 months"),
        ],
    ),
    Advised(
        name="game servers on x86_64 for five years",
        workload={**CPU, **X86_64, "vcpus": 4, "memory_gib": 8.0, "term_months": 60},
        types=["c8i.xlarge", "c8a.xlarge", "c7i.xlarge", "c7a.xlarge"],
        option=COMPUTE_PLAN,
        years=3,
        reasons=[
            f"Bound by the CPU: {C}",
            ASKED,
            SIZE.format("4 vCPUs", 8),
            FIRST.format("c8i"),
            COMPUTE.format("3 years", 60),
        ],
    ),
    Advised(
        name="sorting on disks, on x86_64, that may be interrupted",
        workload={
            **CPU,
            **X86_64,
            "vcpus": 4,
            "memory_gib": 8.0,
            "local_disk": True,
            "interruptible": True,
        },
        types=["c8id.xlarge", "c6id.xlarge", "c5ad.xlarge", "c5d.xlarge"],
        option=SPOT,
        reasons=[
            f"Bound by the CPU: {C}",
            ASKED,
            DISKS,
            SIZE.format("4 vCPUs", 8),
            FOUR,
            ON_SPOT,
        ],
    ),
    Advised(
        name="computing that needs much more memory than c has",
        workload={**CPU, "vcpus": 4, "memory_gib": 32.0},
        types=["r9g.xlarge", "r8g.xlarge", "r6g.xlarge"],
        option=ON_DEMAND,
        reasons=[
            f"Bound by the CPU, with more than 2 GiB for each vCPU: {R}",
            GRAVITON,
            SIZE.format("4 vCPUs", 32),
            FIRST.format("r9g"),
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="a bursty load with more memory than t has",
        workload={**BURSTY, "vcpus": 2, "memory_gib": 16.0},
        types=["r9g.large", "r8g.large", "r6g.large"],
        option=ON_DEMAND,
        reasons=[
            f"Balanced, with more than 4 GiB for each vCPU: {R}",
            "Bursty, but t families have at most 4 GiB of memory for each vCPU.",
            GRAVITON,
            SIZE.format("2 vCPUs", 16),
            FIRST.format("r9g"),
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="interruptible computing where one family is allowed",
        workload={**CPU, "vcpus": 2, "memory_gib": 4.0, "interruptible": True},
        allowed={"allowed_families": ["c7g"]},
        types=["c7g.large"],
        option=SPOT,
        reasons=[
            f"Bound by the CPU: {C}",
            GRAVITON,
            SIZE.format("2 vCPUs", 4),
            "Only 1 type fits: with fewer than 4, one interruption can take a large part of a spot "
            "fleet.",
            ON_SPOT,
        ],
    ),
    Advised(
        name="interruptible computing where three families are allowed",
        workload={**CPU, "vcpus": 2, "memory_gib": 4.0, "interruptible": True},
        allowed={"allowed_families": ["r8g", "m7g", "c7g"]},
        types=["c7g.large", "m7g.large", "r8g.large"],
        option=SPOT,
        reasons=[
            f"Bound by the CPU: {C}",
            GRAVITON,
            SIZE.format("2 vCPUs", 4),
            "Only 3 types fit: with fewer than 4, one interruption can take a large part of a spot "
            "fleet.",
            ON_SPOT,
        ],
    ),
    Advised(
        name="a database for three years that stays where it is",
        workload={**MEMORY, "vcpus": 8, "memory_gib": 64.0, "term_months": 36, "settled": True},
        types=["r9g.2xlarge"],
        option=INSTANCE_PLAN,
        years=3,
        reasons=[
            f"Bound by memory: {R}",
            GRAVITON,
            SIZE.format("8 vCPUs", 64),
            INSTANCE.format("3 years", 36),
        ],
    ),
    Advised(
        name="the same database, whose capacity must be there",
        workload={
            **MEMORY,
            "vcpus": 8,
            "memory_gib": 64.0,
            "term_months": 36,
            "settled": True,
            "capacity_guaranteed": True,
        },
        types=["r9g.2xlarge"],
        option=RESERVED,
        years=3,
        reasons=[
            f"Bound by memory: {R}",
            GRAVITON,
            SIZE.format("8 vCPUs", 64),
            ZONAL.format("3 years", 36),
        ],
    ),
    Advised(
        name="a cache for two years",
        workload={**MEMORY, "vcpus": 2, "memory_gib": 16.0, "term_months": 24},
        types=["r9g.large", "r8g.large", "r6g.large"],
        option=COMPUTE_PLAN,
        years=1,
        reasons=[
            f"Bound by memory: {R}",
            GRAVITON,
            SIZE.format("2 vCPUs", 16),
            FIRST.format("r9g"),
            COMPUTE.format("1 year", 24),
        ],
    ),
    Advised(
        name="a cache with bursts",
        workload={**MEMORY, "load": Load.BURSTY, "vcpus": 4, "memory_gib": 32.0},
        types=["r9g.xlarge", "r8g.xlarge", "r6g.xlarge"],
        option=ON_DEMAND,
        reasons=[
            f"Bound by memory: {R}",
            NOT_BALANCED,
            GRAVITON,
            SIZE.format("4 vCPUs", 32),
            FIRST.format("r9g"),
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="analysis in memory",
        workload={**MEMORY, "vcpus": 16, "memory_gib": 256.0},
        types=["x8g.4xlarge"],
        option=ON_DEMAND,
        reasons=[
            f"Bound by memory, with more than 8 GiB for each vCPU: {X}",
            GRAVITON,
            SIZE.format("16 vCPUs", 256),
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="analysis in memory with disks, that may be interrupted",
        workload={
            **MEMORY,
            "vcpus": 4,
            "memory_gib": 64.0,
            "local_disk": True,
            "interruptible": True,
        },
        types=["x2gd.xlarge", "r9gd.2xlarge", "r8gd.2xlarge", "r6gd.2xlarge"],
        option=SPOT,
        reasons=[
            f"Bound by memory, with more than 8 GiB for each vCPU: {X}",
            GRAVITON,
            DISKS,
            SIZE.format("4 vCPUs", 64),
            FOUR,
            ON_SPOT,
        ],
    ),
    Advised(
        name="a cache in a sandbox without r families",
        workload={**MEMORY, "vcpus": 4, "memory_gib": 32.0},
        allowed={"allowed_families": ["t4g", "m7g"], "largest_vcpus": 8},
        types=["m7g.2xlarge"],
        option=ON_DEMAND,
        reasons=[
            f"Bound by memory, but no r or x family fits: {M}",
            GRAVITON,
            SIZE.format("4 vCPUs", 32),
            TO_REACH.format("m7g.2xlarge", 8),
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="a NoSQL database for three years",
        workload={**DISK, "vcpus": 8, "memory_gib": 64.0, "term_months": 36},
        types=["i8g.2xlarge", "i8ge.2xlarge", "i4g.2xlarge"],
        option=COMPUTE_PLAN,
        years=3,
        reasons=[
            I,
            GRAVITON,
            DISKS,
            SIZE.format("8 vCPUs", 64),
            FIRST.format("i8g"),
            COMPUTE.format("3 years", 36),
        ],
    ),
    Advised(
        name="a data warehouse on x86_64",
        workload={**DISK, **X86_64, "vcpus": 12, "memory_gib": 96.0},
        types=["i7ie.3xlarge", "i3en.3xlarge"],
        option=ON_DEMAND,
        reasons=[I, ASKED, DISKS, SIZE.format("12 vCPUs", 96), FIRST.format("i7ie"), NOT_KNOWN],
    ),
    Advised(
        name="a NoSQL database that may be interrupted",
        workload={**DISK, "vcpus": 8, "memory_gib": 64.0, "interruptible": True},
        types=["i8g.2xlarge", "i8ge.2xlarge", "i4g.2xlarge", "im4gn.4xlarge"],
        option=SPOT,
        reasons=[I, GRAVITON, DISKS, SIZE.format("8 vCPUs", 64), FOUR, ON_SPOT],
    ),
    Advised(
        name="inference",
        workload={**GPU, "gpu": GpuUse.INFERENCE, "vcpus": 4, "memory_gib": 16.0},
        types=["g6.xlarge", "g6e.xlarge", "g4dn.xlarge"],
        option=ON_DEMAND,
        reasons=[
            f"GPUs for inference: {G}",
            GPU_X86,
            SIZE.format("4 vCPUs", 16),
            FIRST.format("g6"),
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="inference that may be interrupted",
        workload={
            **GPU,
            "gpu": GpuUse.INFERENCE,
            "vcpus": 4,
            "memory_gib": 16.0,
            "interruptible": True,
        },
        types=["g6.xlarge", "g6e.xlarge", "g4dn.xlarge", "g7.2xlarge"],
        option=SPOT,
        reasons=[f"GPUs for inference: {G}", GPU_X86, SIZE.format("4 vCPUs", 16), FOUR, ON_SPOT],
    ),
    Advised(
        name="rendering for three months",
        workload={
            **GPU,
            "gpu": GpuUse.GRAPHICS,
            "vcpus": 8,
            "memory_gib": 32.0,
            "term_months": 3,
        },
        types=["g7.2xlarge", "g7e.2xlarge", "g6.2xlarge", "g6e.2xlarge"],
        option=ON_DEMAND,
        reasons=[
            f"GPUs for graphics: {G}",
            GPU_X86,
            SIZE.format("8 vCPUs", 32),
            FIRST.format("g7"),
            SHORT.format("3 months"),
        ],
    ),
    Advised(
        name="rendering on arm64",
        workload={
            **GPU,
            "gpu": GpuUse.GRAPHICS,
            "vcpus": 4,
            "memory_gib": 8.0,
            "architecture": Architecture.ARM64,
        },
        types=["g5g.xlarge"],
        option=ON_DEMAND,
        reasons=[
            f"GPUs for graphics: {G}",
            "arm64, as asked.",
            SIZE.format("4 vCPUs", 8),
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="training whose capacity must be there",
        workload={
            **GPU,
            "gpu": GpuUse.TRAINING,
            "vcpus": 96,
            "memory_gib": 1000.0,
            "capacity_guaranteed": True,
        },
        types=["p4d.24xlarge", "p4de.24xlarge"],
        option=ON_DEMAND,
        reservation=True,
        reasons=[
            f"GPUs for training: {P}",
            GPU_X86,
            SIZE.format("96 vCPUs", 1000),
            MANY,
            FIRST.format("p4d"),
            NOT_KNOWN,
            RESERVATION,
        ],
    ),
    Advised(
        name="training on one machine, where p is not allowed",
        workload={**GPU, "gpu": GpuUse.TRAINING, "vcpus": 8, "memory_gib": 64.0},
        allowed={"allowed_families": ["g6", "g6e"]},
        types=["g6e.2xlarge"],
        option=ON_DEMAND,
        reasons=[
            f"GPUs for training, but no p family fits: {G}",
            GPU_X86,
            SIZE.format("8 vCPUs", 64),
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="rendering on x86_64 only, with nothing left to say of Graviton",
        workload={**GPU, **X86_64, "gpu": GpuUse.GRAPHICS, "vcpus": 4, "memory_gib": 16.0},
        types=["g6.xlarge", "g6e.xlarge", "g4dn.xlarge"],
        option=ON_DEMAND,
        reasons=[
            f"GPUs for graphics: {G}",
            "x86_64, as asked.",
            SIZE.format("4 vCPUs", 16),
            FIRST.format("g6"),
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="inference on one large machine",
        workload={**GPU, "gpu": GpuUse.INFERENCE, "vcpus": 96, "memory_gib": 1100.0},
        types=["g7e.48xlarge", "g6e.48xlarge"],
        option=ON_DEMAND,
        reasons=[
            f"GPUs for inference: {G}",
            GPU_X86,
            SIZE.format("96 vCPUs", 1100),
            TO_REACH.format("g7e.48xlarge", 192),
            MANY,
            FIRST.format("g7e"),
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="inference where only p is allowed",
        workload={**GPU, "gpu": GpuUse.INFERENCE, "vcpus": 4, "memory_gib": 16.0},
        allowed={"allowed_families": ["p5", "p4d"], "largest_vcpus": 16},
        types=["p5.4xlarge"],
        option=ON_DEMAND,
        reasons=[
            f"GPUs for inference, but no g family fits: {P}",
            GPU_X86,
            SIZE.format("4 vCPUs", 16),
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="spot capacity where some of what is allowed is too large",
        workload={**BALANCED, "vcpus": 2, "memory_gib": 16.0, "interruptible": True},
        allowed={"allowed_families": ["c9g", "m9g", "r9g"]},
        types=["r9g.large", "m9g.xlarge"],
        option=SPOT,
        reasons=[
            f"Balanced, with more than 4 GiB for each vCPU: {R}",
            GRAVITON,
            SIZE.format("2 vCPUs", 16),
            "Only 2 types fit: with fewer than 4, one interruption can take a large part of a spot "
            "fleet.",
            ON_SPOT,
        ],
    ),
    Advised(
        name="analysis in much memory on x86_64, without disks",
        workload={**MEMORY, **X86_64, "vcpus": 64, "memory_gib": 900.0},
        types=["x8i.16xlarge"],
        option=ON_DEMAND,
        reasons=[
            f"Bound by memory, with more than 8 GiB for each vCPU: {X}",
            ASKED,
            SIZE.format("64 vCPUs", 900),
            MANY,
            NOT_KNOWN,
        ],
    ),
    Advised(
        name="the same with disks",
        workload={**MEMORY, **X86_64, "vcpus": 64, "memory_gib": 900.0, "local_disk": True},
        types=["x2idn.16xlarge"],
        option=ON_DEMAND,
        reasons=[
            f"Bound by memory, with more than 8 GiB for each vCPU: {X}",
            ASKED,
            DISKS,
            SIZE.format("64 vCPUs", 900),
            MANY,
            NOT_KNOWN,
        ],
    ),
]
