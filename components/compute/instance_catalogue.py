"""Questions to the catalogue of instance families. Pure.

Nothing here asks AWS: which types a region offers is not known, nor what they cost.
"""

import re

from .instance_exceptions import (
    GIB_PER_VCPU,
    GIB_PER_VCPU_OF_FAMILY,
    GPUS,
    NEURON,
    PREVIOUS,
    PROCESSORS,
    VCPUS_AND_GIB,
    WITHOUT_LOCAL_STORAGE,
)
from .instance_families import CATALOGUE_DATE, LINES, Line
from .instance_family import Architecture, Family, InstanceSize, Processor, Purpose

__all__ = [
    "CATALOGUE_DATE",
    "FAMILIES",
    "Architecture",
    "Family",
    "InstanceSize",
    "Processor",
    "Purpose",
    "all_types",
    "architecture_of",
    "family_of",
    "graviton_equivalent",
    "is_burstable",
    "newer_families",
    "size_of",
]

_VCPUS_OF_AN_XLARGE = 4
_SMALLER = {"medium": 1, "large": 2}
_LETTERS = re.compile(r"\d")
_MULTIPLE = re.compile(r"(?:metal-)?(\d*)(?:xlarge|xl)")


def family_of(instance_type: str) -> Family | None:
    """The family of a type; None if the catalogue does not have the type."""
    name, _, size = instance_type.partition(".")
    family = FAMILIES.get(name)
    return family if family and any(known.name == size for known in family.sizes) else None


def architecture_of(instance_type: str) -> Architecture | None:
    """What machine code a type runs; None if the catalogue does not have the type."""
    family = family_of(instance_type)
    return family.architecture if family else None


def is_burstable(instance_type: str) -> bool:
    """Whether a type earns and spends CPU credits; one that the catalogue does not have does not."""
    family = family_of(instance_type)
    return family is not None and family.burstable


def size_of(instance_type: str) -> InstanceSize | None:
    """The vCPUs and the memory of a type; None if the catalogue does not have the type."""
    family = family_of(instance_type)
    wanted = instance_type.partition(".")[2]
    return next((size for size in family.sizes if size.name == wanted), None) if family else None


def all_types() -> list[str]:
    """Every type of the catalogue, by family."""
    return [f"{name}.{size.name}" for name, family in FAMILIES.items() for size in family.sizes]


def newer_families(family: Family) -> list[Family]:
    """The current families that follow this one, the newest first.

    They have the same purpose, architecture and options; so `m5` is followed by `m8i` and `m7i`,
    not by `m8id` nor `m8g`.
    """
    followers = [
        other
        for other in FAMILIES.values()
        if other.line == family.line and other.current and other.generation > family.generation
    ]
    return sorted(followers, key=lambda other: -other.generation)


def graviton_equivalent(family: Family) -> Family | None:
    """The newest current Graviton family that can take this one's place.

    None if there is none, or the family is one of Graviton itself.
    """
    if family.processor is Processor.GRAVITON:
        return None
    candidates = [
        other
        for other in FAMILIES.values()
        if other.processor is Processor.GRAVITON
        and other.current
        and (other.series, other.options) == (family.series, family.options)
        and other.local_storage == family.local_storage
    ]
    return max(candidates, key=lambda other: other.generation, default=None)


def _families() -> dict[str, Family]:
    return {
        name: _family(name, number, line)
        for number, line in enumerate(LINES)
        for name in line.sizes
    }


def _family(name: str, number: int, line: Line) -> Family:
    return Family(
        name=name,
        purpose=line.purpose,
        processor=PROCESSORS.get(name, line.processor),
        line=number,
        burstable=line.purpose is Purpose.BURSTABLE,
        gpu=GPUS.get(name),
        neuron=NEURON.get(name),
        local_storage=line.disks and name not in WITHOUT_LOCAL_STORAGE,
        current=name not in PREVIOUS,
        sizes=_sizes(name, line.sizes[name].split()),
    )


def _sizes(family: str, names: list[str]) -> tuple[InstanceSize, ...]:
    largest = max(_vcpus(family, name) for name in names if name != "metal")
    ratio = GIB_PER_VCPU_OF_FAMILY.get(family, GIB_PER_VCPU[_LETTERS.split(family)[0]])
    sizes = []
    for name in names:
        # The one bare-metal type of a family is the whole machine, as its largest virtual one is.
        vcpus = largest if name == "metal" else _vcpus(family, name)
        vcpus, memory = VCPUS_AND_GIB.get(f"{family}.{name}", (vcpus, round(vcpus * ratio, 3)))
        sizes.append(
            InstanceSize(
                name=name,
                vcpus=vcpus,
                memory_gib=float(memory),
                bare_metal=name.startswith("metal"),
            )
        )
    return tuple(sizes)


def _vcpus(family: str, size: str) -> int:
    if f"{family}.{size}" in VCPUS_AND_GIB:
        return VCPUS_AND_GIB[f"{family}.{size}"][0]
    multiple = _MULTIPLE.fullmatch(size)
    return int(multiple[1] or 1) * _VCPUS_OF_AN_XLARGE if multiple else _SMALLER[size]


FAMILIES: dict[str, Family] = _families()
"""All families, by name."""
