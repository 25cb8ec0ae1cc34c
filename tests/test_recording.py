"""The recording that the other tests rest on notices what it is there to notice."""

import pulumi
import pytest
from pulumi_aws import ec2

from components.landing_zone.providers import AccountProvider
from tests.accounts import HOME, SANDBOX
from tests.recording import record


def options() -> pulumi.ResourceOptions:
    return pulumi.ResourceOptions(provider=AccountProvider(SANDBOX, region=HOME))


def test_what_aws_would_refuse_fails_the_run() -> None:
    with pytest.raises(AssertionError, match="aws:ec2/vpc:Vpc v: cidrBlock"):
        record(lambda: ec2.Vpc("v", cidr_block="10.0.0.0/99", opts=options()))


def test_an_error_of_the_program_comes_through() -> None:
    def program() -> None:
        raise LookupError("nothing there")

    with pytest.raises(LookupError, match="nothing there"):
        record(program)


def test_an_assertion_in_an_apply_fails_the_run() -> None:
    def program() -> None:
        vpc = ec2.Vpc("v", cidr_block="10.0.0.0/16", opts=options())
        pulumi.export("checked", vpc.id.apply(lambda id_: pytest.fail(f"seen {id_}")))

    with pytest.raises(pytest.fail.Exception, match="seen vpc-"):
        record(program)


def test_outputs_registered_twice_fail_the_run() -> None:
    def program() -> None:
        component = pulumi.ComponentResource("a:b:C", "c")
        component.register_outputs({})
        component.register_outputs({})

    with pytest.raises(AssertionError, match="registers twice"):
        record(program)


def test_a_data_source_without_an_answer_fails_the_run() -> None:
    with pytest.raises(KeyError, match="getVpc"):
        record(
            lambda: ec2.get_vpc_output(
                id="vpc-1",
                opts=pulumi.InvokeOptions(provider=AccountProvider(SANDBOX, region=HOME)),
            )
        )
