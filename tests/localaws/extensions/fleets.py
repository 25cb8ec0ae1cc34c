"""An Auto Scaling group and what it stands on, made and read with AWS's own calls."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from moto.core.utils import utcnow

from localaws.extensions.autoscaling import clock
from tests.localaws.rows.machines import image
from tests.localaws.rows.places import in_vpc
from tests.localaws.world import Aws, tags

ZONES = "abc"


class Fleet:
    """A group in three zones, which a test creates as it likes."""

    def __init__(self, aws: Aws) -> None:
        s = in_vpc(aws)
        self.aws, self.name, self.vpc = aws, s.name, s.vpc
        self.asg, self.ec2 = aws.autoscaling, aws.ec2
        self.subnets = [
            self.ec2.create_subnet(
                VpcId=s.vpc, CidrBlock=f"10.7.{i}.0/24", AvailabilityZone=aws.region + zone
            )["Subnet"]["SubnetId"]
            for i, zone in enumerate(ZONES)
        ]
        self.images = {kind: image(aws, kind) for kind in ("x86_64", "arm64")}
        self.template = self.new_template("x86_64", InstanceType="m5.large")
        self.sizes = {"MinSize": 0, "MaxSize": 40, "DesiredCapacity": 1}

    def new_template(self, architecture: str = "x86_64", **data: Any) -> str:
        """A launch template's id; its name is the group's with a number."""
        listed = self.ec2.describe_launch_templates(
            Filters=[{"Name": "launch-template-name", "Values": [f"{self.name}-*"]}]
        )["LaunchTemplates"]
        image = {"ImageId": self.images[architecture]}
        made = self.ec2.create_launch_template(
            LaunchTemplateName=f"{self.name}-{len(listed)}-{architecture}",
            LaunchTemplateData={**image, **data},
        )
        return made["LaunchTemplate"]["LaunchTemplateId"]

    def new_version(self, **data: Any) -> str:
        """A version of the first template: its number."""
        made = self.ec2.create_launch_template_version(
            LaunchTemplateId=self.template,
            LaunchTemplateData={"ImageId": self.images["x86_64"], **data},
        )
        return str(made["LaunchTemplateVersion"]["VersionNumber"])

    def new_configuration(self, suffix: str = "", **more: Any) -> str:
        """A launch configuration: its name."""
        name = f"{self.name}{suffix}"
        image = {"ImageId": self.images["x86_64"], "InstanceType": "c5.large"}
        self.asg.create_launch_configuration(LaunchConfigurationName=name, **image, **more)
        return name

    def by_template(self, version: str = "1") -> dict[str, Any]:
        return {"LaunchTemplate": {"LaunchTemplateId": self.template, "Version": version}}

    def mixed(self, *overrides: dict[str, Any] | str, **distribution: Any) -> dict[str, Any]:
        listed = [{"InstanceType": o} if isinstance(o, str) else o for o in overrides]
        named = {"LaunchTemplateId": self.template, "Version": "1"}
        launch = {"LaunchTemplateSpecification": named, "Overrides": listed}
        return {
            "MixedInstancesPolicy": {
                "LaunchTemplate": launch,
                "InstancesDistribution": distribution,
            }
        }

    def create(self, **request: Any) -> None:
        """Creates the group: from version 1 of the template, with one instance, unless asked otherwise."""
        wanted = {
            "AutoScalingGroupName": self.name,
            "VPCZoneIdentifier": ",".join(self.subnets),
            **self.sizes,
            **request,
        }
        if not {"MixedInstancesPolicy", "LaunchTemplate", "LaunchConfigurationName"} & set(wanted):
            wanted |= self.by_template()
        self.asg.create_auto_scaling_group(**wanted)

    def update(self, **request: Any) -> None:
        self.asg.update_auto_scaling_group(AutoScalingGroupName=self.name, **request)

    def desire(self, capacity: int) -> None:
        self.asg.set_desired_capacity(AutoScalingGroupName=self.name, DesiredCapacity=capacity)

    def told(self) -> dict[str, Any]:
        (group,) = self.asg.describe_auto_scaling_groups(AutoScalingGroupNames=[self.name])[
            "AutoScalingGroups"
        ]
        return group

    def members(self) -> list[dict[str, Any]]:
        return self.told()["Instances"]

    def ids(self) -> list[str]:
        return [member["InstanceId"] for member in self.members()]

    def states(self) -> list[str]:
        return [member["LifecycleState"] for member in self.members()]

    def machines(self, ids: list[str] | None = None) -> list[dict[str, Any]]:
        """What EC2 tells of the instances, of the group's if no others are named."""
        ids = self.ids() if ids is None else ids
        if not ids:
            return []
        found = self.ec2.describe_instances(InstanceIds=ids)["Reservations"]
        machines = {m["InstanceId"]: m for r in found for m in r["Instances"]}
        return [machines[name] for name in ids]

    def kinds(self) -> dict[str, int]:
        """How many instances are on demand and how many spot, as EC2 tells it."""
        return dict(Counter(m.get("InstanceLifecycle", "on-demand") for m in self.machines()))

    def types(self) -> list[str]:
        return [member["InstanceType"] for member in self.members()]

    def versions(self) -> list[str]:
        return [member["LaunchTemplate"]["Version"] for member in self.members()]

    def state_of(self, instance: str) -> str:
        return self.machines([instance])[0]["State"]["Name"]

    def tags_of(self, instance: str) -> dict[str, str]:
        return tags(self.machines([instance])[0]["Tags"])

    def activities(self) -> list[dict[str, Any]]:
        return self.asg.describe_scaling_activities(AutoScalingGroupName=self.name)["Activities"]

    def new_target_group(self, suffix: str = "") -> str:
        made = self.aws.elbv2.create_target_group(
            Name=f"{self.name}{suffix}", Protocol="HTTP", Port=80, VpcId=self.vpc
        )
        return made["TargetGroups"][0]["TargetGroupArn"]

    def targets(self, target_group: str) -> list[str]:
        told = self.aws.elbv2.describe_target_health(TargetGroupArn=target_group)
        return sorted(target["Target"]["Id"] for target in told["TargetHealthDescriptions"])

    def new_alarm(self) -> str:
        self.aws.cloudwatch.put_metric_alarm(
            AlarmName=self.name,
            Namespace="Own",
            MetricName="Errors",
            Statistic="Sum",
            Period=60,
            EvaluationPeriods=1,
            Threshold=1,
            ComparisonOperator="GreaterThanThreshold",
        )
        return self.name

    def ring(self, alarm: str) -> None:
        self.aws.cloudwatch.set_alarm_state(
            AlarmName=alarm, StateValue="ALARM", StateReason="a test"
        )

    def new_queue(self) -> str:
        self.aws.sqs.create_queue(QueueName=self.name)
        return f"arn:aws:sqs:{self.aws.region}:{self.aws.account}:{self.name}"

    def received(self) -> list[str]:
        """The messages in the queue of the group's name, which are gone then."""
        url = self.aws.sqs.get_queue_url(QueueName=self.name)["QueueUrl"]
        bodies = []
        while found := self.aws.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get(
            "Messages"
        ):
            for message in found:
                bodies.append(message["Body"])
                self.aws.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return bodies

    def remove(self) -> None:
        """Deletes the group, however it is protected."""
        groups = self.asg.describe_auto_scaling_groups(AutoScalingGroupNames=[self.name])
        if groups["AutoScalingGroups"]:
            self.update(DeletionProtection="none")
            self.asg.delete_auto_scaling_group(AutoScalingGroupName=self.name, ForceDelete=True)


class Clock:
    """The time of Auto Scaling, which only this moves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._now = utcnow()
        monkeypatch.setattr(clock, "utcnow", self.now)

    def now(self) -> datetime:
        return self._now

    def move(self, seconds: int) -> None:
        self._now += timedelta(seconds=seconds)
