"""What the name of a fleet or an instance has to be, since its role is named after it."""

import pytest

from components.compute import (
    AutoscalingFleet,
    AutoscalingFleetArgs,
    Ec2Instance,
    Ec2InstanceArgs,
    SingleInstance,
)
from components.shared.component import BadArgumentsError
from tests.accounts import SANDBOX
from tests.fleets import MINIMAL_FLEET


def told(error: pytest.ExceptionInfo[BadArgumentsError]) -> list[str]:
    return [line.split(" is ")[0] for line in str(error.value).splitlines()]


def test_the_name_of_an_instance_is_refused_together_with_all_else() -> None:
    args = Ec2InstanceArgs(
        account=SANDBOX,
        region="nowhere",
        instance=SingleInstance(instance_type="t4g.nano"),
        vpc_id="vpc-01234567",
        subnet_id="subnet-01234567",
        availability_zone="a",
    )
    with pytest.raises(BadArgumentsError) as error:
        Ec2Instance("the web", args)
    assert told(error) == ['Ec2Instance "the web": region', 'Ec2Instance "the web": name']


def test_the_name_of_a_fleet_is_refused_together_with_all_else() -> None:
    args = AutoscalingFleetArgs(
        account=SANDBOX,
        region="nowhere",
        fleet=MINIMAL_FLEET,
        vpc_id="vpc-01234567",
        subnet_ids=[],
    )
    with pytest.raises(BadArgumentsError) as error:
        AutoscalingFleet("the web", args)
    assert told(error) == ['AutoscalingFleet "the web": region', 'AutoscalingFleet "the web": name']
