"""`make lint`: every gate, all findings at once."""

import subprocess
import sys

GATES = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
)


def main() -> int:
    """Runs every gate; the exit code tells whether all passed."""
    failed = [
        gate
        for gate in GATES
        if subprocess.run([sys.executable, "-m", *gate], check=False).returncode
    ]
    for gate in failed:
        print(f"failed: {' '.join(gate)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
