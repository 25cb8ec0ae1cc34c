"""The network interfaces of a load balancer, one in each subnet, which hold its security groups in use."""

from typing import Any

OWNER = "amazon-elb"


def place(ec2: Any, balancer: Any) -> None:
    """Brings the interfaces to the subnets and groups of the load balancer."""
    present = {eni.subnet.id: eni for eni in _of(ec2, balancer)}
    wanted = {subnet.id: subnet for subnet in balancer.subnets}
    for subnet_id in present.keys() - wanted.keys():
        ec2.enis.pop(present[subnet_id].id)
    for subnet_id in wanted.keys() - present.keys():
        eni = ec2.create_network_interface(
            wanted[subnet_id], None, description=_description(balancer)
        )
        eni.status, eni.requester_managed, eni.requester_id = "in-use", True, OWNER
    groups = [ec2.get_security_group_from_id(group) for group in balancer.security_groups]
    for eni in _of(ec2, balancer):
        eni._group_set = list(groups)  # noqa: SLF001


def remove(ec2: Any, balancer: Any) -> None:
    """Removes all of them."""
    for eni in _of(ec2, balancer):
        ec2.enis.pop(eni.id)


def _description(balancer: Any) -> str:
    suffix: str = balancer.arn.split(":loadbalancer/")[1]
    return f"ELB {suffix}"


def _of(ec2: Any, balancer: Any) -> list[Any]:
    return [eni for eni in ec2.enis.values() if eni.description == _description(balancer)]
