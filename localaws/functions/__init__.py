"""The data sources that programs ask: each is answered from the emulator, in the shape of the SDK's result."""

from collections.abc import Callable
from typing import Any

from localaws.functions import account, machines, network
from localaws.functions.matching import Arguments, FunctionError
from localaws.policy_documents import policy_document
from localaws.session import Session

__all__ = ["FUNCTIONS", "FunctionError", "answer"]


def answer(token: str, arguments: Arguments, session: Session) -> dict[str, Any]:
    """Answers one data source.

    Raises:
        FunctionError: not answered here, or nothing found.
        ClientError: the emulator refused a call.
    """
    if token not in FUNCTIONS:
        raise FunctionError("the local AWS does not answer this data source")
    function, understood = FUNCTIONS[token]
    given = {name: value for name, value in arguments.items() if value is not None}
    strange = sorted(set(given) - {*understood.split(), "region"})
    if strange:
        raise FunctionError(f"the local AWS does not understand {', '.join(strange)}")
    session = session.in_region(given.get("region"))
    return {"region": session.region, **function(given, session)}


FUNCTIONS: dict[str, tuple[Callable[[Arguments, Session], dict[str, Any]], str]] = {
    "aws:ec2/getAmi:getAmi": (machines.ami, "filters mostRecent nameRegex owners tags"),
    "aws:ec2/getInstanceType:getInstanceType": (machines.instance_type, "instanceType"),
    "aws:ec2/getSubnet:getSubnet": (
        network.subnet,
        "availabilityZone availabilityZoneId cidrBlock defaultForAz filters id state tags vpcId",
    ),
    "aws:ec2/getVpc:getVpc": (network.vpc, "cidrBlock default dhcpOptionsId filters id state tags"),
    "aws:iam/getPolicyDocument:getPolicyDocument": (
        policy_document,
        "overridePolicyDocuments policyId sourcePolicyDocuments statements version",
    ),
    "aws:index/getAvailabilityZones:getAvailabilityZones": (
        account.availability_zones,
        "excludeNames state",
    ),
    "aws:index/getCallerIdentity:getCallerIdentity": (account.caller_identity, ""),
    "aws:index/getPartition:getPartition": (account.partition, ""),
    "aws:index/getRegion:getRegion": (account.region, ""),
    "aws:ssm/getParameter:getParameter": (machines.ssm_parameter, "name withDecryption"),
}
"""Each with the arguments that it understands; any other one would be ignored, so it is refused."""
