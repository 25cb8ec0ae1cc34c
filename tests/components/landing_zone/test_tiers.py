import dataclasses

import pytest

from components.landing_zone.tiers import TIERS, NatGateways, Tier, TierDefaults
from components.shared.log_retention import RETENTION_DAYS


def test_every_tier_has_its_row() -> None:
    assert list(TIERS) == list(Tier)
    assert all(tier.defaults is TIERS[tier] for tier in Tier)


SMALL_FAMILIES = (
    "t3 t3a t4g m6a m6g m6i m7a m7g m7i m7i-flex m8g c6a c6g c6i c7a c7g c7i c8g r6g r6i r7g r7i r8g"
).split()
# A change here changes every stack that says nothing else: sandbox, test, production.
MEANING = {
    "protects_data": (False, True, True),
    "empties_buckets": (True, False, False),
    "log_retention_days": (30, 90, 365),
    "log_archive_after_days": (None, None, 90),
    "log_expiration_days": (90, 180, 730),
    "backup_retention_days": (7, 14, 35),
    "nat_gateways": (NatGateways.SINGLE, NatGateways.SINGLE, NatGateways.PER_ZONE),
    "customer_managed_keys": (False, True, True),
    "key_deletion_window_days": (7, 14, 30),
    "on_demand_base": (0, 1, 1),
    "on_demand_percentage": (0, 50, 100),
    "instance_families": (SMALL_FAMILIES, None, None),
    "largest_instance_vcpus": (4, 32, None),
    "max_instance_lifetime_days": (None, 30, 30),
    "deletion_protection": (False, False, True),
    "plain_http": (True, False, False),
}


def test_what_a_tier_means_is_pinned() -> None:
    rows = [TIERS[tier] for tier in (Tier.SANDBOX, Tier.TEST, Tier.PRODUCTION)]
    assert {
        field.name: tuple(getattr(row, field.name) for row in rows)
        for field in dataclasses.fields(TierDefaults)
    } == MEANING


@pytest.mark.parametrize("tier", Tier)
def test_the_defaults_are_values_that_aws_accepts(tier: Tier) -> None:
    defaults = tier.defaults
    assert defaults.log_retention_days in RETENTION_DAYS
    assert 7 <= defaults.key_deletion_window_days <= 30
    assert 0 <= defaults.on_demand_percentage <= 100
    # FSx keeps automatic backups for 0 to 90 days.
    assert 0 <= defaults.backup_retention_days <= 90
    assert (defaults.log_archive_after_days or 0) < defaults.log_expiration_days


@pytest.mark.parametrize("tier", Tier)
def test_a_tier_that_protects_its_data_never_empties_its_buckets(tier: Tier) -> None:
    assert tier.defaults.protects_data != tier.defaults.empties_buckets
