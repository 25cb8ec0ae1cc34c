import pytest

from components import network
from tests.components.limits import Case, limit_ids
from tests.components.network.limit_cases import CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.limit)
def test_a_limit_accepts_what_is_at_its_edge_and_names_what_is_beyond(case: Case) -> None:
    case.check()


def test_every_limit_is_tried() -> None:
    assert sorted({case.limit for case in CASES}) == limit_ids(network)
