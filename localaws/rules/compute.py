"""EC2 instances and launch templates, placement groups and the associations of addresses."""

import base64
import binascii
from collections.abc import Callable, Iterator

from localaws.links.constraints import Violation
from localaws.rules.kinds import Given, Rule, between, choice, one_of, refuse, within
from localaws.rules.volumes import NOT_BOOTABLE, disk_rules, initialization_rules

LARGEST_HOP_LIMIT = 64
USER_DATA_BYTES = 16 * 1024
"""As it is before it is encoded."""
LARGEST_PARTITION_COUNT = 7
GROUP_NAME_CHARACTERS = 255
ROOT_DEVICES = ("/dev/xvda", "/dev/sda1")
"""The root devices of Linux images."""
TAGGED_AT_LAUNCH = ("instance", "network-interface", "spot-instances-request", "volume")

TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
INSTANCE = "aws:ec2/instance:Instance"


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return None


def _encoded(name: str) -> Rule:
    """User data that must be encoded already."""

    def broken(given: Given) -> bool:
        text = given.text(name)
        return bool(text) and _decoded(text) is None

    message = "is not encoded in base64: AWS takes it as it is"
    return refuse(f"{name}.encoded", name, message, "RunInstances, UserData", broken)


def _short(name: str, content: Callable[[str], bytes | None]) -> Rule:
    def broken(given: Given) -> bool:
        return len(content(given.text(name)) or b"") > USER_DATA_BYTES

    message = f"is longer than {USER_DATA_BYTES} bytes"
    return refuse(f"{name}.size", name, message, "RunInstances, UserData", broken)


def _options(hibernates: Callable[[Given], bool]) -> tuple[Rule, ...]:
    """What instances and templates have in common."""
    return (
        *within(
            "metadataOptions",
            between(
                "metadataOptions.hopLimit",
                "httpPutResponseHopLimit",
                1,
                LARGEST_HOP_LIMIT,
                "InstanceMetadataOptionsRequest, HttpPutResponseHopLimit",
            ),
        ),
        refuse(
            "enclaveOptions.hibernation",
            "enclaveOptions",
            "an instance with enclaves cannot hibernate",
            "RunInstances, EnclaveOptions",
            lambda given: given.part("enclaveOptions").flag("enabled") and hibernates(given),
        ),
        *within("instanceMarketOptions.spotOptions", *_spot_options()),
        refuse(
            "disableApiTermination.spot",
            "disableApiTermination",
            "a spot instance cannot be protected",
            "ModifyInstanceAttribute, DisableApiTermination",
            lambda given: given.flag("disableApiTermination") and _is_spot(given),
        ),
    )


def _spot_options() -> tuple[Rule, ...]:
    """What a spot request is told together."""
    return (
        refuse(
            "spotOptions.interruption",
            "instanceInterruptionBehavior",
            "needs a persistent request: spotInstanceType persistent",
            "Amazon EC2 User Guide, Spot Instance interruptions",
            lambda spot: (
                spot["instanceInterruptionBehavior"] in ("hibernate", "stop") and _once(spot)
            ),
        ),
        refuse(
            "spotOptions.persistent",
            "spotInstanceType",
            "a persistent request needs instanceInterruptionBehavior stop or hibernate",
            "SpotMarketOptions, SpotInstanceType",
            lambda spot: (
                spot["spotInstanceType"] == "persistent"
                and (
                    spot["instanceInterruptionBehavior"] == "terminate"
                    or not spot.has("instanceInterruptionBehavior")
                )
            ),
        ),
        refuse(
            "spotOptions.validUntil",
            "validUntil",
            "is for persistent requests: spotInstanceType persistent",
            "SpotMarketOptions, ValidUntil",
            lambda spot: spot.has("validUntil") and _once(spot),
        ),
    )


def _once(spot: Given) -> bool:
    """Whether a spot request is for one time, as it is when nothing is said."""
    return spot["spotInstanceType"] == "one-time" or not spot.has("spotInstanceType")


def _is_spot(given: Given) -> bool:
    return given.part("instanceMarketOptions").text("marketType") == "spot"


def _slow_root(template: Given) -> Iterator[Violation]:
    for index, mapping in enumerate(template.items("blockDeviceMappings")):
        kind = mapping.part("ebs")["volumeType"]
        if mapping["deviceName"] in ROOT_DEVICES and kind in NOT_BOOTABLE:
            path = f"blockDeviceMappings[{index}].ebs.volumeType"
            yield Violation(path, f"nothing boots from {kind}")


def _not_beside_interfaces(name: str) -> Rule:
    return refuse(
        f"template.{name}",
        name,
        "stand in the network interfaces, where a template describes these",
        "RequestLaunchTemplateData, SecurityGroupIds",
        lambda given: given.has("networkInterfaces") and given.has(name),
    )


_TEMPLATE_RULES = (
    one_of(
        "template.instanceType",
        ("instanceType", "instanceRequirements"),
        "RequestLaunchTemplateData, InstanceRequirements",
        least=0,
    ),
    *within(
        "instanceRequirements",
        one_of(
            "requirements.types",
            ("allowedInstanceTypes", "excludedInstanceTypes"),
            "InstanceRequirements, AllowedInstanceTypes",
            least=0,
        ),
    ),
    _not_beside_interfaces("vpcSecurityGroupIds"),
    _not_beside_interfaces("securityGroupNames"),
    *within(
        "iamInstanceProfile",
        one_of("template.profile", ("arn", "name"), "RunInstances, IamInstanceProfile", least=0),
    ),
    *within(
        "tagSpecifications[]",
        choice(
            "template.tagged",
            "resourceType",
            "LaunchTemplateTagSpecificationRequest, ResourceType",
            *TAGGED_AT_LAUNCH,
        ),
    ),
    *within(
        "blockDeviceMappings[].ebs",
        *disk_rules("ebs", "volumeType", "volumeSize"),
        *initialization_rules("ebs"),
    ),
    Rule("template.root", "CreateVolume, VolumeType", _slow_root),
    _encoded("userData"),
    _short("userData", _decoded),
    *_options(lambda given: given.part("hibernationOptions").flag("configured")),
)

_INSTANCE_RULES = (
    one_of("instance.userData", ("userData", "userDataBase64"), "RunInstances, UserData", least=0),
    _encoded("userDataBase64"),
    _short("userData", str.encode),
    _short("userDataBase64", _decoded),
    *within("rootBlockDevice", *disk_rules("root", "volumeType", "volumeSize")),
    *within(
        "rootBlockDevice",
        refuse(
            "root.bootable",
            "volumeType",
            f"nothing boots from {' and '.join(NOT_BOOTABLE)}",
            "CreateVolume, VolumeType",
            lambda disk: disk["volumeType"] in NOT_BOOTABLE,
        ),
    ),
    *_options(lambda given: given.flag("hibernation")),
)

RULES: dict[str, tuple[Rule, ...]] = {
    TEMPLATE: _TEMPLATE_RULES,
    INSTANCE: _INSTANCE_RULES,
    "aws:ec2/placementGroup:PlacementGroup": (
        refuse(
            "placementGroup.partitions",
            "partitionCount",
            "is for strategy partition",
            "CreatePlacementGroup, PartitionCount",
            lambda given: given.has("partitionCount") and _is_not(given, "partition"),
        ),
        between(
            "placementGroup.partitionCount",
            "partitionCount",
            1,
            LARGEST_PARTITION_COUNT,
            "Placement groups, Partition placement groups",
        ),
        refuse(
            "placementGroup.spreadLevel",
            "spreadLevel",
            "is for strategy spread",
            "CreatePlacementGroup, SpreadLevel",
            lambda given: given.has("spreadLevel") and _is_not(given, "spread"),
        ),
        refuse(
            "placementGroup.name",
            "name",
            f"has at most {GROUP_NAME_CHARACTERS} characters, all of them ASCII",
            "CreatePlacementGroup, GroupName",
            lambda given: (
                len(given.text("name")) > GROUP_NAME_CHARACTERS or not given.text("name").isascii()
            ),
        ),
    ),
    "aws:ec2/eipAssociation:EipAssociation": (
        one_of(
            "eipAssociation.target",
            ("instanceId", "networkInterfaceId"),
            "AssociateAddress, InstanceId",
        ),
        one_of(
            "eipAssociation.address", ("allocationId", "publicIp"), "AssociateAddress, AllocationId"
        ),
    ),
}


def _is_not(given: Given, strategy: str) -> bool:
    return given["strategy"] not in (None, strategy)
