"""Cases for IAM policies and KMS keys."""

import json

from tests.localaws.rules.cases import UNKNOWN, Case

ROLE, ROLE_POLICY = "aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy"
POLICY, KEY, ALIAS = "aws:iam/policy:Policy", "aws:kms/key:Key", "aws:kms/alias:Alias"


def document(*statements: dict) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


ALLOW = {"Effect": "Allow", "Action": "*"}
TO = {**ALLOW, "Principal": "*"}
ON = {**ALLOW, "Resource": "*"}


def needs_principal(token: str, rule: str, path: str) -> Case:
    return Case(
        token,
        rule,
        fine=(
            {path: document(TO)},
            {path: document({**ALLOW, "NotPrincipal": {"AWS": "a"}})},
            {path: json.dumps({"Statement": TO})},
            {path: "no JSON: another check tells"},
            {path: UNKNOWN},
            {},
        ),
        broken=(
            ({path: document(ALLOW)}, path),
            ({path: document(TO, ALLOW)}, path),
            ({path: json.dumps({"Statement": ALLOW})}, path),
        ),
    )


def of_size(characters: int) -> str:
    """A policy of so many characters without white space."""
    empty = len("".join(document({**ON, "Sid": ""}).split()))
    return document({**ON, "Sid": "s" * (characters - empty)})


def identity_policy(token: str, name: str, characters: int) -> list[Case]:
    return [
        Case(
            token,
            f"{name}.principal",
            fine=({"policy": document(ON)}, {"policy": UNKNOWN}),
            broken=(
                ({"policy": document(ON, TO)}, "policy"),
                ({"policy": document({**ALLOW, "NotPrincipal": "*"})}, "policy"),
            ),
        ),
        Case(
            token,
            f"{name}.resource",
            fine=({"policy": document(ON, {**ALLOW, "NotResource": "a"})}, {"policy": UNKNOWN}),
            broken=(({"policy": document(ON, ALLOW)}, "policy"),),
        ),
        Case(
            token,
            f"{name}.size",
            fine=(
                {"policy": of_size(characters - 1)},
                {"policy": of_size(characters)},
                {"policy": of_size(characters) + " " * 1000},
            ),
            broken=(({"policy": of_size(characters + 1)}, "policy"),),
        ),
    ]


CASES = [
    needs_principal(ROLE, "role.principal", "assumeRolePolicy"),
    Case(
        ROLE,
        "role.resource",
        fine=({"assumeRolePolicy": document(TO)}, {"assumeRolePolicy": UNKNOWN}),
        broken=(
            ({"assumeRolePolicy": document({**TO, "Resource": "*"})}, "assumeRolePolicy"),
            ({"assumeRolePolicy": document(TO, {**TO, "NotResource": "a"})}, "assumeRolePolicy"),
        ),
    ),
    *identity_policy(ROLE_POLICY, "rolePolicy", 10240),
    *identity_policy(POLICY, "policy", 6144),
    needs_principal(KEY, "key.principal", "policy"),
    Case(
        KEY,
        "key.rotationPeriodInDays",
        fine=(
            {"rotationPeriodInDays": 90},
            {"rotationPeriodInDays": "2560"},
            {"rotationPeriodInDays": UNKNOWN},
            {},
        ),
        broken=(
            ({"rotationPeriodInDays": 89}, "rotationPeriodInDays"),
            ({"rotationPeriodInDays": 2561}, "rotationPeriodInDays"),
        ),
    ),
    Case(
        KEY,
        "key.rotation",
        fine=(
            {"rotationPeriodInDays": 90, "enableKeyRotation": True},
            {"rotationPeriodInDays": 90, "enableKeyRotation": UNKNOWN},
            {"enableKeyRotation": False},
        ),
        broken=(
            ({"rotationPeriodInDays": 90, "enableKeyRotation": False}, "rotationPeriodInDays"),
        ),
    ),
    Case(
        KEY,
        "key.symmetric",
        fine=(
            {"enableKeyRotation": True},
            {"enableKeyRotation": True, "customerMasterKeySpec": "SYMMETRIC_DEFAULT"},
            {"enableKeyRotation": False, "customerMasterKeySpec": "RSA_4096"},
            {"enableKeyRotation": True, "customerMasterKeySpec": UNKNOWN},
        ),
        broken=(
            (
                {"enableKeyRotation": True, "customerMasterKeySpec": "RSA_4096"},
                "enableKeyRotation",
            ),
        ),
    ),
    Case(
        KEY,
        "key.deletionWindowInDays",
        fine=({"deletionWindowInDays": 7}, {"deletionWindowInDays": 30}, {}),
        broken=(
            ({"deletionWindowInDays": 6}, "deletionWindowInDays"),
            ({"deletionWindowInDays": 31}, "deletionWindowInDays"),
        ),
    ),
    Case(
        ALIAS,
        "alias.name",
        fine=({"name": "alias/a"}, {"name": "alias/aws"}, {"name": UNKNOWN}, {}),
        broken=(
            ({"name": "a"}, "name"),
            ({"name": "alias/aws/ebs"}, "name"),
            ({"name": "Alias/a"}, "name"),
        ),
    ),
]
