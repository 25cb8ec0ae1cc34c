"""The counter of changes, which outlives a `kill -9`."""

from pathlib import Path

from localaws.changes import ChangeCounter


def test_the_count_grows_by_one_and_the_next_process_goes_on(tmp_path: Path):
    path = tmp_path / "world" / "changes"
    counter = ChangeCounter(path)
    assert counter.count == 0
    counter.add()
    counter.add()
    assert counter.count == 2
    again = ChangeCounter(path)
    again.add()
    assert (again.count, counter.count) == (3, 3)


def test_the_count_is_in_the_file_at_once(tmp_path: Path):
    counter = ChangeCounter(tmp_path / "changes")
    counter.add()
    assert (tmp_path / "changes").stat().st_size == 1


def test_the_time_of_the_last_change_moves_on(tmp_path: Path):
    counter = ChangeCounter(tmp_path / "changes")
    before = counter.last_change
    counter.add()
    assert counter.last_change > before
