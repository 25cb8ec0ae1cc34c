"""Listeners, their rules and their further certificates."""

from typing import Any

from localaws.links.conversions import Converted
from localaws.links.match import Target
from localaws.rows import Aspect, Call, Row, Values
from localaws.session import Session
from localaws.tables.attributes import attribute
from localaws.tables.load_balancers import TAGGING

_LISTENER = {"ListenerArn": "{id}"}
_UNKNOWN = "the emulator does not know it"

_HEADER_VALUES = (
    "AccessControlAllowCredentials",
    "AccessControlAllowHeaders",
    "AccessControlAllowMethods",
    "AccessControlAllowOrigin",
    "AccessControlExposeHeaders",
    "AccessControlMaxAge",
    "ContentSecurityPolicy",
    "StrictTransportSecurity",
    "XContentTypeOptions",
    "XFrameOptions",
)
_HEADER_NAMES = {
    "XAmznMtlsClientcert": "x_amzn_mtls_clientcert",
    "XAmznMtlsClientcertIssuer": "x_amzn_mtls_clientcert_issuer",
    "XAmznMtlsClientcertLeaf": "x_amzn_mtls_clientcert_leaf",
    "XAmznMtlsClientcertSerialNumber": "x_amzn_mtls_clientcert_serial_number",
    "XAmznMtlsClientcertSubject": "x_amzn_mtls_clientcert_subject",
    "XAmznMtlsClientcertValidity": "x_amzn_mtls_clientcert_validity",
    "XAmznTlsCipherSuite": "x_amzn_tls_cipher_suite",
    "XAmznTlsVersion": "x_amzn_tls_version",
}


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)[1:]


_ATTRIBUTES: dict[str, Target] = {
    "routingHttpResponseServerEnabled": attribute("routing.http.response.server.enabled", "bool"),
    "tcpIdleTimeoutSeconds": attribute("tcp.idle_timeout.seconds", "int"),
    **{
        f"routingHttpResponse{name}HeaderValue": attribute(
            f"routing.http.response.{_snake(name)}.header_value"
        )
        for name in _HEADER_VALUES
    },
    **{
        f"routingHttpRequest{name}HeaderName": attribute(f"routing.http.request.{key}.header_name")
        for name, key in _HEADER_NAMES.items()
    },
}


def _actions(name: str) -> dict[str, Target]:
    links = {
        "fixedResponse": "FixedResponseConfig",
        "forward": "ForwardConfig",
        "forward.stickiness": "TargetGroupStickinessConfig",
        "forward.stickiness.duration": "DurationSeconds",
        "redirect": "RedirectConfig",
    }
    return {f"{name}.{path}": target for path, target in links.items()}


_STICKINESS = Converted(
    "where it has a duration",
    lambda stickiness: stickiness,
    lambda told: (
        {"duration": told["DurationSeconds"], "enabled": told["Enabled"]}
        if "DurationSeconds" in told
        else None
    ),
)
"""AWS tells of every forward whether it sticks, and the SDK knows no stickiness without a duration."""


def _told_actions(name: str) -> dict[str, Target]:
    links = _actions(name)
    return {**links, f"{name}.forward.stickiness": ("TargetGroupStickinessConfig", _STICKINESS)}


def _unknown_actions(name: str) -> dict[str, str]:
    kinds = ("authenticateCognito", "authenticateOidc", "jwtValidation")
    return dict.fromkeys((f"{name}.{kind}" for kind in kinds), "the emulator authenticates nobody")


def _listener_request(request: dict[str, Any], values: Values) -> dict[str, Any]:
    """The official provider's default protocol of an Application Load Balancer."""
    if ":loadbalancer/app/" in values["loadBalancerArn"]:
        return {"Protocol": "HTTP", **request}
    return request


_CONDITIONS: dict[str, Target] = {
    "conditions.hostHeader": "HostHeaderConfig",
    "conditions.httpHeader": "HttpHeaderConfig",
    "conditions.httpRequestMethod": "HttpRequestMethodConfig",
    "conditions.pathPattern": "PathPatternConfig",
    "conditions.queryStrings": "QueryStringConfig.Values",
    "conditions.sourceIp": "SourceIpConfig",
}
_FIELDS = {
    "HostHeaderConfig": "host-header",
    "HttpHeaderConfig": "http-header",
    "HttpRequestMethodConfig": "http-request-method",
    "PathPatternConfig": "path-pattern",
    "QueryStringConfig": "query-string",
    "SourceIpConfig": "source-ip",
}


def _rule_request(request: dict[str, Any], _: Values) -> dict[str, Any]:
    """The API wants the kind of a condition beside its content."""
    conditions = [
        {"Field": _FIELDS[kind], kind: content}
        for condition in request["Conditions"]
        for kind, content in condition.items()
    ]
    return {**request, "Conditions": conditions}


def _prioritized(session: Session, values: Values) -> None:
    priority = {"RuleArn": values["id"], "Priority": int(values["priority"])}
    session.call("elbv2", "SetRulePriorities", {"RulePriorities": [priority]})


_CERTIFICATE = {
    "ListenerArn": "{listenerArn}",
    "Certificates": [{"CertificateArn": "{certificateArn}"}],
}

ROWS = (
    Row(
        token="aws:lb/listener:Listener",
        service="elbv2",
        create=Call("CreateListener"),
        read=Call("DescribeListeners", {"ListenerArns": ["{id}"]}, "Listeners[0]"),
        delete=Call("DeleteListener", _LISTENER),
        id="Listeners[0].ListenerArn",
        update=Call("ModifyListener", _LISTENER),
        tagging=TAGGING,
        links={
            **_actions("defaultActions"),
            "certificateArn": "Certificates[].CertificateArn",
        },
        update_links=_actions("defaultActions"),
        read_links=_told_actions("defaultActions"),
        request=_listener_request,
        aspects=(
            Aspect(
                tuple(_ATTRIBUTES),
                put=Call("ModifyListenerAttributes", _LISTENER),
                get=Call("DescribeListenerAttributes", _LISTENER),
                links=_ATTRIBUTES,
            ),
        ),
        refused={
            **_unknown_actions("defaultActions"),
            "alpnPolicy": _UNKNOWN,
            **dict.fromkeys(
                (
                    "mutualAuthentication.advertiseTrustStoreCaNames",
                    "mutualAuthentication.ignoreClientCertificateExpiry",
                    "mutualAuthentication.trustStoreArn",
                ),
                "the emulator has no trust stores",
            ),
        },
        computed=("mutualAuthentication", "protocol", "sslPolicy", *_ATTRIBUTES),
        removal={"certificateArn": None},
    ),
    Row(
        token="aws:lb/listenerRule:ListenerRule",
        service="elbv2",
        create=Call("CreateRule"),
        read=Call("DescribeRules", {"RuleArns": ["{id}"]}, "Rules[0]"),
        delete=Call("DeleteRule", {"RuleArn": "{id}"}),
        id="Rules[0].RuleArn",
        update=Call("ModifyRule", {"RuleArn": "{id}"}),
        tagging=TAGGING,
        links={**_actions("actions"), **_CONDITIONS},
        update_links={**_actions("actions"), **_CONDITIONS},
        read_links={**_told_actions("actions"), **_CONDITIONS},
        request=_rule_request,
        aspects=(Aspect(("priority",), put=_prioritized, sent_by_create=True),),
        refused={
            **_unknown_actions("actions"),
            **dict.fromkeys(
                (
                    "conditions.sourceIp.ipAddressType",
                    "transforms",
                ),
                _UNKNOWN,
            ),
        },
        outputs={
            "arn": "{id}",
            "listenerArn": lambda v: (
                v["id"].replace(":listener-rule/", ":listener/").rsplit("/", 1)[0]
            ),
        },
    ),
    Row(
        token="aws:lb/listenerCertificate:ListenerCertificate",
        service="elbv2",
        create=Call("AddListenerCertificates"),
        read=Call(
            "DescribeListenerCertificates",
            {"ListenerArn": "{listenerArn}"},
            "Certificates[?CertificateArn=='{certificateArn}' && !IsDefault]|[0]",
        ),
        delete=Call("RemoveListenerCertificates", _CERTIFICATE),
        id="{listenerArn}_{certificateArn}",
        links={"certificateArn": "Certificates[].CertificateArn"},
        read_links={"certificateArn": "CertificateArn"},
        outputs={"listenerArn": "{listenerArn}"},
        import_id=r"(?P<listenerArn>[^_]+)_(?P<certificateArn>.+)",
    ),
)
