"""Why instances are advised for a workload, in words. Pure."""

from .instance_catalogue import Architecture
from .instance_exceptions import BASELINE_PERCENT, GIB_PER_VCPU
from .instance_mix import FEWEST_SPOT_TYPES
from .instance_preferences import (
    LARGEST_BASELINE_PERCENT,
    Fit,
    burstable_suits,
    gib_per_vcpu,
    made_for,
    series_for,
)
from .purchase_options import PurchaseOption
from .workload import Bound, Workload

_MANY_VCPUS = 32
_TRAITS = {
    Bound.CPU: "Bound by the CPU",
    Bound.MEMORY: "Bound by memory",
    Bound.BALANCED: "Balanced",
    Bound.DISK: "Bound by the disk",
}
_SERIES = {
    "c": "c families have 2 GiB of memory for each vCPU, the most CPU for the money",
    "m": "m families have 4 GiB of memory for each vCPU",
    "r": "r families have 8 GiB of memory for each vCPU",
    "x": "x families have 16 GiB of memory for each vCPU",
    "i": "i families have fast NVMe disks of their own",
    "im": "im families have fast NVMe disks of their own, and less memory",
    "is": "is families have fast NVMe disks of their own, and less memory",
    "g": "g families have GPUs for inference and graphics",
    "p": "p families have the largest GPUs, for training; few regions offer all of them",
}
_UNLIMITED = (
    "A t instance is unlimited unless told otherwise: what it uses beyond that is charged by the vCPU "
    "hour; in standard mode it is slowed down instead."
)
_STANDARD_ON_SPOT = (
    "On spot a t instance should be in standard mode: an unlimited one that lives shortly is charged "
    "for credits that it has not earned yet."
)


def reasons_for(workload: Workload, chosen: list[Fit], option: PurchaseOption) -> list[str]:
    """One sentence for each decision but that of the purchase, in the order they are made."""
    spot = option is PurchaseOption.SPOT
    return [
        _purpose(workload, chosen[0]),
        *_burst(workload, chosen, spot=spot),
        _architecture(workload, chosen[0]),
        *_disks(workload),
        *_size(workload, chosen[0]),
        *_others(chosen, spot=spot),
    ]


def _purpose(workload: Workload, best: Fit) -> str:
    series = series_for(workload)
    skipped = series[: series.index(best.family.series)]
    traits = f"GPUs for {workload.gpu}" if workload.gpu else _TRAITS[workload.bound]
    usual = GIB_PER_VCPU[made_for(workload)]
    if workload.bound in _TRAITS and gib_per_vcpu(workload) > usual:
        traits += f", with more than {usual} GiB for each vCPU"
    if burstable_suits(workload):
        traits += " and bursty"
    if skipped:
        traits += f", but no {' or '.join(skipped)} family fits"
    if not best.family.burstable:
        return f"{traits}: {_SERIES[best.family.series]}."
    average = workload.average_cpu_percent
    measured = "measure it" if average is None else f"here it is {average}"
    return (
        f"{traits}: t families cost least while little of the CPU is used, on average over a day at "
        f"most {BASELINE_PERCENT[best.size.name]} per cent of a {best.instance_type}; {measured}."
    )


def _burst(workload: Workload, chosen: list[Fit], *, spot: bool) -> list[str]:
    """What follows from a bursty load."""
    if chosen[0].family.burstable:
        return [_STANDARD_ON_SPOT if spot else _UNLIMITED]
    reasons = []
    if workload.bursty and not burstable_suits(workload):
        reasons.append(f"Bursty, but {_why_not_burstable(workload)}.")
    if any(fit.family.options == "flex" for fit in chosen):
        reasons.append(
            "Flex families cost less than the ones they are made after, and give the full CPU most of "
            "the time."
        )
    return reasons


def _why_not_burstable(workload: Workload) -> str:
    if workload.bound is not Bound.BALANCED:
        return "t families are for balanced work"
    if workload.needs_disks:
        return "t families have no disks of their own"
    if gib_per_vcpu(workload) > GIB_PER_VCPU["t"]:
        return f"t families have at most {GIB_PER_VCPU['t']} GiB of memory for each vCPU"
    return (
        f"{workload.average_cpu_percent} per cent of the CPU on average are more than the "
        f"{LARGEST_BASELINE_PERCENT} per cent that a large t instance may use all the time"
    )


def _architecture(workload: Workload, best: Fit) -> str:
    found = best.family.architecture
    if workload.architecture:
        graviton = ": Graviton usually does the same work for less"
        asked_of_x86 = found is Architecture.X86_64 and not workload.gpu
        return f"{found}, as asked{graviton if asked_of_x86 else ''}."
    if found is Architecture.ARM64:
        return (
            "Graviton (arm64): the same work usually costs less than on x86_64; images have to be "
            "built for it."
        )
    if workload.gpu:
        return "x86_64: of the families with GPUs only g5g is arm64."
    return "x86_64: no Graviton family fits."


def _disks(workload: Workload) -> list[str]:
    if not workload.needs_disks:
        return []
    return [
        "Disks of its own lose their content when an instance stops: only what can be made again "
        "belongs there."
    ]


def _size(workload: Workload, best: Fit) -> list[str]:
    vcpus = f"{workload.vcpus} vCPU{'s' * (workload.vcpus > 1)}"
    reasons = [
        f"The smallest size with {vcpus} and {workload.memory_gib:g} GiB: start small, measure, adapt."
    ]
    enough = min(size.vcpus for size in best.family.sizes if size.vcpus >= workload.vcpus)
    if best.size.vcpus >= 2 * enough and best.size.memory_gib < 2 * workload.memory_gib:
        reasons.append(
            f"{best.instance_type} has {best.size.vcpus} vCPUs to reach the memory: measure what the "
            "workload really waits for."
        )
    if workload.vcpus > _MANY_VCPUS:
        reasons.append(
            "Several small instances that scale are better than one giant, if the work can be shared."
        )
    return reasons


def _others(chosen: list[Fit], *, spot: bool) -> list[str]:
    """Why there are several types, or why there should be more."""
    if spot and len(chosen) < FEWEST_SPOT_TYPES:
        types = f"Only {len(chosen)} type{'s' * (len(chosen) > 1)} fit{'s' * (len(chosen) == 1)}"
        return [
            f"{types}: with fewer than {FEWEST_SPOT_TYPES}, one interruption can take a large part of "
            "a spot fleet."
        ]
    if spot:
        return [f"{len(chosen)} types: when AWS takes back one, the others stay."]
    if len(chosen) > 1:
        return [f"{chosen[0].family.name} first; the others for when it is not available."]
    return []
