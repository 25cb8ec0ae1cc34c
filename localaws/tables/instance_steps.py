"""What an EC2 instance takes more than one call for: its root volume, user data, profile and template."""

import base64
from collections.abc import Mapping
from typing import Any

from localaws.rows import Values
from localaws.session import Session
from localaws.tagging import RESERVED_PREFIX

_PERFORMANCE = {"gp3": ("iops", "throughput"), "io1": ("iops",), "io2": ("iops",)}
"""What a program may say of a volume of a type; AWS tells it of others too."""

_CHANGEABLE = {
    "volumeSize": "Size",
    "volumeType": "VolumeType",
    "iops": "Iops",
    "throughput": "Throughput",
}


def root_device(session: Session, values: Values) -> Values:
    """The name of the root device, which the image of the program or of its template knows."""
    if not values.get("rootBlockDevice"):
        return {}
    image = values.get("ami") or _template_image(session, values.get("launchTemplate") or {})
    (found,) = session.call("ec2", "DescribeImages", {"ImageIds": [image]})["Images"]
    return {"rootDevice": found["RootDeviceName"]}


def _template_image(session: Session, named: Mapping[str, Any]) -> str:
    by = (
        {"LaunchTemplateId": named["id"]}
        if named.get("id")
        else {"LaunchTemplateName": named.get("name")}
    )
    request = {**by, "Versions": [named.get("version") or "$Default"]}
    answer = session.call("ec2", "DescribeLaunchTemplateVersions", request)
    return str(answer["LaunchTemplateVersions"][0]["LaunchTemplateData"].get("ImageId"))


def launch_request(request: dict[str, Any], values: Values) -> dict[str, Any]:
    """Names the root device, and asks for a public address where only an interface can do so."""
    for mapping in request.get("BlockDeviceMappings", []):
        mapping["DeviceName"] = values["rootDevice"]
    public = values.get("associatePublicIpAddress")
    if public is None:
        return request
    interface = {
        "DeviceIndex": 0,
        "DeleteOnTermination": True,
        "AssociatePublicIpAddress": public,
        "SubnetId": request.pop("SubnetId", None),
        "Groups": request.pop("SecurityGroupIds", None),
        "PrivateIpAddress": request.pop("PrivateIpAddress", None),
    }
    given = {name: value for name, value in interface.items() if value is not None}
    return {**request, "NetworkInterfaces": [given]}


def tag_root(session: Session, values: Values) -> None:
    """A launch gives all volumes the same tags; these are for the root volume only."""
    if (values.get("rootBlockDevice") or {}).get("tags"):
        _change_tags(session, _root_volume(session, values), values["rootBlockDevice"]["tags"])


def _root_volume(session: Session, values: Values) -> dict[str, Any]:
    """The volume, with its attachment as the only one."""
    at = {"Name": "attachment.instance-id", "Values": [values["id"]]}
    found = session.call("ec2", "DescribeInstances", {"InstanceIds": [values["id"]]})
    root = found["Reservations"][0]["Instances"][0]["RootDeviceName"]
    for volume in session.call("ec2", "DescribeVolumes", {"Filters": [at]})["Volumes"]:
        for attachment in volume["Attachments"]:
            if attachment["InstanceId"] == values["id"] and attachment["Device"] == root:
                return {**volume, "Attachment": attachment}
    raise LookupError(f"{values['id']} has no root volume")


def root_block_device(session: Session, values: Values) -> dict[str, Any]:
    """The root volume as a program describes it."""
    volume = _root_volume(session, values)
    told = {name: volume.get(member) for name, member in _CHANGEABLE.items()}
    for name in ("iops", "throughput"):
        if name not in _PERFORMANCE.get(volume["VolumeType"], ()):
            told.pop(name)
    tags = _own_tags(volume)
    return {
        **told,
        "deleteOnTermination": volume["Attachment"]["DeleteOnTermination"],
        "encrypted": volume["Encrypted"],
        **({"kmsKeyId": volume["KmsKeyId"]} if volume["Encrypted"] else {}),
        **({"tags": tags} if tags else {}),
    }


def _own_tags(described: Mapping[str, Any]) -> dict[str, str]:
    tags = {tag["Key"]: tag["Value"] for tag in described.get("Tags", [])}
    return {key: value for key, value in tags.items() if not key.startswith(RESERVED_PREFIX)}


def change_root(session: Session, values: Values) -> None:
    """Changes size, type and performance of the root volume, whether it goes with the instance, and its tags."""
    wanted, volume = values["rootBlockDevice"], _root_volume(session, values)
    changes = {
        member: wanted[name]
        for name, member in _CHANGEABLE.items()
        if wanted.get(name) is not None and wanted[name] != volume.get(member)
    }
    if changes:
        session.call("ec2", "ModifyVolume", {"VolumeId": volume["VolumeId"], **changes})
    goes = wanted.get("deleteOnTermination")
    if goes is not None and goes != volume["Attachment"]["DeleteOnTermination"]:
        mapping = {
            "DeviceName": volume["Attachment"]["Device"],
            "Ebs": {"DeleteOnTermination": goes},
        }
        request = {"InstanceId": values["id"], "BlockDeviceMappings": [mapping]}
        session.call("ec2", "ModifyInstanceAttribute", request)
    _change_tags(session, volume, wanted.get("tags") or {})


def _change_tags(session: Session, volume: Mapping[str, Any], wanted: Mapping[str, str]) -> None:
    present = _own_tags(volume)
    surplus = [{"Key": key} for key in present if key not in wanted]
    missing = [{"Key": k, "Value": v} for k, v in wanted.items() if present.get(k) != v]
    for operation, tags in (("DeleteTags", surplus), ("CreateTags", missing)):
        if tags:
            session.call("ec2", operation, {"Resources": [volume["VolumeId"]], "Tags": tags})


# User data


def user_data(session: Session, values: Values) -> str | None:
    """The user data as text, unless the program gives it encoded, or it is no text."""
    encoded = _encoded_user_data(session, values)
    return None if _stays_encoded(encoded, values) else _text(encoded)


def encoded_user_data(session: Session, values: Values) -> str | None:
    """The user data as it is encoded, where it is not told as text."""
    encoded = _encoded_user_data(session, values)
    return encoded if _stays_encoded(encoded, values) else None


def _encoded_user_data(session: Session, values: Values) -> str:
    asked = {"InstanceId": values["id"], "Attribute": "userData"}
    answer = session.call("ec2", "DescribeInstanceAttribute", asked)
    return str((answer.get("UserData") or {}).get("Value") or "")


def _stays_encoded(encoded: str, values: Values) -> bool:
    return values.get("userDataBase64") is not None or (bool(encoded) and _text(encoded) is None)


def _text(encoded: str) -> str | None:
    try:
        return base64.b64decode(encoded).decode() or None
    except UnicodeDecodeError:
        return None


def change_user_data(session: Session, values: Values) -> None:
    """Changes the user data of an instance, which stops for it and starts again."""
    text, encoded = values.get("userData") or "", values.get("userDataBase64")
    data = base64.b64decode(encoded) if encoded else text.encode()
    _change_stopped(session, values, {"UserData": {"Value": data}})


def change_type(session: Session, values: Values) -> None:
    """Changes the type of an instance, which stops for it and starts again."""
    _change_stopped(session, values, {"InstanceType": {"Value": values["instanceType"]}})


def _change_stopped(session: Session, values: Values, attribute: dict[str, Any]) -> None:
    session.call("ec2", "StopInstances", {"InstanceIds": [values["id"]]})
    session.call("ec2", "ModifyInstanceAttribute", {"InstanceId": values["id"], **attribute})
    session.call("ec2", "StartInstances", {"InstanceIds": [values["id"]]})


# The others


def change_monitoring(session: Session, values: Values) -> None:
    """Turns detailed monitoring on or off."""
    operation = "MonitorInstances" if values.get("monitoring") else "UnmonitorInstances"
    session.call("ec2", operation, {"InstanceIds": [values["id"]]})


def change_profile(session: Session, values: Values) -> None:
    """Associates, replaces or takes off the profile."""
    at = {"Name": "instance-id", "Values": [values["id"]]}
    found = session.call("ec2", "DescribeIamInstanceProfileAssociations", {"Filters": [at]})
    associated = [a["AssociationId"] for a in found["IamInstanceProfileAssociations"]]
    name = values.get("iamInstanceProfile")
    profile = {"IamInstanceProfile": {"Name": name}}
    if not name:
        for association in associated:
            session.call("ec2", "DisassociateIamInstanceProfile", {"AssociationId": association})
    elif associated:
        replaced = {"AssociationId": associated[0], **profile}
        session.call("ec2", "ReplaceIamInstanceProfileAssociation", replaced)
    else:
        associate = {"InstanceId": values["id"], **profile}
        session.call("ec2", "AssociateIamInstanceProfile", associate)


def launch_template(session: Session, values: Values) -> dict[str, str] | None:
    """The template of an instance, which its tags tell, by the name or the id that the program uses."""
    of = {"Name": "resource-id", "Values": [values["id"]]}
    found = session.call("ec2", "DescribeTags", {"Filters": [of]})["Tags"]
    tags = {tag["Key"].removeprefix("aws:ec2launchtemplate:"): tag["Value"] for tag in found}
    if "id" not in tags or "version" not in tags:
        return None
    known = values.get("launchTemplate") or {}
    version = tags["version"] if known.get("version", "").isdecimal() else known.get("version")
    named = {"name": known["name"]} if known.get("name") else {"id": tags["id"]}
    return {**named, "version": version or tags["version"]}


def terminate(session: Session, values: Values) -> None:
    """Terminates an instance; `forceDestroy` lifts its protection before."""
    if values.get("forceDestroy"):
        lifted = {"InstanceId": values["id"], "DisableApiTermination": {"Value": False}}
        session.call("ec2", "ModifyInstanceAttribute", lifted)
    session.call("ec2", "TerminateInstances", {"InstanceIds": [values["id"]]})
