"""How the names of the SDK and of the AWS API models are compared: by words, in the singular, without case."""

import functools
import re

UNCHANGED = frozenset(
    (
        "status alias bus redis kinesis basis dns kms sns sqs ecs eks ebs efs rds iops https tls aws "
        "os as is gbps mbps nfs zfs"
    ).split()
)
"""Words that end in s and are no plurals."""

_ACRONYM_PLURAL = re.compile(r"([A-Z])([A-Z]+)s(?![a-z])")
_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_SIBILANT_PLURAL = re.compile(r"(ss|sh|ch|x)es$")


@functools.cache
def normalized(name: str) -> str:
    """`SecurityGroupIds`, `securityGroupIds` and `security_group_id` all become `securitygroupid`."""
    capitalized = _ACRONYM_PLURAL.sub(lambda m: m[1] + m[2].lower() + "s", name)
    return "".join(_singular(word.lower()) for word in _WORD.findall(capitalized))


def _singular(word: str) -> str:
    if word in UNCHANGED:
        return word
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 -- "ties" is a word of its own
        return word[:-3] + "y"
    if word[:-2] in UNCHANGED or _SIBILANT_PLURAL.search(word):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 2:  # noqa: PLR2004
        return word[:-1]
    return word


def same_name(first: str, second: str, nouns: tuple[str, ...]) -> bool:
    """Whether two names are equal once the resource's own noun is put before either: `id` of a VPC is `VpcId`."""
    a, b = normalized(first), normalized(second)
    return a == b or any(a == noun + b or b == noun + a for noun in nouns)
