"""The CloudWatch agent: EC2 itself measures CPU, network and disks, but no memory. Pure."""

import json
from dataclasses import dataclass

from ..limits import Limit
from ..problems import Problem
from ..shared.defaults import or_default
from ..shared.policies import Statement
from .user_data import UserDataPart

NAMESPACE = "CWAgent"
GROUP_DIMENSION = "AutoScalingGroupName"
INSTANCE_DIMENSION = "InstanceId"
MEMORY_METRIC = "mem_used_percent"
DISK_METRIC = "disk_used_percent"
_CONFIGURATION = "/opt/aws/amazon-cloudwatch-agent/etc/amazon-cloudwatch-agent.json"
_CONTROL = "/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl"

INTERVAL = Limit(
    id="agent.interval",
    limit="the agent measures every 1, 5, 10, 30 seconds or a whole number of minutes up to an hour",
    source="CloudWatch PutMetricAlarm, Period",
)
LIMITS = (INTERVAL,)
_SHORT_INTERVALS = (1, 5, 10, 30)
_MINUTE, _HOUR = 60, 3600


@dataclass(frozen=True, kw_only=True)
class CloudWatchAgent:
    """What the CloudWatch agent measures on each instance: used memory and used disk space."""

    interval_seconds: int | None = None
    """How often it measures; every 60 seconds when left out."""
    mount_points: list[str] | None = None
    """The mount points whose disk space is measured; `/` when left out."""

    @property
    def interval(self) -> int:
        """How often it measures, the default applied."""
        return or_default(self.interval_seconds, _MINUTE)

    def problems(self) -> list[Problem]:
        """Whether the interval is one."""
        interval = self.interval
        whole = interval % _MINUTE == 0 and _MINUTE <= interval <= _HOUR
        return INTERVAL.problems(
            "interval_seconds",
            interval,
            kept=whole or interval in _SHORT_INTERVALS,
            nearest=min(max(_MINUTE, interval // _MINUTE * _MINUTE), _HOUR),
        )


def agent_part(agent: CloudWatchAgent) -> UserDataPart:
    """Installs, configures and starts the agent on Amazon Linux."""
    configuration = json.dumps(agent_configuration(agent), indent=2)
    return UserDataPart(
        content="\n".join(
            [
                "#!/bin/bash",
                "set -euo pipefail",
                "dnf install --assumeyes amazon-cloudwatch-agent",
                f"cat > {_CONFIGURATION} <<'END'",
                configuration,
                "END",
                f"{_CONTROL} -a fetch-config -m ec2 -s -c file:{_CONFIGURATION}",
            ]
        )
    )


def agent_configuration(agent: CloudWatchAgent) -> dict[str, object]:
    """The agent's configuration file (CloudWatch User Guide, CloudWatch agent configuration file).

    Metrics are kept by instance and, for a fleet's alarms, by Auto Scaling group.
    """
    return {
        "agent": {"metrics_collection_interval": agent.interval},
        "metrics": {
            "namespace": NAMESPACE,
            "append_dimensions": {
                INSTANCE_DIMENSION: f"${{aws:{INSTANCE_DIMENSION}}}",
                GROUP_DIMENSION: f"${{aws:{GROUP_DIMENSION}}}",
            },
            "aggregation_dimensions": [[INSTANCE_DIMENSION], [GROUP_DIMENSION]],
            "metrics_collected": {
                "mem": {"measurement": ["used_percent"]},
                "disk": {
                    "measurement": ["used_percent"],
                    "resources": agent.mount_points or ["/"],
                    "drop_device": True,
                },
            },
        },
    }


def agent_statements() -> list[Statement]:
    """What the agent may do: publish into its namespace, and read the tag with the group's name.

    Neither action can be limited to resources (Service Authorization Reference, Amazon CloudWatch
    and Amazon EC2).
    """
    return [
        Statement(
            sid="PublishAgentMetrics",
            actions=["cloudwatch:PutMetricData"],
            resources=["*"],
            conditions={"StringEquals": {"cloudwatch:namespace": [NAMESPACE]}},
        ),
        Statement(sid="ReadGroupName", actions=["ec2:DescribeTags"], resources=["*"]),
    ]
