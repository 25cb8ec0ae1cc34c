"""The environment in which boto3, the aws CLI and plain `pulumi` work on the local AWS, and on nothing else."""

import os
from collections.abc import Mapping

from localaws.emulator import SECRET_KEY
from localaws.organization import SeededOrganization, access_key
from localaws.world import Process, World

PASSPHRASE = "localaws"  # noqa: S105 -- protects nothing: a local state holds no real secret
REGION = "eu-central-1"


def local_environment(
    world: World, process: Process, organization: SeededOrganization, account: str = ""
) -> dict[str, str]:
    """The variables to set.

    An account's name makes its credentials the ambient ones, instead of the management account's.
    """
    name = account or organization.management_account
    engine = _engine_directory()
    return {
        **({"PATH": f"{engine}{os.pathsep}{os.environ.get('PATH', '')}"} if engine else {}),
        "AWS_ACCESS_KEY_ID": access_key(organization.accounts[name]),
        "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ENDPOINT_URL": process.endpoint,
        "AWS_EC2_METADATA_DISABLED": "true",
        "PULUMI_HOME": str(world.pulumi_home),
        "PULUMI_BACKEND_URL": f"file://{world.backend}",
        "PULUMI_CONFIG_PASSPHRASE": PASSPHRASE,
        "PULUMI_DEBUG_PROVIDERS": f"aws:{process.providers[name]}",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
    }


def foreign_variables(environment: Mapping[str, str], ours: Mapping[str, str]) -> list[str]:
    """The user's own AWS and Pulumi variables, which must not reach a local run."""
    return sorted(
        name
        for name in environment
        if name.startswith(("AWS_", "PULUMI_")) and name not in ours and name != "PULUMI_COLOR"
    )


def merged_environment(ours: Mapping[str, str]) -> dict[str, str]:
    """The whole environment of a local run: the user's without its AWS and Pulumi variables, and ours."""
    foreign = set(foreign_variables(os.environ, ours))
    return {**{name: value for name, value in os.environ.items() if name not in foreign}, **ours}


def _engine_directory() -> str:
    from tools.engine import engine_directory

    directory = engine_directory()
    return str(directory) if directory else ""
