"""An application load balancer, with what it listens for and where it sends requests."""

from dataclasses import dataclass
from typing import Any

import pulumi
from pulumi_aws import lb

from ..landing_zone.accounts import Account
from ..problems import MISSING, Problem
from ..shared.component import Component
from .load_balancer_alarms import create_alarms
from .load_balancer_layout import DesyncMitigation, LoadBalancerLayout, name_problems
from .load_balancer_limits import (
    CERTIFICATE,
    CERTIFICATES,
    ENCRYPTED_VERSION,
    FIRST_CERTIFICATE,
    RULES,
)
from .load_balancer_listeners import create_listeners
from .load_balancer_parts import BalancerParts
from .load_balancer_subnets import verified_subnet_ids
from .load_balancer_targets import create_target_groups
from .security_groups import create_security_group
from .target_groups import ProtocolVersion
from .traffic import Protocol, TrafficRule


@dataclass(frozen=True, kw_only=True)
class LoadBalancerArgs:
    """Arguments of a `LoadBalancer`."""

    account: Account
    """The account that it belongs to; its tier decides what the layout leaves out."""
    region: str
    """The region that it stands in."""
    vpc_id: pulumi.Input[str]
    """The VPC of the subnets."""
    subnet_ids: pulumi.Input[list[str]]
    """Where it stands: two subnets at least, one for each zone; public ones if it faces the
    internet."""
    layout: LoadBalancerLayout
    """What it listens for, and where it sends requests."""
    certificate_arn: pulumi.Input[str] | None = None
    """The certificate for HTTPS. Without it there is only plain HTTP, in sandboxes."""
    additional_certificate_arns: dict[str, pulumi.Input[str]] | None = None
    """Certificates for further host names, by what they are called in logical names."""
    log_bucket_name: pulumi.Input[str] | None = None
    """Bucket for the logs of requests and connections, as an `AccountBaseline` has it; they are
    not kept when left out."""
    alarm_topic_arn: pulumi.Input[str] | None = None
    """Who is told of alarms; they ring unheard when left out."""

    def problems(self) -> list[Problem]:
        """Whether requests are encrypted where they have to be, and the account's quotas suffice."""
        quotas, additional = self.account.quotas, self.additional_certificate_arns or {}
        certified = self.certificate_arn is not None
        plain = self.account.tier.defaults.plain_http
        return [
            *CERTIFICATE.problems("certificate_arn", MISSING, kept=certified or plain),
            *FIRST_CERTIFICATE.problems(
                "certificate_arn", MISSING, kept=certified or not additional
            ),
            *CERTIFICATES.within(quotas).check_count("additional_certificate_arns", additional),
            *RULES.within(quotas).check_count("layout.rules", self.layout.rules or []),
            *(
                ENCRYPTED_VERSION.broken(
                    f"layout.target_groups[{index}].protocol_version", group.protocol_version
                )
                for index, group in enumerate(self.layout.target_groups or [])
                if not certified and group.protocol_version not in (None, ProtocolVersion.HTTP1)
            ),
        ]


class LoadBalancer(Component):
    """An application load balancer with its listeners, rules, target groups and alarms.

    Creates:

    - the load balancer in its subnets, with logs of requests and connections if there is a bucket;
    - its security group, which lets the listed addresses in on the listeners' ports;
    - with a certificate a listener for HTTPS that forwards, and one for HTTP that redirects to it;
      without one, in sandboxes, a listener for HTTP that forwards;
    - the target groups, and the rules that send requests to them; what no rule is for goes to the
      default target group, or is answered with 404 where there is none;
    - alarms on unhealthy, failing and slow targets, on errors of the load balancer's own, and on
      refused connections.

    Registers no targets: who does, a fleet for example, lets requests out of `security_group_id` to
    its own security group.

    Secure defaults: it has private addresses only, nobody may connect, its security group lets
    nothing out, requests are encrypted with TLS 1.2 or newer, and headers with invalid names are
    left out. The load balancer is protected by the account's tier, in Pulumi and in AWS, since its
    host name cannot be had again; `account.allow_replacement` lifts both.

    Raises:
        BadArgumentsError: see the `problems` of `LoadBalancerArgs`, `LoadBalancerLayout` and what
            it holds; or the names are too long.
        WrongAccountError: the provider belongs to another account.
        WrongSubnetsError: the subnets are of another VPC, or of fewer than two zones.
    """

    arn: pulumi.Output[str]
    """ARN of the load balancer, for what is attached to it: a web ACL."""
    arn_suffix: pulumi.Output[str]
    """What CloudWatch calls it: the dimension `LoadBalancer`."""
    dns_name: pulumi.Output[str]
    """Host name that it is reached by."""
    zone_id: pulumi.Output[str]
    """Zone of the host name, for an alias record of Route 53."""
    security_group_id: pulumi.Output[str]
    """Its security group, which lets nothing out but what targets add."""
    http_listener_arn: pulumi.Output[str]
    """Listener for HTTP; it only redirects where there is one for HTTPS."""
    https_listener_arn: pulumi.Output[str] | None
    """Listener for HTTPS; None without a certificate."""
    target_group_arns: pulumi.Output[dict[str, str]]
    """The target groups by name; known when requests reach them, as registering targets needs."""
    request_count_labels: pulumi.Output[dict[str, str]]
    """What Auto Scaling calls each target group, for scaling by requests, by name."""
    error_alarm_names: pulumi.Output[dict[str, str]]
    """The alarm that rings on errors of a target group's targets, by the group's name."""

    def __init__(
        self, name: str, args: LoadBalancerArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Create the load balancer `name`."""
        args = self.accepted(
            LoadBalancerArgs, name, args, lambda args: name_problems(name, args.layout)
        )
        super().__init__(name, args.account, opts)
        self.security_group_id = self._create_security_group(name, args)
        balancer = self._create_balancer(name, args)
        parts = BalancerParts(
            component=self, name=name, region=args.region, layout=args.layout, balancer=balancer
        )
        groups = create_target_groups(parts, args.vpc_id)
        listeners = create_listeners(
            parts, groups, args.certificate_arn, args.additional_certificate_arns or {}
        )
        errors = create_alarms(parts, groups, args.alarm_topic_arn)

        self.arn, self.arn_suffix = balancer.arn, balancer.arn_suffix
        self.dns_name, self.zone_id = balancer.dns_name, balancer.zone_id
        self.http_listener_arn = listeners.http.arn
        self.https_listener_arn = None if listeners.https is None else listeners.https.arn
        # Auto Scaling and ECS refuse a target group that no listener forwards to yet.
        routes = pulumi.Output.all(*(route.urn for route in listeners.routes))
        self.target_group_arns = pulumi.Output.all(
            routes=routes, arns={key: group.arn for key, group in groups.items()}
        ).apply(lambda known: known["arns"])
        self.request_count_labels = pulumi.Output.all(
            routes=routes,
            balancer=balancer.arn_suffix,
            groups={key: group.arn_suffix for key, group in groups.items()},
        ).apply(
            lambda known: {
                key: f"{known['balancer']}/{suffix}" for key, suffix in known["groups"].items()
            }
        )
        self.error_alarm_names = pulumi.Output.from_input(
            {key: alarm.name for key, alarm in errors.items()}
        )
        self.register_declared_outputs()

    def _create_security_group(self, name: str, args: LoadBalancerArgs) -> pulumi.Output[str]:
        http, https = args.layout.ports
        encrypted = args.certificate_arn is not None
        purposes = {http: "HTTP, to be redirected", https: "HTTPS"} if encrypted else {http: "HTTP"}
        blocks = args.layout.ingress_cidr_blocks
        group = create_security_group(
            self,
            f"{name}-alb",
            vpc_id=args.vpc_id,
            description=f"Load balancer {name}",
            region=args.region,
            ingress=[
                TrafficRule(
                    description=purpose, protocol=Protocol.TCP, from_port=port, cidr_blocks=blocks
                )
                for port, purpose in purposes.items()
            ],
            egress=[],
        )
        return pulumi.Output.from_input(group.group_id)

    def _create_balancer(self, name: str, args: LoadBalancerArgs) -> lb.LoadBalancer:
        layout, logical_name = args.layout, f"{name}-alb"
        # Lifted by the same word as Pulumi's protection, but only by a deployment that leaves the
        # load balancer where it is: AWS refuses to delete one that is still protected.
        protected = layout.deletion_protection
        if logical_name in (args.account.allow_replacement or []):
            protected = False
        elif protected is None:
            protected = args.account.tier.defaults.deletion_protection
        return lb.LoadBalancer(
            logical_name,
            load_balancer_type="application",
            internal=not layout.faces_internet,
            subnets=verified_subnet_ids(
                self, self._subject(name), args.region, args.vpc_id, args.subnet_ids
            ),
            security_groups=[self.security_group_id],
            enable_deletion_protection=protected,
            enable_http2=layout.http2 is not False,
            drop_invalid_header_fields=layout.drop_invalid_header_fields is not False,
            preserve_host_header=layout.preserve_host_header,
            desync_mitigation_mode=(layout.desync_mitigation or DesyncMitigation.DEFENSIVE).value,
            idle_timeout=layout.idle_timeout_seconds,
            client_keep_alive=layout.client_keep_alive_seconds,
            region=args.region,
            tags={"Name": logical_name},
            opts=self.stateful(logical_name),
            **_logs(name, args.log_bucket_name),
        )


def _logs(name: str, bucket_name: pulumi.Input[str] | None) -> dict[str, Any]:
    if bucket_name is None:
        return {}
    kept = {"bucket": bucket_name, "prefix": name, "enabled": True}
    return {"access_logs": kept, "connection_logs": kept}
