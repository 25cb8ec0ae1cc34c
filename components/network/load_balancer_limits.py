"""What Elastic Load Balancing, and this project, allow of an application load balancer. Pure data."""

from ..limits import Limit, Range
from .traffic import HIGHEST_PORT

_BALANCER = "Elastic Load Balancing CreateLoadBalancer"
_ATTRIBUTE = "Elastic Load Balancing LoadBalancerAttribute"
_LISTENER = "Elastic Load Balancing CreateListener"
_QUOTAS = "User Guide for Application Load Balancers, Quotas"
_AUTONAMING = "a hyphen and the 7 digits that Pulumi adds count too"
LONGEST_NAMES = 23
"""Of 32 characters 8 are Pulumi's, so that a replacement can stand beside what it replaces, and
one joins the two names."""

NAME = Limit(
    id="load_balancer.name",
    limit="a load balancer's name has up to 20 letters, digits and hyphens, "
    "no hyphen at its ends, and does not begin with internal-",
    source=f"{_BALANCER}, Name; {_AUTONAMING}",
)
TARGET_GROUP_NAME = Limit(
    id="load_balancer.target_group.name",
    limit="the names of the load balancer and of a target group have up to 23 characters together",
    source=f"Elastic Load Balancing CreateTargetGroup, Name; {_AUTONAMING}",
)
PORT = Range(
    id="load_balancer.port",
    limit="a load balancer listens on ports from {lowest} to {highest:,}",
    source=f"{_LISTENER}, Port",
    lowest=1,
    highest=HIGHEST_PORT,
)
PORT_ONCE = Limit(
    id="load_balancer.port.once",
    limit="HTTP and HTTPS are listened for on different ports",
    source=_LISTENER,
)
INGRESS = Limit(
    id="load_balancer.ingress",
    limit="a load balancer that faces the internet lists who may connect",
)
SSL_POLICY = Limit(
    id="load_balancer.ssl_policy",
    limit="a security policy reads like ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09, "
    "and allows nothing older than TLS 1.2",
    source="User Guide for Application Load Balancers, Security policies",
)
IDLE_TIMEOUT = Range(
    id="load_balancer.idle_timeout",
    limit="an idle connection is closed after {lowest} to {highest:,} seconds",
    source=f"{_ATTRIBUTE}, idle_timeout.timeout_seconds",
    lowest=1,
    highest=4_000,
)
CLIENT_KEEP_ALIVE = Range(
    id="load_balancer.client_keep_alive",
    limit="a client's connection is kept for {lowest} to {highest:,} seconds",
    source=f"{_ATTRIBUTE}, client_keep_alive.seconds",
    lowest=60,
    highest=604_800,
)
TARGET_GROUPS = Range(
    id="load_balancer.target_groups",
    limit="a load balancer has up to {highest} target groups",
    source=f"{_QUOTAS}: target groups per Application Load Balancer",
    lowest=0,
    highest=100,
)
DEFAULT_TARGET_GROUP = Limit(
    id="load_balancer.default_target_group",
    limit="what no rule is for goes to one of the target groups",
)
RULES = Range(
    id="load_balancer.rules",
    limit="a load balancer has up to {highest} rules",
    source=f"{_QUOTAS}: rules per Application Load Balancer",
    lowest=0,
    highest=100,
    quota="rules-per-application-load-balancer",
)
CERTIFICATE = Limit(
    id="load_balancer.certificate",
    limit="only in accounts of the tier sandbox may requests travel unencrypted, over plain HTTP",
)
CERTIFICATES = Range(
    id="load_balancer.certificates",
    limit="a load balancer has up to {highest} certificates besides its first",
    source=f"{_QUOTAS}: certificates per Application Load Balancer",
    lowest=0,
    highest=25,
    quota="certificates-per-application-load-balancer",
)
FIRST_CERTIFICATE = Limit(
    id="load_balancer.certificates.first",
    limit="further certificates come behind a first one, certificate_arn",
    source=f"{_LISTENER}, Certificates",
)
ENCRYPTED_VERSION = Limit(
    id="load_balancer.protocol_version",
    limit="targets that speak HTTP/2 or gRPC are only reached through HTTPS, with certificate_arn",
    source="User Guide for Application Load Balancers, Target groups: protocol version",
)
SUBNET_ZONES = Limit(
    id="load_balancer.subnets.zones",
    limit="a load balancer stands in two zones at least, with one subnet in each",
    source=f"{_BALANCER}, Subnets",
)
SUBNET_VPC = Limit(
    id="load_balancer.subnets.vpc",
    limit="a load balancer stands in subnets of its own VPC",
    source=f"{_BALANCER}, Subnets",
)
ALARM_THRESHOLD = Range(
    id="load_balancer.alarms",
    limit="an alarm rings above 0 or a higher number",
    lowest=0,
    highest=float("inf"),
)

LIMITS: tuple[Limit, ...] = (
    NAME,
    TARGET_GROUP_NAME,
    PORT,
    PORT_ONCE,
    INGRESS,
    SSL_POLICY,
    IDLE_TIMEOUT,
    CLIENT_KEEP_ALIVE,
    TARGET_GROUPS,
    DEFAULT_TARGET_GROUP,
    RULES,
    CERTIFICATE,
    CERTIFICATES,
    FIRST_CERTIFICATE,
    ENCRYPTED_VERSION,
    SUBNET_ZONES,
    SUBNET_VPC,
    ALARM_THRESHOLD,
)
