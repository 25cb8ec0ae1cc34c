"""Route tables, routes and associations. Routes inside a table are not backed: they have a type."""

from localaws.rows import Call, Row, Values
from localaws.session import Session
from localaws.tables.ec2 import ARN, TAGGING, described_by_id

_DESTINATIONS = {
    "destinationCidrBlock": "DestinationCidrBlock",
    "destinationIpv6CidrBlock": "DestinationIpv6CidrBlock",
    "destinationPrefixListId": "DestinationPrefixListId",
}
_DESTINATION = "{" + "|".join(_DESTINATIONS) + "}"
_TARGETS = (
    "egressOnlyGatewayId",
    "gatewayId",
    "natGatewayId",
    "networkInterfaceId",
    "transitGatewayId",
    "vpcPeeringConnectionId",
)


def _route_deleted(session: Session, values: Values) -> None:
    """The request names the destination by its kind."""
    name = next(name for name in _DESTINATIONS if values.get(name))
    request = {"RouteTableId": values["routeTableId"], _DESTINATIONS[name]: values[name]}
    session.call("ec2", "DeleteRoute", request)


ROWS = (
    Row(
        token="aws:ec2/routeTable:RouteTable",
        service="ec2",
        create=Call("CreateRouteTable"),
        read=described_by_id("DescribeRouteTables", "RouteTableIds", "RouteTables[0]"),
        delete=Call("DeleteRouteTable", {"RouteTableId": "{id}"}),
        id="RouteTable.RouteTableId",
        tagging=TAGGING,
        outputs={"arn": ARN + "route-table/{id}"},
    ),
    Row(
        token="aws:ec2/route:Route",
        service="ec2",
        create=Call("CreateRoute"),
        read=Call(
            "DescribeRouteTables",
            {"RouteTableIds": ["{routeTableId}"]},
            f"RouteTables[0].Routes[?({' || '.join(_DESTINATIONS.values())})=='{_DESTINATION}']|[0]",
        ),
        delete=_route_deleted,
        id="{routeTableId}_" + _DESTINATION,
        update=Call("ReplaceRoute"),
        links={"egressOnlyGatewayId": "EgressOnlyInternetGatewayId"},
        refused={
            "carrierGatewayId": "the emulator does not replace it",
            "vpcEndpointId": "AWS tells it as the gateway",
            **dict.fromkeys(
                ("coreNetworkArn", "localGatewayId", "odbNetworkArn"),
                "the emulator takes this target and forgets it",
            ),
        },
        # A route goes from one target to another in place: what is no longer its target is not sent.
        removal=dict.fromkeys(_TARGETS),
        outputs={"routeTableId": "{routeTableId}"},
        delete_before_replace=True,
        import_id=r"(?P<routeTableId>rtb-[0-9a-f]+)_(?:(?P<destinationCidrBlock>[\d.]+/\d+)"
        r"|(?P<destinationPrefixListId>pl-\w+)|(?P<destinationIpv6CidrBlock>.*:.*))",
    ),
    Row(
        token="aws:ec2/routeTableAssociation:RouteTableAssociation",
        service="ec2",
        create=Call("AssociateRouteTable"),
        read=Call(
            "DescribeRouteTables",
            {"Filters": [{"Name": "association.route-table-association-id", "Values": ["{id}"]}]},
            "RouteTables[].Associations[]|[?RouteTableAssociationId=='{id}']|[0]",
        ),
        delete=Call("DisassociateRouteTable", {"AssociationId": "{id}"}),
        id="AssociationId",
        delete_before_replace=True,
    ),
)
