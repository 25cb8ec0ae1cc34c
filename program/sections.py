"""The sections of a stack file, beside the values that components take as they stand."""

from dataclasses import dataclass

from components.baseline.log_lifetime import expiration_problems
from components.baseline.notices import MonthlyBudget, email_problems
from components.compute.fleet import Fleet
from components.compute.single_instance import SingleInstance
from components.network.existing import ExistingNetwork
from components.network.layout import NetworkLayout, SubnetKind
from components.network.load_balancer_layout import LoadBalancerLayout
from components.network.source import source_problems
from components.problems import Problem


@dataclass(frozen=True, kw_only=True)
class BaselineSettings:
    """What the account has once."""

    budget: MonthlyBudget
    """What the account may cost before somebody is told."""
    alarm_emails: list[str] | None = None
    """Who is told of alarms and of the budget."""
    customer_managed_keys: bool | None = None
    """Whether the account has keys of its own; its tier decides when left out."""
    log_expiration_days: int | None = None
    """Age at which objects of the log bucket are deleted; the tier decides when left out."""

    def problems(self) -> list[Problem]:
        """Whether the addresses and the period are some."""
        return [
            *email_problems("alarm_emails", self.alarm_emails or []),
            *expiration_problems("log_expiration_days", self.log_expiration_days),
        ]


@dataclass(frozen=True, kw_only=True)
class NetworkSettings:
    """The network of the stack: created by it, or adopted from another stack."""

    layout: NetworkLayout | None = None
    existing: ExistingNetwork | None = None

    def problems(self) -> list[Problem]:
        """Whether it is said in exactly one way what the network is."""
        return source_problems(self.layout, self.existing)


@dataclass(frozen=True, kw_only=True)
class LoadBalancerSettings(LoadBalancerLayout):
    """A load balancer of the stack: its layout, and the certificates it has."""

    certificate_arn: str | None = None
    """The certificate for HTTPS."""
    additional_certificate_arns: dict[str, str] | None = None
    """Certificates for further host names, by what they are called."""


@dataclass(frozen=True, kw_only=True)
class TargetSettings:
    """A target group of one of the stack's load balancers."""

    load_balancer: str
    """Name of the load balancer."""
    target_group: str
    """Name of the target group."""
    counts_requests: bool | None = None
    """Whether scaling by requests counts those of this one, as when left out: of several targets
    all but one say false."""

    @property
    def counted(self) -> bool:
        """Whether its requests are counted, the default applied."""
        return self.counts_requests is not False


@dataclass(frozen=True, kw_only=True)
class FleetSettings(Fleet):
    """A fleet of the stack: what it is, and which load balancers send it requests."""

    targets: list[TargetSettings] | None = None
    """Where its instances are registered."""


@dataclass(frozen=True, kw_only=True)
class InstanceSettings(SingleInstance):
    """A single instance of the stack: what it is, and where it stands."""

    availability_zone: str
    """Letter of the zone that it stands in."""
    subnet: SubnetKind | None = None
    """The kind of subnet that it stands in; private when left out."""
    allocation_id: str | None = None
    """An Elastic IP that it is to have, instead of one of its own."""
