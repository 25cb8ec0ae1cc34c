from typing import Any

import pytest

from components.compute.instance_advisor import advise
from components.compute.instance_catalogue import Architecture
from components.compute.workload import Bound, GpuUse, Load, Workload
from components.shared.coercion import coerced, coerced_from_stack_file
from tests.components.compute.limit_cases_workload import workload

FULL: dict[str, Any] = {
    "bound": "gpu",
    "load": "bursty",
    "vcpus": 4.0,
    "memory_gib": 16,
    "average_cpu_percent": 30.0,
    "gpu": "inference",
    "local_disk": True,
    "interruptible": False,
    "term_months": 12.0,
    "settled": True,
    "capacity_guaranteed": True,
    "architecture": "x86_64",
}


def test_a_workload_is_read_from_the_plain_values_of_a_package() -> None:
    read, problems = coerced(Workload, FULL)
    assert problems == []
    assert read == Workload(
        bound=Bound.GPU,
        load=Load.BURSTY,
        vcpus=4,
        memory_gib=16.0,
        average_cpu_percent=30,
        gpu=GpuUse.INFERENCE,
        local_disk=True,
        interruptible=False,
        term_months=12,
        settled=True,
        capacity_guaranteed=True,
        architecture=Architecture.X86_64,
    )


def test_a_workload_is_read_from_a_stack_file_with_all_that_is_wrong() -> None:
    given = {"bound": "cpu", "load": "constant", "vcpus": 0, "memoryGib": 4, "averageCpuPercent": 5}
    _, problems = coerced_from_stack_file(Workload, given)
    assert [str(problem) for problem in problems] == [
        "vcpus is 0; an instance has 1 to 1,920 vCPUs (EC2 DescribeInstanceTypes, VCpuInfo). "
        "Nearest: 1.",
        "averageCpuPercent is 5; only a bursty load is judged by its average.",
    ]


def test_no_advice_is_given_to_a_workload_with_problems() -> None:
    wrong = workload(vcpus=0, term_months=0)
    with pytest.raises(ValueError, match="vcpus is 0") as error:
        advise(wrong, allowed_families=["q1"], largest_vcpus=0)
    assert str(error.value).splitlines() == [
        "Workload: vcpus is 0; an instance has 1 to 1,920 vCPUs (EC2 DescribeInstanceTypes, "
        "VCpuInfo). Nearest: 1.",
        "Workload: term_months is 0; a workload runs for 1 month or more. Nearest: 1.",
        'Workload: allowed_families[0] is "q1"; the catalogue of 2026-10-27 has no such family.',
        "Workload: largest_vcpus is 0; the largest instance that is allowed has 1 vCPU or more. "
        "Nearest: 1.",
    ]
