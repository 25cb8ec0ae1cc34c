"""The load balancer that the tests build with everything that can be said at the same time."""

from components.network import (
    ListenerRule,
    LoadBalancerAlarms,
    LoadBalancerLayout,
    Stickiness,
    TargetGroup,
    TargetHealthCheck,
)
from components.network.load_balancer_layout import DesyncMitigation
from components.network.target_groups import (
    ProtocolVersion,
    RoutingAlgorithm,
    TargetProtocol,
    TargetType,
)

FULL_BALANCER = LoadBalancerLayout(
    target_groups=[
        TargetGroup(
            name="app",
            port=8443,
            protocol=TargetProtocol.HTTPS,
            protocol_version=ProtocolVersion.HTTP2,
            target_type=TargetType.IP,
            health_check=TargetHealthCheck(
                path="/health",
                port=9000,
                protocol=TargetProtocol.HTTP,
                interval_seconds=30,
                timeout_seconds=10,
                healthy_threshold=4,
                unhealthy_threshold=5,
                matcher="200-299",
            ),
            deregistration_delay_seconds=60,
            slow_start_seconds=30,
            stickiness=Stickiness(duration_seconds=3600, cookie_name="session"),
            algorithm=RoutingAlgorithm.ROUND_ROBIN,
        ),
        TargetGroup(name="shop", port=80, algorithm=RoutingAlgorithm.WEIGHTED_RANDOM),
    ],
    rules=[
        ListenerRule(
            name="shop",
            priority=10,
            target_group="shop",
            hosts=["shop.example.com"],
            paths=["/basket/*"],
            headers={"X-Origin": ["edge"]},
            source_cidr_blocks=["10.0.0.0/8"],
        )
    ],
    default_target_group="app",
    internal=False,
    ingress_cidr_blocks=["203.0.113.0/24", "2001:db8::/32"],
    http_port=8080,
    https_port=8443,
    ssl_policy="ELBSecurityPolicy-TLS13-1-3-2021-06",
    idle_timeout_seconds=120,
    client_keep_alive_seconds=600,
    http2=False,
    drop_invalid_header_fields=False,
    preserve_host_header=True,
    desync_mitigation=DesyncMitigation.STRICTEST,
    deletion_protection=False,
    alarms=LoadBalancerAlarms(target_errors=5, own_errors=1, response_seconds=0.5),
)
