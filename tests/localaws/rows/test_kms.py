"""KMS keys and aliases."""

import json

import pytest

from tests.localaws.lives import GENERATED, PREFIXED, Case, Life, Scene, Values, each_life, live
from tests.localaws.world import REGION, WORKLOAD, Aws, scene


def policy(account: str, sid: str = "Owner") -> str:
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": sid,
                    "Effect": "Allow",
                    "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
                    "Action": "kms:*",
                    "Resource": "*",
                }
            ],
        }
    )


def describe_key(aws: Aws, s: Scene) -> Values | None:
    metadata = aws.kms.describe_key(KeyId=s.id)["KeyMetadata"]
    if metadata["KeyState"] == "PendingDeletion":
        return None
    rotation = aws.kms.get_key_rotation_status(KeyId=s.id)
    return metadata | {
        "Policy": json.loads(aws.kms.get_key_policy(KeyId=s.id, PolicyName="default")["Policy"]),
        "Rotation": rotation["KeyRotationEnabled"],
        "RotationPeriod": rotation.get("RotationPeriodInDays"),
        "Tags": {
            t["TagKey"]: t["TagValue"] for t in aws.kms.list_resource_tags(KeyId=s.id)["Tags"]
        },
    }


KEY = Case(
    token="aws:kms/key:Key",
    prepare=lambda aws: scene(account=aws.account),
    describe=describe_key,
    filled=lambda _: {
        "customerMasterKeySpec": "SYMMETRIC_DEFAULT",
        "enableKeyRotation": False,
        "isEnabled": True,
        "keyUsage": "ENCRYPT_DECRYPT",
    },
    lives=(
        Life(
            name="minimal",
            inputs=lambda _: {},
            told=lambda _: {"Enabled": True, "Rotation": False, "KeyUsage": "ENCRYPT_DECRYPT"},
            outputs=lambda _, s: {
                "arn": f"arn:aws:kms:{REGION}:{WORKLOAD}:key/{s.id}",
                "keyId": s.id,
                "tagsAll": {},
            },
            changed=lambda _: {"enableKeyRotation": True, "isEnabled": False},
            told_changed=lambda _: {"Enabled": False, "Rotation": True},
            outside=lambda aws, s: aws.kms.enable_key(KeyId=s.id),
            found=lambda _: {"isEnabled": True},
        ),
        Life(
            name="full",
            inputs=lambda s: {
                "bypassPolicyLockoutSafetyCheck": True,
                "customerMasterKeySpec": "SYMMETRIC_DEFAULT",
                "deletionWindowInDays": 7,
                "description": "for logs",
                "enableKeyRotation": True,
                "isEnabled": True,
                "keyUsage": "ENCRYPT_DECRYPT",
                "multiRegion": True,
                "policy": policy(s.account),
                "rotationPeriodInDays": 180,
                "tags": {"team": "a", "stage": "x"},
            },
            told=lambda s: {
                "CustomerMasterKeySpec": "SYMMETRIC_DEFAULT",
                "Description": "for logs",
                "KeyUsage": "ENCRYPT_DECRYPT",
                "MultiRegion": True,
                "Policy": json.loads(policy(s.account)),
                "Rotation": True,
                "RotationPeriod": 180,
                "Tags": {"team": "a", "stage": "x"},
            },
            changed=lambda s: {
                "description": "for other logs",
                "policy": policy(s.account, "Changed"),
                "rotationPeriodInDays": 365,
                "tags": {"team": "b", "new": "y"},
            },
            told_changed=lambda s: {
                "Description": "for other logs",
                "Policy": json.loads(policy(s.account, "Changed")),
                "RotationPeriod": 365,
                "Tags": {"team": "b", "new": "y"},
            },
            removed=("description", "tags"),
            told_removed=lambda _: {"Description": "", "Tags": {}},
            outside=lambda aws, s: aws.kms.disable_key_rotation(KeyId=s.id),
            found=lambda _: {"enableKeyRotation": False, "rotationPeriodInDays": None},
        ),
    ),
)


def with_keys(aws: Aws) -> Scene:
    s = scene()
    s.key, s.other_key = (aws.kms.create_key()["KeyMetadata"]["KeyId"] for _ in range(2))
    return s


def describe_alias(aws: Aws, s: Scene) -> Values | None:
    aliases = aws.kms.list_aliases()["Aliases"]
    return next((alias for alias in aliases if alias["AliasName"] == s.id), None)


ALIAS = Case(
    token="aws:kms/alias:Alias",
    prepare=with_keys,
    describe=describe_alias,
    lives=(
        Life(
            name="named",
            inputs=lambda s: {"name": f"alias/{s.name}", "targetKeyId": s.key},
            told=lambda s: {"AliasName": f"alias/{s.name}", "TargetKeyId": s.key},
            outputs=lambda _, s: {
                "arn": f"arn:aws:kms:{REGION}:{WORKLOAD}:alias/{s.name}",
                "targetKeyArn": f"arn:aws:kms:{REGION}:{WORKLOAD}:key/{s.key}",
            },
            changed=lambda s: {"targetKeyId": s.other_key},
            told_changed=lambda s: {"TargetKeyId": s.other_key},
            outside=lambda aws, s: aws.kms.update_alias(AliasName=s.id, TargetKeyId=s.key),
            found=lambda s: {"targetKeyId": s.key},
        ),
        Life(
            name="with a generated name",
            inputs=lambda s: {"targetKeyId": s.key},
            filled=lambda s: {"name": f"alias/{s.logical}-{GENERATED}"},
        ),
        Life(
            name="with a name prefix",
            inputs=lambda s: {"namePrefix": "alias/team-", "targetKeyId": s.key},
            filled=lambda _: {"name": "alias/team-" + PREFIXED},
            told=lambda _: {"AliasName": "alias/team-" + PREFIXED},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(KEY, ALIAS))
def test_keys_are_what_kms_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
