"""VPCs and internet gateways."""

import pytest

from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.places import in_vpc
from tests.localaws.world import REGION, WORKLOAD, Aws, tags

TAGS = {"team": "a", "stage": "x"}
CHANGED_TAGS = {"team": "b", "new": "y"}


def describe_vpc(aws: Aws, s: Scene) -> Values:
    vpc = aws.ec2.describe_vpcs(VpcIds=[s.id])["Vpcs"][0]
    attributes = {}
    for name in ("EnableDnsSupport", "EnableDnsHostnames", "EnableNetworkAddressUsageMetrics"):
        request = {"VpcId": s.id, "Attribute": name[0].lower() + name[1:]}
        attributes[name] = aws.ec2.describe_vpc_attribute(**request)[name]["Value"]
    return {**vpc, **attributes, "Tags": tags(vpc.get("Tags"))}


def _in(s: Scene) -> dict[str, list[dict[str, object]]]:
    return {"Filters": [{"Name": "vpc-id", "Values": [s.id]}]}


def vpc_outputs(aws: Aws, s: Scene) -> Values:
    (main,) = aws.ec2.describe_route_tables(**_in(s))["RouteTables"]
    (group,) = aws.ec2.describe_security_groups(**_in(s))["SecurityGroups"]
    (acl,) = aws.ec2.describe_network_acls(**_in(s))["NetworkAcls"]
    return {
        "arn": f"arn:aws:ec2:{REGION}:{WORKLOAD}:vpc/{s.id}",
        "defaultNetworkAclId": acl["NetworkAclId"],
        "defaultRouteTableId": main["RouteTableId"],
        "defaultSecurityGroupId": group["GroupId"],
        "dhcpOptionsId": "default",
        "enableDnsSupport": True,
        "instanceTenancy": "default",
        "ipv6CidrBlock": None,
        "mainRouteTableId": main["RouteTableId"],
        "ownerId": WORKLOAD,
        "region": REGION,
        "tagsAll": {},
    }


def vpc_with_ipv6_outputs(aws: Aws, s: Scene) -> Values:
    block = describe_vpc(aws, s)["Ipv6CidrBlockAssociationSet"][0]
    return {
        "ipv6AssociationId": block["AssociationId"],
        "ipv6CidrBlock": block["Ipv6CidrBlock"],
        "tagsAll": TAGS,
    }


VPC = Case(
    token="aws:ec2/vpc:Vpc",
    describe=describe_vpc,
    lives=(
        Life(
            name="minimal",
            inputs=lambda _: {"cidrBlock": "10.8.0.0/16"},
            told=lambda _: {
                "CidrBlock": "10.8.0.0/16",
                "EnableDnsSupport": True,
                "EnableDnsHostnames": False,
                "InstanceTenancy": "default",
                "Tags": {},
            },
            outputs=vpc_outputs,
            changed=lambda _: {"enableDnsSupport": False, "tags": {"first": "tag"}},
            told_changed=lambda _: {"EnableDnsSupport": False, "Tags": {"first": "tag"}},
            outside=lambda aws, s: aws.ec2.modify_vpc_attribute(
                VpcId=s.id, EnableDnsSupport={"Value": True}
            ),
            found=lambda _: {"enableDnsSupport": True},
        ),
        Life(
            name="full",
            inputs=lambda _: {
                "assignGeneratedIpv6CidrBlock": True,
                "cidrBlock": "10.9.0.0/16",
                "enableDnsHostnames": True,
                "enableDnsSupport": True,
                "enableNetworkAddressUsageMetrics": True,
                "instanceTenancy": "dedicated",
                "tags": TAGS,
            },
            told=lambda _: {
                "CidrBlock": "10.9.0.0/16",
                "EnableDnsHostnames": True,
                "EnableDnsSupport": True,
                "EnableNetworkAddressUsageMetrics": True,
                "InstanceTenancy": "dedicated",
                "Tags": TAGS,
            },
            outputs=vpc_with_ipv6_outputs,
            changed=lambda _: {
                "enableDnsHostnames": False,
                "enableDnsSupport": False,
                "enableNetworkAddressUsageMetrics": False,
                "tags": CHANGED_TAGS,
            },
            told_changed=lambda _: {
                "EnableDnsHostnames": False,
                "EnableDnsSupport": False,
                "EnableNetworkAddressUsageMetrics": False,
                "Tags": CHANGED_TAGS,
            },
            removed=("enableDnsSupport", "enableNetworkAddressUsageMetrics", "tags"),
            told_removed=lambda _: {
                "EnableDnsSupport": True,
                "EnableNetworkAddressUsageMetrics": False,
                "Tags": {},
            },
            outside=lambda aws, s: aws.ec2.create_tags(
                Resources=[s.id], Tags=[{"Key": "team", "Value": "stolen"}]
            ),
            found=lambda _: {"tags": {"team": "stolen"}},
        ),
        Life(
            name="whose attributes go back to the defaults",
            inputs=lambda _: {
                "cidrBlock": "10.10.0.0/16",
                "enableDnsHostnames": True,
                "enableNetworkAddressUsageMetrics": True,
            },
            removed=("enableDnsHostnames", "enableNetworkAddressUsageMetrics"),
            told_removed=lambda _: {
                "EnableDnsHostnames": False,
                "EnableNetworkAddressUsageMetrics": False,
            },
        ),
        Life(
            name="without DNS",
            inputs=lambda _: {"cidrBlock": "10.11.0.0/16", "enableDnsSupport": False},
            told=lambda _: {"EnableDnsSupport": False},
        ),
    ),
)


def describe_gateway(aws: Aws, s: Scene) -> Values:
    gateway = aws.ec2.describe_internet_gateways(InternetGatewayIds=[s.id])["InternetGateways"][0]
    return {
        "Attached": [a["VpcId"] for a in gateway["Attachments"]],
        "Tags": tags(gateway.get("Tags")),
    }


def two_vpcs(aws: Aws) -> Scene:
    s = in_vpc(aws)
    s.other_vpc = in_vpc(aws).vpc
    return s


INTERNET_GATEWAY = Case(
    token="aws:ec2/internetGateway:InternetGateway",
    prepare=two_vpcs,
    describe=describe_gateway,
    lives=(
        Life(
            name="attached",
            inputs=lambda s: {"vpcId": s.vpc, "tags": TAGS},
            told=lambda s: {"Attached": [s.vpc], "Tags": TAGS},
            outputs=lambda _, s: {
                "arn": f"arn:aws:ec2:{REGION}:{WORKLOAD}:internet-gateway/{s.id}",
                "ownerId": WORKLOAD,
                "tagsAll": TAGS,
            },
            changed=lambda s: {"vpcId": s.other_vpc, "tags": CHANGED_TAGS},
            told_changed=lambda s: {"Attached": [s.other_vpc], "Tags": CHANGED_TAGS},
            outside=lambda aws, s: aws.ec2.detach_internet_gateway(
                InternetGatewayId=s.id, VpcId=s.other_vpc
            ),
            found=lambda _: {"vpcId": None},
        ),
        Life(
            name="that is detached",
            inputs=lambda s: {"vpcId": s.vpc, "tags": TAGS},
            removed=("vpcId", "tags"),
            told_removed=lambda _: {"Attached": [], "Tags": {}},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(VPC, INTERNET_GATEWAY))
def test_the_network_is_what_ec2_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
