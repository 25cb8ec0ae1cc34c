import re
from pathlib import Path

import pytest
import yaml

from tests.program import inventory
from tests.program.running import ROOT, STACKS, run_program, stack_configuration
from tests.recording import Recording

ACCOUNTS = {"sandbox": "444444444444", "test": "555555555555", "production": "666666666666"}


@pytest.fixture(scope="module", params=STACKS)
def stack(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def recording(stack: str) -> Recording:
    return run_program(stack_configuration(stack), stack)


def test_every_committed_stack_runs_to_its_end(recording: Recording) -> None:
    assert recording.error is None
    assert recording.registrations


def test_aws_would_refuse_nothing_of_a_committed_stack(recording: Recording) -> None:
    assert recording.violations == []


def test_a_stack_makes_exactly_what_its_inventory_lists(stack: str, recording: Recording) -> None:
    listed = (inventory.FOLDER / f"{stack}.txt").read_text("utf-8").splitlines()
    assert inventory.lines(recording) == listed


@pytest.mark.parametrize(
    "waiting", ["landing-zone:index:AutoscalingFleet", "landing-zone:index:LoadBalancer"]
)
def test_what_needs_the_way_out_waits_for_the_routes(waiting: str) -> None:
    """Children wait for their component, which waits for the routes; and go before it."""
    recording = run_program(stack_configuration("sandbox"), "sandbox")
    routes = {route.urn for route in recording.created("aws:ec2/route:Route")}
    assert routes
    assert routes <= recording.only(waiting).depends_on


def test_no_inventory_is_left_of_a_stack_that_is_gone() -> None:
    assert sorted(path.stem for path in inventory.FOLDER.iterdir()) == STACKS


def test_everything_in_a_stack_belongs_to_its_one_account(stack: str, recording: Recording) -> None:
    made = [item for item in recording.registrations if item.custom and item.provider]
    assert {recording.account_of(item) for item in made} == {ACCOUNTS[stack]}


def test_nothing_is_made_with_a_default_provider(recording: Recording) -> None:
    ours = [item for item in recording.registrations if item.type.startswith("aws:")]
    assert ours
    assert all(item.provider for item in ours)


def test_a_stack_exports_what_other_stacks_need(stack: str, recording: Recording) -> None:
    exports = recording.exports
    assert exports["account"] == {"name": stack, "id": ACCOUNTS[stack]}
    assert exports["region"] == "eu-central-1"
    assert set(exports["network"]) == {
        "vpcId",
        "vpcCidrBlock",
        "availabilityZones",
        "publicSubnetIds",
        "privateSubnetIds",
        "isolatedSubnetIds",
        "privateRouteTableIds",
        "natPublicIps",
    }
    assert set(exports["baseline"]) == {
        "dataKeyArn",
        "logsKeyArn",
        "logBucketName",
        "logBucketArn",
        "alarmTopicArn",
    }


@pytest.mark.parametrize(("name", "encrypted"), [("sandbox", False), ("production", True)])
def test_the_flow_log_is_encrypted_with_the_accounts_key_where_there_is_one(
    name: str, encrypted: bool
) -> None:
    recording = run_program(stack_configuration(name), name)
    group = recording.only("aws:cloudwatch/logGroup:LogGroup")
    assert ("kmsKeyId" in group.inputs) is encrypted


def test_an_adopting_stack_pastes_what_the_creating_stack_exports() -> None:
    network = run_program(stack_configuration("sandbox")).exports["network"]
    adopted = {
        key: network[key]
        for key in (
            "vpcId",
            "privateSubnetIds",
            "publicSubnetIds",
            "isolatedSubnetIds",
            "privateRouteTableIds",
            "natPublicIps",
        )
    }
    configuration = stack_configuration("sandbox") | {
        "landing-zone:network": {"existing": adopted},
        "landing-zone:baseline": {},
        "landing-zone:loadBalancers": {},
        "landing-zone:fleets": {},
    }
    zones = dict(zip(network["privateSubnetIds"], network["availabilityZones"], strict=True))
    recording = run_program(
        configuration,
        answers={
            "aws:ec2/getVpc:getVpc": lambda given: {
                "id": given["id"],
                "cidrBlock": network["vpcCidrBlock"],
            },
            "aws:ec2/getSubnet:getSubnet": lambda given: {
                "id": given["id"],
                "vpcId": network["vpcId"],
                "availabilityZone": zones.get(given["id"], "eu-central-1a"),
            },
        },
    )
    assert recording.error is None
    assert recording.counts() == {}
    assert recording.exports["network"] == network


SECTIONS = {
    "baseline": "AccountBaseline",
    "network": "Network",
    "loadBalancers": "LoadBalancer",
    "fleets": "AutoscalingFleet",
    "instances": "Ec2Instance",
}
# What stands in what: a section that is left out takes those that need it along.
NEEDED_BY = {"network": ["loadBalancers", "fleets"], "loadBalancers": ["fleets"]}


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("empty", [{}, None], ids=["empty", "left out"])
def test_a_section_that_is_empty_or_left_out_is_not_in_the_stack(
    section: str, empty: dict[str, str] | None
) -> None:
    configuration = stack_configuration("sandbox")
    for other in NEEDED_BY.get(section, []):
        del configuration[f"landing-zone:{other}"]
    if empty is None:
        configuration.pop(f"landing-zone:{section}", None)
    else:
        configuration[f"landing-zone:{section}"] = empty
    recording = run_program(configuration)
    assert recording.error is None
    assert section not in recording.exports
    assert recording.names(f"landing-zone:index:{SECTIONS[section]}") == []


def test_what_may_be_replaced_is_released_and_nothing_else() -> None:
    configuration = stack_configuration("production")
    before = run_program(configuration, "production")
    protected = {item.name for item in before.registrations if item.protect}
    configuration["landing-zone:allowReplacement"] = ["account-log-bucket"]
    after = run_program(configuration, "production")
    assert {item.name for item in after.registrations if item.protect} == protected - {
        "account-log-bucket"
    }


def test_the_tags_of_the_stack_reach_the_provider() -> None:
    configuration = stack_configuration("sandbox")
    configuration["landing-zone:tags"] |= {"workload": "web"}
    provider = run_program(configuration).only("pulumi:providers:aws")
    assert '"workload": "web"' in provider.inputs["defaultTags"]


@pytest.mark.parametrize("path", sorted(ROOT.glob("Pulumi*.yaml")), ids=lambda path: path.name)
def test_account_ids_are_quoted_and_no_file_holds_what_only_one_machine_has(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.findall(r"^\s*id: [^\"]", text, re.MULTILINE) == []
    assert not {"encryptionsalt", "secretsprovider", "backend"} & yaml.safe_load(text).keys()


def test_every_key_is_declared_and_described() -> None:
    declared = yaml.safe_load((ROOT / "Pulumi.yaml").read_text("utf-8"))["config"]
    own = {key: entry for key, entry in declared.items() if ":" not in key}
    used = {
        key.removeprefix("landing-zone:") for stack in STACKS for key in stack_configuration(stack)
    }
    assert {key for key in used if ":" not in key} == set(own)
    assert all(entry["description"] and entry["type"] for entry in own.values())
