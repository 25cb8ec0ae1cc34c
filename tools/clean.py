"""`make clean`: removes everything that make targets have made in this checkout; the engine's cache stays."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MADE = (".localaws", ".venv", ".pytest_cache", ".mypy_cache", ".ruff_cache", "build", "dist")


def main() -> None:
    """Stops the local AWS, if it runs, and removes."""
    python = ROOT / ".venv" / "bin" / "python"
    if python.exists() and (ROOT / ".localaws").exists():
        subprocess.run([python, "-m", "localaws", "reset"], cwd=ROOT, check=False)
    for name in MADE:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for cache in ROOT.rglob("__pycache__"):
        shutil.rmtree(cache, ignore_errors=True)
    for egg in ROOT.glob("*.egg-info"):
        shutil.rmtree(egg, ignore_errors=True)


if __name__ == "__main__":
    main()
