"""Every case of every row, found in the test modules beside this one."""

import importlib
import pkgutil
from collections import defaultdict
from pathlib import Path

from tests.localaws.lives import Case


def cases() -> dict[str, list[Case]]:
    """The cases by type token."""
    found: dict[str, list[Case]] = defaultdict(list)
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name.startswith("test_"):
            content = vars(importlib.import_module(f"{__package__}.{module.name}"))
            for value in content.values():
                if isinstance(value, Case):
                    found[value.token].append(value)
    return dict(found)
