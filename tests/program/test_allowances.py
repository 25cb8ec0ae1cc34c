"""Names in `allowReplacement` that nothing in the stack has."""

import pulumi
import pytest

from tests.program.running import run_program, stack_configuration

ALLOWED = "landing-zone:allowReplacement"


@pytest.fixture
def warnings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(pulumi.log, "warn", said.append)
    return said


def test_a_name_that_nothing_has_is_told_with_those_that_there_are(warnings: list[str]) -> None:
    run_program(stack_configuration("sandbox") | {ALLOWED: ["main-vcp"]})
    assert warnings == [
        'allowReplacement names "main-vcp", which nothing in this stack is called; it can name '
        "account-log-bucket, main-flow-log, main-nat-a, main-vpc, web-alb"
    ]


def test_a_name_that_the_stack_has_is_not_mentioned(warnings: list[str]) -> None:
    run_program(stack_configuration("production") | {ALLOWED: ["main-vpc"]}, "production")
    assert warnings == []
