from collections.abc import Callable
from dataclasses import dataclass

import pulumi
import pulumi_aws
import pytest
from pulumi_aws import sqs

from components.landing_zone.accounts import Account
from components.landing_zone.providers import AccountProvider
from components.landing_zone.tiers import Tier
from components.problems import Problem
from components.shared.account_check import MissingProviderError, WrongAccountError
from components.shared.component import BadArgumentsError, Component
from tests.accounts import HOME, SANDBOX, account
from tests.recording import CALLER_IDENTITY, Recording, record, start_recording

OTHER = account(name="other", id="999999999999", permissions_boundary_arn=None)
QUEUE = "aws:sqs/queue:Queue"


@dataclass(frozen=True, kw_only=True)
class MailboxArgs:
    account: Account
    size: int
    region: str | None = None

    def problems(self) -> list[Problem]:
        return [] if self.size < 10 else [Problem(path="size", value=self.size, limit="below 10")]


class Mailbox(Component):
    """A component of the tests: one queue."""

    url: pulumi.Output[str]
    topic: pulumi.Output[str] | None

    def __init__(
        self, name: str, args: MailboxArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        args = self.accepted(MailboxArgs, name, args)
        super().__init__(name, args.account, opts)
        queue = sqs.Queue(f"{name}-queue", opts=self.stateful(f"{name}-queue"))
        self.url, self.topic = queue.id, None
        self.register_declared_outputs()


class House(Component):
    """A component of the tests that holds another one."""

    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, SANDBOX, opts)
        Mailbox(f"{name}-mailbox", MailboxArgs(account=SANDBOX, size=1), self.child())


def failing(program: Callable[[], object], error: type[Exception]) -> tuple[Recording, str]:
    """What was registered before the program failed, and its message."""
    recording = start_recording(answers={CALLER_IDENTITY: lambda _: {"accountId": "444444444444"}})
    with pytest.raises(error) as caught:
        pulumi.runtime.test(program)()
    return recording, str(caught.value)


def provider(of: Account = SANDBOX) -> AccountProvider:
    return AccountProvider(of, region=HOME)


def test_a_component_has_the_type_of_the_package_and_its_children_stand_below_it() -> None:
    recording = record(
        lambda: Mailbox(
            "m", MailboxArgs(account=SANDBOX, size=1), pulumi.ResourceOptions(provider=provider())
        )
    )
    mailbox = recording.only("landing-zone:index:Mailbox")
    assert recording.only(QUEUE).parent == mailbox.urn
    assert recording.only(QUEUE).name == "m-queue"


def test_outputs_are_registered_once_with_the_declared_keys() -> None:
    recording = record(
        lambda: Mailbox(
            "m", MailboxArgs(account=SANDBOX, size=1), pulumi.ResourceOptions(provider=provider())
        )
    )
    # The output that is None is not there for whoever reads it.
    assert list(recording.outputs_of("landing-zone:index:Mailbox", "m")) == ["url"]


def test_a_nested_component_belongs_to_its_parent_and_to_the_parents_provider() -> None:
    recording = record(lambda: House("h", pulumi.ResourceOptions(provider=provider())))
    queue = recording.only(QUEUE)
    assert "House$landing-zone:index:Mailbox$aws:sqs/queue:Queue" in queue.urn
    assert recording.account_of(queue) == SANDBOX.id


def test_nothing_of_the_callers_options_reaches_the_children_but_the_provider() -> None:
    def program() -> None:
        opts = pulumi.ResourceOptions(
            provider=provider(), ignore_changes=["size"], depends_on=[], aliases=[]
        )
        Mailbox("m", MailboxArgs(account=SANDBOX, size=1), opts)

    assert record(program).only(QUEUE).ignore_changes == ()


def test_all_problems_are_raised_at_once_and_nothing_is_registered() -> None:
    def program() -> None:
        args = MailboxArgs(account=SANDBOX, size=11, region="us-east-1")
        Mailbox("m", args, pulumi.ResourceOptions(provider=provider()))

    recording, message = failing(program, BadArgumentsError)
    assert message.splitlines() == [
        'Mailbox "m": size is 11; below 10.',
        'Mailbox "m": region is "us-east-1"; account sandbox may use eu-central-1, eu-west-1.',
    ]
    assert [item.type for item in recording.registrations] == ["pulumi:providers:aws"]


def test_bad_arguments_are_shown_by_the_cli_without_a_traceback() -> None:
    assert issubclass(BadArgumentsError, pulumi.RunError)
    assert issubclass(BadArgumentsError, ValueError)


@pytest.mark.parametrize(
    ("tier", "allowed", "protected"),
    [
        (Tier.SANDBOX, [], False),
        (Tier.PRODUCTION, [], True),
        (Tier.PRODUCTION, ["m-queue"], False),
        (Tier.PRODUCTION, ["m"], True),
    ],
)
def test_a_stateful_child_is_protected_by_tier_and_released_by_name(
    tier: Tier, allowed: list[str], protected: bool
) -> None:
    of = account(tier, allow_replacement=allowed)
    recording = record(
        lambda: Mailbox(
            "m", MailboxArgs(account=of, size=1), pulumi.ResourceOptions(provider=provider())
        )
    )
    assert recording.only(QUEUE).protect is protected


@pytest.mark.parametrize(
    ("of", "protected"),
    [
        (account(Tier.SANDBOX), True),
        (account(Tier.PRODUCTION), True),
        (account(Tier.SANDBOX, allow_replacement=["m-queue"]), False),
        (account(Tier.PRODUCTION, allow_replacement=["m-queue"]), False),
    ],
)
def test_the_protection_of_the_component_reaches_a_stateful_child_until_it_is_released(
    of: Account, protected: bool
) -> None:
    def program() -> None:
        opts = pulumi.ResourceOptions(provider=provider(of), protect=True)
        Mailbox("m", MailboxArgs(account=of, size=1), opts)

    assert record(program).only(QUEUE).protect is protected


def test_a_component_without_a_provider_is_told_how_to_give_one() -> None:
    recording, message = failing(
        lambda: Mailbox("m", MailboxArgs(account=SANDBOX, size=1)), MissingProviderError
    )
    assert message == (
        'Mailbox "m": no AWS provider. Give it one of account sandbox: '
        "opts=pulumi.ResourceOptions(provider=AccountProvider(account, region=...))"
    )
    assert recording.registrations == []


WRONG = (
    'Mailbox "m": it belongs to account other (999999999999), '
    "but its provider to account sandbox (444444444444)"
)


@pytest.mark.parametrize(
    "opts",
    [
        lambda: pulumi.ResourceOptions(provider=provider()),
        lambda: pulumi.ResourceOptions(providers=[provider()]),
        lambda: pulumi.ResourceOptions(providers={"aws": provider()}),
        lambda: pulumi.ResourceOptions(
            parent=pulumi.ComponentResource(
                "a:b:C", "p", None, pulumi.ResourceOptions(provider=provider())
            )
        ),
    ],
    ids=["provider", "providers list", "providers map", "parent"],
)
def test_a_provider_of_another_account_is_refused_wherever_it_comes_from(
    opts: Callable[[], pulumi.ResourceOptions],
) -> None:
    recording, message = failing(
        lambda: Mailbox("m", MailboxArgs(account=OTHER, size=1), opts()), WrongAccountError
    )
    assert message == WRONG
    assert not recording.created("landing-zone:index:Mailbox")


def test_an_entry_of_providers_wins_over_provider_as_it_does_for_the_children() -> None:
    def program() -> None:
        opts = pulumi.ResourceOptions(provider=provider(), providers=[provider(OTHER)])
        Mailbox("m", MailboxArgs(account=OTHER, size=1), opts)

    with pytest.warns(UserWarning, match="conflict between the `provider` field"):
        recording = record(program)
    assert recording.account_of(recording.only(QUEUE)) == OTHER.id


def test_an_own_provider_wins_over_the_parents() -> None:
    def program() -> None:
        parent = pulumi.ComponentResource(
            "a:b:C", "p", None, pulumi.ResourceOptions(provider=provider())
        )
        opts = pulumi.ResourceOptions(parent=parent, provider=provider(OTHER))
        Mailbox("m", MailboxArgs(account=OTHER, size=1), opts)

    assert record(program).account_of(record(program).only(QUEUE)) == OTHER.id


def plain_provider() -> pulumi_aws.Provider:
    return pulumi_aws.Provider("plain", region=HOME)


def test_a_plain_provider_is_asked_whose_it_is() -> None:
    def program() -> None:
        Mailbox(
            "m",
            MailboxArgs(account=SANDBOX, size=1),
            pulumi.ResourceOptions(provider=plain_provider()),
        )

    recording = record(program, answers={CALLER_IDENTITY: lambda _: {"accountId": SANDBOX.id}})
    (lookup,) = recording.lookups
    assert lookup.token == CALLER_IDENTITY
    assert "::plain::" in lookup.provider


def test_a_plain_provider_that_cannot_be_asked_during_a_preview_is_asked_later() -> None:
    def program() -> None:
        args = MailboxArgs(account=SANDBOX, size=1)
        Mailbox("m", args, pulumi.ResourceOptions(provider=plain_provider()))

    # The engine answers with nothing while the provider's own configuration is not known yet.
    recording = record(program, answers={CALLER_IDENTITY: lambda _: {}})
    assert recording.names(QUEUE) == ["m-queue"]


def test_a_plain_provider_of_another_account_is_refused() -> None:
    def program() -> None:
        Mailbox(
            "m",
            MailboxArgs(account=OTHER, size=1),
            pulumi.ResourceOptions(provider=plain_provider()),
        )

    recording, message = failing(program, WrongAccountError)
    assert message == (
        'Mailbox "m": it belongs to account other (999999999999), '
        "but its provider to account 444444444444"
    )
    assert not recording.created("landing-zone:index:Mailbox")
