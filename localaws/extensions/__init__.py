"""What moto lacks or does differently from AWS, repaired from outside its tree, one module for each service."""

import functools
import importlib
from types import ModuleType

SERVICES = (
    "identity",
    "iam",
    "kms",
    "ec2_network",
    "ec2_dependencies",
    "ec2_settings",
    "ec2_placement",
    "ec2_volumes",
    "ec2_attachments",
    "ec2_templates",
    "ec2_launch",
    "ec2_instances",
    "ec2_lifecycle",
    "dlm",
    "autoscaling",
    "budgets",
    "certificates",
    "cloudwatch",
    "load_balancing",
    "logs",
    "security_groups",
    "sns",
)


@functools.cache
def install() -> None:
    """Installs every extension, once for each process, before the first request."""
    for service in SERVICES:
        module: ModuleType = importlib.import_module(f"localaws.extensions.{service}")
        module.install()
