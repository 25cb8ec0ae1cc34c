"""EC2 instances that stop, start and end, and what their addresses, interfaces and volumes do then.

moto keeps the address at an instance that is gone, gives one with an elastic address another one when it starts, keeps
the interfaces, and starts and stops what is terminated.
"""

import copy
from typing import Any

from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import EC2Backend
from moto.ec2.models.elastic_ip_addresses import ElasticAddress
from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ec2.models.instances import Instance, InstanceState

_terminate, _start, _stop = Instance.terminate, Instance.start, Instance.stop
_start_interface, _stop_interface = NetworkInterface.start, NetworkInterface.stop
_tell_association = vars(NetworkInterface)["association"].fget
_associate_address = EC2Backend.associate_address

_STOPPABLE, _STARTABLE = ("pending", "running", "stopped"), ("running", "stopped")


def install() -> None:
    """Replaces the ends of instances, and lets addresses move."""
    Instance.terminate = terminate
    Instance.teardown_defaults = teardown_defaults
    Instance.start = start
    Instance.stop = stop
    NetworkInterface.start = start_interface
    NetworkInterface.stop = stop_interface
    NetworkInterface.association = property(association)
    EC2Backend.associate_address = associate_address
    _tell_addresses_of_the_living_only()


def terminate(self: Any) -> InstanceState:
    """The addresses stay allocated, volumes and interfaces go or stay as they are marked."""
    previous = copy.copy(self._state)
    self._state = InstanceState("shutting-down", 32)
    for interface in list(self.nics.values()):
        for address in _addresses_at(interface):
            self.ec2_backend.disassociate_address(association_id=address.association_id)
        if not interface.delete_on_termination:
            self.detach_eni(interface)
    _terminate(self)
    self.nics.clear()
    return previous


def teardown_defaults(self: Any) -> None:
    """Detaches every volume, and deletes those that go with the instance and stand at no other one."""
    for device, block in list(self.block_device_mapping.items()):
        self.ec2_backend.detach_volume(block.volume_id, self.id, device)
        volume = self.ec2_backend.get_volume(block.volume_id)
        if block.delete_on_termination and not volume.attachments:
            self.ec2_backend.delete_volume(block.volume_id)


def start(self: Any) -> InstanceState:
    """StartInstances."""
    _require_state(self, _STARTABLE, "started")
    return _start(self)


def stop(self: Any) -> InstanceState:
    """StopInstances."""
    _require_state(self, _STOPPABLE, "stopped")
    if self.lifecycle == "spot" and not getattr(self, "localaws_persistent", False):
        raise EC2ClientError(
            "UnsupportedOperation",
            f"You can't stop the Spot Instance '{self.id}' because it is associated with a one-time Spot Instance "
            "request. You can only stop Spot Instances associated with persistent Spot Instance requests.",
        )
    return _stop(self)


def _require_state(instance: Any, states: tuple[str, ...], what: str) -> None:
    if instance.state not in states:
        raise EC2ClientError(
            "IncorrectInstanceState",
            f"The instance '{instance.id}' is not in a state from which it can be {what}.",
        )


def start_interface(self: Any) -> None:
    """An interface with an elastic address keeps it."""
    if not _addresses_at(self):
        _start_interface(self)


def stop_interface(self: Any) -> None:
    """Only an address that EC2 lent for the time goes."""
    if not _addresses_at(self):
        _stop_interface(self)


def association(self: Any) -> dict[str, Any] | None:
    """The public address of an interface: EC2's own, where it is lent, or the account's."""
    told: dict[str, Any] = _tell_association(self)
    if told and not _addresses_at(self):
        told["ipOwnerId"] = "amazon"
    return told or None


def _addresses_at(interface: Any) -> list[ElasticAddress]:
    addresses = interface.ec2_backend.addresses
    return [address for address in addresses if address.eni is interface]


def associate_address(self: EC2Backend, *args: Any, **kwargs: Any) -> ElasticAddress:
    """The interface that an address leaves loses it, the address that it displaces stays allocated.

    An address of an interface is also one of the instance behind it.
    """
    before = {id(address): address.eni for address in self.addresses}
    associated = _associate_address(self, *args, **kwargs)
    if associated.eni and associated.instance is None:
        associated.instance = associated.eni.instance
    left = before[id(associated)]
    if left is not None and left is not associated.eni:
        left.public_ip = None
        left.start()
    for other in _addresses_at(associated.eni) if associated.eni else []:
        if other is not associated:
            self.disassociate_address(association_id=other.association_id)
            associated.eni.public_ip = associated.public_ip
    return associated


def _tell_addresses_of_the_living_only() -> None:
    """A terminated instance has no interface, and so no address and no name."""
    for name in (
        "private_ip",
        "private_ip_address",
        "private_dns_name",
        "public_ip",
        "public_ip_address",
        "public_dns_name",
    ):
        setattr(Instance, name, property(_of_the_living(name)))


def _of_the_living(name: str) -> Any:
    tell = vars(Instance)[name].fget

    def told(self: Any) -> str | None:
        if 0 not in self.nics:
            return None
        found: str | None = tell(self)
        if name == "private_dns_name" and found and _is_named_by_resource(self):
            return f"{self.id}.{found.split('.', 1)[1]}"
        return found

    return told


def _is_named_by_resource(instance: Any) -> bool:
    options = getattr(instance, "private_dns_name_options", {})
    return options.get("HostnameType") == "resource-name"
