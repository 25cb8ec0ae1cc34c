"""What a single EC2 instance is, in plain values. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address

from ..landing_zone.tiers import Tier
from ..problems import GIVEN, Problem
from .attached_volumes import AttachedVolume
from .instance_catalogue import Architecture, is_burstable
from .instance_limits import (
    OWN_VOLUMES,
    PRIVATE_IP,
    RESERVATION,
    SPOT_RESERVATION,
    SPOT_STOP,
    SPOT_TERMINATION,
    TEMPLATES_ONLY,
)
from .instance_override import InstanceOverride
from .launch_settings import InstanceAccess, LaunchSettings
from .machine_image import ImageChange
from .snapshot_schedule import SnapshotSchedule
from .volumes import data_volume_problems

_RESERVATION_ID = re.compile(r"cr-[0-9a-f]{17}")


class ShutdownBehavior(StrEnum):
    """What a shutdown from inside of an instance does to it."""

    STOP = "stop"
    TERMINATE = "terminate"
    """It ends the instance even where it is protected from termination."""


@dataclass(frozen=True, kw_only=True)
class SingleInstance:
    """One instance that is cared for, and that nothing replaces when it fails.

    What can be made again belongs into a fleet, of one instance if need be.
    """

    instance_type: str
    """The type: `t4g.nano`."""
    architecture: Architecture | None = None
    """Only for a type that the catalogue does not know."""
    launch: LaunchSettings | None = None
    """What it is launched from."""
    access: InstanceAccess | None = None
    """Who reaches it, what it reaches, and what it may do on AWS."""
    volumes: list[AttachedVolume] | None = None
    """More volumes, which outlive it."""
    snapshots: SnapshotSchedule | None = None
    """When its volumes are copied into snapshots; never when left out."""
    public_address: bool | None = None
    """Whether it has an Elastic IP, which outlives it; not when left out. Its subnet needs a route
    to an internet gateway."""
    private_ip: str | None = None
    """Its address in the subnet; any when left out."""
    source_dest_check: bool | None = None
    """False lets it forward what is meant for others, as a router does."""
    user_data_replaces: bool | None = None
    """What changed user data does. False, as when left out but then with a warning: the instance is
    stopped, told of it and started, and nothing runs it again. True: the instance is replaced."""
    spot: bool | None = None
    """Whether it is bought on the spot market. An interruption stops it, or hibernates it if it can
    hibernate, until there is capacity again."""
    capacity_reservation_id: str | None = None
    """The capacity reservation that it runs in; any open one that fits when left out."""
    shutdown: ShutdownBehavior | None = None
    """What a shutdown from inside does; `stop` when left out."""
    termination_protection: bool | None = None
    """Whether nobody can terminate or replace it before that is lifted; the tier decides when left
    out."""
    stop_protection: bool | None = None
    """Whether nobody can stop it before that is lifted; as it is protected from termination when
    left out. Deployments have to stop it for another type, for changed user data and to detach a
    volume."""

    @property
    def launch_settings(self) -> LaunchSettings:
        """What it is launched from, its default applied."""
        return self.launch or LaunchSettings()

    @property
    def instance_access(self) -> InstanceAccess:
        """Who reaches it, the default applied."""
        return self.access or InstanceAccess()

    @property
    def runs_on(self) -> Architecture:
        """Its architecture, from the catalogue where it is not given.

        A type that neither tells anything of is refused.
        """
        return self.override.runs_on or Architecture.X86_64

    @property
    def burstable(self) -> bool:
        """Whether it earns and spends CPU credits."""
        return is_burstable(self.instance_type)

    def protected_from_termination(self, tier: Tier) -> bool:
        """Whether it has termination protection, the tier's default applied."""
        if self.spot or self.termination_protection is not None:
            return bool(self.termination_protection)
        return tier.defaults.deletion_protection

    def protected_from_stop(self, tier: Tier) -> bool:
        """Whether it has stop protection, the default applied."""
        if self.spot or self.stop_protection is not None:
            return bool(self.stop_protection)
        return self.protected_from_termination(tier)

    def protected(self, tier: Tier) -> bool:
        """Whether AWS refuses to terminate it, as stop protection makes it do too."""
        return self.protected_from_termination(tier) or self.protected_from_stop(tier)

    @property
    def follows_images(self) -> bool:
        """Whether a newer image replaces it."""
        return self.launch_settings.machine_image.change is ImageChange.FOLLOW

    @property
    def override(self) -> InstanceOverride:
        """Its type, as a fleet has it."""
        return InstanceOverride(instance_type=self.instance_type, architecture=self.architecture)

    def problems(self) -> list[Problem]:
        """What AWS would refuse, and what does not go together, of parts that are each fine."""
        launch, volumes = self.launch_settings, self.volumes or []
        problems = self.override.problems()
        problems += [] if problems else launch.image_problems("launch", [self.runs_on])
        problems += OWN_VOLUMES.problems("launch.data_volumes", GIVEN, kept=not launch.data_volumes)
        for option in ("bandwidth_weighting", "license_configuration_arns"):
            kept = not getattr(launch.launch_options, option)
            problems += TEMPLATES_ONLY.problems(f"launch.options.{option}", GIVEN, kept=kept)
        problems += data_volume_problems("volumes", [volume.storage for volume in volumes])
        kept = self.private_ip is None or _is_address(self.private_ip)
        problems += PRIVATE_IP.problems("private_ip", self.private_ip, kept=kept)
        return problems + self._reservation_problems() + self._spot_problems()

    def _reservation_problems(self) -> list[Problem]:
        given = self.capacity_reservation_id
        kept = given is None or bool(_RESERVATION_ID.fullmatch(given))
        return RESERVATION.problems("capacity_reservation_id", given, kept=kept)

    def _spot_problems(self) -> list[Problem]:
        if not self.spot:
            return []
        given = self.capacity_reservation_id
        termination, stop = self.termination_protection, self.stop_protection
        return [
            *SPOT_RESERVATION.problems("capacity_reservation_id", given, kept=given is None),
            *SPOT_TERMINATION.problems(
                "termination_protection", termination, kept=not termination, nearest=False
            ),
            *SPOT_STOP.problems("stop_protection", stop, kept=not stop, nearest=False),
        ]


def _is_address(text: str) -> bool:
    try:
        IPv4Address(text)
    except ValueError:
        return False
    return True
