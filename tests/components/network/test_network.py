import json

import pulumi
import pytest

from components.landing_zone.providers import AccountProvider
from components.landing_zone.tiers import NatGateways
from components.network import Network, NetworkArgs, NetworkLayout
from components.shared.component import BadArgumentsError
from tests.accounts import HOME, SANDBOX
from tests.components.network.creating import (
    ENDPOINT,
    SUBNET,
    TABLE,
    VPC,
    created,
)
from tests.recording import Recording, public_ip, resource_id, start_recording


def test_a_network_that_says_as_little_as_it_can_is_exactly_this() -> None:
    recording = created(availability_zones=["a"])
    assert recording.counts() == {
        "aws:cloudwatch/logGroup:LogGroup": 1,
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": 1,
        "aws:ec2/eip:Eip": 1,
        "aws:ec2/flowLog:FlowLog": 1,
        "aws:ec2/internetGateway:InternetGateway": 1,
        "aws:ec2/natGateway:NatGateway": 1,
        "aws:ec2/route:Route": 2,
        "aws:ec2/routeTable:RouteTable": 2,
        "aws:ec2/routeTableAssociation:RouteTableAssociation": 2,
        "aws:ec2/subnet:Subnet": 2,
        "aws:ec2/vpc:Vpc": 1,
        "aws:ec2/vpcEndpoint:VpcEndpoint": 2,
        "aws:iam/role:Role": 1,
        "aws:iam/rolePolicy:RolePolicy": 1,
    }


def test_a_network_with_everything_is_exactly_this() -> None:
    recording = created(
        availability_zones=["a", "b", "c"],
        nat_gateways=NatGateways.PER_ZONE,
        isolated_subnets=True,
        interface_endpoints=["ssm", "ecr.api"],
    )
    assert recording.counts() == {
        "aws:cloudwatch/logGroup:LogGroup": 1,
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": 1,
        "aws:ec2/eip:Eip": 3,
        "aws:ec2/flowLog:FlowLog": 1,
        "aws:ec2/internetGateway:InternetGateway": 1,
        "aws:ec2/natGateway:NatGateway": 3,
        "aws:ec2/route:Route": 4,
        "aws:ec2/routeTable:RouteTable": 5,
        "aws:ec2/routeTableAssociation:RouteTableAssociation": 9,
        "aws:ec2/securityGroup:SecurityGroup": 1,
        "aws:ec2/subnet:Subnet": 9,
        "aws:ec2/vpc:Vpc": 1,
        "aws:ec2/vpcEndpoint:VpcEndpoint": 4,
        "aws:iam/role:Role": 1,
        "aws:iam/rolePolicy:RolePolicy": 1,
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": 1,
    }


def test_the_vpc_answers_names() -> None:
    assert created().only(VPC).inputs == {
        "cidrBlock": "10.0.0.0/16",
        "enableDnsSupport": True,
        "enableDnsHostnames": True,
        "region": HOME,
        "tags": {"Name": "n"},
    }


def test_the_default_security_group_keeps_no_rule() -> None:
    group = created().only("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")
    assert not {"ingress", "egress"} & group.inputs.keys()
    assert group.inputs["vpcId"] == resource_id(VPC, "n-vpc")


def test_subnets_stand_in_their_zone_with_the_planned_addresses() -> None:
    recording = created(isolated_subnets=True)
    found = {
        subnet.name: (subnet.inputs["availabilityZone"], subnet.inputs["cidrBlock"])
        for subnet in recording.created(SUBNET)
    }
    assert found == {
        "n-isolated-a": ("eu-central-1a", "10.0.128.0/21"),
        "n-isolated-b": ("eu-central-1b", "10.0.136.0/21"),
        "n-private-a": ("eu-central-1a", "10.0.0.0/20"),
        "n-private-b": ("eu-central-1b", "10.0.16.0/20"),
        "n-public-a": ("eu-central-1a", "10.0.192.0/22"),
        "n-public-b": ("eu-central-1b", "10.0.196.0/22"),
    }


def test_a_zone_added_or_listed_in_another_order_changes_nothing_that_was_there() -> None:
    def identity(recording: Recording) -> set[str]:
        return {
            f"{item.urn} {json.dumps(item.inputs, sort_keys=True)}"
            for item in recording.registrations
            # The endpoints and the component's outputs list what belongs to all zones.
            if item.type != ENDPOINT
        }

    before = identity(created(availability_zones=["b", "c"]))
    assert identity(created(availability_zones=["c", "b"])) == before
    assert before < identity(created(availability_zones=["d", "c", "b"]))


def test_the_outputs_say_what_stands_in_each_zone() -> None:
    recording = created(availability_zones=["b", "a"], isolated_subnets=True)
    assert recording.outputs_of("landing-zone:index:Network", "n") == {
        "vpc_id": resource_id(VPC, "n-vpc"),
        "vpc_cidr_block": "10.0.0.0/16",
        "availability_zones": ["eu-central-1a", "eu-central-1b"],
        "public_subnet_ids": [resource_id(SUBNET, f"n-public-{zone}") for zone in "ab"],
        "private_subnet_ids": [resource_id(SUBNET, f"n-private-{zone}") for zone in "ab"],
        "isolated_subnet_ids": [resource_id(SUBNET, f"n-isolated-{zone}") for zone in "ab"],
        "private_route_table_ids": [resource_id(TABLE, f"n-private-{zone}") for zone in "ab"],
        "nat_public_ips": [public_ip("n-nat-a")],
    }


def test_a_region_that_the_account_may_not_use_is_refused() -> None:
    start_recording()

    def program() -> None:
        layout = NetworkLayout(cidr_block="10.0.0.0/16", availability_zones=["a"])
        args = NetworkArgs(account=SANDBOX, region="us-east-1", layout=layout)
        Network("n", args, pulumi.ResourceOptions(provider=AccountProvider(SANDBOX, region=HOME)))

    with pytest.raises(BadArgumentsError, match='region is "us-east-1"; account sandbox may use'):
        pulumi.runtime.test(program)()
