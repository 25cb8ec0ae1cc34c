"""EC2 instances: what can be changed while they stand, most of which moto lacks or does by forgetting the rest."""

import base64
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.core.types import Base64EncodedString
from moto.ec2.exceptions import EC2ClientError, InvalidSecurityGroupNotFoundError
from moto.ec2.models import EC2Backend
from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ec2.models.instances import MetadataOptions
from moto.ec2.responses import EC2Response

from localaws.extensions.ec2_launch.checks import require_type
from localaws.extensions.ec2_launch.told import furnish_type

_modify_instance_attribute = EC2Response.modify_instance_attribute
_modify_interface = EC2Backend.modify_network_interface_attribute
_replace_profile = EC2Backend.replace_iam_instance_profile_association

_STOPPED_ONLY = ("InstanceType", "Kernel", "Ramdisk", "UserData", "EbsOptimized")
_ON_DEMAND_ONLY = ("DisableApiStop", "DisableApiTermination")
_NO_CREDITS = "InstanceCreditSpecification.NotSupported"
_METADATA = {
    "HttpTokens": "http_tokens",
    "HttpPutResponseHopLimit": "http_put_response_hop_limit",
    "HttpEndpoint": "http_endpoint",
    "HttpProtocolIpv6": "http_protocol_ipv6",
    "InstanceMetadataTags": "instance_metadata_tags",
}


def install() -> None:
    """Adds and replaces the operations."""
    for operation in (
        describe_instance_credit_specifications,
        modify_instance_attribute,
        modify_instance_capacity_reservation_attributes,
        modify_instance_credit_specification,
        modify_instance_maintenance_options,
        modify_private_dns_name_options,
        monitor_instances,
        unmonitor_instances,
    ):
        setattr(EC2Response, operation.__name__, operation)
    EC2Backend.modify_instance_metadata_options = modify_instance_metadata_options
    EC2Backend.modify_instance_security_groups = modify_instance_security_groups
    EC2Backend.modify_network_interface_attribute = modify_network_interface_attribute
    EC2Backend.replace_iam_instance_profile_association = replace_profile
    # moto adds the groups of the instance to those of each of its interfaces.
    NetworkInterface.group_set = property(lambda self: self._group_set)


def _instance(self: Any) -> Any:
    return self.ec2_backend.get_instance(self._get_param("InstanceId"))


def _require_stopped(instance: Any) -> None:
    if instance.state != "stopped":
        message = f"The instance '{instance.id}' is not in the 'stopped' state."
        raise EC2ClientError("IncorrectInstanceState", message)


def modify_instance_attribute(self: Any) -> ActionResult:
    """ModifyInstanceAttribute: some attributes of a stopped instance only."""
    instance = _instance(self)
    given = self.params
    named = str(given.get("Attribute") or "")
    changed = {*given, named[:1].upper() + named[1:]}
    if changed & set(_STOPPED_ONLY):
        _require_stopped(instance)
    for name in _ON_DEMAND_ONLY:
        if instance.lifecycle == "spot" and self._get_param(f"{name}.Value"):
            message = f"The attribute {name} is not supported for spot instances."
            raise EC2ClientError("UnsupportedOperation", message)
    wanted_type = self._get_param("InstanceType.Value")
    if wanted_type:
        zone = instance.availability_zone
        require_type(self.ec2_backend, wanted_type, instance.architecture, zone)
        instance.instance_type = wanted_type
        furnish_type(instance, {})
        return EmptyResult()
    behavior = self._get_param("InstanceInitiatedShutdownBehavior.Value")
    if behavior:
        instance.instance_initiated_shutdown_behavior = behavior
        return EmptyResult()
    user_data = self._get_param("UserData.Value")
    if user_data is not None:
        # It comes decoded, and moto takes it for encoded.
        instance.user_data = Base64EncodedString(base64.b64encode(user_data).decode())
        return EmptyResult()
    answer: ActionResult = _modify_instance_attribute(self)
    for interface in instance.nics.values():
        if interface.device_index == 0:
            interface.source_dest_check = instance.source_dest_check
    return answer


def modify_instance_metadata_options(
    self: EC2Backend,
    instance_id: str,
    http_tokens: str | None = None,
    hop_limit: int | None = None,
    http_endpoint: str | None = None,
    dry_run: bool | None = False,  # noqa: ARG001, FBT001, FBT002 -- moto's signature
    http_protocol: str | None = None,
    metadata_tags: str | None = None,
) -> MetadataOptions:
    """ModifyInstanceMetadataOptions: what is not given stays."""
    options = self.get_instance(instance_id).metadata_options
    given = (http_tokens, hop_limit, http_endpoint, http_protocol, metadata_tags)
    for attribute, value in zip(_METADATA.values(), given, strict=True):
        if value is not None:
            setattr(options, attribute, value)
    return options


def modify_instance_security_groups(
    self: EC2Backend, instance_id: str, new_group_id_list: list[str]
) -> Any:
    """The groups of an instance are those of its first interface."""
    instance = self.get_instance(instance_id)
    if new_group_id_list:
        self.modify_network_interface_attribute(instance.nics[0].id, new_group_id_list)
    return instance


def modify_network_interface_attribute(
    self: EC2Backend, eni_id: str, group_ids: list[str], *args: Any, **kwargs: Any
) -> None:
    """ModifyNetworkInterfaceAttribute: groups must exist, and an instance tells those of its first interface."""
    for group_id in group_ids:
        if self.get_security_group_from_id(group_id) is None:
            raise InvalidSecurityGroupNotFoundError(group_id)
    _modify_interface(self, eni_id, group_ids, *args, **kwargs)
    interface = self.get_network_interface(eni_id)
    instance = interface.instance
    if group_ids and instance and instance.nics.get(0) is interface:
        instance.security_groups = list(interface.group_set)


def replace_profile(self: EC2Backend, association_id: str, *args: Any, **kwargs: Any) -> Any:
    """ReplaceIamInstanceProfileAssociation: the instance tells the new profile."""
    association = _replace_profile(self, association_id, *args, **kwargs)
    profile = association.iam_instance_profile
    association.instance.iam_instance_profile = {"Arn": profile.arn, "Id": association_id}
    return association


def describe_instance_credit_specifications(self: Any) -> ActionResult:
    """DescribeInstanceCreditSpecifications: of burstable instances only."""
    instances = self.ec2_backend.describe_instance_credit_specifications(
        self._get_param("InstanceIds", [])
    )
    for instance in instances:
        if not instance.localaws_credits:
            raise EC2ClientError(_NO_CREDITS, _without_credits(instance))
    credits_ = [{"InstanceId": i.id, "CpuCredits": i.localaws_credits} for i in instances]
    return ActionResult({"InstanceCreditSpecifications": credits_})


def _without_credits(instance: Any) -> str:
    return f"The instance '{instance.id}' does not support CPU credit options."


def modify_instance_credit_specification(self: Any) -> ActionResult:
    """ModifyInstanceCreditSpecification: what fails is in the answer."""
    done, failed = [], []
    for wanted in self._get_param("InstanceCreditSpecifications", []):
        instance = self.ec2_backend.get_instance(wanted["InstanceId"])
        if instance.localaws_credits:
            instance.localaws_credits = wanted["CpuCredits"]
            done.append({"InstanceId": instance.id})
        else:
            error = {"Code": _NO_CREDITS, "Message": _without_credits(instance)}
            failed.append({"InstanceId": instance.id, "Error": error})
    return ActionResult(
        {
            "SuccessfulInstanceCreditSpecifications": done,
            "UnsuccessfulInstanceCreditSpecifications": failed,
        }
    )


def modify_instance_maintenance_options(self: Any) -> ActionResult:
    """ModifyInstanceMaintenanceOptions."""
    instance = _instance(self)
    recovery = self._get_param("AutoRecovery")
    instance.maintenance_options = {"AutoRecovery": recovery}
    return ActionResult({"InstanceId": instance.id, "AutoRecovery": recovery})


def modify_private_dns_name_options(self: Any) -> ActionResult:
    """ModifyPrivateDnsNameOptions: what is not given stays."""
    instance = _instance(self)
    given = {
        "HostnameType": self._get_param("PrivateDnsHostnameType"),
        "EnableResourceNameDnsARecord": self._get_param("EnableResourceNameDnsARecord"),
        "EnableResourceNameDnsAAAARecord": self._get_param("EnableResourceNameDnsAAAARecord"),
    }
    told = {name: value for name, value in given.items() if value is not None}
    instance.private_dns_name_options = {**instance.private_dns_name_options, **told}
    return ActionResult({"Return": True})


def modify_instance_capacity_reservation_attributes(self: Any) -> ActionResult:
    """ModifyInstanceCapacityReservationAttributes: of a stopped instance."""
    instance = _instance(self)
    _require_stopped(instance)
    instance.capacity_reservation_specification = self._get_param(
        "CapacityReservationSpecification"
    )
    return ActionResult({"Return": True})


def monitor_instances(self: Any) -> ActionResult:
    """MonitorInstances."""
    return _monitored(self, "enabled", "pending")


def unmonitor_instances(self: Any) -> ActionResult:
    """UnmonitorInstances."""
    return _monitored(self, "disabled", "disabling")


def _monitored(self: Any, state: str, told: str) -> ActionResult:
    instances = self.ec2_backend.get_multi_instances_by_id(self._get_param("InstanceIds", []))
    for instance in instances:
        instance.monitoring_state = state
    monitorings = [{"InstanceId": i.id, "Monitoring": {"State": told}} for i in instances]
    return ActionResult({"InstanceMonitorings": monitorings})
