"""Which versions of the CLI the project accepts, and that its files agree about them."""

import re

import pytest

from tests.tools.machine import Machine
from tools.checkout import Checkout
from tools.problems import SetupError
from tools.versions import Version, VersionRange, pinned_go, pinned_version, required_versions


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("3.259.0", "3.260.0"),
        ("3.99.0", "3.259.0"),
        ("3.259.0", "3.259.1"),
        ("3.300.0", "4.0.0"),
        ("v3.259.0-alpha.1+dirty", "v3.259.0"),
        ("3.259.0-alpha.1", "3.259.0-beta.1"),
    ],
)
def test_versions_are_ordered_by_number_and_a_pre_release_comes_first(
    older: str, newer: str
) -> None:
    assert Version.parse(older) < Version.parse(newer)
    assert not Version.parse(newer) <= Version.parse(older)


@pytest.mark.parametrize("text", ["v3.259.0", "3.259.0", " 3.259.0\n", "3.259.0+dirty"])
def test_a_version_is_the_same_however_it_is_written(text: str) -> None:
    assert Version.parse(text) == Version(3, 259, 0)
    assert str(Version.parse(text)) == "3.259.0"


@pytest.mark.parametrize("text", ["", "3.259", "latest", "3.259.0.1", "3.x.0"])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a version"):
        Version.parse(text)


@pytest.mark.parametrize(
    ("text", "allowed", "refused"),
    [
        (">=3.259.0", ["3.259.0", "3.300.1", "4.0.0"], ["3.258.9", "3.259.0-alpha.1"]),
        (">=3.259.0 <4.0.0", ["3.259.0", "3.999.0"], ["3.1.0", "4.0.0"]),
        (">= 3.259.0, <4.0.0", ["3.259.0"], ["4.0.0"]),
        (">3.259.0", ["3.259.1"], ["3.259.0"]),
        ("<=3.259.0", ["3.259.0"], ["3.259.1"]),
        ("=3.259.0", ["3.259.0"], ["3.259.1"]),
        ("3.259.0", ["3.259.0"], ["3.259.1"]),
    ],
)
def test_a_range_allows_what_fulfils_every_comparison(
    text: str, allowed: list[str], refused: list[str]
) -> None:
    found = VersionRange.parse(text)
    assert [version for version in allowed if not found.allows(Version.parse(version))] == []
    assert [version for version in refused if found.allows(Version.parse(version))] == []


@pytest.mark.parametrize("text", [">=3.259", "^3.259.0", ">=3.259.0 || >=4.0.0", "latest"])
def test_a_range_that_cannot_be_read_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(SetupError) as refusal:
        VersionRange.parse(text)
    assert str(refusal.value) == (
        f"requiredPulumiVersion in Pulumi.yaml is {text!r}; "
        "write comparisons such as '>=3.259.0' or '>=3.259.0 <4.0.0'."
    )


@pytest.mark.parametrize(
    "line",
    [
        'requiredPulumiVersion: ">=3.300.0"',
        "requiredPulumiVersion: '>=3.300.0'  # newer than the pin",
        "requiredPulumiVersion: >=3.300.0",
    ],
)
def test_the_accepted_versions_are_those_of_pulumi_yaml(machine: Machine, line: str) -> None:
    machine.write("Pulumi.yaml", f"name: landing-zone\n{line}\nruntime: python\n")
    assert required_versions(machine.checkout).text == ">=3.300.0"


def test_without_a_word_in_pulumi_yaml_the_pinned_version_and_newer_are_accepted(
    machine: Machine,
) -> None:
    machine.write("Pulumi.yaml", "name: landing-zone\n# requiredPulumiVersion: '>=9.0.0'\n")
    assert required_versions(machine.checkout).text == ">=3.259.0"
    (machine.root / "Pulumi.yaml").unlink()
    assert required_versions(machine.checkout).text == ">=3.259.0"


def test_go_mod_tells_the_version_that_is_built_and_the_go_that_builds_it(machine: Machine) -> None:
    assert pinned_version(machine.checkout) == Version(3, 259, 0)
    assert pinned_go(machine.checkout) == (1, 26)


def test_this_project_accepts_the_version_that_it_builds() -> None:
    checkout = Checkout.here()
    assert required_versions(checkout).allows(pinned_version(checkout))


def test_this_projects_lock_holds_the_sdk_of_the_version_that_is_built() -> None:
    checkout = Checkout.here()
    locked = re.search(r"^pulumi==(\S+)", checkout.requirements.read_text("utf-8"), re.MULTILINE)
    assert locked
    assert locked.group(1) == str(pinned_version(checkout))
