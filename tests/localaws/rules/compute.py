"""Cases for instances, launch templates, placement groups and the associations of addresses."""

import base64

from tests.localaws.rules.cases import UNKNOWN, Case, Inputs

TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
INSTANCE = "aws:ec2/instance:Instance"
GROUP = "aws:ec2/placementGroup:PlacementGroup"
ASSOCIATION = "aws:ec2/eipAssociation:EipAssociation"
REQUIREMENTS = {"vcpuCount": {"min": 1}, "memoryMib": {"min": 512}}


def encoded(size: int) -> str:
    return base64.b64encode(b"x" * size).decode()


def spot(**options: object) -> Inputs:
    return {"instanceMarketOptions": {"marketType": "spot", "spotOptions": options}}


def hibernating(token: str, flag: bool) -> Inputs:
    return (
        {"hibernation": flag} if token == INSTANCE else {"hibernationOptions": {"configured": flag}}
    )


def options(token: str) -> list[Case]:
    """What instances and templates have in common."""
    hop_limit = "metadataOptions.httpPutResponseHopLimit"
    at = "instanceMarketOptions.spotOptions."
    return [
        Case(
            token,
            "metadataOptions.hopLimit",
            fine=tuple(
                {"metadataOptions": {"httpPutResponseHopLimit": limit}}
                for limit in (1, 64, UNKNOWN, None)
            ),
            broken=tuple(
                ({"metadataOptions": {"httpPutResponseHopLimit": limit}}, hop_limit)
                for limit in (0, 65)
            ),
        ),
        Case(
            token,
            "enclaveOptions.hibernation",
            fine=(
                {"enclaveOptions": {"enabled": True}, **hibernating(token, flag=False)},
                {"enclaveOptions": {"enabled": False}, **hibernating(token, flag=True)},
                {"enclaveOptions": {"enabled": UNKNOWN}, **hibernating(token, flag=True)},
                hibernating(token, flag=True),
            ),
            broken=(
                (
                    {"enclaveOptions": {"enabled": True}, **hibernating(token, flag=True)},
                    "enclaveOptions",
                ),
            ),
        ),
        Case(
            token,
            "spotOptions.interruption",
            fine=(
                spot(instanceInterruptionBehavior="stop", spotInstanceType="persistent"),
                spot(instanceInterruptionBehavior="hibernate", spotInstanceType=UNKNOWN),
                spot(instanceInterruptionBehavior="terminate"),
                spot(),
            ),
            broken=(
                (
                    spot(instanceInterruptionBehavior="stop", spotInstanceType="one-time"),
                    f"{at}instanceInterruptionBehavior",
                ),
                (
                    spot(instanceInterruptionBehavior="hibernate"),
                    f"{at}instanceInterruptionBehavior",
                ),
            ),
        ),
        Case(
            token,
            "spotOptions.persistent",
            fine=(
                spot(spotInstanceType="persistent", instanceInterruptionBehavior="stop"),
                spot(spotInstanceType="persistent", instanceInterruptionBehavior=UNKNOWN),
                spot(spotInstanceType="one-time", instanceInterruptionBehavior="terminate"),
                spot(),
            ),
            broken=(
                (
                    spot(spotInstanceType="persistent", instanceInterruptionBehavior="terminate"),
                    f"{at}spotInstanceType",
                ),
                (spot(spotInstanceType="persistent"), f"{at}spotInstanceType"),
            ),
        ),
        Case(
            token,
            "spotOptions.validUntil",
            fine=(
                spot(validUntil="2031-01-01T00:00:00Z", spotInstanceType="persistent"),
                spot(validUntil="2031-01-01T00:00:00Z", spotInstanceType=UNKNOWN),
                spot(spotInstanceType="one-time"),
            ),
            broken=(
                (spot(validUntil=UNKNOWN, spotInstanceType="one-time"), f"{at}validUntil"),
                (spot(validUntil="2031-01-01T00:00:00Z"), f"{at}validUntil"),
            ),
        ),
        Case(
            token,
            "disableApiTermination.spot",
            fine=(
                {"disableApiTermination": True},
                {"disableApiTermination": False, **spot()},
                {"disableApiTermination": True, "instanceMarketOptions": {"marketType": UNKNOWN}},
            ),
            broken=(({"disableApiTermination": True, **spot()}, "disableApiTermination"),),
        ),
    ]


def in_interfaces(name: str) -> Case:
    """Groups of the instance beside interfaces."""
    return Case(
        TEMPLATE,
        f"template.{name}",
        fine=({name: ["a"]}, {"networkInterfaces": [{"deviceIndex": 0}]}, {name: UNKNOWN}),
        broken=(
            ({name: ["a"], "networkInterfaces": [{"deviceIndex": 0}]}, name),
            ({name: UNKNOWN, "networkInterfaces": UNKNOWN}, name),
        ),
    )


def device(name: object, kind: object) -> Inputs:
    return {"blockDeviceMappings": [{"deviceName": name, "ebs": {"volumeType": kind}}]}


CASES = [
    *options(TEMPLATE),
    *options(INSTANCE),
    Case(
        TEMPLATE,
        "template.instanceType",
        fine=({"instanceType": "t3.nano"}, {"instanceRequirements": REQUIREMENTS}, {}),
        broken=(
            (
                {"instanceType": "t3.nano", "instanceRequirements": REQUIREMENTS},
                "instanceRequirements",
            ),
            (
                {"instanceType": UNKNOWN, "instanceRequirements": REQUIREMENTS},
                "instanceRequirements",
            ),
        ),
    ),
    Case(
        TEMPLATE,
        "requirements.types",
        fine=(
            {"instanceRequirements": {**REQUIREMENTS, "allowedInstanceTypes": ["m5.*"]}},
            {"instanceRequirements": {**REQUIREMENTS, "excludedInstanceTypes": ["m5.*"]}},
            {"instanceRequirements": REQUIREMENTS},
        ),
        broken=(
            (
                {
                    "instanceRequirements": {
                        "allowedInstanceTypes": ["m5.*"],
                        "excludedInstanceTypes": UNKNOWN,
                    }
                },
                "instanceRequirements.excludedInstanceTypes",
            ),
        ),
    ),
    in_interfaces("vpcSecurityGroupIds"),
    in_interfaces("securityGroupNames"),
    Case(
        TEMPLATE,
        "template.profile",
        fine=(
            {"iamInstanceProfile": {"name": "web"}},
            {"iamInstanceProfile": {"arn": UNKNOWN}},
            {"iamInstanceProfile": {}},
            {},
        ),
        broken=(
            ({"iamInstanceProfile": {"arn": "a", "name": UNKNOWN}}, "iamInstanceProfile.name"),
        ),
    ),
    Case(
        TEMPLATE,
        "template.tagged",
        fine=(
            *(
                {"tagSpecifications": [{"resourceType": kind}]}
                for kind in ("instance", "volume", "network-interface", "spot-instances-request")
            ),
            {"tagSpecifications": [{"resourceType": UNKNOWN}]},
        ),
        broken=(
            (
                {"tagSpecifications": [{"resourceType": "instance"}, {"resourceType": "snapshot"}]},
                "tagSpecifications[1].resourceType",
            ),
        ),
    ),
    Case(
        TEMPLATE,
        "template.root",
        fine=(
            device("/dev/xvda", "gp3"),
            device("/dev/sdf", "st1"),
            device("/dev/xvda", UNKNOWN),
            device(UNKNOWN, "sc1"),
        ),
        broken=(
            (device("/dev/xvda", "st1"), "blockDeviceMappings[0].ebs.volumeType"),
            (device("/dev/sda1", "sc1"), "blockDeviceMappings[0].ebs.volumeType"),
        ),
    ),
    Case(
        TEMPLATE,
        "userData.encoded",
        fine=({"userData": encoded(3)}, {"userData": UNKNOWN}, {}),
        broken=(({"userData": "#!/bin/sh"}, "userData"), ({"userData": "abc"}, "userData")),
    ),
    Case(
        TEMPLATE,
        "userData.size",
        fine=({"userData": encoded(16384)}, {"userData": UNKNOWN}, {"userData": "#!/bin/sh"}),
        broken=(({"userData": encoded(16385)}, "userData"),),
    ),
    Case(
        INSTANCE,
        "instance.userData",
        fine=({"userData": "a"}, {"userDataBase64": UNKNOWN}, {}),
        broken=(({"userData": UNKNOWN, "userDataBase64": "YQ=="}, "userDataBase64"),),
    ),
    Case(
        INSTANCE,
        "userDataBase64.encoded",
        fine=({"userDataBase64": encoded(3)}, {"userDataBase64": UNKNOWN}, {"userData": "#!"}),
        broken=(({"userDataBase64": "#!/bin/sh"}, "userDataBase64"),),
    ),
    Case(
        INSTANCE,
        "userData.size",
        fine=({"userData": "x" * 16384}, {"userData": UNKNOWN}),
        broken=(
            ({"userData": "x" * 16385}, "userData"),
            ({"userData": "ä" * 8193}, "userData"),
        ),
    ),
    Case(
        INSTANCE,
        "userDataBase64.size",
        fine=({"userDataBase64": encoded(16384)}, {"userDataBase64": UNKNOWN}),
        broken=(({"userDataBase64": encoded(16385)}, "userDataBase64"),),
    ),
    Case(
        INSTANCE,
        "root.bootable",
        fine=(
            {"rootBlockDevice": {"volumeType": "gp3"}},
            {"rootBlockDevice": {"volumeType": UNKNOWN}},
            {"rootBlockDevice": {}},
        ),
        broken=(
            ({"rootBlockDevice": {"volumeType": "st1"}}, "rootBlockDevice.volumeType"),
            ({"rootBlockDevice": {"volumeType": "sc1"}}, "rootBlockDevice.volumeType"),
        ),
    ),
    Case(
        GROUP,
        "placementGroup.partitions",
        fine=(
            {"strategy": "partition", "partitionCount": 3},
            {"strategy": UNKNOWN, "partitionCount": 3},
            {"strategy": "cluster"},
        ),
        broken=(({"strategy": "cluster", "partitionCount": UNKNOWN}, "partitionCount"),),
    ),
    Case(
        GROUP,
        "placementGroup.partitionCount",
        fine=({"partitionCount": 1}, {"partitionCount": 7}, {"partitionCount": UNKNOWN}),
        broken=(
            ({"partitionCount": 0}, "partitionCount"),
            ({"partitionCount": 8}, "partitionCount"),
        ),
    ),
    Case(
        GROUP,
        "placementGroup.spreadLevel",
        fine=(
            {"strategy": "spread", "spreadLevel": "rack"},
            {"strategy": UNKNOWN, "spreadLevel": "rack"},
            {"strategy": "partition"},
        ),
        broken=(({"strategy": "partition", "spreadLevel": "rack"}, "spreadLevel"),),
    ),
    Case(
        GROUP,
        "placementGroup.name",
        fine=({"name": "x" * 255}, {"name": UNKNOWN}, {}),
        broken=(({"name": "x" * 256}, "name"), ({"name": "groß"}, "name")),
    ),
    Case(
        ASSOCIATION,
        "eipAssociation.target",
        fine=({"instanceId": "i-1"}, {"networkInterfaceId": UNKNOWN}),
        broken=(
            ({}, "instanceId"),
            ({"instanceId": UNKNOWN, "networkInterfaceId": "eni-1"}, "networkInterfaceId"),
        ),
    ),
    Case(
        ASSOCIATION,
        "eipAssociation.address",
        fine=({"allocationId": "eipalloc-1"}, {"publicIp": UNKNOWN}),
        broken=(
            ({}, "allocationId"),
            ({"allocationId": UNKNOWN, "publicIp": "203.0.113.7"}, "publicIp"),
        ),
    ),
]
