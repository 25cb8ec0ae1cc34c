"""A Pulumi CLI built from Go modules, with this project's own Python language host beside it."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

from tools.checkout import Checkout, architecture, operating_system
from tools.engine_cache import new_entry, programs_directory
from tools.problems import NotServedError
from tools.progress import step
from tools.versions import Version, pinned_go, pinned_version

_SDK = "github.com/pulumi/pulumi/sdk/v3"
_PACKAGES = (
    "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    "./pulumi-language-python",
    "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
)
_SCRIPTS = (
    "python/cmd/pulumi-language-python-exec",  # runs a program; the language host looks for it
    "python/dist/pulumi-resource-pulumi-python",  # dynamic providers
)
_FLAGS = ("-mod=readonly", "-trimpath", "-buildvcs=false", "-tags", "osusergo grpcnotrace")
_SOURCE_SUFFIXES = {".go", ".mod", ".sum", ".py"}
_GO_VERSION = re.compile(r"go(\d+)\.(\d+)")
_SHOWN_ERROR_LINES = 20


def build_key(checkout: Checkout) -> str:
    """The cache key of a build: it changes with the version, the recipe and the sources."""
    digest = hashlib.sha256(repr((_PACKAGES, _SCRIPTS, _FLAGS)).encode())
    for path in sorted(checkout.engine_sources.rglob("*")):
        if path.suffix in _SOURCE_SUFFIXES and not path.name.endswith("_test.go"):
            name = path.relative_to(checkout.engine_sources).as_posix()
            digest.update(f"\0{name}\0".encode() + path.read_bytes())
    platform = f"{operating_system()}-{architecture()}"
    return f"{pinned_version(checkout)}-{platform}-build-{digest.hexdigest()[:12]}"


def build_engine(checkout: Checkout) -> Path:
    """Build the pinned version into the cache and return the folder of its programs."""
    go = _find_go(checkout)
    key = build_key(checkout)
    with new_entry(checkout, key, "building the Pulumi CLI") as programs:
        if programs is not None:
            version = pinned_version(checkout)
            what = f"Building the Pulumi CLI {version} from Go modules"
            with step(what, "about 4 minutes on 2 cores, once; seconds when Go's cache is warm"):
                _compile(checkout, go, version, programs)
                _copy_scripts(checkout, go, programs)
    return programs_directory(checkout, key)


def _find_go(checkout: Checkout) -> str:
    """Return the path of a Go that is new enough."""
    needed = pinned_go(checkout)
    go = shutil.which("go", path=checkout.variables.get("PATH", ""))
    if go is None:
        raise NotServedError("Go is not installed")
    # Asked outside the module: inside it, an older Go would go and fetch a newer one.
    told = _run(checkout, [go, "env", "GOVERSION"], checkout.root).strip()
    found = _GO_VERSION.match(told)
    if found is None:
        raise NotServedError(f"{go} does not tell its version")
    if (int(found.group(1)), int(found.group(2))) < needed:
        raise NotServedError(f"{told} is older than Go {needed[0]}.{needed[1]}")
    return go


def _compile(checkout: Checkout, go: str, version: Version, programs: Path) -> None:
    """Compile the programs. Without the version flag, every version check of the CLI misbehaves."""
    version_variable = f"{_SDK}/go/common/version.Version"
    linking = ["-ldflags", f"-w -s -X {version_variable}=v{version}"]
    command = [go, "build", *_FLAGS, *linking, "-o", f"{programs}/", *_PACKAGES]
    _run(checkout, command, checkout.engine_sources)


def _copy_scripts(checkout: Checkout, go: str, programs: Path) -> None:
    """Copy the SDK's scripts; in Go's module cache they are read-only and not executable."""
    command = [go, "list", "-mod=readonly", "-m", "-f", "{{.Dir}}", _SDK]
    module = Path(_run(checkout, command, checkout.engine_sources).strip())
    for script in _SCRIPTS:
        target = programs / Path(script).name
        shutil.copyfile(module / script, target)
        target.chmod(0o755)


def _run(checkout: Checkout, command: list[str], directory: Path) -> str:
    """Run Go with the machine's own settings (GOPROXY, GOFLAGS, ...) and return what it prints."""
    variables = {**checkout.variables, "CGO_ENABLED": "0"}
    result = subprocess.run(
        command, cwd=directory, env=variables, capture_output=True, text=True, check=False
    )
    if result.returncode != 0:
        lines = result.stderr.strip().splitlines()[-_SHOWN_ERROR_LINES:]
        shown = "\n".join(lines) or f"exit code {result.returncode}"
        raise NotServedError(f"`go {command[1]}` failed: {shown}")
    return result.stdout
