"""STS: who may assume which role. What `configure` makes of it is tested in test_configuration.py."""

import json

import pytest
from botocore.exceptions import ClientError

from tests.localaws.world import MANAGEMENT, OTHER, WORKLOAD, Aws, scene


def trusting(aws: Aws, *statements: dict) -> str:
    """A role with a trust policy; its ARN."""
    trust = json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
    name = scene().name
    return aws.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)["Role"]["Arn"]


def allow(principal: object, effect: str = "Allow") -> dict:
    return {"Effect": effect, "Principal": principal, "Action": "sts:AssumeRole"}


ROOT = f"arn:aws:iam::{MANAGEMENT}:root"


@pytest.mark.parametrize(
    "principal",
    [
        {"AWS": ROOT},
        {"AWS": [f"arn:aws:iam::{OTHER}:root", ROOT]},
        {"AWS": MANAGEMENT},
        {"AWS": f"arn:aws:iam::{MANAGEMENT}:role/any"},
        {"AWS": "*"},
        "*",
    ],
)
def test_a_role_that_trusts_the_caller_is_assumed(principal, aws: Aws, emulator):
    role = trusting(aws, allow({"Service": "ec2.amazonaws.com"}), allow(principal))
    hub = Aws(emulator.session())
    assumed = hub.sts.assume_role(RoleArn=role, RoleSessionName="test")
    assert assumed["AssumedRoleUser"]["Arn"].startswith(f"arn:aws:sts::{WORKLOAD}:assumed-role/")


@pytest.mark.parametrize(
    "statement",
    [
        allow({"AWS": f"arn:aws:iam::{OTHER}:root"}),
        allow({"Service": "ec2.amazonaws.com"}),
        allow({"AWS": ROOT}, "Deny"),
        allow({}),
    ],
)
def test_a_role_that_does_not_trust_the_caller_is_not(statement, aws: Aws, emulator):
    hub = Aws(emulator.session())
    with pytest.raises(ClientError, match="AccessDenied") as raised:
        hub.sts.assume_role(RoleArn=trusting(aws, statement), RoleSessionName="test")
    assert f"User: {ROOT} is not authorized to perform: sts:AssumeRole" in str(raised.value)


@pytest.mark.parametrize("expected", ["team-a", ["team-b", "team-a"]])
def test_a_role_that_asks_for_an_external_id_is_assumed_with_it_only(expected, aws: Aws, emulator):
    condition = {"StringEquals": {"sts:ExternalId": expected}}
    role = trusting(aws, {**allow({"AWS": ROOT}), "Condition": condition})
    hub = Aws(emulator.session())
    assert hub.sts.assume_role(RoleArn=role, RoleSessionName="test", ExternalId="team-a")
    for wrong in ({"ExternalId": "team-c"}, {}):
        with pytest.raises(ClientError, match="AccessDenied"):
            hub.sts.assume_role(RoleArn=role, RoleSessionName="test", **wrong)


def test_a_role_with_a_path_is_found(aws: Aws, emulator):
    trust = json.dumps({"Version": "2012-10-17", "Statement": allow("*")})
    role = aws.iam.create_role(RoleName=scene().name, Path="/a/b/", AssumeRolePolicyDocument=trust)
    hub = Aws(emulator.session())
    assert hub.sts.assume_role(RoleArn=role["Role"]["Arn"], RoleSessionName="test")


def test_a_session_speaks_for_the_account_of_its_role(aws: Aws, emulator):
    role = trusting(aws, allow({"AWS": ROOT}))
    hub = Aws(emulator.session())
    given = hub.sts.assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    assert emulator.knows_key(given["AccessKeyId"])
    assert not emulator.knows_key("ASIAUNKNOWNUNKNOWN00")
