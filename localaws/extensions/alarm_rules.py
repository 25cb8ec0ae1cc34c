"""Rules of composite alarms: `ALARM(a) AND NOT (OK("b") OR FALSE)`, read and evaluated.

Source: the API model's PutCompositeAlarm, AlarmRule. NOT binds closest, then AND, then OR.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

States = Callable[[str], str]
"""The state of an alarm, by its name."""

_TOKEN = re.compile(
    r"\s*(?:(?P<state>ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:\"(?P<quoted>[^\"]+)\"|(?P<plain>[^()\"]+?))\s*\)"
    r"|(?P<word>TRUE|FALSE|AND|OR|NOT)\b|(?P<bracket>[()]))"
)


class RuleError(ValueError):
    """The text is no rule."""


@dataclass(frozen=True)
class Rule:
    """What must hold for a composite alarm to go off."""

    alarms: frozenset[str]
    """The names of the alarms that it asks for."""
    holds: Callable[[States], bool]


def alarm_name(text: str) -> str:
    """The name in an ARN of an alarm, or the name itself."""
    return text.split(":alarm:", 1)[1] if text.startswith("arn:") else text


def parsed_rule(text: str) -> Rule:
    """Reads a rule.

    Raises:
        RuleError: it is none.
    """
    tokens = list(_tokens(text))
    rule = _either(tokens)
    if tokens:
        raise RuleError(f"{tokens[0].group().strip()!r} is not expected")
    return rule


def _tokens(text: str) -> Iterator[re.Match[str]]:
    at, text = 0, text.rstrip()
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise RuleError(f"{text[at:]!r} is not understood")
        yield token
        at = token.end()


def _either(tokens: list[re.Match[str]]) -> Rule:
    found = [_both(tokens)]
    while tokens and tokens[0]["word"] == "OR":
        tokens.pop(0)
        found.append(_both(tokens))
    return Rule(_all_names(found), lambda states: any(rule.holds(states) for rule in found))


def _both(tokens: list[re.Match[str]]) -> Rule:
    found = [_one(tokens)]
    while tokens and tokens[0]["word"] == "AND":
        tokens.pop(0)
        found.append(_one(tokens))
    return Rule(_all_names(found), lambda states: all(rule.holds(states) for rule in found))


def _one(tokens: list[re.Match[str]]) -> Rule:
    if not tokens:
        raise RuleError("something is missing at the end")
    token = tokens.pop(0)
    if token["state"]:
        state, name = token["state"], alarm_name(token["quoted"] or token["plain"])
        return Rule(frozenset({name}), lambda states: states(name) == state)
    if token["word"] in ("TRUE", "FALSE"):
        truth = token["word"] == "TRUE"
        return Rule(frozenset(), lambda _: truth)
    if token["word"] == "NOT":
        denied = _one(tokens)
        return Rule(denied.alarms, lambda states: not denied.holds(states))
    if token["bracket"] == "(":
        inner = _either(tokens)
        if tokens and tokens.pop(0)["bracket"] == ")":
            return inner
        raise RuleError("a bracket is not closed")
    raise RuleError(f"{token.group().strip()!r} is not expected")


def _all_names(rules: list[Rule]) -> frozenset[str]:
    return frozenset().union(*(rule.alarms for rule in rules))
