"""What EBS allows of the sizes and speeds of its volumes, type by type. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from ..limits import Limit, Range

_SIZE = "EC2 CreateVolume, Size"
_IOPS = "EC2 CreateVolume, Iops"
_THROUGHPUT = "EC2 CreateVolume, Throughput"
_TYPES = "Amazon EBS User Guide, Amazon EBS volume types"
_DEVICES = "Amazon EC2 User Guide, Device names for volumes on Amazon EC2 instances"
GP3_BASELINE_IOPS = 3_000
"""What a gp3 volume of any size has."""
GP3_MIB_PER_SECOND_PER_IOPS = 0.25


class VolumeType(StrEnum):
    """How a volume stores its data, and what it is paid for."""

    GP3 = "gp3"
    """SSD with speeds independent of its size; right for almost everything."""
    GP2 = "gp2"
    """SSD of the previous generation; its speed grows with its size."""
    IO1 = "io1"
    """SSD with provisioned IOPS, of the previous generation."""
    IO2 = "io2"
    """SSD with provisioned IOPS and 99.999 per cent durability."""
    ST1 = "st1"
    """Disk for large sequential reads and writes; cannot be booted from."""
    SC1 = "sc1"
    """Disk for data that is rarely read; cannot be booted from."""
    STANDARD = "standard"
    """Magnetic disk of a former generation."""


@dataclass(frozen=True, kw_only=True)
class VolumeTypeLimits:
    """What one type of volume can be."""

    size: Range
    iops: Range | None = None
    """None: the type's IOPS cannot be chosen."""
    iops_required: bool = False
    iops_per_gib: Range | None = None
    throughput: Range | None = None
    """None: the type's throughput cannot be chosen."""


def _sizes(volume_type: VolumeType, lowest: int, highest: int) -> Range:
    return Range(
        id=f"volume.{volume_type}.size",
        limit=f"{volume_type} volumes have {{lowest:,}} to {{highest:,}} GiB",
        source=_SIZE,
        lowest=lowest,
        highest=highest,
    )


def _speeds(volume_type: VolumeType, lowest: int, highest: int) -> Range:
    return Range(
        id=f"volume.{volume_type}.iops",
        limit=f"{volume_type} volumes have {{lowest:,}} to {{highest:,}} IOPS",
        source=_IOPS,
        lowest=lowest,
        highest=highest,
    )


def _ratios(volume_type: VolumeType, highest: int) -> Range:
    return Range(
        id=f"volume.{volume_type}.iops_per_gib",
        limit=f"{volume_type} volumes have at most {{highest:,}} IOPS for each GiB",
        source=_TYPES,
        lowest=0,
        highest=highest,
    )


VOLUME_TYPES: dict[VolumeType, VolumeTypeLimits] = {
    VolumeType.GP3: VolumeTypeLimits(
        size=_sizes(VolumeType.GP3, 1, 65_536),
        iops=_speeds(VolumeType.GP3, GP3_BASELINE_IOPS, 80_000),
        iops_per_gib=_ratios(VolumeType.GP3, 500),
        throughput=Range(
            id="volume.gp3.throughput",
            limit="gp3 volumes have {lowest:,} to {highest:,} MiB/s",
            source=_THROUGHPUT,
            lowest=125,
            highest=2_000,
        ),
    ),
    VolumeType.GP2: VolumeTypeLimits(size=_sizes(VolumeType.GP2, 1, 16_384)),
    VolumeType.IO1: VolumeTypeLimits(
        size=_sizes(VolumeType.IO1, 4, 16_384),
        iops=_speeds(VolumeType.IO1, 100, 64_000),
        iops_required=True,
        iops_per_gib=_ratios(VolumeType.IO1, 50),
    ),
    VolumeType.IO2: VolumeTypeLimits(
        size=_sizes(VolumeType.IO2, 4, 65_536),
        iops=_speeds(VolumeType.IO2, 100, 256_000),
        iops_required=True,
        iops_per_gib=_ratios(VolumeType.IO2, 1_000),
    ),
    VolumeType.ST1: VolumeTypeLimits(size=_sizes(VolumeType.ST1, 125, 16_384)),
    VolumeType.SC1: VolumeTypeLimits(size=_sizes(VolumeType.SC1, 125, 16_384)),
    VolumeType.STANDARD: VolumeTypeLimits(size=_sizes(VolumeType.STANDARD, 1, 1_024)),
}

IOPS_CHOSEN = Limit(
    id="volume.iops.chosen", limit="only gp3, io1 and io2 volumes have IOPS to choose", source=_IOPS
)
IOPS_REQUIRED = Limit(
    id="volume.iops.required", limit="io1 and io2 volumes need their IOPS", source=_IOPS
)
THROUGHPUT_CHOSEN = Limit(
    id="volume.throughput.chosen",
    limit="only gp3 volumes have a throughput to choose",
    source=_THROUGHPUT,
)
THROUGHPUT_PER_IOPS = Limit(
    id="volume.gp3.throughput_per_iops",
    limit="gp3 volumes have at most 0.25 MiB/s for each of their IOPS",
    source=_TYPES,
)
BOOTABLE = Limit(
    id="volume.bootable",
    limit="st1 and sc1 volumes cannot be booted from",
    source=_TYPES,
)
DEVICE = Limit(
    id="volume.device",
    limit="an extra volume is a device /dev/sdb to /dev/sdz or /dev/xvdb to /dev/xvdz",
    source=_DEVICES,
)
ROOT_DEVICE = Limit(
    id="volume.device.root",
    limit="an image's root device is /dev/xvda or /dev/sda1",
    source=_DEVICES,
)
DEVICE_ONCE = Limit(id="volume.device.once", limit="each device is one volume's")
NAME_ONCE = Limit(id="volume.name.once", limit="each volume has a name of its own")
SNAPSHOT = Limit(
    id="volume.snapshot",
    limit="the id of a snapshot reads snap- and 8 or 17 hexadecimal digits",
    source="Amazon EC2 User Guide, Resource IDs",
)
INITIALIZATION_RATE = Range(
    id="volume.initialization_rate",
    limit="a volume is filled from its snapshot at {lowest:,} to {highest:,} MiB/s",
    source="EC2 CreateVolume, VolumeInitializationRate",
    lowest=100,
    highest=300,
)
INITIALIZATION_SNAPSHOT = Limit(
    id="volume.initialization_rate.snapshot",
    limit="only a volume made from a snapshot (snapshot_id) is filled at a rate",
    source="EC2 CreateVolume, VolumeInitializationRate",
)

LIMITS: tuple[Limit, ...] = (
    *(
        limit
        for row in VOLUME_TYPES.values()
        for limit in (row.size, row.iops, row.iops_per_gib, row.throughput)
        if limit
    ),
    IOPS_CHOSEN,
    IOPS_REQUIRED,
    THROUGHPUT_CHOSEN,
    THROUGHPUT_PER_IOPS,
    BOOTABLE,
    DEVICE,
    ROOT_DEVICE,
    DEVICE_ONCE,
    NAME_ONCE,
    SNAPSHOT,
    INITIALIZATION_RATE,
    INITIALIZATION_SNAPSHOT,
)
