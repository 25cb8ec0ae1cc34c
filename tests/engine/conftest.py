"""Engine tests: the real Pulumi CLI deploys onto a local AWS of the tests' own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from localaws.control import start, stop
from localaws.emulator import SECRET_KEY
from localaws.environment import local_environment, merged_environment
from localaws.organization import SeededOrganization, access_key, read_organization
from localaws.session import Credentials, Session
from localaws.world import HOME_VARIABLE, PROJECT, Process, World

SessionFor = Callable[..., Session]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.engine)


@pytest.fixture(scope="session")
def organization() -> SeededOrganization:
    return read_organization(PROJECT)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A local AWS of the module's own: it starts empty."""
    world = World(tmp_path_factory.mktemp("localaws"))
    yield world
    stop(world)


@pytest.fixture(scope="module")
def process(world: World, organization: SeededOrganization) -> Iterator[Process]:
    """The running local AWS; every subprocess of the tests is pointed at it."""
    process = start(world)
    before = dict(os.environ)
    local = merged_environment(local_environment(world, process, organization))
    os.environ.clear()
    os.environ.update(local, **{HOME_VARIABLE: str(world.home)})
    yield process
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="module")
def session_for(process: Process, organization: SeededOrganization) -> SessionFor:
    """Speaks for an account by name, as boto3 would."""

    def session(account: str, region: str = "eu-central-1") -> Session:
        account_id = organization.accounts[account]
        credentials = Credentials(access_key(account_id), SECRET_KEY)
        return Session(process.endpoint, account_id, region, credentials)

    return session
