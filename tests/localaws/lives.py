"""The life of a resource without the engine: created, read, imported, changed, drifted, repaired, deleted.

A case says by hand what the program asks and what AWS then tells in AWS's own calls and words. The links of the
rows are not used for that, so a link that is wrong the same way in both directions is seen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from localaws.check import check
from localaws.ledger import Ledger
from localaws.provider.diffs import compare
from localaws.provider.inputs import with_defaults
from localaws.provider.lifecycle import Resource
from localaws.registry import backed
from localaws.values import UNKNOWN, covers, parsed
from tests.localaws.world import Aws, scene

Scene = SimpleNamespace
"""The prerequisites of a case; once the resource is there, `id` is its id."""
Values = dict[str, Any]
Script = Callable[[Scene], Values]

SEED = bytes.fromhex("c0ffee" * 8)
GENERATED = "c0ffeec"
"""What follows the logical name in a generated name."""
PREFIXED = "c0ffeec0ffeec0ffeec0ffeec0"
"""What follows a name prefix."""


def nothing(_: Scene) -> Values:
    return {}


@dataclass(frozen=True, kw_only=True)
class Life:
    """One resource's life. `told*` is what AWS tells at each stage, of what the case's `describe` returns."""

    name: str
    inputs: Script
    told: Script = nothing
    outputs: Callable[[Aws, Scene], Values] = lambda _, __: {}
    """What the program is told after the creation."""
    filled: Script | None = None
    """What the official provider fills into these inputs, where it is not what the case says."""
    changed: Script = nothing
    """The properties that an update changes."""
    told_changed: Script = nothing
    renewed: tuple[str, ...] = ()
    """The outputs that both updates give new values, which a preview says are not known yet."""
    removed: tuple[str, ...] = ()
    """The properties that a second update removes."""
    told_removed: Script = nothing
    outside: Callable[[Aws, Scene], object] | None = None
    """What somebody else does to it."""
    found: Script = nothing
    """The inputs that a refresh then reports; None: not set any more."""
    imported_otherwise: tuple[str, ...] = ()
    """Inputs for which an import gives others that mean the same."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """How a backed type is tried."""

    token: str
    lives: tuple[Life, ...]
    describe: Callable[[Aws, Scene], Values | None]
    """What AWS tells, by hand-written calls; None (or an error of AWS's that says so): it does not exist."""
    prepare: Callable[[Aws], Scene] = lambda _: scene()
    filled: Script = nothing
    """What the official provider fills into inputs that do not have it."""
    left: Script | None = None
    """What `describe` returns after the deletion, where something stays."""

    def __str__(self) -> str:
        return self.token.rsplit(":", 1)[1]


def each_life(*cases: Case) -> list[Any]:
    """Parameters for `live`."""
    import pytest

    return [
        pytest.param(case, life, id=f"{case}-{life.name.replace(' ', '-')}")
        for case in cases
        for life in case.lives
    ]


class Specimen:
    """One resource at one stage of its life."""

    def __init__(self, case: Case, life: Life, aws: Aws, ledger: Ledger) -> None:
        self.case, self.life, self.aws = case, life, aws
        self.scene = case.prepare(aws)
        urn = f"urn:pulumi:test::tests::{case.token}::{self.scene.name}"
        self.resource = Resource(urn, case.token, aws.session, ledger)
        self.inputs: Values = {}
        self.state: Values = {}

    def accepted(self, given: Values) -> Values:
        """The inputs as the provider hands them on."""
        filled = with_defaults(
            self.case.token,
            {name: value for name, value in given.items() if value is not None},
            self.inputs,
            tags={},
            seed=SEED,
            logical_name=self.scene.logical,
            proposed_name="",
        )
        assert check(self.case.token, filled) == []
        return filled

    def is_told(self, expected: Values) -> None:
        """AWS tells what was expected."""
        told = self.case.describe(self.aws, self.scene) or {}
        assert {name: told.get(name) for name in expected} == expected

    def create(self) -> None:
        given = self.life.inputs(self.scene)
        self.inputs = self.accepted(given)
        added = {n: v for n, v in self.inputs.items() if n not in given and n != "__defaults"}
        filled = (self.life.filled or self.case.filled)(self.scene)
        assert added == {name: value for name, value in filled.items() if name not in given}
        self.scene.id, self.state = self.resource.create(self.inputs, ())
        self.is_told(self.life.told(self.scene))
        expected = self.life.outputs(self.aws, self.scene)
        assert {name: self.state.get(name) for name in expected} == expected

    def refresh_finds_no_change(self) -> None:
        found = self.resource.read(self.scene.id, self.inputs, self.state)
        assert found == (self.state, self.inputs)

    def can_be_imported(self) -> None:
        found = self.resource.read(self.scene.id, {}, {})
        assert found, "nothing to import"
        state, imported = found
        assert check(self.case.token, imported) == []
        compiled = self._compiled()
        untold = compiled.controls | set(compiled.row.unreadable) | {"__defaults"}
        untold |= set(self.life.imported_otherwise)
        missing = {n: (v, imported.get(n)) for n, v in self.inputs.items()
                   if n not in untold and not covers(imported.get(n), v)}  # fmt: skip
        assert missing == {}
        adopted = compare(self.case.token, imported, self.inputs, self.aws.region)
        told_only = {c.path for c in adopted.changes if c.kind == "DELETE"}
        assert told_only - set(self.life.imported_otherwise) == set()
        assert self.resource.read(self.scene.id, imported, state) == (state, imported)

    def update(self, new: Values, expected: Values) -> None:
        """An update in place, after which AWS tells the new values beside the old ones."""
        new = self.accepted(new)
        assert (self.resource.operations or self).impossible_changes(self.inputs, new) == []
        difference = compare(self.case.token, self.inputs, new, self.aws.region)
        assert difference.changes
        assert [change.path for change in difference.changes if change.replaces] == []
        planned = self.resource.planned_update(self.inputs, new, self.state)
        renewed = self.life.renewed
        assert {n for n, v in planned.items() if v == UNKNOWN} == set(renewed)
        before = self.state
        self.state = self.resource.update(self.scene.id, self.inputs, new, self.state, ())
        assert [name for name in renewed if self.state[name] == before[name]] == []
        self.inputs = new
        self.is_told(expected)

    def drift_is_found_and_repaired(self, expected: Values) -> None:
        assert self.life.outside
        self.life.outside(self.aws, self.scene)
        found = self.resource.read(self.scene.id, self.inputs, self.state)
        assert found, "the resource is gone"
        state, refreshed = found
        changed = {
            name: parsed(refreshed.get(name))
            for name in {*refreshed, *self.inputs}
            if refreshed.get(name) != self.inputs.get(name)
        }
        expected_changes = self.life.found(self.scene)
        assert changed == {name: parsed(value) for name, value in expected_changes.items()}
        self.state = self.resource.update(self.scene.id, refreshed, self.inputs, state, ())
        self.is_told(expected)
        self.refresh_finds_no_change()

    def is_deleted_for_good(self) -> None:
        self.resource.delete(self.scene.id, self.state)
        left, stays = self.what_is_left(), self.case.left
        if stays:
            self.is_told(stays(self.scene))
        else:
            assert left is None
        self.resource.delete(self.scene.id, self.state)
        assert self.resource.ledger.find(self.resource.urn, self.scene.id) is None
        if not self.case.left:
            assert self.resource.read(self.scene.id, self.inputs, self.state) is None

    def what_is_left(self) -> Values | None:
        from botocore.exceptions import ClientError

        try:
            return self.case.describe(self.aws, self.scene)
        except ClientError as error:
            code = error.response["Error"]["Code"]
            assert any(word in code for word in ("NotFound", "NoSuch", "NonExistent", "404")), code
            return None

    def _compiled(self) -> Any:
        operations = backed(self.case.token)
        assert operations
        return operations.compiled


def live(case: Case, life: Life, aws: Aws, ledger: Ledger) -> None:
    """A whole life."""
    specimen = Specimen(case, life, aws, ledger)
    told = {}
    specimen.create()
    told |= life.told(specimen.scene)
    specimen.refresh_finds_no_change()
    specimen.can_be_imported()
    changes = life.changed(specimen.scene)
    if changes:
        told |= life.told_changed(specimen.scene)
        specimen.update({**specimen.inputs, **changes}, told)
        specimen.refresh_finds_no_change()
        specimen.can_be_imported()
    if life.removed:
        told |= life.told_removed(specimen.scene)
        specimen.update({**specimen.inputs, **dict.fromkeys(life.removed)}, told)
        specimen.refresh_finds_no_change()
    if life.outside:
        specimen.drift_is_found_and_repaired(told)
    specimen.is_deleted_for_good()
