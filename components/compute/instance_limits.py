"""What is allowed of a single instance. Pure data."""

from ..limits import Limit
from ..network.layout import ZONE_LETTERS

ZONE = Limit(
    id="instance.zone",
    limit=f"a zone is given by its letter, {ZONE_LETTERS[0]} to {ZONE_LETTERS[-1]}",
)
OWN_VOLUMES = Limit(
    id="instance.data_volumes",
    limit="the volumes of a single instance are given as volumes, and outlive it",
)
TEMPLATES_ONLY = Limit(
    id="instance.template_options",
    limit="only launch templates can be told of it, and a single instance has none",
    source="EC2 RunInstances has LicenseSpecifications and NetworkPerformanceOptions, the AWS "
    "provider's Instance has neither",
)
PRIVATE_IP = Limit(
    id="instance.private_ip",
    limit="a private address reads like 10.0.0.10, and is one of the subnet's",
    source="EC2 RunInstances, PrivateIpAddress",
)
ADDRESS_ONCE = Limit(
    id="instance.public_address",
    limit="an address is brought along (allocation_id) or made (public_address), not both",
)
RESERVATION = Limit(
    id="instance.capacity_reservation",
    limit="the id of a capacity reservation reads cr- and 17 hexadecimal digits",
    source="Amazon EC2 User Guide, Resource IDs",
)
SPOT_RESERVATION = Limit(
    id="instance.spot.capacity_reservation",
    limit="a spot instance uses no capacity reservation",
    source="Amazon EC2 User Guide, On-Demand Capacity Reservations",
)
SPOT_TERMINATION = Limit(
    id="instance.spot.termination_protection",
    limit="a spot instance cannot be protected from termination",
    source="Amazon EC2 User Guide, Change instance termination protection",
)
SPOT_STOP = Limit(
    id="instance.spot.stop_protection",
    limit="a spot instance cannot be protected from being stopped",
    source="Amazon EC2 User Guide, Enable stop protection for your EC2 instances",
)
FOLLOWING_IS_REPLACING = Limit(
    id="instance.follow",
    limit="a newer image replaces the instance (launch.image.on_change follow), and what is "
    "protected cannot be replaced",
)
LIMITS = (
    ZONE,
    OWN_VOLUMES,
    TEMPLATES_ONLY,
    PRIVATE_IP,
    ADDRESS_ONCE,
    RESERVATION,
    SPOT_RESERVATION,
    SPOT_TERMINATION,
    SPOT_STOP,
    FOLLOWING_IS_REPLACING,
)
