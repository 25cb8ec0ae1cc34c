"""VPC endpoints and flow logs."""

import json

import pytest

from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.places import another_subnet, in_subnet
from tests.localaws.world import REGION, WORKLOAD, Aws, tags

TAGS = {"team": "a", "stage": "x"}
S3, SSM = f"com.amazonaws.{REGION}.s3", f"com.amazonaws.{REGION}.ssm"


def policy(action: str) -> str:
    statement = {"Effect": "Allow", "Principal": "*", "Action": action, "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def with_surroundings(aws: Aws) -> Scene:
    """Two subnets, two route tables and two security groups."""
    s = in_subnet(aws)
    s.other_subnet = another_subnet(aws, s)
    s.table, s.other_table = (
        aws.ec2.create_route_table(VpcId=s.vpc)["RouteTable"]["RouteTableId"] for _ in range(2)
    )
    s.group, s.other_group = (
        aws.ec2.create_security_group(GroupName=name, Description="-", VpcId=s.vpc)["GroupId"]
        for name in ("one", "two")
    )
    return s


def describe_endpoint(aws: Aws, s: Scene) -> Values | None:
    endpoint = aws.ec2.describe_vpc_endpoints(VpcEndpointIds=[s.id])["VpcEndpoints"][0]
    if endpoint["State"] == "deleted":
        return None
    return {
        **endpoint,
        "Groups": sorted(group["GroupId"] for group in endpoint["Groups"]),
        "Policy": json.loads(endpoint["PolicyDocument"]),
        "RouteTables": sorted(endpoint["RouteTableIds"]),
        "Subnets": sorted(endpoint["SubnetIds"]),
        "Tags": tags(endpoint.get("Tags")),
    }


def gateway_outputs(aws: Aws, s: Scene) -> Values:
    names = [{"Name": "prefix-list-name", "Values": [S3]}]
    (prefixes,) = aws.ec2.describe_prefix_lists(Filters=names)["PrefixLists"]
    return {
        "arn": f"arn:aws:ec2:{REGION}:{WORKLOAD}:vpc-endpoint/{s.id}",
        "ownerId": WORKLOAD,
        "prefixListId": prefixes["PrefixListId"],
        "state": "available",
        "tagsAll": TAGS,
    }


def interface_outputs(aws: Aws, s: Scene) -> Values:
    endpoint = aws.ec2.describe_vpc_endpoints(VpcEndpointIds=[s.id])["VpcEndpoints"][0]
    (entry,) = endpoint["DnsEntries"]
    return {
        "dnsEntries": [{"dnsName": entry["DnsName"], "hostedZoneId": entry["HostedZoneId"]}],
        "networkInterfaceIds": endpoint["NetworkInterfaceIds"],
        "prefixListId": None,
    }


ENDPOINT = Case(
    token="aws:ec2/vpcEndpoint:VpcEndpoint",
    prepare=with_surroundings,
    describe=describe_endpoint,
    filled=lambda _: {"vpcEndpointType": "Gateway"},
    lives=(
        Life(
            name="gateway",
            inputs=lambda s: {
                "autoAccept": True,
                "policy": policy("s3:Get*"),
                "routeTableIds": [s.table],
                "serviceName": S3,
                "tags": TAGS,
                "vpcId": s.vpc,
            },
            told=lambda s: {
                "Policy": json.loads(policy("s3:Get*")),
                "RouteTables": [s.table],
                "ServiceName": S3,
                "Tags": TAGS,
                "VpcEndpointType": "Gateway",
                "VpcId": s.vpc,
            },
            outputs=gateway_outputs,
            changed=lambda s: {
                "policy": policy("s3:*"),
                "routeTableIds": [s.other_table],
                "tags": {"team": "b"},
            },
            told_changed=lambda s: {
                "Policy": json.loads(policy("s3:*")),
                "RouteTables": [s.other_table],
                "Tags": {"team": "b"},
            },
            removed=("routeTableIds", "tags"),
            told_removed=lambda _: {"RouteTables": [], "Tags": {}},
            outside=lambda aws, s: aws.ec2.modify_vpc_endpoint(
                VpcEndpointId=s.id, PolicyDocument=policy("s3:Put*")
            ),
            found=lambda _: {"policy": policy("s3:Put*")},
        ),
        Life(
            name="interface",
            inputs=lambda s: {
                "privateDnsEnabled": True,
                "securityGroupIds": [s.group],
                "serviceName": SSM,
                "subnetIds": [s.subnet],
                "vpcEndpointType": "Interface",
                "vpcId": s.vpc,
            },
            told=lambda s: {
                "Groups": [s.group],
                "PrivateDnsEnabled": True,
                "Subnets": [s.subnet],
                "VpcEndpointType": "Interface",
            },
            outputs=interface_outputs,
            changed=lambda s: {
                "securityGroupIds": [s.other_group],
                "subnetIds": [s.subnet, s.other_subnet],
            },
            told_changed=lambda s: {
                "Groups": [s.other_group],
                "Subnets": sorted([s.subnet, s.other_subnet]),
            },
            outside=lambda aws, s: aws.ec2.modify_vpc_endpoint(
                VpcEndpointId=s.id, RemoveSubnetIds=[s.subnet]
            ),
            found=lambda s: {"subnetIds": [s.other_subnet]},
        ),
        Life(
            name="without private names",
            inputs=lambda s: {
                "privateDnsEnabled": False,
                "securityGroupIds": [s.group],
                "serviceName": SSM,
                "subnetIds": [s.subnet],
                "vpcEndpointType": "Interface",
                "vpcId": s.vpc,
            },
            told=lambda _: {"PrivateDnsEnabled": False},
            removed=("subnetIds", "securityGroupIds"),
            told_removed=lambda _: {"Groups": [], "Subnets": []},
        ),
    ),
)


def with_destinations(aws: Aws) -> Scene:
    """A subnet with an interface, a log group, a bucket and a role."""
    s = in_subnet(aws)
    interface = aws.ec2.create_network_interface(SubnetId=s.subnet)["NetworkInterface"]
    s.interface = interface["NetworkInterfaceId"]
    s.transit = aws.ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
    aws.logs.create_log_group(logGroupName=s.name)
    s.group = f"arn:aws:logs:{REGION}:{WORKLOAD}:log-group:{s.name}"
    where = {"LocationConstraint": REGION}
    aws.s3.create_bucket(Bucket=f"{s.name}-flows", CreateBucketConfiguration=where)
    s.bucket = f"arn:aws:s3:::{s.name}-flows"
    s.role = aws.iam.create_role(RoleName=s.name, AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    return s


def describe_flow_log(aws: Aws, s: Scene) -> Values | None:
    logs = aws.ec2.describe_flow_logs(FlowLogIds=[s.id])["FlowLogs"]
    return {**logs[0], "Tags": tags(logs[0].get("Tags"))} if logs else None


def into_bucket(name: str, attribute: str, **more: object) -> Life:
    """A flow log of one kind of resource."""
    return Life(
        name=f"of a {attribute}",
        inputs=lambda s: {
            "logDestination": s.bucket,
            "logDestinationType": "s3",
            name: getattr(s, attribute),
            **more,
        },
        told=lambda s: {
            "LogDestination": s.bucket,
            "LogDestinationType": "s3",
            "MaxAggregationInterval": more.get("maxAggregationInterval", 600),
            "ResourceId": getattr(s, attribute),
        },
    )


FLOW_LOG = Case(
    token="aws:ec2/flowLog:FlowLog",
    prepare=with_destinations,
    describe=describe_flow_log,
    filled=lambda _: {"logDestinationType": "cloud-watch-logs", "maxAggregationInterval": 600},
    lives=(
        Life(
            name="of a VPC",
            inputs=lambda s: {
                "iamRoleArn": s.role,
                "logDestination": s.group,
                "logFormat": "${version} ${vpc-id}",
                "maxAggregationInterval": 60,
                "tags": TAGS,
                "trafficType": "REJECT",
                "vpcId": s.vpc,
            },
            told=lambda s: {
                "DeliverLogsPermissionArn": s.role,
                "LogDestination": s.group,
                "LogDestinationType": "cloud-watch-logs",
                "LogFormat": "${version} ${vpc-id}",
                "MaxAggregationInterval": 60,
                "ResourceId": s.vpc,
                "Tags": TAGS,
                "TrafficType": "REJECT",
            },
            outputs=lambda _, s: {
                "arn": f"arn:aws:ec2:{REGION}:{WORKLOAD}:vpc-flow-log/{s.id}",
                "tagsAll": TAGS,
            },
            changed=lambda _: {"tags": {"team": "b"}},
            told_changed=lambda _: {"Tags": {"team": "b"}},
            removed=("tags",),
            told_removed=lambda _: {"Tags": {}},
            outside=lambda aws, s: aws.ec2.create_tags(
                Resources=[s.id], Tags=[{"Key": "who", "Value": "me"}]
            ),
            found=lambda _: {"tags": {"who": "me"}},
        ),
        into_bucket("subnetId", "subnet", trafficType="ALL"),
        into_bucket("eniId", "interface", trafficType="ACCEPT"),
        into_bucket("transitGatewayId", "transit", maxAggregationInterval=60),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(ENDPOINT, FLOW_LOG))
def test_endpoints_and_flow_logs_are_what_ec2_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
