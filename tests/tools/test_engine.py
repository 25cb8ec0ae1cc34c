"""The decision about the engine, in every situation a machine can be in."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.tools.machine import Machine
from tests.tools.releases import CHECKSUMS, Releases
from tools.engine import engine_directory, ensure_engine, find_engine
from tools.engine_build import build_key
from tools.engine_release import release_key
from tools.problems import SetupError


def test_a_cli_on_path_that_is_new_enough_is_used_as_it_is(
    machine: Machine, releases: Releases
) -> None:
    pulumi = machine.has_pulumi("3.300.0")
    machine.has_go()
    releases.publish()
    engine = ensure_engine(machine.checkout)
    assert engine.directory is None
    assert str(engine) == f"Pulumi CLI 3.300.0: {pulumi}, on PATH"
    assert machine.go_runs() == []
    assert not machine.checkout.cache.exists()


def test_a_cli_on_path_that_is_too_old_gives_way_to_the_official_release(
    machine: Machine, releases: Releases
) -> None:
    pulumi = machine.has_pulumi("3.200.0")
    machine.has_go()
    releases.publish()
    engine = ensure_engine(machine.checkout)
    programs = machine.checkout.engines / release_key(machine.checkout) / "bin"
    assert engine.directory == programs
    assert str(engine) == (
        f"Pulumi CLI 3.259.0: downloaded to {programs} "
        f"({pulumi} is 3.200.0, and Pulumi.yaml asks for >=3.259.0)"
    )
    assert machine.go_runs() == []


def test_a_cli_on_path_that_does_not_run_gives_way_too(
    machine: Machine, releases: Releases
) -> None:
    pulumi = machine.has_pulumi("unknown")
    releases.publish()
    assert f"{pulumi} does not tell its version" in ensure_engine(machine.checkout).reason


def test_without_a_release_the_cli_is_built_from_go_modules(
    machine: Machine, releases: Releases
) -> None:
    machine.has_go()
    engine = ensure_engine(machine.checkout)
    programs = machine.checkout.engines / build_key(machine.checkout) / "bin"
    assert engine.directory == programs
    assert str(engine) == (
        f"Pulumi CLI 3.259.0: built from Go modules to {programs} (no pulumi on PATH; "
        f"the official release cannot be downloaded: {releases.url}/{CHECKSUMS}: HTTP 404)"
    )


def test_with_none_of_the_three_one_error_says_why_and_what_helps(
    machine: Machine, releases: Releases
) -> None:
    with pytest.raises(SetupError) as refusal:
        ensure_engine(machine.checkout)
    assert (
        str(refusal.value)
        == f"""\
There is no Pulumi CLI, and no way to get one:
  - no pulumi on PATH
  - the official release cannot be downloaded: {releases.url}/{CHECKSUMS}: HTTP 404
  - it cannot be built from Go modules: Go is not installed
Any one of these helps:
  - install a Pulumi CLI >=3.259.0 (https://www.pulumi.com/docs/iac/download-install/)
  - give this machine access to https://get.pulumi.com
  - install Go 1.26 or newer (https://go.dev/dl/), with access to a Go module proxy"""
    )


def test_a_go_that_is_too_old_is_named_in_that_error(machine: Machine) -> None:
    machine.has_go("go1.25.9")
    with pytest.raises(SetupError, match=r"go1\.25\.9 is older than Go 1\.26"):
        ensure_engine(machine.checkout)


def test_what_was_downloaded_or_built_once_is_found_again_by_every_clone(machine: Machine) -> None:
    machine.has_go()
    made = ensure_engine(machine.checkout)
    assert find_engine(machine.checkout).directory == made.directory
    assert ensure_engine(machine.checkout).directory == made.directory
    assert [run for run in machine.go_runs() if run.startswith("build")] == [machine.go_runs()[1]]


def test_a_cached_engine_serves_where_there_is_neither_go_nor_a_network(machine: Machine) -> None:
    programs = machine.has_cached(build_key(machine.checkout))
    assert str(ensure_engine(machine.checkout)) == (
        f"Pulumi CLI 3.259.0: built earlier to {programs} (no pulumi on PATH)"
    )


def test_a_cached_release_is_preferred_to_a_cached_build(machine: Machine) -> None:
    machine.has_cached(build_key(machine.checkout))
    programs = machine.has_cached(release_key(machine.checkout))
    assert engine_directory(machine.checkout) == programs


def test_an_engine_of_the_cache_that_is_already_on_path_is_not_taken_for_the_users_own(
    machine: Machine,
) -> None:
    programs = machine.has_cached(build_key(machine.checkout))
    stale = machine.has_cached("3.259.0-of-older-sources")
    machine.variables["PATH"] = os.pathsep.join([str(stale), str(programs), str(machine.programs)])
    assert engine_directory(machine.checkout) == programs


def test_asking_for_the_engine_makes_nothing_and_says_how_to_get_one(
    machine: Machine, releases: Releases
) -> None:
    machine.has_go()
    releases.publish()
    with pytest.raises(SetupError) as refusal:
        engine_directory(machine.checkout)
    assert str(refusal.value) == "There is no Pulumi CLI yet: run `make setup`."
    assert machine.go_runs() == []


def test_a_cli_that_pulumi_yaml_would_refuse_is_not_made(machine: Machine) -> None:
    machine.has_go()
    machine.has_cached(build_key(machine.checkout))
    machine.write("Pulumi.yaml", 'requiredPulumiVersion: ">=3.300.0"\n')
    with pytest.raises(SetupError) as refusal:
        ensure_engine(machine.checkout)
    assert str(refusal.value) == (
        "Pulumi.yaml asks for a Pulumi CLI >=3.300.0, but tools/pulumi_cli/go.mod pins 3.259.0. "
        "Install such a CLI, or change one of the two."
    )


def test_two_runs_at_once_make_one_engine(machine: Machine) -> None:
    machine.has_go()
    with ThreadPoolExecutor(2) as runs:
        engines = list(runs.map(lambda _: ensure_engine(machine.checkout), range(2)))
    assert engines[0].directory == engines[1].directory
    assert len([run for run in machine.go_runs() if run.startswith("build")]) == 1
