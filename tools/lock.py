"""`make lock`: compiles requirements.txt from pyproject.toml, with hashes and without addresses."""

import subprocess
import sys

COMMAND = (
    "uv",
    "pip",
    "compile",
    "--quiet",
    "--upgrade",
    "--universal",
    "--generate-hashes",
    "--extra=development",
    "--python-version=3.11",
    "--custom-compile-command=make lock",
    "--output-file=requirements.txt",
    "pyproject.toml",
)

if __name__ == "__main__":
    sys.exit(subprocess.run([sys.executable, "-m", *COMMAND], check=False).returncode)
