"""What a stack tells: `pulumi stack output`, and other stacks."""

import inspect

import pulumi

from components.shared.coercion import camel_case
from components.shared.component import Component


def export_component(name: str, component: Component | None) -> None:
    """Export the outputs that the component declares, under the names that its package form has."""
    if component is None:
        return
    outputs = inspect.get_annotations(type(component))
    pulumi.export(name, {camel_case(output): getattr(component, output) for output in outputs})
