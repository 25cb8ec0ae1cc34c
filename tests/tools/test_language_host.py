"""Python on the engine of this machine: programs, component packages and policy packs.

Where the engine was built here, this is the proof of tools/pulumi_cli; where it is an official one,
that this project may rely on the same.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.pulumi_cli import PulumiCli
from tools.checkout import Checkout

pytestmark = pytest.mark.engine

_EMPTY_PIP = """
import pathlib, sys
with pathlib.Path(__file__).with_name("calls.txt").open("a") as calls:
    print(*sys.argv[1:], file=calls)
"""


@pytest.fixture
def pulumi(tmp_path: Path) -> PulumiCli:
    """The CLI with a folder of its own."""
    return PulumiCli(tmp_path)


@pytest.fixture
def parcel(tmp_path: Path) -> Path:
    """The component package, with its dependencies borrowed from this checkout's environment.

    The CLI installs a package's dependencies before it asks for its schema; a pip that only notes
    what it is asked stands in for the real one, which would need an index and half a minute.
    """
    package = tmp_path / "parcel"
    shutil.copytree(Path(__file__).parent / "parcel", package)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", package / "venv"], check=True)
    packages = next((package / "venv").glob("lib/python*/site-packages"))
    borrowed = next(Checkout.here().virtualenv.glob("lib/python*/site-packages"))
    (packages / "borrowed.pth").write_text(f"{borrowed}\n", "utf-8")
    (packages / "pip").mkdir()
    (packages / "pip" / "__main__.py").write_text(_EMPTY_PIP, "utf-8")
    (packages / "pip" / "__init__.py").touch()
    return package


def test_a_program_runs_in_its_virtualenv(pulumi: PulumiCli) -> None:
    program = "import pulumi, sys\npulumi.export('prefix', sys.prefix)\n"
    project = pulumi.project("plain", {"__main__.py": program})
    pulumi.succeed(project, "up", "--yes", "--skip-preview")
    outputs = json.loads(pulumi.succeed(project, "stack", "output", "--json"))
    assert outputs == {"prefix": str(Checkout.here().virtualenv)}


def test_configuration_reaches_the_program_and_a_secret_stays_one(pulumi: PulumiCli) -> None:
    program = """
import pulumi
config = pulumi.Config()
pulumi.export("open", config.require("open"))
pulumi.export("closed", config.require_secret("closed").apply(len))
pulumi.export("stack", [pulumi.get_organization(), pulumi.get_project(), pulumi.get_stack()])
"""
    project = pulumi.project("configured", {"__main__.py": program})
    pulumi.succeed(project, "config", "set", "open", "door")
    pulumi.succeed(project, "config", "set", "--secret", "closed", "sesame")
    pulumi.succeed(project, "up", "--yes", "--skip-preview")
    outputs = json.loads(pulumi.succeed(project, "stack", "output", "--json"))
    assert outputs == {
        "open": "door",
        "closed": "[secret]",
        "stack": ["organization", "configured", "test"],
    }


def test_a_program_that_raises_shows_its_own_lines_once_and_fails(pulumi: PulumiCli) -> None:
    program = "def broken():\n    raise RuntimeError('out of order')\n\n\nbroken()\n"
    project = pulumi.project("raising", {"__main__.py": program})
    shown = pulumi.fail(project, "preview")
    assert shown.count("RuntimeError: out of order") == 1
    assert f'File "{project}/__main__.py", line 5, in <module>' in shown
    assert "non-zero exit code" not in shown


def test_a_program_that_exits_by_itself_is_reported_with_its_code(pulumi: PulumiCli) -> None:
    project = pulumi.project("exiting", {"__main__.py": "import sys\nsys.exit(3)\n"})
    assert "exited with non-zero exit code: 3" in pulumi.fail(project, "preview")


def test_a_virtualenv_that_is_none_is_named(pulumi: PulumiCli) -> None:
    project = pulumi.project("homeless", {"__main__.py": "", "venv": "a file"})
    text = "name: homeless\nruntime: {name: python, options: {virtualenv: venv}}\n"
    (project / "Pulumi.yaml").write_text(text, "utf-8")
    assert f'"{project}/venv"' in pulumi.fail(project, "preview")


def test_a_cancelled_run_ends_its_program(pulumi: PulumiCli, tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    os.mkfifo(alive)
    program = f"""
import signal
alive = open({str(alive)!r}, "w")  # closed by nothing but the end of this process
alive.write("running")
alive.flush()
signal.pause()
"""
    project = pulumi.project("waiting", {"__main__.py": program})
    run = pulumi.start(project, "preview")
    with alive.open("r") as pipe:
        assert pipe.read(7) == "running"
        run.send_signal(signal.SIGINT)
        assert pipe.read() == ""
    shown, _ = run.communicate()
    assert "Traceback" not in shown
    assert run.returncode != 0


def test_a_dynamic_provider_runs(pulumi: PulumiCli) -> None:
    program = """
import pulumi
from pulumi.dynamic import CreateResult, Resource, ResourceProvider

class Doubling(ResourceProvider):
    def create(self, props):
        return CreateResult("1", {"doubled": props["number"] * 2})

class Doubled(Resource):
    doubled: pulumi.Output[int]

pulumi.export("doubled", Doubled(Doubling(), "d", {"number": 21, "doubled": None}).doubled)
"""
    project = pulumi.project("dynamic", {"__main__.py": program})
    pulumi.succeed(project, "up", "--yes", "--skip-preview")
    assert pulumi.succeed(project, "stack", "output", "doubled").strip() == "42"


def test_a_component_package_tells_its_schema(pulumi: PulumiCli, parcel: Path) -> None:
    schema = json.loads(pulumi.succeed(parcel.parent, "package", "get-schema", "./parcel"))
    assert (schema["name"], schema["version"]) == ("parcel", "1.2.3")
    component = schema["resources"]["parcel:index:Parcel"]
    assert component["isComponent"]
    assert component["requiredInputs"] == ["destination"]
    assert component["properties"] == {"address": {"type": "string"}}


def test_a_component_package_serves_a_program_in_another_language(
    pulumi: PulumiCli, parcel: Path
) -> None:
    program = f"""\
packages: {{parcel: {parcel}}}
resources:
  letter: {{type: "parcel:Parcel", properties: {{destination: Bern}}}}
outputs:
  address: ${{letter.address}}
"""
    project = pulumi.project("yaml", {"Pulumi.yaml": program}, runtime="yaml")
    pulumi.succeed(project, "up", "--yes", "--skip-preview")
    assert pulumi.succeed(project, "stack", "output", "address").strip() == "letter to Bern"


def test_an_sdk_for_python_is_generated_from_a_component_package(
    pulumi: PulumiCli, parcel: Path, tmp_path: Path
) -> None:
    target = tmp_path / "sdk"
    arguments = ["./parcel", "--language", "python", "--out", str(target)]
    pulumi.succeed(parcel.parent, "package", "gen-sdk", *arguments)
    generated = (target / "python" / "pulumi_parcel" / "parcel.py").read_text("utf-8")
    assert "class Parcel(pulumi.ComponentResource)" in generated
    compile(generated, "parcel.py", "exec")


def test_a_program_in_pulumis_own_language_is_converted_to_python(
    pulumi: PulumiCli, tmp_path: Path
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "Pulumi.yaml").write_text("name: converted\nruntime: yaml\n", "utf-8")
    (source / "main.pp").write_text(
        'config "who" "string" {}\noutput "greeting" {\n  value = "hello ${who}"\n}\n', "utf-8"
    )
    target = tmp_path / "converted"
    options = ["--from", "pcl", "--language", "python", "--generate-only", "--out", str(target)]
    pulumi.succeed(source, "convert", *options)
    converted = (target / "__main__.py").read_text("utf-8")
    assert 'pulumi.export("greeting", f"hello {who}")' in converted


def test_a_policy_pack_without_its_environment_says_how_to_make_it(
    pulumi: PulumiCli, tmp_path: Path
) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "PulumiPolicy.yaml").write_text("runtime: python\nversion: 0.1.0\n", "utf-8")
    project = pulumi.project("judged", {"__main__.py": "import pulumi\n"})
    shown = pulumi.fail(project, "preview", "--policy-pack", str(pack))
    assert f"python3 -m venv {pack}/venv" in shown
    assert "connection refused" not in shown


@pytest.mark.skipif(shutil.which("go") is None, reason="Go is needed only to build the host")
def test_the_hosts_own_go_tests_pass_and_its_sources_are_formatted() -> None:
    sources = Checkout.here().engine_sources
    variables = {**os.environ, "CGO_ENABLED": "0"}
    command = ["go", "test", "-mod=readonly", "-trimpath", "-tags", "osusergo grpcnotrace", "./..."]
    tests = subprocess.run(
        command, cwd=sources, env=variables, capture_output=True, text=True, check=False
    )
    assert tests.returncode == 0, tests.stdout + tests.stderr
    unformatted = subprocess.run(
        ["gofmt", "-l", "."], cwd=sources, capture_output=True, text=True, check=True
    )
    assert unformatted.stdout == ""
