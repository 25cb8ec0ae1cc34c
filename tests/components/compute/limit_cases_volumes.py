"""EBS volumes beside the edges of what AWS allows."""

from typing import Any

from components.compute.launch_settings import LaunchSettings
from components.compute.volume_limits import VolumeType
from components.compute.volumes import DataVolume, RootVolume
from tests.components.limits import Case


def volume(type_: VolumeType, **given: Any) -> DataVolume:
    """A volume of a type, changed as said."""
    whole = {"name": "data", "device_name": "/dev/sdf", "size_gib": 200, **given}
    return DataVolume(type=type_, **whole)


def launch(*volumes: DataVolume) -> LaunchSettings:
    """Settings with these volumes."""
    return LaunchSettings(data_volumes=list(volumes))


CASES = [
    Case(
        limit="volume.gp3.size",
        build=lambda value: volume(VolumeType.GP3, size_gib=value),
        accepted=[1, 2, 65536],
        refused={
            0: (
                "size_gib is 0; gp3 volumes have 1 to 65,536 GiB (EC2 CreateVolume, Size). Nearest: "
                "1."
            ),
            65537: (
                "size_gib is 65537; gp3 volumes have 1 to 65,536 GiB (EC2 CreateVolume, Size). "
                "Nearest: 65536."
            ),
        },
    ),
    Case(
        limit="volume.gp2.size",
        build=lambda value: volume(VolumeType.GP2, size_gib=value),
        accepted=[1, 2, 16384],
        refused={
            0: (
                "size_gib is 0; gp2 volumes have 1 to 16,384 GiB (EC2 CreateVolume, Size). Nearest: "
                "1."
            ),
            16385: (
                "size_gib is 16385; gp2 volumes have 1 to 16,384 GiB (EC2 CreateVolume, Size). "
                "Nearest: 16384."
            ),
        },
    ),
    Case(
        limit="volume.io1.size",
        build=lambda value: volume(VolumeType.IO1, size_gib=value, iops=100),
        accepted=[4, 5, 16384],
        refused={
            3: (
                "size_gib is 3; io1 volumes have 4 to 16,384 GiB (EC2 CreateVolume, Size). Nearest: "
                "4."
            ),
            16385: (
                "size_gib is 16385; io1 volumes have 4 to 16,384 GiB (EC2 CreateVolume, Size). "
                "Nearest: 16384."
            ),
        },
    ),
    Case(
        limit="volume.io2.size",
        build=lambda value: volume(VolumeType.IO2, size_gib=value, iops=100),
        accepted=[4, 5, 65536],
        refused={
            3: (
                "size_gib is 3; io2 volumes have 4 to 65,536 GiB (EC2 CreateVolume, Size). Nearest: "
                "4."
            ),
            65537: (
                "size_gib is 65537; io2 volumes have 4 to 65,536 GiB (EC2 CreateVolume, Size). "
                "Nearest: 65536."
            ),
        },
    ),
    Case(
        limit="volume.st1.size",
        build=lambda value: volume(VolumeType.ST1, size_gib=value),
        accepted=[125, 126, 16384],
        refused={
            124: (
                "size_gib is 124; st1 volumes have 125 to 16,384 GiB (EC2 CreateVolume, Size). "
                "Nearest: 125."
            ),
            16385: (
                "size_gib is 16385; st1 volumes have 125 to 16,384 GiB (EC2 CreateVolume, Size). "
                "Nearest: 16384."
            ),
        },
    ),
    Case(
        limit="volume.sc1.size",
        build=lambda value: volume(VolumeType.SC1, size_gib=value),
        accepted=[125, 126, 16384],
        refused={
            124: (
                "size_gib is 124; sc1 volumes have 125 to 16,384 GiB (EC2 CreateVolume, Size). "
                "Nearest: 125."
            ),
            16385: (
                "size_gib is 16385; sc1 volumes have 125 to 16,384 GiB (EC2 CreateVolume, Size). "
                "Nearest: 16384."
            ),
        },
    ),
    Case(
        limit="volume.standard.size",
        build=lambda value: volume(VolumeType.STANDARD, size_gib=value),
        accepted=[1, 2, 1024],
        refused={
            0: (
                "size_gib is 0; standard volumes have 1 to 1,024 GiB (EC2 CreateVolume, Size). "
                "Nearest: 1."
            ),
            1025: (
                "size_gib is 1025; standard volumes have 1 to 1,024 GiB (EC2 CreateVolume, Size). "
                "Nearest: 1024."
            ),
        },
    ),
    Case(
        limit="volume.gp3.iops",
        build=lambda value: volume(VolumeType.GP3, size_gib=2_000, iops=value),
        accepted=[3_000, 80_000],
        refused={
            2_999: (
                "iops is 2999; gp3 volumes have 3,000 to 80,000 IOPS (EC2 CreateVolume, Iops). "
                "Nearest: 3000."
            ),
            80_001: (
                "iops is 80001; gp3 volumes have 3,000 to 80,000 IOPS (EC2 CreateVolume, Iops). "
                "Nearest: 80000."
            ),
        },
    ),
    Case(
        limit="volume.io1.iops",
        build=lambda value: volume(VolumeType.IO1, size_gib=2_000, iops=value),
        accepted=[100, 64_000],
        refused={
            99: (
                "iops is 99; io1 volumes have 100 to 64,000 IOPS (EC2 CreateVolume, Iops). Nearest: "
                "100."
            ),
            64_001: (
                "iops is 64001; io1 volumes have 100 to 64,000 IOPS (EC2 CreateVolume, Iops). "
                "Nearest: 64000."
            ),
        },
    ),
    Case(
        limit="volume.io2.iops",
        build=lambda value: volume(VolumeType.IO2, size_gib=2_000, iops=value),
        accepted=[100, 256_000],
        refused={
            99: (
                "iops is 99; io2 volumes have 100 to 256,000 IOPS (EC2 CreateVolume, Iops). Nearest: "
                "100."
            ),
            256_001: (
                "iops is 256001; io2 volumes have 100 to 256,000 IOPS (EC2 CreateVolume, Iops). "
                "Nearest: 256000."
            ),
        },
    ),
    Case(
        limit="volume.gp3.throughput",
        build=lambda value: volume(
            VolumeType.GP3, size_gib=2_000, iops=16_000, throughput_mib_per_second=value
        ),
        accepted=[125, 2_000],
        refused={
            124: (
                "throughput_mib_per_second is 124; gp3 volumes have 125 to 2,000 MiB/s (EC2 "
                "CreateVolume, Throughput). Nearest: 125."
            ),
            2_001: (
                "throughput_mib_per_second is 2001; gp3 volumes have 125 to 2,000 MiB/s (EC2 "
                "CreateVolume, Throughput). Nearest: 2000."
            ),
        },
    ),
    Case(
        limit="volume.gp3.iops_per_gib",
        build=lambda value: volume(VolumeType.GP3, size_gib=8, iops=value),
        accepted=[3_000, 4_000],
        refused={
            4_001: (
                "iops is 4001; gp3 volumes have at most 500 IOPS for each GiB (Amazon EBS User "
                "Guide, Amazon EBS volume types). Nearest: 4000."
            ),
        },
    ),
    Case(
        limit="volume.gp3.iops_per_gib",
        build=lambda value: volume(VolumeType.GP3, size_gib=value, iops=3_500),
        accepted=[7],
        refused={
            6: (
                "iops is 3500; gp3 volumes have at most 500 IOPS for each GiB (Amazon EBS User "
                "Guide, Amazon EBS volume types). Nearest: 3000."
            ),
        },
    ),
    Case(
        limit="volume.io1.iops_per_gib",
        build=lambda value: volume(VolumeType.IO1, size_gib=10, iops=value),
        accepted=[499, 500],
        refused={
            501: (
                "iops is 501; io1 volumes have at most 50 IOPS for each GiB (Amazon EBS User Guide, "
                "Amazon EBS volume types). Nearest: 500."
            ),
        },
    ),
    Case(
        limit="volume.io2.iops_per_gib",
        build=lambda value: volume(VolumeType.IO2, size_gib=10, iops=value),
        accepted=[9_999, 10_000],
        refused={
            10_001: (
                "iops is 10001; io2 volumes have at most 1,000 IOPS for each GiB (Amazon EBS User "
                "Guide, Amazon EBS volume types). Nearest: 10000."
            ),
        },
    ),
    Case(
        limit="volume.gp3.throughput_per_iops",
        build=lambda value: volume(VolumeType.GP3, throughput_mib_per_second=value),
        accepted=[749, 750],
        refused={
            751: (
                "throughput_mib_per_second is 751; gp3 volumes have at most 0.25 MiB/s for each of "
                "their IOPS (Amazon EBS User Guide, Amazon EBS volume types). Nearest: 750."
            ),
        },
    ),
    Case(
        limit="volume.gp3.throughput_per_iops",
        build=lambda value: volume(VolumeType.GP3, iops=4_000, throughput_mib_per_second=value),
        accepted=[1_000],
        refused={
            1_001: (
                "throughput_mib_per_second is 1001; gp3 volumes have at most 0.25 MiB/s for each of "
                "their IOPS (Amazon EBS User Guide, Amazon EBS volume types). Nearest: 1000."
            ),
        },
    ),
    Case(
        limit="volume.iops.chosen",
        build=lambda value: volume(value, iops=3_000),
        accepted=[VolumeType.GP3, VolumeType.IO1],
        refused={
            VolumeType.GP2: (
                "iops is 3000; only gp3, io1 and io2 volumes have IOPS to choose (EC2 CreateVolume, "
                "Iops)."
            ),
            VolumeType.ST1: (
                "iops is 3000; only gp3, io1 and io2 volumes have IOPS to choose (EC2 CreateVolume, "
                "Iops)."
            ),
        },
    ),
    Case(
        limit="volume.iops.required",
        build=lambda value: volume(VolumeType.IO2, iops=value),
        accepted=[100],
        refused={
            None: "iops is missing; io1 and io2 volumes need their IOPS (EC2 CreateVolume, Iops).",
        },
    ),
    Case(
        limit="volume.iops.required",
        build=lambda value: volume(VolumeType.IO1, iops=value),
        accepted=[100],
        refused={
            None: "iops is missing; io1 and io2 volumes need their IOPS (EC2 CreateVolume, Iops).",
        },
    ),
    Case(
        limit="volume.throughput.chosen",
        build=lambda value: volume(value, throughput_mib_per_second=250),
        accepted=[VolumeType.GP3],
        refused={
            VolumeType.GP2: (
                "throughput_mib_per_second is given; only gp3 volumes have a throughput to choose "
                "(EC2 CreateVolume, Throughput)."
            ),
            VolumeType.SC1: (
                "throughput_mib_per_second is given; only gp3 volumes have a throughput to choose "
                "(EC2 CreateVolume, Throughput)."
            ),
        },
    ),
    Case(
        limit="volume.bootable",
        build=lambda value: RootVolume(size_gib=200, type=value),
        accepted=[None, VolumeType.GP2, VolumeType.STANDARD],
        refused={
            VolumeType.ST1: (
                'type is "st1"; st1 and sc1 volumes cannot be booted from (Amazon EBS User Guide, '
                'Amazon EBS volume types). Nearest: "gp3".'
            ),
            VolumeType.SC1: (
                'type is "sc1"; st1 and sc1 volumes cannot be booted from (Amazon EBS User Guide, '
                'Amazon EBS volume types). Nearest: "gp3".'
            ),
        },
    ),
    Case(
        limit="volume.device",
        build=lambda value: volume(VolumeType.GP3, device_name=value),
        accepted=["/dev/sdb", "/dev/sdz", "/dev/xvdz"],
        refused={
            "/dev/sda": (
                'device_name is "/dev/sda"; an extra volume is a device /dev/sdb to /dev/sdz or '
                "/dev/xvdb to /dev/xvdz (Amazon EC2 User Guide, Device names for volumes on Amazon "
                "EC2 instances)."
            ),
            "/dev/sda1": (
                'device_name is "/dev/sda1"; an extra volume is a device /dev/sdb to /dev/sdz or '
                "/dev/xvdb to /dev/xvdz (Amazon EC2 User Guide, Device names for volumes on Amazon "
                "EC2 instances)."
            ),
            "sdf": (
                'device_name is "sdf"; an extra volume is a device /dev/sdb to /dev/sdz or /dev/xvdb '
                "to /dev/xvdz (Amazon EC2 User Guide, Device names for volumes on Amazon EC2 "
                "instances)."
            ),
        },
    ),
    Case(
        limit="volume.device.root",
        build=lambda value: RootVolume(device_name=value),
        accepted=[None, "/dev/xvda", "/dev/sda1"],
        refused={
            "/dev/xvdb": (
                'device_name is "/dev/xvdb"; an image\'s root device is /dev/xvda or /dev/sda1 '
                "(Amazon EC2 User Guide, Device names for volumes on Amazon EC2 instances)."
            ),
            "/dev/sda2": (
                'device_name is "/dev/sda2"; an image\'s root device is /dev/xvda or /dev/sda1 '
                "(Amazon EC2 User Guide, Device names for volumes on Amazon EC2 instances)."
            ),
        },
    ),
    Case(
        limit="volume.device.once",
        build=lambda value: launch(
            volume(VolumeType.GP3), volume(VolumeType.GP3, name="more", device_name=value)
        ),
        accepted=["/dev/sdg"],
        refused={
            "/dev/sdf": 'data_volumes[1].device_name is "/dev/sdf"; each device is one volume\'s.',
        },
    ),
    Case(
        limit="volume.name.once",
        build=lambda value: launch(
            volume(VolumeType.GP3), volume(VolumeType.GP3, name=value, device_name="/dev/sdg")
        ),
        accepted=["more"],
        refused={
            "data": 'data_volumes[1].name is "data"; each volume has a name of its own.',
        },
    ),
    Case(
        limit="volume.snapshot",
        build=lambda value: volume(VolumeType.GP3, snapshot_id=value),
        accepted=[None, "snap-01234567", "snap-0123456789abcdef0"],
        refused={
            "snap-0123456": (
                'snapshot_id is "snap-0123456"; the id of a snapshot reads snap- and 8 or 17 '
                "hexadecimal digits (Amazon EC2 User Guide, Resource IDs)."
            ),
            "vol-01234567": (
                'snapshot_id is "vol-01234567"; the id of a snapshot reads snap- and 8 or 17 '
                "hexadecimal digits (Amazon EC2 User Guide, Resource IDs)."
            ),
        },
    ),
    Case(
        limit="volume.initialization_rate",
        build=lambda value: volume(
            VolumeType.GP3, snapshot_id="snap-01234567", initialization_mib_per_second=value
        ),
        accepted=[100, 300],
        refused={
            99: (
                "initialization_mib_per_second is 99; a volume is filled from its snapshot at 100 to "
                "300 MiB/s (EC2 CreateVolume, VolumeInitializationRate). Nearest: 100."
            ),
            301: (
                "initialization_mib_per_second is 301; a volume is filled from its snapshot at 100 "
                "to 300 MiB/s (EC2 CreateVolume, VolumeInitializationRate). Nearest: 300."
            ),
        },
    ),
    Case(
        limit="volume.initialization_rate.snapshot",
        build=lambda value: volume(
            VolumeType.GP3, snapshot_id=value, initialization_mib_per_second=100
        ),
        accepted=["snap-01234567"],
        refused={
            None: (
                "initialization_mib_per_second is 100; only a volume made from a snapshot "
                "(snapshot_id) is filled at a rate (EC2 CreateVolume, VolumeInitializationRate)."
            ),
        },
    ),
]
