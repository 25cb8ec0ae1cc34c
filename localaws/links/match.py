"""Builds the link between a tree of SDK properties and a shape of the API model.

Only two rules match by themselves: the same name, and the same name once the resource's noun is put
before it. Nothing cleverer, since a wrong link is worse than a missing one: a missing one is refused
by name at preview. What the names cannot tell stands in the row's `links`, as dotted property path →
dotted member path (`[]` marks the only item of a list).
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from localaws.links.codecs import Codec, ListOf, OnlyItem, Pairs, Scalar, StringMap, Wrapped
from localaws.links.names import normalized, same_name
from localaws.links.structures import Link, Structure
from localaws.schema import Property

AGGREGATES = ("structure", "list", "map")
MAXIMUM_MEMBERS_OF_A_PAIR = 3
"""Key, value, and what some services add to a tag (`PropagateAtLaunch`)."""

_KEY_MEMBER = re.compile(r"(?i)(tag_?)?(key|name)")
_VALUE_MEMBER = re.compile(r"(?i)(tag_?)?values?")


class LinkError(TypeError):
    """A row's own link that cannot be: it names a member that the API model lacks, or of a form that does not fit."""


Target = str | tuple[str, Codec] | None
"""Where an irregular property goes: a member path, with a codec of its own where needed, or None for nowhere."""

ITSELF = "@"
"""The path of an object that the API does not know as one: its properties are members of the structure around it."""


@dataclass(frozen=True)
class Matcher:
    """What a row knows beyond the names."""

    links: Mapping[str, Target]
    flattened: tuple[str, ...] = ()
    """Members of the top structure whose own members count as the top's (`LaunchTemplateData`)."""
    refused: Collection[str] = ()
    """Dotted properties that stay unlinked although a member fits."""

    def structure(
        self,
        fields: Mapping[str, Property],
        shape: Any,
        nouns: tuple[str, ...],
        at: tuple[str, ...] = (),
    ) -> Structure:
        """Links as many of the fields as the rules allow; the others are the structure's `unlinked`.

        Raises:
            LinkError: one of the row's own links is impossible.
        """
        links = self._explicit(fields, shape, nouns, at)
        taken = {link.path[0] for link in links if len(link.path) == 1}
        open_names = [name for name in fields if ".".join((*at, name)) not in self.links]
        for exact in (True, False):
            for name in [n for n in open_names if ".".join((*at, n)) not in self.refused]:
                link = self._by_name(fields[name], shape, nouns, at, taken, exact=exact)
                if link is not None:
                    links.append(link)
                    open_names.remove(name)
                    taken.add(link.path[0] if len(link.path) == 1 else "")
        linked_members = {link.path[0]: link.name for link in links if len(link.path) == 1}
        required = [
            linked_members[m] for m in getattr(shape, "required_members", []) if m in linked_members
        ]
        return Structure(tuple(links), tuple(open_names), tuple(required) if at else ())

    def _explicit(
        self,
        fields: Mapping[str, Property],
        shape: Any,
        nouns: tuple[str, ...],
        at: tuple[str, ...],
    ) -> list[Link]:
        links = []
        for name, described in fields.items():
            dotted = ".".join((*at, name))
            target = self.links.get(dotted)
            if target is None:
                continue
            path_text, codec = target if isinstance(target, tuple) else (target, None)
            path, member = ((), shape) if path_text == ITSELF else _walk(shape, path_text)
            codec = codec or self._codec(described, member, nouns, (*at, name))
            if codec is None:
                raise LinkError(
                    f"{dotted} -> {path_text}: {described.kind} does not fit {member.type_name}"
                )
            links.append(Link(name, path, codec))
        return links

    def _by_name(
        self,
        described: Property,
        shape: Any,
        nouns: tuple[str, ...],
        at: tuple[str, ...],
        taken: set[str],
        *,
        exact: bool,
    ) -> Link | None:
        def fits(member: str) -> bool:
            if exact:
                return normalized(member) == normalized(described.name)
            return same_name(member, described.name, nouns)

        candidates: list[tuple[tuple[str, ...], Any]] = [
            ((m,), s) for m, s in shape.members.items() if m not in taken and fits(m)
        ]
        if not candidates and not at:
            candidates = [
                ((outer, m), s)
                for outer in self.flattened
                if outer in shape.members
                for m, s in shape.members[outer].members.items()
                if fits(m)
            ]
        if len(candidates) != 1:
            return None
        path, member = candidates[0]
        codec = self._codec(described, member, nouns, (*at, described.name))
        return None if codec is None else Link(described.name, path, codec)

    def _codec(
        self, described: Property, shape: Any, nouns: tuple[str, ...], at: tuple[str, ...]
    ) -> Codec | None:
        if described.kind == "object":
            return self._object(described, shape, at)
        if described.kind == "list" and described.item is not None:
            return self._list(described.item, shape, nouns, at)
        if described.kind == "map":
            return StringMap() if shape.type_name == "map" else _pairs(shape)
        return _scalar(described, shape)

    def _object(self, described: Property, shape: Any, at: tuple[str, ...]) -> Codec | None:
        own_nouns = (normalized(at[-1]),)
        if shape.type_name == "structure":
            return self.structure(described.fields, shape, own_nouns, at)
        if shape.type_name == "list" and shape.member.type_name == "structure":
            inner = self.structure(described.fields, shape.member, own_nouns, at)
            return OnlyItem(inner, list_in_request=True)
        return None

    def _list(
        self, item: Property, shape: Any, nouns: tuple[str, ...], at: tuple[str, ...]
    ) -> Codec | None:
        if shape.type_name == "list":
            codec = self._codec(item, shape.member, nouns, at)
            return ListOf(codec, shape) if codec else None
        if shape.type_name == "structure" and item.kind == "object":
            inner = self.structure(item.fields, shape, (normalized(at[-1]),), at)
            return OnlyItem(inner, list_in_request=False)
        return None


def reaches(shape: Any, target: str | tuple[str, Codec]) -> bool:
    """Whether the top member of a target exists in a structure."""
    path = target[0] if isinstance(target, tuple) else target
    return path == ITSELF or path.split(".")[0].removesuffix("[]") in shape.members


def _scalar(described: Property, shape: Any) -> Codec | None:
    if described.kind == "any" and shape.type_name == "list":
        if shape.member.type_name in AGGREGATES:
            return None
        return ListOf(Scalar("any", shape.member), shape)  # an output: the SDK tells no more of it
    if shape.type_name == "structure" and len(shape.members) == 1:
        ((member, inner),) = shape.members.items()
        return (
            None
            if inner.type_name in AGGREGATES
            else Wrapped(member, Scalar(described.kind, inner))
        )
    return None if shape.type_name in AGGREGATES else Scalar(described.kind, shape)


def _pairs(shape: Any) -> Codec | None:
    if shape.type_name != "list" or shape.member.type_name != "structure":
        return None
    members = list(shape.member.members)
    keys = [m for m in members if _KEY_MEMBER.fullmatch(m)]
    values = [m for m in members if _VALUE_MEMBER.fullmatch(m)]
    if len(members) > MAXIMUM_MEMBERS_OF_A_PAIR or not keys or not values:
        return None
    return Pairs(keys[0], values[0])


def _walk(shape: Any, dotted: str) -> tuple[tuple[str, ...], Any]:
    path = []
    for part in dotted.split("."):
        while shape.type_name == "list":
            shape = shape.member
        member = part.removesuffix("[]")
        if shape.type_name == "map":
            shape = shape.value
        elif shape.type_name == "structure" and member in shape.members:
            shape = shape.members[member]
        else:
            raise LinkError(f"{dotted}: the API model has no member {member} there")
        path.append(part)
    return tuple(path), shape
