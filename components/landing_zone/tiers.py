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
    on_demand_base: int
    """Capacity of a mixed fleet that is always on-demand."""
    on_demand_percentage: int
    """Share of on-demand instances above the base of a mixed fleet; the rest is bought on the
    spot market."""
    instance_families: list[str] | None
    """Families of EC2 instances that may be used, unless the account's entry in the directory
    says otherwise; None: all."""
    largest_instance_vcpus: int | None
    """vCPUs of the largest instance that may be used, unless the account has the quota
    `instance-vcpus`; None: any."""
    max_instance_lifetime_days: int | None
    """Age at which a fleet that follows its image replaces an instance; None: never."""
    deletion_protection: bool
    """Load balancers and instances cannot be deleted before somebody lifts their protection."""
    plain_http: bool
    """Load balancers may do without a certificate, and then take requests unencrypted."""


_SMALL_FAMILIES = (
    "t3 t3a t4g m6a m6g m6i m7a m7g m7i m7i-flex m8g c6a c6g c6i c7a c7g c7i c8g r6g r6i r7g r7i r8g"
).split()
"""Families for general work: no accelerators, no local disks, no huge memory."""


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
        on_demand_base=0,
        on_demand_percentage=0,
        instance_families=_SMALL_FAMILIES,
        largest_instance_vcpus=4,
        max_instance_lifetime_days=None,
        deletion_protection=False,
        plain_http=True,
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
        on_demand_base=1,
        on_demand_percentage=50,
        instance_families=None,
        largest_instance_vcpus=32,
        max_instance_lifetime_days=30,
        deletion_protection=False,
        plain_http=False,
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
        on_demand_base=1,
        on_demand_percentage=100,
        instance_families=None,
        largest_instance_vcpus=None,
        max_instance_lifetime_days=30,
        deletion_protection=True,
        plain_http=False,
    ),
}
