"""EC2: a deleted NAT gateway takes its network interface along, which moto leaves behind for ever."""

from typing import Any

from moto.ec2.models import EC2Backend


def install() -> None:
    """Deletes the interface with the gateway."""
    delete = EC2Backend.delete_nat_gateway

    def delete_nat_gateway(self: Any, nat_gateway_id: str) -> Any:
        gateway = delete(self, nat_gateway_id)
        for address in gateway.address_set:
            self.enis.pop(address["networkInterfaceId"], None)
        return gateway

    EC2Backend.delete_nat_gateway = delete_nat_gateway
