"""An object of the SDK linked to a structure of the API, property by property."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from localaws.links.codecs import Codec
from localaws.links.constraints import Violation
from localaws.values import UNKNOWN, is_empty


@dataclass(frozen=True)
class Link:
    """One property and the member path that it is written to and read from.

    An empty path is an object whose own properties are members of the structure; several links may share a list.
    """

    name: str
    path: tuple[str, ...]
    codec: Codec


@dataclass(frozen=True)
class Structure:
    """An object: the links of its properties, and the properties that no member takes (`unlinked`)."""

    links: tuple[Link, ...]
    unlinked: tuple[str, ...] = ()
    required: tuple[str, ...] = ()

    def encode(self, value: Any) -> dict[str, Any]:
        request: dict[str, Any] = {}
        for link in self.links:
            if isinstance(value, dict) and value.get(link.name) is not None:
                _put(request, link.path, link.codec.encode(value[link.name]))
        return request

    def decode(self, value: Any) -> dict[str, Any]:
        properties = {}
        for link in self.links:
            found = _get(value, link.path)
            decoded = None if found is None else link.codec.decode(found)
            if decoded is not None and (link.path or decoded):
                properties[link.name] = decoded
        return properties

    def violations(self, value: Any, path: str) -> Iterator[Violation]:
        if not isinstance(value, dict):
            return
        prefix = f"{path}." if path else ""
        for link in self.links:
            if value.get(link.name) is not None and value[link.name] != UNKNOWN:
                yield from link.codec.violations(value[link.name], prefix + link.name)
        for name in self.unlinked:
            if not is_empty(value.get(name)):
                yield Violation(
                    prefix + name,
                    "the local AWS cannot send this property to AWS, so it refuses to lose it",
                )
        for name in self.required:
            if value.get(name) is None:
                yield Violation(prefix + name, "is required by AWS")

    def leaves(self, at: tuple[str, ...], to: tuple[str, ...]) -> Iterator[str]:
        for link in self.links:
            yield from link.codec.leaves((*at, link.name), (*to, *link.path))


def _put(target: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    if not path:
        target.update(value)
        return
    for member in path[:-1]:
        target = (
            target.setdefault(member[:-2], [{}])[0]
            if member.endswith("[]")
            else target.setdefault(member, {})
        )
    last = path[-1]
    if isinstance(value, dict) and isinstance(target.get(last), dict):
        target[last].update(value)
    elif isinstance(value, list) and isinstance(target.get(last), list):
        target[last] = target[last] + value
    else:
        target[last] = value


def _get(source: Any, path: tuple[str, ...]) -> Any:
    for member in path:
        name = member.removesuffix("[]")
        if not isinstance(source, dict) or name not in source:
            return None
        source = source[name]
        if member.endswith("[]"):
            if not source:
                return None
            source = source[0]
    return source
