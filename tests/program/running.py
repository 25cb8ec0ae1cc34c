"""Runs the whole program, without an engine and without AWS."""

import json
import runpy
from pathlib import Path
from typing import Any
from unittest import mock

import pulumi
import yaml

from tests.recording import PROJECT, Answers, Recording, start_recording

ROOT = Path(__file__).resolve().parents[2]
STACKS = sorted(path.name.split(".")[1] for path in ROOT.glob("Pulumi.*.yaml"))

Configuration = dict[str, Any]


def project_configuration() -> Configuration:
    """What Pulumi.yaml says for every stack, as the CLI hands it to the program."""
    declared = yaml.safe_load((ROOT / "Pulumi.yaml").read_text("utf-8"))["config"]
    return {
        key if ":" in key else f"{PROJECT}:{key}": entry.get("value", entry.get("default"))
        for key, entry in declared.items()
        if "value" in entry or "default" in entry
    }


def stack_configuration(stack: str) -> Configuration:
    """What Pulumi.yaml and the committed file of a stack say together."""
    own = yaml.safe_load((ROOT / f"Pulumi.{stack}.yaml").read_text("utf-8"))["config"]
    return project_configuration() | own


def run_program(
    configuration: Configuration, stack: str = "sandbox", answers: Answers | None = None
) -> Recording:
    """What the program registers with this configuration, up to its end or to its error.

    The error, if there is one, is on the recording: `recording.error`.
    """
    texts = {
        key: value if isinstance(value, str) else json.dumps(value)
        for key, value in configuration.items()
    }
    recording = start_recording(stack=stack, answers=answers)
    pulumi.runtime.set_all_config(texts)

    @pulumi.runtime.test
    def run() -> pulumi.Output[None]:
        runpy.run_path(str(ROOT / "__main__.py"), run_name="__main__")
        return pulumi.Output.all(**exports).apply(recording.exports.update)

    exports: dict[str, Any] = {}
    with mock.patch.object(pulumi, "export", exports.__setitem__):
        try:
            run()
        except pulumi.RunError as error:
            recording.error = str(error)
        finally:
            pulumi.runtime.set_all_config({})
    return recording
