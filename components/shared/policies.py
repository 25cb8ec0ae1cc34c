"""Policy documents of IAM, KMS, S3 and SNS, as data. Pure: ARNs are known text here."""

import json
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One statement of a policy document."""

    sid: str
    actions: list[str]
    effect: str = "Allow"
    resources: list[str] = field(default_factory=list)
    """Left out in trust policies, which protect the role itself."""
    principals: dict[str, list[str]] = field(default_factory=dict)
    """`{"Service": [...]}` or `{"AWS": [...]}`; left out in policies of a role, whose principal
    is the role."""
    conditions: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """Operator, then key, then values: `{"StringEquals": {"aws:SourceAccount":
    ["111111111111"]}}`."""

    def as_json(self) -> dict[str, object]:
        """The statement in AWS's words, without the parts that are empty."""
        parts: dict[str, object] = {
            "Sid": self.sid,
            "Effect": self.effect,
            "Principal": self.principals,
            "Action": self.actions,
            "Resource": self.resources,
            "Condition": self.conditions,
        }
        return {key: value for key, value in parts.items() if value}


def policy_document(*statements: Statement) -> str:
    """The document as JSON; equal statements give equal text, so nothing changes by itself."""
    return json.dumps(
        {"Version": "2012-10-17", "Statement": [statement.as_json() for statement in statements]}
    )


def service_trust(service: str, account_id: str, source_arn: str | None = None) -> str:
    """The trust policy of a role that one AWS service assumes, on behalf of this account only.

    The condition keeps the service from being talked into using the role for somebody else (the
    confused deputy of the IAM User Guide). `source_arn` narrows it to matching resources; `*` and
    `?` are wildcards.
    """
    conditions = {"StringEquals": {"aws:SourceAccount": [account_id]}}
    if source_arn is not None:
        conditions["ArnLike"] = {"aws:SourceArn": [source_arn]}
    return policy_document(
        Statement(
            sid="AssumedByService",
            actions=["sts:AssumeRole"],
            principals={"Service": [service]},
            conditions=conditions,
        )
    )


def deny_without_tls(actions: list[str], resources: list[str]) -> Statement:
    """Refuses everybody who does not come over TLS."""
    return Statement(
        sid="OnlyOverTls",
        effect="Deny",
        actions=actions,
        resources=resources,
        principals={"AWS": ["*"]},
        conditions={"Bool": {"aws:SecureTransport": ["false"]}},
    )
