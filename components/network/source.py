"""Where a network comes from. Pure."""

from ..problems import GIVEN, MISSING, Problem
from .existing import ExistingNetwork
from .layout import NetworkLayout


def source_problems(
    layout: NetworkLayout | None, existing: ExistingNetwork | None
) -> list[Problem]:
    """Whether exactly one of the two is given."""
    if (layout is None) != (existing is None):
        return []
    limit = "a network is either created (layout) or adopted (existing)"
    if layout is None:
        return [Problem(path="layout", value=MISSING, limit=limit)]
    return [Problem(path="existing", value=GIVEN, limit=f"layout is given too, and {limit}")]
