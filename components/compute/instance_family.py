"""What a family of instance types is: its processor, its purpose and its sizes. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

_GENERATION = re.compile(r"(\d+)")
_OF_THE_PROCESSOR = ("a", "g", "i")


class Architecture(StrEnum):
    """What machine code an instance runs; its AMI and its container images have to match."""

    ARM64 = "arm64"
    X86_64 = "x86_64"


class Processor(StrEnum):
    """Who makes the processors of a family."""

    GRAVITON = "graviton"
    """AWS's own, arm64: usually more work for the money than the other two."""
    INTEL = "intel"
    AMD = "amd"

    @property
    def architecture(self) -> Architecture:
        """The machine code that these processors run."""
        return Architecture.ARM64 if self is Processor.GRAVITON else Architecture.X86_64


class Purpose(StrEnum):
    """What a family is made for, in AWS's own division."""

    BURSTABLE = "burstable"
    """General purpose, on a CPU of which only a share is paid for."""
    GENERAL = "general"
    COMPUTE = "compute"
    MEMORY = "memory"
    STORAGE = "storage"
    ACCELERATED = "accelerated"


@dataclass(frozen=True, kw_only=True)
class InstanceSize:
    """What one instance type has."""

    name: str
    """The part after the dot: `2xlarge`."""
    vcpus: int
    memory_gib: float
    bare_metal: bool


@dataclass(frozen=True, kw_only=True)
class Family:
    """All instance types with the same part before the dot."""

    name: str
    """The part before the dot: `m7g`."""
    purpose: Purpose
    processor: Processor
    line: int
    """The families that follow one another, generation by generation, have the same number."""
    burstable: bool
    """Whether it earns and spends CPU credits."""
    gpu: str | None
    """Maker and model of its GPUs: `NVIDIA L4`; None: it has none."""
    neuron: str | None
    """AWS's own accelerator for machine learning: `Inferentia2`; None: it has none."""
    local_storage: bool
    """Whether its instances have disks of their own, whose content is lost when they stop."""
    current: bool
    """Whether AWS counts it among the current generations."""
    sizes: tuple[InstanceSize, ...]
    """In ascending order, bare metal last."""

    @property
    def architecture(self) -> Architecture:
        """What machine code it runs."""
        return self.processor.architecture

    @property
    def series(self) -> str:
        """The letters before the generation: `m` of `m7gd`."""
        return _GENERATION.split(self.name)[0]

    @property
    def generation(self) -> int:
        """The number in the name: 7 of `m7gd`."""
        return int(_GENERATION.split(self.name)[1])

    @property
    def options(self) -> str:
        """The letters after the generation, without that of the processor: `d` of `m7gd`.

        `d` stands for local disks, `n` for more network, `b` for more EBS throughput, `e` for more
        memory or disk, `z` for a higher frequency, `flex` for a CPU that is cheaper and not always
        given in full.
        """
        letters = _GENERATION.split(self.name, maxsplit=1)[2]
        return letters.removeprefix(letters[:1] if letters[:1] in _OF_THE_PROCESSOR else "").lstrip(
            "-"
        )
