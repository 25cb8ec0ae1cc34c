"""One instance type of a fleet. Pure."""

from dataclasses import dataclass

from ..limits import Limit
from ..problems import Problem, nearest_word
from .instance_catalogue import (
    CATALOGUE_DATE,
    Architecture,
    all_types,
    architecture_of,
    is_burstable,
)
from .launch_kind import LaunchKind
from .mix_limits import ARCHITECTURE, WEIGHT

UNKNOWN_TYPE = Limit(
    id="instances.type",
    limit=f"the catalogue of {CATALOGUE_DATE} has no such type; with its architecture given it is "
    "taken all the same",
)
LIMITS = (UNKNOWN_TYPE,)


@dataclass(frozen=True, kw_only=True)
class InstanceOverride:
    """One instance type of a fleet."""

    instance_type: str
    """The type: `m7g.large`."""
    weight: int | None = None
    """How many units of the fleet's capacity one instance is; given for all types or for none."""
    architecture: Architecture | None = None
    """Only for a type that the catalogue does not know."""

    @property
    def runs_on(self) -> Architecture | None:
        """The architecture, from the catalogue where it is not given."""
        return self.architecture or architecture_of(self.instance_type)

    @property
    def launched_as(self) -> LaunchKind:
        """The kind of launch template; a type of unknown architecture is refused."""
        return LaunchKind(
            architecture=self.runs_on or Architecture.X86_64,
            burstable=is_burstable(self.instance_type),
        )

    def problems(self) -> list[Problem]:
        """Whether the weight is one, and the architecture is known and right."""
        return [*WEIGHT.check("weight", self.weight), *self._architecture_problems()]

    def _architecture_problems(self) -> list[Problem]:
        known = architecture_of(self.instance_type)
        if known is None and self.architecture is None:
            nearest = nearest_word(self.instance_type, all_types())
            return [UNKNOWN_TYPE.broken("instance_type", self.instance_type, nearest)]
        kept = known is None or self.architecture in (None, known)
        return ARCHITECTURE.problems("architecture", self.architecture, kept=kept, nearest=known)
