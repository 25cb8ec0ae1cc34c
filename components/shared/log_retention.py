"""How long CloudWatch log groups keep their events. Pure."""

from ..problems import Problem

SOURCE = "CloudWatch Logs PutRetentionPolicy, retentionInDays"
RETENTION_DAYS = (
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731,
    1096, 1827, 2192, 2557, 2922, 3288, 3653,
)  # fmt: skip


def log_retention_problems(path: str, days: int | None) -> list[Problem]:
    """Whether CloudWatch Logs accepts this period. None, where the tier decides, is no problem."""
    if days is None or days in RETENTION_DAYS:
        return []
    limit = f"a log group keeps its events for {', '.join(map(str, RETENTION_DAYS))} days"
    nearest = min(RETENTION_DAYS, key=lambda allowed: abs(allowed - days))
    return [Problem(path=path, value=days, limit=limit, source=SOURCE, nearest=nearest)]
