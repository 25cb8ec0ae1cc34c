"""Other teams' programs: a YAML program with the added package, and a Python program with the wheel."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from localaws.session import Session
from localaws.world import PROJECT, Process
from tests.engine.conftest import SessionFor

NETWORK = {
    "account": {
        "name": "sandbox",
        "id": "444444444444",
        "tier": "sandbox",
        "organizationalUnit": "sandbox",
        "regions": ["eu-central-1"],
        "deploymentRole": "LandingZoneDeployment",
        "tags": {"owner": "another-team"},
    },
    "region": "eu-central-1",
    "layout": {"cidrBlock": "10.77.0.0/16", "availabilityZones": ["a", "b"]},
}
YAML_PROGRAM = {
    "name": "other-team",
    "runtime": "yaml",
    "resources": {
        "sandbox": {
            "type": "pulumi:providers:aws",
            "properties": {
                "region": "eu-central-1",
                "allowedAccountIds": ["444444444444"],
                "assumeRoles": [
                    {"roleArn": "arn:aws:iam::444444444444:role/LandingZoneDeployment"}
                ],
            },
        },
        "main": {
            "type": "landing-zone:index:Network",
            "properties": NETWORK,
            "options": {"providers": ["${sandbox}"]},
        },
    },
    "outputs": {"vpc": "${main.vpcId}"},
}
PYTHON_PROGRAM = """
import pulumi
from landing_zone_components.landing_zone.accounts import Account
from landing_zone_components.landing_zone.providers import AccountProvider
from landing_zone_components.landing_zone.tiers import Tier
from landing_zone_components.network import Network, NetworkArgs, NetworkLayout

account = Account(
    name="sandbox",
    id="444444444444",
    tier=Tier.SANDBOX,
    organizational_unit="sandbox",
    regions=["eu-central-1"],
    deployment_role="LandingZoneDeployment",
)
provider = AccountProvider(account, region="eu-central-1")
layout = NetworkLayout(cidr_block="10.78.0.0/16", availability_zones=["a"])
args = NetworkArgs(account=account, region="eu-central-1", layout=layout)
network = Network("main", args, pulumi.ResourceOptions(provider=provider))
pulumi.export("vpc", network.vpc_id)
"""


@pytest.fixture(scope="module")
def sandbox(session_for: SessionFor) -> Session:
    return session_for("sandbox")


def pulumi(folder: Path, *arguments: str, **variables: str) -> str:
    """Runs the CLI in a project; what it printed."""
    result = subprocess.run(
        ["pulumi", *arguments],
        cwd=folder,
        env={**os.environ, **variables},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert result.returncode == 0, result.stdout
    return result.stdout.strip()


def cidr_of(sandbox: Session, vpc: str) -> str:
    cidr: str = sandbox.call("ec2", "DescribeVpcs", {"VpcIds": [vpc]})["Vpcs"][0]["CidrBlock"]
    return cidr


def test_a_yaml_program_adds_the_package_and_deploys_a_network(
    process: Process, sandbox: Session, tmp_path: Path
) -> None:
    package = tmp_path / "repository" / "components"
    shutil.copytree(PROJECT / "components", package, ignore=shutil.ignore_patterns("__pycache__"))
    program = tmp_path / "program"
    program.mkdir()
    (program / "Pulumi.yaml").write_text(yaml.safe_dump(YAML_PROGRAM), encoding="utf-8")
    pulumi(program, "package", "add", "../repository/components")
    pulumi(program, "stack", "init", "yaml")
    pulumi(program, "up", "--yes", "--skip-preview")
    vpc = pulumi(program, "stack", "output", "vpc")
    assert cidr_of(sandbox, vpc) == "10.77.0.0/16"
    pulumi(program, "destroy", "--yes", "--skip-preview")


def test_a_python_program_in_another_folder_uses_the_wheel(
    process: Process, sandbox: Session, tmp_path: Path
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name in ("components", "pyproject.toml", "README.md", "LICENSE"):
        origin = PROJECT / name
        copy = shutil.copytree if origin.is_dir() else shutil.copyfile
        copy(origin, source / name)
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(build, check=True)
    (wheel,) = tmp_path.glob("landing_zone_components-*.whl")
    installed = tmp_path / "installed"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(installed),
        str(wheel),
    ]
    subprocess.run(install, check=True)
    program = tmp_path / "program"
    program.mkdir()
    runtime = {"name": "python", "options": {"virtualenv": str(PROJECT / ".venv")}}
    project = {"name": "wheel-user", "runtime": runtime}
    (program / "Pulumi.yaml").write_text(yaml.safe_dump(project), encoding="utf-8")
    (program / "__main__.py").write_text(PYTHON_PROGRAM, encoding="utf-8")
    path = {"PYTHONPATH": str(installed)}
    pulumi(program, "stack", "init", "wheel")
    pulumi(program, "up", "--yes", "--skip-preview", **path)
    vpc = pulumi(program, "stack", "output", "vpc")
    assert cidr_of(sandbox, vpc) == "10.78.0.0/16"
    pulumi(program, "destroy", "--yes", "--skip-preview", **path)
