from components.network import ListenerRule, LoadBalancerLayout, TargetGroup
from tests.accounts import HOME
from tests.balancers import FULL_BALANCER
from tests.components.network.balancing import (
    APP,
    CERTIFICATE,
    LISTENER,
    LISTENER_CERTIFICATE,
    RULE,
    balanced,
    laid_out,
)
from tests.recording import Properties, balancing_arn

BALANCER_ARN = balancing_arn("loadbalancer/app/web-alb/0")
APP_ARN = balancing_arn("targetgroup/web-app/0")
API_ARN = balancing_arn("targetgroup/web-api/0")
HTTP_ARN = balancing_arn("listener/app/web-http/0/1")
HTTPS_ARN = balancing_arn("listener/app/web-https/0/1")
APP_AND_API = [APP, TargetGroup(name="api", port=9090)]
API_RULE = ListenerRule(name="api", priority=10, target_group="api", paths=["/api/*"])


def test_a_sandbox_without_a_certificate_has_http_alone() -> None:
    assert balanced().only(LISTENER).inputs == {
        "loadBalancerArn": BALANCER_ARN,
        "protocol": "HTTP",
        "port": 80,
        "defaultActions": [{"type": "forward", "targetGroupArn": APP_ARN}],
        "region": HOME,
        "tags": {"Name": "web-http"},
    }


def test_with_a_certificate_https_forwards_and_http_redirects_to_it() -> None:
    recording = laid_out()
    assert recording.only(LISTENER, "web-https").inputs == {
        "loadBalancerArn": BALANCER_ARN,
        "protocol": "HTTPS",
        "port": 443,
        "certificateArn": CERTIFICATE,
        "sslPolicy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        "defaultActions": [{"type": "forward", "targetGroupArn": APP_ARN}],
        "region": HOME,
        "tags": {"Name": "web-https"},
    }
    assert recording.only(LISTENER, "web-http").inputs == {
        "loadBalancerArn": BALANCER_ARN,
        "protocol": "HTTP",
        "port": 80,
        "defaultActions": [
            {
                "type": "redirect",
                "redirect": {"protocol": "HTTPS", "port": "443", "statusCode": "HTTP_301"},
            }
        ],
        "region": HOME,
        "tags": {"Name": "web-http"},
    }


def test_other_ports_are_listened_on_and_redirected_to() -> None:
    recording = balanced(layout=FULL_BALANCER, certificate_arn=CERTIFICATE)
    https, http = (recording.only(LISTENER, f"web-{name}").inputs for name in ("https", "http"))
    assert (http["port"], https["port"]) == (8080, 8443)
    assert http["defaultActions"][0]["redirect"]["port"] == "8443"
    assert https["sslPolicy"] == "ELBSecurityPolicy-TLS13-1-3-2021-06"


def default_action(layout: LoadBalancerLayout) -> Properties:
    (action,) = balanced(layout=layout).only(LISTENER).inputs["defaultActions"]
    return action


def test_without_target_groups_requests_are_answered_with_404() -> None:
    assert default_action(LoadBalancerLayout()) == {
        "type": "fixed-response",
        "fixedResponse": {"contentType": "text/plain", "statusCode": "404"},
    }


def test_what_no_rule_is_for_goes_to_the_first_target_group_or_to_the_one_named() -> None:
    first = default_action(LoadBalancerLayout(target_groups=APP_AND_API))
    named = default_action(
        LoadBalancerLayout(target_groups=APP_AND_API, default_target_group="api")
    )
    assert first == {"type": "forward", "targetGroupArn": APP_ARN}
    assert named == {"type": "forward", "targetGroupArn": API_ARN}


def test_rules_stand_on_the_listener_that_forwards() -> None:
    layout = LoadBalancerLayout(target_groups=APP_AND_API, rules=[API_RULE])
    expected = {
        "priority": 10,
        "conditions": [{"pathPattern": {"values": ["/api/*"]}}],
        "actions": [{"type": "forward", "targetGroupArn": API_ARN}],
        "region": HOME,
        "tags": {"Name": "web-api"},
    }
    plain, encrypted = balanced(layout=layout), balanced(layout=layout, certificate_arn=CERTIFICATE)
    assert plain.only(RULE).inputs == {"listenerArn": HTTP_ARN, **expected}
    assert encrypted.only(RULE).inputs == {"listenerArn": HTTPS_ARN, **expected}


def test_each_kind_of_condition_has_to_be_met() -> None:
    recording = balanced(layout=FULL_BALANCER, certificate_arn=CERTIFICATE)
    assert recording.only(RULE).inputs["conditions"] == [
        {"hostHeader": {"values": ["shop.example.com"]}},
        {"pathPattern": {"values": ["/basket/*"]}},
        {"httpHeader": {"httpHeaderName": "X-Origin", "values": ["edge"]}},
        {"sourceIp": {"values": ["10.0.0.0/8"]}},
    ]


def test_further_certificates_are_added_to_the_listener_for_https_by_their_names() -> None:
    shop = "arn:aws:acm:eu-central-1:444444444444:certificate/shop"
    recording = balanced(
        certificate_arn=CERTIFICATE, additional_certificate_arns={"shop": shop, "blog": CERTIFICATE}
    )
    assert {item.name: item.inputs for item in recording.created(LISTENER_CERTIFICATE)} == {
        f"web-{name}": {"listenerArn": HTTPS_ARN, "certificateArn": arn, "region": HOME}
        for name, arn in {"shop": shop, "blog": CERTIFICATE}.items()
    }
