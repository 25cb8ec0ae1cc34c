"""The instances that may be advised. Pure."""

from dataclasses import dataclass

from ..limits import Limit, Range
from ..problems import Problem, nearest_word
from .instance_catalogue import CATALOGUE_DATE, FAMILIES

AT_LEAST_ONE = Range(
    id="allowance.families",
    limit="at least {lowest} family is allowed",
    lowest=1,
    highest=len(FAMILIES),
)
FAMILY = Limit(id="allowance.family", limit=f"the catalogue of {CATALOGUE_DATE} has no such family")
LARGEST = Range(
    id="allowance.largest",
    limit="the largest instance that is allowed has {lowest} vCPU or more",
    lowest=1,
    highest=float("inf"),
)
LIMITS = (AT_LEAST_ONE, FAMILY, LARGEST)


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """What an account may use."""

    allowed_families: list[str] | None = None
    """Names of families: `m7g`; all when left out."""
    largest_vcpus: int | None = None
    """vCPUs of the largest instance; any when left out."""

    def problems(self) -> list[Problem]:
        """Whether there is anything to choose from, and the catalogue knows it."""
        families = self.allowed_families
        problems = (
            [] if families is None else AT_LEAST_ONE.check_count("allowed_families", families)
        )
        for index, name in enumerate(families or []):
            path, nearest = f"allowed_families[{index}]", nearest_word(name, FAMILIES)
            problems += FAMILY.problems(path, name, kept=name in FAMILIES, nearest=nearest)
        return problems + LARGEST.check("largest_vcpus", self.largest_vcpus)
