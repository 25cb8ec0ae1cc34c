"""Fills the templates of a row's calls with the values of one resource."""

import re
from collections.abc import Mapping
from typing import Any

_WHOLE = re.compile(r"\{(\w+)\}")
_NAME = re.compile(r"\{(\w+)\}")


def fill(template: Any, values: Mapping[str, Any]) -> Any:
    """The template with every {name} replaced; a template that is one {name} keeps the value's type."""
    if isinstance(template, Mapping):
        return {key: fill(item, values) for key, item in template.items()}
    if isinstance(template, list):
        return [fill(item, values) for item in template]
    if callable(template):
        return template(values)
    if not isinstance(template, str):
        return template
    whole = _WHOLE.fullmatch(template)
    if whole:
        return values[whole[1]]
    return _NAME.sub(lambda match: str(values[match[1]]), template)


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
