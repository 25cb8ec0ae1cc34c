"""How a created network reaches AWS without the internet."""

from pulumi_aws import ec2
from pulumi_aws import vpc as vpc_rules

from .endpoint_services import GATEWAY_SERVICES, service_name
from .subnets import CreatedVpc, Subnets

HTTPS_PORT = 443


def create_gateway_endpoints(vpc: CreatedVpc, subnets: list[Subnets]) -> None:
    """Endpoints for S3 and DynamoDB on every route table of the network."""
    # Shared tables stand there once for each zone; a route table may be listed once only.
    tables = dict.fromkeys(table for kind in subnets for table in kind.route_tables.values())
    for service in GATEWAY_SERVICES:
        logical_name = f"{vpc.name}-{service}"
        ec2.VpcEndpoint(
            logical_name,
            vpc_id=vpc.id,
            service_name=service_name(vpc.region, service),
            vpc_endpoint_type="Gateway",
            route_table_ids=[table.id for table in tables],
            region=vpc.region,
            tags={"Name": logical_name},
            opts=vpc.component.child(),
        )


def create_interface_endpoints(vpc: CreatedVpc, services: list[str], private: Subnets) -> None:
    """Endpoints in the private subnets, under the services' usual names.

    They share a security group that lets the VPC's own addresses in on port 443, and nothing out:
    an endpoint never opens a connection itself.
    """
    if not services:
        return
    group_name = f"{vpc.name}-endpoints"
    group = ec2.SecurityGroup(
        group_name,
        vpc_id=vpc.id,
        description="Interface endpoints: HTTPS from the VPC",
        region=vpc.region,
        tags={"Name": group_name},
        opts=vpc.component.child(),
    )
    vpc_rules.SecurityGroupIngressRule(
        f"{group_name}-https",
        security_group_id=group.id,
        ip_protocol="tcp",
        from_port=HTTPS_PORT,
        to_port=HTTPS_PORT,
        cidr_ipv4=vpc.cidr_block,
        description="HTTPS from the VPC",
        region=vpc.region,
        tags={"Name": f"{group_name}-https"},
        opts=vpc.component.child(),
    )
    for service in services:
        logical_name = f"{vpc.name}-{service}"
        ec2.VpcEndpoint(
            logical_name,
            vpc_id=vpc.id,
            service_name=service_name(vpc.region, service),
            vpc_endpoint_type="Interface",
            subnet_ids=list(private.ids.values()),
            security_group_ids=[group.id],
            private_dns_enabled=True,
            region=vpc.region,
            tags={"Name": logical_name},
            opts=vpc.component.child(),
        )
