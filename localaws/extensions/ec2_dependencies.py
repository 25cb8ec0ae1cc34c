"""EC2 deletes no security group, subnet and address that something else still uses.

moto deletes them all. An internet gateway is let go while addresses are mapped through it: the official provider waits
there until they are gone, and the local one does not wait.
"""

from typing import Any

from moto.ec2.exceptions import DependencyViolationError, EC2ClientError
from moto.ec2.models import EC2Backend


class AddressInUseError(EC2ClientError):
    """An Elastic IP is released while it is associated."""

    def __init__(self, allocation_id: str) -> None:
        """Names the address."""
        super().__init__(
            "InvalidIPAddress.InUse", f"Address with allocation id {allocation_id} is in use."
        )


def install() -> None:
    """Looks for what depends on them before the deletion."""
    _guard_security_groups()
    _guard_subnets()
    _guard_addresses()


def _guard_security_groups() -> None:
    delete = EC2Backend._delete_security_group  # noqa: SLF001

    def delete_security_group(self: Any, vpc_id: str | None, group_id: str) -> None:
        if group_id in _groups_of_interfaces(self) | _groups_that_others_name(self, group_id):
            raise DependencyViolationError(f"resource {group_id} has a dependent object")
        delete(self, vpc_id, group_id)

    EC2Backend._delete_security_group = delete_security_group  # noqa: SLF001


def _groups_of_interfaces(ec2: Any) -> set[str]:
    return {group.id for eni in ec2.enis.values() for group in eni._group_set}  # noqa: SLF001


def _groups_that_others_name(ec2: Any, group_id: str) -> set[str]:
    return {
        rule.source_group.get("GroupId")
        for groups in ec2.groups.values()
        for other in groups.values()
        if other.id != group_id
        for rule in (*other.ingress_rules, *other.egress_rules)
    }


def _guard_subnets() -> None:
    delete = EC2Backend.delete_subnet

    def delete_subnet(self: Any, subnet_id: str) -> Any:
        if any(eni.subnet.id == subnet_id for eni in self.enis.values()):
            message = f"The subnet '{subnet_id}' has dependencies and cannot be deleted."
            raise DependencyViolationError(message)
        return delete(self, subnet_id)

    EC2Backend.delete_subnet = delete_subnet


def _guard_addresses() -> None:
    release = EC2Backend.release_address

    def release_address(
        self: Any, address: str | None = None, allocation_id: str | None = None
    ) -> None:
        for found in self.addresses:
            if found.association_id and allocation_id and found.allocation_id == allocation_id:
                raise AddressInUseError(allocation_id)
        release(self, address, allocation_id)

    EC2Backend.release_address = release_address
