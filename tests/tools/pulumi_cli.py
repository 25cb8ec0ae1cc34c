"""The engine of this machine, run on throw-away projects with a state and a home of their own."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tools.checkout import Checkout
from tools.engine import engine_directory

_VARIABLES_TO_KEEP = ("HOME", "LANG", "PATH", "TMPDIR", "XDG_CACHE_HOME")


class PulumiCli:
    """Runs `pulumi` the way a user does."""

    def __init__(self, folder: Path) -> None:
        """Keep everything that the CLI writes in a folder."""
        (folder / "state").mkdir()
        self.folder = folder
        self.variables = {
            **{name: os.environ[name] for name in _VARIABLES_TO_KEEP if name in os.environ},
            "PULUMI_HOME": str(folder / "home"),
            "PULUMI_BACKEND_URL": f"file://{folder / 'state'}",
            "PULUMI_CONFIG_PASSPHRASE": "test",
            "PULUMI_SKIP_UPDATE_CHECK": "true",
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
            # Whatever the environment's packages need is taken for attached: nothing is looked for.
            "PULUMI_DEBUG_PROVIDERS": "aws:1,eks:1,kubernetes:1",
            "PIP_NO_INDEX": "1",
            "NO_COLOR": "1",
        }
        engine = engine_directory()
        if engine is not None:
            self.variables["PATH"] = os.pathsep.join([str(engine), self.variables["PATH"]])

    def project(self, name: str, files: Mapping[str, str], *, runtime: str = "") -> Path:
        """Write a project with one stack; a Python program runs in this checkout's environment."""
        virtualenv = Checkout.here().virtualenv
        python = f"{{name: python, options: {{toolchain: pip, virtualenv: '{virtualenv}'}}}}"
        project = self.folder / name
        project.mkdir()
        start = f"name: {name}\nruntime: {runtime or python}\n"
        for path, text in {**files, "Pulumi.yaml": start + files.get("Pulumi.yaml", "")}.items():
            (project / path).write_text(text, encoding="utf-8")
        self.succeed(project, "stack", "init", "test")
        return project

    def start(self, project: Path, *arguments: str) -> subprocess.Popen[str]:
        """Start a command; both its outputs come in one stream."""
        return subprocess.Popen(
            ["pulumi", *arguments, "--non-interactive"],
            executable=self._program(),
            cwd=project,
            env=self.variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def succeed(self, project: Path, *arguments: str) -> str:
        """Run a command that must succeed and return what it printed to standard output."""
        result = self._run(project, *arguments)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def fail(self, project: Path, *arguments: str) -> str:
        """Run a command that must fail and return what it printed."""
        result = self._run(project, *arguments)
        assert result.returncode != 0, result.stdout + result.stderr
        return result.stdout + result.stderr

    def _run(self, project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["pulumi", *arguments, "--non-interactive"],
            executable=self._program(),
            cwd=project,
            env=self.variables,
            capture_output=True,
            text=True,
            check=False,
        )

    def _program(self) -> str:
        for folder in self.variables["PATH"].split(os.pathsep):
            if (Path(folder) / "pulumi").exists():
                return str(Path(folder) / "pulumi")
        raise AssertionError("no pulumi on PATH")
