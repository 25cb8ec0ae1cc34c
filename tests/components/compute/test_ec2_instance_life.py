"""What becomes of a single instance, its volumes and its address: protection, changes, replacement."""

import json
from typing import Any

import pulumi
import pytest

from components.compute import (
    AttachedVolume,
    CloudWatchAgent,
    LaunchSettings,
    MachineImage,
    SnapshotSchedule,
    UserDataPart,
)
from components.compute.machine_image import ImageChange
from components.compute.volume_limits import VolumeType
from components.landing_zone.tiers import Tier
from components.shared.component import BadArgumentsError
from tests.accounts import BOUNDARY, HOME, account
from tests.components.compute.launching import (
    ASSOCIATION,
    ATTACHMENT,
    INSTANCE,
    POLICY,
    ROLE,
    VOLUME,
    launched,
)
from tests.recording import Recording, arn, image_id, resource_id

DATA = AttachedVolume(name="data", device_name="/dev/sdf", size_gib=8)
SCRIPT = LaunchSettings(user_data=[UserDataPart(content="#!/bin/sh\necho given")])


@pytest.fixture
def warnings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(pulumi.log, "warn", lambda text, _resource: said.append(text))
    return said


def protections(recording: Recording) -> tuple[bool, bool, bool]:
    """Whether AWS refuses to terminate, AWS refuses to stop, and Pulumi refuses to replace it."""
    instance = recording.only(INSTANCE)
    inputs = instance.inputs
    return inputs["disableApiTermination"], inputs["disableApiStop"], instance.protect


def test_an_extra_volume_is_a_resource_of_its_own_in_the_named_zone() -> None:
    assert launched(volumes=[DATA]).only(VOLUME).inputs == {
        "availabilityZone": "eu-central-1a",
        "size": 8,
        "type": "gp3",
        "encrypted": True,
        "finalSnapshot": False,
        "region": HOME,
        "tags": {"Name": "n-volume-data"},
    }


def test_a_volume_takes_everything_that_ebs_can_be_told() -> None:
    volume = AttachedVolume(
        name="shared",
        device_name="/dev/sdg",
        size_gib=100,
        type=VolumeType.IO2,
        iops=1000,
        snapshot_id="snap-0123456789abcdef0",
        initialization_mib_per_second=200,
        multi_attach=True,
        final_snapshot=True,
    )
    fast = AttachedVolume(
        name="fast",
        device_name="/dev/sdh",
        size_gib=20,
        iops=4000,
        throughput_mib_per_second=500,
    )
    recording = launched(volumes=[volume, fast], args={"volume_key_arn": arn("kms", "key/k")})
    assert recording.only(VOLUME, "n-volume-shared").inputs == {
        "availabilityZone": "eu-central-1a",
        "size": 100,
        "type": "io2",
        "iops": 1000,
        "snapshotId": "snap-0123456789abcdef0",
        "volumeInitializationRate": 200,
        "multiAttachEnabled": True,
        "encrypted": True,
        "kmsKeyId": arn("kms", "key/k"),
        "finalSnapshot": True,
        "region": HOME,
        "tags": {"Name": "n-volume-shared"},
    }
    inputs = recording.only(VOLUME, "n-volume-fast").inputs
    assert (inputs["iops"], inputs["throughput"]) == (4000, 500)


def test_the_instance_is_stopped_before_a_volume_leaves_it() -> None:
    attachment = launched(volumes=[DATA]).only(ATTACHMENT, "n-volume-data")
    assert attachment.inputs == {
        "deviceName": "/dev/sdf",
        "volumeId": resource_id(VOLUME, "n-volume-data"),
        "instanceId": resource_id(INSTANCE, "n-instance"),
        "stopInstanceBeforeDetaching": True,
        "region": HOME,
    }
    assert attachment.delete_before_replace


def test_the_next_instance_gets_the_volumes_and_the_address() -> None:
    recording = launched(volumes=[DATA], public_address=True)
    instance, volume = recording.only(INSTANCE), recording.only(VOLUME)
    attachment, association = recording.only(ATTACHMENT), recording.only(ASSOCIATION)
    assert {instance.urn, volume.urn} <= attachment.depends_on
    assert instance.urn in association.depends_on
    assert instance.urn not in volume.depends_on
    assert volume.urn not in instance.depends_on


def test_an_instance_ends_before_the_next_begins() -> None:
    assert launched().only(INSTANCE).delete_before_replace


def test_volumes_can_be_listed_in_any_order() -> None:
    logs = AttachedVolume(name="logs", device_name="/dev/sdg", size_gib=4)

    def identity(volumes: list[AttachedVolume]) -> set[str]:
        # The component's outputs list all volumes.
        return {
            f"{item.urn} {json.dumps(item.inputs, sort_keys=True)}"
            for item in launched(volumes=volumes).registrations
        }

    assert identity([DATA, logs]) == identity([logs, DATA])


def test_two_volumes_cannot_have_one_device_or_one_name() -> None:
    with pytest.raises(BadArgumentsError) as error:
        launched(volumes=[DATA, DATA])
    assert str(error.value).splitlines() == [
        'Ec2Instance "n": instance.volumes[1].device_name is "/dev/sdf"; each device is one '
        "volume's.",
        'Ec2Instance "n": instance.volumes[1].name is "data"; each volume has a name of its own.',
    ]


@pytest.mark.parametrize(
    ("tier", "kept"), [(Tier.SANDBOX, False), (Tier.TEST, True), (Tier.PRODUCTION, True)]
)
def test_the_tier_decides_whether_volumes_are_kept(tier: Tier, kept: bool) -> None:
    volume = launched(of=account(tier), volumes=[DATA]).only(VOLUME)
    assert (volume.protect, volume.inputs["finalSnapshot"]) == (kept, kept)


@pytest.mark.parametrize(
    ("tier", "given", "expected"),
    [
        (Tier.SANDBOX, {}, (False, False, False)),
        (Tier.TEST, {}, (False, False, False)),
        (Tier.PRODUCTION, {}, (True, True, True)),
        (Tier.PRODUCTION, {"termination_protection": False}, (False, False, False)),
        (Tier.PRODUCTION, {"stop_protection": False}, (True, False, True)),
        (Tier.PRODUCTION, {"spot": True}, (False, False, False)),
        (Tier.TEST, {"stop_protection": True}, (False, True, True)),
        (Tier.TEST, {"termination_protection": True}, (True, True, True)),
    ],
)
def test_the_tier_and_the_instance_decide_what_protects_it(
    tier: Tier, given: dict[str, Any], expected: tuple[bool, bool, bool]
) -> None:
    assert protections(launched(of=account(tier), **given)) == expected


def test_allowing_the_replacement_lifts_the_protection_on_aws_too() -> None:
    allowed = account(Tier.PRODUCTION, allow_replacement=["n-instance"])
    assert protections(launched(of=allowed)) == (False, False, False)


def test_a_newer_image_changes_nothing_by_itself() -> None:
    assert launched().only(INSTANCE).ignore_changes == ("associatePublicIpAddress", "ami")


def test_an_instance_that_follows_is_replaced_by_the_newest_image() -> None:
    image = MachineImage(arm64="/images/web", on_change=ImageChange.FOLLOW)
    instance = launched(launch=LaunchSettings(image=image)).only(INSTANCE)
    assert instance.inputs["ami"] == image_id("/images/web")
    assert instance.ignore_changes == ("associatePublicIpAddress",)


def test_a_pinned_image_is_looked_up_by_nobody() -> None:
    image = MachineImage(arm64="ami-0123456789abcdef0", on_change=ImageChange.PIN)
    recording = launched(launch=LaunchSettings(image=image))
    assert recording.only(INSTANCE).inputs["ami"] == "ami-0123456789abcdef0"
    assert recording.lookups == []


def test_an_instance_needs_an_image_of_its_architecture() -> None:
    image = MachineImage(x86_64="ami-0123456789abcdef0", on_change=ImageChange.PIN)
    with pytest.raises(BadArgumentsError, match=r"instance\.launch\.image\.arm64 is missing"):
        launched(launch=LaunchSettings(image=image))


@pytest.mark.parametrize(
    "given",
    [
        {"launch": SCRIPT},
        {"launch": LaunchSettings(agent=CloudWatchAgent())},
        {"args": {"boot_scripts": ["#!/bin/sh\nmount /srv"]}},
    ],
    ids=["user data", "agent", "boot scripts"],
)
def test_it_is_said_that_changed_user_data_do_not_run_again(
    given: dict[str, Any], warnings: list[str]
) -> None:
    launched(**given)
    assert warnings == [
        'Ec2Instance "n": when its user data change, it is stopped, told of them and started, and '
        "nothing runs them again; instance.user_data_replaces says with false that this is meant, "
        "and with true that the instance is to be replaced"
    ]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"launch": SCRIPT, "user_data_replaces": False},
        {"launch": SCRIPT, "user_data_replaces": True},
    ],
    ids=["no user data", "kept", "replaced"],
)
def test_nothing_is_said_where_there_is_nothing_to_decide(
    given: dict[str, Any], warnings: list[str]
) -> None:
    launched(**given)
    assert warnings == []


def test_changed_user_data_replace_an_instance_that_says_so() -> None:
    instance = launched(launch=SCRIPT, user_data_replaces=True).only(INSTANCE)
    assert instance.inputs["userDataReplaceOnChange"] is True


def test_snapshots_are_taken_of_the_volumes_of_this_instance_only() -> None:
    recording = launched(snapshots=SnapshotSchedule(), volumes=[DATA])
    tag = {"landing-zone:snapshots": "landing-zone/sandbox/n"}
    assert recording.only(POLICY, "n-snapshots").inputs == {
        "description": "Snapshots of n",
        "executionRoleArn": "arn:aws:iam::000000000000:role/n-snapshots",
        "policyDetails": {
            "resourceTypes": ["VOLUME"],
            "targetTags": tag,
            "schedules": [
                {
                    "name": "daily",
                    "createRule": {"interval": 24, "intervalUnit": "HOURS", "times": "03:00"},
                    "retainRule": {"count": 7},
                    "copyTags": True,
                }
            ],
        },
        "region": HOME,
        "tags": {"Name": "n-snapshots"},
    }
    assert tag.items() <= recording.only(VOLUME).inputs["tags"].items()
    assert tag.items() <= recording.only(INSTANCE).inputs["rootBlockDevice"]["tags"].items()


def test_only_data_lifecycle_manager_assumes_the_role_of_snapshots() -> None:
    recording = launched(snapshots=SnapshotSchedule())
    role = recording.only(ROLE, "n-snapshots")
    assert role.inputs["permissionsBoundary"] == BOUNDARY
    (statement,) = json.loads(role.inputs["assumeRolePolicy"])["Statement"]
    assert statement["Principal"] == {"Service": ["dlm.amazonaws.com"]}
    assert statement["Condition"] == {
        "StringEquals": {"aws:SourceAccount": ["444444444444"]},
        "ArnLike": {"aws:SourceArn": ["arn:aws:dlm:eu-central-1:444444444444:policy/*"]},
    }
    permission = recording.only("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "n-snapshots")
    assert permission.inputs["policyArn"] == (
        "arn:aws:iam::aws:policy/service-role/AWSDataLifecycleManagerServiceRole"
    )
    assert permission.urn in recording.only(POLICY).depends_on


@pytest.mark.parametrize(
    ("tier", "copies"), [(Tier.SANDBOX, 7), (Tier.TEST, 14), (Tier.PRODUCTION, 35)]
)
def test_the_tier_decides_how_many_snapshots_are_kept(tier: Tier, copies: int) -> None:
    policy = launched(of=account(tier), snapshots=SnapshotSchedule()).only(POLICY)
    (schedule,) = policy.inputs["policyDetails"]["schedules"]
    assert schedule["retainRule"] == {"count": copies}


def test_volumes_without_snapshots_carry_no_tag_for_them() -> None:
    assert launched(volumes=[DATA]).only(VOLUME).inputs["tags"] == {"Name": "n-volume-data"}
