"""What is wrong with a value, and how a list of such findings reads. Imports nothing of ours."""

import dataclasses
import difflib
import json
import re
from collections.abc import Iterable
from enum import Enum

_PLAIN_KEY = re.compile(r"[A-Za-z0-9-]+")
_LONGEST_SHOWN_VALUE = 120
# Share of equal letters. Below it a proposal is more often wrong than right ("stage" is not "tags").
_CLOSE_ENOUGH = 0.7


class Words(str):
    """A value that is shown as it stands, without quotes: `layout is missing`."""

    __slots__ = ()


MISSING = Words("missing")
GIVEN = Words("given")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Problem:
    """One value that cannot be accepted.

    Reads `layout.cidr_block is "10.0.0.0/29"; a VPC here has /16 to /21 (source). Nearest:
    "10.0.0.0/21".`
    """

    path: str
    """Where the value stands: fields joined by dots, positions and unusual keys in brackets."""
    value: object
    """The value itself, or `MISSING` or `GIVEN`."""
    limit: str
    """What is allowed, as half a sentence without a full stop."""
    source: str | None = None
    """The page or the API shape that says so; None where the rule is this project's own."""
    nearest: object = None
    """An accepted value close to the refused one, where there is a sensible one."""
    rule: str | None = None
    """The id of the `Limit` that is broken, where it is one."""

    def __str__(self) -> str:
        source = f" ({self.source})" if self.source else ""
        nearest = "" if self.nearest is None else f" Nearest: {shown(self.nearest)}."
        return f"{self.path} is {shown(self.value)}; {self.limit}{source}.{nearest}"


def shown(value: object) -> str:
    """A value as a message shows it: text in double quotes, the middle of a long one left out."""
    if isinstance(value, Words):
        return str(value)
    text = json.dumps(value, ensure_ascii=False, default=_plain)
    if len(text) <= _LONGEST_SHOWN_VALUE:
        return text
    half = _LONGEST_SHOWN_VALUE // 2
    return f"{text[:half]} ... {text[-half:]}"


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    return value.value if isinstance(value, Enum) else str(value)


def joined(path: str, rest: str) -> str:
    """`network` and `layout` give `network.layout`; `zones` and `[1]` give `zones[1]`."""
    if not path or not rest:
        return path or rest
    return f"{path}{rest}" if rest.startswith("[") else f"{path}.{rest}"


def keyed(path: str, key: str) -> str:
    """The path of a dictionary's entry.

    A key with dots or underscores stands in brackets, so nobody takes it for a field.
    """
    return joined(path, key if _PLAIN_KEY.fullmatch(key) else f"[{json.dumps(key)}]")


def nearest_word(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant: a close one, or the only one that begins like it."""
    by_letters = {name.lower(): name for name in known}
    letters = word.lower()
    close = difflib.get_close_matches(letters, by_letters, n=1, cutoff=_CLOSE_ENOUGH)
    longer = [name for name in by_letters if name.startswith(letters)] if letters else []
    if not close and len(longer) == 1:
        close = longer
    return by_letters[close[0]] if close else None


def report(subject: str, problems: Iterable[Problem]) -> str:
    """One line for each problem, each beginning with whom it concerns: `Network "main": ...`."""
    return "\n".join(f"{subject}: {problem}" for problem in problems)
