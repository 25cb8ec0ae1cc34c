"""The command line of the local AWS."""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence

from localaws.control import ControlError, start, stop
from localaws.environment import foreign_variables, local_environment, merged_environment
from localaws.organization import read_organization
from localaws.status import print_status
from localaws.world import PROJECT, World, current_world

SERVE = "serve"
"""What `up` starts in the background."""


def main(arguments: Sequence[str]) -> int:
    """Runs one command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m localaws", description="The local AWS.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("up", help="start it, with everything that stood when it was stopped")
    commands.add_parser("down", help="stop it; everything is kept")
    commands.add_parser("status", help="what stands, per account and region")
    commands.add_parser(
        "reset", help="stop it and throw everything away, the local Pulumi stacks included"
    )
    commands.add_parser(SERVE, help="serve in the foreground")
    for name, text in (
        ("env", "print shell exports"),
        ("run", "run a command with that environment"),
    ):
        command = commands.add_parser(
            name, help=f"{text}: boto3, the aws CLI and pulumi then work on the local AWS"
        )
        command.add_argument(
            "--account", default="", help="name of the account whose credentials are used"
        )
        if name == "run":
            command.add_argument("argv", nargs=argparse.REMAINDER, metavar="-- COMMAND")
    options = parser.parse_args(arguments)
    world = current_world()
    try:
        return _run(options, world)
    except ControlError as error:
        print(error, file=sys.stderr)
        return 1


def _run(options: argparse.Namespace, world: World) -> int:
    if options.command == SERVE:
        from localaws.daemon import Daemon

        Daemon(world).run()
    elif options.command == "up":
        process = start(world)
        print(f"The local AWS serves at {process.endpoint}")
    elif options.command == "down":
        print("The local AWS is stopped." if stop(world) else "The local AWS was not running.")
    elif options.command == "reset":
        stop(world)
        shutil.rmtree(world.home, ignore_errors=True)
        print("The local AWS and its Pulumi stacks are thrown away.")
    elif options.command == "status":
        print_status(world)
    else:
        return _with_environment(options, world)
    return 0


def _with_environment(options: argparse.Namespace, world: World) -> int:
    process = start(world)
    organization = read_organization(PROJECT)
    if options.account and options.account not in organization.accounts:
        known = ", ".join(organization.accounts)
        raise ControlError(f"no account {options.account!r}; there are {known}")
    ours = local_environment(world, process, organization, options.account)
    if options.command == "env":
        for name in foreign_variables(os.environ, ours):
            print(f"unset {name}")
        for name, value in ours.items():
            print(f"export {name}={shlex.quote(value)}")
        return 0
    command = [word for index, word in enumerate(options.argv) if index or word != "--"]
    if not command:
        raise ControlError("run needs a command: python -m localaws run -- COMMAND")
    return subprocess.run(command, env=merged_environment(ours), check=False).returncode
