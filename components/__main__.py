"""The component package: run by Pulumi when another program, in any language, uses the components.

Pulumi runs the folder as a program, so relative imports do not work in this one file.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pulumi.provider.experimental import component_provider_host

from components.baseline import AccountBaseline
from components.compute import AutoscalingFleet, Ec2Instance, LaunchTemplate
from components.network import LoadBalancer, Network
from components.shared.component import PACKAGE

COMPONENTS = [
    AccountBaseline,
    AutoscalingFleet,
    Ec2Instance,
    LaunchTemplate,
    LoadBalancer,
    Network,
]
"""What the package offers."""

if __name__ == "__main__":
    component_provider_host(components=list(COMPONENTS), name=PACKAGE)
