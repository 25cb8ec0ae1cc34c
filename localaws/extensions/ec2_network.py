"""EC2: what moto does differently with NAT gateways and subnets.

A deleted NAT gateway lets go of its network interface and address, which moto holds for ever. A subnet made by the id
of its zone is like one made by the zone's name; moto takes the first such one for a default subnet, open to the world.
"""

from typing import Any

from moto.ec2.models import EC2Backend


def install() -> None:
    """Deletes the interface and disassociates the address with the gateway, and names the zones of subnets."""
    _let_go_with_the_gateway()
    _name_the_zone()


def _name_the_zone() -> None:
    create = EC2Backend.create_subnet

    def create_subnet(
        self: Any,
        vpc_id: str,
        cidr_block: str,
        ipv6_cidr_block: str | None = None,
        availability_zone: str | None = None,
        availability_zone_id: str | None = None,
        **more: Any,
    ) -> Any:
        if availability_zone is None and availability_zone_id:
            zones = self.describe_availability_zones(zone_ids=[availability_zone_id])
            availability_zone = zones[0].name if zones else availability_zone_id
        return create(self, vpc_id, cidr_block, ipv6_cidr_block, availability_zone, **more)

    EC2Backend.create_subnet = create_subnet


def _let_go_with_the_gateway() -> None:
    delete = EC2Backend.delete_nat_gateway

    def delete_nat_gateway(self: Any, nat_gateway_id: str) -> Any:
        gateway = delete(self, nat_gateway_id)
        for address in gateway.address_set:
            if address.get("associationId"):
                self.disassociate_address(association_id=address["associationId"])
            self.enis.pop(address["networkInterfaceId"], None)
        return gateway

    EC2Backend.delete_nat_gateway = delete_nat_gateway
