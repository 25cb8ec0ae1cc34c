"""Compute: autoscaling fleets, single instances, launch templates, and the choice of instance types."""

from typing import TYPE_CHECKING, Any

from ..lazy import resolve

if TYPE_CHECKING:
    from .attached_volumes import AttachedVolume
    from .autoscaling_fleet import AutoscalingFleet, AutoscalingFleetArgs
    from .capacity import Capacity
    from .cloudwatch_agent import CloudWatchAgent
    from .ec2_instance import Ec2Instance, Ec2InstanceArgs
    from .fleet import Fleet, FleetAlarms
    from .fleet_target import FleetTarget
    from .group_options import GroupOptions, HealthCheck, LifecycleHook, WarmPool
    from .instance_mix import InstanceMix
    from .instance_override import InstanceOverride
    from .instance_requirements import InstanceRequirements
    from .launch_options import LaunchOptions
    from .launch_settings import InstanceAccess, LaunchSettings
    from .launch_template import LaunchTemplate, LaunchTemplateArgs
    from .machine_image import MachineImage
    from .refresh import InstanceRefresh, MaintenancePolicy
    from .scaling import PredictiveScaling, Scaling, Step, StepScaling, TargetTracking
    from .schedule import Schedule
    from .single_instance import SingleInstance
    from .snapshot_schedule import SnapshotSchedule
    from .user_data import UserDataPart
    from .volumes import DataVolume, RootVolume

__all__ = [
    "AttachedVolume",
    "AutoscalingFleet",
    "AutoscalingFleetArgs",
    "Capacity",
    "CloudWatchAgent",
    "DataVolume",
    "Ec2Instance",
    "Ec2InstanceArgs",
    "Fleet",
    "FleetAlarms",
    "FleetTarget",
    "GroupOptions",
    "HealthCheck",
    "InstanceAccess",
    "InstanceMix",
    "InstanceOverride",
    "InstanceRefresh",
    "InstanceRequirements",
    "LaunchOptions",
    "LaunchSettings",
    "LaunchTemplate",
    "LaunchTemplateArgs",
    "LifecycleHook",
    "MachineImage",
    "MaintenancePolicy",
    "PredictiveScaling",
    "RootVolume",
    "Scaling",
    "Schedule",
    "SingleInstance",
    "SnapshotSchedule",
    "Step",
    "StepScaling",
    "TargetTracking",
    "UserDataPart",
    "WarmPool",
]

_HOMES = {
    "AttachedVolume": "attached_volumes",
    "AutoscalingFleet": "autoscaling_fleet",
    "AutoscalingFleetArgs": "autoscaling_fleet",
    "Capacity": "capacity",
    "CloudWatchAgent": "cloudwatch_agent",
    "DataVolume": "volumes",
    "Ec2Instance": "ec2_instance",
    "Ec2InstanceArgs": "ec2_instance",
    "Fleet": "fleet",
    "FleetAlarms": "fleet",
    "FleetTarget": "fleet_target",
    "GroupOptions": "group_options",
    "HealthCheck": "group_options",
    "InstanceAccess": "launch_settings",
    "InstanceMix": "instance_mix",
    "InstanceOverride": "instance_override",
    "InstanceRefresh": "refresh",
    "InstanceRequirements": "instance_requirements",
    "LaunchOptions": "launch_options",
    "LaunchSettings": "launch_settings",
    "LaunchTemplate": "launch_template",
    "LaunchTemplateArgs": "launch_template",
    "LifecycleHook": "group_options",
    "MachineImage": "machine_image",
    "MaintenancePolicy": "refresh",
    "PredictiveScaling": "scaling",
    "RootVolume": "volumes",
    "Scaling": "scaling",
    "Schedule": "schedule",
    "SingleInstance": "single_instance",
    "SnapshotSchedule": "snapshot_schedule",
    "Step": "scaling",
    "StepScaling": "scaling",
    "TargetTracking": "scaling",
    "UserDataPart": "user_data",
    "WarmPool": "group_options",
}


def __getattr__(name: str) -> Any:
    return resolve(__name__, _HOMES, name)
