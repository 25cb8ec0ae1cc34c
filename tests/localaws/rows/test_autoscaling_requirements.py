"""Auto Scaling groups that say what an instance type must have, instead of naming types."""

import pytest

from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.fleets import describe_group, filled, with_template

ACCELERATED = {
    "acceleratorCount": {"min": 1, "max": 1},
    "acceleratorManufacturers": ["nvidia"],
    "acceleratorNames": ["t4"],
    "acceleratorTotalMemoryMib": {"min": 8192, "max": 16384},
    "acceleratorTypes": ["gpu"],
    "allowedInstanceTypes": ["g4dn.*"],
    "bareMetal": "excluded",
    "baselineEbsBandwidthMbps": {"min": 500, "max": 2000},
    "burstablePerformance": "excluded",
    "cpuManufacturers": ["intel"],
    "instanceGenerations": ["current"],
    "localStorage": "required",
    "localStorageTypes": ["ssd"],
    "maxSpotPriceAsPercentageOfOptimalOnDemandPrice": 50,
    "memoryGibPerVcpu": {"min": 2, "max": 8.5},
    "memoryMib": {"min": 8192, "max": 65536},
    "networkBandwidthGbps": {"min": 1.5, "max": 25},
    "networkInterfaceCount": {"min": 2, "max": 4},
    "onDemandMaxPricePercentageOverLowestPrice": 20,
    "totalLocalStorageGb": {"min": 100, "max": 500},
    "vcpuCount": {"min": 4, "max": 8},
}
TOLD_ACCELERATED = {
    "AcceleratorCount": {"Min": 1, "Max": 1},
    "AcceleratorManufacturers": ["nvidia"],
    "AcceleratorNames": ["t4"],
    "AcceleratorTotalMemoryMiB": {"Min": 8192, "Max": 16384},
    "AcceleratorTypes": ["gpu"],
    "AllowedInstanceTypes": ["g4dn.*"],
    "BareMetal": "excluded",
    "BaselineEbsBandwidthMbps": {"Min": 500, "Max": 2000},
    "BurstablePerformance": "excluded",
    "CpuManufacturers": ["intel"],
    "InstanceGenerations": ["current"],
    "LocalStorage": "required",
    "LocalStorageTypes": ["ssd"],
    "MaxSpotPriceAsPercentageOfOptimalOnDemandPrice": 50,
    "MemoryGiBPerVCpu": {"Min": 2.0, "Max": 8.5},
    "MemoryMiB": {"Min": 8192, "Max": 65536},
    "NetworkBandwidthGbps": {"Min": 1.5, "Max": 25.0},
    "NetworkInterfaceCount": {"Min": 2, "Max": 4},
    "OnDemandMaxPricePercentageOverLowestPrice": 20,
    "TotalLocalStorageGB": {"Min": 100.0, "Max": 500.0},
    "VCpuCount": {"Min": 4, "Max": 8},
}
WIDER = {
    "acceleratorCount": {"min": 0, "max": 2},
    "acceleratorManufacturers": ["nvidia", "amd"],
    "acceleratorNames": ["t4", "v100"],
    "acceleratorTotalMemoryMib": {"min": 4096, "max": 32768},
    "acceleratorTypes": ["gpu", "fpga"],
    "allowedInstanceTypes": ["g4dn.2*"],
    "bareMetal": "included",
    "baselineEbsBandwidthMbps": {"min": 600, "max": 3000},
    "burstablePerformance": "included",
    "cpuManufacturers": ["intel", "amd"],
    "instanceGenerations": ["current", "previous"],
    "localStorage": "included",
    "localStorageTypes": ["ssd", "hdd"],
    "maxSpotPriceAsPercentageOfOptimalOnDemandPrice": 60,
    "memoryGibPerVcpu": {"min": 2.5, "max": 9},
    "memoryMib": {"min": 16384, "max": 131072},
    "networkBandwidthGbps": {"min": 2.5, "max": 50},
    "networkInterfaceCount": {"min": 3, "max": 5},
    "onDemandMaxPricePercentageOverLowestPrice": 25,
    "totalLocalStorageGb": {"min": 150, "max": 600.5},
    "vcpuCount": {"min": 2, "max": 16},
}
TOLD_WIDER = {
    "AcceleratorCount": {"Min": 0, "Max": 2},
    "AcceleratorManufacturers": ["nvidia", "amd"],
    "AcceleratorNames": ["t4", "v100"],
    "AcceleratorTotalMemoryMiB": {"Min": 4096, "Max": 32768},
    "AcceleratorTypes": ["gpu", "fpga"],
    "AllowedInstanceTypes": ["g4dn.2*"],
    "BareMetal": "included",
    "BaselineEbsBandwidthMbps": {"Min": 600, "Max": 3000},
    "BurstablePerformance": "included",
    "CpuManufacturers": ["intel", "amd"],
    "InstanceGenerations": ["current", "previous"],
    "LocalStorage": "included",
    "LocalStorageTypes": ["ssd", "hdd"],
    "MaxSpotPriceAsPercentageOfOptimalOnDemandPrice": 60,
    "MemoryGiBPerVCpu": {"Min": 2.5, "Max": 9.0},
    "MemoryMiB": {"Min": 16384, "Max": 131072},
    "NetworkBandwidthGbps": {"Min": 2.5, "Max": 50.0},
    "NetworkInterfaceCount": {"Min": 3, "Max": 5},
    "OnDemandMaxPricePercentageOverLowestPrice": 25,
    "TotalLocalStorageGB": {"Min": 150.0, "Max": 600.5},
    "VCpuCount": {"Min": 2, "Max": 16},
}


def plain(memory: int, excluded: str, *, hibernates: bool) -> Values:
    return {
        "excludedInstanceTypes": [excluded],
        "memoryMib": {"min": memory},
        "requireHibernateSupport": hibernates,
        "spotMaxPricePercentageOverLowestPrice": memory // 100,
        "vcpuCount": {"min": 2},
    }


def told_plain(memory: int, excluded: str, *, hibernates: bool) -> Values:
    return {
        "ExcludedInstanceTypes": [excluded],
        "MemoryMiB": {"Min": memory},
        "RequireHibernateSupport": hibernates,
        "SpotMaxPricePercentageOverLowestPrice": memory // 100,
        "VCpuCount": {"Min": 2},
    }


def policy(s: Scene, version: str, *requirements: Values) -> Values:
    return {
        "launchTemplate": {
            "launchTemplateSpecification": {"launchTemplateId": s.template, "version": version},
            "overrides": [{"instanceRequirements": one} for one in requirements],
        }
    }


def told_policy(s: Scene, version: str, *requirements: Values) -> Values:
    return {
        "InstancesDistribution": {
            "OnDemandAllocationStrategy": "lowest-price",
            "OnDemandBaseCapacity": 0,
            "OnDemandPercentageAboveBaseCapacity": 100,
            "SpotAllocationStrategy": "lowest-price",
            "SpotInstancePools": 2,
        },
        "LaunchTemplate": {
            "LaunchTemplateSpecification": {
                "LaunchTemplateId": s.template,
                "LaunchTemplateName": s.template_name,
                "Version": version,
            },
            "Overrides": [{"InstanceRequirements": one} for one in requirements],
        },
    }


def life(name: str, refresh: Values, *, refreshed: bool) -> Life:
    """A group that comes to want more, with a refresh that could be rolled back, or without."""

    def wider(s: Scene) -> Values:
        return told_policy(s, "2", TOLD_WIDER, told_plain(4096, "m2.*", hibernates=False))

    return Life(
        name=name,
        inputs=lambda s: {
            **refresh,
            "desiredCapacityType": "vcpu",
            "maxSize": 16384,
            "minSize": 4,
            "mixedInstancesPolicy": policy(
                s, "1", ACCELERATED, plain(2048, "m1.*", hibernates=True)
            ),
            "vpcZoneIdentifiers": [s.subnet],
        },
        told=lambda s: {
            "DesiredCapacityType": "vcpu",
            "MixedInstancesPolicy": told_policy(
                s, "1", TOLD_ACCELERATED, told_plain(2048, "m1.*", hibernates=True)
            ),
            "Types": ["g4dn.xlarge"],
        },
        changed=lambda s: {
            "desiredCapacity": 8192,
            "desiredCapacityType": "memory-mib",
            "mixedInstancesPolicy": policy(s, "2", WIDER, plain(4096, "m2.*", hibernates=False)),
        },
        told_changed=lambda s: {
            "Desired": {"MixedInstancesPolicy": wider(s)} if refreshed else None,
            "DesiredCapacityType": "memory-mib",
            "MixedInstancesPolicy": wider(s),
            "Refreshes": ["Successful"] if refreshed else [],
            "Types": ["g4dn.2xlarge"] if refreshed else ["g4dn.xlarge"],
        },
    )


ROLLED_BACK = {"instanceRefresh": {"strategy": "Rolling", "preferences": {"autoRollback": True}}}

REQUIRING = Case(
    token="aws:autoscaling/group:Group",
    prepare=with_template,
    describe=describe_group,
    filled=filled,
    lives=(
        life("by requirements", {}, refreshed=False),
        life("by requirements with a way back", ROLLED_BACK, refreshed=True),
    ),
)


@pytest.mark.parametrize(("case", "lived"), each_life(REQUIRING))
def test_groups_by_requirements_are_what_auto_scaling_tells(case, lived, aws, ledger):
    live(case, lived, aws, ledger)
