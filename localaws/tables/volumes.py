"""EBS volumes and where they are attached."""

from typing import Any

from localaws.rows import Call, Row, Values
from localaws.session import Session
from localaws.tables.ec2 import ARN, TAGGING, described_by_id


def _delete(session: Session, values: Values) -> None:
    """`finalSnapshot`: a snapshot with the tags of the volume stays."""
    named = {"VolumeId": values["id"]}
    if values.get("finalSnapshot"):
        session.call("ec2", "CreateSnapshot", {**named, **_tagged(values.get("tags") or {})})
    session.call("ec2", "DeleteVolume", named)


def _tagged(tags: dict[str, str]) -> dict[str, Any]:
    if not tags:
        return {}
    pairs = [{"Key": key, "Value": value} for key, value in tags.items()]
    return {"TagSpecifications": [{"ResourceType": "snapshot", "Tags": pairs}]}


def _detach(session: Session, values: Values) -> None:
    """`stopInstanceBeforeDetaching`: the instance stays stopped, as the official provider leaves it."""
    instance = {"InstanceIds": [values["instanceId"]]}
    if values.get("stopInstanceBeforeDetaching"):
        (reservation,) = session.call("ec2", "DescribeInstances", instance)["Reservations"]
        if reservation["Instances"][0]["State"]["Name"] == "running":
            session.call("ec2", "StopInstances", instance)
    request = {"VolumeId": values["volumeId"], "InstanceId": values["instanceId"]}
    force = {"Force": True} if values.get("forceDetach") else {}
    session.call("ec2", "DetachVolume", {**request, "Device": values["deviceName"], **force})


ROWS = (
    Row(
        token="aws:ebs/volume:Volume",
        service="ec2",
        create=Call("CreateVolume"),
        read=described_by_id("DescribeVolumes", "VolumeIds", "Volumes[0]"),
        delete=_delete,
        id="VolumeId",
        update=Call("ModifyVolume", {"VolumeId": "{id}"}),
        tagging=TAGGING,
        computed=(
            "encrypted",
            "iops",
            "kmsKeyId",
            "multiAttachEnabled",
            "size",
            "snapshotId",
            "throughput",
            "type",
            "volumeInitializationRate",
        ),
        controls=("finalSnapshot",),
        update_links={"multiAttachEnabled": None},  # the official provider replaces the volume
        refused={"outpostArn": "the emulator has no Outposts"},
        outputs={"arn": ARN + "volume/{id}"},
    ),
    Row(
        token="aws:ec2/volumeAttachment:VolumeAttachment",
        service="ec2",
        create=Call("AttachVolume"),
        read=Call(
            "DescribeVolumes",
            {"VolumeIds": ["{volumeId}"]},
            "Volumes[0].Attachments[?InstanceId=='{instanceId}' && Device=='{deviceName}']|[0]",
        ),
        delete=_detach,
        id="{deviceName}:{volumeId}:{instanceId}",
        links={"deviceName": "Device"},
        controls=("forceDetach", "stopInstanceBeforeDetaching"),
        import_id=r"(?P<deviceName>[^:]+):(?P<volumeId>vol-\w+):(?P<instanceId>i-\w+)",
    ),
)
