"""Load balancers."""

import pytest

from tests.localaws.lives import GENERATED, PREFIXED, Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.balancers import in_zones, prefix
from tests.localaws.world import Aws, tags

TAGS = {"team": "a", "stage": "x"}


def attributes(aws: Aws, arn: str) -> Values:
    listed = aws.elbv2.describe_load_balancer_attributes(LoadBalancerArn=arn)["Attributes"]
    return {attribute["Key"]: attribute["Value"] for attribute in listed}


def describe_balancer(aws: Aws, s: Scene) -> Values:
    (found,) = aws.elbv2.describe_load_balancers(LoadBalancerArns=[s.id])["LoadBalancers"]
    (told,) = aws.elbv2.describe_tags(ResourceArns=[s.id])["TagDescriptions"]
    return {
        **found,
        **attributes(aws, s.id),
        "Groups": found["SecurityGroups"],
        "Subnets": [zone["SubnetId"] for zone in found["AvailabilityZones"]],
        "Tags": tags(told["Tags"]),
    }


def outputs(aws: Aws, s: Scene) -> Values:
    (found,) = aws.elbv2.describe_load_balancers(LoadBalancerArns=[s.id])["LoadBalancers"]
    return {
        "arn": s.id,
        "arnSuffix": s.id.rsplit(":loadbalancer/", 1)[1],
        "dnsName": found["DNSName"],
        "vpcId": s.vpc,
        "zoneId": found["CanonicalHostedZoneId"],
    }


def changed_outside(aws: Aws, s: Scene, key: str, value: str) -> None:
    wanted = [{"Key": key, "Value": value}]
    aws.elbv2.modify_load_balancer_attributes(LoadBalancerArn=s.id, Attributes=wanted)


def logs(kind: str, bucket: str, prefix: str, enabled: str) -> Values:
    return {
        f"{kind}.s3.bucket": bucket,
        f"{kind}.s3.enabled": enabled,
        f"{kind}.s3.prefix": prefix,
    }


FULL = Life(
    name="full",
    inputs=lambda s: {
        "accessLogs": {"bucket": s.bucket, "enabled": True, "prefix": "alb"},
        "clientKeepAlive": 60,
        "connectionLogs": {"bucket": s.bucket, "enabled": True, "prefix": "connections"},
        "desyncMitigationMode": "strictest",
        "dropInvalidHeaderFields": True,
        "enableCrossZoneLoadBalancing": True,
        "enableHttp2": False,
        "enableTlsVersionAndCipherSuiteHeaders": True,
        "enableWafFailOpen": True,
        "enableXffClientPort": True,
        "enableZonalShift": True,
        "healthCheckLogs": {"bucket": s.bucket, "enabled": True, "prefix": "health"},
        "idleTimeout": 30,
        "internal": True,
        "ipAddressType": "ipv4",
        "loadBalancerType": "application",
        "name": s.name,
        "preserveHostHeader": True,
        "securityGroups": [s.group],
        "subnets": [s.subnet, s.subnet_b],
        "tags": TAGS,
        "xffHeaderProcessingMode": "preserve",
    },
    told=lambda s: {
        **logs("access_logs", s.bucket, "alb", "true"),
        **logs("connection_logs", s.bucket, "connections", "true"),
        **logs("health_check_logs", s.bucket, "health", "true"),
        "client_keep_alive.seconds": "60",
        "idle_timeout.timeout_seconds": "30",
        "routing.http.desync_mitigation_mode": "strictest",
        "routing.http.drop_invalid_header_fields.enabled": "true",
        "routing.http.preserve_host_header.enabled": "true",
        "routing.http.x_amzn_tls_version_and_cipher_suite.enabled": "true",
        "routing.http.xff_client_port.enabled": "true",
        "routing.http.xff_header_processing.mode": "preserve",
        "routing.http2.enabled": "false",
        "waf.fail_open.enabled": "true",
        "zonal_shift.config.enabled": "true",
        "Groups": [s.group],
        "IpAddressType": "ipv4",
        "LoadBalancerName": s.name,
        "Scheme": "internal",
        "Subnets": [s.subnet, s.subnet_b],
        "Tags": TAGS,
        "Type": "application",
        "VpcId": s.vpc,
    },
    outputs=outputs,
    changed=lambda s: {
        "accessLogs": {"bucket": s.other_bucket, "enabled": True, "prefix": "new"},
        "clientKeepAlive": 120,
        "connectionLogs": {"bucket": s.other_bucket, "enabled": False, "prefix": "off"},
        "desyncMitigationMode": "monitor",
        "dropInvalidHeaderFields": False,
        "enableHttp2": True,
        "enableTlsVersionAndCipherSuiteHeaders": False,
        "enableWafFailOpen": False,
        "enableXffClientPort": False,
        "enableZonalShift": False,
        "healthCheckLogs": {"bucket": s.other_bucket, "enabled": True, "prefix": "new"},
        "idleTimeout": 4000,
        "ipAddressType": "dualstack",
        "preserveHostHeader": False,
        "securityGroups": [s.other_group, s.group],
        "subnets": [s.subnet_b, s.subnet_c],
        "tags": {"team": "b"},
        "xffHeaderProcessingMode": "remove",
    },
    told_changed=lambda s: {
        **logs("access_logs", s.other_bucket, "new", "true"),
        **logs("connection_logs", s.other_bucket, "off", "false"),
        **logs("health_check_logs", s.other_bucket, "new", "true"),
        "client_keep_alive.seconds": "120",
        "idle_timeout.timeout_seconds": "4000",
        "routing.http.desync_mitigation_mode": "monitor",
        "routing.http.drop_invalid_header_fields.enabled": "false",
        "routing.http.preserve_host_header.enabled": "false",
        "routing.http.x_amzn_tls_version_and_cipher_suite.enabled": "false",
        "routing.http.xff_client_port.enabled": "false",
        "routing.http.xff_header_processing.mode": "remove",
        "routing.http2.enabled": "true",
        "waf.fail_open.enabled": "false",
        "zonal_shift.config.enabled": "false",
        "Groups": [s.other_group, s.group],
        "IpAddressType": "dualstack",
        "Subnets": [s.subnet_b, s.subnet_c],
        "Tags": {"team": "b"},
    },
    removed=(
        "accessLogs",
        "clientKeepAlive",
        "connectionLogs",
        "desyncMitigationMode",
        "healthCheckLogs",
        "idleTimeout",
        "tags",
        "xffHeaderProcessingMode",
    ),
    told_removed=lambda _: {
        "access_logs.s3.enabled": "false",
        "access_logs.s3.prefix": "",
        "client_keep_alive.seconds": "3600",
        "connection_logs.s3.enabled": "false",
        "connection_logs.s3.prefix": "",
        "health_check_logs.s3.enabled": "false",
        "health_check_logs.s3.prefix": "",
        "idle_timeout.timeout_seconds": "60",
        "routing.http.desync_mitigation_mode": "defensive",
        "routing.http.xff_header_processing.mode": "append",
        "Tags": {},
    },
    outside=lambda aws, s: changed_outside(aws, s, "routing.http2.enabled", "false"),
    found=lambda _: {"enableHttp2": False},
)

SWITCHES = {
    "dropInvalidHeaderFields": "routing.http.drop_invalid_header_fields.enabled",
    "enableDeletionProtection": "deletion_protection.enabled",
    "enableTlsVersionAndCipherSuiteHeaders": "routing.http.x_amzn_tls_version_and_cipher_suite.enabled",
    "enableWafFailOpen": "waf.fail_open.enabled",
    "enableXffClientPort": "routing.http.xff_client_port.enabled",
    "enableZonalShift": "zonal_shift.config.enabled",
    "preserveHostHeader": "routing.http.preserve_host_header.enabled",
}

BALANCER = Case(
    token="aws:lb/loadBalancer:LoadBalancer",
    prepare=in_zones,
    describe=describe_balancer,
    filled=lambda s: {
        "loadBalancerType": "application",
        "name": f"{s.logical}-{GENERATED}",
    },
    lives=(
        FULL,
        Life(
            name="minimal",
            inputs=lambda s: {"subnets": [s.subnet, s.subnet_b]},
            told=lambda s: {
                "access_logs.s3.enabled": "false",
                "deletion_protection.enabled": "false",
                "LoadBalancerName": f"{s.logical}-{GENERATED}",
                "Scheme": "internet-facing",
                "Type": "application",
            },
            outputs=lambda _, s: {
                "enableCrossZoneLoadBalancing": True,
                "idleTimeout": 60,
                "internal": False,
                "ipAddressType": "ipv4",
                "name": f"{s.logical}-{GENERATED}",
                "tagsAll": {},
            },
            changed=lambda _: {"accessLogs": {"bucket": "not-asked-for"}},
            told_changed=lambda _: {
                "access_logs.s3.bucket": "not-asked-for",
                "access_logs.s3.enabled": "false",
            },
            imported_otherwise=("accessLogs.enabled",),
        ),
        Life(
            name="switched on and off",
            inputs=lambda s: {
                **dict.fromkeys(SWITCHES, True),
                "enableHttp2": False,
                "namePrefix": prefix(s),
                "subnets": [s.subnet, s.subnet_b],
            },
            filled=lambda s: {"loadBalancerType": "application", "name": f"{prefix(s)}{PREFIXED}"},
            told=lambda s: {
                "LoadBalancerName": f"{prefix(s)}{PREFIXED}",
                **dict.fromkeys(SWITCHES.values(), "true"),
                "routing.http2.enabled": "false",
            },
            changed=lambda _: {"enableDeletionProtection": False},
            told_changed=lambda _: {"deletion_protection.enabled": "false"},
            removed=(*SWITCHES, "enableHttp2"),
            told_removed=lambda _: {
                **dict.fromkeys(SWITCHES.values(), "false"),
                "routing.http2.enabled": "true",
            },
        ),
        Life(
            name="of type network by mappings",
            inputs=lambda s: {
                "dnsRecordClientRoutingPolicy": "availability_zone_affinity",
                "enableCrossZoneLoadBalancing": True,
                "internal": False,
                "loadBalancerType": "network",
                "name": s.name,
                "secondaryIpsAutoAssignedPerSubnet": 1,
                "subnetMappings": [{"subnetId": s.subnet}],
            },
            told=lambda s: {
                "dns_record.client_routing_policy": "availability_zone_affinity",
                "load_balancing.cross_zone.enabled": "true",
                "secondary_ips.auto_assigned.per_subnet": "1",
                "Groups": [],
                "Scheme": "internet-facing",
                "Subnets": [s.subnet],
                "Type": "network",
            },
            changed=lambda s: {
                "dnsRecordClientRoutingPolicy": "partial_availability_zone_affinity",
                "enableCrossZoneLoadBalancing": False,
                "secondaryIpsAutoAssignedPerSubnet": 2,
                "subnetMappings": [{"subnetId": s.subnet}, {"subnetId": s.subnet_b}],
            },
            told_changed=lambda s: {
                "dns_record.client_routing_policy": "partial_availability_zone_affinity",
                "load_balancing.cross_zone.enabled": "false",
                "secondary_ips.auto_assigned.per_subnet": "2",
                "Subnets": [s.subnet, s.subnet_b],
            },
            removed=("dnsRecordClientRoutingPolicy", "secondaryIpsAutoAssignedPerSubnet"),
            told_removed=lambda _: {
                "dns_record.client_routing_policy": "any_availability_zone",
                "secondary_ips.auto_assigned.per_subnet": "0",
            },
            outside=lambda aws, s: aws.elbv2.set_subnets(
                LoadBalancerArn=s.id, Subnets=[s.subnet_b, s.subnet_c]
            ),
            found=lambda s: {
                "subnetMappings": [{"subnetId": s.subnet_b}, {"subnetId": s.subnet_c}]
            },
            imported_otherwise=("subnetMappings",),
        ),
        Life(
            name="from mappings to subnets",
            inputs=lambda s: {
                "name": s.name,
                "subnetMappings": [{"subnetId": s.subnet}, {"subnetId": s.subnet_b}],
            },
            told=lambda s: {"Subnets": [s.subnet, s.subnet_b]},
            changed=lambda s: {"subnetMappings": None, "subnets": [s.subnet_b, s.subnet_c]},
            told_changed=lambda s: {"Subnets": [s.subnet_b, s.subnet_c]},
            imported_otherwise=("subnetMappings",),
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(BALANCER))
def test_load_balancers_are_what_elastic_load_balancing_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
