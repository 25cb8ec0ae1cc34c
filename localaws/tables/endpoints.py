"""VPC endpoints and flow logs."""

from collections.abc import Callable
from typing import Any

from localaws.links.conversions import JSON_TEXT, Converted
from localaws.rows import Call, Members, Row, Values
from localaws.session import Session
from localaws.tables.ec2 import ARN, TAGGING, described_by_id


def _changed_through_modify(name: str, add: str, remove: str, result: str) -> Members:
    return Members(
        name,
        add=Call("ModifyVpcEndpoint", {"VpcEndpointId": "{id}", add: ["{item}"]}),
        remove=Call("ModifyVpcEndpoint", {"VpcEndpointId": "{id}", remove: ["{item}"]}),
        read=described_by_id("DescribeVpcEndpoints", "VpcEndpointIds", f"VpcEndpoints[0].{result}"),
        sent_by_create=True,
    )


def _endpoint_deleted(session: Session, values: Values) -> None:
    """Deletions of EC2 that take lists report failures in the answer instead of as errors."""
    answer: dict[str, Any] = session.call(
        "ec2", "DeleteVpcEndpoints", {"VpcEndpointIds": [values["id"]]}
    )
    _raise_unsuccessful(answer)


def _raise_unsuccessful(answer: dict[str, Any]) -> None:
    for item in answer.get("Unsuccessful", []):
        if "NotFound" not in item["Error"]["Code"]:
            raise RuntimeError(f"{item['Error']['Code']}: {item['Error']['Message']}")


def _flow_log_deleted(session: Session, values: Values) -> None:
    _raise_unsuccessful(session.call("ec2", "DeleteFlowLogs", {"FlowLogIds": [values["id"]]}))


_DNS_ENTRIES = Converted(
    "name and zone",
    lambda entries: [{"DnsName": e["dnsName"], "HostedZoneId": e["hostedZoneId"]} for e in entries],
    lambda found: [
        {"dnsName": e.get("DnsName", ""), "hostedZoneId": e.get("HostedZoneId", "")} for e in found
    ],
)

_WATCHED = {
    "vpcId": "VPC",
    "subnetId": "Subnet",
    "eniId": "NetworkInterface",
    "transitGatewayId": "TransitGateway",
}
_ID_PREFIXES = {"vpcId": "vpc-", "subnetId": "subnet-", "eniId": "eni-", "transitGatewayId": "tgw-"}


def _flow_log_request(request: dict[str, Any], values: Values) -> dict[str, Any]:
    """A flow log watches one of four kinds of resource; the request names the kind and the id."""
    name = next(name for name in _WATCHED if values.get(name))
    return {**request, "ResourceType": _WATCHED[name], "ResourceIds": [values[name]]}


def _watched(name: str) -> Callable[[Values], str | None]:
    return lambda values: (
        values["_ResourceId"] if values["_ResourceId"].startswith(_ID_PREFIXES[name]) else None
    )


ROWS = (
    Row(
        token="aws:ec2/vpcEndpoint:VpcEndpoint",
        computed=("policy",),
        service="ec2",
        create=Call("CreateVpcEndpoint"),
        read=described_by_id(
            "DescribeVpcEndpoints", "VpcEndpointIds", "VpcEndpoints[?State!='deleted']|[0]"
        ),
        delete=_endpoint_deleted,
        id="VpcEndpoint.VpcEndpointId",
        update=Call("ModifyVpcEndpoint", {"VpcEndpointId": "{id}"}),
        tagging=TAGGING,
        links={"policy": ("PolicyDocument", JSON_TEXT)},
        update_links={"privateDnsEnabled": None},  # the emulator does not change it
        controls=("autoAccept",),
        refused=dict.fromkeys(
            (
                "dnsOptions",
                "ipAddressType",
                "resourceConfigurationArn",
                "serviceNetworkArn",
                "serviceRegion",
                "subnetConfigurations",
            ),
            "the emulator does not keep it",
        ),
        members=(
            _changed_through_modify(
                "routeTableIds", "AddRouteTableIds", "RemoveRouteTableIds", "RouteTableIds"
            ),
            _changed_through_modify("subnetIds", "AddSubnetIds", "RemoveSubnetIds", "SubnetIds"),
            _changed_through_modify(
                "securityGroupIds",
                "AddSecurityGroupIds",
                "RemoveSecurityGroupIds",
                "Groups[].GroupId",
            ),
        ),
        defaults={"vpcEndpointType": "Gateway"},
        outputs={"arn": ARN + "vpc-endpoint/{id}"},
        read_links={"dnsEntries": ("DnsEntries", _DNS_ENTRIES)},
        lookups={
            "prefixListId": Call(
                "DescribePrefixLists",
                {"Filters": [{"Name": "prefix-list-name", "Values": ["{serviceName}"]}]},
                "PrefixLists[0].PrefixListId",
            ),
        },
    ),
    Row(
        token="aws:ec2/flowLog:FlowLog",
        computed=("logFormat",),
        service="ec2",
        create=Call("CreateFlowLogs"),
        read=described_by_id("DescribeFlowLogs", "FlowLogIds", "FlowLogs[0]"),
        delete=_flow_log_deleted,
        id="FlowLogIds[0]",
        tagging=TAGGING,
        nouns=("VpcFlowLog",),
        links={"iamRoleArn": "DeliverLogsPermissionArn", **dict.fromkeys(_WATCHED)},
        refused=dict.fromkeys(
            ("deliverCrossAccountRole", "destinationOptions", "tagFieldSpecifications"),
            "the emulator does not keep it",
        ),
        defaults={"logDestinationType": "cloud-watch-logs", "maxAggregationInterval": 600},
        request=_flow_log_request,
        outputs={"arn": ARN + "vpc-flow-log/{id}"} | {name: _watched(name) for name in _WATCHED},
    ),
)
