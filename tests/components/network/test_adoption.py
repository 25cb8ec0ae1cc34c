from typing import Any

import pulumi
import pytest

from components.landing_zone.providers import AccountProvider
from components.network import ExistingNetwork, Network, NetworkArgs
from components.network.network import WrongNetworkError
from tests.accounts import HOME, SANDBOX
from tests.recording import Properties, record, start_recording

VPC_ID = "vpc-0123456789abcdef0"
SUBNETS = {f"subnet-0123456789abcdef{number}": zone for number, zone in enumerate("abab")}
PRIVATE_A, PRIVATE_B, PUBLIC_A, PUBLIC_B = SUBNETS


def aws_knows(owner: str = VPC_ID) -> dict[str, Any]:
    """AWS's answers: one VPC, and four subnets of the VPC `owner`."""

    def subnet(arguments: Properties) -> Properties:
        zone = f"{arguments['region']}{SUBNETS[arguments['id']]}"
        return {"id": arguments["id"], "vpcId": owner, "availabilityZone": zone}

    return {
        "aws:ec2/getVpc:getVpc": lambda given: {"id": given["id"], "cidrBlock": "10.9.0.0/16"},
        "aws:ec2/getSubnet:getSubnet": subnet,
    }


def adopt() -> None:
    existing = ExistingNetwork(
        vpc_id=VPC_ID,
        private_subnet_ids=[PRIVATE_A, PRIVATE_B],
        public_subnet_ids=[PUBLIC_A, PUBLIC_B],
        private_route_table_ids=["rtb-12345678"],
        nat_public_ips=["203.0.113.1"],
    )
    args = NetworkArgs(account=SANDBOX, region=HOME, existing=existing)
    Network("n", args, pulumi.ResourceOptions(provider=AccountProvider(SANDBOX, region=HOME)))


def test_an_adopted_network_creates_nothing_and_says_the_same() -> None:
    recording = record(adopt, answers=aws_knows())
    assert recording.counts() == {}
    assert recording.outputs_of("landing-zone:index:Network", "n") == {
        "vpc_id": VPC_ID,
        "vpc_cidr_block": "10.9.0.0/16",
        "availability_zones": ["eu-central-1a", "eu-central-1b"],
        "public_subnet_ids": [PUBLIC_A, PUBLIC_B],
        "private_subnet_ids": [PRIVATE_A, PRIVATE_B],
        "isolated_subnet_ids": [],
        "private_route_table_ids": ["rtb-12345678"],
        "nat_public_ips": ["203.0.113.1"],
    }


def test_an_adopted_network_is_looked_up_in_its_account_and_region() -> None:
    recording = record(adopt, answers=aws_knows())
    assert len(recording.lookups) == 5
    assert {recording.account_of(lookup) for lookup in recording.lookups} == {SANDBOX.id}
    assert {lookup.arguments["region"] for lookup in recording.lookups} == {HOME}


def test_subnets_of_another_vpc_are_refused_all_at_once() -> None:
    start_recording(answers=aws_knows("vpc-99999999999999999"))
    with pytest.raises(WrongNetworkError) as error:
        pulumi.runtime.test(adopt)()
    assert str(error.value).splitlines() == [
        f'Network "n": existing.{field} is "{subnet}"; '
        f"it belongs to vpc-99999999999999999, not to {VPC_ID}."
        for field, subnet in [
            ("private_subnet_ids[0]", PRIVATE_A),
            ("private_subnet_ids[1]", PRIVATE_B),
            ("public_subnet_ids[0]", PUBLIC_A),
            ("public_subnet_ids[1]", PUBLIC_B),
        ]
    ]
