"""Load balancers and target groups of a group, one list behind the three families of operations.

moto lacks traffic sources, registers instances that are not in service, and never takes a target out that left.
"""

from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.models import AutoScalingBackend

from localaws.extensions.autoscaling.group import IN_SERVICE, Answer, Group, Member, Request, find

CLASSIC, TARGET_GROUP, LATTICE = "elb", "elbv2", "vpc-lattice"
Source = dict[str, str]


def names(group: Group, kind: str) -> list[str]:
    """The identifiers of the group's sources of a kind."""
    return [source["Identifier"] for source in group.sources if source["Type"] == kind]


def asked(backend: AutoScalingBackend, request: Request) -> list[Source]:
    """The sources that a new group is asked to have, by whichever of the three parameters.

    Raises:
        ValidationError: one of them does not exist.
    """
    sources = [
        *(_source(name, CLASSIC) for name in request.get("LoadBalancerNames", [])),
        *(_source(arn, TARGET_GROUP) for arn in request.get("TargetGroupARNs", [])),
        *(_source(s["Identifier"], s.get("Type")) for s in request.get("TrafficSources", [])),
    ]
    for source in sources:
        _check_exists(backend, source)
    return [source for i, source in enumerate(sources) if source not in sources[:i]]


def register(group: Group, member: Member) -> None:
    """Registers an instance that comes into service with everything attached."""
    if group.runs("AddToLoadBalancer"):
        for source in group.sources:
            _register(group, source, member)


def deregister(group: Group, member: Member) -> None:
    """Takes an instance out of everything attached."""
    for source in group.sources:
        _deregister(group, source, member)


def attach(group: Group, sources: list[Source]) -> None:
    """Attaches sources to a group, and its instances in service to them."""
    for source in sources:
        if source not in group.sources:
            group.sources.append(source)
            for member in group.members:
                if member.state == IN_SERVICE and group.runs("AddToLoadBalancer"):
                    _register(group, source, member)


def _detach(group: Group, sources: list[Source]) -> None:
    for source in sources:
        if source in group.sources:
            for member in group.members:
                _deregister(group, source, member)
            group.sources.remove(source)


def _source(identifier: str, kind: str | None) -> Source:
    if kind is None:
        kind = LATTICE if ":vpc-lattice:" in identifier else TARGET_GROUP
    return {"Identifier": identifier, "Type": kind}


def _check_exists(backend: AutoScalingBackend, source: Source) -> None:
    name, kind = source["Identifier"], source["Type"]
    if kind == TARGET_GROUP and name not in backend.elbv2_backend.target_groups:
        raise ValidationError(
            "Provided Target Groups may not be valid. Please ensure they exist and try again."
        )
    if kind == CLASSIC and name not in backend.elb_backend.load_balancers:
        raise ValidationError(
            "Provided Load Balancers may not be valid. Please ensure they exist and try again."
        )


def _register(group: Group, source: Source, member: Member) -> None:
    name, kind = source["Identifier"], source["Type"]
    if kind == TARGET_GROUP and name in group.backend.elbv2_backend.target_groups:
        group.backend.elbv2_backend.register_targets(name, [{"Id": member.id}])
    elif kind == CLASSIC and name in group.backend.elb_backend.load_balancers:
        group.backend.elb_backend.register_instances(name, [member.id], from_autoscaling=True)


def _deregister(group: Group, source: Source, member: Member) -> None:
    name, kind = source["Identifier"], source["Type"]
    if kind == TARGET_GROUP:
        target_group = group.backend.elbv2_backend.target_groups.get(name)
        if target_group is not None and member.id in target_group.targets:
            group.backend.elbv2_backend.deregister_targets(name, [{"Id": member.id}])
    elif kind == CLASSIC and name in group.backend.elb_backend.load_balancers:
        balancer = group.backend.elb_backend.load_balancers[name]
        if member.id in balancer.instance_autoscaling_ids:
            group.backend.elb_backend.deregister_instances(name, [member.id], from_autoscaling=True)


def _state(group: Group) -> str:
    return IN_SERVICE if any(m.state == IN_SERVICE for m in group.members) else "Added"


def attach_traffic_sources(backend: AutoScalingBackend, request: Request) -> Answer:
    """AttachTrafficSources."""
    group = find(backend, request)
    attach(group, asked(backend, request))
    return None


def detach_traffic_sources(backend: AutoScalingBackend, request: Request) -> Answer:
    """DetachTrafficSources."""
    given = request["TrafficSources"]
    _detach(find(backend, request), [_source(s["Identifier"], s.get("Type")) for s in given])
    return None


def describe_traffic_sources(backend: AutoScalingBackend, request: Request) -> Answer:
    """DescribeTrafficSources."""
    group = find(backend, request)
    kind = request.get("TrafficSourceType")
    return {
        "TrafficSources": [
            {**source, "TrafficSource": source["Identifier"], "State": _state(group)}
            for source in group.sources
            if kind in (None, source["Type"])
        ]
    }


def attach_load_balancer_target_groups(backend: AutoScalingBackend, request: Request) -> Answer:
    """AttachLoadBalancerTargetGroups."""
    group = find(backend, request)
    attach(group, asked(backend, request))
    return {}


def detach_load_balancer_target_groups(backend: AutoScalingBackend, request: Request) -> Answer:
    """DetachLoadBalancerTargetGroups."""
    arns = request["TargetGroupARNs"]
    _detach(find(backend, request), [_source(arn, TARGET_GROUP) for arn in arns])
    return {}


def describe_load_balancer_target_groups(backend: AutoScalingBackend, request: Request) -> Answer:
    """DescribeLoadBalancerTargetGroups."""
    group = find(backend, request)
    told = [
        {"LoadBalancerTargetGroupARN": arn, "State": _state(group)}
        for arn in names(group, TARGET_GROUP)
    ]
    return {"LoadBalancerTargetGroups": told}


def attach_load_balancers(backend: AutoScalingBackend, request: Request) -> Answer:
    """AttachLoadBalancers."""
    group = find(backend, request)
    attach(group, asked(backend, request))
    return {}


def detach_load_balancers(backend: AutoScalingBackend, request: Request) -> Answer:
    """DetachLoadBalancers."""
    given = request["LoadBalancerNames"]
    _detach(find(backend, request), [_source(name, CLASSIC) for name in given])
    return {}


def describe_load_balancers(backend: AutoScalingBackend, request: Request) -> Answer:
    """DescribeLoadBalancers."""
    group = find(backend, request)
    told = [{"LoadBalancerName": name, "State": _state(group)} for name in names(group, CLASSIC)]
    return {"LoadBalancers": told}


OPERATIONS = (
    attach_traffic_sources,
    detach_traffic_sources,
    describe_traffic_sources,
    attach_load_balancer_target_groups,
    detach_load_balancer_target_groups,
    describe_load_balancer_target_groups,
    attach_load_balancers,
    detach_load_balancers,
    describe_load_balancers,
)
