"""`pulumi import`, `.get` and in-place updates of backed types."""

from collections.abc import Callable, Iterator
from typing import Any

import pulumi
import pytest
from pulumi import automation

from localaws.session import Session
from tests.engine.conftest import SessionFor
from tests.engine.stacks import program_stack


@pytest.fixture(scope="module")
def sandbox(session_for: SessionFor) -> Session:
    return session_for("sandbox")


@pytest.fixture(scope="module")
def existing(sandbox: Session) -> Iterator[dict[str, str]]:
    """Made by somebody else, through AWS's own API."""
    tags = [{"Key": "Name", "Value": "old"}]
    specification = [{"ResourceType": "vpc", "Tags": tags}]
    vpc = sandbox.call(
        "ec2", "CreateVpc", {"CidrBlock": "10.7.0.0/16", "TagSpecifications": specification}
    )
    sandbox.call("logs", "CreateLogGroup", {"logGroupName": "/old/group"})
    sandbox.call(
        "logs", "PutRetentionPolicy", {"logGroupName": "/old/group", "retentionInDays": 30}
    )
    yield {"vpc": vpc["Vpc"]["VpcId"], "group": "/old/group"}
    sandbox.call("logs", "DeleteLogGroup", {"logGroupName": "/old/group"})


def _stack(name: str, program: Callable[[Any], None]) -> automation.Stack:
    def run() -> None:
        from components.landing_zone.providers import AccountProvider
        from tests.accounts import account

        # No tags of the account: the imported resources have none of them.
        program(AccountProvider(account(tags={}), region="eu-central-1"))

    return program_stack(name, run)


def test_what_exists_is_imported_and_then_unchanged(existing: dict[str, str]) -> None:
    import pulumi_aws as aws

    def program(provider: Any) -> None:
        def opts(resource_id: str) -> pulumi.ResourceOptions:
            return pulumi.ResourceOptions(
                provider=provider, import_=resource_id, retain_on_delete=True
            )

        aws.ec2.Vpc(
            "vpc", cidr_block="10.7.0.0/16", tags={"Name": "old"}, opts=opts(existing["vpc"])
        )
        aws.cloudwatch.LogGroup(
            "group", name="/old/group", retention_in_days=30, opts=opts("/old/group")
        )

    stack = _stack("imported", program)
    assert stack.up().summary.resource_changes == {"import": 2, "create": 2}
    assert stack.up().summary.resource_changes == {"same": 4}
    assert stack.refresh().summary.resource_changes == {"same": 4}
    stack.destroy()


def test_an_import_that_would_replace_what_exists_is_refused(existing: dict[str, str]) -> None:
    import pulumi_aws as aws

    def program(provider: Any) -> None:
        opts = pulumi.ResourceOptions(provider=provider, import_=existing["vpc"])
        aws.ec2.Vpc("vpc", cidr_block="10.8.0.0/16", tags={"Name": "old"}, opts=opts)

    with pytest.raises(automation.errors.CommandError, match="may not be replaced"):
        _stack("imported-wrongly", program).up()


def test_get_reads_what_stands(existing: dict[str, str]) -> None:
    import pulumi_aws as aws

    def program(provider: Any) -> None:
        vpc = aws.ec2.Vpc.get(
            "vpc", existing["vpc"], opts=pulumi.ResourceOptions(provider=provider)
        )
        pulumi.export("cidr", vpc.cidr_block)
        pulumi.export("tags", vpc.tags)

    outputs = _stack("get", program).up().outputs
    assert outputs["cidr"].value == "10.7.0.0/16"
    assert outputs["tags"].value == {"Name": "old"}


def test_a_change_in_place_and_a_replacement_with_its_dependants(sandbox: Session) -> None:
    import pulumi_aws as aws

    settings = {"tenancy": "default", "name": "first"}

    def program(provider: Any) -> None:
        opts = pulumi.ResourceOptions(provider=provider)
        vpc = aws.ec2.Vpc(
            "vpc",
            cidr_block="10.9.0.0/16",
            instance_tenancy=settings["tenancy"],
            tags={"Name": settings["name"]},
            opts=opts,
        )
        subnet = aws.ec2.Subnet("subnet", vpc_id=vpc.id, cidr_block="10.9.1.0/24", opts=opts)
        pulumi.export("vpc", vpc.id)
        pulumi.export("subnet", subnet.id)

    stack = _stack("changed", program)
    first = stack.up().outputs
    settings["name"] = "second"
    renamed = stack.up()
    assert renamed.summary.resource_changes == {"update": 1, "same": 3}
    assert renamed.outputs["vpc"].value == first["vpc"].value
    settings["tenancy"] = "dedicated"
    replaced = stack.up()
    assert replaced.summary.resource_changes == {"replace": 2, "same": 2}
    assert replaced.outputs["vpc"].value != first["vpc"].value
    vpcs = sandbox.call(
        "ec2", "DescribeVpcs", {"Filters": [{"Name": "cidr", "Values": ["10.9.0.0/16"]}]}
    )
    assert [vpc["VpcId"] for vpc in vpcs["Vpcs"]] == [replaced.outputs["vpc"].value]
    stack.destroy()
