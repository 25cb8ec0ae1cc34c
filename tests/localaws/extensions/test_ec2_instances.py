"""EC2 instances: what can be changed while they stand, and what happens when they stop, start and end."""

import base64
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.localaws.lives import Scene
from tests.localaws.rows.machines import (
    image,
    instance_profile,
    launch_template,
    running_instance,
    security_group,
    volume,
)
from tests.localaws.rows.places import in_subnet
from tests.localaws.world import REGION, Aws, scene


class Machine:
    """A new instance."""

    def __init__(self, aws: Aws, s: Scene | None = None, **more: Any) -> None:
        self.aws, self.ec2 = aws, aws.ec2
        self.scene = s or in_subnet(aws)
        self.id = running_instance(aws, self.scene, **more)

    @property
    def told(self) -> dict[str, Any]:
        (reservation,) = self.ec2.describe_instances(InstanceIds=[self.id])["Reservations"]
        return reservation["Instances"][0]

    @property
    def state(self) -> str:
        return str(self.told["State"]["Name"])

    @property
    def interface(self) -> dict[str, Any]:
        return self.told["NetworkInterfaces"][0]

    def change(self, **attribute: Any) -> None:
        self.ec2.modify_instance_attribute(InstanceId=self.id, **attribute)

    def attribute(self, name: str) -> Any:
        answer = self.ec2.describe_instance_attribute(InstanceId=self.id, Attribute=name)
        return answer[name[0].upper() + name[1:]]["Value"]

    def stop(self) -> None:
        self.ec2.stop_instances(InstanceIds=[self.id])

    def start(self) -> None:
        self.ec2.start_instances(InstanceIds=[self.id])

    def terminate(self) -> None:
        self.ec2.terminate_instances(InstanceIds=[self.id])

    def give_address(self, **more: Any) -> str:
        allocation = self.ec2.allocate_address(Domain="vpc")["AllocationId"]
        self.ec2.associate_address(AllocationId=allocation, InstanceId=self.id, **more)
        return str(allocation)

    def address(self, allocation: str) -> dict[str, Any]:
        return self.ec2.describe_addresses(AllocationIds=[allocation])["Addresses"][0]


@pytest.fixture
def machine(aws: Aws) -> Machine:
    return Machine(aws)


# Changes


def test_the_type_changes_while_the_instance_is_stopped(machine: Machine):
    with pytest.raises(ClientError, match="IncorrectInstanceState"):
        machine.change(InstanceType={"Value": "t3.2xlarge"})
    machine.stop()
    machine.change(InstanceType={"Value": "t3.2xlarge"})
    machine.start()
    assert (machine.told["InstanceType"], machine.state) == ("t3.2xlarge", "running")
    assert machine.told["CpuOptions"] == {"CoreCount": 4, "ThreadsPerCore": 2}


@pytest.mark.parametrize("wrong", ["t4g.micro", "t9.micro", "m1.small"])
def test_the_new_type_must_fit_the_image_and_the_place(wrong, machine: Machine):
    machine.stop()
    with pytest.raises(ClientError, match=r"InvalidParameterValue|Unsupported"):
        machine.change(InstanceType={"Value": wrong})
    assert machine.told["InstanceType"] == "t3.nano"


def test_user_data_changes_while_the_instance_is_stopped(machine: Machine):
    with pytest.raises(ClientError, match="IncorrectInstanceState"):
        machine.change(UserData={"Value": b"echo"})
    machine.stop()
    machine.change(UserData={"Value": b"echo"})
    assert machine.attribute("userData") == base64.b64encode(b"echo").decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("disableApiStop", True),
        ("disableApiTermination", True),
        ("instanceInitiatedShutdownBehavior", "terminate"),
        ("sourceDestCheck", False),
    ],
)
def test_other_attributes_change_at_any_time(name, value, machine: Machine):
    machine.change(**{name[0].upper() + name[1:]: {"Value": value}})
    assert machine.attribute(name) == value


def test_the_source_check_is_that_of_the_first_interface_too(machine: Machine):
    machine.change(SourceDestCheck={"Value": False})
    assert (machine.told["SourceDestCheck"], machine.interface["SourceDestCheck"]) == (False, False)


def test_protection_is_not_for_spot_instances(aws: Aws):
    spot = Machine(aws, InstanceMarketOptions={"MarketType": "spot"})
    for name in ("DisableApiTermination", "DisableApiStop"):
        with pytest.raises(ClientError, match="not supported for spot instances"):
            spot.change(**{name: {"Value": True}})
        spot.change(**{name: {"Value": False}})


def test_metadata_options_change_one_by_one(machine: Machine):
    machine.ec2.modify_instance_metadata_options(
        InstanceId=machine.id, HttpTokens="optional", HttpPutResponseHopLimit=5
    )
    machine.ec2.modify_instance_metadata_options(InstanceId=machine.id, HttpTokens="required")
    machine.ec2.modify_instance_metadata_options(
        InstanceId=machine.id, InstanceMetadataTags="enabled"
    )
    told = machine.told["MetadataOptions"]
    assert told == {
        "State": "applied",
        "HttpEndpoint": "enabled",
        "HttpProtocolIpv6": "disabled",
        "HttpPutResponseHopLimit": 5,
        "HttpTokens": "required",
        "InstanceMetadataTags": "enabled",
    }


def test_groups_change_at_the_instance_and_its_first_interface_alike(machine: Machine, aws: Aws):
    first, second = (security_group(aws, machine.scene) for _ in range(2))
    machine.change(Groups=[first])
    assert [g["GroupId"] for g in machine.told["SecurityGroups"]] == [first]
    assert [g["GroupId"] for g in machine.interface["Groups"]] == [first]
    machine.ec2.modify_network_interface_attribute(
        NetworkInterfaceId=machine.interface["NetworkInterfaceId"], Groups=[second]
    )
    assert [g["GroupId"] for g in machine.told["SecurityGroups"]] == [second]
    with pytest.raises(ClientError, match=r"InvalidGroup\.NotFound"):
        machine.change(Groups=["sg-0123456789abcdef0"])


def test_groups_of_a_second_interface_are_its_own(machine: Machine, aws: Aws):
    own = security_group(aws, machine.scene)
    second = aws.ec2.create_network_interface(SubnetId=machine.scene.subnet, Groups=[own])
    interface = second["NetworkInterface"]["NetworkInterfaceId"]
    aws.ec2.attach_network_interface(
        NetworkInterfaceId=interface, InstanceId=machine.id, DeviceIndex=1
    )
    other = security_group(aws, machine.scene)
    aws.ec2.modify_network_interface_attribute(NetworkInterfaceId=interface, Groups=[other])
    found = aws.ec2.describe_network_interfaces(NetworkInterfaceIds=[interface])
    assert [g["GroupId"] for g in found["NetworkInterfaces"][0]["Groups"]] == [other]
    assert other not in [g["GroupId"] for g in machine.told["SecurityGroups"]]


def test_credits_change_for_burstable_instances_only(machine: Machine, aws: Aws):
    steady = Machine(aws, InstanceType="m5.large")
    answer = aws.ec2.modify_instance_credit_specification(
        InstanceCreditSpecifications=[
            {"InstanceId": machine.id, "CpuCredits": "standard"},
            {"InstanceId": steady.id, "CpuCredits": "standard"},
        ]
    )
    assert answer["SuccessfulInstanceCreditSpecifications"] == [{"InstanceId": machine.id}]
    (failed,) = answer["UnsuccessfulInstanceCreditSpecifications"]
    assert (failed["InstanceId"], failed["Error"]["Code"]) == (
        steady.id,
        "InstanceCreditSpecification.NotSupported",
    )
    describe = aws.ec2.describe_instance_credit_specifications
    with pytest.raises(ClientError, match=r"InstanceCreditSpecification\.NotSupported"):
        describe(InstanceIds=[machine.id, steady.id])
    told = describe(InstanceIds=[machine.id])
    assert told["InstanceCreditSpecifications"] == [
        {"InstanceId": machine.id, "CpuCredits": "standard"}
    ]


def test_recovery_names_and_monitoring_change_at_any_time(machine: Machine):
    ec2, named = machine.ec2, {"InstanceId": machine.id}
    assert ec2.modify_instance_maintenance_options(AutoRecovery="disabled", **named)
    ec2.modify_private_dns_name_options(PrivateDnsHostnameType="resource-name", **named)
    ec2.modify_private_dns_name_options(EnableResourceNameDnsARecord=True, **named)
    ec2.monitor_instances(InstanceIds=[machine.id])
    told = machine.told
    assert told["MaintenanceOptions"]["AutoRecovery"] == "disabled"
    assert told["PrivateDnsNameOptions"] == {
        "HostnameType": "resource-name",
        "EnableResourceNameDnsARecord": True,
        "EnableResourceNameDnsAAAARecord": False,
    }
    assert told["PrivateDnsName"] == f"{machine.id}.{REGION}.compute.internal"
    assert told["Monitoring"]["State"] == "enabled"
    ec2.unmonitor_instances(InstanceIds=[machine.id])
    assert machine.told["Monitoring"]["State"] == "disabled"


def test_another_profile_is_told_by_the_instance(machine: Machine, aws: Aws):
    first, second = (instance_profile(aws, scene()) for _ in range(2))
    associated = aws.ec2.associate_iam_instance_profile(
        InstanceId=machine.id, IamInstanceProfile={"Arn": first}
    )["IamInstanceProfileAssociation"]
    aws.ec2.replace_iam_instance_profile_association(
        AssociationId=associated["AssociationId"], IamInstanceProfile={"Arn": second}
    )
    assert machine.told["IamInstanceProfile"]["Arn"] == second


def test_a_capacity_reservation_changes_while_the_instance_is_stopped(machine: Machine):
    wanted = {"CapacityReservationPreference": "none"}
    change = machine.ec2.modify_instance_capacity_reservation_attributes
    with pytest.raises(ClientError, match="IncorrectInstanceState"):
        change(InstanceId=machine.id, CapacityReservationSpecification=wanted)
    machine.stop()
    change(InstanceId=machine.id, CapacityReservationSpecification=wanted)
    assert machine.told["CapacityReservationSpecification"] == wanted


# Stops, starts and ends


def test_what_is_terminated_neither_starts_nor_stops(machine: Machine):
    machine.terminate()
    assert machine.state == "terminated"
    for act in (machine.start, machine.stop):
        with pytest.raises(ClientError, match="IncorrectInstanceState"):
            act()
    machine.terminate()
    assert machine.state == "terminated"


def test_only_a_persistent_spot_instance_stops(aws: Aws):
    options = {"MarketType": "spot", "SpotOptions": {"SpotInstanceType": "persistent"}}
    persistent = Machine(aws, InstanceMarketOptions=options)
    persistent.stop()
    assert persistent.state == "stopped"
    once = Machine(aws, InstanceMarketOptions={"MarketType": "spot"})
    with pytest.raises(ClientError, match="one-time Spot Instance request"):
        once.stop()


@pytest.mark.parametrize(
    ("protection", "act"), [("DisableApiStop", "stop"), ("DisableApiTermination", "terminate")]
)
def test_a_protected_instance_is_left_alone(protection, act, aws: Aws):
    machine = Machine(aws, **{protection: True})
    with pytest.raises(ClientError, match="OperationNotPermitted"):
        getattr(machine, act)()
    assert machine.state == "running"
    machine.change(**{protection: {"Value": False}})
    getattr(machine, act)()
    assert machine.state != "running"


def test_volumes_go_with_the_instance_or_stay_as_they_are_marked(aws: Aws):
    mapping = [
        {"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 5}},
        {"DeviceName": "/dev/sdg", "Ebs": {"VolumeSize": 6, "DeleteOnTermination": True}},
    ]
    machine = Machine(aws, BlockDeviceMappings=mapping)
    later = volume(aws)
    aws.ec2.attach_volume(VolumeId=later, InstanceId=machine.id, Device="/dev/sdh")
    at = {m["DeviceName"]: m["Ebs"]["VolumeId"] for m in machine.told["BlockDeviceMappings"]}
    machine.terminate()
    assert machine.told["BlockDeviceMappings"] == []
    for device, volume_id in at.items():
        if device in ("/dev/sdf", "/dev/sdh"):
            found = aws.ec2.describe_volumes(VolumeIds=[volume_id])["Volumes"][0]
            assert (found["State"], found["Attachments"]) == ("available", [])
        else:
            with pytest.raises(ClientError, match=r"InvalidVolume\.NotFound"):
                aws.ec2.describe_volumes(VolumeIds=[volume_id])
    assert later == at["/dev/sdh"]


def test_a_mark_can_be_changed_later(machine: Machine):
    root = machine.told["BlockDeviceMappings"][0]["Ebs"]["VolumeId"]
    keep = {"DeviceName": "/dev/xvda", "Ebs": {"DeleteOnTermination": False}}
    machine.change(BlockDeviceMappings=[keep])
    machine.terminate()
    assert machine.ec2.describe_volumes(VolumeIds=[root])["Volumes"][0]["State"] == "available"


def test_a_shared_volume_stays_for_the_others(aws: Aws):
    s = in_subnet(aws)
    first, second = Machine(aws, s), Machine(aws, s)
    shared = volume(aws, VolumeType="io2", Iops=100, MultiAttachEnabled=True)
    for machine in (first, second):
        aws.ec2.attach_volume(VolumeId=shared, InstanceId=machine.id, Device="/dev/sdf")
        goes = {"DeviceName": "/dev/sdf", "Ebs": {"DeleteOnTermination": True}}
        machine.change(BlockDeviceMappings=[goes])
    first.terminate()
    (left,) = aws.ec2.describe_volumes(VolumeIds=[shared])["Volumes"][0]["Attachments"]
    assert left["InstanceId"] == second.id
    second.terminate()
    with pytest.raises(ClientError, match=r"InvalidVolume\.NotFound"):
        aws.ec2.describe_volumes(VolumeIds=[shared])


def test_interfaces_go_with_the_instance_or_stay_as_they_are_marked(machine: Machine, aws: Aws):
    own = machine.interface["NetworkInterfaceId"]
    made = aws.ec2.create_network_interface(SubnetId=machine.scene.subnet)
    other = made["NetworkInterface"]["NetworkInterfaceId"]
    aws.ec2.attach_network_interface(NetworkInterfaceId=other, InstanceId=machine.id, DeviceIndex=1)
    machine.terminate()
    with pytest.raises(ClientError, match="InvalidNetworkInterfaceID"):
        aws.ec2.describe_network_interfaces(NetworkInterfaceIds=[own])
    (left,) = aws.ec2.describe_network_interfaces(NetworkInterfaceIds=[other])["NetworkInterfaces"]
    assert (left["Status"], left.get("Attachment")) == ("available", None)
    told = machine.told
    assert told["NetworkInterfaces"] == []
    assert {"PrivateIpAddress", "PublicIpAddress", "PrivateDnsName"} & set(told) == set()
    aws.ec2.delete_network_interface(NetworkInterfaceId=other)
    aws.ec2.delete_subnet(SubnetId=machine.scene.subnet)


def test_an_interface_that_a_template_keeps_stays(aws: Aws):
    s = in_subnet(aws)
    interfaces = [{"DeviceIndex": 0, "SubnetId": s.subnet, "DeleteOnTermination": False}]
    template = launch_template(aws, s, NetworkInterfaces=interfaces)
    made = aws.ec2.run_instances(
        MinCount=1, MaxCount=1, LaunchTemplate={"LaunchTemplateId": template}
    )["Instances"][0]
    interface = made["NetworkInterfaces"][0]["NetworkInterfaceId"]
    aws.ec2.terminate_instances(InstanceIds=[made["InstanceId"]])
    (left,) = aws.ec2.describe_network_interfaces(NetworkInterfaceIds=[interface])[
        "NetworkInterfaces"
    ]
    assert left["Status"] == "available"


def test_an_image_that_is_gone_launches_nothing(aws: Aws):
    machine = Machine(aws)
    own = aws.ec2.create_image(InstanceId=machine.id, Name=scene().name)["ImageId"]
    assert Machine(aws, ImageId=own).told["ImageId"] == own
    aws.ec2.deregister_image(ImageId=own)
    with pytest.raises(ClientError, match=r"InvalidAMIID\.Unavailable"):
        Machine(aws, ImageId=own)
    assert image(aws) != own


# Elastic addresses


def test_an_elastic_address_survives_its_instance(machine: Machine):
    allocation = machine.give_address()
    public = machine.address(allocation)["PublicIp"]
    assert machine.told["PublicIpAddress"] == public
    assert machine.interface["Association"]["IpOwnerId"] == machine.aws.account
    machine.terminate()
    left = machine.address(allocation)
    assert left["PublicIp"] == public
    associated = ("AssociationId", "InstanceId", "NetworkInterfaceId", "PrivateIpAddress")
    assert [name for name in associated if left.get(name)] == []


def test_an_elastic_address_stays_over_a_stop_and_a_start(aws: Aws):
    s = in_subnet(aws)
    aws.ec2.modify_subnet_attribute(SubnetId=s.subnet, MapPublicIpOnLaunch={"Value": True})
    machine = Machine(aws, s)
    lent = machine.told["PublicIpAddress"]
    public = machine.address(machine.give_address())["PublicIp"]
    assert public != lent
    machine.stop()
    assert machine.told["PublicIpAddress"] == public
    machine.start()
    assert machine.told["PublicIpAddress"] == public


def test_an_address_that_ec2_lends_is_another_one_after_a_stop(aws: Aws):
    s = in_subnet(aws)
    aws.ec2.modify_subnet_attribute(SubnetId=s.subnet, MapPublicIpOnLaunch={"Value": True})
    machine = Machine(aws, s)
    lent = machine.told["PublicIpAddress"]
    machine.stop()
    assert "PublicIpAddress" not in machine.told
    machine.start()
    assert machine.told["PublicIpAddress"] != lent


def test_an_address_that_moves_leaves_its_instance(aws: Aws):
    s = in_subnet(aws)
    first, second = Machine(aws, s), Machine(aws, s)
    allocation = first.give_address()
    moved = {"AllocationId": allocation, "InstanceId": second.id}
    with pytest.raises(ClientError, match=r"Resource\.AlreadyAssociated"):
        aws.ec2.associate_address(**moved, AllowReassociation=False)
    aws.ec2.associate_address(**moved, AllowReassociation=True)
    assert "PublicIpAddress" not in first.told
    assert second.told["PublicIpAddress"] == second.address(allocation)["PublicIp"]


def test_an_address_displaces_the_one_before_it(machine: Machine):
    first, second = machine.give_address(), machine.give_address()
    assert machine.told["PublicIpAddress"] == machine.address(second)["PublicIp"]
    assert machine.address(first)["InstanceId"] == ""
    assert machine.address(second)["InstanceId"] == machine.id


def test_an_address_of_an_interface_is_one_of_its_instance(machine: Machine, aws: Aws):
    allocation = aws.ec2.allocate_address(Domain="vpc")["AllocationId"]
    interface = machine.interface["NetworkInterfaceId"]
    aws.ec2.associate_address(AllocationId=allocation, NetworkInterfaceId=interface)
    assert machine.address(allocation)["InstanceId"] == machine.id
    assert machine.told["PublicIpAddress"] == machine.address(allocation)["PublicIp"]
