"""Finds the image that instances boot."""

import pulumi
from pulumi_aws import ssm

from ..shared.component import Component
from .instance_catalogue import Architecture
from .machine_image import ImageChange, MachineImage


def image_id(
    component: Component, image: MachineImage, architecture: Architecture, region: str
) -> pulumi.Input[str] | None:
    """The id of the image, by its parameter unless it is pinned."""
    source = image.source(architecture)
    if source is None or image.change is ImageChange.PIN:
        return source
    # The value of a public parameter is no secret, and as one it would hide the image in previews.
    parameter = ssm.get_parameter_output(name=source, region=region, opts=component.lookup())
    found: pulumi.Output[str] = parameter.insecure_value
    return found


def ignored_changes(image: MachineImage, argument: str) -> list[str]:
    """The argument that holds the image, where a newer one is to change nothing."""
    return [argument] if image.change is ImageChange.IGNORE else []
