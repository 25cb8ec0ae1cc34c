"""Instance refreshes of Auto Scaling groups, which follow a changed template or a property that the program names."""

import pytest

from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.fleets import describe_group, filled, tag, with_surroundings
from tests.localaws.world import Aws

LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING"
ROLLING = {"strategy": "Rolling"}
OFFICIAL = {
    "AutoRollback": False,
    "MaxHealthyPercentage": 100,
    "MinHealthyPercentage": 90,
    "ScaleInProtectedInstances": "Ignore",
    "SkipMatching": False,
    "StandbyInstances": "Ignore",
}
"""What the official provider says where the preferences say nothing."""


def fleet(s: Scene, **more: object) -> Values:
    """Two instances."""
    return {
        "instanceRefresh": ROLLING,
        "launchTemplate": {"id": s.template, "version": "1"},
        "maxSize": 4,
        "minSize": 2,
        "vpcZoneIdentifiers": [s.subnet, s.other_subnet],
        **more,
    }


def told_template(s: Scene, version: str) -> Values:
    return {
        "LaunchTemplateId": s.template,
        "LaunchTemplateName": s.template_name,
        "Version": version,
    }


def refreshing(aws: Aws, s: Scene) -> Values | None:
    """A group, and without the waiting time that Auto Scaling fills into the preferences of its refresh."""
    told = describe_group(aws, s)
    if told and told["Preferences"]:
        told["InstanceWarmup"] = told["Preferences"].pop("InstanceWarmup")
    return told


def preferences(s: Scene) -> Values:
    """Every one, each other than what is filled in."""
    return {
        "alarmSpecification": {"alarms": [s.alarm]},
        "autoRollback": True,
        "checkpointDelay": "60",
        "checkpointPercentages": [50, 100],
        "instanceWarmup": "30",
        "maxHealthyPercentage": 150,
        "minHealthyPercentage": 80,
        "scaleInProtectedInstances": "Refresh",
        "skipMatching": True,
        "standbyInstances": "Terminate",
    }


def told_preferences(s: Scene) -> Values:
    return {
        "AlarmSpecification": {"Alarms": [s.alarm]},
        "AutoRollback": True,
        "CheckpointDelay": 60,
        "CheckpointPercentages": [50, 100],
        "MaxHealthyPercentage": 150,
        "MinHealthyPercentage": 80,
        "ScaleInProtectedInstances": "Refresh",
        "SkipMatching": True,
        "StandbyInstances": "Terminate",
    }


REFRESHED = Case(
    token="aws:autoscaling/group:Group",
    prepare=with_surroundings,
    describe=refreshing,
    filled=filled,
    lives=(
        Life(
            name="refreshed for a new version",
            inputs=lambda s: fleet(
                s, instanceRefresh={**ROLLING, "preferences": {"skipMatching": False}}
            ),
            told=lambda _: {"Refreshes": [], "Types": ["t3.nano", "t3.nano"]},
            changed=lambda s: {"launchTemplate": {"id": s.template, "version": "2"}},
            told_changed=lambda _: {
                "Desired": None,
                "InstanceWarmup": 300,
                "Preferences": OFFICIAL,
                "Refreshes": ["Successful"],
                "Types": ["t3.micro", "t3.micro"],
            },
            # What AWS itself changes back is no reason for another refresh.
            outside=lambda aws, s: aws.autoscaling.update_auto_scaling_group(
                AutoScalingGroupName=s.id, DefaultCooldown=7, MaxSize=9
            ),
            found=lambda _: {"maxSize": 9},
        ),
        Life(
            name="refreshed without preferences",
            inputs=fleet,
            changed=lambda s: {"launchTemplate": {"id": s.template, "version": "2"}},
            told_changed=lambda _: {
                "Preferences": {
                    "AutoRollback": False,
                    "MinHealthyPercentage": 90,
                    "ScaleInProtectedInstances": "Wait",
                    "SkipMatching": False,
                    "StandbyInstances": "Wait",
                },
                "Refreshes": ["Successful"],
            },
        ),
        Life(
            name="with a way back",
            inputs=lambda s: fleet(s, instanceRefresh={**ROLLING, "preferences": preferences(s)}),
            changed=lambda s: {"launchTemplate": {"id": s.template, "version": "2"}},
            # Half of it is replaced, and the refresh waits at its checkpoint.
            told_changed=lambda s: {
                "Desired": {"LaunchTemplate": told_template(s, "2")},
                "InstanceWarmup": 30,
                "Preferences": told_preferences(s),
                "Refreshes": ["InProgress"],
                "Types": ["t3.micro", "t3.nano"],
            },
        ),
        Life(
            name="with a way back to a template by name",
            inputs=lambda s: fleet(
                s,
                instanceRefresh={**ROLLING, "preferences": {"autoRollback": True}},
                launchTemplate={"name": s.template_name, "version": "1"},
            ),
            changed=lambda s: {"launchTemplate": {"name": s.template_name, "version": "2"}},
            told_changed=lambda s: {
                "Desired": {"LaunchTemplate": told_template(s, "2")},
                "Preferences": {**OFFICIAL, "AutoRollback": True},
                "Refreshes": ["Successful"],
            },
            imported_otherwise=("launchTemplate",),
        ),
        Life(
            name="not refreshed for the refresh itself",
            inputs=fleet,
            changed=lambda _: {
                "instanceRefresh": {**ROLLING, "triggers": ["tag"]},
                "maxSize": 5,
            },
            told_changed=lambda _: {"MaxSize": 5, "Refreshes": []},
            removed=("instanceRefresh",),
            told_removed=lambda _: {"Refreshes": []},
        ),
        Life(
            name="refreshed twice",
            # An instance that waits for its hook keeps the first refresh from its end: the second ends it.
            inputs=lambda s: fleet(
                s,
                defaultInstanceWarmup=60,
                forceDelete=True,
                initialLifecycleHooks=[{"name": "boot", "lifecycleTransition": LAUNCHING}],
                instanceRefresh={
                    **ROLLING,
                    "preferences": {},
                    "triggers": ["tag", "default_instance_warmup"],
                },
                tags=[tag("team", "a", propagated=True)],
            ),
            told=lambda _: {"Number": 2, "Refreshes": []},
            changed=lambda _: {"tags": [tag("team", "b", propagated=True)]},
            told_changed=lambda _: {"Refreshes": ["InProgress"], "Tags": {"team": ("b", True)}},
            removed=("defaultInstanceWarmup",),
            told_removed=lambda _: {"Refreshes": ["InProgress", "Cancelled"]},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(REFRESHED))
def test_a_refresh_follows_what_the_official_provider_lets_it_follow(case, life, aws, ledger):
    live(case, life, aws, ledger)
