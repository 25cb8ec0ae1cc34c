"""What an instance refresh is asked: its configuration, its preferences, its instances, and what AWS refuses.

Sources: the API model's RefreshPreferences, DesiredConfiguration and AlarmSpecification.
"""

from moto.autoscaling.exceptions import ValidationError
from moto.cloudwatch.models import cloudwatch_backends

from localaws.extensions.autoscaling import launches, settings, templates
from localaws.extensions.autoscaling.group import IN_SERVICE, STANDBY, Group, Member, Request

MAX_ALARMS = 10
LATEST, DEFAULT = "$Latest", "$Default"


def desired(group: Group, given: Request | None) -> Request | None:
    """The configuration that the group is to have, as AWS tells it; None where none is given.

    Raises:
        ValidationError: AWS refuses it.
    """
    if not given:
        return None
    if ("LaunchTemplate" in given) == ("MixedInstancesPolicy" in given):
        raise ValidationError(
            "The desired configuration must contain either a LaunchTemplate or a MixedInstancesPolicy."
        )
    configured = {"MixedInstancesPolicy": group.settings.get("MixedInstancesPolicy")}
    settings.configure(group.backend, configured, given)
    return configured


def preferences(group: Group, given: Request) -> Request:
    """The preferences with AWS's defaults, and those that the group's maintenance policy and warm-up give.

    Raises:
        ValidationError: AWS refuses them.
    """
    policy = group.settings.get("InstanceMaintenancePolicy", {})
    warmup = group.settings.get("DefaultInstanceWarmup", group.settings["HealthCheckGracePeriod"])
    whole = {
        "MinHealthyPercentage": policy.get("MinHealthyPercentage", 90),
        "InstanceWarmup": warmup,
        "SkipMatching": False,
        "AutoRollback": False,
        "ScaleInProtectedInstances": "Wait",
        "StandbyInstances": "Wait",
        **{k: v for k, v in policy.items() if k == "MaxHealthyPercentage"},
        **given,
    }
    _check(group, whole)
    return whole


def _check(group: Group, asked: Request) -> None:
    settings.check_percentages(asked, both=False)
    percentages = asked.get("CheckpointPercentages", [])
    if "CheckpointDelay" in asked and not percentages:
        raise ValidationError("CheckpointDelay requires CheckpointPercentages.")
    if percentages != sorted(set(percentages)):
        raise ValidationError("CheckpointPercentages must be unique and ascending.")
    names = asked.get("AlarmSpecification", {}).get("Alarms", [])
    alarms = cloudwatch_backends[group.account_id][group.region].alarms
    unknown = [name for name in names if name not in alarms]
    if len(names) > MAX_ALARMS or unknown:
        raise ValidationError(
            f"AlarmSpecification must name at most {MAX_ALARMS} CloudWatch alarms that exist: {unknown}"
        )


def ringing(group: Group, asked: Request) -> str | None:
    """The first of the alarms that a refresh is to heed which is in the state ALARM."""
    alarms = cloudwatch_backends[group.account_id][group.region].alarms
    for name in asked.get("AlarmSpecification", {}).get("Alarms", []):
        if name in alarms and alarms[name].state_value == "ALARM":
            return str(name)
    return None


def check_reversible(group: Group, configured: Request | None) -> None:
    """Refuses a rollback that AWS does not support.

    Raises:
        ValidationError: there is no desired configuration, or one that can change by itself.
    """
    if configured is None:
        raise ValidationError(
            "The AutoRollback parameter cannot be set to true when the DesiredConfiguration "
            "parameter is empty."
        )
    for configuration in (group.settings, configured):
        if "LaunchConfigurationName" in configuration:
            continue
        for named in launches.specifications(configuration):
            if named.get("Version", DEFAULT) in (LATEST, DEFAULT):
                raise ValidationError(
                    "A rollback is not supported with the $Latest or $Default version of a launch template."
                )
            version = templates.version_of(group.backend.ec2_backend, named)
            if version.data.get("ImageId", "").startswith(templates.SSM_PREFIX):
                raise ValidationError(
                    "A rollback is not supported with a launch template that uses a Systems Manager "
                    "parameter as its AMI ID."
                )


def needs_replacing(
    group: Group, member: Member, configured: Request | None, asked: Request
) -> bool:
    """Whether a refresh is about an instance."""
    if asked["ScaleInProtectedInstances"] == "Ignore" and member.protected:
        return False
    if member.state != IN_SERVICE:
        return member.state == STANDBY and asked["StandbyInstances"] != "Ignore"
    return not (asked["SkipMatching"] and matches(group, member, configured or group.settings))


def matches(group: Group, member: Member, configuration: Request) -> bool:
    """Whether a configuration would launch an instance just so: template, version and a type that it allows."""
    if "LaunchConfigurationName" in configuration:
        return bool(member.launch_configuration == configuration["LaunchConfigurationName"])
    for choice in launches.choices(group, configuration):
        version = templates.version_of(group.backend.ec2_backend, choice.specification)
        own = member.launch_template or {}
        kind = choice.instance_type or version.data.get("InstanceType")
        if (
            own.get("LaunchTemplateId") == version.template.id
            and own.get("Version") == str(version.number)
            and member.instance.instance_type == kind
        ):
            return True
    return False
