"""What an application load balancer listens for, and where it sends requests. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..limits import Limit
from ..problems import MISSING, Problem, nearest_word
from . import listener_rule_limits, target_group_limits
from .listener_rules import ListenerRule
from .load_balancer_limits import (
    ALARM_THRESHOLD,
    CLIENT_KEEP_ALIVE,
    DEFAULT_TARGET_GROUP,
    IDLE_TIMEOUT,
    INGRESS,
    LONGEST_NAMES,
    NAME,
    PORT,
    PORT_ONCE,
    SSL_POLICY,
    TARGET_GROUP_NAME,
    TARGET_GROUPS,
)
from .target_groups import TargetGroup
from .traffic import HTTPS_PORT, cidr_problems

HTTP_PORT = 80
NEWEST_SSL_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
"""TLS 1.3 and 1.2 with forward secrecy, and keys that no quantum computer finds out."""
# The first numbers of a policy's name are the oldest version of TLS that it allows.
_SSL_POLICY = re.compile(r"ELBSecurityPolicy-(TLS13|TLS|FS)-1-[23]-[A-Za-z0-9-]+")
_NAME = re.compile(r"(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]{0,18}[A-Za-z0-9])?")


class DesyncMitigation(StrEnum):
    """What happens to requests that clients and targets could understand differently."""

    MONITOR = "monitor"
    """They are counted, and let through."""
    DEFENSIVE = "defensive"
    """Those known to be used in attacks are refused."""
    STRICTEST = "strictest"
    """All that do not follow RFC 7230 are refused."""


@dataclass(frozen=True, kw_only=True)
class LoadBalancerAlarms:
    """When somebody is told of a load balancer, besides unhealthy targets and refused connections."""

    target_errors: int | None = None
    """Answers of a target group with a code of 500 or above in five minutes; above 10 when left
    out."""
    own_errors: int | None = None
    """Such answers of the load balancer itself in five minutes; above 10 when left out."""
    response_seconds: float | None = None
    """What 99 of 100 answers take at most, over five minutes; above 2 seconds when left out."""

    def problems(self) -> list[Problem]:
        """Whether these are numbers that something can be above."""
        return [
            *ALARM_THRESHOLD.check("target_errors", self.target_errors),
            *ALARM_THRESHOLD.check("own_errors", self.own_errors),
            *ALARM_THRESHOLD.check("response_seconds", self.response_seconds),
        ]


@dataclass(frozen=True, kw_only=True)
class LoadBalancerLayout:
    """A load balancer to create: who may connect, and where requests go."""

    target_groups: list[TargetGroup] | None = None
    """Where requests go; without any they are answered with 404, as long as nobody adds rules."""
    rules: list[ListenerRule] | None = None
    """Which requests go to which target group."""
    default_target_group: str | None = None
    """Name of the target group that gets what no rule is for; the first one when left out."""
    internal: bool | None = None
    """Whether it has private addresses only; false has to be said."""
    ingress_cidr_blocks: list[str] | None = None
    """Addresses that may connect; nobody may when left out."""
    http_port: int | None = None
    """Port for HTTP, which only redirects where there is a certificate; 80 when left out."""
    https_port: int | None = None
    """Port for HTTPS; 443 when left out."""
    ssl_policy: str | None = None
    """Versions of TLS and ciphers; the newest policy with TLS 1.2 and 1.3 when left out."""
    idle_timeout_seconds: int | None = None
    """After how long without a byte a connection is closed; 60 when left out."""
    client_keep_alive_seconds: int | None = None
    """How long a client's connection is kept at most; 3,600 when left out."""
    http2: bool | None = None
    """Whether clients may speak HTTP/2; they may when left out."""
    drop_invalid_header_fields: bool | None = None
    """Whether headers with invalid names are left out of what targets get; they are when left
    out."""
    preserve_host_header: bool | None = None
    """Whether targets get the Host header exactly as the client sent it; the load balancer may
    change its port when left out."""
    desync_mitigation: DesyncMitigation | None = None
    """What happens to ambiguous requests; `defensive` when left out."""
    deletion_protection: bool | None = None
    """Whether AWS refuses to delete it; the account's tier decides when left out."""
    alarms: LoadBalancerAlarms | None = None
    """When somebody is told."""

    @property
    def faces_internet(self) -> bool:
        """Whether it has public addresses."""
        return self.internal is False

    @property
    def ports(self) -> tuple[int, int]:
        """The ports for HTTP and HTTPS, the defaults applied."""
        return (
            HTTP_PORT if self.http_port is None else self.http_port,
            HTTPS_PORT if self.https_port is None else self.https_port,
        )

    @property
    def default_group_name(self) -> str | None:
        """Name of the target group that gets what no rule is for; None where there is no group."""
        groups = self.target_groups or []
        return self.default_target_group or (groups[0].name if groups else None)

    def problems(self) -> list[Problem]:
        """What AWS would refuse of the listeners, and what names something that is not there."""
        policy = self.ssl_policy
        lists_peers = not self.faces_internet or bool(self.ingress_cidr_blocks)
        return [
            *TARGET_GROUPS.check_count("target_groups", self.target_groups or []),
            *_repeated("target_groups", "name", self.target_groups, target_group_limits.NAME_ONCE),
            *self._rule_problems(),
            *self._unknown_group(
                "default_target_group", self.default_target_group, DEFAULT_TARGET_GROUP
            ),
            *INGRESS.problems("ingress_cidr_blocks", MISSING, kept=lists_peers),
            *cidr_problems("ingress_cidr_blocks", self.ingress_cidr_blocks or []),
            *self._port_problems(),
            *SSL_POLICY.problems(
                "ssl_policy",
                policy,
                kept=policy is None or bool(_SSL_POLICY.fullmatch(policy)),
                nearest=NEWEST_SSL_POLICY,
            ),
            *IDLE_TIMEOUT.check("idle_timeout_seconds", self.idle_timeout_seconds),
            *CLIENT_KEEP_ALIVE.check("client_keep_alive_seconds", self.client_keep_alive_seconds),
        ]

    def _port_problems(self) -> list[Problem]:
        problems = PORT.check("http_port", self.http_port)
        problems += PORT.check("https_port", self.https_port)
        http, https = self.ports
        return problems or PORT_ONCE.problems("http_port", http, kept=http != https)

    def _rule_problems(self) -> list[Problem]:
        limits = listener_rule_limits
        problems = _repeated("rules", "name", self.rules, limits.NAME_ONCE)
        problems += _repeated("rules", "priority", self.rules, limits.PRIORITY_ONCE)
        for index, rule in enumerate(self.rules or []):
            path = f"rules[{index}].target_group"
            problems += self._unknown_group(path, rule.target_group, limits.TARGET_GROUP)
        return problems

    def _unknown_group(self, path: str, name: str | None, limit: Limit) -> list[Problem]:
        known = [group.name for group in self.target_groups or []]
        if name is None or name in known:
            return []
        return [limit.broken(path, name, nearest_word(name, known))]


def name_problems(name: str, layout: LoadBalancerLayout) -> list[Problem]:
    """Whether the physical names that Pulumi makes of a load balancer's name are short enough."""
    problems = NAME.problems("name", name, kept=bool(_NAME.fullmatch(name)))
    for index, group in enumerate(layout.target_groups or []):
        kept = len(name) + len(group.name) <= LONGEST_NAMES
        path = f"layout.target_groups[{index}].name"
        problems += TARGET_GROUP_NAME.problems(path, group.name, kept=kept)
    return problems


def _repeated(path: str, field: str, entries: Sequence[Any] | None, limit: Limit) -> list[Problem]:
    """The entries with a value that one before them has too."""
    values = [getattr(entry, field) for entry in entries or []]
    return [
        limit.broken(f"{path}[{index}].{field}", value)
        for index, value in enumerate(values)
        if value in values[:index]
    ]
