"""The official release of the Pulumi CLI, downloaded and verified."""

import hashlib
import http.client
import shutil
import tarfile
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import TypeVar

from tools.checkout import Checkout, architecture, operating_system
from tools.engine_cache import new_entry, programs_directory
from tools.problems import NotServedError
from tools.progress import step
from tools.versions import Version, pinned_version

RELEASES = "https://get.pulumi.com/releases/sdk"
MIRROR_VARIABLE = "LANDING_ZONE_PULUMI_RELEASES"
"""Names another place with the same files, for networks that have a mirror of the releases."""

_CONNECT_SECONDS = 3.0
_REACH_SECONDS = 6.0  # name resolution has no time-out of its own
_STALL_SECONDS = 30.0
_CHUNK = 1024 * 1024
_PLATFORMS = {(system, chip) for system in ("linux", "darwin") for chip in ("x64", "arm64")}

_Result = TypeVar("_Result")


def release_key(checkout: Checkout) -> str:
    """The cache key of the official release of the pinned version."""
    return f"{pinned_version(checkout)}-{operating_system()}-{architecture()}-release"


def download_engine(checkout: Checkout) -> Path:
    """Download the pinned version into the cache and return the folder of its programs."""
    if (operating_system(), architecture()) not in _PLATFORMS:
        raise NotServedError(f"there is no release for {operating_system()} on {architecture()}")
    version = pinned_version(checkout)
    releases = checkout.variables.get(MIRROR_VARIABLE) or RELEASES
    archive = f"pulumi-v{version}-{operating_system()}-{architecture()}.tar.gz"
    checksum = _published_checksum(releases, version, archive)
    key = release_key(checkout)
    with new_entry(checkout, key, "downloading the Pulumi CLI") as programs:
        if programs is not None:
            with step(f"Downloading the Pulumi CLI {version}", "a minute or so"):
                _fetch(f"{releases}/{archive}", programs.parent / archive, checksum)
                _unpack(programs.parent / archive, programs)
    return programs_directory(checkout, key)


def _published_checksum(releases: str, version: Version, archive: str) -> str:
    """Return the SHA-256 that the release states for an archive; quick without a network."""
    url = f"{releases}/pulumi-{version}-checksums.txt"
    listing = _within(_REACH_SECONDS, lambda: _read(url))
    for line in listing.decode("utf-8", errors="replace").splitlines():
        checksum, _, name = line.partition(" ")
        if name.strip().lstrip("*") == archive:
            return checksum.lower()
    raise NotServedError(f"{url} does not list {archive}")


def _read(url: str) -> bytes:
    """Read a small file."""
    try:
        with urllib.request.urlopen(url, timeout=_CONNECT_SECONDS) as answer:  # noqa: S310
            data: bytes = answer.read()
            return data
    except (OSError, http.client.HTTPException) as error:
        raise NotServedError(f"{url}: {_reason(error)}") from error


def _fetch(url: str, target: Path, checksum: str) -> None:
    """Save a file and refuse it when it is not the one that the checksum belongs to."""
    digest = hashlib.sha256()
    try:
        with (
            urllib.request.urlopen(url, timeout=_STALL_SECONDS) as answer,  # noqa: S310
            target.open("wb") as file,
        ):
            while chunk := answer.read(_CHUNK):
                digest.update(chunk)
                file.write(chunk)
    except (OSError, http.client.HTTPException) as error:
        raise NotServedError(f"{url}: {_reason(error)}") from error
    if digest.hexdigest() != checksum:
        raise NotServedError(
            f"{url} has the SHA-256 {digest.hexdigest()}, "
            f"but the release states {checksum}: not used"
        )


def _unpack(archive: Path, programs: Path) -> None:
    """Take the files of the archive's one folder by their names: no path can lead elsewhere."""
    try:
        with tarfile.open(archive) as content:
            for member in content:
                path = PurePosixPath(member.name)
                data = content.extractfile(member) if member.isfile() else None
                if data is None or path.parent.name != "pulumi" or path.name == "..":
                    continue
                with data, (programs / path.name).open("wb") as file:
                    shutil.copyfileobj(data, file)
                (programs / path.name).chmod(0o755)
    except tarfile.TarError as error:
        raise NotServedError(f"{archive.name} cannot be unpacked: {error}") from error
    archive.unlink()


def _within(seconds: float, work: Callable[[], _Result]) -> _Result:
    """Do something in a thread and give up on it when it takes too long."""
    results: list[_Result] = []
    refusals: list[NotServedError] = []

    def attempt() -> None:
        try:
            results.append(work())
        except NotServedError as error:
            refusals.append(error)

    thread = threading.Thread(target=attempt, daemon=True)
    thread.start()
    thread.join(seconds)
    if refusals:
        raise refusals[0]
    if not results:
        raise NotServedError(f"no answer within {seconds:.0f} s")
    return results[0]


def _reason(error: Exception) -> str:
    """Say in a few words why a transfer failed."""
    if isinstance(error, urllib.error.HTTPError):
        return f"HTTP {error.code}"
    if isinstance(error, urllib.error.URLError):
        return str(error.reason)
    return str(error) or type(error).__name__
