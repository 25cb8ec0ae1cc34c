import json

from components.landing_zone.providers import AccountProvider
from tests.accounts import HOME, SANDBOX
from tests.recording import record


def test_the_provider_assumes_the_accounts_role_and_allows_no_other_account() -> None:
    recording = record(lambda: AccountProvider(SANDBOX, region=HOME), stack="sandbox-2")
    provider = recording.only("pulumi:providers:aws")
    assert provider.name == "sandbox"
    assert provider.inputs["region"] == HOME
    assert json.loads(provider.inputs["allowedAccountIds"]) == [SANDBOX.id]
    assert json.loads(provider.inputs["assumeRoles"]) == [
        {
            "roleArn": "arn:aws:iam::444444444444:role/LandingZoneDeployment",
            "sessionName": "pulumi-landing-zone-sandbox-2",
        }
    ]


def test_the_provider_tags_everything_with_the_accounts_tags() -> None:
    recording = record(lambda: AccountProvider(SANDBOX, region=HOME))
    assert json.loads(recording.only("pulumi:providers:aws").inputs["defaultTags"]) == {
        "tags": {"owner": "platform-team", "cost-center": "training"}
    }


def test_the_provider_remembers_its_account() -> None:
    providers = []
    record(lambda: providers.append(AccountProvider(SANDBOX, region=HOME)))
    assert providers[0].account == SANDBOX
