"""SSM parameters."""

import pytest

from tests.localaws.lives import GENERATED, Case, Life, Scene, Values, each_life, live
from tests.localaws.world import REGION, WORKLOAD, Aws, tags

TAGS = {"team": "a", "stage": "x"}


def describe(aws: Aws, s: Scene) -> Values | None:
    wanted = [{"Key": "Name", "Option": "Equals", "Values": [s.id]}]
    found = aws.ssm.describe_parameters(ParameterFilters=wanted)["Parameters"]
    if not found:
        return None
    tagged = aws.ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId=s.id)
    value = aws.ssm.get_parameter(Name=s.id, WithDecryption=True)["Parameter"]["Value"]
    return {**found[0], "Tags": tags(tagged["TagList"]), "Value": value}


PARAMETER = Case(
    token="aws:ssm/parameter:Parameter",
    describe=describe,
    filled=lambda s: {"name": f"{s.logical}-{GENERATED}"},
    lives=(
        Life(
            name="minimal",
            inputs=lambda _: {"type": "String", "value": "one"},
            told=lambda s: {"Name": f"{s.logical}-{GENERATED}", "Type": "String", "Value": "one"},
            outputs=lambda _, s: {
                "arn": f"arn:aws:ssm:{REGION}:{WORKLOAD}:parameter/{s.id}",
                "version": 1,
                "tagsAll": {},
            },
            changed=lambda _: {"type": "StringList", "value": "one,two"},
            told_changed=lambda _: {"Type": "StringList", "Value": "one,two"},
            outside=lambda aws, s: aws.ssm.put_parameter(
                Name=s.id, Value="three", Type="StringList", Overwrite=True
            ),
            found=lambda _: {"value": "three"},
        ),
        Life(
            name="full",
            inputs=lambda s: {
                "allowedPattern": "[a-z]+",
                "dataType": "text",
                "description": "an image",
                "keyId": "alias/aws/ssm",
                "name": f"/{s.name}/image",
                "overwrite": True,
                "tags": TAGS,
                "tier": "Standard",
                "type": "SecureString",
                "value": "first",
            },
            told=lambda s: {
                "AllowedPattern": "[a-z]+",
                "DataType": "text",
                "Description": "an image",
                "KeyId": "alias/aws/ssm",
                "Name": f"/{s.name}/image",
                "Tags": TAGS,
                "Tier": "Standard",
                "Type": "SecureString",
                "Value": "first",
            },
            outputs=lambda _, s: {
                "arn": f"arn:aws:ssm:{REGION}:{WORKLOAD}:parameter/{s.name}/image",
                "tagsAll": TAGS,
            },
            changed=lambda _: {
                "allowedPattern": "[a-z0-9]+",
                "description": "another image",
                "keyId": "alias/other",
                "tags": {"team": "b"},
                "tier": "Advanced",
                "value": "second2",
            },
            told_changed=lambda _: {
                "AllowedPattern": "[a-z0-9]+",
                "Description": "another image",
                "KeyId": "alias/other",
                "Tags": {"team": "b"},
                "Tier": "Advanced",
                "Value": "second2",
            },
            removed=("allowedPattern", "description", "tags"),
            told_removed=lambda _: {"AllowedPattern": None, "Description": None, "Tags": {}},
        ),
        Life(
            name="hidden, with a key of SSM",
            inputs=lambda _: {"type": "SecureString", "value": "hidden"},
            told=lambda _: {"KeyId": "alias/aws/ssm", "Value": "hidden"},
        ),
        Life(
            name="of an image",
            inputs=lambda _: {
                "dataType": "aws:ec2:image",
                "type": "String",
                "value": "ami-03cf127a",
            },
            told=lambda _: {"DataType": "aws:ec2:image"},
            changed=lambda _: {"value": "ami-785db401"},
            told_changed=lambda _: {"Value": "ami-785db401"},
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(PARAMETER))
def test_parameters_are_what_ssm_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
