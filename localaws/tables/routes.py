"""Route tables, routes and associations. Routes inside a table are not backed: they have a type."""

from localaws.rows import Call, Row
from localaws.tables.ec2 import ARN, TAGGING, described_by_id

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
            "RouteTables[0].Routes[?DestinationCidrBlock=='{destinationCidrBlock}']|[0]",
        ),
        delete=Call(
            "DeleteRoute",
            {"RouteTableId": "{routeTableId}", "DestinationCidrBlock": "{destinationCidrBlock}"},
        ),
        id="r-{routeTableId}-{destinationCidrBlock}",
        update=Call("ReplaceRoute"),
        links={"egressOnlyGatewayId": "EgressOnlyInternetGatewayId"},
        outputs={"routeTableId": "{routeTableId}"},
        delete_before_replace=True,
        import_id=r"(?P<routeTableId>rtb-[0-9a-f]+)_(?P<destinationCidrBlock>.+)",
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
