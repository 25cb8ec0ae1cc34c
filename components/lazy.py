"""How a family hands on its names without importing pulumi until one is asked for (PEP 562)."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any


def resolve(package: str, homes: Mapping[str, str], name: str) -> Any:
    """The public name of a package, from the module of it that `homes` names.

    Raises:
        AttributeError: the package has no such public name.
    """
    if name not in homes:
        raise AttributeError(f"{package} has no {name}; it has {', '.join(homes)}")
    return getattr(import_module(f"{package}.{homes[name]}"), name)
