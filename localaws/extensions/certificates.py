"""Certificates of ACM: issued at once when DNS validates them, never by themselves otherwise, and kept while in use.

moto issues every requested certificate after a minute, forgets the algorithm, the way of validation and, when one is
imported again, the tags; it knows no change of options, and deletes what a listener uses.
"""

from typing import Any

from moto.acm.exceptions import AWSError
from moto.acm.models import AWSCertificateManagerBackend, CertBundle
from moto.acm.responses import AWSCertificateManagerResponse
from moto.core.responses import EmptyResult
from moto.elbv2.models import elbv2_backends

DEFAULT_ALGORITHM = "RSA_2048"
MAILBOXES = ("admin", "administrator", "hostmaster", "postmaster", "webmaster")
"""Whom ACM writes to (User Guide, Email validation)."""


class ResourceInUseError(AWSError):
    """A certificate that a load balancer uses cannot be deleted."""

    TYPE = "ResourceInUseException"


def install() -> None:
    """Completes the operations."""
    _request_in_full()
    _describe_in_full()
    _keep_tags()
    _guard_deletion()
    CertBundle.check = lambda _: None
    AWSCertificateManagerResponse.update_certificate_options = update_certificate_options


def _request_in_full() -> None:
    request = AWSCertificateManagerResponse.request_certificate

    def request_certificate(self: Any) -> Any:
        answer = request(self)
        certificate = self.acm_backend.get_certificate(answer.result["CertificateArn"])
        certificate.localaws_validation = self._get_param("ValidationMethod") or "EMAIL"
        certificate.localaws_algorithm = self._get_param("KeyAlgorithm") or DEFAULT_ALGORITHM
        if certificate.localaws_validation == "DNS":
            certificate.status = "ISSUED"
        return answer

    AWSCertificateManagerResponse.request_certificate = request_certificate


def _describe_in_full() -> None:
    describe = CertBundle.describe

    def described(self: Any) -> dict[str, Any]:
        answer: dict[str, Any] = describe(self)
        told = answer["Certificate"]
        told["KeyAlgorithm"] = getattr(self, "localaws_algorithm", told["KeyAlgorithm"])
        told["InUseBy"] = users(self.arn)
        if getattr(self, "localaws_validation", "DNS") == "EMAIL":
            told["DomainValidationOptions"] = [
                _by_email(option) for option in told["DomainValidationOptions"]
            ]
        return answer

    CertBundle.describe = described


def _by_email(option: dict[str, Any]) -> dict[str, Any]:
    asked = {name: value for name, value in option.items() if name != "ResourceRecord"}
    emails = [f"{mailbox}@{option['ValidationDomain']}" for mailbox in MAILBOXES]
    return {**asked, "ValidationEmails": emails, "ValidationMethod": "EMAIL"}


def _keep_tags() -> None:
    import_certificate = AWSCertificateManagerBackend.import_certificate

    def import_with_tags(self: Any, *args: Any, **kwargs: Any) -> str:
        replaced = self._certificates.get(kwargs.get("arn"))
        arn: str = import_certificate(self, *args, **kwargs)
        if replaced:
            self._certificates[arn].tags = replaced.tags
        return arn

    AWSCertificateManagerBackend.import_certificate = import_with_tags


def _guard_deletion() -> None:
    delete = AWSCertificateManagerBackend.delete_certificate

    def delete_certificate(self: Any, arn: str) -> None:
        if users(arn):
            raise ResourceInUseError(f"Certificate {arn} in account {self.account_id} is in use.")
        delete(self, arn)

    AWSCertificateManagerBackend.delete_certificate = delete_certificate


def update_certificate_options(self: Any) -> EmptyResult:
    """UpdateCertificateOptions."""
    certificate = self.acm_backend.get_certificate(self._get_param("CertificateArn"))
    certificate.cert_options = {**certificate.cert_options, **self._get_param("Options")}
    return EmptyResult()


def users(arn: str) -> list[str]:
    """The load balancers that use a certificate."""
    _, _, _, region, account, _ = arn.split(":", 5)
    return [
        balancer.arn
        for balancer in elbv2_backends[account][region].load_balancers.values()
        if any(arn in listener.certificates for listener in balancer.listeners.values())
    ]
