"""The time of Auto Scaling: a test moves it, and nothing in the emulator runs by itself."""

from datetime import datetime

from moto.core.utils import utcnow


def now() -> datetime:
    """UTC, without a time zone, as moto keeps all its times."""
    time: datetime = utcnow()
    return time
