from typing import Any

import pytest

from components.network.existing import ExistingNetwork
from components.network.layout import NetworkLayout
from components.network.source import source_problems

IDS = [f"subnet-0123456789abcdef{number}" for number in range(3)]


def existing(**changes: Any) -> ExistingNetwork:
    return ExistingNetwork(
        **{"vpc_id": "vpc-0123456789abcdef0", "private_subnet_ids": IDS[:1], **changes}
    )


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"vpc_id": "vpc-12345678"},
        {"public_subnet_ids": [IDS[1]], "isolated_subnet_ids": ["subnet-12345678"]},
        {"public_subnet_ids": []},
    ],
)
def test_ids_as_ec2_gives_them_are_accepted(changes: dict[str, Any]) -> None:
    assert existing(**changes).problems() == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"vpc_id": "vpc-1"},
            'vpc_id is "vpc-1"; the id of a VPC reads vpc- and 8 or 17 hexadecimal digits (Amazon '
            "EC2 User Guide, Resource IDs).",
        ),
        (
            {"private_subnet_ids": []},
            "private_subnet_ids is missing; a network has at least one private subnet.",
        ),
        (
            {"isolated_subnet_ids": ["vpc-12345678"]},
            'isolated_subnet_ids[0] is "vpc-12345678"; the id of a subnet reads subnet- and 8 or '
            "17 hexadecimal digits (Amazon EC2 User Guide, Resource IDs).",
        ),
        (
            {"public_subnet_ids": IDS[:1]},
            f'public_subnet_ids[0] is "{IDS[0]}"; each subnet is listed once.',
        ),
    ],
)
def test_what_cannot_be_a_network_is_found(changes: dict[str, Any], message: str) -> None:
    assert [str(problem) for problem in existing(**changes).problems()] == [message]


LAYOUT = NetworkLayout(cidr_block="10.0.0.0/16", availability_zones=["a"])


@pytest.mark.parametrize(
    ("layout", "adopted", "messages"),
    [
        (LAYOUT, None, []),
        (None, existing(), []),
        (
            None,
            None,
            ["layout is missing; a network is either created (layout) or adopted (existing)."],
        ),
        (
            LAYOUT,
            existing(),
            [
                "existing is given; layout is given too, and a network is either created (layout) "
                "or adopted (existing)."
            ],
        ),
    ],
)
def test_a_network_is_created_or_adopted_and_not_both(
    layout: NetworkLayout | None, adopted: ExistingNetwork | None, messages: list[str]
) -> None:
    assert [str(problem) for problem in source_problems(layout, adopted)] == messages
