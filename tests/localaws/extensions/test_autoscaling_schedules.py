"""Auto Scaling scheduled actions: kept by group, told, and refused where AWS refuses them."""

from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError

from tests.localaws.extensions.fleets import Fleet

SOON = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
LATER = SOON + timedelta(days=1)
PAST = SOON - timedelta(days=2)


def put(fleet: Fleet, name: str = "action", **more: object) -> None:
    fleet.asg.put_scheduled_update_group_action(
        AutoScalingGroupName=fleet.name, ScheduledActionName=name, **more
    )


def actions(fleet: Fleet) -> list[dict]:
    return fleet.asg.describe_scheduled_actions(AutoScalingGroupName=fleet.name)[
        "ScheduledUpdateGroupActions"
    ]


def test_an_action_is_told_in_full_replaced_and_deleted(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    given = {
        "Recurrence": "30 8 1-15 JAN,6 mon-FRI",
        "TimeZone": "Europe/Berlin",
        "StartTime": SOON,
        "EndTime": LATER,
        "MinSize": 1,
        "MaxSize": 3,
        "DesiredCapacity": 2,
    }
    put(fleet, **given)
    (told,) = actions(fleet)
    assert {name: told[name] for name in given} == given
    assert told["ScheduledActionARN"].endswith(
        f":autoScalingGroupName/{fleet.name}:scheduledActionName/action"
    )
    put(fleet, Recurrence="0 6 * * *", DesiredCapacity=0)
    (changed,) = actions(fleet)
    assert (changed["Recurrence"], changed["DesiredCapacity"]) == ("0 6 * * *", 0)
    assert changed["ScheduledActionARN"] == told["ScheduledActionARN"]
    assert not {"MinSize", "MaxSize", "StartTime", "TimeZone"} & set(changed)
    delete = fleet.asg.delete_scheduled_action
    delete(AutoScalingGroupName=fleet.name, ScheduledActionName="action")
    assert actions(fleet) == []
    with pytest.raises(ClientError, match="Scheduled action name not found"):
        delete(AutoScalingGroupName=fleet.name, ScheduledActionName="action")


def test_actions_of_one_name_belong_to_their_groups(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    other = f"{fleet.name}-other"
    fleet.asg.create_auto_scaling_group(
        AutoScalingGroupName=other,
        VPCZoneIdentifier=fleet.subnets[0],
        MinSize=0,
        MaxSize=0,
        **fleet.by_template(),
    )
    put(fleet, StartTime=SOON, MaxSize=7)
    fleet.asg.put_scheduled_update_group_action(
        AutoScalingGroupName=other, ScheduledActionName="action", StartTime=SOON, MaxSize=8
    )
    assert [action["MaxSize"] for action in actions(fleet)] == [7]
    fleet.asg.delete_auto_scaling_group(AutoScalingGroupName=other)
    assert [action["MaxSize"] for action in actions(fleet)] == [7]


@pytest.mark.parametrize(
    "recurrence",
    ["* * * * *", "*/15 0-23/2 1,15 1-12 0-7", "59 23 31 DEC SUN", "0 0 * jan-mar Mon,Wed"],
)
def test_a_recurrence_of_cron_is_taken(fleet: Fleet, recurrence: str):
    fleet.create(DesiredCapacity=0)
    put(fleet, Recurrence=recurrence, DesiredCapacity=1)
    assert actions(fleet)[0]["Recurrence"] == recurrence


@pytest.mark.parametrize(
    "recurrence",
    [
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 13 *",
        "* * * * 8",
        "* * * MON *",
        "5-1 * * * *",
        "*/0 * * * *",
        "*-5 * * * *",
        "@daily",
        "a * * * *",
        "1,,2 * * * *",
    ],
)
def test_another_recurrence_is_refused(fleet: Fleet, recurrence: str):
    fleet.create(DesiredCapacity=0)
    with pytest.raises(ClientError, match="Given recurrence string"):
        put(fleet, Recurrence=recurrence, DesiredCapacity=1)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"StartTime": SOON}, "At least one of MinSize, MaxSize and DesiredCapacity"),
        ({"DesiredCapacity": 1}, "Recurrence or StartTime is required"),
        ({"StartTime": PAST, "DesiredCapacity": 1}, "start time is in the past"),
        ({"StartTime": LATER, "EndTime": SOON, "DesiredCapacity": 1}, "end time is before"),
        ({"StartTime": SOON, "MinSize": 3, "MaxSize": 2}, "Min group size cannot be greater"),
        ({"StartTime": SOON, "MinSize": -1}, "Min group size cannot be greater"),
        ({"StartTime": SOON, "DesiredCapacity": 1, "MinSize": 2}, "must be between"),
        ({"StartTime": SOON, "DesiredCapacity": 3, "MaxSize": 2}, "must be between"),
        (
            {"Recurrence": "0 6 * * *", "TimeZone": "Berlin", "DesiredCapacity": 1},
            "Time zone Berlin is not valid",
        ),
    ],
)
def test_an_action_is_refused(fleet: Fleet, given: dict, message: str):
    fleet.create(DesiredCapacity=0)
    with pytest.raises(ClientError, match=message) as refused:
        put(fleet, **given)
    assert refused.value.response["Error"]["Code"] == "ValidationError"
    assert actions(fleet) == []


def test_of_several_actions_the_wrong_ones_are_told_and_the_others_kept(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    named = {"AutoScalingGroupName": fleet.name}
    answer = fleet.asg.batch_put_scheduled_update_group_action(
        **named,
        ScheduledUpdateGroupActions=[
            {"ScheduledActionName": "right", "StartTime": SOON, "MaxSize": 1},
            {"ScheduledActionName": "wrong", "StartTime": PAST, "MaxSize": 1},
        ],
    )
    (failed,) = answer["FailedScheduledUpdateGroupActions"]
    assert (failed["ScheduledActionName"], failed["ErrorCode"]) == ("wrong", "ValidationError")
    assert [action["ScheduledActionName"] for action in actions(fleet)] == ["right"]
    answer = fleet.asg.batch_delete_scheduled_action(
        **named, ScheduledActionNames=["right", "wrong"]
    )
    assert [f["ScheduledActionName"] for f in answer["FailedScheduledActions"]] == ["wrong"]
    assert actions(fleet) == []


def test_an_action_does_not_act_by_itself(fleet: Fleet, clock):
    fleet.create(DesiredCapacity=0)
    put(fleet, StartTime=SOON, DesiredCapacity=2)
    clock.move(7 * 24 * 3600)
    assert fleet.told()["DesiredCapacity"] == 0
