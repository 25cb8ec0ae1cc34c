"""One EC2 instance with its volumes and its address."""

from dataclasses import dataclass

import pulumi

from ..landing_zone.accounts import Account
from ..network.layout import ZONE_LETTERS
from ..network.security_groups import create_security_group
from ..problems import GIVEN, Problem
from ..shared.component import Component
from .allowed_types import type_problems
from .cloudwatch_agent import agent_statements
from .instance_address import give_address
from .instance_alarms import create_alarms
from .instance_launch import InstanceParts, create_instance
from .instance_limits import ADDRESS_ONCE, FOLLOWING_IS_REPLACING, ZONE
from .instance_role import create_instance_profile, name_problems
from .instance_volumes import create_snapshot_policy, create_volumes, snapshot_tags
from .single_instance import SingleInstance
from .user_data_text import user_data_text

_NOT_RUN_AGAIN = (
    "when its user data change, it is stopped, told of them and started, and nothing runs them "
    "again; instance.user_data_replaces says with false that this is meant, and with true that the "
    "instance is to be replaced"
)


@dataclass(frozen=True, kw_only=True)
class Ec2InstanceArgs:
    """Arguments of an `Ec2Instance`."""

    account: Account
    """The account that the instance belongs to; its tier decides what the instance leaves out."""
    region: str
    """The region that it stands in."""
    instance: SingleInstance
    """What the instance is."""
    vpc_id: pulumi.Input[str]
    """The VPC of the subnet."""
    subnet_id: pulumi.Input[str]
    """Where it stands."""
    availability_zone: str
    """Letter of the subnet's zone. Said in so many words, since a volume whose zone is not known in
    a preview would be replaced there."""
    boot_scripts: pulumi.Input[list[str]] | None = None
    """Shell scripts that are known only while deploying, as the mounts of file systems; run before
    the user data."""
    volume_key_arn: pulumi.Input[str] | None = None
    """KMS key of the volumes; the account's default key for EBS when left out."""
    allocation_id: pulumi.Input[str] | None = None
    """An Elastic IP that the instance is to have, instead of one of its own."""
    alarm_topic_arn: pulumi.Input[str] | None = None
    """Who is told of alarms."""

    def problems(self) -> list[Problem]:
        """Whether the account may use the type, and the zone, the address and the image fit."""
        instance, zone = self.instance, self.availability_zone
        known = len(zone) == 1 and zone in ZONE_LETTERS
        nearest = zone[-1:].lower() if zone[-1:].lower() in tuple(ZONE_LETTERS) else None
        own = not instance.public_address or self.allocation_id is None
        protected = instance.protected(self.account.tier)
        return [
            *type_problems("instance.instance_type", instance.override, self.account),
            *ZONE.problems("availability_zone", zone, kept=known, nearest=nearest),
            *ADDRESS_ONCE.problems("allocation_id", GIVEN, kept=own),
            *FOLLOWING_IS_REPLACING.problems(
                "instance.termination_protection",
                protected,
                kept=not (protected and instance.follows_images),
                nearest=False,
            ),
        ]


class Ec2Instance(Component):
    """A single EC2 instance: the exception to the rule that everything scales and heals itself.

    Nothing replaces it when it fails, and a change of what it is launched from ends it before there
    is another one. It is for what has to be one and the same: licensed or legacy software, a jump
    host, first steps. Anything else belongs into an `AutoscalingFleet`, of one instance if need be.

    Creates:

    - a security group that lets in what `instance.access` names, and lets out HTTPS;
    - a role with Session Manager, and its instance profile;
    - the instance;
    - its extra volumes, each with an attachment, so that the next instance gets them;
    - as asked for an Elastic IP, and its association with the instance;
    - as asked for a policy of Data Lifecycle Manager for daily snapshots of all volumes, and its
      role;
    - alarms for failed status checks and CPU, for memory and disk space where the agent measures
      them.

    A newer image changes nothing, unless `instance.launch.image.on_change` is `follow`: then it
    replaces the instance. Changed user data stops and starts it, and is not run again, unless
    `instance.user_data_replaces`.

    Secure defaults: no public address, nothing is let in, no keys, IMDSv2 over one hop, encrypted
    volumes, and types that the account's tier does not name are refused. The tier decides whether
    the instance is protected from termination and from being stopped; volumes and address are
    protected where it protects data, and a deleted volume leaves a snapshot there.

    Raises:
        BadArgumentsError: see the `problems` of `SingleInstance`, of what it holds, and of the
            arguments.
        WrongAccountError: the provider belongs to another account.
        UserDataTooLongError: with `boot_scripts`, the user data exceeds what EC2 takes.
    """

    instance_id: pulumi.Output[str]
    """Id of the instance; another one after it has been replaced."""
    image_id: pulumi.Output[str]
    """The image that it was launched from."""
    availability_zone: pulumi.Output[str]
    """Name of its zone."""
    private_ip: pulumi.Output[str]
    """Its address in the VPC."""
    public_ip: pulumi.Output[str] | None
    """Its Elastic IP; none without one."""
    security_group_id: pulumi.Output[str]
    """Its security group."""
    role_name: pulumi.Output[str]
    """Its role; policies can be attached to it."""
    volume_ids: pulumi.Output[dict[str, str]]
    """Ids of the extra volumes, by their names."""

    def __init__(
        self, name: str, args: Ec2InstanceArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Create the instance `name`."""
        args = self.accepted(Ec2InstanceArgs, name, args, lambda _: name_problems(name))
        super().__init__(name, args.account, opts)
        wanted = args.instance
        parts = InstanceParts(
            component=self,
            name=name,
            account=args.account,
            region=args.region,
            zone=f"{args.region}{args.availability_zone}",
            instance=wanted,
            volume_key_arn=args.volume_key_arn,
            volume_tags={} if wanted.snapshots is None else snapshot_tags(name),
        )
        group_id = self._create_security_group(name, args)
        role, profile = create_instance_profile(
            self,
            name,
            args.account,
            managed_policy_arns=wanted.instance_access.managed_policy_arns or [],
            statements=agent_statements() if wanted.launch_settings.agent else [],
        )
        instance = create_instance(
            parts,
            subnet_id=args.subnet_id,
            group_id=group_id,
            profile_name=profile.name,
            user_data=self._user_data(name, args),
        )
        volumes = create_volumes(parts, instance)
        if wanted.snapshots is not None:
            create_snapshot_policy(parts, wanted.snapshots)
        create_alarms(parts, instance, args.alarm_topic_arn)
        self.public_ip = give_address(parts, instance, args.allocation_id)
        self.instance_id, self.image_id = instance.id, instance.ami
        self.availability_zone = pulumi.Output.from_input(parts.zone)
        self.private_ip = instance.private_ip
        self.security_group_id = pulumi.Output.from_input(group_id)
        self.role_name = role.name
        self.volume_ids = pulumi.Output.from_input(
            {key: volume.id for key, volume in volumes.items()}
        )
        self.register_declared_outputs()

    def _create_security_group(self, name: str, args: Ec2InstanceArgs) -> pulumi.Input[str]:
        access = args.instance.instance_access
        return create_security_group(
            self,
            f"{name}-instance",
            vpc_id=args.vpc_id,
            description=f"The instance {name}",
            region=args.region,
            ingress=access.ingress or [],
            egress=access.let_out,
        ).group_id

    def _user_data(self, name: str, args: Ec2InstanceArgs) -> pulumi.Input[str] | None:
        text = user_data_text(self._subject(name), args.instance.launch_settings, args.boot_scripts)
        if text != "" and args.instance.user_data_replaces is None:
            pulumi.log.warn(f"{self._subject(name)}: {_NOT_RUN_AGAIN}", self)
        return None if text == "" else text
