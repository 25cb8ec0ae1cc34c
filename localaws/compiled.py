"""A row compiled once against the SDK and the API model: which property goes where, and what is left."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from localaws.links.match import Matcher, Target, reaches
from localaws.links.names import normalized
from localaws.links.structures import Structure
from localaws.rows import Aspect, Row
from localaws.schema import ResourceType
from localaws.session import service_model

CONTROLS = frozenset(
    (
        "bypassPolicyLockoutSafetyCheck forceDelete forceDestroy forceDetachPolicies forceNewDeployment "
        "namePrefix revokeRulesOnDelete skipDestroy timeouts triggers waitForSteadyState"
    ).split()
)
"""Properties of many types that steer the official provider and are never sent to AWS."""

NOT_LINKED = frozenset({"region", "tagsAll"})
"""Known by the provider itself."""


@dataclass(frozen=True)
class CompiledRow:
    """The links of one type in each direction."""

    row: Row
    type: ResourceType
    create: Structure
    update: Structure | None
    read: Structure
    aspects: tuple[tuple[Aspect, Structure], ...]
    controls: frozenset[str]
    unlinked: tuple[str, ...]
    """Inputs that no call takes: refused at preview when set."""

    @property
    def in_place(self) -> frozenset[str]:
        """The inputs that an update can change."""
        names = {link.name for link in self.update.links} if self.update else set()
        names |= {name for aspect, _ in self.aspects for name in aspect.properties}
        names |= {members.name for members in self.row.members}
        names |= {"tags"} if self.row.tagging else set()
        return frozenset(names) | self.controls

    @property
    def readable(self) -> frozenset[str]:
        """The inputs that a description tells."""
        names = {link.name for link in self.read.links}
        names |= {name for aspect, _ in self.aspects if aspect.get for name in aspect.properties}
        names |= {members.name for members in self.row.members}
        names |= {"tags"} if self.row.tagging else set()
        names |= set(self.row.outputs) | set(self.row.lookups)
        settable = set(self.type.inputs) - self.controls - set(self.unlinked)
        return frozenset(names & settable) - set(self.row.unreadable)


def compile_row(row: Row, described: ResourceType) -> CompiledRow:
    """Links a row.

    Raises:
        LinkError: the row names a member that the API model lacks.
    """
    model = service_model(row.service)
    nouns = tuple(normalized(noun) for noun in row.nouns or (described.class_name,))
    controls = frozenset(row.controls) | (CONTROLS & set(described.inputs))
    elsewhere = _handled_elsewhere(row)
    fields = {
        name: described_property
        for name, described_property in described.inputs.items()
        if name not in controls | NOT_LINKED | elsewhere
    }
    matcher = Matcher(row.links, row.flattened, row.refused)
    create = matcher.structure(
        fields, model.operation_model(row.create.operation).input_shape, nouns
    )
    update = None
    if row.update:
        shape = model.operation_model(row.update.operation).input_shape
        update = _elsewhere(row, row.update_links, shape).structure(fields, shape, nouns)
    aspects = tuple(
        (aspect, _aspect_structure(aspect, row, described, nouns)) for aspect in row.aspects
    )
    sent = {link.name for _, structure in aspects for link in structure.links}
    sent |= {name for aspect in row.aspects if callable(aspect.put) for name in aspect.properties}
    gaps = [
        name for name in create.unlinked if name not in sent and row.links.get(name, "") is not None
    ]
    gaps += [name for _, structure in aspects for name in structure.unlinked if name not in sent]
    return CompiledRow(
        row=row,
        type=described,
        create=Structure(create.links, tuple(gaps), create.required),
        update=update,
        read=_read_structure(row, described, nouns, controls | set(gaps)),
        aspects=aspects,
        controls=controls,
        unlinked=tuple(sorted(set(gaps))),
    )


def _handled_elsewhere(row: Row) -> set[str]:
    names = {
        name for aspect in row.aspects if not aspect.sent_by_create for name in aspect.properties
    }
    names |= {members.name for members in row.members if not members.sent_by_create}
    return names | ({"tags"} if row.tagging else set())


def _aspect_structure(
    aspect: Aspect, row: Row, described: ResourceType, nouns: tuple[str, ...]
) -> Structure:
    if callable(aspect.put):
        return Structure(())
    fields = {name: described.inputs[name] for name in aspect.properties}
    shape = (
        service_model(aspect.put.service or row.service)
        .operation_model(aspect.put.operation)
        .input_shape
    )
    return _elsewhere(row, aspect.links, shape).structure(fields, shape, nouns)


def _read_structure(
    row: Row, described: ResourceType, nouns: tuple[str, ...], unread: frozenset[str]
) -> Structure:
    fields = described.outputs | described.inputs
    own_read = {name for aspect in row.aspects if aspect.get for name in aspect.properties}
    own_read |= {members.name for members in row.members}
    own_read |= {"tags"} if row.tagging else set()
    skipped = (
        own_read | (unread - set(row.read_links)) | NOT_LINKED | set(row.outputs) | set(row.lookups)
    )
    fields = {
        name: described_property
        for name, described_property in fields.items()
        if name not in skipped
    }
    if row.read_in_request_form:
        shape = service_model(row.service).operation_model(row.create.operation).input_shape
    else:
        output = (
            service_model(row.read.service or row.service)
            .operation_model(row.read.operation)
            .output_shape
        )
        shape = shape_at(output, row.read.shape or row.read.result)
    return _elsewhere(row, row.read_links, shape).structure(fields, shape, nouns)


def _elsewhere(row: Row, own: Mapping[str, Target], shape: Any) -> Matcher:
    """The create request's links where the other shape has their members too, and that shape's own links."""
    shared = {
        name: target
        for name, target in row.links.items()
        if target is None or name in own or reaches(shape, target)
    }
    return Matcher({**shared, **own}, row.flattened, row.refused)


def shape_at(shape: Any, result: str) -> Any:
    """The shape of what a JMESPath finds: steps and filters, up to the first pipe."""
    path = re.sub(r"\[\?.*?\]", "[]", result).split("|")[0]
    for step in re.findall(r"\w+|\[\d*\]", path):
        shape = shape.member if step.startswith("[") else shape.members[step]
    return shape
