"""CloudWatch log groups."""

import pytest

from tests.localaws.lives import GENERATED, PREFIXED, Case, Life, Scene, Values, each_life, live
from tests.localaws.world import REGION, WORKLOAD, Aws, scene

TAGS = {"team": "a", "stage": "x"}


def with_keys(aws: Aws) -> Scene:
    s = scene()
    s.key, s.other_key = (aws.kms.create_key()["KeyMetadata"]["Arn"] for _ in range(2))
    return s


def describe_group(aws: Aws, s: Scene) -> Values | None:
    groups = aws.logs.describe_log_groups(logGroupNamePrefix=s.id)["logGroups"]
    group = next((group for group in groups if group["logGroupName"] == s.id), None)
    if group is None:
        return None
    arn = f"arn:aws:logs:{REGION}:{WORKLOAD}:log-group:{s.id}"
    return {**group, "Tags": aws.logs.list_tags_for_resource(resourceArn=arn)["tags"]}


LOG_GROUP = Case(
    token="aws:cloudwatch/logGroup:LogGroup",
    prepare=with_keys,
    describe=describe_group,
    filled=lambda s: {"name": f"{s.logical}-{GENERATED}"},
    lives=(
        Life(
            name="minimal",
            inputs=lambda _: {},
            told=lambda s: {"logGroupName": f"{s.logical}-{GENERATED}", "retentionInDays": None},
            changed=lambda s: {"kmsKeyId": s.key, "retentionInDays": 7, "tags": TAGS},
            told_changed=lambda s: {"kmsKeyId": s.key, "retentionInDays": 7, "Tags": TAGS},
        ),
        Life(
            name="full",
            inputs=lambda s: {
                "kmsKeyId": s.key,
                "name": f"/{s.name}/full",
                "retentionInDays": 30,
                "skipDestroy": False,
                "tags": TAGS,
            },
            told=lambda s: {
                "kmsKeyId": s.key,
                "logGroupName": f"/{s.name}/full",
                "retentionInDays": 30,
                "Tags": TAGS,
            },
            outputs=lambda _, s: {
                "arn": f"arn:aws:logs:{REGION}:{WORKLOAD}:log-group:/{s.name}/full",
                "tagsAll": TAGS,
            },
            changed=lambda s: {
                "kmsKeyId": s.other_key,
                "retentionInDays": 90,
                "tags": {"team": "b"},
            },
            told_changed=lambda s: {
                "kmsKeyId": s.other_key,
                "retentionInDays": 90,
                "Tags": {"team": "b"},
            },
            removed=("kmsKeyId", "retentionInDays", "tags"),
            told_removed=lambda _: {"kmsKeyId": None, "retentionInDays": None, "Tags": {}},
        ),
        Life(
            name="with a name prefix",
            inputs=lambda _: {"namePrefix": "/team/", "retentionInDays": 1},
            filled=lambda _: {"name": "/team/" + PREFIXED},
            told=lambda _: {"logGroupName": "/team/" + PREFIXED},
            outside=lambda aws, s: aws.logs.put_retention_policy(
                logGroupName=s.id, retentionInDays=3
            ),
            found=lambda _: {"retentionInDays": 3},
        ),
    ),
)
KEPT = Case(
    token=LOG_GROUP.token,
    describe=describe_group,
    filled=LOG_GROUP.filled,
    left=lambda s: {"logGroupName": s.id},
    lives=(Life(name="that stays", inputs=lambda _: {"skipDestroy": True}),),
)


@pytest.mark.parametrize(("case", "life"), each_life(LOG_GROUP, KEPT))
def test_log_groups_are_what_cloudwatch_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
