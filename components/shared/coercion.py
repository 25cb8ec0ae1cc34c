"""From plain dictionaries to the frozen dataclasses of components and settings. Pure.

Three kinds of givers are served. A program passes dataclasses, or dictionaries with keys in
snake_case or camelCase. The packaged form of a component receives plain dictionaries: whole numbers
as floats, enums as their values, keys in camelCase below a dictionary of lists. A stack file has
camelCase keys only.

Every object that can be built is asked for its own `problems()` at once, so one reading finds what
is wrong with the shape and what is wrong with the values. A field behind `pulumi.Input[...]` only
flows into AWS and is taken as it is.
"""

import dataclasses
import re
import types
from collections.abc import Callable
from enum import Enum
from typing import Any, ForwardRef, TypeVar, Union, get_args, get_origin

from ..problems import MISSING, Problem, Words, joined, keyed, nearest_word

T = TypeVar("T")
_UNKNOWN = Words("not known")
_OUTPUT = Words("an Output")
_NOUNS: dict[Any, str] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
}
# What stands where a value could not be read. None will not do: it is what an optional field may
# hold.
_FAILED = object()
# An underscore outside of brackets; inside of them stand keys that somebody chose.
_UNDERSCORE = re.compile(r"_([a-z0-9])(?![^\[]*\])")


def coerced(cls: type[T], value: object) -> tuple[T | None, list[Problem]]:
    """The value as an instance of the dataclass `cls`, and what is wrong with it.

    None stands for a value that does not have the shape.
    """
    return _read(_Reader(), cls, value)


def coerced_from_stack_file(cls: type[T], value: object) -> tuple[T | None, list[Problem]]:
    """The same for what a stack file says: keys and paths are in camelCase."""
    return _read(_StackFileReader(), cls, value)


def camel_case(path: str) -> str:
    """`layout.cidr_block` becomes `layout.cidrBlock`; keys in brackets stay as they are."""
    return _UNDERSCORE.sub(lambda match: match.group(1).upper(), path)


def _read(reader: "_Reader", cls: type[T], value: object) -> tuple[T | None, list[Problem]]:
    result = reader.read(cls, value, "")
    return (None if result is _FAILED else result), reader.problems


class _Reader:
    """Reads one value by its annotation and collects the problems found on the way."""

    spelling: Callable[[str], str] = staticmethod(lambda name: name)
    """How the names of fields are spelled for the giver."""
    advice_on_numbers = ""
    """What else to say of a number that should be text."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def means(self, key: str, field: str) -> bool:
        """Whether a key means a field: `cidrBlock` and `cidr_block` both mean `cidr_block`."""
        return key in (field, camel_case(field))

    def refuse(self, path: str, value: object, limit: str, nearest: object = None) -> object:
        """Add a problem; the answer stands where the value would have stood."""
        self.problems.append(Problem(path=path, value=value, limit=limit, nearest=nearest))
        return _FAILED

    def read(self, annotation: Any, value: Any, path: str) -> Any:
        """The value as the annotation wants it, or `_FAILED`."""
        if get_origin(annotation) in (Union, types.UnionType):
            members = get_args(annotation)
            if value is None or _is_input(members):
                return value
            return self.read(next(m for m in members if m is not type(None)), value, path)
        if type(value).__name__ == "Output":
            return self.refuse(path, _OUTPUT, "it has to be known before the deployment")
        return self._known_value(annotation, value, path)

    def _known_value(self, annotation: Any, value: Any, path: str) -> Any:
        if get_origin(annotation) is list:
            return self._list(get_args(annotation)[0], value, path)
        if get_origin(annotation) is dict:
            return self._dict(get_args(annotation)[1], value, path)
        if dataclasses.is_dataclass(annotation):
            return self._dataclass(annotation, value, path)
        if issubclass(annotation, Enum):
            return self._enum(annotation, value, path)
        return self._scalar(annotation, value, path)

    def _dataclass(self, cls: Any, value: Any, path: str) -> Any:
        fields = {field.name: field for field in dataclasses.fields(cls)}
        spelled = {self.spelling(name): name for name in fields}
        if isinstance(value, cls):
            given = {name: getattr(value, name) for name in fields}
        elif isinstance(value, dict):
            given = self._entries(value, spelled, path)
        else:
            known = ", ".join(sorted(spelled))
            return self.refuse(path or "args", value, f"it has to be an object with {known}")
        arguments = {}
        for spelling, name in spelled.items():
            field, where = fields[name], joined(path, spelling)
            if _is_required(field) and given.get(name) is None:
                arguments[name] = self.refuse(where, MISSING, "it has no default")
            elif name in given:
                arguments[name] = self.read(field.type, given[name], where)
        if any(argument is _FAILED for argument in arguments.values()):
            return _FAILED
        result = cls(**arguments)
        if hasattr(result, "problems"):
            self.problems += [
                dataclasses.replace(problem, path=joined(path, self.spelling(problem.path)))
                for problem in result.problems()
            ]
        return result

    def _entries(self, value: dict[Any, Any], spelled: dict[str, str], path: str) -> dict[str, Any]:
        """The entries that mean a field, by its name; the others are problems."""
        given = {}
        for key, entry in value.items():
            name = next((field for field in spelled.values() if self.means(key, field)), None)
            if name:
                given[name] = entry
            else:
                limit = f"known here are {', '.join(sorted(spelled))}"
                nearest = nearest_word(self.spelling(str(key)), spelled)
                self.refuse(keyed(path, str(key)), _UNKNOWN, limit, nearest)
        return given

    def _list(self, item: Any, value: Any, path: str) -> Any:
        if not isinstance(value, list):
            return self.refuse(path, value, "it has to be a list")
        entries = [self.read(item, entry, f"{path}[{index}]") for index, entry in enumerate(value)]
        return _FAILED if any(entry is _FAILED for entry in entries) else entries

    def _dict(self, item: Any, value: Any, path: str) -> Any:
        if not isinstance(value, dict):
            return self.refuse(path, value, "it has to be an object of keys and values")
        entries = {
            str(key): self.read(item, entry, keyed(path, str(key))) for key, entry in value.items()
        }
        return _FAILED if any(entry is _FAILED for entry in entries.values()) else entries

    def _enum(self, cls: type[Enum], value: Any, path: str) -> Any:
        allowed = [member.value for member in cls]
        if value in allowed:
            return cls(value)
        limit = f"it has to be one of {', '.join(map(str, allowed))}"
        return self.refuse(path, value, limit, nearest_word(str(value), map(str, allowed)))

    def _scalar(self, cls: Any, value: Any, path: str) -> Any:
        if cls is int and isinstance(value, float) and value.is_integer():
            return int(value)
        if cls is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        # To Python a bool is an int, but not to the person who wrote it.
        if isinstance(value, cls) and not (cls is int and isinstance(value, bool)):
            return value
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        advice = self.advice_on_numbers if cls is str and is_number else ""
        return self.refuse(path, value, f"it has to be {_NOUNS[cls]}{advice}")


class _StackFileReader(_Reader):
    """Reads what a person wrote in YAML."""

    spelling = staticmethod(camel_case)
    advice_on_numbers = (
        " in quotes; without them YAML reads digits as a number, "
        "and as an octal one after a leading zero"
    )

    def means(self, key: str, field: str) -> bool:
        # One spelling only: with two, a key could be given twice without anybody noticing.
        return key == camel_case(field)


def _is_required(field: dataclasses.Field[Any]) -> bool:
    missing = dataclasses.MISSING
    return field.default is missing and field.default_factory is missing


def _is_input(members: tuple[Any, ...]) -> bool:
    """Whether a union is `pulumi.Input[...]`, which has a reference to Output among its members."""
    return any(
        isinstance(member, ForwardRef) and member.__forward_arg__.startswith("Output")
        for member in members
    )
