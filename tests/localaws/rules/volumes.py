"""Cases for EBS volumes, and for the volumes inside of instances and launch templates."""

from collections.abc import Callable

from tests.localaws.rules.cases import UNKNOWN, Case, Inputs

VOLUME = "aws:ebs/volume:Volume"
INSTANCE = "aws:ec2/instance:Instance"
TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"


def volume(**disk: object) -> Inputs:
    named = {"volumeType": "type", "volumeSize": "size"}
    return {named.get(name, name): value for name, value in disk.items()}


def root(**disk: object) -> Inputs:
    return {"rootBlockDevice": disk}


def mapped(**disk: object) -> Inputs:
    """Behind a device that is not judged."""
    good = {"deviceName": "/dev/sdf", "ebs": {"volumeType": "gp3", "volumeSize": 10}}
    return {"blockDeviceMappings": [good, {"deviceName": "/dev/sdg", "ebs": disk}]}


Disk = Callable[..., Inputs]

SIZES = {
    "gp2": (1, 16384),
    "gp3": (1, 65536),
    "io1": (4, 16384),
    "io2": (4, 65536),
    "st1": (125, 16384),
    "sc1": (125, 16384),
    "standard": (1, 1024),
}


def disks(token: str, prefix: str, disk: Disk, at: str) -> list[Case]:
    """What holds for a volume wherever it is described; `at` is before the names of its properties."""
    size = "size" if token == VOLUME else "volumeSize"
    return [
        Case(
            token,
            f"{prefix}.size",
            fine=(
                *(disk(volumeType=k, volumeSize=n) for k, both in SIZES.items() for n in both),
                disk(volumeType=UNKNOWN, volumeSize=70000),
                disk(volumeType="none", volumeSize=70000),
                disk(volumeType="gp3", volumeSize=UNKNOWN),
                disk(volumeType="gp3"),
            ),
            broken=tuple(
                (disk(volumeType=kind, volumeSize=wrong), f"{at}{size}")
                for kind, (low, high) in SIZES.items()
                for wrong in (low - 1, high + 1)
            ),
        ),
        Case(
            token,
            f"{prefix}.iops",
            fine=(
                disk(volumeType="gp3"),
                disk(volumeType="gp3", iops=3000),
                disk(volumeType="gp3", iops=80000),
                disk(volumeType="io1", iops=100),
                disk(volumeType="io1", iops=64000),
                disk(volumeType="io2", iops=100),
                disk(volumeType="io2", iops=256000),
                disk(volumeType="io2", iops=UNKNOWN),
                disk(volumeType=UNKNOWN, iops=1),
                disk(volumeType="gp2"),
            ),
            broken=tuple(
                (disk(volumeType=kind, **iops), f"{at}iops")
                for kind, iops in (
                    ("gp3", {"iops": 2999}),
                    ("gp3", {"iops": 80001}),
                    ("io1", {"iops": 99}),
                    ("io1", {"iops": 64001}),
                    ("io2", {"iops": 99}),
                    ("io2", {"iops": 256001}),
                    ("io1", {}),
                    ("io2", {}),
                    ("gp2", {"iops": 300}),
                    ("st1", {"iops": UNKNOWN}),
                )
            ),
        ),
        Case(
            token,
            f"{prefix}.iopsPerGib",
            fine=(
                disk(volumeType="gp3", volumeSize=1, iops=3000),
                disk(volumeType="gp3", volumeSize=10, iops=5000),
                disk(volumeType="io1", volumeSize=10, iops=500),
                disk(volumeType="io2", volumeSize=10, iops=10000),
                disk(volumeType="gp3", volumeSize=UNKNOWN, iops=80000),
                disk(volumeType="gp3", iops=80000),
                disk(volumeType="gp2", volumeSize=1, iops=80000),
            ),
            broken=(
                (disk(volumeType="gp3", volumeSize=6, iops=3001), f"{at}iops"),
                (disk(volumeType="gp3", volumeSize=10, iops=5001), f"{at}iops"),
                (disk(volumeType="io1", volumeSize=10, iops=501), f"{at}iops"),
                (disk(volumeType="io2", volumeSize=10, iops=10001), f"{at}iops"),
            ),
        ),
        Case(
            token,
            f"{prefix}.throughput",
            fine=(
                disk(volumeType="gp3", throughput=125),
                disk(volumeType="gp3", throughput=2000),
                disk(volumeType="gp3", throughput=UNKNOWN),
                disk(volumeType=UNKNOWN, throughput=1),
                disk(volumeType="io2"),
            ),
            broken=(
                (disk(volumeType="gp3", throughput=124), f"{at}throughput"),
                (disk(volumeType="gp3", throughput=2001), f"{at}throughput"),
                (disk(volumeType="io2", throughput=200), f"{at}throughput"),
                (disk(volumeType="st1", throughput=UNKNOWN), f"{at}throughput"),
            ),
        ),
        Case(
            token,
            f"{prefix}.throughputPerIops",
            fine=(
                disk(volumeType="gp3", throughput=750),
                disk(volumeType="gp3", iops=4000, throughput=1000),
                disk(volumeType="gp3", iops=UNKNOWN, throughput=2000),
                disk(volumeType="io2", iops=100, throughput=2000),
            ),
            broken=(
                (disk(volumeType="gp3", throughput=751), f"{at}throughput"),
                (disk(volumeType="gp3", iops=4000, throughput=1001), f"{at}throughput"),
            ),
        ),
        Case(
            token,
            f"{prefix}.key",
            fine=(
                disk(kmsKeyId="key", encrypted=True),
                disk(kmsKeyId="key"),
                disk(kmsKeyId="key", encrypted=UNKNOWN),
                disk(encrypted=False),
            ),
            broken=(
                (disk(kmsKeyId="key", encrypted=False), f"{at}kmsKeyId"),
                (disk(kmsKeyId=UNKNOWN, encrypted="false"), f"{at}kmsKeyId"),
            ),
        ),
    ]


def initialized(token: str, prefix: str, disk: Disk, at: str) -> list[Case]:
    path = f"{at}volumeInitializationRate"
    return [
        Case(
            token,
            f"{prefix}.initialization",
            fine=(
                *(disk(volumeInitializationRate=rate) for rate in (100, 300, UNKNOWN)),
                disk(volumeType="gp3"),
            ),
            broken=(
                (disk(volumeInitializationRate=99), path),
                (disk(volumeInitializationRate=301), path),
            ),
        ),
        Case(
            token,
            f"{prefix}.initialized",
            fine=(
                disk(volumeInitializationRate=100, snapshotId="snap-1"),
                disk(volumeInitializationRate=100, snapshotId=UNKNOWN),
                disk(snapshotId="snap-1"),
                disk(volumeType="gp3"),
            ),
            broken=((disk(volumeInitializationRate=UNKNOWN), path),),
        ),
    ]


CASES = [
    *disks(VOLUME, "volume", volume, ""),
    *disks(INSTANCE, "root", root, "rootBlockDevice."),
    *disks(TEMPLATE, "ebs", mapped, "blockDeviceMappings[1].ebs."),
    *initialized(VOLUME, "volume", volume, ""),
    *initialized(TEMPLATE, "ebs", mapped, "blockDeviceMappings[1].ebs."),
    Case(
        VOLUME,
        "volume.source",
        fine=({"size": 10}, {"snapshotId": "snap-1"}, {"size": UNKNOWN}, {"snapshotId": UNKNOWN}),
        broken=(({}, "size"), ({"type": "gp3"}, "size")),
    ),
    Case(
        VOLUME,
        "volume.multiAttach",
        fine=(
            {"multiAttachEnabled": True, "type": "io1"},
            {"multiAttachEnabled": True, "type": "io2"},
            {"multiAttachEnabled": True, "type": UNKNOWN},
            {"multiAttachEnabled": False, "type": "gp3"},
            {"type": "gp3"},
        ),
        broken=(
            ({"multiAttachEnabled": True, "type": "gp3"}, "multiAttachEnabled"),
            ({"multiAttachEnabled": "true"}, "multiAttachEnabled"),
        ),
    ),
]
