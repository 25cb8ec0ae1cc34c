"""The limits of load balancers, at their edges."""

from typing import Any

from components.landing_zone.tiers import Tier
from components.network import (
    ListenerRule,
    LoadBalancerAlarms,
    LoadBalancerArgs,
    LoadBalancerLayout,
    TargetGroup,
)
from components.network.load_balancer_layout import name_problems
from components.network.load_balancer_subnets import FoundSubnets
from components.network.target_groups import ProtocolVersion
from components.problems import Problem
from tests.accounts import HOME, account
from tests.components.limits import Case

GUIDE = "User Guide for Application Load Balancers"
ATTRIBUTE = "Elastic Load Balancing LoadBalancerAttribute"
BALANCER = "Elastic Load Balancing CreateLoadBalancer"
LISTENER = "Elastic Load Balancing CreateListener"
AUTONAMING = "a hyphen and the 7 digits that Pulumi adds count too"
CERTIFICATE = "arn:aws:acm:eu-central-1:444444444444:certificate/example"
RAISED = "a quota that AWS has raised is told by quotas."


class Named:
    """A load balancer of a certain name, with a target group of a certain name."""

    def __init__(self, name: str, group: str = "a") -> None:
        self.name = name
        self.layout = LoadBalancerLayout(target_groups=[TargetGroup(name=group, port=80)])

    def problems(self) -> list[Problem]:
        return name_problems(self.name, self.layout)


def args(*, tier: Tier = Tier.SANDBOX, quotas: dict[str, int] | None = None, **changes: Any) -> Any:
    whole = {
        "account": account(tier, quotas=quotas),
        "region": HOME,
        "vpc_id": "vpc-0123456789abcdef0",
        "subnet_ids": ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
        "layout": LoadBalancerLayout(),
    }
    return LoadBalancerArgs(**{**whole, **changes})


def groups(count: int) -> list[TargetGroup]:
    return [TargetGroup(name=f"app-{number}", port=80) for number in range(count)]


def rules(count: int) -> LoadBalancerLayout:
    listed = [
        ListenerRule(name=f"rule-{i}", priority=i + 1, target_group="app-0", hosts=["a.com"])
        for i in range(count)
    ]
    return LoadBalancerLayout(target_groups=groups(1), rules=listed)


def certificates(count: int) -> dict[str, str]:
    return {f"shop-{number}": CERTIFICATE for number in range(count)}


def subnets(*zones: str, vpc_id: str = "vpc-1") -> FoundSubnets:
    ids = {f"subnet-{number}": vpc_id for number, _ in enumerate(zones)}
    return FoundSubnets(vpc_id="vpc-1", vpc_ids=ids, zones=list(zones))


def port_problem(field: str, port: int, nearest: int) -> str:
    return (
        f"{field} is {port}; a load balancer listens on ports from 1 to 65,535 "
        f"({LISTENER}, Port). Nearest: {nearest}."
    )


def too_many_rules(count: int, most: int) -> str:
    return (
        f"layout.rules is {count} entries; a load balancer has up to {most} rules; "
        f"{RAISED}rules-per-application-load-balancer of the account "
        f"({GUIDE}, Quotas: rules per Application Load Balancer)."
    )


def too_many_certificates(count: int, most: int) -> str:
    return (
        f"additional_certificate_arns is {count} entries; a load balancer has up to {most} "
        f"certificates besides its first; "
        f"{RAISED}certificates-per-application-load-balancer of the account "
        f"({GUIDE}, Quotas: certificates per Application Load Balancer)."
    )


CASES = [
    Case(
        limit="load_balancer.name",
        build=Named,
        accepted=["a", "Web-1", "x" * 20, "internal"],
        refused={
            name: f'name is "{name}"; a load balancer\'s name has up to 20 letters, digits and '
            "hyphens, no hyphen at its ends, and does not begin with internal- "
            f"({BALANCER}, Name; {AUTONAMING})."
            for name in ("", "x" * 21, "-web", "web-", "my_web", "internal-web")
        },
    ),
    Case(
        limit="load_balancer.target_group.name",
        build=lambda group: Named("x" * 20, group),
        accepted=["app"],
        refused={
            "apps": 'layout.target_groups[0].name is "apps"; the names of the load balancer and '
            "of a target group have up to 23 characters together "
            f"(Elastic Load Balancing CreateTargetGroup, Name; {AUTONAMING})."
        },
    ),
    Case(
        limit="load_balancer.port",
        build=lambda port: LoadBalancerLayout(http_port=port),
        accepted=[None, 1, 65535],
        refused={
            0: port_problem("http_port", 0, 1),
            65536: port_problem("http_port", 65536, 65535),
        },
    ),
    Case(
        limit="load_balancer.port",
        build=lambda port: LoadBalancerLayout(https_port=port),
        accepted=[None, 1, 65535],
        refused={
            0: port_problem("https_port", 0, 1),
            65536: port_problem("https_port", 65536, 65535),
        },
    ),
    Case(
        limit="load_balancer.port.once",
        build=lambda ports: LoadBalancerLayout(http_port=ports[0], https_port=ports[1]),
        accepted=[(8080, 8081), (443, 80)],
        refused={
            ports: f"http_port is {shown}; HTTP and HTTPS are listened for on different ports "
            f"({LISTENER})."
            for ports, shown in {(8080, 8080): 8080, (443, None): 443, (None, 80): 80}.items()
        },
    ),
    Case(
        limit="load_balancer.ingress",
        build=lambda given: LoadBalancerLayout(
            internal=given[0], ingress_cidr_blocks=list(given[1])
        ),
        accepted=[(None, ()), (True, ()), (False, ("0.0.0.0/0",))],
        refused={
            (False, ()): "ingress_cidr_blocks is missing; a load balancer that faces the internet "
            "lists who may connect."
        },
    ),
    Case(
        limit="traffic.cidr",
        build=lambda block: LoadBalancerLayout(ingress_cidr_blocks=["10.0.0.0/8", block]),
        accepted=["0.0.0.0/0", "::/0"],
        refused={
            "10.0.0.1/8": 'ingress_cidr_blocks[1] is "10.0.0.1/8"; addresses read like 10.0.0.0/16 '
            "or 2001:db8::/32, with no bits behind the prefix "
            '(EC2 AuthorizeSecurityGroupIngress, IpPermission). Nearest: "10.0.0.0/8".'
        },
    ),
    Case(
        limit="load_balancer.ssl_policy",
        build=lambda policy: LoadBalancerLayout(ssl_policy=policy),
        accepted=[
            None,
            "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
            "ELBSecurityPolicy-TLS13-1-3-2021-06",
            "ELBSecurityPolicy-FS-1-2-Res-2020-10",
            "ELBSecurityPolicy-TLS-1-2-2017-01",
        ],
        refused={
            policy: f'ssl_policy is "{policy}"; a security policy reads like '
            "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09, and allows nothing older than TLS 1.2 "
            f'({GUIDE}, Security policies). Nearest: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09".'
            for policy in (
                "ELBSecurityPolicy-TLS13-1-1-2021-06",
                "ELBSecurityPolicy-TLS13-1-0-2021-06",
                "ELBSecurityPolicy-2016-08",
                "ELBSecurityPolicy-FS-2018-06",
                "TLS13-1-2-2021-06",
            )
        },
    ),
    Case(
        limit="load_balancer.idle_timeout",
        build=lambda seconds: LoadBalancerLayout(idle_timeout_seconds=seconds),
        accepted=[None, 1, 4000],
        refused={
            seconds: f"idle_timeout_seconds is {seconds}; an idle connection is closed after 1 to "
            f"4,000 seconds ({ATTRIBUTE}, idle_timeout.timeout_seconds). Nearest: {nearest}."
            for seconds, nearest in {0: 1, 4001: 4000}.items()
        },
    ),
    Case(
        limit="load_balancer.client_keep_alive",
        build=lambda seconds: LoadBalancerLayout(client_keep_alive_seconds=seconds),
        accepted=[None, 60, 604800],
        refused={
            seconds: f"client_keep_alive_seconds is {seconds}; a client's connection is kept for "
            f"60 to 604,800 seconds ({ATTRIBUTE}, client_keep_alive.seconds). Nearest: {nearest}."
            for seconds, nearest in {59: 60, 604801: 604800}.items()
        },
    ),
    Case(
        limit="load_balancer.target_groups",
        build=lambda count: LoadBalancerLayout(target_groups=groups(count)),
        accepted=[0, 1, 100],
        refused={
            101: "target_groups is 101 entries; a load balancer has up to 100 target groups "
            f"({GUIDE}, Quotas: target groups per Application Load Balancer)."
        },
    ),
    Case(
        limit="load_balancer.default_target_group",
        build=lambda name: LoadBalancerLayout(target_groups=groups(2), default_target_group=name),
        accepted=[None, "app-0", "app-1"],
        refused={
            "app-2": 'default_target_group is "app-2"; what no rule is for goes to one of the '
            'target groups. Nearest: "app-1".'
        },
    ),
    Case(
        limit="load_balancer.rules",
        build=lambda count: args(layout=rules(count)),
        accepted=[0, 1, 100],
        refused={101: too_many_rules(101, 100)},
    ),
    Case(
        limit="load_balancer.rules",
        build=lambda count: args(
            layout=rules(count), quotas={"rules-per-application-load-balancer": 150}
        ),
        accepted=[101, 150],
        refused={151: too_many_rules(151, 150)},
    ),
    Case(
        limit="load_balancer.certificate",
        build=lambda given: args(tier=given[0], certificate_arn=given[1]),
        accepted=[
            (Tier.SANDBOX, None),
            (Tier.SANDBOX, CERTIFICATE),
            (Tier.TEST, CERTIFICATE),
            (Tier.PRODUCTION, CERTIFICATE),
        ],
        refused={
            (tier, None): "certificate_arn is missing; only in accounts of the tier sandbox may "
            "requests travel unencrypted, over plain HTTP."
            for tier in (Tier.TEST, Tier.PRODUCTION)
        },
    ),
    Case(
        limit="load_balancer.certificates",
        build=lambda count: args(
            certificate_arn=CERTIFICATE, additional_certificate_arns=certificates(count)
        ),
        accepted=[0, 1, 25],
        refused={26: too_many_certificates(26, 25)},
    ),
    Case(
        limit="load_balancer.certificates",
        build=lambda count: args(
            certificate_arn=CERTIFICATE,
            additional_certificate_arns=certificates(count),
            quotas={"certificates-per-application-load-balancer": 30},
        ),
        accepted=[26, 30],
        refused={31: too_many_certificates(31, 30)},
    ),
    Case(
        limit="load_balancer.certificates.first",
        build=lambda count: args(additional_certificate_arns=certificates(count)),
        accepted=[0],
        refused={
            1: "certificate_arn is missing; further certificates come behind a first one, "
            f"certificate_arn ({LISTENER}, Certificates)."
        },
    ),
    Case(
        limit="load_balancer.protocol_version",
        build=lambda given: args(
            certificate_arn=given[1],
            layout=LoadBalancerLayout(
                target_groups=[TargetGroup(name="app", port=80, protocol_version=given[0])]
            ),
        ),
        accepted=[
            (None, None),
            (ProtocolVersion.HTTP1, None),
            (ProtocolVersion.HTTP2, CERTIFICATE),
            (ProtocolVersion.GRPC, CERTIFICATE),
        ],
        refused={
            (version, None): f'layout.target_groups[0].protocol_version is "{version}"; targets '
            "that speak HTTP/2 or gRPC are only reached through HTTPS, with certificate_arn "
            f"({GUIDE}, Target groups: protocol version)."
            for version in (ProtocolVersion.HTTP2, ProtocolVersion.GRPC)
        },
    ),
    Case(
        limit="load_balancer.subnets.zones",
        build=lambda zones: subnets(*zones),
        accepted=[("a", "b"), ("a", "b", "c")],
        refused={
            zones: f"subnet_ids is in {shown}; a load balancer stands in two zones at least, with "
            f"one subnet in each ({BALANCER}, Subnets)."
            for zones, shown in {
                (): "no zone",
                ("a",): "a",
                ("a", "a"): "a, a",
                ("a", "b", "a"): "a, b, a",
            }.items()
        },
    ),
    Case(
        limit="load_balancer.subnets.vpc",
        build=lambda vpc_id: FoundSubnets(
            vpc_id="vpc-1",
            vpc_ids={"subnet-1": "vpc-1", "subnet-2": vpc_id},
            zones=["a", "b"],
        ),
        accepted=["vpc-1"],
        refused={
            "vpc-2": 'subnet_ids[1] is "subnet-2"; it belongs to vpc-2, not to vpc-1 '
            f"({BALANCER}, Subnets)."
        },
    ),
    *(
        Case(
            limit="load_balancer.alarms",
            build=lambda threshold, field=field: LoadBalancerAlarms(**{field: threshold}),
            accepted=[None, 0, 1000],
            refused={-1: f"{field} is -1; an alarm rings above 0 or a higher number. Nearest: 0."},
        )
        for field in ("target_errors", "own_errors", "response_seconds")
    ),
]
