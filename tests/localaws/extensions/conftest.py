"""An Auto Scaling group to be created, and the time of Auto Scaling."""

from collections.abc import Iterator

import pytest

from tests.localaws.extensions.fleets import Clock, Fleet
from tests.localaws.world import Aws


@pytest.fixture
def fleet(aws: Aws) -> Iterator[Fleet]:
    made = Fleet(aws)
    yield made
    made.remove()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)
