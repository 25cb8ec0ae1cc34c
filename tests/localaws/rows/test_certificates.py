"""Certificates that ACM issues."""

import pytest

from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.world import Aws, tags

TAGS = {"team": "a", "stage": "x"}


def describe_certificate(aws: Aws, s: Scene) -> Values:
    found = aws.acm.describe_certificate(CertificateArn=s.id)["Certificate"]
    listed = aws.acm.list_tags_for_certificate(CertificateArn=s.id)["Tags"]
    return {
        **found,
        "Methods": {option["ValidationMethod"] for option in found["DomainValidationOptions"]},
        "Names": sorted(found["SubjectAlternativeNames"]),
        "Tags": tags(listed),
    }


def dates(aws: Aws, s: Scene) -> Values:
    found = aws.acm.describe_certificate(CertificateArn=s.id)["Certificate"]
    return {
        "arn": s.id,
        "notAfter": f"{found['NotAfter']:%Y-%m-%dT%H:%M:%SZ}",
        "notBefore": f"{found['NotBefore']:%Y-%m-%dT%H:%M:%SZ}",
        "pendingRenewal": False,
        "renewalEligibility": "INELIGIBLE",
        "renewalSummaries": [],
        "type": "AMAZON_ISSUED",
    }


def by_dns(aws: Aws, s: Scene) -> Values:
    found = aws.acm.describe_certificate(CertificateArn=s.id)["Certificate"]
    records = [
        {
            "domainName": option["DomainName"],
            "resourceRecordName": option["ResourceRecord"]["Name"],
            "resourceRecordType": "CNAME",
            "resourceRecordValue": option["ResourceRecord"]["Value"],
        }
        for option in found["DomainValidationOptions"]
    ]
    return {
        **dates(aws, s),
        "domainValidationOptions": records,
        "status": "ISSUED",
        "tagsAll": TAGS,
        "validationEmails": [],
    }


CERTIFICATE = Case(
    token="aws:acm/certificate:Certificate",
    describe=describe_certificate,
    lives=(
        Life(
            name="validated by DNS",
            inputs=lambda _: {
                "domainName": "example.com",
                "keyAlgorithm": "EC_prime256v1",
                "options": {"certificateTransparencyLoggingPreference": "DISABLED"},
                "subjectAlternativeNames": ["www.example.com", "*.example.com"],
                "tags": TAGS,
                "validationMethod": "DNS",
            },
            told=lambda _: {
                "DomainName": "example.com",
                "KeyAlgorithm": "EC_prime256v1",
                "Methods": {"DNS"},
                "Names": ["*.example.com", "example.com", "www.example.com"],
                "Options": {
                    "CertificateTransparencyLoggingPreference": "DISABLED",
                    "Export": "DISABLED",
                },
                "Tags": TAGS,
            },
            outputs=by_dns,
            changed=lambda _: {
                "options": {"certificateTransparencyLoggingPreference": "ENABLED"},
                "tags": {"team": "b"},
            },
            told_changed=lambda _: {
                "Options": {
                    "CertificateTransparencyLoggingPreference": "ENABLED",
                    "Export": "DISABLED",
                },
                "Tags": {"team": "b"},
            },
            removed=("tags",),
            told_removed=lambda _: {"Tags": {}},
            outside=lambda aws, s: aws.acm.add_tags_to_certificate(
                CertificateArn=s.id, Tags=[{"Key": "who", "Value": "me"}]
            ),
            found=lambda _: {"tags": {"who": "me"}},
        ),
        Life(
            name="validated by email",
            inputs=lambda _: {
                "domainName": "example.com",
                "options": {"certificateTransparencyLoggingPreference": "DISABLED"},
                "subjectAlternativeNames": ["example.com"],
                "validationMethod": "EMAIL",
            },
            told=lambda _: {
                "KeyAlgorithm": "RSA_2048",
                "Methods": {"EMAIL"},
                "Names": ["example.com"],
                "Status": "PENDING_VALIDATION",
            },
            outputs=lambda _, __: {
                "domainValidationOptions": [],
                "status": "PENDING_VALIDATION",
                "validationEmails": [
                    "admin@example.com",
                    "administrator@example.com",
                    "hostmaster@example.com",
                    "postmaster@example.com",
                    "webmaster@example.com",
                ],
            },
            removed=("options",),
            told_removed=lambda _: {
                "Options": {
                    "CertificateTransparencyLoggingPreference": "ENABLED",
                    "Export": "DISABLED",
                },
            },
            imported_otherwise=("subjectAlternativeNames",),
        ),
        Life(
            name="minimal",
            inputs=lambda _: {"domainName": "example.org"},
            told=lambda _: {"Methods": {"EMAIL"}, "Names": ["example.org"]},
            outputs=lambda _, __: {
                "keyAlgorithm": "RSA_2048",
                "subjectAlternativeNames": [],
                "validationMethod": "EMAIL",
            },
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(CERTIFICATE))
def test_certificates_are_what_acm_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
