from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pulumi
import pytest

from components.problems import Problem
from components.shared.coercion import camel_case, coerced, coerced_from_stack_file


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True, kw_only=True)
class Part:
    disk_size: int

    def problems(self) -> list[Problem]:
        limit = "a disk has 1 to 9"
        return (
            []
            if 1 <= self.disk_size <= 9
            else [Problem(path="disk_size", value=self.disk_size, limit=limit)]
        )


@dataclass(frozen=True, kw_only=True)
class Whole:
    name: str
    size: Size | None = None
    ratio: float | None = None
    is_on: bool | None = None
    main_part: Part | None = None
    parts: list[Part] | None = None
    by_key: dict[str, list[Part]] | None = None
    tags: dict[str, str] = field(default_factory=dict)
    subnet_ids: pulumi.Input[list[str]] | None = None


def lines(problems: list[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"name": "a"}, Whole(name="a")),
        (Whole(name="a"), Whole(name="a")),
        ({"name": "a", "size": "small"}, Whole(name="a", size=Size.SMALL)),
        ({"name": "a", "size": Size.LARGE}, Whole(name="a", size=Size.LARGE)),
        ({"name": "a", "size": None}, Whole(name="a")),
        (
            {"name": "a", "main_part": {"disk_size": 3.0}},
            Whole(name="a", main_part=Part(disk_size=3)),
        ),
        ({"name": "a", "mainPart": {"diskSize": 3}}, Whole(name="a", main_part=Part(disk_size=3))),
        ({"name": "a", "parts": [{"disk_size": 3}]}, Whole(name="a", parts=[Part(disk_size=3)])),
        (
            {"name": "a", "by_key": {"my_key": [{"diskSize": 3.0}]}},
            Whole(name="a", by_key={"my_key": [Part(disk_size=3)]}),
        ),
        (
            Whole(name="a", main_part={"disk_size": 3}),  # type: ignore[arg-type]
            Whole(name="a", main_part=Part(disk_size=3)),
        ),
        ({"name": "a", "tags": {"costCenter": "b"}}, Whole(name="a", tags={"costCenter": "b"})),
        ({"name": "a", "subnetIds": ["s"]}, Whole(name="a", subnet_ids=["s"])),
        ({"name": "a", "ratio": 0.5, "is_on": False}, Whole(name="a", ratio=0.5, is_on=False)),
        ({"name": "a", "ratio": 1}, Whole(name="a", ratio=1.0)),
    ],
)
def test_what_has_the_shape_becomes_the_dataclass(given: object, expected: Whole) -> None:
    assert coerced(Whole, given) == (expected, [])


def test_whole_numbers_that_came_as_floats_become_integers() -> None:
    whole, _ = coerced(Whole, {"name": "a", "main_part": {"disk_size": 3.0}})
    assert type(whole.main_part.disk_size) is int


def test_outputs_are_taken_as_they_are_where_they_only_flow_into_aws() -> None:
    output = pulumi.Output.from_input(["subnet"])
    whole, problems = coerced(Whole, {"name": "a", "subnet_ids": output})
    assert whole.subnet_ids is output
    assert problems == []


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "name is missing; it has no default."),
        ({"name": None}, "name is missing; it has no default."),
        ({"name": 1}, "name is 1; it has to be text."),
        ({"name": ["a"]}, 'name is ["a"]; it has to be text.'),
        (
            {"name": "a", "main_prt": {}},
            '["main_prt"] is not known; known here are by_key, is_on, main_part, '
            'name, parts, ratio, size, subnet_ids, tags. Nearest: "main_part".',
        ),
        (
            {"name": "a", "size": "smal"},
            'size is "smal"; it has to be one of small, large. Nearest: "small".',
        ),
        ({"name": "a", "is_on": "true"}, 'is_on is "true"; it has to be true or false.'),
        ({"name": "a", "is_on": 1}, "is_on is 1; it has to be true or false."),
        ({"name": "a", "ratio": "x"}, 'ratio is "x"; it has to be a number.'),
        (
            {"name": "a", "main_part": {"disk_size": 1.5}},
            "main_part.disk_size is 1.5; it has to be a whole number.",
        ),
        (
            {"name": "a", "main_part": {"disk_size": True}},
            "main_part.disk_size is true; it has to be a whole number.",
        ),
        (
            {"name": "a", "main_part": {"disk_size": "3"}},
            'main_part.disk_size is "3"; it has to be a whole number.',
        ),
        (
            {"name": "a", "main_part": 3},
            "main_part is 3; it has to be an object with disk_size.",
        ),
        ({"name": "a", "parts": {}}, "parts is {}; it has to be a list."),
        (
            {"name": "a", "parts": [{"disk_size": 1}, {}]},
            "parts[1].disk_size is missing; it has no default.",
        ),
        ({"name": "a", "tags": []}, "tags is []; it has to be an object of keys and values."),
        ({"name": "a", "tags": {"cost_center": 1}}, 'tags["cost_center"] is 1; it has to be text.'),
        (
            {"name": "a", "by_key": {"k": [{"diskSize": 0}]}},
            "by_key.k[0].disk_size is 0; a disk has 1 to 9.",
        ),
        (
            "text",
            'args is "text"; it has to be an object with by_key, is_on, main_part, name, parts, '
            "ratio, size, subnet_ids, tags.",
        ),
    ],
)
def test_what_does_not_fit_is_named_with_its_path(given: object, message: str) -> None:
    assert lines(coerced(Whole, given)[1]) == [message]


def test_an_output_where_a_value_has_to_be_known_is_a_problem() -> None:
    _, problems = coerced(Whole, {"name": pulumi.Output.from_input("a")})
    assert lines(problems) == ["name is an Output; it has to be known before the deployment."]


def test_all_problems_of_shape_and_of_value_are_found_at_once() -> None:
    whole, problems = coerced(
        Whole,
        {"size": "x", "main_part": {"disk_size": 0}, "parts": [{"disk_size": 99}, {}], "extra": 1},
    )
    assert whole is None
    assert [problem.path for problem in problems] == [
        "extra",
        "name",
        "size",
        "main_part.disk_size",
        "parts[0].disk_size",
        "parts[1].disk_size",
    ]


def test_a_value_with_the_shape_is_handed_over_together_with_its_problems() -> None:
    whole, problems = coerced(Whole, {"name": "a", "main_part": {"disk_size": 0}})
    assert whole == Whole(name="a", main_part=Part(disk_size=0))
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("given", "messages"),
    [
        ({"name": "a", "mainPart": {"diskSize": 1}}, []),
        (
            {"name": "a", "mainPart": {"diskSize": 0}},
            ["mainPart.diskSize is 0; a disk has 1 to 9."],
        ),
        (
            {"name": "a", "mainPart": {"disk_size": 1}},
            [
                'mainPart["disk_size"] is not known; known here are diskSize. Nearest: "diskSize".',
                "mainPart.diskSize is missing; it has no default.",
            ],
        ),
        (
            {"name": 12},
            [
                "name is 12; it has to be text in quotes; without them YAML reads digits as a "
                "number, and as an octal one after a leading zero."
            ],
        ),
        ({"name": True}, ["name is true; it has to be text."]),
    ],
)
def test_a_stack_file_is_read_and_answered_in_camel_case(
    given: dict[str, Any], messages: list[str]
) -> None:
    assert lines(coerced_from_stack_file(Whole, given)[1]) == messages


@pytest.mark.parametrize(
    ("path", "spelled"),
    [
        ("layout.cidr_block", "layout.cidrBlock"),
        ("tags", "tags"),
        ('tags["cost_center"].own_value', 'tags["cost_center"].ownValue'),
        ("s3_key_arn", "s3KeyArn"),
    ],
)
def test_fields_are_spelled_in_camel_case_but_keys_are_not(path: str, spelled: str) -> None:
    assert camel_case(path) == spelled
