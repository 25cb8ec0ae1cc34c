"""What EC2 Auto Scaling allows of scaling policies, schedules, warm pools and hooks. Pure data."""

from ..limits import Limit, Range

_POLICY = "Auto Scaling PutScalingPolicy"
_PREDICTIVE = f"{_POLICY}, PredictiveScalingConfiguration"
_SCHEDULE = "Auto Scaling PutScheduledUpdateGroupAction"
_WARM_POOL = "Auto Scaling PutWarmPool"
_HOOK = "Auto Scaling PutLifecycleHook"
_GROUP = "Auto Scaling CreateAutoScalingGroup"

PERCENTAGE_TARGET = Range(
    id="scaling.target.percentage",
    limit="a target for CPU is {lowest} to {highest} per cent",
    source=f"{_POLICY}, TargetTrackingConfiguration",
    lowest=1,
    highest=100,
)
POSITIVE_TARGET = Range(
    id="scaling.target.positive",
    limit="a target is a number above 0",
    source=f"{_POLICY}, TargetTrackingConfiguration",
    lowest=0.001,
    highest=float("inf"),
)
TARGET_ONCE = Limit(
    id="scaling.target.once",
    limit="each metric is tracked once",
    source="Amazon EC2 Auto Scaling User Guide, Target tracking scaling policies",
)
REQUESTS_NEED_TARGETS = Limit(
    id="scaling.target.requests",
    limit="requests are counted for a target, and for none of the fleet's",
    source=f"{_POLICY}, PredefinedMetricSpecification",
)
REQUESTS_OF_ONE_TARGET = Limit(
    id="scaling.target.requests.one",
    limit="requests are counted for one target, and here for several: the others have no "
    "request_count_label, or in a stack file countsRequests: false",
    source=f"{_POLICY}, PredefinedMetricSpecification",
)
STEPS = Range(
    id="scaling.steps",
    limit="a step policy has {lowest} to {highest} steps",
    source="Amazon EC2 Auto Scaling User Guide, Quotas: step adjustments for each policy",
    lowest=1,
    highest=20,
)
STEP_ORDER = Limit(
    id="scaling.steps.order",
    limit="each step begins above the one before",
    source=f"{_POLICY}, StepAdjustments",
)
STEP_START = Limit(
    id="scaling.steps.start",
    limit="the first step begins at the threshold itself",
    source=f"{_POLICY}, StepAdjustments",
)
STEP_PERIOD = Limit(
    id="scaling.steps.period",
    limit="an alarm looks at 10, 20 or 30 seconds or a whole number of minutes",
    source="CloudWatch PutMetricAlarm, Period",
)
STEP_RESOLUTION = Limit(
    id="scaling.steps.resolution",
    limit="the metrics of AWS itself come once a minute at most",
    source="CloudWatch PutMetricAlarm, Period",
)
STEP_EVALUATIONS = Limit(
    id="scaling.steps.evaluation_periods",
    limit="an alarm looks at 1 period or more, and back a day, or a week with periods of an hour",
    source="CloudWatch PutMetricAlarm, EvaluationPeriods",
)
STEP_NAME_ONCE = Limit(id="scaling.steps.name", limit="each step policy has a name of its own")
BUFFER_TIME = Range(
    id="scaling.predictive.buffer_time",
    limit="instances are launched {lowest} to {highest:,} seconds ahead of the forecast",
    source=f"{_PREDICTIVE}.SchedulingBufferTime",
    lowest=0,
    highest=3_599,
)
RECURRENCE = Limit(
    id="schedule.recurrence",
    limit="a recurrence has five fields: minute, hour, day of the month, month, day of the week",
    source=f"{_SCHEDULE}, Recurrence",
)
SCHEDULE_SIZE = Limit(
    id="schedule.size",
    limit="a schedule sets the minimum, the maximum or the desired capacity",
    source=_SCHEDULE,
)
SCHEDULE_ONCE = Limit(
    id="schedule.name",
    limit="each schedule has a name of its own",
    source=f"{_SCHEDULE}, ScheduledActionName",
)
SCHEDULE_ORDER = Limit(
    id="schedule.order",
    limit="minimum, desired and maximum of a schedule ascend, from 0",
    source=_SCHEDULE,
)
TIME_ZONE = Limit(
    id="schedule.time_zone",
    limit="a time zone is named as in the IANA database, Europe/Berlin",
    source=f"{_SCHEDULE}, TimeZone",
)
SCHEDULES = Range(
    id="schedule.count",
    limit="a fleet has up to {highest} schedules",
    source="Amazon EC2 Auto Scaling User Guide, Quotas: scheduled actions for each group",
    lowest=0,
    highest=125,
)
WARM_MINIMUM = Range(
    id="warm_pool.minimum",
    limit="a warm pool keeps {lowest} instances or more",
    source=f"{_WARM_POOL}, MinSize",
    lowest=0,
    highest=float("inf"),
)
WARM_PREPARED = Limit(
    id="warm_pool.prepared",
    limit="the prepared capacity is no less than the pool's minimum",
    source=f"{_WARM_POOL}, MaxGroupPreparedCapacity",
)
HEARTBEAT = Range(
    id="hook.heartbeat",
    limit="a life-cycle hook waits {lowest} to {highest:,} seconds",
    source=f"{_HOOK}, HeartbeatTimeout",
    lowest=30,
    highest=7_200,
)
HOOK_NAME = Limit(
    id="hook.name",
    limit="a hook's name has 1 to 255 letters, digits and - _ /",
    source=f"{_HOOK}, LifecycleHookName",
)
HOOK_NAME_ONCE = Limit(id="hook.name.once", limit="each hook has a name of its own", source=_HOOK)
HOOKS = Range(
    id="hook.count",
    limit="a fleet has up to {highest} life-cycle hooks",
    source="Amazon EC2 Auto Scaling User Guide, Quotas: lifecycle hooks for each group",
    lowest=0,
    highest=50,
)
LIFETIME = Range(
    id="group.lifetime",
    limit="instances live {lowest} to {highest} days, or for ever with 0",
    source=f"{_GROUP}, MaxInstanceLifetime",
    lowest=1,
    highest=365,
)
GRACE = Range(
    id="group.grace",
    limit="a grace period is {lowest} seconds or more",
    source=f"{_GROUP}, HealthCheckGracePeriod",
    lowest=0,
    highest=float("inf"),
)
WARMUP = Range(
    id="group.warmup",
    limit="a warm-up is {lowest} seconds or more",
    source=f"{_GROUP}, DefaultInstanceWarmup",
    lowest=0,
    highest=float("inf"),
)
TERMINATION_POLICY = Limit(
    id="group.termination_policy",
    limit="the policies are Default, AllocationStrategy, ClosestToNextInstanceHour, NewestInstance,"
    " OldestInstance and OldestLaunchTemplate, each once",
    source=f"{_GROUP}, TerminationPolicies",
)
PROCESS = Limit(
    id="group.suspended_process",
    limit="the processes are Launch, Terminate, AddToLoadBalancer, AlarmNotification, AZRebalance,"
    " HealthCheck, InstanceRefresh, ReplaceUnhealthy and ScheduledActions, each once",
    source="Auto Scaling SuspendProcesses, ScalingProcesses",
)
METRIC = Limit(
    id="group.metric",
    limit="a group's metrics are those of its instances, capacity and warm pool, each once",
    source="Auto Scaling EnableMetricsCollection, Metrics",
)
RESERVATION = Limit(
    id="group.capacity_reservation",
    limit="reservations are named for capacity-reservations-first and capacity-reservations-only",
    source=f"{_GROUP}, CapacityReservationSpecification",
)

LIMITS = (
    PERCENTAGE_TARGET,
    POSITIVE_TARGET,
    TARGET_ONCE,
    REQUESTS_NEED_TARGETS,
    REQUESTS_OF_ONE_TARGET,
    STEPS,
    STEP_ORDER,
    STEP_START,
    STEP_PERIOD,
    STEP_RESOLUTION,
    STEP_EVALUATIONS,
    STEP_NAME_ONCE,
    BUFFER_TIME,
    RECURRENCE,
    SCHEDULE_SIZE,
    SCHEDULE_ONCE,
    SCHEDULE_ORDER,
    TIME_ZONE,
    SCHEDULES,
    WARM_MINIMUM,
    WARM_PREPARED,
    HEARTBEAT,
    HOOK_NAME,
    HOOK_NAME_ONCE,
    HOOKS,
    LIFETIME,
    GRACE,
    WARMUP,
    TERMINATION_POLICY,
    PROCESS,
    METRIC,
    RESERVATION,
)
