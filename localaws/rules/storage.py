"""S3 buckets and their lifecycles."""

import re
from collections.abc import Iterator

from localaws.links.constraints import Violation
from localaws.rules.identity import needs_principal
from localaws.rules.kinds import FINE, Given, Rule, each, refuse

ACTIONS = (
    "abortIncompleteMultipartUpload",
    "expiration",
    "noncurrentVersionExpiration",
    "noncurrentVersionTransitions",
    "transitions",
)
INFREQUENT_ACCESS = ("STANDARD_IA", "ONEZONE_IA")
SHORTEST_STANDARD_DAYS = 30
RULE_ID_CHARACTERS = 255
BUCKET_POLICY_BYTES = 20480

_NAMES = "General purpose bucket naming rules"
_LIFECYCLE = "PutBucketLifecycleConfiguration"
_RESERVED_PREFIXES = ("xn--", "sthree-", "amzn-s3-demo-")
_RESERVED_SUFFIXES = ("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3")


def _bad_name(given: Given) -> bool:
    name = given.text("bucket")
    return bool(name) and not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", name)


def _like_an_address(given: Given) -> bool:
    name = given.text("bucket")
    return ".." in name or re.fullmatch(r"\d+\.\d+\.\d+\.\d+", name) is not None


def _reserved(given: Given) -> bool:
    name = given.text("bucket")
    return name.startswith(_RESERVED_PREFIXES) or name.endswith(_RESERVED_SUFFIXES)


def _unique_ids(given: Given) -> Iterator[Violation]:
    seen: set[str] = set()
    for index, rule in enumerate(given.items("rules")):
        if rule.text("id") in seen:
            yield Violation(f"rules[{index}].id", "is the id of another rule as well")
        seen |= {rule.text("id")} - {""}


def _without_action(rule: Given) -> tuple[str, str]:
    if any(rule.has(action) for action in ACTIONS):
        return FINE
    return "", f"has no action: one of {', '.join(ACTIONS)}"


def _long_id(rule: Given) -> tuple[str, str]:
    if len(rule.text("id")) <= RULE_ID_CHARACTERS:
        return FINE
    return "id", f"has more than {RULE_ID_CHARACTERS} characters"


def _mixed_expiration(rule: Given) -> tuple[str, str]:
    expiration = rule.part("expiration")
    found = [n for n in ("date", "days") if expiration.has(n)]
    found += ["expiredObjectDeleteMarker"] if expiration.flag("expiredObjectDeleteMarker") else []
    return FINE if len(found) <= 1 else ("expiration", f"has {' and '.join(found)}: one is allowed")


def _mixed_filter(rule: Given) -> tuple[str, str]:
    chosen = rule.part("filter")
    found = [name for name in chosen.values if chosen.has(name)]
    if len(found) > 1:
        return "filter", f"has {' and '.join(sorted(found))}: several conditions stand in and"
    if rule.has("prefix") and rule["filter"] is not None:
        return "prefix", "cannot stand beside a filter"
    return FINE


def _thin_and(rule: Given) -> tuple[str, str]:
    both = rule.part("filter").part("and")
    tags = both["tags"] or {}
    conditions = len(tags) + sum(both.has(name) for name in both.values if name != "tags")
    if not both.values or conditions > 1:
        return FINE
    return "filter.and", "joins two conditions at least"


def _early_transition(rule: Given) -> tuple[str, str]:
    for index, transition in enumerate(rule.items("transitions")):
        days = transition.number("days")
        early = days is not None and days < SHORTEST_STANDARD_DAYS
        if early and transition["storageClass"] in INFREQUENT_ACCESS:
            message = f"is below {SHORTEST_STANDARD_DAYS} for {transition['storageClass']}"
            return f"transitions[{index}].days", message
    return FINE


def _early_expiration(rule: Given) -> tuple[str, str]:
    end = rule.part("expiration").number("days")
    transitions = [transition.number("days") for transition in rule.items("transitions")]
    latest = max((days for days in transitions if days is not None), default=None)
    if end is None or latest is None or end > latest:
        return FINE
    return "expiration.days", f"is not later than the last transition, after {latest:g} days"


def _default_key(rule: Given) -> tuple[str, str]:
    default = rule.part("applyServerSideEncryptionByDefault")
    if default.has("kmsMasterKeyId") and default["sseAlgorithm"] == "AES256":
        message = "is for aws:kms and aws:kms:dsse"
        return "applyServerSideEncryptionByDefault.kmsMasterKeyId", message
    return FINE


RULES: dict[str, tuple[Rule, ...]] = {
    "aws:s3/bucket:Bucket": (
        refuse(
            "bucket.name",
            "bucket",
            "has 3 to 63 lower-case letters, digits, dots and hyphens, and begins and ends with one of the first two",
            _NAMES,
            _bad_name,
        ),
        refuse(
            "bucket.dots",
            "bucket",
            "has two dots in a row, or looks like an IP address",
            _NAMES,
            _like_an_address,
        ),
        refuse(
            "bucket.reserved",
            "bucket",
            f"begins with one of {', '.join(_RESERVED_PREFIXES)} or ends with one of {', '.join(_RESERVED_SUFFIXES)}",
            _NAMES,
            _reserved,
        ),
    ),
    "aws:s3/bucketPolicy:BucketPolicy": (
        needs_principal("bucketPolicy.principal", "policy"),
        refuse(
            "bucketPolicy.size",
            "policy",
            f"has more than {BUCKET_POLICY_BYTES} bytes",
            "PutBucketPolicy, Bucket policies",
            lambda given: len(given.text("policy").encode()) > BUCKET_POLICY_BYTES,
        ),
    ),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": (
        each("encryption.key", "rules", "ServerSideEncryptionByDefault", _default_key),
    ),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": (
        Rule("lifecycle.uniqueIds", f"{_LIFECYCLE}, ID", _unique_ids),
        each("lifecycle.id", "rules", f"{_LIFECYCLE}, ID", _long_id),
        each("lifecycle.action", "rules", "LifecycleRule", _without_action),
        each("lifecycle.expiration", "rules", "LifecycleExpiration", _mixed_expiration),
        each("lifecycle.filter", "rules", "LifecycleRuleFilter", _mixed_filter),
        each("lifecycle.and", "rules", "LifecycleRuleAndOperator", _thin_and),
        each("lifecycle.transition", "rules", "Transition, Days", _early_transition),
        each("lifecycle.order", "rules", "LifecycleExpiration, Days", _early_expiration),
    ),
}
