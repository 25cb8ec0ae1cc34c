"""What EC2 can be told of an instance, wherever it is launched. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ..limits import Limit, Range
from ..problems import GIVEN, MISSING, Problem
from ..shared.defaults import or_default

_METADATA = "EC2 CreateLaunchTemplate, MetadataOptions"

HOP_LIMIT = Range(
    id="launch.hop_limit",
    limit="the metadata service answers over {lowest} to {highest} hops; containers need 2",
    source=f"{_METADATA}.HttpPutResponseHopLimit",
    lowest=1,
    highest=64,
)
THREADS = Range(
    id="launch.threads",
    limit="a core has {lowest} or {highest} threads",
    source="EC2 CreateLaunchTemplate, CpuOptions.ThreadsPerCore",
    lowest=1,
    highest=2,
)
ENCLAVE_OR_HIBERNATION = Limit(
    id="launch.enclave",
    limit="an instance with an enclave cannot hibernate",
    source="AWS Nitro Enclaves User Guide, Considerations",
)
CORES_AND_THREADS = Limit(
    id="launch.cores",
    limit="cores and threads are given together",
    source="EC2 CreateLaunchTemplate, CpuOptions",
)
LICENSE = Limit(
    id="launch.license",
    limit="a license configuration's ARN reads arn:aws:license-manager:<region>:<account>:"
    "license-configuration:lic-<32 hexadecimal digits>",
    source="EC2 CreateLaunchTemplate, LicenseSpecifications",
)
LIMITS = (HOP_LIMIT, THREADS, ENCLAVE_OR_HIBERNATION, CORES_AND_THREADS, LICENSE)
_LICENSE_ARN = re.compile(
    r"arn:aws[a-z-]*:license-manager:[a-z0-9-]+:\d{12}:license-configuration:lic-[0-9a-f]{32}"
)


class CreditMode(StrEnum):
    """What a burstable instance does when its CPU credits are used up."""

    STANDARD = "standard"
    """It falls back to its baseline; nothing more is charged."""
    UNLIMITED = "unlimited"
    """It goes on, and the surplus is charged."""


class Tenancy(StrEnum):
    """Whose hardware it runs on."""

    DEFAULT = "default"
    DEDICATED = "dedicated"
    """Hardware of this account alone; charged for each region and hour."""


class BandwidthWeighting(StrEnum):
    """Which traffic gets more of an instance's bandwidth, by a quarter, and the other less."""

    DEFAULT = "default"
    NETWORK = "vpc-1"
    """The network's."""
    VOLUMES = "ebs-1"
    """That of EBS volumes."""


@dataclass(frozen=True, kw_only=True)
class CpuOptions:
    """Cores and threads of an instance, for software that is licensed by them."""

    core_count: int | None = None
    """Cores; all of the type's when left out."""
    threads_per_core: int | None = None
    """1 switches simultaneous multithreading off."""
    nested_virtualization: bool | None = None
    """Whether it can run virtual machines itself; only some types can."""
    amd_sev_snp: bool | None = None
    """Whether memory is encrypted with AMD SEV-SNP; only some AMD types in some regions."""

    def problems(self) -> list[Problem]:
        """Whether cores and threads are given together, and the threads are one or two."""
        together = (self.core_count is None) == (self.threads_per_core is None)
        return [
            *CORES_AND_THREADS.problems(
                "core_count", or_default(self.core_count, MISSING), kept=together
            ),
            *THREADS.check("threads_per_core", self.threads_per_core),
        ]


@dataclass(frozen=True, kw_only=True)
class LaunchOptions:
    """What EC2 can be told of an instance.

    The metadata service needs a token (IMDSv2) and answers the instance alone, whatever is said
    here.
    """

    detailed_monitoring: bool | None = None
    """Metrics every minute, as scaling needs and when left out, instead of every five; a small
    charge."""
    credit_mode: CreditMode | None = None
    """For burstable types only; `standard` when left out."""
    metadata_hop_limit: int | None = None
    """Over how many hops the metadata service answers: 1 when left out, 2 lets containers behind a
    bridge reach it."""
    metadata_tags: bool | None = None
    """Whether the metadata service tells the instance's tags."""
    cpu: CpuOptions | None = None
    """Cores and threads; those of the type when left out."""
    tenancy: Tenancy | None = None
    """Whose hardware it runs on; shared when left out."""
    placement_group_name: str | None = None
    """The placement group that instances stand in."""
    enclave: bool | None = None
    """Whether Nitro Enclaves can be made."""
    hibernation: bool | None = None
    """Whether instances can hibernate."""
    auto_recovery: bool | None = None
    """Whether an instance is moved when its hardware fails, as it is when left out."""
    resource_name_dns: bool | None = None
    """Whether DNS in the VPC also knows an instance by its id:
    `i-0123456789abcdef0.<region>.compute.internal`."""
    bandwidth_weighting: BandwidthWeighting | None = None
    """Which traffic gets more of the bandwidth; even when left out. Of launch templates only, and
    only some types can."""
    license_configuration_arns: list[str] | None = None
    """License Manager's configurations that count the instances. Of launch templates only."""

    def problems(self) -> list[Problem]:
        """What AWS would refuse of the options together."""
        both = bool(self.enclave and self.hibernation)
        return [
            *HOP_LIMIT.check("metadata_hop_limit", self.metadata_hop_limit),
            *ENCLAVE_OR_HIBERNATION.problems("hibernation", GIVEN, kept=not both),
            *(
                LICENSE.broken(f"license_configuration_arns[{index}]", arn)
                for index, arn in enumerate(self.license_configuration_arns or [])
                if not _LICENSE_ARN.fullmatch(arn)
            ),
        ]
