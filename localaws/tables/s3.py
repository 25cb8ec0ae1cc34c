"""S3 buckets and their sub-resources. What the SDK deprecates inside a bucket is not backed."""

from typing import Any

from localaws.links.conversions import JSON_TEXT
from localaws.rows import Aspect, Call, Row, Values
from localaws.session import Session

_BUCKET = {"Bucket": "{bucket}"}


def _in_region(request: dict[str, Any], values: Values) -> dict[str, Any]:
    """Outside us-east-1 a bucket is created where it says."""
    if values["region"] == "us-east-1":
        return request
    return {**request, "CreateBucketConfiguration": {"LocationConstraint": values["region"]}}


def _empty(session: Session, values: Values) -> None:
    """`forceDestroy`: the objects go with the bucket."""
    if not values.get("forceDestroy"):
        return
    versions = session.call("s3", "ListObjectVersions", {"Bucket": values["id"]})
    for version in versions.get("Versions", []) + versions.get("DeleteMarkers", []):
        key = {"Bucket": values["id"], "Key": version["Key"], "VersionId": version["VersionId"]}
        session.call("s3", "DeleteObject", key)


_OWNER = {"expectedBucketOwner": "deprecated, and the emulator does not compare it"}
_WITHOUT_OWNER = ("BucketOwnershipControls", "BucketPublicAccessBlock", "BucketPolicy")


def _part(kind: str, put: Call, get: Call, delete: Call, **more: Any) -> Row:
    """A sub-resource: written whole, read in the form in which it is written, named by its bucket."""
    more["refused"] = {**more.get("refused", {}), **({} if kind in _WITHOUT_OWNER else _OWNER)}
    more["update_links"] = {"bucket": None}
    return Row(
        token=f"aws:s3/{kind[0].lower()}{kind[1:]}:{kind}",
        service="s3",
        create=put,
        read=get,
        delete=delete,
        id="{bucket}",
        update=put,
        read_in_request_form=True,
        outputs={"bucket": "{bucket}"},
        import_id=r"(?P<bucket>.+)",
        **more,
    )


ROWS = (
    Row(
        token="aws:s3/bucket:Bucket",
        service="s3",
        create=Call("CreateBucket"),
        read=Call("HeadBucket", {"Bucket": "{id}"}),
        delete=Call("DeleteBucket", {"Bucket": "{id}"}),
        id="{bucket}",
        autoname="bucket",
        name_form=lambda name, _: name.lower(),
        links={
            "bucket": "Bucket",
            "objectLockEnabled": "ObjectLockEnabledForBucket",
            "tags": "Tagging.TagSet",
        },
        aspects=(
            Aspect(
                ("tags",),
                put=Call("PutBucketTagging", {"Bucket": "{id}"}),
                get=Call("GetBucketTagging", {"Bucket": "{id}"}, "{Tagging: @}"),
                remove=Call("DeleteBucketTagging", {"Bucket": "{id}"}),
                absent="NoSuchTagSet",
            ),
        ),
        controls=("bucketPrefix",),
        refused={
            "acl": "deprecated in favour of a resource of its own",
            "bucketNamespace": "the emulator does not know it",
        },
        request=_in_region,
        before_delete=(_empty,),
        unreadable={
            "objectLockEnabled": "told by the object lock configuration, a resource of its own"
        },
        outputs={
            "arn": "arn:aws:s3:::{id}",
            "bucket": "{id}",
            "bucketDomainName": "{id}.s3.amazonaws.com",
            "bucketRegionalDomainName": "{id}.s3.{region}.amazonaws.com",
        },
    ),
    _part(
        "BucketVersioning",
        Call("PutBucketVersioning", _BUCKET),
        Call("GetBucketVersioning", _BUCKET, "{VersioningConfiguration: @}"),
        Call(
            "PutBucketVersioning", {**_BUCKET, "VersioningConfiguration": {"Status": "Suspended"}}
        ),
        refused=dict.fromkeys(
            ("mfa", "versioningConfiguration.mfaDelete"), "the emulator has no MFA devices"
        ),
    ),
    _part(
        "BucketServerSideEncryptionConfiguration",
        Call("PutBucketEncryption", _BUCKET),
        Call("GetBucketEncryption", _BUCKET),
        Call("DeleteBucketEncryption", _BUCKET),
        links={
            "rules": "ServerSideEncryptionConfiguration.Rules",
            "rules.applyServerSideEncryptionByDefault.sseAlgorithm": "SSEAlgorithm",
            "rules.applyServerSideEncryptionByDefault.kmsMasterKeyId": "KMSMasterKeyID",
        },
        gone="ServerSideEncryptionConfigurationNotFound|NoSuch",
    ),
    _part(
        "BucketOwnershipControls",
        Call("PutBucketOwnershipControls", _BUCKET),
        Call("GetBucketOwnershipControls", _BUCKET),
        Call("DeleteBucketOwnershipControls", _BUCKET),
        links={"rule": "OwnershipControls.Rules"},
        gone="OwnershipControlsNotFound|NoSuch",
    ),
    _part(
        "BucketPublicAccessBlock",
        Call("PutPublicAccessBlock", _BUCKET),
        Call("GetPublicAccessBlock", _BUCKET),
        Call("DeletePublicAccessBlock", _BUCKET),
        flattened=("PublicAccessBlockConfiguration",),
        defaults=dict.fromkeys(
            ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"),
            False,
        ),
    ),
    _part(
        "BucketLifecycleConfiguration",
        Call("PutBucketLifecycleConfiguration", _BUCKET),
        Call(
            "GetBucketLifecycleConfiguration", _BUCKET, "{LifecycleConfiguration: {Rules: Rules}}"
        ),
        Call("DeleteBucketLifecycle", _BUCKET),
        links={"rules": "LifecycleConfiguration.Rules", "rules.id": "ID"},
        refused=dict.fromkeys(
            (
                "rules.filter.and.objectSizeGreaterThan",
                "rules.filter.and.objectSizeLessThan",
                "rules.filter.objectSizeGreaterThan",
                "rules.filter.objectSizeLessThan",
                "rules.noncurrentVersionExpiration.newerNoncurrentVersions",
                "transitionDefaultMinimumObjectSize",
            ),
            "the emulator does not keep it",
        ),
    ),
    _part(
        "BucketPolicy",
        Call("PutBucketPolicy", _BUCKET),
        Call("GetBucketPolicy", _BUCKET),
        Call("DeleteBucketPolicy", _BUCKET),
        links={"policy": ("Policy", JSON_TEXT)},
    ),
    _part(
        "BucketLogging",
        Call("PutBucketLogging", _BUCKET),
        Call(
            "GetBucketLogging",
            _BUCKET,
            "[{BucketLoggingStatus: @}][?BucketLoggingStatus.LoggingEnabled]|[0]",
        ),
        Call("PutBucketLogging", {**_BUCKET, "BucketLoggingStatus": {}}),
        links={
            "targetBucket": "BucketLoggingStatus.LoggingEnabled.TargetBucket",
            "targetPrefix": "BucketLoggingStatus.LoggingEnabled.TargetPrefix",
        },
    ),
    Row(
        token="aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
        computed=("accountId",),
        service="s3control",
        create=Call("PutPublicAccessBlock", {"AccountId": "{account}"}),
        read=Call("GetPublicAccessBlock", {"AccountId": "{account}"}),
        delete=Call("DeletePublicAccessBlock", {"AccountId": "{account}"}),
        id="{account}",
        update=Call("PutPublicAccessBlock", {"AccountId": "{account}"}),
        read_in_request_form=True,
        flattened=("PublicAccessBlockConfiguration",),
        update_links={"accountId": None},
        defaults=dict.fromkeys(
            ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"),
            False,
        ),
        outputs={"accountId": "{account}"},
    ),
)
