"""The network of an account in one region: created, or adopted from the stack that created it."""

from dataclasses import dataclass

import pulumi
from pulumi_aws import ec2

from ..landing_zone.accounts import Account
from ..landing_zone.tiers import NatGateways
from ..problems import Problem, report
from ..shared.component import Component
from .endpoints import create_gateway_endpoints, create_interface_endpoints
from .existing import ExistingNetwork
from .flow_log import create_flow_log
from .layout import NetworkLayout, SubnetKind, subnet_kinds, ways_out
from .source import source_problems
from .subnets import CreatedVpc, create_internet_gateway, create_nat_gateways, create_subnets


class WrongNetworkError(pulumi.RunError):
    """What AWS says of an existing network is not what the arguments say.

    Not a ValueError: raised while an output is resolved, Pulumi would wrap it into another one.
    """


@dataclass(frozen=True, kw_only=True)
class NetworkArgs:
    """Arguments of a `Network`. Exactly one of `layout` and `existing` is given."""

    account: Account
    """The account that the network belongs to."""
    region: str
    """The region that it stands in."""
    layout: NetworkLayout | None = None
    """The network to create."""
    existing: ExistingNetwork | None = None
    """The network to adopt: nothing is created, and what is said of it is verified."""
    log_key_arn: pulumi.Input[str] | None = None
    """KMS key for the flow log; without it CloudWatch Logs encrypts with a key of its own."""

    def problems(self) -> list[Problem]:
        """Whether it is said in exactly one way what the network is."""
        return source_problems(self.layout, self.existing)


class Network(Component):
    """A VPC with public, private and isolated subnets, or one that another stack has created.

    Creates, with a layout:

    - the VPC with DNS names, and its default security group without any rule;
    - in each zone a private subnet with a route table of its own, and as asked for a public and an
      isolated one; public and isolated subnets share a route table each;
    - an internet gateway, and NAT gateways with their addresses, if the layout or the tier wants a
      way out;
    - gateway endpoints for S3 and DynamoDB on every route table, and interface endpoints for the
      services listed, open to the VPC's own addresses on port 443;
    - a flow log of all traffic in a log group of its own, written with a role that can do nothing
      else.

    With an existing network it creates nothing, and verifies that the subnets belong to the VPC.

    Secure defaults: no subnet gives out public addresses, no security group lets anything in but
    the endpoints', isolated subnets have no route out. The VPC, the NAT gateways' addresses and the
    flow log's group are protected by the account's tier.

    Raises:
        BadArgumentsError: see the `problems` of `NetworkLayout` and `ExistingNetwork`.
        WrongAccountError: the provider belongs to another account.
    """

    vpc_id: pulumi.Output[str]
    """Id of the VPC."""
    vpc_cidr_block: pulumi.Output[str]
    """Addresses of the VPC."""
    availability_zones: pulumi.Output[list[str]]
    """Names of the zones, in the order of the private subnets."""
    public_subnet_ids: pulumi.Output[list[str]]
    """Subnets that load balancers for the internet stand in; one for each zone, or none."""
    private_subnet_ids: pulumi.Output[list[str]]
    """Subnets that workloads stand in; one for each zone."""
    isolated_subnet_ids: pulumi.Output[list[str]]
    """Subnets without a way out; one for each zone, or none."""
    private_route_table_ids: pulumi.Output[list[str]]
    """Route tables of the private subnets; one for each zone."""
    nat_public_ips: pulumi.Output[list[str]]
    """Addresses that the private subnets are seen with on the internet."""

    def __init__(
        self, name: str, args: NetworkArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Create or adopt the network `name`."""
        args = self.accepted(NetworkArgs, name, args)
        super().__init__(name, args.account, opts)
        if args.layout is not None:
            self._create(name, args, args.layout)
        elif args.existing is not None:
            self._adopt(name, args.region, args.existing)
        self.register_declared_outputs()

    def _create(self, name: str, args: NetworkArgs, layout: NetworkLayout) -> None:
        tier = args.account.tier
        vpc = self._create_vpc(name, args.region, layout)
        subnets = {kind: create_subnets(vpc, kind) for kind in subnet_kinds(layout, tier)}
        private = subnets[SubnetKind.PRIVATE]
        addresses = []
        if SubnetKind.PUBLIC in subnets:
            public = subnets[SubnetKind.PUBLIC]
            internet = create_internet_gateway(vpc, public)
            mode = ways_out(layout, tier)
            if mode is not NatGateways.NONE:
                addresses = create_nat_gateways(vpc, mode, public, private, internet)
        create_gateway_endpoints(vpc, list(subnets.values()))
        create_interface_endpoints(vpc, layout.interface_endpoints or [], private)
        retention_days = layout.flow_log_retention_days or tier.defaults.log_retention_days
        create_flow_log(vpc, args.account, retention_days, args.log_key_arn)

        def ids(kind: SubnetKind) -> pulumi.Output[list[str]]:
            return pulumi.Output.all(*(subnets[kind].ids.values() if kind in subnets else ()))

        self.vpc_id = vpc.id
        self.vpc_cidr_block = pulumi.Output.from_input(layout.cidr_block)
        self.availability_zones = pulumi.Output.from_input(
            [f"{args.region}{zone}" for zone in vpc.zones]
        )
        self.public_subnet_ids = ids(SubnetKind.PUBLIC)
        self.private_subnet_ids = ids(SubnetKind.PRIVATE)
        self.isolated_subnet_ids = ids(SubnetKind.ISOLATED)
        self.private_route_table_ids = pulumi.Output.all(
            *(table.id for table in private.route_tables.values())
        )
        self.nat_public_ips = pulumi.Output.all(*addresses)

    def _create_vpc(self, name: str, region: str, layout: NetworkLayout) -> CreatedVpc:
        logical_name = f"{name}-vpc"
        vpc = ec2.Vpc(
            logical_name,
            cidr_block=layout.cidr_block,
            enable_dns_support=True,
            enable_dns_hostnames=True,
            region=region,
            tags={"Name": name},
            opts=self.stateful(logical_name),
        )
        # Taking it over without naming a rule removes those that AWS puts into it.
        group_name = f"{name}-default"
        ec2.DefaultSecurityGroup(
            group_name,
            vpc_id=vpc.id,
            region=region,
            tags={"Name": group_name},
            opts=self.child(),
        )
        return CreatedVpc(
            component=self,
            name=name,
            region=region,
            cidr_block=layout.cidr_block,
            zones=sorted(layout.availability_zones),
            id=vpc.id,
        )

    def _adopt(self, name: str, region: str, existing: ExistingNetwork) -> None:
        vpc = ec2.get_vpc_output(id=existing.vpc_id, region=region, opts=self.lookup())
        found = {
            field: pulumi.Output.all(
                *(
                    ec2.get_subnet_output(id=subnet_id, region=region, opts=self.lookup())
                    for subnet_id in subnet_ids
                )
            )
            for field, subnet_ids in existing.subnet_ids.items()
        }

        def verified(
            kinds: dict[str, list[ec2.GetSubnetResult]],
        ) -> dict[str, list[ec2.GetSubnetResult]]:
            if problems := _strangers(kinds, existing.vpc_id):
                raise WrongNetworkError(report(self._subject(name), problems))
            return kinds

        # Nothing of the network is handed on before all of it has been verified.
        subnets = pulumi.Output.all(**found).apply(verified)

        def ids(field: str) -> pulumi.Output[list[str]]:
            return subnets.apply(lambda kinds: [subnet.id for subnet in kinds[field]])

        self.vpc_id = vpc.id
        self.vpc_cidr_block = vpc.cidr_block
        self.availability_zones = subnets.apply(
            lambda kinds: [subnet.availability_zone for subnet in kinds["private_subnet_ids"]]
        )
        self.public_subnet_ids = ids("public_subnet_ids")
        self.private_subnet_ids = ids("private_subnet_ids")
        self.isolated_subnet_ids = ids("isolated_subnet_ids")
        self.private_route_table_ids = pulumi.Output.from_input(
            existing.private_route_table_ids or []
        )
        self.nat_public_ips = pulumi.Output.from_input(existing.nat_public_ips or [])


def _strangers(kinds: dict[str, list[ec2.GetSubnetResult]], vpc_id: str) -> list[Problem]:
    """The subnets of which AWS says that they belong to another VPC."""
    return [
        Problem(
            path=f"existing.{field}[{index}]",
            value=subnet.id,
            limit=f"it belongs to {subnet.vpc_id}, not to {vpc_id}",
        )
        for field, subnets in kinds.items()
        for index, subnet in enumerate(subnets)
        if subnet.vpc_id != vpc_id
    ]
