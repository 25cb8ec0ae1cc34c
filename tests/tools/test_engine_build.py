"""The build from Go modules: what it runs, what its key stands for, what is left when it fails."""

import os

import pytest

from tests.tools.machine import Machine
from tools.engine_build import build_engine, build_key
from tools.engine_cache import PROGRAMS
from tools.problems import NotServedError, SetupError


def test_the_build_states_its_version_and_cannot_change_the_committed_module_files(
    machine: Machine,
) -> None:
    machine.has_go()
    build_engine(machine.checkout)
    asked, built, listed = machine.go_runs()
    assert asked == "env GOVERSION"
    assert " -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.259.0 " in built
    assert "-mod=readonly" in built.split()
    assert "-mod=readonly" in listed.split()


def test_every_program_of_a_build_can_be_run_though_the_module_cache_is_read_only(
    machine: Machine,
) -> None:
    machine.has_go()
    programs = build_engine(machine.checkout)
    made = [*PROGRAMS, "pulumi-resource-pulumi-python"]
    assert [name for name in made if not os.access(programs / name, os.X_OK)] == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("tools/pulumi_cli/host/main.go", "package main // changed\n"),
        ("tools/pulumi_cli/host/added.go", "package main\n"),
        ("tools/pulumi_cli/host/list_packages.py", "print()\n"),
        ("tools/pulumi_cli/go.sum", "sum\n"),
        (
            "tools/pulumi_cli/go.mod",
            "go 1.27.0\nrequire github.com/pulumi/pulumi/pkg/v3 v3.259.0\n",
        ),
    ],
)
def test_the_cache_key_changes_with_every_source(machine: Machine, path: str, text: str) -> None:
    before = build_key(machine.checkout)
    machine.write(path, text)
    assert build_key(machine.checkout) != before


@pytest.mark.parametrize(
    "path",
    ["tools/pulumi_cli/host/main_test.go", "tools/pulumi_cli/notes.md", "tools/other.py"],
)
def test_the_cache_key_does_not_change_with_what_is_not_built(machine: Machine, path: str) -> None:
    before = build_key(machine.checkout)
    machine.write(path, "anything\n")
    assert build_key(machine.checkout) == before


def test_the_cache_key_names_the_version(machine: Machine) -> None:
    assert build_key(machine.checkout).startswith("3.259.0-")


def test_a_build_that_fails_says_what_go_said_and_leaves_nothing(machine: Machine) -> None:
    machine.has_go(error="no route to the module proxy")
    with pytest.raises(NotServedError) as refusal:
        build_engine(machine.checkout)
    assert str(refusal.value) == "`go build` failed: no route to the module proxy"
    assert list(machine.checkout.engines.iterdir()) == [
        machine.checkout.engines / f"{build_key(machine.checkout)}.lock"
    ]


def test_a_build_that_is_not_the_pinned_version_is_not_kept(machine: Machine) -> None:
    machine.has_go(builds="3.258.0")
    with pytest.raises(NotServedError, match=r"it says that it is 3\.258\.0 instead of 3\.259\.0"):
        build_engine(machine.checkout)
    assert not (machine.checkout.engines / build_key(machine.checkout)).exists()


def test_what_a_killed_build_left_behind_is_cleared_away(machine: Machine) -> None:
    machine.has_go()
    key = build_key(machine.checkout)
    unfinished = machine.checkout.engines / f".{key}.killed" / "bin"
    unfinished.mkdir(parents=True)
    incomplete = machine.checkout.engines / key / "bin"
    incomplete.mkdir(parents=True)
    assert build_engine(machine.checkout) == incomplete
    assert not unfinished.exists()
    assert (incomplete / "pulumi").exists()


def test_a_cache_that_cannot_be_written_is_named(machine: Machine) -> None:
    machine.has_go()
    machine.checkout.cache.parent.mkdir()
    machine.checkout.cache.write_text("not a folder", encoding="utf-8")
    with pytest.raises(SetupError) as refusal:
        build_engine(machine.checkout)
    assert str(refusal.value) == (
        f"The cache {machine.checkout.engines} cannot be written (Not a directory). "
        "XDG_CACHE_HOME can name another place."
    )
