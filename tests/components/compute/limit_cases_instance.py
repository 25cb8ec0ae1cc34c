"""Single instances, their volumes and snapshots beside the edges of what is allowed."""

from typing import Any

from components.compute import (
    AttachedVolume,
    DataVolume,
    Ec2InstanceArgs,
    LaunchOptions,
    LaunchSettings,
    MachineImage,
    SingleInstance,
    SnapshotSchedule,
)
from components.compute.instance_role import name_problems
from components.compute.launch_options import BandwidthWeighting
from components.compute.machine_image import ImageChange
from components.compute.volume_limits import VolumeType
from components.landing_zone.tiers import Tier
from components.problems import Problem
from tests.accounts import HOME, SANDBOX, account
from tests.components.limits import Case
from tests.fleets import LICENSE

ZONE = "a zone is given by its letter, a to h"
PRIVATE_IP = (
    "a private address reads like 10.0.0.10, and is one of the subnet's "
    "(EC2 RunInstances, PrivateIpAddress)."
)
RESERVATION = (
    "the id of a capacity reservation reads cr- and 17 hexadecimal digits "
    "(Amazon EC2 User Guide, Resource IDs)."
)
TEMPLATES_ONLY = (
    "is given; only launch templates can be told of it, and a single instance has none (EC2 "
    "RunInstances has LicenseSpecifications and NetworkPerformanceOptions, the AWS provider's "
    "Instance has neither)."
)
NAME = "a volume's name has 1 to 40 lower-case letters, digits and hyphens between them."
SHARED = (
    "only io1 and io2 volumes can be attached to several instances "
    "(EC2 CreateVolume, MultiAttachEnabled). Nearest: false."
)
TIME = "a time reads like 03:00 (Data Lifecycle Manager CreateLifecyclePolicy, CreateRule.Times)."
COPIES = (
    "1 to 1,000 snapshots of each volume are kept "
    "(Data Lifecycle Manager CreateLifecyclePolicy, RetainRule.Count)."
)
FOLLOW = (
    "a newer image replaces the instance (launch.image.on_change follow), and what is protected "
    "cannot be replaced."
)


def instance(**given: Any) -> SingleInstance:
    """An instance, changed as said."""
    return SingleInstance(**{"instance_type": "t4g.nano", **given})


def optional(**given: Any) -> SingleInstance:
    """An instance with these options."""
    return instance(launch=LaunchSettings(options=LaunchOptions(**given)))


def spot(**given: Any) -> SingleInstance:
    """A spot instance, changed as said."""
    return instance(spot=True, **given)


def placed(*, of: SingleInstance | None = None, **given: Any) -> Ec2InstanceArgs:
    """The arguments of an instance in a zone, changed as said."""
    whole: dict[str, Any] = {
        "account": SANDBOX,
        "region": HOME,
        "vpc_id": "vpc-01234567",
        "subnet_id": "subnet-01234567",
        "availability_zone": "a",
    }
    return Ec2InstanceArgs(**{**whole, "instance": of or instance(), **given})


def following(tier: Tier, protected: bool | None) -> Ec2InstanceArgs:
    """An instance that newer images replace."""
    launch = LaunchSettings(image=MachineImage(on_change=ImageChange.FOLLOW))
    wanted = instance(launch=launch, termination_protection=protected)
    return placed(of=wanted, account=account(tier))


def volume(**given: Any) -> AttachedVolume:
    """A volume, changed as said."""
    return AttachedVolume(**{"name": "data", "device_name": "/dev/sdf", "size_gib": 8, **given})


def shared(volume_type: VolumeType | None) -> AttachedVolume:
    """A volume for several instances."""
    provisioned = volume_type in (VolumeType.IO1, VolumeType.IO2)
    return volume(multi_attach=True, type=volume_type, iops=100 if provisioned else None)


class Named:
    """A fleet or an instance of a certain name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def problems(self) -> list[Problem]:
        return name_problems(self.name)


CASES = [
    Case(
        limit="instance.zone",
        build=lambda value: placed(availability_zone=value),
        accepted=["a", "h"],
        refused={
            "i": f'availability_zone is "i"; {ZONE}.',
            "eu-central-1b": f'availability_zone is "eu-central-1b"; {ZONE}. Nearest: "b".',
            "A": f'availability_zone is "A"; {ZONE}. Nearest: "a".',
            "": f'availability_zone is ""; {ZONE}.',
        },
    ),
    Case(
        limit="instance.data_volumes",
        build=lambda value: instance(
            launch=LaunchSettings(
                data_volumes=[DataVolume(name="data", device_name="/dev/sdf", size_gib=8)] * value
            )
        ),
        accepted=[0],
        refused={
            1: "launch.data_volumes is given; the volumes of a single instance are given as "
            "volumes, and outlive it.",
        },
    ),
    Case(
        limit="instance.template_options",
        build=lambda value: optional(bandwidth_weighting=value),
        accepted=[None],
        refused={
            BandwidthWeighting.VOLUMES: f"launch.options.bandwidth_weighting {TEMPLATES_ONLY}",
        },
    ),
    Case(
        limit="instance.template_options",
        build=lambda count: optional(license_configuration_arns=[LICENSE] * count),
        accepted=[0],
        refused={1: f"launch.options.license_configuration_arns {TEMPLATES_ONLY}"},
    ),
    Case(
        limit="instance.private_ip",
        build=lambda value: instance(private_ip=value),
        accepted=[None, "10.0.0.10"],
        refused={
            "10.0.0": f'private_ip is "10.0.0"; {PRIVATE_IP}',
            "10.0.0.10/32": f'private_ip is "10.0.0.10/32"; {PRIVATE_IP}',
            "2001:db8::1": f'private_ip is "2001:db8::1"; {PRIVATE_IP}',
        },
    ),
    Case(
        limit="instance.public_address",
        build=lambda value: placed(of=instance(public_address=value[0]), allocation_id=value[1]),
        accepted=[(None, None), (True, None), (False, "eipalloc-01234567")],
        refused={
            (True, "eipalloc-01234567"): "allocation_id is given; an address is brought along "
            "(allocation_id) or made (public_address), not both.",
        },
    ),
    Case(
        limit="instance.capacity_reservation",
        build=lambda value: instance(capacity_reservation_id=value),
        accepted=[None, "cr-0123456789abcdef0"],
        refused={
            "cr-01234567": f'capacity_reservation_id is "cr-01234567"; {RESERVATION}',
            "r-0123456789abcdef0": f'capacity_reservation_id is "r-0123456789abcdef0"; {RESERVATION}',
        },
    ),
    Case(
        limit="instance.spot.capacity_reservation",
        build=lambda value: instance(spot=value[0], capacity_reservation_id=value[1]),
        accepted=[(True, None), (False, "cr-0123456789abcdef0")],
        refused={
            (True, "cr-0123456789abcdef0"): "capacity_reservation_id is "
            '"cr-0123456789abcdef0"; a spot instance uses no capacity reservation '
            "(Amazon EC2 User Guide, On-Demand Capacity Reservations).",
        },
    ),
    Case(
        limit="instance.spot.termination_protection",
        build=lambda value: spot(termination_protection=value),
        accepted=[None, False],
        refused={
            True: "termination_protection is true; a spot instance cannot be protected from "
            "termination (Amazon EC2 User Guide, Change instance termination protection). "
            "Nearest: false.",
        },
    ),
    Case(
        limit="instance.spot.stop_protection",
        build=lambda value: spot(stop_protection=value),
        accepted=[None, False],
        refused={
            True: "stop_protection is true; a spot instance cannot be protected from being stopped "
            "(Amazon EC2 User Guide, Enable stop protection for your EC2 instances). "
            "Nearest: false.",
        },
    ),
    Case(
        limit="instance.follow",
        build=lambda value: following(*value),
        accepted=[(Tier.SANDBOX, None), (Tier.TEST, None), (Tier.PRODUCTION, False)],
        refused={
            (Tier.PRODUCTION, None): "instance.termination_protection is true; "
            f"{FOLLOW} Nearest: false.",
            (Tier.SANDBOX, True): "instance.termination_protection is true; "
            f"{FOLLOW} Nearest: false.",
        },
    ),
    Case(
        limit="attached_volume.name",
        build=lambda value: volume(name=value),
        accepted=["d", "data-1", "x" * 40],
        refused={
            "": f'name is ""; {NAME}',
            "Data": f'name is "Data"; {NAME}',
            "data-": f'name is "data-"; {NAME}',
            "a::b": f'name is "a::b"; {NAME}',
            "x" * 41: f'name is "{"x" * 41}"; {NAME}',
        },
    ),
    Case(
        limit="attached_volume.multi_attach",
        build=shared,
        accepted=[VolumeType.IO1, VolumeType.IO2],
        refused={
            None: f"multi_attach is true; {SHARED}",
            VolumeType.GP3: f"multi_attach is true; {SHARED}",
        },
    ),
    Case(
        limit="snapshots.time",
        build=lambda value: SnapshotSchedule(time_utc=value),
        accepted=[None, "00:00", "19:59", "23:59"],
        refused={
            "24:00": f'time_utc is "24:00"; {TIME}',
            "3:00": f'time_utc is "3:00"; {TIME}',
            "03:60": f'time_utc is "03:60"; {TIME}',
        },
    ),
    Case(
        limit="snapshots.copies",
        build=lambda value: SnapshotSchedule(copies=value),
        accepted=[None, 1, 1000],
        refused={
            0: f"copies is 0; {COPIES} Nearest: 1.",
            1001: f"copies is 1001; {COPIES} Nearest: 1000.",
        },
    ),
    Case(
        limit="instance_role.name",
        build=Named,
        accepted=["w", "web-1", "w" * 47],
        refused={
            name: (
                f'name is "{name}"; the name of a fleet or an instance has 1 to 47 letters, digits '
                "and hyphens (IAM CreateRole, RoleName; -instance, a hyphen and the 7 digits that "
                "Pulumi adds count too)."
            )
            for name in ("w" * 48, "web 1", "")
        },
    ),
]
