"""The irregular leaves: values that the SDK and the API write in different ways."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from localaws.links.constraints import Violation


@dataclass(frozen=True)
class Converted:
    """An irregular leaf: two functions, one for each direction, named after what they do."""

    name: str
    to_request: Callable[[Any], Any]
    from_description: Callable[[Any], Any]

    def encode(self, value: Any) -> Any:
        return self.to_request(value)

    def decode(self, value: Any) -> Any:
        return self.from_description(value)

    def violations(self, value: Any, path: str) -> Iterator[Violation]:  # noqa: ARG002
        return iter(())

    def leaves(self, at: tuple[str, ...], to: tuple[str, ...]) -> Iterator[str]:
        yield f"{'.'.join(at)} <-> {'.'.join(to)} ({self.name})"


def _json_text(value: Any) -> str:
    return json.dumps(json.loads(value) if isinstance(value, str) else value)


JSON_TEXT = Converted(
    "JSON text", _json_text, lambda value: value if isinstance(value, str) else json.dumps(value)
)

COMMA_SEPARATED = Converted(
    "comma separated", ",".join, lambda value: [item for item in (value or "").split(",") if item]
)
