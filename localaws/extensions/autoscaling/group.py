"""A group and its instances: moto's own knows one template, no weights, no kinds and a handful of settings.

All state hangs on these objects, and they on moto's backend: so it belongs to an account and region, and is in the
snapshot.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.models import AutoScalingBackend
from moto.moto_api._internal import mock_random
from moto.utilities.utils import get_partition

from localaws.extensions.autoscaling import clock

IN_SERVICE = "InService"
PENDING_WAIT = "Pending:Wait"
TERMINATING_WAIT = "Terminating:Wait"
RETAINED = "Terminating:Retained"
STANDBY = "Standby"
WARM_WAIT = "Warmed:Pending:Wait"

Request = dict[str, Any]
"""What an operation is asked, by the names of the API model."""
Answer = dict[str, Any] | None
"""What an operation answers, by the names of the API model."""


@dataclass
class Wait:
    """An outstanding lifecycle action of an instance."""

    hook: str
    token: str
    began: datetime
    deadline: datetime


@dataclass(eq=False)
class Member:
    """An instance of a group, or of its warm pool."""

    instance: Any
    """moto's EC2 instance."""
    spot: bool = False
    units: int = 1
    """What it counts towards the desired capacity."""
    weight: str | None = None
    launch_template: dict[str, str] | None = None
    """Id, name and the concrete version that it was launched from."""
    launch_configuration: str | None = None
    image: str | None = None
    """Told by AWS only for an image of an override."""
    state: str = "Pending"
    healthy: bool = True
    protected: bool = False
    waits: list[Wait] = field(default_factory=list)
    activity: dict[str, Any] = field(default_factory=dict)
    """The scaling activity that it waits in."""

    @property
    def id(self) -> str:
        """The instance's id."""
        return str(self.instance.id)

    @property
    def zone(self) -> str:
        """The availability zone."""
        return str(self.instance.placement.zone)

    def told(self) -> dict[str, Any]:
        """As DescribeAutoScalingGroups tells it."""
        told = {
            "InstanceId": self.id,
            "InstanceType": self.instance.instance_type,
            "AvailabilityZone": self.zone,
            "LifecycleState": self.state,
            "HealthStatus": "Healthy" if self.healthy else "Unhealthy",
            "LaunchConfigurationName": self.launch_configuration,
            "LaunchTemplate": self.launch_template,
            "ImageId": self.image,
            "ProtectedFromScaleIn": self.protected,
            "WeightedCapacity": self.weight,
        }
        return {name: value for name, value in told.items() if value is not None}


class Group:
    """An Auto Scaling group."""

    def __init__(self, backend: AutoScalingBackend, name: str) -> None:
        self.backend = backend
        self.name = name
        self.region, self.account_id = backend.region_name, backend.account_id
        self.arn = (
            f"arn:{get_partition(self.region)}:autoscaling:{self.region}:{self.account_id}:"
            f"autoScalingGroup:{mock_random.uuid4()}:autoScalingGroupName/{name}"
        )
        self.created = clock.now()
        self.settings: dict[str, Any] = {}
        """As AWS tells them back, by the names of the API model."""
        self.members: list[Member] = []
        """In the order of their launches."""
        self.warm: list[Member] = []
        self.warm_pool: dict[str, Any] | None = None
        self.hooks: dict[str, dict[str, Any]] = {}
        self.policies: dict[str, dict[str, Any]] = {}
        self.schedules: dict[str, dict[str, Any]] = {}
        self.notifications: dict[str, list[str]] = {}
        """The types of events, by topic."""
        self.refreshes: list[dict[str, Any]] = []
        """The newest first."""
        self.sources: list[dict[str, str]] = []
        """Load balancers and target groups, as traffic sources."""
        self.suspended: dict[str, str] = {}
        """Why, by process."""
        self.metrics: list[str] = []
        self.cause = ""
        """Why the next activities happen, in AWS's words."""
        self.launch_failed = False
        """A launch failed, and nothing changed since: it would fail again."""
        self._tags: list[dict[str, Any]] = []

    @property
    def tags(self) -> list[dict[str, Any]]:
        """In full, as moto's own tag operations want them."""
        return self._tags

    @tags.setter
    def tags(self, tags: list[dict[str, Any]]) -> None:
        whole = {
            "ResourceId": self.name,
            "ResourceType": "auto-scaling-group",
            "Value": "",
            "PropagateAtLaunch": False,
        }
        self._tags = [whole | tag for tag in tags]

    def runs(self, process: str) -> bool:
        """Whether a process is not suspended."""
        return process not in self.suspended

    @property
    def desired(self) -> int:
        """The desired capacity, in units."""
        return int(self.settings["DesiredCapacity"])

    def counted(self) -> list[Member]:
        """Those that count towards the desired capacity."""
        return [m for m in self.members if m.state in (IN_SERVICE, PENDING_WAIT)]

    def member(self, instance_id: str) -> Member:
        """The instance of that id.

        Raises:
            ValidationError: it is not of this group.
        """
        for member in self.members:
            if member.id == instance_id:
                return member
        raise ValidationError(
            f"The instance {instance_id} is not part of Auto Scaling group {self.name}."
        )


def find(backend: AutoScalingBackend, request: Request) -> Group:
    """The group that a request names.

    Raises:
        ValidationError: there is none.
    """
    name = request.get("AutoScalingGroupName")
    if name not in backend.autoscaling_groups:
        raise ValidationError(
            f"AutoScalingGroup name not found - AutoScalingGroup '{name}' not found"
        )
    group: Group = backend.autoscaling_groups[name]
    return group


def find_by_instance(backend: AutoScalingBackend, instance_id: str) -> tuple[Group, Member]:
    """The group of an instance, and the instance.

    Raises:
        ValidationError: it belongs to none.
    """
    for group in backend.autoscaling_groups.values():
        for member in group.members:
            if member.id == instance_id:
                return group, member
    raise ValidationError(
        f"Instance Id not found - No managed instance found for instance ID: {instance_id}"
    )
