"""Breaks every row in every place and asks its cases: `python -m tests.localaws.mutation [WORD ...]`.

Prints the mutants that no case notices. Words choose types: `mutation kms Bucket` runs those whose token
holds one of them. A mutant is killed when any life of its type fails, or the row no longer compiles.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from localaws import registry, schema
from localaws.backed import Backed
from localaws.compiled import CompiledRow
from localaws.emulator import Emulator
from localaws.ledger import Ledger
from tests.localaws.explained import EXPLAINED
from tests.localaws.lives import Case, Life, live
from tests.localaws.mutants import Mutant, mutants
from tests.localaws.rows.catalogue import cases
from tests.localaws.rows.coverage import Anything, never_set, set_leaves
from tests.localaws.world import ORGANIZATION, REGION, WORKLOAD, Aws


@contextmanager
def in_place_of(token: str, compiled: CompiledRow | None) -> Iterator[None]:
    """The registry with a mutant in it."""
    original, known = registry._backed, registry.rows()
    row = known.get(token)
    registry._backed = lambda asked: (  # type: ignore[assignment]
        original(asked) if asked != token else Backed(compiled) if compiled else None
    )
    known.pop(token, None)
    if compiled:
        known[token] = compiled.row
    try:
        yield
    finally:
        registry._backed = original
        known.pop(token, None)
        if row:
            known[token] = row


def noticed(token: str, mutant: Mutant, aws: Aws, ledger: Ledger) -> str:
    """How the first life of the type that does not go as it says ends; nothing when all do."""
    if mutant.compiled and never_set(mutant.compiled, cases()[token]):
        return "no life sets the property"
    with in_place_of(token, mutant.compiled):
        for case, life in likeliest_first(mutant, token):
            try:
                live(case, life, aws, ledger)
            except Exception as error:  # noqa: BLE001 -- any failure is a noticed mutant
                return f"{life.name}: {error!r}"
    return ""


def likeliest_first(mutant: Mutant, token: str) -> list[tuple[Case, Life]]:
    """The lives of a type, those first that set the very property that is broken: they notice it soonest."""
    inputs = schema.resource_type(token).inputs

    def sets_it(life: Life) -> bool:
        given = [life.inputs(Anything()), life.changed(Anything())]
        leaves = {
            leaf
            for values in given
            for name, value in values.items()
            for leaf in set_leaves(inputs[name], value, name)
        }
        return mutant.what.split(" ")[-1] in leaves

    lives = [(case, life) for case in cases()[token] for life in case.lives]
    return sorted(lives, key=lambda lived: not sets_it(lived[1]))


def run(token: str, aws: Aws, ledger: Ledger) -> tuple[int, list[str]]:
    """The number of mutants of a type, and those that survive without an explanation."""
    operations = registry.backed(token)
    assert operations
    # A setting of the account that a killed mutant left behind would kill the ones after it.
    shared = any(case.left for case in cases()[token])
    unchanged = Mutant("nothing", operations.compiled)
    survivors, number = [], 0
    for mutant in mutants(operations.compiled):
        number += 1
        if not noticed(token, mutant, aws, ledger):
            survivors.append(mutant.what)
        elif shared:
            _require_survival(token, unchanged, aws, ledger, mutant.what)
    _require_survival(token, unchanged, aws, ledger, "all mutants")
    return number, survivors


def _require_survival(token: str, unchanged: Mutant, aws: Aws, ledger: Ledger, after: str) -> None:
    if failure := noticed(token, unchanged, aws, ledger):
        raise RuntimeError(f"{token}: fails without any mutation, after {after}: {failure}")


def main(words: list[str]) -> int:
    """Runs the mutants of the chosen types; the exit code tells whether one survives unexplained."""
    emulator = Emulator(ORGANIZATION)
    emulator.start()
    aws = Aws(emulator.session(WORKLOAD, REGION))
    unexplained = total = explained = 0
    with tempfile.TemporaryDirectory() as directory:
        ledger = Ledger(Path(directory) / "ledger.jsonl")
        for token in sorted(registry.rows()):
            if words and not any(word in token for word in words):
                continue
            started = time.monotonic()
            number, survivors = run(token, aws, ledger)
            known = EXPLAINED.get(token, {})
            strange = [what for what in survivors if what not in known]
            stale = [what for what in known if what not in survivors]
            total, explained = total + number, explained + len(survivors) - len(strange)
            unexplained += len(strange) + len(stale)
            seconds = time.monotonic() - started
            print(f"{token}: {number} mutants, {len(survivors)} survive ({seconds:.0f} s)")
            for what in strange:
                print(f"    survives: {what}")
            for what in stale:
                print(f"    explained, but killed: {what}")
    emulator.stop()
    print(f"{total} mutants, {explained} survive with a reason, {unexplained} to look at")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
