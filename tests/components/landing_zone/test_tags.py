import pytest

from components.landing_zone.tags import required_tag_problems, tag_problems

KEYS_OF_50 = {f"key-{number}": "" for number in range(50)}


@pytest.mark.parametrize(
    "tags",
    [
        {},
        {"a": ""},
        {"k" * 128: "v" * 256},
        {"Team name": "Zoë & co".replace("&", "+"), "a_b.c:d/e=f+g-h@i": "1"},
        KEYS_OF_50,
    ],
)
def test_tags_within_the_limits_are_accepted(tags: dict[str, str]) -> None:
    assert tag_problems("tags", tags) == []


@pytest.mark.parametrize(
    ("tags", "message"),
    [
        ({"": "v"}, 'tags[""] is ""; a tag\'s key has 1 to 128 characters'),
        ({"k" * 129: "v"}, "a tag's key has 1 to 128 characters"),
        ({"a": "v" * 257}, "a tag's value has at most 256 characters"),
        ({"aws:team": "v"}, "keys that begin with aws: are reserved for AWS"),
        ({"AWS:team": "v"}, "keys that begin with aws: are reserved for AWS"),
        ({"a;b": "v"}, "a tag's key consists of letters, digits, spaces and"),
        ({"a": "v<>"}, 'tags.a is "v<>"; a tag\'s value consists of letters, digits, spaces and'),
        ({**KEYS_OF_50, "one-more": ""}, "tags is 51; a resource has at most 50 tags"),
    ],
)
def test_what_aws_would_refuse_is_found(tags: dict[str, str], message: str) -> None:
    (problem,) = tag_problems("tags", tags)
    assert message in str(problem)
    assert "(Tagging AWS Resources" in str(problem)


@pytest.mark.parametrize(
    ("value", "allowed", "message"),
    [
        ("team-a", [], None),
        ("public", ["public", "internal"], None),
        (None, [], "tags.owner is missing; the organization requires this tag, with any value"),
        ("", [], 'tags.owner is ""; the organization requires this tag, with any value'),
        ("  ", [], 'tags.owner is "  "; the organization requires this tag, with any value'),
        (
            None,
            ["public"],
            "tags.owner is missing; the organization requires this tag, with one of",
        ),
        ("publik", ["public", "internal"], 'with one of public, internal. Nearest: "public".'),
        (
            "",
            ["public"],
            'tags.owner is ""; the organization requires this tag, with one of public',
        ),
    ],
)
def test_a_required_tag_is_there_with_an_allowed_value(
    value: str | None, allowed: list[str], message: str | None
) -> None:
    tags = {} if value is None else {"owner": value}
    found = [str(problem) for problem in required_tag_problems("tags", tags, {"owner": allowed})]
    assert [message in text for text in found if message] == ([True] if message else [])
    assert len(found) == (1 if message else 0)
