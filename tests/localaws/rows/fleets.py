"""What Auto Scaling groups are made of, with AWS's own calls, and what AWS tells of them."""

from typing import Any

from tests.localaws.lives import GENERATED, Scene, Values
from tests.localaws.rows.machines import image, launch_template
from tests.localaws.rows.permissions import trust
from tests.localaws.rows.places import another_subnet, in_subnet
from tests.localaws.world import Aws, scene


def with_template(aws: Aws) -> Scene:
    """Two subnets in two zones, and a launch template with two versions."""
    s = in_subnet(aws)
    s.other_subnet = another_subnet(aws, s)
    s.template, s.template_name = launch_template(aws, s), f"{s.name}-template"
    another_version(aws, s.template, InstanceType="t3.micro")
    return s


def another_version(aws: Aws, template: str, **data: Any) -> None:
    """A further version of a launch template."""
    aws.ec2.create_launch_template_version(
        LaunchTemplateId=template, SourceVersion="1", LaunchTemplateData=data
    )


def with_templates(aws: Aws) -> Scene:
    """A template for each of two architectures, both with two versions."""
    s = with_template(aws)
    s.arm_name = f"{s.name}-arm"
    data = {"ImageId": image(aws, "arm64"), "InstanceType": "t4g.nano"}
    made = aws.ec2.create_launch_template(LaunchTemplateName=s.arm_name, LaunchTemplateData=data)
    s.arm = made["LaunchTemplate"]["LaunchTemplateId"]
    another_version(aws, s.arm, InstanceType="t4g.micro")
    return s


def with_surroundings(aws: Aws) -> Scene:
    """What a group can be tied to: target groups, queue, roles, launch configurations, placement groups, alarm."""
    s = with_template(aws)
    s.targets, s.other_targets = (target_group(aws, s) for _ in range(2))
    s.balancer, s.other_balancer = (classic_balancer(aws, s) for _ in range(2))
    s.queue, s.role = hook_target(aws, s)
    s.place, s.other_place = f"{s.name}-place", f"{s.name}-other-place"
    for place in (s.place, s.other_place):
        aws.ec2.create_placement_group(GroupName=place, Strategy="spread")
    s.linked_role, s.other_linked_role = (linked_role(aws, f"{s.name}-{n}") for n in "ab")
    s.configuration, s.other_configuration = (
        launch_configuration(aws, kind) for kind in ("t3.nano", "t3.micro")
    )
    s.alarm = f"{s.name}-alarm"
    aws.cloudwatch.put_metric_alarm(
        AlarmName=s.alarm,
        Namespace="Team",
        MetricName="Errors",
        ComparisonOperator="GreaterThanThreshold",
        EvaluationPeriods=1,
        Period=60,
        Statistic="Sum",
        Threshold=1,
    )
    return s


def target_group(aws: Aws, s: Scene) -> str:
    """A target group for instances; its ARN."""
    request = {"Name": scene().name, "Protocol": "HTTP", "Port": 80, "VpcId": s.vpc}
    return str(aws.elbv2.create_target_group(**request)["TargetGroups"][0]["TargetGroupArn"])


def classic_balancer(aws: Aws, s: Scene) -> str:
    """A Classic Load Balancer; its name."""
    name = scene().name
    listener = {"Protocol": "HTTP", "LoadBalancerPort": 80, "InstancePort": 80}
    aws.elb.create_load_balancer(LoadBalancerName=name, Listeners=[listener], Subnets=[s.subnet])
    return name


def launch_configuration(aws: Aws, instance_type: str) -> str:
    """What groups had before there were launch templates; its name."""
    name = scene().name
    request = {"ImageId": image(aws), "InstanceType": instance_type}
    aws.autoscaling.create_launch_configuration(LaunchConfigurationName=name, **request)
    return name


def hook_target(aws: Aws, s: Scene) -> tuple[str, str]:
    """A queue for the messages of lifecycle hooks, and the role that sends them; their ARNs."""
    url = aws.sqs.create_queue(QueueName=f"{s.name}-hooks")["QueueUrl"]
    asked = {"QueueUrl": url, "AttributeNames": ["QueueArn"]}
    queue = aws.sqs.get_queue_attributes(**asked)["Attributes"]["QueueArn"]
    role = aws.iam.create_role(
        RoleName=f"{s.name}-hooks", AssumeRolePolicyDocument=trust("autoscaling")
    )
    return str(queue), str(role["Role"]["Arn"])


def linked_role(aws: Aws, suffix: str) -> str:
    """A service-linked role of Auto Scaling beside its default one; its ARN."""
    request = {"AWSServiceName": "autoscaling.amazonaws.com", "CustomSuffix": suffix}
    return str(aws.iam.create_service_linked_role(**request)["Role"]["Arn"])


def with_group(aws: Aws) -> Scene:
    """An empty group, and another."""
    s = with_template(aws)
    s.group, s.other_group = f"{s.name}-fleet", f"{s.name}-other-fleet"
    for name in (s.group, s.other_group):
        aws.autoscaling.create_auto_scaling_group(
            AutoScalingGroupName=name,
            LaunchTemplate={"LaunchTemplateId": s.template, "Version": "1"},
            MinSize=0,
            MaxSize=4,
            VPCZoneIdentifier=s.subnet,
        )
    return s


def filled(s: Scene) -> Values:
    """What the official provider fills into every group."""
    return {
        "healthCheckGracePeriod": 300,
        "metricsGranularity": "1Minute",
        "name": f"{s.logical}-{GENERATED}",
        "protectFromScaleIn": False,
    }


def tag(key: str, value: str, *, propagated: bool) -> Values:
    return {"key": key, "value": value, "propagateAtLaunch": propagated}


def describe_group(aws: Aws, s: Scene) -> Values | None:
    """What AWS tells of a group, its hooks and its refreshes."""
    named = {"AutoScalingGroupName": s.id}
    asked = {"AutoScalingGroupNames": [s.id]}
    found = aws.autoscaling.describe_auto_scaling_groups(**asked)["AutoScalingGroups"]
    if not found:
        return None
    group = found[0]
    hooks = aws.autoscaling.describe_lifecycle_hooks(**named)["LifecycleHooks"]
    refreshes = aws.autoscaling.describe_instance_refreshes(**named)["InstanceRefreshes"]
    return {
        **group,
        "Hooks": {hook.pop("LifecycleHookName"): hook for hook in hooks},
        "Metrics": sorted(metric["Metric"] for metric in group["EnabledMetrics"]),
        "Number": len(group["Instances"]),
        "Refreshes": [refresh["Status"] for refresh in refreshes],
        "Preferences": refreshes[0]["Preferences"] if refreshes else None,
        "Desired": refreshes[0].get("DesiredConfiguration") if refreshes else None,
        "Sources": sorted((one["Identifier"], one["Type"]) for one in group["TrafficSources"]),
        "Suspended": sorted(one["ProcessName"] for one in group["SuspendedProcesses"]),
        "Tags": {t["Key"]: (t["Value"], t["PropagateAtLaunch"]) for t in group["Tags"]},
        "Types": sorted(instance["InstanceType"] for instance in group["Instances"]),
    }
