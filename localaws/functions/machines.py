"""Images, instance types, and the parameters that name images."""

import re
from typing import Any

import jmespath

from localaws.functions.matching import Arguments, FunctionError, filters, matching
from localaws.session import Session


def ssm_parameter(arguments: Arguments, session: Session) -> dict[str, Any]:
    """A parameter, also one that AWS publishes."""
    request = {"WithDecryption": arguments.get("withDecryption", True), "Name": arguments["name"]}
    parameter = session.call("ssm", "GetParameter", request)["Parameter"]
    return {
        "id": parameter["Name"],
        "name": parameter["Name"],
        "arn": parameter["ARN"],
        "type": parameter["Type"],
        "value": parameter["Value"],
        "insecureValue": parameter["Value"],
        "version": parameter["Version"],
    }


def ami(arguments: Arguments, session: Session) -> dict[str, Any]:
    """The only image, or the newest, that is as the arguments say."""
    owners = {"Owners": arguments["owners"]} if arguments.get("owners") else {}
    found = session.call("ec2", "DescribeImages", filters(arguments) | owners)["Images"]
    images = matching(found, arguments, {})
    if arguments.get("nameRegex"):
        images = [image for image in images if re.search(arguments["nameRegex"], image["Name"])]
    if not images:
        raise FunctionError(
            "Your query returned no results. Please change your search criteria and try again."
        )
    if len(images) > 1 and not arguments.get("mostRecent"):
        raise FunctionError(
            "Your query returned more than one result. Set mostRecent, or search more specifically."
        )
    image = max(images, key=lambda candidate: candidate.get("CreationDate", ""))
    return {
        "id": image["ImageId"],
        "imageId": image["ImageId"],
        "arn": f"arn:aws:ec2:{session.region}::image/{image['ImageId']}",
        "architecture": image["Architecture"],
        "creationDate": image.get("CreationDate", ""),
        "name": image["Name"],
        "ownerId": image.get("OwnerId", ""),
        "rootDeviceName": image.get("RootDeviceName", ""),
    }


INSTANCE_TYPE = {
    "autoRecoverySupported": "AutoRecoverySupported",
    "bareMetal": "BareMetal",
    "bootModes": "SupportedBootModes",
    "burstablePerformanceSupported": "BurstablePerformanceSupported",
    "currentGeneration": "CurrentGeneration",
    "dedicatedHostsSupported": "DedicatedHostsSupported",
    "defaultCores": "VCpuInfo.DefaultCores",
    "defaultNetworkCardIndex": "NetworkInfo.DefaultNetworkCardIndex",
    "defaultThreadsPerCore": "VCpuInfo.DefaultThreadsPerCore",
    "defaultVcpus": "VCpuInfo.DefaultVCpus",
    "ebsEncryptionSupport": "EbsInfo.EncryptionSupport",
    "ebsNvmeSupport": "EbsInfo.NvmeSupport",
    "ebsOptimizedSupport": "EbsInfo.EbsOptimizedSupport",
    "ebsPerformanceBaselineBandwidth": "EbsInfo.EbsOptimizedInfo.BaselineBandwidthInMbps",
    "ebsPerformanceBaselineIops": "EbsInfo.EbsOptimizedInfo.BaselineIops",
    "ebsPerformanceBaselineThroughput": "EbsInfo.EbsOptimizedInfo.BaselineThroughputInMBps",
    "ebsPerformanceMaximumBandwidth": "EbsInfo.EbsOptimizedInfo.MaximumBandwidthInMbps",
    "ebsPerformanceMaximumIops": "EbsInfo.EbsOptimizedInfo.MaximumIops",
    "ebsPerformanceMaximumThroughput": "EbsInfo.EbsOptimizedInfo.MaximumThroughputInMBps",
    "efaMaximumInterfaces": "NetworkInfo.EfaInfo.MaximumEfaInterfaces",
    "efaSupported": "NetworkInfo.EfaSupported",
    "enaSrdSupported": "NetworkInfo.EnaSrdSupported",
    "enaSupport": "NetworkInfo.EnaSupport",
    "encryptionInTransitSupported": "NetworkInfo.EncryptionInTransitSupported",
    "freeTierEligible": "FreeTierEligible",
    "gpuses": (
        "GpuInfo.Gpus[].{count: Count, manufacturer: Manufacturer, memorySize: MemoryInfo.SizeInMiB, name: Name}"
    ),
    "hibernationSupported": "HibernationSupported",
    "hypervisor": "Hypervisor",
    "id": "InstanceType",
    "instanceDisks": "InstanceStorageInfo.Disks[].{count: Count, size: SizeInGB, type: Type}",
    "instanceStorageSupported": "InstanceStorageSupported",
    "instanceType": "InstanceType",
    "ipv6Supported": "NetworkInfo.Ipv6Supported",
    "maximumIpv4AddressesPerInterface": "NetworkInfo.Ipv4AddressesPerInterface",
    "maximumIpv6AddressesPerInterface": "NetworkInfo.Ipv6AddressesPerInterface",
    "maximumNetworkCards": "NetworkInfo.MaximumNetworkCards",
    "maximumNetworkInterfaces": "NetworkInfo.MaximumNetworkInterfaces",
    "memorySize": "MemoryInfo.SizeInMiB",
    "networkPerformance": "NetworkInfo.NetworkPerformance",
    "nitroEnclavesSupport": "NitroEnclavesSupport",
    "nitroTpmSupport": "NitroTpmSupport",
    "nitroTpmSupportedVersions": "NitroTpmInfo.SupportedVersions",
    "phcSupport": "PhcSupport",
    "supportedArchitectures": "ProcessorInfo.SupportedArchitectures",
    "supportedCpuFeatures": "ProcessorInfo.SupportedFeatures",
    "supportedPlacementStrategies": "PlacementGroupInfo.SupportedStrategies",
    "supportedRootDeviceTypes": "SupportedRootDeviceTypes",
    "supportedUsagesClasses": "SupportedUsageClasses",
    "supportedVirtualizationTypes": "SupportedVirtualizationTypes",
    "sustainedClockSpeed": "ProcessorInfo.SustainedClockSpeedInGhz",
    "totalGpuMemory": "GpuInfo.TotalGpuMemoryInMiB",
    "totalInstanceStorage": "InstanceStorageInfo.TotalSizeInGB",
    "validCores": "VCpuInfo.ValidCores",
    "validThreadsPerCores": "VCpuInfo.ValidThreadsPerCore",
}
"""The result's names, and where the description has them. Accelerators other than GPUs are left out."""


def instance_type(arguments: Arguments, session: Session) -> dict[str, Any]:
    """What EC2 tells of a type."""
    request = {"InstanceTypes": [arguments["instanceType"]]}
    (found,) = session.call("ec2", "DescribeInstanceTypes", request)["InstanceTypes"]
    told = {name: jmespath.search(path, found) for name, path in INSTANCE_TYPE.items()}
    return {name: value for name, value in told.items() if value is not None}
