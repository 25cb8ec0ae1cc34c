"""What a stack allows to be replaced or deleted, held against what it has."""

from collections.abc import Iterable

import pulumi

from components.shared.component import Component

from .settings import Settings


def warn_of_unknown_allowances(settings: Settings, components: Iterable[Component | None]) -> None:
    """Warn of each name in `allowReplacement` that no component of the stack protects.

    A mistyped one would have no effect, and the preview would go on refusing.
    """
    known = sorted(
        name for component in components if component for name in component.stateful_names
    )
    for name in settings.allow_replacement or []:
        if name not in known:
            pulumi.log.warn(
                f'allowReplacement names "{name}", which nothing in this stack is called; '
                f"it can name {', '.join(known)}"
            )
