"""Load balancers stand in subnets and security groups that suit them, and have network interfaces there.

moto takes any subnets, invents one name in DNS for all, forgets the default scheme and group, calls every load balancer
an application load balancer, and deletes what is protected.
"""

from typing import Any

from moto.elbv2.exceptions import (
    DuplicateLoadBalancerName,
    ELBClientError,
    InvalidConfigurationRequest,
    LoadBalancerNotFoundError,
    SubnetNotFoundError,
    ValidationError,
)
from moto.elbv2.models import AvailabilityZone, ELBv2Backend, FakeLoadBalancer
from moto.moto_api._internal import mock_random

from localaws.extensions.load_balancing import interfaces

FREE_ADDRESSES = 8
"""What an Application Load Balancer needs in each subnet to grow."""
ZONES = 2
"""The least number of Availability Zones of an Application Load Balancer."""

_TWICE_IN_A_ZONE = (
    "A load balancer cannot be attached to multiple subnets in the same Availability Zone"
)
_TOO_FEW_ZONES = "At least two subnets in two different Availability Zones must be specified"
_NO_SPACE = "Not enough IP space available in {}. ELB requires at least {} free IP addresses in each subnet."

KINDS = {"application": "app", "network": "net", "gateway": "gwy"}
"""How the ARN calls a type of load balancer."""


def install() -> None:
    """Replaces how load balancers are made, moved and deleted."""
    for operation in (
        create_load_balancer,
        delete_load_balancer,
        set_security_groups,
        set_subnets,
        set_ip_address_type,
    ):
        setattr(ELBv2Backend, operation.__name__, operation)


def create_load_balancer(self: Any, *, name: str, **asked: Any) -> FakeLoadBalancer:
    """CreateLoadBalancer."""
    kind = asked["loadbalancer_type"] or "application"
    scheme = asked["scheme"] or "internet-facing"
    if any(balancer.name == name for balancer in self.load_balancers.values()):
        raise DuplicateLoadBalancerName
    subnets = _subnets(self, asked["subnet_ids"], asked["subnet_mappings"])
    _require_suitable(self, kind, scheme, subnets, subnets)
    vpc_id = subnets[0].vpc_id
    number = mock_random.get_random_hex(length=16)
    balancer = FakeLoadBalancer(
        name=name,
        security_groups=_groups(self, kind, vpc_id, asked["security_groups"]),
        arn=(
            f"arn:aws:elasticloadbalancing:{self.region_name}:{self.account_id}"
            f":loadbalancer/{KINDS[kind]}/{name}/{number}"
        ),
        scheme=scheme,
        subnets=subnets,
        vpc_id=vpc_id,
        dns_name=_dns_name(name, number, kind, scheme, self.region_name),
        state="provisioning",
        loadbalancer_type=kind,
        ip_address_type=asked["ip_address_type"],
    )
    self.load_balancers[balancer.arn] = balancer
    self.tagging_service.tag_resource(balancer.arn, asked["tags"])
    interfaces.place(self.ec2_backend, balancer)
    return balancer


def delete_load_balancer(self: Any, arn: str) -> None:
    """DeleteLoadBalancer: one that does not exist is fine."""
    balancer = self.load_balancers.get(arn)
    if balancer is None:
        return
    if balancer.attrs["deletion_protection.enabled"] == "true":
        message = f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled"
        raise ELBClientError("OperationNotPermitted", message)
    del self.load_balancers[arn]
    self.tagging_service.delete_all_tags_for_resource(arn)
    interfaces.remove(self.ec2_backend, balancer)


def set_subnets(
    self: Any, arn: str, subnets: list[str], subnet_mappings: list[dict[str, Any]]
) -> list[AvailabilityZone]:
    """SetSubnets."""
    balancer = _balancer(self, arn)
    found = _subnets(self, subnets, subnet_mappings)
    new = [subnet for subnet in found if subnet not in balancer.subnets]
    _require_suitable(self, balancer.type, balancer.scheme, found, new)
    balancer.subnets = found
    interfaces.place(self.ec2_backend, balancer)
    zones: list[AvailabilityZone] = balancer.availability_zones
    return zones


def set_security_groups(self: Any, arn: str, sec_groups: list[str]) -> None:
    """SetSecurityGroups."""
    balancer = _balancer(self, arn)
    balancer.security_groups = _groups(self, balancer.type, balancer.vpc_id, sec_groups)
    interfaces.place(self.ec2_backend, balancer)


def set_ip_address_type(self: Any, arn: str, ip_type: str) -> None:
    """SetIpAddressType."""
    _balancer(self, arn).ip_address_type = ip_type


def _balancer(self: Any, arn: str) -> Any:
    if arn not in self.load_balancers:
        raise LoadBalancerNotFoundError
    return self.load_balancers[arn]


def _dns_name(name: str, number: str, kind: str, scheme: str, region: str) -> str:
    if kind != "application":
        return f"{name}-{number}.elb.{region}.amazonaws.com"
    prefix = "internal-" if scheme == "internal" else ""
    return f"{prefix}{name}-{int(number[:8], 16)}.{region}.elb.amazonaws.com"


def _subnets(self: Any, ids: list[str], mappings: list[dict[str, Any]]) -> list[Any]:
    wanted = ids or [mapping["SubnetId"] for mapping in mappings]
    if not wanted:
        raise SubnetNotFoundError
    return [self.ec2_backend.get_subnet(subnet) for subnet in wanted]


def _require_suitable(
    self: Any, kind: str, scheme: str, subnets: list[Any], new: list[Any]
) -> None:
    zones = [subnet.availability_zone for subnet in subnets]
    if len(zones) != len(set(zones)):
        raise InvalidConfigurationRequest(_TWICE_IN_A_ZONE)
    vpc_id = subnets[0].vpc_id
    if any(subnet.vpc_id != vpc_id for subnet in subnets):
        raise InvalidConfigurationRequest(f"All subnets must belong to the same VPC: '{vpc_id}'")
    if kind == "application" and len(zones) < ZONES:
        raise ValidationError(_TOO_FEW_ZONES)
    for subnet in new:
        if kind == "application" and subnet.available_ip_address_count < FREE_ADDRESSES:
            raise ELBClientError("InvalidSubnet", _NO_SPACE.format(subnet.id, FREE_ADDRESSES))
    gateways = self.ec2_backend.internet_gateways.values()
    attached = any(gateway.vpc and gateway.vpc.id == vpc_id for gateway in gateways)
    if scheme == "internet-facing" and not attached:
        raise ELBClientError("InvalidSubnet", f"VPC {vpc_id} has no internet gateway")


def _groups(self: Any, kind: str, vpc_id: str, wanted: list[str]) -> list[str]:
    if not wanted and kind == "application":
        return [self.ec2_backend.get_default_security_group(vpc_id).id]
    for group_id in wanted:
        group = self.ec2_backend.get_security_group_from_id(group_id)
        if group is None:
            message = f"Security group '{group_id}' does not exist"
            raise ELBClientError("InvalidSecurityGroup", message)
        if group.vpc_id != vpc_id:
            message = f"Security group '{group_id}' does not belong to VPC '{vpc_id}'"
            raise InvalidConfigurationRequest(message)
    return wanted
