"""EC2: an instance is launched with everything that its template, its account and its image say.

moto takes the image, type, user data, key and security groups from a template and forgets the rest: metadata options,
monitoring, block devices, profile, credits, tags of volumes. It knows no defaults of the account, gives every instance
an 8 GiB root volume called /dev/sda1, and launches any type from any image.

`launch` is the only way in: RunInstances, Auto Scaling, fleets and spot requests all come through it.
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models import EC2Backend
from moto.ec2.responses import EC2Response

from localaws.extensions.ec2_launch import images
from localaws.extensions.ec2_launch.checks import require_launchable, require_separate_subnet
from localaws.extensions.ec2_launch.devices import attach_devices, planned_devices
from localaws.extensions.ec2_launch.older_calls import as_request
from localaws.extensions.ec2_launch.requests import completed, encoded
from localaws.extensions.ec2_launch.told import furnish

__all__ = ["install", "launch"]

_run_instances = EC2Backend.run_instances


def install() -> None:
    """Leads every launch through `launch`, and tells of images what AWS tells."""
    EC2Backend.run_instances = run_instances
    EC2Response.run_instances = answer_run_instances
    images.install()


def launch(backend: EC2Backend, request: dict[str, Any], count: int = 1) -> Any:
    """Launches instances.

    Args:
        backend: the account and region.
        request: what RunInstances takes, in the names of the API; a `LaunchTemplate` in it is read. Its `SubnetId` goes
            into the first network interface of a template that has some, as Auto Scaling does it.
        count: how many.

    Returns:
        moto's reservation, with its `instances`.

    Raises:
        EC2ClientError: AWS refuses the launch; nothing is left behind.
    """
    wanted = completed(backend, request)
    return _launched(backend, wanted, count, {})


def run_instances(
    self: EC2Backend,
    image_id: str,
    count: int,
    user_data: Any,
    security_group_names: list[str],
    **kwargs: Any,
) -> Any:
    """What moto's own callers ask for, as a request of the API."""
    request, more = as_request(image_id, user_data, security_group_names, kwargs)
    return _launched(self, completed(self, request), count, more)


def answer_run_instances(self: Any) -> ActionResult:
    """RunInstances."""
    request = {name: value for name, value in self.params.items() if value is not None}
    backend = self.ec2_backend
    wanted = completed(backend, request)
    require_separate_subnet(request, wanted)
    if request.get("DryRun"):
        require_launchable(backend, wanted)
        self.error_on_dryrun()
    return ActionResult(_launched(backend, wanted, int(request.get("MaxCount", 1)), {}))


def _launched(backend: EC2Backend, wanted: dict[str, Any], count: int, more: dict[str, Any]) -> Any:
    image = require_launchable(backend, wanted)
    devices = planned_devices(backend, wanted, image)
    placement = wanted.get("Placement", {})
    reservation = _run_instances(
        backend,
        image.id,
        count,
        encoded(wanted.get("UserData")),
        wanted.get("SecurityGroups", []),
        instance_type=wanted["InstanceType"],
        is_instance_type_default=True,  # the type was looked up already
        placement=placement.get("AvailabilityZone"),
        region_name=backend.region_name,
        subnet_id=wanted.get("SubnetId"),
        key_name=wanted.get("KeyName"),
        security_group_ids=wanted.get("SecurityGroupIds", []),
        nics=wanted.get("NetworkInterfaces", []),
        private_ip=wanted.get("PrivateIpAddress"),
        associate_public_ip=wanted.get("AssociatePublicIpAddress"),
        ipv6_address_count=wanted.get("Ipv6AddressCount"),
        client_token=wanted.get("ClientToken"),
        block_device_mappings=[],
        **more,
    )
    for instance in reservation.instances:
        furnish(backend, instance, wanted)
        attach_devices(backend, instance, wanted, devices)
    return reservation
