import pytest

from components.baseline.log_lifetime import expiration_problems, log_lifetime
from components.landing_zone.tiers import Tier


@pytest.mark.parametrize(
    ("tier", "given", "archived", "deleted"),
    [
        (Tier.SANDBOX, None, None, 90),
        (Tier.SANDBOX, 7, None, 7),
        (Tier.TEST, None, None, 180),
        (Tier.PRODUCTION, None, 90, 730),
        (Tier.PRODUCTION, 91, 90, 91),
        (Tier.PRODUCTION, 90, None, 90),
        (Tier.PRODUCTION, 30, None, 30),
    ],
)
def test_logs_are_never_archived_on_or_after_the_day_that_deletes_them(
    tier: Tier, given: int | None, archived: int | None, deleted: int
) -> None:
    lifetime = log_lifetime(tier.defaults, given)
    assert (lifetime.archive_after_days, lifetime.expire_after_days) == (archived, deleted)


@pytest.mark.parametrize(("days", "accepted"), [(None, True), (1, True), (0, False), (-1, False)])
def test_objects_live_for_at_least_a_day(days: int | None, accepted: bool) -> None:
    found = [str(problem) for problem in expiration_problems("days", days)]
    message = (
        f"days is {days}; it is at least 1 day (S3 PutBucketLifecycleConfiguration, "
        "LifecycleExpiration.Days). Nearest: 1."
    )
    assert found == ([] if accepted else [message])
