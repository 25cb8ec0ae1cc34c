"""What stands for a value that is left out. Pure.

Pulumi's package schema knows an optional field only as `X | None = None`, so a value object's
defaults stand where its values are read.
"""

from typing import TypeVar

T = TypeVar("T")


def or_default(value: T | None, default: T) -> T:
    """The value, or the default where it is left out; 0 and False are values."""
    return default if value is None else value
