"""One emulator for the session, started by the first test that needs it, and what drives rows through it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from localaws.emulator import Emulator
from localaws.ledger import Ledger
from tests.localaws.world import ORGANIZATION, REGION, WORKLOAD, Aws


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    running = Emulator(ORGANIZATION)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def aws(emulator: Emulator) -> Aws:
    """The workload account's caller."""
    return Aws(emulator.session(WORKLOAD, REGION))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    kept = Ledger(tmp_path / "ledger.jsonl")
    yield kept
    kept.close()
