"""The families of EC2 instance types, as AWS described them on `CATALOGUE_DATE`. Pure data.

Source: EC2 DescribeInstanceTypes; a test compares every type with what that operation answered.
Left out are families that nobody starts with: Mac, High Memory (u), HPC, FPGA (f), video (vt), other
makers' accelerators (dl), and the oldest (c1, m1, m2, t1).
"""

from dataclasses import dataclass
from datetime import date

from .instance_family import Processor, Purpose

CATALOGUE_DATE = date(2026, 10, 27)
"""The day that the data is of. Newer families and sizes are not in it."""

# Sizes, named after the first family that has them.
_T2 = "nano micro small medium large xlarge 2xlarge"
_C3 = "large xlarge 2xlarge 4xlarge 8xlarge"
_I3 = "large xlarge 2xlarge 4xlarge 8xlarge 16xlarge"
_C5 = "large xlarge 2xlarge 4xlarge 9xlarge 12xlarge 18xlarge 24xlarge metal"
_M5A = "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge"
_M5 = f"{_M5A} metal"
_C6GN = "medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge"
_M6G = f"{_C6GN} metal"
_M6I = f"{_M5A} 32xlarge metal"
_M6A = f"{_M5A} 32xlarge 48xlarge metal"
_M7A = f"{_C6GN} 24xlarge 32xlarge 48xlarge metal-48xl"
_M7I = f"{_M5A} 48xlarge metal-24xl metal-48xl"
_FLEX = "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge"
_M8G = f"{_C6GN} 24xlarge 48xlarge metal-24xl metal-48xl"
_M8I = f"{_M5A} 32xlarge 48xlarge 96xlarge metal-48xl metal-96xl"
_M8INE = "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge"
_C9G = f"{_C6GN} 24xlarge 48xlarge metal-48xl"
_Z1D = "large xlarge 2xlarge 3xlarge 6xlarge 12xlarge metal"
_M8AZN = "medium large xlarge 3xlarge 6xlarge 12xlarge 24xlarge metal-12xl metal-24xl"
_I7IE = (
    "large xlarge 2xlarge 3xlarge 6xlarge 12xlarge 18xlarge 24xlarge 48xlarge metal-24xl metal-48xl"
)
_D2 = "xlarge 2xlarge 4xlarge 8xlarge"
_G5 = "xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge"
_G7 = "2xlarge 4xlarge 8xlarge 12xlarge 24xlarge 48xlarge"
_X2IEDN = "xlarge 2xlarge 4xlarge 8xlarge 16xlarge 24xlarge 32xlarge metal"


@dataclass(frozen=True)
class Line:
    """Families that follow one another, generation by generation."""

    purpose: Purpose
    processor: Processor
    sizes: dict[str, str]
    """The sizes of each family, the oldest family first."""
    disks: bool = False
    """Whether the instances have disks of their own."""


_GRAVITON, _INTEL, _AMD = Processor.GRAVITON, Processor.INTEL, Processor.AMD
_BURSTABLE, _GENERAL, _COMPUTE = Purpose.BURSTABLE, Purpose.GENERAL, Purpose.COMPUTE
_MEMORY, _STORAGE, _ACCELERATED = Purpose.MEMORY, Purpose.STORAGE, Purpose.ACCELERATED
_A1 = "medium large xlarge 2xlarge 4xlarge metal"
_M3 = "medium large xlarge 2xlarge"
_M4 = "large xlarge 2xlarge 4xlarge 10xlarge 16xlarge"
_C5N = "large xlarge 2xlarge 4xlarge 9xlarge 18xlarge metal"
_R7IZ = "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 32xlarge metal-16xl metal-32xl"
_X1E = "xlarge 2xlarge 4xlarge 8xlarge 16xlarge 32xlarge"
_X2IDN = "16xlarge 24xlarge 32xlarge metal"
_X2IEZN = "2xlarge 4xlarge 6xlarge 8xlarge 12xlarge metal"
_X8I = f"{_M5A} 32xlarge 48xlarge 64xlarge 96xlarge metal-48xl metal-96xl"
_X8AEDZ = "large xlarge 3xlarge 6xlarge 12xlarge 24xlarge metal-12xl metal-24xl"
_I3EN = "large xlarge 2xlarge 3xlarge 6xlarge 12xlarge 24xlarge metal"
_IS4GEN = "medium large xlarge 2xlarge 4xlarge 8xlarge"
_D3EN = "xlarge 2xlarge 4xlarge 6xlarge 8xlarge 12xlarge"
_G4DN = "xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge metal"
_G5G = "xlarge 2xlarge 4xlarge 8xlarge 16xlarge metal"
_P3 = "2xlarge 8xlarge 16xlarge"
_P4 = "24xlarge"
_P6 = "48xlarge"

LINES = [
    Line(_BURSTABLE, _GRAVITON, {"t4g": _T2}),
    Line(_BURSTABLE, _INTEL, {"t2": _T2, "t3": _T2}),
    Line(_BURSTABLE, _AMD, {"t3a": _T2}),
    # AWS describes it as not burstable: it neither earns nor spends CPU credits.
    Line(_GENERAL, _INTEL, {"t8i": "nano micro small medium"}),
    Line(_GENERAL, _GRAVITON, {"a1": _A1, "m6g": _M6G, "m7g": _M6G, "m8g": _M8G, "m9g": _M8G}),
    Line(_GENERAL, _GRAVITON, {"m6gd": _M6G, "m7gd": _M6G, "m8gd": _M8G, "m9gd": _M8G}, disks=True),
    Line(_GENERAL, _GRAVITON, {"m8gn": _M8G}),
    Line(_GENERAL, _GRAVITON, {"m8gb": _M8G}),
    Line(_GENERAL, _INTEL, {"m4": _M4, "m5": _M5, "m6i": _M6I, "m7i": _M7I, "m8i": _M8I}),
    Line(_GENERAL, _INTEL, {"m3": _M3, "m5d": _M5, "m6id": _M6I, "m8id": _M8I}, disks=True),
    Line(_GENERAL, _INTEL, {"m5n": _M5, "m6in": _M6I, "m8in": _M8I}),
    Line(_GENERAL, _INTEL, {"m5dn": _M5, "m6idn": _M6I, "m8idn": _M8I}, disks=True),
    Line(_GENERAL, _INTEL, {"m8ib": _M8I}),
    Line(_GENERAL, _INTEL, {"m8idb": _M8I}, disks=True),
    Line(_GENERAL, _INTEL, {"m8ine": _M8INE}),
    Line(_GENERAL, _INTEL, {"m7i-flex": _FLEX, "m8i-flex": _FLEX}),
    Line(_GENERAL, _INTEL, {"m5zn": _Z1D}),
    Line(_GENERAL, _AMD, {"m5a": _M5A, "m6a": _M6A, "m7a": _M7A, "m8a": _M8G}),
    Line(_GENERAL, _AMD, {"m5ad": _M5A}, disks=True),
    Line(_GENERAL, _AMD, {"m8azn": _M8AZN}),
    Line(_COMPUTE, _GRAVITON, {"c6g": _M6G, "c7g": _M6G, "c8g": _M8G, "c9g": _C9G}),
    Line(_COMPUTE, _GRAVITON, {"c6gd": _M6G, "c7gd": _M6G, "c8gd": _M8G, "c9gd": _C9G}, disks=True),
    Line(_COMPUTE, _GRAVITON, {"c6gn": _C6GN, "c7gn": _M6G, "c8gn": _M8G}),
    Line(_COMPUTE, _GRAVITON, {"c8gb": _M8G}),
    Line(_COMPUTE, _INTEL, {"c4": _C3, "c5": _C5, "c6i": _M6I, "c7i": _M7I, "c8i": _M8I}),
    Line(_COMPUTE, _INTEL, {"c3": _C3, "c5d": _C5, "c6id": _M6I, "c8id": _M8I}, disks=True),
    Line(_COMPUTE, _INTEL, {"c5n": _C5N, "c6in": _M6I, "c8in": _M8I}),
    Line(_COMPUTE, _INTEL, {"c8ib": _M8I}),
    Line(_COMPUTE, _INTEL, {"c8ine": _M8INE}),
    Line(_COMPUTE, _INTEL, {"c7i-flex": _FLEX, "c8i-flex": _FLEX}),
    Line(_COMPUTE, _AMD, {"c5a": _M5A, "c6a": _M6A, "c7a": _M7A, "c8a": _M8G}),
    Line(_COMPUTE, _AMD, {"c5ad": _M5A}, disks=True),
    Line(_MEMORY, _GRAVITON, {"r6g": _M6G, "r7g": _M6G, "r8g": _M8G, "r9g": _C9G}),
    Line(_MEMORY, _GRAVITON, {"r6gd": _M6G, "r7gd": _M6G, "r8gd": _M8G, "r9gd": _C9G}, disks=True),
    Line(_MEMORY, _GRAVITON, {"r8gn": _M8G}),
    Line(_MEMORY, _GRAVITON, {"r8gb": _M8G}),
    Line(_MEMORY, _GRAVITON, {"x2gd": _M6G}, disks=True),
    Line(_MEMORY, _GRAVITON, {"x8g": _M8G}),
    Line(_MEMORY, _INTEL, {"r4": _I3, "r5": _M5, "r6i": _M6I, "r7i": _M7I, "r8i": _M8I}),
    Line(_MEMORY, _INTEL, {"r3": _C3, "r5d": _M5, "r6id": _M6I, "r8id": _M8I}, disks=True),
    Line(_MEMORY, _INTEL, {"r5n": _M5, "r6in": _M6I, "r8in": _M8I}),
    Line(_MEMORY, _INTEL, {"r5dn": _M5, "r6idn": _M6I, "r8idn": _M8I}, disks=True),
    Line(_MEMORY, _INTEL, {"r5b": _M5, "r8ib": _M8I}),
    Line(_MEMORY, _INTEL, {"r8idb": _M8I}, disks=True),
    Line(_MEMORY, _INTEL, {"r8i-flex": _FLEX}),
    Line(_MEMORY, _INTEL, {"r7iz": _R7IZ}),
    Line(_MEMORY, _INTEL, {"z1d": _Z1D}, disks=True),
    Line(_MEMORY, _INTEL, {"x1": "16xlarge 32xlarge", "x2idn": _X2IDN}, disks=True),
    Line(_MEMORY, _INTEL, {"x1e": _X1E, "x2iedn": _X2IEDN}, disks=True),
    Line(_MEMORY, _INTEL, {"x2iezn": _X2IEZN}),
    Line(_MEMORY, _INTEL, {"x8i": _X8I}),
    Line(_MEMORY, _AMD, {"r5a": _M5A, "r6a": _M6A, "r7a": _M7A, "r8a": _M8G}),
    Line(_MEMORY, _AMD, {"r5ad": _M5A}, disks=True),
    Line(_MEMORY, _AMD, {"x8aedz": _X8AEDZ}, disks=True),
    Line(_STORAGE, _GRAVITON, {"i4g": _I3, "i8g": _M7I}, disks=True),
    Line(_STORAGE, _GRAVITON, {"i8ge": _I7IE}, disks=True),
    Line(_STORAGE, _GRAVITON, {"im4gn": _I3}, disks=True),
    Line(_STORAGE, _GRAVITON, {"is4gen": _IS4GEN}, disks=True),
    Line(_STORAGE, _INTEL, {"i2": _D2, "i3": f"{_I3} metal", "i4i": _M6I, "i7i": _M7I}, disks=True),
    Line(_STORAGE, _INTEL, {"i3en": _I3EN, "i7ie": _I7IE}, disks=True),
    Line(_STORAGE, _INTEL, {"d2": _D2, "d3": _D2}, disks=True),
    Line(_STORAGE, _INTEL, {"d3en": _D3EN}, disks=True),
    Line(_STORAGE, _INTEL, {"h1": "2xlarge 4xlarge 8xlarge 16xlarge"}, disks=True),
    Line(_ACCELERATED, _GRAVITON, {"g5g": _G5G}),
    Line(_ACCELERATED, _INTEL, {"g4dn": _G4DN, "g5": _G5, "g6": _G5, "g7": _G7}, disks=True),
    Line(_ACCELERATED, _INTEL, {"g6e": _G5, "g7e": _G7}, disks=True),
    Line(_ACCELERATED, _AMD, {"g6f": "large xlarge 2xlarge 4xlarge"}, disks=True),
    Line(_ACCELERATED, _AMD, {"gr6": "4xlarge 8xlarge"}, disks=True),
    Line(_ACCELERATED, _AMD, {"gr6f": "4xlarge"}, disks=True),
    Line(_ACCELERATED, _INTEL, {
        "p3": _P3, "p3dn": _P4, "p4d": _P4, "p4de": _P4, "p5": "4xlarge 48xlarge", "p5e": _P6,
        "p5en": _P6, "p6-b200": _P6, "p6-b300": _P6,
    }, disks=True),
    Line(_ACCELERATED, _INTEL, {
        "inf1": "xlarge 2xlarge 6xlarge 24xlarge", "inf2": "xlarge 8xlarge 24xlarge 48xlarge",
    }),
    Line(_ACCELERATED, _INTEL, {
        "trn1": "2xlarge 32xlarge", "trn1n": "32xlarge", "trn2": "3xlarge 48xlarge", "trn2u": _P6,
    }, disks=True),
]  # fmt: skip
