"""A killed local AWS, at five moments: the next `make up` says the loss, converges and orphans nothing."""

import pytest

from localaws.organization import SeededOrganization
from localaws.world import World
from tests.engine.conftest import SessionFor
from tests.engine.interruptions import MOMENTS, left_by_down, stack_command, up_until
from tests.engine.inventory import inventory


@pytest.mark.parametrize("moment", MOMENTS)
def test_after_a_killed_local_aws_the_next_up_says_the_loss_converges_and_orphans_nothing(
    world: World, organization: SeededOrganization, session_for: SessionFor, moment: int
) -> None:
    empty = inventory(session_for("sandbox"))
    up_until(world, organization, moment, "local AWS")
    up = stack_command("up")
    assert up.code == 0, up.said
    assert "The local AWS was killed" in up.said
    assert "changes made after the last snapshot are lost" in up.said
    assert "refreshing first" in up.said
    assert left_by_down(world, session_for) == empty
