"""Who a provider instance is, once its roles are assumed."""

import json

import pytest

from localaws.organization import access_key
from localaws.provider.configuration import ConfigurationError, configure
from localaws.session import Session
from tests.localaws.world import MANAGEMENT, OTHER, REGION, ROLE, WORKLOAD, Aws, scene


@pytest.fixture
def hub(emulator) -> Session:
    """The management account's caller, as the environment gives it."""
    return emulator.session()


def role_in(account: str, name: str = ROLE) -> dict[str, str]:
    return {"roleArn": f"arn:aws:iam::{account}:role/{name}"}


def identity(session: Session) -> str:
    return str(session.call("sts", "GetCallerIdentity", {})["Account"])


def test_without_a_role_the_ambient_caller_works_in_the_given_region(hub):
    configuration = configure({"region": REGION}, hub)
    assert (configuration.session.account, configuration.session.region) == (MANAGEMENT, REGION)
    assert identity(configuration.session) == MANAGEMENT
    assert configuration.default_tags == {}


def test_an_assumed_role_makes_the_caller_one_of_its_account(hub):
    arguments = {
        "region": REGION,
        "assumeRoles": [{**role_in(WORKLOAD), "sessionName": "deploy", "externalId": "secret"}],
        "allowedAccountIds": [WORKLOAD],
    }
    session = configure(arguments, hub).session
    assert (session.account, identity(session)) == (WORKLOAD, WORKLOAD)
    arn = session.as_assumed().call("sts", "GetCallerIdentity", {})["Arn"]
    assert arn == f"arn:aws:sts::{WORKLOAD}:assumed-role/{ROLE}/deploy"


def test_roles_are_assumed_one_after_the_other(hub, aws: Aws, emulator):
    other = Aws(emulator.session(OTHER, REGION))
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{WORKLOAD}:root"},
        "Action": "sts:AssumeRole",
    }
    trust = json.dumps({"Version": "2012-10-17", "Statement": statement})
    name = scene().name
    other.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)
    chain = [role_in(WORKLOAD), role_in(OTHER, name)]
    assert configure({"region": REGION, "assumeRoles": chain}, hub).session.account == OTHER


@pytest.mark.parametrize(
    "role",
    [
        role_in(WORKLOAD, "NoSuchRole"),
        role_in("999999999999"),
        role_in(WORKLOAD, "path/NoSuchRole"),
        {"roleArn": "this is no role, and long enough"},
        {"roleArn": f"arn:aws:iam::{WORKLOAD}:user/{ROLE}"},
    ],
)
def test_a_role_or_account_that_does_not_exist_is_refused(role, hub):
    with pytest.raises(ConfigurationError, match=r"Cannot assume IAM Role .*not authorized"):
        configure({"region": REGION, "assumeRoles": [role]}, hub)


def test_a_role_that_is_no_arn_is_refused_in_botocores_words(hub):
    with pytest.raises(ConfigurationError, match="Cannot assume IAM Role short: Parameter valid"):
        configure({"region": REGION, "assumeRoles": [{"roleArn": "short"}]}, hub)


def test_a_caller_whom_the_role_does_not_trust_is_refused(emulator):
    stranger = emulator.session(OTHER)
    with pytest.raises(ConfigurationError, match=f"arn:aws:iam::{OTHER}:root is not authorized"):
        configure({"region": REGION, "assumeRoles": [role_in(WORKLOAD)]}, stranger)


def test_a_role_in_snake_case_is_refused_by_what_was_given(hub):
    role = {"role_arn": "x", "session_name": "y"}
    with pytest.raises(ConfigurationError, match="was given role_arn, session_name"):
        configure({"region": REGION, "assumeRoles": [role]}, hub)


@pytest.mark.parametrize(
    ("accounts", "fine"),
    [
        ({"allowedAccountIds": [MANAGEMENT]}, True),
        ({"allowedAccountIds": [WORKLOAD, MANAGEMENT]}, True),
        ({"allowedAccountIds": [WORKLOAD]}, False),
        ({"forbiddenAccountIds": [WORKLOAD]}, True),
        ({"forbiddenAccountIds": [MANAGEMENT]}, False),
        ({"allowedAccountIds": json.dumps([WORKLOAD])}, False),
        ({"allowedAccountIds": json.dumps([MANAGEMENT])}, True),
    ],
)
def test_only_allowed_accounts_are_worked_in(accounts, fine, hub):
    if fine:
        assert configure({"region": REGION, **accounts}, hub).session.account == MANAGEMENT
        return
    with pytest.raises(ConfigurationError, match=f"AWS account ID not allowed: {MANAGEMENT}"):
        configure({"region": REGION, **accounts}, hub)


def test_an_access_key_is_another_caller(hub):
    arguments = {"region": REGION, "accessKey": access_key(OTHER), "secretKey": "any"}
    session = configure(arguments, hub).session
    assert (session.account, identity(session)) == (OTHER, OTHER)


def test_an_access_key_that_nobody_has_is_refused(hub):
    arguments = {"region": REGION, "accessKey": access_key("999999999999")}
    with pytest.raises(ConfigurationError, match="security token included in the request is inv"):
        configure(arguments, hub)


def test_arguments_that_would_be_lost_are_refused_by_name(hub):
    arguments = {"region": REGION, "endpoints": [], "ignoreTags": {"keys": ["a"]}}
    with pytest.raises(ConfigurationError, match="does not act on endpoints, ignoreTags,"):
        configure(arguments, hub)


def test_arguments_that_are_none_or_about_the_plugin_are_not(hub):
    arguments = {"region": REGION, "endpoints": None, "version": "7.51.1", "maxRetries": 3}
    assert configure(arguments, hub).session.region == REGION


@pytest.mark.parametrize("region", [{}, {"region": None}, {"region": ""}])
def test_a_provider_without_a_region_is_refused(region, hub):
    with pytest.raises(ConfigurationError, match="Missing region configuration"):
        configure(region, hub)


@pytest.mark.parametrize("tags", [{"tags": {"owner": "us"}}, json.dumps({"tags": {"owner": "us"}})])
def test_default_tags_are_read_as_json_too(tags, hub):
    assert configure({"region": REGION, "defaultTags": tags}, hub).default_tags == {"owner": "us"}
