"""The one decision about the engine: which `pulumi` serves this checkout, and why.

1. a `pulumi` on PATH that Pulumi.yaml accepts, used as it is;
2. else the official release of the pinned version, downloaded and verified;
3. else a build from Go modules.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.checkout import Checkout
from tools.engine_build import build_engine, build_key
from tools.engine_cache import is_complete, programs_directory
from tools.engine_release import download_engine, release_key
from tools.problems import NotServedError, SetupError
from tools.versions import (
    Version,
    pinned_go,
    pinned_version,
    reported_version,
    required_versions,
)


@dataclass(frozen=True)
class Engine:
    """A Pulumi CLI that serves this checkout."""

    version: Version
    directory: Path | None
    """The folder to put on PATH; None when the CLI is on PATH already."""
    reason: str
    """Where it comes from and why not from somewhere better, for the user."""

    def __str__(self) -> str:
        """The decision in one line."""
        return f"Pulumi CLI {self.version}: {self.reason}"


@dataclass(frozen=True)
class _Way:
    """One way to get an engine of the pinned version into the cache."""

    make: Callable[[Checkout], Path]
    made: str
    refused: str


_WAYS = (
    _Way(download_engine, "downloaded", "the official release cannot be downloaded"),
    _Way(build_engine, "built from Go modules", "it cannot be built from Go modules"),
)


def engine_directory(checkout: Checkout | None = None) -> Path | None:
    """Return the folder to put on PATH so that `pulumi` works, or None when it does already.

    Quick: nothing is downloaded or built. Raises SetupError when nothing serves yet.
    """
    return find_engine(checkout or Checkout.here()).directory


def find_engine(checkout: Checkout) -> Engine:
    """Return the engine that serves without downloading or building anything."""
    try:
        return _on_path(checkout)
    except NotServedError as refusal:
        engine = _cached(checkout, str(refusal))
    if engine is None:
        raise SetupError("There is no Pulumi CLI yet: run `make setup`.")
    return engine


def ensure_engine(checkout: Checkout) -> Engine:
    """Return the engine that serves, after downloading or building it if need be."""
    try:
        return _on_path(checkout)
    except NotServedError as refusal:
        reasons = [str(refusal)]
    engine = _cached(checkout, reasons[0])
    if engine is not None:
        return engine

    version = pinned_version(checkout)
    _check_pin(checkout, version)
    for way in _WAYS:
        try:
            programs = way.make(checkout)
        except NotServedError as refusal:
            reasons.append(f"{way.refused}: {refusal}")
        else:
            return Engine(version, programs, f"{way.made} to {programs} ({'; '.join(reasons)})")
    raise SetupError(_nothing_serves(checkout, reasons))


def _on_path(checkout: Checkout) -> Engine:
    """Use the user's own CLI; an engine of the cache is none, even when it is on PATH."""
    folders = [
        folder
        for folder in checkout.variables.get("PATH", "").split(os.pathsep)
        if not Path(folder).is_relative_to(checkout.engines)
    ]
    program = shutil.which("pulumi", path=os.pathsep.join(folders))
    if program is None:
        raise NotServedError("no pulumi on PATH")
    version = reported_version(checkout, Path(program))
    required = required_versions(checkout)
    if not required.allows(version):
        raise NotServedError(f"{program} is {version}, and Pulumi.yaml asks for {required.text}")
    return Engine(version, None, f"{program}, on PATH")


def _cached(checkout: Checkout, why_not_path: str) -> Engine | None:
    """Use what an earlier run, of any clone, downloaded or built."""
    version = pinned_version(checkout)
    if not required_versions(checkout).allows(version):
        return None
    for way, key in (("downloaded", release_key(checkout)), ("built", build_key(checkout))):
        programs = programs_directory(checkout, key)
        if is_complete(programs):
            return Engine(version, programs, f"{way} earlier to {programs} ({why_not_path})")
    return None


def _check_pin(checkout: Checkout, version: Version) -> None:
    required = required_versions(checkout)
    if not required.allows(version):
        raise SetupError(
            f"Pulumi.yaml asks for a Pulumi CLI {required.text}, but tools/pulumi_cli/go.mod pins "
            f"{version}. Install such a CLI, or change one of the two."
        )


def _nothing_serves(checkout: Checkout, reasons: list[str]) -> str:
    go = ".".join(map(str, pinned_go(checkout)))
    return "\n".join(
        [
            "There is no Pulumi CLI, and no way to get one:",
            *(f"  - {reason}" for reason in reasons),
            "Any one of these helps:",
            f"  - install a Pulumi CLI {required_versions(checkout).text} "
            "(https://www.pulumi.com/docs/iac/download-install/)",
            "  - give this machine access to https://get.pulumi.com",
            f"  - install Go {go} or newer (https://go.dev/dl/), with access to a Go module proxy",
        ]
    )
