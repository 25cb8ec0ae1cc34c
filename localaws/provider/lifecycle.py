"""One resource through its life: the same for every type, over the emulator (backed) or the ledger (remembered)."""

import copy
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from localaws import schema
from localaws.backed import Backed
from localaws.check import type_violations
from localaws.ledger import Entry, Ledger
from localaws.memory import remembered_id, remembered_outputs
from localaws.references import missing_references
from localaws.registry import backed
from localaws.rules import rule_violations
from localaws.session import Session
from localaws.values import UNKNOWN, covers, is_empty, parsed, same, take_out

Properties = dict[str, Any]


class LostValueError(RuntimeError):
    """AWS did not keep what it was asked to keep."""


class MissingReferenceError(LookupError):
    """An input names a resource that does not exist."""


@dataclass(frozen=True)
class Resource:
    """One resource of the engine: its URN, its type, and the caller that manages it."""

    urn: str
    token: str
    session: Session
    ledger: Ledger

    @property
    def described(self) -> schema.ResourceType:
        """Its type."""
        return schema.resource_type(self.token)

    @property
    def operations(self) -> Backed | None:
        """Its operations; None when it is only remembered."""
        return backed(self.token)

    def create(self, inputs: Properties, secret: Iterable[str]) -> tuple[str, Properties]:
        """Creates the resource, reads it back, and takes it back when anything of that fails."""
        operations = self.operations
        if operations is None:
            resource_id = remembered_id(self.urn, self.session, inputs)
            outputs = self._with_tags_all(
                remembered_outputs(self.described, self.session, resource_id, inputs)
            )
            self._record(resource_id, outputs, secret)
            return resource_id, outputs
        self._require_references(inputs)
        resource_id = operations.create(self.session, inputs)
        try:
            outputs = self._observed(operations, resource_id, inputs, {}, secret)
        except Exception:
            operations.delete(self.session, resource_id, inputs, undoing=True)
            raise
        self._record(resource_id, outputs, secret)
        return resource_id, outputs

    def update(
        self,
        resource_id: str,
        old: Properties,
        new: Properties,
        state: Properties,
        secret: Iterable[str],
    ) -> Properties:
        """Changes the resource in place and reads it back."""
        operations = self.operations
        outputs_only = {
            k: v
            for k, v in state.items()
            if k not in self.described.inputs and not k.startswith("__")
        }
        if operations is None:
            outputs = self._with_tags_all({**outputs_only, **new})
        else:
            changed = {name: value for name, value in new.items() if not same(old.get(name), value)}
            self._require_references(changed)
            operations.update(
                self.session, resource_id, {**outputs_only, **old}, {**outputs_only, **new}
            )
            unsent = operations.unsent(old, new)
            outputs = self._observed(operations, resource_id, new, outputs_only, secret, unsent)
        self._record(resource_id, outputs, secret)
        return outputs

    def read(
        self, resource_id: str, inputs: Properties, state: Properties
    ) -> tuple[Properties, Properties] | None:
        """State and inputs as they are now; None when the resource is gone. Without a state it is an import."""
        operations = self.operations
        if operations is None:
            return self._remembered(resource_id, inputs, state)
        if not state:
            operations.require_import_id(resource_id)
        found = operations.read(self.session, resource_id, _with_arn(resource_id, state))
        if found is None:
            self.ledger.remove(self.urn, resource_id)
            return None
        if not state:
            imported = self._imported(operations, found)
            outputs = self._with_tags_all({**found, **self._regional()})
            self._record(resource_id, outputs, ())
            return outputs, imported
        return self._refreshed(operations, found, inputs, state)

    def delete(self, resource_id: str, state: Properties) -> None:
        """Deletes the resource."""
        if self.operations:
            self.operations.delete(self.session, resource_id, _with_arn(resource_id, state))
        self.ledger.remove(self.urn, resource_id)

    def planned(self, inputs: Properties) -> Properties:
        """The outputs that a preview can tell."""
        unknown = {
            name: UNKNOWN for name in self.described.outputs if name not in self.described.inputs
        }
        return self._with_tags_all({**unknown, **inputs})

    def planned_update(self, old: Properties, new: Properties, state: Properties) -> Properties:
        """What a preview can tell of an update."""
        renewed = self.operations.renewed(old, new) if self.operations else ()
        planned = {**state, **new, **dict.fromkeys(renewed, UNKNOWN)}
        return self._with_tags_all(planned) if "tagsAll" in state else planned

    def _observed(
        self,
        operations: Backed,
        resource_id: str,
        wanted: Properties,
        outputs: Properties,
        secret: Iterable[str],
        unsent: Collection[str] = (),
    ) -> Properties:
        known = {**_with_arn(resource_id, wanted), **outputs}
        found = operations.read(self.session, resource_id, known)
        if found is None:
            raise LostValueError(f"{resource_id} does not exist right after it was written")
        self._require_types(found)
        sent = {name: value for name, value in wanted.items() if name not in unsent}
        lost = operations.lost(sent, found)
        if lost:
            hidden = set(secret)
            told = [
                name if name in hidden else f"{name} is {now!r} and not {asked!r}"
                for name, (asked, now) in lost.items()
            ]
            raise LostValueError(f"AWS did not keep what it was asked to: {'; '.join(told)}")
        asked_inputs = {
            name: value for name, value in wanted.items() if name in self.described.inputs
        }
        return self._with_tags_all({**outputs, **found, **asked_inputs, **self._regional()})

    def _refreshed(
        self, operations: Backed, found: Properties, inputs: Properties, state: Properties
    ) -> tuple[Properties, Properties]:
        outputs, refreshed = dict(state), dict(inputs)
        for name in {*found, *operations.compiled.readable}:
            now, was = found.get(name), state.get(name)
            declared = name in self.described.inputs
            unset = now is None and operations.clears(name, was)
            untouched = declared and name not in inputs and name != "tags" and is_empty(was)
            if same(now, was) or unset or untouched:
                continue
            if name != "tags" and isinstance(parsed(was), (dict, list)) and covers(now, was):
                continue  # AWS added members that nobody asked for
            outputs[name] = now
            if declared and (name in inputs or name == "tags"):
                if is_empty(now):
                    refreshed.pop(name, None)
                else:
                    refreshed[name] = now
        return self._with_tags_all(outputs), refreshed

    def _imported(self, operations: Backed, found: Properties) -> Properties:
        """The inputs that a program would give for what was found. AWS also tells what cannot be set together."""
        settable = set(self.described.inputs) - set(operations.compiled.unlinked)
        told = {k: v for k, v in found.items() if k in settable and not is_empty(v)}
        imported = copy.deepcopy(told)  # the outputs keep what the inputs lose
        for violation in list(rule_violations(self.token, imported)):
            take_out(imported, violation.path)
        return imported

    def _remembered(
        self, resource_id: str, inputs: Properties, state: Properties
    ) -> tuple[Properties, Properties] | None:
        if self.ledger.find(self.urn, resource_id) is None:
            return None
        return state, inputs

    def _require_references(self, inputs: Properties) -> None:
        missing = missing_references(self.session, self.token, inputs)
        if missing:
            raise MissingReferenceError("; ".join(missing))

    def _require_types(self, found: Properties) -> None:
        wrong = [
            violation
            for name, value in found.items()
            if name in self.described.inputs
            for violation in type_violations(self.described.inputs[name], value, name)
        ]
        if wrong:
            raise TypeError(
                f"the read-back does not fit the SDK: {wrong[0].path}: {wrong[0].message}"
            )

    def _record(self, resource_id: str, outputs: Mapping[str, Any], secret: Iterable[str]) -> None:
        hidden = set(secret) | {"tagsAll"}
        known = {name: value for name, value in outputs.items() if name not in hidden}
        entry = Entry(
            self.urn,
            resource_id,
            self.token,
            self.session.account,
            self.session.region,
            self.operations is not None,
            known,
        )
        self.ledger.put(entry)

    def _regional(self) -> Properties:
        return {"region": self.session.region} if "region" in self.described.inputs else {}

    def _with_tags_all(self, outputs: Properties) -> Properties:
        return (
            {**outputs, "tagsAll": outputs.get("tags") or {}}
            if "tagsAll" in self.described.outputs
            else outputs
        )


def _with_arn(resource_id: str, properties: Mapping[str, Any]) -> Properties:
    """Some reads need the ARN, and for some types the id is the ARN; an import knows nothing else."""
    return {**({"arn": resource_id} if resource_id.startswith("arn:") else {}), **properties}
