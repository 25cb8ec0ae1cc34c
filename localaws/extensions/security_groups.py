"""EC2: descriptions of security group rules whose source is a group or a prefix list, and changes of such sources.

moto keeps a description beside a CIDR block only, and changes nothing but IPv4 blocks and ports.
"""

from typing import Any

from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule

ALL_PROTOCOLS = "-1"


def install() -> None:
    """Completes how rules are made and changed."""
    initialize = SecurityGroupRule.__init__
    modify = SecurityGroupBackend.modify_security_group_rules

    def initialize_with_description(self: Any, *args: Any, **kwargs: Any) -> None:
        initialize(self, *args, **kwargs)
        sources = (source for source in args[6:8] if source)  # the group and the prefix list
        for source in sources:
            if "Description" in source:
                self.ip_range = {**self.ip_range, "Description": source["Description"]}

    def modify_security_group_rules(
        self: Any, group_id: str, rules: dict[str, dict[str, Any]]
    ) -> None:
        for rule in rules.values():
            if rule.get("IpProtocol") == ALL_PROTOCOLS:
                rule.setdefault("FromPort", -1)
                rule.setdefault("ToPort", -1)
        modify(self, group_id, rules)
        group = self.get_security_group_by_name_or_id(group_id)
        for rule_id, wanted in rules.items():
            _change_source(group.get_rule(rule_id), wanted)

    SecurityGroupRule.__init__ = initialize_with_description
    SecurityGroupBackend.modify_security_group_rules = modify_security_group_rules


def _change_source(rule: Any, wanted: dict[str, Any]) -> None:
    if wanted.get("CidrIpv6"):
        rule.ip_range = {**rule.ip_range, "CidrIpv6": wanted["CidrIpv6"]}
    if wanted.get("PrefixListId"):
        rule.prefix_list_id = wanted["PrefixListId"]
    if wanted.get("ReferencedGroupId"):
        rule.source_group = {**rule.source_group, "GroupId": wanted["ReferencedGroupId"]}
    if rule.source_group and wanted.get("Description") is not None:
        rule.source_group = {**rule.source_group, "Description": wanted["Description"]}
