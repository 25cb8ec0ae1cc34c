"""Launch options and volumes in the words that EC2 has for launch templates and for instances alike. Pure."""

from ..shared.defaults import or_default
from .launch_options import CpuOptions, CreditMode, LaunchOptions
from .volume_limits import VolumeType
from .volumes import DataVolume, RootVolume


def option_arguments(options: LaunchOptions, *, burstable: bool) -> dict[str, object]:
    """Metadata service, recovery, and as asked for CPU credits and options, enclaves and names."""
    arguments: dict[str, object] = {
        "metadata_options": {
            "http_endpoint": "enabled",
            "http_tokens": "required",
            "http_put_response_hop_limit": or_default(options.metadata_hop_limit, 1),
            "instance_metadata_tags": "enabled" if options.metadata_tags else "disabled",
        },
        "maintenance_options": {
            "auto_recovery": "disabled" if options.auto_recovery is False else "default"
        },
    }
    if burstable:
        # EC2 refuses to launch any other type with one.
        mode = options.credit_mode or CreditMode.STANDARD
        arguments["credit_specification"] = {"cpu_credits": mode.value}
    if options.cpu is not None:
        arguments["cpu_options"] = _cpu(options.cpu)
    if options.enclave:
        arguments["enclave_options"] = {"enabled": True}
    if options.resource_name_dns:
        arguments["private_dns_name_options"] = {
            "hostname_type": "ip-name",
            "enable_resource_name_dns_a_record": True,
        }
    return arguments


def storage_arguments(volume: RootVolume | DataVolume) -> dict[str, object]:
    """What a volume is made of."""
    return {
        "volume_size": volume.size_gib,
        "volume_type": (volume.type or VolumeType.GP3).value,
        "iops": volume.iops,
        "throughput": volume.throughput_mib_per_second,
    }


def _cpu(cpu: CpuOptions) -> dict[str, object]:
    return {
        "core_count": cpu.core_count,
        "threads_per_core": cpu.threads_per_core,
        "amd_sev_snp": "enabled" if cpu.amd_sev_snp else None,
        "nested_virtualization": "enabled" if cpu.nested_virtualization else None,
    }
