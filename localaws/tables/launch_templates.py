"""EC2 launch templates. A change makes a new version, whole; older versions stay, as AWS keeps them."""

from dataclasses import replace
from typing import Any

from localaws.links.conversions import Converted
from localaws.rows import Aspect, Call, Renewal, Row, Values
from localaws.session import Session
from localaws.tables.ec2 import ARN, TAGGING, described_by_id

_ID = {"LaunchTemplateId": "{id}"}

_DATA = (
    "blockDeviceMappings",
    "capacityReservationSpecification",
    "cpuOptions",
    "creditSpecification",
    "description",
    "disableApiStop",
    "disableApiTermination",
    "ebsOptimized",
    "enclaveOptions",
    "hibernationOptions",
    "iamInstanceProfile",
    "imageId",
    "instanceInitiatedShutdownBehavior",
    "instanceMarketOptions",
    "instanceRequirements",
    "instanceType",
    "kernelId",
    "keyName",
    "licenseSpecifications",
    "maintenanceOptions",
    "metadataOptions",
    "monitoring",
    "networkInterfaces",
    "networkPerformanceOptions",
    "placement",
    "privateDnsNameOptions",
    "ramDiskId",
    "secondaryInterfaces",
    "securityGroupNames",
    "tagSpecifications",
    "userData",
    "vpcSecurityGroupIds",
)
"""What a version says: one that leaves it out does not have it any more."""


def _wrapped(member: str) -> Converted:
    """A list of texts, each of which the API wraps in a structure."""
    return Converted(
        f"each in {member}",
        lambda values: [{member: value} for value in values],
        lambda told: [item[member] for item in told],
    )


def _private_addresses() -> Converted:
    """The first address is the primary one."""
    return Converted(
        "primary first",
        lambda values: [
            {"PrivateIpAddress": value, "Primary": index == 0} for index, value in enumerate(values)
        ],
        lambda told: [item["PrivateIpAddress"] for item in told],
    )


_INSIDE: dict[str, Any] = {
    "networkInterfaces.securityGroups": "Groups",
    "networkInterfaces.ipv4AddressCount": "SecondaryPrivateIpAddressCount",
    "networkInterfaces.ipv4Addresses": ("PrivateIpAddresses", _private_addresses()),
    "networkInterfaces.ipv4Prefixes": ("Ipv4Prefixes", _wrapped("Ipv4Prefix")),
    "networkInterfaces.ipv6Addresses": ("Ipv6Addresses", _wrapped("Ipv6Address")),
    "networkInterfaces.ipv6Prefixes": ("Ipv6Prefixes", _wrapped("Ipv6Prefix")),
    "secondaryInterfaces.privateIpAddresses": (
        "PrivateIpAddresses",
        _wrapped("PrivateIpAddress"),
    ),
}
"""Links inside of the data, the same in every request and description."""


def _default_to_latest(session: Session, values: Values) -> None:
    """`updateDefaultVersion`: the newest version becomes the default."""
    if not values.get("updateDefaultVersion"):
        return
    template = {"LaunchTemplateId": values["id"]}
    described = session.call(
        "ec2", "DescribeLaunchTemplates", {"LaunchTemplateIds": [values["id"]]}
    )
    latest = described["LaunchTemplates"][0]["LatestVersionNumber"]
    session.call("ec2", "ModifyLaunchTemplate", {**template, "DefaultVersion": str(latest)})


ROWS = (
    Row(
        token="aws:ec2/launchTemplate:LaunchTemplate",
        service="ec2",
        create=Call("CreateLaunchTemplate", {"LaunchTemplateData": {}}),
        read=Call(
            "DescribeLaunchTemplateVersions",
            {**_ID, "Versions": ["$Latest"]},
            "LaunchTemplateVersions[0]",
        ),
        delete=Call("DeleteLaunchTemplate", _ID),
        id="LaunchTemplate.LaunchTemplateId",
        update=Call("CreateLaunchTemplateVersion", {**_ID, "LaunchTemplateData": {}}),
        autoname="name",
        computed=("defaultVersion",),
        controls=("updateDefaultVersion",),
        flattened=("LaunchTemplateData",),
        tagging=replace(
            TAGGING,
            read=described_by_id(
                "DescribeLaunchTemplates", "LaunchTemplateIds", "LaunchTemplates[0].Tags"
            ),
        ),
        links={
            "name": "LaunchTemplateName",
            "description": "VersionDescription",
            "securityGroupNames": "LaunchTemplateData.SecurityGroups",
            "tagSpecifications": "LaunchTemplateData.TagSpecifications",
            "vpcSecurityGroupIds": "LaunchTemplateData.SecurityGroupIds",
            **_INSIDE,
        },
        update_links={**_INSIDE, "name": None},
        read_links={**_INSIDE, "latestVersion": "VersionNumber"},
        aspects=(Aspect(("defaultVersion",), put=Call("ModifyLaunchTemplate", _ID)),),
        after_update=(_default_to_latest,),
        renewals=(
            Renewal(("latestVersion",)),
            Renewal(("defaultVersion",), when="updateDefaultVersion"),
        ),
        removal=dict.fromkeys(_DATA),
        outputs={"arn": ARN + "launch-template/{id}"},
        lookups={
            "defaultVersion": described_by_id(
                "DescribeLaunchTemplates",
                "LaunchTemplateIds",
                "LaunchTemplates[0].DefaultVersionNumber",
            )
        },
    ),
)
