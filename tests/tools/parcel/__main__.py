"""A package of one component, for the tests of the Python language host."""

from typing import TypedDict

import pulumi
from pulumi.provider.experimental import component_provider_host


class ParcelArgs(TypedDict):
    """What a parcel is made of."""

    destination: pulumi.Input[str]


class Parcel(pulumi.ComponentResource):
    """A parcel that is on its way."""

    address: pulumi.Output[str]

    def __init__(
        self, name: str, args: ParcelArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Write the address on it."""
        super().__init__("parcel:index:Parcel", name, {}, opts)
        self.address = pulumi.Output.concat(name, " to ", args["destination"])
        self.register_outputs({"address": self.address})


if __name__ == "__main__":
    component_provider_host([Parcel], "parcel", version="1.2.3")
