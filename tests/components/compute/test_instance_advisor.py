from itertools import product
from typing import Any

import pytest

from components.compute.instance_advisor import Advice, NothingFitsError, advise
from components.compute.instance_catalogue import Architecture, family_of, size_of
from components.compute.purchase_options import PurchaseOption
from components.compute.workload import Bound, GpuUse, Load
from tests.components.compute.advised_workloads import ADVISED, MANY, TO_REACH, Advised
from tests.components.compute.limit_cases_workload import workload


@pytest.mark.parametrize("case", ADVISED, ids=lambda case: case.name)
def test_a_workload_is_advised_what_the_guidance_says(case: Advised) -> None:
    advice = advise(workload(**case.workload), **case.allowed)
    assert advice.instance_types == case.types
    assert advice.families == [one.partition(".")[0] for one in case.types]
    assert advice.purchase_option is case.option
    assert advice.commitment_years == case.years
    assert advice.capacity_reservation is case.reservation
    assert advice.reasons == case.reasons


@pytest.mark.parametrize(
    ("months", "option", "years"),
    [
        (None, PurchaseOption.ON_DEMAND, None),
        (11, PurchaseOption.ON_DEMAND, None),
        (12, PurchaseOption.COMPUTE_SAVINGS_PLAN, 1),
        (35, PurchaseOption.COMPUTE_SAVINGS_PLAN, 1),
        (36, PurchaseOption.COMPUTE_SAVINGS_PLAN, 3),
    ],
)
def test_a_constant_load_is_committed_to_for_one_year_or_for_three(
    months: int | None, option: PurchaseOption, years: int | None
) -> None:
    advice = advise(workload(term_months=months))
    assert (advice.purchase_option, advice.commitment_years) == (option, years)


def test_spot_comes_before_a_savings_plan() -> None:
    advice = advise(workload(interruptible=True, term_months=36, settled=True))
    assert (advice.purchase_option, advice.commitment_years) == (PurchaseOption.SPOT, None)


@pytest.mark.parametrize(
    ("average", "instance_type"),
    [
        (None, "t4g.small"),
        (20, "t4g.small"),
        (21, "t4g.large"),
        (30, "t4g.large"),
        (31, "t4g.xlarge"),
        (40, "t4g.xlarge"),
        (41, "m9g.large"),
    ],
)
def test_the_average_of_a_bursty_load_stays_below_the_baseline(
    average: int | None, instance_type: str
) -> None:
    advice = advise(workload(load=Load.BURSTY, memory_gib=2.0, average_cpu_percent=average))
    assert advice.instance_types[0] == instance_type


def test_a_size_that_is_chosen_for_its_baseline_is_not_questioned() -> None:
    bursty = workload(load=Load.BURSTY, memory_gib=4.0, average_cpu_percent=40)
    assert TO_REACH.format("t4g.xlarge", 4) not in advise(bursty).reasons


@pytest.mark.parametrize(
    ("families", "preferred"),
    [
        (["c6i", "c6a"], ["c6a", "c6i"]),
        (["c7a", "c7i"], ["c7i", "c7a"]),
        (["c7i", "c7i-flex"], ["c7i-flex", "c7i"]),
        (["c6a", "c8i"], ["c8i", "c6a"]),
    ],
)
def test_the_newer_and_then_the_cheaper_family_is_preferred(
    families: list[str], preferred: list[str]
) -> None:
    builds = workload(bound=Bound.CPU, load=Load.BURSTY, memory_gib=4.0)
    assert advise(builds, allowed_families=families).families == preferred


@pytest.mark.parametrize(
    ("family", "instance_type"),
    [
        ("is4gen", "is4gen.2xlarge"),
        ("r8gd", "r8gd.2xlarge"),
        ("m8gd", "m8gd.2xlarge"),
        ("c8gd", "c8gd.4xlarge"),
    ],
)
def test_where_no_i_family_is_allowed_others_with_disks_do(family: str, instance_type: str) -> None:
    database = workload(bound=Bound.DISK, vcpus=8, memory_gib=32.0)
    advice = advise(database, allowed_families=["t4g", "c8g", family])
    assert advice.instance_types == [instance_type]


@pytest.mark.parametrize(("vcpus", "said"), [(32, False), (33, True)])
def test_a_giant_is_questioned(vcpus: int, said: bool) -> None:
    assert (MANY in advise(workload(vcpus=vcpus)).reasons) is said


@pytest.mark.parametrize(
    ("bound", "memory_gib", "series"),
    [
        (Bound.CPU, 4.0, "c"),
        (Bound.CPU, 4.5, "m"),
        (Bound.CPU, 8.5, "r"),
        (Bound.CPU, 16.5, "x"),
        (Bound.BALANCED, 1.0, "m"),
        (Bound.BALANCED, 8.0, "m"),
        (Bound.BALANCED, 8.5, "r"),
        (Bound.BALANCED, 16.5, "x"),
        (Bound.MEMORY, 1.0, "r"),
        (Bound.MEMORY, 16.0, "r"),
        (Bound.MEMORY, 16.5, "x"),
        (Bound.MEMORY, 40.0, "x"),
    ],
)
def test_memory_is_not_paid_for_with_vcpus_that_nobody_needs(
    bound: Bound, memory_gib: float, series: str
) -> None:
    advice = advise(workload(bound=bound, memory_gib=memory_gib))
    assert advice.families[0] == f"{series}{8 if series == 'x' else 9}g"


@pytest.mark.parametrize(("memory_gib", "said"), [(8.0, False), (8.5, True)])
def test_vcpus_that_are_there_only_for_the_memory_are_questioned(
    memory_gib: float, said: bool
) -> None:
    reasons = advise(workload(memory_gib=memory_gib), allowed_families=["m9g"]).reasons
    assert (TO_REACH.format("m9g.xlarge", 4) in reasons) is said


def test_two_vcpus_for_one_are_not_questioned_where_a_family_has_no_less() -> None:
    reasons = advise(workload(load=Load.BURSTY, vcpus=1, memory_gib=0.5)).reasons
    assert TO_REACH.format("t4g.nano", 2) not in reasons


@pytest.mark.parametrize(("largest", "instance_type"), [(4, "t4g.xlarge"), (3, "m9g.large")])
def test_no_type_is_larger_than_allowed(largest: int, instance_type: str) -> None:
    bursty = workload(load=Load.BURSTY, average_cpu_percent=40)
    assert advise(bursty, largest_vcpus=largest).instance_types[0] == instance_type


@pytest.mark.parametrize(
    ("changes", "allowed", "message"),
    [
        (
            {"bound": Bound.MEMORY, "vcpus": 4, "memory_gib": 32.0},
            {"largest_vcpus": 3},
            "largest_vcpus is 3; the smallest type that fits, r9g.xlarge, has 4 vCPUs. Nearest: 4.",
        ),
        (
            {"bound": Bound.CPU, "vcpus": 4, "memory_gib": 32.0},
            {"largest_vcpus": 2},
            "largest_vcpus is 2; the smallest type that fits, r9g.xlarge, has 4 vCPUs. Nearest: 4.",
        ),
        (
            {"bound": Bound.MEMORY, "vcpus": 4, "memory_gib": 32.0},
            {"allowed_families": ["t4g"]},
            'allowed_families is ["t4g"]; no type of them is what the workload needs, as r9g.xlarge '
            'is. Nearest: "r9g".',
        ),
        (
            {},
            {"allowed_families": ["m5", "c5", "r5"]},
            'allowed_families is ["m5", "c5", "r5"]; no type of them is what the workload needs, as '
            'm9g.large is. Nearest: "m9g".',
        ),
        (
            {"bound": Bound.DISK, "vcpus": 65},
            {"allowed_families": ["i3"]},
            'allowed_families is ["i3"]; no type of them is what the workload needs, as '
            'i8ge.18xlarge is. Nearest: "i8ge".',
        ),
        (
            {"load": Load.BURSTY, "average_cpu_percent": 40},
            {"allowed_families": ["c5"], "largest_vcpus": 3},
            'allowed_families is ["c5"]; no type of them is what the workload needs, as m9g.large is. '
            'Nearest: "m9g".',
        ),
        (
            {"bound": Bound.GPU, "gpu": GpuUse.INFERENCE, "vcpus": 4},
            {"allowed_families": ["m7g"], "largest_vcpus": 4},
            'allowed_families is ["m7g"]; no type of them is what the workload needs, as g6.xlarge is. '
            'Nearest: "g6".',
        ),
        (
            {"bound": Bound.GPU, "gpu": GpuUse.INFERENCE, "vcpus": 4},
            {"allowed_families": ["m7g"], "largest_vcpus": 2},
            'allowed_families is ["m7g"]; no type of them is what the workload needs, as g6.xlarge is. '
            'Nearest: "g6".',
        ),
        (
            {
                "bound": Bound.GPU,
                "gpu": GpuUse.TRAINING,
                "vcpus": 96,
                "memory_gib": 512.0,
                "architecture": Architecture.ARM64,
            },
            {},
            'architecture is "arm64"; no type of it is what the workload needs, as p4d.24xlarge is. '
            'Nearest: "x86_64".',
        ),
        (
            {"vcpus": 193, "architecture": Architecture.ARM64},
            {},
            'architecture is "arm64"; no type of it is what the workload needs, as m8i.96xlarge is. '
            'Nearest: "x86_64".',
        ),
        (
            {"vcpus": 385},
            {},
            "vcpus is 385; the largest type for it, m8i.96xlarge, has 384 vCPUs and 1536 GiB; several "
            "instances can share the work. Nearest: 384.",
        ),
        (
            {"bound": Bound.MEMORY, "memory_gib": 6145.0},
            {},
            "memory_gib is 6145; the largest type for it, x8i.96xlarge, has 384 vCPUs and 6144 GiB; "
            "several instances can share the work. Nearest: 6144.",
        ),
        (
            {"bound": Bound.MEMORY, "memory_gib": 6144.5},
            {},
            "memory_gib is 6144.5; the largest type for it, x8i.96xlarge, has 384 vCPUs and 6144 GiB; "
            "several instances can share the work. Nearest: 6144.",
        ),
    ],
)
def test_a_workload_that_fits_nowhere_is_told_what_would_do(
    changes: dict[str, Any], allowed: dict[str, Any], message: str
) -> None:
    with pytest.raises(NothingFitsError) as error:
        advise(workload(**changes), **allowed)
    assert str(error.value) == f"Workload: {message}"
    assert str(error.value.problem) == message


@pytest.mark.parametrize(
    ("changes", "allowed", "types"),
    [
        (
            {"bound": Bound.MEMORY, "vcpus": 4, "memory_gib": 32.0},
            {"largest_vcpus": 4, "allowed_families": ["r6g"]},
            ["r6g.xlarge"],
        ),
        (
            {"bound": Bound.CPU, "vcpus": 4, "memory_gib": 32.0},
            {"largest_vcpus": 4},
            ["r9g.xlarge"],
        ),
        ({"vcpus": 192, "architecture": Architecture.ARM64}, {}, ["m9g.48xlarge"]),
        ({"vcpus": 384}, {}, ["m8i.96xlarge"]),
        ({"bound": Bound.MEMORY, "memory_gib": 6144.0}, {}, ["x8i.96xlarge"]),
    ],
)
def test_what_just_fits_is_advised(
    changes: dict[str, Any], allowed: dict[str, Any], types: list[str]
) -> None:
    assert advise(workload(**changes), **allowed).instance_types[:1] == types


GRID = [
    {
        "bound": bound,
        "gpu": gpu,
        "load": load,
        "vcpus": vcpus,
        "memory_gib": vcpus * ratio,
        "interruptible": interruptible,
        "architecture": architecture,
        "local_disk": local_disk,
    }
    for bound, load, vcpus, ratio, interruptible, architecture, gpu, local_disk in product(
        Bound,
        Load,
        [1, 2, 8, 48],
        [0.5, 4.0, 12.0],
        [False, True],
        [None, *Architecture],
        [None, *GpuUse],
        [None, True],
    )
    if (bound is Bound.GPU) is (gpu is not None)
]


def faults(traits: dict[str, Any], advice: Advice) -> list[str]:
    """What is wrong with advice, whatever the workload is."""
    found = []
    for instance_type in advice.instance_types:
        family, size = family_of(instance_type), size_of(instance_type)
        assert family
        assert size
        found += [
            f"{instance_type}: {fault}"
            for fault, is_there in {
                "previous generation": not family.current,
                "bare metal": size.bare_metal,
                "other architecture": family.architecture is not advice.architecture,
                "too small": size.vcpus < traits["vcpus"] or size.memory_gib < traits["memory_gib"],
                "no GPU": traits["bound"] is Bound.GPU and family.gpu is None,
                "a GPU": traits["bound"] is not Bound.GPU and family.gpu is not None,
                "burstable": family.burstable
                and (traits["bound"], traits["load"]) != (Bound.BALANCED, Load.BURSTY),
                "no disk": not family.local_storage
                and bool(traits["local_disk"] or traits["bound"] is Bound.DISK),
            }.items()
            if is_there
        ]
    asked = traits["architecture"]
    if asked and advice.architecture is not asked:
        found.append(f"not {asked}")
    if len({*advice.families}) != len(advice.families):
        found.append("a family twice")
    return found


def test_no_workload_is_advised_what_it_cannot_use() -> None:
    advised = 0
    for traits in GRID:
        try:
            advice = advise(workload(**traits))
        except NothingFitsError:
            continue
        assert (traits, faults(traits, advice)) == (traits, [])
        advised += 1
    assert advised > len(GRID) * 0.9


def test_whoever_has_no_gpu_and_runs_on_both_architectures_is_advised_graviton() -> None:
    for traits in GRID:
        if traits["gpu"] is None and traits["architecture"] is None:
            assert advise(workload(**traits)).architecture is Architecture.ARM64
