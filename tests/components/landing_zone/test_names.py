import re

import pytest

from components.landing_zone.names import (
    NAME_RULES,
    NameDoesNotFitError,
    NameKind,
    physical_name,
)

ACCOUNT = "444444444444"


@pytest.mark.parametrize(
    ("kind", "parts", "name"),
    [
        (NameKind.BUCKET, ["logs", ACCOUNT, "eu-central-1"], "logs-444444444444-eu-central-1"),
        (NameKind.BUCKET, ["My_Logs", ACCOUNT], "my-logs-444444444444"),
        (NameKind.BUCKET, ["a..b", "c"], "a-b-c"),
        (NameKind.BUCKET, ["-logs-", "x"], "logs-x"),
        (NameKind.KEY_ALIAS, ["landing-zone/data"], "alias/landing-zone/data"),
        (NameKind.ROLE_SESSION, ["App", "task execution"], "App-task-execution"),
        (
            NameKind.ROLE_SESSION,
            ["pulumi", "landing-zone", "sandbox"],
            "pulumi-landing-zone-sandbox",
        ),
        (NameKind.ALARM, ["web_1", "status-check"], "web-1-status-check"),
    ],
)
def test_parts_become_a_name_that_aws_accepts(kind: NameKind, parts: list[str], name: str) -> None:
    assert physical_name(kind, *parts) == name


@pytest.mark.parametrize("kind", NameKind)
@pytest.mark.parametrize("length", [1, 31, 32, 33, 62, 63, 64, 65, 255, 256, 257])
def test_every_name_is_within_the_limit(kind: NameKind, length: int) -> None:
    rule = NAME_RULES[kind]
    name = physical_name(kind, "x" * length, "end")
    assert rule.shortest <= len(name) <= rule.longest
    assert re.fullmatch(f"[{rule.characters}]+", name.removeprefix(rule.prefix))
    assert name.endswith("-end")


def test_a_name_of_exactly_the_limit_is_not_cut() -> None:
    assert physical_name(NameKind.BUCKET, "x" * 59, "end") == "x" * 59 + "-end"
    assert physical_name(NameKind.BUCKET, "x" * 60, "end") == "x" * 51 + "-0504fdd-end"


def test_cut_names_of_different_parts_differ() -> None:
    long = "x" * 300
    assert physical_name(NameKind.ROLE_SESSION, long, "a", "end") != physical_name(
        NameKind.ROLE_SESSION, long, "b", "end"
    )
    assert physical_name(NameKind.ROLE_SESSION, long, "end") == physical_name(
        NameKind.ROLE_SESSION, long, "end"
    )


@pytest.mark.parametrize(
    ("kind", "parts", "message"),
    [
        (NameKind.BUCKET, ["ab"], "S3 bucket name from ['ab']: 'ab' is shorter than 3"),
        (NameKind.BUCKET, ["__"], "S3 bucket name from ['__']: '' is shorter than 3"),
        (
            NameKind.BUCKET,
            ["x" * 30, "y" * 56],
            f"its last part '{'y' * 56}' leaves no room",
        ),
    ],
)
def test_parts_that_make_no_sensible_name_are_refused(
    kind: NameKind, parts: list[str], message: str
) -> None:
    with pytest.raises(NameDoesNotFitError, match=re.escape(message)):
        physical_name(kind, *parts)


def test_every_kind_has_a_rule_with_its_source() -> None:
    assert list(NAME_RULES) == list(NameKind)
    assert all(rule.source for rule in NAME_RULES.values())
