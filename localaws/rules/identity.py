"""IAM policies and KMS keys."""

import re

from localaws.rules.kinds import Given, Rule, as_sent, between, matching, refuse

MANAGED_POLICY_CHARACTERS = 6144
INLINE_POLICIES_CHARACTERS = 10240
"""White space does not count."""

SYMMETRIC = "SYMMETRIC_DEFAULT"

_POLICIES = "IAM JSON policy elements: Principal"
_RESOURCE = "IAM JSON policy elements: Resource"
_QUOTAS = "IAM and AWS STS quotas"


def _statements(given: Given, path: str) -> list[dict[str, object]]:
    document = given.json(path)
    found = document.get("Statement", []) if isinstance(document, dict) else []
    listed = found if isinstance(found, list) else [found]
    return [statement for statement in listed if isinstance(statement, dict)]


def _some(given: Given, path: str, *elements: str) -> bool:
    """Whether a statement has one of the elements."""
    return any(set(elements) & set(statement) for statement in _statements(given, path))


def _one_without(given: Given, path: str, *elements: str) -> bool:
    return any(not set(elements) & set(statement) for statement in _statements(given, path))


def _characters(given: Given, path: str) -> int:
    return len(re.sub(r"\s", "", given.text(path)))


def needs_principal(name: str, path: str) -> Rule:
    """A policy of a resource says to whom it speaks."""
    return refuse(
        name,
        path,
        "every statement of a resource's policy needs a Principal",
        _POLICIES,
        lambda given: _one_without(given, path, "Principal", "NotPrincipal"),
    )


def _identity_policy(name: str, characters: int) -> tuple[Rule, ...]:
    return (
        refuse(
            f"{name}.principal",
            "policy",
            "a policy of an identity has no Principal",
            _POLICIES,
            lambda given: _some(given, "policy", "Principal", "NotPrincipal"),
        ),
        refuse(
            f"{name}.resource",
            "policy",
            "every statement of an identity's policy needs a Resource",
            _RESOURCE,
            lambda given: _one_without(given, "policy", "Resource", "NotResource"),
        ),
        refuse(
            f"{name}.size",
            "policy",
            f"has more than {characters} characters without white space",
            _QUOTAS,
            lambda given: _characters(given, "policy") > characters,
        ),
    )


RULES: dict[str, tuple[Rule, ...]] = {
    "aws:iam/role:Role": (
        needs_principal("role.principal", "assumeRolePolicy"),
        refuse(
            "role.resource",
            "assumeRolePolicy",
            "a trust policy has no Resource: its role is the resource",
            _RESOURCE,
            lambda given: _some(given, "assumeRolePolicy", "Resource", "NotResource"),
        ),
    ),
    "aws:iam/rolePolicy:RolePolicy": _identity_policy("rolePolicy", INLINE_POLICIES_CHARACTERS),
    "aws:iam/policy:Policy": _identity_policy("policy", MANAGED_POLICY_CHARACTERS),
    "aws:kms/key:Key": (
        needs_principal("key.principal", "policy"),
        as_sent(
            "key.rotationPeriodInDays",
            "rotationPeriodInDays",
            "kms",
            "EnableKeyRotation",
            "RotationPeriodInDays",
        ),
        refuse(
            "key.rotation",
            "rotationPeriodInDays",
            "needs enableKeyRotation: nothing rotates without it",
            "EnableKeyRotation",
            lambda given: (
                given.has("rotationPeriodInDays") and given["enableKeyRotation"] in (False, "false")
            ),
        ),
        refuse(
            "key.symmetric",
            "enableKeyRotation",
            "only symmetric encryption keys rotate by themselves",
            "EnableKeyRotation",
            lambda given: (
                given.flag("enableKeyRotation")
                and given["customerMasterKeySpec"] not in (None, SYMMETRIC)
            ),
        ),
        between(
            "key.deletionWindowInDays",
            "deletionWindowInDays",
            7,
            30,
            "ScheduleKeyDeletion, PendingWindowInDays",
        ),
    ),
    "aws:kms/alias:Alias": (
        matching(
            "alias.name",
            "name",
            r"alias/(?!aws/).*",
            "begins with alias/, and alias/aws/ is reserved",
            "CreateAlias, AliasName",
        ),
    ),
}
