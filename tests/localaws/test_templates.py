"""Templates of a row's calls."""

import pytest

from localaws.templates import fill, scalars

VALUES = {"id": "vpc-1", "number": 7, "empty": None, "tags": {"a": "b"}}


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("{id}", "vpc-1"),
        ("{number}", 7),
        ("{tags}", {"a": "b"}),
        ("a/{id}/{number}", "a/vpc-1/7"),
        (["{id}", {"Key": "{number}"}], ["vpc-1", {"Key": 7}]),
        ({"A": {"B": "{id}"}}, {"A": {"B": "vpc-1"}}),
        (lambda values: values["number"] + 1, 8),
        (True, True),
        (None, None),
        ("{empty|id}", "vpc-1"),
        ("{number|id}", 7),
        ("{missing|empty|id}!", "vpc-1!"),
        ("{tags.a}", "b"),
        ("{tags.missing|id.a|tags.a}", "b"),
        ("[?Id=='{id}']|[0]", "[?Id=='vpc-1']|[0]"),
        ("{Value: @}", "{Value: @}"),
    ],
)
def test_names_are_replaced_and_a_template_of_one_name_keeps_its_type(template, filled):
    assert fill(template, VALUES) == filled


def test_a_name_that_nothing_has_is_an_error():
    with pytest.raises(KeyError, match="missing"):
        fill("{missing}/x", VALUES)


def test_scalar_members_are_found_at_any_depth_outside_lists_and_the_outermost_wins():
    description = {"Id": 1, "In": {"Id": 2, "Deep": {"Name": "n"}}, "List": [{"Hidden": 3}]}
    assert scalars(description) == {"_Id": 1, "_Name": "n"}
    assert scalars("no structure") == {}
