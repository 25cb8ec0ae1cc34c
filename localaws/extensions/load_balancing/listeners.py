"""Listeners: certificates that exist and are issued, target groups that suit them, and what HTTPS alone has.

moto takes any certificate, several listeners at one port, target groups of any protocol, VPC and load balancer; it
tells a security policy for HTTP too, forgets mutual authentication, and drops the further certificates at a change.
"""

from typing import Any

from moto.elbv2.exceptions import ELBClientError, TooManyCertificatesError, ValidationError
from moto.elbv2.models import ELBv2Backend, FakeAction, FakeListener
from moto.elbv2.responses import ELBV2Response

from localaws.extensions.load_balancing.requirements import (
    SECURE_PROTOCOLS,
    require_certificate,
    require_free_port,
    require_groups,
    require_issued,
)

MOST_CERTIFICATES = 25
DEFAULT_POLICY = "ELBSecurityPolicy-2016-08"

HEADERS = (
    "access_control_allow_credentials",
    "access_control_allow_headers",
    "access_control_allow_methods",
    "access_control_allow_origin",
    "access_control_expose_headers",
    "access_control_max_age",
    "content_security_policy",
    "strict_transport_security",
    "x_content_type_options",
    "x_frame_options",
)
"""What an Application Load Balancer can add to responses."""
RENAMED_HEADERS = (
    "x_amzn_mtls_clientcert",
    "x_amzn_mtls_clientcert_issuer",
    "x_amzn_mtls_clientcert_leaf",
    "x_amzn_mtls_clientcert_serial_number",
    "x_amzn_mtls_clientcert_subject",
    "x_amzn_mtls_clientcert_validity",
    "x_amzn_tls_cipher_suite",
    "x_amzn_tls_version",
)
"""What it can call otherwise in requests that came encrypted."""


def default_attributes(listener: Any) -> dict[str, str]:
    """What a new listener has (ElasticLoadBalancingV2, ListenerAttribute)."""
    if ":listener/app/" not in listener.arn:
        return {"tcp.idle_timeout.seconds": "350"}
    return {
        "routing.http.response.server.enabled": "true",
        **{f"routing.http.response.{name}.header_value": "" for name in HEADERS},
        **{f"routing.http.request.{name}.header_name": "" for name in RENAMED_HEADERS},
    }


def install() -> None:
    """Guards and completes the operations."""
    _complete_new_listeners()
    _tell_default_certificate()
    _take_patterns()
    _guard_listeners()
    _guard_rules()
    _keep_default_certificate()
    for operation in (modify_listener, add_listener_certificates, modify_listener_attributes):
        setattr(ELBv2Backend, operation.__name__, operation)


def _complete_new_listeners() -> None:
    initialize = FakeListener.__init__

    def initialize_completely(self: Any, *args: Any, **kwargs: Any) -> None:
        initialize(self, *args, **kwargs)
        self.attributes = default_attributes(self)
        self.mutual_authentication = None
        if self.protocol not in SECURE_PROTOCOLS:
            self.ssl_policy = None

    FakeListener.__init__ = initialize_completely


def _tell_default_certificate() -> None:
    """A description tells the default certificate alone; the others have an operation of their own."""
    told = ELBV2Response.RESPONSE_KEY_PATH_TO_TRANSFORMER
    for path, transform in told.items():
        if path.endswith("Listener.Certificates"):
            told[path] = lambda arns, transform=transform: transform(arns[:1])


def _keep_default_certificate() -> None:
    remove = ELBv2Backend.remove_listener_certificates

    def remove_listener_certificates(
        self: Any, arn: str, certificates: list[dict[str, Any]]
    ) -> None:
        (listener,) = self.describe_listeners(None, [arn])
        if listener.certificate in [certificate["CertificateArn"] for certificate in certificates]:
            message = "The default certificate of a listener cannot be removed"
            raise ELBClientError("OperationNotPermitted", message)
        remove(self, arn, certificates)

    ELBv2Backend.remove_listener_certificates = remove_listener_certificates


def _take_patterns() -> None:
    """Conditions by regular expression pass: moto looks for values in every one."""
    validate = ELBv2Backend._validate_conditions  # noqa: SLF001

    def validate_conditions(self: Any, conditions: list[dict[str, Any]]) -> None:
        validate(self, [condition for condition in conditions if not _by_pattern(condition)])

    ELBv2Backend._validate_conditions = validate_conditions  # noqa: SLF001


def _by_pattern(condition: dict[str, Any]) -> bool:
    kinds = (content for content in condition.values() if isinstance(content, dict))
    return any(content.get("RegexValues") for content in kinds)


def _guard_listeners() -> None:
    create, modify = ELBV2Response.create_listener, ELBV2Response.modify_listener

    def create_listener(self: Any) -> Any:
        asked, backend = self._get_params(), self.elbv2_backend
        balancer = backend.load_balancers.get(asked["LoadBalancerArn"])
        if balancer:
            require_free_port(balancer, asked.get("Port"))
            require_certificate(backend, asked.get("Protocol", ""), asked)
            require_groups(backend, balancer, asked.get("DefaultActions", []))
        answer = create(self)
        (listener,) = answer.result["Listeners"]
        listener.mutual_authentication = _mutual(listener, asked)
        return answer

    def modify_listener(self: Any) -> Any:
        asked, backend = self._get_params(), self.elbv2_backend
        (listener,) = backend.describe_listeners(None, [asked["ListenerArn"]])
        balancer = backend.load_balancers[listener.load_balancer_arn]
        protocol = asked.get("Protocol", listener.protocol)
        if asked.get("Port", listener.port) != listener.port:
            require_free_port(balancer, asked["Port"])
        require_certificate(backend, protocol, {**_certificates(listener, protocol), **asked})
        require_groups(backend, balancer, asked.get("DefaultActions", []))
        answer = modify(self)
        listener.mutual_authentication = _mutual(listener, asked)
        return answer

    ELBV2Response.create_listener, ELBV2Response.modify_listener = create_listener, modify_listener


def _certificates(listener: Any, protocol: str) -> dict[str, Any]:
    if listener.certificate and protocol == listener.protocol:
        return {"Certificates": [{"CertificateArn": listener.certificate}]}
    return {}


def _mutual(listener: Any, asked: dict[str, Any]) -> dict[str, Any] | None:
    if listener.protocol != "HTTPS":
        return None
    kept: dict[str, Any] = listener.mutual_authentication or {"Mode": "off"}
    return {**kept, **asked.get("MutualAuthentication", {})}


def _guard_rules() -> None:
    create, modify = ELBV2Response.create_rule, ELBV2Response.modify_rule

    def create_rule(self: Any) -> Any:
        asked = self._get_params()
        _require_groups(self, asked["ListenerArn"], asked["Actions"])
        return create(self)

    def modify_rule(self: Any) -> Any:
        asked = self._get_params()
        listener_arn = asked["RuleArn"].replace(":listener-rule/", ":listener/").rsplit("/", 1)[0]
        _require_groups(self, listener_arn, asked.get("Actions", []))
        return modify(self)

    ELBV2Response.create_rule, ELBV2Response.modify_rule = create_rule, modify_rule


def _require_groups(self: Any, listener_arn: str, actions: list[dict[str, Any]]) -> None:
    backend = self.elbv2_backend
    (listener,) = backend.describe_listeners(None, [listener_arn])
    require_groups(backend, backend.load_balancers[listener.load_balancer_arn], actions)


def modify_listener(
    self: Any,
    arn: str,
    port: int | None,
    protocol: str | None,
    ssl_policy: str | None,
    certificates: list[dict[str, str]],
    actions: list[dict[str, Any]],
) -> FakeListener:
    """ModifyListener: what is not given stays; a protocol without encryption has no certificate and no policy."""
    (listener,) = self.describe_listeners(None, [arn])
    wanted = [FakeAction(action) for action in actions]
    self._validate_actions(wanted)
    listener.port = port or listener.port
    listener.protocol = protocol or listener.protocol
    if certificates:
        listener.certificate = certificates[0]["CertificateArn"]
        further = [c for c in listener.certificates[1:] if c != listener.certificate]
        listener.certificates = [listener.certificate, *further]
    if listener.protocol in SECURE_PROTOCOLS:
        listener.ssl_policy = ssl_policy or listener.ssl_policy or DEFAULT_POLICY
    else:
        listener.certificate, listener.certificates, listener.ssl_policy = None, [], None
    if wanted:
        listener.default_actions = listener._default_rule[0].actions = wanted  # noqa: SLF001
    return listener


def add_listener_certificates(self: Any, arn: str, certificates: list[dict[str, str]]) -> list[str]:
    """AddListenerCertificates: one that is there already is not added again."""
    (listener,) = self.describe_listeners(None, [arn])
    for certificate in certificates:
        require_issued(self, certificate["CertificateArn"])
    wanted = [certificate["CertificateArn"] for certificate in certificates]
    added = [arn for arn in wanted if arn not in listener.certificates]
    # The default one does not count, and is the first of them.
    if len(listener.certificates) - 1 + len(added) > MOST_CERTIFICATES:
        raise TooManyCertificatesError
    listener.certificates += added
    known: list[str] = listener.certificates
    return known


def modify_listener_attributes(
    self: Any, listener_arn: str, attrs: list[dict[str, str]]
) -> dict[str, str]:
    """ModifyListenerAttributes: all of them, or none."""
    (listener,) = self.describe_listeners(None, [listener_arn])
    for attribute in attrs:
        if attribute["Key"] not in listener.attributes:
            raise ValidationError(f"Listener attribute key '{attribute['Key']}' is not recognized")
    listener.attributes = {**listener.attributes, **{a["Key"]: a["Value"] for a in attrs}}
    known: dict[str, str] = listener.attributes
    return known
