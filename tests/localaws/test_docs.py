"""The page about the local AWS tells the truth: its list of types is current, and its worked example works."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from localaws import registry, replacement, schema
from localaws.compiled import compile_row
from localaws.functions import FUNCTIONS
from localaws.ledger import Ledger
from localaws.world import PROJECT
from tests.localaws.lives import live
from tests.localaws.mutation import in_place_of
from tests.localaws.rows.coverage import never_changed, never_removed, never_set
from tests.localaws.world import Aws

PAGE = PROJECT / "docs" / "local-aws.md"
BEGIN = "<!-- backed types: kept current by tests/localaws/test_docs.py -->\n"
END = "<!-- end of backed types -->"


def listed() -> str:
    """The table of backed types."""
    services = defaultdict(list)
    for token in registry.rows():
        described = schema.resource_type(token)
        services[described.module].append(f"`{described.class_name}`")
    lines = [
        f"| {service} | {', '.join(sorted(types))} |" for service, types in sorted(services.items())
    ]
    return "\n".join(["| service | types |", "|---|---|", *lines]) + "\n"


def written() -> str:
    text = PAGE.read_text(encoding="utf-8")
    return text.split(BEGIN)[1].split(END)[0]


def test_the_list_of_backed_types_is_current():
    refresh = "run: python -m tests.localaws.test_docs"
    assert written() == listed(), refresh


def test_the_list_of_data_sources_is_current():
    text = PAGE.read_text(encoding="utf-8")
    sentence = text.split("Data sources: ")[1].split(". Another one")[0]
    names = {token.rsplit(":", 1)[1] for token in FUNCTIONS} - {"getParameter"}
    assert set(re.findall(r"`([\w.]+)`", sentence)) == names | {"ssm.getParameter"}


def block(kind: str) -> dict:
    """What the page's code makes."""
    text = PAGE.read_text(encoding="utf-8")
    (code,) = re.findall(rf"```python {kind}\n(.*?)```", text, re.DOTALL)
    made: dict = {}
    exec(compile(code, f"{PAGE.name}: {kind}", "exec"), made)
    return made


@pytest.fixture
def replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line of the example in replaces.json."""
    token, paths = re.findall(r'`"(aws:ec2/egress\S+)": \["(\w+)"\]`', PAGE.read_text())[0]
    table = {**replacement._table(), token: frozenset({(replacement._words(paths)[0],)})}
    monkeypatch.setattr(replacement, "_table", lambda: table)


@pytest.mark.usefixtures("replaced")
def test_the_worked_example_works(aws: Aws, ledger: Ledger):
    row, case = block("row")["EGRESS_ONLY_GATEWAY"], block("case")["EGRESS_ONLY"]
    compiled = compile_row(row, schema.resource_type(row.token))
    untried = (
        never_set(compiled, [case]),
        never_changed(compiled, [case]),
        never_removed(compiled, [case]),
    )
    assert untried == (set(), set(), set())
    with in_place_of(row.token, compiled):
        live(case, case.lives[0], aws, ledger)


def refresh(page: Path) -> None:
    """Writes the list into the page."""
    page.write_text(page.read_text(encoding="utf-8").replace(written(), listed()), encoding="utf-8")


if __name__ == "__main__":
    refresh(PAGE)
