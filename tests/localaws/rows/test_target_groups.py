"""Target groups and what is registered in them."""

import pytest

from tests.localaws.lives import GENERATED, PREFIXED, Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.balancers import prefix, with_balancer
from tests.localaws.rows.machines import running_instance
from tests.localaws.rows.places import in_vpc
from tests.localaws.world import Aws, tags

TAGS = {"team": "a", "stage": "x"}
FEW = "target_group_health.{}.minimum_healthy_targets.{}"


def describe_group(aws: Aws, s: Scene) -> Values:
    (found,) = aws.elbv2.describe_target_groups(TargetGroupArns=[s.id])["TargetGroups"]
    listed = aws.elbv2.describe_target_group_attributes(TargetGroupArn=s.id)["Attributes"]
    (told,) = aws.elbv2.describe_tags(ResourceArns=[s.id])["TagDescriptions"]
    return {
        **found,
        **{attribute["Key"]: attribute["Value"] for attribute in listed},
        "Tags": tags(told["Tags"]),
    }


def modified_outside(aws: Aws, s: Scene, **wanted: object) -> None:
    aws.elbv2.modify_target_group(TargetGroupArn=s.id, **wanted)


WEB = Life(
    name="for instances",
    inputs=lambda s: {
        "deregistrationDelay": 30,
        "healthCheck": {
            "enabled": True,
            "healthyThreshold": 2,
            "interval": 10,
            "matcher": "200-299",
            "path": "/health",
            "port": "8081",
            "protocol": "HTTP",
            "timeout": 4,
            "unhealthyThreshold": 4,
        },
        "loadBalancingAlgorithmType": "weighted_random",
        "loadBalancingAnomalyMitigation": "on",
        "loadBalancingCrossZoneEnabled": "false",
        "name": s.name,
        "port": 8080,
        "protocol": "HTTP",
        "protocolVersion": "HTTP2",
        "stickiness": {"type": "lb_cookie", "cookieDuration": 60, "enabled": True},
        "tags": TAGS,
        "targetGroupHealth": {
            "dnsFailover": {
                "minimumHealthyTargetsCount": "2",
                "minimumHealthyTargetsPercentage": "off",
            },
            "unhealthyStateRouting": {
                "minimumHealthyTargetsCount": 3,
                "minimumHealthyTargetsPercentage": "50",
            },
        },
        "targetType": "instance",
        "vpcId": s.vpc,
    },
    told=lambda s: {
        FEW.format("dns_failover", "count"): "2",
        FEW.format("dns_failover", "percentage"): "off",
        FEW.format("unhealthy_state_routing", "count"): "3",
        FEW.format("unhealthy_state_routing", "percentage"): "50",
        "deregistration_delay.timeout_seconds": "30",
        "load_balancing.algorithm.anomaly_mitigation": "on",
        "load_balancing.algorithm.type": "weighted_random",
        "load_balancing.cross_zone.enabled": "false",
        "slow_start.duration_seconds": "0",
        "stickiness.enabled": "true",
        "stickiness.lb_cookie.duration_seconds": "60",
        "stickiness.type": "lb_cookie",
        "HealthCheckEnabled": True,
        "HealthCheckIntervalSeconds": 10,
        "HealthCheckPath": "/health",
        "HealthCheckPort": "8081",
        "HealthCheckProtocol": "HTTP",
        "HealthCheckTimeoutSeconds": 4,
        "HealthyThresholdCount": 2,
        "Matcher": {"HttpCode": "200-299"},
        "Port": 8080,
        "Protocol": "HTTP",
        "ProtocolVersion": "HTTP2",
        "Tags": TAGS,
        "TargetGroupName": s.name,
        "TargetType": "instance",
        "UnhealthyThresholdCount": 4,
        "VpcId": s.vpc,
    },
    outputs=lambda _, s: {
        "arn": s.id,
        "arnSuffix": s.id.rsplit(":", 1)[1],
        "ipAddressType": "ipv4",
        "loadBalancerArns": [],
        "tagsAll": TAGS,
    },
    changed=lambda _: {
        "deregistrationDelay": 3600,
        "healthCheck": {
            "enabled": True,
            "healthyThreshold": 10,
            "interval": 300,
            "matcher": "200,301",
            "path": "/other",
            "port": "8082",
            "protocol": "HTTPS",
            "timeout": 120,
            "unhealthyThreshold": 10,
        },
        "loadBalancingAlgorithmType": "round_robin",
        "loadBalancingAnomalyMitigation": "off",
        "loadBalancingCrossZoneEnabled": "true",
        "slowStart": 30,
        "stickiness": {"type": "app_cookie", "cookieDuration": 70, "cookieName": "SESSION"},
        "tags": {"team": "b"},
        "targetGroupHealth": {
            "dnsFailover": {
                "minimumHealthyTargetsCount": "off",
                "minimumHealthyTargetsPercentage": "20",
            },
            "unhealthyStateRouting": {
                "minimumHealthyTargetsCount": 1,
                "minimumHealthyTargetsPercentage": "off",
            },
        },
    },
    told_changed=lambda _: {
        FEW.format("dns_failover", "count"): "off",
        FEW.format("dns_failover", "percentage"): "20",
        FEW.format("unhealthy_state_routing", "count"): "1",
        FEW.format("unhealthy_state_routing", "percentage"): "off",
        "deregistration_delay.timeout_seconds": "3600",
        "load_balancing.algorithm.anomaly_mitigation": "off",
        "load_balancing.algorithm.type": "round_robin",
        "load_balancing.cross_zone.enabled": "true",
        "slow_start.duration_seconds": "30",
        "stickiness.app_cookie.cookie_name": "SESSION",
        "stickiness.app_cookie.duration_seconds": "70",
        "stickiness.enabled": "true",
        "stickiness.type": "app_cookie",
        "HealthCheckIntervalSeconds": 300,
        "HealthCheckPath": "/other",
        "HealthCheckPort": "8082",
        "HealthCheckProtocol": "HTTPS",
        "HealthCheckTimeoutSeconds": 120,
        "HealthyThresholdCount": 10,
        "Matcher": {"HttpCode": "200,301"},
        "Tags": {"team": "b"},
        "UnhealthyThresholdCount": 10,
    },
    removed=("deregistrationDelay", "slowStart", "tags"),
    told_removed=lambda _: {
        "deregistration_delay.timeout_seconds": "300",
        "slow_start.duration_seconds": "0",
        "Tags": {},
    },
    outside=lambda aws, s: modified_outside(aws, s, HealthCheckPath="/from-outside"),
    found=lambda _: {
        "healthCheck": {
            "enabled": True,
            "healthyThreshold": 10,
            "interval": 300,
            "matcher": "200,301",
            "path": "/from-outside",
            "port": "8082",
            "protocol": "HTTPS",
            "timeout": 120,
            "unhealthyThreshold": 10,
        }
    },
    imported_otherwise=("stickiness.enabled",),
)

GROUP = Case(
    token="aws:lb/targetGroup:TargetGroup",
    prepare=in_vpc,
    describe=describe_group,
    filled=lambda s: {"name": f"{s.logical}-{GENERATED}", "targetType": "instance"},
    lives=(
        WEB,
        Life(
            name="minimal",
            inputs=lambda s: {"port": 80, "protocol": "HTTP", "vpcId": s.vpc},
            told=lambda s: {
                "deregistration_delay.timeout_seconds": "300",
                "load_balancing.algorithm.type": "round_robin",
                "stickiness.enabled": "false",
                "HealthCheckPath": "/",
                "HealthCheckPort": "traffic-port",
                "HealthyThresholdCount": 5,
                "ProtocolVersion": "HTTP1",
                "TargetGroupName": f"{s.logical}-{GENERATED}",
                "UnhealthyThresholdCount": 2,
            },
            outputs=lambda _, __: {
                "deregistrationDelay": 300,
                "protocolVersion": "HTTP1",
                "slowStart": 0,
                "stickiness": {"cookieDuration": 86400, "enabled": False, "type": "lb_cookie"},
            },
            # What the official provider fills into a health check that is given in part.
            changed=lambda _: {"healthCheck": {"path": "/health"}},
            told_changed=lambda _: {
                "HealthCheckIntervalSeconds": 30,
                "HealthCheckPath": "/health",
                "HealthCheckPort": "traffic-port",
                "HealthCheckProtocol": "HTTP",
                "HealthCheckTimeoutSeconds": 5,
                "HealthyThresholdCount": 3,
                "UnhealthyThresholdCount": 3,
            },
            imported_otherwise=tuple(
                f"healthCheck.{name}"
                for name in (
                    *("enabled", "healthyThreshold", "interval", "matcher"),
                    *("port", "protocol", "timeout", "unhealthyThreshold"),
                )
            ),
        ),
        Life(
            name="of gRPC for addresses",
            inputs=lambda s: {
                "healthCheck": {"matcher": "0-5", "path": "/a.b/c", "protocol": "HTTP"},
                "ipAddressType": "ipv4",
                "namePrefix": prefix(s),
                "port": 50051,
                "protocol": "HTTP",
                "protocolVersion": "GRPC",
                "stickiness": {"type": "lb_cookie", "enabled": False},
                "targetType": "ip",
                "vpcId": s.vpc,
            },
            filled=lambda s: {"name": f"{prefix(s)}{PREFIXED}"},
            told=lambda s: {
                "stickiness.enabled": "false",
                "IpAddressType": "ipv4",
                "Matcher": {"GrpcCode": "0-5"},
                "ProtocolVersion": "GRPC",
                "TargetGroupName": f"{prefix(s)}{PREFIXED}",
                "TargetType": "ip",
            },
            changed=lambda _: {
                "healthCheck": {"matcher": "12", "path": "/a.b/d", "protocol": "HTTP"}
            },
            told_changed=lambda _: {
                "HealthCheckPath": "/a.b/d",
                "HealthyThresholdCount": 3,
                "Matcher": {"GrpcCode": "12"},
            },
            imported_otherwise=(
                *(
                    f"healthCheck.{name}"
                    for name in (
                        *("enabled", "healthyThreshold", "interval", "port"),
                        *("timeout", "unhealthyThreshold"),
                    )
                ),
                "stickiness.cookieDuration",
            ),
        ),
        Life(
            name="of a network load balancer",
            inputs=lambda s: {
                "connectionTermination": True,
                "name": s.name,
                "port": 5432,
                "preserveClientIp": "false",
                "protocol": "TCP",
                "proxyProtocolV2": False,
                "stickiness": {"type": "source_ip", "enabled": True},
                "targetHealthStates": [
                    {"enableUnhealthyConnectionTermination": False, "unhealthyDrainingInterval": 60}
                ],
                "vpcId": s.vpc,
            },
            told=lambda _: {
                "deregistration_delay.connection_termination.enabled": "true",
                "preserve_client_ip.enabled": "false",
                "proxy_protocol_v2.enabled": "false",
                "stickiness.enabled": "true",
                "stickiness.type": "source_ip",
                "target_health_state.unhealthy.connection_termination.enabled": "false",
                "target_health_state.unhealthy.draining_interval_seconds": "60",
                "Protocol": "TCP",
            },
            changed=lambda _: {
                "connectionTermination": False,
                "preserveClientIp": "true",
                "proxyProtocolV2": True,
                "stickiness": {"type": "source_ip", "enabled": False},
                "targetHealthStates": [
                    {"enableUnhealthyConnectionTermination": True, "unhealthyDrainingInterval": 0}
                ],
            },
            told_changed=lambda _: {
                "deregistration_delay.connection_termination.enabled": "false",
                "preserve_client_ip.enabled": "true",
                "proxy_protocol_v2.enabled": "true",
                "stickiness.enabled": "false",
                "target_health_state.unhealthy.connection_termination.enabled": "true",
                "target_health_state.unhealthy.draining_interval_seconds": "0",
            },
            removed=("proxyProtocolV2",),
            told_removed=lambda _: {"proxy_protocol_v2.enabled": "false"},
        ),
        Life(
            name="minimal of a network load balancer",
            inputs=lambda s: {"port": 53, "protocol": "UDP", "vpcId": s.vpc},
            told=lambda _: {
                "deregistration_delay.connection_termination.enabled": "true",
                "Protocol": "UDP",
            },
            outputs=lambda _, __: {
                "connectionTermination": True,
                "preserveClientIp": "true",
                "targetHealthStates": [
                    {"enableUnhealthyConnectionTermination": True, "unhealthyDrainingInterval": 0}
                ],
            },
        ),
        Life(
            name="of a function",
            inputs=lambda s: {
                "healthCheck": {
                    "enabled": True,
                    "interval": 60,
                    "matcher": "200",
                    "path": "/",
                    "timeout": 31,
                },
                "lambdaMultiValueHeadersEnabled": False,
                "name": s.name,
                "targetType": "lambda",
            },
            told=lambda _: {
                "lambda.multi_value_headers.enabled": "false",
                "HealthCheckEnabled": True,
                "HealthCheckIntervalSeconds": 60,
                "TargetType": "lambda",
            },
            changed=lambda _: {
                "healthCheck": {"enabled": False, "interval": 60, "matcher": "200", "timeout": 31},
                "lambdaMultiValueHeadersEnabled": True,
            },
            told_changed=lambda _: {
                "lambda.multi_value_headers.enabled": "true",
                "HealthCheckEnabled": False,
            },
            removed=("lambdaMultiValueHeadersEnabled",),
            told_removed=lambda _: {"lambda.multi_value_headers.enabled": "false"},
            imported_otherwise=(
                *("healthCheck.healthyThreshold", "healthCheck.path"),
                *("healthCheck.unhealthyThreshold", "healthCheck.protocol"),
            ),
        ),
    ),
)


def with_instances(aws: Aws) -> Scene:
    """A load balancer that sends to a group, and two instances in its zones."""
    s = with_balancer(aws)
    aws.elbv2.create_listener(
        LoadBalancerArn=s.balancer,
        Protocol="HTTP",
        Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": s.targets}],
    )
    s.instance = running_instance(aws, s)
    s.other_instance = running_instance(aws, s, SubnetId=s.subnet_b)
    return s


def describe_registration(aws: Aws, s: Scene) -> Values | None:
    group, _, target = s.id.partition("_")
    found = aws.elbv2.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"]
    registered = {one["Target"]["Id"]: one for one in found}
    if target not in registered:
        return None
    told = registered[target]
    return {**told["Target"], "Group": group, "State": told["TargetHealth"]["State"]}


ATTACHMENT = Case(
    token="aws:lb/targetGroupAttachment:TargetGroupAttachment",
    prepare=with_instances,
    describe=describe_registration,
    lives=(
        Life(
            name="at its own port",
            inputs=lambda s: {"port": 8080, "targetGroupArn": s.targets, "targetId": s.instance},
            told=lambda s: {
                "Group": s.targets,
                "Id": s.instance,
                "Port": 8080,
                "State": "healthy",
            },
        ),
        Life(
            name="at the port of the group",
            inputs=lambda s: {"targetGroupArn": s.targets, "targetId": s.other_instance},
            told=lambda s: {"Id": s.other_instance, "Port": 80, "State": "healthy"},
            outputs=lambda _, __: {"port": 80},
            imported_otherwise=("port",),
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(GROUP, ATTACHMENT))
def test_target_groups_are_what_elastic_load_balancing_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
