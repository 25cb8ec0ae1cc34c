"""What a stack tells: `pulumi stack output`, and other stacks."""

import inspect
from collections.abc import Mapping

import pulumi

from components.shared.coercion import camel_case
from components.shared.component import Component


def export_component(name: str, component: Component | None) -> None:
    """Export the outputs that the component declares, under the names that its package form has."""
    if component is not None:
        pulumi.export(name, _outputs(component))


def export_components(name: str, components: Mapping[str, Component]) -> None:
    """Export the outputs of each of a section's components, by their names."""
    if components:
        pulumi.export(name, {key: _outputs(component) for key, component in components.items()})


def _outputs(component: Component) -> dict[str, object]:
    outputs = inspect.get_annotations(type(component))
    return {camel_case(output): getattr(component, output) for output in outputs}
