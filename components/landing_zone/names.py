"""Physical names within the limits of AWS. Pure.

Most resources get their physical name from Pulumi. A component sets one only where something
outside of the stack must find the thing: another stack, a person, a policy.
"""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

_HASH_LENGTH = 7
# A cut name keeps at least this much of what it said besides the hash; less tells nobody anything.
_SHORTEST_REST = 8


class NameKind(StrEnum):
    """What carries the name. Each kind has a row in `NAME_RULES`."""

    BUCKET = "S3 bucket"
    KEY_ALIAS = "KMS alias"
    ROLE_SESSION = "role session"
    ALARM = "CloudWatch alarm"


@dataclass(frozen=True, kw_only=True)
class NameRule:
    """What AWS accepts as the name of one kind of thing."""

    longest: int
    shortest: int
    characters: str
    """The allowed characters as the inside of a regular expression's brackets."""
    source: str
    prefix: str = ""
    """What AWS demands in front of the name; it counts towards `longest`."""
    lower_case: bool = False


NAME_RULES: dict[NameKind, NameRule] = {
    NameKind.BUCKET: NameRule(
        # Dots are allowed, but make the bucket's own TLS certificate not match.
        shortest=3,
        longest=63,
        characters="a-z0-9-",
        lower_case=True,
        source="Amazon S3 User Guide, General purpose bucket naming rules",
    ),
    NameKind.KEY_ALIAS: NameRule(
        shortest=1,
        longest=256,
        characters="A-Za-z0-9/_-",
        prefix="alias/",
        source="KMS CreateAlias, AliasName",
    ),
    NameKind.ROLE_SESSION: NameRule(
        shortest=2,
        longest=64,
        characters=r"A-Za-z0-9_+=,.@-",
        source="STS AssumeRole, RoleSessionName",
    ),
    NameKind.ALARM: NameRule(
        # Longer and other ones are allowed; these read well and go everywhere.
        shortest=1,
        longest=255,
        characters="A-Za-z0-9-",
        source="CloudWatch PutMetricAlarm, AlarmName",
    ),
}


class NameDoesNotFitError(ValueError):
    """No sensible name can be made of the given parts."""


def physical_name(kind: NameKind, *parts: str) -> str:
    """The parts joined by hyphens, made acceptable to AWS for this kind of thing.

    Characters that AWS refuses become hyphens. A name that is too long loses its middle part and
    gets a hash of the whole instead, so the last part (often the account or the region) stays
    readable and equal parts give equal names.

    Raises:
        NameDoesNotFitError: nothing is left of the parts, or the last part alone fills the limit.
    """
    rule = NAME_RULES[kind]
    wanted = "-".join(parts)
    body = _acceptable(wanted, rule)
    longest = rule.longest - len(rule.prefix)
    if len(body) > longest:
        body = _cut(body, _acceptable(parts[-1], rule), wanted, longest, kind)
    if len(body) < rule.shortest:
        raise NameDoesNotFitError(
            f"{kind.value} name from {list(parts)}: "
            f"{body!r} is shorter than {rule.shortest} ({rule.source})"
        )
    return rule.prefix + body


def _acceptable(text: str, rule: NameRule) -> str:
    text = text.lower() if rule.lower_case else text
    return re.sub(r"-{2,}", "-", re.sub(f"[^{rule.characters}]", "-", text)).strip("-")


def _cut(body: str, last: str, wanted: str, longest: int, kind: NameKind) -> str:
    digest = hashlib.sha256(wanted.encode()).hexdigest()[:_HASH_LENGTH]
    # Room for the beginning: the limit less "-<hash>-<last part>".
    room = longest - len(last) - _HASH_LENGTH - 2
    if room < _SHORTEST_REST:
        raise NameDoesNotFitError(
            f"{kind.value} name from {wanted!r}: at most {longest} characters, "
            f"and its last part {last!r} leaves no room for the rest ({NAME_RULES[kind].source})"
        )
    return f"{body[:room].rstrip('-')}-{digest}-{last}"
