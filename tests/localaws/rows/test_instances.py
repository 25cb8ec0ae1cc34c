"""EC2 instances."""

import base64
import datetime as dt

import pytest
from botocore.exceptions import ClientError

from localaws.ledger import Ledger
from localaws.provider.diffs import compare
from localaws.provider.lifecycle import Resource
from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.machines import key_pair, launch_template, placement_group, with_network
from tests.localaws.world import REGION, WORKLOAD, Aws, tags

INSTANCE = "aws:ec2/instance:Instance"
SPOT_END = "2031-01-01T00:00:00Z"


def with_everything(aws: Aws) -> Scene:
    s = with_network(aws)
    s.key = aws.kms.create_key()["KeyMetadata"]["Arn"]
    s.key_pair = key_pair(aws)
    s.together = placement_group(aws, "partition")
    groups = aws.ec2.describe_placement_groups(GroupNames=[s.together])["PlacementGroups"]
    s.together_id = groups[0]["GroupId"]
    s.template = launch_template(aws, s, InstanceType="t3.small")
    s.template_name = f"{s.name}-template"
    other = f"{s.name}-other"
    aws.iam.create_instance_profile(InstanceProfileName=other)
    aws.iam.add_role_to_instance_profile(InstanceProfileName=other, RoleName=s.profile_name)
    s.other_profile = other
    return s


def describe(aws: Aws, s: Scene) -> Values | None:
    (reservation,) = aws.ec2.describe_instances(InstanceIds=[s.id])["Reservations"]
    (told,) = reservation["Instances"]
    if told["State"]["Name"] == "terminated":
        return None
    root = told["RootDeviceName"]
    (mapping,) = [m for m in told["BlockDeviceMappings"] if m["DeviceName"] == root]
    volume = aws.ec2.describe_volumes(VolumeIds=[mapping["Ebs"]["VolumeId"]])["Volumes"][0]
    return {
        **told,
        **{name: attribute(aws, s, name) for name in ATTRIBUTES},
        "Credits": told_credits(aws, s, told["InstanceType"]),
        "Groups": [group["GroupId"] for group in told["SecurityGroups"]],
        "Monitoring": told["Monitoring"]["State"],
        "Profile": told.get("IamInstanceProfile", {}).get("Arn", "").rsplit("/", 1)[-1],
        "Root": {
            name: volume.get(name)
            for name in ("Size", "VolumeType", "Iops", "Throughput", "Encrypted", "KmsKeyId")
        },
        "RootGoes": mapping["Ebs"]["DeleteOnTermination"],
        "RootTags": tags(volume.get("Tags")),
        "State": told["State"]["Name"],
        "Tags": {k: v for k, v in tags(told.get("Tags")).items() if not k.startswith("aws:")},
    }


ATTRIBUTES = (
    "disableApiStop",
    "disableApiTermination",
    "instanceInitiatedShutdownBehavior",
    "userData",
)


def attribute(aws: Aws, s: Scene, name: str) -> object:
    answer = aws.ec2.describe_instance_attribute(InstanceId=s.id, Attribute=name)
    return answer[name[0].upper() + name[1:]].get("Value")


def told_credits(aws: Aws, s: Scene, kind: str) -> str:
    if not kind.startswith("t"):
        return ""
    told = aws.ec2.describe_instance_credit_specifications(InstanceIds=[s.id])
    return told["InstanceCreditSpecifications"][0]["CpuCredits"]


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def detailed(s: Scene) -> Values:
    return {
        "ami": s.image,
        "instanceType": "m5.large",
        "subnetId": s.subnet,
        "availabilityZone": f"{REGION}a",
        "privateIp": "10.7.1.77",
        "vpcSecurityGroupIds": [s.group],
        "iamInstanceProfile": s.profile_name,
        "keyName": s.key_pair,
        "ebsOptimized": True,
        "monitoring": True,
        "hibernation": True,
        "sourceDestCheck": False,
        "tenancy": "dedicated",
        "placementGroup": s.together,
        "placementPartitionNumber": 2,
        "disableApiStop": True,
        "disableApiTermination": True,
        "forceDestroy": True,
        "instanceInitiatedShutdownBehavior": "terminate",
        "cpuOptions": {
            "amdSevSnp": "disabled",
            "coreCount": 1,
            "nestedVirtualization": "disabled",
            "threadsPerCore": 1,
        },
        "maintenanceOptions": {"autoRecovery": "disabled"},
        "metadataOptions": {
            "httpEndpoint": "enabled",
            "httpProtocolIpv6": "disabled",
            "httpPutResponseHopLimit": 1,
            "httpTokens": "required",
            "instanceMetadataTags": "disabled",
        },
        "privateDnsNameOptions": {
            "enableResourceNameDnsARecord": True,
            "enableResourceNameDnsAaaaRecord": False,
            "hostnameType": "ip-name",
        },
        "capacityReservationSpecification": {
            "capacityReservationPreference": "open",
            "capacityReservationTarget": {
                "capacityReservationId": "cr-1",
                "capacityReservationResourceGroupArn": (
                    f"arn:aws:resource-groups:{REGION}:{WORKLOAD}:group/a"
                ),
            },
        },
        "rootBlockDevice": {
            "deleteOnTermination": True,
            "encrypted": True,
            "iops": 4000,
            "kmsKeyId": s.key,
            "throughput": 200,
            "volumeSize": 20,
            "volumeType": "gp3",
            "tags": {"of": "root", "old": "x"},
        },
        "tags": {"of": "instance", "old": "x"},
    }


def detailed_told(s: Scene) -> Values:
    return {
        "ImageId": s.image,
        "InstanceType": "m5.large",
        "SubnetId": s.subnet,
        "PrivateIpAddress": "10.7.1.77",
        "Groups": [s.group],
        "Profile": s.profile_name,
        "KeyName": s.key_pair,
        "EbsOptimized": True,
        "Monitoring": "enabled",
        "HibernationOptions": {"Configured": True},
        "SourceDestCheck": False,
        "Placement": {
            "AvailabilityZone": f"{REGION}a",
            "GroupId": s.together_id,
            "GroupName": s.together,
            "PartitionNumber": 2,
            "Tenancy": "dedicated",
        },
        "disableApiStop": True,
        "disableApiTermination": True,
        "instanceInitiatedShutdownBehavior": "terminate",
        "CpuOptions": {
            "AmdSevSnp": "disabled",
            "CoreCount": 1,
            "NestedVirtualization": "disabled",
            "ThreadsPerCore": 1,
        },
        "MaintenanceOptions": {"AutoRecovery": "disabled"},
        "MetadataOptions": {
            "State": "applied",
            "HttpEndpoint": "enabled",
            "HttpProtocolIpv6": "disabled",
            "HttpPutResponseHopLimit": 1,
            "HttpTokens": "required",
            "InstanceMetadataTags": "disabled",
        },
        "PrivateDnsNameOptions": {
            "EnableResourceNameDnsARecord": True,
            "EnableResourceNameDnsAAAARecord": False,
            "HostnameType": "ip-name",
        },
        "CapacityReservationSpecification": {
            "CapacityReservationPreference": "open",
            "CapacityReservationTarget": {
                "CapacityReservationId": "cr-1",
                "CapacityReservationResourceGroupArn": (
                    f"arn:aws:resource-groups:{REGION}:{WORKLOAD}:group/a"
                ),
            },
        },
        "Root": {
            "Size": 20,
            "VolumeType": "gp3",
            "Iops": 4000,
            "Throughput": 200,
            "Encrypted": True,
            "KmsKeyId": s.key,
        },
        "RootGoes": True,
        "RootTags": {"of": "root", "old": "x"},
        "Tags": {"of": "instance", "old": "x"},
        "State": "running",
    }


def detailed_changed(s: Scene) -> Values:
    return {
        "vpcSecurityGroupIds": [s.other_group],
        "iamInstanceProfile": s.other_profile,
        "monitoring": False,
        "sourceDestCheck": True,
        "disableApiStop": False,
        "disableApiTermination": False,
        "instanceInitiatedShutdownBehavior": "stop",
        "maintenanceOptions": {"autoRecovery": "default"},
        "metadataOptions": {
            "httpEndpoint": "disabled",
            "httpProtocolIpv6": "enabled",
            "httpPutResponseHopLimit": 2,
            "httpTokens": "optional",
            "instanceMetadataTags": "enabled",
        },
        "privateDnsNameOptions": {
            "enableResourceNameDnsARecord": False,
            "enableResourceNameDnsAaaaRecord": True,
            "hostnameType": "resource-name",
        },
        "rootBlockDevice": {
            "deleteOnTermination": False,
            "encrypted": True,
            "iops": 5000,
            "kmsKeyId": s.key,
            "throughput": 300,
            "volumeSize": 30,
            "volumeType": "gp3",
            "tags": {"of": "the root", "new": "y"},
        },
        "tags": {"of": "the instance", "new": "y"},
    }


def detailed_told_changed(s: Scene) -> Values:
    return {
        "Groups": [s.other_group],
        "Profile": s.other_profile,
        "Monitoring": "disabled",
        "SourceDestCheck": True,
        "disableApiStop": False,
        "disableApiTermination": False,
        "instanceInitiatedShutdownBehavior": "stop",
        "MaintenanceOptions": {"AutoRecovery": "default"},
        "MetadataOptions": {
            "State": "applied",
            "HttpEndpoint": "disabled",
            "HttpProtocolIpv6": "enabled",
            "HttpPutResponseHopLimit": 2,
            "HttpTokens": "optional",
            "InstanceMetadataTags": "enabled",
        },
        "PrivateDnsNameOptions": {
            "EnableResourceNameDnsARecord": False,
            "EnableResourceNameDnsAAAARecord": True,
            "HostnameType": "resource-name",
        },
        "Root": {
            "Size": 30,
            "VolumeType": "gp3",
            "Iops": 5000,
            "Throughput": 300,
            "Encrypted": True,
            "KmsKeyId": s.key,
        },
        "RootGoes": False,
        "RootTags": {"of": "the root", "new": "y"},
        "Tags": {"of": "the instance", "new": "y"},
    }


def detailed_outputs(aws: Aws, s: Scene) -> Values:
    told = describe(aws, s) or {}
    return {
        "arn": f"arn:aws:ec2:{REGION}:{WORKLOAD}:instance/{s.id}",
        "associatePublicIpAddress": False,
        "instanceState": "running",
        "placementGroupId": s.together_id,
        "primaryNetworkInterfaceId": told["NetworkInterfaces"][0]["NetworkInterfaceId"],
        "privateDns": f"ip-10-7-1-77.{REGION}.compute.internal",
        "publicIp": None,
        "tagsAll": {"of": "instance", "old": "x"},
    }


def public_outputs(aws: Aws, s: Scene) -> Values:
    told = describe(aws, s) or {}
    return {
        "publicIp": told["PublicIpAddress"],
        "publicDns": told["PublicDnsName"],
        "vpcSecurityGroupIds": [s.group],
    }


def hop_limit_of_somebody_else(aws: Aws, s: Scene) -> object:
    return aws.ec2.modify_instance_metadata_options(InstanceId=s.id, HttpPutResponseHopLimit=9)


METADATA = {"httpTokens": "required", "httpPutResponseHopLimit": 1}

INSTANCES = Case(
    token=INSTANCE,
    prepare=with_everything,
    describe=describe,
    filled=lambda _: {"sourceDestCheck": True},
    lives=(
        Life(
            name="in every detail",
            inputs=detailed,
            told=detailed_told,
            outputs=detailed_outputs,
            changed=detailed_changed,
            told_changed=detailed_told_changed,
            removed=("tags",),
            told_removed=lambda _: {"Tags": {}},
        ),
        Life(
            name="that stops for a change",
            inputs=lambda s: {
                "ami": s.image,
                "instanceType": "t3.nano",
                "subnetId": s.subnet,
                "privateIp": "10.7.1.78",
                "vpcSecurityGroupIds": [s.group],
                "associatePublicIpAddress": True,
                "creditSpecification": {"cpuCredits": "standard"},
                "userData": "echo first",
                "userDataReplaceOnChange": False,
            },
            told=lambda s: {
                "InstanceType": "t3.nano",
                "SubnetId": s.subnet,
                "PrivateIpAddress": "10.7.1.78",
                "Groups": [s.group],
                "Credits": "standard",
                "userData": encoded("echo first"),
            },
            outputs=public_outputs,
            renewed=("publicDns", "publicIp"),
            changed=lambda _: {
                "instanceType": "t3.micro",
                "creditSpecification": {"cpuCredits": "unlimited"},
                "userData": "echo second",
            },
            told_changed=lambda _: {
                "InstanceType": "t3.micro",
                "Credits": "unlimited",
                "userData": encoded("echo second"),
                "State": "running",
            },
        ),
        Life(
            name="with encoded user data",
            inputs=lambda s: {
                "ami": s.image,
                "instanceType": "t3.nano",
                "subnetId": s.subnet,
                "associatePublicIpAddress": True,
                "enclaveOptions": {"enabled": True},
                "userDataBase64": base64.b64encode(b"\x1f\x8b\xff").decode(),
            },
            told=lambda _: {
                "EnclaveOptions": {"Enabled": True},
                "userData": base64.b64encode(b"\x1f\x8b\xff").decode(),
            },
            renewed=("publicDns", "publicIp"),
            changed=lambda _: {"userDataBase64": base64.b64encode(b"\x1f\x8b\xfe").decode()},
            told_changed=lambda _: {"userData": base64.b64encode(b"\x1f\x8b\xfe").decode()},
        ),
        Life(
            name="that somebody changes",
            inputs=lambda s: {
                "ami": s.arm,
                "instanceType": "t4g.nano",
                "subnetId": s.subnet,
                "placementGroupId": s.together_id,
                "metadataOptions": METADATA,
                "rootBlockDevice": {"volumeType": "gp2", "volumeSize": 10},
            },
            told=lambda _: {
                "Root": {
                    "Size": 10,
                    "VolumeType": "gp2",
                    "Iops": 100,
                    "Throughput": None,
                    "Encrypted": False,
                    "KmsKeyId": None,
                },
                "Profile": "",
            },
            changed=lambda s: {
                "iamInstanceProfile": s.profile_name,
                "rootBlockDevice": {"volumeType": "gp3", "volumeSize": 10},
            },
            told_changed=lambda s: {
                "Profile": s.profile_name,
                "Root": {
                    "Size": 10,
                    "VolumeType": "gp3",
                    "Iops": 3000,
                    "Throughput": 125,
                    "Encrypted": False,
                    "KmsKeyId": None,
                },
            },
            outside=hop_limit_of_somebody_else,
            found=lambda _: {
                "metadataOptions": {
                    "httpEndpoint": "enabled",
                    "httpProtocolIpv6": "disabled",
                    "httpPutResponseHopLimit": 9,
                    "httpTokens": "required",
                    "instanceMetadataTags": "disabled",
                }
            },
        ),
        Life(
            name="from a template",
            inputs=lambda s: {
                "launchTemplate": {"id": s.template, "version": "1"},
                "subnetId": s.subnet,
                "rootBlockDevice": {"volumeSize": 12},
            },
            told=lambda s: {"ImageId": s.image, "InstanceType": "t3.small"},
            outputs=lambda _, s: {"ami": s.image, "instanceType": "t3.small"},
        ),
        Life(
            name="from the newest version of a template by name",
            inputs=lambda s: {
                "launchTemplate": {"name": s.template_name, "version": "$Latest"},
                "instanceType": "t3.nano",
            },
            told=lambda s: {"ImageId": s.image, "InstanceType": "t3.nano"},
            imported_otherwise=("launchTemplate", "launchTemplate.name", "launchTemplate.id"),
        ),
        Life(
            name="of the spot market",
            inputs=lambda s: {
                "ami": s.image,
                "instanceType": "t3.nano",
                "subnetId": s.subnet,
                "instanceMarketOptions": {
                    "marketType": "spot",
                    "spotOptions": {
                        "instanceInterruptionBehavior": "stop",
                        "maxPrice": "0.05",
                        "spotInstanceType": "persistent",
                        "validUntil": SPOT_END,
                    },
                },
            },
            told=lambda _: {"InstanceLifecycle": "spot"},
            outputs=lambda _, __: {"instanceLifecycle": "spot"},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(INSTANCES))
def test_instances_are_what_ec2_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)


class Instance:
    """An instance of a program."""

    def __init__(self, aws: Aws, ledger: Ledger, s: Scene, **inputs: object) -> None:
        urn = f"urn:pulumi:test::tests::{INSTANCE}::{s.name}"
        self.resource = Resource(urn, INSTANCE, aws.session, ledger)
        self.inputs = {"ami": s.image, "instanceType": "t3.nano", "subnetId": s.subnet, **inputs}
        self.id, self.state = self.resource.create(self.inputs, ())

    def update(self, **new: object) -> None:
        changed = {**self.inputs, **new}
        self.state = self.resource.update(self.id, self.inputs, changed, self.state, ())
        self.inputs = changed

    def refreshed(self) -> Values:
        found = self.resource.read(self.id, self.inputs, self.state)
        assert found
        return found[1]


def test_a_protected_instance_is_not_destroyed(aws: Aws, ledger: Ledger):
    instance = Instance(aws, ledger, with_network(aws), disableApiTermination=True)
    with pytest.raises(ClientError, match="OperationNotPermitted"):
        instance.resource.delete(instance.id, instance.state)
    instance.update(disableApiTermination=False)
    instance.resource.delete(instance.id, instance.state)


def test_an_instance_that_must_not_stop_is_not_changed_either(aws: Aws, ledger: Ledger):
    instance = Instance(aws, ledger, with_network(aws), disableApiStop=True)
    with pytest.raises(ClientError, match="disableApiStop"):
        instance.update(instanceType="t3.micro")


def test_a_profile_is_taken_off(aws: Aws, ledger: Ledger):
    s = with_network(aws)
    instance = Instance(aws, ledger, s, iamInstanceProfile=s.profile_name)
    instance.update(iamInstanceProfile="")
    (reservation,) = aws.ec2.describe_instances(InstanceIds=[instance.id])["Reservations"]
    assert "IamInstanceProfile" not in reservation["Instances"][0]


def test_an_elastic_address_makes_an_instance_public(aws: Aws, ledger: Ledger):
    """So the official provider replaces one that says it shall have no public address."""
    instance = Instance(aws, ledger, with_network(aws), associatePublicIpAddress=False)
    address = aws.ec2.allocate_address(Domain="vpc")["AllocationId"]
    aws.ec2.associate_address(AllocationId=address, InstanceId=instance.id)
    refreshed = instance.refreshed()
    assert refreshed["associatePublicIpAddress"] is True
    difference = compare(INSTANCE, refreshed, instance.inputs, REGION)
    assert [(c.path, c.replaces) for c in difference.changes] == [
        ("associatePublicIpAddress", True)
    ]


def test_an_instance_with_an_elastic_address_is_changed_in_place(aws: Aws, ledger: Ledger):
    instance = Instance(aws, ledger, with_network(aws), associatePublicIpAddress=False)
    address = aws.ec2.allocate_address(Domain="vpc")["AllocationId"]
    aws.ec2.associate_address(AllocationId=address, InstanceId=instance.id)
    instance.update(tags={"team": "b"})
    (reservation,) = aws.ec2.describe_instances(InstanceIds=[instance.id])["Reservations"]
    assert tags(reservation["Instances"][0].get("Tags"))["team"] == "b"


def test_another_type_keeps_the_credits_that_were_chosen(aws: Aws, ledger: Ledger):
    credits_ = {"cpuCredits": "standard"}
    instance = Instance(
        aws, ledger, with_network(aws), instanceType="t3.micro", creditSpecification=credits_
    )
    instance.update(instanceType="t3.small")
    told = aws.ec2.describe_instance_credit_specifications(InstanceIds=[instance.id])
    assert told["InstanceCreditSpecifications"][0]["CpuCredits"] == "standard"


def test_new_user_data_replaces_the_instance_when_the_program_says_so():
    for name in ("userData", "userDataBase64"):
        for asked in (True, False):
            inputs = {name: "b", "userDataReplaceOnChange": asked}
            (change,) = compare(INSTANCE, {**inputs, name: "a"}, inputs, REGION).changes
            assert (change.path, change.replaces) == (name, asked)


def test_the_end_of_a_spot_request_is_told_to_ec2_as_a_time(aws: Aws, ledger: Ledger, monkeypatch):
    asked: list[Values] = []
    client = aws.session.client("ec2")
    run = client.run_instances
    monkeypatch.setattr(client, "run_instances", lambda **r: (asked.append(r), run(**r))[1])
    options = {
        "instanceInterruptionBehavior": "stop",
        "spotInstanceType": "persistent",
        "validUntil": SPOT_END,
    }
    spot = {"marketType": "spot", "spotOptions": options}
    Instance(aws, ledger, with_network(aws), instanceMarketOptions=spot)
    sent = asked[0]["InstanceMarketOptions"]["SpotOptions"]["ValidUntil"]
    assert dt.datetime.fromisoformat(sent) == dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
