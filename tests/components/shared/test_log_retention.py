import pytest

from components.shared.log_retention import RETENTION_DAYS, log_retention_problems


@pytest.mark.parametrize("days", [None, *RETENTION_DAYS])
def test_the_periods_of_cloudwatch_logs_are_accepted(days: int | None) -> None:
    assert log_retention_problems("days", days) == []


@pytest.mark.parametrize(
    ("days", "nearest"), [(0, 1), (2, 1), (29, 30), (31, 30), (364, 365), (3654, 3653)]
)
def test_other_periods_are_refused_with_the_nearest_one(days: int, nearest: int) -> None:
    (problem,) = log_retention_problems("days", days)
    assert str(problem) == (
        f"days is {days}; a log group keeps its events for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, "
        "180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days (CloudWatch Logs "
        f"PutRetentionPolicy, retentionInDays). Nearest: {nearest}."
    )
