"""What an account has once in each region."""

import pytest

from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.world import Aws, scene


def describe_encryption(aws: Aws, _: Scene) -> Values:
    return {"On": aws.ec2.get_ebs_encryption_by_default()["EbsEncryptionByDefault"]}


ENCRYPTION = Case(
    token="aws:ebs/encryptionByDefault:EncryptionByDefault",
    describe=describe_encryption,
    filled=lambda _: {"enabled": True},
    left=lambda _: {"On": False},
    lives=(
        Life(
            name="minimal",
            inputs=lambda _: {},
            told=lambda _: {"On": True},
            changed=lambda _: {"enabled": False},
            told_changed=lambda _: {"On": False},
            outside=lambda aws, _: aws.ec2.enable_ebs_encryption_by_default(),
            found=lambda _: {"enabled": True},
        ),
        Life(name="on", inputs=lambda _: {"enabled": True}, told=lambda _: {"On": True}),
        Life(name="off", inputs=lambda _: {"enabled": False}, told=lambda _: {"On": False}),
    ),
)


def with_key(aws: Aws) -> Scene:
    return scene(key=aws.kms.create_key()["KeyMetadata"]["Arn"])


def describe_key(aws: Aws, _: Scene) -> Values:
    return {"Key": aws.ec2.get_ebs_default_kms_key_id()["KmsKeyId"]}


DEFAULT_KEY = Case(
    token="aws:ebs/defaultKmsKey:DefaultKmsKey",
    prepare=with_key,
    describe=describe_key,
    left=lambda _: {"Key": "alias/aws/ebs"},
    lives=(
        Life(
            name="of our own",
            inputs=lambda s: {"keyArn": s.key},
            told=lambda s: {"Key": s.key},
        ),
    ),
)


def describe_sharing(aws: Aws, _: Scene) -> Values:
    return {"State": aws.ec2.get_snapshot_block_public_access_state()["State"]}


SHARING = Case(
    token="aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
    describe=describe_sharing,
    left=lambda _: {"State": "unblocked"},
    lives=(
        Life(
            name="blocked",
            inputs=lambda _: {"state": "block-all-sharing"},
            told=lambda _: {"State": "block-all-sharing"},
            changed=lambda _: {"state": "block-new-sharing"},
            told_changed=lambda _: {"State": "block-new-sharing"},
            outside=lambda aws, _: aws.ec2.disable_snapshot_block_public_access(),
            found=lambda _: {"state": "unblocked"},
        ),
        Life(
            name="opened",
            inputs=lambda _: {"state": "block-new-sharing"},
            changed=lambda _: {"state": "unblocked"},
            told_changed=lambda _: {"State": "unblocked"},
        ),
    ),
)

NOTHING_PREFERRED = {
    "HttpEndpoint": "no-preference",
    "HttpPutResponseHopLimit": -1,
    "HttpTokens": "no-preference",
    "InstanceMetadataTags": "no-preference",
}


def describe_metadata(aws: Aws, _: Scene) -> Values:
    return dict(aws.ec2.get_instance_metadata_defaults()["AccountLevel"])


METADATA = Case(
    token="aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
    describe=describe_metadata,
    filled=lambda _: {
        "httpEndpoint": "no-preference",
        "httpPutResponseHopLimit": -1,
        "httpTokens": "no-preference",
        "instanceMetadataTags": "no-preference",
    },
    left=lambda _: NOTHING_PREFERRED,
    lives=(
        Life(name="empty", inputs=lambda _: {}, told=lambda _: NOTHING_PREFERRED),
        Life(
            name="minimal",
            inputs=lambda _: {"httpTokens": "required"},
            told=lambda _: {**NOTHING_PREFERRED, "HttpTokens": "required"},
        ),
        Life(
            name="full",
            inputs=lambda _: {
                "httpEndpoint": "enabled",
                "httpPutResponseHopLimit": 2,
                "httpTokens": "required",
                "instanceMetadataTags": "disabled",
            },
            told=lambda _: {
                "HttpEndpoint": "enabled",
                "HttpPutResponseHopLimit": 2,
                "HttpTokens": "required",
                "InstanceMetadataTags": "disabled",
            },
            changed=lambda _: {
                "httpEndpoint": "disabled",
                "httpPutResponseHopLimit": 3,
                "httpTokens": "optional",
                "instanceMetadataTags": "enabled",
            },
            told_changed=lambda _: {
                "HttpEndpoint": "disabled",
                "HttpPutResponseHopLimit": 3,
                "HttpTokens": "optional",
                "InstanceMetadataTags": "enabled",
            },
            outside=lambda aws, _: aws.ec2.modify_instance_metadata_defaults(HttpTokens="required"),
            found=lambda _: {"httpTokens": "required"},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(ENCRYPTION, DEFAULT_KEY, SHARING, METADATA))
def test_account_settings_are_what_ec2_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
