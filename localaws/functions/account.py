"""The caller, the region, its zones and the partition."""

from typing import Any

from localaws.functions.matching import Arguments
from localaws.session import Session

_PARTITION = {
    "id": "aws",
    "partition": "aws",
    "dnsSuffix": "amazonaws.com",
    "reverseDnsPrefix": "com.amazonaws",
}


def caller_identity(_: Arguments, session: Session) -> dict[str, Any]:
    """Who asks, under the role that it assumed."""
    identity = session.as_assumed().call("sts", "GetCallerIdentity", {})
    return {
        "accountId": identity["Account"],
        "arn": identity["Arn"],
        "userId": identity["UserId"],
        "id": identity["Account"],
    }


def availability_zones(arguments: Arguments, session: Session) -> dict[str, Any]:
    """The zones of the region."""
    excluded = arguments.get("excludeNames", [])
    wanted_state = arguments.get("state", "available")
    found = session.call("ec2", "DescribeAvailabilityZones", {})["AvailabilityZones"]
    zones = [z for z in found if z["State"] == wanted_state and z["ZoneName"] not in excluded]
    return {
        "id": session.region,
        "names": [zone["ZoneName"] for zone in zones],
        "zoneIds": [zone["ZoneId"] for zone in zones],
        "groupNames": sorted({zone.get("GroupName", session.region) for zone in zones}),
    }


def region(_: Arguments, session: Session) -> dict[str, Any]:
    """The region in which it is asked."""
    name = session.region
    return {
        "id": name,
        "name": name,
        "description": name,
        "endpoint": f"ec2.{name}.amazonaws.com",
    }


def partition(_: Arguments, __: Session) -> dict[str, Any]:
    """The one that there is."""
    return dict(_PARTITION)
