"""EC2 placement groups."""

import pytest
from botocore.exceptions import ClientError

from tests.localaws.rows.machines import placement_group, running_instance
from tests.localaws.rows.places import in_subnet
from tests.localaws.world import REGION, WORKLOAD, Aws, scene, tags


@pytest.mark.parametrize(
    ("request_", "partitions", "level"),
    [
        ({"Strategy": "cluster"}, None, None),
        ({"Strategy": "partition"}, 2, None),
        ({"Strategy": "partition", "PartitionCount": 5}, 5, None),
        ({"Strategy": "spread"}, None, "rack"),
        ({"Strategy": "spread", "SpreadLevel": "host"}, None, "host"),
    ],
)
def test_a_group_is_what_it_was_made(request_, partitions, level, aws: Aws):
    name = scene().name
    tagged = [{"ResourceType": "placement-group", "Tags": [{"Key": "of", "Value": "group"}]}]
    made = aws.ec2.create_placement_group(GroupName=name, TagSpecifications=tagged, **request_)
    (told,) = aws.ec2.describe_placement_groups(GroupNames=[name])["PlacementGroups"]
    assert told == made["PlacementGroup"]
    assert (told["Strategy"], told["State"]) == (request_["Strategy"], "available")
    assert (told.get("PartitionCount"), told.get("SpreadLevel")) == (partitions, level)
    assert told["GroupArn"] == f"arn:aws:ec2:{REGION}:{WORKLOAD}:placement-group/{name}"
    assert tags(told["Tags"]) == {"of": "group"}
    (by_id,) = aws.ec2.describe_placement_groups(GroupIds=[told["GroupId"]])["PlacementGroups"]
    assert by_id == told


def test_groups_are_filtered(aws: Aws):
    names = {placement_group(aws, "spread"), placement_group(aws, "spread")}
    other = placement_group(aws, "cluster")
    spread = [{"Name": "strategy", "Values": ["spread"]}]
    found = aws.ec2.describe_placement_groups(Filters=spread)["PlacementGroups"]
    assert names <= {group["GroupName"] for group in found}
    assert other not in {group["GroupName"] for group in found}


def test_a_name_is_used_once_and_partitions_are_for_partitions(aws: Aws):
    name = placement_group(aws)
    with pytest.raises(ClientError, match=r"InvalidPlacementGroup\.Duplicate"):
        aws.ec2.create_placement_group(GroupName=name, Strategy="spread")
    with pytest.raises(ClientError, match="InvalidParameterCombination"):
        aws.ec2.create_placement_group(GroupName=scene().name, Strategy="cluster", PartitionCount=2)


def test_a_group_is_tagged_later(aws: Aws):
    name = placement_group(aws)
    (group,) = aws.ec2.describe_placement_groups(GroupNames=[name])["PlacementGroups"]
    aws.ec2.create_tags(Resources=[group["GroupId"]], Tags=[{"Key": "of", "Value": "us"}])
    (group,) = aws.ec2.describe_placement_groups(GroupNames=[name])["PlacementGroups"]
    assert tags(group["Tags"]) == {"of": "us"}
    with pytest.raises(ClientError, match=r"InvalidPlacementGroup\.Unknown"):
        aws.ec2.create_tags(Resources=["pg-0123456789abcdef0"], Tags=[{"Key": "of", "Value": "us"}])


def test_a_group_is_deleted_when_its_last_instance_is_gone(aws: Aws):
    name = placement_group(aws)
    instance = running_instance(aws, in_subnet(aws), Placement={"GroupName": name})
    (reservation,) = aws.ec2.describe_instances(InstanceIds=[instance])["Reservations"]
    placed = reservation["Instances"][0]["Placement"]
    (group,) = aws.ec2.describe_placement_groups(GroupNames=[name])["PlacementGroups"]
    assert (placed["GroupName"], placed["GroupId"]) == (name, group["GroupId"])
    with pytest.raises(ClientError, match=r"InvalidPlacementGroup\.InUse"):
        aws.ec2.delete_placement_group(GroupName=name)
    aws.ec2.terminate_instances(InstanceIds=[instance])
    aws.ec2.delete_placement_group(GroupName=name)
    with pytest.raises(ClientError, match=r"InvalidPlacementGroup\.Unknown"):
        aws.ec2.describe_placement_groups(GroupNames=[name])
    with pytest.raises(ClientError, match=r"InvalidPlacementGroup\.Unknown"):
        aws.ec2.delete_placement_group(GroupName=name)
