"""What the installed pulumi_aws SDK says about a resource type: its input tree and its output names.

The SDK is the only description of the types that is always here, so it is read by introspection, lazily, one SDK module
per type. Nothing is cached on disk: reading a type costs about 20 ms, once.
"""

import enum
import functools
import importlib
import importlib.util
import inspect
import json
import re
import sys
import threading
import types
import typing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MAXIMUM_DEPTH = 14
"""Recursive input types (WAF statements, Quick Sight visuals) stop here; no backed type is nearly that deep."""

SCALAR_KINDS: dict[Any, str] = {str: "string", int: "int", float: "float", bool: "bool"}

_import_lock = threading.RLock()


class UnknownTypeError(LookupError):
    """A resource type that the installed pulumi_aws does not have."""


@dataclass(frozen=True)
class Property:
    """One input property; `kind` is string, int, float, bool, list, map, object, asset or any."""

    name: str
    kind: str = "any"
    required: bool = False
    item: "Property | None" = None
    fields: "dict[str, Property]" = field(default_factory=dict)


@dataclass(frozen=True)
class ResourceType:
    """A resource type: its token, the SDK class, the tree of its inputs and the names of all its properties."""

    token: str
    class_name: str
    inputs: dict[str, Property]
    outputs: dict[str, Property]
    """All properties as the program reads them; of other than scalars only the name is known."""

    @property
    def module(self) -> str:
        """The service part of the token: `ec2` of `aws:ec2/vpc:Vpc`."""
        return self.token.split(":")[1].split("/")[0]


@functools.cache
def _registered_classes() -> dict[str, tuple[str, str]]:
    """Token → (Python module, class), from the SDK's own registration block, without importing its 1,500 classes."""
    spec = importlib.util.find_spec("pulumi_aws")
    if spec is None or spec.origin is None:
        raise UnknownTypeError("pulumi_aws is not installed")
    text = Path(spec.origin).read_text(encoding="utf-8")
    block = re.search(r'resource_modules="""(.*?)"""', text, re.DOTALL)
    if block is None:
        raise UnknownTypeError("this pulumi_aws registers its resources in an unknown way")
    return {
        token: (module["fqn"], class_name)
        for module in json.loads(block[1])
        for token, class_name in module["classes"].items()
    }


def tokens() -> frozenset[str]:
    """The tokens of every resource type that the SDK has."""
    return frozenset(_registered_classes())


def registered_class(token: str) -> tuple[str, str]:
    """The Python module and the class of a resource type."""
    return _registered_classes()[token]


def resource_type(token: str) -> ResourceType:
    """The description of one type.

    Raises:
        UnknownTypeError: the SDK has no such type.
    """
    # pulumi_aws loads its modules lazily and is not safe for a concurrent first use.
    with _import_lock:
        return _resource_type(token)


@functools.cache
def _resource_type(token: str) -> ResourceType:
    if token not in _registered_classes():
        raise UnknownTypeError(f"pulumi_aws has no resource type {token}")
    module_name, class_name = _registered_classes()[token]
    resource_class = getattr(importlib.import_module(module_name), class_name)
    module = sys.modules[resource_class.__module__]
    arguments = [vars(module).get(class_name + suffix) for suffix in ("InitArgs", "Args")]
    arguments_class = next(
        (a for a in arguments if a is not None and a.__module__ == module.__name__), None
    )
    inputs = _fields(arguments_class) if arguments_class else {}
    return ResourceType(token, class_name, inputs, _outputs(resource_class))


def _outputs(resource_class: type) -> dict[str, Property]:
    outputs = {}
    for name, attribute in vars(resource_class).items():
        if isinstance(attribute, property):
            wire_name = _wire_name(name, attribute)
            outputs[wire_name] = Property(wire_name, _output_kind(attribute))
    return outputs


def _output_kind(attribute: property) -> str:
    """The kind of a scalar output; every `Output[...]` is annotated with the type itself."""
    hint = getattr(attribute.fget, "__annotations__", {}).get("return")
    alternatives, _ = _alternatives(next(iter(typing.get_args(hint)), None))
    return SCALAR_KINDS.get(alternatives[0], "any") if len(alternatives) == 1 else "any"


def _wire_name(name: str, attribute: property) -> str:
    return getattr(attribute.fget, "_pulumi_name", name)


def _fields(owner: type, seen: tuple[type, ...] = ()) -> dict[str, Property]:
    import pulumi

    names = {**vars(pulumi), **vars(sys.modules[owner.__module__]), "T": typing.TypeVar("T")}
    fields = {}
    for name, attribute in vars(owner).items():
        if isinstance(attribute, property) and attribute.fget is not None:
            hint = typing.get_type_hints(attribute.fget, globalns=names).get("return")
            wire_name = _wire_name(name, attribute)
            fields[wire_name] = _describe(wire_name, hint, seen)
    return fields


def _alternatives(hint: Any) -> tuple[list[Any], bool]:
    """The types that a hint allows, without what Pulumi adds to every input, and whether None is one of them."""
    if typing.get_origin(hint) not in (typing.Union, types.UnionType):
        return [hint], False
    found: list[Any] = []
    optional = False
    for argument in typing.get_args(hint):
        if argument is type(None):
            optional = True
            continue
        name = getattr(typing.get_origin(argument) or argument, "__name__", "")
        if name in ("Awaitable", "Output") or name.endswith("ArgsDict"):
            continue
        inner, inner_optional = _alternatives(argument)
        found += [alternative for alternative in inner if alternative not in found]
        optional = optional or inner_optional
    return found, optional


def _describe(name: str, hint: Any, seen: tuple[type, ...]) -> Property:
    alternatives, optional = _alternatives(hint)
    kind, item, fields = _shape(name, alternatives, seen)
    return Property(name, kind, not optional, item, fields)


def _shape(
    name: str, alternatives: list[Any], seen: tuple[type, ...]
) -> tuple[str, Property | None, dict[str, Property]]:
    if len(alternatives) != 1:
        return _union_kind(alternatives), None, {}
    core = alternatives[0]
    origin = getattr(typing.get_origin(core), "__name__", "")
    if origin in ("Sequence", "Mapping"):
        item = _describe(name, typing.get_args(core)[-1], seen)
        return ("list" if origin == "Sequence" else "map"), item, {}
    if core in SCALAR_KINDS:
        return SCALAR_KINDS[core], None, {}
    if inspect.isclass(core) and core.__name__.endswith("Args"):
        recursive = core in seen or len(seen) >= MAXIMUM_DEPTH
        return "object", None, {} if recursive else _fields(core, (*seen, core))
    return ("asset" if _is_asset(core) else "any"), None, {}


def _union_kind(alternatives: list[Any]) -> str:
    if any(_is_asset(a) for a in alternatives):
        return "asset"
    if str in alternatives or any(
        inspect.isclass(a) and issubclass(a, enum.Enum) for a in alternatives
    ):
        return "string"
    return "any"


def _is_asset(hint: Any) -> bool:
    return getattr(hint, "__name__", "").endswith(("Asset", "Archive"))
