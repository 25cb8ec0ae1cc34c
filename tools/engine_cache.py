"""The user's cache of engines: a key names the content, which is there whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.checkout import Checkout
from tools.exclusive import exclusive
from tools.problems import NotServedError
from tools.versions import pinned_version, reported_version

PROGRAMS = ("pulumi", "pulumi-language-python", "pulumi-language-python-exec")
"""What an engine must have to run a Python program."""


def programs_directory(checkout: Checkout, key: str) -> Path:
    """The folder of a key's programs, whether it exists or not."""
    return checkout.engines / key / "bin"


def is_complete(programs: Path) -> bool:
    """Whether a folder holds every program of an engine, ready to run."""
    return all(os.access(programs / name, os.X_OK) for name in PROGRAMS)


@contextmanager
def new_entry(checkout: Checkout, key: str, what: str) -> Iterator[Path | None]:
    """Make a key's entry: yields an empty folder to fill, or None when another run just made it.

    The folder lies beside its final place and takes its name in one step at the end, after its CLI
    was run once, so that nobody ever sees half an engine or one that does not run here. What killed
    runs left behind is removed first.
    """
    final = checkout.engines / key
    with exclusive(checkout.engines / f"{key}.lock", what):
        if is_complete(final / "bin"):
            yield None
            return
        for leftover in [final, *checkout.engines.glob(f".{key}.*")]:
            shutil.rmtree(leftover, ignore_errors=True)
        unfinished = Path(tempfile.mkdtemp(prefix=f".{key}.", dir=checkout.engines))
        try:
            (unfinished / "bin").mkdir()
            yield unfinished / "bin"
            _check(checkout, unfinished / "bin")
            unfinished.chmod(0o755)  # mkdtemp's are private
            unfinished.rename(final)
        except OSError as error:
            raise NotServedError(f"{checkout.engines} cannot be written: {error}") from error
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)


def _check(checkout: Checkout, programs: Path) -> None:
    missing = [name for name in PROGRAMS if not os.access(programs / name, os.X_OK)]
    if missing:
        raise NotServedError(f"it came without {', '.join(missing)}")
    version = reported_version(checkout, programs / "pulumi")
    if version != pinned_version(checkout):
        raise NotServedError(f"it says that it is {version} instead of {pinned_version(checkout)}")
