"""EBS volumes of an instance. Pure."""

import re
from collections import Counter
from dataclasses import dataclass

from ..problems import GIVEN, MISSING, Problem
from .volume_limits import (
    BOOTABLE,
    DEVICE,
    DEVICE_ONCE,
    GP3_BASELINE_IOPS,
    GP3_MIB_PER_SECOND_PER_IOPS,
    INITIALIZATION_RATE,
    INITIALIZATION_SNAPSHOT,
    IOPS_CHOSEN,
    IOPS_REQUIRED,
    NAME_ONCE,
    ROOT_DEVICE,
    SNAPSHOT,
    THROUGHPUT_CHOSEN,
    THROUGHPUT_PER_IOPS,
    VOLUME_TYPES,
    VolumeType,
    VolumeTypeLimits,
)

_DEVICE_NAME = re.compile(r"/dev/(sd|xvd)[b-z]")
_ROOT_DEVICES = ("/dev/xvda", "/dev/sda1")
_SNAPSHOT_ID = re.compile(r"snap-([0-9a-f]{8}|[0-9a-f]{17})")


@dataclass(frozen=True, kw_only=True)
class RootVolume:
    """The volume that an instance boots from; always encrypted, and deleted with the instance."""

    size_gib: int | None = None
    """Size in GiB; that of the image when left out."""
    type: VolumeType | None = None
    """gp3 when left out."""
    iops: int | None = None
    """Operations a second; what the type gives by itself when left out."""
    throughput_mib_per_second: int | None = None
    """Throughput of a gp3 volume in MiB/s; 125 when left out."""
    device_name: str | None = None
    """How the image names it: `/dev/xvda`, as Amazon Linux does, when left out; `/dev/sda1` on
    Ubuntu."""

    @property
    def device(self) -> str:
        """The device, its default applied."""
        return self.device_name or _ROOT_DEVICES[0]

    def problems(self) -> list[Problem]:
        """What AWS would refuse of the size, the speeds and the device."""
        volume_type = self.type or VolumeType.GP3
        unbootable = volume_type in (VolumeType.ST1, VolumeType.SC1)
        return [
            *ROOT_DEVICE.problems(
                "device_name", self.device_name, kept=self.device in _ROOT_DEVICES
            ),
            *BOOTABLE.problems("type", volume_type, kept=not unbootable, nearest=VolumeType.GP3),
            *_problems(volume_type, self.size_gib, self.iops, self.throughput_mib_per_second),
        ]


@dataclass(frozen=True, kw_only=True)
class DataVolume:
    """An extra volume of an instance; always encrypted."""

    name: str
    """What it is for; part of its Name tag."""
    device_name: str
    """How the instance sees it: `/dev/sdf`."""
    size_gib: int
    """Size in GiB."""
    type: VolumeType | None = None
    """gp3 when left out."""
    iops: int | None = None
    """Operations a second; required for io1 and io2."""
    throughput_mib_per_second: int | None = None
    """Throughput of a gp3 volume in MiB/s; 125 when left out."""
    snapshot_id: str | None = None
    """The snapshot that it is filled from."""
    initialization_mib_per_second: int | None = None
    """How fast it is filled from the snapshot, in MiB/s; as EBS can when left out."""

    def problems(self) -> list[Problem]:
        """What AWS would refuse of the size, the speeds, the device and the snapshot."""
        volume_type = self.type or VolumeType.GP3
        rate = self.initialization_mib_per_second
        return [
            *DEVICE.problems(
                "device_name", self.device_name, kept=bool(_DEVICE_NAME.fullmatch(self.device_name))
            ),
            *_problems(volume_type, self.size_gib, self.iops, self.throughput_mib_per_second),
            *SNAPSHOT.problems(
                "snapshot_id",
                self.snapshot_id,
                kept=self.snapshot_id is None or bool(_SNAPSHOT_ID.fullmatch(self.snapshot_id)),
            ),
            *INITIALIZATION_RATE.check("initialization_mib_per_second", rate),
            *INITIALIZATION_SNAPSHOT.problems(
                "initialization_mib_per_second",
                rate,
                kept=rate is None or self.snapshot_id is not None,
            ),
        ]


def data_volume_problems(path: str, volumes: list[DataVolume]) -> list[Problem]:
    """Whether no two volumes share a name or a device."""
    problems = []
    for field, limit in (("device_name", DEVICE_ONCE), ("name", NAME_ONCE)):
        values = [getattr(volume, field) for volume in volumes]
        for index, value in enumerate(values):
            if Counter(values[:index])[value]:
                problems.append(limit.broken(f"{path}[{index}].{field}", value))
    return problems


def _problems(
    volume_type: VolumeType, size: int | None, iops: int | None, throughput: int | None
) -> list[Problem]:
    limits = VOLUME_TYPES[volume_type]
    problems = limits.size.check("size_gib", size)
    if limits.iops is not None:
        problems += limits.iops.check("iops", iops)
    elif iops is not None:
        problems.append(IOPS_CHOSEN.broken("iops", iops))
    if limits.iops_required and iops is None:
        problems.append(IOPS_REQUIRED.broken("iops", MISSING))
    if limits.throughput is not None:
        problems += limits.throughput.check("throughput_mib_per_second", throughput)
    elif throughput is not None:
        problems.append(THROUGHPUT_CHOSEN.broken("throughput_mib_per_second", GIVEN))
    return problems or _ratio_problems(limits, size, iops, throughput)


def _ratio_problems(
    limits: VolumeTypeLimits, size: int | None, iops: int | None, throughput: int | None
) -> list[Problem]:
    """What does not go together, of values that are each fine."""
    problems = []
    ratio = limits.iops_per_gib
    free = GP3_BASELINE_IOPS if limits.throughput else 0
    if ratio and size and iops and iops > max(free, size * ratio.highest):
        nearest = int(max(free, size * ratio.highest))
        problems.append(ratio.in_words().broken("iops", iops, nearest))
    most = (iops or GP3_BASELINE_IOPS) * GP3_MIB_PER_SECOND_PER_IOPS
    if limits.throughput and throughput and throughput > most:
        problems.append(
            THROUGHPUT_PER_IOPS.broken("throughput_mib_per_second", throughput, int(most))
        )
    return problems
