from typing import Any

import pulumi
import pytest
from pulumi_aws import sqs

from components.baseline import AccountBaseline, AccountBaselineArgs, MonthlyBudget
from components.landing_zone.providers import AccountProvider
from components.landing_zone.tiers import Tier
from tests.accounts import HOME, SANDBOX, account
from tests.components.baseline.creating import (
    BUCKET,
    LIFECYCLE,
    PUBLIC_BLOCK,
    VERSIONING,
    created,
)
from tests.recording import record


def test_the_log_bucket_is_named_after_the_account_and_the_region() -> None:
    assert created().only(BUCKET).inputs["bucket"] == "landing-zone-logs-444444444444-eu-central-1"


@pytest.mark.parametrize(
    ("tier", "emptied"), [(Tier.SANDBOX, True), (Tier.TEST, False), (Tier.PRODUCTION, False)]
)
def test_only_a_throw_away_bucket_is_deleted_with_its_objects(tier: Tier, emptied: bool) -> None:
    assert created(of=account(tier)).only(BUCKET).inputs["forceDestroy"] is emptied


def test_the_log_bucket_is_private_versioned_and_encrypted_with_keys_of_s3() -> None:
    recording = created(customer_managed_keys=True)
    block = recording.only(PUBLIC_BLOCK).inputs
    assert [
        block[key]
        for key in (
            "blockPublicAcls",
            "blockPublicPolicy",
            "ignorePublicAcls",
            "restrictPublicBuckets",
        )
    ] == [True] * 4
    ownership = recording.only("aws:s3/bucketOwnershipControls:BucketOwnershipControls")
    assert ownership.inputs["rule"] == {"objectOwnership": "BucketOwnerEnforced"}
    assert recording.only(VERSIONING).inputs["versioningConfiguration"] == {"status": "Enabled"}
    encryption = recording.only(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
    )
    assert encryption.inputs["rules"] == [
        {"applyServerSideEncryptionByDefault": {"sseAlgorithm": "AES256"}}
    ]


@pytest.mark.parametrize(
    ("tier", "given", "transitions", "expiration"),
    [
        (Tier.PRODUCTION, None, [{"days": 90, "storageClass": "GLACIER_IR"}], 730),
        (Tier.SANDBOX, 7, [], 7),
    ],
)
def test_logs_are_archived_and_deleted_by_age(
    tier: Tier, given: int | None, transitions: list[dict[str, Any]], expiration: int
) -> None:
    recording = created(of=account(tier), log_expiration_days=given)
    keep, markers = recording.only(LIFECYCLE).inputs["rules"]
    assert keep.get("transitions", []) == transitions
    assert keep["expiration"] == {"days": expiration}
    assert keep["noncurrentVersionExpiration"] == {"noncurrentDays": 30}
    assert keep["abortIncompleteMultipartUpload"] == {"daysAfterInitiation": 7}
    assert markers["expiration"] == {"expiredObjectDeleteMarker": True}
    assert keep["status"] == markers["status"] == "Enabled"


def test_the_bucket_is_finished_in_the_order_that_s3_demands() -> None:
    recording = created()
    assert recording.only(VERSIONING).urn in recording.only(LIFECYCLE).depends_on
    policy = recording.only("aws:s3/bucketPolicy:BucketPolicy")
    assert recording.only(PUBLIC_BLOCK).urn in policy.depends_on
    assert "arn:aws:s3:::landing-zone-logs-444444444444-eu-central-1" in policy.inputs["policy"]


def test_its_name_is_told_once_load_balancers_may_write_into_it() -> None:
    def program() -> None:
        provider = AccountProvider(SANDBOX, region=HOME)
        budget = MonthlyBudget(limit_usd=200)
        baseline = AccountBaseline(
            "b",
            AccountBaselineArgs(account=SANDBOX, region=HOME, budget=budget),
            pulumi.ResourceOptions(provider=provider),
        )
        sqs.Queue("balancer", tags={"Logs": baseline.log_bucket_name})

    recording = record(program)
    policy = recording.only("aws:s3/bucketPolicy:BucketPolicy")
    assert policy.urn in recording.only("aws:sqs/queue:Queue").depends_on
