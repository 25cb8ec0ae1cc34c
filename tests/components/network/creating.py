"""Creates the network that the tests look at."""

from typing import Any

import pulumi

from components.landing_zone.accounts import Account
from components.landing_zone.providers import AccountProvider
from components.network import Network, NetworkArgs, NetworkLayout
from tests.accounts import HOME, SANDBOX
from tests.recording import Recording, record

VPC = "aws:ec2/vpc:Vpc"
SUBNET = "aws:ec2/subnet:Subnet"
TABLE = "aws:ec2/routeTable:RouteTable"
ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation"
ROUTE = "aws:ec2/route:Route"
GATEWAY = "aws:ec2/internetGateway:InternetGateway"
NAT = "aws:ec2/natGateway:NatGateway"
EIP = "aws:ec2/eip:Eip"
ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
KEY = "arn:aws:kms:eu-central-1:444444444444:key/1234abcd-12ab-34cd-56ef-1234567890ab"


def created(*, of: Account = SANDBOX, log_key_arn: str | None = None, **layout: Any) -> Recording:
    """The network `n` of two zones, changed as said."""
    whole = {"cidr_block": "10.0.0.0/16", "availability_zones": ["a", "b"], **layout}

    def program() -> None:
        args = NetworkArgs(
            account=of, region=HOME, layout=NetworkLayout(**whole), log_key_arn=log_key_arn
        )
        Network("n", args, pulumi.ResourceOptions(provider=AccountProvider(of, region=HOME)))

    return record(program)


def routes(recording: Recording) -> dict[str, tuple[str, str]]:
    """Each route's table and target, by the route's name."""
    return {
        route.name: (
            route.inputs["routeTableId"],
            route.inputs.get("gatewayId") or route.inputs["natGatewayId"],
        )
        for route in recording.created(ROUTE)
    }
