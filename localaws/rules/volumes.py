"""EBS volumes, by themselves and inside of instances and launch templates: sizes and performance by type."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from localaws.links.constraints import Violation
from localaws.rules.kinds import Given, Rule, between, refuse

GIB = {
    "gp2": (1, 16_384),
    "gp3": (1, 65_536),
    "io1": (4, 16_384),
    "io2": (4, 65_536),
    "sc1": (125, 16_384),
    "st1": (125, 16_384),
    "standard": (1, 1_024),
}
"""The smallest and the largest size."""
IOPS = {"gp3": (3_000, 80_000), "io1": (100, 64_000), "io2": (100, 256_000)}
IOPS_PER_GIB = {"gp3": 500, "io1": 50, "io2": 1_000}
"""Beyond the least that a type has in any size."""
MIB_PER_SECOND = (125, 2_000)
IOPS_PER_MIB_PER_SECOND = 4
PROVISIONED = ("io1", "io2")
NOT_BOOTABLE = ("sc1", "st1")
INITIALIZATION_MIB_PER_SECOND = (100, 300)
DEFAULT_TYPE = "gp2"

VOLUME = "aws:ebs/volume:Volume"

_CREATE = "CreateVolume"
_TYPES = "Amazon EBS User Guide, volume types"


@dataclass(frozen=True)
class Disk:
    """The inputs that describe one volume, whatever its type and its size are called."""

    given: Given
    type_name: str
    size_name: str
    default: str = ""

    @property
    def kind(self) -> str:
        """Its type; empty when that is not known, or up to an image."""
        if not self.given.has(self.type_name):
            return self.default
        kind = self.given.text(self.type_name)
        return kind if kind in GIB else ""

    @property
    def gib(self) -> float | None:
        """Its size."""
        return self.given.number(self.size_name)


def _size(disk: Disk) -> str:
    if not disk.kind or disk.gib is None:
        return ""
    low, high = GIB[disk.kind]
    inside = low <= disk.gib <= high
    return "" if inside else f"{disk.gib:g} GiB is not between {low} and {high} ({disk.kind})"


def _iops(disk: Disk) -> str:
    found = disk.given.number("iops")
    if not disk.given.has("iops"):
        return f"is required for {disk.kind}" if disk.kind in PROVISIONED else ""
    if not disk.kind or (disk.kind in IOPS and found is None):
        return ""
    if disk.kind not in IOPS:
        return f"is for {', '.join(IOPS)}, and not for {disk.kind}"
    low, high = IOPS[disk.kind]
    inside = found is not None and low <= found <= high
    return "" if inside else f"{found:g} is not between {low} and {high} ({disk.kind})"


def _iops_per_gib(disk: Disk) -> str:
    found = disk.given.number("iops")
    if disk.kind not in IOPS or found is None or disk.gib is None:
        return ""
    most = max(IOPS[disk.kind][0], IOPS_PER_GIB[disk.kind] * disk.gib)
    return "" if found <= most else f"{found:g} is more than {most:g}, for {disk.gib:g} GiB"


def _throughput(disk: Disk) -> str:
    found = disk.given.number("throughput")
    if not disk.kind or not disk.given.has("throughput"):
        return ""
    if disk.kind != "gp3":
        return f"is for gp3, and not for {disk.kind}"
    low, high = MIB_PER_SECOND
    inside = found is None or low <= found <= high
    return "" if inside else f"{found:g} MiB/s is not between {low} and {high}"


def _throughput_per_iops(disk: Disk) -> str:
    found = disk.given.number("throughput")
    given_iops = disk.given.has("iops")
    iops = disk.given.number("iops") if given_iops else IOPS["gp3"][0]
    if disk.kind != "gp3" or found is None or iops is None:
        return ""
    needed = found * IOPS_PER_MIB_PER_SECOND
    return "" if iops >= needed else f"{found:g} MiB/s need {needed:g} IOPS"


_CHECKS: tuple[tuple[str, str, str, Callable[[Disk], str]], ...] = (
    ("iops", "iops", f"{_CREATE}, Iops", _iops),
    ("iopsPerGib", "iops", _TYPES, _iops_per_gib),
    ("throughput", "throughput", f"{_CREATE}, Throughput", _throughput),
    ("throughputPerIops", "throughput", _TYPES, _throughput_per_iops),
)


def disk_rules(prefix: str, type_name: str, size_name: str, default: str = "") -> tuple[Rule, ...]:
    """What holds for one volume.

    Args:
        prefix: of the names of the rules.
        type_name: the property that holds its type.
        size_name: the property that holds its size.
        default: the type when none is given; empty where an image decides that.
    """

    def rule(name: str, path: str, source: str, problem: Callable[[Disk], str]) -> Rule:
        def problems(given: Given) -> Iterator[Violation]:
            message = problem(Disk(given, type_name, size_name, default))
            if message:
                yield Violation(path, message)

        return Rule(f"{prefix}.{name}", source, problems)

    return (
        rule("size", size_name, f"{_CREATE}, Size", _size),
        *(rule(*check) for check in _CHECKS),
        refuse(
            f"{prefix}.key",
            "kmsKeyId",
            "is for an encrypted volume",
            f"{_CREATE}, KmsKeyId",
            lambda given: given.has("kmsKeyId") and str(given["encrypted"]).lower() == "false",
        ),
    )


def initialization_rules(prefix: str) -> tuple[Rule, ...]:
    """What holds for the rate at which a volume is filled from its snapshot."""
    return (
        between(
            f"{prefix}.initialization",
            "volumeInitializationRate",
            *INITIALIZATION_MIB_PER_SECOND,
            f"{_CREATE}, VolumeInitializationRate",
        ),
        refuse(
            f"{prefix}.initialized",
            "volumeInitializationRate",
            "is for a volume from a snapshot",
            f"{_CREATE}, VolumeInitializationRate",
            lambda given: given.has("volumeInitializationRate") and not given.has("snapshotId"),
        ),
    )


RULES: dict[str, tuple[Rule, ...]] = {
    VOLUME: (
        *disk_rules("volume", "type", "size", DEFAULT_TYPE),
        *initialization_rules("volume"),
        refuse(
            "volume.source",
            "size",
            "is required, unless a snapshot tells it",
            f"{_CREATE}, Size",
            lambda given: not given.has("size") and not given.has("snapshotId"),
        ),
        refuse(
            "volume.multiAttach",
            "multiAttachEnabled",
            f"is for {' and '.join(PROVISIONED)}",
            f"{_CREATE}, MultiAttachEnabled",
            lambda given: (
                given.flag("multiAttachEnabled")
                and Disk(given, "type", "size", DEFAULT_TYPE).kind not in ("", *PROVISIONED)
            ),
        ),
    ),
}
