"""Fleets that the tests build: one with as little and one with as much as it takes."""

from components.compute import (
    Capacity,
    CloudWatchAgent,
    DataVolume,
    Fleet,
    FleetAlarms,
    FleetTarget,
    GroupOptions,
    HealthCheck,
    InstanceAccess,
    InstanceMix,
    InstanceOverride,
    InstanceRefresh,
    LaunchOptions,
    LaunchSettings,
    LifecycleHook,
    MachineImage,
    MaintenancePolicy,
    PredictiveScaling,
    RootVolume,
    Scaling,
    Schedule,
    Step,
    StepScaling,
    TargetTracking,
    UserDataPart,
    WarmPool,
)
from components.compute.group_options import (
    CapacityReservations,
    HealthCheckType,
    HookResult,
    LifecycleTransition,
    ReservationPreference,
)
from components.compute.launch_options import BandwidthWeighting, CpuOptions, CreditMode
from components.compute.scaling import Direction, TrackedMetric
from components.compute.volume_limits import VolumeType
from components.network.traffic import Protocol, TrafficRule

MINIMAL_FLEET = Fleet(
    instances=InstanceMix(overrides=[InstanceOverride(instance_type="t4g.small")]),
    capacity=Capacity(minimum=1, maximum=2),
)

LICENSE = (
    "arn:aws:license-manager:eu-central-1:444444444444:license-configuration:"
    "lic-0123456789abcdef0123456789abcdef"
)

FULL_LAUNCH = LaunchSettings(
    image=MachineImage(),
    root_volume=RootVolume(
        size_gib=20, type=VolumeType.GP3, iops=4000, throughput_mib_per_second=250
    ),
    data_volumes=[
        DataVolume(
            name="data",
            device_name="/dev/sdf",
            size_gib=100,
            type=VolumeType.IO2,
            iops=1000,
            snapshot_id="snap-0123456789abcdef0",
            initialization_mib_per_second=200,
        )
    ],
    user_data=[UserDataPart(content="#!/bin/bash\ndnf install --assumeyes nginx\n")],
    agent=CloudWatchAgent(interval_seconds=30, mount_points=["/", "/srv"]),
    options=LaunchOptions(
        credit_mode=CreditMode.UNLIMITED,
        metadata_hop_limit=2,
        metadata_tags=True,
        cpu=CpuOptions(core_count=2, threads_per_core=1),
        placement_group_name="close",
        hibernation=True,
        auto_recovery=False,
        resource_name_dns=True,
        bandwidth_weighting=BandwidthWeighting.VOLUMES,
        license_configuration_arns=[LICENSE],
    ),
)

TARGET = FleetTarget(
    name="web",
    port=8080,
    target_group_arn="arn:aws:elasticloadbalancing:eu-central-1:444444444444:targetgroup/web/0123456789abcdef",
    security_group_id="sg-0123456789abcdef1",
    request_count_label="app/web/0123456789abcdef/targetgroup/web/0123456789abcdef",
)

FULL_FLEET = Fleet(
    instances=InstanceMix(
        overrides=[
            InstanceOverride(instance_type="m7g.large", weight=2),
            InstanceOverride(instance_type="m6g.large", weight=2),
            InstanceOverride(instance_type="m7i.large", weight=2),
            InstanceOverride(instance_type="c7g.xlarge", weight=4),
        ],
        on_demand_base=1,
        on_demand_percentage=25,
        spot_max_price_usd=0.05,
    ),
    capacity=Capacity(minimum=2, maximum=12, desired=4),
    launch=FULL_LAUNCH,
    access=InstanceAccess(
        ingress=[
            TrafficRule(
                description="Metrics",
                protocol=Protocol.TCP,
                from_port=9100,
                cidr_blocks=["10.0.0.0/16"],
            )
        ],
        managed_policy_arns=["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"],
    ),
    scaling=Scaling(
        target_tracking=[
            TargetTracking(target=50),
            TargetTracking(target=1000, metric=TrackedMetric.REQUESTS, scale_in=False),
        ],
        steps=[
            StepScaling(
                name="memory-high",
                namespace="CWAgent",
                metric_name="mem_used_percent",
                threshold=70,
                steps=[Step(beyond=0, adjustment=1), Step(beyond=15, adjustment=3)],
            ),
            StepScaling(
                name="memory-low",
                namespace="CWAgent",
                metric_name="mem_used_percent",
                threshold=30,
                direction=Direction.BELOW,
                steps=[Step(beyond=0, adjustment=-1), Step(beyond=20, adjustment=-2)],
            ),
        ],
        predictive=PredictiveScaling(),
        schedules=[
            Schedule(
                name="night",
                recurrence="0 20 * * *",
                minimum=2,
                desired=2,
                time_zone="Europe/Berlin",
            )
        ],
    ),
    refresh=InstanceRefresh(
        min_healthy_percentage=80,
        max_healthy_percentage=120,
        checkpoint_percentages=[20, 100],
        checkpoint_delay_seconds=600,
    ),
    maintenance=MaintenancePolicy(min_healthy_percentage=100, max_healthy_percentage=150),
    health=HealthCheck(type=HealthCheckType.ELB, grace_period_seconds=120, warmup_seconds=60),
    group=GroupOptions(
        termination_policies=["AllocationStrategy", "OldestInstance"],
        max_instance_lifetime_days=7,
        suspended_processes=["AZRebalance"],
        metrics=["GroupInServiceInstances"],
        protect_from_scale_in=True,
        balanced_only=True,
        retain_abandoned=True,
        capacity_reservations=CapacityReservations(
            preference=ReservationPreference.FIRST, reservation_ids=["cr-0123456789abcdef0"]
        ),
    ),
    warm_pool=WarmPool(minimum=1, max_prepared_capacity=8, reuse_on_scale_in=True),
    lifecycle_hooks=[
        LifecycleHook(
            name="drain",
            transition=LifecycleTransition.TERMINATING,
            heartbeat_timeout_seconds=300,
            default_result=HookResult.CONTINUE,
            notification_metadata="fleet",
        )
    ],
    alarms=FleetAlarms(cpu_percentage=80, memory_percentage=85, disk_percentage=75),
)
