"""Every limit of compute at both sides of its edge."""

import importlib
from pathlib import Path

import pytest

import components.compute
from tests.components.limits import Case, limit_ids

CASES: list[Case] = [
    case
    for path in sorted(Path(__file__).parent.glob("*limit*.py"))
    if not path.name.startswith("test_")
    for case in importlib.import_module(f"{__package__}.{path.stem}").CASES
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.limit)
def test_a_limit_takes_what_it_allows_and_refuses_what_is_just_beyond(case: Case) -> None:
    case.check()


def test_every_limit_has_a_case_and_every_case_a_limit() -> None:
    ids = limit_ids(components.compute)
    assert len(ids) == len(set(ids))
    assert {case.limit for case in CASES} == set(ids)
