import json

import pytest

from components.compute import (
    CloudWatchAgent,
    InstanceAccess,
    LaunchOptions,
    LaunchSettings,
    UserDataPart,
)
from components.compute.launch_options import CpuOptions
from components.compute.user_data_text import UserDataTooLongError
from components.network.traffic import Protocol, TrafficRule
from components.shared.component import BadArgumentsError
from tests.accounts import BOUNDARY, HOME
from tests.components.compute.launching import (
    ADDRESS,
    ALARM,
    ASSOCIATION,
    COMPONENT,
    EGRESS,
    GROUP,
    INGRESS,
    INSTANCE,
    ROLE,
    launched,
)
from tests.instances import FULL_INSTANCE
from tests.recording import image_id, public_ip, resource_id

AL2023_ARM64 = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
KEY = "arn:aws:kms:eu-central-1:444444444444:key/1234abcd-12ab-34cd-56ef-1234567890ab"
TOPIC = "arn:aws:sns:eu-central-1:444444444444:alarms"


def test_an_instance_that_says_as_little_as_it_can_is_exactly_this() -> None:
    recording = launched()
    assert recording.counts() == {
        "aws:cloudwatch/metricAlarm:MetricAlarm": 2,
        "aws:ec2/instance:Instance": 1,
        "aws:ec2/securityGroup:SecurityGroup": 1,
        "aws:iam/instanceProfile:InstanceProfile": 1,
        "aws:iam/role:Role": 1,
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 1,
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": 1,
    }
    assert recording.only(INSTANCE, "n-instance").inputs == {
        "ami": image_id(AL2023_ARM64),
        "instanceType": "t4g.nano",
        "availabilityZone": "eu-central-1a",
        "subnetId": "subnet-0123456789abcdef0",
        "vpcSecurityGroupIds": [resource_id(GROUP, "n-instance")],
        "iamInstanceProfile": "n-instance",
        "associatePublicIpAddress": False,
        "sourceDestCheck": True,
        "userDataReplaceOnChange": False,
        "rootBlockDevice": {
            "volumeType": "gp3",
            "encrypted": True,
            "deleteOnTermination": True,
            "tags": {"Name": "n-root"},
        },
        "metadataOptions": {
            "httpEndpoint": "enabled",
            "httpTokens": "required",
            "httpPutResponseHopLimit": 1,
            "instanceMetadataTags": "disabled",
        },
        "monitoring": True,
        "hibernation": False,
        "maintenanceOptions": {"autoRecovery": "default"},
        "creditSpecification": {"cpuCredits": "standard"},
        "disableApiTermination": False,
        "disableApiStop": False,
        "instanceInitiatedShutdownBehavior": "stop",
        "region": HOME,
        "tags": {"Name": "n"},
    }


def test_an_instance_with_everything_is_exactly_this() -> None:
    given = {field: getattr(FULL_INSTANCE, field) for field in FULL_INSTANCE.__dataclass_fields__}
    recording = launched(args={"volume_key_arn": KEY}, **given)
    assert recording.counts() == {
        "aws:cloudwatch/metricAlarm:MetricAlarm": 4,
        "aws:dlm/lifecyclePolicy:LifecyclePolicy": 1,
        "aws:ebs/volume:Volume": 2,
        "aws:ec2/eip:Eip": 1,
        "aws:ec2/eipAssociation:EipAssociation": 1,
        "aws:ec2/instance:Instance": 1,
        "aws:ec2/securityGroup:SecurityGroup": 1,
        "aws:ec2/volumeAttachment:VolumeAttachment": 2,
        "aws:iam/instanceProfile:InstanceProfile": 1,
        "aws:iam/role:Role": 2,
        "aws:iam/rolePolicy:RolePolicy": 1,
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 3,
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": 1,
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": 1,
    }
    inputs = recording.only(INSTANCE).inputs
    document = inputs.pop("userData")
    assert document.index("amazon-cloudwatch-agent") < document.index("install --assumeyes nginx")
    assert inputs == {
        "ami": "ami-0123456789abcdef0",
        "instanceType": "t3.micro",
        "availabilityZone": "eu-central-1a",
        "subnetId": "subnet-0123456789abcdef0",
        "vpcSecurityGroupIds": [resource_id(GROUP, "n-instance")],
        "iamInstanceProfile": "n-instance",
        "associatePublicIpAddress": False,
        "sourceDestCheck": False,
        "privateIp": "10.0.0.10",
        "privateDnsNameOptions": {"hostnameType": "ip-name", "enableResourceNameDnsARecord": True},
        "userDataReplaceOnChange": True,
        "rootBlockDevice": {
            "volumeSize": 20,
            "volumeType": "gp3",
            "iops": 4000,
            "throughput": 250,
            "encrypted": True,
            "kmsKeyId": KEY,
            "deleteOnTermination": True,
            "tags": {"Name": "n-root", "landing-zone:snapshots": "landing-zone/sandbox/n"},
        },
        "metadataOptions": {
            "httpEndpoint": "enabled",
            "httpTokens": "required",
            "httpPutResponseHopLimit": 2,
            "instanceMetadataTags": "enabled",
        },
        "monitoring": False,
        "hibernation": True,
        "maintenanceOptions": {"autoRecovery": "disabled"},
        "creditSpecification": {"cpuCredits": "unlimited"},
        "cpuOptions": {"coreCount": 1, "threadsPerCore": 1},
        "tenancy": "dedicated",
        "placementGroup": "close",
        "capacityReservationSpecification": {
            "capacityReservationTarget": {"capacityReservationId": "cr-0123456789abcdef0"}
        },
        "disableApiTermination": False,
        "disableApiStop": False,
        "instanceInitiatedShutdownBehavior": "terminate",
        "region": HOME,
        "tags": {"Name": "n"},
    }


def test_the_exercise_is_a_nano_instance_that_answers_the_pings_of_one_network_only() -> None:
    ping = TrafficRule(
        description="Ping from the office", protocol=Protocol.ICMP, cidr_blocks=["198.51.100.7/32"]
    )
    recording = launched(public_address=True, access=InstanceAccess(ingress=[ping]))
    (rule,) = recording.created(INGRESS)
    assert rule.inputs == {
        "securityGroupId": resource_id(GROUP, "n-instance"),
        "ipProtocol": "icmp",
        "fromPort": -1,
        "toPort": -1,
        "cidrIpv4": "198.51.100.7/32",
        "description": "Ping from the office",
        "region": HOME,
        "tags": {"Name": "n-instance-in-icmp-198.51.100.7/32"},
    }
    assert recording.outputs_of(COMPONENT, "n")["public_ip"] == public_ip("n-address")


def test_nothing_is_let_in_and_only_https_is_let_out() -> None:
    recording = launched()
    assert recording.created(INGRESS) == []
    (rule,) = recording.created(EGRESS)
    assert (rule.inputs["ipProtocol"], rule.inputs["fromPort"], rule.inputs["toPort"]) == (
        "tcp",
        443,
        443,
    )
    assert recording.only(GROUP).inputs["vpcId"] == "vpc-0123456789abcdef0"


def test_people_reach_it_by_session_manager_and_not_with_keys() -> None:
    recording = launched()
    attached = recording.only("aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs
    assert attached["policyArn"] == "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
    assert recording.only(ROLE).inputs["permissionsBoundary"] == BOUNDARY
    assert "keyName" not in recording.only(INSTANCE).inputs


def test_the_agent_may_publish_into_its_own_namespace() -> None:
    recording = launched(launch=LaunchSettings(agent=CloudWatchAgent()), user_data_replaces=False)
    policy = json.loads(recording.only("aws:iam/rolePolicy:RolePolicy").inputs["policy"])
    assert [statement["Action"] for statement in policy["Statement"]] == [
        ["cloudwatch:PutMetricData"],
        ["ec2:DescribeTags"],
    ]


def test_a_type_without_credits_is_not_told_what_to_do_without_them() -> None:
    assert "creditSpecification" not in launched(instance_type="m7g.medium").only(INSTANCE).inputs


def test_an_enclave_and_encrypted_memory_are_switched_on() -> None:
    options = LaunchOptions(enclave=True, cpu=CpuOptions(amd_sev_snp=True))
    inputs = launched(instance_type="m6a.large", launch=LaunchSettings(options=options)).only(
        INSTANCE
    )
    assert inputs.inputs["enclaveOptions"] == {"enabled": True}
    assert inputs.inputs["cpuOptions"] == {"amdSevSnp": "enabled"}


@pytest.mark.parametrize(
    ("hibernates", "behavior"), [(None, "stop"), (True, "hibernate")], ids=["stop", "hibernate"]
)
def test_an_interrupted_spot_instance_comes_back(hibernates: bool | None, behavior: str) -> None:
    launch = LaunchSettings(options=LaunchOptions(hibernation=hibernates))
    inputs = launched(spot=True, launch=launch).only(INSTANCE).inputs
    assert inputs["instanceMarketOptions"] == {
        "marketType": "spot",
        "spotOptions": {
            "spotInstanceType": "persistent",
            "instanceInterruptionBehavior": behavior,
        },
    }


def test_an_address_of_its_own_is_apart_from_the_instance() -> None:
    recording = launched(public_address=True)
    assert recording.only(ADDRESS, "n-address").inputs == {
        "domain": "vpc",
        "region": HOME,
        "tags": {"Name": "n-address"},
    }
    assert recording.only(ASSOCIATION, "n-address").inputs == {
        "allocationId": resource_id(ADDRESS, "n-address"),
        "instanceId": resource_id(INSTANCE, "n-instance"),
        "region": HOME,
    }


def test_an_address_that_is_brought_along_is_only_led_to_the_instance() -> None:
    recording = launched(args={"allocation_id": "eipalloc-0123456789abcdef0"})
    assert recording.created(ADDRESS) == []
    assert recording.only(ASSOCIATION).inputs["allocationId"] == "eipalloc-0123456789abcdef0"
    assert recording.outputs_of(COMPONENT, "n")["public_ip"] == public_ip("n-address")


def test_the_outputs_say_where_it_is_and_who_it_is() -> None:
    assert launched(private_ip="10.0.0.10").outputs_of(COMPONENT, "n") == {
        "instance_id": resource_id(INSTANCE, "n-instance"),
        "image_id": image_id(AL2023_ARM64),
        "availability_zone": "eu-central-1a",
        "private_ip": "10.0.0.10",
        "security_group_id": resource_id(GROUP, "n-instance"),
        "role_name": "n-instance",
        "volume_ids": {},
    }


def test_alarms_ring_for_failed_checks_and_cpu_and_tell_the_topic() -> None:
    recording = launched(args={"alarm_topic_arn": TOPIC})
    assert recording.only(ALARM, "n-status-check").inputs == {
        "alarmDescription": "Instance n: failed status checks",
        "namespace": "AWS/EC2",
        "metricName": "StatusCheckFailed",
        "dimensions": {"InstanceId": resource_id(INSTANCE, "n-instance")},
        "statistic": "Maximum",
        "period": 60,
        "evaluationPeriods": 3,
        "threshold": 1,
        "comparisonOperator": "GreaterThanOrEqualToThreshold",
        "treatMissingData": "notBreaching",
        "alarmActions": [TOPIC],
        "okActions": [TOPIC],
        "region": HOME,
        "tags": {"Name": "n-status-check"},
    }
    assert recording.names(ALARM) == ["n-cpu", "n-status-check"]


def test_alarms_ring_for_memory_and_disk_space_where_the_agent_measures_them() -> None:
    recording = launched(launch=LaunchSettings(agent=CloudWatchAgent()), user_data_replaces=False)
    found = {
        alarm.name: (alarm.inputs["metricName"], alarm.inputs["threshold"])
        for alarm in recording.created(ALARM)
        if alarm.inputs["namespace"] == "CWAgent"
    }
    assert found == {"n-disk": ("disk_used_percent", 85), "n-memory": ("mem_used_percent", 90)}


def test_scripts_known_only_while_deploying_run_before_the_others() -> None:
    launch = LaunchSettings(user_data=[UserDataPart(content="#!/bin/sh\necho given")])
    recording = launched(
        launch=launch,
        user_data_replaces=False,
        args={"boot_scripts": ["#!/bin/sh\nmount /srv"]},
    )
    document = recording.only(INSTANCE).inputs["userData"]
    assert document.index("mount /srv") < document.index("echo given")


def test_scripts_that_make_the_user_data_too_long_are_refused() -> None:
    with pytest.raises(
        UserDataTooLongError, match=r'Ec2Instance "n": boot_scripts is 16,\d+ bytes'
    ):
        launched(user_data_replaces=False, args={"boot_scripts": ["#!" + "x" * 16_200]})


def test_a_type_that_the_account_may_not_use_is_refused() -> None:
    with pytest.raises(BadArgumentsError, match=r'instance\.instance_type is "p5\.48xlarge"; acc'):
        launched(instance_type="p5.48xlarge")


def test_a_type_that_nobody_knows_is_refused_without_its_architecture() -> None:
    with pytest.raises(BadArgumentsError, match=r'instance\.instance_type is "t4g\.tiny"; the cat'):
        launched(instance_type="t4g.tiny")
