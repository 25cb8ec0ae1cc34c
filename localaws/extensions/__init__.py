"""What moto lacks or does differently from AWS, repaired from outside its tree, one module for each service."""

import functools
import importlib
from types import ModuleType

SERVICES = (
    "identity",
    "iam",
    "kms",
    "ec2_network",
    "ec2_settings",
    "budgets",
    "logs",
    "security_groups",
)


@functools.cache
def install() -> None:
    """Installs every extension, once for each process, before the first request."""
    for service in SERVICES:
        module: ModuleType = importlib.import_module(f"localaws.extensions.{service}")
        module.install()
