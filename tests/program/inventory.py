"""The inventory of each stack: one line `account type name` for everything that it makes.

`python -m tests.program.inventory` writes the files anew; the difference is for people to review.
"""

from pathlib import Path

from tests.program.running import STACKS, run_program, stack_configuration
from tests.recording import Recording

FOLDER = Path(__file__).parent / "inventory"


def lines(recording: Recording) -> list[str]:
    """The sorted inventory of a run. What belongs to no account, like a component, has a hyphen."""
    return sorted(
        f"{recording.account_of(item) or '-'} {item.type} {item.name}"
        for item in recording.registrations
    )


def main() -> None:
    """Write the inventory of every committed stack."""
    FOLDER.mkdir(exist_ok=True)
    for stack in STACKS:
        found = lines(run_program(stack_configuration(stack), stack))
        (FOLDER / f"{stack}.txt").write_text("\n".join(found) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
