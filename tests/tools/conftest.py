"""Machines and release servers for the tests of `tools`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools.machine import Machine
from tests.tools.releases import Releases, served


@pytest.fixture
def releases(tmp_path: Path) -> Iterator[Releases]:
    """A server of releases that has none yet."""
    folder = tmp_path / "releases"
    folder.mkdir()
    with served(folder) as releases:
        yield releases


@pytest.fixture
def machine(tmp_path: Path, releases: Releases) -> Machine:
    """A machine with neither a CLI nor Go, and no release where it looks for one."""
    machine = Machine(tmp_path)
    machine.finds_releases_at(releases.url)
    return machine
