"""Networks: a VPC with its subnets, ways out and endpoints, created or adopted."""

from typing import TYPE_CHECKING, Any

from ..lazy import resolve

if TYPE_CHECKING:
    from .existing import ExistingNetwork
    from .layout import NetworkLayout
    from .network import Network, NetworkArgs

__all__ = ["ExistingNetwork", "Network", "NetworkArgs", "NetworkLayout"]

_HOMES = {
    "ExistingNetwork": "existing",
    "Network": "network",
    "NetworkArgs": "network",
    "NetworkLayout": "layout",
}


def __getattr__(name: str) -> Any:
    return resolve(__name__, _HOMES, name)
