"""Which instance types can be launched from one template. Pure."""

from dataclasses import dataclass

from .instance_catalogue import Architecture


@dataclass(frozen=True, kw_only=True)
class LaunchKind:
    """What the types of one launch template have in common: one image, and whether credits count.

    EC2 takes a word on CPU credits for burstable types only, and without one they charge surplus.
    """

    architecture: Architecture
    burstable: bool = False

    def __str__(self) -> str:
        """Its name: `arm64`, `arm64-burstable`."""
        return f"{self.architecture}{'-burstable' if self.burstable else ''}"


ALL_KINDS = [
    LaunchKind(architecture=architecture, burstable=burstable)
    for architecture in Architecture
    for burstable in (False, True)
]
"""Every kind there is, Graviton first."""
