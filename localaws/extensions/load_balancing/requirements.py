"""What a listener needs: a free port, a certificate that is issued, target groups that suit it."""

from typing import Any

from moto.acm.models import acm_backends
from moto.elbv2.exceptions import (
    DuplicateListenerError,
    ELBClientError,
    InvalidConfigurationRequest,
    ValidationError,
)
from moto.elbv2.ssl_policies import SSL_POLICIES
from moto.iam.models import iam_backends

from localaws.extensions.load_balancing.actions import balancers_of, group_arns
from localaws.extensions.load_balancing.target_groups import APPLICATION_PROTOCOLS

SECURE_PROTOCOLS = ("HTTPS", "TLS")

_UNSUPPORTED = (
    "The certificate '{}' must have a fully-qualified domain name, a supported signature, "
    "and a supported key size."
)


def require_free_port(balancer: Any, port: int | None) -> None:
    """Refuses a second listener at a port.

    Raises:
        DuplicateListenerError: there is one.
    """
    if any(listener.port == port for listener in balancer.listeners.values()):
        raise DuplicateListenerError


def require_certificate(backend: Any, protocol: str, asked: dict[str, Any]) -> None:
    """Refuses an encrypted protocol without an issued certificate, another one with one, and unknown policies.

    Raises:
        ELBClientError: that is so.
    """
    certificates = asked.get("Certificates", [])
    if protocol not in SECURE_PROTOCOLS:
        if certificates or asked.get("SslPolicy"):
            message = f"Certificates and SSL policies cannot be specified for {protocol} listeners"
            raise ValidationError(message)
        return
    if not certificates:
        raise ValidationError(f"A certificate must be specified for {protocol} listeners")
    if len(certificates) > 1:
        message = "You must provide a list containing exactly one certificate"
        raise InvalidConfigurationRequest(message)
    require_issued(backend, certificates[0]["CertificateArn"])
    if asked.get("SslPolicy", next(iter(SSL_POLICIES))) not in SSL_POLICIES:
        raise ELBClientError("SSLPolicyNotFound", f"SSL policy '{asked['SslPolicy']}' not found")


def require_issued(backend: Any, arn: str) -> None:
    """Refuses a certificate that does not exist in ACM or IAM, or is not issued yet.

    Raises:
        ELBClientError: that is so.
    """
    account, region = backend.account_id, backend.region_name
    if ":iam:" in arn:
        found = iam_backends[account]["aws"].get_certificate_by_arn(arn) is not None
        status = "ISSUED"
    else:
        certificate = acm_backends[account][region]._certificates.get(arn)  # noqa: SLF001
        found, status = certificate is not None, getattr(certificate, "status", "")
    if not found:
        raise ELBClientError("CertificateNotFound", f"Certificate '{arn}' not found")
    if status != "ISSUED":
        raise ELBClientError("UnsupportedCertificate", _UNSUPPORTED.format(arn))


def require_groups(backend: Any, balancer: Any, actions: list[dict[str, Any]]) -> None:
    """Refuses target groups of another VPC, of another kind of protocol, or of another load balancer.

    Raises:
        ELBClientError: that is so.
    """
    for arn in group_arns(actions):
        group = backend.target_groups.get(arn)
        if group is None:
            continue  # moto tells
        if group.vpc_id not in (None, balancer.vpc_id):
            message = f"Target group '{arn}' is not in the VPC of the load balancer"
            raise InvalidConfigurationRequest(message)
        is_application = balancer.type == "application"
        if group.protocol and (group.protocol in APPLICATION_PROTOCOLS) != is_application:
            message = (
                f"The protocol of target group '{arn}' does not suit a load balancer "
                f"with type '{balancer.type}'"
            )
            raise ELBClientError("IncompatibleProtocols", message)
        if any(other is not balancer for other in balancers_of(backend, arn)):
            message = (
                "The following target groups cannot be associated with more than one load "
                f"balancer: {arn}"
            )
            raise ELBClientError("TargetGroupAssociationLimit", message)
