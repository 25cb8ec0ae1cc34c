"""EC2: a deleted NAT gateway lets go of its network interface and address, which moto holds for ever."""

from typing import Any

from moto.ec2.models import EC2Backend


def install() -> None:
    """Deletes the interface and disassociates the address with the gateway."""
    delete = EC2Backend.delete_nat_gateway

    def delete_nat_gateway(self: Any, nat_gateway_id: str) -> Any:
        gateway = delete(self, nat_gateway_id)
        for address in gateway.address_set:
            if address.get("associationId"):
                self.disassociate_address(association_id=address["associationId"])
            self.enis.pop(address["networkInterfaceId"], None)
        return gateway

    EC2Backend.delete_nat_gateway = delete_nat_gateway
