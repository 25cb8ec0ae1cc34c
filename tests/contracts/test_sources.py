"""What holds for every source file of the components and of the program."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPONENTS = sorted((ROOT / "components").rglob("*.py"))
PROGRAM = [ROOT / "__main__.py", *sorted((ROOT / "program").rglob("*.py"))]
LONGEST_FILE = 250
LONGEST_FUNCTION = 50
# What each folder of components may import of the others; the root modules may be imported by all.
MAY_IMPORT = {
    "landing_zone": set(),
    "shared": {"landing_zone"},
    "network": {"landing_zone", "shared"},
    "baseline": {"landing_zone", "shared"},
    "compute": {"landing_zone", "shared", "network"},
    "containers": {"landing_zone", "shared", "network", "compute"},
    "storage": {"landing_zone", "shared"},
    "security": {"landing_zone", "shared"},
    "serverless": {"landing_zone", "shared"},
}
ROOT_MODULES = {"problems", "limits", "lazy"}
# Modules that may import pulumi. Every other one is pure: it can be tested and reused without it.
USES_PULUMI = {
    "__main__",
    "baseline/account_baseline",
    "baseline/alarms",
    "baseline/guards",
    "baseline/keys",
    "baseline/log_bucket",
    "compute/autoscaling_fleet",
    "compute/ec2_instance",
    "compute/fleet_alarms",
    "compute/fleet_group",
    "compute/fleet_scaling",
    "compute/fleet_target",
    "compute/images",
    "compute/instance_address",
    "compute/instance_alarms",
    "compute/instance_launch",
    "compute/instance_role",
    "compute/instance_volumes",
    "compute/launch_template",
    "compute/user_data_text",
    "landing_zone/providers",
    "network/endpoints",
    "network/flow_log",
    "network/load_balancer",
    "network/load_balancer_alarms",
    "network/load_balancer_listeners",
    "network/load_balancer_parts",
    "network/load_balancer_subnets",
    "network/load_balancer_targets",
    "network/network",
    "network/security_groups",
    "network/subnets",
    "shared/account_check",
    "shared/alarms",
    "shared/component",
}


def module_id(path: Path) -> str:
    return path.relative_to(ROOT / "components").with_suffix("").as_posix()


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Level and name of each imported module; level 0 is absolute."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.level, node.module or ""
        elif isinstance(node, ast.Import):
            yield from ((0, alias.name) for alias in node.names)


def ids(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("path", COMPONENTS, ids=ids(COMPONENTS))
def test_imports_between_families_run_one_way(path: Path) -> None:
    family = module_id(path).partition("/")[0]
    if "/" not in module_id(path):
        return
    allowed = MAY_IMPORT[family] | ROOT_MODULES
    crossing = {name.partition(".")[0] for level, name in imports(path) if level == 2}
    assert crossing <= allowed


@pytest.mark.parametrize("path", COMPONENTS, ids=ids(COMPONENTS))
def test_components_know_neither_the_program_nor_the_local_aws(path: Path) -> None:
    absolute = {name.partition(".")[0] for level, name in imports(path) if level == 0}
    forbidden = {"program", "localaws", "tests", "tools"}
    # Run as a folder, the one entry point of the package cannot import relatively.
    if path.name != "__main__.py":
        forbidden.add("components")
    assert not absolute & forbidden


@pytest.mark.parametrize("path", PROGRAM, ids=ids(PROGRAM))
def test_the_program_does_not_know_the_local_aws(path: Path) -> None:
    assert not {name.partition(".")[0] for _, name in imports(path)} & {
        "localaws",
        "tests",
        "tools",
    }


def test_only_the_entry_point_imports_the_program() -> None:
    everything = [
        path
        for folder in ("components", "localaws", "tools")
        for path in (ROOT / folder).rglob("*.py")
    ]
    users = [path for path in everything for _, name in imports(path) if name.startswith("program")]
    assert users == []


def test_only_the_settings_read_the_configuration() -> None:
    readers = [
        path.name
        for path in [*COMPONENTS, *PROGRAM]
        if re.search(r"pulumi\.Config\b|runtime\.config|set_config", path.read_text("utf-8"))
    ]
    assert readers == ["settings.py"]


@pytest.mark.parametrize("path", COMPONENTS + PROGRAM, ids=ids(COMPONENTS + PROGRAM))
def test_no_file_is_longer_than_one_subject_needs(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", COMPONENTS + PROGRAM, ids=ids(COMPONENTS + PROGRAM))
def test_no_function_is_longer_than_can_be_read_at_once(path: Path) -> None:
    too_long = [
        node.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert too_long == []


@pytest.mark.parametrize("path", COMPONENTS, ids=ids(COMPONENTS))
def test_annotations_are_not_postponed(path: Path) -> None:
    # Postponed annotations are text, and Pulumi's analyzer fails on text.
    assert (0, "__future__") not in set(imports(path))


def test_every_module_that_may_import_pulumi_does() -> None:
    importing = {
        module_id(path)
        for path in COMPONENTS
        if {name.partition(".")[0] for _, name in imports(path)} & {"pulumi", "pulumi_aws"}
    }
    assert importing == USES_PULUMI


def test_pure_modules_and_families_import_no_pulumi() -> None:
    pure = [
        "components." + module_id(path).replace("/", ".").removesuffix(".__init__")
        for path in COMPONENTS
        if module_id(path) not in USES_PULUMI | {"__init__"}
    ]
    code = "\n".join(
        [
            "import importlib, sys",
            f"names = {pure!r}",
            "for name in names:",
            "    importlib.import_module(name)",
            "    loaded = sorted({m.partition('.')[0] for m in sys.modules} & {'pulumi', 'pulumi_aws'})",
            "    assert not loaded, f'{name} loads {loaded}'",
            "print(len(names))",
        ]
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (result.stdout.strip(), result.stderr) == (str(len(pure)), "")


def test_the_tree_works_under_the_name_that_the_wheel_gives_it(tmp_path: Path) -> None:
    (tmp_path / "landing_zone_components").symlink_to(ROOT / "components")
    code = (
        "import sys\n"
        "from landing_zone_components.network import Network\n"
        "from landing_zone_components.baseline import AccountBaseline\n"
        "print(Network.__module__, 'components' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.stdout, result.stderr) == ("landing_zone_components.network.network False\n", "")


def test_a_family_hands_on_exactly_the_names_it_declares() -> None:
    for path in COMPONENTS:
        if path.name != "__init__.py" or "_HOMES" not in path.read_text(encoding="utf-8"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        values = {
            node.targets[0].id: ast.literal_eval(node.value)
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        typed = {
            alias.name: node.module
            for block in tree.body
            if isinstance(block, ast.If)
            for node in block.body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        assert typed == values["_HOMES"]
        assert sorted(values["__all__"]) == sorted(values["_HOMES"])
