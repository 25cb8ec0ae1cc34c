"""The limits of target groups and health checks, at their edges."""

from typing import Any

from components.network import LoadBalancerLayout, Stickiness, TargetGroup, TargetHealthCheck
from components.network.target_groups import ProtocolVersion, RoutingAlgorithm
from tests.components.limits import Case

CREATE = "Elastic Load Balancing CreateTargetGroup"
ATTRIBUTE = "Elastic Load Balancing TargetGroupAttribute"
GUIDE = "User Guide for Application Load Balancers, Edit target group attributes"
ROUND_ROBIN = RoutingAlgorithm.ROUND_ROBIN
FEWEST = RoutingAlgorithm.LEAST_OUTSTANDING_REQUESTS
RANDOM = RoutingAlgorithm.WEIGHTED_RANDOM


def group(**changes: Any) -> TargetGroup:
    return TargetGroup(**{"name": "app", "port": 8080, **changes})


def check(**changes: Any) -> TargetHealthCheck:
    return TargetHealthCheck(**changes)


def outside(field: str, limit: str, nearest: dict[int, int]) -> dict[Any, str]:
    """The message of each number that is out of a range, with the nearest in it."""
    return {
        value: f"{field} is {value}; {limit}. Nearest: {closest}."
        for value, closest in nearest.items()
    }


CASES = [
    Case(
        limit="target_group.name",
        build=lambda name: group(name=name),
        accepted=["a", "App-1"],
        refused={
            name: f'name is "{name}"; a target group\'s name has letters, digits and hyphens, '
            f"and no hyphen at its ends ({CREATE}, Name)."
            for name in ("", "-app", "app-", "my_app", "my.app")
        },
    ),
    Case(
        limit="target_group.name.once",
        build=lambda names: LoadBalancerLayout(target_groups=[group(name=name) for name in names]),
        accepted=[("app", "api")],
        refused={
            ("app", "api", "app"): 'target_groups[2].name is "app"; '
            "each target group has a name of its own."
        },
    ),
    Case(
        limit="target_group.port",
        build=lambda port: group(port=port),
        accepted=[1, 65535],
        refused=outside(
            "port",
            f"a target listens on a port from 1 to 65,535 ({CREATE}, Port)",
            {0: 1, 65536: 65535},
        ),
    ),
    Case(
        limit="target_group.deregistration_delay",
        build=lambda seconds: group(deregistration_delay_seconds=seconds),
        accepted=[None, 0, 3600],
        refused=outside(
            "deregistration_delay_seconds",
            "a target drains for 0 to 3,600 seconds "
            f"({ATTRIBUTE}, deregistration_delay.timeout_seconds)",
            {-1: 0, 3601: 3600},
        ),
    ),
    Case(
        limit="target_group.slow_start",
        build=lambda seconds: group(slow_start_seconds=seconds),
        accepted=[None, 30, 900],
        refused=outside(
            "slow_start_seconds",
            "a slow start takes 30 to 900 seconds, and none is meant by leaving it out "
            f"({ATTRIBUTE}, slow_start.duration_seconds)",
            {0: 30, 29: 30, 901: 900},
        ),
    ),
    Case(
        limit="target_group.slow_start.algorithm",
        build=lambda algorithm: group(slow_start_seconds=30, algorithm=algorithm),
        accepted=[None, ROUND_ROBIN],
        refused={
            algorithm: f'algorithm is "{algorithm}"; only targets that take turns (round_robin) '
            f"can start slowly ({GUIDE})."
            for algorithm in (FEWEST, RANDOM)
        },
    ),
    Case(
        limit="target_group.stickiness.duration",
        build=lambda seconds: Stickiness(duration_seconds=seconds),
        accepted=[None, 1, 604800],
        refused=outside(
            "duration_seconds",
            "clients stay with their target for 1 to 604,800 seconds "
            f"({ATTRIBUTE}, stickiness.lb_cookie.duration_seconds)",
            {0: 1, 604801: 604800},
        ),
    ),
    Case(
        limit="target_group.stickiness.algorithm",
        build=lambda algorithm: group(stickiness=Stickiness(), algorithm=algorithm),
        accepted=[None, ROUND_ROBIN, FEWEST],
        refused={
            RANDOM: 'algorithm is "weighted_random"; clients cannot stay with a target that is '
            f"drawn by lot (weighted_random) ({GUIDE})."
        },
    ),
    Case(
        limit="target_group.stickiness.cookie",
        build=lambda name: Stickiness(cookie_name=name),
        accepted=[None, "session", "AWS"],
        refused={
            name: f'cookie_name is "{name}"; a cookie of the application has a name, and AWSALB, '
            f"AWSALBAPP and AWSALBTG are reserved ({ATTRIBUTE}, stickiness.app_cookie.cookie_name)."
            for name in ("", "AWSALB", "AWSALBAPP-0", "AWSALBTG")
        },
    ),
    Case(
        limit="target_group.health_check.path",
        build=lambda path: check(path=path),
        accepted=[None, "/", "/" + "x" * 1023, "/package.service/method"],
        refused={
            path: f'path is "{shown}"; a health check asks for a path that begins with / and has '
            f"up to 1,024 characters ({CREATE}, HealthCheckPath)."
            for path, shown in {
                "": "",
                "health": "health",
                "/" + "x" * 1024: "/" + "x" * 58 + " ... " + "x" * 59,
            }.items()
        },
    ),
    Case(
        limit="target_group.health_check.port",
        build=lambda port: check(port=port),
        accepted=[None, 1, 65535],
        refused=outside(
            "port",
            f"a health check asks a port from 1 to 65,535 ({CREATE}, HealthCheckPort)",
            {0: 1, 65536: 65535},
        ),
    ),
    Case(
        limit="target_group.health_check.interval",
        build=lambda seconds: check(interval_seconds=seconds, timeout_seconds=2),
        accepted=[None, 5, 300],
        refused=outside(
            "interval_seconds",
            f"a health check asks every 5 to 300 seconds ({CREATE}, HealthCheckIntervalSeconds)",
            {4: 5, 301: 300},
        ),
    ),
    Case(
        limit="target_group.health_check.timeout",
        build=lambda seconds: check(interval_seconds=300, timeout_seconds=seconds),
        accepted=[None, 2, 120],
        refused=outside(
            "timeout_seconds",
            "a health check waits 2 to 120 seconds for the answer "
            f"({CREATE}, HealthCheckTimeoutSeconds)",
            {1: 2, 121: 120},
        ),
    ),
    Case(
        limit="target_group.health_check.timeout.interval",
        build=lambda times: check(interval_seconds=times[0], timeout_seconds=times[1]),
        # Without an interval there are 15 seconds, without a timeout fewer than the interval.
        accepted=[(30, 29), (5, None), (None, 14)],
        refused={
            times: f"timeout_seconds is {times[1]}; a health check waits for less time than lies "
            f"between two of them ({CREATE}, its answer: Health check interval must be greater "
            f"than the timeout). Nearest: {nearest}."
            for times, nearest in {(30, 30): 29, (30, 31): 29, (None, 15): 14}.items()
        },
    ),
    Case(
        limit="target_group.health_check.healthy_threshold",
        build=lambda answers: check(healthy_threshold=answers),
        accepted=[None, 2, 10],
        refused=outside(
            "healthy_threshold",
            "a target is healthy after 2 to 10 good answers in a row "
            f"({CREATE}, HealthyThresholdCount)",
            {1: 2, 11: 10},
        ),
    ),
    Case(
        limit="target_group.health_check.unhealthy_threshold",
        build=lambda answers: check(unhealthy_threshold=answers),
        accepted=[None, 2, 10],
        refused=outside(
            "unhealthy_threshold",
            "a target is unhealthy after 2 to 10 bad answers in a row "
            f"({CREATE}, UnhealthyThresholdCount)",
            {1: 2, 11: 10},
        ),
    ),
    Case(
        limit="target_group.health_check.matcher.http",
        build=lambda codes: group(health_check=check(matcher=codes)),
        accepted=[None, "200", "499", "200-499", "200,301-303,404"],
        refused={
            codes: f'health_check.matcher is "{codes}"; good answers are HTTP codes from 200 to '
            "499, as 200, 200,202 or 200-299 (Elastic Load Balancing Matcher, HttpCode)."
            for codes in ("", "199", "500", "200-500", "200, 202", "2xx", "200-")
        },
    ),
    Case(
        limit="target_group.health_check.matcher.grpc",
        build=lambda codes: group(
            protocol_version=ProtocolVersion.GRPC, health_check=check(matcher=codes)
        ),
        accepted=[None, "0", "99", "0-99", "0,1"],
        refused={
            codes: f'health_check.matcher is "{codes}"; good answers are gRPC codes from 0 to 99, '
            "as 12, 0,1 or 0-5 (Elastic Load Balancing Matcher, GrpcCode)."
            for codes in ("", "100", "200", "OK")
        },
    ),
]
