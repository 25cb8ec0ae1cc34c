"""Security groups and their rules. Rules inside a group are not backed: they are resources of their own."""

from typing import Any

from localaws.rows import Call, Row, Values
from localaws.session import Session
from localaws.tables.ec2 import ARN, TAGGING, TAGGING_AFTER_CREATE, described_by_id

_ALL_EGRESS = {
    "GroupId": "{id}",
    "IpPermissions": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
}

_RULE_MEMBERS = {
    "ipProtocol": "IpProtocol",
    "fromPort": "FromPort",
    "toPort": "ToPort",
    "cidrIpv4": "CidrIpv4",
    "cidrIpv6": "CidrIpv6",
    "prefixListId": "PrefixListId",
    "description": "Description",
}
_RULE_UPDATE = {
    name: f"SecurityGroupRules[].SecurityGroupRule.{member}"
    for name, member in _RULE_MEMBERS.items()
}


def _completed_rule(request: dict[str, Any], values: Values) -> dict[str, Any]:
    """Puts the description of a new rule beside whichever source it names, and the id into an update."""
    permission = request.get("IpPermissions", [{}])[0]
    if values.get("description") and not values.get("cidrIpv4") and "IpRanges" in permission:
        del permission["IpRanges"]
        sources = ("Ipv6Ranges", "PrefixListIds", "UserIdGroupPairs")
        source = next(permission[member] for member in sources if member in permission)
        source[0]["Description"] = values["description"]
    for rule in request.get("SecurityGroupRules", []):
        rule["SecurityGroupRuleId"] = values["id"]
    return request


def _close(session: Session, values: Values) -> None:
    """Takes every rule out of a group."""
    request = {"Filters": [{"Name": "group-id", "Values": [values["id"]]}]}
    for rule in session.call("ec2", "DescribeSecurityGroupRules", request)["SecurityGroupRules"]:
        operation = (
            "RevokeSecurityGroupEgress" if rule["IsEgress"] else "RevokeSecurityGroupIngress"
        )
        revoked = {"GroupId": values["id"], "SecurityGroupRuleIds": [rule["SecurityGroupRuleId"]]}
        session.call("ec2", operation, revoked)


def _rule(direction: str) -> Row:
    return Row(
        token=f"aws:vpc/securityGroup{direction}Rule:SecurityGroup{direction}Rule",
        computed=("fromPort", "toPort"),  # a rule for all protocols has none, and AWS tells -1
        service="ec2",
        create=Call(f"AuthorizeSecurityGroup{direction}"),
        read=described_by_id(
            "DescribeSecurityGroupRules", "SecurityGroupRuleIds", "SecurityGroupRules[0]"
        ),
        delete=Call(
            f"RevokeSecurityGroup{direction}",
            {"GroupId": "{securityGroupId}", "SecurityGroupRuleIds": ["{id}"]},
        ),
        id="SecurityGroupRules[0].SecurityGroupRuleId",
        update=Call(
            "ModifySecurityGroupRules",
            {"GroupId": "{securityGroupId}"},
        ),
        tagging=TAGGING,
        nouns=("SecurityGroupRule",),
        links={
            "securityGroupId": "GroupId",
            "ipProtocol": "IpPermissions[].IpProtocol",
            "fromPort": "IpPermissions[].FromPort",
            "toPort": "IpPermissions[].ToPort",
            "cidrIpv4": "IpPermissions[].IpRanges[].CidrIp",
            "cidrIpv6": "IpPermissions[].Ipv6Ranges[].CidrIpv6",
            "prefixListId": "IpPermissions[].PrefixListIds[].PrefixListId",
            "referencedSecurityGroupId": "IpPermissions[].UserIdGroupPairs[].GroupId",
            "description": "IpPermissions[].IpRanges[].Description",
        },
        update_links={
            **_RULE_UPDATE,
            "securityGroupId": None,
            "referencedSecurityGroupId": "SecurityGroupRules[].SecurityGroupRule.ReferencedGroupId",
        },
        read_links={**_RULE_MEMBERS, "referencedSecurityGroupId": "ReferencedGroupInfo.GroupId"},
        removal={"description": ""},
        outputs={"arn": ARN + "security-group-rule/{id}"},
        request=_completed_rule,
    )


ROWS = (
    Row(
        token="aws:ec2/securityGroup:SecurityGroup",
        service="ec2",
        create=Call("CreateSecurityGroup"),
        read=described_by_id("DescribeSecurityGroups", "GroupIds", "SecurityGroups[0]"),
        delete=Call("DeleteSecurityGroup", {"GroupId": "{id}"}),
        id="GroupId",
        tagging=TAGGING,
        nouns=("SecurityGroup", "Group"),
        autoname="name",
        defaults={"description": "Managed by Pulumi"},
        # The official provider revokes the rule that AWS puts into every new group: nothing is open unasked.
        after_create=(Call("RevokeSecurityGroupEgress", _ALL_EGRESS),),
    ),
    Row(
        token="aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        service="ec2",
        # Nothing is created: the group that came with the VPC is adopted and closed, and stays when it is forgotten.
        create=Call(
            "DescribeSecurityGroups",
            {
                "Filters": [
                    {"Name": "vpc-id", "Values": ["{vpcId}"]},
                    {"Name": "group-name", "Values": ["default"]},
                ]
            },
        ),
        read=described_by_id("DescribeSecurityGroups", "GroupIds", "SecurityGroups[0]"),
        delete=None,
        id="SecurityGroups[0].GroupId",
        tagging=TAGGING_AFTER_CREATE,
        nouns=("SecurityGroup", "Group"),
        links={"vpcId": None},
        read_links={"vpcId": "VpcId"},
        after_create=(_close,),
    ),
    _rule("Ingress"),
    _rule("Egress"),
)
