"""A landing zone account's compute, storage and security on AWS: the table of contents."""

import pulumi

from program.allowances import warn_of_unknown_allowances
from program.baseline import wire_baseline
from program.exports import export_component
from program.landing_zone import wire_landing_zone
from program.network import wire_network
from program.settings import load_settings

settings = load_settings()
provider = wire_landing_zone(settings)
baseline = wire_baseline(settings, provider)
network = wire_network(settings, provider, baseline)
warn_of_unknown_allowances(settings, [baseline, network])

pulumi.export("account", {"name": provider.account.name, "id": provider.account.id})
pulumi.export("region", settings.region)
export_component("baseline", baseline)
export_component("network", network)
