"""Which instance goes first when a group scales in; moto takes the first ones, whatever the policies.

Source: Amazon EC2 Auto Scaling User Guide, "Configure termination policies for Amazon EC2 Auto Scaling". The zone with
the most instances first; in it the policies in their order, each of which leaves those that it would take; of what is
left the oldest. ClosestToNextInstanceHour, a policy of one's own (Lambda) and the price of spot pools cannot be told
here and leave all.
"""

from collections.abc import Callable

from localaws.extensions.autoscaling import launches
from localaws.extensions.autoscaling.group import Group, Member

Rank = Callable[[Group, Member], tuple[int, ...]]
"""The smallest goes first."""


def first_to_go(group: Group, candidates: list[Member]) -> Member:
    """The one of some instances that the group's policies take."""
    counted = group.counted()

    def crowd(member: Member) -> int:
        return sum(other.zone == member.zone for other in counted)

    most = max(crowd(member) for member in candidates)
    left = [member for member in candidates if crowd(member) == most]
    for policy in group.settings["TerminationPolicies"]:
        for rank in _RANKS.get(policy, ()):
            ranks = {id(member): rank(group, member) for member in left}
            left = [member for member in left if ranks[id(member)] == min(ranks.values())]
    return min(left, key=group.members.index)


def _oldest(group: Group, member: Member) -> tuple[int, ...]:
    return (group.members.index(member),)


def _newest(group: Group, member: Member) -> tuple[int, ...]:
    return (-group.members.index(member),)


def _oldest_launch_template(group: Group, member: Member) -> tuple[int, ...]:
    """Another template than the group's own first, then its oldest version."""
    if member.launch_template is None:
        return (0, 0)
    if "LaunchConfigurationName" in group.settings:
        return (2, 0)
    current = [named["LaunchTemplateId"] for named in launches.specifications(group.settings)]
    own = member.launch_template["LaunchTemplateId"] in current
    return (1 if own else 0, int(member.launch_template["Version"]))


def _oldest_launch_configuration(group: Group, member: Member) -> tuple[int, ...]:
    configurations = list(group.backend.launch_configurations)
    name = member.launch_configuration
    if name is None:
        return (len(configurations),)
    return (configurations.index(name) if name in configurations else -1,)


def _allocation(group: Group, member: Member) -> tuple[int, ...]:
    """A type that is allowed no more first, then the one with the lowest priority."""
    if "MixedInstancesPolicy" not in group.settings:
        return (0,)
    types = [choice.instance_type for choice in launches.choices(group, group.settings)]
    own = member.instance.instance_type
    return (-(types.index(own) if own in types else len(types)),)


_RANKS: dict[str, tuple[Rank, ...]] = {
    "Default": (_allocation, _oldest_launch_configuration, _oldest_launch_template),
    "AllocationStrategy": (_allocation,),
    "NewestInstance": (_newest,),
    "OldestInstance": (_oldest,),
    "OldestLaunchConfiguration": (_oldest_launch_configuration,),
    "OldestLaunchTemplate": (_oldest_launch_template,),
}
