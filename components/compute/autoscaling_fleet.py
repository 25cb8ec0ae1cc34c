"""A fleet of EC2 instances that heals and scales itself."""

from dataclasses import dataclass

import pulumi
from pulumi_aws import autoscaling

from ..landing_zone.accounts import Account
from ..network.security_groups import GroupRules, create_security_group
from ..network.traffic import Protocol, TrafficRule
from ..problems import Problem
from ..shared.component import Component
from .allowed_types import mix_problems
from .cloudwatch_agent import agent_statements
from .fleet import Fleet
from .fleet_alarms import alarm_name, create_alarms
from .fleet_group import GroupParts, attach_targets, create_group, notify_of_failures
from .fleet_scaling import create_scaling
from .fleet_target import TARGET_ONCE, FleetTarget
from .instance_role import create_instance_profile, name_problems
from .launch_kind import LaunchKind
from .launch_settings import InstanceAccess
from .launch_template import LaunchTemplate, LaunchTemplateArgs
from .scaling import TrackedMetric
from .scaling_limits import REQUESTS_NEED_TARGETS, REQUESTS_OF_ONE_TARGET


@dataclass(frozen=True, kw_only=True)
class AutoscalingFleetArgs:
    """Arguments of an `AutoscalingFleet`."""

    account: Account
    """The account that the fleet belongs to; its tier decides what the fleet leaves out."""
    region: str
    """The region that it stands in."""
    fleet: Fleet
    """What the fleet is."""
    vpc_id: pulumi.Input[str]
    """The VPC of the subnets."""
    subnet_ids: pulumi.Input[list[str]]
    """Where instances stand; one subnet for each zone."""
    targets: list[FleetTarget] | None = None
    """The target groups that its instances are registered in."""
    boot_scripts: pulumi.Input[list[str]] | None = None
    """Shell scripts that are known only while deploying, as the mounts of file systems; run before
    the user data."""
    volume_key_arn: pulumi.Input[str] | None = None
    """KMS key of the volumes; the account's default key for EBS when left out. Its policy has to
    let the service-linked role of Auto Scaling use it."""
    alarm_topic_arn: pulumi.Input[str] | None = None
    """Who is told of alarms, and of instances that cannot be launched or terminated."""
    rollback_alarm_names: pulumi.Input[list[str]] | None = None
    """More alarms that end an instance refresh, as those of a load balancer."""

    @property
    def request_count_labels(self) -> list[pulumi.Input[str]]:
        """What its targets are called for scaling by requests."""
        labels = (target.request_count_label for target in self.targets or [])
        return [label for label in labels if label is not None]

    def problems(self) -> list[Problem]:
        """Whether the account may use the types, and requests are counted where they scale."""
        problems = mix_problems("fleet.instances", self.fleet.instances, self.account)
        scaling = self.fleet.scaling
        for index, tracking in enumerate(scaling.target_tracking or [] if scaling else []):
            path = f"fleet.scaling.target_tracking[{index}].metric"
            if tracking.tracked is TrackedMetric.REQUESTS and not self.request_count_labels:
                problems.append(REQUESTS_NEED_TARGETS.broken(path, tracking.tracked))
            if tracking.tracked is TrackedMetric.REQUESTS and self.request_count_labels[1:]:
                problems.append(REQUESTS_OF_ONE_TARGET.broken(path, tracking.tracked))
        names = [target.name for target in self.targets or []]
        return problems + [
            TARGET_ONCE.broken(f"targets[{index}].name", name)
            for index, name in enumerate(names)
            if name in names[:index]
        ]


class AutoscalingFleet(Component):
    """An Auto Scaling group of mixed instance types, and everything that belongs to it.

    Creates:

    - a security group that lets in what `fleet.access` names and the targets' load balancers, and
      lets out HTTPS;
    - a role with Session Manager, and its instance profile;
    - for each architecture of the types a `LaunchTemplate` with its own image, and another one for
      its burstable types;
    - the Auto Scaling group with a mixed instances policy on concrete versions of the templates,
      instance refresh that an alarm ends, maintenance policy, capacity rebalance where there
      is spot, health checks, metrics, warm pool, and tags that reach instances and volumes;
    - life-cycle hooks, scaling policies with the alarms of step policies, schedules;
    - one traffic source attachment and two security group rules for each target;
    - alarms for CPU, failed status checks and, unless the minimum is ever 0, missing instances, for
      memory and disk space where the agent measures them, and with a topic a notification of failed
      launches.

    The desired capacity is set by every deployment, unless `fleet.scaling` changes it: then only by
    the first. The same holds for the minimum and the maximum, where a schedule sets them. A newer
    image starts no refresh, unless `fleet.launch.image.on_change` is `follow`.

    Secure defaults: nothing is let in, no keys, no addresses but those of the subnets, IMDSv2,
    encrypted volumes, and types that the account's tier does not name are refused. Thrifty ones:
    the tier decides how much is on-demand (all in production, spot in the sandbox), and burstable
    types do not charge surplus, unless `requirements` choose them beside others.

    Raises:
        BadArgumentsError: see the `problems` of `Fleet`, of what it holds, and of the arguments.
        WrongAccountError: the provider belongs to another account.
        UserDataTooLongError: with `boot_scripts`, the user data exceeds what EC2 takes.
    """

    group_name: pulumi.Output[str]
    """Name of the Auto Scaling group."""
    group_arn: pulumi.Output[str]
    """ARN of the Auto Scaling group."""
    capacity_unit: pulumi.Output[str]
    """What the group's capacity counts: `instances`, `units`, `vcpu` or `memory-mib`."""
    security_group_id: pulumi.Output[str]
    """Security group of the instances."""
    role_name: pulumi.Output[str]
    """Role of the instances; policies can be attached to it."""
    launch_template_ids: pulumi.Output[dict[str, str]]
    """Ids of the launch templates, by architecture: `arm64`, `arm64-burstable`."""
    launch_template_versions: pulumi.Output[dict[str, str]]
    """Versions of the launch templates that instances are launched from, by the same."""
    alarm_names: pulumi.Output[list[str]]
    """Names of the fleet's alarms."""

    def __init__(
        self, name: str, args: AutoscalingFleetArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Create the fleet `name`."""
        args = self.accepted(AutoscalingFleetArgs, name, args, lambda _: name_problems(name))
        super().__init__(name, args.account, opts)
        fleet = args.fleet
        for warning in fleet.warnings(fleet.instances.on_demand_share(args.account.tier)):
            pulumi.log.warn(f"{self._subject(name)}: {warning}", self)
        rules = self._create_security_group(name, args)
        role, profile = create_instance_profile(
            self,
            name,
            args.account,
            managed_policy_arns=(fleet.access or InstanceAccess()).managed_policy_arns or [],
            statements=agent_statements() if fleet.launch_settings.agent else [],
        )
        parts = GroupParts(
            component=self,
            name=name,
            account=args.account,
            region=args.region,
            fleet=fleet,
            templates={
                kind: self._create_template(name, args, kind, rules.group_id, profile.arn)
                for kind in fleet.instances.launch_kinds
            },
        )
        group = self._create_group(parts, args)
        self.alarm_names = create_alarms(parts, group, args.alarm_topic_arn)
        self.group_name, self.group_arn = group.name, group.arn
        self.capacity_unit = pulumi.Output.from_input(fleet.instances.unit)
        self.security_group_id = pulumi.Output.from_input(rules.group_id)
        self.role_name = role.name
        self.launch_template_ids = pulumi.Output.all(
            **{str(key): template.launch_template_id for key, template in parts.templates.items()}
        )
        self.launch_template_versions = pulumi.Output.all(
            **{str(key): template.version for key, template in parts.templates.items()}
        )
        self.register_declared_outputs()

    def _create_group(self, parts: GroupParts, args: AutoscalingFleetArgs) -> autoscaling.Group:
        """The group with what is attached to it and what scales it."""
        own_alarm, targets = alarm_name(parts.name, "status-check"), args.targets or []
        group = create_group(
            parts,
            args.subnet_ids,
            pulumi.Output.from_input(args.rollback_alarm_names or []).apply(
                lambda names: [own_alarm, *names]
            ),
            attached=bool(targets),
        )
        attach_targets(parts, group, {target.name: target.target_group_arn for target in targets})
        if args.alarm_topic_arn is not None:
            notify_of_failures(parts, group, args.alarm_topic_arn)
        labels = args.request_count_labels
        create_scaling(parts, group, labels[0] if labels else None)
        return group

    def _create_security_group(self, name: str, args: AutoscalingFleetArgs) -> GroupRules:
        access = args.fleet.access or InstanceAccess()
        rules = create_security_group(
            self,
            f"{name}-instances",
            vpc_id=args.vpc_id,
            description=f"Instances of the fleet {name}",
            region=args.region,
            ingress=access.ingress or [],
            egress=access.let_out,
        )
        for target in args.targets or []:
            balancer_rules = GroupRules(
                component=self,
                name=f"{name}-{target.name}",
                group_id=target.security_group_id,
                region=args.region,
            )
            for port in target.ports:
                traffic = TrafficRule(
                    description=f"{target.name}: load balancer to fleet {name}",
                    protocol=Protocol.TCP,
                    from_port=port,
                )
                rules.let_in_from_group(traffic, target.name, target.security_group_id)
                balancer_rules.let_out_to_group(traffic, "instances", rules.group_id)
        return rules

    def _create_template(
        self,
        name: str,
        args: AutoscalingFleetArgs,
        kind: LaunchKind,
        group_id: pulumi.Input[str],
        profile_arn: pulumi.Input[str],
    ) -> LaunchTemplate:
        return LaunchTemplate(
            f"{name}-{kind}",
            LaunchTemplateArgs(
                account=args.account,
                region=args.region,
                architecture=kind.architecture,
                burstable=kind.burstable,
                launch=args.fleet.launch,
                security_group_ids=pulumi.Output.all(group_id),
                instance_profile_arn=profile_arn,
                boot_scripts=args.boot_scripts,
                volume_key_arn=args.volume_key_arn,
            ),
            self.child(),
        )
