"""EBS volumes: what AWS fills in and changes, their snapshots, and where they are attached."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.localaws.lives import Scene
from tests.localaws.rows.machines import running_instance, volume
from tests.localaws.rows.places import another_subnet, in_subnet
from tests.localaws.world import REGION, Aws


def told(aws: Aws, volume_id: str) -> dict[str, Any]:
    return aws.ec2.describe_volumes(VolumeIds=[volume_id])["Volumes"][0]


@pytest.fixture
def elsewhere(aws: Aws) -> Iterator[Aws]:
    """A region whose default is to encrypt, and as it was afterwards."""
    region = Aws(aws.session.in_region("eu-north-1"))
    region.ec2.enable_ebs_encryption_by_default()
    yield region
    region.ec2.disable_ebs_encryption_by_default()
    region.ec2.reset_ebs_default_kms_key_id()


@pytest.mark.parametrize(
    ("kind", "size", "iops", "throughput"),
    [
        ("gp3", 10, 3000, 125),
        ("gp2", 10, 100, None),
        ("gp2", 100, 300, None),
        ("gp2", 6000, 16000, None),
        ("st1", 125, None, None),
        ("standard", 10, None, None),
    ],
)
def test_a_volume_has_the_performance_of_its_type(kind, size, iops, throughput, aws: Aws):
    made = told(aws, volume(aws, VolumeType=kind, Size=size))
    assert (made.get("Iops"), made.get("Throughput")) == (iops, throughput)
    assert made["MultiAttachEnabled"] is False


def test_a_volume_has_the_performance_that_it_asks_for(aws: Aws):
    made = told(aws, volume(aws, Size=20, Iops=5000, Throughput=300, VolumeInitializationRate=100))
    assert (made["Iops"], made["Throughput"]) == (5000, 300)
    assert made["VolumeInitializationRate"] == 100
    shared = told(aws, volume(aws, VolumeType="io2", Iops=200, MultiAttachEnabled=True))
    assert (shared["Iops"], shared["MultiAttachEnabled"]) == (200, True)


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ({"VolumeType": "io1"}, "MissingParameter"),
        ({"VolumeType": "io2"}, "MissingParameter"),
        ({"VolumeType": "gp2", "Iops": 300}, "InvalidParameterCombination"),
        ({"VolumeType": "io2", "Iops": 300, "Throughput": 200}, "InvalidParameterCombination"),
        ({"VolumeType": "gp3", "MultiAttachEnabled": True}, "InvalidParameterCombination"),
        ({"KmsKeyId": "alias/aws/ebs"}, "InvalidParameterDependency"),
        ({"SnapshotId": "snap-0123456789abcdef0"}, "InvalidSnapshot.NotFound"),
    ],
)
def test_a_volume_that_cannot_be_is_refused(request_, code, aws: Aws):
    with pytest.raises(ClientError, match=code):
        volume(aws, **request_)


def test_a_volume_needs_a_size_or_a_snapshot_that_fits(aws: Aws):
    zone = {"AvailabilityZone": f"{REGION}a"}
    with pytest.raises(ClientError, match="MissingParameter"):
        aws.ec2.create_volume(**zone)
    snapshot = aws.ec2.create_snapshot(VolumeId=volume(aws, Size=6))["SnapshotId"]
    assert aws.ec2.create_volume(SnapshotId=snapshot, **zone)["Size"] == 6
    assert aws.ec2.create_volume(SnapshotId=snapshot, Size=7, **zone)["Size"] == 7
    with pytest.raises(ClientError, match="expect size >= 6GB"):
        aws.ec2.create_volume(SnapshotId=snapshot, Size=5, **zone)


# Encryption


def test_encryption_takes_the_key_it_is_given_or_awss_own(aws: Aws):
    key = aws.kms.create_key()["KeyMetadata"]
    assert told(aws, volume(aws))["Encrypted"] is False
    own = told(aws, volume(aws, Encrypted=True, KmsKeyId=key["KeyId"]))
    assert (own["Encrypted"], own["KmsKeyId"]) == (True, key["Arn"])
    managed = aws.kms.describe_key(KeyId="alias/aws/ebs")["KeyMetadata"]["Arn"]
    assert told(aws, volume(aws, Encrypted=True))["KmsKeyId"] == managed
    assert aws.ec2.get_ebs_default_kms_key_id()["KmsKeyId"] == "alias/aws/ebs"


def test_a_region_that_encrypts_by_default_takes_its_default_key(elsewhere: Aws):
    key = elsewhere.kms.create_key()["KeyMetadata"]["Arn"]
    elsewhere.ec2.modify_ebs_default_kms_key_id(KmsKeyId=key)
    made = told(elsewhere, volume(elsewhere, Encrypted=False))
    assert (made["Encrypted"], made["KmsKeyId"]) == (True, key)
    other = elsewhere.kms.create_key()["KeyMetadata"]["Arn"]
    assert told(elsewhere, volume(elsewhere, KmsKeyId=other))["KmsKeyId"] == other


def test_a_volume_from_an_encrypted_snapshot_is_encrypted_with_its_key(aws: Aws):
    key = aws.kms.create_key()["KeyMetadata"]["Arn"]
    encrypted = volume(aws, Encrypted=True, KmsKeyId=key)
    snapshot = aws.ec2.create_snapshot(VolumeId=encrypted)
    assert (snapshot["Encrypted"], snapshot["KmsKeyId"]) == (True, key)
    made = told(aws, volume(aws, SnapshotId=snapshot["SnapshotId"]))
    assert (made["Encrypted"], made["KmsKeyId"]) == (True, key)


# Changes


def change(aws: Aws, volume_id: str, **wanted: Any) -> dict[str, Any]:
    aws.ec2.modify_volume(VolumeId=volume_id, **wanted)
    made = told(aws, volume_id)
    return {
        "Size": made["Size"],
        "VolumeType": made["VolumeType"],
        "Iops": made.get("Iops"),
        "Throughput": made.get("Throughput"),
    }


def test_what_a_change_does_not_say_stays(aws: Aws):
    made = volume(aws, Size=20, Iops=5000, Throughput=300)
    expected = {"Size": 30, "VolumeType": "gp3", "Iops": 5000, "Throughput": 300}
    assert change(aws, made, Size=30) == expected
    assert change(aws, made, Iops=6000) == {**expected, "Iops": 6000}
    assert change(aws, made, Throughput=400) == {**expected, "Iops": 6000, "Throughput": 400}


def test_another_type_brings_its_own_performance(aws: Aws):
    made = volume(aws, Size=20, VolumeType="gp2")
    gp3 = {"Size": 20, "VolumeType": "gp3", "Iops": 3000, "Throughput": 125}
    assert change(aws, made, VolumeType="gp3") == gp3
    io2 = {"Size": 20, "VolumeType": "io2", "Iops": 3000, "Throughput": None}
    assert change(aws, made, VolumeType="io2") == io2
    assert change(aws, made, VolumeType="gp3", Iops=4000) == {**gp3, "Iops": 4000}
    gp2 = {"Size": 200, "VolumeType": "gp2", "Iops": 600, "Throughput": None}
    assert change(aws, made, VolumeType="gp2", Size=200) == gp2
    assert change(aws, made, Size=300) == {**gp2, "Size": 300, "Iops": 900}


def test_a_change_tells_what_was_before(aws: Aws):
    made = volume(aws, Size=20, VolumeType="gp2")
    change(aws, made, VolumeType="gp3", Size=25)
    (modification,) = aws.ec2.describe_volumes_modifications(VolumeIds=[made])[
        "VolumesModifications"
    ]
    told_before = {name: modification[f"Original{name}"] for name in ("Size", "VolumeType", "Iops")}
    told_after = {name: modification[f"Target{name}"] for name in ("Size", "VolumeType", "Iops")}
    assert told_before == {"Size": 20, "VolumeType": "gp2", "Iops": 100}
    assert told_after == {"Size": 25, "VolumeType": "gp3", "Iops": 3000}


def test_a_volume_cannot_shrink_nor_have_what_its_type_has_not(aws: Aws):
    made = volume(aws, Size=20)
    with pytest.raises(ClientError, match="InvalidParameterValue"):
        change(aws, made, Size=19)
    with pytest.raises(ClientError, match="InvalidParameterCombination"):
        change(aws, made, VolumeType="gp2", Iops=5000)
    assert told(aws, made)["VolumeType"] == "gp3"


def test_a_snapshot_is_of_the_moment(aws: Aws):
    made = volume(aws, Size=5)
    snapshot = aws.ec2.create_snapshot(VolumeId=made)["SnapshotId"]
    change(aws, made, Size=50)
    found = aws.ec2.describe_snapshots(SnapshotIds=[snapshot])["Snapshots"][0]
    assert (found["VolumeSize"], found["VolumeId"]) == (5, made)


# Attachments


class Machines:
    """Two instances in one zone, and one in another."""

    def __init__(self, aws: Aws) -> None:
        self.ec2, s = aws.ec2, in_subnet(aws)
        self.first, self.second = running_instance(aws, s), running_instance(aws, s)
        self.far = running_instance(aws, Scene(subnet=another_subnet(aws, s)))

    def attach(self, volume_id: str, instance: str, device: str = "/dev/sdf") -> None:
        self.ec2.attach_volume(VolumeId=volume_id, InstanceId=instance, Device=device)

    def devices(self, instance: str) -> list[str]:
        (reservation,) = self.ec2.describe_instances(InstanceIds=[instance])["Reservations"]
        return [m["DeviceName"] for m in reservation["Instances"][0]["BlockDeviceMappings"]]


@pytest.fixture
def machines(aws: Aws) -> Machines:
    return Machines(aws)


def test_a_volume_is_attached_once(machines: Machines, aws: Aws):
    made = volume(aws)
    machines.attach(made, machines.first)
    (attachment,) = told(aws, made)["Attachments"]
    assert (attachment["InstanceId"], attachment["Device"]) == (machines.first, "/dev/sdf")
    assert attachment["DeleteOnTermination"] is False
    for instance in (machines.first, machines.second):
        with pytest.raises(ClientError, match="VolumeInUse"):
            machines.attach(made, instance, "/dev/sdg")
    with pytest.raises(ClientError, match="VolumeInUse"):
        aws.ec2.delete_volume(VolumeId=made)


def test_a_shared_volume_is_attached_to_several_instances(machines: Machines, aws: Aws):
    made = volume(aws, VolumeType="io2", Iops=100, MultiAttachEnabled=True)
    machines.attach(made, machines.first)
    machines.attach(made, machines.second, "/dev/sdg")
    at = sorted(attachment["InstanceId"] for attachment in told(aws, made)["Attachments"])
    assert at == sorted([machines.first, machines.second])
    with pytest.raises(ClientError, match="MissingParameter"):
        aws.ec2.detach_volume(VolumeId=made)
    aws.ec2.detach_volume(VolumeId=made, InstanceId=machines.second)
    (left,) = told(aws, made)["Attachments"]
    assert (left["InstanceId"], told(aws, made)["State"]) == (machines.first, "in-use")
    assert machines.devices(machines.second) == ["/dev/xvda"]
    aws.ec2.detach_volume(VolumeId=made)
    assert told(aws, made)["State"] == "available"


def test_volume_and_instance_are_in_one_zone(machines: Machines, aws: Aws):
    with pytest.raises(ClientError, match=r"InvalidVolume\.ZoneMismatch"):
        machines.attach(volume(aws), machines.far)


def test_a_device_is_taken_once(machines: Machines, aws: Aws):
    machines.attach(volume(aws), machines.first)
    with pytest.raises(ClientError, match="Attachment point /dev/sdf is already in use"):
        machines.attach(volume(aws), machines.first)
    with pytest.raises(ClientError, match="Attachment point /dev/xvda is already in use"):
        machines.attach(volume(aws), machines.first, "/dev/xvda")


def test_nothing_is_attached_to_what_is_terminated(machines: Machines, aws: Aws):
    aws.ec2.terminate_instances(InstanceIds=[machines.first])
    with pytest.raises(ClientError, match="IncorrectState"):
        machines.attach(volume(aws), machines.first)


def test_what_is_not_attached_cannot_be_detached(machines: Machines, aws: Aws):
    made = volume(aws)
    with pytest.raises(ClientError, match=r"InvalidAttachment\.NotFound"):
        aws.ec2.detach_volume(VolumeId=made)
    machines.attach(made, machines.first)
    for wrong in ({"InstanceId": machines.second}, {"Device": "/dev/sdz"}):
        with pytest.raises(ClientError, match=r"InvalidAttachment\.NotFound"):
            aws.ec2.detach_volume(VolumeId=made, **wrong)


def test_the_root_volume_of_a_running_instance_stays(machines: Machines, aws: Aws):
    at = [{"Name": "attachment.instance-id", "Values": [machines.first]}]
    root = aws.ec2.describe_volumes(Filters=at)["Volumes"][0]["VolumeId"]
    with pytest.raises(ClientError, match="OperationNotPermitted"):
        aws.ec2.detach_volume(VolumeId=root)
    aws.ec2.stop_instances(InstanceIds=[machines.first])
    aws.ec2.detach_volume(VolumeId=root)
    assert told(aws, root)["State"] == "available"
