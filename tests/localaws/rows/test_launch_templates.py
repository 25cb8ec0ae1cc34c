"""EC2 launch templates: every change is a new version."""

import base64
import datetime as dt

import pytest

from localaws.ledger import Ledger
from localaws.provider.lifecycle import Resource
from tests.localaws.lives import GENERATED, PREFIXED, Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.coverage import Anything
from tests.localaws.rows.machines import with_network
from tests.localaws.world import REGION, WORKLOAD, Aws, tags

TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
LICENSE = f"arn:aws:license-manager:{REGION}:{WORKLOAD}:license-configuration:lic-"
RESERVATIONS = f"arn:aws:resource-groups:{REGION}:{WORKLOAD}:group/"
HOSTS = f"arn:aws:resource-groups:{REGION}:{WORKLOAD}:group/hosts-"


def script(text: str) -> str:
    return base64.b64encode(f"#!/bin/sh\necho {text}\n".encode()).decode()


def with_disks(aws: Aws) -> Scene:
    s = with_network(aws)
    s.key = aws.kms.create_key()["KeyMetadata"]["Arn"]
    volume = aws.ec2.create_volume(AvailabilityZone=f"{REGION}a", Size=4)["VolumeId"]
    s.snapshot, s.later_snapshot = (
        aws.ec2.create_snapshot(VolumeId=volume)["SnapshotId"] for _ in range(2)
    )
    s.interface, s.other_interface = (
        aws.ec2.create_network_interface(SubnetId=s.subnet)["NetworkInterface"][
            "NetworkInterfaceId"
        ]
        for _ in range(2)
    )
    return s


def describe(aws: Aws, s: Scene) -> Values | None:
    found = aws.ec2.describe_launch_templates(LaunchTemplateIds=[s.id])["LaunchTemplates"][0]
    version = aws.ec2.describe_launch_template_versions(
        LaunchTemplateId=s.id, Versions=["$Latest"]
    )["LaunchTemplateVersions"][0]
    data = version["LaunchTemplateData"]
    data.get("TagSpecifications", []).sort(key=lambda item: item["ResourceType"])
    return {
        **data,
        "Tags": tags(found.get("Tags")),
        "Name": found["LaunchTemplateName"],
        "Description": version.get("VersionDescription"),
        "Default": found["DefaultVersionNumber"],
        "Latest": found["LatestVersionNumber"],
    }


# A machine, as most templates describe it.


def machine(s: Scene) -> Values:
    return {
        "name": s.name,
        "description": "the first",
        "imageId": s.image,
        "instanceType": "t3.micro",
        "keyName": "old",
        "kernelId": "aki-1",
        "ramDiskId": "ari-1",
        "ebsOptimized": "true",
        "disableApiStop": True,
        "disableApiTermination": True,
        "instanceInitiatedShutdownBehavior": "terminate",
        "userData": script("first"),
        "vpcSecurityGroupIds": [s.group],
        "securityGroupNames": ["first"],
        "iamInstanceProfile": {"name": s.profile_name},
        "monitoring": {"enabled": True},
        "creditSpecification": {"cpuCredits": "standard"},
        "enclaveOptions": {"enabled": False},
        "hibernationOptions": {"configured": True},
        "maintenanceOptions": {"autoRecovery": "disabled"},
        "networkPerformanceOptions": {"bandwidthWeighting": "vpc-1"},
        "licenseSpecifications": [{"licenseConfigurationArn": f"{LICENSE}1"}],
        "capacityReservationSpecification": {
            "capacityReservationPreference": "open",
            "capacityReservationTarget": {"capacityReservationId": "cr-1"},
        },
        "cpuOptions": {
            "amdSevSnp": "disabled",
            "coreCount": 1,
            "nestedVirtualization": "disabled",
            "threadsPerCore": 2,
        },
        "metadataOptions": {
            "httpEndpoint": "enabled",
            "httpProtocolIpv6": "disabled",
            "httpPutResponseHopLimit": 1,
            "httpTokens": "required",
            "instanceMetadataTags": "enabled",
        },
        "placement": {
            "affinity": "default",
            "availabilityZone": f"{REGION}a",
            "groupId": "pg-1",
            "groupName": "together",
            "hostId": "h-1",
            "hostResourceGroupArn": f"{HOSTS}1",
            "partitionNumber": 1,
            "spreadDomain": "first",
            "tenancy": "default",
        },
        "privateDnsNameOptions": {
            "enableResourceNameDnsARecord": True,
            "enableResourceNameDnsAaaaRecord": False,
            "hostnameType": "resource-name",
        },
        "blockDeviceMappings": [
            {
                "deviceName": "/dev/xvda",
                "ebs": {
                    "deleteOnTermination": "true",
                    "encrypted": "true",
                    "iops": 4000,
                    "kmsKeyId": s.key,
                    "throughput": 200,
                    "volumeSize": 30,
                    "volumeType": "gp3",
                },
            },
            {
                "deviceName": "/dev/sdf",
                "ebs": {"snapshotId": s.snapshot, "volumeInitializationRate": 100},
            },
            {"deviceName": "/dev/sdg", "virtualName": "ephemeral0"},
            {"deviceName": "/dev/sdh", "noDevice": ""},
        ],
        "tagSpecifications": [
            {"resourceType": "instance", "tags": {"of": "instance"}},
            {"resourceType": "volume", "tags": {"of": "volume"}},
        ],
        "tags": {"of": "template"},
    }


def machine_told(s: Scene) -> Values:
    return {
        "Name": s.name,
        "Description": "the first",
        "ImageId": s.image,
        "InstanceType": "t3.micro",
        "KeyName": "old",
        "KernelId": "aki-1",
        "RamDiskId": "ari-1",
        "EbsOptimized": True,
        "DisableApiStop": True,
        "DisableApiTermination": True,
        "InstanceInitiatedShutdownBehavior": "terminate",
        "UserData": script("first"),
        "SecurityGroupIds": [s.group],
        "SecurityGroups": ["first"],
        "IamInstanceProfile": {"Name": s.profile_name},
        "Monitoring": {"Enabled": True},
        "CreditSpecification": {"CpuCredits": "standard"},
        "EnclaveOptions": {"Enabled": False},
        "HibernationOptions": {"Configured": True},
        "MaintenanceOptions": {"AutoRecovery": "disabled"},
        "NetworkPerformanceOptions": {"BandwidthWeighting": "vpc-1"},
        "LicenseSpecifications": [{"LicenseConfigurationArn": f"{LICENSE}1"}],
        "CapacityReservationSpecification": {
            "CapacityReservationPreference": "open",
            "CapacityReservationTarget": {"CapacityReservationId": "cr-1"},
        },
        "CpuOptions": {
            "AmdSevSnp": "disabled",
            "CoreCount": 1,
            "NestedVirtualization": "disabled",
            "ThreadsPerCore": 2,
        },
        "MetadataOptions": {
            "HttpEndpoint": "enabled",
            "HttpProtocolIpv6": "disabled",
            "HttpPutResponseHopLimit": 1,
            "HttpTokens": "required",
            "InstanceMetadataTags": "enabled",
        },
        "Placement": {
            "Affinity": "default",
            "AvailabilityZone": f"{REGION}a",
            "GroupId": "pg-1",
            "GroupName": "together",
            "HostId": "h-1",
            "HostResourceGroupArn": f"{HOSTS}1",
            "PartitionNumber": 1,
            "SpreadDomain": "first",
            "Tenancy": "default",
        },
        "PrivateDnsNameOptions": {
            "EnableResourceNameDnsARecord": True,
            "EnableResourceNameDnsAAAARecord": False,
            "HostnameType": "resource-name",
        },
        "BlockDeviceMappings": [
            {
                "DeviceName": "/dev/xvda",
                "Ebs": {
                    "DeleteOnTermination": True,
                    "Encrypted": True,
                    "Iops": 4000,
                    "KmsKeyId": s.key,
                    "Throughput": 200,
                    "VolumeSize": 30,
                    "VolumeType": "gp3",
                },
            },
            {
                "DeviceName": "/dev/sdf",
                "Ebs": {"SnapshotId": s.snapshot, "VolumeInitializationRate": 100},
            },
            {"DeviceName": "/dev/sdg", "VirtualName": "ephemeral0"},
            {"DeviceName": "/dev/sdh", "NoDevice": ""},
        ],
        "TagSpecifications": [
            {"ResourceType": "instance", "Tags": [{"Key": "of", "Value": "instance"}]},
            {"ResourceType": "volume", "Tags": [{"Key": "of", "Value": "volume"}]},
        ],
        "Tags": {"of": "template"},
        "Default": 1,
        "Latest": 1,
    }


def other_machine(s: Scene) -> Values:
    """Every value another one."""
    return {
        "description": "the second",
        "imageId": s.arm,
        "instanceType": "t4g.micro",
        "keyName": "new",
        "kernelId": "aki-2",
        "ramDiskId": "ari-2",
        "ebsOptimized": "false",
        "disableApiStop": False,
        "disableApiTermination": False,
        "instanceInitiatedShutdownBehavior": "stop",
        "userData": script("second"),
        "vpcSecurityGroupIds": [s.other_group],
        "securityGroupNames": ["second"],
        "iamInstanceProfile": {"arn": s.profile},
        "monitoring": {"enabled": False},
        "creditSpecification": {"cpuCredits": "unlimited"},
        "enclaveOptions": {"enabled": True},
        "hibernationOptions": {"configured": False},
        "maintenanceOptions": {"autoRecovery": "default"},
        "networkPerformanceOptions": {"bandwidthWeighting": "ebs-1"},
        "licenseSpecifications": [{"licenseConfigurationArn": f"{LICENSE}2"}],
        "capacityReservationSpecification": {
            "capacityReservationPreference": "none",
            "capacityReservationTarget": {
                "capacityReservationId": "cr-2",
                "capacityReservationResourceGroupArn": f"{RESERVATIONS}2",
            },
        },
        "cpuOptions": {
            "amdSevSnp": "enabled",
            "coreCount": 2,
            "nestedVirtualization": "enabled",
            "threadsPerCore": 1,
        },
        "metadataOptions": {
            "httpEndpoint": "disabled",
            "httpProtocolIpv6": "enabled",
            "httpPutResponseHopLimit": 2,
            "httpTokens": "optional",
            "instanceMetadataTags": "disabled",
        },
        "placement": {
            "affinity": "host",
            "availabilityZone": f"{REGION}b",
            "groupId": "pg-2",
            "groupName": "apart",
            "hostId": "h-2",
            "hostResourceGroupArn": f"{HOSTS}2",
            "partitionNumber": 2,
            "spreadDomain": "second",
            "tenancy": "dedicated",
        },
        "privateDnsNameOptions": {
            "enableResourceNameDnsARecord": False,
            "enableResourceNameDnsAaaaRecord": True,
            "hostnameType": "ip-name",
        },
        "blockDeviceMappings": [
            {
                "deviceName": "/dev/sda1",
                "ebs": {
                    "deleteOnTermination": "false",
                    "encrypted": "false",
                    "volumeSize": 31,
                    "volumeType": "gp2",
                },
            },
            {
                "deviceName": "/dev/sdi",
                "ebs": {
                    "encrypted": "true",
                    "iops": 5000,
                    "kmsKeyId": s.key,
                    "snapshotId": s.later_snapshot,
                    "throughput": 300,
                    "volumeInitializationRate": 300,
                    "volumeType": "gp3",
                },
            },
            {"deviceName": "/dev/sdg", "virtualName": "ephemeral1"},
            {"deviceName": "/dev/sdj", "noDevice": ""},
        ],
        "tagSpecifications": [
            {"resourceType": "network-interface", "tags": {"of": "interface", "more": "x"}}
        ],
        "tags": {"of": "the template"},
    }


def other_machine_told(s: Scene) -> Values:
    return {
        "Name": s.name,
        "Description": "the second",
        "ImageId": s.arm,
        "InstanceType": "t4g.micro",
        "KeyName": "new",
        "KernelId": "aki-2",
        "RamDiskId": "ari-2",
        "EbsOptimized": False,
        "DisableApiStop": False,
        "DisableApiTermination": False,
        "InstanceInitiatedShutdownBehavior": "stop",
        "UserData": script("second"),
        "SecurityGroupIds": [s.other_group],
        "SecurityGroups": ["second"],
        "IamInstanceProfile": {"Arn": s.profile},
        "Monitoring": {"Enabled": False},
        "CreditSpecification": {"CpuCredits": "unlimited"},
        "EnclaveOptions": {"Enabled": True},
        "HibernationOptions": {"Configured": False},
        "MaintenanceOptions": {"AutoRecovery": "default"},
        "NetworkPerformanceOptions": {"BandwidthWeighting": "ebs-1"},
        "LicenseSpecifications": [{"LicenseConfigurationArn": f"{LICENSE}2"}],
        "CapacityReservationSpecification": {
            "CapacityReservationPreference": "none",
            "CapacityReservationTarget": {
                "CapacityReservationId": "cr-2",
                "CapacityReservationResourceGroupArn": f"{RESERVATIONS}2",
            },
        },
        "CpuOptions": {
            "AmdSevSnp": "enabled",
            "CoreCount": 2,
            "NestedVirtualization": "enabled",
            "ThreadsPerCore": 1,
        },
        "MetadataOptions": {
            "HttpEndpoint": "disabled",
            "HttpProtocolIpv6": "enabled",
            "HttpPutResponseHopLimit": 2,
            "HttpTokens": "optional",
            "InstanceMetadataTags": "disabled",
        },
        "Placement": {
            "Affinity": "host",
            "AvailabilityZone": f"{REGION}b",
            "GroupId": "pg-2",
            "GroupName": "apart",
            "HostId": "h-2",
            "HostResourceGroupArn": f"{HOSTS}2",
            "PartitionNumber": 2,
            "SpreadDomain": "second",
            "Tenancy": "dedicated",
        },
        "PrivateDnsNameOptions": {
            "EnableResourceNameDnsARecord": False,
            "EnableResourceNameDnsAAAARecord": True,
            "HostnameType": "ip-name",
        },
        "BlockDeviceMappings": [
            {
                "DeviceName": "/dev/sda1",
                "Ebs": {
                    "DeleteOnTermination": False,
                    "Encrypted": False,
                    "VolumeSize": 31,
                    "VolumeType": "gp2",
                },
            },
            {
                "DeviceName": "/dev/sdi",
                "Ebs": {
                    "Encrypted": True,
                    "Iops": 5000,
                    "KmsKeyId": s.key,
                    "SnapshotId": s.later_snapshot,
                    "Throughput": 300,
                    "VolumeInitializationRate": 300,
                    "VolumeType": "gp3",
                },
            },
            {"DeviceName": "/dev/sdg", "VirtualName": "ephemeral1"},
            {"DeviceName": "/dev/sdj", "NoDevice": ""},
        ],
        "TagSpecifications": [
            {
                "ResourceType": "network-interface",
                "Tags": [{"Key": "of", "Value": "interface"}, {"Key": "more", "Value": "x"}],
            }
        ],
        "Tags": {"of": "the template"},
        "Default": 1,
        "Latest": 2,
    }


# What a fleet asks for: attributes instead of a type, interfaces instead of groups, and the spot market.


def bounds(low: float, high: float) -> Values:
    return {"min": low, "max": high}


def told_bounds(low: float, high: float) -> Values:
    return {"Min": low, "Max": high}


SIZES = {"memoryMib": {"min": 512}, "vcpuCount": {"min": 1}}
TOLD_SIZES = {"MemoryMiB": {"Min": 512}, "VCpuCount": {"Min": 1}}
WISHES = ("included", "excluded")


def fleet(s: Scene, n: int) -> Values:
    """The first (0) and the second (1) of two that have no value in common."""
    return {
        "instanceMarketOptions": {
            "marketType": "spot",
            "spotOptions": {
                "blockDurationMinutes": 60 + 60 * n,
                "instanceInterruptionBehavior": ("stop", "hibernate")[n],
                "maxPrice": ("0.05", "0.15")[n],
                "spotInstanceType": "persistent",
                "validUntil": f"203{n}-01-01T00:00:00Z",
            },
        },
        "instanceRequirements": {
            "acceleratorCount": bounds(0 + n, 1 + n),
            "acceleratorManufacturers": [("nvidia", "amd")[n]],
            "acceleratorNames": [("a100", "t4")[n]],
            "acceleratorTotalMemoryMib": bounds(1 + n, 10 + n),
            "acceleratorTypes": [("gpu", "fpga")[n]],
            "bareMetal": WISHES[n],
            "baselineEbsBandwidthMbps": bounds(100 + n, 1000 + n),
            "burstablePerformance": WISHES[n],
            "cpuManufacturers": [("amd", "intel")[n]],
            "excludedInstanceTypes": [f"c{5 + n}.*"],
            "instanceGenerations": [("current", "previous")[n]],
            "localStorage": WISHES[n],
            "localStorageTypes": [("ssd", "hdd")[n]],
            "maxSpotPriceAsPercentageOfOptimalOnDemandPrice": 50 + n,
            "memoryGibPerVcpu": bounds(1.5 + n, 8.5 + n),
            "memoryMib": bounds(1024 + n, 8192 + n),
            "networkBandwidthGbps": bounds(0.5 + n, 10.5 + n),
            "networkInterfaceCount": bounds(1 + n, 4 + n),
            "onDemandMaxPricePercentageOverLowestPrice": 20 + n,
            "requireHibernateSupport": n == 0,
            "spotMaxPricePercentageOverLowestPrice": 100 + n,
            "totalLocalStorageGb": bounds(10.5 + n, 100.5 + n),
            "vcpuCount": bounds(1 + n, 4 + n),
        },
        "networkInterfaces": [
            {
                "associateCarrierIpAddress": ("false", "true")[n],
                "associatePublicIpAddress": ("true", "false")[n],
                "connectionTrackingSpecification": {
                    "tcpEstablishedTimeout": 60 + n,
                    "udpStreamTimeout": 61 + n,
                    "udpTimeout": 30 + n,
                },
                "deleteOnTermination": ("true", "false")[n],
                "description": ("front", "back")[n],
                "deviceIndex": 0,
                "enaQueueCount": 2 + n,
                "enaSrdSpecification": {
                    "enaSrdEnabled": n == 0,
                    "enaSrdUdpSpecification": {"enaSrdUdpEnabled": n == 0},
                },
                "interfaceType": ("interface", "efa")[n],
                "ipv4AddressCount": 1 + n,
                "ipv4PrefixCount": 3 + n,
                "ipv6AddressCount": 5 + n,
                "ipv6PrefixCount": 7 + n,
                "networkCardIndex": n,
                "primaryIpv6": ("true", "false")[n],
                "securityGroups": [(s.group, s.other_group)[n]],
                "subnetId": s.subnet,
            },
            {
                "deviceIndex": 1 + n,
                "ipv4Addresses": [f"10.7.1.{20 + n}", f"10.7.1.{30 + n}"],
                "ipv4Prefixes": [f"10.7.1.{64 + 16 * n}/28"],
                "ipv6Addresses": [f"2001:db8::{1 + n}"],
                "ipv6Prefixes": [f"2001:db8:{n}::/80"],
                "privateIpAddress": f"10.7.1.{20 + n}",
            },
            {
                "deviceIndex": 3 + n,
                "networkInterfaceId": (s.interface, s.other_interface)[n],
            },
        ],
        "secondaryInterfaces": [
            {
                "deleteOnTermination": n == 0,
                "deviceIndex": 1 + n,
                "interfaceType": "secondary",
                "networkCardIndex": 1 + n,
                "privateIpAddressCount": 1 + n,
                "secondarySubnetId": f"ss-{n}",
            },
            {"deviceIndex": 5, "privateIpAddresses": [f"10.8.1.{4 + n}"]},
        ],
    }


def fleet_told(s: Scene, n: int) -> Values:
    end = dt.datetime(2030 + n, 1, 1, tzinfo=dt.UTC)
    return {
        "InstanceMarketOptions": {
            "MarketType": "spot",
            "SpotOptions": {
                "BlockDurationMinutes": (60, 120)[n],
                "InstanceInterruptionBehavior": ("stop", "hibernate")[n],
                "MaxPrice": ("0.05", "0.15")[n],
                "SpotInstanceType": "persistent",
                "ValidUntil": end,
            },
        },
        "InstanceRequirements": {
            "AcceleratorCount": told_bounds(0 + n, 1 + n),
            "AcceleratorManufacturers": [("nvidia", "amd")[n]],
            "AcceleratorNames": [("a100", "t4")[n]],
            "AcceleratorTotalMemoryMiB": told_bounds(1 + n, 10 + n),
            "AcceleratorTypes": [("gpu", "fpga")[n]],
            "BareMetal": WISHES[n],
            "BaselineEbsBandwidthMbps": told_bounds(100 + n, 1000 + n),
            "BurstablePerformance": WISHES[n],
            "CpuManufacturers": [("amd", "intel")[n]],
            "ExcludedInstanceTypes": [("c5.*", "c6.*")[n]],
            "InstanceGenerations": [("current", "previous")[n]],
            "LocalStorage": WISHES[n],
            "LocalStorageTypes": [("ssd", "hdd")[n]],
            "MaxSpotPriceAsPercentageOfOptimalOnDemandPrice": (50, 51)[n],
            "MemoryGiBPerVCpu": told_bounds(1.5 + n, 8.5 + n),
            "MemoryMiB": told_bounds(1024 + n, 8192 + n),
            "NetworkBandwidthGbps": told_bounds(0.5 + n, 10.5 + n),
            "NetworkInterfaceCount": told_bounds(1 + n, 4 + n),
            "OnDemandMaxPricePercentageOverLowestPrice": (20, 21)[n],
            "RequireHibernateSupport": n == 0,
            "SpotMaxPricePercentageOverLowestPrice": (100, 101)[n],
            "TotalLocalStorageGB": told_bounds(10.5 + n, 100.5 + n),
            "VCpuCount": told_bounds(1 + n, 4 + n),
        },
        "NetworkInterfaces": [
            {
                "AssociateCarrierIpAddress": n == 1,
                "AssociatePublicIpAddress": n == 0,
                "ConnectionTrackingSpecification": {
                    "TcpEstablishedTimeout": (60, 61)[n],
                    "UdpStreamTimeout": (61, 62)[n],
                    "UdpTimeout": (30, 31)[n],
                },
                "DeleteOnTermination": n == 0,
                "Description": ("front", "back")[n],
                "DeviceIndex": 0,
                "EnaQueueCount": (2, 3)[n],
                "EnaSrdSpecification": {
                    "EnaSrdEnabled": n == 0,
                    "EnaSrdUdpSpecification": {"EnaSrdUdpEnabled": n == 0},
                },
                "Groups": [(s.group, s.other_group)[n]],
                "InterfaceType": ("interface", "efa")[n],
                "Ipv4PrefixCount": (3, 4)[n],
                "Ipv6AddressCount": (5, 6)[n],
                "Ipv6PrefixCount": (7, 8)[n],
                "NetworkCardIndex": n,
                "PrimaryIpv6": n == 0,
                "SecondaryPrivateIpAddressCount": (1, 2)[n],
                "SubnetId": s.subnet,
            },
            {
                "DeviceIndex": (1, 2)[n],
                "Ipv4Prefixes": [{"Ipv4Prefix": ("10.7.1.64/28", "10.7.1.80/28")[n]}],
                "Ipv6Addresses": [{"Ipv6Address": ("2001:db8::1", "2001:db8::2")[n]}],
                "Ipv6Prefixes": [{"Ipv6Prefix": ("2001:db8:0::/80", "2001:db8:1::/80")[n]}],
                "PrivateIpAddress": ("10.7.1.20", "10.7.1.21")[n],
                "PrivateIpAddresses": [
                    {"PrivateIpAddress": ("10.7.1.20", "10.7.1.21")[n], "Primary": True},
                    {"PrivateIpAddress": ("10.7.1.30", "10.7.1.31")[n], "Primary": False},
                ],
            },
            {
                "DeviceIndex": (3, 4)[n],
                "NetworkInterfaceId": (s.interface, s.other_interface)[n],
            },
        ],
        "SecondaryInterfaces": [
            {
                "DeleteOnTermination": n == 0,
                "DeviceIndex": (1, 2)[n],
                "InterfaceType": "secondary",
                "NetworkCardIndex": (1, 2)[n],
                "PrivateIpAddressCount": (1, 2)[n],
                "SecondarySubnetId": ("ss-0", "ss-1")[n],
            },
            {
                "DeviceIndex": 5,
                "PrivateIpAddresses": [{"PrivateIpAddress": ("10.8.1.4", "10.8.1.5")[n]}],
            },
        ],
    }


def outputs(aws: Aws, s: Scene) -> Values:
    return {
        "arn": f"arn:aws:ec2:{REGION}:{WORKLOAD}:launch-template/{s.id}",
        "defaultVersion": 1,
        "latestVersion": 1,
        "tagsAll": {"of": "template"},
    }


def somebody_elses_version(aws: Aws, s: Scene) -> object:
    return aws.ec2.create_launch_template_version(
        LaunchTemplateId=s.id, SourceVersion="$Latest", LaunchTemplateData={"KeyName": "theirs"}
    )


NEVER_REMOVED = ("Name", "Default", "Latest")
MACHINE_MEMBERS = tuple(n for n in machine_told(Anything()) if n not in NEVER_REMOVED)
MACHINE_NAMES = tuple(other_machine(Anything()))
FLEET_NAMES = tuple(fleet(Anything(), 0))

TEMPLATES = Case(
    token=TEMPLATE,
    prepare=with_disks,
    describe=describe,
    filled=lambda s: {"name": f"{s.logical}-{GENERATED}"},
    lives=(
        Life(
            name="of a machine",
            inputs=machine,
            told=machine_told,
            outputs=outputs,
            renewed=("latestVersion",),
            changed=other_machine,
            told_changed=other_machine_told,
            removed=MACHINE_NAMES,
            told_removed=lambda _: {
                **dict.fromkeys(MACHINE_MEMBERS),
                "Tags": {},
                "Default": 1,
                "Latest": 3,
            },
        ),
        Life(
            name="of a fleet",
            inputs=lambda s: fleet(s, 0),
            told=lambda s: fleet_told(s, 0),
            renewed=("latestVersion",),
            changed=lambda s: fleet(s, 1),
            told_changed=lambda s: fleet_told(s, 1),
            removed=FLEET_NAMES,
            told_removed=lambda _: dict.fromkeys(fleet_told(Anything(), 0)),
        ),
        Life(
            name="of few types",
            inputs=lambda _: {"instanceRequirements": {**SIZES, "allowedInstanceTypes": ["m5.*"]}},
            told=lambda _: {
                "InstanceRequirements": {**TOLD_SIZES, "AllowedInstanceTypes": ["m5.*"]}
            },
            renewed=("latestVersion",),
            changed=lambda _: {"instanceRequirements": {**SIZES, "allowedInstanceTypes": ["m6.*"]}},
            told_changed=lambda _: {
                "InstanceRequirements": {**TOLD_SIZES, "AllowedInstanceTypes": ["m6.*"]}
            },
        ),
        Life(
            name="whose default is the newest version",
            inputs=lambda s: {
                "namePrefix": f"{s.name}-",
                "imageId": s.image,
                "updateDefaultVersion": True,
            },
            filled=lambda s: {"name": f"{s.name}-{PREFIXED}"},
            told=lambda s: {"Name": f"{s.name}-{PREFIXED}", "Default": 1, "Latest": 1},
            renewed=("defaultVersion", "latestVersion"),
            changed=lambda s: {
                "imageId": s.arm,
                "iamInstanceProfile": {"name": s.profile_name},
            },
            told_changed=lambda s: {
                "Default": 2,
                "Latest": 2,
                "IamInstanceProfile": {"Name": s.profile_name},
            },
        ),
        Life(
            name="whose default is chosen",
            inputs=lambda _: {"instanceType": "t3.nano", "keyName": "ours"},
            renewed=("latestVersion",),
            changed=lambda _: {"instanceType": "t3.micro", "defaultVersion": 2},
            told_changed=lambda _: {"Default": 2, "InstanceType": "t3.micro", "KeyName": "ours"},
            outside=somebody_elses_version,
            found=lambda _: {"keyName": "theirs"},
        ),
    ),
)


def test_tags_of_a_template_make_no_new_version(aws: Aws, ledger: Ledger):
    s = with_disks(aws)
    template = Resource(
        f"urn:pulumi:test::tests::{TEMPLATE}::{s.name}", TEMPLATE, aws.session, ledger
    )
    old = {"name": s.name, "imageId": s.image, "tags": {"of": "template"}}
    s.id, state = template.create(old, ())
    new = {**old, "tags": {"of": "the template"}}
    assert template.planned_update(old, new, state)["latestVersion"] == 1
    assert template.update(s.id, old, new, state, ())["latestVersion"] == 1


@pytest.mark.parametrize(("case", "life"), each_life(TEMPLATES))
def test_launch_templates_are_what_ec2_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
