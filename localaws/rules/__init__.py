"""Rules of AWS across properties, which neither its API models nor the emulator know.

Only what AWS itself refuses stands here, each rule with its source. They are asked at preview, after
the types and together with the API model.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from localaws.links.constraints import Violation
from localaws.rules import (
    account,
    alarms,
    autoscaling,
    compute,
    group_attachments,
    identity,
    listeners,
    load_balancing,
    messaging,
    network,
    scaling_policies,
    security_groups,
    snapshot_policies,
    storage,
    target_groups,
    volumes,
)
from localaws.rules.kinds import Rule

RULES: Mapping[str, tuple[Rule, ...]] = {
    **account.RULES,
    **alarms.RULES,
    **autoscaling.RULES,
    **compute.RULES,
    **group_attachments.RULES,
    **identity.RULES,
    **listeners.RULES,
    **load_balancing.RULES,
    **messaging.RULES,
    **network.RULES,
    **scaling_policies.RULES,
    **security_groups.RULES,
    **snapshot_policies.RULES,
    **storage.RULES,
    **target_groups.RULES,
    **volumes.RULES,
}
"""By type token."""


def rule_violations(token: str, values: Mapping[str, Any]) -> Iterator[Violation]:
    """Where the inputs of a type break its rules."""
    for rule in RULES.get(token, ()):
        yield from rule.violations(values)
