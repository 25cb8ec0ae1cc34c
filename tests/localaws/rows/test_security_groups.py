"""Security groups and their rules."""

import pytest

from tests.localaws.lives import GENERATED, PREFIXED, Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.places import in_vpc
from tests.localaws.world import REGION, WORKLOAD, Aws, tags

TAGS = {"team": "a", "stage": "x"}


def describe_group(aws: Aws, s: Scene) -> Values:
    group = aws.ec2.describe_security_groups(GroupIds=[s.id])["SecurityGroups"][0]
    open_to = group["IpPermissions"] + group["IpPermissionsEgress"]
    return {**group, "Open": open_to, "Tags": tags(group.get("Tags"))}


def group_outputs(aws: Aws, s: Scene) -> Values:
    return {
        "arn": f"arn:aws:ec2:{REGION}:{WORKLOAD}:security-group/{s.id}",
        "name": f"{s.logical}-{GENERATED}",
        "ownerId": WORKLOAD,
        "tagsAll": {},
    }


GROUP = Case(
    token="aws:ec2/securityGroup:SecurityGroup",
    prepare=in_vpc,
    describe=describe_group,
    filled=lambda s: {"description": "Managed by Pulumi", "name": f"{s.logical}-{GENERATED}"},
    lives=(
        Life(
            name="minimal and closed",
            inputs=lambda s: {"vpcId": s.vpc},
            told=lambda s: {
                "Description": "Managed by Pulumi",
                "GroupName": f"{s.logical}-{GENERATED}",
                "Open": [],
                "VpcId": s.vpc,
            },
            outputs=group_outputs,
            changed=lambda _: {"tags": TAGS},
            told_changed=lambda _: {"Tags": TAGS},
            removed=("tags",),
            told_removed=lambda _: {"Tags": {}},
        ),
        Life(
            name="full",
            inputs=lambda s: {
                "description": "web servers",
                "name": f"{s.name}-web",
                "revokeRulesOnDelete": True,
                "tags": TAGS,
                "vpcId": s.vpc,
            },
            told=lambda s: {
                "Description": "web servers",
                "GroupName": f"{s.name}-web",
                "Tags": TAGS,
                "VpcId": s.vpc,
            },
            outside=lambda aws, s: aws.ec2.create_tags(
                Resources=[s.id], Tags=[{"Key": "team", "Value": "b"}]
            ),
            found=lambda _: {"tags": {"team": "b", "stage": "x"}},
        ),
        Life(
            name="with a name prefix",
            inputs=lambda s: {"vpcId": s.vpc, "namePrefix": "web-"},
            filled=lambda _: {"description": "Managed by Pulumi", "name": "web-" + PREFIXED},
            told=lambda _: {"GroupName": "web-" + PREFIXED},
        ),
    ),
)


def with_open_default_group(aws: Aws) -> Scene:
    s = in_vpc(aws)
    groups = aws.ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [s.vpc]}])
    (s.group,) = (group["GroupId"] for group in groups["SecurityGroups"])
    anyone = {
        "IpProtocol": "tcp",
        "FromPort": 22,
        "ToPort": 22,
        "IpRanges": [{"CidrIp": "0.0.0.0/0"}],
    }
    aws.ec2.authorize_security_group_ingress(GroupId=s.group, IpPermissions=[anyone])
    return s


DEFAULT_GROUP = Case(
    token="aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    prepare=with_open_default_group,
    describe=describe_group,
    left=lambda s: {"GroupId": s.group, "Open": []},
    lives=(
        Life(
            name="closed and adopted",
            inputs=lambda s: {"vpcId": s.vpc, "revokeRulesOnDelete": True, "tags": TAGS},
            told=lambda s: {"GroupId": s.group, "Open": [], "Tags": TAGS, "VpcId": s.vpc},
            outputs=lambda _, s: {
                "arn": f"arn:aws:ec2:{REGION}:{WORKLOAD}:security-group/{s.group}",
                "description": "default VPC security group",
                "name": "default",
                "ownerId": WORKLOAD,
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
    ),
)


def with_groups(aws: Aws) -> Scene:
    """A closed group, two others, and two lists of prefixes."""
    s = in_vpc(aws)

    def group(name: str) -> str:
        request = {"GroupName": f"{s.name}-{name}", "Description": "-", "VpcId": s.vpc}
        return str(aws.ec2.create_security_group(**request)["GroupId"])

    def prefixes(name: str) -> str:
        request = {"PrefixListName": f"{s.name}-{name}", "MaxEntries": 1, "AddressFamily": "IPv4"}
        return str(aws.ec2.create_managed_prefix_list(**request)["PrefixList"]["PrefixListId"])

    s.group, s.peer, s.other_peer = group("own"), group("peer"), group("other")
    s.prefixes, s.other_prefixes = prefixes("one"), prefixes("two")
    return s


def describe_rule(aws: Aws, s: Scene) -> Values | None:
    found = aws.ec2.describe_security_group_rules(SecurityGroupRuleIds=[s.id])
    rules = found["SecurityGroupRules"]
    if not rules:
        return None
    peer = rules[0].get("ReferencedGroupInfo", {}).get("GroupId")
    return {**rules[0], "ReferencedGroup": peer, "Tags": tags(rules[0].get("Tags"))}


def rule_life(name: str, member: str, source: str, other: str, *, egress: bool) -> Life:
    """A rule with one kind of source; `source` and `other` are values, or the name of one in the scene."""

    def given(s: Scene, value: str) -> str:
        return str(getattr(s, value, value))

    return Life(
        name=f"with {name}",
        inputs=lambda s: {
            "description": "web",
            "fromPort": 80,
            "ipProtocol": "tcp",
            "securityGroupId": s.group,
            "tags": TAGS,
            "toPort": 443,
            name: given(s, source),
        },
        told=lambda s: {
            "Description": "web",
            "FromPort": 80,
            "GroupId": s.group,
            "IpProtocol": "tcp",
            "IsEgress": egress,
            "Tags": TAGS,
            "ToPort": 443,
            member: given(s, source),
        },
        outputs=lambda _, s: {
            "arn": f"arn:aws:ec2:{REGION}:{WORKLOAD}:security-group-rule/{s.id}",
            "securityGroupRuleId": s.id,
            "tagsAll": TAGS,
        },
        changed=lambda s: {
            "description": "mail",
            "fromPort": 25,
            "ipProtocol": "udp",
            "tags": {"team": "b"},
            "toPort": 26,
            name: given(s, other),
        },
        told_changed=lambda s: {
            "Description": "mail",
            "FromPort": 25,
            "IpProtocol": "udp",
            "Tags": {"team": "b"},
            "ToPort": 26,
            member: given(s, other),
        },
        removed=("description", "tags"),
        told_removed=lambda _: {"Description": "", "Tags": {}},
        outside=lambda aws, s: aws.ec2.create_tags(
            Resources=[s.id], Tags=[{"Key": "who", "Value": "me"}]
        ),
        found=lambda _: {"tags": {"who": "me"}},
    )


def all_protocols() -> Life:
    """A rule for everything has no ports."""
    return Life(
        name="for all protocols",
        inputs=lambda s: {"cidrIpv4": "10.0.0.0/8", "ipProtocol": "-1", "securityGroupId": s.group},
        told=lambda _: {"CidrIpv4": "10.0.0.0/8", "IpProtocol": "-1"},
        changed=lambda _: {"description": "anyone"},
        told_changed=lambda _: {"Description": "anyone", "IpProtocol": "-1"},
    )


def rules_of(direction: str) -> Case:
    egress = direction == "Egress"
    sources = (
        ("cidrIpv4", "CidrIpv4", "10.0.0.0/8", "10.1.0.0/16"),
        ("cidrIpv6", "CidrIpv6", "2001:db8::/32", "2001:db9::/32"),
        ("prefixListId", "PrefixListId", "prefixes", "other_prefixes"),
        ("referencedSecurityGroupId", "ReferencedGroup", "peer", "other_peer"),
    )
    return Case(
        token=f"aws:vpc/securityGroup{direction}Rule:SecurityGroup{direction}Rule",
        prepare=with_groups,
        describe=describe_rule,
        lives=(*(rule_life(*source, egress=egress) for source in sources), all_protocols()),
    )


INGRESS, EGRESS = rules_of("Ingress"), rules_of("Egress")


@pytest.mark.parametrize(("case", "life"), each_life(GROUP, DEFAULT_GROUP, INGRESS, EGRESS))
def test_security_groups_are_what_ec2_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
