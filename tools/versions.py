"""Versions of the Pulumi CLI: the one pinned here, the ones that the project accepts."""

import operator
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import total_ordering
from pathlib import Path

from tools.checkout import Checkout
from tools.problems import NotServedError, SetupError

_VERSION = re.compile(r"v?(\d+)\.(\d+)\.(\d+)(-[0-9A-Za-z.-]+)?(?:\+\S*)?")
_COMPARISON = re.compile(r"(>=|<=|>|<|=)?\s*(v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)")
_RANGE = re.compile(rf"{_COMPARISON.pattern}(?:[\s,]+{_COMPARISON.pattern})*")
_REQUIRED = re.compile(
    r"^requiredPulumiVersion:[ \t]*([\"']?)(?P<range>[^\"'#\n]+)\1", re.MULTILINE
)
_PINNED = re.compile(r"github\.com/pulumi/pulumi/pkg/v3 (v\S+)")
_ANSWER_SECONDS = 30
_PINNED_GO = re.compile(r"^go (\d+)\.(\d+)", re.MULTILINE)

_OPERATORS: dict[str, Callable[["Version", "Version"], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}


@total_ordering
@dataclass(frozen=True)
class Version:
    """A semantic version; a pre-release comes before its release, and nothing finer is needed."""

    major: int
    minor: int
    patch: int
    pre_release: str = ""

    @classmethod
    def parse(cls, text: str) -> "Version":
        """Read `v3.259.0`, `3.259.0` or `3.260.0-alpha.1+dirty`; raises ValueError."""
        found = _VERSION.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"{text.strip()!r} is not a version")
        major, minor, patch, pre_release = found.groups()
        return cls(int(major), int(minor), int(patch), (pre_release or "").removeprefix("-"))

    def _order(self) -> tuple[int, int, int, bool, str]:
        return self.major, self.minor, self.patch, not self.pre_release, self.pre_release

    def __lt__(self, other: "Version") -> bool:
        """Order by number, then pre-releases before the release."""
        return self._order() < other._order()

    def __str__(self) -> str:
        """The version without a leading `v`."""
        numbers = f"{self.major}.{self.minor}.{self.patch}"
        return f"{numbers}-{self.pre_release}" if self.pre_release else numbers


@dataclass(frozen=True)
class VersionRange:
    """Versions that fulfil every one of some comparisons, such as `>=3.259.0 <4.0.0`."""

    text: str
    comparisons: tuple[tuple[str, Version], ...]

    @classmethod
    def parse(cls, text: str) -> "VersionRange":
        """Read a range; alternatives (`||`) are more than this project needs and are refused."""
        if not _RANGE.fullmatch(text.strip()):
            raise SetupError(
                f"requiredPulumiVersion in Pulumi.yaml is {text.strip()!r}; "
                "write comparisons such as '>=3.259.0' or '>=3.259.0 <4.0.0'."
            )
        found = _COMPARISON.findall(text)
        return cls(
            text.strip(), tuple((sign or "=", Version.parse(version)) for sign, version in found)
        )

    def allows(self, version: Version) -> bool:
        """Whether a version fulfils every comparison."""
        return all(_OPERATORS[sign](version, bound) for sign, bound in self.comparisons)


def pinned_version(checkout: Checkout) -> Version:
    """The version that is downloaded or built; go.mod is the one place that says it."""
    found = _PINNED.search(_module_file(checkout))
    if found is None:
        raise SetupError("tools/pulumi_cli/go.mod requires no github.com/pulumi/pulumi/pkg/v3.")
    return Version.parse(found.group(1))


def pinned_go(checkout: Checkout) -> tuple[int, int]:
    """The oldest Go that builds the CLI, from the `go` line of go.mod."""
    found = _PINNED_GO.search(_module_file(checkout))
    if found is None:
        raise SetupError("tools/pulumi_cli/go.mod has no `go` line.")
    return int(found.group(1)), int(found.group(2))


def required_versions(checkout: Checkout) -> VersionRange:
    """The versions that Pulumi.yaml accepts; without a word there, the pinned one and newer."""
    if checkout.project_file.exists():
        found = _REQUIRED.search(checkout.project_file.read_text(encoding="utf-8"))
        if found is not None:
            return VersionRange.parse(found.group("range"))
    return VersionRange.parse(f">={pinned_version(checkout)}")


def _module_file(checkout: Checkout) -> str:
    return (checkout.engine_sources / "go.mod").read_text(encoding="utf-8")


def reported_version(checkout: Checkout, program: Path) -> Version:
    """The version that a CLI says it has; NotServedError when it does not run."""
    variables = {**checkout.variables, "PULUMI_SKIP_UPDATE_CHECK": "true"}
    try:
        result = subprocess.run(
            [program, "version"],
            env=variables,
            capture_output=True,
            text=True,
            check=True,
            timeout=_ANSWER_SECONDS,
        )
        return Version.parse(result.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise NotServedError(f"{program} does not tell its version ({error})") from error
