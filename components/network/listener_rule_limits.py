"""What Elastic Load Balancing allows of the rules of a listener. Pure data."""

from ..limits import Limit, Range

_RULE = "Elastic Load Balancing CreateRule"
_CONDITION = "Elastic Load Balancing RuleCondition"
_QUOTAS = "User Guide for Application Load Balancers, Quotas"

NAME = Limit(
    id="listener_rule.name",
    limit="a rule's name has letters, digits and hyphens, and no hyphen at its ends",
)
NAME_ONCE = Limit(id="listener_rule.name.once", limit="each rule has a name of its own")
PRIORITY = Range(
    id="listener_rule.priority",
    limit="a rule's priority is {lowest} to {highest:,}",
    source=f"{_RULE}, Priority",
    lowest=1,
    highest=50_000,
)
PRIORITY_ONCE = Limit(
    id="listener_rule.priority.once",
    limit="each rule has a priority of its own",
    source=f"{_RULE}, Priority",
)
TARGET_GROUP = Limit(
    id="listener_rule.target_group",
    limit="a rule sends its requests to one of the target groups",
)
VALUES = Range(
    id="listener_rule.values",
    limit="a rule has {lowest} to {highest} hosts, paths, header values and addresses together",
    source=f"{_QUOTAS}: condition values per rule",
    lowest=1,
    highest=5,
)
WILDCARDS = Range(
    id="listener_rule.wildcards",
    limit="the values of a rule have up to {highest} wildcards (* and ?) together",
    source=f"{_QUOTAS}: condition wildcards per rule",
    lowest=0,
    highest=6,
)
HOST = Limit(
    id="listener_rule.host",
    limit="a host has up to 128 letters, digits and -.*?, and only letters behind its last dot",
    source="Elastic Load Balancing HostHeaderConditionConfig, Values",
)
PATH = Limit(
    id="listener_rule.path",
    limit="a path has up to 128 letters, digits and _-.$/~\"'@:+&*?",
    source=f"{_CONDITION}, Values",
)
HEADER_NAME = Limit(
    id="listener_rule.header.name",
    limit="a header's name has up to 40 of the characters that HTTP allows, and hosts are told by hosts",
    source="Elastic Load Balancing HttpHeaderConditionConfig, HttpHeaderName",
)
HEADER_VALUE = Limit(
    id="listener_rule.header.value",
    limit="a header is compared with values of 1 to 128 characters",
    source="Elastic Load Balancing HttpHeaderConditionConfig, Values",
)

LIMITS: tuple[Limit, ...] = (
    NAME,
    NAME_ONCE,
    PRIORITY,
    PRIORITY_ONCE,
    TARGET_GROUP,
    VALUES,
    WILDCARDS,
    HOST,
    PATH,
    HEADER_NAME,
    HEADER_VALUE,
)
