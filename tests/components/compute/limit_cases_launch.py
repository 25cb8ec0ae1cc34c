"""Launches, groups and refreshes beside the edges of what is allowed."""

import dataclasses
from typing import Any

from components.compute import (
    AutoscalingFleetArgs,
    Capacity,
    CloudWatchAgent,
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
    MaintenancePolicy,
    UserDataPart,
    WarmPool,
)
from components.compute.group_options import (
    CapacityReservations,
    LifecycleTransition,
    ReservationPreference,
    WarmPoolState,
)
from components.compute.launch_options import CpuOptions
from components.compute.user_data import UserDataKind
from tests.accounts import HOME, SANDBOX
from tests.components.limits import Case
from tests.fleets import LICENSE


def fleet(**given: Any) -> Fleet:
    """A fleet, changed as said."""
    return Fleet(
        instances=InstanceMix(overrides=[InstanceOverride(instance_type="t4g.small")]),
        capacity=Capacity(minimum=1, maximum=2),
        **given,
    )


def target(name: str = "web", port: int = 80) -> FleetTarget:
    """A target, changed as said."""
    return FleetTarget(
        name=name, port=port, target_group_arn="arn", security_group_id="sg-01234567"
    )


def attached(*targets: FleetTarget) -> AutoscalingFleetArgs:
    """A fleet with these targets."""
    return AutoscalingFleetArgs(
        account=SANDBOX,
        region=HOME,
        fleet=fleet(),
        vpc_id="vpc-01234567",
        subnet_ids=["subnet-01234567"],
        targets=list(targets),
    )


def hook(name: str = "drain", **given: Any) -> LifecycleHook:
    """A life-cycle hook, changed as said."""
    return LifecycleHook(name=name, transition=LifecycleTransition.TERMINATING, **given)


def script(size: int) -> LaunchSettings:
    """Settings whose user data has so many bytes."""
    frame = len(LaunchSettings(user_data=[UserDataPart(content="#!")]).user_data_document([]))
    return LaunchSettings(user_data=[UserDataPart(content="#!" + "x" * (size - frame))])


def part(kind: UserDataKind, content: str) -> UserDataPart:
    """A part of user data."""
    return UserDataPart(kind=kind, content=content)


CASES = [
    Case(
        limit="user_data.size",
        build=script,
        accepted=[16_383, 16_384],
        refused={
            16_385: (
                "user_data is 16,385 bytes; user data has up to 16,384 bytes before it is encoded "
                "(Amazon EC2 User Guide, Run commands when you launch an EC2 instance with user data "
                "input)."
            ),
        },
    ),
    Case(
        limit="user_data.shebang",
        build=lambda value: part(UserDataKind.SCRIPT, value),
        accepted=["#!/bin/sh\ntrue", "#!/usr/bin/env python3"],
        refused={
            "true": (
                'content is "true"; a script begins with #! and what runs it (cloud-init '
                "documentation, User data formats)."
            ),
            "\n#!/bin/sh": (
                'content is ""; a script begins with #! and what runs it (cloud-init documentation, '
                "User data formats)."
            ),
        },
    ),
    Case(
        limit="user_data.cloud_config",
        build=lambda value: part(UserDataKind.CLOUD_CONFIG, value),
        accepted=["#cloud-config\nusers: []"],
        refused={
            "users: []": (
                'content is "users: []"; a cloud-config begins with #cloud-config (cloud-init '
                "documentation, User data formats)."
            ),
        },
    ),
    Case(
        limit="access.managed_policy",
        build=lambda value: InstanceAccess(managed_policy_arns=[value]),
        accepted=[
            "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
            "arn:aws:iam::444444444444:policy/team/web",
        ],
        refused={
            "AmazonS3ReadOnlyAccess": (
                'managed_policy_arns[0] is "AmazonS3ReadOnlyAccess"; a managed policy\'s ARN reads '
                "arn:aws:iam::<account or aws>:policy/<name> (IAM AttachRolePolicy, PolicyArn)."
            ),
            "arn:aws:iam::444444444444:role/web": (
                'managed_policy_arns[0] is "arn:aws:iam::444444444444:role/web"; a managed policy\'s '
                "ARN reads arn:aws:iam::<account or aws>:policy/<name> (IAM AttachRolePolicy, "
                "PolicyArn)."
            ),
        },
    ),
    Case(
        limit="agent.interval",
        build=lambda value: CloudWatchAgent(interval_seconds=value),
        accepted=[None, 1, 30, 60, 120, 3_600],
        refused={
            0: (
                "interval_seconds is 0; the agent measures every 1, 5, 10, 30 seconds or a whole "
                "number of minutes up to an hour (CloudWatch PutMetricAlarm, Period). Nearest: 60."
            ),
            2: (
                "interval_seconds is 2; the agent measures every 1, 5, 10, 30 seconds or a whole "
                "number of minutes up to an hour (CloudWatch PutMetricAlarm, Period). Nearest: 60."
            ),
            59: (
                "interval_seconds is 59; the agent measures every 1, 5, 10, 30 seconds or a whole "
                "number of minutes up to an hour (CloudWatch PutMetricAlarm, Period). Nearest: 60."
            ),
            61: (
                "interval_seconds is 61; the agent measures every 1, 5, 10, 30 seconds or a whole "
                "number of minutes up to an hour (CloudWatch PutMetricAlarm, Period). Nearest: 60."
            ),
            3_660: (
                "interval_seconds is 3660; the agent measures every 1, 5, 10, 30 seconds or a whole "
                "number of minutes up to an hour (CloudWatch PutMetricAlarm, Period). Nearest: 3600."
            ),
        },
    ),
    Case(
        limit="launch.hop_limit",
        build=lambda value: LaunchOptions(metadata_hop_limit=value),
        accepted=[None, 1, 2, 64],
        refused={
            0: (
                "metadata_hop_limit is 0; the metadata service answers over 1 to 64 hops; containers "
                "need 2 (EC2 CreateLaunchTemplate, MetadataOptions.HttpPutResponseHopLimit). "
                "Nearest: 1."
            ),
            65: (
                "metadata_hop_limit is 65; the metadata service answers over 1 to 64 hops; "
                "containers need 2 (EC2 CreateLaunchTemplate, "
                "MetadataOptions.HttpPutResponseHopLimit). Nearest: 64."
            ),
        },
    ),
    Case(
        limit="launch.threads",
        build=lambda value: CpuOptions(core_count=2, threads_per_core=value),
        accepted=[1, 2],
        refused={
            0: (
                "threads_per_core is 0; a core has 1 or 2 threads (EC2 CreateLaunchTemplate, "
                "CpuOptions.ThreadsPerCore). Nearest: 1."
            ),
            3: (
                "threads_per_core is 3; a core has 1 or 2 threads (EC2 CreateLaunchTemplate, "
                "CpuOptions.ThreadsPerCore). Nearest: 2."
            ),
        },
    ),
    Case(
        limit="launch.cores",
        build=lambda value: CpuOptions(core_count=value, threads_per_core=1),
        accepted=[1],
        refused={
            None: (
                "core_count is missing; cores and threads are given together (EC2 "
                "CreateLaunchTemplate, CpuOptions)."
            ),
        },
    ),
    Case(
        limit="launch.enclave",
        build=lambda value: LaunchOptions(enclave=value, hibernation=True),
        accepted=[None, False],
        refused={
            True: (
                "hibernation is given; an instance with an enclave cannot hibernate (AWS Nitro "
                "Enclaves User Guide, Considerations)."
            ),
        },
    ),
    Case(
        limit="launch.license",
        build=lambda arn: LaunchOptions(license_configuration_arns=[arn]),
        accepted=[LICENSE, LICENSE.replace("arn:aws:", "arn:aws-cn:")],
        refused={
            arn: (
                f'license_configuration_arns[0] is "{arn}"; a license configuration\'s ARN reads '
                "arn:aws:license-manager:<region>:<account>:license-configuration:lic-<32 "
                "hexadecimal digits> (EC2 CreateLaunchTemplate, LicenseSpecifications)."
            )
            for arn in (LICENSE[:-1], LICENSE + "0", "lic-0123456789abcdef0123456789abcdef")
        },
    ),
    Case(
        limit="fleet.alarms.percentage",
        build=lambda value: FleetAlarms(cpu_percentage=value),
        accepted=[1, 100],
        refused={
            0: "cpu_percentage is 0; an alarm rings at 1 to 100 per cent. Nearest: 1.",
            101: "cpu_percentage is 101; an alarm rings at 1 to 100 per cent. Nearest: 100.",
        },
    ),
    Case(
        limit="fleet.alarms.agent",
        build=lambda value: fleet(
            launch=LaunchSettings(agent=CloudWatchAgent() if value else None),
            alarms=FleetAlarms(memory_percentage=80),
        ),
        accepted=[True],
        refused={
            False: (
                "alarms.memory_percentage is given; memory and disk space are measured by the agent, "
                "and launch.agent is left out."
            ),
        },
    ),
    Case(
        limit="fleet.alarms.agent",
        build=lambda value: fleet(alarms=FleetAlarms(disk_percentage=value)),
        accepted=[None],
        refused={
            80: (
                "alarms.disk_percentage is given; memory and disk space are measured by the agent, "
                "and launch.agent is left out."
            ),
        },
    ),
    Case(
        limit="fleet.warm_pool.hibernation",
        build=lambda value: fleet(
            launch=LaunchSettings(options=LaunchOptions(hibernation=value)),
            warm_pool=WarmPool(state=WarmPoolState.HIBERNATED),
        ),
        accepted=[True],
        refused={
            None: (
                'warm_pool.state is "Hibernated"; instances hibernate only where '
                "launch.options.hibernation is true (Auto Scaling PutWarmPool, PoolState)."
            ),
            False: (
                'warm_pool.state is "Hibernated"; instances hibernate only where '
                "launch.options.hibernation is true (Auto Scaling PutWarmPool, PoolState)."
            ),
        },
    ),
    Case(
        limit="fleet.target.port",
        build=lambda value: target(port=value),
        accepted=[1, 65_535],
        refused={
            0: "port is 0; a port is 1 to 65,535 (Elastic Load Balancing CreateTargetGroup, Port).",
            65_536: (
                "port is 65536; a port is 1 to 65,535 (Elastic Load Balancing CreateTargetGroup, "
                "Port)."
            ),
        },
    ),
    Case(
        limit="fleet.target.port",
        build=lambda value: dataclasses.replace(target(), health_check_port=value),
        accepted=[None, 1, 65_535],
        refused={
            0: "health_check_port is 0; a port is 1 to 65,535 (Elastic Load Balancing "
            "CreateTargetGroup, Port).",
            65_536: "health_check_port is 65536; a port is 1 to 65,535 (Elastic Load Balancing "
            "CreateTargetGroup, Port).",
        },
    ),
    Case(
        limit="fleet.target.name",
        build=lambda value: attached(target(), target(name=value)),
        accepted=["api"],
        refused={
            "web": 'targets[1].name is "web"; each target has a name of its own.',
        },
    ),
    Case(
        limit="hook.heartbeat",
        build=lambda value: hook(heartbeat_timeout_seconds=value),
        accepted=[30, 7_200],
        refused={
            29: (
                "heartbeat_timeout_seconds is 29; a life-cycle hook waits 30 to 7,200 seconds (Auto "
                "Scaling PutLifecycleHook, HeartbeatTimeout). Nearest: 30."
            ),
            7_201: (
                "heartbeat_timeout_seconds is 7201; a life-cycle hook waits 30 to 7,200 seconds "
                "(Auto Scaling PutLifecycleHook, HeartbeatTimeout). Nearest: 7200."
            ),
        },
    ),
    Case(
        limit="hook.name",
        build=lambda value: hook(name=value),
        accepted=["drain/web-1", "x" * 255],
        refused={
            "": (
                'name is ""; a hook\'s name has 1 to 255 letters, digits and - _ / (Auto Scaling '
                "PutLifecycleHook, LifecycleHookName)."
            ),
            "drain web": (
                'name is "drain web"; a hook\'s name has 1 to 255 letters, digits and - _ / (Auto '
                "Scaling PutLifecycleHook, LifecycleHookName)."
            ),
            "x" * 256: (
                'name is "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx ... '
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"; a hook's name has 1 "
                "to 255 letters, digits and - _ / (Auto Scaling PutLifecycleHook, LifecycleHookName)."
            ),
        },
    ),
    Case(
        limit="hook.name.once",
        build=lambda value: fleet(lifecycle_hooks=[hook(), hook(name=value)]),
        accepted=["stop"],
        refused={
            "drain": (
                'lifecycle_hooks[1].name is "drain"; each hook has a name of its own (Auto Scaling '
                "PutLifecycleHook)."
            ),
        },
    ),
    Case(
        limit="hook.count",
        build=lambda value: fleet(
            lifecycle_hooks=[hook(name=f"h{index}") for index in range(value)]
        ),
        accepted=[1, 49, 50],
        refused={
            51: (
                "lifecycle_hooks is 51 entries; a fleet has up to 50 life-cycle hooks (Amazon EC2 "
                "Auto Scaling User Guide, Quotas: lifecycle hooks for each group)."
            ),
        },
    ),
    Case(
        limit="warm_pool.minimum",
        build=lambda value: WarmPool(minimum=value),
        accepted=[None, 0, 1],
        refused={
            -1: (
                "minimum is -1; a warm pool keeps 0 instances or more (Auto Scaling PutWarmPool, "
                "MinSize). Nearest: 0."
            ),
        },
    ),
    Case(
        limit="warm_pool.prepared",
        build=lambda value: WarmPool(minimum=2, max_prepared_capacity=value),
        accepted=[None, 2, 3],
        refused={
            1: (
                "max_prepared_capacity is 1; the prepared capacity is no less than the pool's "
                "minimum (Auto Scaling PutWarmPool, MaxGroupPreparedCapacity). Nearest: 2."
            ),
        },
    ),
    Case(
        limit="group.grace",
        build=lambda value: HealthCheck(grace_period_seconds=value),
        accepted=[0, 1],
        refused={
            -1: (
                "grace_period_seconds is -1; a grace period is 0 seconds or more (Auto Scaling "
                "CreateAutoScalingGroup, HealthCheckGracePeriod). Nearest: 0."
            ),
        },
    ),
    Case(
        limit="group.warmup",
        build=lambda value: HealthCheck(warmup_seconds=value),
        accepted=[0, 1],
        refused={
            -1: (
                "warmup_seconds is -1; a warm-up is 0 seconds or more (Auto Scaling "
                "CreateAutoScalingGroup, DefaultInstanceWarmup). Nearest: 0."
            ),
        },
    ),
    Case(
        limit="group.lifetime",
        build=lambda value: GroupOptions(max_instance_lifetime_days=value),
        accepted=[None, 0, 1, 365],
        refused={
            -1: (
                "max_instance_lifetime_days is -1; instances live 1 to 365 days, or for ever with 0 "
                "(Auto Scaling CreateAutoScalingGroup, MaxInstanceLifetime). Nearest: 1."
            ),
            366: (
                "max_instance_lifetime_days is 366; instances live 1 to 365 days, or for ever with 0 "
                "(Auto Scaling CreateAutoScalingGroup, MaxInstanceLifetime). Nearest: 365."
            ),
        },
    ),
    Case(
        limit="group.termination_policy",
        build=lambda value: GroupOptions(termination_policies=list(value)),
        accepted=[("Default",), ("AllocationStrategy", "OldestInstance")],
        refused={
            ("Oldest",): (
                'termination_policies[0] is "Oldest"; the policies are Default, AllocationStrategy, '
                "ClosestToNextInstanceHour, NewestInstance, OldestInstance and OldestLaunchTemplate, "
                "each once (Auto Scaling CreateAutoScalingGroup, TerminationPolicies)."
            ),
            ("Default", "Default"): (
                'termination_policies[1] is "Default"; the policies are Default, AllocationStrategy, '
                "ClosestToNextInstanceHour, NewestInstance, OldestInstance and OldestLaunchTemplate, "
                "each once (Auto Scaling CreateAutoScalingGroup, TerminationPolicies)."
            ),
        },
    ),
    Case(
        limit="group.suspended_process",
        build=lambda value: GroupOptions(suspended_processes=list(value)),
        accepted=[("AZRebalance", "Launch")],
        refused={
            ("AzRebalance",): (
                'suspended_processes[0] is "AzRebalance"; the processes are Launch, Terminate, '
                "AddToLoadBalancer, AlarmNotification, AZRebalance, HealthCheck, InstanceRefresh, "
                "ReplaceUnhealthy and ScheduledActions, each once (Auto Scaling SuspendProcesses, "
                'ScalingProcesses). Nearest: "AZRebalance".'
            ),
            ("Launch", "Launch"): (
                'suspended_processes[1] is "Launch"; the processes are Launch, Terminate, '
                "AddToLoadBalancer, AlarmNotification, AZRebalance, HealthCheck, InstanceRefresh, "
                "ReplaceUnhealthy and ScheduledActions, each once (Auto Scaling SuspendProcesses, "
                "ScalingProcesses)."
            ),
        },
    ),
    Case(
        limit="group.metric",
        build=lambda value: GroupOptions(metrics=list(value)),
        accepted=[("GroupMinSize", "WarmPoolTotalCapacity")],
        refused={
            ("GroupSize",): (
                'metrics[0] is "GroupSize"; a group\'s metrics are those of its instances, capacity '
                "and warm pool, each once (Auto Scaling EnableMetricsCollection, Metrics). Nearest: "
                '"GroupMinSize".'
            ),
        },
    ),
    Case(
        limit="group.capacity_reservation",
        build=lambda value: CapacityReservations(preference=value, reservation_ids=["cr-01234567"]),
        accepted=[ReservationPreference.FIRST, ReservationPreference.ONLY],
        refused={
            ReservationPreference.NONE: (
                'reservation_ids is ["cr-01234567"]; reservations are named for '
                "capacity-reservations-first and capacity-reservations-only (Auto Scaling "
                "CreateAutoScalingGroup, CapacityReservationSpecification)."
            ),
            ReservationPreference.DEFAULT: (
                'reservation_ids is ["cr-01234567"]; reservations are named for '
                "capacity-reservations-first and capacity-reservations-only (Auto Scaling "
                "CreateAutoScalingGroup, CapacityReservationSpecification)."
            ),
        },
    ),
    Case(
        limit="maintenance.min_healthy_percentage",
        build=lambda value: MaintenancePolicy(
            min_healthy_percentage=value, max_healthy_percentage=100
        ),
        accepted=[0, 1, 100],
        refused={
            -1: (
                "min_healthy_percentage is -1; between 0 and 100 per cent of the capacity stay in "
                "service (Auto Scaling CreateAutoScalingGroup, InstanceMaintenancePolicy). Nearest: "
                "0."
            ),
            101: (
                "min_healthy_percentage is 101; between 0 and 100 per cent of the capacity stay in "
                "service (Auto Scaling CreateAutoScalingGroup, InstanceMaintenancePolicy). Nearest: "
                "100."
            ),
        },
    ),
    Case(
        limit="maintenance.max_healthy_percentage",
        build=lambda value: MaintenancePolicy(
            min_healthy_percentage=100, max_healthy_percentage=value
        ),
        accepted=[100, 101, 200],
        refused={
            99: (
                "max_healthy_percentage is 99; a fleet grows to between 100 and 200 per cent of its "
                "capacity meanwhile (Auto Scaling CreateAutoScalingGroup, "
                "InstanceMaintenancePolicy). Nearest: 100."
            ),
            201: (
                "max_healthy_percentage is 201; a fleet grows to between 100 and 200 per cent of its "
                "capacity meanwhile (Auto Scaling CreateAutoScalingGroup, "
                "InstanceMaintenancePolicy). Nearest: 200."
            ),
        },
    ),
    Case(
        limit="maintenance.difference",
        build=lambda value: MaintenancePolicy(
            min_healthy_percentage=50, max_healthy_percentage=value
        ),
        accepted=[149, 150],
        refused={
            151: (
                "max_healthy_percentage is 151; the two percentages differ by at most 100 (Auto "
                "Scaling CreateAutoScalingGroup, InstanceMaintenancePolicy). Nearest: 150."
            ),
        },
    ),
    Case(
        limit="refresh.min_healthy_percentage",
        build=lambda value: InstanceRefresh(
            min_healthy_percentage=value, max_healthy_percentage=100
        ),
        accepted=[0, 1, 100],
        refused={
            -1: (
                "min_healthy_percentage is -1; between 0 and 100 per cent of the capacity stay in "
                "service (Auto Scaling StartInstanceRefresh, RefreshPreferences). Nearest: 0."
            ),
            101: (
                "min_healthy_percentage is 101; between 0 and 100 per cent of the capacity stay in "
                "service (Auto Scaling StartInstanceRefresh, RefreshPreferences). Nearest: 100."
            ),
        },
    ),
    Case(
        limit="refresh.max_healthy_percentage",
        build=lambda value: InstanceRefresh(
            min_healthy_percentage=100, max_healthy_percentage=value
        ),
        accepted=[100, 101, 200],
        refused={
            99: (
                "max_healthy_percentage is 99; a fleet grows to between 100 and 200 per cent of its "
                "capacity meanwhile (Auto Scaling StartInstanceRefresh, RefreshPreferences). "
                "Nearest: 100."
            ),
            201: (
                "max_healthy_percentage is 201; a fleet grows to between 100 and 200 per cent of its "
                "capacity meanwhile (Auto Scaling StartInstanceRefresh, RefreshPreferences). "
                "Nearest: 200."
            ),
        },
    ),
    Case(
        limit="refresh.difference",
        build=lambda value: InstanceRefresh(
            min_healthy_percentage=value, max_healthy_percentage=150
        ),
        accepted=[50, 51],
        refused={
            49: (
                "max_healthy_percentage is 150; the two percentages differ by at most 100 (Auto "
                "Scaling StartInstanceRefresh, RefreshPreferences). Nearest: 149."
            ),
        },
    ),
    Case(
        limit="refresh.checkpoint",
        build=lambda value: InstanceRefresh(checkpoint_percentages=[value, 100]),
        accepted=[1, 99],
        refused={
            0: (
                "checkpoint_percentages[0] is 0; a checkpoint is 1 to 100 per cent of the instances "
                "(Auto Scaling StartInstanceRefresh, RefreshPreferences). Nearest: 1."
            ),
        },
    ),
    Case(
        limit="refresh.checkpoint",
        build=lambda value: InstanceRefresh(checkpoint_percentages=[value]),
        accepted=[100],
        refused={
            101: (
                "checkpoint_percentages[0] is 101; a checkpoint is 1 to 100 per cent of the "
                "instances (Auto Scaling StartInstanceRefresh, RefreshPreferences). Nearest: 100."
            ),
        },
    ),
    Case(
        limit="refresh.checkpoint.order",
        build=lambda value: InstanceRefresh(checkpoint_percentages=[20, value, 100]),
        accepted=[21],
        refused={
            20: (
                "checkpoint_percentages[1] is 20; each checkpoint is above the one before (Auto "
                "Scaling StartInstanceRefresh, RefreshPreferences)."
            ),
            19: (
                "checkpoint_percentages[1] is 19; each checkpoint is above the one before (Auto "
                "Scaling StartInstanceRefresh, RefreshPreferences)."
            ),
        },
    ),
    Case(
        limit="refresh.checkpoint.end",
        build=lambda value: InstanceRefresh(checkpoint_percentages=[20, value]),
        accepted=[100],
        refused={
            99: (
                "checkpoint_percentages[1] is 99; the last checkpoint is 100, or the refresh ends "
                "before every instance is replaced. Nearest: 100."
            ),
        },
    ),
    Case(
        limit="refresh.checkpoint_delay",
        build=lambda value: InstanceRefresh(
            checkpoint_percentages=[100], checkpoint_delay_seconds=value
        ),
        accepted=[None, 0, 172_800],
        refused={
            -1: (
                "checkpoint_delay_seconds is -1; a checkpoint waits 0 to 172,800 seconds (Auto "
                "Scaling StartInstanceRefresh, RefreshPreferences). Nearest: 0."
            ),
            172_801: (
                "checkpoint_delay_seconds is 172801; a checkpoint waits 0 to 172,800 seconds (Auto "
                "Scaling StartInstanceRefresh, RefreshPreferences). Nearest: 172800."
            ),
        },
    ),
    Case(
        limit="refresh.checkpoint_delay.percentages",
        build=lambda value: InstanceRefresh(
            checkpoint_percentages=list(value), checkpoint_delay_seconds=60
        ),
        accepted=[(100,)],
        refused={
            (): (
                "checkpoint_percentages is missing; a delay needs checkpoint_percentages to wait at "
                "(Auto Scaling StartInstanceRefresh, RefreshPreferences)."
            ),
        },
    ),
]
