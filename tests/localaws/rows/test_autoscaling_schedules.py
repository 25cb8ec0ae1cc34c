"""Scheduled actions of Auto Scaling groups."""

import pytest

from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.fleets import with_group
from tests.localaws.world import Aws


def describe_action(aws: Aws, s: Scene) -> Values | None:
    group, name = s.id.split("/")
    asked = {"AutoScalingGroupName": group, "ScheduledActionNames": [name]}
    found = aws.autoscaling.describe_scheduled_actions(**asked)["ScheduledUpdateGroupActions"]
    if not found:
        return None
    times = {n: f"{found[0][n]:%Y-%m-%dT%H:%M}" for n in ("StartTime", "EndTime") if n in found[0]}
    return {**found[0], **times}


SCHEDULE = Case(
    token="aws:autoscaling/schedule:Schedule",
    prepare=with_group,
    describe=describe_action,
    lives=(
        Life(
            name="by night",
            inputs=lambda s: {
                "autoscalingGroupName": s.group,
                "desiredCapacity": 1,
                "endTime": "2099-12-31T00:00:00Z",
                "maxSize": 2,
                "minSize": 1,
                "recurrence": "0 20 * * MON-FRI",
                "scheduledActionName": "night",
                "startTime": "2099-01-01T20:00:00Z",
                "timeZone": "Europe/Berlin",
            },
            told=lambda s: {
                "AutoScalingGroupName": s.group,
                "DesiredCapacity": 1,
                "EndTime": "2099-12-31T00:00",
                "MaxSize": 2,
                "MinSize": 1,
                "Recurrence": "0 20 * * MON-FRI",
                "ScheduledActionName": "night",
                "StartTime": "2099-01-01T20:00",
                "TimeZone": "Europe/Berlin",
            },
            outputs=lambda aws, s: {"arn": describe_action(aws, s)["ScheduledActionARN"]},
            changed=lambda _: {
                "desiredCapacity": 2,
                "endTime": "2099-11-30T00:00:00Z",
                "maxSize": 4,
                "minSize": 0,
                "recurrence": "0 6 * * *",
                "startTime": "2099-02-01T06:00:00Z",
                "timeZone": "Europe/Paris",
            },
            told_changed=lambda _: {
                "DesiredCapacity": 2,
                "EndTime": "2099-11-30T00:00",
                "MaxSize": 4,
                "MinSize": 0,
                "Recurrence": "0 6 * * *",
                "StartTime": "2099-02-01T06:00",
                "TimeZone": "Europe/Paris",
            },
            outside=lambda aws, s: aws.autoscaling.put_scheduled_update_group_action(
                AutoScalingGroupName=s.group,
                ScheduledActionName="night",
                StartTime="2099-02-01T06:00:00Z",
                EndTime="2099-11-30T00:00:00Z",
                Recurrence="0 6 * * *",
                TimeZone="Europe/Paris",
                DesiredCapacity=2,
                MaxSize=5,
            ),
            found=lambda _: {"maxSize": 5, "minSize": -1},
        ),
        Life(
            name="that sets one size",
            inputs=lambda s: {
                "autoscalingGroupName": s.group,
                "desiredCapacity": -1,
                "maxSize": 4,
                "minSize": -1,
                "recurrence": "0 6 * * *",
                "scheduledActionName": "limit",
            },
            told=lambda _: {"DesiredCapacity": None, "MaxSize": 4, "MinSize": None},
            outputs=lambda _, __: {"desiredCapacity": -1, "maxSize": 4, "minSize": -1},
            changed=lambda _: {"desiredCapacity": 2, "maxSize": -1},
            told_changed=lambda _: {"DesiredCapacity": 2, "MaxSize": None, "MinSize": None},
        ),
        Life(
            name="to nothing",
            # The official provider sends 0 for every size that the program does not give.
            inputs=lambda s: {
                "autoscalingGroupName": s.group,
                "endTime": "2099-12-31T00:00:00Z",
                "recurrence": "0 20 * * *",
                "scheduledActionName": "off",
                "startTime": "2099-01-01T20:00:00Z",
                "timeZone": "Etc/UTC",
            },
            told=lambda _: {"DesiredCapacity": 0, "MaxSize": 0, "MinSize": 0},
            changed=lambda _: {"desiredCapacity": 1, "maxSize": 3, "minSize": 1},
            told_changed=lambda _: {"DesiredCapacity": 1, "MaxSize": 3, "MinSize": 1},
        ),
        Life(
            name="of which something is left out",
            inputs=lambda s: {
                "autoscalingGroupName": s.group,
                "desiredCapacity": 2,
                "endTime": "2099-12-31T00:00:00Z",
                "maxSize": 2,
                "minSize": 2,
                "recurrence": "0 20 * * *",
                "scheduledActionName": "less",
                "startTime": "2099-01-01T20:00:00Z",
                "timeZone": "Etc/UTC",
            },
            changed=lambda _: {
                "desiredCapacity": None,
                "endTime": None,
                "maxSize": 3,
                "minSize": None,
                "startTime": None,
                "timeZone": None,
            },
            told_changed=lambda _: {
                "DesiredCapacity": 2,
                "EndTime": "2099-12-31T00:00",
                "MaxSize": 3,
                "MinSize": 2,
                "StartTime": "2099-01-01T20:00",
                "TimeZone": "Etc/UTC",
            },
        ),
        Life(
            name="once",
            inputs=lambda s: {
                "autoscalingGroupName": s.group,
                "desiredCapacity": 1,
                "maxSize": 2,
                "minSize": 1,
                "recurrence": "0 6 * * *",
                "scheduledActionName": "once",
                "startTime": "2099-01-01T20:00:00Z",
            },
            changed=lambda _: {"desiredCapacity": 2, "maxSize": None, "recurrence": None},
            told_changed=lambda _: {
                "DesiredCapacity": 2,
                "MaxSize": 2,
                "Recurrence": "0 6 * * *",
            },
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(SCHEDULE))
def test_scheduled_actions_are_what_auto_scaling_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
