"""The components as a package: every Args makes the trip through a real Construct, and means the same after it."""

import dataclasses
import json
import re
import shutil
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any

import pulumi
import pytest
import yaml
from pulumi import automation

from components.shared.coercion import camel_case
from localaws.world import PROJECT, Process
from tests.accounts import HOME, account
from tests.catalogue import CATALOGUE, Row

GENERATED = re.compile(r"arn:.*|[a-z]+-[0-9a-f]{17}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Ids that AWS makes up: they differ from run to run."""

VARIANTS = ("minimal", "full")
ACCOUNTS = {
    "minimal": account(permissions_boundary_arn=None),
    "full": account(name="test", id="555555555555", permissions_boundary_arn=None),
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the component package that runs in the environment of the tests."""
    folder = tmp_path_factory.mktemp("package") / "components"
    shutil.copytree(PROJECT / "components", folder, ignore=shutil.ignore_patterns("__pycache__"))
    plugin = yaml.safe_load((folder / "PulumiPlugin.yaml").read_text(encoding="utf-8"))
    plugin["runtime"] = {"name": "python", "options": {"virtualenv": str(PROJECT / ".venv")}}
    (folder / "PulumiPlugin.yaml").write_text(yaml.safe_dump(plugin), encoding="utf-8")
    return folder


def as_package_properties(value: Any) -> Any:
    """Arguments as another language would pass them: camelCase objects of plain values."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        return {camel_case(k): as_package_properties(v) for k, v in fields.items() if v is not None}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {key: as_package_properties(item) for key, item in value.items()}
    return [as_package_properties(item) for item in value] if isinstance(value, list) else value


def in_process(row: Row, name: str, args: Any, opts: pulumi.ResourceOptions) -> None:
    row.component(name, args, opts)


def packaged(row: Row, name: str, args: Any, opts: pulumi.ResourceOptions) -> None:
    token = f"landing-zone:index:{row.name}"
    pulumi.ComponentResource(token, name, as_package_properties(args), opts, remote=True)


def program(build: Callable[..., None]) -> Callable[[], None]:
    """Every component of the catalogue, with as little and as much as it takes."""

    def run() -> None:
        import pulumi_aws as aws

        from components.landing_zone.providers import AccountProvider

        for variant in VARIANTS:
            owner = ACCOUNTS[variant]
            provider = AccountProvider(owner, region=HOME)
            opts = pulumi.ResourceOptions(providers=[provider])
            for row in CATALOGUE:
                args = getattr(row, variant)(owner)
                if getattr(args, "log_key_arn", None):
                    policy = _key_policy(owner.id)
                    own = pulumi.ResourceOptions(provider=provider)
                    key = aws.kms.Key("logs", policy=policy, region=HOME, opts=own)
                    args = dataclasses.replace(args, log_key_arn=key.arn)
                build(row, f"{row.name.lower()}-{variant}", args, opts)

    return run


def _key_policy(account_id: str) -> str:
    principals = {"AWS": f"arn:aws:iam::{account_id}:root", "Service": f"logs.{HOME}.amazonaws.com"}
    statement = {"Effect": "Allow", "Principal": principals, "Action": "kms:*", "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def deployed(folder: Path, package: Path, build: Callable[..., None]) -> dict[tuple[str, str], str]:
    """What stands after an up, by type and logical name: the inputs, with references by name."""
    plugins = {"providers": [{"name": "landing-zone", "path": str(package)}]}
    project = {"name": "engine-tests", "runtime": "python", "plugins": plugins}
    (folder / "Pulumi.yaml").write_text(yaml.safe_dump(project), encoding="utf-8")
    options = automation.LocalWorkspaceOptions(
        work_dir=str(folder), env_vars={"PULUMI_SKIP_CHECKPOINTS": "true"}
    )
    stack = automation.create_stack(
        folder.name, project_name="engine-tests", program=program(build), opts=options
    )
    stack.up()
    resources = (stack.export_stack().deployment or {})["resources"]
    stack.destroy()
    return _by_name(resources)


def _by_name(resources: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    made = [r for r in resources if r["type"].startswith("aws:")]
    names = {}
    for resource in made:
        name = resource["urn"].rsplit("::", 1)[1]
        for value in (resource["outputs"].get("arn"), resource["id"]):
            if value and GENERATED.fullmatch(value):
                names[value] = f"<{resource['type']} {name}>"
    found = {}
    for resource in made:
        text = json.dumps(resource["inputs"], sort_keys=True)
        # The longest first: an ARN may hold an id.
        for value in sorted(names, key=len, reverse=True):
            text = text.replace(value, names[value])
        found[resource["type"], resource["urn"].rsplit("::", 1)[1]] = _without_random(text)
    return found


def _without_random(text: str) -> str:
    """Generated names differ from stack to stack."""
    return re.sub(r"-[0-9a-f]{7}(?=[\"\\/:*])", "-*", text)


def test_every_args_makes_the_round_trip_and_means_the_same(
    process: Process, package: Path, tmp_path: Path
) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "packaged").mkdir()
    plain = deployed(tmp_path / "plain", package, in_process)
    through_the_package = deployed(tmp_path / "packaged", package, packaged)
    assert {name for _, name in plain if name.startswith("network-full")}
    different = {key for key in plain if through_the_package.get(key) != plain[key]}
    assert {key: (plain[key], through_the_package.get(key)) for key in different} == {}
    assert set(through_the_package) == set(plain)
