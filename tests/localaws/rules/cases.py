"""How a rule is tried."""

from dataclasses import dataclass
from typing import Any

import pytest

from localaws.rules import RULES
from localaws.rules.kinds import Rule
from localaws.values import UNKNOWN

Inputs = dict[str, Any]

__all__ = ["UNKNOWN", "Case", "broken", "fine", "judge", "rule_named"]


@dataclass(frozen=True)
class Case:
    """One rule of one type, with inputs that it lets pass, and inputs that it refuses at a path."""

    token: str
    rule: str
    fine: tuple[Inputs, ...]
    broken: tuple[tuple[Inputs, str], ...]


def rule_named(token: str, name: str) -> Rule:
    (rule,) = (rule for rule in RULES[token] if rule.name == name)
    return rule


def judge(token: str, name: str, inputs: Inputs) -> list[str]:
    """The paths at which the rule refuses the inputs."""
    return [violation.path for violation in rule_named(token, name).violations(inputs)]


def fine(cases: list[Case]) -> list[Any]:
    return [
        pytest.param(case, inputs, id=f"{case.rule}-{number}")
        for case in cases
        for number, inputs in enumerate(case.fine)
    ]


def broken(cases: list[Case]) -> list[Any]:
    return [
        pytest.param(case, inputs, path, id=f"{case.rule}-{number}")
        for case in cases
        for number, (inputs, path) in enumerate(case.broken)
    ]
