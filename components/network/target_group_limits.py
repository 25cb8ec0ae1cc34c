"""What Elastic Load Balancing allows of target groups and their health checks. Pure data."""

from ..limits import Limit, Range
from .traffic import HIGHEST_PORT

_GROUP = "Elastic Load Balancing CreateTargetGroup"
_ATTRIBUTE = "Elastic Load Balancing TargetGroupAttribute"
_GUIDE = "User Guide for Application Load Balancers, Edit target group attributes"

NAME = Limit(
    id="target_group.name",
    limit="a target group's name has letters, digits and hyphens, and no hyphen at its ends",
    source=f"{_GROUP}, Name",
)
NAME_ONCE = Limit(id="target_group.name.once", limit="each target group has a name of its own")
PORT = Range(
    id="target_group.port",
    limit="a target listens on a port from {lowest} to {highest:,}",
    source=f"{_GROUP}, Port",
    lowest=1,
    highest=HIGHEST_PORT,
)
DEREGISTRATION_DELAY = Range(
    id="target_group.deregistration_delay",
    limit="a target drains for {lowest} to {highest:,} seconds",
    source=f"{_ATTRIBUTE}, deregistration_delay.timeout_seconds",
    lowest=0,
    highest=3_600,
)
SLOW_START = Range(
    id="target_group.slow_start",
    limit="a slow start takes {lowest} to {highest} seconds, and none is meant by leaving it out",
    source=f"{_ATTRIBUTE}, slow_start.duration_seconds",
    lowest=30,
    highest=900,
)
SLOW_START_ALGORITHM = Limit(
    id="target_group.slow_start.algorithm",
    limit="only targets that take turns (round_robin) can start slowly",
    source=_GUIDE,
)
STICKINESS_DURATION = Range(
    id="target_group.stickiness.duration",
    limit="clients stay with their target for {lowest} to {highest:,} seconds",
    source=f"{_ATTRIBUTE}, stickiness.lb_cookie.duration_seconds",
    lowest=1,
    highest=604_800,
)
STICKINESS_ALGORITHM = Limit(
    id="target_group.stickiness.algorithm",
    limit="clients cannot stay with a target that is drawn by lot (weighted_random)",
    source=_GUIDE,
)
STICKINESS_COOKIE = Limit(
    id="target_group.stickiness.cookie",
    limit="a cookie of the application has a name, and AWSALB, AWSALBAPP and AWSALBTG are reserved",
    source=f"{_ATTRIBUTE}, stickiness.app_cookie.cookie_name",
)
CHECK_PATH = Limit(
    id="target_group.health_check.path",
    limit="a health check asks for a path that begins with / and has up to 1,024 characters",
    source=f"{_GROUP}, HealthCheckPath",
)
CHECK_PORT = Range(
    id="target_group.health_check.port",
    limit="a health check asks a port from {lowest} to {highest:,}",
    source=f"{_GROUP}, HealthCheckPort",
    lowest=1,
    highest=HIGHEST_PORT,
)
CHECK_INTERVAL = Range(
    id="target_group.health_check.interval",
    limit="a health check asks every {lowest} to {highest} seconds",
    source=f"{_GROUP}, HealthCheckIntervalSeconds",
    lowest=5,
    highest=300,
)
CHECK_TIMEOUT = Range(
    id="target_group.health_check.timeout",
    limit="a health check waits {lowest} to {highest} seconds for the answer",
    source=f"{_GROUP}, HealthCheckTimeoutSeconds",
    lowest=2,
    highest=120,
)
CHECK_TIMEOUT_BELOW_INTERVAL = Limit(
    id="target_group.health_check.timeout.interval",
    limit="a health check waits for less time than lies between two of them",
    source=f"{_GROUP}, its answer: Health check interval must be greater than the timeout",
)
CHECK_HEALTHY = Range(
    id="target_group.health_check.healthy_threshold",
    limit="a target is healthy after {lowest} to {highest} good answers in a row",
    source=f"{_GROUP}, HealthyThresholdCount",
    lowest=2,
    highest=10,
)
CHECK_UNHEALTHY = Range(
    id="target_group.health_check.unhealthy_threshold",
    limit="a target is unhealthy after {lowest} to {highest} bad answers in a row",
    source=f"{_GROUP}, UnhealthyThresholdCount",
    lowest=2,
    highest=10,
)
CHECK_HTTP_CODES = Limit(
    id="target_group.health_check.matcher.http",
    limit="good answers are HTTP codes from 200 to 499, as 200, 200,202 or 200-299",
    source="Elastic Load Balancing Matcher, HttpCode",
)
CHECK_GRPC_CODES = Limit(
    id="target_group.health_check.matcher.grpc",
    limit="good answers are gRPC codes from 0 to 99, as 12, 0,1 or 0-5",
    source="Elastic Load Balancing Matcher, GrpcCode",
)

LIMITS: tuple[Limit, ...] = (
    NAME,
    NAME_ONCE,
    PORT,
    DEREGISTRATION_DELAY,
    SLOW_START,
    SLOW_START_ALGORITHM,
    STICKINESS_DURATION,
    STICKINESS_ALGORITHM,
    STICKINESS_COOKIE,
    CHECK_PATH,
    CHECK_PORT,
    CHECK_INTERVAL,
    CHECK_TIMEOUT,
    CHECK_TIMEOUT_BELOW_INTERVAL,
    CHECK_HEALTHY,
    CHECK_UNHEALTHY,
    CHECK_HTTP_CODES,
    CHECK_GRPC_CODES,
)
