"""Tries limits at both sides of their edges.

A family of components has a table `CASES` in its `limit_cases.py` and a `test_limits.py` that runs
the table and compares its ids with those of the family's limits.
"""

import importlib
import pkgutil
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Protocol

from components.problems import Problem


class HasProblems(Protocol):
    """A value object, or arguments."""

    def problems(self) -> list[Problem]: ...


@dataclass(frozen=True, kw_only=True)
class Case:
    """One limit, and values beside its edges. A limit may have several cases."""

    limit: str
    """The id of the limit."""
    build: Callable[[Any], HasProblems]
    """An object with the value in it, and nothing else that could be wrong."""
    accepted: list[Hashable]
    """Values at the edges, or close to what is refused."""
    refused: dict[Hashable, str]
    """Values just beyond an edge, with the one whole line that is said of each."""

    def check(self) -> None:
        """Fail with every value that is judged wrongly."""
        assert self.accepted, "a limit that accepts nothing is no limit"
        assert self.refused, "a limit that refuses nothing is no limit"
        assert {value: self._said(value) for value in self.accepted} == {
            value: [] for value in self.accepted
        }
        assert {value: self._said(value) for value in self.refused} == {
            value: [(self.limit, message)] for value, message in self.refused.items()
        }

    def _said(self, value: Hashable) -> list[tuple[str | None, str]]:
        return [(problem.rule, str(problem)) for problem in self.build(value).problems()]


def limit_ids(family: ModuleType) -> list[str]:
    """The ids in every `LIMITS` of a family's modules, in order; an id used twice is twice there."""
    modules = (
        importlib.import_module(f"{family.__name__}.{module.name}")
        for module in pkgutil.iter_modules(family.__path__)
    )
    return sorted(limit.id for module in modules for limit in getattr(module, "LIMITS", ()))
