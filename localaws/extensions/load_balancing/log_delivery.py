"""Whether a bucket takes the logs of a load balancer, which AWS tries before it enables them."""

import json
import re
from collections.abc import Mapping
from typing import Any

from moto.elbv2.exceptions import InvalidConfigurationRequest
from moto.s3.models import s3_backends

DELIVERY_SERVICES = {
    "application": "logdelivery.elasticloadbalancing.amazonaws.com",
    "network": "delivery.logs.amazonaws.com",
}
"""Who writes, by type of load balancer."""

DELIVERY_ACCOUNTS = {
    "eu-central-1": "054676820928",
    "eu-north-1": "897822967062",
    "eu-south-1": "635631232127",
    "eu-west-1": "156460612806",
    "eu-west-2": "652711504416",
    "eu-west-3": "009996457667",
    "us-east-1": "127311923021",
    "us-east-2": "033677994240",
    "us-west-1": "027434742980",
    "us-west-2": "797873946194",
}
"""The accounts of Elastic Load Balancing, by region, which older policies name (User Guide, Enable access logs)."""

TEST_OBJECT = "ELBAccessLogTestFile"
"""What AWS writes to try it."""


def require_delivery(backend: Any, balancer: Any, bucket_name: str, prefix: str) -> None:
    """Refuses a bucket that is not there, in another region, encrypted by KMS, or closed to the log delivery.

    Raises:
        InvalidConfigurationRequest: that is so.
    """
    bucket = _bucket(bucket_name)
    folder = f"{prefix}/" if prefix else ""
    key = f"{folder}AWSLogs/{backend.account_id}/{TEST_OBJECT}"
    taken = (
        bucket is not None
        and bucket.region_name == backend.region_name
        and not (balancer.type == "application" and _encrypted_by_kms(bucket))
        and _may_put(bucket, f"arn:aws:s3:::{bucket_name}/{key}", backend, balancer)
    )
    if not taken:
        message = f"Access Denied for bucket: {bucket_name}. Please check S3bucket permission"
        raise InvalidConfigurationRequest(message)


def _bucket(name: str) -> Any:
    if name not in s3_backends.bucket_accounts:
        return None
    partition, account = s3_backends.bucket_accounts[name]
    return s3_backends[account][partition].buckets.get(name)


def _encrypted_by_kms(bucket: Any) -> bool:
    return "kms" in json.dumps(bucket.encryption or {})


def _may_put(bucket: Any, object_arn: str, backend: Any, balancer: Any) -> bool:
    if not bucket.policy:
        return False
    statements = _several(json.loads(bucket.policy).get("Statement", []))
    about = [s for s in statements if _is_about(s, object_arn, backend.region_name, balancer.type)]
    sources = {"aws:sourceaccount": backend.account_id, "aws:sourcearn": balancer.arn}
    allowed = any(s["Effect"] == "Allow" and _holds(s, sources) for s in about)
    return allowed and not any(s["Effect"] == "Deny" and "Condition" not in s for s in about)


def _is_about(statement: dict[str, Any], object_arn: str, region: str, kind: str) -> bool:
    principal = statement.get("Principal", {})
    named = principal if isinstance(principal, dict) else {"AWS": principal}
    accounts = [
        arn.removeprefix("arn:aws:iam::").removesuffix(":root")
        for arn in _several(named.get("AWS", []))
    ]
    known = DELIVERY_SERVICES.get(kind) in _several(named.get("Service", [])) or bool(
        {"*", DELIVERY_ACCOUNTS.get(region)} & set(accounts)
    )
    actions, resources = (
        _several(statement.get("Action", [])),
        _several(statement.get("Resource", [])),
    )
    return (
        known
        and any(_matches(action.lower(), "s3:putobject") for action in actions)
        and any(_matches(resource, object_arn) for resource in resources)
    )


def _holds(statement: dict[str, Any], sources: Mapping[str, str]) -> bool:
    """Whether the delivery answers the conditions: it tells its source, and nothing else that is known."""
    return all(
        any(_matches(pattern, sources.get(key.lower(), "")) for pattern in _several(patterns))
        for condition in statement.get("Condition", {}).values()
        for key, patterns in condition.items()
    )


def _matches(pattern: str, text: str) -> bool:
    expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(expression, text) is not None


def _several(value: Any) -> list[Any]:
    """IAM writes a list of one as the one."""
    return value if isinstance(value, list) else [value]
