"""Which instance a group launches next, and its launch.

On demand takes the first override: AWS's order of priority, and with `lowest-price` as good as any where no price is
known. Spot takes the first as well, but with `lowest-price` it spreads over as many of the first as SpotInstancePools
says, in each zone the one with the fewest instances. moto takes one override, one subnet and the template's default
version for all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from moto.core.exceptions import ServiceException
from moto.ssm.models import ssm_backends

from localaws.extensions.autoscaling import (
    activities,
    instance_types,
    notifications,
    templates,
    transitions,
    zones,
)
from localaws.extensions.autoscaling.group import Group, Member, Request
from localaws.extensions.ec2_launch import launch

GROUP_TAG = "aws:autoscaling:groupName"


@dataclass(frozen=True)
class Choice:
    """A kind of instance that a group may launch."""

    specification: Request
    """The launch template."""
    instance_type: str | None = None
    """None where the template says it."""
    weight: str | None = None
    image: str | None = None


def choices(group: Group, configuration: Request) -> Iterator[Choice]:
    """What a configuration with a launch template allows to launch, the first choice first."""
    if "LaunchTemplate" in configuration:
        yield Choice(configuration["LaunchTemplate"])
        return
    overrides = configuration["MixedInstancesPolicy"]["LaunchTemplate"]["Overrides"] or [{}]
    for override, specification in zip(overrides, specifications(configuration), strict=True):
        types = [override.get("InstanceType")]
        if "InstanceRequirements" in override:
            types = instance_types.of_override(group.backend.ec2_backend, override, specification)
        for name in types:
            yield Choice(
                specification, name, override.get("WeightedCapacity"), override.get("ImageId")
            )


def specifications(configuration: Request) -> list[Request]:
    """The launch templates that a configuration with one may launch from."""
    if "LaunchTemplate" in configuration:
        return [configuration["LaunchTemplate"]]
    launch_template = configuration["MixedInstancesPolicy"]["LaunchTemplate"]
    common = launch_template["LaunchTemplateSpecification"]
    overrides = launch_template["Overrides"] or [{}]
    return [override.get("LaunchTemplateSpecification", common) for override in overrides]


def configuration_of(group: Group) -> Request:
    """What new instances are launched from: the desired configuration of a running refresh, or the group's own."""
    for refresh in group.refreshes[:1]:
        if refresh["Status"] in ("InProgress", "Baking") and refresh.get("DesiredConfiguration"):
            desired: Request = refresh["DesiredConfiguration"]
            return desired
    return group.settings


def launch_one(group: Group, *, spot: bool = False, warm: bool = False) -> Member | None:
    """Launches an instance into the group or its warm pool; None, and a failed activity, when EC2 refuses."""
    zone, subnet = zones.next_place(group)
    configuration = configuration_of(group)
    choice = None
    try:
        if configuration.get("LaunchConfigurationName"):
            request = _from_launch_configuration(group, configuration["LaunchConfigurationName"])
        else:
            choice = _choose(group, configuration, zone, spot=spot)
            request = _from_choice(group, choice)
            if spot:
                request["InstanceMarketOptions"] = _spot_options(configuration)
        instance = launch(
            group.backend.ec2_backend, _completed(group, request, zone, subnet), 1
        ).instances[0]
    except ServiceException as error:
        fail(group, error)
        return None
    member = _member(group, instance, choice)
    (group.warm if warm else group.members).append(member)
    transitions.arrive(group, member)
    return member


def units_of(group: Group, instance_type: str, weight: str | None) -> int:
    """What an instance counts: its weight, or as DesiredCapacityType says, or one."""
    kind = group.settings.get("DesiredCapacityType", "units")
    if weight is not None:
        return int(weight)
    if kind == "vcpu":
        return instance_types.vcpus(instance_type)
    return instance_types.memory(instance_type) if kind == "memory-mib" else 1


def _choose(group: Group, configuration: Request, zone: str, *, spot: bool) -> Choice:
    possible = list(choices(group, configuration))
    if not possible:
        raise ServiceException("InvalidParameterValue", "No instance types match the requirements.")
    if not spot:
        return possible[0]
    pools = configuration["MixedInstancesPolicy"]["InstancesDistribution"].get(
        "SpotInstancePools", 1
    )

    def running(choice: Choice) -> int:
        return sum(
            m.spot and m.zone == zone and m.instance.instance_type == choice.instance_type
            for m in group.counted()
        )

    return min(possible[:pools], key=running)


def _from_choice(group: Group, choice: Choice) -> Request:
    version = templates.version_of(group.backend.ec2_backend, choice.specification)
    request: Request = {
        "LaunchTemplate": {
            "LaunchTemplateId": version.template.id,
            "Version": str(version.number),
        }
    }
    if choice.instance_type:
        request["InstanceType"] = choice.instance_type
    image = choice.image or version.data.get("ImageId", "")
    if choice.image or image.startswith(templates.SSM_PREFIX):
        request["ImageId"] = _resolved(group, image)
    return request


def _resolved(group: Group, image: str) -> str:
    if not image.startswith(templates.SSM_PREFIX):
        return image
    name = image.removeprefix(templates.SSM_PREFIX)
    parameter = ssm_backends[group.account_id][group.region].get_parameter(name)
    if parameter is None:
        raise ServiceException("InvalidParameterValue", f"The parameter {name} does not exist")
    return str(parameter.value)


def _spot_options(configuration: Request) -> Request:
    distribution = configuration["MixedInstancesPolicy"]["InstancesDistribution"]
    options: Request = {"MarketType": "spot"}
    if distribution.get("SpotMaxPrice"):
        options["SpotOptions"] = {"MaxPrice": distribution["SpotMaxPrice"]}
    return options


def _from_launch_configuration(group: Group, name: str) -> Request:
    if name not in group.backend.launch_configurations:
        raise ServiceException("ValidationError", f"Launch configuration name not found - {name}")
    config = group.backend.launch_configurations[name]
    request = {
        "ImageId": config.image_id,
        "InstanceType": config.instance_type,
        "KeyName": config.key_name,
        "UserData": config.user_data,
        "SecurityGroupIds": config.security_groups,
        "EbsOptimized": config.ebs_optimized,
        "Monitoring": {"Enabled": config.instance_monitoring_enabled},
        "BlockDeviceMappings": config.block_device_mapping_dict,
        "MetadataOptions": config.metadata_options,
    }
    if config.associate_public_ip_address:
        interface = {"DeviceIndex": 0, "AssociatePublicIpAddress": True}
        groups = request.pop("SecurityGroupIds")
        request["NetworkInterfaces"] = [{**interface, "Groups": groups} if groups else interface]
    if config.iam_instance_profile:
        kind = "Arn" if config.iam_instance_profile.startswith("arn:") else "Name"
        request["IamInstanceProfile"] = {kind: config.iam_instance_profile}
    if config.spot_price:
        options = {"MaxPrice": config.spot_price}
        request["InstanceMarketOptions"] = {"MarketType": "spot", "SpotOptions": options}
    return {name: value for name, value in request.items() if value}


def _completed(group: Group, request: Request, zone: str, subnet: str | None) -> Request:
    tags = [
        *({"Key": t["Key"], "Value": t["Value"]} for t in group.tags if t["PropagateAtLaunch"]),
        {"Key": GROUP_TAG, "Value": group.name},
    ]
    request["TagSpecifications"] = [{"ResourceType": "instance", "Tags": tags}]
    if subnet:
        request["SubnetId"] = subnet
    else:
        request["Placement"] = {"AvailabilityZone": zone}
    if group.settings.get("PlacementGroup"):
        request.setdefault("Placement", {})["GroupName"] = group.settings["PlacementGroup"]
    return request


def _member(group: Group, instance: Any, choice: Choice | None) -> Member:
    member = Member(
        instance,
        spot=instance.lifecycle == "spot",
        protected=group.settings["NewInstancesProtectedFromScaleIn"],
    )
    if choice is None:
        member.launch_configuration = configuration_of(group)["LaunchConfigurationName"]
        return member
    version = templates.version_of(group.backend.ec2_backend, choice.specification)
    member.launch_template = {
        "LaunchTemplateId": version.template.id,
        "LaunchTemplateName": version.template.name,
        "Version": str(version.number),
    }
    member.weight, member.image = choice.weight, choice.image
    member.units = units_of(group, instance.instance_type, choice.weight)
    return member


def fail(group: Group, error: ServiceException) -> None:
    """Tells that a group cannot launch, and lets it rest until something changes."""
    group.launch_failed = True
    message = f"{error.message} Launching EC2 instance failed."
    activity = activities.record(
        group, "Launching a new EC2 instance", StatusCode="Failed", StatusMessage=message
    )
    notifications.notify(group, notifications.LAUNCH_ERROR, activity, None)
