"""All state of the emulator in one file, and back: in the same process, and in the next one."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from moto.s3.models import s3_backends

from localaws import snapshot
from localaws.registry import rows
from localaws.world import PROJECT
from tests.localaws.lives import Scene
from tests.localaws.rows.machines import launch_template, placement_group, running_instance, volume
from tests.localaws.rows.places import another_subnet, attached_gateway, in_subnet
from tests.localaws.world import ORGANIZATION, REGION, WORKLOAD, Aws, scene

MANAGED = "arn:aws:iam::aws:policy/ReadOnlyAccess"


def built(aws: Aws) -> dict[str, str]:
    """Something of every service that the rows use."""
    s = in_subnet(aws)
    gateway = attached_gateway(aws, s)
    key = aws.kms.create_key(Description=s.name)["KeyMetadata"]["KeyId"]
    aws.kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)
    aws.iam.create_role(RoleName=s.name, AssumeRolePolicyDocument="{}")
    aws.iam.attach_role_policy(RoleName=s.name, PolicyArn=MANAGED)
    aws.s3.create_bucket(Bucket=s.name, CreateBucketConfiguration={"LocationConstraint": REGION})
    aws.s3.put_object(Bucket=s.name, Key="kept", Body=b"content")
    aws.logs.create_log_group(logGroupName=s.name)
    topic = aws.sns.create_topic(Name=s.name)["TopicArn"]
    queue = aws.sqs.create_queue(QueueName=s.name)["QueueUrl"]
    aws.sqs.send_message(QueueUrl=queue, MessageBody="waiting")
    aws.ssm.put_parameter(Name=s.name, Value="hidden", Type="SecureString")
    budget = {"BudgetName": s.name, "BudgetType": "COST", "TimeUnit": "MONTHLY"}
    limit = {"BudgetLimit": {"Amount": "7", "Unit": "USD"}}
    tags = [{"Key": "a", "Value": "b"}]
    aws.budgets.create_budget(AccountId=WORKLOAD, Budget=budget | limit, ResourceTags=tags)
    flags = {"BlockPublicAcls": True, "BlockPublicPolicy": False}
    aws.s3control.put_public_access_block(AccountId=WORKLOAD, PublicAccessBlockConfiguration=flags)
    aws.ec2.enable_snapshot_block_public_access(State="block-all-sharing")
    certificate = aws.acm.request_certificate(DomainName="example.com")["CertificateArn"]
    rule = f"ALARM({alarmed(aws, s)})"
    aws.cloudwatch.put_composite_alarm(AlarmName=f"{s.name}-any", AlarmRule=rule)
    return {
        "name": s.name,
        "vpc": s.vpc,
        "gateway": gateway,
        "key": key,
        "topic": topic,
        "certificate": certificate,
        "balancer": balanced(aws, s),
        "instance": addressed(aws, s),
        "backups": backed_up(aws, s),
        "group": scaled(aws, s),
    }


def scaled(aws: Aws, s: Scene) -> str:
    """A group with an instance and a suspended process."""
    template = {"LaunchTemplateId": launch_template(aws, s)}
    group = {"AutoScalingGroupName": f"{s.name}-group"}
    aws.autoscaling.create_auto_scaling_group(
        **group, MinSize=1, MaxSize=1, LaunchTemplate=template, VPCZoneIdentifier=s.subnet
    )
    aws.autoscaling.suspend_processes(**group, ScalingProcesses=["AZRebalance"])
    return group["AutoScalingGroupName"]


def addressed(aws: Aws, s: Scene) -> str:
    """An instance in a placement group, with an elastic address and a second volume."""
    instance = running_instance(aws, s, Placement={"GroupName": placement_group(aws)})
    address = aws.ec2.allocate_address(Domain="vpc")["AllocationId"]
    aws.ec2.associate_address(AllocationId=address, InstanceId=instance)
    aws.ec2.attach_volume(VolumeId=volume(aws), InstanceId=instance, Device="/dev/sdf")
    return instance


def backed_up(aws: Aws, s: Scene) -> str:
    """A lifecycle policy for all volumes."""
    role = aws.iam.get_role(RoleName=s.name)["Role"]["Arn"]
    policy = {"Description": "daily", "State": "ENABLED", "DefaultPolicy": "VOLUME"}
    made = aws.dlm.create_lifecycle_policy(ExecutionRoleArn=role, **policy)
    return str(made["PolicyId"])


def alarmed(aws: Aws, s: Scene) -> str:
    """The name of an alarm with a state."""
    aws.cloudwatch.put_metric_alarm(
        AlarmName=s.name,
        Namespace="Own",
        MetricName="waiting",
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        ComparisonOperator="GreaterThanThreshold",
        Threshold=1,
    )
    aws.cloudwatch.set_alarm_state(AlarmName=s.name, StateValue="ALARM", StateReason="tried")
    return s.name


def balanced(aws: Aws, s: Scene) -> str:
    """A load balancer whose attributes are not the defaults, with a listener."""
    subnets = [s.subnet, another_subnet(aws, s)]
    [balancer] = aws.elbv2.create_load_balancer(Name=s.name, Subnets=subnets)["LoadBalancers"]
    arn = balancer["LoadBalancerArn"]
    idle = [{"Key": "idle_timeout.timeout_seconds", "Value": "61"}]
    aws.elbv2.modify_load_balancer_attributes(LoadBalancerArn=arn, Attributes=idle)
    fixed = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}]
    aws.elbv2.create_listener(LoadBalancerArn=arn, Protocol="HTTP", Port=80, DefaultActions=fixed)
    return arn


def told(aws: Aws, b: dict[str, str]) -> dict[str, dict]:
    """What AWS tells of all that, by service."""
    name = b["name"]
    url = aws.sqs.get_queue_url(QueueName=name)["QueueUrl"]
    arn = f"arn:aws:budgets::{WORKLOAD}:budget/{name}"
    answers = {
        "acm": aws.acm.describe_certificate(CertificateArn=b["certificate"])["Certificate"],
        "autoscaling": aws.autoscaling.describe_auto_scaling_groups(
            AutoScalingGroupNames=[b["group"]]
        )["AutoScalingGroups"],
        "budgets": (
            aws.budgets.describe_budget(AccountId=WORKLOAD, BudgetName=name)["Budget"],
            aws.budgets.list_tags_for_resource(ResourceARN=arn)["ResourceTags"],
        ),
        "cloudwatch": (
            aws.cloudwatch.describe_alarms(AlarmNamePrefix=name)["MetricAlarms"],
            aws.cloudwatch.describe_alarms(AlarmNamePrefix=name, AlarmTypes=["CompositeAlarm"])[
                "CompositeAlarms"
            ],
        ),
        "ec2": (
            aws.ec2.describe_vpcs(VpcIds=[b["vpc"]])["Vpcs"],
            aws.ec2.describe_internet_gateways(InternetGatewayIds=[b["gateway"]])[
                "InternetGateways"
            ],
            aws.ec2.get_snapshot_block_public_access_state()["State"],
            aws.ec2.describe_instances(InstanceIds=[b["instance"]])["Reservations"],
            aws.ec2.describe_volumes(
                Filters=[{"Name": "attachment.instance-id", "Values": [b["instance"]]}]
            )["Volumes"],
        ),
        "dlm": aws.dlm.get_lifecycle_policy(PolicyId=b["backups"])["Policy"],
        "elbv2": (
            aws.elbv2.describe_load_balancer_attributes(LoadBalancerArn=b["balancer"])[
                "Attributes"
            ],
            aws.elbv2.describe_listeners(LoadBalancerArn=b["balancer"])["Listeners"],
        ),
        "iam": (
            aws.iam.get_role(RoleName=name)["Role"],
            aws.iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"],
        ),
        "kms": (
            aws.kms.describe_key(KeyId=b["key"])["KeyMetadata"],
            aws.kms.get_key_rotation_status(KeyId=b["key"])["RotationPeriodInDays"],
        ),
        "logs": aws.logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"],
        "s3": aws.s3.get_object(Bucket=name, Key="kept")["Body"].read().decode(),
        "s3control": aws.s3control.get_public_access_block(AccountId=WORKLOAD)[
            "PublicAccessBlockConfiguration"
        ],
        "sns": aws.sns.get_topic_attributes(TopicArn=b["topic"])["Attributes"],
        "sqs": aws.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"],
        "ssm": aws.ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"],
    }
    return json.loads(json.dumps(answers, default=str))


def test_every_service_of_a_row_is_in_the_test_below(aws: Aws):
    assert set(told(aws, built(aws))) == {row.service for row in rows().values()}


def test_what_changed_after_a_snapshot_is_as_it_was_after_its_restoration(aws: Aws, tmp_path: Path):
    b = built(aws)
    before = told(aws, b)
    snapshot.save(tmp_path / "snapshot", 17, 4)
    aws.kms.update_key_description(KeyId=b["key"], Description="changed")
    aws.ec2.terminate_instances(InstanceIds=[b["instance"]])
    aws.sns.delete_topic(TopicArn=b["topic"])
    aws.iam.detach_role_policy(RoleName=b["name"], PolicyArn=MANAGED)
    aws.s3.delete_object(Bucket=b["name"], Key="kept")
    assert aws.kms.describe_key(KeyId=b["key"])["KeyMetadata"]["Description"] == "changed"
    assert snapshot.restore(tmp_path / "snapshot") == snapshot.Restored(17, 4)
    assert told(aws, b) == before


CHILD = """
import json, sys
from localaws import snapshot
from localaws.emulator import Emulator
from tests.localaws.test_snapshot import told
from tests.localaws.world import ORGANIZATION, REGION, WORKLOAD, Aws
emulator = Emulator(ORGANIZATION)
emulator.prepare()
snapshot.restore(__import__("pathlib").Path(sys.argv[1]))
emulator.start(int(sys.argv[2]))
aws = Aws(emulator.session(WORKLOAD, REGION))
print(json.dumps({
    "told": told(aws, json.loads(sys.argv[3])),
    "encrypted": aws.kms.decrypt(CiphertextBlob=bytes.fromhex(sys.argv[4]))["Plaintext"].decode(),
    "images": len(aws.ec2.describe_images(Owners=["amazon"])["Images"]),
    "latest": aws.ssm.get_parameter(Name=sys.argv[5])["Parameter"]["Value"],
    "accounts": len(Aws(emulator.session()).organizations.list_accounts()["Accounts"]),
}))
"""
PUBLIC = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"


def test_the_next_process_finds_everything_under_the_same_ids(aws: Aws, tmp_path: Path):
    b = built(aws)
    secret = aws.kms.encrypt(KeyId=b["key"], Plaintext=b"secret")["CiphertextBlob"]
    snapshot.save(tmp_path / "snapshot", 0, 0)
    arguments = [tmp_path / "snapshot", "0", json.dumps(b), secret.hex(), PUBLIC]
    child = subprocess.run(
        [sys.executable, "-c", CHILD, *map(str, arguments)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 0, child.stderr
    found = json.loads(child.stdout)
    assert found["told"] == told(aws, b)
    assert found["encrypted"] == "secret"
    assert found["images"] == len(aws.ec2.describe_images(Owners=["amazon"])["Images"])
    assert found["latest"] == aws.ssm.get_parameter(Name=PUBLIC)["Parameter"]["Value"]
    assert found["accounts"] == len(ORGANIZATION.accounts)


def test_the_name_of_a_bucket_stays_taken_for_all_accounts(aws: Aws, tmp_path: Path):
    name = scene().name.lower()
    place = {"LocationConstraint": REGION}
    aws.s3.create_bucket(Bucket=name, CreateBucketConfiguration=place)
    snapshot.save(tmp_path / "snapshot", 0, 0)
    del s3_backends.bucket_accounts[name]  # as in a process that has just started
    snapshot.restore(tmp_path / "snapshot")
    assert s3_backends.bucket_accounts[name] == ("aws", WORKLOAD)


def test_a_snapshot_is_small_without_what_aws_itself_brings(aws: Aws, tmp_path: Path):
    built(aws)
    snapshot.save(tmp_path / "snapshot", 0, 0)
    assert (tmp_path / "snapshot").stat().st_size < 20_000_000
    assert [path.name for path in tmp_path.iterdir()] == ["snapshot"]


def test_without_a_snapshot_nothing_is_restored(tmp_path: Path):
    assert snapshot.restore(tmp_path / "snapshot") is None


@pytest.mark.parametrize("what", ["moto", "the extensions"])
def test_a_snapshot_of_other_code_is_refused(
    what: str, aws: Aws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    name = scene().name
    aws.sns.create_topic(Name=name)
    if what == "moto":
        monkeypatch.setattr(snapshot, "version", lambda _: "0.0.1")
    else:
        (tmp_path / "more.py").write_text("more = 1\n", encoding="utf-8")
        monkeypatch.setattr(snapshot, "_EXTENSIONS", tmp_path)
    snapshot._code.cache_clear()
    snapshot.save(tmp_path / "snapshot", 1, 1)
    monkeypatch.undo()
    snapshot._code.cache_clear()
    aws.sns.delete_topic(TopicArn=f"arn:aws:sns:{REGION}:{WORKLOAD}:{name}")
    assert snapshot.restore(tmp_path / "snapshot") is None
    topics = [topic["TopicArn"] for topic in aws.sns.list_topics()["Topics"]]
    assert f"arn:aws:sns:{REGION}:{WORKLOAD}:{name}" not in topics


def test_an_unfinished_snapshot_leaves_the_last_one_alone(
    aws: Aws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "snapshot"
    snapshot.save(path, 1, 1)
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(snapshot._Pickler, "dump", fail)
    with pytest.raises(OSError, match="no space left"):
        snapshot.save(path, 2, 2)
    assert path.read_bytes() == before
