"""Cases for listeners and their rules."""

from tests.localaws.rules.actions import LISTENER, RULE, redirect
from tests.localaws.rules.cases import UNKNOWN, Case, Inputs

RENAMED = (
    "XAmznMtlsClientcert",
    "XAmznMtlsClientcertIssuer",
    "XAmznMtlsClientcertLeaf",
    "XAmznMtlsClientcertSerialNumber",
    "XAmznMtlsClientcertSubject",
    "XAmznMtlsClientcertValidity",
    "XAmznTlsCipherSuite",
    "XAmznTlsVersion",
)


def for_secure(path: str, value: object) -> Case:
    return Case(
        LISTENER,
        f"listener.{path}.plain",
        fine=(
            {path: value, "protocol": "HTTPS"},
            {path: value, "protocol": "TLS"},
            {path: value, "protocol": UNKNOWN},
            {"protocol": "HTTP"},
        ),
        broken=(
            ({path: value}, path),
            ({path: value, "protocol": "HTTP"}, path),
            ({path: UNKNOWN, "protocol": "TCP"}, path),
        ),
    )


def for_https(header: str) -> Case:
    path = f"routingHttpRequest{header}HeaderName"
    return Case(
        LISTENER,
        f"listener.{header}",
        fine=(
            {path: "X-Own", "protocol": "HTTPS"},
            {path: "X-Own", "protocol": UNKNOWN},
            {path: "", "protocol": "HTTP"},
            {},
        ),
        broken=(({path: "X-Own"}, path), ({path: UNKNOWN, "protocol": "HTTP"}, path)),
    )


def when(*conditions: Inputs) -> Inputs:
    return {"conditions": list(conditions)}


def by_pattern(kind: str, **more: object) -> tuple[Case, Case]:
    def content(**values: object) -> Inputs:
        return when({kind: {**more, **values}})

    return (
        Case(
            RULE,
            f"rule.{kind}.values",
            fine=(
                content(values=["a"]),
                content(regexValues=["a"]),
                content(values=UNKNOWN),
                when({"sourceIp": {"values": ["10.0.0.0/8"]}}),
            ),
            broken=(
                (content(), f"conditions[0].{kind}.values"),
                (content(values=[]), f"conditions[0].{kind}.values"),
                (content(values=["a"], regexValues=["a"]), f"conditions[0].{kind}.values"),
            ),
        ),
        Case(
            RULE,
            f"rule.{kind}.length",
            fine=(content(values=["v" * 128, "v"]), content(values=[UNKNOWN]), content()),
            broken=(
                (content(values=["v", "v" * 129]), f"conditions[0].{kind}.values[1]"),
                (content(values=[""]), f"conditions[0].{kind}.values[0]"),
            ),
        ),
    )


PATH, HOST = {"pathPattern": {"values": ["/a"]}}, {"hostHeader": {"values": ["a.b"]}}
HEADER = {"httpHeader": {"httpHeaderName": "X-A", "values": ["a"]}}
QUERY = {"queryStrings": [{"value": "a"}]}


def named(header: str) -> Inputs:
    return when({"httpHeader": {"httpHeaderName": header, "values": ["a"]}})


def methods(*values: str) -> Inputs:
    return when({"httpRequestMethod": {"values": list(values)}})


def sources(*values: str) -> Inputs:
    return when({"sourceIp": {"values": list(values)}})


CASES = [
    Case(
        LISTENER,
        "listener.certificateArn",
        fine=(
            {"protocol": "HTTPS", "certificateArn": "arn"},
            {"protocol": "TLS", "certificateArn": UNKNOWN},
            {"protocol": "HTTP"},
            {"protocol": UNKNOWN},
            {},
        ),
        broken=(
            ({"protocol": "HTTPS"}, "certificateArn"),
            ({"protocol": "TLS", "certificateArn": ""}, "certificateArn"),
        ),
    ),
    for_secure("certificateArn", "arn"),
    for_secure("sslPolicy", "ELBSecurityPolicy-2016-08"),
    Case(
        LISTENER,
        "listener.port",
        fine=(
            {"port": 80},
            {"port": UNKNOWN},
            {"loadBalancerArn": "arn:aws:elasticloadbalancing:r:1:loadbalancer/gwy/a/1"},
        ),
        broken=(
            ({}, "port"),
            ({"loadBalancerArn": UNKNOWN}, "port"),
            ({"loadBalancerArn": "arn:aws:elasticloadbalancing:r:1:loadbalancer/app/a/1"}, "port"),
        ),
    ),
    Case(
        LISTENER,
        "listener.mutualAuthentication",
        fine=(
            {"mutualAuthentication": {"mode": "off"}, "protocol": "HTTPS"},
            {"mutualAuthentication": {"mode": "off"}, "protocol": UNKNOWN},
            {"protocol": "HTTP"},
        ),
        broken=(
            ({"mutualAuthentication": {"mode": "off"}}, "mutualAuthentication"),
            (
                {"mutualAuthentication": UNKNOWN, "protocol": "TLS"},
                "mutualAuthentication",
            ),
        ),
    ),
    Case(
        LISTENER,
        "listener.mutualAuthentication.mode",
        fine=tuple(
            {"mutualAuthentication": {"mode": mode}}
            for mode in ("off", "passthrough", "verify", UNKNOWN)
        ),
        broken=(({"mutualAuthentication": {"mode": "on"}}, "mutualAuthentication.mode"),),
    ),
    Case(
        LISTENER,
        "listener.tcpIdleTimeoutSeconds",
        fine=(
            {"tcpIdleTimeoutSeconds": 60},
            {"tcpIdleTimeoutSeconds": "6000"},
            {"tcpIdleTimeoutSeconds": UNKNOWN},
            {},
        ),
        broken=(
            ({"tcpIdleTimeoutSeconds": 59}, "tcpIdleTimeoutSeconds"),
            ({"tcpIdleTimeoutSeconds": 6001}, "tcpIdleTimeoutSeconds"),
        ),
    ),
    Case(
        LISTENER,
        "listener.redirect.protocol",
        fine=(
            {"protocol": "HTTPS", "defaultActions": [redirect(protocol="HTTPS")]},
            {"protocol": "HTTPS", "defaultActions": [redirect(protocol=UNKNOWN)]},
            {"protocol": "HTTP", "defaultActions": [redirect(protocol="HTTP", port="81")]},
            {"protocol": UNKNOWN, "defaultActions": [redirect(protocol="HTTP")]},
        ),
        broken=(
            (
                {"protocol": "HTTPS", "defaultActions": [redirect(protocol="HTTP")]},
                "defaultActions[0].redirect.protocol",
            ),
        ),
    ),
    *(for_https(header) for header in RENAMED),
    Case(
        RULE,
        "rule.priority",
        fine=({"priority": 1}, {"priority": UNKNOWN}),
        broken=(({}, "priority"),),
    ),
    Case(
        RULE,
        "rule.conditions",
        fine=(when(PATH), {"conditions": UNKNOWN}),
        broken=((when(), "conditions"), ({}, "conditions")),
    ),
    Case(
        RULE,
        "rule.condition",
        fine=(when(PATH), when(HOST, HEADER, QUERY), when({"pathPattern": UNKNOWN}), {}),
        broken=(
            (when({}), "conditions[0].hostHeader"),
            (when(PATH, {**PATH, **HOST}), "conditions[1].pathPattern"),
        ),
    ),
    Case(
        RULE,
        "rule.once",
        fine=(
            when(PATH, HOST),
            when(HEADER, HEADER, QUERY, QUERY),
            {"conditions": UNKNOWN},
        ),
        broken=(
            (when(PATH, HOST, PATH), "conditions[2].pathPattern"),
            (when(HOST, HOST), "conditions[1].hostHeader"),
            (
                {"conditions": [*methods("GET")["conditions"], *methods("PUT")["conditions"]]},
                "conditions[1].httpRequestMethod",
            ),
            (
                {"conditions": [*sources("10.0.0.0/8")["conditions"] * 2]},
                "conditions[1].sourceIp",
            ),
        ),
    ),
    *by_pattern("hostHeader"),
    *by_pattern("httpHeader", httpHeaderName="X-A"),
    *by_pattern("pathPattern"),
    Case(
        RULE,
        "rule.httpHeaderName",
        fine=(named("X-Team"), named("a_b.c"), named("h" * 40), named(UNKNOWN), when(PATH)),
        broken=(
            (named("h" * 41), "conditions[0].httpHeader.httpHeaderName"),
            (named("X Team"), "conditions[0].httpHeader.httpHeaderName"),
            (named("X:"), "conditions[0].httpHeader.httpHeaderName"),
        ),
    ),
    Case(
        RULE,
        "rule.httpRequestMethod",
        fine=(methods("GET", "OWN-METHOD_A"), methods("M" * 40), methods(UNKNOWN), when(PATH)),
        broken=(
            (methods("get"), "conditions[0].httpRequestMethod.values[0]"),
            (methods("GET", "M" * 41), "conditions[0].httpRequestMethod.values[1]"),
        ),
    ),
    Case(
        RULE,
        "rule.sourceIp",
        fine=(sources("10.0.0.0/8", "2001:db8::/32"), sources(UNKNOWN), when(PATH)),
        broken=(
            (sources("10.0.0.0/8", "10.0.0.1/8"), "conditions[0].sourceIp.values[1]"),
            (sources("all"), "conditions[0].sourceIp.values[0]"),
        ),
    ),
]
