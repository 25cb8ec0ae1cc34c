"""The stack's load balancers."""

import pulumi

from components.baseline import AccountBaseline
from components.landing_zone.providers import AccountProvider
from components.network import LoadBalancer, LoadBalancerArgs, Network

from .settings import Settings


def wire_load_balancers(
    settings: Settings,
    provider: AccountProvider,
    baseline: AccountBaseline | None,
    network: Network | None,
) -> dict[str, LoadBalancer]:
    """The load balancers by name: in public subnets where they face the internet, else in private."""
    if network is None:
        return {}
    return {
        name: LoadBalancer(
            name,
            LoadBalancerArgs(
                account=provider.account,
                region=settings.region,
                vpc_id=network.vpc_id,
                subnet_ids=(
                    network.public_subnet_ids
                    if section.faces_internet
                    else network.private_subnet_ids
                ),
                layout=section,
                certificate_arn=section.certificate_arn,
                additional_certificate_arns=dict(section.additional_certificate_arns or {}),
                log_bucket_name=None if baseline is None else baseline.log_bucket_name,
                alarm_topic_arn=None if baseline is None else baseline.alarm_topic_arn,
            ),
            # Facing the internet needs its gateway, which no id of a subnet waits for.
            pulumi.ResourceOptions(provider=provider, depends_on=[network]),
        )
        for name, section in (settings.load_balancers or {}).items()
    }
