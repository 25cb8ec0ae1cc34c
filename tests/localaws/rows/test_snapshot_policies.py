"""Policies of Amazon Data Lifecycle Manager."""

import pytest

from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.permissions import trust
from tests.localaws.world import OTHER, REGION, WORKLOAD, Aws, scene


def with_roles(aws: Aws) -> Scene:
    s = scene()
    s.role, s.other_role = (
        aws.iam.create_role(RoleName=f"{s.name}-{which}", AssumeRolePolicyDocument=trust("dlm"))[
            "Role"
        ]["Arn"]
        for which in ("first", "second")
    )
    s.key, s.other_key = (aws.kms.create_key()["KeyMetadata"]["Arn"] for _ in range(2))
    return s


def describe(aws: Aws, s: Scene) -> Values:
    told = aws.dlm.get_lifecycle_policy(PolicyId=s.id)["Policy"]
    return {**told, "Tags": told.get("Tags") or {}}


def outputs(_: Aws, s: Scene) -> Values:
    return {
        "arn": f"arn:aws:dlm:{REGION}:{WORKLOAD}:policy/{s.id}",
        "defaultPolicy": None,
        "tagsAll": {"of": "policy"},
    }


def pairs(**tags: str) -> list[Values]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


UNITS = ("DAYS", "WEEKS")


def volumes(s: Scene, n: int) -> Values:
    """The first (0) and the second (1) of two policies for volumes that have no value in common."""
    return {
        "policyType": "EBS_SNAPSHOT_MANAGEMENT",
        "policyLanguage": "STANDARD",
        "resourceLocations": ("CLOUD", "LOCAL_ZONE")[n],
        "resourceTypes": [("VOLUME", "INSTANCE")[n]],
        "targetTags": {"backup": ("daily", "weekly")[n]},
        "parameters": {
            "excludeBootVolume": n == 0,
            "excludeDataVolumeTags": {"scratch": ("a", "b")[n]},
        },
        "schedules": [
            {
                "name": ("first", "second")[n],
                "copyTags": True,
                "tagsToAdd": {"made": ("by us", "by them")[n]},
                "variableTags": {"instance": ("$(instance-id)", "$(timestamp)")[n]},
                "createRule": {
                    "interval": (24, 12)[n],
                    "intervalUnit": "HOURS",
                    "location": ("CLOUD", "LOCAL_ZONE")[n],
                    "times": ("03:00", "04:00")[n],
                    "scripts": {
                        "executeOperationOnScriptFailure": n == 0,
                        "executionHandler": ("AWS_VSS_BACKUP", "before-snapshot")[n],
                        "executionHandlerService": "AWS_SYSTEMS_MANAGER",
                        "executionTimeout": 10 + n,
                        "maximumRetryCount": 1 + n,
                        "stages": [("PRE", "POST")[n]],
                    },
                },
                "retainRule": {"count": 7 + n},
                "archiveRule": {"archiveRetainRule": {"retentionArchiveTier": {"count": 3 + n}}},
                "fastRestoreRule": {"availabilityZones": [f"{REGION}{'ab'[n]}"], "count": 1 + n},
                "crossRegionCopyRules": [
                    {
                        "cmkArn": (s.key, s.other_key)[n],
                        "copyTags": n == 0,
                        "encrypted": True,
                        "retainRule": {"interval": 1 + n, "intervalUnit": UNITS[n]},
                        "target": f"eu-west-{1 + n}",
                    },
                    {"encrypted": False, "targetRegion": f"us-west-{1 + n}"},
                ],
                "shareRule": {
                    "targetAccounts": [(OTHER, WORKLOAD)[n]],
                    "unshareInterval": 5 + n,
                    "unshareIntervalUnit": UNITS[n],
                },
            },
            {
                "name": "weekly",
                "createRule": {"cronExpression": f"cron(0 {3 + n} ? * SUN *)"},
                "retainRule": {"interval": 9 + n, "intervalUnit": UNITS[n]},
                "archiveRule": {
                    "archiveRetainRule": {
                        "retentionArchiveTier": {"interval": 90 + n, "intervalUnit": UNITS[n]}
                    }
                },
                "fastRestoreRule": {
                    "availabilityZones": [f"{REGION}a"],
                    "interval": 2 + n,
                    "intervalUnit": UNITS[n],
                },
            },
        ],
    }


def volumes_told(s: Scene, n: int) -> Values:
    return {
        "PolicyType": "EBS_SNAPSHOT_MANAGEMENT",
        "PolicyLanguage": "STANDARD",
        "ResourceLocations": [("CLOUD", "LOCAL_ZONE")[n]],
        "ResourceTypes": [("VOLUME", "INSTANCE")[n]],
        "TargetTags": pairs(backup=("daily", "weekly")[n]),
        "Parameters": {
            "ExcludeBootVolume": n == 0,
            "ExcludeDataVolumeTags": pairs(scratch=("a", "b")[n]),
        },
        "Schedules": [
            {
                "Name": ("first", "second")[n],
                "CopyTags": True,
                "TagsToAdd": pairs(made=("by us", "by them")[n]),
                "VariableTags": pairs(instance=("$(instance-id)", "$(timestamp)")[n]),
                "CreateRule": {
                    "Interval": (24, 12)[n],
                    "IntervalUnit": "HOURS",
                    "Location": ("CLOUD", "LOCAL_ZONE")[n],
                    "Times": [("03:00", "04:00")[n]],
                    "Scripts": [
                        {
                            "ExecuteOperationOnScriptFailure": n == 0,
                            "ExecutionHandler": ("AWS_VSS_BACKUP", "before-snapshot")[n],
                            "ExecutionHandlerService": "AWS_SYSTEMS_MANAGER",
                            "ExecutionTimeout": (10, 11)[n],
                            "MaximumRetryCount": (1, 2)[n],
                            "Stages": [("PRE", "POST")[n]],
                        }
                    ],
                },
                "RetainRule": {"Count": (7, 8)[n]},
                "ArchiveRule": {"RetainRule": {"RetentionArchiveTier": {"Count": (3, 4)[n]}}},
                "FastRestoreRule": {
                    "AvailabilityZones": [(f"{REGION}a", f"{REGION}b")[n]],
                    "Count": (1, 2)[n],
                },
                "CrossRegionCopyRules": [
                    {
                        "CmkArn": (s.key, s.other_key)[n],
                        "CopyTags": n == 0,
                        "Encrypted": True,
                        "RetainRule": {"Interval": (1, 2)[n], "IntervalUnit": UNITS[n]},
                        "Target": ("eu-west-1", "eu-west-2")[n],
                    },
                    {"Encrypted": False, "TargetRegion": ("us-west-1", "us-west-2")[n]},
                ],
                "ShareRules": [
                    {
                        "TargetAccounts": [(OTHER, WORKLOAD)[n]],
                        "UnshareInterval": (5, 6)[n],
                        "UnshareIntervalUnit": UNITS[n],
                    }
                ],
            },
            {
                "Name": "weekly",
                "CreateRule": {"CronExpression": ("cron(0 3 ? * SUN *)", "cron(0 4 ? * SUN *)")[n]},
                "RetainRule": {"Interval": (9, 10)[n], "IntervalUnit": UNITS[n]},
                "ArchiveRule": {
                    "RetainRule": {
                        "RetentionArchiveTier": {
                            "Interval": (90, 91)[n],
                            "IntervalUnit": UNITS[n],
                        }
                    }
                },
                "FastRestoreRule": {
                    "AvailabilityZones": [f"{REGION}a"],
                    "Interval": (2, 3)[n],
                    "IntervalUnit": UNITS[n],
                },
            },
        ],
    }


def images(n: int) -> Values:
    return {
        "policyType": "IMAGE_MANAGEMENT",
        "resourceTypes": ["INSTANCE"],
        "targetTags": {"image": ("daily", "weekly")[n]},
        "parameters": {"noReboot": n == 0},
        "schedules": [
            {
                "name": "images",
                "createRule": {"interval": 24},
                "retainRule": {"count": 7},
                "deprecateRule": {"count": 2 + n},
            },
            {
                "name": "others",
                "createRule": {"interval": 24},
                "retainRule": {"count": 7},
                "deprecateRule": {"interval": 3 + n, "intervalUnit": UNITS[n]},
                "crossRegionCopyRules": [
                    {
                        "encrypted": False,
                        "target": "eu-west-1",
                        "deprecateRule": {"interval": 4 + n, "intervalUnit": UNITS[n]},
                    }
                ],
            },
        ],
    }


def images_told(n: int) -> Values:
    made = {"CreateRule": {"Interval": 24}, "RetainRule": {"Count": 7}}
    return {
        "PolicyType": "IMAGE_MANAGEMENT",
        "PolicyLanguage": "STANDARD",
        "ResourceTypes": ["INSTANCE"],
        "TargetTags": pairs(image=("daily", "weekly")[n]),
        "Parameters": {"NoReboot": n == 0},
        "Schedules": [
            {"Name": "images", **made, "DeprecateRule": {"Count": (2, 3)[n]}},
            {
                "Name": "others",
                **made,
                "DeprecateRule": {"Interval": (3, 4)[n], "IntervalUnit": UNITS[n]},
                "CrossRegionCopyRules": [
                    {
                        "Encrypted": False,
                        "Target": "eu-west-1",
                        "DeprecateRule": {"Interval": (4, 5)[n], "IntervalUnit": UNITS[n]},
                    }
                ],
            },
        ],
    }


def events(s: Scene, n: int) -> Values:
    return {
        "policyType": "EVENT_BASED_POLICY",
        "eventSource": {
            "type": "MANAGED_CWE",
            "parameters": {
                "descriptionRegex": ("^.*ours.*$", "^.*theirs.*$")[n],
                "eventType": "shareSnapshot",
                "snapshotOwners": [(OTHER, WORKLOAD)[n]],
            },
        },
        "action": {
            "name": ("copy", "copy again")[n],
            "crossRegionCopies": [
                {
                    "target": f"eu-west-{1 + n}",
                    "encryptionConfiguration": {
                        "cmkArn": (s.key, s.other_key)[n],
                        "encrypted": True,
                    },
                    "retainRule": {"interval": 3 + n, "intervalUnit": UNITS[n]},
                }
            ],
        },
    }


def events_told(s: Scene, n: int) -> Values:
    return {
        "PolicyType": "EVENT_BASED_POLICY",
        "PolicyLanguage": "STANDARD",
        "EventSource": {
            "Type": "MANAGED_CWE",
            "Parameters": {
                "DescriptionRegex": ("^.*ours.*$", "^.*theirs.*$")[n],
                "EventType": "shareSnapshot",
                "SnapshotOwner": [(OTHER, WORKLOAD)[n]],
            },
        },
        "Actions": [
            {
                "Name": ("copy", "copy again")[n],
                "CrossRegionCopy": [
                    {
                        "Target": ("eu-west-1", "eu-west-2")[n],
                        "EncryptionConfiguration": {
                            "CmkArn": (s.key, s.other_key)[n],
                            "Encrypted": True,
                        },
                        "RetainRule": {"Interval": (3, 4)[n], "IntervalUnit": UNITS[n]},
                    }
                ],
            }
        ],
    }


def everything(n: int) -> Values:
    """A default policy, for whatever has no backup."""
    return {
        "copyTags": True,
        "createInterval": 2 + n,
        "exclusions": {
            "excludeBootVolumes": n == 0,
            "excludeTags": {"scratch": ("a", "b")[n]},
            "excludeVolumeTypes": [("gp2", "st1")[n]],
        },
        "extendDeletion": True,
        "policyLanguage": "SIMPLIFIED",
        "resourceType": "VOLUME",
        "retainInterval": 8 + n,
    }


def everything_told(n: int) -> Values:
    return {
        "CopyTags": True,
        "CreateInterval": (2, 3)[n],
        "Exclusions": {
            "ExcludeBootVolumes": n == 0,
            "ExcludeTags": pairs(scratch=("a", "b")[n]),
            "ExcludeVolumeTypes": [("gp2", "st1")[n]],
        },
        "ExtendDeletion": True,
        "PolicyLanguage": "SIMPLIFIED",
        "PolicyType": "EBS_SNAPSHOT_MANAGEMENT",
        "ResourceType": "VOLUME",
        "RetainInterval": (8, 9)[n],
    }


def named(s: Scene, details: Values) -> Values:
    return {"description": "backups", "executionRoleArn": s.role, "policyDetails": details}


def stopped_by_somebody(aws: Aws, s: Scene) -> object:
    return aws.dlm.update_lifecycle_policy(PolicyId=s.id, State="DISABLED")


POLICIES = Case(
    token="aws:dlm/lifecyclePolicy:LifecyclePolicy",
    prepare=with_roles,
    describe=describe,
    filled=lambda _: {"state": "ENABLED"},
    lives=(
        Life(
            name="of volumes",
            inputs=lambda s: {**named(s, volumes(s, 0)), "tags": {"of": "policy"}},
            told=lambda s: {
                "Description": "backups",
                "ExecutionRoleArn": s.role,
                "PolicyDetails": volumes_told(s, 0),
                "State": "ENABLED",
                "Tags": {"of": "policy"},
            },
            outputs=outputs,
            changed=lambda s: {
                "description": "other backups",
                "executionRoleArn": s.other_role,
                "policyDetails": volumes(s, 1),
                "state": "DISABLED",
                "tags": {"of": "us", "new": "x"},
            },
            told_changed=lambda s: {
                "Description": "other backups",
                "ExecutionRoleArn": s.other_role,
                "PolicyDetails": volumes_told(s, 1),
                "State": "DISABLED",
                "Tags": {"of": "us", "new": "x"},
            },
            removed=("tags",),
            told_removed=lambda _: {"Tags": {}},
        ),
        Life(
            name="of images",
            inputs=lambda s: named(s, images(0)),
            told=lambda _: {"PolicyDetails": images_told(0)},
            changed=lambda _: {"policyDetails": images(1)},
            told_changed=lambda _: {"PolicyDetails": images_told(1)},
            outside=stopped_by_somebody,
            found=lambda _: {"state": "DISABLED"},
        ),
        Life(
            name="of events",
            inputs=lambda s: named(s, events(s, 0)),
            told=lambda s: {"PolicyDetails": events_told(s, 0)},
            changed=lambda s: {"policyDetails": events(s, 1)},
            told_changed=lambda s: {"PolicyDetails": events_told(s, 1)},
        ),
        Life(
            name="of everything",
            inputs=lambda s: {**named(s, everything(0)), "defaultPolicy": "VOLUME"},
            told=lambda _: {"DefaultPolicy": True, "PolicyDetails": everything_told(0)},
            outputs=lambda _, __: {"defaultPolicy": "VOLUME"},
            changed=lambda _: {"policyDetails": everything(1)},
            told_changed=lambda _: {"PolicyDetails": everything_told(1)},
        ),
        Life(
            name="of everything as AWS does it",
            inputs=lambda s: {
                **named(s, {"exclusions": {"excludeBootVolumes": True}}),
                "defaultPolicy": "INSTANCE",
            },
            told=lambda _: {
                "DefaultPolicy": True,
                "PolicyDetails": {
                    "CopyTags": False,
                    "CreateInterval": 1,
                    "Exclusions": {"ExcludeBootVolumes": True},
                    "ExtendDeletion": False,
                    "PolicyLanguage": "SIMPLIFIED",
                    "PolicyType": "EBS_SNAPSHOT_MANAGEMENT",
                    "ResourceType": "INSTANCE",
                    "RetainInterval": 7,
                },
            },
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(POLICIES))
def test_policies_are_what_the_service_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
