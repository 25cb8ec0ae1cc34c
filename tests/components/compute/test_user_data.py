"""User data of parts, and the agent that one of them installs."""

import email
import json

from components.compute import CloudWatchAgent, UserDataPart
from components.compute.cloudwatch_agent import agent_configuration, agent_part
from components.compute.user_data import UserDataKind, encoded, user_data

SCRIPT = UserDataPart(content="#!/bin/sh\necho one\n")
CLOUD_CONFIG = UserDataPart(content="#cloud-config\nusers: []\n", kind=UserDataKind.CLOUD_CONFIG)


def test_cloud_init_finds_each_part_with_its_kind() -> None:
    document = email.message_from_string(user_data([SCRIPT, CLOUD_CONFIG]))
    assert document.get_content_type() == "multipart/mixed"
    assert [
        (part.get_content_type(), part.get_payload().strip()) for part in document.get_payload()
    ] == [
        ("text/x-shellscript", "#!/bin/sh\necho one"),
        ("text/cloud-config", "#cloud-config\nusers: []"),
    ]


def test_letters_of_all_languages_reach_cloud_init() -> None:
    content = "#!/bin/sh\necho Grüße € 你好"
    (part,) = email.message_from_string(user_data([UserDataPart(content=content)])).get_payload()
    assert part.get_payload(decode=True).decode() == content


def test_equal_parts_give_equal_text() -> None:
    assert user_data([SCRIPT, CLOUD_CONFIG]) == user_data([SCRIPT, CLOUD_CONFIG])


def test_a_launch_template_gets_it_in_base64() -> None:
    assert encoded("#!/bin/sh") == "IyEvYmluL3No"


def test_the_agent_measures_memory_and_disk_by_instance_and_by_group() -> None:
    configuration = agent_configuration(CloudWatchAgent(interval_seconds=30))
    assert configuration == {
        "agent": {"metrics_collection_interval": 30},
        "metrics": {
            "namespace": "CWAgent",
            "append_dimensions": {
                "InstanceId": "${aws:InstanceId}",
                "AutoScalingGroupName": "${aws:AutoScalingGroupName}",
            },
            "aggregation_dimensions": [["InstanceId"], ["AutoScalingGroupName"]],
            "metrics_collected": {
                "mem": {"measurement": ["used_percent"]},
                "disk": {
                    "measurement": ["used_percent"],
                    "resources": ["/"],
                    "drop_device": True,
                },
            },
        },
    }


def test_the_agent_is_installed_with_exactly_that_configuration() -> None:
    agent = CloudWatchAgent(mount_points=["/", "/srv"])
    lines = agent_part(agent).content.splitlines()
    assert lines[:3] == [
        "#!/bin/bash",
        "set -euo pipefail",
        "dnf install --assumeyes amazon-cloudwatch-agent",
    ]
    file = "/opt/aws/amazon-cloudwatch-agent/etc/amazon-cloudwatch-agent.json"
    assert lines[3] == f"cat > {file} <<'END'"
    end = lines.index("END")
    assert json.loads("\n".join(lines[4:end])) == agent_configuration(agent)
    control = "/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl"
    assert lines[end + 1 :] == [f"{control} -a fetch-config -m ec2 -s -c file:{file}"]
