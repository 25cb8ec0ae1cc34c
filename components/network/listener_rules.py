"""Which requests a load balancer sends to which targets. Pure."""

import re
from dataclasses import dataclass

from ..problems import MISSING, Problem
from .listener_rule_limits import (
    HEADER_NAME,
    HEADER_VALUE,
    HOST,
    NAME,
    PATH,
    PRIORITY,
    VALUES,
    WILDCARDS,
)
from .traffic import cidr_problems

_LONGEST = 128
_LONGEST_HEADER = 40
_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?")
_HOST = re.compile(r"[A-Za-z0-9.*?-]*\.[A-Za-z]+")
_PATH = re.compile(r"[A-Za-z0-9_.$/~\"'@:+&*?-]+")
# The characters of a token in RFC 7230.
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


@dataclass(frozen=True, kw_only=True)
class ListenerRule:
    """Requests that go to a certain target group. All conditions that are given have to be met."""

    name: str
    """What it is for; part of its logical name."""
    priority: int
    """Its place among the rules, the lowest number first."""
    target_group: str
    """Name of the target group that gets the requests."""
    hosts: list[str] | None = None
    """Host names, one of which is asked for: `shop.example.com`, `*.example.com`."""
    paths: list[str] | None = None
    """Patterns, one of which the path fits: `/api/*`."""
    headers: dict[str, list[str]] | None = None
    """Values by the name of a header, one of which it has."""
    source_cidr_blocks: list[str] | None = None
    """Addresses that the request comes from."""

    def problems(self) -> list[Problem]:
        """What AWS would refuse of the name, the priority and the conditions."""
        return [
            *NAME.problems("name", self.name, kept=bool(_NAME.fullmatch(self.name))),
            *PRIORITY.check("priority", self.priority),
            *self._count_problems(),
            *(
                HOST.broken(f"hosts[{index}]", host)
                for index, host in enumerate(self.hosts or [])
                if len(host) > _LONGEST or not _HOST.fullmatch(host)
            ),
            *(
                PATH.broken(f"paths[{index}]", path)
                for index, path in enumerate(self.paths or [])
                if len(path) > _LONGEST or not _PATH.fullmatch(path)
            ),
            *self._header_problems(),
            *cidr_problems("source_cidr_blocks", self.source_cidr_blocks or []),
        ]

    def _count_problems(self) -> list[Problem]:
        conditions = {
            "hosts": self.hosts or [],
            "paths": self.paths or [],
            "headers": [value for values in (self.headers or {}).values() for value in values],
            "source_cidr_blocks": self.source_cidr_blocks or [],
        }
        values = [value for condition in conditions.values() for value in condition]
        path = next((field for field, given in conditions.items() if given), "hosts")
        wildcards = [sign for value in values for sign in value if sign in "*?"]
        return [*VALUES.check_count(path, values), *WILDCARDS.check_count(path, wildcards)]

    def _header_problems(self) -> list[Problem]:
        problems = []
        for name, values in (self.headers or {}).items():
            path = f'headers["{name}"]'
            fits = len(name) <= _LONGEST_HEADER and _HEADER_NAME.fullmatch(name)
            if not fits or name.lower() == "host":
                problems.append(HEADER_NAME.broken(path, name))
            if not values:
                problems.append(HEADER_VALUE.broken(path, MISSING))
            problems += [
                HEADER_VALUE.broken(f"{path}[{index}]", value)
                for index, value in enumerate(values)
                if not 1 <= len(value) <= _LONGEST
            ]
        return problems
