"""EC2 instances. Other volumes than the root volume are not described in them: they are resources of their own."""

import base64
from typing import Any

from localaws.links.conversions import Converted
from localaws.links.match import ITSELF
from localaws.rows import Aspect, Call, Renewal, Row, Values
from localaws.tables.ec2 import ARN, TAGGING
from localaws.tables.instance_steps import (
    change_monitoring,
    change_profile,
    change_root,
    change_type,
    change_user_data,
    encoded_user_data,
    launch_request,
    launch_template,
    root_block_device,
    root_device,
    tag_root,
    terminate,
    user_data,
)

_ID = {"InstanceId": "{id}"}

_TEXT = Converted("encoded by the SDK", str.encode, str)
_ENCODED = Converted("decoded for the SDK", base64.b64decode, str)
_MONITORED = Converted("enabled", bool, lambda state: state in ("enabled", "pending"))
_PROFILE_NAME = Converted("name in the ARN", str, lambda arn: str(arn).rsplit("/", 1)[-1])
_GROUP_IDS = Converted("their ids", list, lambda groups: [group["GroupId"] for group in groups])


def _attribute(name: str) -> Aspect:
    """An attribute with an operation for each of its changes, and another one that tells it."""
    return Aspect(
        (name,),
        put=Call("ModifyInstanceAttribute", _ID),
        get=Call("DescribeInstanceAttribute", {**_ID, "Attribute": name}),
        sent_by_create=True,
    )


def _credits(request: dict[str, Any], values: Values) -> dict[str, Any]:
    (wanted,) = request["InstanceCreditSpecifications"]
    return {"InstanceCreditSpecifications": [{"InstanceId": values["id"], **wanted}]}


_ELSEWHERE = {
    "ebsBlockDevices": "volumes beside the root volume are resources of their own, with an attachment",
    "ephemeralBlockDevices": "the emulator has no instance stores",
    "getPasswordData": "nothing boots, so nobody makes a password",
    "networkInterfaces": "deprecated, and the emulator is given no other interfaces than the first",
    "primaryNetworkInterface": "the emulator's first interface is made with the instance",
    "securityGroups": "names of groups are for the default VPC only",
    "volumeTags": "use the tags of the root volume, and those of the other volumes",
    **dict.fromkeys(("hostId", "hostResourceGroupArn"), "the emulator has no dedicated hosts"),
    **dict.fromkeys(
        (
            "enablePrimaryIpv6",
            "ipv6AddressCount",
            "ipv6Addresses",
            "secondaryNetworkInterfaces",
            "secondaryPrivateIps",
        ),
        "the emulator does not keep it",
    ),
}


def _inside(name: str, properties: str) -> tuple[str, ...]:
    return tuple(f"{name}.{inner}" for inner in properties.split())


_CHOSEN_BY_AWS = (
    "ami",
    "associatePublicIpAddress",
    "availabilityZone",
    "capacityReservationSpecification",
    "cpuOptions",
    "creditSpecification",
    "disableApiStop",
    "disableApiTermination",
    "ebsOptimized",
    "enclaveOptions",
    "hibernation",
    "iamInstanceProfile",
    "instanceInitiatedShutdownBehavior",
    "instanceType",
    "keyName",
    "launchTemplate",
    "maintenanceOptions",
    "metadataOptions",
    "monitoring",
    "placementGroup",
    "placementGroupId",
    "placementPartitionNumber",
    "privateDnsNameOptions",
    "privateIp",
    "rootBlockDevice",
    "subnetId",
    "tenancy",
    "userData",
    "userDataBase64",
    "vpcSecurityGroupIds",
    *_inside(
        "metadataOptions",
        "httpEndpoint httpProtocolIpv6 httpPutResponseHopLimit httpTokens instanceMetadataTags",
    ),
    *_inside(
        "rootBlockDevice",
        "deleteOnTermination encrypted iops kmsKeyId throughput volumeSize volumeType",
    ),
    *_inside(
        "privateDnsNameOptions",
        "enableResourceNameDnsARecord enableResourceNameDnsAaaaRecord hostnameType",
    ),
    *_inside("cpuOptions", "coreCount threadsPerCore"),
)
"""AWS, or the launch template, decides them where the program does not."""

ROWS = (
    Row(
        token="aws:ec2/instance:Instance",
        service="ec2",
        create=Call("RunInstances", {"MinCount": 1, "MaxCount": 1}),
        read=Call(
            "DescribeInstances",
            {"InstanceIds": ["{id}"]},
            "Reservations[0].Instances[?State.Name!='terminated']|[0]",
        ),
        delete=terminate,
        id="Instances[0].InstanceId",
        before_create=root_device,
        request=launch_request,
        after_create=(tag_root,),
        tagging=TAGGING,
        computed=_CHOSEN_BY_AWS,
        controls=("userDataReplaceOnChange",),
        defaults={"sourceDestCheck": True},
        replaced_when={
            "userData": "userDataReplaceOnChange",
            "userDataBase64": "userDataReplaceOnChange",
        },
        # It stops and starts, and what EC2 lends it then is another address.
        renewals=(
            Renewal(("publicDns", "publicIp"), by=("instanceType", "userData", "userDataBase64")),
        ),
        links={
            "ami": "ImageId",
            "associatePublicIpAddress": None,
            "availabilityZone": "Placement.AvailabilityZone",
            "hibernation": "HibernationOptions.Configured",
            "iamInstanceProfile": "IamInstanceProfile.Name",
            "monitoring": "Monitoring.Enabled",
            "placementGroup": "Placement.GroupName",
            "placementGroupId": "Placement.GroupId",
            "placementPartitionNumber": "Placement.PartitionNumber",
            "privateIp": "PrivateIpAddress",
            "rootBlockDevice": "BlockDeviceMappings[].Ebs",
            "rootBlockDevice.tags": None,
            "tenancy": "Placement.Tenancy",
            "userData": ("UserData", _TEXT),
            "userDataBase64": ("UserData", _ENCODED),
            "vpcSecurityGroupIds": "SecurityGroupIds",
        },
        read_links={
            "iamInstanceProfile": ("IamInstanceProfile.Arn", _PROFILE_NAME),
            "instanceState": "State.Name",
            "monitoring": ("Monitoring.State", _MONITORED),
            "primaryNetworkInterfaceId": "NetworkInterfaces[].NetworkInterfaceId",
            "privateDns": "PrivateDnsName",
            "publicDns": "PublicDnsName",
            "publicIp": "PublicIpAddress",
            "vpcSecurityGroupIds": ("SecurityGroups", _GROUP_IDS),
        },
        aspects=(
            Aspect(("iamInstanceProfile",), put=change_profile, sent_by_create=True),
            Aspect(("sourceDestCheck",), put=Call("ModifyInstanceAttribute", _ID)),
            Aspect(
                ("vpcSecurityGroupIds",),
                put=Call("ModifyInstanceAttribute", _ID),
                links={"vpcSecurityGroupIds": "Groups"},
                sent_by_create=True,
            ),
            Aspect(("instanceType",), put=change_type, sent_by_create=True),
            Aspect(("userData", "userDataBase64"), put=change_user_data, sent_by_create=True),
            _attribute("disableApiStop"),
            _attribute("disableApiTermination"),
            _attribute("instanceInitiatedShutdownBehavior"),
            Aspect(
                ("maintenanceOptions",),
                put=Call("ModifyInstanceMaintenanceOptions", _ID),
                links={"maintenanceOptions": ITSELF},
                sent_by_create=True,
            ),
            Aspect(("monitoring",), put=change_monitoring, sent_by_create=True),
            Aspect(
                ("creditSpecification",),
                put=Call("ModifyInstanceCreditSpecification"),
                request=_credits,
                get=Call("DescribeInstanceCreditSpecifications", {"InstanceIds": ["{id}"]}),
                absent="NotSupported",
                links={"creditSpecification": "InstanceCreditSpecifications"},
                sent_by_create=True,
            ),
            Aspect(
                ("metadataOptions",),
                put=Call("ModifyInstanceMetadataOptions", _ID),
                links={"metadataOptions": ITSELF},
                sent_by_create=True,
            ),
            Aspect(("rootBlockDevice",), put=change_root, sent_by_create=True),
            Aspect(
                ("privateDnsNameOptions",),
                put=Call("ModifyPrivateDnsNameOptions", _ID),
                links={
                    "privateDnsNameOptions": ITSELF,
                    "privateDnsNameOptions.hostnameType": "PrivateDnsHostnameType",
                },
                sent_by_create=True,
            ),
        ),
        # An Elastic IP makes it read true, whatever the program has said.
        sent_when_changed=("associatePublicIpAddress",),
        refused=_ELSEWHERE,
        unreadable={
            "instanceMarketOptions": "the spot request tells them, which the emulator does not make",
        },
        outputs={
            "arn": ARN + "instance/{id}",
            "associatePublicIpAddress": lambda values: bool(values.get("_PublicIpAddress")),
        },
        lookups={
            "launchTemplate": launch_template,
            "rootBlockDevice": root_block_device,
            "userData": user_data,
            "userDataBase64": encoded_user_data,
        },
    ),
)
