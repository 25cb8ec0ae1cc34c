"""Single instances that the tests build: one with as little and one with as much as it takes."""

from components.compute import (
    AttachedVolume,
    CloudWatchAgent,
    InstanceAccess,
    LaunchOptions,
    LaunchSettings,
    MachineImage,
    RootVolume,
    SingleInstance,
    SnapshotSchedule,
    UserDataPart,
)
from components.compute.instance_catalogue import Architecture
from components.compute.launch_options import CpuOptions, CreditMode, Tenancy
from components.compute.machine_image import ImageChange
from components.compute.single_instance import ShutdownBehavior
from components.compute.volume_limits import VolumeType
from components.network.traffic import Protocol, TrafficRule

MINIMAL_INSTANCE = SingleInstance(instance_type="t4g.nano")

FULL_INSTANCE = SingleInstance(
    instance_type="t3.micro",
    architecture=Architecture.X86_64,
    launch=LaunchSettings(
        image=MachineImage(x86_64="ami-0123456789abcdef0", on_change=ImageChange.PIN),
        root_volume=RootVolume(
            size_gib=20, type=VolumeType.GP3, iops=4000, throughput_mib_per_second=250
        ),
        user_data=[UserDataPart(content="#!/bin/bash\ndnf install --assumeyes nginx\n")],
        agent=CloudWatchAgent(interval_seconds=30),
        options=LaunchOptions(
            detailed_monitoring=False,
            credit_mode=CreditMode.UNLIMITED,
            metadata_hop_limit=2,
            metadata_tags=True,
            cpu=CpuOptions(core_count=1, threads_per_core=1),
            tenancy=Tenancy.DEDICATED,
            placement_group_name="close",
            hibernation=True,
            auto_recovery=False,
            resource_name_dns=True,
        ),
    ),
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
    volumes=[
        AttachedVolume(name="data", device_name="/dev/sdf", size_gib=8),
        AttachedVolume(
            name="shared",
            device_name="/dev/sdg",
            size_gib=100,
            type=VolumeType.IO2,
            iops=1000,
            snapshot_id="snap-0123456789abcdef0",
            initialization_mib_per_second=200,
            multi_attach=True,
            final_snapshot=False,
        ),
    ],
    snapshots=SnapshotSchedule(time_utc="01:30", copies=3),
    public_address=True,
    private_ip="10.0.0.10",
    source_dest_check=False,
    user_data_replaces=True,
    capacity_reservation_id="cr-0123456789abcdef0",
    shutdown=ShutdownBehavior.TERMINATE,
)
