"""Listeners and their rules."""

import ipaddress
from collections.abc import Iterator

from localaws.links.constraints import Violation
from localaws.rules.actions import action_rules
from localaws.rules.kinds import Given, Rule, between, choice, every, matching, refuse, within

SECURE = ("HTTPS", "TLS")
CONDITIONS = (
    "hostHeader",
    "httpHeader",
    "httpRequestMethod",
    "pathPattern",
    "queryStrings",
    "sourceIp",
)
ONCE = ("hostHeader", "httpRequestMethod", "pathPattern", "sourceIp")
"""Kinds of conditions that a rule can have once."""
BY_PATTERN = ("hostHeader", "httpHeader", "pathPattern")
"""Kinds of conditions by values or by regular expressions."""
LONGEST_VALUE = 128
RENAMED_HEADERS = (
    "XAmznMtlsClientcert",
    "XAmznMtlsClientcertIssuer",
    "XAmznMtlsClientcertLeaf",
    "XAmznMtlsClientcertSerialNumber",
    "XAmznMtlsClientcertSubject",
    "XAmznMtlsClientcertValidity",
    "XAmznTlsCipherSuite",
    "XAmznTlsVersion",
)

_CREATE = "CreateListener"
_CONDITION = "RuleCondition"


def _protocol(given: Given) -> str:
    """The protocol of a listener; empty when it is not known yet. The official provider's default is HTTP."""
    return given.text("protocol") if given.has("protocol") else "HTTP"


def _of_gateway(given: Given) -> bool:
    return ":loadbalancer/gwy/" in given.text("loadBalancerArn")


def _for_secure(path: str, member: str) -> Rule:
    return refuse(
        f"listener.{path}.plain",
        path,
        f"is for {' and '.join(SECURE)}",
        f"{_CREATE}, {member}",
        lambda given: given.has(path) and _protocol(given) not in ("", *SECURE),
    )


def _for_https(header: str) -> Rule:
    path = f"routingHttpRequest{header}HeaderName"
    return refuse(
        f"listener.{header}",
        path,
        "is for HTTPS: other requests bring no such header",
        "User Guide, HTTP header modification",
        lambda given: given.has(path) and _protocol(given) not in ("", "HTTPS"),
    )


def _back_to_plain(given: Given) -> Iterator[Violation]:
    for index, action in enumerate(given.items("defaultActions")):
        if _protocol(given) == "HTTPS" and action.part("redirect")["protocol"] == "HTTP":
            path = f"defaultActions[{index}].redirect.protocol"
            yield Violation(path, "HTTPS is not redirected to HTTP")


def _kinds(condition: Given) -> Iterator[Violation]:
    found = [kind for kind in CONDITIONS if condition.has(kind)]
    if len(found) != 1:
        are = ", ".join(found) if found else "none"
        path = found[-1] if found else CONDITIONS[0]
        yield Violation(path, f"a condition is of one kind, and these are: {are}")


def _twice(given: Given) -> Iterator[Violation]:
    seen: set[str] = set()
    for index, condition in enumerate(given.items("conditions")):
        for kind in ONCE:
            if condition.has(kind):
                if kind in seen:
                    yield Violation(f"conditions[{index}].{kind}", "a rule has it once")
                seen.add(kind)


def _values_or_patterns(kind: str) -> tuple[Rule, ...]:
    return within(
        f"conditions[].{kind}",
        refuse(
            f"rule.{kind}.values",
            "values",
            "either values or regexValues are given",
            _CONDITION,
            lambda content: content.has("values") == content.has("regexValues"),
        ),
        every(
            f"rule.{kind}.length",
            "values",
            f".{{1,{LONGEST_VALUE}}}",
            f"a value has 1 to {LONGEST_VALUE} characters",
            _CONDITION,
        ),
    )


def _wrong_blocks(content: Given) -> Iterator[Violation]:
    listed = content["values"]
    for index, block in enumerate(listed if isinstance(listed, list) else []):
        try:
            ipaddress.ip_network(block)
        except ValueError:
            message = f"{block!r} is no CIDR block"
            yield Violation(f"values[{index}]", message)


RULES: dict[str, tuple[Rule, ...]] = {
    "aws:lb/listener:Listener": (
        refuse(
            "listener.certificateArn",
            "certificateArn",
            f"is required for {' and '.join(SECURE)}",
            f"{_CREATE}, Certificates",
            lambda given: not given.has("certificateArn") and _protocol(given) in SECURE,
        ),
        _for_secure("certificateArn", "Certificates"),
        _for_secure("sslPolicy", "SslPolicy"),
        refuse(
            "listener.port",
            "port",
            "is required, except for a gateway load balancer",
            f"{_CREATE}, Port",
            lambda given: not given.has("port") and not _of_gateway(given),
        ),
        refuse(
            "listener.mutualAuthentication",
            "mutualAuthentication",
            "is for HTTPS",
            "User Guide, Mutual authentication with TLS",
            lambda given: (
                given.has("mutualAuthentication") and _protocol(given) not in ("", "HTTPS")
            ),
        ),
        *within(
            "mutualAuthentication",
            choice(
                "listener.mutualAuthentication.mode",
                "mode",
                "MutualAuthenticationAttributes, Mode",
                *("off", "passthrough", "verify"),
            ),
        ),
        between(
            "listener.tcpIdleTimeoutSeconds",
            "tcpIdleTimeoutSeconds",
            60,
            6000,
            "ListenerAttribute",
        ),
        Rule("listener.redirect.protocol", "RedirectActionConfig, Protocol", _back_to_plain),
        *(_for_https(header) for header in RENAMED_HEADERS),
        *action_rules("listener", "defaultActions"),
    ),
    "aws:lb/listenerRule:ListenerRule": (
        refuse(
            "rule.priority",
            "priority",
            "is required: the local AWS does not choose one",
            "CreateRule, Priority",
            lambda given: not given.has("priority"),
        ),
        refuse(
            "rule.conditions",
            "conditions",
            "a rule has a condition at least",
            "CreateRule, Conditions",
            lambda given: not given.has("conditions"),
        ),
        *within("conditions[]", Rule("rule.condition", _CONDITION, _kinds)),
        Rule("rule.once", _CONDITION, _twice),
        *(rule for kind in BY_PATTERN for rule in _values_or_patterns(kind)),
        *within(
            "conditions[].httpHeader",
            matching(
                "rule.httpHeaderName",
                "httpHeaderName",
                r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}",
                "a header's name has 1 to 40 characters of RFC 7230",
                "HttpHeaderConditionConfig, HttpHeaderName",
            ),
        ),
        *within(
            "conditions[].httpRequestMethod",
            every(
                "rule.httpRequestMethod",
                "values",
                r"[A-Z_-]{1,40}",
                "a method has 1 to 40 capitals, hyphens and underscores",
                "HttpRequestMethodConditionConfig, Values",
            ),
        ),
        *within(
            "conditions[].sourceIp",
            Rule("rule.sourceIp", "SourceIpConditionConfig, Values", _wrong_blocks),
        ),
        *action_rules("rule", "actions"),
    ),
}
