"""Prints, as JSON, every importable package that carries a pulumi-plugin.json (see packages.go)."""

import importlib.metadata
import json
import pathlib
import sys


def version_of(module: str) -> str:
    """The version of the distribution that a module is named after; empty when there is none."""
    try:
        return importlib.metadata.version(module)
    except importlib.metadata.PackageNotFoundError:
        return ""


def main() -> None:
    """Look into every folder of the import path; the first package of a name wins."""
    found = {}
    for folder in map(pathlib.Path, filter(None, sys.path)):
        for file in sorted(folder.glob("*/pulumi-plugin.json")):
            module = file.parent.name
            if module not in found:
                plugin = json.loads(file.read_text(encoding="utf-8"))
                found[module] = {"module": module, "version": version_of(module), "plugin": plugin}
    json.dump(list(found.values()), sys.stdout)


main()
