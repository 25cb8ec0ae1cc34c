"""What a rule is, and the few kinds of rules that there are.

A rule sees the inputs through `Given`: a property that is set but not known before `up` counts as set,
and has no value, so that no rule judges what it does not know.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from localaws.links.constraints import Violation, constraint_violations
from localaws.session import service_model
from localaws.values import has_unknown, is_empty


@dataclass(frozen=True)
class Given:
    """The inputs of a resource, or of one item of a list in it."""

    values: Mapping[str, Any]

    def has(self, name: str) -> bool:
        """Whether the property is set, known or not."""
        return not is_empty(self.values.get(name))

    def __getitem__(self, name: str) -> Any:
        """The value; None when it is not set or not known."""
        value = self.values.get(name)
        return None if has_unknown(value) else value

    def number(self, name: str) -> float | None:
        """The value of a number, however it is written."""
        value = self[name]
        try:
            return None if isinstance(value, bool) else float(value)
        except (TypeError, ValueError):
            return None

    def flag(self, name: str) -> bool:
        """Whether a boolean is set and true."""
        return str(self[name]).lower() == "true"

    def text(self, name: str) -> str:
        """The value of a string; empty when it is not set or not known."""
        return str(self[name] or "")

    def json(self, name: str) -> Any:
        """What a JSON text says; None when there is none."""
        try:
            return json.loads(self.text(name))
        except ValueError:
            return None

    def items(self, name: str) -> list["Given"]:
        """The items of a list of objects, of which some may not be known in all parts."""
        value = self.values.get(name)
        listed = value if isinstance(value, list) else []
        return [Given(item) for item in listed if isinstance(item, dict)]

    def part(self, name: str) -> "Given":
        """An object in it."""
        value = self.values.get(name)
        return Given(value if isinstance(value, dict) else {})


@dataclass(frozen=True)
class Rule:
    """Something that AWS demands beyond what the API model says, with the operation or page that says so."""

    name: str
    source: str
    problems: Callable[[Given], Iterator[Violation]]

    def violations(self, values: Mapping[str, Any]) -> Iterator[Violation]:
        """Where the inputs break it."""
        for violation in self.problems(Given(values)):
            yield Violation(violation.path, f"{violation.message} ({self.source})")


def refuse(
    name: str, path: str, message: str, source: str, broken: Callable[[Given], bool]
) -> Rule:
    """Anything that one condition tells."""

    def problems(given: Given) -> Iterator[Violation]:
        if broken(given):
            yield Violation(path, message)

    return Rule(name, source, problems)


def one_of(name: str, names: tuple[str, ...], source: str, *, least: int = 1) -> Rule:
    """Exactly one of some properties is set, or (`least` 0) at most one."""
    demanded = "exactly one" if least else "at most one"

    def problems(given: Given) -> Iterator[Violation]:
        found = [name for name in names if given.has(name)]
        if not least <= len(found) <= 1:
            are = ", ".join(found) if found else "none"
            message = f"{demanded} of {', '.join(names)} can be set, and these are: {are}"
            yield Violation(found[-1] if found else names[0], message)

    return Rule(name, source, problems)


def between(name: str, path: str, low: float, high: float, source: str) -> Rule:
    """A number within bounds."""

    def problems(given: Given) -> Iterator[Violation]:
        value = given.number(path)
        if value is not None and not low <= value <= high:
            yield Violation(path, f"{value:g} is not between {low:g} and {high:g}")

    return Rule(name, source, problems)


def matching(name: str, path: str, pattern: str, what: str, source: str) -> Rule:
    """A string of a form."""

    def problems(given: Given) -> Iterator[Violation]:
        text = given.text(path)
        if text and not re.fullmatch(pattern, text, re.DOTALL):
            yield Violation(path, f"{text!r}: {what}")

    return Rule(name, source, problems)


def choice(name: str, path: str, source: str, *values: str) -> Rule:
    """One of some words, which the API model does not list."""
    message = f"is not one of {', '.join(values)}"
    return matching(name, path, "|".join(map(re.escape, values)), message, source)


def as_sent(name: str, path: str, service: str, operation: str, member: str) -> Rule:
    """The API model's constraints of a member that no link reaches, because a function sends it."""

    def problems(given: Given) -> Iterator[Violation]:
        shape = service_model(service).operation_model(operation).input_shape
        for part in member.split("."):
            shape = shape.members[part]
        value = given.number(path) if shape.type_name in ("integer", "double") else given[path]
        if value is not None:
            yield from constraint_violations(shape, value, path)

    return Rule(name, operation, problems)


def each(name: str, path: str, source: str, problem: Callable[[Given], tuple[str, str]]) -> Rule:
    """A rule about each item of a list: `problem` returns the property and what is wrong with it, or nothing."""

    def problems(given: Given) -> Iterator[Violation]:
        for index, item in enumerate(given.items(path)):
            property_name, message = problem(item)
            if message:
                at = f"{path}[{index}]"
                yield Violation(f"{at}.{property_name}" if property_name else at, message)

    return Rule(name, source, problems)


def every(name: str, path: str, pattern: str, what: str, source: str) -> Rule:
    """Each string of a list has a form."""

    def problems(given: Given) -> Iterator[Violation]:
        listed = given.values.get(path)
        for index, item in enumerate(listed if isinstance(listed, list) else []):
            if not has_unknown(item) and not re.fullmatch(pattern, str(item)):
                yield Violation(f"{path}[{index}]", f"{item!r}: {what}")

    return Rule(name, source, problems)


def within(path: str, *rules: Rule) -> tuple[Rule, ...]:
    """Rules of an object in the resource, at a dotted path; `[]` after a name: of each item of a list of objects."""
    return tuple(_within(path, rule) for rule in rules)


def _within(path: str, rule: Rule) -> Rule:
    def problems(given: Given) -> Iterator[Violation]:
        for at, part in _parts(given, path.split(".")):
            for violation in rule.problems(part):
                yield Violation(f"{at}.{violation.path}", violation.message)

    return Rule(rule.name, rule.source, problems)


def _parts(given: Given, path: list[str]) -> Iterator[tuple[str, Given]]:
    """The objects at a path, each with where it stands. One that is not set or not known is none."""
    name, *rest = path
    value = given.values.get(name.removesuffix("[]"))
    if not name.endswith("[]"):
        found = [(name, value)]
    else:
        items = enumerate(value if isinstance(value, list) else [])
        found = [(f"{name[:-2]}[{index}]", item) for index, item in items]
    for at, part in found:
        if isinstance(part, dict) and not rest:
            yield at, Given(part)
        elif isinstance(part, dict):
            yield from ((f"{at}.{inner}", leaf) for inner, leaf in _parts(Given(part), rest))


FINE = ("", "")
"""What the `problem` of `each` returns when there is none."""
