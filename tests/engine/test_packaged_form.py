"""The components as a package: every Args makes the trip through a real Construct, and means the same after it."""

import dataclasses
import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

import pulumi
import pytest
import yaml
from pulumi import automation

from components.landing_zone.accounts import Account
from components.shared.coercion import camel_case
from localaws.world import PROJECT
from tests.accounts import HOME, account
from tests.catalogue import CATALOGUE, Row
from tests.engine.conftest import SessionFor

GENERATED = re.compile(
    r"arn:.*|[a-z]+-[0-9a-f]{17}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(app|targetgroup)/.*"
)
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


def naming(value: Any, existing: Mapping[str, str]) -> Any:
    """Arguments that name what exists, by the prefix of its id: a plain value cannot be an Output."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {
            f.name: naming(getattr(value, f.name), existing) for f in dataclasses.fields(value)
        }
        return type(value)(**fields)
    if isinstance(value, list):
        return [naming(item, existing) for item in value]
    return existing.get(value.partition("-")[0], value) if isinstance(value, str) else value


def program(
    build: Callable[..., None], existing: Mapping[str, Mapping[str, str]]
) -> Callable[[], None]:
    """Every component of the catalogue, with as little and as much as it takes."""

    def run() -> None:
        from components.landing_zone.providers import AccountProvider

        for variant in VARIANTS:
            owner = ACCOUNTS[variant]
            provider = AccountProvider(owner, region=HOME)
            opts = pulumi.ResourceOptions(providers=[provider])
            parts = existing_parts(variant, owner, pulumi.ResourceOptions(provider=provider))
            for row in CATALOGUE:
                args = naming(getattr(row, variant)(owner), existing[owner.name])
                named = {key: part for key, part in parts.items() if getattr(args, key, None)}
                args = dataclasses.replace(args, **named)
                build(row, f"{row.name.lower()}-{variant}", args, opts)

    return run


def existing_parts(variant: str, owner: Account, opts: pulumi.ResourceOptions) -> dict[str, Any]:
    """What arguments name, by the argument: the local AWS looks up whatever is named."""
    import pulumi_aws as aws

    from components.baseline.policies import log_bucket_policy
    from components.compute import FleetTarget
    from components.network import Network, NetworkArgs, NetworkLayout

    layout = NetworkLayout(cidr_block="10.0.0.0/16", availability_zones=["a", "b"])
    args = NetworkArgs(account=owner, region=HOME, layout=layout)
    network = Network(f"parts-{variant}", args, opts)
    key = aws.kms.Key(f"logs-{variant}", policy=_key_policy(owner.id), region=HOME, opts=opts)
    topic = aws.sns.Topic(f"alarms-{variant}", region=HOME, opts=opts)
    bucket = aws.s3.Bucket(f"logs-{variant}", region=HOME, opts=opts)
    policy = aws.s3.BucketPolicy(
        f"logs-{variant}",
        bucket=bucket.bucket,
        policy=bucket.arn.apply(lambda arn: log_bucket_policy(arn, owner.id, HOME)),
        region=HOME,
        opts=opts,
    )
    first, second = (
        aws.acm.Certificate(
            f"{name}-{variant}",
            domain_name=f"{name}.example.com",
            validation_method="DNS",
            region=HOME,
            opts=opts,
        )
        for name in ("www", "shop")
    )
    group = aws.ec2.SecurityGroup(f"parts-{variant}", vpc_id=network.vpc_id, region=HOME, opts=opts)
    role = aws.iam.Role(f"parts-{variant}", assume_role_policy=_INSTANCE_TRUST, opts=opts)
    profile = aws.iam.InstanceProfile(f"parts-{variant}", role=role.name, opts=opts)
    targets = aws.lb.TargetGroup(
        f"parts-{variant}", port=80, protocol="HTTP", vpc_id=network.vpc_id, region=HOME, opts=opts
    )
    return {
        "vpc_id": network.vpc_id,
        "subnet_id": network.private_subnet_ids[0],
        "subnet_ids": network.private_subnet_ids,
        "security_group_ids": pulumi.Output.all(group.id),
        "instance_profile_arn": profile.arn,
        "volume_key_arn": key.arn,
        "targets": [
            FleetTarget(
                name="web",
                port=80,
                target_group_arn=targets.arn,
                security_group_id=group.id,
                request_count_label=pulumi.Output.concat(
                    "app/parts/0123456789abcdef/", targets.arn_suffix
                ),
            )
        ],
        "log_key_arn": key.arn,
        "alarm_topic_arn": topic.arn,
        "log_bucket_name": policy.bucket,
        "certificate_arn": first.arn,
        "additional_certificate_arns": {"shop": second.arn},
    }


_INSTANCE_TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "ec2.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
)


def _key_policy(account_id: str) -> str:
    principals = {"AWS": f"arn:aws:iam::{account_id}:root", "Service": f"logs.{HOME}.amazonaws.com"}
    statement = {"Effect": "Allow", "Principal": principals, "Action": "kms:*", "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def deployed(
    folder: Path,
    package: Path,
    existing: Mapping[str, Mapping[str, str]],
    build: Callable[..., None],
) -> dict[tuple[str, str], str]:
    """What stands after an up, by type and logical name: the inputs, with references by name."""
    plugins = {"providers": [{"name": "landing-zone", "path": str(package)}]}
    project = {"name": "engine-tests", "runtime": "python", "plugins": plugins}
    (folder / "Pulumi.yaml").write_text(yaml.safe_dump(project), encoding="utf-8")
    options = automation.LocalWorkspaceOptions(
        work_dir=str(folder), env_vars={"PULUMI_SKIP_CHECKPOINTS": "true"}
    )
    # One stack after the other by the same name: names and tags that tell the stack are alike.
    stack = automation.create_stack(
        "forms", project_name="engine-tests", program=program(build, existing), opts=options
    )
    stack.up()
    resources = (stack.export_stack().deployment or {})["resources"]
    stack.destroy(remove=True)
    return _by_name(resources)


def _by_name(resources: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    made = [r for r in resources if r["type"].startswith("aws:")]
    names = {}
    for resource in made:
        name = resource["urn"].split("::", 3)[3]
        outputs = resource["outputs"]
        for value in (outputs.get("arn"), outputs.get("arnSuffix"), resource["id"]):
            if value and GENERATED.fullmatch(value):
                names[value] = f"<{resource['type']} {name}>"
    found = {}
    for resource in made:
        text = json.dumps(resource["inputs"], sort_keys=True)
        # The longest first: an ARN may hold an id.
        for value in sorted(names, key=len, reverse=True):
            text = text.replace(value, names[value])
        found[resource["type"], resource["urn"].split("::", 3)[3]] = _without_random(text)
    return found


def _without_random(text: str) -> str:
    """Generated names differ from stack to stack."""
    return re.sub(r"-[0-9a-f]{7}(?=[\"\\/:*])", "-*", text)


@pytest.fixture(scope="module")
def existing(session_for: SessionFor) -> dict[str, dict[str, str]]:
    """What plain values name, in each account: by its name, the prefix of the id and the id."""
    found = {}
    intel = [{"Name": "architecture", "Values": ["x86_64"]}]
    for owner in ACCOUNTS.values():
        session = session_for(owner.name)
        request = {"AvailabilityZone": f"{HOME}a", "Size": 8}
        volume = session.call("ec2", "CreateVolume", request)["VolumeId"]
        snapshot = session.call("ec2", "CreateSnapshot", {"VolumeId": volume})["SnapshotId"]
        images = session.call("ec2", "DescribeImages", {"Filters": intel})["Images"]
        session.call("ec2", "CreatePlacementGroup", {"GroupName": "close", "Strategy": "cluster"})
        found[owner.name] = {"snap": snapshot, "ami": images[0]["ImageId"]}
    return found


def test_every_args_makes_the_round_trip_and_means_the_same(
    existing: dict[str, dict[str, str]], package: Path, tmp_path: Path
) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "packaged").mkdir()
    plain = deployed(tmp_path / "plain", package, existing, in_process)
    through_the_package = deployed(tmp_path / "packaged", package, existing, packaged)
    assert {name for _, name in plain if name.startswith("network-full")}
    assert set(through_the_package) == set(plain)
    assert list(_differences(plain, through_the_package)) == []


def _differences(
    one: Mapping[tuple[str, str], str], other: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, ...]]:
    """What differs, by resource and property: whole resources would hide it in their text."""
    for key, text in one.items():
        ours, theirs = json.loads(text), json.loads(other[key])
        for property_ in sorted({*ours, *theirs}):
            if ours.get(property_) != theirs.get(property_):
                yield *key, property_, str(ours.get(property_)), str(theirs.get(property_))
