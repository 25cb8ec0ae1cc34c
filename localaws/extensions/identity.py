"""STS: access keys name their account, and a role is assumed only where it exists and trusts the caller.

moto lets anyone assume any role, existing or not: a wrong account or a misspelt role would pass here and fail on AWS.
"""

import json
import re
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
        if match is None or not _trusts(match[1], match[2], self.current_account):
            raise AccessDeniedError(f"arn:aws:iam::{self.current_account}:root", role_arn)
        return assume_role(self)

    TokenResponse.assume_role = guarded_assume_role


def _trusts(account: str, role_name: str, caller: str) -> bool:
    if account not in iam_models.iam_backends:
        return False
    roles = iam_models.iam_backends[account]["aws"].roles.values()
    role = next((r for r in roles if r.name == role_name), None)
    if role is None:
        return False
    statements = json.loads(role.assume_role_policy_document).get("Statement", [])
    return any(
        _allows(s, caller) for s in (statements if isinstance(statements, list) else [statements])
    )


def _allows(statement: dict[str, Any], caller: str) -> bool:
    principals = statement.get("Principal", {})
    principals = principals.get("AWS", []) if isinstance(principals, dict) else principals
    named = principals if isinstance(principals, list) else [principals]
    return statement.get("Effect") == "Allow" and any(
        p == "*" or caller in p.split(":") or p == caller for p in named
    )
