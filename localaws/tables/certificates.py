"""Certificates that ACM issues."""

from typing import Any

from localaws.links.conversions import Converted
from localaws.rows import Aspect, Call, Row, Tagging, Values
from localaws.session import Session

_CERTIFICATE = {"CertificateArn": "{id}"}

_RECORDS = Converted(
    "record of each domain",
    lambda options: options,
    lambda told: [
        {
            "domainName": option["DomainName"],
            **{
                f"resourceRecord{name}": option["ResourceRecord"][name]
                for name in ("Name", "Type", "Value")
            },
        }
        for option in told
        if "ResourceRecord" in option
    ],
)
_EMAILS = Converted(
    "of all domains",
    lambda emails: emails,
    lambda told: [email for option in told for email in option.get("ValidationEmails", [])],
)


def _further_names(session: Session, values: Values) -> list[str]:
    """ACM tells the domain itself among them, whether it was asked for or not."""
    found: dict[str, Any] = session.call(
        "acm", "DescribeCertificate", {"CertificateArn": values["id"]}
    )["Certificate"]
    hidden = {found["DomainName"]} - set(values.get("subjectAlternativeNames") or [])
    return [name for name in found["SubjectAlternativeNames"] if name not in hidden]


ROWS = (
    Row(
        token="aws:acm/certificate:Certificate",
        service="acm",
        create=Call("RequestCertificate"),
        read=Call("DescribeCertificate", _CERTIFICATE, "Certificate"),
        delete=Call("DeleteCertificate", _CERTIFICATE),
        id="CertificateArn",
        tagging=Tagging(
            add=Call("AddTagsToCertificate", _CERTIFICATE),
            remove=Call("RemoveTagsFromCertificate", _CERTIFICATE),
            remove_member="Tags",
            remove_form="pairs",
            read=Call("ListTagsForCertificate", _CERTIFICATE, "Tags"),
        ),
        read_links={
            "domainValidationOptions": ("DomainValidationOptions", _RECORDS),
            "validationEmails": ("DomainValidationOptions", _EMAILS),
            "validationMethod": "DomainValidationOptions[].ValidationMethod",
        },
        aspects=(
            Aspect(
                ("options",),
                put=Call("UpdateCertificateOptions", _CERTIFICATE),
                sent_by_create=True,
            ),
        ),
        refused={
            "certificateAuthorityArn": "the emulator has no private authorities",
            "earlyRenewalDuration": "the emulator has no private authorities",
            "options.export": "the emulator does not change it",
            "validationOptions": "the emulator does not keep it",
            **dict.fromkeys(
                (
                    "certificateBody",
                    "certificateChain",
                    "privateKey",
                    "privateKeyWo",
                    "privateKeyWoVersion",
                ),
                "only a request is sent: import a certificate by AWS's tools, and give its ARN",
            ),
        },
        computed=("keyAlgorithm", "subjectAlternativeNames", "validationMethod"),
        removal={"options": {"certificateTransparencyLoggingPreference": "ENABLED"}},
        lookups={"subjectAlternativeNames": _further_names},
        outputs={"pendingRenewal": False, "renewalSummaries": []},
    ),
)
