"""Load balancers."""

from localaws.links.conversions import Converted
from localaws.rows import Aspect, Call, Row, Tagging
from localaws.tables.attributes import Attribute, Target, attribute, attributes

TAGGING = Tagging(
    add=Call("AddTags", {"ResourceArns": ["{id}"]}),
    remove=Call("RemoveTags", {"ResourceArns": ["{id}"]}),
    read=Call("DescribeTags", {"ResourceArns": ["{id}"]}, "TagDescriptions[0].Tags"),
)
"""The same for everything in load balancing."""

_BALANCER = {"LoadBalancerArn": "{id}"}

_SCHEME = Converted(
    "scheme",
    lambda internal: "internal" if internal else "internet-facing",
    lambda scheme: scheme == "internal",
)


def _logs(kind: str) -> Target:
    return attributes(
        {
            "bucket": Attribute(f"{kind}.s3.bucket"),
            "enabled": Attribute(f"{kind}.s3.enabled", "bool"),
            "prefix": Attribute(f"{kind}.s3.prefix"),
        },
        enabled=False,
        prefix="",
    )


_ATTRIBUTES = {
    "accessLogs": _logs("access_logs"),
    "clientKeepAlive": attribute("client_keep_alive.seconds", "int"),
    "connectionLogs": _logs("connection_logs"),
    "desyncMitigationMode": attribute("routing.http.desync_mitigation_mode"),
    "dnsRecordClientRoutingPolicy": attribute("dns_record.client_routing_policy"),
    "dropInvalidHeaderFields": attribute("routing.http.drop_invalid_header_fields.enabled", "bool"),
    "enableCrossZoneLoadBalancing": attribute("load_balancing.cross_zone.enabled", "bool"),
    "enableDeletionProtection": attribute("deletion_protection.enabled", "bool"),
    "enableHttp2": attribute("routing.http2.enabled", "bool"),
    "enableTlsVersionAndCipherSuiteHeaders": attribute(
        "routing.http.x_amzn_tls_version_and_cipher_suite.enabled", "bool"
    ),
    "enableWafFailOpen": attribute("waf.fail_open.enabled", "bool"),
    "enableXffClientPort": attribute("routing.http.xff_client_port.enabled", "bool"),
    "enableZonalShift": attribute("zonal_shift.config.enabled", "bool"),
    "healthCheckLogs": _logs("health_check_logs"),
    "idleTimeout": attribute("idle_timeout.timeout_seconds", "int"),
    "preserveHostHeader": attribute("routing.http.preserve_host_header.enabled", "bool"),
    "secondaryIpsAutoAssignedPerSubnet": attribute("secondary_ips.auto_assigned.per_subnet", "int"),
    "xffHeaderProcessingMode": attribute("routing.http.xff_header_processing.mode"),
}

ROWS = (
    Row(
        token="aws:lb/loadBalancer:LoadBalancer",
        service="elbv2",
        create=Call("CreateLoadBalancer"),
        read=Call("DescribeLoadBalancers", {"LoadBalancerArns": ["{id}"]}, "LoadBalancers[0]"),
        delete=Call("DeleteLoadBalancer", _BALANCER),
        id="LoadBalancers[0].LoadBalancerArn",
        autoname="name",
        tagging=TAGGING,
        links={"internal": ("Scheme", _SCHEME)},
        read_links={
            "subnetMappings": "AvailabilityZones",
            "subnets": (
                "AvailabilityZones",
                Converted(
                    "subnet of each zone",
                    lambda ids: [{"SubnetId": subnet} for subnet in ids],
                    lambda zones: [zone["SubnetId"] for zone in zones],
                ),
            ),
            "zoneId": "CanonicalHostedZoneId",
        },
        aspects=(
            Aspect(
                tuple(_ATTRIBUTES),
                put=Call("ModifyLoadBalancerAttributes", _BALANCER),
                get=Call("DescribeLoadBalancerAttributes", _BALANCER),
                links=_ATTRIBUTES,
            ),
            Aspect(
                ("ipAddressType",), put=Call("SetIpAddressType", _BALANCER), sent_by_create=True
            ),
            Aspect(
                ("securityGroups",), put=Call("SetSecurityGroups", _BALANCER), sent_by_create=True
            ),
            Aspect(
                ("subnetMappings", "subnets"),
                put=Call("SetSubnets", _BALANCER),
                sent_by_create=True,
            ),
        ),
        refused={
            "customerOwnedIpv4Pool": "the emulator has no Outposts",
            "enablePrefixForIpv6SourceNat": "the emulator does not keep it",
            "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic": "the emulator does not keep it",
            "ipamPools": "the emulator has no address pools (IPAM)",
            "minimumLoadBalancerCapacity": "the emulator does not keep it",
            **dict.fromkeys(
                (
                    "subnetMappings.allocationId",
                    "subnetMappings.ipv6Address",
                    "subnetMappings.outpostId",
                    "subnetMappings.privateIpv4Address",
                ),
                "the emulator does not keep it",
            ),
        },
        computed=(
            "enableCrossZoneLoadBalancing",
            "internal",
            "ipAddressType",
            "securityGroups",
            "subnetMappings",
            "subnets",
        ),
        defaults={"loadBalancerType": "application"},
        removal={
            "accessLogs": {"enabled": False},
            "clientKeepAlive": 3600,
            "connectionLogs": {"enabled": False},
            "desyncMitigationMode": "defensive",
            "dnsRecordClientRoutingPolicy": "any_availability_zone",
            "dropInvalidHeaderFields": False,
            "enableDeletionProtection": False,
            "enableHttp2": True,
            "enableTlsVersionAndCipherSuiteHeaders": False,
            "enableWafFailOpen": False,
            "enableXffClientPort": False,
            "enableZonalShift": False,
            "healthCheckLogs": {"enabled": False},
            "idleTimeout": 60,
            "preserveHostHeader": False,
            "secondaryIpsAutoAssignedPerSubnet": 0,
            "xffHeaderProcessingMode": "append",
        },
        outputs={"arnSuffix": lambda v: v["id"].split(":loadbalancer/")[1]},
    ),
)
