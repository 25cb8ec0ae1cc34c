"""Give this machine a working Python environment and a working `pulumi`.

    python3 tools/bootstrap.py          make what is missing (this is `make setup`)
    python3 tools/bootstrap.py env      print what puts both on PATH:
                                        eval "$(python3 tools/bootstrap.py env)"

It runs before anything is installed, so it and all that it imports need nothing but Python.
"""

import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must be told, not crash
    sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ".")

if __package__ in (None, ""):  # run as a file: modules are found from the project's root
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import os
import shlex

from tools.checkout import Checkout
from tools.engine import ensure_engine, find_engine
from tools.environment import Work, ensure_environment, needed_work
from tools.problems import SetupError
from tools.progress import say


def setup(checkout: Checkout) -> None:
    """Make the Python environment and the engine, as far as they are missing."""
    ensure_environment(checkout)
    say(f"Python environment: {checkout.virtualenv}")
    say(str(ensure_engine(checkout)))


def print_exports(checkout: Checkout) -> None:
    """Print the shell commands that put the engine and the Python environment on PATH."""
    folders = [checkout.virtualenv / "bin"]
    engine = find_engine(checkout).directory
    if engine is not None:
        folders.insert(0, engine)
    if needed_work(checkout) is not Work.NOTHING:
        say("The Python environment is missing or not up to date: run `make setup`.")
    print(f'export PATH={shlex.quote(os.pathsep.join(map(str, folders)))}"{os.pathsep}$PATH"')


def main(arguments: list[str]) -> int:
    """Run one command; the exit code tells whether it worked."""
    summary = (__doc__ or "").splitlines()[0]
    parser = argparse.ArgumentParser(prog="tools/bootstrap.py", description=summary)
    parser.add_argument("command", nargs="?", choices=("setup", "env"), default="setup")
    command = parser.parse_args(arguments).command
    try:
        if command == "env":
            print_exports(Checkout.here())
        else:
            setup(Checkout.here())
    except SetupError as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
