"""What the provider made, durably."""

from collections.abc import Callable
from pathlib import Path

import pytest

from localaws.ledger import Entry, Ledger, logical_name

OpenLedger = Callable[[], Ledger]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "world" / "ledger.jsonl"


@pytest.fixture
def opened(path: Path):
    """Opens the ledger as the next process would."""
    ledgers: list[Ledger] = []

    def open_ledger() -> Ledger:
        ledgers.append(Ledger(path))
        return ledgers[-1]

    yield open_ledger
    for ledger in ledgers:
        ledger.close()


def entry(name: str, resource_id: str = "id", **known: object) -> Entry:
    urn = f"urn:pulumi:sandbox::landing-zone::aws:ec2/vpc:Vpc::{name}"
    return Entry(urn, resource_id, "aws:ec2/vpc:Vpc", "1", "eu-central-1", True, known)


def test_what_was_put_stands_in_order_and_what_was_removed_does_not(opened: OpenLedger):
    ledger = opened()
    first, second, third = entry("a"), entry("b"), entry("c")
    for one in (first, second, third):
        ledger.put(one)
    ledger.remove(*second.key)
    assert ledger.entries() == [first, third]
    assert ledger.find(*first.key) == first
    assert ledger.find(*second.key) is None


def test_the_next_process_finds_the_same(opened: OpenLedger):
    ledger = opened()
    ledger.put(entry("a", cidrBlock="10.0.0.0/16", tags={"ä": "ö"}))
    ledger.put(entry("b"))
    ledger.remove(*entry("b").key)
    again = opened()
    assert again.entries() == ledger.entries()
    assert again.position == ledger.position == 3


def test_a_second_put_changes_what_is_known(opened: OpenLedger):
    ledger = opened()
    ledger.put(entry("a", size=1))
    ledger.put(entry("a", size=2))
    assert [e.known for e in ledger.entries()] == [{"size": 2}]
    assert ledger.position == 2


def test_a_replacement_stands_beside_its_predecessor(opened: OpenLedger):
    ledger = opened()
    old, new = entry("a", "old"), entry("a", "new")
    ledger.put(old)
    ledger.put(new)
    ledger.remove(*old.key)
    assert ledger.entries() == [new]


def test_removing_what_is_not_known_records_nothing(opened: OpenLedger):
    ledger = opened()
    ledger.remove("urn", "id")
    assert ledger.position == 0


def test_what_happened_after_a_position_is_told(opened: OpenLedger):
    ledger = opened()
    ledger.put(entry("a"))
    position = ledger.position
    ledger.put(entry("b"))
    ledger.remove(*entry("a").key)
    told = [(did, e.urn.rsplit("::", 1)[1]) for did, e in ledger.since(position)]
    assert told == [("put", "b"), ("remove", "a")]
    assert list(ledger.since(ledger.position)) == []


def test_the_stack_is_told_off_the_urn():
    assert entry("a").stack == "sandbox"


@pytest.mark.parametrize("torn", ['{"did": "put", "urn": "ur', "{", '{"did":"put"'])
def test_the_torn_last_line_of_a_killed_process_is_forgotten(torn, opened: OpenLedger, path: Path):
    opened().put(entry("a"))
    with path.open("a") as file:
        file.write(torn)
    assert opened().entries() == [entry("a")]


def test_what_is_written_after_a_torn_line_is_found_by_the_process_after_that(
    opened: OpenLedger, path: Path
):
    opened().put(entry("a"))
    with path.open("a") as file:
        file.write('{"did": "put", "urn": "ur')
    opened().put(entry("b"))
    assert opened().entries() == [entry("a"), entry("b")]


def test_an_empty_file_is_an_empty_ledger(opened: OpenLedger, path: Path):
    path.parent.mkdir()
    path.touch()
    assert (opened().entries(), opened().position) == ([], 0)


def test_a_logical_name_may_hold_what_parts_a_urn():
    assert (
        logical_name("urn:pulumi:dev::project::aws:s3/bucket:Bucket::logs::of::all")
        == "logs::of::all"
    )
