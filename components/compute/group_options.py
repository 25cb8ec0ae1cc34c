"""What else an Auto Scaling group can be told. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ..limits import Limit
from ..problems import Problem, nearest_word
from ..shared.defaults import or_default
from .scaling_limits import (
    GRACE,
    HEARTBEAT,
    HOOK_NAME,
    LIFETIME,
    METRIC,
    PROCESS,
    RESERVATION,
    TERMINATION_POLICY,
    WARM_MINIMUM,
    WARM_PREPARED,
    WARMUP,
)

_HOOK_NAME = re.compile(r"[A-Za-z0-9\-_/]{1,255}")
TERMINATION_POLICIES = (
    "Default AllocationStrategy ClosestToNextInstanceHour NewestInstance OldestInstance "
    "OldestLaunchTemplate"
).split()
PROCESSES = (
    "Launch Terminate AddToLoadBalancer AlarmNotification AZRebalance HealthCheck InstanceRefresh "
    "ReplaceUnhealthy ScheduledActions"
).split()
METRICS = (
    "GroupMinSize GroupMaxSize GroupDesiredCapacity GroupInServiceInstances GroupPendingInstances "
    "GroupStandbyInstances GroupTerminatingInstances GroupTotalInstances GroupInServiceCapacity "
    "GroupPendingCapacity GroupStandbyCapacity GroupTerminatingCapacity GroupTotalCapacity "
    "WarmPoolDesiredCapacity WarmPoolWarmedCapacity WarmPoolPendingCapacity "
    "WarmPoolTerminatingCapacity WarmPoolTotalCapacity GroupAndWarmPoolDesiredCapacity "
    "GroupAndWarmPoolTotalCapacity"
).split()
DEFAULT_METRICS = [
    "GroupDesiredCapacity",
    "GroupInServiceInstances",
    "GroupPendingInstances",
    "GroupTotalInstances",
]


class HealthCheckType(StrEnum):
    """Who finds an instance unhealthy, besides EC2's own status checks."""

    EC2 = "EC2"
    """Nobody."""
    ELB = "ELB"
    """The load balancer's health check."""
    EBS = "EBS"
    """The checks of its volumes."""


@dataclass(frozen=True, kw_only=True)
class HealthCheck:
    """When an instance is replaced because it is not healthy."""

    type: HealthCheckType | None = None
    """The load balancer where the fleet has targets, else EC2 alone, when left out."""
    grace_period_seconds: int | None = None
    """How long a new instance is left alone; 300 seconds when left out."""
    warmup_seconds: int | None = None
    """How long after its start an instance's metrics do not count yet, and a refresh waits; 120
    seconds when left out."""

    @property
    def grace_period(self) -> int:
        """How long a new instance is left alone, the default applied."""
        return or_default(self.grace_period_seconds, 300)

    @property
    def warmup(self) -> int:
        """How long an instance warms up, the default applied."""
        return or_default(self.warmup_seconds, 120)

    def problems(self) -> list[Problem]:
        """Whether the periods are some."""
        return [
            *GRACE.check("grace_period_seconds", self.grace_period),
            *WARMUP.check("warmup_seconds", self.warmup),
        ]


class WarmPoolState(StrEnum):
    """How instances wait in a warm pool."""

    STOPPED = "Stopped"
    """Only their volumes cost."""
    RUNNING = "Running"
    HIBERNATED = "Hibernated"
    """With their memory on disk; the launch options have to allow hibernation."""


@dataclass(frozen=True, kw_only=True)
class WarmPool:
    """Instances that have booted ahead and wait, for applications that take long to start."""

    minimum: int | None = None
    """How many always wait; none when left out."""
    max_prepared_capacity: int | None = None
    """Most instances in the fleet and the pool together; the fleet's maximum when left out."""
    state: WarmPoolState | None = None
    """How they wait; stopped when left out."""
    reuse_on_scale_in: bool | None = None
    """Whether instances go back into the pool when the fleet shrinks."""

    @property
    def least(self) -> int:
        """How many always wait, the default applied."""
        return or_default(self.minimum, 0)

    def problems(self) -> list[Problem]:
        """Whether the pool's sizes go together."""
        most = self.max_prepared_capacity
        return [
            *WARM_MINIMUM.check("minimum", self.least),
            *WARM_PREPARED.problems(
                "max_prepared_capacity",
                most,
                kept=most is None or most >= self.least,
                nearest=self.least,
            ),
        ]


class LifecycleTransition(StrEnum):
    """Where an instance is held."""

    LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING"
    TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING"


class HookResult(StrEnum):
    """What becomes of an instance that nobody answered for."""

    CONTINUE = "CONTINUE"
    ABANDON = "ABANDON"


@dataclass(frozen=True, kw_only=True)
class LifecycleHook:
    """Holds an instance until something has said CompleteLifecycleAction for it."""

    name: str
    """What it is for; what answers names it."""
    transition: LifecycleTransition
    """Where instances are held."""
    heartbeat_timeout_seconds: int | None = None
    """How long it waits for an answer; an hour when left out."""
    default_result: HookResult | None = None
    """What happens without an answer; the instance is abandoned when left out."""
    notification_metadata: str | None = None
    """What else the waiting notice says."""

    @property
    def heartbeat_timeout(self) -> int:
        """How long it waits for an answer, the default applied."""
        return or_default(self.heartbeat_timeout_seconds, 3600)

    def problems(self) -> list[Problem]:
        """Whether the name and the time-out are some."""
        kept = bool(_HOOK_NAME.fullmatch(self.name))
        return [
            *HOOK_NAME.problems("name", self.name, kept=kept),
            *HEARTBEAT.check("heartbeat_timeout_seconds", self.heartbeat_timeout),
        ]


class ReservationPreference(StrEnum):
    """Whether instances use capacity that was reserved."""

    DEFAULT = "default"
    NONE = "none"
    ONLY = "capacity-reservations-only"
    FIRST = "capacity-reservations-first"


@dataclass(frozen=True, kw_only=True)
class CapacityReservations:
    """The capacity reservations that a fleet's instances are launched into."""

    preference: ReservationPreference
    """Whether reserved capacity is used, and whether other is."""
    reservation_ids: list[str] | None = None
    """The reservations; all open ones that match when left out."""

    def problems(self) -> list[Problem]:
        """Whether reservations are named where they count."""
        named = self.preference in (ReservationPreference.ONLY, ReservationPreference.FIRST)
        kept = named or not self.reservation_ids
        return RESERVATION.problems("reservation_ids", self.reservation_ids, kept=kept)


@dataclass(frozen=True, kw_only=True)
class GroupOptions:
    """What else an Auto Scaling group can be told."""

    termination_policies: list[str] | None = None
    """Which instances go first when the fleet shrinks; AWS's Default when left out."""
    max_instance_lifetime_days: int | None = None
    """Age at which instances are replaced, 0 for never; the account's tier decides when left
    out."""
    suspended_processes: list[str] | None = None
    """Processes of Auto Scaling that are not to run."""
    metrics: list[str] | None = None
    """The group's metrics in CloudWatch, one a minute, free of charge; desired, in service, pending
    and total instances when left out."""
    protect_from_scale_in: bool | None = None
    """Whether new instances stay when the fleet shrinks."""
    balanced_only: bool | None = None
    """Whether a zone that cannot launch makes the launch fail, instead of another zone taking it."""
    capacity_reservations: CapacityReservations | None = None
    """The capacity reservations that instances are launched into."""
    retain_abandoned: bool | None = None
    """Whether an instance whose terminating hook was abandoned is kept aside for a look, charged
    until somebody terminates it, instead of being terminated."""

    def problems(self) -> list[Problem]:
        """Whether the words are AWS's, each used once, and the age is one."""
        lifetime = self.max_instance_lifetime_days
        return [
            *_word_problems(
                "termination_policies",
                self.termination_policies or [],
                TERMINATION_POLICIES,
                TERMINATION_POLICY,
            ),
            *LIFETIME.check("max_instance_lifetime_days", lifetime or None),
            *_word_problems(
                "suspended_processes", self.suspended_processes or [], PROCESSES, PROCESS
            ),
            *_word_problems("metrics", self.metrics or [], METRICS, METRIC),
        ]


def _word_problems(
    path: str, words: list[str], known: Iterable[str], limit: Limit
) -> list[Problem]:
    return [
        limit.broken(f"{path}[{index}]", word, None if word in known else nearest_word(word, known))
        for index, word in enumerate(words)
        if word not in known or word in words[:index]
    ]
