"""Records what a program registers and looks up, without an engine and without AWS.

A `Recording` stands where Pulumi's engine usually is. Unlike the plain mocks of pulumi it also
keeps the whole chain of parents, protection, dependencies and the outputs of components, and it
holds every input against the local AWS's value checks. What those find is collected, since an error
raised inside a mock gets lost, and `record` asserts that there is none.
"""

import hashlib
import json
import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pulumi
from pulumi.runtime import rpc
from pulumi.runtime.mocks import MockCallArgs, MockMonitor, MockResourceArgs, Mocks
from pulumi.runtime.sync_await import _ensure_event_loop

from localaws.check import check

PROJECT = "landing-zone"
STACK_TYPE = "pulumi:pulumi:Stack"
CALLER_IDENTITY = "aws:index/getCallerIdentity:getCallerIdentity"
PARAMETER = "aws:ssm/getParameter:getParameter"
SUBNET = "aws:ec2/getSubnet:getSubnet"

Properties = dict[str, Any]
Answers = Mapping[str, Callable[[Properties], Properties]]
"""What data sources answer to their arguments, by token."""

# Ids look as AWS's do where something checks their look.
ID_PREFIXES = {
    "aws:ebs/volume:Volume": "vol-",
    "aws:ec2/eip:Eip": "eipalloc-",
    "aws:ec2/instance:Instance": "i-",
    "aws:ec2/internetGateway:InternetGateway": "igw-",
    "aws:ec2/launchTemplate:LaunchTemplate": "lt-",
    "aws:ec2/natGateway:NatGateway": "nat-",
    "aws:ec2/routeTable:RouteTable": "rtb-",
    "aws:ec2/securityGroup:SecurityGroup": "sg-",
    "aws:ec2/subnet:Subnet": "subnet-",
    "aws:ec2/vpc:Vpc": "vpc-",
    "aws:ec2/vpcEndpoint:VpcEndpoint": "vpce-",
}

# What AWS adds to the inputs, where a component reads it. All recorded ARNs are of one account and
# region.
OUTPUTS: dict[str, Callable[[str, Properties], Properties]] = {
    "aws:autoscaling/group:Group": lambda name, _: {
        "name": name,
        "arn": arn("autoscaling", f"autoScalingGroup:id:autoScalingGroupName/{name}"),
    },
    "aws:autoscaling/policy:Policy": lambda name, _: {
        "arn": arn("autoscaling", f"scalingPolicy:id:policyName/{name}")
    },
    "aws:cloudwatch/logGroup:LogGroup": lambda name, _: {"arn": arn("logs", f"log-group:{name}")},
    "aws:cloudwatch/metricAlarm:MetricAlarm": lambda name, given: {"name": given.get("name", name)},
    "aws:ec2/eip:Eip": lambda name, _: {"publicIp": public_ip(name)},
    "aws:ec2/eipAssociation:EipAssociation": lambda name, _: {"publicIp": public_ip(name)},
    "aws:ec2/instance:Instance": lambda _, given: {"privateIp": given.get("privateIp", "10.0.0.9")},
    "aws:ec2/launchTemplate:LaunchTemplate": lambda _, __: {"latestVersion": 1},
    "aws:iam/instanceProfile:InstanceProfile": lambda name, _: {
        "name": name,
        "arn": f"arn:aws:iam::000000000000:instance-profile/{name}",
    },
    "aws:iam/role:Role": lambda name, _: {
        "name": name,
        "arn": f"arn:aws:iam::000000000000:role/{name}",
    },
    "aws:kms/key:Key": lambda name, _: {"arn": arn("kms", f"key/{name}"), "keyId": name},
    "aws:lb/listener:Listener": lambda name, _: {"arn": balancing_arn(f"listener/app/{name}/0/1")},
    "aws:lb/loadBalancer:LoadBalancer": lambda name, _: {
        "arn": balancing_arn(f"loadbalancer/app/{name}/0"),
        "arnSuffix": f"app/{name}/0",
        "dnsName": f"{name}.eu-central-1.elb.amazonaws.com",
        "zoneId": "Z215JYRZR1TBD5",
    },
    "aws:lb/targetGroup:TargetGroup": lambda name, _: {
        "arn": balancing_arn(f"targetgroup/{name}/0"),
        "arnSuffix": f"targetgroup/{name}/0",
    },
    "aws:s3/bucket:Bucket": lambda _, given: {"arn": f"arn:aws:s3:::{given['bucket']}"},
    "aws:sns/topic:Topic": lambda name, _: {"arn": arn("sns", name)},
}


# What data sources answer where a test says nothing else: every parameter holds the id of an image.
ANSWERS: Answers = {
    PARAMETER: lambda arguments: {"insecureValue": image_id(arguments["name"])},
}


# What every subnet belongs to that nobody has created.
EXISTING_VPC = "vpc-0123456789abcdef0"


def balancing_arn(resource: str) -> str:
    """The ARN that a recorded resource of a load balancer has."""
    return arn("elasticloadbalancing", resource)


def image_id(parameter: str) -> str:
    """The id of the image that a recorded parameter names."""
    return "ami-" + hashlib.sha256(parameter.encode()).hexdigest()[:17]


def arn(service: str, resource: str) -> str:
    """The ARN that a recorded resource has."""
    return f"arn:aws:{service}:eu-central-1:000000000000:{resource}"


def resource_id(type_: str, name: str) -> str:
    """The id that a recorded resource has."""
    return ID_PREFIXES.get(type_, "id-") + hashlib.sha256(name.encode()).hexdigest()[:17]


def public_ip(name: str) -> str:
    """The address that a recorded Elastic IP has."""
    return f"203.0.113.{hashlib.sha256(name.encode()).digest()[0]}"


@dataclass(frozen=True, kw_only=True)
class Registration:
    """One resource as the program registered it."""

    type: str
    name: str
    urn: str
    parent: str
    """URN of the parent; empty for what stands at the top of the stack."""
    inputs: Properties
    provider: str
    """`<URN>::<id>` of the provider; empty for components."""
    custom: bool
    protect: bool
    depends_on: frozenset[str]
    """URNs of what it waits for, through its inputs or by request."""
    ignore_changes: tuple[str, ...]
    replace_with: frozenset[str]
    """URNs of what it is replaced together with."""
    delete_before_replace: bool


@dataclass(frozen=True, kw_only=True)
class Lookup:
    """One data source as the program asked for it."""

    token: str
    arguments: Properties
    provider: str


@dataclass
class Recording(MockMonitor):
    """Everything one run of a program registered and looked up."""

    answers: Answers = field(default_factory=dict)
    """What data sources answer, by token; one that is not listed fails the run."""
    registrations: list[Registration] = field(default_factory=list)
    lookups: list[Lookup] = field(default_factory=list)
    component_outputs: dict[str, Properties] = field(default_factory=dict)
    """What each component registered as its outputs, by its URN; more than once is an error."""
    exports: Properties = field(default_factory=dict)
    error: str | None = None
    """Why the program gave up, if it did."""
    violations: list[str] = field(default_factory=list)
    """What AWS would refuse of the inputs."""

    def __post_init__(self) -> None:
        super().__init__(_Answers(self))
        self._lock = threading.Lock()

    def created(self, type_: str) -> list[Registration]:
        """The resources of one type, by name."""
        found = [item for item in self.registrations if item.type == type_]
        return sorted(found, key=lambda item: item.name)

    def only(self, type_: str, name: str | None = None) -> Registration:
        """The one resource of a type, or the one of that name among them."""
        found = [item for item in self.created(type_) if name in (None, item.name)]
        assert len(found) == 1, f"{type_} {name or ''}: {[item.name for item in found]}"
        return found[0]

    def names(self, type_: str) -> list[str]:
        """The names of the resources of one type, in order."""
        return [item.name for item in self.created(type_)]

    def counts(self) -> dict[str, int]:
        """How many AWS resources there are of each type, providers and components left out."""
        counts: dict[str, int] = {}
        for item in self.registrations:
            if item.custom and not item.type.startswith("pulumi:"):
                counts[item.type] = counts.get(item.type, 0) + 1
        return dict(sorted(counts.items()))

    def account_of(self, item: Registration | Lookup) -> str | None:
        """Id of the account that a resource or look-up belongs to: what its provider allows alone."""
        urn = item.provider.rpartition("::")[0]
        provider = next((found for found in self.registrations if found.urn == urn), None)
        if provider is None:
            return None
        (account_id,) = json.loads(provider.inputs["allowedAccountIds"])
        return str(account_id)

    def outputs_of(self, type_: str, name: str) -> Properties:
        """What the component registered as its outputs."""
        return self.component_outputs[self.only(type_, name).urn]

    def subnet(self, arguments: Properties) -> Properties:
        """What AWS says of a subnet: what was registered, or a zone told by its last digit."""
        found = arguments["id"]
        for item in self.created("aws:ec2/subnet:Subnet"):
            if resource_id(item.type, item.name) == found:
                return {"id": found, **item.inputs}
        zone = f"{arguments['region']}{'abc'[int(found[-1], 16) % 3]}"
        return {"id": found, "vpcId": EXISTING_VPC, "availabilityZone": zone}

    # The protocol of pulumi's monitor. The names are Pulumi's.

    def make_urn(self, parent: str, type_: str, name: str) -> str:
        chain = parent.split("::")[2] + "$" if parent and STACK_TYPE not in parent else ""
        return f"urn:pulumi:{pulumi.get_stack()}::{PROJECT}::{chain}{type_}::{name}"

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802
        response = super().RegisterResource(request)
        if request.type == STACK_TYPE:
            return response
        _ensure_event_loop()
        registration = Registration(
            type=request.type,
            name=request.name,
            urn=response.urn,
            parent="" if STACK_TYPE in request.parent else request.parent,
            inputs=rpc.deserialize_properties(request.object),
            provider=request.provider,
            custom=request.custom,
            protect=request.protect,
            depends_on=frozenset(request.dependencies),
            ignore_changes=tuple(request.ignoreChanges),
            replace_with=frozenset(request.replace_with),
            delete_before_replace=request.deleteBeforeReplace,
        )
        with self._lock:
            self.registrations.append(registration)
            if registration.custom and not request.type.startswith("pulumi:"):
                self.violations += [
                    f"{request.type} {request.name}: {path} {message}"
                    for path, message in check(request.type, registration.inputs)
                ]
        return response

    def RegisterResourceOutputs(self, request: Any) -> Any:  # noqa: N802
        _ensure_event_loop()
        if STACK_TYPE not in request.urn:
            assert request.urn not in self.component_outputs, f"{request.urn} registers twice"
            self.component_outputs[request.urn] = rpc.deserialize_properties(request.outputs)
        return super().RegisterResourceOutputs(request)


class _Answers(Mocks):
    """What a provider whose every call succeeds would answer."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording

    def new_resource(self, args: MockResourceArgs) -> tuple[str | None, Properties]:
        added = OUTPUTS.get(args.typ, lambda _name, _inputs: {})(args.name, args.inputs)
        return resource_id(args.typ, args.name), {**args.inputs, **added}

    def call(self, args: MockCallArgs) -> Properties:  # type: ignore[override]
        self.recording.lookups.append(
            Lookup(token=args.token, arguments=args.args, provider=args.provider)
        )
        return self.recording.answers[args.token](args.args)


def record(
    program: Callable[[], object],
    *,
    stack: str = "sandbox",
    answers: Answers | None = None,
) -> Recording:
    """Run a program to its end and return what it did.

    Raises whatever the program raises; a recording that AWS would refuse fails the test.
    """
    recording = start_recording(stack=stack, answers=answers)

    @pulumi.runtime.test
    def run() -> pulumi.Output[None]:
        program()
        return pulumi.Output.from_input(None)

    run()
    assert not recording.violations, "\n".join(recording.violations)
    return recording


def start_recording(
    *,
    stack: str = "sandbox",
    answers: Answers | None = None,
) -> Recording:
    """A recording that everything registered from now on goes to."""
    recording = Recording()
    recording.answers = {**ANSWERS, SUBNET: recording.subnet, **(answers or {})}
    # As Pulumi's own launcher does: a program that gives up leaves futures that nobody asks for.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    # preview=False: with a preview an `apply` on an output that the mock leaves out never runs, and
    # passes silently.
    pulumi.runtime.set_mocks(
        recording.mocks, project=PROJECT, stack=stack, preview=False, monitor=recording
    )
    return recording
