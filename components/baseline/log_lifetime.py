"""How long the log bucket keeps what is delivered into it. Pure."""

from dataclasses import dataclass

from ..landing_zone.tiers import TierDefaults
from ..problems import Problem


@dataclass(frozen=True, kw_only=True)
class LogLifetime:
    """Ages of a log object, in days."""

    archive_after_days: int | None
    """When it moves to Glacier Instant Retrieval; None: it never does."""
    expire_after_days: int
    """When it is deleted."""


def log_lifetime(defaults: TierDefaults, expiration_days: int | None) -> LogLifetime:
    """The tier's lifetime, with another day of deletion if one is given."""
    expire = expiration_days or defaults.log_expiration_days
    archive = defaults.log_archive_after_days
    # S3 refuses to move an object on or after the day that deletes it.
    if archive is not None and archive >= expire:
        archive = None
    return LogLifetime(archive_after_days=archive, expire_after_days=expire)


def expiration_problems(path: str, days: int | None) -> list[Problem]:
    """Whether S3 can delete objects at this age. None, where the tier decides, is no problem."""
    if days is None or days >= 1:
        return []
    source = "S3 PutBucketLifecycleConfiguration, LifecycleExpiration.Days"
    return [Problem(path=path, value=days, limit="it is at least 1 day", source=source, nearest=1)]
