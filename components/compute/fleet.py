"""What an autoscaling fleet is, in plain values: a stack file and a component's arguments say it alike."""

from dataclasses import dataclass

from ..limits import Limit, Range
from ..problems import GIVEN, Problem
from .capacity import Capacity
from .group_options import (
    GroupOptions,
    HealthCheck,
    LifecycleHook,
    LifecycleTransition,
    WarmPool,
    WarmPoolState,
)
from .instance_mix import InstanceMix
from .launch_settings import InstanceAccess, LaunchSettings
from .mix_limits import PERCENTAGE
from .refresh import InstanceRefresh, MaintenancePolicy
from .scaling import Scaling
from .scaling_limits import HOOK_NAME_ONCE, HOOKS

ALARM_PERCENTAGE = Range(
    id="fleet.alarms.percentage",
    limit="an alarm rings at {lowest} to {highest} per cent",
    lowest=1,
    highest=100,
)
AGENT_ALARM = Limit(
    id="fleet.alarms.agent",
    limit="memory and disk space are measured by the agent, and launch.agent is left out",
)
HIBERNATION = Limit(
    id="fleet.warm_pool.hibernation",
    limit="instances hibernate only where launch.options.hibernation is true",
    source="Auto Scaling PutWarmPool, PoolState",
)
LIMITS = (ALARM_PERCENTAGE, AGENT_ALARM, HIBERNATION)


@dataclass(frozen=True, kw_only=True)
class FleetAlarms:
    """When somebody is told of a fleet, besides failed status checks and missing instances."""

    cpu_percentage: int | None = None
    """Average CPU over a quarter of an hour; 90 when left out."""
    memory_percentage: int | None = None
    """Used memory; 90 when left out, where the agent measures it."""
    disk_percentage: int | None = None
    """Used disk space of the fullest; 85 when left out, where the agent measures it."""

    def problems(self) -> list[Problem]:
        """Whether these are percentages."""
        return [
            *ALARM_PERCENTAGE.check("cpu_percentage", self.cpu_percentage),
            *ALARM_PERCENTAGE.check("memory_percentage", self.memory_percentage),
            *ALARM_PERCENTAGE.check("disk_percentage", self.disk_percentage),
        ]


@dataclass(frozen=True, kw_only=True)
class Fleet:
    """Instances of one purpose that come and go: which, how many, and what decides that."""

    instances: InstanceMix
    """The instance types, and how they are bought."""
    capacity: Capacity
    """How many: in instances, or in units where the types have weights."""
    launch: LaunchSettings | None = None
    """What instances are launched from."""
    access: InstanceAccess | None = None
    """Who reaches them, what they reach, and what they may do on AWS."""
    scaling: Scaling | None = None
    """What changes the fleet's size by itself; nothing when left out."""
    refresh: InstanceRefresh | None = None
    """How instances are replaced after a change of what they are launched from."""
    maintenance: MaintenancePolicy | None = None
    """How far the fleet may shrink and grow while instances are replaced for other reasons."""
    health: HealthCheck | None = None
    """When an instance is replaced because it is not healthy."""
    group: GroupOptions | None = None
    """What else the Auto Scaling group is told."""
    warm_pool: WarmPool | None = None
    """Instances that wait; none when left out."""
    lifecycle_hooks: list[LifecycleHook] | None = None
    """Where instances are held until something has answered for them."""
    alarms: FleetAlarms | None = None
    """When somebody is told."""

    @classmethod
    def fixed(cls, *, instances: InstanceMix, desired: int, minimum: int, maximum: int) -> "Fleet":
        """A fleet that heals itself and changes its size only when somebody says so."""
        return cls(
            instances=instances,
            capacity=Capacity(minimum=minimum, maximum=maximum, desired=desired),
        )

    @property
    def launch_settings(self) -> LaunchSettings:
        """What instances are launched from, its default applied."""
        return self.launch or LaunchSettings()

    @property
    def scales_by_itself(self) -> bool:
        """Whether something else than a deployment owns the desired capacity."""
        return self.scaling is not None and self.scaling.owns_desired_capacity

    @property
    def launches_countably(self) -> bool:
        """Whether exactly the desired capacity comes into service, and nothing outside is awaited.

        Weights may exceed it, and a hook holds instances until something answers: the provider
        would wait for the very number in vain.
        """
        hooks = self.lifecycle_hooks or []
        held = any(hook.transition is LifecycleTransition.LAUNCHING for hook in hooks)
        return self.instances.unit == "instances" and not held

    @property
    def least_in_service(self) -> int:
        """The lowest minimum that it ever has."""
        minimums, _ = (self.scaling or Scaling()).scheduled_sizes
        return min([self.capacity.minimum, *minimums])

    @property
    def in_service_metric(self) -> str:
        """The group's metric that counts what is in service as the capacity is counted."""
        instances = self.instances.unit == "instances"
        return "GroupInServiceInstances" if instances else "GroupInServiceCapacity"

    def warnings(self, on_demand_percentage: int) -> list[str]:
        """What works, but is seldom meant."""
        found = self.instances.warnings(on_demand_percentage)
        mixed = on_demand_percentage < PERCENTAGE.highest or len(self.instances.overrides or []) > 1
        if self.warm_pool and mixed:
            found.append(
                "a warm pool with several instance types or spot: AWS's documentation has called "
                "that unsupported, its API no longer does"
            )
        return found

    def problems(self) -> list[Problem]:
        """What does not go together, of parts that are each fine."""
        launch, alarms = self.launch_settings, self.alarms
        problems = launch.image_problems("launch", self.instances.architectures)
        if alarms and launch.agent is None:
            for field in ("memory_percentage", "disk_percentage"):
                kept = getattr(alarms, field) is None
                problems += AGENT_ALARM.problems(f"alarms.{field}", GIVEN, kept=kept)
        hibernated = self.warm_pool is not None and self.warm_pool.state is WarmPoolState.HIBERNATED
        kept = not hibernated or bool(launch.launch_options.hibernation)
        problems += HIBERNATION.problems("warm_pool.state", WarmPoolState.HIBERNATED, kept=kept)
        return problems + self._hook_problems()

    def _hook_problems(self) -> list[Problem]:
        names = [hook.name for hook in self.lifecycle_hooks or []]
        return HOOKS.check_count("lifecycle_hooks", names) + [
            HOOK_NAME_ONCE.broken(f"lifecycle_hooks[{index}].name", name)
            for index, name in enumerate(names)
            if name in names[:index]
        ]
