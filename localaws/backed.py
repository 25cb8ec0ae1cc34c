"""Creates, reads, updates and deletes a resource in the emulator as its row says."""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jmespath
from botocore.exceptions import ClientError

from localaws.calls import is_gone, make_call, take_step, values_of
from localaws.compiled import CompiledRow
from localaws.links.constraints import Violation
from localaws.links.structures import Structure
from localaws.parts import Properties, apply_parts, read_parts, removals
from localaws.rows import Row, Values
from localaws.session import Session
from localaws.tagging import add_tags, change_tags, read_tags
from localaws.templates import fill, scalars
from localaws.values import changed, covers, same


@dataclass(frozen=True)
class Backed:
    """The operations of one backed type."""

    compiled: CompiledRow

    def violations(self, inputs: Properties) -> list[Violation]:
        """What the API model has against the inputs, and what no call would send."""
        found = list(self.compiled.create.violations(inputs, ""))
        for _, structure in self.compiled.aspects:
            found += Structure(structure.links).violations(inputs, "")
        return list(dict.fromkeys(found))  # create and an aspect may both have the same against it

    def create(self, session: Session, inputs: Properties) -> str:
        """Creates the resource and what belongs to it; takes it back when a part of it fails.

        Returns:
            The id.
        """
        row = self.compiled.row
        values = values_of(session, "", inputs)
        if row.before_create:
            values |= row.before_create(session, values)
        request = self.compiled.create.encode(inputs)
        if row.tagging:
            add_tags(row, self.compiled.type.class_name, request, inputs.get("tags"))
        if row.request:
            request = row.request(request, values)
        answer = make_call(session, row, row.create, values, request)
        resource_id = _id_in(row, answer, values)
        try:
            self._complete(session, resource_id, inputs)
        except Exception:
            self.delete(session, resource_id, inputs, undoing=True)
            raise
        return resource_id

    def _complete(self, session: Session, resource_id: str, inputs: Properties) -> None:
        row = self.compiled.row
        values = values_of(session, resource_id, inputs)
        for step in row.after_create:
            take_step(session, row, step, values)
        apply_parts(session, self.compiled, resource_id, {}, inputs, creating=True)
        if row.tagging and not row.tagging.create_member:
            change_tags(session, row, values, {}, inputs.get("tags") or {})

    def read(self, session: Session, resource_id: str, known: Properties) -> Properties | None:
        """Inputs and outputs as AWS tells them now; None when the resource does not exist.

        `known` are the properties that the templates of the row's calls may need.
        """
        row = self.compiled.row
        values = self._values(session, resource_id, known)
        try:
            answer = make_call(session, row, row.read, values)
        except ClientError as error:
            if is_gone(row, error):
                return None
            raise
        description = jmespath.search(fill(row.read.result, values), answer)
        if description is None:
            return None
        values |= scalars(description)
        found = self.compiled.read.decode(description)
        found |= read_parts(session, self.compiled, values)
        if row.tagging:
            found["tags"] = read_tags(session, row, description, {**values, **found})
        for name, template in row.outputs.items():
            found[name] = fill(template, {**values, **found})
        for name, lookup in row.lookups.items():
            if callable(lookup):
                found[name] = lookup(session, {**values, **found})
                continue
            answer = make_call(session, row, lookup, {**values, **found})
            found[name] = jmespath.search(fill(lookup.result, values), answer)
        return found

    def require_import_id(self, import_id: str) -> None:
        """Refuses an id that does not have the form of this type's import ids.

        Raises:
            ValueError: that is so.
        """
        pattern = self.compiled.row.import_id
        if pattern and not re.fullmatch(pattern, import_id):
            raise ValueError(f"{import_id!r} is no import id of this type: {pattern} is expected")

    def _values(self, session: Session, resource_id: str, known: Properties) -> Properties:
        """What templates can name: what is known, and what the id tells where that is not (secrets, imports)."""
        match = re.fullmatch(self.compiled.row.import_id, resource_id)
        named = {k: v for k, v in match.groupdict().items() if v is not None} if match else {}
        return values_of(session, resource_id, {**named, **known})

    def impossible_changes(self, old: Properties, new: Properties) -> list[Violation]:
        """Why an in-place change cannot be made; asked at preview, so that nothing is dropped."""
        row = self.compiled.row
        removable = {name for aspect in row.aspects if aspect.remove for name in aspect.properties}
        removable |= {members.name for members in row.members} | set(row.removal)
        removable |= self.compiled.controls | {"tags"}
        found = []
        for name in sorted(self._changed(old, new)):
            if name not in self.compiled.in_place:
                why = "AWS has no operation that changes it in place, and the local AWS knows none"
                found.append(Violation(name, why))
            elif new.get(name) is None and name not in removable:
                why = "was removed, but AWS does not tell what it goes back to: set it explicitly"
                found.append(Violation(name, why))
        return found

    def update(self, session: Session, resource_id: str, old: Properties, new: Properties) -> None:
        """Makes an in-place change."""
        row = self.compiled.row
        kept = {n: value for n, value in old.items() if row.leaves_alone(n, value, new.get(n))}
        values = values_of(session, resource_id, {**new, **kept})
        changed = self._changed(old, new)
        sent = {link.name for link in self.compiled.update.links} if self.compiled.update else set()
        if self.compiled.update and row.update and sent & changed:
            gone = {name for name in changed if new.get(name) is None}
            restored = {name: row.removal[name] for name in gone if name in row.removal}
            unsent = self.unsent(old, new)
            told = {**new, **kept} if row.whole_update else new
            asked = {name: value for name, value in told.items() if name not in unsent}
            request = self.compiled.update.encode({**asked, **restored})
            if row.request:
                request = row.request(request, {**values, **restored})
            make_call(session, row, row.update, values, request)
        apply_parts(session, self.compiled, resource_id, old, new, creating=False)
        if row.tagging and "tags" in changed:
            current = (self.read(session, resource_id, {**old, **new}) or {}).get("tags") or {}
            change_tags(session, row, values, current, new.get("tags") or {})
        for step in row.after_update:
            take_step(session, row, step, values)

    def renewed(self, old: Properties, new: Properties) -> set[str]:
        """The outputs that an update gives new values, which a preview cannot know."""
        sent = {link.name for link in self.compiled.update.links} if self.compiled.update else set()
        changes = self._changed(old, new)
        return {
            name
            for renewal in self.compiled.row.renewals
            if changes & (set(renewal.by) or sent) and (not renewal.when or new.get(renewal.when))
            for name in renewal.outputs
            if new.get(name) is None
        }

    def delete(
        self, session: Session, resource_id: str, known: Properties, *, undoing: bool = False
    ) -> None:
        """Deletes the resource; one that is gone already is fine.

        `undoing` takes back a half-made resource, of which parts may be missing.
        """
        row = self.compiled.row
        if known.get("skipDestroy") and not undoing:
            return
        values = self._values(session, resource_id, known)
        steps: list[Callable[[], object]] = [
            functools.partial(take_step, session, row, step, values) for step in row.before_delete
        ]
        steps += removals(session, self.compiled, values)
        if row.delete:
            steps.append(functools.partial(take_step, session, row, row.delete, values))
        for step in steps:
            try:
                step()
            except ClientError as error:
                if not undoing and not is_gone(row, error):
                    raise
            except KeyError:
                if not undoing:
                    raise  # a half-made resource may lack what a call needs

    def unsent(self, old: Properties, new: Properties) -> set[str]:
        """The properties that an update leaves as it finds them, because the program did not change them."""
        return set(self.compiled.row.sent_when_changed) - self._changed(old, new)

    def clears(self, name: str, value: Any) -> bool:
        """Whether the value says that the property is not set, so that AWS may tell nothing of it."""
        removal = self.compiled.row.removal
        return name in removal and same(removal[name], value)

    def lost(self, wanted: Properties, found: Properties) -> dict[str, tuple[Any, Any]]:
        """The inputs that AWS did not keep as asked: name → (asked, found)."""
        return {
            name: (wanted[name], found.get(name))
            for name in sorted(self.compiled.readable & set(wanted))
            if not covers(found.get(name), wanted[name])
            and not (found.get(name) is None and self.clears(name, wanted[name]))
        }

    def _changed(self, old: Properties, new: Properties) -> set[str]:
        names = ({*old, *new} & set(self.compiled.type.inputs)) - {"region", "tagsAll"}
        row = self.compiled.row
        return {
            name
            for name in names
            if changed(old.get(name), new.get(name))
            and not row.leaves_alone(name, old.get(name), new.get(name))
        }


def _id_in(row: Row, answer: Properties, values: Values) -> str:
    if "{" in row.id:
        return str(fill(row.id, {**scalars(answer), **values}))
    found = jmespath.search(row.id, answer)
    if not found:
        # Operations of EC2 that take lists report failures in the answer.
        raise RuntimeError(f"{row.create.operation} made nothing: {answer}")
    return str(found)
