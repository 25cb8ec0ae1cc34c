import pytest

from components.landing_zone.tiers import Tier
from components.problems import (
    GIVEN,
    MISSING,
    Problem,
    joined,
    keyed,
    nearest_word,
    report,
    shown,
)


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (
            Problem(path="size", value=9, limit="a size is 1 to 8", source="a page", nearest=8),
            "size is 9; a size is 1 to 8 (a page). Nearest: 8.",
        ),
        (
            Problem(path="zone", value="x", limit="a zone is a or b"),
            'zone is "x"; a zone is a or b.',
        ),
        (
            Problem(path="layout", value=MISSING, limit="it has no default"),
            "layout is missing; it has no default.",
        ),
        (
            Problem(path="existing", value=GIVEN, limit="so is layout"),
            "existing is given; so is layout.",
        ),
        (
            Problem(path="public", value=False, limit="it has to be", nearest=True),
            "public is false; it has to be. Nearest: true.",
        ),
    ],
)
def test_a_problem_reads_as_one_sentence(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_a_report_has_one_line_for_each_problem_that_says_whom_it_concerns() -> None:
    problems = [Problem(path=path, value=0, limit="no") for path in ("one", "two")]
    assert report('Network "main"', problems).splitlines() == [
        'Network "main": one is 0; no.',
        'Network "main": two is 0; no.',
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("text", '"text"'),
        ("", '""'),
        ("two\nlines", '"two\\nlines"'),
        (None, "null"),
        (["a", 1], '["a", 1]'),
        (Tier.TEST, '"test"'),
        ("ä", '"ä"'),
    ],
)
def test_values_are_shown_so_that_their_kind_can_be_told(value: object, text: str) -> None:
    assert shown(value) == text


def test_a_long_value_is_shown_by_its_two_ends() -> None:
    text = shown("a" * 500 + "b" * 500)
    assert text.startswith('"aaa')
    assert text.endswith('bbb"')
    assert len(text) < 130


@pytest.mark.parametrize(
    ("path", "rest", "whole"),
    [
        ("network", "layout", "network.layout"),
        ("zones", "[1]", "zones[1]"),
        ("", "layout", "layout"),
        ("layout", "", "layout"),
    ],
)
def test_paths_are_joined_by_dots_but_positions_are_not(path: str, rest: str, whole: str) -> None:
    assert joined(path, rest) == whole


@pytest.mark.parametrize(
    ("key", "whole"),
    [
        ("cost-center", "tags.cost-center"),
        ("cost_center", 'tags["cost_center"]'),
        ("team.name", 'tags["team.name"]'),
        ("", 'tags[""]'),
    ],
)
def test_a_key_that_could_be_taken_for_a_field_stands_in_brackets(key: str, whole: str) -> None:
    assert keyed("tags", key) == whole


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("sandbx", "sandbox"),
        ("SANDBOX", "sandbox"),
        ("prod", "production"),
        ("perzone", "per_zone"),
        ("te", None),
        ("", None),
        ("stage", None),
    ],
)
def test_the_nearest_word_is_the_one_that_was_meant_or_none(word: str, nearest: str | None) -> None:
    known = ["sandbox", "production", "per_zone", "tags", "test", "team"]
    assert nearest_word(word, known) == nearest
