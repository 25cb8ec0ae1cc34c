"""Scaling policies and schedules beside the edges of what is allowed."""

from dataclasses import replace
from typing import Any

from components.compute import (
    AutoscalingFleetArgs,
    Capacity,
    Fleet,
    FleetTarget,
    InstanceMix,
    InstanceOverride,
    PredictiveScaling,
    Scaling,
    Schedule,
    Step,
    StepScaling,
    TargetTracking,
)
from components.compute.scaling import TrackedMetric
from tests.accounts import HOME, SANDBOX
from tests.components.limits import Case


def steps(*beyond: float, **given: Any) -> StepScaling:
    """A policy with steps that begin there, changed as said."""
    return StepScaling(
        name="busy",
        metric_name="CPUUtilization",
        threshold=70,
        steps=[Step(beyond=start, adjustment=1) for start in beyond],
        **given,
    )


def tracking(*metrics: TrackedMetric | None) -> Scaling:
    """Scaling that keeps these metrics near a target."""
    return Scaling(target_tracking=[TargetTracking(target=50, metric=metric) for metric in metrics])


def schedule(**given: Any) -> Schedule:
    """A schedule, changed as said."""
    return Schedule(**{"name": "night", "recurrence": "0 20 * * *", "desired": 2, **given})


def counting(metric: TrackedMetric, label: str | None) -> AutoscalingFleetArgs:
    """A fleet that scales by a metric, with a target of this request count label."""
    return AutoscalingFleetArgs(
        account=SANDBOX,
        region=HOME,
        fleet=Fleet(
            instances=InstanceMix(overrides=[InstanceOverride(instance_type="t4g.small")]),
            capacity=Capacity(minimum=1, maximum=2),
            scaling=tracking(metric),
        ),
        vpc_id="vpc-01234567",
        subnet_ids=["subnet-01234567"],
        targets=[
            FleetTarget(
                name="web",
                port=80,
                target_group_arn="arn",
                security_group_id="sg-01234567",
                request_count_label=label,
            )
        ],
    )


CASES = [
    Case(
        limit="scaling.target.percentage",
        build=lambda value: TargetTracking(target=value),
        accepted=[1, 50, 100],
        refused={
            0.5: (
                "target is 0.5; a target for CPU is 1 to 100 per cent (Auto Scaling "
                "PutScalingPolicy, TargetTrackingConfiguration). Nearest: 1."
            ),
            101: (
                "target is 101; a target for CPU is 1 to 100 per cent (Auto Scaling "
                "PutScalingPolicy, TargetTrackingConfiguration). Nearest: 100."
            ),
        },
    ),
    Case(
        limit="scaling.target.positive",
        build=lambda value: TargetTracking(target=value, metric=TrackedMetric.REQUESTS),
        accepted=[0.001, 10_000],
        refused={
            0: (
                "target is 0; a target is a number above 0 (Auto Scaling PutScalingPolicy, "
                "TargetTrackingConfiguration). Nearest: 0.001."
            ),
            -1: (
                "target is -1; a target is a number above 0 (Auto Scaling PutScalingPolicy, "
                "TargetTrackingConfiguration). Nearest: 0.001."
            ),
        },
    ),
    Case(
        limit="scaling.target.percentage",
        build=lambda value: PredictiveScaling(target_cpu=value),
        accepted=[None, 1, 100],
        refused={
            0: (
                "target_cpu is 0; a target for CPU is 1 to 100 per cent (Auto Scaling "
                "PutScalingPolicy, TargetTrackingConfiguration). Nearest: 1."
            ),
            100.5: (
                "target_cpu is 100.5; a target for CPU is 1 to 100 per cent (Auto Scaling "
                "PutScalingPolicy, TargetTrackingConfiguration). Nearest: 100."
            ),
        },
    ),
    Case(
        limit="scaling.target.once",
        build=lambda value: tracking(None, value),
        accepted=[TrackedMetric.NETWORK_IN],
        refused={
            TrackedMetric.CPU: (
                'target_tracking[1].metric is "ASGAverageCPUUtilization"; each metric is tracked '
                "once (Amazon EC2 Auto Scaling User Guide, Target tracking scaling policies)."
            ),
            None: (
                'target_tracking[1].metric is "ASGAverageCPUUtilization"; each metric is tracked '
                "once (Amazon EC2 Auto Scaling User Guide, Target tracking scaling policies)."
            ),
        },
    ),
    Case(
        limit="scaling.target.requests",
        build=lambda value: counting(TrackedMetric.REQUESTS, value),
        accepted=["app/a/1/targetgroup/b/2"],
        refused={
            None: (
                'fleet.scaling.target_tracking[0].metric is "ALBRequestCountPerTarget"; requests are '
                "counted for a target, and for none of the fleet's (Auto Scaling "
                "PutScalingPolicy, PredefinedMetricSpecification)."
            ),
        },
    ),
    Case(
        limit="scaling.target.requests",
        build=lambda value: counting(value, None),
        accepted=[TrackedMetric.CPU],
        refused={
            TrackedMetric.REQUESTS: (
                'fleet.scaling.target_tracking[0].metric is "ALBRequestCountPerTarget"; requests are '
                "counted for a target, and for none of the fleet's (Auto Scaling "
                "PutScalingPolicy, PredefinedMetricSpecification)."
            ),
        },
    ),
    Case(
        limit="scaling.steps",
        build=lambda value: steps(*range(value)),
        accepted=[1, 20],
        refused={
            0: (
                "steps is 0 entries; a step policy has 1 to 20 steps (Amazon EC2 Auto Scaling User "
                "Guide, Quotas: step adjustments for each policy)."
            ),
            21: (
                "steps is 21 entries; a step policy has 1 to 20 steps (Amazon EC2 Auto Scaling User "
                "Guide, Quotas: step adjustments for each policy)."
            ),
        },
    ),
    Case(
        limit="scaling.steps.start",
        build=steps,
        accepted=[0],
        refused={
            -1: (
                "steps[0].beyond is -1; the first step begins at the threshold itself (Auto Scaling "
                "PutScalingPolicy, StepAdjustments). Nearest: 0."
            ),
            5: (
                "steps[0].beyond is 5; the first step begins at the threshold itself (Auto Scaling "
                "PutScalingPolicy, StepAdjustments). Nearest: 0."
            ),
        },
    ),
    Case(
        limit="scaling.steps.order",
        build=lambda value: steps(0, 10, value),
        accepted=[11, 10.5],
        refused={
            10: (
                "steps[2].beyond is 10; each step begins above the one before (Auto Scaling "
                "PutScalingPolicy, StepAdjustments)."
            ),
            5: (
                "steps[2].beyond is 5; each step begins above the one before (Auto Scaling "
                "PutScalingPolicy, StepAdjustments)."
            ),
        },
    ),
    Case(
        limit="scaling.steps.period",
        build=lambda value: steps(0, period_seconds=value),
        accepted=[None, 60, 300],
        refused={
            0: (
                "period_seconds is 0; an alarm looks at 10, 20 or 30 seconds or a whole number of "
                "minutes (CloudWatch PutMetricAlarm, Period). Nearest: 60."
            ),
            1: (
                "period_seconds is 1; an alarm looks at 10, 20 or 30 seconds or a whole number of "
                "minutes (CloudWatch PutMetricAlarm, Period). Nearest: 60."
            ),
            45: (
                "period_seconds is 45; an alarm looks at 10, 20 or 30 seconds or a whole number of "
                "minutes (CloudWatch PutMetricAlarm, Period). Nearest: 60."
            ),
            90: (
                "period_seconds is 90; an alarm looks at 10, 20 or 30 seconds or a whole number of "
                "minutes (CloudWatch PutMetricAlarm, Period). Nearest: 60."
            ),
        },
    ),
    Case(
        limit="scaling.predictive.buffer_time",
        build=lambda value: PredictiveScaling(buffer_seconds=value),
        accepted=[None, 0, 3_599],
        refused={
            -1: (
                "buffer_seconds is -1; instances are launched 0 to 3,599 seconds ahead of the "
                "forecast (Auto Scaling PutScalingPolicy, "
                "PredictiveScalingConfiguration.SchedulingBufferTime). Nearest: 0."
            ),
            3_600: (
                "buffer_seconds is 3600; instances are launched 0 to 3,599 seconds ahead of the "
                "forecast (Auto Scaling PutScalingPolicy, "
                "PredictiveScalingConfiguration.SchedulingBufferTime). Nearest: 3599."
            ),
        },
    ),
    Case(
        limit="schedule.recurrence",
        build=lambda value: schedule(recurrence=value),
        accepted=["0 7 * * MON-FRI", "*/5 * * * *"],
        refused={
            "0 7 * *": (
                'recurrence is "0 7 * *"; a recurrence has five fields: minute, hour, day of the '
                "month, month, day of the week (Auto Scaling PutScheduledUpdateGroupAction, "
                "Recurrence)."
            ),
            "0 0 7 * * *": (
                'recurrence is "0 0 7 * * *"; a recurrence has five fields: minute, hour, day of the '
                "month, month, day of the week (Auto Scaling PutScheduledUpdateGroupAction, "
                "Recurrence)."
            ),
            "rate(1 day)": (
                'recurrence is "rate(1 day)"; a recurrence has five fields: minute, hour, day of the '
                "month, month, day of the week (Auto Scaling PutScheduledUpdateGroupAction, "
                "Recurrence)."
            ),
        },
    ),
    Case(
        limit="scaling.steps.resolution",
        build=lambda value: steps(0, period_seconds=10, namespace=value),
        accepted=["Shop"],
        refused={
            "AWS/EC2": (
                "period_seconds is 10; the metrics of AWS itself come once a minute at most "
                "(CloudWatch PutMetricAlarm, Period). Nearest: 60."
            ),
        },
    ),
    Case(
        limit="scaling.steps.evaluation_periods",
        build=lambda value: steps(0, period_seconds=300, evaluation_periods=value),
        accepted=[None, 1, 288],
        refused={
            0: (
                "evaluation_periods is 0; an alarm looks at 1 period or more, and back a day, or a "
                "week with periods of an hour (CloudWatch PutMetricAlarm, EvaluationPeriods). "
                "Nearest: 1."
            ),
            289: (
                "evaluation_periods is 289; an alarm looks at 1 period or more, and back a day, or a "
                "week with periods of an hour (CloudWatch PutMetricAlarm, EvaluationPeriods). "
                "Nearest: 288."
            ),
        },
    ),
    Case(
        limit="scaling.steps.name",
        build=lambda value: Scaling(steps=[steps(0), replace(steps(0), name=value)]),
        accepted=["calm"],
        refused={"busy": 'steps[1].name is "busy"; each step policy has a name of its own.'},
    ),
    Case(
        limit="scaling.target.requests.one",
        build=lambda value: replace(
            (fleet := counting(TrackedMetric.REQUESTS, "app/a/1/targetgroup/b/2")),
            targets=[
                *(fleet.targets or []),
                FleetTarget(
                    name="api",
                    port=81,
                    target_group_arn="arn",
                    security_group_id="sg-01234567",
                    request_count_label=value,
                ),
            ],
        ),
        accepted=[None],
        refused={
            "app/a/1/targetgroup/c/3": (
                'fleet.scaling.target_tracking[0].metric is "ALBRequestCountPerTarget"; requests are '
                "counted for one target, and here for several: the others have no request_count_label, "
                "or in a stack file countsRequests: false (Auto Scaling "
                "PutScalingPolicy, PredefinedMetricSpecification)."
            ),
        },
    ),
    Case(
        limit="schedule.name",
        build=lambda value: Scaling(schedules=[schedule(), schedule(name=value)]),
        accepted=["day"],
        refused={
            "night": (
                'schedules[1].name is "night"; each schedule has a name of its own (Auto Scaling '
                "PutScheduledUpdateGroupAction, ScheduledActionName)."
            ),
        },
    ),
    Case(
        limit="schedule.size",
        build=lambda value: schedule(desired=value),
        accepted=[0, 1],
        refused={
            None: (
                "desired is missing; a schedule sets the minimum, the maximum or the desired "
                "capacity (Auto Scaling PutScheduledUpdateGroupAction)."
            ),
        },
    ),
    Case(
        limit="schedule.order",
        build=lambda value: schedule(minimum=2, desired=value, maximum=4),
        accepted=[2, 3, 4],
        refused={
            1: (
                "minimum is 2, 1, 4; minimum, desired and maximum of a schedule ascend, from 0 (Auto "
                "Scaling PutScheduledUpdateGroupAction)."
            ),
            5: (
                "minimum is 2, 5, 4; minimum, desired and maximum of a schedule ascend, from 0 (Auto "
                "Scaling PutScheduledUpdateGroupAction)."
            ),
        },
    ),
    Case(
        limit="schedule.order",
        build=lambda value: schedule(desired=value),
        accepted=[0],
        refused={
            -1: (
                "minimum is -1; minimum, desired and maximum of a schedule ascend, from 0 (Auto "
                "Scaling PutScheduledUpdateGroupAction)."
            ),
        },
    ),
    Case(
        limit="schedule.time_zone",
        build=lambda value: schedule(time_zone=value),
        accepted=[None, "Europe/Berlin", "UTC"],
        refused={
            "Europe/Berln": (
                'time_zone is "Europe/Berln"; a time zone is named as in the IANA database, '
                "Europe/Berlin (Auto Scaling PutScheduledUpdateGroupAction, TimeZone). Nearest: "
                '"Europe/Berlin".'
            ),
            "CET+1": (
                'time_zone is "CET+1"; a time zone is named as in the IANA database, Europe/Berlin '
                '(Auto Scaling PutScheduledUpdateGroupAction, TimeZone). Nearest: "CET".'
            ),
        },
    ),
    Case(
        limit="schedule.count",
        build=lambda value: Scaling(
            schedules=[schedule(name=f"s{index}") for index in range(value)]
        ),
        accepted=[0, 124, 125],
        refused={
            126: (
                "schedules is 126 entries; a fleet has up to 125 schedules (Amazon EC2 Auto Scaling "
                "User Guide, Quotas: scheduled actions for each group)."
            ),
        },
    ),
]
