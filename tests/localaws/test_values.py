"""Values of the engine's protocol as plain ones, and how two of them are compared."""

import pytest
from google.protobuf import struct_pb2

from localaws.values import (
    UNKNOWN,
    changed,
    covers,
    differences,
    dump,
    has_unknown,
    is_empty,
    load,
    parsed,
    plain,
    same,
    secret_properties,
    take_out,
)

SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = "1b47061264138c4ac30d75fd1eb44270"
UNKNOWN_NUMBER = "3eeb2bf0-c639-47a8-9e75-3b44932eb421"


def secret(value):
    return {SIGNATURE: SECRET, "value": value}


def struct(**values) -> struct_pb2.Struct:
    made = struct_pb2.Struct()
    made.update(values)
    return made


def test_loading_makes_ints_of_whole_numbers_and_unwraps_secrets_at_any_depth():
    loaded = load(struct(a=1, b=1.5, c={"d": [secret("x"), 2]}, e=secret({"f": 3}), g=None))
    assert loaded == {"a": 1, "b": 1.5, "c": {"d": ["x", 2]}, "e": {"f": 3}, "g": None}
    assert isinstance(loaded["a"], int)


@pytest.mark.parametrize(
    "marker",
    [
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        UNKNOWN_NUMBER,
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "030794c1-ac77-496b-92df-f27374a8bd58",
        "e48ece36-62e2-4504-bad9-02848725956a",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    ],
)
def test_every_kind_of_unknown_is_loaded_as_the_one_unknown(marker):
    assert load(struct(a=marker, b=[marker])) == {"a": UNKNOWN, "b": [UNKNOWN]}


def test_a_dict_that_only_looks_like_a_secret_is_left_alone():
    other = {SIGNATURE: "c44067f5952c0a294b673a41bacd8c17", "hash": "x"}
    assert plain(other) == other


def test_dumping_leaves_nothing_out_but_none_and_marks_the_secret_properties():
    dumped = dump({"a": 1, "b": None, "c": ""}, secret=["a"])
    assert load(dumped) == {"a": 1, "c": ""}
    assert secret_properties(dumped) == {"a"}


def test_secret_tags_make_all_tags_secret():
    dumped = dump({"tags": {"a": "b"}, "tagsAll": {"a": "b"}, "arn": "x"}, secret=["tags"])
    assert secret_properties(dumped) == {"tags", "tagsAll"}


def test_a_property_that_holds_a_secret_somewhere_is_secret():
    first, second = struct(a=[{"b": secret(1)}], c="d"), struct(e=secret("f"))
    assert secret_properties(first, second) == {"a", "e"}


@pytest.mark.parametrize(
    ("value", "unknown"),
    [
        (UNKNOWN, True),
        ({"a": [1, {"b": UNKNOWN}]}, True),
        (f"prefix-{UNKNOWN}", False),
        ({}, False),
        (None, False),
    ],
)
def test_an_unknown_is_found_at_any_depth(value, unknown):
    assert has_unknown(value) is unknown


@pytest.mark.parametrize(("value", "empty"), [(None, True), ("", True), ([], True), ({}, True),
                                              (0, False), (False, False), (" ", False)])  # fmt: skip
def test_what_aws_treats_like_nothing_is_empty(value, empty):
    assert is_empty(value) is empty


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ('{"a": 1}', {"a": 1}),
        (" [1]", [1]),
        ("{broken", "{broken"),
        ("plain", "plain"),
        (7, 7),
    ],
)
def test_json_text_is_read_as_what_it_means(text, meaning):
    assert parsed(text) == meaning


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("a", "a"),
        (1, "1"),
        ("true", True),
        (True, "True"),
        (None, False),
        ("", False),
        (None, ""),
        ("anything", []),
        ({"a": 1, "b": 2}, {"a": 1}),
        ({"a": 1}, {"a": 1, "b": None}),
        (["b", "a"], ["a", "b"]),
        ([{"a": 1, "x": 2}], [{"a": 1}]),
        ({"a": 1}, [{"a": 1}]),
        ('{"a":1,"b":2}', '{"a": 1}'),
        ({"a": 1}, '{"a": 1}'),
    ],
)
def test_what_holds_all_that_is_wanted_covers_it(found, wanted):
    assert covers(found, wanted)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("a", "b"),
        (None, "a"),
        (None, True),
        (None, 0),
        (False, True),
        (True, False),
        ({"a": 1}, {"a": 2}),
        ({}, {"a": 1}),
        ("text", {"a": 1}),
        (["a"], ["a", "b"]),
        (["a", "b"], ["a"]),
        (["a", "a"], ["a", "b"]),
        ([{"a": 1}], [{"a": 1, "b": 2}]),
        ("a", ["b"]),
        ("a", ["a", "b"]),
    ],
)
def test_what_lacks_something_does_not_cover_it(found, wanted):
    assert not covers(found, wanted)


def test_two_values_are_the_same_when_each_covers_the_other():
    assert same({"a": [1, 2]}, {"a": [2, 1]})
    assert not same({"a": 1, "b": 2}, {"a": 1})
    assert same(None, False)


@pytest.mark.parametrize(
    ("old", "new", "must_be_sent"),
    [
        (None, False, True),
        (False, None, True),
        (None, True, True),
        (True, True, False),
        (None, "", False),
        ("a", "a", False),
        ("a", "b", True),
        ('{"a":1}', '{"a": 1}', False),
        (None, 0, True),
    ],
)
def test_an_explicit_false_is_a_change_from_nothing(old, new, must_be_sent):
    assert changed(old, new) is must_be_sent


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, [("a", "UPDATE")]),
        ({}, {"a": 1}, [("a", "ADD")]),
        ({"a": 1}, {}, [("a", "DELETE")]),
        ({"a": None}, {"a": ""}, []),
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": 1, "c": 3}}, [("a.c", "UPDATE")]),
        ({"a": [1, 2]}, {"a": [2, 1]}, []),
        ({"a": [1]}, {"a": [1, 2]}, [("a[1]", "ADD")]),
        ({"a": [1, 2]}, {"a": [1]}, [("a[1]", "DELETE")]),
        ({"a": [{"b": 1}]}, {"a": [{"b": 2}]}, [("a[0].b", "UPDATE")]),
        ({"p": '{"a":1}'}, {"p": '{"a": 1}'}, []),
        ({"p": '{"a":1}'}, {"p": '{"a": 2}'}, [("p", "UPDATE")]),
        ({"__defaults": ["a"]}, {"__defaults": []}, []),
        ({"b": 1, "a": 1}, {"b": 2, "a": 2}, [("a", "UPDATE"), ("b", "UPDATE")]),
        ({"a": False}, {}, [("a", "DELETE")]),
    ],
)
def test_the_leaves_that_differ_are_told_with_their_path_and_kind(old, new, expected):
    assert list(differences(old, new)) == expected


@pytest.mark.parametrize(
    ("path", "left"),
    [
        ("a", {"b": {"c": 1, "d": [{"e": 2, "f": 3}]}}),
        ("b.c", {"a": 0, "b": {"d": [{"e": 2, "f": 3}]}}),
        ("b.d[0].e", {"a": 0, "b": {"c": 1, "d": [{"f": 3}]}}),
        ("b.none.e", {"a": 0, "b": {"c": 1, "d": [{"e": 2, "f": 3}]}}),
    ],
)
def test_a_property_is_taken_out_by_its_path(path, left):
    values = {"a": 0, "b": {"c": 1, "d": [{"e": 2, "f": 3}]}}
    take_out(values, path)
    assert values == left
