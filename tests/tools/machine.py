"""A pretended machine: its own checkout, cache and PATH, with programs that only pretend."""

import sys
import textwrap
from pathlib import Path

from tools.checkout import Checkout
from tools.engine_cache import PROGRAMS
from tools.engine_release import MIRROR_VARIABLE
from tools.environment import UNFINISHED

PINNED = "3.259.0"

_GO = """
import pathlib, sys

with pathlib.Path({log!r}).open("a") as log:
    print(*sys.argv[1:], file=log)
command = sys.argv[1]
if command == "env":
    print({version!r})
elif command == "build":
    if {error!r}:
        sys.exit({error!r})
    for name, text in {built!r}.items():
        program = pathlib.Path(sys.argv[sys.argv.index("-o") + 1], name)
        program.write_text(text)
        program.chmod(0o755)
elif command == "list":
    print({sdk!r})
"""

_PYTHON = """
import json, os, pathlib, sys

environment = pathlib.Path({environment!r})
call = {{
    "arguments": sys.argv[1:],
    "variables": list(os.environ),
    "unfinished": (environment / {unfinished!r}).exists(),
}}
(environment / "call.json").write_text(json.dumps(call))
"""


def pretended_pulumi(version: str) -> str:
    """The text of a program that answers `pulumi version`."""
    return script(f"print('v{version}')")


def script(body: str) -> str:
    """The text of a program that needs nothing on PATH."""
    return f"#!{sys.executable}\n{textwrap.dedent(body)}\n"


class Machine:
    """Where a test runs `tools`: nothing of the real machine is on its PATH."""

    def __init__(self, folder: Path) -> None:
        """Write a checkout with as little in it as setting up reads."""
        self.root = folder / "checkout"
        self.programs = folder / "programs"
        self.go_log = folder / "go.log"
        self.variables = {
            "HOME": str(folder / "home"),
            "PATH": str(self.programs),
            "XDG_CACHE_HOME": str(folder / "cache"),
        }
        self.write("Pulumi.yaml", f'requiredPulumiVersion: ">={PINNED}"\n')
        self.write("requirements.txt", "# nothing\n")
        self.write(
            "tools/pulumi_cli/go.mod",
            "module landing-zone/pulumi-cli\n\ngo 1.26.0\n\n"
            f"require github.com/pulumi/pulumi/pkg/v3 v{PINNED}\n",
        )
        self.write("tools/pulumi_cli/host/main.go", "package main\n")
        self.programs.mkdir()

    @property
    def checkout(self) -> Checkout:
        """What the functions under test are given."""
        return Checkout(self.root, self.variables)

    def write(self, path: str, text: str) -> None:
        """Write a file of the checkout."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def has_pulumi(self, version: str) -> Path:
        """Put a CLI on PATH."""
        return self._install("pulumi", pretended_pulumi(version))

    def has_go(self, version: str = "go1.26.1", *, builds: str = PINNED, error: str = "") -> None:
        """Put a Go on PATH that builds a CLI of some version, or fails to."""
        sdk = self.root.parent / "module cache"
        for path in (
            "python/cmd/pulumi-language-python-exec",
            "python/dist/pulumi-resource-pulumi-python",
        ):
            (sdk / path).parent.mkdir(parents=True, exist_ok=True)
            (sdk / path).write_text("# from the module cache\n", encoding="utf-8")
            (sdk / path).chmod(0o444)
        built = {name: pretended_pulumi(builds) for name in ("pulumi", "pulumi-language-python")}
        go = _GO.format(
            log=str(self.go_log), version=version, error=error, built=built, sdk=str(sdk)
        )
        self._install("go", script(go))

    def finds_releases_at(self, url: str) -> None:
        """Let the official releases be somewhere else."""
        self.variables[MIRROR_VARIABLE] = url

    def has_cached(self, key: str) -> Path:
        """Put an engine into the user's cache, as an earlier run would have."""
        programs = self.checkout.engines / key / "bin"
        programs.mkdir(parents=True)
        for name in PROGRAMS:
            (programs / name).write_text(pretended_pulumi(PINNED), encoding="utf-8")
            (programs / name).chmod(0o755)
        return programs

    def has_environment(self, python: str = "") -> Path:
        """Make an environment whose Python notes how pip is called, or does what it is told."""
        environment = self.checkout.virtualenv
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        self.write(f".venv/lib/python{version}/site-packages/pip/__init__.py", "")
        self.write(".venv/pyvenv.cfg", f"home = x\nversion = {version}.1\n")
        noting = _PYTHON.format(environment=str(environment), unfinished=UNFINISHED)
        self.write(".venv/bin/python", script(python or noting))
        (environment / "bin" / "python").chmod(0o755)
        return environment

    def go_runs(self) -> list[str]:
        """The command lines that the pretended Go was given."""
        return self.go_log.read_text(encoding="utf-8").splitlines() if self.go_log.exists() else []

    def _install(self, name: str, text: str) -> Path:
        program = self.programs / name
        program.write_text(text, encoding="utf-8")
        program.chmod(0o755)
        return program
