"""What a family's or a type's name does not tell: the exceptions of `instance_families`. Pure data."""

from .instance_family import Processor

GIB_PER_VCPU = {
    "t": 4, "a": 2, "m": 4, "c": 2, "r": 8, "x": 16, "z": 8,
    "i": 8, "im": 4, "is": 6, "d": 8, "h": 4,
    "g": 4, "gr": 8, "p": 12, "inf": 4, "trn": 4,
}  # fmt: skip
"""Memory for each vCPU, by the letters before the generation."""
GIB_PER_VCPU_OF_FAMILY = {
    "c3": 1.875, "c4": 1.875, "c5n": 2.625, "m3": 3.75, "r3": 7.625, "r4": 7.625,
    "x1": 15.25, "x1e": 30.5, "x2iedn": 32, "x2iezn": 32, "x8aedz": 32,
    "i2": 7.625, "i3": 7.625, "d2": 7.625, "d3en": 4,
    "g5g": 2, "g6e": 8, "g7e": 32 / 3, "inf1": 2, "p3": 7.625, "p3dn": 8,
    "p5": 32 / 3, "p5e": 32 / 3, "p5en": 32 / 3, "p6-b200": 32 / 3, "p6-b300": 64 / 3,
    "trn2": 32 / 3, "trn2u": 32 / 3,
}  # fmt: skip
"""The same, of families that differ from their letters."""
_SMALL_T3 = {"nano": (2, 0.5), "micro": (2, 1), "small": (2, 2), "medium": (2, 4)}
_SMALL_T2 = {"nano": (1, 0.5), "micro": (1, 1), "small": (1, 2), "medium": (2, 4)}
VCPUS_AND_GIB: dict[str, tuple[int, float]] = {
    **{f"t2.{size}": has for size, has in _SMALL_T2.items()},
    **{f"{t}.{size}": has for t in ("t3", "t3a", "t4g", "t8i") for size, has in _SMALL_T3.items()},
    "c4.8xlarge": (36, 60), "c5n.9xlarge": (36, 96), "c5n.18xlarge": (72, 192),
    "c5n.metal": (72, 192), "d2.8xlarge": (36, 244), "g4dn.metal": (96, 384),
    "g7e.2xlarge": (8, 64), "g7e.4xlarge": (16, 128), "g7e.8xlarge": (32, 256),
    "i3.metal": (72, 512), "p5.4xlarge": (16, 256), "r3.large": (2, 15),
}  # fmt: skip
"""vCPUs and memory of types that have others than their size tells."""
PROCESSORS = {
    "g5": Processor.AMD, "g6": Processor.AMD, "g6e": Processor.AMD, "inf2": Processor.AMD,
    "p5": Processor.AMD, "p5e": Processor.AMD,
}  # fmt: skip
"""The processor of families that have another than the rest of their line."""
WITHOUT_LOCAL_STORAGE = {"p3"}
"""Families without the disks that the rest of their line has."""
PREVIOUS = frozenset("a1 c3 c4 c5 c6gn d2 g5 i2 m3 m4 m5 m6i p3 r3 r4 r5 r6i r7g r7gd t2".split())
"""Families of previous generations: those that DescribeInstanceTypes says are, `t2` and `p3`.

T2 is one in the EC2 User Guide only; P3 is no longer described at all.
"""
GPUS = {
    "g4dn": "NVIDIA T4", "g5": "NVIDIA A10G", "g5g": "NVIDIA T4g", "g6": "NVIDIA L4",
    "g6e": "NVIDIA L40S", "g6f": "NVIDIA L4", "gr6": "NVIDIA L4", "gr6f": "NVIDIA L4",
    "g7": "NVIDIA RTX PRO 4500", "g7e": "NVIDIA RTX PRO Server 6000",
    "p3": "NVIDIA V100", "p3dn": "NVIDIA V100", "p4d": "NVIDIA A100", "p4de": "NVIDIA A100",
    "p5": "NVIDIA H100", "p5e": "NVIDIA H200", "p5en": "NVIDIA H200",
    "p6-b200": "NVIDIA B200", "p6-b300": "NVIDIA B300",
}  # fmt: skip
NEURON = {
    "inf1": "Inferentia", "inf2": "Inferentia2", "trn1": "Trainium", "trn1n": "Trainium",
    "trn2": "Trainium2", "trn2u": "Trainium2",
}  # fmt: skip
BASELINE_PERCENT = {
    "nano": 5, "micro": 10, "small": 20, "medium": 20, "large": 30, "xlarge": 40, "2xlarge": 40,
}  # fmt: skip
"""Share of its vCPUs that a t3, t3a or t4g may use all the time, by size.

Source: EC2 User Guide, Key concepts for burstable performance instances, the credit table.
"""
