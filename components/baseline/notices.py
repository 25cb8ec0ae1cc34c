"""What an account's people are told about: spending, and by e-mail. Pure."""

import re
from dataclasses import dataclass

from ..problems import Problem

# Enough to find a slip of the pen; whether somebody reads it, only the confirmation mail of SNS can
# tell.
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


@dataclass(frozen=True, kw_only=True)
class MonthlyBudget:
    """What an account is expected to cost in a calendar month."""

    limit_usd: int
    """US dollars a month, before which a notice is sent."""

    def problems(self) -> list[Problem]:
        """Whether the amount is one that a budget can have."""
        if self.limit_usd >= 1:
            return []
        limit = "a budget is at least 1 US dollar"
        return [Problem(path="limit_usd", value=self.limit_usd, limit=limit, nearest=1)]


def email_problems(path: str, emails: list[str]) -> list[Problem]:
    """Whether these look like e-mail addresses, each listed once."""
    problems = []
    for index, email in enumerate(emails):
        where = f"{path}[{index}]"
        if not _EMAIL.fullmatch(email):
            problems.append(
                Problem(path=where, value=email, limit="an e-mail address reads name@example.com")
            )
        elif email in emails[:index]:
            problems.append(Problem(path=where, value=email, limit="each address is listed once"))
    return problems
