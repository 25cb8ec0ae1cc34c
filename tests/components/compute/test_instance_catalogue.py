from collections.abc import Iterator
from typing import Any

import botocore.session
import pytest
from moto.ec2.models.instance_types import INSTANCE_TYPES

from components.compute.instance_catalogue import (
    FAMILIES,
    Architecture,
    Processor,
    Purpose,
    architecture_of,
    family_of,
    graviton_equivalent,
    newer_families,
    size_of,
)

ARM64, X86_64 = Architecture.ARM64, Architecture.X86_64
MAKERS = {"AWS": "graviton", "Intel": "intel", "AMD": "amd"}
# What AWS's API has answered, as moto keeps it.
DESCRIBED: dict[str, dict[str, Any]] = INSTANCE_TYPES
# AWS's API calls T2 current, the EC2 User Guide a previous generation.
PREVIOUS_BY_THE_GUIDE = {"t2"}
# What moto's answers lack: types that AWS no longer, or not yet, described in the region they are of.
NOT_DESCRIBED = {
    *("i3.metal", "p3.2xlarge", "p3.8xlarge", "p3.16xlarge"),
    *("m9g.metal-24xl", "m9gd.metal-24xl"),
}
DESCRIBED_WITHOUT_ITS_NEURON = {"trn2u"}


def catalogue_types() -> Iterator[str]:
    for family in FAMILIES.values():
        yield from (f"{family.name}.{size.name}" for size in family.sizes)


def by_aws(instance_type: str) -> dict[str, Any]:
    has = DESCRIBED[instance_type]
    gpus = {
        f"{gpu['Manufacturer']} {gpu['Name']}" for gpu in has.get("GpuInfo", {}).get("Gpus", [])
    }
    neuron = {device["Name"] for device in has.get("NeuronInfo", {}).get("NeuronDevices", [])}
    return {
        "vcpus": has["VCpuInfo"]["DefaultVCpus"],
        "memory_gib": has["MemoryInfo"]["SizeInMiB"] / 1024,
        "bare_metal": has["BareMetal"],
        "maker": MAKERS[has["ProcessorInfo"]["Manufacturer"]],
        "architecture": [
            one for one in has["ProcessorInfo"]["SupportedArchitectures"] if one != "i386"
        ],
        "burstable": has["BurstablePerformanceSupported"],
        "gpu": sorted(gpus),
        "neuron": sorted(neuron),
        "local_storage": has["InstanceStorageSupported"],
        "current": has["CurrentGeneration"],
    }


def by_catalogue(instance_type: str) -> dict[str, Any]:
    family, size = family_of(instance_type), size_of(instance_type)
    assert family
    assert size
    said_of_neuron = family.name not in DESCRIBED_WITHOUT_ITS_NEURON
    return {
        "vcpus": size.vcpus,
        "memory_gib": size.memory_gib,
        "bare_metal": size.bare_metal,
        "maker": family.processor.value,
        "architecture": [family.architecture.value],
        "burstable": family.burstable,
        "gpu": [family.gpu] if family.gpu else [],
        "neuron": [family.neuron] if family.neuron and said_of_neuron else [],
        "local_storage": family.local_storage,
        "current": family.current or family.name in PREVIOUS_BY_THE_GUIDE,
    }


def test_every_type_is_what_aws_describes() -> None:
    types = [one for one in catalogue_types() if one in DESCRIBED]
    wrong = {
        one: (by_catalogue(one), by_aws(one)) for one in types if by_catalogue(one) != by_aws(one)
    }
    assert wrong == {}
    assert len(types) == 1350


def test_six_types_are_in_the_catalogue_without_having_been_described() -> None:
    assert set(catalogue_types()) - set(DESCRIBED) == NOT_DESCRIBED


def test_a_family_has_all_the_sizes_that_the_api_knows() -> None:
    model = botocore.session.get_session().get_service_model("ec2")
    known = {
        one for one in model.shape_for("InstanceType").enum if one.partition(".")[0] in FAMILIES
    }
    assert known == set(catalogue_types())


@pytest.mark.parametrize(
    ("instance_type", "vcpus", "memory_gib"),
    [
        ("t2.nano", 1, 0.5),
        ("t4g.nano", 2, 0.5),
        ("t3.2xlarge", 8, 32),
        ("m7g.medium", 1, 4),
        ("m4.10xlarge", 40, 160),
        ("c5.18xlarge", 72, 144),
        ("c5n.18xlarge", 72, 192),
        ("r5.24xlarge", 96, 768),
        ("x2iedn.32xlarge", 128, 4096),
        ("i3.metal", 72, 512),
        ("m8g.metal-24xl", 96, 384),
        ("g4dn.12xlarge", 48, 192),
        ("p3.16xlarge", 64, 488),
        ("p4d.24xlarge", 96, 1152),
    ],
)
def test_the_size_of_a_type_is_known(instance_type: str, vcpus: int, memory_gib: float) -> None:
    size = size_of(instance_type)
    assert size
    assert (size.vcpus, size.memory_gib) == (vcpus, memory_gib)
    assert size.bare_metal is ("metal" in instance_type)


@pytest.mark.parametrize(
    "instance_type",
    ["m7g", "m7g.", "m7g.lrge", "m7g.18xlarge", "q1.large", "", ".large", "u7i-6tb.112xlarge"],
)
def test_what_is_no_type_of_the_catalogue_has_no_answers(instance_type: str) -> None:
    answers = family_of(instance_type), size_of(instance_type), architecture_of(instance_type)
    assert answers == (None, None, None)


@pytest.mark.parametrize(
    ("instance_type", "architecture"),
    [
        ("t4g.micro", ARM64),
        ("a1.large", ARM64),
        ("m6gd.large", ARM64),
        ("g5g.xlarge", ARM64),
        ("is4gen.large", ARM64),
        ("t3a.micro", X86_64),
        ("m7i-flex.large", X86_64),
        ("g5.xlarge", X86_64),
        ("p6-b200.48xlarge", X86_64),
        ("inf2.xlarge", X86_64),
    ],
)
def test_the_architecture_is_that_of_the_processor(
    instance_type: str, architecture: Architecture
) -> None:
    assert architecture_of(instance_type) is architecture


@pytest.mark.parametrize(
    ("name", "series", "generation", "options"),
    [
        ("t3", "t", 3, ""),
        ("m7gd", "m", 7, "d"),
        ("m7i-flex", "m", 7, "flex"),
        ("m6idn", "m", 6, "dn"),
        ("m8azn", "m", 8, "zn"),
        ("c8ine", "c", 8, "ne"),
        ("i3en", "i", 3, "en"),
        ("im4gn", "im", 4, "n"),
        ("g5g", "g", 5, ""),
        ("p6-b300", "p", 6, "b300"),
        ("x8aedz", "x", 8, "edz"),
    ],
)
def test_a_name_tells_series_generation_and_options(
    name: str, series: str, generation: int, options: str
) -> None:
    family = FAMILIES[name]
    assert (family.series, family.generation, family.options) == (series, generation, options)


@pytest.mark.parametrize(
    ("name", "purpose", "processor"),
    [
        ("t4g", Purpose.BURSTABLE, Processor.GRAVITON),
        ("t8i", Purpose.GENERAL, Processor.INTEL),
        ("m6a", Purpose.GENERAL, Processor.AMD),
        ("c7gn", Purpose.COMPUTE, Processor.GRAVITON),
        ("x2idn", Purpose.MEMORY, Processor.INTEL),
        ("i4g", Purpose.STORAGE, Processor.GRAVITON),
        ("d3", Purpose.STORAGE, Processor.INTEL),
        ("g6e", Purpose.ACCELERATED, Processor.AMD),
        ("trn2", Purpose.ACCELERATED, Processor.INTEL),
    ],
)
def test_a_family_has_a_purpose_and_a_processor(
    name: str, purpose: Purpose, processor: Processor
) -> None:
    assert (FAMILIES[name].purpose, FAMILIES[name].processor) == (purpose, processor)


@pytest.mark.parametrize(
    ("name", "newer"),
    [
        ("t2", ["t3"]),
        ("t4g", []),
        ("m4", ["m8i", "m7i"]),
        ("m5", ["m8i", "m7i"]),
        ("m5a", ["m8a", "m7a", "m6a"]),
        ("m5d", ["m8id", "m6id"]),
        ("m6g", ["m9g", "m8g", "m7g"]),
        ("m9g", []),
        ("m7i-flex", ["m8i-flex"]),
        ("c5n", ["c8in", "c6in"]),
        ("r6g", ["r9g", "r8g"]),
        ("x1e", ["x2iedn"]),
        ("i3", ["i7i", "i4i"]),
        ("i3en", ["i7ie"]),
        ("g4dn", ["g7", "g6"]),
        ("p3", ["p6-b200", "p6-b300", "p5", "p5e", "p5en", "p4d", "p4de"]),
        ("p5", ["p6-b200", "p6-b300"]),
        ("inf1", ["inf2"]),
    ],
)
def test_a_newer_family_is_a_current_one_of_the_same_line(name: str, newer: list[str]) -> None:
    assert [family.name for family in newer_families(FAMILIES[name])] == newer


def test_every_family_of_a_previous_generation_has_a_newer_one() -> None:
    previous = [family for family in FAMILIES.values() if not family.current]
    assert [family.name for family in previous if not newer_families(family)] == []


@pytest.mark.parametrize(
    ("name", "graviton"),
    [
        ("t2", "t4g"),
        ("t3a", "t4g"),
        ("m5", "m9g"),
        ("m7a", "m9g"),
        ("m5d", "m9gd"),
        ("c5n", "c8gn"),
        ("r6i", "r9g"),
        ("r5b", "r8gb"),
        ("x8i", "x8g"),
        ("i3", "i8g"),
        ("i7ie", "i8ge"),
    ],
)
def test_the_graviton_equivalent_is_the_newest_with_the_same_options(
    name: str, graviton: str
) -> None:
    equivalent = graviton_equivalent(FAMILIES[name])
    assert equivalent
    assert equivalent.name == graviton


@pytest.mark.parametrize("name", ["m9g", "m6g", "d3", "g6", "p5", "x2idn", "m7i-flex", "z1d"])
def test_some_families_have_no_graviton_equivalent(name: str) -> None:
    assert graviton_equivalent(FAMILIES[name]) is None
