from typing import Any

import pulumi
import pytest
from pulumi_aws import sqs

from components.landing_zone.tiers import Tier
from components.network import LoadBalancerLayout, TargetGroup
from components.network.load_balancer_subnets import WrongSubnetsError
from components.shared.component import BadArgumentsError
from tests.accounts import HOME, account
from tests.balancers import FULL_BALANCER
from tests.components.network.balancing import (
    BALANCER,
    CERTIFICATE,
    EGRESS,
    GROUP,
    INGRESS,
    LISTENER,
    RULE,
    SUBNETS,
    balanced,
    create,
    laid_out,
)
from tests.recording import EXISTING_VPC, balancing_arn, record, resource_id, start_recording

GROUP_ID = resource_id(GROUP, "web-alb")


def test_one_that_says_as_little_as_it_can_is_exactly_this() -> None:
    assert balanced(layout=LoadBalancerLayout()).counts() == {
        "aws:cloudwatch/metricAlarm:MetricAlarm": 2,
        "aws:ec2/securityGroup:SecurityGroup": 1,
        "aws:lb/listener:Listener": 1,
        "aws:lb/loadBalancer:LoadBalancer": 1,
    }


def test_one_with_everything_is_exactly_this() -> None:
    recording = balanced(
        layout=FULL_BALANCER,
        certificate_arn=CERTIFICATE,
        additional_certificate_arns={"shop": CERTIFICATE},
        log_bucket_name="logs",
        alarm_topic_arn="arn:aws:sns:eu-central-1:444444444444:alarms",
    )
    assert recording.counts() == {
        "aws:cloudwatch/metricAlarm:MetricAlarm": 8,
        "aws:ec2/securityGroup:SecurityGroup": 1,
        "aws:lb/listener:Listener": 2,
        "aws:lb/listenerCertificate:ListenerCertificate": 1,
        "aws:lb/listenerRule:ListenerRule": 1,
        "aws:lb/loadBalancer:LoadBalancer": 1,
        "aws:lb/targetGroup:TargetGroup": 2,
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": 4,
    }


def test_by_default_it_has_private_addresses_and_drops_what_is_malformed() -> None:
    assert balanced().only(BALANCER).inputs == {
        "loadBalancerType": "application",
        "internal": True,
        "subnets": SUBNETS,
        "securityGroups": [GROUP_ID],
        "enableDeletionProtection": False,
        "enableHttp2": True,
        "dropInvalidHeaderFields": True,
        "desyncMitigationMode": "defensive",
        "region": HOME,
        "tags": {"Name": "web-alb"},
    }


def test_what_the_layout_says_wins_over_the_defaults() -> None:
    recording = balanced(
        of=account(Tier.PRODUCTION),
        layout=FULL_BALANCER,
        certificate_arn=CERTIFICATE,
        log_bucket_name="logs-of-the-account",
    )
    logs = {"bucket": "logs-of-the-account", "prefix": "web", "enabled": True}
    assert recording.only(BALANCER).inputs == {
        "loadBalancerType": "application",
        "internal": False,
        "subnets": SUBNETS,
        "securityGroups": [GROUP_ID],
        "enableDeletionProtection": False,
        "enableHttp2": False,
        "dropInvalidHeaderFields": False,
        "preserveHostHeader": True,
        "desyncMitigationMode": "strictest",
        "idleTimeout": 120,
        "clientKeepAlive": 600,
        "accessLogs": logs,
        "connectionLogs": logs,
        "region": HOME,
        "tags": {"Name": "web-alb"},
    }


@pytest.mark.parametrize(
    ("tier", "layout", "protected"),
    [
        (Tier.SANDBOX, None, False),
        (Tier.TEST, None, False),
        (Tier.PRODUCTION, None, True),
        (Tier.SANDBOX, True, True),
        (Tier.PRODUCTION, False, False),
    ],
)
def test_the_tier_decides_whether_aws_refuses_to_delete_it(
    tier: Tier, layout: bool | None, protected: bool
) -> None:
    recording = balanced(
        of=account(tier),
        layout=LoadBalancerLayout(deletion_protection=layout),
        certificate_arn=CERTIFICATE,
    )
    assert recording.only(BALANCER).inputs["enableDeletionProtection"] is protected


def test_an_allowance_lifts_the_protection_of_aws_and_of_pulumi() -> None:
    recording = balanced(
        of=account(Tier.PRODUCTION, allow_replacement=["web-alb"]),
        layout=LoadBalancerLayout(deletion_protection=True),
        certificate_arn=CERTIFICATE,
    )
    balancer = recording.only(BALANCER)
    assert balancer.inputs["enableDeletionProtection"] is False
    assert balancer.protect is False


def test_nobody_may_connect_and_nothing_is_let_out_by_default() -> None:
    recording = balanced()
    assert recording.created(INGRESS) == []
    assert recording.created(EGRESS) == []
    assert recording.only(GROUP).inputs == {
        "vpcId": EXISTING_VPC,
        "description": "Load balancer web",
        "region": HOME,
        "tags": {"Name": "web-alb"},
    }


def test_listed_addresses_may_connect_to_the_ports_of_the_listeners() -> None:
    def let_in(**changes: Any) -> dict[str, tuple[int, str]]:
        layout = LoadBalancerLayout(ingress_cidr_blocks=["10.0.0.0/8", "2001:db8::/32"])
        recording = balanced(layout=layout, **changes)
        assert recording.created(EGRESS) == []
        return {
            rule.name: (rule.inputs["fromPort"], rule.inputs["description"])
            for rule in recording.created(INGRESS)
        }

    assert let_in() == {
        "web-alb-in-tcp-80-10.0.0.0/8": (80, "HTTP"),
        "web-alb-in-tcp-80-2001:db8::/32": (80, "HTTP"),
    }
    assert let_in(certificate_arn=CERTIFICATE) == {
        "web-alb-in-tcp-443-10.0.0.0/8": (443, "HTTPS"),
        "web-alb-in-tcp-443-2001:db8::/32": (443, "HTTPS"),
        "web-alb-in-tcp-80-10.0.0.0/8": (80, "HTTP, to be redirected"),
        "web-alb-in-tcp-80-2001:db8::/32": (80, "HTTP, to be redirected"),
    }


def test_the_outputs_say_what_others_need() -> None:
    recording = laid_out(target_groups=[TargetGroup(name=name, port=80) for name in ("app", "api")])
    assert recording.outputs_of("landing-zone:index:LoadBalancer", "web") == {
        "arn": balancing_arn("loadbalancer/app/web-alb/0"),
        "arn_suffix": "app/web-alb/0",
        "dns_name": "web-alb.eu-central-1.elb.amazonaws.com",
        "zone_id": "Z215JYRZR1TBD5",
        "security_group_id": GROUP_ID,
        "http_listener_arn": balancing_arn("listener/app/web-http/0/1"),
        "https_listener_arn": balancing_arn("listener/app/web-https/0/1"),
        "target_group_arns": {
            "app": balancing_arn("targetgroup/web-app/0"),
            "api": balancing_arn("targetgroup/web-api/0"),
        },
        "request_count_labels": {
            "app": "app/web-alb/0/targetgroup/web-app/0",
            "api": "app/web-alb/0/targetgroup/web-api/0",
        },
        "error_alarm_names": {"app": "web-app-errors", "api": "web-api-errors"},
    }


def test_without_a_certificate_there_is_no_listener_for_https_to_name() -> None:
    outputs = balanced().outputs_of("landing-zone:index:LoadBalancer", "web")
    assert "https_listener_arn" not in outputs
    assert outputs["http_listener_arn"] == balancing_arn("listener/app/web-http/0/1")


def refused(**changes: Any) -> str:
    """What is said when it cannot be created; nothing may be registered but its provider."""
    recording = start_recording()
    with pytest.raises(BadArgumentsError) as error:
        pulumi.runtime.test(lambda: create(**changes))()
    assert [item.type for item in recording.registrations] == ["pulumi:providers:aws"]
    return str(error.value)


def test_names_that_would_be_too_long_are_refused_before_anything_exists() -> None:
    layout = LoadBalancerLayout(target_groups=[TargetGroup(name="application", port=80)])
    lines = refused(name="storefront-of-the-shop", layout=layout).splitlines()
    assert [line.partition(";")[0] for line in lines] == [
        f'LoadBalancer "storefront-of-the-shop": {path}'
        for path in (
            'name is "storefront-of-the-shop"',
            'layout.target_groups[0].name is "application"',
        )
    ]


@pytest.mark.parametrize("tier", [Tier.TEST, Tier.PRODUCTION])
def test_plain_http_is_refused_outside_of_sandboxes_before_anything_exists(tier: Tier) -> None:
    assert refused(of=account(tier)) == (
        'LoadBalancer "web": certificate_arn is missing; only in accounts of the tier sandbox may '
        "requests travel unencrypted, over plain HTTP."
    )


def test_subnets_are_looked_up_in_its_account_and_region() -> None:
    recording = balanced()
    assert [lookup.arguments for lookup in recording.lookups] == [
        {"id": subnet, "region": HOME} for subnet in SUBNETS
    ]


def test_subnets_of_another_vpc_or_of_one_zone_are_refused_all_at_once() -> None:
    recording = start_recording()
    wrong = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef3"]
    with pytest.raises(WrongSubnetsError) as error:
        pulumi.runtime.test(lambda: create(subnet_ids=wrong, vpc_id="vpc-99999999999999999"))()
    source = "(Elastic Load Balancing CreateLoadBalancer, Subnets)."
    assert str(error.value).splitlines() == [
        f'LoadBalancer "web": subnet_ids[{index}] is "{subnet}"; it belongs to {EXISTING_VPC}, '
        f"not to vpc-99999999999999999 {source}"
        for index, subnet in enumerate(wrong)
    ] + [
        'LoadBalancer "web": subnet_ids is in eu-central-1a, eu-central-1a; '
        f"a load balancer stands in two zones at least, with one subnet in each {source}"
    ]
    assert recording.created(BALANCER) == []


def test_target_groups_are_told_once_requests_reach_them() -> None:
    def program() -> None:
        balancer = create(layout=FULL_BALANCER, certificate_arn=CERTIFICATE)
        sqs.Queue("fleet", tags=balancer.target_group_arns)
        sqs.Queue("scaling", tags=balancer.request_count_labels)

    recording = record(program)
    routes = {recording.only(LISTENER, "web-https").urn, recording.only(RULE).urn}
    for queue in recording.created("aws:sqs/queue:Queue"):
        assert routes <= queue.depends_on
