"""The Elastic IP of a single instance."""

import pulumi
from pulumi_aws import ec2

from .instance_launch import InstanceParts


def give_address(
    parts: InstanceParts, instance: ec2.Instance, allocation_id: pulumi.Input[str] | None
) -> pulumi.Output[str] | None:
    """An address of its own, or the one that is brought along; None if neither is wanted.

    It is led to the instance by a resource of its own, so that the next instance gets it. One of
    its own is protected by the account's tier: given back, it is gone for good.
    """
    logical_name = f"{parts.name}-address"
    public_ip: pulumi.Output[str]
    if parts.instance.public_address:
        address = ec2.Eip(
            logical_name,
            domain="vpc",
            region=parts.region,
            tags={"Name": logical_name},
            opts=parts.component.stateful(logical_name),
        )
        _associate(parts, logical_name, address.id, instance)
        public_ip = address.public_ip
        return public_ip
    if allocation_id is None:
        return None
    public_ip = _associate(parts, logical_name, allocation_id, instance).public_ip
    return public_ip


def _associate(
    parts: InstanceParts,
    logical_name: str,
    allocation_id: pulumi.Input[str],
    instance: ec2.Instance,
) -> ec2.EipAssociation:
    return ec2.EipAssociation(
        logical_name,
        allocation_id=allocation_id,
        instance_id=instance.id,
        region=parts.region,
        opts=parts.component.child(),
    )
