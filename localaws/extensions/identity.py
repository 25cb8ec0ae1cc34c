"""STS: access keys name their account, and a role is assumed only where it exists and trusts the caller.

moto lets anyone assume any role, existing or not: a wrong account or a misspelt role would pass here and fail on AWS.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from moto.core.exceptions import ServiceException
from moto.iam import models as iam_models
from moto.sts.responses import TokenResponse

from localaws.organization import account_of

_ROLE_ARN = re.compile(r"arn:aws:iam::(\d{12}):role/(?:.*/)?([^/]+)")


class AccessDeniedError(ServiceException):
    """AWS's answer for a role that does not exist as well as for one that does not trust the caller."""

    def __init__(self, caller: str, role_arn: str) -> None:
        message = (
            f"User: {caller} is not authorized to perform: sts:AssumeRole on resource: {role_arn}"
        )
        super().__init__("AccessDenied", message)


def install() -> None:
    """Replaces the account look-up of access keys, and guards AssumeRole."""
    known_account = iam_models.get_account_id_from

    def account_of_key(key: str) -> str:
        return account_of(key) or known_account(key)

    iam_models.get_account_id_from = account_of_key
    assume_role = TokenResponse.assume_role

    def guarded_assume_role(self: Any) -> Any:
        role_arn = self._get_param("RoleArn") or ""
        match = _ROLE_ARN.fullmatch(role_arn)
        caller = Caller(self.current_account, self._get_param("ExternalId"))
        if match is None or not _trusts(match[1], match[2], caller):
            raise AccessDeniedError(f"arn:aws:iam::{self.current_account}:root", role_arn)
        return assume_role(self)

    TokenResponse.assume_role = guarded_assume_role


@dataclass(frozen=True)
class Caller:
    """Who wants to assume a role."""

    account: str
    external_id: str | None


def _trusts(account: str, role_name: str, caller: Caller) -> bool:
    if account not in iam_models.iam_backends:
        return False
    roles = iam_models.iam_backends[account]["aws"].roles.values()
    role = next((r for r in roles if r.name == role_name), None)
    if role is None:
        return False
    statements = json.loads(role.assume_role_policy_document).get("Statement", [])
    return any(_allows(statement, caller) for statement in _several(statements))


def _allows(statement: dict[str, Any], caller: Caller) -> bool:
    expected = statement.get("Condition", {}).get("StringEquals", {}).get("sts:ExternalId")
    if expected is not None and caller.external_id not in _several(expected):
        return False
    principals = statement.get("Principal", {})
    principals = principals.get("AWS", []) if isinstance(principals, dict) else principals
    return statement.get("Effect") == "Allow" and any(
        principal == "*" or caller.account in principal.split(":")
        for principal in _several(principals)
    )


def _several(value: Any) -> list[Any]:
    """IAM writes a list of one as the one."""
    return value if isinstance(value, list) else [value]
