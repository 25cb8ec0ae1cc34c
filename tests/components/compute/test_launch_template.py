"""What the component `LaunchTemplate` asks of AWS."""

import base64
import email
from typing import Any

import pytest

from components.compute import (
    CloudWatchAgent,
    DataVolume,
    LaunchSettings,
    MachineImage,
    RootVolume,
    UserDataPart,
)
from components.compute.machine_image import AMAZON_LINUX, ImageChange
from components.compute.user_data_text import UserDataTooLongError
from components.compute.volume_limits import VolumeType
from tests.accounts import HOME
from tests.components.compute.creating import PROFILE, TEMPLATE, template
from tests.fleets import FULL_LAUNCH, LICENSE
from tests.recording import Recording, image_id

IMAGE = "ami-0123456789abcdef0"
TAGS = {"owner": "platform-team", "cost-center": "training", "Name": "t"}


def inputs(recording: Recording) -> dict[str, Any]:
    return recording.only(TEMPLATE).inputs


def parts(recording: Recording) -> list[tuple[str, str]]:
    """Content type and text of each part of the user data."""
    document = base64.b64decode(inputs(recording)["userData"]).decode()
    return [
        (part.get_content_type(), part.get_payload())
        for part in email.message_from_string(document).get_payload()
    ]


def test_without_settings_it_is_amazon_linux_closed_and_encrypted() -> None:
    assert inputs(template()) == {
        "blockDeviceMappings": [
            {
                "deviceName": "/dev/xvda",
                "ebs": {
                    "deleteOnTermination": "true",
                    "encrypted": "true",
                    "volumeType": "gp3",
                },
            }
        ],
        "description": "Instances of t",
        "iamInstanceProfile": {"arn": PROFILE},
        "imageId": image_id("/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"),
        "maintenanceOptions": {"autoRecovery": "default"},
        "metadataOptions": {
            "httpEndpoint": "enabled",
            "httpPutResponseHopLimit": 1,
            "httpTokens": "required",
            "instanceMetadataTags": "disabled",
        },
        "monitoring": {"enabled": True},
        "region": HOME,
        "tagSpecifications": [
            {"resourceType": "instance", "tags": TAGS},
            {"resourceType": "volume", "tags": TAGS},
            {"resourceType": "network-interface", "tags": TAGS},
        ],
        "tags": {"Name": "t-template"},
        "updateDefaultVersion": True,
        "vpcSecurityGroupIds": ["sg-01234567"],
    }


def test_every_setting_reaches_the_template() -> None:
    found = inputs(template(FULL_LAUNCH, burstable=True, volume_key_arn="arn:aws:kms:k"))
    assert found["blockDeviceMappings"] == [
        {
            "deviceName": "/dev/xvda",
            "ebs": {
                "deleteOnTermination": "true",
                "encrypted": "true",
                "iops": 4000,
                "kmsKeyId": "arn:aws:kms:k",
                "throughput": 250,
                "volumeSize": 20,
                "volumeType": "gp3",
            },
        },
        {
            "deviceName": "/dev/sdf",
            "ebs": {
                "deleteOnTermination": "true",
                "encrypted": "true",
                "iops": 1000,
                "kmsKeyId": "arn:aws:kms:k",
                "snapshotId": "snap-0123456789abcdef0",
                "volumeInitializationRate": 200,
                "volumeSize": 100,
                "volumeType": "io2",
            },
        },
    ]
    assert {
        name: found[name]
        for name in (
            "cpuOptions",
            "creditSpecification",
            "hibernationOptions",
            "licenseSpecifications",
            "maintenanceOptions",
            "metadataOptions",
            "networkPerformanceOptions",
            "placement",
            "privateDnsNameOptions",
        )
    } == {
        "cpuOptions": {"coreCount": 2, "threadsPerCore": 1},
        "creditSpecification": {"cpuCredits": "unlimited"},
        "hibernationOptions": {"configured": True},
        "licenseSpecifications": [{"licenseConfigurationArn": LICENSE}],
        "maintenanceOptions": {"autoRecovery": "disabled"},
        "metadataOptions": {
            "httpEndpoint": "enabled",
            "httpPutResponseHopLimit": 2,
            "httpTokens": "required",
            "instanceMetadataTags": "enabled",
        },
        "networkPerformanceOptions": {"bandwidthWeighting": "ebs-1"},
        "placement": {"groupName": "close", "tenancy": "default"},
        "privateDnsNameOptions": {"hostnameType": "ip-name", "enableResourceNameDnsARecord": True},
    }


def test_burstable_types_do_not_charge_surplus_unless_asked() -> None:
    found = inputs(template(burstable=True))
    assert found["creditSpecification"] == {"cpuCredits": "standard"}


def test_every_extra_volume_is_encrypted_and_goes_with_the_instance() -> None:
    volume = DataVolume(name="data", device_name="/dev/sdf", size_gib=500, type=VolumeType.ST1)
    settings = LaunchSettings(
        root_volume=RootVolume(device_name="/dev/sda1"), data_volumes=[volume]
    )
    mappings = inputs(template(settings))["blockDeviceMappings"]
    assert [mapping["deviceName"] for mapping in mappings] == ["/dev/sda1", "/dev/sdf"]
    assert [mapping["ebs"]["encrypted"] for mapping in mappings] == ["true", "true"]
    assert [mapping["ebs"]["deleteOnTermination"] for mapping in mappings] == ["true", "true"]


@pytest.mark.parametrize("architecture", ["arm64", "x86_64"])
def test_each_architecture_has_an_image_of_its_own(architecture: str) -> None:
    recording = template(architecture=architecture)
    assert [lookup.arguments["name"] for lookup in recording.lookups] == [
        AMAZON_LINUX[architecture]
    ]


@pytest.mark.parametrize(
    ("change", "ignored"), [(None, ("imageId",)), ("ignore", ("imageId",)), ("follow", ())]
)
def test_only_a_followed_image_may_change_the_template(
    change: str | None, ignored: tuple[str, ...]
) -> None:
    image = MachineImage(arm64="/images/web", on_change=change and ImageChange(change))
    recording = template(LaunchSettings(image=image))
    assert recording.only(TEMPLATE).ignore_changes == ignored
    assert inputs(recording)["imageId"] == image_id("/images/web")


def test_a_pinned_image_is_not_looked_up() -> None:
    recording = template(LaunchSettings(image=MachineImage(arm64=IMAGE, on_change=ImageChange.PIN)))
    assert inputs(recording)["imageId"] == IMAGE
    assert recording.lookups == []
    assert recording.only(TEMPLATE).ignore_changes == ()


def test_scripts_known_while_deploying_run_before_the_agent_and_the_parts() -> None:
    settings = LaunchSettings(
        agent=CloudWatchAgent(), user_data=[UserDataPart(content="#!/bin/sh\nserve")]
    )
    kinds, texts = zip(*parts(template(settings, boot_scripts=["#!/bin/sh\nmount"])), strict=True)
    assert kinds == ("text/x-shellscript",) * 3
    assert texts[0].strip() == "#!/bin/sh\nmount"
    assert "amazon-cloudwatch-agent-ctl" in texts[1]
    assert texts[2].strip() == "#!/bin/sh\nserve"


def test_scripts_that_make_the_user_data_too_long_are_refused_while_deploying() -> None:
    with pytest.raises(
        UserDataTooLongError,
        match=r'LaunchTemplate "t": boot_scripts is 16,5\d\d bytes; user data has up to 16,384',
    ):
        template(boot_scripts=["#!" + "x" * 16_384])


def test_the_outputs_name_a_concrete_version() -> None:
    recording = template()
    outputs = recording.outputs_of("landing-zone:index:LaunchTemplate", "t")
    assert outputs["version"] == "1"
