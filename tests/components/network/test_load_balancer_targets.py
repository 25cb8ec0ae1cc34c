from typing import Any

import pytest

from components.network import LoadBalancerLayout, Stickiness, TargetGroup, TargetHealthCheck
from components.network.target_groups import ProtocolVersion, RoutingAlgorithm, TargetProtocol
from tests.accounts import HOME
from tests.balancers import FULL_BALANCER
from tests.components.network.balancing import BALANCER, CERTIFICATE, TARGETS, balanced, laid_out
from tests.recording import EXISTING_VPC, Properties


def inputs(**changes: Any) -> Properties:
    group = TargetGroup(**{"name": "app", "port": 8080, **changes})
    return laid_out(target_groups=[group]).only(TARGETS).inputs


def test_a_target_group_that_says_as_little_as_it_can_is_exactly_this() -> None:
    assert inputs() == {
        "vpcId": EXISTING_VPC,
        "port": 8080,
        "protocol": "HTTP",
        "protocolVersion": "HTTP1",
        "targetType": "instance",
        "healthCheck": {
            "path": "/",
            "port": "traffic-port",
            "protocol": "HTTP",
            "interval": 15,
            "timeout": 5,
            "healthyThreshold": 2,
            "unhealthyThreshold": 3,
            "matcher": "200",
        },
        "region": HOME,
        "tags": {"Name": "web-app"},
    }


def test_a_target_group_with_everything_is_exactly_this() -> None:
    recording = balanced(layout=FULL_BALANCER, certificate_arn=CERTIFICATE)
    assert recording.only(TARGETS, "web-app").inputs == {
        "vpcId": EXISTING_VPC,
        "port": 8443,
        "protocol": "HTTPS",
        "protocolVersion": "HTTP2",
        "targetType": "ip",
        "healthCheck": {
            "path": "/health",
            "port": "9000",
            "protocol": "HTTP",
            "interval": 30,
            "timeout": 10,
            "healthyThreshold": 4,
            "unhealthyThreshold": 5,
            "matcher": "200-299",
        },
        "deregistrationDelay": 60,
        "slowStart": 30,
        "stickiness": {"type": "app_cookie", "cookieDuration": 3600, "cookieName": "session"},
        "loadBalancingAlgorithmType": "round_robin",
        "region": HOME,
        "tags": {"Name": "web-app"},
    }


def test_its_physical_name_is_left_to_pulumi_so_that_a_replacement_can_stand_beside_it() -> None:
    assert "name" not in inputs()


def test_it_is_replaced_with_its_load_balancer_since_it_can_serve_one_only() -> None:
    recording = laid_out()
    assert recording.only(TARGETS).replace_with == {recording.only(BALANCER).urn}


def test_health_is_asked_as_the_traffic_goes() -> None:
    assert inputs(protocol=TargetProtocol.HTTPS)["healthCheck"]["protocol"] == "HTTPS"


def test_a_short_interval_leaves_less_time_to_answer() -> None:
    check = inputs(health_check=TargetHealthCheck(interval_seconds=5))["healthCheck"]
    assert (check["interval"], check["timeout"]) == (5, 4)


def test_grpc_has_health_checks_of_its_own() -> None:
    check = inputs(protocol_version=ProtocolVersion.GRPC)["healthCheck"]
    assert (check["path"], check["matcher"]) == ("/AWS.ALB/healthcheck", "12")


def test_clients_stay_with_their_target_by_a_cookie_of_the_load_balancer_for_a_day() -> None:
    assert inputs(stickiness=Stickiness())["stickiness"] == {
        "type": "lb_cookie",
        "cookieDuration": 86400,
    }


@pytest.mark.parametrize(
    ("algorithm", "mitigation"),
    [
        (RoutingAlgorithm.ROUND_ROBIN, None),
        (RoutingAlgorithm.LEAST_OUTSTANDING_REQUESTS, None),
        (RoutingAlgorithm.WEIGHTED_RANDOM, "on"),
    ],
)
def test_targets_drawn_by_lot_are_drawn_less_often_when_they_answer_strangely(
    algorithm: RoutingAlgorithm, mitigation: str | None
) -> None:
    found = inputs(algorithm=algorithm)
    assert found["loadBalancingAlgorithmType"] == algorithm.value
    assert found.get("loadBalancingAnomalyMitigation") == mitigation


def test_a_target_group_added_or_listed_elsewhere_changes_no_other() -> None:
    def groups(*names: str) -> dict[str, Properties]:
        layout = LoadBalancerLayout(
            target_groups=[TargetGroup(name=name, port=80) for name in names]
        )
        return {item.name: item.inputs for item in balanced(layout=layout).created(TARGETS)}

    before = groups("app", "api")
    assert groups("api", "app") == before
    assert before.items() < groups("new", "api", "app").items()
