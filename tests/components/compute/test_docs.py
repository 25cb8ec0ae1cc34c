"""The examples of the compute pages do what the pages say."""

import re
from pathlib import Path

import pulumi
import pytest

from components.landing_zone.providers import AccountProvider
from tests.accounts import HOME, SANDBOX
from tests.recording import record

DOCS = Path(__file__).resolve().parents[3] / "docs"
EXAMPLES = {
    name: text
    for page in ("compute.md", "ec2-instance.md")
    for name, text in re.findall(
        r"```python (\w+)\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL
    )
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_runs_and_aws_would_take_what_it_asks_for(name: str) -> None:
    def program() -> None:
        scope = {
            "account": SANDBOX,
            "provider": AccountProvider(SANDBOX, region=HOME),
            "pulumi": pulumi,
        }
        exec(compile(EXAMPLES[name], name, "exec"), scope)

    record(program)
