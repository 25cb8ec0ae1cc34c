"""Elastic Load Balancing: what moto lacks or does differently."""

from localaws.extensions.load_balancing import (
    actions,
    attributes,
    balancers,
    listeners,
    tags,
    target_groups,
)


def install() -> None:
    """Installs all parts."""
    for part in (balancers, attributes, actions, listeners, target_groups, tags):
        part.install()
