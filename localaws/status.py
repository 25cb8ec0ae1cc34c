"""`localaws status`: what stands, per account and region, in the emulator or in memory only."""

from collections import Counter
from typing import Any

from rich.console import Console
from rich.table import Column, Table

from localaws.control import ControlError, ask
from localaws.organization import read_organization
from localaws.world import PROJECT, World


def standing(world: World) -> list[dict[str, Any]]:
    """Everything that the provider made, and whether it stands.

    Raises:
        ControlError: the local AWS does not run.
    """
    process = world.running()
    if process is None:
        raise ControlError(
            "the local AWS does not run: start it with `make up` or `python -m localaws up`"
        )
    entries: list[dict[str, Any]] = ask(process, "status")
    return entries


def print_status(world: World) -> None:
    """Prints a table of the types that stand, counted."""
    entries = standing(world)
    organization = read_organization(PROJECT)
    counted = Counter(
        (organization.name_of(e["account"]), e["region"], e["type"], _where(e)) for e in entries
    )
    table = Table("account", "region", Column("type", overflow="fold"), "where", "count", box=None)
    for (account, region, kind, where), count in sorted(counted.items()):
        table.add_row(account, region, kind, where, str(count))
    console = Console()
    console.print(f"The local AWS serves at {world.running().endpoint}" if world.running() else "")  # type: ignore[union-attr]
    console.print(table if entries else "Nothing stands.")


def _where(entry: dict[str, Any]) -> str:
    if not entry["backed"]:
        return "in memory"
    return "emulator" if entry["stands"] else "gone: deleted outside"
