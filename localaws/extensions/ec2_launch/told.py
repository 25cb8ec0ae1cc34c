"""What an instance tells of itself after its launch, beyond what moto keeps."""

from typing import Any

from moto.ec2.models import EC2Backend
from moto.ec2.models.instance_types import INSTANCE_TYPES
from moto.ec2.models.instances import MetadataOptions

from localaws.extensions.ec2_launch.images import TOKENS_ONLY
from localaws.extensions.ec2_launch.requests import Request, tags_for
from localaws.extensions.ec2_settings import metadata_defaults

OPEN = {"CapacityReservationPreference": "open"}
UNLIMITED_BY_DEFAULT = ("t3", "t3a", "t4g")
"""Burstable families that launch with unlimited credits; the older t2 is standard."""


def furnish(backend: EC2Backend, instance: Any, wanted: Request) -> None:
    """Gives an instance what the launch says of it."""
    instance.metadata_options = MetadataOptions(_metadata(backend, instance, wanted))
    instance.monitoring_state = (
        "enabled" if (wanted.get("Monitoring") or {}).get("Enabled") else "disabled"
    )
    instance.disable_api_stop = bool(wanted.get("DisableApiStop"))
    instance.disable_api_termination = bool(wanted.get("DisableApiTermination"))
    instance.ebs_optimized = bool(wanted.get("EbsOptimized"))
    behavior = wanted.get("InstanceInitiatedShutdownBehavior")
    instance.instance_initiated_shutdown_behavior = behavior or "stop"
    market = wanted.get("InstanceMarketOptions") or {}
    if market.get("MarketType") == "spot":
        instance.lifecycle = "spot"
        spot = market.get("SpotOptions") or {}
        instance.localaws_persistent = spot.get("SpotInstanceType") == "persistent"
    furnish_type(instance, wanted)
    _furnish_options(instance, wanted)
    _place(instance, wanted.get("Placement") or {})
    _furnish_interfaces(instance, wanted)
    instance.add_tags(tags_for(wanted, "instance"))
    profile = wanted.get("IamInstanceProfile") or {}
    if profile:
        backend.associate_iam_instance_profile(instance.id, profile.get("Name"), profile.get("Arn"))


def _metadata(backend: EC2Backend, instance: Any, wanted: Request) -> dict[str, Any]:
    """The launch decides, then the account, then the image, then EC2."""
    image = backend.amis.get(instance.image_id)
    by_image = (
        {"HttpTokens": "required", "HttpPutResponseHopLimit": 2}
        if getattr(image, "imds_support", "") == TOKENS_ONLY
        else {}
    )
    return {**by_image, **metadata_defaults(backend), **(wanted.get("MetadataOptions") or {})}


def furnish_type(instance: Any, wanted: Request) -> None:
    """What follows from the type: processors, and credits of a burstable one."""
    kind = INSTANCE_TYPES[instance.instance_type]
    cpu = kind["VCpuInfo"]
    instance.cpu_options = {
        "CoreCount": cpu.get("DefaultCores"),
        "ThreadsPerCore": cpu.get("DefaultThreadsPerCore"),
        **(wanted.get("CpuOptions") or {}),
    }
    before = getattr(instance, "localaws_credits", "")
    instance.localaws_credits = ""
    if kind["BurstablePerformanceSupported"]:
        unlimited = instance.instance_type.split(".")[0] in UNLIMITED_BY_DEFAULT
        chosen = (wanted.get("CreditSpecification") or {}).get("CpuCredits")
        # Another type of an instance keeps what was chosen for it.
        instance.localaws_credits = chosen or before or ("unlimited" if unlimited else "standard")


def _furnish_options(instance: Any, wanted: Request) -> None:
    instance.enclave_options = {"Enabled": False, **(wanted.get("EnclaveOptions") or {})}
    instance.hibernation_options = {
        "Configured": False,
        **(wanted.get("HibernationOptions") or {}),
    }
    instance.maintenance_options = {
        "AutoRecovery": "default",
        **(wanted.get("MaintenanceOptions") or {}),
    }
    instance.capacity_reservation_specification = (
        wanted.get("CapacityReservationSpecification") or OPEN
    )
    instance.network_performance_options = {
        "BandwidthWeighting": "default",
        **(wanted.get("NetworkPerformanceOptions") or {}),
    }
    instance.licenses = wanted.get("LicenseSpecifications") or []
    instance.private_dns_name_options = {
        "HostnameType": "ip-name",
        "EnableResourceNameDnsARecord": False,
        "EnableResourceNameDnsAAAARecord": False,
        **(wanted.get("PrivateDnsNameOptions") or {}),
    }


def _place(instance: Any, wanted: dict[str, Any]) -> None:
    placement = instance.placement
    placement.tenancy = wanted.get("Tenancy") or placement.tenancy
    placement.group_name = wanted.get("GroupName") or placement.group_name
    placement.group_id = wanted.get("GroupId")
    placement.host_id = wanted.get("HostId")
    placement.affinity = wanted.get("Affinity")
    placement.partition_number = wanted.get("PartitionNumber")


def _furnish_interfaces(instance: Any, wanted: Request) -> None:
    """What moto gets wrong: interfaces stay when the instance goes, and the groups of the default are not told."""
    asked = {
        int(interface.get("DeviceIndex") or 0): interface
        for interface in wanted.get("NetworkInterfaces") or []
    }
    tags = tags_for(wanted, "network-interface")
    for index, interface in instance.nics.items():
        own = asked.get(index, {})
        made_here = not own.get("NetworkInterfaceId")
        goes = own.get("DeleteOnTermination")
        interface.delete_on_termination = made_here if goes is None else bool(goes)
        if made_here:
            interface.add_tags(tags)
    instance.security_groups = list(instance.nics[0]._group_set)  # noqa: SLF001 -- it has no other name
