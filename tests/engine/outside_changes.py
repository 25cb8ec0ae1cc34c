"""Ten changes that somebody makes outside of Pulumi, each with the resource that a refresh must find changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from localaws.session import Session


@dataclass(frozen=True)
class OutsideChange:
    """A change through AWS's own API."""

    resource: str
    """The logical name of the resource that is no longer what the program says."""
    kind: str
    """The last part of its type."""
    make: Callable[[Session, dict[str, Any]], object]


def _rename_vpc(session: Session, outputs: dict[str, Any]) -> None:
    tag = {"Key": "Name", "Value": "renamed"}
    session.call("ec2", "CreateTags", {"Resources": [outputs["network"]["vpcId"]], "Tags": [tag]})


def _switch_host_names_off(session: Session, outputs: dict[str, Any]) -> None:
    request = {"VpcId": outputs["network"]["vpcId"], "EnableDnsHostnames": {"Value": False}}
    session.call("ec2", "ModifyVpcAttribute", request)


def _give_public_addresses(session: Session, outputs: dict[str, Any]) -> None:
    subnet = outputs["network"]["publicSubnetIds"][0]
    request = {"SubnetId": subnet, "MapPublicIpOnLaunch": {"Value": True}}
    session.call("ec2", "ModifySubnetAttribute", request)


def _delete_route(session: Session, outputs: dict[str, Any]) -> None:
    table = outputs["network"]["privateRouteTableIds"][0]
    request = {"RouteTableId": table, "DestinationCidrBlock": "0.0.0.0/0"}
    session.call("ec2", "DeleteRoute", request)


def _open_endpoint_group(session: Session, outputs: dict[str, Any]) -> None:
    filters = [{"Name": "vpc-id", "Values": [outputs["network"]["vpcId"]]}]
    rules = [
        rule
        for group in session.call("ec2", "DescribeSecurityGroups", {"Filters": filters})[
            "SecurityGroups"
        ]
        for rule in _rules(session, group["GroupId"])
        if rule.get("FromPort") == 443 and not rule["IsEgress"]
    ]
    changed = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIpv4": "0.0.0.0/0"}
    update = [
        {"SecurityGroupRuleId": rules[0]["SecurityGroupRuleId"], "SecurityGroupRule": changed}
    ]
    request = {"GroupId": rules[0]["GroupId"], "SecurityGroupRules": update}
    session.call("ec2", "ModifySecurityGroupRules", request)


def _rules(session: Session, group: str) -> Iterable[dict[str, Any]]:
    request = {"Filters": [{"Name": "group-id", "Values": [group]}]}
    rules: list[dict[str, Any]] = session.call("ec2", "DescribeSecurityGroupRules", request)[
        "SecurityGroupRules"
    ]
    return rules


def _suspend_versioning(session: Session, outputs: dict[str, Any]) -> None:
    bucket = outputs["baseline"]["logBucketName"]
    request = {"Bucket": bucket, "VersioningConfiguration": {"Status": "Suspended"}}
    session.call("s3", "PutBucketVersioning", request)


def _open_bucket(session: Session, outputs: dict[str, Any]) -> None:
    session.call("s3", "DeletePublicAccessBlock", {"Bucket": outputs["baseline"]["logBucketName"]})


def _shorten_retention(session: Session, outputs: dict[str, Any]) -> None:
    group = session.call("logs", "DescribeLogGroups", {})["logGroups"][0]["logGroupName"]
    session.call("logs", "PutRetentionPolicy", {"logGroupName": group, "retentionInDays": 1})


def _allow_old_metadata(session: Session, outputs: dict[str, Any]) -> None:
    session.call("ec2", "ModifyInstanceMetadataDefaults", {"HttpTokens": "optional"})


def _raise_budget(session: Session, outputs: dict[str, Any]) -> None:
    budget = session.call("budgets", "DescribeBudgets", {"AccountId": session.account})["Budgets"][
        0
    ]
    new = {name: budget[name] for name in ("BudgetName", "BudgetType", "TimeUnit")}
    new["BudgetLimit"] = {"Amount": "99999", "Unit": "USD"}
    session.call("budgets", "UpdateBudget", {"AccountId": session.account, "NewBudget": new})


OUTSIDE_CHANGES = (
    OutsideChange("main-vpc", "Vpc", _rename_vpc),
    OutsideChange("main-vpc", "Vpc", _switch_host_names_off),
    OutsideChange("main-public-a", "Subnet", _give_public_addresses),
    OutsideChange("main-private-a-internet", "Route", _delete_route),
    OutsideChange("main-endpoints-https", "SecurityGroupIngressRule", _open_endpoint_group),
    OutsideChange("account-log-bucket", "BucketVersioning", _suspend_versioning),
    OutsideChange("account-log-bucket", "BucketPublicAccessBlock", _open_bucket),
    OutsideChange("main-flow-log", "LogGroup", _shorten_retention),
    OutsideChange(
        "account-instance-metadata-eu-central-1", "InstanceMetadataDefaults", _allow_old_metadata
    ),
    OutsideChange("account-budget", "Budget", _raise_budget),
)
