"""The limits of AWS tags, and the tags an organization requires. Pure."""

import re
from collections.abc import Mapping

from ..problems import MISSING, Problem, keyed, nearest_word

SOURCE = "Tagging AWS Resources and Tag Editor, Tag naming limits and requirements"
MOST_TAGS = 50
LONGEST_KEY = 128
LONGEST_VALUE = 256
# The characters that every service accepts: letters, digits and spaces of any language, and these.
_ALLOWED = re.compile(r"[\w\s+\-=.:/@]*")


def tag_problems(path: str, tags: Mapping[str, str]) -> list[Problem]:
    """What AWS would refuse of these tags."""
    problems = []
    if len(tags) > MOST_TAGS:
        problems.append(
            Problem(
                path=path,
                value=len(tags),
                limit=f"a resource has at most {MOST_TAGS} tags",
                source=SOURCE,
            )
        )
    for key, value in tags.items():
        problems += _key_problems(keyed(path, key), key) + _value_problems(keyed(path, key), value)
    return problems


def _key_problems(path: str, key: str) -> list[Problem]:
    limit = None
    if not 1 <= len(key) <= LONGEST_KEY:
        limit = f"a tag's key has 1 to {LONGEST_KEY} characters"
    elif key.lower().startswith("aws:"):
        limit = "keys that begin with aws: are reserved for AWS"
    elif not _ALLOWED.fullmatch(key):
        limit = "a tag's key consists of letters, digits, spaces and + - = . _ : / @"
    return [Problem(path=path, value=key, limit=limit, source=SOURCE)] if limit else []


def _value_problems(path: str, value: str) -> list[Problem]:
    limit = None
    if len(value) > LONGEST_VALUE:
        limit = f"a tag's value has at most {LONGEST_VALUE} characters"
    elif not _ALLOWED.fullmatch(value):
        limit = "a tag's value consists of letters, digits, spaces and + - = . _ : / @"
    return [Problem(path=path, value=value, limit=limit, source=SOURCE)] if limit else []


def required_tag_problems(
    path: str, tags: Mapping[str, str], required: Mapping[str, list[str]]
) -> list[Problem]:
    """What the organization would refuse: a required tag left out, or with a wrong value.

    `required` maps each key to its allowed values; an empty list allows any value but the empty
    one.
    """
    problems = []
    for key, allowed in required.items():
        value = tags.get(key)
        choice = f"one of {', '.join(allowed)}" if allowed else "any value but the empty one"
        limit = f"the organization requires this tag, with {choice}"
        if value is None:
            problems.append(Problem(path=keyed(path, key), value=MISSING, limit=limit))
        elif value not in allowed if allowed else not value.strip():
            nearest = nearest_word(value, allowed)
            problems.append(
                Problem(path=keyed(path, key), value=value, limit=limit, nearest=nearest)
            )
    return problems
