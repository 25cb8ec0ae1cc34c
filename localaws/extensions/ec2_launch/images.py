"""What a public image tells of its root volume and its metadata options.

moto gives every image 15 GiB of magnetic disk that stays when the instance goes.
"""

from typing import Any

from moto.ec2.models.amis import Ami

_BRINGS = (
    # What the name begins with, the size of the root volume in GiB, and its type.
    ("al2023-ami-ecs-", 30, "gp3"),
    ("al2023-ami-minimal-", 2, "gp3"),
    ("al2023-ami-", 8, "gp3"),
    ("amzn2-ami-ecs-", 30, "gp2"),
    ("amzn2-ami-minimal-", 2, "gp2"),
    ("amzn2-ami-", 8, "gp2"),
)
_AMAZON_LINUX_2023 = "al2023-ami-"
"""Images that are registered with `imds-support v2.0`."""

TOKENS_ONLY = "v2.0"


def install() -> None:
    """Completes what images tell."""
    initialize = Ami.__init__

    def initialize_with_root(self: Any, *args: Any, **kwargs: Any) -> None:
        initialize(self, *args, **kwargs)
        name = self.name or ""
        root = self.ebs_snapshot.volume
        for prefix, size, kind in _BRINGS:
            if name.startswith(prefix):
                root.size, root.volume_type = size, kind
                break
        if name.startswith(_AMAZON_LINUX_2023):
            self.imds_support = TOKENS_ONLY

    Ami.__init__ = initialize_with_root
    Ami.block_device_mappings = property(block_device_mappings)


def block_device_mappings(image: Any) -> list[dict[str, Any]]:
    """The root volume, which goes with the instance."""
    root = image.ebs_snapshot.volume
    ebs = {
        "DeleteOnTermination": True,
        "Encrypted": False,
        "SnapshotId": image.ebs_snapshot.id,
        "VolumeSize": root.size,
        "VolumeType": root.volume_type,
    }
    return [{"DeviceName": image.root_device_name, "Ebs": ebs}]
