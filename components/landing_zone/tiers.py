"""How careful an account is treated, and what that means in numbers.

The one table of defaults that depend on the tier. A component reads `account.tier.defaults` and
lets an argument override it; nothing in the project compares tiers or names of stacks.
"""

from dataclasses import dataclass
from enum import StrEnum


class NatGateways(StrEnum):
    """How many ways out the private subnets of a network have."""

    NONE = "none"
    """No way out; AWS is reached through VPC endpoints only."""
    SINGLE = "single"
    """One gateway in the first zone serves all zones: cheap, and gone when that zone is."""
    PER_ZONE = "per_zone"
    """One gateway in each zone: a zone that fails takes no other with it."""


@dataclass(frozen=True, kw_only=True)
class TierDefaults:
    """What a tier means. One instance for each tier, in `TIERS`."""

    protects_data: bool
    """Resources that hold data are protected from replacement and deletion, until a stack allows
    it by name."""
    empties_buckets: bool
    """A bucket is deleted together with its objects; without it AWS refuses to delete a bucket
    that holds any."""
    log_retention_days: int
    """How long CloudWatch log groups keep events. One of the periods that PutRetentionPolicy
    allows."""
    log_archive_after_days: int | None
    """Age at which objects of the log bucket move to Glacier Instant Retrieval; None: they never
    do."""
    log_expiration_days: int
    """Age at which objects of the log bucket are deleted."""
    backup_retention_days: int
    """How long automatic backups of file systems and volumes are kept."""
    nat_gateways: NatGateways
    """Redundancy of a network's way out."""
    customer_managed_keys: bool
    """Data and logs are encrypted with keys of the account's own; without them with keys that
    AWS manages."""
    key_deletion_window_days: int
    """How long a key that is scheduled for deletion can still be saved. KMS allows 7 to 30."""
    on_demand_percentage: int
    """Share of on-demand instances above the base of a mixed fleet; the rest is bought on the
    spot market."""


class Tier(StrEnum):
    """How careful an account is treated; nothing of who uses it or of what runs in it."""

    SANDBOX = "sandbox"
    """To try things out; may be thrown away at any time."""
    TEST = "test"
    """Like production, with cheaper redundancy; its data can be made again, with effort."""
    PRODUCTION = "production"
    """Holds what cannot be made again."""

    @property
    def defaults(self) -> TierDefaults:
        """The row of this tier in `TIERS`."""
        return TIERS[self]


TIERS: dict[Tier, TierDefaults] = {
    Tier.SANDBOX: TierDefaults(
        protects_data=False,
        empties_buckets=True,
        log_retention_days=30,
        log_archive_after_days=None,
        log_expiration_days=90,
        backup_retention_days=7,
        nat_gateways=NatGateways.SINGLE,
        customer_managed_keys=False,
        key_deletion_window_days=7,
        on_demand_percentage=0,
    ),
    Tier.TEST: TierDefaults(
        protects_data=True,
        empties_buckets=False,
        log_retention_days=90,
        log_archive_after_days=None,
        log_expiration_days=180,
        backup_retention_days=14,
        nat_gateways=NatGateways.SINGLE,
        customer_managed_keys=True,
        key_deletion_window_days=14,
        on_demand_percentage=50,
    ),
    Tier.PRODUCTION: TierDefaults(
        protects_data=True,
        empties_buckets=False,
        log_retention_days=365,
        log_archive_after_days=90,
        log_expiration_days=730,
        backup_retention_days=35,
        nat_gateways=NatGateways.PER_ZONE,
        customer_managed_keys=True,
        key_deletion_window_days=30,
        on_demand_percentage=100,
    ),
}
