"""A landing zone account's compute, storage and security on AWS: the table of contents."""

import pulumi

from program.allowances import warn_of_unknown_allowances
from program.baseline import wire_baseline
from program.exports import export_component, export_components
from program.fleets import wire_fleets
from program.instances import wire_instances
from program.landing_zone import wire_landing_zone
from program.load_balancers import wire_load_balancers
from program.network import wire_network
from program.settings import load_settings

settings = load_settings()
provider = wire_landing_zone(settings)
baseline = wire_baseline(settings, provider)
network = wire_network(settings, provider, baseline)
load_balancers = wire_load_balancers(settings, provider, baseline, network)
fleets = wire_fleets(settings, provider, baseline, network, load_balancers)
instances = wire_instances(settings, provider, baseline, network)
warn_of_unknown_allowances(
    settings, [baseline, network, *load_balancers.values(), *instances.values()]
)

pulumi.export("account", {"name": provider.account.name, "id": provider.account.id})
pulumi.export("region", settings.region)
export_component("baseline", baseline)
export_component("network", network)
export_components("loadBalancers", load_balancers)
export_components("fleets", fleets)
export_components("instances", instances)
