import json

import pytest

from components.landing_zone.tiers import Tier
from tests.accounts import account
from tests.components.network.creating import (
    ENDPOINT,
    GROUP,
    INGRESS,
    KEY,
    LOG_GROUP,
    SUBNET,
    TABLE,
    VPC,
    created,
)
from tests.recording import resource_id


def test_s3_and_dynamodb_are_reached_from_every_route_table_without_the_internet() -> None:
    recording = created(isolated_subnets=True)
    tables = {resource_id(TABLE, name) for name in recording.names(TABLE)}
    for service in ("s3", "dynamodb"):
        endpoint = recording.only(ENDPOINT, f"n-{service}")
        assert endpoint.inputs["serviceName"] == f"com.amazonaws.eu-central-1.{service}"
        assert endpoint.inputs["vpcEndpointType"] == "Gateway"
        assert set(endpoint.inputs["routeTableIds"]) == tables
        assert len(endpoint.inputs["routeTableIds"]) == len(tables)


def test_interface_endpoints_let_the_vpc_in_on_port_443_and_nothing_else() -> None:
    recording = created(interface_endpoints=["ssm"])
    group = resource_id(GROUP, "n-endpoints")
    endpoint = recording.only(ENDPOINT, "n-ssm")
    assert endpoint.inputs["serviceName"] == "com.amazonaws.eu-central-1.ssm"
    assert endpoint.inputs["securityGroupIds"] == [group]
    assert endpoint.inputs["privateDnsEnabled"] is True
    assert endpoint.inputs["subnetIds"] == [
        resource_id(SUBNET, "n-private-a"),
        resource_id(SUBNET, "n-private-b"),
    ]
    rule = recording.only(INGRESS)
    assert {
        key: rule.inputs[key]
        for key in ("securityGroupId", "ipProtocol", "fromPort", "toPort", "cidrIpv4")
    } == {
        "securityGroupId": group,
        "ipProtocol": "tcp",
        "fromPort": 443,
        "toPort": 443,
        "cidrIpv4": "10.0.0.0/16",
    }


def test_without_interface_endpoints_there_is_no_security_group() -> None:
    assert created().names(GROUP) == []


@pytest.mark.parametrize(
    ("tier", "given", "days"),
    [(Tier.SANDBOX, None, 30), (Tier.PRODUCTION, None, 365), (Tier.PRODUCTION, 7, 7)],
)
def test_the_flow_log_is_kept_as_long_as_the_tier_or_the_layout_says(
    tier: Tier, given: int | None, days: int
) -> None:
    recording = created(of=account(tier), flow_log_retention_days=given)
    assert recording.only(LOG_GROUP).inputs["retentionInDays"] == days


def test_the_flow_log_records_all_traffic_into_its_own_group() -> None:
    recording = created(log_key_arn=KEY)
    group = recording.only(LOG_GROUP)
    flow_log = recording.only("aws:ec2/flowLog:FlowLog")
    assert group.inputs["kmsKeyId"] == KEY
    assert flow_log.inputs["trafficType"] == "ALL"
    assert flow_log.inputs["vpcId"] == resource_id(VPC, "n-vpc")
    assert flow_log.inputs["logDestination"].endswith(":log-group:n-flow-log")
    assert {group.urn, recording.only("aws:iam/rolePolicy:RolePolicy").urn} <= flow_log.depends_on


def test_the_flow_logs_role_writes_one_group_for_one_account() -> None:
    recording = created()
    trust = json.loads(recording.only("aws:iam/role:Role").inputs["assumeRolePolicy"])
    assert trust["Statement"][0]["Principal"] == {"Service": ["vpc-flow-logs.amazonaws.com"]}
    assert trust["Statement"][0]["Condition"] == {
        "StringEquals": {"aws:SourceAccount": ["444444444444"]},
        "ArnLike": {"aws:SourceArn": ["arn:aws:ec2:eu-central-1:444444444444:vpc-flow-log/*"]},
    }
    policy = json.loads(recording.only("aws:iam/rolePolicy:RolePolicy").inputs["policy"])
    arn = "arn:aws:logs:eu-central-1:000000000000:log-group:n-flow-log"
    assert policy["Statement"] == [
        {
            "Sid": "WriteFlowLog",
            "Effect": "Allow",
            "Action": [
                "logs:CreateLogStream",
                "logs:PutLogEvents",
                "logs:DescribeLogGroups",
                "logs:DescribeLogStreams",
            ],
            "Resource": [arn, f"{arn}:*"],
        }
    ]
