"""Protected resources of a production stack: what would destroy them fails in the preview, and says why."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from localaws.world import Process, World
from tests.engine.stacks import CommittedStack, committed_stack

Edit = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def production(world: World, process: Process) -> CommittedStack:
    stack = committed_stack("production", world, process)
    stack.up()
    return stack


@pytest.fixture
def preview(production: CommittedStack) -> Callable[..., tuple[int, str]]:
    """Previews the stack with an edited stack file; exit code and what was printed."""
    committed = production.local.stack_file.read_text(encoding="utf-8")

    def run(edit: Edit, *options: str) -> tuple[int, str]:
        document = yaml.safe_load(committed)
        edit(document["config"])
        production.local.stack_file.write_text(yaml.safe_dump(document), encoding="utf-8")
        try:
            result = production.pulumi("preview", *options)
        finally:
            production.local.stack_file.write_text(committed, encoding="utf-8")
        return result.returncode, result.stdout + result.stderr

    return run


def _other_cidr(config: dict[str, Any]) -> None:
    config["landing-zone:network"]["layout"]["cidrBlock"] = "10.99.0.0/16"


def test_a_replacement_fails_in_the_preview(preview: Callable[..., tuple[int, str]]) -> None:
    code, said = preview(_other_cidr)
    assert code != 0
    assert 'unable to replace resource "urn:pulumi:production::' in said
    assert "::main-vpc" in said
    assert "marked for protection" in said


def test_the_diff_names_the_property_that_would_replace(
    preview: Callable[..., tuple[int, str]],
) -> None:
    _, said = preview(_other_cidr, "--diff")
    assert "cidrBlock" in said


def test_the_removal_of_a_component_fails_in_the_preview(
    preview: Callable[..., tuple[int, str]],
) -> None:
    code, said = preview(lambda config: config.pop("landing-zone:baseline"))
    assert code != 0
    assert "account-log-bucket" in said
    assert "cannot be deleted" in said


def test_a_destroy_fails_in_the_preview_and_deletes_nothing(production: CommittedStack) -> None:
    before = {resource["urn"] for resource in production.resources()}
    destroy = production.pulumi("destroy", "--yes")
    assert destroy.returncode != 0
    assert "cannot be deleted" in destroy.stdout + destroy.stderr
    assert {resource["urn"] for resource in production.resources()} == before


def test_allow_replacement_lifts_the_protection_of_the_named_resource_only(
    preview: Callable[..., tuple[int, str]], production: CommittedStack
) -> None:
    protected = {
        r["urn"].rsplit("::", 1)[1]
        for r in production.resources()
        if r.get("protect") and "main-" in r["urn"]
    }

    def allow(config: dict[str, Any]) -> None:
        _other_cidr(config)
        config["landing-zone:allowReplacement"] = ["main-vpc"]

    _, said = preview(allow)
    refused = {name for name in protected if f"({name})" in said}
    assert "main-vpc" in protected
    assert "main-vpc" not in refused
