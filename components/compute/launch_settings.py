"""What instances are launched from, and what they may do. Pure."""

import re
from dataclasses import dataclass

from ..limits import Limit
from ..network.traffic import HTTPS_OUT, TrafficRule
from ..problems import MISSING, Problem
from .cloudwatch_agent import CloudWatchAgent, agent_part
from .instance_catalogue import Architecture
from .launch_options import LaunchOptions
from .machine_image import MachineImage
from .user_data import UserDataPart, size_problems, user_data
from .volumes import DataVolume, RootVolume, data_volume_problems

_POLICY_ARN = re.compile(r"arn:aws[a-z-]*:iam::(aws|\d{12}):policy/.+")

POLICY_ARN = Limit(
    id="access.managed_policy",
    limit="a managed policy's ARN reads arn:aws:iam::<account or aws>:policy/<name>",
    source="IAM AttachRolePolicy, PolicyArn",
)
IMAGE_MISSING = Limit(
    id="image.architecture",
    limit="the images are pinned, and there are instance types of this architecture",
)
LIMITS = (POLICY_ARN, IMAGE_MISSING)


@dataclass(frozen=True, kw_only=True)
class LaunchSettings:
    """What instances are launched from."""

    image: MachineImage | None = None
    """The image; Amazon Linux 2023 when left out."""
    root_volume: RootVolume | None = None
    """The volume that it boots from; gp3 in the image's size when left out."""
    data_volumes: list[DataVolume] | None = None
    """More volumes."""
    user_data: list[UserDataPart] | None = None
    """What an instance does when it boots for the first time, in order."""
    agent: CloudWatchAgent | None = None
    """What the CloudWatch agent measures; it is not installed when left out. Amazon Linux only."""
    options: LaunchOptions | None = None
    """What else EC2 is told of an instance."""

    @property
    def machine_image(self) -> MachineImage:
        """The image, its default applied."""
        return self.image or MachineImage()

    @property
    def launch_options(self) -> LaunchOptions:
        """The options, their defaults applied."""
        return self.options or LaunchOptions()

    def user_data_document(self, boot_scripts: list[str]) -> str:
        """The user data: scripts known while deploying, then the agent, then the parts given."""
        parts = [UserDataPart(content=script) for script in boot_scripts]
        parts += [agent_part(self.agent)] if self.agent else []
        parts += self.user_data or []
        return user_data(parts) if parts else ""

    def problems(self) -> list[Problem]:
        """Whether devices are used once, and the user data is not too long."""
        return [
            *data_volume_problems("data_volumes", self.data_volumes or []),
            *size_problems("user_data", self.user_data_document([])),
        ]

    def image_problems(self, path: str, architectures: list[Architecture]) -> list[Problem]:
        """Whether there is an image for each of the architectures."""
        return [
            IMAGE_MISSING.broken(f"{path}.image.{architecture}", MISSING)
            for architecture in architectures
            if self.machine_image.source(architecture) is None
        ]


@dataclass(frozen=True, kw_only=True)
class InstanceAccess:
    """Who reaches instances, what they reach, and what they may do on AWS.

    People reach them by Systems Manager, without keys and open ports.
    """

    ingress: list[TrafficRule] | None = None
    """What is let in, besides the load balancer's traffic; nothing when left out."""
    egress: list[TrafficRule] | None = None
    """What is let out; HTTPS when left out, which Systems Manager and package repositories need."""
    managed_policy_arns: list[str] | None = None
    """Policies of the instances' role, besides Systems Manager's."""

    @property
    def let_out(self) -> list[TrafficRule]:
        """What is let out, its default applied."""
        return [HTTPS_OUT] if self.egress is None else self.egress

    def problems(self) -> list[Problem]:
        """Whether the policies are named by their ARNs."""
        return [
            POLICY_ARN.broken(f"managed_policy_arns[{index}]", arn)
            for index, arn in enumerate(self.managed_policy_arns or [])
            if not _POLICY_ARN.fullmatch(arn)
        ]
