import json

import pulumi
import pytest

from components.baseline import AccountBaseline, AccountBaselineArgs, MonthlyBudget
from components.landing_zone.tiers import Tier
from components.shared.component import BadArgumentsError
from tests.accounts import HOME, SANDBOX, SECOND, account
from tests.components.baseline.creating import (
    ALIAS,
    BUDGET,
    COMPONENT,
    KEY,
    SUBSCRIPTION,
    TOPIC,
    TOPIC_POLICY,
    created,
)
from tests.recording import arn, start_recording


def test_a_baseline_that_says_as_little_as_it_can_is_exactly_this() -> None:
    assert created().counts() == {
        "aws:budgets/budget:Budget": 1,
        "aws:ebs/encryptionByDefault:EncryptionByDefault": 2,
        "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess": 2,
        "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": 2,
        "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": 1,
        "aws:s3/bucket:Bucket": 1,
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": 1,
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls": 1,
        "aws:s3/bucketPolicy:BucketPolicy": 1,
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": 1,
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": 1,
        "aws:s3/bucketVersioning:BucketVersioning": 1,
        "aws:sns/topic:Topic": 1,
        "aws:sns/topicPolicy:TopicPolicy": 1,
    }


def test_keys_and_addresses_add_exactly_this() -> None:
    with_all = created(
        customer_managed_keys=True, alarm_emails=["a@b.example", "c@d.example"]
    ).counts()
    assert {
        type_: count for type_, count in with_all.items() if created().counts().get(type_) != count
    } == {
        "aws:ebs/defaultKmsKey:DefaultKmsKey": 1,
        "aws:kms/alias:Alias": 2,
        "aws:kms/key:Key": 2,
        "aws:sns/topicSubscription:TopicSubscription": 2,
    }


@pytest.mark.parametrize(
    ("tier", "given", "has_keys"),
    [
        (Tier.SANDBOX, None, False),
        (Tier.TEST, None, True),
        (Tier.PRODUCTION, None, True),
        (Tier.SANDBOX, True, True),
        (Tier.PRODUCTION, False, False),
    ],
)
def test_the_tier_decides_whether_there_are_keys_unless_it_is_said(
    tier: Tier, given: bool | None, has_keys: bool
) -> None:
    recording = created(of=account(tier), customer_managed_keys=given)
    assert recording.names(KEY) == (["b-data-key", "b-logs-key"] if has_keys else [])
    outputs = recording.outputs_of(COMPONENT, "b")
    assert ("data_key_arn" in outputs, "logs_key_arn" in outputs) == (has_keys, has_keys)


def test_keys_rotate_and_can_be_saved_for_as_long_as_the_tier_says() -> None:
    recording = created(of=account(Tier.PRODUCTION))
    for key in recording.created(KEY):
        assert key.inputs["enableKeyRotation"] is True
        assert key.inputs["deletionWindowInDays"] == 30
        assert key.inputs["region"] == HOME


def test_keys_are_found_by_their_aliases() -> None:
    recording = created(customer_managed_keys=True)
    assert {
        alias.inputs["name"]: alias.inputs["targetKeyId"] for alias in recording.created(ALIAS)
    } == {
        "alias/landing-zone/data": "b-data-key",
        "alias/landing-zone/logs": "b-logs-key",
    }


def test_alarms_are_told_by_mail() -> None:
    recording = created(alarm_emails=["a@b.example", "c@d.example"])
    found = {
        item.name: (item.inputs["protocol"], item.inputs["endpoint"], item.inputs["topic"])
        for item in recording.created(SUBSCRIPTION)
    }
    assert found == {
        "b-alarms-a@b.example": ("email", "a@b.example", arn("sns", "b-alarms")),
        "b-alarms-c@d.example": ("email", "c@d.example", arn("sns", "b-alarms")),
    }


def test_the_topic_is_encrypted_with_the_logs_key_where_there_is_one() -> None:
    assert created(customer_managed_keys=True).only(TOPIC).inputs["kmsMasterKeyId"] == arn(
        "kms", "key/b-logs-key"
    )
    assert "kmsMasterKeyId" not in created().only(TOPIC).inputs


def test_the_budget_tells_the_topic_before_and_after_the_money_is_gone() -> None:
    recording = created()
    budget = recording.only(BUDGET).inputs
    assert (budget["budgetType"], budget["timeUnit"]) == ("COST", "MONTHLY")
    assert (budget["limitAmount"], budget["limitUnit"]) == ("200", "USD")
    assert budget["accountId"] == SANDBOX.id
    notices = [
        (notice["notificationType"], notice["threshold"]) for notice in budget["notifications"]
    ]
    assert notices == [("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100)]
    for notice in budget["notifications"]:
        assert notice["thresholdType"] == "PERCENTAGE"
        assert notice["comparisonOperator"] == "GREATER_THAN"
        assert notice["subscriberSnsTopicArns"] == [arn("sns", "b-alarms")]


def test_whoever_publishes_waits_for_the_topics_policy() -> None:
    recording = created()
    assert recording.only(TOPIC_POLICY).urn in recording.only(BUDGET).depends_on


def test_every_region_that_the_account_allows_is_guarded() -> None:
    recording = created(customer_managed_keys=True)
    for region in (HOME, SECOND):
        encryption = recording.only(
            "aws:ebs/encryptionByDefault:EncryptionByDefault", f"b-ebs-encryption-{region}"
        )
        assert encryption.inputs == {"enabled": True, "region": region}
        snapshots = recording.only(
            "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
            f"b-snapshot-sharing-{region}",
        )
        assert snapshots.inputs == {"state": "block-all-sharing", "region": region}
        metadata = recording.only(
            "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
            f"b-instance-metadata-{region}",
        )
        assert metadata.inputs == {
            "httpTokens": "required",
            "httpPutResponseHopLimit": 1,
            "region": region,
        }
    assert recording.only("aws:ebs/defaultKmsKey:DefaultKmsKey").inputs == {
        "keyArn": arn("kms", "key/b-data-key"),
        "region": HOME,
    }


def test_no_bucket_of_the_account_can_be_made_public() -> None:
    assert created().only("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock").inputs == {
        "accountId": SANDBOX.id,
        "blockPublicAcls": True,
        "blockPublicPolicy": True,
        "ignorePublicAcls": True,
        "restrictPublicBuckets": True,
    }


def test_the_outputs_are_what_later_components_take() -> None:
    bucket = "landing-zone-logs-444444444444-eu-central-1"
    assert created(customer_managed_keys=True).outputs_of(COMPONENT, "b") == {
        "data_key_arn": arn("kms", "key/b-data-key"),
        "logs_key_arn": arn("kms", "key/b-logs-key"),
        "log_bucket_name": bucket,
        "log_bucket_arn": f"arn:aws:s3:::{bucket}",
        "alarm_topic_arn": arn("sns", "b-alarms"),
    }


def test_there_are_no_users_and_no_access_keys() -> None:
    types = created(of=account(Tier.PRODUCTION), alarm_emails=["a@b.example"]).counts()
    assert not [type_ for type_ in types if "iam" in type_]


def test_bad_arguments_are_refused_all_at_once() -> None:
    start_recording()

    def program() -> None:
        args = AccountBaselineArgs(
            account=SANDBOX,
            region=HOME,
            budget=MonthlyBudget(limit_usd=0),
            alarm_emails=["nobody"],
            log_expiration_days=0,
        )
        AccountBaseline("b", args)

    with pytest.raises(BadArgumentsError) as error:
        pulumi.runtime.test(program)()
    assert [line.split(" is ")[0] for line in str(error.value).splitlines()] == [
        'AccountBaseline "b": budget.limit_usd',
        'AccountBaseline "b": alarm_emails[0]',
        'AccountBaseline "b": log_expiration_days',
    ]


def test_policies_name_the_account_that_they_are_made_for() -> None:
    recording = created(customer_managed_keys=True)
    for key in recording.created(KEY):
        assert (
            "arn:aws:iam::444444444444:root"
            in json.loads(key.inputs["policy"])["Statement"][0]["Principal"]["AWS"]
        )
