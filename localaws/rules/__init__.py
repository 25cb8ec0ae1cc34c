"""Rules of AWS across properties, which neither its API models nor the emulator know.

Only what AWS itself refuses stands here, each rule with its source. They are asked at preview, after
the types and together with the API model.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from localaws.links.constraints import Violation
from localaws.rules import account, identity, messaging, network, security_groups, storage
from localaws.rules.kinds import Rule

RULES: Mapping[str, tuple[Rule, ...]] = {
    **account.RULES,
    **identity.RULES,
    **messaging.RULES,
    **network.RULES,
    **security_groups.RULES,
    **storage.RULES,
}
"""By type token."""


def rule_violations(token: str, values: Mapping[str, Any]) -> Iterator[Violation]:
    """Where the inputs of a type break its rules."""
    for rule in RULES.get(token, ()):
        yield from rule.violations(values)
