"""Where a load balancer sends requests, and how it learns who is well. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ..problems import Problem
from .target_group_limits import (
    CHECK_GRPC_CODES,
    CHECK_HEALTHY,
    CHECK_HTTP_CODES,
    CHECK_INTERVAL,
    CHECK_PATH,
    CHECK_PORT,
    CHECK_TIMEOUT,
    CHECK_TIMEOUT_BELOW_INTERVAL,
    CHECK_UNHEALTHY,
    DEREGISTRATION_DELAY,
    NAME,
    PORT,
    SLOW_START,
    SLOW_START_ALGORITHM,
    STICKINESS_ALGORITHM,
    STICKINESS_COOKIE,
    STICKINESS_DURATION,
)

_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?")
_PATH = re.compile(r"/.{0,1023}")
_CODES = re.compile(r"\d{1,3}(-\d{1,3})?(,\d{1,3}(-\d{1,3})?)*")
_RESERVED_COOKIES = ("AWSALB", "AWSALBAPP", "AWSALBTG")
_HTTP_CODES = (200, 499)
_GRPC_CODES = (0, 99)
_INTERVAL_SECONDS = 15
_TIMEOUT_SECONDS = 5
_DAY_SECONDS = 86_400


class TargetProtocol(StrEnum):
    """How the load balancer speaks to its targets."""

    HTTP = "HTTP"
    HTTPS = "HTTPS"
    """Encrypted; the target's certificate is not verified, by AWS's design."""


class ProtocolVersion(StrEnum):
    """The version of HTTP that targets understand."""

    HTTP1 = "HTTP1"
    HTTP2 = "HTTP2"
    GRPC = "GRPC"


class TargetType(StrEnum):
    """What is registered as a target."""

    INSTANCE = "instance"
    """EC2 instances, by id."""
    IP = "ip"
    """Addresses: tasks, pods."""


class RoutingAlgorithm(StrEnum):
    """How a target is chosen for a request."""

    ROUND_ROBIN = "round_robin"
    """Targets take turns."""
    LEAST_OUTSTANDING_REQUESTS = "least_outstanding_requests"
    """The target with the fewest requests under way."""
    WEIGHTED_RANDOM = "weighted_random"
    """By lot, with fewer chances for targets that answer unlike the others."""


@dataclass(frozen=True, kw_only=True)
class TargetHealthCheck:
    """How a load balancer finds out whether a target is well."""

    path: str | None = None
    """What it asks for; `/` when left out, for gRPC the method `/AWS.ALB/healthcheck`."""
    port: int | None = None
    """The port it asks; that of the traffic when left out."""
    protocol: TargetProtocol | None = None
    """How it asks; as the traffic goes when left out."""
    interval_seconds: int | None = None
    """Time between two questions; 15 seconds when left out."""
    timeout_seconds: int | None = None
    """Time to answer; 5 seconds when left out, or less where the interval is that short."""
    healthy_threshold: int | None = None
    """Good answers in a row until the target gets requests; 2 when left out."""
    unhealthy_threshold: int | None = None
    """Bad answers in a row until it gets none; 3 when left out."""
    matcher: str | None = None
    """Codes of good answers; `200` when left out, for gRPC `12` (not implemented)."""

    @property
    def interval(self) -> int:
        """Seconds between two questions, the default applied."""
        return _INTERVAL_SECONDS if self.interval_seconds is None else self.interval_seconds

    @property
    def timeout(self) -> int:
        """Seconds to answer, the default applied."""
        if self.timeout_seconds is not None:
            return self.timeout_seconds
        return min(_TIMEOUT_SECONDS, self.interval - 1)

    def problems(self) -> list[Problem]:
        """What AWS would refuse of the path, the port and the times."""
        path = self.path
        problems = CHECK_PATH.problems("path", path, kept=path is None or _fits(_PATH, path))
        problems += CHECK_PORT.check("port", self.port)
        problems += CHECK_HEALTHY.check("healthy_threshold", self.healthy_threshold)
        problems += CHECK_UNHEALTHY.check("unhealthy_threshold", self.unhealthy_threshold)
        times = CHECK_INTERVAL.check("interval_seconds", self.interval_seconds)
        times += CHECK_TIMEOUT.check("timeout_seconds", self.timeout_seconds)
        if times:
            return problems + times
        return problems + CHECK_TIMEOUT_BELOW_INTERVAL.problems(
            "timeout_seconds",
            self.timeout_seconds,
            kept=self.timeout < self.interval,
            nearest=self.interval - 1,
        )


@dataclass(frozen=True, kw_only=True)
class Stickiness:
    """Keeps a client with its target, by a cookie."""

    duration_seconds: int | None = None
    """How long; a day when left out."""
    cookie_name: str | None = None
    """A cookie of the application that says for how long; one of the load balancer's own when left
    out."""

    @property
    def duration(self) -> int:
        """Seconds, the default applied."""
        return _DAY_SECONDS if self.duration_seconds is None else self.duration_seconds

    def problems(self) -> list[Problem]:
        """What AWS would refuse of the duration and the cookie."""
        name = self.cookie_name
        kept = name is None or bool(name and not name.startswith(_RESERVED_COOKIES))
        return [
            *STICKINESS_DURATION.check("duration_seconds", self.duration_seconds),
            *STICKINESS_COOKIE.problems("cookie_name", name, kept=kept),
        ]


@dataclass(frozen=True, kw_only=True)
class TargetGroup:
    """Targets that serve the same requests."""

    name: str
    """What it is called in rules, outputs and logical names: `app`."""
    port: int
    """The port that the targets listen on."""
    protocol: TargetProtocol | None = None
    """HTTP when left out."""
    protocol_version: ProtocolVersion | None = None
    """HTTP1 when left out; the others need a certificate."""
    target_type: TargetType | None = None
    """Instances when left out."""
    health_check: TargetHealthCheck | None = None
    """How the load balancer finds out who is well; see `TargetHealthCheck` for what it is left out."""
    deregistration_delay_seconds: int | None = None
    """How long requests under way may go on when a target leaves; 300 when left out."""
    slow_start_seconds: int | None = None
    """How long the share of a new target grows; it gets its full share at once when left out."""
    stickiness: Stickiness | None = None
    """Keeps a client with its target; each request may go to another one when left out."""
    algorithm: RoutingAlgorithm | None = None
    """How a target is chosen; in turns when left out."""

    def problems(self) -> list[Problem]:
        """What AWS would refuse of the name, the port, the times and the codes of good answers."""
        return [
            *NAME.problems("name", self.name, kept=_fits(_NAME, self.name)),
            *PORT.check("port", self.port),
            *DEREGISTRATION_DELAY.check(
                "deregistration_delay_seconds", self.deregistration_delay_seconds
            ),
            *SLOW_START.check("slow_start_seconds", self.slow_start_seconds),
            *self._algorithm_problems(),
            *self._matcher_problems(),
        ]

    def _algorithm_problems(self) -> list[Problem]:
        algorithm = self.algorithm or RoutingAlgorithm.ROUND_ROBIN
        starts_at_once = (
            self.slow_start_seconds is None or algorithm is RoutingAlgorithm.ROUND_ROBIN
        )
        wanders = self.stickiness is None or algorithm is not RoutingAlgorithm.WEIGHTED_RANDOM
        return [
            *SLOW_START_ALGORITHM.problems("algorithm", algorithm, kept=starts_at_once),
            *STICKINESS_ALGORITHM.problems("algorithm", algorithm, kept=wanders),
        ]

    def _matcher_problems(self) -> list[Problem]:
        matcher = self.health_check.matcher if self.health_check else None
        if matcher is None:
            return []
        grpc = self.protocol_version is ProtocolVersion.GRPC
        limit, (lowest, highest) = (
            (CHECK_GRPC_CODES, _GRPC_CODES) if grpc else (CHECK_HTTP_CODES, _HTTP_CODES)
        )
        codes = [int(code) for code in re.findall(r"\d+", matcher)]
        kept = _fits(_CODES, matcher) and all(lowest <= code <= highest for code in codes)
        return limit.problems("health_check.matcher", matcher, kept=kept)


def _fits(pattern: re.Pattern[str], text: str) -> bool:
    return bool(pattern.fullmatch(text))
