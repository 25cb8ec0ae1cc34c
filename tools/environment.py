"""The project's Python environment, `.venv`: made from the lock, repaired when half made."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
from enum import Enum
from pathlib import Path

from tools.checkout import Checkout
from tools.exclusive import exclusive
from tools.problems import SetupError
from tools.progress import step

STAMP = ".installed"
"""Holds what the environment was last installed from; written when an installation is complete."""
UNFINISHED = ".installing"
"""Lies in the environment while it is being installed: a killed pip leaves half a package, which
the next one takes for a whole one."""

_PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
_DISTURBING_VARIABLES = (
    *("PYTHONDONTWRITEBYTECODE", "PIP_NO_COMPILE"),  # no bytecode
    *("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_USER"),  # other places
)
_SHOWN_ERROR_LINES = 20


class Work(Enum):
    """What an environment needs."""

    NOTHING = "up to date"
    INSTALL = "the lock has changed, or somebody else made the environment"
    CREATE = "there is no environment, or it is not whole"


def needed_work(checkout: Checkout) -> Work:
    """Look at the environment, without starting anything."""
    environment = checkout.virtualenv
    whole = (
        os.access(
            environment / "bin" / "python", os.X_OK
        )  # follows the link: its Python may be gone
        and _python_of(environment) == _this_python()
        and any(environment.glob("lib/python*/site-packages/pip"))
        and not (environment / UNFINISHED).exists()
    )
    if not whole:
        return Work.CREATE
    stamp = environment / STAMP
    if stamp.exists() and stamp.read_text(encoding="utf-8") == _wanted_stamp(checkout):
        return Work.NOTHING
    return Work.INSTALL


def ensure_environment(checkout: Checkout) -> None:
    """Make or bring up to date the environment; does nothing, quickly, when it is."""
    if needed_work(checkout) is Work.NOTHING:
        return
    place = hashlib.sha256(str(checkout.virtualenv).encode()).hexdigest()[:12]
    lock = checkout.cache / "environments" / f"{place}.lock"
    with exclusive(lock, "installing the Python environment") as held:
        work = needed_work(checkout)
        if work is Work.NOTHING:  # the run that held the lock has done it
            return
        with step(f"Installing the Python environment: {work.value}", "about a minute"):
            if work is Work.CREATE:
                _create(checkout.virtualenv)
            _install(checkout, held)


def _create(environment: Path) -> None:
    """Make an empty environment with pip, in place of whatever is there."""
    try:
        if environment.is_symlink() or environment.is_file():
            environment.unlink()
        elif environment.exists():
            shutil.rmtree(environment)
        environment.mkdir(parents=True)
        (environment / UNFINISHED).touch()
        venv.create(environment, with_pip=True, symlinks=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(
            f"{environment} could not be made: {error}\n"
            "Python needs its venv and ensurepip modules (on Debian, the package python3-venv)."
        ) from error


def _install(checkout: Checkout, held: int) -> None:
    """Install what is locked, with bytecode: without it pulumi_aws costs 5 s at every run."""
    (checkout.virtualenv / STAMP).unlink(missing_ok=True)
    (checkout.virtualenv / UNFINISHED).touch()
    python = checkout.virtualenv / "bin" / "python"
    variables = dict(checkout.variables)
    for name in _DISTURBING_VARIABLES:
        variables.pop(name, None)
    result = subprocess.run(
        [python, *_PIP, "--require-hashes", "-r", checkout.requirements],
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        pass_fds=[held],
    )
    if result.returncode == 0:
        (checkout.virtualenv / STAMP).write_text(_wanted_stamp(checkout), encoding="utf-8")
    if result.returncode >= 0:  # not killed: pip leaves every package old or new, never half
        (checkout.virtualenv / UNFINISHED).unlink()
    if result.returncode != 0:
        lines = (result.stderr or result.stdout).strip().splitlines()[-_SHOWN_ERROR_LINES:]
        raise SetupError("The Python environment could not be installed:\n" + "\n".join(lines))


def _wanted_stamp(checkout: Checkout) -> str:
    lock = hashlib.sha256(checkout.requirements.read_bytes()).hexdigest()
    return f"requirements {lock}\npython {_this_python()}\n"


def _this_python() -> str:
    """Packages are made for a minor version of Python; its patch level does not matter to them."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _python_of(environment: Path) -> str:
    """The minor version of the Python that an environment was made with; empty if unknown."""
    try:
        text = (environment / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return ""
    found = re.search(r"^version(?:_info)?\s*=\s*(\d+\.\d+)", text, re.MULTILINE)
    return found.group(1) if found else ""
