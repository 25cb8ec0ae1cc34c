"""Attribute-based choice of instance types, from moto's data of 1,395 types.

AWS takes the cheapest of the matching types. Nothing here knows a price: the smallest type is taken, by vCPUs, then
memory, then name, and price limits are not looked at. Source of the attributes and their defaults: the API model's
InstanceRequirements.
"""

import fnmatch
import functools
from collections.abc import Callable
from typing import Any

from moto.autoscaling.exceptions import ValidationError
from moto.ec2.models.instance_types import INSTANCE_TYPE_OFFERINGS, INSTANCE_TYPES

from localaws.extensions.autoscaling import templates
from localaws.extensions.autoscaling.group import Request

Data = dict[str, Any]

_MANUFACTURERS = {
    "AWS": "amazon-web-services",
    "AMD": "amd",
    "Apple": "apple",
    "Habana": "habana",
    "Intel": "intel",
    "NVIDIA": "nvidia",
    "Xilinx": "xilinx",
}


def vcpus(name: str) -> int:
    """How many vCPUs a type has."""
    return int(INSTANCE_TYPES[name]["VCpuInfo"]["DefaultVCpus"])


def memory(name: str) -> int:
    """How much memory a type has, in MiB."""
    return int(INSTANCE_TYPES[name]["MemoryInfo"]["SizeInMiB"])


def _accelerators(data: Data) -> list[tuple[str, Data]]:
    kinds = {
        "gpu": data.get("GpuInfo", {}).get("Gpus", []),
        "fpga": data.get("FpgaInfo", {}).get("Fpgas", []),
        "inference": data.get("InferenceAcceleratorInfo", {}).get("Accelerators", []),
    }
    return [(kind, device) for kind, devices in kinds.items() for device in devices]


def _accelerator_memory(data: Data) -> int:
    return sum(
        d["Count"] * d.get("MemoryInfo", {}).get("SizeInMiB", 0) for _, d in _accelerators(data)
    )


_RANGES: dict[str, Callable[[Data], float]] = {
    "VCpuCount": lambda d: float(d["VCpuInfo"]["DefaultVCpus"]),
    "MemoryMiB": lambda d: float(d["MemoryInfo"]["SizeInMiB"]),
    "MemoryGiBPerVCpu": lambda d: float(
        d["MemoryInfo"]["SizeInMiB"] / 1024 / d["VCpuInfo"]["DefaultVCpus"]
    ),
    "NetworkInterfaceCount": lambda d: float(d["NetworkInfo"]["MaximumNetworkInterfaces"]),
    "NetworkBandwidthGbps": lambda d: float(
        sum(card.get("BaselineBandwidthInGbps", 0) for card in d["NetworkInfo"]["NetworkCards"])
    ),
    "TotalLocalStorageGB": lambda d: float(
        d.get("InstanceStorageInfo", {}).get("TotalSizeInGB", 0)
    ),
    "BaselineEbsBandwidthMbps": lambda d: float(
        d["EbsInfo"].get("EbsOptimizedInfo", {}).get("BaselineBandwidthInMbps", 0)
    ),
    "AcceleratorCount": lambda d: float(sum(device["Count"] for _, device in _accelerators(d))),
    "AcceleratorTotalMemoryMiB": lambda d: float(_accelerator_memory(d)),
}

_ANY_OF: dict[str, Callable[[Data], list[str]]] = {
    "CpuManufacturers": lambda d: [_MANUFACTURERS[d["ProcessorInfo"]["Manufacturer"]]],
    "InstanceGenerations": lambda d: ["current" if d["CurrentGeneration"] else "previous"],
    "LocalStorageTypes": lambda d: [
        disk["Type"] for disk in d.get("InstanceStorageInfo", {}).get("Disks", [])
    ],
    "AcceleratorTypes": lambda d: [kind for kind, _ in _accelerators(d)],
    "AcceleratorManufacturers": lambda d: [
        _MANUFACTURERS.get(device.get("Manufacturer", ""), "") for _, device in _accelerators(d)
    ],
    "AcceleratorNames": lambda d: [
        device.get("Name", "").lower().replace(" ", "-") for _, device in _accelerators(d)
    ],
}

_INCLUDED: dict[str, tuple[Callable[[Data], bool], str]] = {
    "BareMetal": (lambda d: bool(d["BareMetal"]), "excluded"),
    "BurstablePerformance": (lambda d: bool(d["BurstablePerformanceSupported"]), "excluded"),
    "LocalStorage": (lambda d: bool(d["InstanceStorageSupported"]), "included"),
}
"""How it is told of a type, and AWS's default."""


def matching(requirements: Request, region: str, architecture: str | None) -> list[str]:
    """The types of a region that meet all requirements, the one to be taken first in front.

    Args:
        requirements: InstanceRequirements of the API.
        region: where they must be offered.
        architecture: of the image that is launched, None where it is not known.
    """
    found = [
        name
        for name in _offered(region)
        if _named(requirements, name) and _meets(requirements, INSTANCE_TYPES[name], architecture)
    ]
    return sorted(found, key=lambda name: (vcpus(name), memory(name), name))


@functools.cache
def _offered(region: str) -> list[str]:
    offered = [
        offering["InstanceType"] for offering in INSTANCE_TYPE_OFFERINGS["region"].get(region, [])
    ]
    return [name for name in offered if name in INSTANCE_TYPES]


def _named(requirements: Request, name: str) -> bool:
    allowed = requirements.get("AllowedInstanceTypes")
    if allowed:
        return any(fnmatch.fnmatchcase(name, pattern) for pattern in allowed)
    excluded = requirements.get("ExcludedInstanceTypes") or []
    return not any(fnmatch.fnmatchcase(name, pattern) for pattern in excluded)


def _meets(requirements: Request, data: Data, architecture: str | None) -> bool:
    if architecture and architecture not in data["ProcessorInfo"]["SupportedArchitectures"]:
        return False
    if requirements.get("RequireHibernateSupport") and not data["HibernationSupported"]:
        return False
    for name, (has, default) in _INCLUDED.items():
        wish = requirements.get(name, default)
        if wish != "included" and has(data) != (wish == "required"):
            return False
    for name, values in _ANY_OF.items():
        wanted = requirements.get(name)
        if wanted and not set(wanted) & set(values(data)):
            return False
    for name, value in _RANGES.items():
        limits = requirements.get(name, {})
        if not limits.get("Min", 0) <= value(data) <= limits.get("Max", float("inf")):
            return False
    return True


def of_override(ec2: Any, override: Request, specification: Request) -> list[str]:
    """The types that the requirements of an override, launched from a template, are met by."""
    image = override.get("ImageId") or templates.version_of(ec2, specification).data.get("ImageId")
    known = ec2.amis.get(image)
    return matching(
        override["InstanceRequirements"], ec2.region_name, known.architecture if known else None
    )


def check(ec2: Any, override: Request, specification: Request) -> None:
    """Refuses requirements that contradict each other or that nothing meets.

    Raises:
        ValidationError: AWS would find no type.
    """
    requirements = override["InstanceRequirements"]
    if requirements.get("AllowedInstanceTypes") and requirements.get("ExcludedInstanceTypes"):
        raise ValidationError(
            "AllowedInstanceTypes and ExcludedInstanceTypes cannot be specified together."
        )
    if not of_override(ec2, override, specification):
        raise ValidationError("No instance types match the instance requirements of the override.")
