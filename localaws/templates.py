"""Fills the templates of a row's calls with the values of one resource."""

import re
from collections.abc import Mapping
from typing import Any

_NAME = re.compile(r"\{([\w.]+(?:\|[\w.]+)*)\}")


def fill(template: Any, values: Mapping[str, Any]) -> Any:
    """The template with every {name} replaced; a template that is one {name} keeps the value's type.

    {one|other} is the first that is set, and {one.part} a property of an object.
    """
    if isinstance(template, Mapping):
        return {key: fill(item, values) for key, item in template.items()}
    if isinstance(template, list):
        return [fill(item, values) for item in template]
    if callable(template):
        return template(values)
    if not isinstance(template, str):
        return template
    whole = _NAME.fullmatch(template)
    if whole:
        return _named(whole[1], values)
    return _NAME.sub(lambda match: str(_named(match[1], values)), template)


def _named(names: str, values: Mapping[str, Any]) -> Any:
    alternatives = names.split("|")
    found = (_part(name, values) for name in alternatives)
    value = next((value for value in found if value is not None), None)
    return values[alternatives[0]] if value is None else value


def _part(name: str, values: Mapping[str, Any]) -> Any:
    value: Any = values
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def scalars(description: Any) -> dict[str, Any]:
    """The scalar members of a description at any depth outside lists, by name with a leading underscore.

    The outermost of two members of one name wins.
    """
    found: dict[str, Any] = {}
    level = [description]
    while level:
        deeper = []
        for structure in level:
            if isinstance(structure, Mapping):
                for name, value in structure.items():
                    if isinstance(value, Mapping):
                        deeper.append(value)
                    elif not isinstance(value, list):
                        found.setdefault("_" + name, value)
        level = deeper
    return found
