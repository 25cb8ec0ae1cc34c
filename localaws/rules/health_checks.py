"""Health checks of target groups."""

from localaws.rules.kinds import Given, Rule, choice, matching, refuse, within

HTTP = ("HTTP", "HTTPS")
PORT = r"[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5]"
"""From 1 to 65535, as text."""
CODES = {"GRPC": (0, 99), "HTTP": (200, 499), "HTTPS": (200, 499)}
CODES_OF_NETWORK = (200, 599)

_GROUP = "CreateTargetGroup"


def targets_of(given: Given) -> str:
    """The type of the targets of a group; empty when it is not known yet."""
    return given.text("targetType") if given.has("targetType") else "instance"


def _checks_too_slow(given: Given) -> bool:
    check = given.part("healthCheck")
    interval, timeout = check.number("interval"), check.number("timeout")
    if interval is None or timeout is None:
        return False
    return timeout > interval or (timeout == interval and given["protocol"] in HTTP)


def _wrong_codes(given: Given) -> bool:
    text = given.part("healthCheck").text("matcher")
    if not text or not (given.has("protocol") and given.text("protocol")):
        return False
    version = given.text("protocolVersion")
    if given.has("protocolVersion") and not version:
        return False
    low, high = CODES.get(
        version if version == "GRPC" else given.text("protocol"), CODES_OF_NETWORK
    )
    codes = text.replace("-", ",").split(",")
    return not all(code.isdigit() and low <= int(code) <= high for code in codes)


def _is_for_http(path: str, member: str) -> Rule:
    return refuse(
        f"targetGroup.healthCheck.{path}.protocol",
        path,
        "is for health checks over HTTP and HTTPS",
        f"{_GROUP}, {member}",
        lambda check: check.has(path) and check["protocol"] == "TCP",
    )


RULES: tuple[Rule, ...] = (
    refuse(
        "targetGroup.healthCheck.timeout",
        "healthCheck.timeout",
        "is longer than the interval, or with HTTP and HTTPS as long",
        f"{_GROUP}, HealthCheckTimeoutSeconds",
        _checks_too_slow,
    ),
    refuse(
        "targetGroup.healthCheck.enabled",
        "healthCheck.enabled",
        "can be turned off for functions alone",
        "ModifyTargetGroup, HealthCheckEnabled",
        lambda given: (
            given.part("healthCheck")["enabled"] in (False, "false")
            and targets_of(given) not in ("", "lambda")
        ),
    ),
    refuse(
        "targetGroup.healthCheck.protocol",
        "healthCheck.protocol",
        "is TCP, which cannot check targets of HTTP and HTTPS",
        f"{_GROUP}, HealthCheckProtocol",
        lambda given: given.part("healthCheck")["protocol"] == "TCP" and given["protocol"] in HTTP,
    ),
    refuse(
        "targetGroup.healthCheck.matcher",
        "healthCheck.matcher",
        "holds no codes of the protocol: 200,202 or 200-299; 0-99 for gRPC",
        f"{_GROUP}, Matcher",
        _wrong_codes,
    ),
    *within(
        "healthCheck",
        choice(
            "targetGroup.healthCheck.protocols",
            "protocol",
            f"{_GROUP}, HealthCheckProtocol",
            *("HTTP", "HTTPS", "TCP"),
        ),
        matching(
            "targetGroup.healthCheck.port",
            "port",
            rf"traffic-port|{PORT}",
            "is traffic-port or a port from 1 to 65535",
            f"{_GROUP}, HealthCheckPort",
        ),
        _is_for_http("path", "HealthCheckPath"),
        _is_for_http("matcher", "Matcher"),
    ),
)
