"""The limits of a workload and of what is allowed, at both sides of their edges."""

from collections.abc import Callable
from typing import Any

from components.compute.allowance import Allowance
from components.compute.workload import Bound, GpuUse, Load, Workload
from tests.components.limits import Case, HasProblems


def workload(**changes: Any) -> Workload:
    return Workload(
        **{
            "bound": Bound.BALANCED,
            "load": Load.CONSTANT,
            "vcpus": 2,
            "memory_gib": 8.0,
            **changes,
        }
    )


def with_one(field: str, **others: Any) -> Callable[[Any], HasProblems]:
    """Builds a workload from the value of one field."""
    return lambda value: workload(**{**others, field: value})


VCPUS = "an instance has 1 to 1,920 vCPUs (EC2 DescribeInstanceTypes, VCpuInfo)"
MEMORY = "an instance has 0.5 to 32,768 GiB of memory (EC2 DescribeInstanceTypes, MemoryInfo)"
AVERAGE = "an average use of the CPU is 1 to 100 per cent"
CASES = [
    Case(
        limit="workload.vcpus",
        build=with_one("vcpus"),
        accepted=[1, 1920],
        refused={
            0: f"vcpus is 0; {VCPUS}. Nearest: 1.",
            1921: f"vcpus is 1921; {VCPUS}. Nearest: 1920.",
        },
    ),
    Case(
        limit="workload.memory",
        build=with_one("memory_gib"),
        accepted=[0.5, 32768.0],
        refused={
            0.4: f"memory_gib is 0.4; {MEMORY}. Nearest: 0.5.",
            32768.5: f"memory_gib is 32768.5; {MEMORY}. Nearest: 32768.",
        },
    ),
    Case(
        limit="workload.average",
        build=with_one("average_cpu_percent", load=Load.BURSTY),
        accepted=[None, 1, 100],
        refused={
            0: f"average_cpu_percent is 0; {AVERAGE}. Nearest: 1.",
            101: f"average_cpu_percent is 101; {AVERAGE}. Nearest: 100.",
        },
    ),
    Case(
        limit="workload.average.bursty",
        build=with_one("average_cpu_percent"),
        accepted=[None],
        refused={20: "average_cpu_percent is 20; only a bursty load is judged by its average."},
    ),
    Case(
        limit="workload.term",
        build=with_one("term_months"),
        accepted=[None, 1, 1000],
        refused={0: "term_months is 0; a workload runs for 1 month or more. Nearest: 1."},
    ),
    Case(
        limit="workload.gpu",
        build=with_one("gpu", bound=Bound.GPU),
        accepted=[GpuUse.INFERENCE, GpuUse.GRAPHICS, GpuUse.TRAINING],
        refused={
            None: "gpu is missing; a workload bound by the GPU says what it uses it for: "
            "inference, graphics, training."
        },
    ),
    Case(
        limit="workload.gpu.alone",
        build=with_one("gpu", bound=Bound.CPU),
        accepted=[None],
        refused={
            GpuUse.TRAINING: 'gpu is "training"; only a workload bound by the GPU says what it uses '
            "it for."
        },
    ),
    Case(
        limit="workload.local_disk",
        build=with_one("local_disk", bound=Bound.DISK),
        accepted=[None, True],
        refused={
            False: "local_disk is false; a workload bound by the disk is given local disks. "
            "Nearest: true."
        },
    ),
    Case(
        limit="workload.local_disk",
        build=lambda bound: workload(bound=bound, local_disk=False),
        accepted=[Bound.CPU, Bound.MEMORY, Bound.BALANCED],
        refused={
            Bound.DISK: "local_disk is false; a workload bound by the disk is given local disks. "
            "Nearest: true."
        },
    ),
    Case(
        limit="workload.capacity",
        build=with_one("interruptible", capacity_guaranteed=True),
        accepted=[None, False],
        refused={
            True: "capacity_guaranteed is true; spot capacity can be taken back; what may be "
            "interrupted has no guaranteed capacity (EC2 User Guide, Spot Instance interruptions). "
            "Nearest: false."
        },
    ),
    Case(
        limit="workload.capacity",
        build=with_one("capacity_guaranteed", interruptible=True),
        accepted=[None, False],
        refused={
            True: "capacity_guaranteed is true; spot capacity can be taken back; what may be "
            "interrupted has no guaranteed capacity (EC2 User Guide, Spot Instance interruptions). "
            "Nearest: false."
        },
    ),
    Case(
        limit="allowance.families",
        build=lambda names: Allowance(allowed_families=None if names is None else [*names]),
        accepted=[None, ("t4g",)],
        refused={(): "allowed_families is 0 entries; at least 1 family is allowed."},
    ),
    Case(
        limit="allowance.family",
        build=lambda name: Allowance(allowed_families=["t4g", name]),
        accepted=["m7g", "m7i-flex", "m4"],
        refused={
            "m7gg": 'allowed_families[1] is "m7gg"; the catalogue of 2026-10-27 has no such family. '
            'Nearest: "m7g".',
            "m7g.large": 'allowed_families[1] is "m7g.large"; the catalogue of 2026-10-27 has no '
            "such family.",
        },
    ),
    Case(
        limit="allowance.largest",
        build=lambda vcpus: Allowance(largest_vcpus=vcpus),
        accepted=[None, 1, 4],
        refused={
            0: "largest_vcpus is 0; the largest instance that is allowed has 1 vCPU or more. "
            "Nearest: 1."
        },
    ),
]
