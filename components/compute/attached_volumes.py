"""EBS volumes that are attached to an instance and outlive it. Pure."""

import re
from dataclasses import dataclass

from ..limits import Limit
from ..problems import Problem
from .volume_limits import VolumeType
from .volumes import DataVolume

_NAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")
_SHARED = (VolumeType.IO1, VolumeType.IO2)

NAME = Limit(
    id="attached_volume.name",
    limit="a volume's name has 1 to 40 lower-case letters, digits and hyphens between them",
)
MULTI_ATTACH = Limit(
    id="attached_volume.multi_attach",
    limit="only io1 and io2 volumes can be attached to several instances",
    source="EC2 CreateVolume, MultiAttachEnabled",
)
LIMITS = (NAME, MULTI_ATTACH)


@dataclass(frozen=True, kw_only=True)
class AttachedVolume:
    """A volume of its own that is attached to an instance; always encrypted.

    Another instance takes it over when this one is replaced.
    """

    name: str
    """What it is for; part of its logical name and of its Name tag."""
    device_name: str
    """How the instance is told of it: `/dev/sdf`. On Nitro it sees an NVMe device."""
    size_gib: int
    """Size in GiB; can grow, never shrink."""
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
    multi_attach: bool | None = None
    """Whether up to 16 Nitro instances of its zone can have it at a time; io1 and io2 only. Their
    file system has to be made for that."""
    final_snapshot: bool | None = None
    """Whether a snapshot is left when it is deleted; the tier decides when left out."""

    @property
    def storage(self) -> DataVolume:
        """What it shares with any other extra volume."""
        return DataVolume(
            name=self.name,
            device_name=self.device_name,
            size_gib=self.size_gib,
            type=self.type,
            iops=self.iops,
            throughput_mib_per_second=self.throughput_mib_per_second,
            snapshot_id=self.snapshot_id,
            initialization_mib_per_second=self.initialization_mib_per_second,
        )

    def problems(self) -> list[Problem]:
        """What AWS would refuse of the size, the speeds, the device, the snapshot and the sharing."""
        return [
            *NAME.problems("name", self.name, kept=bool(_NAME.fullmatch(self.name))),
            *self.storage.problems(),
            *MULTI_ATTACH.problems(
                "multi_attach",
                self.multi_attach,
                kept=not self.multi_attach or self.type in _SHARED,
                nearest=False,
            ),
        ]
