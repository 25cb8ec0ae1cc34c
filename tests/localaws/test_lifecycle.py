"""A resource through its life, where something goes wrong."""

import json
from collections.abc import Callable

import pytest
from botocore.exceptions import ClientError
from moto.core.exceptions import ServiceException
from moto.ec2.models import EC2Backend
from moto.iam.models import IAMBackend

from localaws.ledger import Ledger
from localaws.provider.lifecycle import LostValueError, MissingReferenceError, Resource
from localaws.registry import backed
from localaws.values import UNKNOWN
from tests.localaws.rows.permissions import permission, trust
from tests.localaws.rows.places import in_vpc
from tests.localaws.world import Aws, scene

VPC, SUBNET, ROLE = "aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet", "aws:iam/role:Role"
PROFILE, PARAMETER = "aws:iam/instanceProfile:InstanceProfile", "aws:ssm/parameter:Parameter"

Make = Callable[[str], Resource]


@pytest.fixture
def make(aws: Aws, ledger: Ledger) -> Make:
    """Makes a resource of a type."""

    def of_type(token: str) -> Resource:
        urn = f"urn:pulumi:stack::project::{token}::{scene().name}"
        return Resource(urn, token, aws.session, ledger)

    return of_type


def vpcs(aws: Aws, block: str) -> list[str]:
    found = aws.ec2.describe_vpcs(Filters=[{"Name": "cidr", "Values": [block]}])["Vpcs"]
    return [vpc["VpcId"] for vpc in found]


class Failing(ServiceException):
    def __init__(self) -> None:
        super().__init__("Unavailable", "not today")


def fail(*_: object, **__: object) -> None:
    raise Failing


def test_a_value_that_aws_does_not_keep_is_an_error_and_the_resource_is_taken_back(
    make: Make, aws: Aws, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(EC2Backend, "modify_vpc_attribute", lambda *_: None)
    resource = make(VPC)
    message = "AWS did not keep what it was asked to: enableDnsSupport is True and not False"
    with pytest.raises(LostValueError, match=message):
        resource.create({"cidrBlock": "10.101.0.0/16", "enableDnsSupport": False}, ())
    assert vpcs(aws, "10.101.0.0/16") == []
    assert resource.ledger.entries() == []


def test_a_secret_that_aws_does_not_keep_is_not_told(make: Make, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(EC2Backend, "modify_vpc_attribute", lambda *_: None)
    inputs = {"cidrBlock": "10.102.0.0/16", "enableDnsSupport": False}
    with pytest.raises(LostValueError, match=r"asked to: enableDnsSupport$"):
        make(VPC).create(inputs, ["enableDnsSupport"])


def test_a_resource_of_which_a_part_cannot_be_made_is_taken_back(
    make: Make, aws: Aws, monkeypatch: pytest.MonkeyPatch
):
    name = scene().name
    aws.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust("ec2"))
    monkeypatch.setattr(IAMBackend, "add_role_to_instance_profile", fail)
    with pytest.raises(ClientError, match="not today"):
        make(PROFILE).create({"name": f"{name}-profile", "role": name}, ())
    monkeypatch.undo()
    with pytest.raises(ClientError, match="NoSuchEntity"):
        aws.iam.get_instance_profile(InstanceProfileName=f"{name}-profile")


def test_a_resource_that_cannot_be_read_back_is_taken_back(
    make: Make, aws: Aws, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(EC2Backend, "describe_network_acls", fail)
    with pytest.raises(ClientError, match="not today"):
        make(VPC).create({"cidrBlock": "10.103.0.0/16"}, ())
    monkeypatch.undo()
    assert vpcs(aws, "10.103.0.0/16") == []


def test_taking_back_goes_on_where_a_part_is_missing(
    make: Make, aws: Aws, monkeypatch: pytest.MonkeyPatch
):
    """The association of an address is an output, which a half-made resource does not have."""
    monkeypatch.setattr(EC2Backend, "associate_address", fail)
    image = aws.ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    request = {"ImageId": image, "InstanceType": "t3.nano", "MinCount": 1, "MaxCount": 1}
    instance = aws.ec2.run_instances(**request)["Instances"][0]
    before = len(aws.ec2.describe_addresses()["Addresses"])
    with pytest.raises(ClientError, match="not today"):
        make("aws:ec2/eip:Eip").create({"domain": "vpc", "instance": instance["InstanceId"]}, ())
    assert len(aws.ec2.describe_addresses()["Addresses"]) == before


def test_a_flow_log_that_ec2_did_not_make_is_no_resource(make: Make, aws: Aws):
    """EC2 reports this in the answer instead of as an error."""
    s = in_vpc(aws)
    backed_log = backed("aws:ec2/flowLog:FlowLog")
    assert backed_log
    inputs = {
        "vpcId": s.vpc,
        "trafficType": "ALL",
        "logDestinationType": "s3",
        "logDestination": "arn:aws:s3:::no-such-bucket",
    }
    with pytest.raises(RuntimeError, match=r"CreateFlowLogs made nothing: .*does not exist"):
        backed_log.create(aws.session, inputs)


def test_a_dangling_reference_stops_a_creation_before_anything_is_made(make: Make, aws: Aws):
    with pytest.raises(MissingReferenceError, match="vpcId: InvalidVpcID"):
        make(SUBNET).create({"vpcId": "vpc-0123456789abcdef0", "cidrBlock": "10.7.1.0/24"}, ())


def test_an_update_asks_for_the_references_that_change_alone(make: Make, aws: Aws):
    name = scene().name
    policy = aws.iam.create_policy(PolicyName=name, PolicyDocument=permission("s3:*"))["Policy"]
    resource = make(ROLE)
    old = {
        "assumeRolePolicy": trust("ec2"),
        "name": name,
        "path": "/",
        "permissionsBoundary": policy["Arn"],
    }
    resource_id, state = resource.create(old, ())
    aws.iam.delete_policy(PolicyArn=policy["Arn"])
    new = {**old, "description": "new"}
    state = resource.update(resource_id, old, new, state, ())
    assert state["description"] == "new"
    gone = {**new, "permissionsBoundary": policy["Arn"] + "-2"}
    with pytest.raises(MissingReferenceError, match="permissionsBoundary: NoSuchEntity"):
        resource.update(resource_id, new, gone, state, ())


def test_an_update_leaves_alone_what_aws_chooses_when_it_is_left_out(make: Make, aws: Aws):
    """The policy of a topic has an operation of its own."""
    statement = {"Effect": "Allow", "Principal": "*", "Action": "sns:Publish", "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    resource = make("aws:sns/topic:Topic")
    old = {"name": scene().name, "policy": policy}
    topic, state = resource.create(old, ())
    new = {"name": old["name"], "displayName": "new"}
    resource.update(topic, old, new, state, ())
    told = aws.sns.get_topic_attributes(TopicArn=topic)["Attributes"]
    assert (json.loads(told["Policy"]), told["DisplayName"]) == (json.loads(policy), "new")


def test_a_deletion_that_aws_refuses_is_an_error_and_the_resource_stays_in_the_ledger(
    make: Make, aws: Aws
):
    resource = make(ROLE)
    inputs = {"name": scene().name, "assumeRolePolicy": trust("ec2"), "path": "/"}
    role, state = resource.create(inputs, ())
    aws.iam.put_role_policy(RoleName=role, PolicyName="x", PolicyDocument=permission("s3:*"))
    with pytest.raises(ClientError, match="DeleteConflict"):
        resource.delete(role, state)
    assert resource.ledger.find(resource.urn, role)


def test_a_resource_that_is_gone_is_told_so_and_leaves_the_ledger(make: Make, aws: Aws):
    resource = make(VPC)
    inputs = {"cidrBlock": "10.104.0.0/16"}
    vpc, state = resource.create(inputs, ())
    assert resource.ledger.find(resource.urn, vpc)
    aws.ec2.delete_vpc(VpcId=vpc)
    assert resource.read(vpc, inputs, state) is None
    assert resource.ledger.entries() == []


def test_secrets_do_not_reach_the_ledger(make: Make):
    resource = make(PARAMETER)
    inputs = {"name": scene().name, "type": "SecureString", "value": "hidden", "tags": {"a": "b"}}
    parameter, _ = resource.create(inputs, ["value", "tags"])
    entry = resource.ledger.find(resource.urn, parameter)
    assert entry
    assert "hidden" not in json.dumps(entry.known)
    assert {"value", "tags", "tagsAll"} & set(entry.known) == set()
    assert entry.known["type"] == "SecureString"


def test_an_outside_change_of_what_the_program_never_set_does_not_touch_its_inputs(
    make: Make, aws: Aws
):
    resource = make(ROLE)
    inputs = {"name": scene().name, "assumeRolePolicy": trust("ec2"), "path": "/"}
    role, state = resource.create(inputs, ())
    aws.iam.update_role_description(RoleName=role, Description="from outside")
    found = resource.read(role, inputs, state)
    assert found
    assert found[1] == inputs


def test_tags_from_outside_touch_the_inputs_even_where_the_program_set_none(make: Make, aws: Aws):
    resource = make(VPC)
    inputs = {"cidrBlock": "10.105.0.0/16"}
    vpc, state = resource.create(inputs, ())
    aws.ec2.create_tags(Resources=[vpc], Tags=[{"Key": "who", "Value": "me"}])
    found = resource.read(vpc, inputs, state)
    assert found
    outputs, refreshed = found
    assert refreshed == {**inputs, "tags": {"who": "me"}}
    assert outputs["tagsAll"] == {"who": "me"}


def test_a_preview_tells_the_inputs_and_that_the_other_outputs_are_not_known(make: Make):
    planned = make(VPC).planned({"cidrBlock": "10.0.0.0/16", "tags": {"a": "b"}})
    assert planned["cidrBlock"] == "10.0.0.0/16"
    assert planned["arn"] == planned["mainRouteTableId"] == UNKNOWN
    assert planned["tagsAll"] == {"a": "b"}
    assert "instanceTenancy" not in planned


@pytest.mark.parametrize(
    ("token", "import_id", "problem"),
    [
        ("aws:ec2/route:Route", "rtb-1", "is no import id of this type"),
        ("aws:iam/rolePolicy:RolePolicy", "role", "is no import id of this type"),
        ("aws:budgets/budget:Budget", "name", "is no import id of this type"),
    ],
)
def test_an_import_id_of_the_wrong_form_is_an_error(token, import_id, problem, make: Make):
    with pytest.raises(ValueError, match=problem):
        make(token).read(import_id, {}, {})


def test_what_does_not_exist_cannot_be_imported(make: Make):
    assert make(VPC).read("vpc-0123456789abcdef0", {}, {}) is None
    assert make("aws:s3/bucket:Bucket").read("no-such-bucket", {}, {}) is None
    assert make(PARAMETER).read("/no/such/parameter", {}, {}) is None
