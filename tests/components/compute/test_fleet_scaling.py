"""What makes a fleet grow and shrink, and what rings."""

from typing import Any

import pytest

from components.compute import Capacity, Scaling, Schedule, Step, StepScaling
from components.compute.scaling import Direction
from tests.accounts import HOME
from tests.components.compute.creating import ALARM, POLICY, SCHEDULE, created, fleet
from tests.fleets import FULL_FLEET, TARGET
from tests.recording import Recording, arn

TOPIC = "arn:aws:sns:eu-central-1:444444444444:alarms"
Bounds = list[tuple[int, str | None, str | None]]


@pytest.fixture(scope="module")
def full() -> Recording:
    return created(FULL_FLEET, targets=[TARGET], alarm_topic_arn=TOPIC)


def policy(recording: Recording, name: str) -> dict[str, Any]:
    inputs = dict(recording.only(POLICY, name).inputs)
    assert (inputs.pop("autoscalingGroupName"), inputs.pop("region")) == ("f-group", HOME)
    return inputs


def test_a_metric_is_tracked_by_a_policy_of_its_own(full: Recording) -> None:
    assert policy(full, "f-track-cpu") == {
        "policyType": "TargetTrackingScaling",
        "targetTrackingConfiguration": {
            "disableScaleIn": False,
            "predefinedMetricSpecification": {"predefinedMetricType": "ASGAverageCPUUtilization"},
            "targetValue": 50,
        },
    }
    assert policy(full, "f-track-requests")["targetTrackingConfiguration"] == {
        "disableScaleIn": True,
        "predefinedMetricSpecification": {
            "predefinedMetricType": "ALBRequestCountPerTarget",
            "resourceLabel": TARGET.request_count_label,
        },
        "targetValue": 1000,
    }


def test_a_prediction_starts_by_forecasting_only(full: Recording) -> None:
    assert policy(full, "f-predict") == {
        "policyType": "PredictiveScaling",
        "predictiveScalingConfiguration": {
            "metricSpecification": {
                "predefinedMetricPairSpecification": {"predefinedMetricType": "ASGCPUUtilization"},
                "targetValue": 50,
            },
            "mode": "ForecastOnly",
            "schedulingBufferTime": "300",
        },
    }


def test_a_schedule_leaves_alone_what_it_does_not_name(full: Recording) -> None:
    assert full.only(SCHEDULE, "f-schedule-night").inputs == {
        "autoscalingGroupName": "f-group",
        "desiredCapacity": 2,
        "maxSize": -1,
        "minSize": 2,
        "recurrence": "0 20 * * *",
        "region": HOME,
        "scheduledActionName": "night",
        "timeZone": "Europe/Berlin",
    }


@pytest.mark.parametrize(
    ("direction", "beyond", "bounds"),
    [
        (None, [0], [(1, "0", None)]),
        (Direction.ABOVE, [0, 15], [(1, "0", "15"), (2, "15", None)]),
        (Direction.ABOVE, [0, 10, 20.5], [(1, "0", "10"), (2, "10", "20.5"), (3, "20.5", None)]),
        (Direction.ABOVE, [0, 12_345_678], [(1, "0", "12345678"), (2, "12345678", None)]),
        (Direction.BELOW, [0], [(1, None, "0")]),
        (Direction.BELOW, [0, 20], [(1, "-20", "0"), (2, None, "-20")]),
    ],
)
def test_steps_reach_to_where_the_next_begins(
    direction: Direction | None, beyond: list[float], bounds: Bounds
) -> None:
    steps = [Step(beyond=start, adjustment=number) for number, start in enumerate(beyond, 1)]
    scaling = StepScaling(
        name="busy", metric_name="CPUUtilization", threshold=50, steps=steps, direction=direction
    )
    found = policy(created(fleet(scaling=Scaling(steps=[scaling]))), "f-step-busy")
    assert [
        (
            step["scalingAdjustment"],
            step.get("metricIntervalLowerBound"),
            step.get("metricIntervalUpperBound"),
        )
        for step in found["stepAdjustments"]
    ] == bounds


def test_the_alarm_of_steps_starts_their_policy(full: Recording) -> None:
    assert full.only(ALARM, "f-step-memory-low").inputs == {
        "alarmActions": [arn("autoscaling", "scalingPolicy:id:policyName/f-step-memory-low")],
        "alarmDescription": "Fleet f: mem_used_percent below 30",
        "comparisonOperator": "LessThanOrEqualToThreshold",
        "dimensions": {"AutoScalingGroupName": "f-group"},
        "evaluationPeriods": 2,
        "metricName": "mem_used_percent",
        "namespace": "CWAgent",
        "period": 60,
        "region": HOME,
        "statistic": "Average",
        "tags": {"Name": "f-step-memory-low"},
        "threshold": 30,
    }


def rings(recording: Recording) -> dict[str, tuple[str, str, float, list[str]]]:
    """Namespace, metric, threshold and actions of each alarm that tells somebody."""
    return {
        alarm.name: (
            alarm.inputs["namespace"],
            alarm.inputs["metricName"],
            alarm.inputs["threshold"],
            alarm.inputs.get("alarmActions", []),
        )
        for alarm in recording.created(ALARM)
        if "treatMissingData" in alarm.inputs
    }


def test_alarms_ring_on_cpu_status_and_missing_instances() -> None:
    assert rings(created()) == {
        "f-cpu": ("AWS/EC2", "CPUUtilization", 90, []),
        "f-in-service": ("AWS/AutoScaling", "GroupInServiceInstances", 1, []),
        "f-status-check": ("AWS/EC2", "StatusCheckFailed", 1, []),
    }


def test_with_the_agent_alarms_ring_on_memory_and_disk_too(full: Recording) -> None:
    assert rings(full) == {
        "f-cpu": ("AWS/EC2", "CPUUtilization", 80, [TOPIC]),
        "f-disk": ("CWAgent", "disk_used_percent", 75, [TOPIC]),
        "f-in-service": ("AWS/AutoScaling", "GroupInServiceCapacity", 2, [TOPIC]),
        "f-memory": ("CWAgent", "mem_used_percent", 85, [TOPIC]),
        "f-status-check": ("AWS/EC2", "StatusCheckFailed", 1, [TOPIC]),
    }


def test_alarms_have_the_names_that_the_refresh_watches() -> None:
    names = {alarm.name: alarm.inputs["name"] for alarm in created().created(ALARM)}
    assert names["f-status-check"] == "landing-zone-sandbox-f-status-check"


@pytest.mark.parametrize(
    ("minimum", "at_night", "threshold"), [(2, None, 2), (2, 1, 1), (2, 0, None), (0, 1, None)]
)
def test_missing_instances_ring_below_the_lowest_minimum_there_ever_is(
    minimum: int, at_night: int | None, threshold: int | None
) -> None:
    night = Schedule(name="night", recurrence="0 20 * * *", minimum=at_night, desired=2)
    recording = created(
        fleet(capacity=Capacity(minimum=minimum, maximum=4), scaling=Scaling(schedules=[night]))
    )
    alarms = {alarm.name: alarm.inputs["threshold"] for alarm in recording.created(ALARM)}
    assert alarms.get("f-in-service") == threshold
