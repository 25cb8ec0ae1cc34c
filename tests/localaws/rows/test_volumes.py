"""EBS volumes, their attachments and last snapshots; placement groups."""

import pytest
from botocore.exceptions import ClientError

from localaws.ledger import Ledger
from localaws.provider.lifecycle import Resource
from tests.localaws.lives import GENERATED, Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.machines import running_instance, volume
from tests.localaws.rows.places import in_subnet
from tests.localaws.world import REGION, WORKLOAD, Aws, scene, tags

VOLUME = "aws:ebs/volume:Volume"
ATTACHMENT = "aws:ec2/volumeAttachment:VolumeAttachment"
ZONE = f"{REGION}a"


def with_key(aws: Aws) -> Scene:
    s = scene(key=aws.kms.create_key()["KeyMetadata"]["Arn"])
    s.snapshot = aws.ec2.create_snapshot(VolumeId=volume(aws, Size=6))["SnapshotId"]
    return s


def describe_volume(aws: Aws, s: Scene) -> Values:
    told = aws.ec2.describe_volumes(VolumeIds=[s.id])["Volumes"][0]
    return {**told, "Tags": tags(told.get("Tags"))}


def volume_outputs(aws: Aws, s: Scene) -> Values:
    told = aws.ec2.describe_volumes(VolumeIds=[s.id])["Volumes"][0]
    return {
        "arn": f"arn:aws:ec2:{REGION}:{WORKLOAD}:volume/{s.id}",
        "createTime": told["CreateTime"].strftime("%Y-%m-%dT%H:%M:%SZ"),
        "tagsAll": {"of": "volume"},
    }


VOLUMES = Case(
    token=VOLUME,
    prepare=with_key,
    describe=describe_volume,
    lives=(
        Life(
            name="that grows",
            inputs=lambda s: {
                "availabilityZone": ZONE,
                "encrypted": True,
                "iops": 4000,
                "kmsKeyId": s.key,
                "size": 10,
                "snapshotId": s.snapshot,
                "tags": {"of": "volume"},
                "throughput": 200,
                "type": "gp3",
                "volumeInitializationRate": 100,
            },
            told=lambda s: {
                "AvailabilityZone": ZONE,
                "Encrypted": True,
                "Iops": 4000,
                "KmsKeyId": s.key,
                "MultiAttachEnabled": False,
                "Size": 10,
                "SnapshotId": s.snapshot,
                "Tags": {"of": "volume"},
                "Throughput": 200,
                "VolumeInitializationRate": 100,
                "VolumeType": "gp3",
            },
            outputs=volume_outputs,
            changed=lambda _: {"iops": 5000, "size": 20, "throughput": 300, "tags": {"of": "us"}},
            told_changed=lambda _: {
                "Iops": 5000,
                "Size": 20,
                "Tags": {"of": "us"},
                "Throughput": 300,
            },
            removed=("tags",),
            told_removed=lambda _: {"Tags": {}},
        ),
        Life(
            name="that becomes another type",
            inputs=lambda _: {"availabilityZone": ZONE, "size": 10},
            told=lambda _: {"VolumeType": "gp2", "Size": 10, "Iops": 100, "Encrypted": False},
            changed=lambda _: {"type": "gp3"},
            told_changed=lambda _: {"VolumeType": "gp3", "Iops": 3000, "Throughput": 125},
            outside=lambda aws, s: aws.ec2.modify_volume(VolumeId=s.id, VolumeType="gp2"),
            found=lambda _: {"type": "gp2"},
        ),
        Life(
            name="from a snapshot",
            inputs=lambda s: {
                "availabilityZone": ZONE,
                "finalSnapshot": True,
                "snapshotId": s.snapshot,
            },
            told=lambda s: {"SnapshotId": s.snapshot, "Size": 6},
        ),
        Life(
            name="encrypted with the key of AWS",
            inputs=lambda _: {"availabilityZone": ZONE, "size": 4, "encrypted": True},
            told=lambda _: {"Encrypted": True},
            outputs=lambda aws, _: {
                "kmsKeyId": aws.kms.describe_key(KeyId="alias/aws/ebs")["KeyMetadata"]["Arn"]
            },
        ),
        Life(
            name="for several instances",
            inputs=lambda _: {
                "availabilityZone": ZONE,
                "iops": 200,
                "multiAttachEnabled": True,
                "size": 4,
                "type": "io2",
            },
            told=lambda _: {"MultiAttachEnabled": True, "VolumeType": "io2", "Iops": 200},
        ),
    ),
)


def with_volume(aws: Aws) -> Scene:
    s = in_subnet(aws)
    s.instance, s.volume = running_instance(aws, s), volume(aws)
    return s


def describe_attachment(aws: Aws, s: Scene) -> Values | None:
    told = aws.ec2.describe_volumes(VolumeIds=[s.volume])["Volumes"][0]["Attachments"]
    return told[0] if told else None


ATTACHMENTS = Case(
    token=ATTACHMENT,
    prepare=with_volume,
    describe=describe_attachment,
    lives=(
        Life(
            name="at a device",
            inputs=lambda s: {
                "deviceName": "/dev/sdf",
                "instanceId": s.instance,
                "volumeId": s.volume,
            },
            told=lambda s: {
                "Device": "/dev/sdf",
                "InstanceId": s.instance,
                "VolumeId": s.volume,
                "State": "attached",
            },
        ),
        Life(
            name="that ends gently",
            inputs=lambda s: {
                "deviceName": "/dev/sdg",
                "instanceId": s.instance,
                "volumeId": s.volume,
                "forceDetach": False,
                "skipDestroy": False,
                "stopInstanceBeforeDetaching": True,
            },
            told=lambda _: {"Device": "/dev/sdg"},
        ),
    ),
)


def with_name(_: Aws) -> Scene:
    return scene()


def describe_group(aws: Aws, s: Scene) -> Values | None:
    found = aws.ec2.describe_placement_groups(Filters=[{"Name": "group-name", "Values": [s.id]}])[
        "PlacementGroups"
    ]
    return {**found[0], "Tags": tags(found[0].get("Tags"))} if found else None


def group_outputs(aws: Aws, s: Scene) -> Values:
    told = describe_group(aws, s) or {}
    return {
        "arn": f"arn:aws:ec2:{REGION}:{WORKLOAD}:placement-group/{s.id}",
        "placementGroupId": told["GroupId"],
        "tagsAll": {"of": "group"},
    }


PLACEMENT_GROUPS = Case(
    token="aws:ec2/placementGroup:PlacementGroup",
    prepare=with_name,
    describe=describe_group,
    filled=lambda s: {"name": f"{s.logical}-{GENERATED}"},
    lives=(
        Life(
            name="in partitions",
            inputs=lambda s: {
                "name": s.name,
                "strategy": "partition",
                "partitionCount": 3,
                "tags": {"of": "group"},
            },
            told=lambda s: {
                "GroupName": s.name,
                "Strategy": "partition",
                "PartitionCount": 3,
                "Tags": {"of": "group"},
            },
            outputs=group_outputs,
            changed=lambda _: {"tags": {"of": "us"}},
            told_changed=lambda _: {"Tags": {"of": "us"}},
            removed=("tags",),
            told_removed=lambda _: {"Tags": {}},
        ),
        Life(
            name="spread",
            inputs=lambda _: {"strategy": "spread", "spreadLevel": "host"},
            told=lambda _: {"Strategy": "spread", "SpreadLevel": "host"},
            changed=lambda _: {"tags": {"of": "us"}},
            told_changed=lambda _: {"Tags": {"of": "us"}},
            outside=lambda aws, s: aws.ec2.create_tags(
                Resources=[(describe_group(aws, s) or {})["GroupId"]],
                Tags=[{"Key": "of", "Value": "them"}],
            ),
            found=lambda _: {"tags": {"of": "them"}},
        ),
        Life(
            name="spread as AWS likes it",
            inputs=lambda _: {"strategy": "spread"},
            told=lambda _: {"SpreadLevel": "rack"},
        ),
        Life(
            name="as AWS likes it",
            inputs=lambda _: {"strategy": "partition"},
            told=lambda s: {"GroupName": f"{s.logical}-{GENERATED}", "PartitionCount": 2},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(VOLUMES, ATTACHMENTS, PLACEMENT_GROUPS))
def test_volumes_and_groups_are_what_ec2_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)


class Made:
    """A resource of a program."""

    def __init__(self, aws: Aws, ledger: Ledger, token: str, inputs: Values) -> None:
        urn = f"urn:pulumi:test::tests::{token}::{scene().name}"
        self.resource = Resource(urn, token, aws.session, ledger)
        self.id, self.state = self.resource.create(inputs, ())

    def delete(self) -> None:
        self.resource.delete(self.id, self.state)


def snapshots(aws: Aws, volume_id: str) -> list[dict[str, str]]:
    of = [{"Name": "volume-id", "Values": [volume_id]}]
    found = aws.ec2.describe_snapshots(Filters=of)["Snapshots"]
    return [tags(snapshot.get("Tags")) for snapshot in found]


@pytest.mark.parametrize("own_tags", [{"of": "volume"}, {}])
def test_a_last_snapshot_stays_with_the_tags_of_its_volume(own_tags, aws: Aws, ledger: Ledger):
    inputs = {"availabilityZone": ZONE, "size": 4, "finalSnapshot": True, "tags": own_tags}
    made = Made(aws, ledger, VOLUME, inputs)
    made.delete()
    assert snapshots(aws, made.id) == [own_tags]
    with pytest.raises(ClientError, match=r"InvalidVolume\.NotFound"):
        aws.ec2.describe_volumes(VolumeIds=[made.id])


@pytest.mark.parametrize("wanted", [{}, {"finalSnapshot": False}])
def test_without_being_asked_nothing_stays(wanted, aws: Aws, ledger: Ledger):
    made = Made(aws, ledger, VOLUME, {"availabilityZone": ZONE, "size": 4, **wanted})
    made.delete()
    assert snapshots(aws, made.id) == []


@pytest.mark.parametrize(
    ("controls", "state"),
    [({}, "running"), ({"stopInstanceBeforeDetaching": True, "forceDetach": True}, "stopped")],
)
def test_an_instance_stops_for_the_end_of_an_attachment_when_asked(
    controls, state, aws: Aws, ledger: Ledger
):
    s = with_volume(aws)
    inputs = {"deviceName": "/dev/sdf", "instanceId": s.instance, "volumeId": s.volume}
    Made(aws, ledger, ATTACHMENT, {**inputs, **controls}).delete()
    (reservation,) = aws.ec2.describe_instances(InstanceIds=[s.instance])["Reservations"]
    assert reservation["Instances"][0]["State"]["Name"] == state
    assert describe_attachment(aws, s) is None


def test_an_attachment_outlives_its_declaration_when_asked(aws: Aws, ledger: Ledger):
    s = with_volume(aws)
    inputs = {"deviceName": "/dev/sdf", "instanceId": s.instance, "volumeId": s.volume}
    Made(aws, ledger, ATTACHMENT, {**inputs, "skipDestroy": True}).delete()
    assert describe_attachment(aws, s)


def test_a_volume_follows_its_instance_only_once_it_is_let_go(aws: Aws, ledger: Ledger):
    """A replaced attachment must be deleted first: an attached volume is attached nowhere else."""
    s = with_volume(aws)
    inputs = {"deviceName": "/dev/sdf", "instanceId": s.instance, "volumeId": s.volume}
    first = Made(aws, ledger, ATTACHMENT, inputs)
    moved = {**inputs, "instanceId": running_instance(aws, s)}
    with pytest.raises(ClientError, match="VolumeInUse"):
        Made(aws, ledger, ATTACHMENT, moved)
    first.delete()
    Made(aws, ledger, ATTACHMENT, moved)
    assert (describe_attachment(aws, s) or {})["InstanceId"] == moved["instanceId"]
