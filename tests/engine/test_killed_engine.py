"""A killed engine, at five moments: the next `make up` converges and orphans nothing."""

import pytest

from localaws.organization import SeededOrganization
from localaws.world import Process, World
from tests.engine.conftest import SessionFor
from tests.engine.interruptions import (
    MOMENTS,
    left_by_down,
    stack_command,
    unchanged_only,
    up_until,
)
from tests.engine.inventory import inventory
from tests.program.inventory import FOLDER
from tools.stack import LocalStack

LISTED = (FOLDER / "sandbox.txt").read_text("utf-8").splitlines()
UNCHANGED = f"{len(LISTED) + 1} unchanged"
"""What is listed, and the stack itself."""


@pytest.mark.parametrize("moment", MOMENTS)
def test_after_a_killed_engine_the_next_up_converges_and_orphans_nothing(
    world: World, organization: SeededOrganization, session_for: SessionFor, moment: int
) -> None:
    empty = inventory(session_for("sandbox"))
    up_until(world, organization, moment, "engine")
    up = stack_command("up")
    assert up.code == 0, up.said
    assert unchanged_only(stack_command("up")) == UNCHANGED
    assert left_by_down(world, session_for) == empty


def test_half_written_attributes_of_the_state_do_not_stop_the_next_up(
    world: World, process: Process, session_for: SessionFor
) -> None:
    """What an engine leaves that is killed while it writes."""
    empty = inventory(session_for("sandbox"))
    stack_command("up")
    state = LocalStack("sandbox", world, process).state_file
    state.with_name("sandbox.json.attrs").write_text("", encoding="utf-8")
    up = stack_command("up")
    assert up.code == 0, up.said
    assert "removing what a killed run left half: sandbox.json.attrs" in up.said
    assert unchanged_only(up) == UNCHANGED
    assert left_by_down(world, session_for) == empty
