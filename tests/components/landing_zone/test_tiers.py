import dataclasses

import pytest

from components.landing_zone.tiers import TIERS, NatGateways, Tier, TierDefaults
from components.shared.log_retention import RETENTION_DAYS


def test_every_tier_has_its_row() -> None:
    assert list(TIERS) == list(Tier)
    assert all(tier.defaults is TIERS[tier] for tier in Tier)


def test_what_a_tier_means_is_pinned() -> None:
    # A change here changes every stack that says nothing else.
    assert {tier: dataclasses.astuple(row) for tier, row in TIERS.items()} == {
        "sandbox": (False, True, 30, None, 90, 7, NatGateways.SINGLE, False, 7, 0),
        "test": (True, False, 90, None, 180, 14, NatGateways.SINGLE, True, 14, 50),
        "production": (True, False, 365, 90, 730, 35, NatGateways.PER_ZONE, True, 30, 100),
    }
    assert [field.name for field in dataclasses.fields(TierDefaults)] == [
        "protects_data",
        "empties_buckets",
        "log_retention_days",
        "log_archive_after_days",
        "log_expiration_days",
        "backup_retention_days",
        "nat_gateways",
        "customer_managed_keys",
        "key_deletion_window_days",
        "on_demand_percentage",
    ]


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
