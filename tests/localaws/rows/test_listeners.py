"""Listeners, their rules and their further certificates."""

import pytest

from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.balancers import with_balancer
from tests.localaws.rows.certificates import imported
from tests.localaws.world import Aws, tags

TAGS = {"team": "a", "stage": "x"}
TLS_1_3 = "ELBSecurityPolicy-TLS13-1-2-2021-06"
RES = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"


def with_certificates(aws: Aws) -> Scene:
    s = with_balancer(aws)
    s.certificate, s.other_certificate = (
        imported(aws, f"{which}.example.com") for which in ("one", "two")
    )
    return s


def describe_listener(aws: Aws, s: Scene) -> Values:
    (found,) = aws.elbv2.describe_listeners(ListenerArns=[s.id])["Listeners"]
    listed = aws.elbv2.describe_listener_attributes(ListenerArn=s.id)["Attributes"]
    (told,) = aws.elbv2.describe_tags(ResourceArns=[s.id])["TagDescriptions"]
    return {
        **found,
        **{attribute["Key"]: attribute["Value"] for attribute in listed},
        "Tags": tags(told["Tags"]),
    }


def changed_outside(aws: Aws, s: Scene, **wanted: object) -> None:
    aws.elbv2.modify_listener(ListenerArn=s.id, **wanted)


def forward(*groups: tuple[str, int], **stickiness: object) -> Values:
    targets = [{"TargetGroupArn": arn, "Weight": weight} for arn, weight in groups]
    return {"TargetGroups": targets, "TargetGroupStickinessConfig": stickiness}


HEADER_VALUES = {
    "routingHttpResponseAccessControlAllowCredentialsHeaderValue": "access_control_allow_credentials",
    "routingHttpResponseAccessControlAllowHeadersHeaderValue": "access_control_allow_headers",
    "routingHttpResponseAccessControlAllowMethodsHeaderValue": "access_control_allow_methods",
    "routingHttpResponseAccessControlAllowOriginHeaderValue": "access_control_allow_origin",
    "routingHttpResponseAccessControlExposeHeadersHeaderValue": "access_control_expose_headers",
    "routingHttpResponseAccessControlMaxAgeHeaderValue": "access_control_max_age",
    "routingHttpResponseContentSecurityPolicyHeaderValue": "content_security_policy",
    "routingHttpResponseStrictTransportSecurityHeaderValue": "strict_transport_security",
    "routingHttpResponseXContentTypeOptionsHeaderValue": "x_content_type_options",
    "routingHttpResponseXFrameOptionsHeaderValue": "x_frame_options",
}
HEADER_NAMES = {
    "routingHttpRequestXAmznMtlsClientcertHeaderName": "x_amzn_mtls_clientcert",
    "routingHttpRequestXAmznMtlsClientcertIssuerHeaderName": "x_amzn_mtls_clientcert_issuer",
    "routingHttpRequestXAmznMtlsClientcertLeafHeaderName": "x_amzn_mtls_clientcert_leaf",
    "routingHttpRequestXAmznMtlsClientcertSerialNumberHeaderName": (
        "x_amzn_mtls_clientcert_serial_number"
    ),
    "routingHttpRequestXAmznMtlsClientcertSubjectHeaderName": "x_amzn_mtls_clientcert_subject",
    "routingHttpRequestXAmznMtlsClientcertValidityHeaderName": "x_amzn_mtls_clientcert_validity",
    "routingHttpRequestXAmznTlsCipherSuiteHeaderName": "x_amzn_tls_cipher_suite",
    "routingHttpRequestXAmznTlsVersionHeaderName": "x_amzn_tls_version",
}


def headers(suffix: str) -> Values:
    """Each header with a text of its own."""
    return {name: f"{key}-{suffix}" for name, key in (HEADER_VALUES | HEADER_NAMES).items()}


def told_headers(suffix: str) -> Values:
    values = {
        f"routing.http.response.{key}.header_value": f"{key}-{suffix}"
        for key in HEADER_VALUES.values()
    }
    names = {
        f"routing.http.request.{key}.header_name": f"{key}-{suffix}"
        for key in HEADER_NAMES.values()
    }
    return values | names


SECURE = Life(
    name="over HTTPS",
    inputs=lambda s: {
        **headers("a"),
        "certificateArn": s.certificate,
        "defaultActions": [{"type": "forward", "order": 1, "targetGroupArn": s.targets}],
        "loadBalancerArn": s.balancer,
        "mutualAuthentication": {"mode": "off"},
        "port": 443,
        "protocol": "HTTPS",
        "routingHttpResponseServerEnabled": True,
        "sslPolicy": TLS_1_3,
        "tags": TAGS,
    },
    told=lambda s: {
        **told_headers("a"),
        "routing.http.response.server.enabled": "true",
        "Certificates": [{"CertificateArn": s.certificate}],
        "DefaultActions": [
            {
                "ForwardConfig": forward((s.targets, 1), Enabled=False),
                "Order": 1,
                "TargetGroupArn": s.targets,
                "Type": "forward",
            }
        ],
        "LoadBalancerArn": s.balancer,
        "MutualAuthentication": {"Mode": "off"},
        "Port": 443,
        "Protocol": "HTTPS",
        "SslPolicy": TLS_1_3,
        "Tags": TAGS,
    },
    outputs=lambda _, s: {"arn": s.id, "tagsAll": TAGS},
    changed=lambda s: {
        **headers("b"),
        "certificateArn": s.other_certificate,
        "defaultActions": [
            {
                "type": "forward",
                "order": 2,
                "forward": {
                    "targetGroups": [
                        {"arn": s.targets, "weight": 9},
                        {"arn": s.other_targets, "weight": 0},
                    ],
                    "stickiness": {"duration": 600, "enabled": True},
                },
            }
        ],
        "mutualAuthentication": {"mode": "passthrough"},
        "port": 8443,
        "routingHttpResponseServerEnabled": False,
        "sslPolicy": RES,
        "tags": {"team": "b"},
    },
    told_changed=lambda s: {
        **told_headers("b"),
        "routing.http.response.server.enabled": "false",
        "Certificates": [{"CertificateArn": s.other_certificate}],
        "DefaultActions": [
            {
                "ForwardConfig": forward(
                    (s.targets, 9), (s.other_targets, 0), DurationSeconds=600, Enabled=True
                ),
                "Order": 2,
                "Type": "forward",
            }
        ],
        "MutualAuthentication": {"Mode": "passthrough"},
        "Port": 8443,
        "SslPolicy": RES,
        "Tags": {"team": "b"},
    },
    removed=("tags",),
    told_removed=lambda _: {"Tags": {}},
    outside=lambda aws, s: changed_outside(aws, s, SslPolicy=TLS_1_3),
    found=lambda _: {"sslPolicy": TLS_1_3},
    imported_otherwise=("defaultActions[0].forward",),
)

LISTENER = Case(
    token="aws:lb/listener:Listener",
    prepare=with_certificates,
    describe=describe_listener,
    lives=(
        SECURE,
        Life(
            name="that redirects and then answers",
            inputs=lambda s: {
                "defaultActions": [
                    {
                        "type": "redirect",
                        "redirect": {"port": "443", "protocol": "HTTPS", "statusCode": "HTTP_301"},
                    }
                ],
                "loadBalancerArn": s.balancer,
                "port": 80,
            },
            told=lambda _: {
                "DefaultActions": [
                    {
                        "RedirectConfig": {
                            "Host": "#{host}",
                            "Path": "/#{path}",
                            "Port": "443",
                            "Protocol": "HTTPS",
                            "Query": "#{query}",
                            "StatusCode": "HTTP_301",
                        },
                        "Type": "redirect",
                    }
                ],
                "Protocol": "HTTP",
            },
            outputs=lambda _, __: {"protocol": "HTTP", "sslPolicy": None},
            changed=lambda _: {
                "defaultActions": [
                    {
                        "type": "fixed-response",
                        "fixedResponse": {
                            "contentType": "text/plain",
                            "messageBody": "nothing here",
                            "statusCode": "404",
                        },
                    }
                ]
            },
            told_changed=lambda _: {
                "DefaultActions": [
                    {
                        "FixedResponseConfig": {
                            "ContentType": "text/plain",
                            "MessageBody": "nothing here",
                            "StatusCode": "404",
                        },
                        "Type": "fixed-response",
                    }
                ]
            },
            imported_otherwise=tuple(
                f"defaultActions[0].redirect.{part}" for part in ("host", "path", "query")
            ),
        ),
        Life(
            name="that gives its encryption up",
            inputs=lambda s: {
                "certificateArn": s.certificate,
                "defaultActions": [
                    {
                        "type": "redirect",
                        "redirect": {
                            "host": "a.example.com",
                            "path": "/a",
                            "port": "443",
                            "protocol": "HTTPS",
                            "query": "a=b",
                            "statusCode": "HTTP_302",
                        },
                    }
                ],
                "loadBalancerArn": s.balancer,
                "port": 443,
                "protocol": "HTTPS",
            },
            told=lambda _: {"SslPolicy": "ELBSecurityPolicy-2016-08"},
            changed=lambda _: {
                "certificateArn": None,
                "defaultActions": [
                    {
                        "type": "redirect",
                        "redirect": {
                            "host": "b.example.com",
                            "path": "/b",
                            "port": "444",
                            "protocol": "HTTP",
                            "query": "b=c",
                            "statusCode": "HTTP_301",
                        },
                    }
                ],
                "protocol": "HTTP",
            },
            told_changed=lambda _: {
                "Certificates": None,
                "DefaultActions": [
                    {
                        "RedirectConfig": {
                            "Host": "b.example.com",
                            "Path": "/b",
                            "Port": "444",
                            "Protocol": "HTTP",
                            "Query": "b=c",
                            "StatusCode": "HTTP_301",
                        },
                        "Type": "redirect",
                    }
                ],
                "Protocol": "HTTP",
                "SslPolicy": None,
            },
        ),
    ),
)


def with_network_balancer(aws: Aws) -> Scene:
    s = with_balancer(aws)
    s.network = aws.elbv2.create_load_balancer(
        Name=f"{s.name}-net", Type="network", Subnets=[s.subnet]
    )["LoadBalancers"][0]["LoadBalancerArn"]
    s.tcp, s.other_tcp = (
        aws.elbv2.create_target_group(
            Name=f"{s.name}-{which}", Protocol="TCP", Port=1, VpcId=s.vpc
        )["TargetGroups"][0]["TargetGroupArn"]
        for which in ("tcp", "other-tcp")
    )
    return s


NETWORK = Case(
    token="aws:lb/listener:Listener",
    prepare=with_network_balancer,
    describe=describe_listener,
    lives=(
        Life(
            name="of a network load balancer",
            inputs=lambda s: {
                "defaultActions": [{"type": "forward", "targetGroupArn": s.tcp}],
                "loadBalancerArn": s.network,
                "port": 5432,
                "protocol": "TCP",
                "tcpIdleTimeoutSeconds": 60,
            },
            told=lambda _: {
                "tcp.idle_timeout.seconds": "60",
                "Port": 5432,
                "Protocol": "TCP",
            },
            changed=lambda s: {
                "defaultActions": [{"type": "forward", "targetGroupArn": s.other_tcp}],
                "tcpIdleTimeoutSeconds": 6000,
            },
            told_changed=lambda s: {
                "tcp.idle_timeout.seconds": "6000",
                "DefaultActions": [
                    {
                        "ForwardConfig": forward((s.other_tcp, 1), Enabled=False),
                        "TargetGroupArn": s.other_tcp,
                        "Type": "forward",
                    }
                ],
            },
            imported_otherwise=("defaultActions[0].forward",),
        ),
        Life(
            name="minimal",
            inputs=lambda s: {
                "defaultActions": [{"type": "forward", "targetGroupArn": s.tcp}],
                "loadBalancerArn": s.network,
                "port": 1,
                "protocol": "TCP",
            },
            outputs=lambda _, __: {"tcpIdleTimeoutSeconds": 350},
            imported_otherwise=("defaultActions[0].forward",),
        ),
    ),
)


def with_listener(aws: Aws) -> Scene:
    s = with_certificates(aws)
    s.listener = aws.elbv2.create_listener(
        LoadBalancerArn=s.balancer,
        Protocol="HTTPS",
        Port=443,
        Certificates=[{"CertificateArn": s.certificate}],
        DefaultActions=[{"Type": "forward", "TargetGroupArn": s.targets}],
    )["Listeners"][0]["ListenerArn"]
    return s


def describe_rule(aws: Aws, s: Scene) -> Values:
    (found,) = aws.elbv2.describe_rules(RuleArns=[s.id])["Rules"]
    (told,) = aws.elbv2.describe_tags(ResourceArns=[s.id])["TagDescriptions"]
    return {**found, "Tags": tags(told["Tags"])}


RULE = Case(
    token="aws:lb/listenerRule:ListenerRule",
    prepare=with_listener,
    describe=describe_rule,
    lives=(
        Life(
            name="by path",
            inputs=lambda s: {
                "actions": [{"type": "forward", "targetGroupArn": s.targets}],
                "conditions": [{"pathPattern": {"values": ["/a/*"]}}],
                "listenerArn": s.listener,
                "priority": 10,
                "tags": TAGS,
            },
            told=lambda s: {
                "Actions": [
                    {
                        "ForwardConfig": forward((s.targets, 1), Enabled=False),
                        "TargetGroupArn": s.targets,
                        "Type": "forward",
                    }
                ],
                "Conditions": [
                    {"Field": "path-pattern", "PathPatternConfig": {"Values": ["/a/*"]}}
                ],
                "IsDefault": False,
                "Priority": "10",
                "Tags": TAGS,
            },
            outputs=lambda _, s: {"arn": s.id, "listenerArn": s.listener, "tagsAll": TAGS},
            changed=lambda s: {
                "actions": [{"type": "forward", "order": 1, "targetGroupArn": s.other_targets}],
                "conditions": [
                    {"hostHeader": {"values": ["a.example.com", "*.example.org"]}},
                    {"httpHeader": {"httpHeaderName": "X-Team", "values": ["a"]}},
                    {"httpRequestMethod": {"values": ["GET"]}},
                    {"pathPattern": {"values": ["/b/*"]}},
                    {"queryStrings": [{"key": "version", "value": "2"}, {"value": "beta"}]},
                    {"sourceIp": {"values": ["10.0.0.0/8"]}},
                ],
                "priority": 50000,
                "tags": {"team": "b"},
            },
            told_changed=lambda s: {
                "Actions": [
                    {
                        "ForwardConfig": forward((s.other_targets, 1), Enabled=False),
                        "Order": 1,
                        "TargetGroupArn": s.other_targets,
                        "Type": "forward",
                    }
                ],
                "Conditions": [
                    {
                        "Field": "host-header",
                        "HostHeaderConfig": {"Values": ["a.example.com", "*.example.org"]},
                    },
                    {
                        "Field": "http-header",
                        "HttpHeaderConfig": {"HttpHeaderName": "X-Team", "Values": ["a"]},
                    },
                    {
                        "Field": "http-request-method",
                        "HttpRequestMethodConfig": {"Values": ["GET"]},
                    },
                    {"Field": "path-pattern", "PathPatternConfig": {"Values": ["/b/*"]}},
                    {
                        "Field": "query-string",
                        "QueryStringConfig": {
                            "Values": [{"Key": "version", "Value": "2"}, {"Value": "beta"}]
                        },
                    },
                    {"Field": "source-ip", "SourceIpConfig": {"Values": ["10.0.0.0/8"]}},
                ],
                "Priority": "50000",
                "Tags": {"team": "b"},
            },
            removed=("tags",),
            told_removed=lambda _: {"Tags": {}},
            outside=lambda aws, s: aws.elbv2.set_rule_priorities(
                RulePriorities=[{"RuleArn": s.id, "Priority": 7}]
            ),
            found=lambda _: {"priority": 7},
            imported_otherwise=("actions[0].forward",),
        ),
        Life(
            name="that splits",
            inputs=lambda s: {
                "actions": [
                    {
                        "type": "forward",
                        "forward": {
                            "targetGroups": [
                                {"arn": s.targets, "weight": 1},
                                {"arn": s.other_targets, "weight": 2},
                            ],
                            "stickiness": {"duration": 60, "enabled": True},
                        },
                    }
                ],
                "conditions": [{"hostHeader": {"values": ["b.example.com"]}}],
                "listenerArn": s.listener,
                "priority": 1,
            },
            told=lambda s: {
                "Actions": [
                    {
                        "ForwardConfig": forward(
                            (s.targets, 1), (s.other_targets, 2), DurationSeconds=60, Enabled=True
                        ),
                        "Type": "forward",
                    }
                ],
            },
            changed=lambda s: {
                "actions": [
                    {
                        "type": "forward",
                        "forward": {
                            "targetGroups": [
                                {"arn": s.targets, "weight": 999},
                                {"arn": s.other_targets, "weight": 3},
                            ],
                            "stickiness": {"duration": 604800, "enabled": False},
                        },
                    }
                ],
            },
            told_changed=lambda s: {
                "Actions": [
                    {
                        "ForwardConfig": forward(
                            (s.targets, 999),
                            (s.other_targets, 3),
                            DurationSeconds=604800,
                            Enabled=False,
                        ),
                        "Type": "forward",
                    }
                ],
            },
        ),
        Life(
            name="that answers and then redirects",
            inputs=lambda s: {
                "actions": [
                    {
                        "type": "fixed-response",
                        "fixedResponse": {
                            "contentType": "application/json",
                            "messageBody": "{}",
                            "statusCode": "503",
                        },
                    }
                ],
                "conditions": [{"httpRequestMethod": {"values": ["POST"]}}],
                "listenerArn": s.listener,
                "priority": 2,
            },
            told=lambda _: {
                "Actions": [
                    {
                        "FixedResponseConfig": {
                            "ContentType": "application/json",
                            "MessageBody": "{}",
                            "StatusCode": "503",
                        },
                        "Type": "fixed-response",
                    }
                ],
            },
            changed=lambda _: {
                "actions": [
                    {
                        "type": "redirect",
                        "redirect": {
                            "host": "a.example.com",
                            "path": "/a",
                            "port": "443",
                            "protocol": "HTTPS",
                            "query": "a=b",
                            "statusCode": "HTTP_302",
                        },
                    }
                ],
            },
            told_changed=lambda _: {
                "Actions": [
                    {
                        "RedirectConfig": {
                            "Host": "a.example.com",
                            "Path": "/a",
                            "Port": "443",
                            "Protocol": "HTTPS",
                            "Query": "a=b",
                            "StatusCode": "HTTP_302",
                        },
                        "Type": "redirect",
                    }
                ],
            },
        ),
        Life(
            name="that answers otherwise",
            inputs=lambda s: {
                "actions": [
                    {
                        "type": "redirect",
                        "redirect": {
                            "host": "a.example.com",
                            "path": "/a",
                            "port": "443",
                            "protocol": "HTTPS",
                            "query": "a=b",
                            "statusCode": "HTTP_302",
                        },
                    }
                ],
                "conditions": [{"sourceIp": {"values": ["10.0.0.0/8"]}}],
                "listenerArn": s.listener,
                "priority": 3,
            },
            changed=lambda _: {
                "conditions": [
                    {"hostHeader": {"regexValues": [r"^[ab]\.example\.com$"]}},
                    {"httpHeader": {"httpHeaderName": "X-Team", "regexValues": ["^a"]}},
                    {"pathPattern": {"regexValues": ["^/a"]}},
                ],
                "actions": [
                    {
                        "type": "fixed-response",
                        "fixedResponse": {
                            "contentType": "text/html",
                            "messageBody": "<p/>",
                            "statusCode": "200",
                        },
                    }
                ],
            },
            told_changed=lambda _: {
                "Conditions": [
                    {
                        "Field": "host-header",
                        "HostHeaderConfig": {"RegexValues": [r"^[ab]\.example\.com$"]},
                    },
                    {
                        "Field": "http-header",
                        "HttpHeaderConfig": {"HttpHeaderName": "X-Team", "RegexValues": ["^a"]},
                    },
                    {"Field": "path-pattern", "PathPatternConfig": {"RegexValues": ["^/a"]}},
                ],
                "Actions": [
                    {
                        "FixedResponseConfig": {
                            "ContentType": "text/html",
                            "MessageBody": "<p/>",
                            "StatusCode": "200",
                        },
                        "Type": "fixed-response",
                    }
                ],
            },
        ),
    ),
)


def describe_further(aws: Aws, s: Scene) -> Values | None:
    listener, _, certificate = s.id.partition("_")
    listed = aws.elbv2.describe_listener_certificates(ListenerArn=listener)["Certificates"]
    found = {one["CertificateArn"]: one["IsDefault"] for one in listed}
    if certificate not in found:
        return None
    return {"Certificate": certificate, "IsDefault": found[certificate], "Listener": listener}


FURTHER = Case(
    token="aws:lb/listenerCertificate:ListenerCertificate",
    prepare=with_listener,
    describe=describe_further,
    lives=(
        Life(
            name="beside the default",
            inputs=lambda s: {"certificateArn": s.other_certificate, "listenerArn": s.listener},
            told=lambda s: {
                "Certificate": s.other_certificate,
                "IsDefault": False,
                "Listener": s.listener,
            },
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(LISTENER, NETWORK, RULE, FURTHER))
def test_listeners_are_what_elastic_load_balancing_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
