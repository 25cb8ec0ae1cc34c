"""What instances of one architecture are launched from."""

from dataclasses import dataclass

import pulumi
from pulumi_aws import ec2

from ..landing_zone.accounts import Account
from ..problems import Problem
from ..shared.component import Component
from .images import ignored_changes, image_id
from .instance_catalogue import Architecture
from .launch_options import LaunchOptions, Tenancy
from .launch_settings import LaunchSettings
from .option_arguments import option_arguments, storage_arguments
from .user_data import encoded
from .user_data_text import user_data_text
from .volumes import DataVolume, RootVolume

_TAGGED = ("instance", "volume", "network-interface")


@dataclass(frozen=True, kw_only=True)
class LaunchTemplateArgs:
    """Arguments of a `LaunchTemplate`."""

    account: Account
    """The account that the template belongs to."""
    region: str
    """The region that it stands in."""
    architecture: Architecture
    """The architecture of its image."""
    security_group_ids: pulumi.Input[list[str]]
    """Security groups of the instances."""
    instance_profile_arn: pulumi.Input[str]
    """What the instances may do on AWS."""
    burstable: bool | None = None
    """Whether all instances are of burstable types, so that the credit mode counts."""
    launch: LaunchSettings | None = None
    """Image, volumes, user data and options; their defaults when left out."""
    boot_scripts: pulumi.Input[list[str]] | None = None
    """Shell scripts that are known only while deploying, as the mounts of file systems; run before
    the user data."""
    volume_key_arn: pulumi.Input[str] | None = None
    """KMS key of the volumes; the account's default key for EBS when left out."""

    def problems(self) -> list[Problem]:
        """Whether there is an image of the architecture."""
        launch = self.launch or LaunchSettings()
        return launch.image_problems("launch", [self.architecture])


class LaunchTemplate(Component):
    """A launch template: the image, volumes, user data and options of instances.

    Creates the launch template, whose newest version is also its default. Use the version that it
    tells: Auto Scaling neither refreshes nor rolls back instances that follow `$Latest`.

    A newer image behind the SSM parameter changes nothing, unless `launch.image.on_change` is
    `follow`: then it makes a new version.

    Secure defaults: the metadata service needs a token (IMDSv2) and answers one hop, every volume
    is encrypted, there is no key pair, and no public address but where the subnet gives one;
    the account's tags are on instances, volumes and network interfaces.

    Raises:
        BadArgumentsError: see the `problems` of `LaunchSettings` and of what it holds.
        WrongAccountError: the provider belongs to another account.
        UserDataTooLongError: with `boot_scripts`, it exceeds what EC2 takes.
    """

    launch_template_id: pulumi.Output[str]
    """Id of the launch template."""
    version: pulumi.Output[str]
    """Its newest version, as a number in text."""
    image_id: pulumi.Output[str]
    """The image of that version."""

    def __init__(
        self, name: str, args: LaunchTemplateArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Create the launch template `name`."""
        args = self.accepted(LaunchTemplateArgs, name, args)
        super().__init__(name, args.account, opts)
        launch = args.launch or LaunchSettings()
        logical_name = f"{name}-template"
        template = ec2.LaunchTemplate(
            logical_name,
            description=f"Instances of {name}",
            image_id=image_id(self, launch.machine_image, args.architecture, args.region),
            user_data=_encoded(user_data_text(self._subject(name), launch, args.boot_scripts)),
            vpc_security_group_ids=args.security_group_ids,
            iam_instance_profile={"arn": args.instance_profile_arn},
            block_device_mappings=[
                _root_mapping(launch.root_volume or RootVolume(), args.volume_key_arn),
                *(
                    _data_mapping(volume, args.volume_key_arn)
                    for volume in launch.data_volumes or []
                ),
            ],
            tag_specifications=[
                {
                    "resource_type": resource_type,
                    "tags": {**(args.account.tags or {}), "Name": name},
                }
                for resource_type in _TAGGED
            ],
            update_default_version=True,
            region=args.region,
            tags={"Name": logical_name},
            opts=self.child(ignore_changes=ignored_changes(launch.machine_image, "imageId")),
            **_options(launch.launch_options, burstable=bool(args.burstable)),
        )
        self.launch_template_id = template.id
        self.version = template.latest_version.apply(str)
        self.image_id = template.image_id
        self.register_declared_outputs()


def _encoded(text: str | pulumi.Output[str]) -> pulumi.Input[str] | None:
    return text.apply(encoded) if isinstance(text, pulumi.Output) else encoded(text) or None


def _options(options: LaunchOptions, *, burstable: bool) -> dict[str, object]:
    arguments = option_arguments(options, burstable=burstable)
    arguments["monitoring"] = {"enabled": options.detailed_monitoring is not False}
    if options.tenancy or options.placement_group_name:
        arguments["placement"] = {
            "tenancy": (options.tenancy or Tenancy.DEFAULT).value,
            "group_name": options.placement_group_name,
        }
    if options.hibernation:
        arguments["hibernation_options"] = {"configured": True}
    if options.bandwidth_weighting is not None:
        weighting = options.bandwidth_weighting.value
        arguments["network_performance_options"] = {"bandwidth_weighting": weighting}
    if options.license_configuration_arns:
        arguments["license_specifications"] = [
            {"license_configuration_arn": arn} for arn in options.license_configuration_arns
        ]
    return arguments


def _root_mapping(volume: RootVolume, key_arn: pulumi.Input[str] | None) -> dict[str, object]:
    return {
        "device_name": volume.device,
        "ebs": {
            **storage_arguments(volume),
            "encrypted": "true",
            "kms_key_id": key_arn,
            "delete_on_termination": "true",
        },
    }


def _data_mapping(volume: DataVolume, key_arn: pulumi.Input[str] | None) -> dict[str, object]:
    return {
        "device_name": volume.device_name,
        "ebs": {
            **storage_arguments(volume),
            "snapshot_id": volume.snapshot_id,
            "volume_initialization_rate": volume.initialization_mib_per_second,
            "encrypted": "true",
            "kms_key_id": key_arn,
            "delete_on_termination": "true",
        },
    }
