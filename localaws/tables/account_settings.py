"""What an account has once in each region: encryption and sharing of EBS, defaults of instance metadata."""

from localaws.rows import Aspect, Call, Row, Values
from localaws.session import Session

_NO_PREFERENCE = {
    "HttpEndpoint": "no-preference",
    "HttpPutResponseHopLimit": -1,
    "HttpTokens": "no-preference",
    "InstanceMetadataTags": "no-preference",
}


def _encrypt(session: Session, values: Values) -> None:
    operation = (
        "EnableEbsEncryptionByDefault" if values.get("enabled") else "DisableEbsEncryptionByDefault"
    )
    session.call("ec2", operation, {})


def _block_sharing(session: Session, values: Values) -> None:
    if values["state"] == "unblocked":
        session.call("ec2", "DisableSnapshotBlockPublicAccess", {})
    else:
        session.call("ec2", "EnableSnapshotBlockPublicAccess", {"State": values["state"]})


ROWS = (
    Row(
        token="aws:ebs/encryptionByDefault:EncryptionByDefault",
        service="ec2",
        create=Call("GetEbsEncryptionByDefault"),
        read=Call("GetEbsEncryptionByDefault"),
        delete=Call("DisableEbsEncryptionByDefault"),
        id="{region}",
        aspects=(Aspect(("enabled",), put=_encrypt),),
        defaults={"enabled": True},
        read_links={"enabled": "EbsEncryptionByDefault"},
    ),
    Row(
        token="aws:ebs/defaultKmsKey:DefaultKmsKey",
        service="ec2",
        create=Call("ModifyEbsDefaultKmsKeyId"),
        read=Call("GetEbsDefaultKmsKeyId"),
        delete=Call("ResetEbsDefaultKmsKeyId"),
        id="{keyArn}",
        links={"keyArn": "KmsKeyId"},
    ),
    Row(
        token="aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
        service="ec2",
        create=Call("GetSnapshotBlockPublicAccessState"),
        read=Call("GetSnapshotBlockPublicAccessState"),
        delete=Call("DisableSnapshotBlockPublicAccess"),
        id="{region}",
        aspects=(Aspect(("state",), put=_block_sharing),),
    ),
    Row(
        token="aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
        service="ec2",
        create=Call("ModifyInstanceMetadataDefaults"),
        read=Call("GetInstanceMetadataDefaults", {}, "AccountLevel"),
        delete=Call("ModifyInstanceMetadataDefaults", _NO_PREFERENCE),
        id="{region}",
        update=Call("ModifyInstanceMetadataDefaults"),
        defaults={
            "httpEndpoint": "no-preference",
            "httpPutResponseHopLimit": -1,
            "httpTokens": "no-preference",
            "instanceMetadataTags": "no-preference",
        },
    ),
)
