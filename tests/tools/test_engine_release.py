"""The official release: verified, unpacked, and given up on quickly where there is none."""

import os
import socket

import pytest

from tests.tools.machine import Machine
from tests.tools.releases import ARCHIVE, CHECKSUMS, Releases
from tools import engine_release
from tools.engine_cache import PROGRAMS
from tools.engine_release import download_engine, release_key
from tools.problems import NotServedError


def test_a_release_whose_checksum_is_right_is_unpacked_ready_to_run(
    machine: Machine, releases: Releases
) -> None:
    releases.publish()
    programs = download_engine(machine.checkout)
    assert sorted(file.name for file in programs.iterdir()) == sorted(PROGRAMS)
    assert [name for name in PROGRAMS if not os.access(programs / name, os.X_OK)] == []
    assert [file.name for file in programs.parent.iterdir()] == ["bin"]


def test_a_release_whose_checksum_is_wrong_is_refused_and_not_kept(
    machine: Machine, releases: Releases
) -> None:
    releases.publish()
    stated = "0" * 64
    releases.state_checksums(f"{stated}  {ARCHIVE}\n")
    with pytest.raises(NotServedError) as refusal:
        download_engine(machine.checkout)
    assert f"but the release states {stated}: not used" in str(refusal.value)
    assert not (machine.checkout.engines / release_key(machine.checkout)).exists()


def test_a_release_without_a_checksum_for_this_machine_is_refused(
    machine: Machine, releases: Releases
) -> None:
    releases.publish()
    releases.state_checksums(f"{'0' * 64}  pulumi-v3.259.0-windows-x64.zip\n")
    with pytest.raises(NotServedError) as refusal:
        download_engine(machine.checkout)
    assert str(refusal.value) == f"{releases.url}/{CHECKSUMS} does not list {ARCHIVE}"


def test_a_release_that_holds_another_version_is_not_kept(
    machine: Machine, releases: Releases
) -> None:
    releases.publish(version="3.258.0")
    with pytest.raises(NotServedError, match=r"it says that it is 3\.258\.0 instead of 3\.259\.0"):
        download_engine(machine.checkout)
    assert not (machine.checkout.engines / release_key(machine.checkout)).exists()


def test_no_member_of_an_archive_can_be_written_outside_the_engines_folder(
    machine: Machine, releases: Releases
) -> None:
    releases.publish(extra={"../../evil": "x", "pulumi/../../evil": "x", "evil": "x"})
    programs = download_engine(machine.checkout)
    assert sorted(file.name for file in programs.iterdir()) == sorted(PROGRAMS)
    assert list(machine.root.parent.rglob("evil")) == []


def test_a_place_that_refuses_connections_is_named_with_the_reason(machine: Machine) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        machine.finds_releases_at(url)
        with pytest.raises(NotServedError) as refusal:
            download_engine(machine.checkout)
    assert str(refusal.value).startswith(f"{url}/{CHECKSUMS}: ")
    assert "refused" in str(refusal.value)


def test_a_place_that_never_answers_is_given_up_on(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_release, "_CONNECT_SECONDS", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        machine.finds_releases_at(f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(NotServedError, match="timed out"):
            download_engine(machine.checkout)


def test_a_name_that_never_resolves_is_given_up_on(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_release, "_REACH_SECONDS", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        machine.finds_releases_at(f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(NotServedError, match="no answer within 0 s"):
            download_engine(machine.checkout)
